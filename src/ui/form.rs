//! The form that a document asks for: one field for each control, one file for each kind.
//!
//! A field gets its own node of the draft and its own problems, and is drawn
//! again only when these change.

mod choice;
mod compose;
mod container;
mod json;
mod literal;
mod many;
mod plain;
mod secrecy;
mod shell;
mod text;

use std::rc::Rc;

use yew::prelude::*;

use super::el::{el, keyed};
use super::state::Action;
use openapi::{Control, Kind};
pub use plain::{Plain, PlainProps};
use problem::{Field, Problem};
use request::draft::{Edit, Node};
pub use secrecy::Secrecy;
pub use shell::{notice, problems as problem_list, problems_id, source, word as problem_word};
pub use text::text_of;

/// What a field is told about itself and everything below it.
#[derive(Clone, PartialEq, Default)]
pub struct Hints {
    pub problems: Vec<Rc<Problem>>,
    /// Fields that must not be given and are not.
    pub hidden: Vec<Field>,
    /// Whether these are shown all the same.
    pub show_all: bool,
}

impl Hints {
    /// The part that concerns one field and what is below it.
    pub fn below(&self, place: &Field) -> Hints {
        let problems = self.problems.iter().filter(|p| p.at.is_within(place));
        let hidden = self.hidden.iter().filter(|h| h.is_within(place));
        Hints {
            problems: problems.cloned().collect(),
            hidden: hidden.cloned().collect(),
            show_all: self.show_all,
        }
    }

    /// The problems of the field itself.
    pub fn at(&self, place: &Field) -> Vec<Rc<Problem>> {
        let mine = self.problems.iter().filter(|p| p.at == *place);
        mine.cloned().collect()
    }
}

/// One documented value.
#[derive(Properties, Clone)]
pub struct FieldProps {
    pub control: Rc<Control>,
    pub place: Field,
    pub node: Node,
    pub hints: Hints,
    /// The name to show where the control has none: an item, an entry's value.
    pub name: AttrValue,
    pub act: Callback<Action>,
}

impl PartialEq for FieldProps {
    fn eq(&self, other: &FieldProps) -> bool {
        // Controls are made once per document, so that identity is equality.
        Rc::ptr_eq(&self.control, &other.control)
            && self.node == other.node
            && self.place == other.place
            && self.hints == other.hints
            && self.name == other.name
            && self.act == other.act
    }
}

/// See [`FieldProps`].
#[component]
pub fn FormField(props: &FieldProps) -> Html {
    match (&props.node, &props.control.kind) {
        (Node::Literal(json), kind) if *kind != Kind::Json => literal::view(props, json),
        (_, Kind::Object) if props.is_container() => container::object(props),
        (_, Kind::List) if props.is_container() => container::list(props),
        (_, Kind::Map) if props.is_container() => container::map(props),
        (_, Kind::Boolean) => choice::boolean(props),
        (_, Kind::Choice(choices)) => choice::closed(props, choices),
        (_, Kind::Suggest(choices)) => choice::open(props, choices),
        _ => text::view(props),
    }
}

impl FieldProps {
    /// Whether it is drawn as fields of its own, one for each value within.
    fn is_container(&self) -> bool {
        matches!(
            (&self.node, &self.control.kind),
            (Node::Absent | Node::Null | Node::Object(_), Kind::Object)
                | (Node::Absent | Node::Null | Node::List(_), Kind::List)
                | (Node::Absent | Node::Null | Node::Map(_), Kind::Map)
        )
    }

    /// The problems shown at the field: also those within its text, when that is free JSON.
    fn problems(&self) -> Vec<Rc<Problem>> {
        match self.is_container() {
            true => self.hints.at(&self.place),
            false => self.hints.problems.clone(),
        }
    }
}

/// A field of a form, unless it must not be given, or only the server gives it, and it has no value.
pub fn field(
    control: &Rc<Control>,
    place: Field,
    node: &Node,
    hints: &Hints,
    name: AttrValue,
    act: &Callback<Action>,
) -> Html {
    let at = place.to_string();
    let hints = hints.below(&place);
    let is_due = !control.read_only || !node.is_absent();
    if !hints.show_all && (!is_due || hints.hidden.contains(&place)) {
        // An element keeps the place: a component without one would lose it to its neighbours.
        return el("span").key(at.into()).flag("hidden", true).node();
    }
    let props = FieldProps {
        control: Rc::clone(control),
        place,
        node: node.clone(),
        hints,
        name,
        act: act.clone(),
    };
    keyed::<FormField>(at.into(), props)
}

/// The members of an object that stand on their own: those of the body.
pub fn members(
    control: &Rc<Control>,
    place: &Field,
    node: &Node,
    hints: &Hints,
    act: &Callback<Action>,
) -> Html {
    container::members(&FieldProps {
        control: Rc::clone(control),
        place: place.clone(),
        node: node.clone(),
        hints: hints.clone(),
        name: AttrValue::default(),
        act: act.clone(),
    })
}

/// What a button does that makes one edit.
fn press(act: &Callback<Action>, edit: Edit) -> Callback<MouseEvent> {
    act.reform(move |_| Action::Edit(edit.clone()))
}
