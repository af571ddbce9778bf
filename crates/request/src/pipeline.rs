//! The whole flow, from a draft to a finished request, in one function.
//!
//! It never fails: a half-filled form has a request and problems. [`Flow::ready`] decides
//! at the end whether the request can be sent.

mod order;
mod rules;
mod suspicious_text;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use crate::draft::place::{accept, media};
use crate::draft::{Draft, Node};
use crate::encode::{self, Body, Layout};
use crate::message::{self, Choice, Parts, Request};
use crate::validate::Matcher;
use crate::value;
use openapi::{Alternative, Operation};
use problem::{Cause, Field, Problem, Root, Severity};
use problem::{Secret as Flaw, request as fault};
use rules::Rules;
use signature::Signing;
use signature::secret::Secrets;
use signature::{Moment, Scheme, Signable, Signed, Spelling};

/// The data that the whole page is drawn from.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// In the order of their fields on the page.
    pub problems: Vec<Problem>,
    /// The request, complete as far as it was typed.
    pub request: Request,
    /// The scheme in use.
    pub scheme: Scheme,
    /// The result of signing; `None` if the scheme is `none` or could not sign.
    pub signed: Option<Signed>,
    /// Fields that are currently forbidden and have no value, which a form may hide.
    pub hidden: Vec<Field>,
}

/// The recipient of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Target {
    /// The sandbox.
    #[default]
    Sandbox,
    /// The address itself; the browser sends to it.
    Direct,
}

/// A request that can be sent. Only [`Flow::ready`] makes one, and only this type is sent.
#[derive(Clone, Copy, Debug)]
pub struct Ready<'a>(&'a Request);

impl<'a> Ready<'a> {
    /// Returns the request.
    pub fn request(self) -> &'a Request {
        self.0
    }
}

impl Flow {
    /// The only check before sending: problems do not prevent it, except those that make
    /// sending impossible.
    pub fn ready(&self, target: Target) -> Result<Ready<'_>, Vec<Problem>> {
        let mut blocks = self.problems_of(target);
        blocks.retain(|p| p.severity == Severity::Blocks);
        if blocks.is_empty() {
            Ok(Ready(&self.request))
        } else {
            Err(blocks)
        }
    }

    /// The problems that apply to this target.
    ///
    /// Only direct sending needs an address, so faults of the address block only there.
    pub fn problems_of(&self, target: Target) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        if target == Target::Sandbox || self.request.address_known {
            return problems;
        }
        let mut reported = false;
        for problem in &mut problems {
            let is_of_server = matches!(problem.at.root, Root::Server(_));
            let is_address =
                |cause: &Cause| matches!(cause, Cause::Request(fault::Request::Address(_)));
            if is_of_server && is_address(&problem.cause) {
                problem.severity = Severity::Blocks;
            }
            reported |= is_of_server && problem.severity == Severity::Blocks;
        }
        if !reported {
            let missing = Cause::Request(fault::Request::Address(fault::Address::Missing));
            // The address comes first on the page.
            problems.insert(0, missing.at(Root::address(), Severity::Blocks));
        }
        problems
    }
}

/// Runs the flow.
pub fn run(
    operation: &Operation,
    draft: &Draft,
    secrets: &Secrets,
    moment: &Moment,
    matcher: Matcher<'_>,
) -> Flow {
    let mut problems = Vec::new();
    let parameters = value::parameters(operation, draft, &mut problems);
    let mut rules = Rules {
        operation,
        matcher,
        problems: &mut problems,
    };
    rules.parameters(&parameters);
    let open = Alternative {
        name: String::new(),
        schemes: Vec::new(),
    };
    let security = security(operation, draft).unwrap_or(&open);
    let scheme = signature::scheme(&draft.signing, documented_scheme(operation, security));
    let (body, hidden) = body(draft, &scheme, &mut rules);
    let servers = server_texts(draft);
    let (mut request, found) = message::assemble(Parts {
        operation,
        server: Choice {
            index: draft.server,
            texts: &servers,
        },
        parameters: &parameters,
        security,
        secrets,
        accept: accept(draft),
        body,
        media_type: draft.media_type.as_deref().filter(|m| !m.contains('*')),
        form: draft.form_variant,
        matcher,
    });
    problems.extend(found);

    problems.extend(target(operation, draft));

    let signed = match sign_request(&scheme, &draft.signing, secrets, moment, &request) {
        Ok(signed) => {
            problems.extend(request.with_signature(&signed));
            problems.extend(signed.problems.iter().cloned());
            Some(signed).filter(|_| scheme.id != "none")
        }
        Err(found) => {
            let may = secrets.get("secret").is_none() && may_be_unsigned(operation, &scheme);
            let soften = |problem: Problem| match may && problem.at.root == Root::Secret(None) {
                true => Cause::Secret(Flaw::Unsigned).at(Root::Secret(None), Severity::Warning),
                false => problem,
            };
            problems.extend(found.into_iter().map(soften));
            None
        }
    };
    order::sort(&mut problems, operation, draft);
    Flow {
        problems,
        request,
        scheme,
        signed,
        hidden,
    }
}

