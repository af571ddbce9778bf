//! Credentials written by a security alternative from the typed secrets.

use std::ops::Range;
use std::rc::Rc;

use crate::validate::Matcher;
use data_encoding::BASE64;
use openapi::{Alternative, Place, SecurityKind, SecurityScheme};
use pattern::{Patterns, Search};
use problem::request::Request as Fault;
use problem::{Cause, Field, Problem, Root, Severity};
use signature::secret::Secrets;

/// A credential to be added to the request.
#[derive(Clone)]
pub(super) struct Credential {
    /// Name of the header field, query parameter or cookie.
    pub name: String,
    pub value: String,
    pub field: Rc<Field>,
    /// The secret part of the value, and its placeholder in a redacted snippet.
    pub secret: Range<usize>,
    pub placeholder: String,
}

/// All credentials of an alternative, by their place.
#[derive(Clone, Default)]
pub(super) struct Credentials {
    pub headers: Vec<Credential>,
    pub query: Vec<Credential>,
    pub cookies: Vec<Credential>,
}

pub(super) fn credentials(
    alternative: &Alternative,
    secrets: &Secrets,
    matcher: Matcher<'_>,
    problems: &mut Vec<Problem>,
) -> Credentials {
    let mut all = Credentials::default();
    for scheme in &alternative.schemes {
        let field = Rc::new(Field::from(Root::Credential(scheme.name.as_str().into())));
        match &scheme.kind {
            SecurityKind::Basic => {
                all.headers.extend(basic(&field, secrets, problems));
            }
            SecurityKind::Token { word } => {
                let found = given(scheme, &field, secrets, matcher, problems);
                all.headers.extend(found.map(|text| {
                    let value = [&**word, " ", text].concat();
                    let secret = word.len() + 1..value.len();
                    Credential {
                        name: "Authorization".into(),
                        value,
                        field: field.clone(),
                        secret,
                        placeholder: token_placeholder(word),
                    }
                }));
            }
            SecurityKind::ApiKey { place, field: name } => {
                let Some(text) = given(scheme, &field, secrets, matcher, problems) else {
                    continue;
                };
                let credential = Credential {
                    name: name.clone(),
                    value: text.to_owned(),
                    field: field.clone(),
                    secret: 0..text.len(),
                    placeholder: placeholder(name),
                };
                match place {
                    Place::Query => all.query.push(credential),
                    Place::Cookie => all.cookies.push(credential),
                    Place::Header | Place::Path => all.headers.push(credential),
                }
            }
            SecurityKind::Signed => {}
            SecurityKind::Unsupported { why } => {
                let cause = Cause::Request(Fault::Unsupported(why.clone()));
                problems.push(cause.at(&field, Severity::Warning));
            }
        }
    }
    all
}

/// The text typed for a scheme, checked against the documented pattern.
fn given<'a>(
    scheme: &SecurityScheme,
    field: &Field,
    secrets: &'a Secrets,
    matcher: Matcher<'_>,
    problems: &mut Vec<Problem>,
) -> Option<&'a str> {
    let Some(secret) = secrets.get(&field.to_string()) else {
        problems.push(Cause::Request(Fault::Credential).at(field, Severity::Error));
        return None;
    };
    let text = secret.expose();
    let search = |pattern| Patterns::new(matcher).search(pattern, text);
    let found = scheme.pattern.as_deref().map(search);
    if let (Some(pattern), Some(search)) = (&scheme.pattern, found)
        && !search.is_known()
    {
        let pattern = pattern.clone();
        let cause = Cause::PatternUnchecked { pattern, search };
        problems.push(cause.at(field, Severity::Warning));
    }
    if let (Some(pattern), Some(Search::Absent)) = (&scheme.pattern, found) {
        let severity = match scheme.source {
            Some(_) => Severity::Warning,
            None => Severity::Error,
        };
        let cause = Cause::Request(Fault::CredentialPattern(pattern.clone()));
        let mut problem = cause.at(field, severity);
        problem.source = scheme.source.clone();
        problems.push(problem);
    }
    Some(text)
}

/// RFC 7617 with UTF-8; `None` if neither part is given.
fn basic(field: &Rc<Field>, secrets: &Secrets, problems: &mut Vec<Problem>) -> Option<Credential> {
    let parts = ["username", "password"].map(|part| {
        let input = field.member(part);
        let text = secrets.get(&input.to_string()).map(|s| s.expose());
        if text.is_none() {
            problems.push(Cause::Request(Fault::Credential).at(input, Severity::Error));
        }
        text
    });
    let user = parts[0].unwrap_or_default();
    if let Some(at) = user.chars().position(|c| c == ':') {
        let cause = Cause::Request(Fault::UserColon(at + 1));
        problems.push(cause.at(field.member("username"), Severity::Error));
    }
    if parts == [None, None] {
        return None;
    }
    let pair = [user, ":", parts[1].unwrap_or_default()].concat();
    let value = ["Basic ", &BASE64.encode(pair.as_bytes())].concat();
    Some(Credential {
        name: "Authorization".into(),
        secret: "Basic ".len()..value.len(),
        value,
        field: field.clone(),
        placeholder: "BASE64_OF_USERNAME_AND_PASSWORD".into(),
    })
}

fn token_placeholder(word: &str) -> String {
    if word.eq_ignore_ascii_case("bearer") {
        "ACCESS_TOKEN".into()
    } else {
        placeholder(word)
    }
}

/// A name in the style of environment variables: `X-Api-Key` becomes `X_API_KEY`.
pub(super) fn placeholder(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            c if c.is_ascii_alphanumeric() => c.to_ascii_uppercase(),
            _ => '_',
        })
        .collect()
}
