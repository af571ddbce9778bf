//! Runtime expressions (`$request.body#/name`) of an answer, evaluated on the request as the
//! sandbox read it.
//!
//! Parameters have the types of their schemas, as the body does.

use super::judge::Judged;
use json::Tree;
use json::write::quoted;
use openapi::expression::{Expression, Source, parse};
use problem::Root;
use request::message::Request;

/// Returns the JSON text of an expression's value; `None` when it does not exist.
pub(super) fn value(expression: &str, request: &Request, judged: &Judged) -> Option<String> {
    let source = match parse(expression).ok()? {
        Expression::Url => return Some(quoted(&request.url)),
        Expression::Method => return Some(quoted(&request.method)),
        Expression::Request(source) => source,
        Expression::StatusCode | Expression::Response(_) => return None,
    };
    let parameter = |root: Root| -> Option<String> {
        let given: &Tree = judged.parameters.get(&root)?;
        Some(given.root().source().to_owned())
    };
    match source {
        Source::Header(name) => Some(quoted(request.header(&name)?)),
        Source::Query(name) => parameter(Root::Query(name.into())),
        Source::Path(name) => parameter(Root::Path(name.into())),
        Source::Body(None) => Some(judged.body.as_ref()?.text().to_string()),
        Source::Body(Some(pointer)) => {
            let found = judged.body.as_ref()?.root().pointer(&pointer)?;
            Some(found.source().to_owned())
        }
    }
}
