//! Controls: the form fields derived from a schema.
//!
//! A [`Control`] is derived once, when a document is read, by merging a schema with its
//! unconditional `allOf` and `$ref`. Rules stay in the schema; a control only knows how a
//! value is typed.

mod derive;
mod parts;
mod merged;
mod set;

use std::collections::HashMap;
use std::rc::Rc;

use super::compose::Compose;
use super::notice::Notice;
use super::schema::SchemaId;
use json::View;
use json::write::quoted;

pub(super) use derive::control as derive;

/// The control that types one value, with its documentation.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// The documented name; empty for a body, an item or a map's value.
    pub name: String,
    /// The schema of the value.
    pub schema: SchemaId,
    /// The kind of control.
    pub kind: Kind,
    /// Required without a condition.
    pub required: bool,
    /// `true` if an explicit `null` is allowed.
    pub nullable: bool,
    /// `true` if an explicit empty text is allowed.
    pub empty_text: bool,
    /// CommonMark, as documented.
    pub description: String,
    /// The line below the field if the description is none (`x-signpost-help`); CommonMark.
    pub help: String,
    /// The documented type in the document's terms (`string`, `int32`, `array of string`).
    pub type_words: String,
    /// JSON text.
    pub default: Option<String>,
    /// The value in every request, from a required `const`; text as typed.
    pub given: Option<String>,
    /// Example values as they would be typed.
    pub examples: Vec<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`: only the server sets the value.
    pub read_only: bool,
    /// The value is a secret (`format: password`, `x-signpost-secret`, or by its name).
    pub secret: bool,
    /// `true` if only the name marks the value as a secret; the person may override that.
    pub named_secret: bool,
    /// `true` if only the person marked the value as a secret.
    pub marked: bool,
    /// The source of the field if it is not the document itself (`x-signpost-source`).
    pub source: Option<String>,
    /// `x-signpost-notices`, shown with the field.
    pub notices: Vec<Notice>,
    /// `x-signpost-compose`: the conversions that the server applies to the text.
    pub compose: Option<Compose>,
    /// Members of an object, in document order.
    pub members: Vec<Rc<Control>>,
    /// The control of a list's items or a map's values.
    pub element: Option<Rc<Control>>,
}

/// The kinds of control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line or more of text.
    Text,
    /// Text that is masked.
    Secret,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// One of a closed set.
    Choice(Vec<Choice>),
    /// Any text, with suggestions.
    Suggest(Vec<Choice>),
    /// An address (`format: uri`).
    Url,
    /// A date and time (`format: date-time`).
    DateTime,
    /// A list of values of one kind.
    List,
    /// Values by names that the person enters.
    Map,
    /// Values by documented names.
    Object,
    /// Any JSON value, typed as JSON text.
    Json,
}

/// A value of a set and its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The text that is typed and chosen: a string's text, otherwise the JSON text. A
    /// string that would read as another value of the set, or as empty, has its quoted
    /// JSON text here.
    pub value: String,
    /// The value's JSON text, as [`Choice::json_of`] writes it.
    pub json: String,
    /// The label, such as `1 = Active`; empty when there is nothing to add.
    pub label: String,
}

impl Choice {
    /// A choice whose text no other choice has.
    fn of(value: View<'_>, label: &str) -> Choice {
        let typed = merged::typed(value);
        Choice {
            label: if label == typed { "" } else { label }.to_owned(),
            value: typed,
            json: Choice::json_of(value),
        }
    }

    /// The JSON text by which a value is found among choices.
    pub fn json_of(value: View<'_>) -> String {
        match value.string() {
            Some(text) if value.exact() => quoted(&text),
            _ => value.source().to_owned(),
        }
    }

    /// Returns whether the value is `null`.
    pub fn is_null(&self) -> bool {
        self.json == "null"
    }

    /// Returns whether the value is the empty text.
    pub fn is_empty_text(&self) -> bool {
        self.json == "\"\""
    }

    fn is_text(&self) -> bool {
        self.json.starts_with('"')
    }
}

impl Control {
    /// Marks the value as a secret or not, whatever its name.
    pub fn set_secret(&mut self, secret: bool) {
        self.secret = secret;
        self.named_secret = false;
        if secret && matches!(self.kind, Kind::Suggest(_)) || !secret && self.kind == Kind::Secret {
            self.kind = Kind::Text;
        }
    }

    /// Returns whether a person may mark the value as a secret: it is a text and not secret yet.
    pub fn can_be_marked(&self) -> bool {
        !self.secret && matches!(self.kind, Kind::Text | Kind::Suggest(_) | Kind::Url)
    }

    /// Returns whether this control or one within it is secret.
    pub fn holds_secret(&self) -> bool {
        let mut within = self.members.iter().chain(&self.element);
        self.secret || within.any(|control| control.holds_secret())
    }

    /// The member of that name.
    pub fn member(&self, name: &str) -> Option<&Rc<Control>> {
        self.members.iter().find(|member| member.name == name)
    }

    /// The positions of the members by name, for many look-ups.
    pub fn positions(&self) -> HashMap<&str, usize> {
        let members = self.members.iter().enumerate();
        members.map(|(at, member)| (&*member.name, at)).collect()
    }
}
