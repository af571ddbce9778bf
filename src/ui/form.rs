//! The form that a document asks for: one field for each control, one component for each kind.
//!
//! A field gets the part of the draft and of the problems that is its own, and is drawn again only when
//! these change.

pub mod about;
mod chips;
mod closed;
mod compose;
mod control;
mod fields;
mod frame;
mod hints;
mod items;
mod list;
mod map;
mod members;
mod menu;
mod object;
mod plain;
mod problems;
mod secrecy;
mod ties;
mod touch;
mod value;
mod value_box;

use yew::prelude::*;

use super::shared::Shared;
use openapi::{Control, Kind};
use problem::{Field, Problem};
use request::draft::Node;
use std::rc::Rc;

pub use about::Note;
pub use closed::Closed;
pub use control::text_of;
pub use fields::{Entry, FieldList};
pub use frame::Frame;
pub use hints::Hints;
pub use members::{Members, undocumented};
pub use plain::{Plain, PlainProps};
pub use problems::{problem_list, source, word as problem_word};
pub use secrecy::Secrecy;
pub use ties::{Ties, use_ties};
pub use touch::Touch;

use list::ListField;
use map::MapField;
use object::ObjectField;
use value::ValueField;

/// One documented value.
#[derive(Properties, Clone, PartialEq)]
pub struct FieldProps {
    pub control: Shared<Control>,
    pub place: Field,
    pub node: Node,
    /// What concerns the field and what is within it.
    #[prop_or_default]
    pub hints: Hints,
    /// The name to show where the control has none: an item, an entry's value.
    pub name: AttrValue,
}

/// The field of a value.
#[component]
pub fn FormField(props: &FieldProps) -> Html {
    let props = props.clone();
    match &props.control.kind {
        _ if !props.is_container() => html! { <ValueField ..props /> },
        Kind::Object => html! { <ObjectField ..props /> },
        Kind::List => html! { <ListField ..props /> },
        _ => html! { <MapField ..props /> },
    }
}

impl FieldProps {
    /// Returns whether it is drawn with a field for each value within.
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

    /// The properties of a value within.
    fn within(
        &self,
        control: &Rc<Control>,
        place: Field,
        node: &Node,
        name: AttrValue,
    ) -> FieldProps {
        FieldProps {
            control: control.into(),
            hints: self.hints.below(&place),
            place,
            node: node.clone(),
            name,
        }
    }
}
