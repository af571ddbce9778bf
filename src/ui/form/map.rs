//! A map: entries by position, since names may repeat while they are typed.

use std::rc::Rc;

use yew::prelude::*;

use super::about::About;
use super::frame::{Facts, GroupFrame};
use super::items::{LeaveOut, SHOWN, element, state_words, use_items};
use super::menu::FieldMenu;
use super::ties::use_ties;
use super::{FieldProps, FormField};
use crate::ui::act::use_act;
use crate::ui::controls::{TextBox, id_of};
use crate::ui::state::Action;
use openapi::secret_names;
use openapi::{Control, Kind};
use problem::{Field, Step};
use request::draft::{Edit, Node};

/// See [`FieldProps`].
#[component]
pub fn MapField(props: &FieldProps) -> Html {
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
    let entries: &[(Rc<str>, Node)] = match node {
        Node::Map(entries) => entries,
        _ => &[],
    };
    let count = entries.len();
    let edits = use_items(place, place.step(Step::Entry(count)), count);
    let entry = |index: usize, key: &Rc<str>, node: &Node| {
        let element = entry_control(element(props)?, key);
        let place = place.step(Step::Entry(index));
        let focus = match count {
            0 | 1 => props.place.clone(),
            _ => props.place.step(Step::Entry(index.min(count - 2))),
        };
        let name = AttrValue::from(format!("{name} {}", index + 1));
        let value = AttrValue::from(format!("{name} value"));
        let field = props.within(&element, place.clone(), node, value);
        Some(html! {
            <li key={index}>
                <EntryName place={place.clone()} name={name.clone()} text={Rc::clone(key)} />
                <FormField ..field />
                { edits.remove_button(&place, &name, focus) }
            </li>
        })
    };
    let shown = entries.iter().enumerate().take(SHOWN);
    let shown: Vec<Html> = shown
        .filter_map(|(index, (key, node))| entry(index, key, node))
        .collect();
    let is_empty = matches!(node, Node::Map(entries) if entries.is_empty());
    let buttons = html! {
        <>
            { edits.add_button(place, name, "Add an entry") }
            if is_empty {
                <LeaveOut place={place.clone()} name={name.clone()} />
            }
            <FieldMenu ..props.clone() />
        </>
    };
    html! {
        <GroupFrame {ties} name={name.clone()} facts={Facts::of(control)} about={About::of(control)} {buttons}>
            { state_words(node, count, "entries") }
            if !shown.is_empty() {
                <ol class="items entries">{ for shown }</ol>
            }
        </GroupFrame>
    }
}

/// The control of an entry's value; by the name that a person gave to the entry it may be a secret.
fn entry_control(element: &Rc<Control>, name: &str) -> Rc<Control> {
    if element.secret || !secret_names::is_secret(name) {
        return Rc::clone(element);
    }
    let mut secret = Control::clone(element);
    secret.set_secret(matches!(secret.kind, Kind::Text | Kind::Suggest(_)));
    Rc::new(secret)
}

#[derive(Properties, PartialEq)]
struct EntryNameProps {
    place: Field,
    name: AttrValue,
    text: Rc<str>,
}

/// The name of an entry.
#[component]
fn EntryName(props: &EntryNameProps) -> Html {
    let act = use_act();
    let at = AttrValue::from(props.place.to_string());
    let id = id_of("k", &at);
    let oninput = {
        let place = props.place.clone();
        Callback::from(move |text| act.emit(Action::Edit(Edit::Rename(place.clone(), text))))
    };
    html! {
        <div class="field key">
            <div class="field-head"><label for={id.clone()}>{ &props.name }{ " name" }</label></div>
            <div class="field-body"><TextBox id={Some(id)} key_of={Some(at)} value={Rc::clone(&props.text)} {oninput} /></div>
        </div>
    }
}
