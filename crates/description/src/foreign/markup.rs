//! Web pages and XML, and the document that a page of documentation shows.

use super::Foreign;

/// The limit of bytes that are searched.
const SEARCHED: usize = 1 << 20;

/// The attributes and members in which pages of documentation name their document: Redoc, Scalar,
/// RapiDoc, Stoplight Elements, Swagger UI.
const NAMES: [&str; 7] = [
    "spec-url",
    "specUrl",
    "data-url",
    "apiDescriptionUrl",
    "apidescriptionurl",
    "SwaggerUIBundle({",
    "url",
];

/// Recognises a text that begins with `<`.
pub fn recognise(text: &str) -> Foreign {
    let end = (0..=SEARCHED.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    let text = &text[..end.unwrap_or_default()];
    let lower = text.to_ascii_lowercase();
    let first = lower.get(..4096).unwrap_or(&lower);
    if first.contains("<!doctype html") || first.contains("<html") || lower.contains("<body") {
        return Foreign::Html {
            document: NAMES.iter().find_map(|name| named(text, name)),
        };
    }
    if first.contains("schemas.xmlsoap.org/wsdl") || first.contains("/ns/wsdl") {
        return Foreign::Wsdl;
    }
    Foreign::Xml
}

/// The first address that a name is given, as an attribute or as a member.
fn named(text: &str, name: &str) -> Option<String> {
    text.match_indices(name).find_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        if name == "url" && before.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_') {
            return None;
        }
        let rest = text[at + name.len()..].trim_start();
        if name.ends_with('{') {
            let rest = rest.strip_prefix("url")?;
            return value(rest);
        }
        value(rest.strip_prefix(['"', '\'']).unwrap_or(rest))
    })
}

/// The quoted address after `=` or `:`.
fn value(text: &str) -> Option<String> {
    let text = text.trim_start().strip_prefix(['=', ':'])?.trim_start();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (url, _) = text[1..].split_once(quote)?;
    let is_document = !url.is_empty()
        && url.len() < 2000
        && !url.contains(char::is_whitespace)
        && ![".css", ".js", ".png", ".svg", ".ico", ".html"]
            .iter()
            .any(|end| url.ends_with(end));
    is_document.then(|| url.to_owned())
}
