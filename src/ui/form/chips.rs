//! An item of a list of short texts: its control and the button that removes it, in a row with others.

use yew::prelude::*;

use super::FieldProps;
use super::control::ValueControl;
use super::frame::use_leave;
use super::problems::field_problems;
use super::ties::use_ties;

/// See [`Chip`].
#[derive(Properties, PartialEq)]
pub struct ChipProps {
    pub field: FieldProps,
    /// The button that removes it.
    pub remove: Html,
}

/// A compact field without a label in sight.
#[component]
pub fn Chip(props: &ChipProps) -> Html {
    let field = &props.field;
    let at = AttrValue::from(field.place.to_string());
    let ties = use_ties(&at, &field.problems(), false, false);
    let node = use_node_ref();
    let onfocusout = use_leave(&node, &at);
    let (place, label) = (Some(&field.place), Some(field.name.clone()));
    let problems = field_problems(&at, &ties.problems, place, ties.unstored);
    html! {
        <li ref={node} class={classes!("chip-item", ties.class())} data-for={at} {onfocusout}>
            <div class="chip-row">
                <ValueControl field={field.clone()} {ties} {label} />
                { props.remove.clone() }
            </div>
            { problems }
        </li>
    }
}
