//! Raw bodies: the bytes are the typed text or the loaded file, and only the spans are computed.

pub(super) mod unread;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::{Body, Span};
use crate::decode::{Decoded, decode};
use crate::draft::Raw;
use json::{Tree, View};
use openapi::control::{Control, Kind};
use openapi::secret_members;
use openapi::secret_names;
use openapi::{MediaType, Schemas};
use problem::{Field, Step};

/// Text or a file as a body; if it parses as its media type, its fields have spans.
///
/// In text that does not parse (yet), secrets are the values after their names, and the
/// secrets of the last text that parsed, by field (`known`); see `unread`.
pub fn raw(
    raw: &Raw,
    media: &MediaType,
    schemas: &Schemas,
    known: impl FnOnce() -> Vec<(Rc<Field>, String)>,
) -> Body {
    let root = root(raw.bytes());
    let control = media.control.as_deref();
    let spans = match decode(raw.bytes(), media, schemas) {
        Ok(decoded) => spans(&decoded, control, schemas, root),
        Err(_) => {
            let names = control.map(unread::Names::of).unwrap_or_default();
            unread::spans(raw.bytes(), media, &names, known(), root)
        }
    };
    body(raw, media.name.clone(), spans)
}

/// The body of an operation that documents none: only names in JSON, the last text that parsed and
/// the secrets of earlier texts (`known`) are known.
pub fn undocumented(
    raw: &Raw,
    last_read: Option<&str>,
    mut known: Vec<(Rc<Field>, String)>,
) -> Body {
    let text = std::str::from_utf8(raw.bytes()).unwrap_or_default();
    let mut found = vec![root(raw.bytes())];
    if let Ok(tree) = Tree::read(text) {
        free(tree.root(), None, &Field::body(), View::span, &mut found);
    } else {
        found[0].secret = secret_members::hold_secret(text, None);
        let before = last_read.and_then(|text| Tree::read(text).ok());
        if let Some(before) = &before {
            for (view, name) in secret_members::secrets(before.root(), None) {
                let field = Field::body().member(name);
                known.push((field.into(), view.string().unwrap_or_default().into_owned()));
            }
        }
        found = unread::with_known(raw.bytes(), found, known);
    }
    body(raw, String::new(), found)
}

/// The span of the whole.
pub(super) fn root(bytes: &[u8]) -> Span {
    Span {
        field: Rc::new(Field::body()),
        start: 0,
        end: bytes.len(),
        secret: false,
    }
}

fn body(raw: &Raw, content_type: String, spans: Vec<Span>) -> Body {
    let (bytes, file) = match raw {
        Raw::Text(text) => (text.as_bytes().into(), None),
        Raw::File(file) => (Rc::clone(&file.bytes), Some(Rc::clone(&file.name))),
    };
    Body {
        bytes,
        content_type,
        spans: spans.into(),
        file,
    }
}

/// Spans of all fields that have controls, in order and properly nested.
pub(super) fn spans(
    decoded: &Decoded,
    control: Option<&Control>,
    schemas: &Schemas,
    root: Span,
) -> Vec<Span> {
    let mut found = Vec::new();
    let mut todo = vec![(decoded.tree.root(), control, Field::body(), false)];
    let source = |view: View<'_>| match decoded.sources.get(view.index()) {
        Some(source) if view.index() > 0 => source.clone(),
        _ => root.start..root.end,
    };
    while let Some((view, control, field, within)) = todo.pop() {
        let at = source(view);
        // A value within a secret is secret too: a form's fields may be in any order, and
        // only the innermost spans are sure to remain.
        let holds = || {
            let text = view.string();
            text.is_some_and(|text| secret_members::hold_secret(&text, None))
        };
        let secret = within || control.is_some_and(|control| control.secret) || holds();
        found.push(Span {
            field: Rc::new(field.clone()),
            start: at.start,
            end: at.end,
            secret,
        });
        let Some(control) = control else {
            if view.kind() != json::Kind::String {
                free(view, None, &field, source, &mut found);
            }
            continue;
        };
        let members = control.positions();
        let mut free_json = false;
        for (index, child) in view.children().enumerate() {
            let Some((step, inner)) = step(control, &members, child, index) else {
                free_json = true;
                break;
            };
            // These names come from the writer of the text, not from the document.
            let undocumented = control.kind == Kind::Map || inner.is_none();
            let is_text = child.kind() == json::Kind::String;
            let name = child.name().filter(|_| undocumented && is_text);
            let by_name = name.is_some_and(|name| secret_names::is_secret(&name));
            todo.push((child, inner, field.step(step), secret || by_name));
        }
        if free_json {
            let governed = Some((schemas, control.schema));
            free(view, governed, &field, source, &mut found);
        }
    }
    found.sort_by_key(|span| (span.start, Reverse(span.end)));
    nested(found)
}

