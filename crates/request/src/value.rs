//! The meaning of a draft: the tree that the encoders write.
//!
//! Every node knows the field it came from, which links bytes and fields. Building it
//! never fails: text that is not the expected number stays a text, which
//! [`crate::validate`] reports; JSON that does not parse is sent as a text and has a
//! problem.

use std::collections::HashMap;
use std::rc::Rc;

use crate::draft::place::{Members, elements, media, others};
use crate::draft::{Draft, Node};
use json::Tree;
use openapi::control::Choice;
use openapi::secret_members;
use openapi::secret_names;
use openapi::{Control, Kind, Operation, Parameter, Place, SchemaId, Schemas};
use problem::{Cause, Field, Problem, Root, Severity, Step};

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The place it was typed at.
    pub field: Rc<Field>,
    /// The schema; `None` for an undocumented value.
    pub schema: Option<SchemaId>,
    /// `true` if it is a secret, by the document or by its name.
    pub secret: bool,
    /// The value itself.
    pub data: Data,
}

impl Value {
    /// Returns whether it or a value within it is a secret.
    pub fn holds_secret(&self, schemas: &Schemas) -> bool {
        let within = match &self.data {
            Data::Json(tree) => {
                !secret_members::secrets(tree.root(), self.governed(schemas)).is_empty()
            }
            Data::List(items) => items.iter().any(|item| item.holds_secret(schemas)),
            Data::Object(members) => members.iter().any(|(_, value)| value.holds_secret(schemas)),
            Data::Null | Data::Bool(_) | Data::Number(_) | Data::Text(_) => false,
        };
        self.secret || within
    }

    /// The schema of free JSON, if it has one.
    fn governed<'s>(&self, schemas: &'s Schemas) -> secret_members::Governed<'s> {
        self.schema.map(|schema| (schemas, schema))
    }

    /// Returns the decoded texts that are secrets here and within, with their fields.
    pub fn secret_texts(&self, schemas: &Schemas) -> Vec<(Rc<Field>, String)> {
        let mut found = Vec::new();
        self.collect_secrets(schemas, false, &mut found);
        found
    }

    fn collect_secrets(
        &self,
        schemas: &Schemas,
        within: bool,
        found: &mut Vec<(Rc<Field>, String)>,
    ) {
        let secret = within || self.secret;
        match &self.data {
            Data::Text(text) | Data::Number(text) if secret => {
                found.push((self.field.clone(), text.to_string()));
            }
            Data::Json(tree) if secret => {
                let scalars = tree.all().filter_map(|view| match view.kind() {
                    json::Kind::String => view.string().map(String::from),
                    json::Kind::Number => Some(view.source().to_owned()),
                    _ => None,
                });
                found.extend(scalars.map(|text| (self.field.clone(), text)));
            }
            Data::Json(tree) => {
                for (view, name) in secret_members::secrets(tree.root(), self.governed(schemas)) {
                    let text = view.string().unwrap_or_default().into_owned();
                    found.push((self.field.member(name).into(), text));
                }
            }
            Data::List(items) => items
                .iter()
                .for_each(|i| i.collect_secrets(schemas, secret, found)),
            Data::Object(members) => {
                (members.iter())
                    .for_each(|(_, value)| value.collect_secrets(schemas, secret, found));
            }
            Data::Null | Data::Bool(_) | Data::Number(_) | Data::Text(_) => {}
        }
    }
}

/// The value itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it was typed; valid JSON number text.
    Number(Rc<str>),
    /// Text.
    Text(Rc<str>),
    /// JSON of any depth, kept as it was typed.
    Json(Tree),
    /// The items of a list.
    List(Vec<Value>),
    /// Members in document order; names may repeat.
    Object(Vec<(Rc<str>, Value)>),
}

