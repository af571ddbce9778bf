//! The scheme as a form: what its controls show, and what an edit of one does to the members.

use std::rc::Rc;

use super::{Sketch, members};
use json::Value;
use json::value::Object;

/// Where a text of the scheme is put, or what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Headers,
    /// Header fields that are there before signing.
    Before,
    Members,
    Query,
    Parts,
}

impl Group {
    pub const ALL: [Group; 5] = [
        Group::Headers,
        Group::Before,
        Group::Members,
        Group::Query,
        Group::Parts,
    ];

    /// Its member of a scheme.
    pub fn name(self) -> &'static str {
        match self {
            Group::Headers => "headers",
            Group::Before => "before",
            Group::Members => "members",
            Group::Query => "query",
            Group::Parts => "parts",
        }
    }

    /// The words people choose by.
    pub fn title(self) -> &'static str {
        match self {
            Group::Headers => "Header field",
            Group::Before => "Header field, signed too",
            Group::Members => "Body member",
            Group::Query => "URL parameter",
            Group::Parts => "Named part",
        }
    }

    pub fn from_name(name: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|group| group.name() == name)
    }
}

/// A text of the scheme with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub group: Group,
    pub index: usize,
    pub name: String,
    pub value: String,
}

impl Row {
    /// Its place, for faults.
    pub fn place(&self) -> String {
        place(self.group.name(), self.index)
    }
}

/// Which times a receiver refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clocked {
    Never,
    Old,
    /// Those in the future too.
    Both,
}

impl Clocked {
    pub const ALL: [Clocked; 3] = [Clocked::Never, Clocked::Old, Clocked::Both];

    pub fn name(self) -> &'static str {
        match self {
            Clocked::Never => "never",
            Clocked::Old => "old",
            Clocked::Both => "both",
        }
    }

    /// The words people choose by.
    pub fn title(self) -> &'static str {
        match self {
            Clocked::Never => "No time",
            Clocked::Old => "A time too long ago",
            Clocked::Both => "A time too long ago or ahead",
        }
    }

    pub fn from_name(name: &str) -> Option<Clocked> {
        Clocked::ALL.into_iter().find(|c| c.name() == name)
    }
}

/// Something that a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The JSON, as typed.
    Text(Rc<str>),
    /// A text, by its place.
    Set(&'static str, Rc<str>),
    Clock(Clocked),
    Seconds(Rc<str>),
    /// By what else its deliveries are known, one a line.
    Marks(Rc<str>),
    AddRow,
    RemoveRow(Group, usize),
    NameRow(Group, usize, Rc<str>),
    ValueRow(Group, usize, Rc<str>),
    MoveRow(Group, usize, Group),
    AddInput,
    RemoveInput(usize),
    Input(usize, &'static str, Rc<str>),
    Flag(usize, &'static str, bool),
}

/// What a member is when a scheme leaves it out, by its place.
const USUAL: [(&str, &str); 9] = [
    ("/kind", "hmac"),
    ("/algorithm", "SHA-256"),
    ("/digest", "hex"),
    ("/key/encoding", "text"),
    ("/key/template", "{secret}"),
    ("/content", "{body}"),
    ("/unit", "s"),
    ("/time", "number"),
    ("/json", "free"),
];

fn usual(place: &str) -> &'static str {
    let found = USUAL.iter().find(|usual| usual.0 == place);
    found.map_or("", |usual| usual.1)
}

fn place(name: &str, index: usize) -> String {
    ["/", name, "/", &index.to_string()].concat()
}

/// The text of a value; what is no text is shown as it is written.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.text(),
    }
}

impl Sketch {
    /// What a control shows: the text at a place, or what a scheme has anyway.
    pub fn value(&self, place: &str) -> String {
        let mut steps = place.split('/').skip(1);
        let mut value = steps
            .next()
            .and_then(|name| members::get(&self.members, name));
        for step in steps {
            value = value
                .and_then(Value::as_object)
                .and_then(|inner| members::get(inner, step));
        }
        value.map_or_else(|| usual(place).to_owned(), shown)
    }

