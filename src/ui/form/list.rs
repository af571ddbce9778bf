//! A list: items by position, as fields or, where they are short, as chips in one row.

use yew::prelude::*;

use super::about::About;
use super::chips::Chip;
use super::frame::{Facts, GroupFrame};
use super::items::{LeaveOut, SHOWN, element, state_words, use_items};
use super::menu::FieldMenu;
use super::ties::use_ties;
use super::{FieldProps, FormField};
use openapi::Kind;
use problem::Step;
use request::draft::Node;

/// See [`FieldProps`].
#[component]
pub fn ListField(props: &FieldProps) -> Html {
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
    let items: &[Node] = match node {
        Node::List(items) => items,
        _ => &[],
    };
    let count = items.len();
    let edits = use_items(place, place.step(Step::Index(count)), count);
    let is_chips = element(props).is_some_and(|element| {
        matches!(element.kind, Kind::Choice(_) | Kind::Suggest(_)) && !element.secret
    });
    let item = |index: usize, node: &Node| {
        let element = element(props)?;
        let place = place.step(Step::Index(index));
        // The item that takes its place, else the one before, else the button that adds one.
        let focus = match count {
            0 | 1 => props.place.clone(),
            _ => props.place.step(Step::Index(index.min(count - 2))),
        };
        let name = AttrValue::from(format!("{name} {index}"));
        let field = props.within(element, place.clone(), node, name.clone());
        let remove = edits.remove_button(&place, &name, focus);
        Some(match is_chips {
            true => html! { <Chip key={index} {field} {remove} /> },
            false => html! { <li key={index}><FormField ..field />{ remove }</li> },
        })
    };
    let shown = items.iter().enumerate().take(SHOWN);
    let shown: Vec<Html> = shown
        .filter_map(|(index, node)| item(index, node))
        .collect();
    let add = edits.add_button(place, name, "Add an item");
    let is_empty = matches!(node, Node::List(items) if items.is_empty());
    let buttons = html! {
        <>
            if !is_chips || shown.is_empty() {
                { add.clone() }
            }
            if is_empty {
                <LeaveOut place={place.clone()} name={name.clone()} />
            }
            <FieldMenu ..props.clone() />
        </>
    };
    html! {
        <GroupFrame {ties} name={name.clone()} facts={Facts::of(control)} about={About::of(control)} {buttons}>
            { state_words(node, count, "items") }
            if !shown.is_empty() {
                <ol class={if is_chips { "items chips" } else { "items" }}>
                    { for shown }
                    if is_chips {
                        <li key="add" class="chip-add">{ add }</li>
                    }
                </ol>
            }
        </GroupFrame>
    }
}
