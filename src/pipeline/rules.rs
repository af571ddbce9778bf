//! The document's rules, held against what the form means.

use std::rc::Rc;

use crate::decode;
use crate::document::{MediaType, Operation, Place, SchemaId};
use crate::encode;
use crate::json::{self, Tree, View};
use crate::validate::forbidden::forbidden;
use crate::validate::problem::{Cause, Problem, Severity};
use crate::validate::{self, Matcher};
use crate::value::{self, Value};

/// What every check here is held against, and where what it finds goes.
pub struct Rules<'a> {
    pub operation: &'a Operation,
    pub matcher: Matcher<'a>,
    pub problems: &'a mut Vec<Problem>,
}

impl Rules<'_> {
    /// Checks the form's body; gives the fields that may not be given now and are not.
    pub fn body(&mut self, media: &MediaType, value: &Value) -> Vec<Rc<str>> {
        let (text, fields) = encode::json::with_fields(value);
        match Tree::read(text) {
            Ok(tree) => self.checked(media, tree.root(), &fields),
            Err(_) => Vec::new(),
        }
    }

    /// Checks raw text: that it is of its media type, then what it says.
    pub fn raw_body(&mut self, media: &MediaType, bytes: &[u8]) -> Vec<Rc<str>> {
        match decode::decode(bytes, media, &self.operation.schemas) {
            Ok(decoded) => {
                let fields = encode::fields_of(media.control.as_deref(), &decoded.tree);
                self.checked(media, decoded.tree.root(), &fields)
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

    fn checked(&mut self, media: &MediaType, root: View<'_>, fields: &[Rc<str>]) -> Vec<Rc<str>> {
        let Some(control) = &media.control else {
            return Vec::new();
        };
        self.check_view(control.schema, root, fields);
        if root.kind() != json::Kind::Object {
            return Vec::new();
        }
        let absent = |name: &&String| root.get(name).is_none();
        let names = forbidden(&self.operation.schemas, control.schema, root, self.matcher);
        names
            .iter()
            .filter(absent)
            .map(|n| value::inside("body:", n).into())
            .collect()
    }

    /// Checks every parameter by its schema, then the rules between them.
    pub fn parameters(&mut self, given: &[Value]) {
        for parameter in &self.operation.parameters {
            let field = value::field(parameter.place, &parameter.control.name);
            match given.iter().find(|v| *v.field == *field) {
                Some(value) => self.check(parameter.control.schema, value),
                // A missing path parameter is told by the address it leaves unfinished.
                None if parameter.control.required && parameter.place != Place::Path => {
                    self.problems
                        .push(Cause::Required.at(field, Severity::Error));
                }
                None => {}
            }
        }
        if let Some(rules) = self.operation.parameter_rules {
            self.check(rules, &value::parameters_object(given));
        }
    }

    fn check(&mut self, schema: SchemaId, value: &Value) {
        let (text, fields) = encode::json::with_fields(value);
        if let Ok(tree) = Tree::read(text) {
            self.check_view(schema, tree.root(), &fields);
        }
    }

    fn check_view(&mut self, schema: SchemaId, root: View<'_>, fields: &[Rc<str>]) {
        let faults = validate::check(&self.operation.schemas, schema, root, self.matcher);
        self.problems.extend(validate::problems(&faults, fields));
    }
}
