//! The plain controls that everything on the page is built from.
//!
//! A control's value is written to the page when it is made and afterwards
//! only when the state holds another one, so that a caret never jumps; it is
//! read on its own input event alone.
//!
//! The callbacks that controls get capture nothing that changes, only what
//! they are for; so they take no part in the comparison of properties, and a
//! control is drawn again only when what it shows has changed.

use std::rc::Rc;

use yew::html::IntoPropValue;
use yew::prelude::*;

use super::text::LARGE;
use crate::browser::value;
use crate::sign::{DigestText, hmac};

/// A callback that says what a control is for and captures nothing that changes.
#[derive(Clone)]
pub struct Intent<T>(Callback<T>);

impl<T> PartialEq for Intent<T> {
    fn eq(&self, _: &Intent<T>) -> bool {
        true
    }
}

impl<T> Intent<T> {
    pub fn emit(&self, value: T) {
        self.0.emit(value);
    }
}

impl<T> From<Callback<T>> for Intent<T> {
    fn from(callback: Callback<T>) -> Intent<T> {
        Intent(callback)
    }
}

impl<T> IntoPropValue<Intent<T>> for Callback<T> {
    fn into_prop_value(self) -> Intent<T> {
        Intent(self)
    }
}

/// A text area that grows with its text.
#[derive(Properties, Clone, PartialEq)]
pub struct TextBoxProps {
    pub value: Rc<str>,
    pub oninput: Intent<Rc<str>>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub field: Option<AttrValue>,
    #[prop_or_default]
    pub key_of: Option<AttrValue>,
    #[prop_or_default]
    pub part: Option<AttrValue>,
    /// The accessible name, where no label element gives it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub described: Option<AttrValue>,
    #[prop_or_default]
    pub invalid: bool,
    #[prop_or_default]
    pub required: bool,
    /// Painted over; the text itself is untouched.
    #[prop_or_default]
    pub masked: bool,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// The keyboard that a touch screen offers.
    #[prop_or_default]
    pub inputmode: Option<&'static str>,
    #[prop_or_default]
    pub class: Classes,
}

/// See [`TextBoxProps`].
#[component]
pub fn TextBox(props: &TextBoxProps) -> Html {
    let node = use_node_ref();
    let first = use_memo((), |()| Rc::clone(&props.value));
    let shown = use_mut_ref(|| Rc::<str>::clone(&first));
    {
        let (node, shown) = (node.clone(), Rc::clone(&shown));
        use_effect_with(Rc::clone(&props.value), move |text| {
            let mut shown = shown.borrow_mut();
            if *shown != *text {
                if let Some(element) = node.cast() {
                    value::set(&element, text);
                }
                *shown = Rc::clone(text);
            }
        });
    }
    let oninput = {
        let emit = props.oninput.clone();
        Callback::from(move |event: InputEvent| {
            let text: Rc<str> = value::of(&event).into();
            *shown.borrow_mut() = Rc::clone(&text);
            emit.emit(text);
        })
    };
    let huge = props.value.len() > LARGE;
    // Browsers that cannot size a field by its content go by its rows.
    let rows = props.value.split('\n').take(12).count().to_string();
    html! {
        <textarea
            ref={node}
            class={classes!("text", props.masked.then_some("masked"), huge.then_some("huge"), props.class.clone())}
            id={props.id.clone()}
            data-field={props.field.clone()}
            data-key={props.key_of.clone()}
            data-part={props.part.clone()}
            aria-label={props.label.clone()}
            aria-describedby={props.described.clone()}
            aria-invalid={props.invalid.then_some("true")}
            aria-required={props.required.then_some("true")}
            placeholder={props.placeholder.clone()}
            inputmode={props.inputmode}
            rows={rows}
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            defaultvalue={AttrValue::from(Rc::<str>::clone(&first))}
            {oninput}
        />
    }
}

/// One entry of a select.
#[derive(Clone, PartialEq)]
pub struct Item {
    pub value: AttrValue,
    pub label: AttrValue,
    /// The heading it stands under; empty for none.
    pub group: &'static str,
}

impl Item {
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Item {
        Item {
            value: value.into(),
            label: label.into(),
            group: "",
        }
    }