/// The problem of a delivery's address that neither its registration nor the person gives.
fn target(operation: &Operation, draft: &Draft) -> Option<Problem> {
    let delivery = operation.delivery.as_ref()?;
    let missing = delivery
        .missing
        .iter()
        .find(|l| l.field == Field::address())?;
    let typed = matches!(draft.root(&Root::address()), Node::Text(_));
    let cause = Cause::Request(fault::Request::Target(missing.fault.clone()));
    (!typed).then(|| cause.at(Root::address(), Severity::Warning))
}

/// Returns whether a delivery is sent unsigned because its registration has no secret, as
/// its sender would send it.
pub fn may_be_unsigned(operation: &Operation, scheme: &Scheme) -> bool {
    let documented = operation.signature.as_ref().map(|s| &s.scheme) == Some(scheme);
    let delivery = operation.delivery.as_ref();
    delivery.is_some_and(|d| d.may_be_unsigned) && documented
}

/// The body: the raw text while it is edited, otherwise the form's encoded value; and the
/// fields to hide.
fn body(draft: &Draft, scheme: &Scheme, rules: &mut Rules<'_>) -> (Option<Body>, Vec<Field>) {
    let operation = rules.operation;
    let Some(media) = media(draft, operation) else {
        let raw = draft.raw.as_ref();
        let last_read = draft.last_read.as_deref();
        let body = raw.map(|raw| encode::undocumented(raw, last_read, remembered(draft)));
        return (body, Vec::new());
    };
    if let Some(raw) = &draft.raw {
        let hidden = rules.raw_body(media, raw.bytes());
        // While the text does not parse, the form keeps its values.
        let known = || {
            let before = value::body(operation, draft, &mut Vec::new());
            let texts = before.map(|value| value.secret_texts(&operation.schemas));
            [texts.unwrap_or_default(), remembered(draft)].concat()
        };
        let body = encode::raw(raw, media, &operation.schemas, known);
        let body = encode::cover(body, operation, media);
        return (Some(named(body, draft)), hidden);
    }
    let Some(value) = value::body(operation, draft, rules.problems) else {
        rules.no_body();
        return (None, Vec::new());
    };
    let hidden = rules.body(media, &value);
    let layout = Layout {
        json: draft.json_style,
        form: draft.form_variant,
        ascii: scheme.json == Spelling::Ascii,
    };
    let (body, found) = encode::encode(&value, media, &operation.schemas, layout);
    suspicious_text::replace(rules.problems, found);
    let body = encode::cover(body, operation, media);
    (Some(named(body, draft)), hidden)
}

/// The secrets of earlier raw texts, in the form of those of a value.
fn remembered(draft: &Draft) -> Vec<(Rc<Field>, String)> {
    let texts = draft.remembered.iter();
    texts
        .map(|text| (Field::body().into(), text.to_string()))
        .collect()
}

/// Replaces a documented range (`*/*`), which is not a media type, by the chosen type
/// within it, or by none.
fn named(mut body: Body, draft: &Draft) -> Body {
    if body.content_type.contains('*') {
        let chosen = draft.media_type.as_deref().unwrap_or_default();
        body.content_type = match chosen.contains('*') {
            true => String::new(),
            false => chosen.to_owned(),
        };
    }
    body
}

/// The security alternative in use; a document has at least one, without schemes if it
/// requires none.
pub fn security<'a>(operation: &'a Operation, draft: &Draft) -> Option<&'a Alternative> {
    let chosen = operation
        .security
        .iter()
        .find(|a| Some(a.name.as_str()) == draft.security.as_deref());
    chosen.or(operation.security.first())
}

/// The documented signature of the request: of the credential in use, or of the operation.
fn documented_scheme<'a>(
    operation: &'a Operation,
    security: &'a Alternative,
) -> Option<&'a Scheme> {
    let of_credential = security.schemes.iter().find_map(|s| s.signature.as_ref());
    of_credential
        .or(operation.signature.as_ref())
        .map(|used| &used.scheme)
}

/// The texts typed at `server:…`.
fn server_texts(draft: &Draft) -> Vec<(Root, Rc<str>)> {
    let text = |(root, node): (&Root, &Node)| match (root, node) {
        (Root::Server(_), Node::Text(text)) => Some((root.clone(), text.clone())),
        _ => None,
    };
    draft.roots.iter().filter_map(text).collect()
}

/// Signs the request in its current state; errors as for [`signature::sign()`].
pub fn sign_request(
    scheme: &Scheme,
    signing: &Signing,
    secrets: &Secrets,
    moment: &Moment,
    request: &Request,
) -> Result<Signed, Vec<Problem>> {
    let headers: Vec<(String, String)> = request
        .headers
        .iter()
        .map(|h| (h.name.clone(), h.value.clone()))
        .collect();
    let signable = Signable {
        method: &request.method,
        url: &request.url,
        target: request.target(),
        headers: &headers,
        body: request.body.as_ref().map_or(&[][..], |b| &b.bytes),
        content_type: request.body.as_ref().map_or("", |b| &b.content_type),
    };
    signature::sign(scheme, signing, secrets, moment, &signable)
}
