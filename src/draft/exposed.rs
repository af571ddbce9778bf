//! The fields that a person says are no secrets, though their names are those of one.
//!
//! The operation itself is changed by them, so that everything after it (the value, the raw body's
//! spans, what is stored) knows one thing only: whether a control is secret.

use std::rc::Rc;

use crate::document::{Control, Kind, Operation};
use crate::value;

/// The operation in which these fields are no secrets; those that the document itself calls secret stay so.
pub fn exposing(operation: &Operation, fields: &[Rc<str>]) -> Operation {
    let mut next = operation.clone();
    for field in fields {
        let (root, path) = match field.strip_prefix("body:") {
            Some(path) => ("body:", path),
            None => field.split_once('/').unwrap_or((field, "")),
        };
        let media = next.body.iter_mut().flat_map(|body| &mut body.media);
        let bodies = media.filter_map(|media| media.control.as_mut().filter(|_| root == "body:"));
        let parameters = next.parameters.iter_mut();
        let parameters = parameters
            .filter(|p| **field == *value::field(p.place, &p.control.name))
            .map(|p| &mut p.control);
        for control in bodies {
            expose(control, path);
        }
        for control in parameters {
            expose(control, "");
        }
    }
    next
}

/// Follows a JSON Pointer to a control; what is not on the way stays shared.
fn expose(control: &mut Rc<Control>, path: &str) {
    let mut at = Rc::make_mut(control);
    for step in path.split('/').skip(1) {
        let next = match at.kind {
            Kind::List | Kind::Map => at.element.as_mut(),
            _ => {
                let name = step.replace("~1", "/").replace("~0", "~");
                at.members.iter_mut().find(|m| m.name == name)
            }
        };
        let Some(next) = next else { return };
        at = Rc::make_mut(next);
    }
    if at.named_secret {
        at.secret = false;
    }
}
