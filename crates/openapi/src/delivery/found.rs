//! The values a delivery takes from its registration, field by field: `x-signpost-value`
//! and the address.

use std::rc::Rc;

use super::{MissingValue, Prefilled};
use crate::compose::{self, Compose};
use crate::expression::{self, Exchange, Fault};
use crate::reader::Reader;
use crate::refs::NodeRef;
use crate::{Control, Operation, Parameter, Place, Style};
use json::{Kind, Tree, View};
use problem::{Field, Root, Step};
use signature::secret::Secret;

/// The values found in a registration.
#[derive(Default)]
pub(super) struct Found {
    pub prefilled: Vec<Prefilled>,
    pub missing: Vec<MissingValue>,
    pub event: Option<String>,
    /// The expression that identifies the event.
    of_event: Option<String>,
}

/// The part of a delivery that a member of `x-signpost-value` sets.
pub(super) enum Target {
    /// A field.
    Field(Field),
    /// A field for each member of the value: the beginning of their places.
    Members(Field),
    /// The event.
    Event,
}

impl Target {
    /// `None` if the text is not a place that can be set.
    fn read(text: &str) -> Option<Target> {
        let target = match text.strip_suffix('*') {
            _ if text == "example" => return Some(Target::Event),
            Some(stem) => Target::Members(Field::read(stem)),
            None => Target::Field(Field::read(text)),
        };
        let (Target::Field(field) | Target::Members(field)) = &target else {
            return None;
        };
        let is_place = matches!(
            field.root,
            Root::Body
                | Root::Raw
                | Root::MediaType
                | Root::Server(_)
                | Root::Cookie(_)
                | Root::Header(_)
                | Root::Path(_)
                | Root::Query(_)
                | Root::Credential(_)
                | Root::Secret(_)
                | Root::Security
        );
        is_place.then_some(target)
    }
}

impl Found {
    /// Reads one member of `x-signpost-value`: an expression, or an object that also has
    /// its conversions.
    pub fn entry(&mut self, name: &str, node: &NodeRef<'_>, registration: &Exchange<'_>) {
        let (text, made, otherwise) = match node.value.as_object() {
            None => (node.string(), None, None),
            Some(_) => {
                node.only(&["value", "decodes", "strips", "otherwise"]);
                let decodes = node.get("decodes").and_then(|d| d.value.as_number());
                let made = Compose {
                    decodes: decodes.and_then(|d| d.to_i64()).unwrap_or(0).clamp(0, 9) as u8,
                    strips: node.strings("strips"),
                    appended_to: String::new(),
                    starts_with: String::new(),
                };
                (node.required("value"), Some(made), node.text("otherwise"))
            }
        };
        let Some(text) = text else { return };
        let Some(target) = Target::read(name) else {
            node.note(format!(
                "A delivery has no field `{name}`: crates/openapi/src/extensions.md lists the fields that take a value"
            ));
            return;
        };
        if expression::check(text).is_err() {
            node.note(format!("`{text}` is not an OpenAPI runtime expression"));
            return;
        }
        if let Target::Event = target {
            let event = expression::fill(text, registration).ok();
            self.event = event.map(|json| expression::plain(&json));
            self.of_event = Some(text.to_owned());
            return;
        }
        let before = self.prefilled.len();
        self.take(&target, text, made.as_ref(), registration);
        if let (Some(otherwise), true, Target::Field(field)) =
            (otherwise, self.prefilled.len() == before, target)
        {
            self.push(field, text, json::write::quoted(otherwise), false);
        }
    }

    pub fn take(
        &mut self,
        target: &Target,
        text: &str,
        made: Option<&Compose>,
        registration: &Exchange<'_>,
    ) {
        let (Target::Field(field) | Target::Members(field)) = target else {
            return;
        };
        let json = match expression::fill(text, registration) {
            Ok(json) => json,
            Err(fault) => {
                let field = match target {
                    Target::Members(stem) => continued(stem, "*"),
                    _ => field.clone(),
                };
                return self.missing.push(MissingValue { field, fault });
            }
        };
        let Ok(tree) = Tree::read(json) else { return };
        let is_secret = |v: View<'_>| registration.holds_secret(&expression::plain(v.source()));
        let value = tree.root();
        if let Target::Field(_) = target {
            let json = shaped(value, made);
            return self.push(field.clone(), text, json, is_secret(value));
        }
        let members = value.children().filter(|_| value.kind() == Kind::Object);
        for member in members {
            let field = continued(field, &member.name().unwrap_or_default());
            let json = member.source().to_owned();
            self.push(field, text, json, is_secret(member));
        }
    }

