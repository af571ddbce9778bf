//! An object: its members as fields; an optional one is added by its button.

use yew::prelude::*;

use super::FieldProps;
use super::about::About;
use super::frame::{Facts, GroupFrame};
use super::items::use_items;
use super::members::Members;
use super::menu::FieldMenu;
use super::ties::use_ties;
use request::draft::Node;

/// See [`FieldProps`].
#[component]
pub fn ObjectField(props: &FieldProps) -> Html {
    let FieldProps {
        control,
        place,
        node,
        name,
        ..
    } = props;
    let at = AttrValue::from(place.to_string());
    let ties = use_ties(
        &at,
        &props.problems(),
        false,
        !control.description.is_empty(),
    );
    let is_given = matches!(node, Node::Object(_));
    let edits = use_items(place, place.clone(), usize::from(is_given));
    let buttons = html! {
        <>
            if is_given && !control.required {
                { edits.remove_button(place, name, place.clone()) }
            } else if !control.required {
                { edits.add_button(place, name, "Add") }
            }
            <FieldMenu ..props.clone() />
        </>
    };
    html! {
        <GroupFrame {ties} name={name.clone()} facts={Facts::of(control)} about={About::of(control)} {buttons}>
            if is_given || control.required {
                <div class="inside"><Members object={props.clone()} /></div>
            }
        </GroupFrame>
    }
}
