//! Header fields, and the limits that HTTP and browsers set on them.

use std::rc::Rc;

use super::plain::Plain;
use super::security::{Credential, Credentials, placeholder};
use super::{Header, Origin, Parts, address, parameter};
use openapi::Place;
use problem::{Cause, Field, Problem, Root, Severity};
use signature::header::{name_fault, value_fault};

/// All fields but the signature's, in display order.
pub(super) fn assemble(
    parts: &Parts<'_>,
    credentials: &Credentials,
    problems: &mut Vec<Problem>,
) -> Vec<Header> {
    let mut all = Vec::new();
    if !parts.accept.is_empty() {
        all.push(Header {
            name: "Accept".into(),
            value: parts.accept.to_owned(),
            field: Some(Rc::new(Root::accept().into())),
            origin: Origin::Parameter,
            secrets: Vec::new(),
        });
    }
    all.extend(parameters(parts));
    all.extend(cookie(parts, credentials, problems));
    all.extend(credentials.headers.iter().map(credential));
    let of_body = parts.body.as_ref().map(|body| &*body.content_type);
    if let Some(media_type) = of_body.or(parts.media_type) {
        all.push(Header {
            name: "Content-Type".into(),
            value: media_type.to_owned(),
            field: None,
            origin: Origin::Body,
            secrets: Vec::new(),
        });
    }
    for header in &all {
        let media_type = || Root::MediaType.into();
        let field = header.field.as_deref().cloned().unwrap_or_else(media_type);
        check(&field, &header.name, &header.value, problems);
    }
    // Without a media type there is no field, and the server has to guess.
    all.retain(|h| h.origin != Origin::Body || !h.value.is_empty());
    all
}

fn parameters(parts: &Parts<'_>) -> Vec<Header> {
    let given = parts.given(Place::Header).into_iter();
    given
        .map(|(documented, value)| {
            let text = match address::content(documented, value, parts.operation) {
                Some(json) => json,
                None => parameter::header(documented, &Plain::of(value)),
            };
            let name = documented.control.name.clone();
            let secrets = match value.secret {
                true => vec![(0..text.len(), placeholder(&name))],
                false => Vec::new(),
            };
            Header {
                name,
                value: text,
                field: Some(value.field.clone()),
                origin: Origin::Parameter,
                secrets,
            }
        })
        .collect()
}

fn credential(credential: &Credential) -> Header {
    Header {
        name: credential.name.clone(),
        value: credential.value.clone(),
        field: Some(credential.field.clone()),
        origin: Origin::Security,
        secrets: vec![(credential.secret.clone(), credential.placeholder.clone())],
    }
}

/// The one `Cookie` field of all cookie parameters and keys (RFC 6265, 4.2).
fn cookie(
    parts: &Parts<'_>,
    credentials: &Credentials,
    problems: &mut Vec<Problem>,
) -> Option<Header> {
    let mut text = String::new();
    let mut secrets = Vec::new();
    let mut field = None;
    let mut add = |name: &str, value: &str, of: &Rc<Field>, secret: bool| {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(name);
        text.push('=');
        if secret {
            let range = text.len()..text.len() + value.len();
            secrets.push((range, placeholder(name)));
        }
        text.push_str(value);
        field.get_or_insert_with(|| of.clone());
    };
    let given = parts.given(Place::Cookie);
    for (documented, value) in &given {
        for (name, text) in parameter::cookie(documented, value) {
            add(&name, &text, &value.field, value.secret);
        }
    }
    for key in &credentials.cookies {
        let bad = key.value.chars().enumerate().find(|(_, c)| !is_cookie(*c));
        if let Some((at, c)) = bad {
            let cause = Cause::Request(problem::request::Request::CookieCharacter(c, at + 1));
            problems.push(cause.at(&key.field, Severity::Blocks));
        }
        add(&key.name, &key.value, &key.field, true);
    }
    (!text.is_empty()).then(|| Header {
        name: "Cookie".into(),
        value: text,
        origin: match given.is_empty() {
            true => Origin::Security,
            false => Origin::Parameter,
        },
        field,
        secrets,
    })
}

/// RFC 6265's cookie-octet.
fn is_cookie(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '"' | ',' | ';' | '\\')
}

/// Reports fields that cannot be sent: a name that is not a token, or a value that HTTP
/// or browsers reject.
pub(super) fn check(field: &Field, name: &str, value: &str, problems: &mut Vec<Problem>) {
    let faults = [name_fault(name), value_fault(value)];
    for fault in faults.into_iter().flatten() {
        problems.push(Cause::Request(fault).at(field, Severity::Blocks));
    }
}
