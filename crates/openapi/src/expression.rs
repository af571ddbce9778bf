//! Runtime expressions of OpenAPI 3.1: `$request.body#/TargetUrl`, alone or in braces
//! within a text.
//!
//! They name a part of a request or of its response. [`parse`] reads one, [`fill`] a text
//! with several; both are evaluated against an [`Exchange`], plain values that the caller
//! took from a finished request. An expression that cannot be resolved is a [`Fault`],
//! worded in [`problem`]. This module does not know the document.

#[cfg(test)]
mod tests;

use json::View;
use json::write::quoted;

/// One expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// `$url`
    Url,
    /// `$method`
    Method,
    /// `$statusCode`
    StatusCode,
    /// `$request.…`
    Request(Source),
    /// `$response.…`
    Response(Source),
}

/// The part of a message that an expression names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A header field, ignoring case.
    Header(String),
    /// A parameter of the query.
    Query(String),
    /// A parameter of the path.
    Path(String),
    /// The whole body, or the value at a JSON Pointer (RFC 6901) in it.
    Body(Option<String>),
}

pub use problem::request::ExpressionFault as Fault;

/// A request and the response to it, if there is one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Exchange<'a> {
    /// The absolute URL of the request.
    pub url: &'a str,
    /// The HTTP method, in upper case.
    pub method: &'a str,
    /// The status code of the response, if there is one.
    pub status: Option<u16>,
    /// The request.
    pub request: Message<'a>,
    /// The response; empty if there is none.
    pub response: Message<'a>,
    /// Texts in it that the document marks as secret.
    pub secrets: &'a [String],
}

impl Exchange<'_> {
    /// Returns whether a text is or contains one of the secrets. A very short secret
    /// occurs in any text, so it counts only as the whole text.
    pub fn holds_secret(&self, text: &str) -> bool {
        let holds =
            |secret: &String| text == secret || (secret.len() > 5 && text.contains(&**secret));
        self.secrets.iter().any(holds)
    }
}

/// The parts of a message that expressions can name; names and values are decoded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Message<'a> {
    /// The header fields.
    pub headers: &'a [(String, String)],
    /// The parameters of the query.
    pub query: &'a [(String, String)],
    /// The parameters of the path.
    pub path: &'a [(String, String)],
    /// The body, if it is JSON or has been decoded to it.
    pub body: Option<View<'a>>,
}

/// Reads one expression, without braces.
pub fn parse(text: &str) -> Result<Expression, Fault> {
    let unknown = || Fault::Unknown(text.to_owned());
    match text {
        "$url" => return Ok(Expression::Url),
        "$method" => return Ok(Expression::Method),
        "$statusCode" => return Ok(Expression::StatusCode),
        _ => {}
    }
    if let Some(rest) = text.strip_prefix("$request.") {
        source(rest).map(Expression::Request).ok_or_else(unknown)
    } else if let Some(rest) = text.strip_prefix("$response.") {
        source(rest).map(Expression::Response).ok_or_else(unknown)
    } else {
        Err(unknown())
    }
}

fn source(text: &str) -> Option<Source> {
    if let Some(rest) = text.strip_prefix("body") {
        return match rest.strip_prefix('#') {
            None => rest.is_empty().then_some(Source::Body(None)),
            Some(pointer) => {
                let sound = pointer.is_empty() || pointer.starts_with('/');
                sound.then(|| Source::Body(Some(pointer.to_owned())))
            }
        };
    }
    let (place, name) = text.split_once('.')?;
    let name = (!name.is_empty()).then(|| name.to_owned())?;
    match place {
        "header" => Some(Source::Header(name)),
        "query" => Some(Source::Query(name)),
        "path" => Some(Source::Path(name)),
        _ => None,
    }
}

impl Expression {
    /// The JSON text of the named value; `None` when it is absent.
    pub fn value(&self, exchange: &Exchange<'_>) -> Option<String> {
        match self {
            Expression::Url => Some(quoted(exchange.url)),
            Expression::Method => Some(quoted(exchange.method)),
            Expression::StatusCode => Some(exchange.status?.to_string()),
            Expression::Request(source) => source.value(&exchange.request),
            Expression::Response(source) => source.value(&exchange.response),
        }
    }
}

impl Source {
    fn value(&self, message: &Message<'_>) -> Option<String> {
        let text = |pairs: &[(String, String)], name: &str| {
            let found = pairs.iter().find(|pair| pair.0 == name)?;
            Some(quoted(&found.1))
        };
        match self {
            Source::Header(name) => {
                let mut headers = message.headers.iter();
                let found = headers.find(|header| header.0.eq_ignore_ascii_case(name))?;
                Some(quoted(&found.1))
            }
            Source::Query(name) => text(message.query, name),
            Source::Path(name) => text(message.path, name),
            Source::Body(pointer) => {
                let body = message.body?;
                let found = match pointer {
                    None => body,
                    Some(pointer) => body.pointer(pointer)?,
                };
                Some(found.source().to_owned())
            }
        }
    }
}

/// A piece of a text that holds expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Value(&'a str, Expression),
}

/// Splits a text. Braces around anything but an expression are plain text, as in `{id}`.
fn pieces(text: &str) -> Result<Vec<Piece<'_>>, Fault> {
    if text.starts_with('$') {
        return Ok(vec![Piece::Value(text, parse(text)?)]);
    }
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{$") {
        if !before.is_empty() {
            found.push(Piece::Text(before));
        }
        let end = after.find('}').ok_or(Fault::Unclosed)?;
        // The `$` is right before the rest, so the expression begins one byte earlier.
        let from = rest.len() - after.len() - 1;
        let (expression, tail) = rest.split_at(from + 1 + end);
        let expression = expression.get(from..).unwrap_or_default();
        found.push(Piece::Value(expression, parse(expression)?));
        rest = tail.get(1..).unwrap_or_default();
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    Ok(found)
}

/// Checks that every expression in a text is valid.
pub fn check(text: &str) -> Result<(), Fault> {
    pieces(text).map(drop)
}

/// The JSON text of a text with expressions: for a lone expression the value itself, of
/// any type; otherwise a string with all of them filled in.
pub fn fill(text: &str, exchange: &Exchange<'_>) -> Result<String, Fault> {
    let pieces = pieces(text)?;
    let absent = |expression: &str| Fault::Absent(expression.to_owned());
    if let [Piece::Value(written, expression)] = pieces.as_slice() {
        return expression.value(exchange).ok_or_else(|| absent(written));
    }
    let mut out = String::new();
    for piece in &pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Value(written, expression) => {
                let value = expression.value(exchange);
                out.push_str(&plain(&value.ok_or_else(|| absent(written))?));
            }
        }
    }
    Ok(quoted(&out))
}

/// The text of a JSON string, otherwise the JSON text itself.
pub fn plain(json: &str) -> String {
    match json::Tree::read(json) {
        Ok(tree) => match tree.root().string() {
            Some(text) => text.into_owned(),
            None => json.to_owned(),
        },
        Err(_) => json.to_owned(),
    }
}
