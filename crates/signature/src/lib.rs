//! Signing: header fields computed over the bytes that are sent.
//!
//! A [`Scheme`] is data in a small template language (see `sign/template.rs`);
//! [`sign()`] applies it to a request, [`verify()`] checks a reply or a delivery.
//! No clock and no randomness here: the [`Moment`] is passed in.
//!
//! The example that GitHub documents:
//!
//! ```
//! use signature::secret::{Secret, Secrets};
//! use signature::{Moment, Signable, Signing, Verdict, presets, sign, verify_request};
//!
//! let scheme = presets::find("github").unwrap_or_default();
//! let mut secrets = Secrets::default();
//! secrets.set("secret", Secret::new("It's a Secret to Everybody"));
//! let moment = Moment { unix_ms: 0, id: String::new(), nonce: String::new() };
//! let request = Signable {
//!     method: "POST",
//!     url: "https://example.com/hook",
//!     target: "/hook",
//!     headers: &[],
//!     body: b"Hello, World!",
//!     content_type: "text/plain",
//! };
//!
//! let signed = sign(&scheme, &Signing::default(), &secrets, &moment, &request).unwrap_or_default();
//! let (name, value) = &signed.headers[0];
//! assert_eq!(name, "X-Hub-Signature-256");
//! assert_eq!(
//!     value,
//!     "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
//! );
//!
//! let request = Signable { headers: &signed.headers, ..request };
//! assert!(matches!(verify_request(&scheme, &secrets, &request), Verdict::Valid(_)));
//! ```

mod address;
pub mod certificate;
pub mod claims;
pub mod clock;
pub mod date;
mod components;
pub mod coverage;
mod der;
mod ecdsa;
pub mod documented;
pub mod editor;
pub mod fault;
pub mod fields;
pub mod header;
pub mod percent;
pub mod foreign;
pub mod hmac;
pub mod javascript;
pub mod key;
pub mod legend;
pub mod loose;
pub mod place;
pub mod presets;
pub mod public;
pub mod read;
mod recognise;
mod render;
pub mod saved;
pub mod scheme;
pub mod secret;
mod settings;
pub mod template;
#[cfg(test)]
mod tests;
mod texts;
mod usable;
mod validate;
pub mod verify;
pub mod write;

use std::ops::Range;

use crate::secret::Secrets;
use problem::{Problem, Setting, Severity};
use render::Scope;
use usable::Check;

pub use address::target;
pub use clock::Clock;
pub use coverage::{AddressCoverage, Coverage};
pub use ecdsa::EcdsaFault;
pub use recognise::{Found, guessed, recognise, recognise_among};
pub use scheme::{
    Algorithm, DigestText, Input, Key, KeyText, Kind, Scheme, Spelling, TimeText, Tolerance, Unit,
};
pub use settings::Signing;
pub use verify::{Checked, Verdict, check, verify, verify_request};

/// The time and the random values of one buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since the Unix epoch.
    pub unix_ms: i64,
    /// The delivery's id, as `msg_…`.
    pub id: String,
    /// 32 lower-case hex digits.
    pub nonce: String,
}

/// What signing reads of a request.
#[derive(Clone, Copy, Debug)]
pub struct Signable<'a> {
    pub method: &'a str,
    /// Absolute, normal.
    pub url: &'a str,
    /// Path and query as sent.
    pub target: &'a str,
    /// Name and value of the fields sent so far.
    pub headers: &'a [(String, String)],
    pub body: &'a [u8],
    pub content_type: &'a str,
}

/// A text put in place of a byte range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    pub range: Range<usize>,
    pub text: String,
}

/// What signing gave.
#[derive(Default, Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Header fields to add, in order; a field of the same name is replaced.
    pub headers: Vec<(String, String)>,
    /// The bytes that were signed; empty for schemes that sign nothing.
    pub text: Vec<u8>,
    /// The raw MAC.
    pub digest: Vec<u8>,
    /// The id and the time (Unix seconds, or as the scheme counts) that went in.
    pub id: String,
    pub time: String,
    /// Byte ranges of header values that are secrets sent as they are: index into `headers`,
    /// range, and the placeholder for redacted snippets (`SECRET`).
    pub hidden: Vec<(usize, Range<usize>, String)>,
    /// What is put into the address; each counts in what the ones before it made.
    pub url: Vec<Splice>,
    /// What is put into the body, after signing; each counts in what the ones before it made.
    pub body: Vec<Splice>,
    /// What did not stop signing: warnings, and errors that are sent on purpose.
    pub problems: Vec<Problem>,
}

/// The scheme in force: the person's choice over the document's, with the person's settings for `plain`.
///
/// A scheme that the document has its own form of (a prefix, a default) is taken in that form.
pub fn scheme(signing: &Signing, documented: Option<&Scheme>) -> Scheme {
    let chosen = signing.scheme.as_deref();
    if let Some(own) = &signing.own {
        return match chosen == Some(&own.id) {
            true => spelled((**own).clone(), signing),
            false => (**own).clone(),
        };
    }
    let documented = documented.filter(|own| chosen.is_none_or(|id| id == own.id));
    let found = documented
        .cloned()
        .or_else(|| presets::find(chosen.unwrap_or("none")));
    let mut scheme = found.unwrap_or_default();
    if scheme.id == "plain" {
        settle(&mut scheme, signing);
    }
    spelled(scheme, signing)
}

