//! OpenAPI's runtime expressions (`$request.body#/name`), evaluated for a reply.

use super::judge::Judged;
use crate::json::{Tree, View};
use crate::request::Request;

/// The JSON text that an expression stands for; `None` when it names nothing that is there.
pub(super) fn value(expression: &str, request: &Request, judged: &Judged) -> Option<String> {
    let text = |text: &str| Some(crate::json::write::quoted(text));
    match expression {
        "$url" => return text(&request.url),
        "$method" => return text(&request.method),
        _ => {}
    }
    let source = expression.strip_prefix("$request.")?;
    if let Some(rest) = source.strip_prefix("body") {
        let tree = judged.body.as_ref()?;
        return match rest.strip_prefix('#') {
            None if rest.is_empty() => Some(tree.text().to_string()),
            None => None,
            Some(pointer) => tree.root().pointer(pointer).map(source_of),
        };
    }
    let (place, name) = source.split_once('.')?;
    if place == "header" {
        return text(request.header(name)?);
    }
    let given: &Tree = judged.parameters.get(&[place, ":", name].concat())?;
    Some(source_of(given.root()))
}

fn source_of(view: View<'_>) -> String {
    view.source().to_owned()
}
