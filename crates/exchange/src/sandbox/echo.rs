//! A documented sample with the values of the request.
//!
//! A value is taken over where the sample's schema has a member with that name and allows the
//! value. The remaining values of the sample are listed, so that nobody takes them for a server's
//! answer.

use std::collections::HashMap;
use std::ops::Range;

use super::judge::Judged;
use json::write::JsonStyle;
use json::write::{layout, quoted};
use json::{Kind, Tree, View, pointer};
use openapi::{Family, MediaType, Operation, Place, SchemaId};
use problem::{Field, Root, Step};
use request::message::Request;
use request::validate::{self, Matcher};

/// A request and its documentation, as the sandbox has them.
pub(super) struct Server<'a> {
    pub operation: &'a Operation,
    pub request: &'a Request,
    pub matcher: Matcher<'a>,
}

/// A value in the request.
struct One {
    name: String,
    value: Tree,
}

/// All values of a request, the first of each name.
#[derive(Default)]
struct Sent(HashMap<String, One>);

impl Sent {
    fn add(&mut self, name: &str, value: View<'_>) {
        let Ok(value) = Tree::read(layout(value, JsonStyle::Compact)) else {
            return;
        };
        let name = name.to_owned();
        self.0.entry(name.clone()).or_insert(One { name, value });
    }

    fn get(&self, name: &str) -> Option<&One> {
        self.0.get(name)
    }
}

impl Server<'_> {
    /// Returns the sample with the request's values, and JSON Pointers to the values that are still
    /// the sample's.
    pub fn echo(&self, text: &str, media: &MediaType, judged: &Judged) -> (String, Vec<String>) {
        let whole = || (text.to_owned(), vec![String::new()]);
        let control = media.control.as_deref();
        let control = control.filter(|_| Family::of(&media.name) == Family::Json);
        let (Some(control), Ok(tree)) = (control, Tree::read(text)) else {
            return whole();
        };
        let sent = self.sent(judged);
        let Some((place, taken)) = self.best(tree.root(), control.schema, &sent) else {
            return whole();
        };
        let merged = merge(&tree, place, &taken);
        let indented = layout(tree.root(), JsonStyle::Indented) == text;
        let merged = match Tree::read(&*merged) {
            Ok(tree) if indented => layout(tree.root(), JsonStyle::Indented),
            _ => merged,
        };
        (merged, left(tree.root(), place, &taken))
    }

    /// Returns the members of the body and the parameters of path and query, without secrets.
    fn sent(&self, judged: &Judged) -> Sent {
        let mut sent = Sent::default();
        let secret = self.secret_members();
        let body = judged.body.as_ref().map(Tree::root);
        let members = body.filter(|b| b.kind() == Kind::Object);
        for member in members.into_iter().flat_map(View::children) {
            let name = member.name().unwrap_or_default();
            if !secret.contains(&pointer::escape(&name)) {
                sent.add(&name, member);
            }
        }
        for parameter in &self.operation.parameters {
            let name = &*parameter.control.name;
            let given = judged.parameters.get(&parameter.place.root(name));
            let named = matches!(parameter.place, Place::Path | Place::Query);
            if let Some(tree) = given.filter(|_| named && !parameter.control.secret) {
                sent.add(name, tree.root());
            }
        }
        sent
    }

    /// Returns the body's members that are secret or contain a secret, with names as JSON Pointer
    /// writes them.
    fn secret_members(&self) -> Vec<String> {
        let spans = self.request.body.as_ref().map_or(&[][..], |b| &b.spans);
        let secret = spans.iter().filter(|span| span.secret);
        let member = |field: &Field| match field.path.first() {
            Some(Step::Name(name)) if field.root == Root::Body => Some(json::pointer::escape(name)),
            _ => None,
        };
        secret.filter_map(|span| member(&span.field)).collect()
    }

    /// Returns the object of the sample that takes the most values, and these values.
    fn best<'t, 's>(
        &self,
        root: View<'t>,
        schema: SchemaId,
        sent: &'s Sent,
    ) -> Option<(View<'t>, Vec<&'s One>)> {
        let schemas = &self.operation.schemas;
        let mut best: Option<(View<'t>, Vec<&One>)> = None;
        let mut waiting = vec![(root, schema)];
        while let Some((view, schema)) = waiting.pop() {
            let children: Vec<View<'t>> = view.children().collect();
            for (index, child) in children.iter().enumerate().rev() {
                let inner = match child.name() {
                    Some(name) => schemas.property(schema, &name),
                    None => schemas.item(schema, index),
                };
                waiting.extend(inner.map(|inner| (*child, inner)));
            }
            if view.kind() != Kind::Object {
                continue;
            }
            let fitting = |(name, id): (&str, SchemaId)| {
                let one = sent.get(name)?;
                self.allows(id, &one.value).then_some(one)
            };
            let known = schemas.properties(schema).into_iter();
            let taken: Vec<&One> = known.filter_map(fitting).collect();
            if taken.len() > best.as_ref().map_or(0, |(_, taken)| taken.len()) {
                best = Some((view, taken));
            }
        }
        best
    }

    /// Returns whether a server may answer with this value: not if it sets the value itself or
    /// keeps it secret.
    fn allows(&self, id: SchemaId, value: &Tree) -> bool {
        let schemas = &self.operation.schemas;
        let mut parts = schemas.parts(id).into_iter().map(|part| &schemas[part]);
        let own = parts.any(|part| {
            let secret = part.format.as_deref() == Some("password");
            part.read_only || part.write_only || secret
        });
        !own && validate::check(schemas, id, value.root(), self.matcher).is_empty()
    }
}

/// Writes the sample's text with the values taken over; every other byte stays.
fn merge(tree: &Tree, place: View<'_>, taken: &[&One]) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut added = String::new();
    for one in taken {
        let value = one.value.text();
        match place.get(&one.name) {
            Some(member) => edits.push((member.span(), value.to_string())),
            None => added.push_str(&[",", &quoted(&one.name), ":", value].concat()),
        }
    }
    let last = place.children().last();
    let end = last.map_or(place.span().start + 1, |last| last.span().end);
    let added = match last {
        Some(_) => &*added,
        None => added.trim_start_matches(','),
    };
    edits.push((end..end, added.to_owned()));
    edits.sort_by_key(|(range, _)| range.start);
    let (text, mut at) = (tree.text(), 0);
    let mut out = String::with_capacity(text.len());
    for (range, new) in edits {
        out.push_str(&text[at..range.start]);
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Returns the values of the sample that were not replaced.
fn left(root: View<'_>, place: View<'_>, taken: &[&One]) -> Vec<String> {
    let mut left = Vec::new();
    let (mut view, mut path) = (root, String::new());
    loop {
        let mut inner = None;
        for (index, child) in view.children().enumerate() {
            let name = child.name();
            let step = match &name {
                Some(name) => pointer::escape(name),
                None => index.to_string(),
            };
            let own = [&*path, "/", &step].concat();
            let holds = child.index() <= place.index() && place.index() < child.after();
            let sent = view.index() == place.index()
                && taken.iter().any(|one| name.as_deref() == Some(&*one.name));
            match (holds, sent) {
                (true, _) => inner = Some((child, own)),
                (_, false) => left.push(own),
                (_, true) => {}
            }
        }
        let Some((next, own)) = inner else { break };
        (view, path) = (next, own);
    }
    left
}