/// The scheme with the person's word on how the secret is written.
fn spelled(mut scheme: Scheme, signing: &Signing) -> Scheme {
    if let Some(encoding) = signing
        .secret_encoding
        .as_deref()
        .and_then(KeyText::from_name)
    {
        scheme.key.encoding = encoding;
    }
    scheme
}

/// Lays the person's settings over a scheme; emptied ones are the scheme's own.
fn settle(scheme: &mut Scheme, signing: &Signing) {
    if let Some(algorithm) = signing.algorithm.as_deref().and_then(Algorithm::from_name) {
        scheme.algorithm = algorithm;
    }
    if let Some(digest) = signing.digest.as_deref().and_then(DigestText::from_name) {
        scheme.digest = digest;
    }
    let set = |place: &mut String, setting: &Option<std::rc::Rc<str>>| {
        if let Some(text) = setting.as_deref().filter(|text| !text.is_empty()) {
            *place = text.to_owned();
        }
    };
    set(&mut scheme.content, &signing.content);
    if let Some(header) = scheme.headers.first_mut() {
        set(&mut header.name, &signing.header_name);
        set(&mut header.value, &signing.header_value);
    }
}

/// Signs a request.
///
/// Problems are at a secret ([`problem::Root::Secret`]) or a setting ([`problem::Setting`]); an `Err`
/// holds at least one that blocks. A scheme that adds nothing gives an empty [`Signed`].
pub fn sign(
    scheme: &Scheme,
    signing: &Signing,
    secrets: &Secrets,
    moment: &Moment,
    request: &Signable<'_>,
) -> Result<Signed, Vec<Problem>> {
    let mut check = Check::new(scheme, signing, secrets);
    let id = check.id(moment);
    let time = check.time(moment);
    let mut signed = Signed {
        id: id.to_owned(),
        time: time.text.clone(),
        ..Signed::default()
    };
    let mut scope = Scope {
        scheme,
        secrets,
        request: *request,
        headers: request.headers.to_vec(),
        id,
        timestamp: &time.text,
        nonce: match scheme.counts_by_nonce() {
            true => id,
            false => &moment.nonce,
        },
        date: &time.date,
        key: None,
        signature: None,
        named: Vec::new(),
    };
    let url = address(&mut check, &scope, &mut signed);
    if !scheme.query.is_empty() {
        scope.request.url = &url;
        scope.request.target = target(&url);
    }
    for field in &scheme.before {
        add(&mut check, &scope, field, &mut signed);
        if let Some(added) = signed.headers.last() {
            scope
                .headers
                .retain(|h| !h.0.eq_ignore_ascii_case(&added.0));
            scope.headers.push(added.clone());
        }
    }
    for part in &scheme.parts {
        let text = check.template(Setting::Value, scope.text(&part.value));
        scope
            .named
            .push((part.name.clone(), text.unwrap_or_default()));
    }
    // Stands in while the key cannot be made, so that the field's own faults are found all the same.
    let mut signature = String::from("0");
    if scheme.kind.is_keyed() {
        if let Some(instead) = check.instead() {
            signature = instead.to_owned();
        } else if let Some((key, text)) = check.material(&scope, scope.bytes(&scheme.content)) {
            signed.digest = hmac::keyed(scheme, &key, &text, &mut |_| ());
            signed.text = text;
            signature = hmac::text(&signed.digest, scheme.digest);
        }
        scope.signature = Some(&signature);
    } else if scheme.kind.is_public_key() {
        check.private();
        return Err(check.problems);
    } else if scheme.kind == Kind::Shared && !check.shared() {
        return Err(check.problems);
    }
    for field in &scheme.headers {
        add(&mut check, &scope, field, &mut signed);
    }
    members(&mut check, &scope, &mut signed);
    signed.problems = check.problems;
    if signed
        .problems
        .iter()
        .any(|p| p.severity == Severity::Blocks)
    {
        return Err(signed.problems);
    }
    Ok(signed)
}

/// The address with the scheme's parameters.
fn address(check: &mut Check<'_>, scope: &Scope<'_>, signed: &mut Signed) -> String {
    let mut url = scope.request.url.to_owned();
    for field in scope.scheme.bound(fields::is_form(&scope.request)) {
        if let Some(value) = check.template(Setting::Value, scope.text(&field.value)) {
            let splice = place::parameter(&url, &field.name, &value);
            url.replace_range(splice.range.clone(), &splice.text);
            signed.url.push(splice);
        }
    }
    url
}

/// What goes into the body, once everything in it is signed.
fn members(check: &mut Check<'_>, scope: &Scope<'_>, signed: &mut Signed) {
    let mut body = std::borrow::Cow::Borrowed(scope.request.body);
    for field in &scope.scheme.members {
        let Some(value) = check.template(Setting::Value, scope.text(&field.value)) else {
            continue;
        };
        match place::member(&body, &field.name, &value) {
            Ok(splice) => {
                let text = splice.text.bytes();
                body.to_mut().splice(splice.range.clone(), text);
                signed.body.push(splice);
            }
            Err(why) => return check.content(why),
        }
    }
}

/// Adds a header field, unless it has a problem that is said.
fn add(check: &mut Check<'_>, scope: &Scope<'_>, field: &scheme::HeaderTemplate, to: &mut Signed) {
    if let Some((name, (value, hidden))) = check.field(scope, field) {
        let index = to.headers.len();
        let hidden = hidden.into_iter();
        to.hidden
            .extend(hidden.map(|(range, name)| (index, range, name)));
        to.headers.push((name, value));
    }
}
