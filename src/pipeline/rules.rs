//! The document's rules, held against what the form means.

use std::rc::Rc;

use super::doubts::doubts;
use crate::decode;
use crate::document::{MediaType, Operation, Parameter, Place, SchemaId};
use crate::encode::{self, Family};
use crate::json::{self, Tree, View};
use crate::table::{Keys, Positions};
use crate::validate::forbidden::forbidden;
use crate::validate::problem::{Cause, Problem, Severity};
use crate::validate::{self, Matcher};
use crate::value::{self, Value};

/// The code of [`Cause::Json`].
const JSON: &str = "json";

/// What every check here is held against, and where what it finds goes.
pub struct Rules<'a> {
    pub operation: &'a Operation,
    pub matcher: Matcher<'a>,
    pub problems: &'a mut Vec<Problem>,
}

impl Rules<'_> {
    /// Checks the form's body; gives the fields that may not be given now and are not.
    pub fn body(&mut self, media: &MediaType, value: &Value) -> Vec<Rc<str>> {
        match read(value) {
            Some((tree, fields)) => self.body_tree(media, &tree, &fields),
            None => Vec::new(),
        }
    }

    /// Checks raw text: that it is of its media type, then what it says.
    pub fn raw_body(&mut self, media: &MediaType, bytes: &[u8]) -> Vec<Rc<str>> {
        match decode::decode(bytes, media, &self.operation.schemas) {
            Ok(decoded) => {
                let fields = encode::fields_of(media.control.as_deref(), &decoded.tree);
                self.body_tree(media, &decoded.tree, &fields)
            }
            Err(malformed) => {
                self.problems
                    .push(malformed.cause.at("body:", Severity::Error));
                Vec::new()
            }
        }
    }

    /// Nothing is sent where something is due.
    pub fn no_body(&mut self) {
        if self.operation.body.as_ref().is_some_and(|b| b.required) {
            self.problems
                .push(Cause::Required.at("body:", Severity::Error));
        }
    }

    fn body_tree(&mut self, media: &MediaType, tree: &Tree, fields: &[Rc<str>]) -> Vec<Rc<str>> {
        let root = tree.root();
        let hidden = self.checked(media, root, fields);
        let doubts = doubts(root, fields, Some(Family::of(&media.name)));
        self.problems.extend(doubts);
        hidden
    }

    fn checked(&mut self, media: &MediaType, root: View<'_>, fields: &[Rc<str>]) -> Vec<Rc<str>> {
        let Some(control) = &media.control else {
            return Vec::new();
        };
        self.check_view(control.schema, root, fields);
        if root.kind() != json::Kind::Object {
            return Vec::new();
        }
        let given: Vec<_> = root.children().filter_map(View::exact_name).collect();
        let given: Positions = given.iter().map(|name| &**name).collect();
        let absent = |name: &&String| given.find(name).is_none();
        let names = forbidden(&self.operation.schemas, control.schema, root, self.matcher);
        names
            .iter()
            .filter(absent)
            .map(|n| value::inside("body:", n).into())
            .collect()
    }

    /// Checks every parameter by its schema, then the rules between them.
    pub fn parameters(&mut self, given: &[Value]) {
        let fields: Positions = given.iter().map(|v| &*v.field).collect();
        for parameter in &self.operation.parameters {
            let field = value::field(parameter.place, &parameter.control.name);
            match fields.find(&field).map(|at| &given[at]) {
                Some(value) => self.parameter(parameter, value),
                // A missing path parameter is told by the address it leaves unfinished.
                None if parameter.control.required && parameter.place != Place::Path => {
                    self.problems
                        .push(Cause::Required.at(field, Severity::Error));
                }
                None => {}
            }
        }
        if let Some(rules) = self.operation.parameter_rules
            && let Some((tree, fields)) = read(&value::parameters_object(given))
        {
            self.check_view(rules, tree.root(), &fields);
        }
    }

    fn parameter(&mut self, parameter: &Parameter, value: &Value) {
        let Some((tree, fields)) = read(value) else {
            return;
        };
        self.check_view(parameter.control.schema, tree.root(), &fields);
        // What a header field cannot carry blocks, and is told with its rules.
        if parameter.place != Place::Header {
            self.problems.extend(doubts(tree.root(), &fields, None));
        }
    }

    fn check_view(&mut self, schema: SchemaId, root: View<'_>, fields: &[Rc<str>]) {
        let faults = validate::check(&self.operation.schemas, schema, root, self.matcher);
        let mut found = validate::problems(&faults, root, fields);
        // Broken JSON stands in for its value as a text, to which no rule was meant to apply.
        let mut broken = Keys::default();
        for problem in self.problems.iter().filter(|p| p.code == JSON) {
            broken.insert(&*problem.at);
        }
        found.retain(|problem| broken.find(&*problem.at).is_none());
        self.problems.extend(found);
    }
}

/// A value as the checker reads it, and the field of each node.
fn read(value: &Value) -> Option<(Tree, Vec<Rc<str>>)> {
    let (text, fields) = encode::json::with_fields(value);
    Some((Tree::read(text).ok()?, fields))
}
