//! HTTP Message Signatures: the signature base (RFC 9421) and Content-Digest (RFC 9530).
//!
//! Components are read from the message's signature parameters, `("@method"
//! "content-type");created=1`, so that messages of other signers verify too. This is not a reader
//! of structured fields in general (RFC 9651); of the component parameters it supports only `name`
//! of `@query-param`.

use super::address::{host, scheme};
use super::percent;
use super::template::Fault;
use super::{Algorithm, DigestText, Signable, fields, hmac};
use problem::ComponentFault;
use serde::{Deserialize, Serialize};

/// Returns the signature base of signature parameters (section 2.5).
pub fn base(
    request: &Signable<'_>,
    headers: &[(String, String)],
    parameters: &str,
) -> Result<String, Fault> {
    let mut out = String::new();
    for component in components(parameters)? {
        let value = value(request, headers, component)?;
        out.push_str(component);
        out.push_str(": ");
        out.push_str(&value);
        out.push('\n');
    }
    out.push_str("\"@signature-params\": ");
    out.push_str(parameters);
    Ok(out)
}

/// Returns the component identifiers of signature parameters, each with its parameters.
fn components(parameters: &str) -> Result<Vec<&str>, Fault> {
    let unread = || fault(parameters, ComponentFault::NoList);
    let inner = parameters.strip_prefix('(').ok_or_else(unread)?;
    let end = outside(inner, ')').ok_or_else(unread)?;
    let after = &inner[end + 1..];
    if !after.is_empty() && !after.starts_with(';') {
        return Err(fault(after, ComponentFault::AfterList));
    }
    let list = inner[..end].trim();
    let components: Vec<&str> = split(list, ' ')
        .into_iter()
        .filter(|c| !c.is_empty())
        .collect();
    match components.iter().find(|c| !c.starts_with('"')) {
        Some(bare) => Err(fault(bare, ComponentFault::Unquoted)),
        None => Ok(components),
    }
}

/// Returns a component's value (sections 2.1 and 2.2).
fn value(
    request: &Signable<'_>,
    headers: &[(String, String)],
    component: &str,
) -> Result<String, Fault> {
    let inner = component.strip_prefix('"').unwrap_or(component);
    let (name, own) = inner.split_once('"').unwrap_or((inner, ""));
    if name == "@query-param" {
        return query_parameter(request, component, own);
    }
    if !own.is_empty() {
        return Err(fault(component, ComponentFault::Parameters));
    }
    let path = request.target.split('?').next().unwrap_or_default();
    Ok(match name {
        "@method" => request.method.to_owned(),
        "@target-uri" => request.url.to_owned(),
        "@authority" => authority(request.url),
        "@scheme" => scheme(request.url).to_ascii_lowercase(),
        "@request-target" => request.target.to_owned(),
        "@path" if path.is_empty() => "/".to_owned(),
        "@path" => path.to_owned(),
        "@query" => ["?", fields::query(request.target)].concat(),
        _ if name.starts_with('@') => {
            return Err(fault(component, ComponentFault::Unknown));
        }
        _ => field(headers, name).ok_or_else(|| fault(component, ComponentFault::NoField))?,
    })
}

/// Returns the authority in lower case, without the scheme's default port (section 2.2.3).
fn authority(url: &str) -> String {
    let authority = host(url).to_ascii_lowercase();
    let default = match scheme(url) {
        "https" => ":443",
        _ => ":80",
    };
    let bare = authority.strip_suffix(default).map(str::to_owned);
    bare.unwrap_or(authority)
}

