//! A choice of views of the same thing, as a row of radio buttons.

use yew::prelude::*;

/// See [`Segments`].
#[derive(Properties, PartialEq)]
pub struct SegmentsProps<T: PartialEq> {
    /// The accessible name of the group.
    pub label: &'static str,
    /// The `data-part` of each, and the name of the group.
    pub part: &'static str,
    pub value: T,
    /// Each value with its word and its label.
    pub items: Vec<(T, &'static str, AttrValue)>,
    pub onchange: Callback<T>,
}

/// Radio buttons that look like one control.
#[component]
pub fn Segments<T: PartialEq + Copy + 'static>(props: &SegmentsProps<T>) -> Html {
    let one = |(value, word, label): &(T, &'static str, AttrValue)| {
        let value = *value;
        let onchange = props.onchange.reform(move |_: Event| value);
        html! {
            <label>
                <input
                    type="radio" name={props.part} data-part={props.part} value={*word} {onchange}
                    checked={value == props.value} autocomplete="off"
                />
                <span>{ label }</span>
            </label>
        }
    };
    html! {
        <div class="segmented" role="radiogroup" aria-label={props.label}>
            { for props.items.iter().map(one) }
        </div>
    }
}