/// The body from the form; `None` if nothing is to be sent.
pub fn body(operation: &Operation, draft: &Draft, problems: &mut Vec<Problem>) -> Option<Value> {
    let media = media(draft, operation)?;
    let control = media.control.as_deref()?;
    let others = others(operation, Some(control)).map(|other| other.1);
    let others: Vec<&Control> = others.collect();
    let mut build = Build { problems };
    build.value(&Field::body(), control, &others, draft.root(&Root::Body))
}

/// The given parameters, in document order; each value's field is the parameter's.
///
/// A parameter with a secret in it is secret as a whole, since it is encoded in one piece.
pub fn parameters(operation: &Operation, draft: &Draft, problems: &mut Vec<Problem>) -> Vec<Value> {
    let mut build = Build { problems };
    let given = |p: &Parameter| {
        let field = Field::from(p.place.root(&p.control.name));
        let mut value = build.value(&field, &p.control, &[], draft.root(&field.root))?;
        value.secret = value.holds_secret(&operation.schemas);
        Some(value)
    };
    operation.parameters.iter().filter_map(given).collect()
}

/// All parameters as one object, `{"path": {}, "query": {}, "header": {}, "cookie": {}}`,
/// for rules between them.
pub(crate) fn parameters_object(given: &[Value]) -> Value {
    let object = |root: Root, members| Value {
        field: Rc::new(root.into()),
        schema: None,
        secret: false,
        data: Data::Object(members),
    };
    let group = |place: Place| {
        let member = |value: &Value| {
            let name: Rc<str> = match (&value.field.root, place) {
                (Root::Header(name), Place::Header) => name.to_ascii_lowercase().into(),
                (Root::Path(name), Place::Path)
                | (Root::Query(name), Place::Query)
                | (Root::Cookie(name), Place::Cookie) => name.clone(),
                _ => return None,
            };
            Some((name, value.clone()))
        };
        let members = given.iter().filter_map(member).collect();
        (Rc::from(place.word()), object(place.root(""), members))
    };
    let places = [Place::Path, Place::Query, Place::Header, Place::Cookie];
    object(Root::Whole, places.map(group).into())
}

struct Build<'p> {
    problems: &'p mut Vec<Problem>,
}

