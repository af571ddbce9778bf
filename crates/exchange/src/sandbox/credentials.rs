//! Credentials, recognised in the bytes of a request.

use super::parameters::{cookies, pairs};
use openapi::{Alternative, Place, SecurityKind, SecurityScheme};
use pattern::{Patterns, Search};
use problem::request::Request as Fault;
use problem::{Cause, Problem, Root, Severity};
use request::message::Request;
use request::validate::Matcher;
use signature::KeyText;
use signature::key::decode;

/// Returns what a request lacks of an alternative; empty when it is satisfied.
pub(super) fn lacks(
    alternative: &Alternative,
    request: &Request,
    matcher: Matcher<'_>,
) -> Vec<Problem> {
    let schemes = alternative.schemes.iter();
    schemes
        .filter_map(|scheme| lack(scheme, request, matcher))
        .collect()
}

fn lack(scheme: &SecurityScheme, request: &Request, matcher: Matcher<'_>) -> Option<Problem> {
    let field = Root::Credential(scheme.name.as_str().into());
    let absent = || Some(Cause::Request(Fault::Credential).at(field.clone(), Severity::Error));
    let found = match &scheme.kind {
        SecurityKind::Basic => basic(request),
        SecurityKind::Token { word } => token(request, word),
        SecurityKind::ApiKey { place, field } => key(request, *place, field),
        SecurityKind::Signed => return lacks_signature(scheme, request).then(absent).flatten(),
        // A client certificate is not part of the request, so the sandbox assumes it.
        SecurityKind::Unsupported { .. } => return None,
    };
    let Some(found) = found else { return absent() };
    let pattern = scheme.pattern.as_ref()?;
    let broken =
        scheme.source.is_none() && Patterns::new(matcher).search(pattern, &found) == Search::Absent;
    broken.then(|| {
        Cause::Request(Fault::CredentialPattern(pattern.clone())).at(field.clone(), Severity::Error)
    })
}

/// Returns whether one of a signature's fields is missing.
fn lacks_signature(scheme: &SecurityScheme, request: &Request) -> bool {
    let Some(used) = &scheme.signature else {
        return true;
    };
    let mut fields = used.scheme.headers.iter();
    fields.any(|field| !field.name.contains('{') && request.header(&field.name).is_none())
}

/// Reads the credentials of RFC 7617: base64 of a user name, a colon and a password, neither of
/// them empty.
fn basic(request: &Request) -> Option<String> {
    let encoded = token(request, "Basic")?;
    let pair = String::from_utf8(decode(&encoded, KeyText::Base64).ok()?).ok()?;
    let (user, password) = pair.split_once(':')?;
    (!user.is_empty() && !password.is_empty()).then_some(pair)
}

/// Returns the text after the scheme's name, whose case does not matter (RFC 9110, 11.1).
fn token(request: &Request, word: &str) -> Option<String> {
    let value = request.header("authorization")?;
    let (found, token) = value.split_once(' ')?;
    let token = token.trim_matches(' ');
    (found.eq_ignore_ascii_case(word) && !token.is_empty()).then(|| token.to_owned())
}

fn key(request: &Request, place: Place, name: &str) -> Option<String> {
    let value = match place {
        Place::Query => find(pairs(request), name),
        Place::Cookie => find(cookies(request), name),
        Place::Header | Place::Path => request.header(name).map(str::to_owned),
    };
    value.filter(|v| !v.is_empty())
}

fn find(pairs: Vec<(String, String)>, name: &str) -> Option<String> {
    pairs.into_iter().find(|p| p.0 == name).map(|p| p.1)
}
