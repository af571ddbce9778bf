//! Edits: the only way to change a draft. They never fail and lose no input.

use std::rc::Rc;

use super::load::fresh;
use super::place::{control_at, set};
use super::{Draft, Field, File, FormVariant, JsonStyle, Node, Raw, Signing, Step};
use super::{example, marks, prefilled, raw};
use openapi::{Control, Kind, Operation};

/// One action of the person.
#[derive(Clone, PartialEq)]
pub enum Edit {
    /// Text typed at a control; empty text makes the value absent.
    Type(Field, Rc<str>),
    /// The choice of an explicit `""` beside a field.
    EmptyText(Field),
    /// The choice of an explicit `null` beside a field.
    Null(Field),
    /// The choice to give no value, beside a field.
    Clear(Field),
    /// `data-add`: a list or a map grows by one, an optional object opens.
    Add(Field),
    /// `data-remove`: removes an item or entry, or closes an optional object.
    Remove(Field),
    /// A map entry's name.
    Rename(Field, Rc<str>),
    /// Text typed in the raw editor, which becomes the body.
    Raw(Rc<str>),
    /// A loaded file, whose bytes become the body, as text if a text box can hold them.
    Load(Rc<File>),
    /// Drops the raw body, so that the form is encoded again.
    LeaveRaw,
    /// Chooses a server, by its index.
    Server(usize),
    /// Chooses a security alternative, by its name.
    Security(Rc<str>),
    /// Chooses a media type, by its documented name.
    MediaType(Rc<str>),
    /// Chooses the formatting of a JSON body.
    JsonStyle(JsonStyle),
    /// Chooses the percent-encoding of a form body.
    FormVariant(FormVariant),
    /// Marks a field as secret or not.
    Mark(Field, bool),
    /// All signing settings, changed by one control.
    Signing(Signing),
    /// Loads a documented example by name.
    Example(Rc<str>),
    /// Restores a fresh form.
    Reset,
}

/// The draft after an edit.
pub fn apply(draft: &Draft, operation: &Operation, edit: &Edit) -> Draft {
    let mut next = draft.clone();
    match edit {
        Edit::Type(field, text) => {
            let node = match &**text {
                "" => Node::Absent,
                _ => Node::Text(text.clone()),
            };
            set(&mut next, field, node);
        }
        Edit::EmptyText(field) => set(&mut next, field, Node::EmptyText),
        Edit::Null(field) => set(&mut next, field, Node::Null),
        Edit::Clear(field) => set(&mut next, field, Node::Absent),
        Edit::Add(field) => {
            let grown = grown(draft.at(field), control_at(draft, operation, field));
            set(&mut next, field, grown);
        }
        Edit::Remove(field) => remove(&mut next, field),
        Edit::Rename(field, name) => rename(&mut next, field, name),
        Edit::Raw(text) => raw::raw(&mut next, operation, Raw::Text(text.clone())),
        Edit::Load(file) => raw::raw(&mut next, operation, raw::file(file)),
        Edit::LeaveRaw => next.raw = None,
        Edit::Server(index) => next.server = *index,
        Edit::Security(name) => next.security = Some(name.clone()),
        Edit::MediaType(name) => {
            raw::leave_raw_if_read(&mut next, operation);
            next.media_type = Some(name.clone());
        }
        Edit::JsonStyle(style) => {
            raw::leave_raw_if_read(&mut next, operation);
            next.json_style = *style;
        }
        Edit::FormVariant(variant) => {
            raw::leave_raw_if_read(&mut next, operation);
            next.form_variant = *variant;
        }
        Edit::Mark(field, secret) => marks::set(&mut next, operation, field, *secret),
        Edit::Signing(signing) => next.signing = signing.clone(),
        Edit::Example(name) => {
            next = example::example(draft, operation, name);
            prefilled::over_example(&mut next, operation);
        }
        Edit::Reset => next = fresh(operation),
    }
    next
}

/// Returns whether an edit ends the raw editing of a body: it is then encoded from the
/// form again, and the page reports that.
pub fn ends_raw(before: &Draft, after: &Draft) -> bool {
    before.raw.is_some() && after.raw.is_none()
}

/// A list or map with one more place, or an opened object.
fn grown(node: &Node, control: Option<&Control>) -> Node {
    let one = begun(control);
    match (node, control.map(|c| &c.kind)) {
        (Node::List(items), _) => {
            let mut items = items.clone();
            items.push(one);
            Node::List(items)
        }
        (Node::Map(entries), _) => {
            let mut entries = entries.clone();
            entries.push(("".into(), one));
            Node::Map(entries)
        }
        (_, Some(Kind::List)) => Node::List(vec![one]),
        (_, Some(Kind::Map)) => Node::Map(vec![("".into(), one)]),
        _ => Node::Object(Vec::new()),
    }
}

/// The initial value of an item or entry: an object is open, so that one press shows its members.
fn begun(control: Option<&Control>) -> Node {
    match control.and_then(|c| c.element.as_ref()).map(|c| &c.kind) {
        Some(Kind::Object) => Node::Object(Vec::new()),
        _ => Node::Absent,
    }
}

/// Removes an item or an entry, or closes an object; an empty list or map becomes absent.
fn remove(draft: &mut Draft, field: &Field) {
    let (Some(last), mut parent) = (field.path.last().cloned(), field.clone()) else {
        return set(draft, field, Node::Absent);
    };
    parent.path.pop();
    let left = match (draft.at(&parent), &last) {
        (Node::List(items), Step::Index(index)) if *index < items.len() => {
            let mut items = items.clone();
            items.remove(*index);
            if items.is_empty() {
                Node::Absent
            } else {
                Node::List(items)
            }
        }
        (Node::Map(entries), Step::Entry(index)) if *index < entries.len() => {
            let mut entries = entries.clone();
            entries.remove(*index);
            if entries.is_empty() {
                Node::Absent
            } else {
                Node::Map(entries)
            }
        }
        (Node::Object(members), Step::Name(name)) => {
            Node::Object(members.iter().filter(|m| m.0 != *name).cloned().collect())
        }
        _ => return,
    };
    set(draft, &parent, left);
}

/// Names a map's entry.
fn rename(draft: &mut Draft, field: &Field, name: &Rc<str>) {
    let Some(Step::Entry(index)) = field.path.last() else {
        return;
    };
    let node = draft.at(field).clone();
    set(draft, field, node);
    let mut parent = field.clone();
    parent.path.pop();
    let Node::Map(mut entries) = draft.at(&parent).clone() else {
        return;
    };
    if let Some(entry) = entries.get_mut(*index) {
        entry.0 = name.clone();
    }
    set(draft, &parent, Node::Map(entries));
}
