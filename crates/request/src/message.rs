//! The finished request: a value that all later steps only read.
//!
//! [`assemble`] makes it from the results of the earlier steps; it never fails, so that
//! even a half-filled form has a preview. Body bytes belong in [`crate::encode`],
//! signatures in [`signature`].

mod address;
mod delimiter;
pub(crate) mod header;
mod parameter;
pub(crate) mod plain;
mod security;
mod server;
#[cfg(test)]
mod tests;
pub mod url;

use std::collections::HashMap;
use std::rc::Rc;

use crate::draft::FormVariant;
use crate::encode::Body;
use crate::encode::splice::shift;
use crate::validate::Matcher;
use crate::value::Value;
use openapi::{Alternative, Operation, Place};
use problem::{Cause, Field, Problem, Root, Severity, Signing};
use signature::secret::Secrets;
use signature::{Signable, Signed};

pub use server::Choice;

/// The source of a header field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A parameter, or `Accept`.
    Parameter,
    /// A security scheme.
    Security,
    /// `Content-Type`.
    Body,
    /// The signature.
    Signature,
}

/// A header field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The name of the field.
    pub name: String,
    /// The value of the field.
    pub value: String,
    /// The field that it comes from (`header:…`, `auth:…`), which links it to the form.
    pub field: Option<Rc<Field>>,
    /// The origin of the field.
    pub origin: Origin,
    /// The secret byte ranges of the value, each with its placeholder for a redacted
    /// snippet (`ACCESS_TOKEN`).
    pub secrets: Vec<(std::ops::Range<usize>, String)>,
}

/// A request as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Upper case.
    pub method: String,
    /// Absolute and normalised: `new URL(url).href` is the same text.
    pub url: String,
    /// `true` if the address can be sent to (it has no placeholder host).
    pub address_known: bool,
    /// Byte ranges of `url` by field.
    pub url_spans: Vec<crate::encode::Span>,
    /// In display order, without `Host` and `Content-Length`, which the client writes.
    pub headers: Vec<Header>,
    /// The body; `None` for a request without one.
    pub body: Option<Body>,
}

impl Request {
    /// Host and port, as in the `Host` field.
    pub fn authority(&self) -> &str {
        self.split().1
    }

    /// Path and query: the request target in origin form (RFC 9112, 3.2.1).
    pub fn target(&self) -> &str {
        self.split().2
    }

    /// `https://host:port`, as in the `Origin` field.
    pub fn origin(&self) -> &str {
        let target = self.target().len();
        &self.url[..self.url.len() - target]
    }

    /// The value of the first header field with that name, ignoring case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|h| h.name.eq_ignore_ascii_case(name))
            .map(|h| &*h.value)
    }

    /// Name and value of each header field.
    pub fn fields(&self) -> Vec<(String, String)> {
        let pair = |h: &Header| (h.name.clone(), h.value.clone());
        self.headers.iter().map(pair).collect()
    }

    /// The input of a receiver's verification, together with [`Request::fields`].
    pub fn signable<'a>(&'a self, fields: &'a [(String, String)]) -> Signable<'a> {
        Signable {
            method: &self.method,
            url: &self.url,
            target: self.target(),
            headers: fields,
            body: self.body.as_ref().map_or(&[][..], |b| &b.bytes),
            content_type: self.header("content-type").unwrap_or_default(),
        }
    }

    /// Scheme, authority and target; a normalised address is easy to split.
    fn split(&self) -> (&str, &str, &str) {
        let (scheme, rest) = self.url.split_once("://").unwrap_or(("", &self.url));
        let at = rest.find('/').unwrap_or(rest.len());
        (scheme, &rest[..at], &rest[at..])
    }

    /// Adds the result of signing: header fields, which replace those of the same name in
    /// place, and changes to the address and the body.
    pub fn with_signature(&mut self, signed: &Signed) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (index, (name, value)) in signed.headers.iter().enumerate() {
            header::check(&Root::Signature.into(), name, value, &mut problems);
            let hidden = signed.hidden.iter().filter(|h| h.0 == index);
            problems.extend(self.replace(Header {
                name: name.clone(),
                value: value.clone(),
                field: None,
                origin: Origin::Signature,
                secrets: hidden.map(|h| (h.1.clone(), h.2.clone())).collect(),
            }));
        }
        for splice in &signed.url {
            if self.url.get(splice.range.clone()).is_some() {
                self.url.replace_range(splice.range.clone(), &splice.text);
                shift(&mut self.url_spans, splice);
            }
        }
        if !signed.body.is_empty() {
            self.body = self.body.as_ref().map(|body| body.spliced(&signed.body));
        }
        problems
    }

    /// Sets a field of the signature; warns if it replaces a different value.
    fn replace(&mut self, header: Header) -> Option<Problem> {
        let is_same = |h: &Header| h.name.eq_ignore_ascii_case(&header.name);
        let Some(first) = self.headers.iter().position(is_same) else {
            self.headers.push(header);
            return None;
        };
        let mut index = 0;
        self.headers.retain(|h| {
            index += 1;
            index <= first + 1 || !is_same(h)
        });
        let name = header.name.clone();
        let lost = std::mem::replace(&mut self.headers[first], header);
        if lost.origin == Origin::Signature || lost.value == self.headers[first].value {
            return None;
        }
        let at = lost.field.as_deref().cloned();
        let at = at.unwrap_or_else(|| Root::Signature.into());
        Some(Cause::Signing(Signing::Replaces { name }).at(at, Severity::Warning))
    }
}

/// The parts of a request.
#[derive(Clone)]
pub struct Parts<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The chosen server and the values of its variables.
    pub server: Choice<'a>,
    /// The given values of parameters, found by their field (`query:$select`).
    pub parameters: &'a [Value],
    /// The chosen security alternative.
    pub security: &'a Alternative,
    /// The credentials.
    pub secrets: &'a Secrets,
    /// The `Accept` field; empty for none.
    pub accept: &'a str,
    /// The body, encoded.
    pub body: Option<Body>,
    /// The chosen media type, which is sent even without a body.
    pub media_type: Option<&'a str>,
    /// The encoding of a query that is one form.
    pub form: FormVariant,
    /// The fallback for patterns that this program does not search.
    pub matcher: Matcher<'a>,
}

/// Assembles a request; also returns its problems.
pub fn assemble(parts: Parts<'_>) -> (Request, Vec<Problem>) {
    let mut problems = Vec::new();
    for place in [Place::Path, Place::Query, Place::Header, Place::Cookie] {
        for (documented, value) in parts.given(place) {
            delimiter::check(documented, value, &mut problems);
        }
    }
    let credentials =
        security::credentials(parts.security, parts.secrets, parts.matcher, &mut problems);
    let address = address::assemble(&parts, &credentials, &mut problems);
    let headers = header::assemble(&parts, &credentials, &mut problems);
    let request = Request {
        method: parts.operation.method.clone(),
        url: address.url,
        address_known: address.known,
        url_spans: address.spans,
        headers,
        body: parts.body,
    };
    (request, problems)
}

impl Parts<'_> {
    /// The parameters of a place that have a value, in document order.
    fn given(&self, place: Place) -> Vec<(&openapi::Parameter, &Value)> {
        let given = self.parameters.iter();
        let given: HashMap<&Root, &Value> = given.map(|value| (&value.field.root, value)).collect();
        let documented = self.operation.parameters.iter();
        documented
            .filter(|p| p.place == place)
            .filter_map(|p| {
                let value = given.get(&place.root(&p.control.name))?;
                Some((p, *value))
            })
            .collect()
    }
}