    fn push(&mut self, field: Field, from: &str, json: String, secret: bool) {
        // An emptied text counts as absent, and so does `null`.
        if matches!(&*json, "\"\"" | "null") {
            return self.missing.push(MissingValue {
                field,
                fault: Fault::Absent(from.to_owned()),
            });
        }
        self.prefilled.retain(|t| !is_same(&t.field, &field));
        self.prefilled.push(Prefilled {
            field,
            from: from.into(),
            value: Secret::new(json),
            of_event: self.of_event.as_deref() == Some(from),
            secret,
        });
    }

    /// Adds parameters for header fields that only the registration knows, and gives all
    /// the documented spelling.
    pub fn settle<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        node: &NodeRef<'a>,
        operation: &mut Operation,
    ) {
        for prefilled in &mut self.prefilled {
            let Root::Header(name) = prefilled.field.root.clone() else {
                continue;
            };
            let is = |p: &&Parameter| {
                p.place == Place::Header && p.control.name.eq_ignore_ascii_case(&name)
            };
            if let Some(known) = operation.parameters.iter().find(is) {
                prefilled.field = Place::Header.root(&known.control.name).into();
            } else if !name.is_empty() && !name.eq_ignore_ascii_case("accept") {
                let schema = reader.text();
                let control = reader.control(node, &name, schema, false);
                operation.parameters.push(Parameter {
                    place: Place::Header,
                    style: Style::Simple,
                    explode: false,
                    allow_reserved: false,
                    allow_empty: false,
                    content: None,
                    control: Rc::new(control),
                });
            }
        }
        for prefilled in self.prefilled.iter().filter(|t| t.secret) {
            mark(operation, &prefilled.field);
        }
    }
}

/// Marks the field of a secret value as secret: masked, and never stored.
fn mark(operation: &mut Operation, field: &Field) {
    if field.root == Root::Body {
        let media = operation.body.iter_mut().flat_map(|b| &mut b.media);
        for control in media.filter_map(|m| m.control.as_mut()) {
            let mut at = Rc::make_mut(control);
            for step in &field.path {
                let is = |m: &Rc<Control>| matches!(step, Step::Name(name) if m.name == **name);
                match at.members.iter().position(is) {
                    Some(index) => at = Rc::make_mut(&mut at.members[index]),
                    // An undocumented value makes everything around it secret.
                    None => break,
                }
            }
            at.secret = true;
        }
    }
    let is = |p: &&mut Parameter| p.place.root(&p.control.name) == field.root;
    if let Some(parameter) = operation.parameters.iter_mut().find(is) {
        Rc::make_mut(&mut parameter.control).secret = true;
    }
}

/// Returns whether two places are the same, since header field names ignore case.
fn is_same(one: &Field, other: &Field) -> bool {
    let is_same_root = match (&one.root, &other.root) {
        (Root::Header(one), Root::Header(other)) => one.eq_ignore_ascii_case(other),
        (one, other) => one == other,
    };
    is_same_root && one.path == other.path
}

/// The place whose text is that of another one, followed by a name.
fn continued(stem: &Field, name: &str) -> Field {
    let mut field = stem.clone();
    match field.path.last_mut() {
        Some(Step::Name(last)) => *last = [&**last, name].concat().into(),
        _ => field.root = Root::read(&[&stem.root.to_string(), name].concat()),
    }
    field
}

/// The JSON text of a value after the server's conversions.
fn shaped(value: View<'_>, made: Option<&Compose>) -> String {
    match (made, value.string()) {
        (Some(made), Some(text)) => json::write::quoted(&compose::received(made, &text)),
        _ => value.source().to_owned(),
    }
}