    /// An entry whose words are its value.
    pub fn plain(value: impl Into<AttrValue>) -> Item {
        let value = value.into();
        Item::new(value.clone(), value)
    }
}

/// A closed choice.
#[derive(Properties, Clone, PartialEq)]
pub struct SelectProps {
    pub value: AttrValue,
    pub items: Vec<Item>,
    pub onchange: Intent<String>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub field: Option<AttrValue>,
    #[prop_or_default]
    pub part: Option<AttrValue>,
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub described: Option<AttrValue>,
    #[prop_or_default]
    pub invalid: bool,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub class: Classes,
}

/// See [`SelectProps`]. A value that is not among the items is shown as one more.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let node = use_node_ref();
    let shown = use_mut_ref(|| None::<AttrValue>);
    {
        let (node, shown) = (node.clone(), Rc::clone(&shown));
        // The items are a dependency too: replacing options makes a browser choose anew.
        let dependencies = (props.value.clone(), props.items.clone());
        use_effect_with(dependencies, move |(chosen, _)| {
            if let Some(element) = node.cast() {
                value::set(&element, chosen);
            }
            *shown.borrow_mut() = Some(chosen.clone());
        });
    }
    let emit = {
        let onchange = props.onchange.clone();
        // Browsers fire `input` and `change` for one choice; the second says nothing new.
        move |event: &Event| {
            let chosen = value::of(event);
            if shown.borrow().as_deref() != Some(chosen.as_str()) {
                *shown.borrow_mut() = Some(chosen.clone().into());
                onchange.emit(chosen);
            }
        }
    };
    let oninput = Callback::from({
        let emit = emit.clone();
        move |event: InputEvent| emit(&event)
    });
    let onchange = Callback::from(move |event: Event| emit(&event));
    let unknown = !props.items.iter().any(|item| item.value == props.value);
    html! {
        <select
            ref={node}
            class={props.class.clone()}
            id={props.id.clone()}
            data-field={props.field.clone()}
            data-part={props.part.clone()}
            aria-label={props.label.clone()}
            aria-describedby={props.described.clone()}
            aria-invalid={props.invalid.then_some("true")}
            aria-required={props.required.then_some("true")}
            autocomplete="off"
            {oninput}
            {onchange}
        >
            { options(props) }
            if unknown {
                <option value={props.value.clone()} selected=true>
                    { props.value.clone() }{ " (not documented)" }
                </option>
            }
        </select>
    }
}

fn options(props: &SelectProps) -> Html {
    let option = |item: &Item| {
        html! {
            <option value={item.value.clone()} selected={item.value == props.value}>
                { item.label.clone() }
            </option>
        }
    };
    let groups = props.items.chunk_by(|a, b| a.group == b.group);
    groups
        .map(|items| match items.first().map_or("", |item| item.group) {
            "" => items.iter().map(option).collect::<Html>(),
            group => html! {
                <optgroup label={group}>{ for items.iter().map(option) }</optgroup>
            },
        })
        .collect()
}

/// A switch with its words.
#[derive(Properties, Clone, PartialEq)]
pub struct CheckProps {
    pub checked: bool,
    pub label: AttrValue,
    pub onchange: Intent<bool>,
    #[prop_or_default]
    pub part: Option<AttrValue>,
}

/// See [`CheckProps`].
#[component]
pub fn Check(props: &CheckProps) -> Html {
    let onchange = {
        let emit = props.onchange.clone();
        Callback::from(move |event: Event| emit.emit(value::checked(&event)))
    };
    html! {
        <label class="check">
            <input
                type="checkbox"
                checked={props.checked}
                data-part={props.part.clone()}
                autocomplete="off"
                {onchange}
            />
            <span>{ props.label.clone() }</span>
        </label>
    }
}

/// An element id made of any text, unique for it and without white space.
pub fn id_of(prefix: &str, text: &str) -> AttrValue {
    let mut id = String::with_capacity(prefix.len() + text.len() + 1);
    id.push_str(prefix);
    id.push('-');
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else {
            id.push('_');
            let code = hmac::text(&u32::from(c).to_be_bytes(), DigestText::Hex);
            id.push_str(code.trim_start_matches('0'));
            id.push('_');
        }
    }
    AttrValue::from(id)
}