    /// Everything that the scheme writes, in the order of the choice of places.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for group in Group::ALL {
            let found = members::get(&self.members, group.name());
            let fields = found.and_then(Value::as_object);
            for (index, (name, value)) in fields.into_iter().flatten().enumerate() {
                rows.push(Row {
                    group,
                    index,
                    name: name.clone(),
                    value: shown(value),
                });
            }
        }
        rows
    }

    /// What it asks for beside the secret; each as its members are written.
    pub fn inputs(&self) -> &[Value] {
        let found = members::get(&self.members, "inputs");
        found.and_then(Value::as_array).unwrap_or_default()
    }

    pub fn marks(&self) -> String {
        let found = members::get(&self.members, "marks");
        let marks = found.and_then(Value::as_array).unwrap_or_default();
        let marks: Vec<String> = marks.iter().map(shown).collect();
        marks.join("\n")
    }

    pub fn clocked(&self) -> Clocked {
        let Some(tolerance) = members::get(&self.members, "tolerance") else {
            return Clocked::Never;
        };
        match tolerance.get("future").and_then(Value::as_bool) {
            Some(false) => Clocked::Old,
            _ => Clocked::Both,
        }
    }

    /// The scheme after an edit; while its text is broken, only the text itself can be edited.
    pub fn edited(&self, edit: Edit) -> Sketch {
        let mut next = self.clone();
        if let Edit::Text(text) = edit {
            next.read(text);
            return next;
        }
        if self.broken.is_some() {
            return next;
        }
        next.change_members(edit);
        let text = members::layout(&next.members);
        next.read(text.into());
        next
    }

    fn change_members(&mut self, edit: Edit) {
        let all = &mut self.members;
        match edit {
            Edit::Text(_) => {}
            Edit::Set(place, text) => set(all, place, &text),
            Edit::Clock(rule) => clock(all, rule),
            Edit::Seconds(text) => seconds(all, &text),
            Edit::Marks(text) => {
                // A line that is being typed is empty at first.
                let lines = text.split('\n').map(text_of);
                let marks = (!text.is_empty()).then(|| Value::Array(lines.collect()));
                members::set(all, "marks", marks);
            }
            Edit::AddRow => {
                let carried = super::parts::carried(all);
                let value = if carried { "" } else { "{signature}" };
                put(all, Group::Headers, String::new(), text_of(value));
            }
            Edit::RemoveRow(group, index) => {
                take(all, group, index);
            }
            Edit::NameRow(group, index, name) => {
                if let Some(row) = row(all, group, index) {
                    row.0 = name.to_string();
                }
            }
            Edit::ValueRow(group, index, value) => {
                if let Some(row) = row(all, group, index) {
                    row.1 = text_of(&value);
                }
            }
            Edit::MoveRow(from, index, to) => {
                if let Some((name, value)) = take(all, from, index) {
                    put(all, to, name, value);
                }
            }
            Edit::AddInput => {
                if let Some(inputs) = members::list(all, "inputs") {
                    let input = |name: &str, value| (name.to_owned(), value);
                    inputs.push(Value::Object(vec![
                        input("name", text_of("")),
                        input("secret", Value::Bool(true)),
                    ]));
                }
            }
            Edit::RemoveInput(index) => {
                if let Some(inputs) = members::list(all, "inputs").filter(|i| index < i.len()) {
                    inputs.remove(index);
                }
                members::drop_empty(all, "inputs");
            }
            Edit::Input(index, name, text) => {
                let optional = name != "name" && text.is_empty();
                let value = (!optional).then(|| text_of(&text));
                input(all, index, name, value);
            }
            Edit::Flag(index, name, flag) => {
                // An input is a secret unless it says otherwise, so that is always said.
                let said = flag || name == "secret";
                input(all, index, name, said.then_some(Value::Bool(flag)));
            }
        }
    }
}

fn text_of(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn set(all: &mut Object, place: &'static str, text: &str) {
    let value = (text != usual(place)).then(|| text_of(text));
    let mut steps = place.split('/').skip(1);
    match (steps.next(), steps.next()) {
        (Some(outer), Some(name)) => {
            if let Some(inner) = members::object(all, outer) {
                members::set(inner, name, value);
            }
            members::drop_empty(all, outer);
        }
        (Some(name), None) => members::set(all, name, value),
        _ => {}
    }
}

fn clock(all: &mut Object, rule: Clocked) {
    if rule == Clocked::Never {
        return members::set(all, "tolerance", None);
    }
    if let Some(own) = members::object(all, "tolerance") {
        if members::get(own, "seconds").is_none() {
            members::set(own, "seconds", Some(Value::Number("300".to_owned())));
        }
        members::set(own, "future", Some(Value::Bool(rule == Clocked::Both)));
    }
}

fn seconds(all: &mut Object, text: &str) {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = digits && (text == "0" || !text.starts_with('0'));
    let value = match number {
        true => Value::Number(text.to_owned()),
        false => text_of(text),
    };
    if let Some(own) = members::object(all, "tolerance") {
        members::set(own, "seconds", Some(value));
    }
}

fn row(all: &mut Object, group: Group, index: usize) -> Option<&mut (String, Value)> {
    members::object(all, group.name())?.get_mut(index)
}

fn put(all: &mut Object, group: Group, name: String, value: Value) {
    if let Some(fields) = members::object(all, group.name()) {
        fields.push((name, value));
    }
}

fn take(all: &mut Object, group: Group, index: usize) -> Option<(String, Value)> {
    let fields = members::object(all, group.name())?;
    let taken = (index < fields.len()).then(|| fields.remove(index));
    members::drop_empty(all, group.name());
    taken
}

fn input(all: &mut Object, index: usize, name: &str, value: Option<Value>) {
    let inputs = members::list(all, "inputs");
    if let Some(Value::Object(input)) = inputs.and_then(|all| all.get_mut(index)) {
        members::set(input, name, value);
    }
}
