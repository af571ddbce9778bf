//! Checking the form's values against the document's rules.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::suspicious_text;
use crate::decode;
use crate::encode;
use crate::validate::forbidden::forbidden;
use crate::validate::{self, Matcher};
use crate::value::{self, Value};
use json::{Tree, View};
use openapi::{Family, MediaType, Operation, Parameter, Place, SchemaId};
use problem::{Cause, Field, Problem, Root, Severity};

/// The inputs of every check here, and the collected problems.
pub struct Rules<'a> {
    pub operation: &'a Operation,
    pub matcher: Matcher<'a>,
    pub problems: &'a mut Vec<Problem>,
}

impl Rules<'_> {
    /// Checks the form's body; returns the fields that are currently forbidden and not given.
    pub fn body(&mut self, media: &MediaType, value: &Value) -> Vec<Field> {
        match read(value) {
            Some(read) => self.body_tree(media, &read),
            None => Vec::new(),
        }
    }

    /// Checks raw text: first that it parses as its media type, then its value.
    pub fn raw_body(&mut self, media: &MediaType, bytes: &[u8]) -> Vec<Field> {
        match decode::decode(bytes, media, &self.operation.schemas) {
            Ok(decoded) => {
                let tree = decoded.tree;
                let (fields, hidden) = encode::fields_of(media.control.as_deref(), &tree);
                let read = Read {
                    tree,
                    fields,
                    hidden,
                };
                self.body_tree(media, &read)
            }
            Err(malformed) => {
                self.problems
                    .push(malformed.cause.at(Root::Body, Severity::Error));
                Vec::new()
            }
        }
    }

    /// Reports a missing body if one is required.
    pub fn no_body(&mut self) {
        if self.operation.body.as_ref().is_some_and(|b| b.required) {
            self.problems
                .push(Cause::Required.at(Root::Body, Severity::Error));
        }
    }

    fn body_tree(&mut self, media: &MediaType, read: &Read) -> Vec<Field> {
        let hidden = self.checked(media, read);
        let family = Some(Family::of(&media.name));
        let suspicious = suspicious_text::warnings(&read.tree, &read.fields, family);
        self.problems.extend(suspicious);
        hidden
    }

    fn checked(&mut self, media: &MediaType, read: &Read) -> Vec<Field> {
        let root = read.tree.root();
        let Some(control) = &media.control else {
            return Vec::new();
        };
        self.check_view(control.schema, read);
        if root.kind() != json::Kind::Object {
            return Vec::new();
        }
        let given: HashSet<_> = root.children().filter_map(View::exact_name).collect();
        let absent = |name: &&String| !given.contains(&***name);
        let names = forbidden(&self.operation.schemas, control.schema, root, self.matcher);
        names
            .iter()
            .filter(absent)
            .map(|n| Field::body().member(n.as_str()))
            .collect()
    }

    /// Checks every parameter by its schema, then the rules between them.
    pub fn parameters(&mut self, given: &[Value]) {
        let roots: HashMap<&Root, &Value> = given.iter().map(|v| (&v.field.root, v)).collect();
        for parameter in &self.operation.parameters {
            let root = parameter.place.root(&parameter.control.name);
            match roots.get(&root) {
                Some(value) => self.parameter(parameter, value),
                // The address reports a missing path parameter.
                None if parameter.control.required && parameter.place != Place::Path => {
                    self.problems
                        .push(Cause::Required.at(root, Severity::Error));
                }
                None => {}
            }
        }
        if let Some(rules) = self.operation.parameter_rules
            && let Some(read) = read(&value::parameters_object(given))
        {
            self.check_view(rules, &read);
        }
    }

    fn parameter(&mut self, parameter: &Parameter, value: &Value) {
        let Some(read) = read(value) else {
            return;
        };
        self.check_view(parameter.control.schema, &read);
        // A value that a header field cannot carry blocks, and is reported with the field's rules.
        if parameter.place != Place::Header {
            let suspicious = suspicious_text::warnings(&read.tree, &read.fields, None);
            self.problems.extend(suspicious);
        }
    }

    fn check_view(&mut self, schema: SchemaId, read: &Read) {
        let root = read.tree.root();
        let (schemas, matcher) = (&self.operation.schemas, self.matcher);
        let faults = validate::check_hiding(schemas, schema, root, &read.hidden, matcher);
        let mut found = validate::problems(&faults, &read.tree, &read.fields);
        // Broken JSON is passed on as a text, which no rule is meant for.
        let is_broken = |p: &&Problem| matches!(p.cause, Cause::Json(_));
        let broken = self.problems.iter().filter(is_broken);
        let broken: HashSet<&Field> = broken.map(|problem| &problem.at).collect();
        found.retain(|problem| !broken.contains(&problem.at));
        self.problems.extend(found);
    }
}

/// A value in the form that the checker reads.
struct Read {
    tree: Tree,
    /// The field of each node.
    fields: Vec<Rc<Field>>,
    /// The nodes that are secrets, which messages must not quote.
    hidden: Vec<usize>,
}

fn read(value: &Value) -> Option<Read> {
    let (text, fields, hidden) = encode::json::with_fields(value);
    let tree = Tree::read(text).ok()?;
    Some(Read {
        tree,
        fields,
        hidden,
    })
}