/// Returns the values of all fields of a name, each trimmed (section 2.1).
fn field(headers: &[(String, String)], name: &str) -> Option<String> {
    let same = |h: &&(String, String)| h.0.eq_ignore_ascii_case(name);
    let values: Vec<&str> = headers.iter().filter(same).map(|h| h.1.trim()).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// Returns one parameter of the query, decoded and encoded again (section 2.2.8).
fn query_parameter(request: &Signable<'_>, component: &str, own: &str) -> Result<String, Fault> {
    let name = own
        .strip_prefix(";name=\"")
        .and_then(|n| n.strip_suffix('"'));
    let name = name.ok_or_else(|| fault(component, ComponentFault::Nameless))?;
    let wanted = percent::decode_form(name.as_bytes());
    let mut found = fields::query_pairs(request.target).into_iter();
    let value = found.find(|pair| pair.0 == wanted).map(|pair| pair.1);
    let value = value.ok_or_else(|| fault(component, ComponentFault::NoParameter))?;
    Ok(percent_encoding::percent_encode(&value, percent::UNRESERVED).to_string())
}

fn fault(component: &str, fault: ComponentFault) -> Fault {
    Fault::Component {
        name: component.to_owned(),
        fault,
    }
}

/// Splits a text at a mark, except within quotes or parentheses.
pub fn split(text: &str, mark: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = outside(rest, mark) {
        pieces.push(&rest[..at]);
        rest = &rest[at + mark.len_utf8()..];
    }
    pieces.push(rest);
    pieces
}

/// Returns the position of the first mark outside quotes and parentheses.
fn outside(text: &str, mark: char) -> Option<usize> {
    let (mut quoted, mut escaped, mut depth) = (false, false, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            _ if c == mark && depth == 0 => return Some(at),
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Returns the Content-Digest of a body by the algorithm's registered name.
pub fn content_digest(body: &[u8], name: &str) -> Option<String> {
    let digest = hmac::text(&hmac::hash(algorithm(name)?, body), DigestText::Base64);
    Some([name, "=:", &digest, ":"].concat())
}

/// The algorithms of a Content-Digest by whether their digests match a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestMatches {
    /// The algorithms with a digest of this body. One is enough to show that the body is unchanged.
    pub right: Vec<String>,
    /// The algorithms whose digest is another one.
    pub wrong: Vec<String>,
}

/// Compares a Content-Digest with a body; also returns the correct members in place of the wrong ones.
///
/// Unknown algorithms are left out. Of a repeated one the last member counts (RFC 9651, section
/// 4.2.2), although an earlier one that matches shows that the body is unchanged.
pub fn judge_digest(value: &str, body: &[u8]) -> (DigestMatches, String) {
    let (mut matches, mut wanted) = (DigestMatches::default(), Vec::new());
    let members = split(value, ',');
    for (name, _) in DIGESTS {
        let members = members.iter().map(|member| member.trim());
        let members: Vec<&str> = members
            .filter(|member| digest_name(member) == name)
            .collect();
        let (Some(last), Some(correct)) = (members.last(), content_digest(body, name)) else {
            continue;
        };
        // Parameters say nothing about the digest.
        let is_correct = |member: &&str| split(member, ';')[0].trim_end() == correct;
        if members.iter().any(is_correct) {
            matches.right.push(name.to_owned());
        }
        if !is_correct(last) {
            matches.wrong.push(name.to_owned());
            wanted.push(correct);
        }
    }
    (matches, wanted.join(", "))
}

/// Returns whether a Content-Digest has a digest that [`judge_digest`] compares.
pub fn has_known_digest(value: &str) -> bool {
    let mut members = split(value, ',').into_iter();
    members.any(|member| algorithm(digest_name(member.trim())).is_some())
}

fn digest_name(member: &str) -> &str {
    member.split(['=', ';']).next().unwrap_or_default()
}

/// The algorithms of Content-Digest by their registered names.
pub const DIGESTS: [(&str, Algorithm); 2] = [
    ("sha-256", Algorithm::Sha256),
    ("sha-512", Algorithm::Sha512),
];

fn algorithm(name: &str) -> Option<Algorithm> {
    let known = DIGESTS.into_iter().find(|known| known.0 == name);
    known.map(|known| known.1)
}