impl Build<'_> {
    /// Builds a value. `others` may mark values as secret that the control does not.
    fn value(
        &mut self,
        field: &Field,
        control: &Control,
        others: &[&Control],
        node: &Node,
    ) -> Option<Value> {
        let data = match node {
            Node::Absent => return None,
            Node::Null => Data::Null,
            Node::EmptyText => Data::Text("".into()),
            Node::Literal(source) => literal(source),
            Node::Text(text) => self.typed(field, control, text),
            Node::List(items) => {
                let element = control.element.as_deref().unwrap_or(control);
                let others = elements(others);
                let item = |(i, node): (usize, &Node)| {
                    self.value(&field.step(Step::Index(i)), element, &others, node)
                };
                Data::List(items.iter().enumerate().filter_map(item).collect())
            }
            Node::Map(entries) => {
                let element = control.element.as_deref().unwrap_or(control);
                let others = Members::of(others);
                let entry = |(i, (name, node)): (usize, &(Rc<str>, Node))| {
                    let others = others.get(name);
                    let place = field.step(Step::Entry(i));
                    let mut value = self.value(&place, element, &others, node)?;
                    value.secret |= is_named_secret(name, &value.data);
                    Some((name.clone(), value))
                };
                Data::Object(entries.iter().enumerate().filter_map(entry).collect())
            }
            Node::Object(members) => Data::Object(self.members(field, control, others, members)),
        };
        // Broken JSON, or JSON as a text: it is covered as a whole.
        let holds_secret =
            matches!(&data, Data::Text(text) if secret_members::hold_secret(text, None));
        Some(Value {
            field: Rc::new(field.clone()),
            schema: Some(control.schema),
            secret: control.secret || holds_secret || others.iter().any(|other| other.secret),
            data,
        })
    }

    /// Known members in document order, then those without a control, in the given order.
    fn members(
        &mut self,
        field: &Field,
        control: &Control,
        others: &[&Control],
        members: &[(Rc<str>, Node)],
    ) -> Vec<(Rc<str>, Value)> {
        let mut given = Vec::new();
        let mut used = vec![false; members.len()];
        // Of members with one name the first is the known one.
        let places = members.iter().enumerate().rev();
        let places: HashMap<&str, usize> = places.map(|(at, member)| (&*member.0, at)).collect();
        let others = Members::of(others);
        for known in &control.members {
            let Some(&index) = places.get(&*known.name) else {
                continue;
            };
            used[index] = true;
            let place = field.member(known.name.as_str());
            let others = others.get(&known.name);
            if let Some(value) = self.value(&place, known, &others, &members[index].1) {
                given.push((Rc::from(known.name.as_str()), value));
            }
        }
        for ((name, node), used) in members.iter().zip(used) {
            if let (false, Some(data)) = (used, unknown(node)) {
                given.push((
                    name.clone(),
                    Value {
                        field: Rc::new(field.member(name.clone())),
                        schema: None,
                        secret: is_named_secret(name, &data)
                            || others.get(name).iter().any(|other| other.holds_secret()),
                        data,
                    },
                ));
            }
        }
        given
    }

    fn typed(&mut self, field: &Field, control: &Control, text: &Rc<str>) -> Data {
        match &control.kind {
            Kind::Integer | Kind::Number if is_number(text) => Data::Number(text.clone()),
            Kind::Boolean if &**text == "true" => Data::Bool(true),
            Kind::Boolean if &**text == "false" => Data::Bool(false),
            Kind::Choice(choices) | Kind::Suggest(choices) => chosen(choices, text),
            Kind::Json | Kind::List | Kind::Map | Kind::Object => match Tree::read(text.clone()) {
                Ok(tree) => Data::Json(tree),
                Err(error) => {
                    self.problems
                        .push(Cause::Json(error).at(field, Severity::Error));
                    Data::Text(text.clone())
                }
            },
            _ => Data::Text(text.clone()),
        }
    }
}

/// The value of the choice with this text; any other text is a string.
fn chosen(choices: &[Choice], text: &Rc<str>) -> Data {
    let Some(choice) = choices.iter().find(|c| *c.value == **text) else {
        return Data::Text(text.clone());
    };
    match literal(&choice.json.as_str().into()) {
        Data::Json(tree) => match tree.root().string() {
            Some(text) if tree.root().exact() => Data::Text(text.into()),
            _ => Data::Json(tree),
        },
        other => other,
    }
}

/// Returns whether a text or a list is a secret by an undocumented name: an entry's, or
/// another member's.
///
/// Secrets further down in free JSON have their own spans (see [`members`]).
fn is_named_secret(name: &str, data: &Data) -> bool {
    match data {
        Data::Text(_) => secret_names::is_secret(name),
        Data::Json(tree) => match tree.root().kind() {
            json::Kind::String => secret_names::is_secret(name),
            json::Kind::Array => {
                let mut items = tree.root().children();
                secret_names::are_secrets(name)
                    && items.any(|item| item.kind() == json::Kind::String)
            }
            json::Kind::Object => {
                let value = tree.root().get("value");
                secret_names::is_secret(name)
                    && value.is_some_and(|value| value.kind() == json::Kind::String)
            }
            _ => false,
        },
        _ => false,
    }
}

/// Reads JSON text that was valid when it was loaded.
fn literal(source: &Rc<str>) -> Data {
    Tree::read(source.clone()).map_or_else(|_| Data::Text(source.clone()), Data::Json)
}

/// A member without a control: free JSON, or the text itself if it is not JSON.
fn unknown(node: &Node) -> Option<Data> {
    match node {
        Node::Literal(source) | Node::Text(source) => Some(literal(source)),
        Node::EmptyText => Some(Data::Text("".into())),
        Node::Null => Some(Data::Null),
        _ => None,
    }
}

/// Returns whether the whole text is a JSON number.
fn is_number(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b))
        && Tree::read(text).is_ok()
}
