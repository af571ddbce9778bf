//! The address of a request: base, path and query, with the bytes of each field.

use std::rc::Rc;

use super::plain::Plain;
use super::security::Credentials;
use super::{Parts, parameter, server, url};
use crate::address_secrets::in_address;
use crate::draft::FormVariant;
use crate::encode::{Layout, Span, encode, form};
use crate::value::Value;
use json::write::JsonStyle;
use openapi::{MediaType, Nesting, Operation, Parameter, Place};
use problem::request::Request as Fault;
use problem::{Cause, Field, Problem, Root, Severity};
use signature::percent;

/// A finished address.
pub(super) struct Address {
    pub url: String,
    pub known: bool,
    pub spans: Vec<Span>,
}

pub(super) fn assemble(
    parts: &Parts<'_>,
    credentials: &Credentials,
    problems: &mut Vec<Problem>,
) -> Address {
    let base = server::base(parts.operation, parts.server);
    problems.extend(base.problems);
    let mut made = Made {
        text: base.text,
        spans: base.spans,
    };
    write_path(parts, &mut made, problems);
    if let Some(query) = &base.query {
        made.text.push('?');
        made.text.push_str(query);
    }
    let mut separator = match base.query.as_deref() {
        None => "?",
        Some("") => "",
        Some(_) => "&",
    };
    for piece in pieces(parts, credentials) {
        made.text.push_str(std::mem::replace(&mut separator, "&"));
        made.field(&piece.field, piece.secret, &piece.text);
    }
    let mut address = made.finish(base.known);
    address.cover(parts.server.address());
    address
}

impl Address {
    /// Marks the secrets of the address that the person typed.
    fn cover(&mut self, typed: &str) {
        for secret in in_address(typed) {
            let secret = typed.get(secret).unwrap_or_default();
            let places = self.url.match_indices(secret);
            self.spans.extend(places.map(|(start, _)| Span {
                field: Rc::new(Field::address()),
                start,
                end: start + secret.len(),
                secret: true,
            }));
        }
        self.spans
            .sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    }
}

/// An address under construction.
struct Made {
    text: String,
    spans: Vec<Span>,
}

impl Made {
    fn field(&mut self, field: &Rc<Field>, secret: bool, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.spans.push(Span {
            field: field.clone(),
            start,
            end: self.text.len(),
            secret,
        });
    }

    /// The text is already normalised, except for dot segments in the documented path itself.
    fn finish(self, known: bool) -> Address {
        let url = match url::parse(&self.text) {
            Ok(url) => url.text().to_owned(),
            Err(_) => self.text.clone(),
        };
        let same = url
            .bytes()
            .zip(self.text.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let spans = self.spans.into_iter().filter(|s| s.end <= same).collect();
        Address { url, known, spans }
    }
}

/// Appends the operation's path, segment by segment, with its parameters filled in.
fn write_path(parts: &Parts<'_>, made: &mut Made, problems: &mut Vec<Problem>) {
    let given = parts.given(Place::Path);
    let path = &*parts.operation.path;
    if path.is_empty() {
        return;
    }
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        made.text.push('/');
        write_segment(parts.operation, segment, &given, made, problems);
    }
}

fn write_segment(
    operation: &Operation,
    segment: &str,
    given: &[(&Parameter, &Value)],
    made: &mut Made,
    problems: &mut Vec<Problem>,
) {
    let (start, spans) = (made.text.len(), made.spans.len());
    let mut blamed = None;
    let mut rest = segment;
    while let Some((before, name, after)) = server::variable(rest) {
        made.text.extend(percent::encode(before, percent::PATH));
        rest = after;
        match given.iter().find(|(p, _)| p.control.name == name) {
            Some((documented, value)) => {
                let text = match content(documented, value, operation) {
                    Some(json) => encoded(&json),
                    None => parameter::path(documented, &Plain::of(value)),
                };
                made.field(&value.field, value.secret, &text);
                blamed = Some(value.field.clone());
            }
            None => {
                let cause = Cause::Request(Fault::PathParameter);
                problems.push(cause.at(Root::Path(name.into()), Severity::Error));
                unfilled(name, made);
            }
        }
    }
    made.text.extend(percent::encode(rest, percent::PATH));
    let Some(at) = blamed else { return };
    if url::dots(&made.text[start..]) > 0 {
        problems.push(Cause::Request(Fault::DotSegment).at(&at, Severity::Blocks));
        made.text.truncate(start);
        made.spans.truncate(spans);
        unfilled(at.root.name(), made);
    }
}

/// Keeps the placeholder of a parameter without a value, so that the address does not
/// become another resource's.
fn unfilled(name: &str, made: &mut Made) {
    let text = encoded(&["{", name, "}"].concat());
    made.field(&Rc::new(Root::Path(name.into()).into()), false, &text);
}

fn encoded(text: &str) -> String {
    percent::encode(text, percent::UNRESERVED).to_string()
}

/// A part of the query, written by one field.
struct Piece {
    field: Rc<Field>,
    secret: bool,
    text: String,
}

fn pieces(parts: &Parts<'_>, credentials: &Credentials) -> Vec<Piece> {
    let form = parts.operation.query_form.then_some(parts.form);
    let parameters = parts
        .given(Place::Query)
        .into_iter()
        .filter_map(|(p, value)| {
            Some(Piece {
                field: value.field.clone(),
                secret: value.secret,
                text: piece(parts.operation, p, value, form)?,
            })
        });
    let keys = credentials.query.iter().map(|key| Piece {
        field: key.field.clone(),
        secret: true,
        text: pair(&key.name, &key.value, form),
    });
    parameters.chain(keys).collect()
}

fn piece(
    operation: &Operation,
    documented: &Parameter,
    value: &Value,
    form: Option<FormVariant>,
) -> Option<String> {
    if let Some(json) = content(documented, value, operation) {
        return Some(pair(&documented.control.name, &json, form));
    }
    parameter::query(documented, value, form)
}

fn pair(name: &str, value: &str, variant: Option<FormVariant>) -> String {
    let mut out = String::new();
    for (text, set, end) in [
        (name, percent::RESERVED, "="),
        (value, percent::UNRESERVED, ""),
    ] {
        match variant {
            Some(variant) => form::percent(&mut out, text, variant),
            None => out.extend(percent::encode(text, set)),
        }
        out.push_str(end);
    }
    out
}

/// The text of a parameter that has `content` instead of a schema.
pub(super) fn content(
    documented: &Parameter,
    value: &Value,
    operation: &Operation,
) -> Option<String> {
    let media = MediaType {
        name: documented.content.clone()?,
        notices: Vec::new(),
        control: None,
        encoding: Vec::new(),
        nesting: Nesting::Standard,
        examples: Vec::new(),
    };
    let layout = Layout {
        json: JsonStyle::Compact,
        ascii: false,
        form: FormVariant::Whatwg,
    };
    let (body, _) = encode(value, &media, &operation.schemas, layout);
    Some(String::from_utf8_lossy(&body.bytes).into_owned())
}