/// Spans of the secrets in values without a control.
fn free<'v>(
    value: View<'v>,
    governed: secret_members::Governed<'_>,
    field: &Field,
    source: impl Fn(View<'v>) -> Range<usize>,
    found: &mut Vec<Span>,
) {
    for (view, name) in secret_members::secrets(value, governed) {
        let at = source(view);
        found.push(Span {
            field: Rc::new(field.member(name)),
            start: at.start,
            end: at.end,
            secret: true,
        });
    }
}

/// The field of every node of a tree, by node index, and the nodes whose controls are
/// secret. A value without a control, as inside free JSON, belongs to the value around
/// it.
pub fn fields_of(control: Option<&Control>, tree: &Tree) -> (Vec<Rc<Field>>, Vec<usize>) {
    let mut fields: Vec<Rc<Field>> = Vec::new();
    let mut hidden = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    for view in tree.all() {
        while open.last().is_some_and(|outer| outer.after <= view.index()) {
            open.pop();
        }
        let (field, control) = match open.last_mut() {
            None => (Rc::new(Field::body()), control),
            Some(outer) => outer.child(view),
        };
        fields.push(field.clone());
        if control.is_some_and(|control| control.secret) {
            hidden.push(view.index());
        }
        open.push(Open {
            members: control.map(Control::positions).unwrap_or_default(),
            control,
            field,
            after: view.after(),
            children: 0,
        });
    }
    (fields, hidden)
}

/// A container being walked.
struct Open<'c> {
    control: Option<&'c Control>,
    members: HashMap<&'c str, usize>,
    field: Rc<Field>,
    /// The first node after it.
    after: usize,
    /// The number of children so far.
    children: usize,
}

impl<'c> Open<'c> {
    fn child(&mut self, view: View<'_>) -> (Rc<Field>, Option<&'c Control>) {
        let index = self.children;
        self.children += 1;
        let known = self.control;
        match known.and_then(|control| step(control, &self.members, view, index)) {
            Some((step, control)) => (self.field.step(step).into(), control),
            None => (self.field.clone(), None),
        }
    }
}

/// The step from a value to a child, and the child's control if it has one.
fn step<'c>(
    control: &'c Control,
    members: &HashMap<&str, usize>,
    child: View<'_>,
    index: usize,
) -> Option<(Step, Option<&'c Control>)> {
    let element = control.element.as_deref();
    match (&control.kind, child.name()) {
        (Kind::List, None) => Some((Step::Index(index), element)),
        (Kind::Map, Some(_)) => Some((Step::Entry(index), element)),
        (Kind::Object, Some(name)) => {
            let member = members.get(&*name).map(|at| &*control.members[*at]);
            Some((Step::Name(name.into()), member))
        }
        _ => None,
    }
}

/// Leaves out spans that cross another: fields of a form may be in any order.
pub(super) fn nested(spans: Vec<Span>) -> Vec<Span> {
    let mut open: Vec<Range<usize>> = Vec::new();
    let mut kept = Vec::with_capacity(spans.len());
    for span in spans {
        let ended = |outer: &Range<usize>| outer.end <= span.start && outer.end < span.end;
        while open.last().is_some_and(ended) {
            open.pop();
        }
        if open.last().is_none_or(|outer| span.end <= outer.end) {
            open.push(span.start..span.end);
            kept.push(span);
        }
    }
    kept
}
