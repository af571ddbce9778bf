//! Schemes against published vectors, their refusals, and their messages.

mod bad;
mod foreign;
mod proof;
mod keys;
mod read;
mod recognition;
mod refusals;
mod vectors;
mod verdicts;

use std::rc::Rc;

use super::*;
use crate::secret::Secret;

/// Converts a document.
fn value(json: &serde_json::Value) -> json::Value {
    json::Value::read(&json.to_string()).unwrap_or(json::Value::Null)
}

/// Returns a moment at the given Unix second.
fn at(seconds: i64, id: &str) -> Moment {
    Moment {
        unix_ms: seconds * 1000,
        id: id.to_owned(),
        nonce: "0123456789abcdef0123456789abcdef".to_owned(),
    }
}

/// Returns a POST of that body and nothing else.
fn post(body: &[u8]) -> Signable<'_> {
    Signable {
        method: "POST",
        url: "https://example.com:8443/hook?b=2&a=1",
        target: "/hook?b=2&a=1",
        headers: &[],
        body,
        content_type: "application/json",
    }
}

fn secrets(pairs: &[(&str, &str)]) -> Secrets {
    let mut secrets = Secrets::default();
    for (input, text) in pairs {
        secrets.set(*input, Secret::new(*text));
    }
    secrets
}

fn preset(id: &str) -> Scheme {
    presets::find(id).unwrap_or_default()
}

/// Returns the header lines that signing adds, or its problems, one per line.
fn signed(scheme: &Scheme, secrets: &Secrets, moment: &Moment, request: &Signable<'_>) -> String {
    with(scheme, &Signing::default(), secrets, moment, request)
}

fn with(
    scheme: &Scheme,
    signing: &Signing,
    secrets: &Secrets,
    moment: &Moment,
    request: &Signable<'_>,
) -> String {
    match sign(scheme, signing, secrets, moment, request) {
        Ok(signed) => {
            let lines = signed
                .headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}\n"));
            lines.chain(problem_lines(&signed.problems)).collect()
        }
        Err(problems) => problem_lines(&problems).collect(),
    }
}

fn problem_lines(problems: &[Problem]) -> impl Iterator<Item = String> {
    problems.iter().map(|p| {
        format!(
            "{} {} {}: {}\n",
            p.severity.word(),
            p.code(),
            p.at,
            p.message()
        )
    })
}

/// Returns settings of a free scheme: content, header name, header value.
fn plain(content: &str, name: &str, value: &str) -> Signing {
    Signing {
        scheme: Some("plain".into()),
        content: Some(content.into()),
        header_name: Some(name.into()),
        header_value: Some(value.into()),
        ..Signing::default()
    }
}

fn word(text: &str) -> Option<Rc<str>> {
    Some(text.into())
}
