//! The exact request of a handshake.
//!
//! It is a [`Flow`], as every other request is, so that the same code shows, signs and sends it and
//! writes its snippets.

use std::ops::Range;
use std::rc::Rc;

use super::values::{Filled, Values};
use super::{Input, Trial};
use crate::delivery::wrong;
use json::write;
use problem::request::Request as Fault;
use problem::{Cause, Field, Problem, Root, Severity};
use request::draft::FormVariant;
use request::encode::{Body, Span, form};
use request::message::{Header, Origin, Request, url};
use request::pipeline::{Flow, sign_request};
use signature::Signing;
use signature::header::value_fault;
use signature::{Scheme, presets};

/// The address while none is entered; nothing can be sent there (RFC 2606).
const NOWHERE: &str = "https://receiver.invalid/";

/// The place of an input; that of a signature's key is the one that signing uses.
pub fn field(input: &str) -> Field {
    match input {
        "secret" => Root::Secret(None).into(),
        input => Root::Handshake(input.into()).into(),
    }
}

impl Trial<'_> {
    /// The finished request, with its problems.
    pub fn ask(&self) -> Flow {
        let values = self.values();
        let mut problems = Vec::new();
        let mut request = self.unsigned(&values, &mut problems);
        problems.extend(self.lacking());
        let scheme = self.scheme();
        let secrets = match self.spoils("secret") {
            true => wrong::secrets(&scheme, self.inputs),
            false => self.inputs.clone(),
        };
        let plain = Signing::default();
        let signed = match sign_request(&scheme, &plain, &secrets, self.moment, &request) {
            Ok(signed) => {
                problems.extend(request.with_signature(&signed));
                problems.extend(signed.problems.iter().cloned());
                Some(signed).filter(|_| scheme.id != "none")
            }
            Err(mut found) => {
                found.retain(|p| problems.iter().all(|other| other.at != p.at));
                problems.extend(found);
                None
            }
        };
        Flow {
            problems,
            request,
            scheme,
            signed,
            hidden: Vec::new(),
        }
    }

    /// The inputs that are needed and not entered.
    fn lacking(&self) -> impl Iterator<Item = Problem> {
        let given = |input: &Input| {
            !input.needed || !input.default.is_empty() || self.inputs.get(&input.name).is_some()
        };
        let inputs = self.handshake.inputs.iter();
        inputs.filter(move |input| !given(input)).map(|input| {
            // Without its key there is no signature.
            let severity = match input.name == "secret" && self.scheme().id != "none" {
                true => Severity::Blocks,
                false => Severity::Error,
            };
            Cause::Required.at(field(&input.name), severity)
        })
    }

    /// The scheme that signs this very request.
    fn scheme(&self) -> Scheme {
        let request = &self.handshake.request;
        let left_out = self.probe.is_some_and(|p| p.unsigned)
            || request.may_be_unsigned && self.inputs.get("secret").is_none();
        let id = match request.scheme.is_empty() || left_out {
            true => "none",
            false => &request.scheme,
        };
        presets::find(id).unwrap_or_default()
    }

    fn unsigned(&self, values: &Values, problems: &mut Vec<Problem>) -> Request {
        let asked = &self.handshake.request;
        let (url, address_known, url_spans) = self.address(values, problems);
        let mut headers = Vec::new();
        for (name, template) in &asked.headers {
            let filled = values.written(template, str::to_owned);
            if let (Some(fault), Some((input, _))) =
                (value_fault(&filled.text), filled.spans.first())
            {
                problems.push(Cause::Request(fault).at(field(input), Severity::Blocks));
            }
            if !filled.text.is_empty() {
                headers.push(self.header(name, filled));
            }
        }
        if !asked.content_type.is_empty() {
            headers.push(Header {
                name: "Content-Type".to_owned(),
                value: asked.content_type.clone(),
                field: None,
                origin: Origin::Body,
                secrets: Vec::new(),
            });
        }
        Request {
            method: asked.method.clone(),
            url,
            address_known,
            url_spans,
            headers,
            body: self.body(values),
        }
    }

    fn header(&self, name: &str, filled: Filled) -> Header {
        let secret = |(input, range): &(String, Range<usize>)| {
            let name = input.to_uppercase();
            self.is_secret(input).then(|| (range.clone(), name))
        };
        Header {
            name: name.to_owned(),
            field: filled.spans.first().map(|(input, _)| Rc::new(field(input))),
            origin: Origin::Parameter,
            secrets: filled.spans.iter().filter_map(secret).collect(),
            value: filled.text,
        }
    }

    /// The receiver's address with the parameters, whether it is known, and its fields.
    fn address(&self, values: &Values, problems: &mut Vec<Problem>) -> (String, bool, Vec<Span>) {
        let typed = self.address.trim();
        let parsed = match url::parse(typed) {
            Ok(url) => Some(url),
            Err(_) if typed.is_empty() => None,
            Err(fault) => {
                let cause = Cause::Request(Fault::Address(fault));
                problems.push(cause.at(Root::address(), Severity::Blocks));
                None
            }
        };
        let mut url = parsed.iter();
        let known = url.any(|url| url.host().rsplit('.').next() != Some("invalid"));
        if !known && problems.is_empty() {
            problems.push(Cause::Required.at(Root::address(), Severity::Blocks));
        }
        let whole = parsed.as_ref().map_or(NOWHERE, url::Url::text);
        // The URL Standard leaves braces in a query; an address here never has one.
        let mut text = whole.replace('{', "%7B").replace('}', "%7D");
        let mut spans = Vec::new();
        if parsed.is_some() {
            spans.push(span(Field::address(), 0..text.len(), false));
        }
        let mut mark = match text.split_once('?') {
            None => "?",
            Some((_, "")) => "",
            Some(_) => "&",
        };
        for (name, template) in &self.handshake.request.query {
            text += std::mem::replace(&mut mark, "&");
            text += &encoded(name);
            text += "=";
            let filled = values.written(template, encoded);
            spans.extend(self.spans(&filled, text.len()));
            text += &filled.text;
        }
        (text, known, spans)
    }

    fn body(&self, values: &Values) -> Option<Body> {
        let asked = &self.handshake.request;
        if asked.body.is_empty() {
            return None;
        }
        let filled = match asked.content_type.contains("json") {
            true => values.written(&asked.body, escaped),
            false => values.written(&asked.body, str::to_owned),
        };
        Some(Body {
            file: None,
            spans: self.spans(&filled, 0).collect(),
            bytes: filled.text.into_bytes().into(),
            content_type: asked.content_type.clone(),
        })
    }

    /// The places of inputs in a filled template that begins at an offset.
    fn spans(&self, filled: &Filled, from: usize) -> impl Iterator<Item = Span> {
        let inputs = filled.spans.iter().filter(|(name, _)| self.is_input(name));
        inputs.map(move |(name, range)| {
            let range = from + range.start..from + range.end;
            span(field(name), range, self.is_secret(name))
        })
    }

    fn is_input(&self, name: &str) -> bool {
        self.handshake.inputs.iter().any(|i| i.name == name)
    }

    fn is_secret(&self, name: &str) -> bool {
        let mut inputs = self.handshake.inputs.iter();
        inputs.any(|i| i.name == name && i.secret)
    }
}

fn span(field: Field, range: Range<usize>, secret: bool) -> Span {
    Span {
        field: Rc::new(field),
        start: range.start,
        end: range.end,
        secret,
    }
}

/// A text as the value of a parameter (application/x-www-form-urlencoded).
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::new();
    form::percent(&mut out, text, FormVariant::Whatwg);
    out
}

/// A text as it is between the quotes of a JSON string.
fn escaped(text: &str) -> String {
    let quoted = write::quoted(text);
    let inner = quoted.strip_prefix('"').and_then(|q| q.strip_suffix('"'));
    inner.unwrap_or_default().to_owned()
}
