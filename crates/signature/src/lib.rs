//! Webhook and API signatures: signing requests, verifying messages, recognising schemes.
//!
//! A [`Scheme`] is data, written in a small [template language](template). [`sign()`] applies it to
//! a request, [`verify_request()`] and [`check()`] verify a delivery, [`verify()`] a reply, and
//! [`recognise()`] finds the schemes that a message appears to use. [`presets`] contains the
//! schemes of well-known vendors. The clock and randomness are arguments (see [`Moment`]); nothing
//! is fetched or stored.
//!
//! GitHub documents this example:
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
pub mod case_collisions;
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
pub use components::DigestMatches;
pub use coverage::{AddressCoverage, Coverage};
pub use ecdsa::EcdsaFault;
pub use recognise::{Found, guessed, recognise, recognise_among};
pub use scheme::{
    Algorithm, DigestText, Input, Key, KeyText, Kind, Scheme, Spelling, TimeText, Tolerance, Unit,
};
pub use settings::Signing;
pub use verify::{Checked, Verdict, check, verify, verify_request};

/// The time and the random values of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since the Unix epoch.
    pub unix_ms: i64,
    /// The delivery's id, such as `msg_…`.
    pub id: String,
    /// 32 lower-case hex digits.
    pub nonce: String,
}

/// The parts of a request that signing and verifying read.
#[derive(Clone, Copy, Debug)]
pub struct Signable<'a> {
    /// The HTTP method, in upper case.
    pub method: &'a str,
    /// An absolute, normalised URL.
    pub url: &'a str,
    /// Path and query as sent.
    pub target: &'a str,
    /// Names and values of the fields so far.
    pub headers: &'a [(String, String)],
    /// The body's bytes; empty if there is none.
    pub body: &'a [u8],
    /// The value of `Content-Type`; empty if there is none.
    pub content_type: &'a str,
}

/// A text that replaces a byte range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// The byte range that is replaced.
    pub range: Range<usize>,
    /// The text in its place.
    pub text: String,
}

/// The result of signing.
#[derive(Default, Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Header fields to add, in order; each replaces a field of the same name.
    pub headers: Vec<(String, String)>,
    /// The bytes that were signed; empty for schemes that sign nothing.
    pub text: Vec<u8>,
    /// The raw digest.
    pub digest: Vec<u8>,
    /// The id and the time (in the scheme's unit) that were used.
    pub id: String,
    /// The time that was used, in the scheme's unit.
    pub time: String,
    /// Byte ranges of header values that contain secrets: index into `headers`, range, and the
    /// placeholder for redacted output (`SECRET`).
    pub hidden: Vec<(usize, Range<usize>, String)>,
    /// Changes to the address; each refers to the result of the ones before it.
    pub url: Vec<Splice>,
    /// Changes to the body after signing; each refers to the result of the ones before it.
    pub body: Vec<Splice>,
    /// Problems that did not prevent signing: warnings, and errors that may be sent on purpose.
    pub problems: Vec<Problem>,
}

/// Returns the scheme in force: the person's choice, otherwise the document's, with the person's
/// settings for `plain`.
///
/// If the document has a variant of the chosen scheme (a prefix, a default), the variant applies.
pub fn scheme(signing: &Signing, documented: Option<&Scheme>) -> Scheme {
    let chosen = signing.scheme.as_deref();
    if let Some(own) = &signing.own {
        return match chosen == Some(&own.id) {
            true => with_secret_encoding((**own).clone(), signing),
            false => (**own).clone(),
        };
    }
    let documented = documented.filter(|own| chosen.is_none_or(|id| id == own.id));
    let found = documented
        .cloned()
        .or_else(|| presets::find(chosen.unwrap_or("none")));
    let mut scheme = found.unwrap_or_default();
    if scheme.id == "plain" {
        apply_settings(&mut scheme, signing);
    }
    with_secret_encoding(scheme, signing)
}

/// Returns the scheme with the person's choice of secret encoding.
fn with_secret_encoding(mut scheme: Scheme, signing: &Signing) -> Scheme {
    if let Some(encoding) = signing
        .secret_encoding
        .as_deref()
        .and_then(KeyText::from_name)
    {
        scheme.key.encoding = encoding;
    }
    scheme
}

/// Applies the person's settings to a scheme; empty ones leave the scheme's.
fn apply_settings(scheme: &mut Scheme, signing: &Signing) {
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
/// Problems are at a secret ([`problem::Root::Secret`]) or a setting ([`problem::Setting`]). `Err`
/// contains at least one problem that blocks. A scheme that adds nothing returns an empty
/// [`Signed`].
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
    let url = add_parameters(&mut check, &scope, &mut signed);
    if !scheme.query.is_empty() {
        scope.request.url = &url;
        scope.request.target = target(&url);
    }
    for field in &scheme.before {
        add_field(&mut check, &scope, field, &mut signed);
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
    // A substitute if the key cannot be made, so that faults of the field itself are still found.
    let mut signature = String::from("0");
    if scheme.kind.is_keyed() {
        if let Some(instead) = check.substitute() {
            signature = instead.to_owned();
        } else if let Some((key, text)) = check.material(&scope, scope.bytes(&scheme.content)) {
            signed.digest = hmac::keyed(scheme, &key, &text, &mut |_| ());
            signed.text = text;
            signature = hmac::text(&signed.digest, scheme.digest);
        }
        scope.signature = Some(&signature);
    } else if scheme.kind.is_public_key() {
        check.report_private_key();
        return Err(check.problems);
    } else if scheme.kind == Kind::Shared && !check.is_shared_complete() {
        return Err(check.problems);
    }
    for field in &scheme.headers {
        add_field(&mut check, &scope, field, &mut signed);
    }
    add_members(&mut check, &scope, &mut signed);
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

/// Returns the address with the scheme's parameters.
fn add_parameters(check: &mut Check<'_>, scope: &Scope<'_>, signed: &mut Signed) -> String {
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

/// Adds the scheme's members to the body, once everything in it is signed.
fn add_members(check: &mut Check<'_>, scope: &Scope<'_>, signed: &mut Signed) {
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
            Err(why) => return check.report_unsignable(why),
        }
    }
}

/// Adds a header field, unless it has a problem.
fn add_field(
    check: &mut Check<'_>,
    scope: &Scope<'_>,
    field: &scheme::HeaderTemplate,
    to: &mut Signed,
) {
    if let Some((name, (value, hidden))) = check.field(scope, field) {
        let index = to.headers.len();
        let hidden = hidden.into_iter();
        to.hidden
            .extend(hidden.map(|(range, name)| (index, range, name)));
        to.headers.push((name, value));
    }
}
