//! The faults of a request, found in the order in which servers check.
//!
//! Method and path come first, then credentials, signature, media type, the bytes, and last the
//! rules; the first step that refuses ends it. Only rules of the document refuse; warnings are kept
//! for the answers that name them.

use std::rc::Rc;

use super::credentials;
use super::parameters::{self, Seen};
use json::{Kind, Tree};
use openapi::{Family, MediaType, Operation, Refusal, SecurityKind};
use problem::request::Request as Fault;
use problem::{Cause, Field, Problem, Root, Severity};
use request::decode::decode;
use request::encode::fields_of;
use request::message::Request;
use request::pipeline::may_be_unsigned;
use request::validate::{self, Matcher, problems};
use signature::secret::Secrets;
use signature::{Clock, Moment, Scheme, Verdict, clock, verify_request};

/// A request as the server read it.
pub(super) struct Judged {
    pub standing: Standing,
    /// The faults, each at its field; for a sound request the warnings.
    pub problems: Vec<Problem>,
    /// The text of every value, by field: `body:/name`, `query:webid`.
    pub values: Vec<(Rc<Field>, String)>,
    /// The decoded body.
    pub body: Option<Tree>,
    pub parameters: Seen,
}

/// The result of judging a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Sound,
    /// The path or the method is not documented.
    NotHere(u16),
    Refused(Refusal),
}

impl Judged {
    pub fn refusal(&self) -> Option<Refusal> {
        match self.standing {
            Standing::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}

/// Judges a request; its signature by `chosen`, or by the documented scheme.
pub(super) fn judge(
    chosen: Option<&Scheme>,
    operation: &Operation,
    request: &Request,
    secrets: &Secrets,
    moment: &Moment,
    matcher: Matcher<'_>,
) -> Judged {
    let server = Server {
        chosen,
        moment,
        operation,
        request,
        secrets,
        matcher,
    };
    let parameters = parameters::read(operation, request);
    let media = server.media();
    let decoded = server.body(media);
    let (standing, problems) = server.steps(&parameters, media, &decoded);
    let body = decoded.and_then(Result::ok);
    let mut values = parameters.values();
    if let (Some(tree), Some(media)) = (&body, media) {
        values.extend(body_values(tree, media));
    }
    Judged {
        standing,
        problems,
        values,
        body,
        parameters,
    }
}

/// A documented server that judges a request.
struct Server<'a> {
    /// The scheme that replaces the documented ones.
    chosen: Option<&'a Scheme>,
    operation: &'a Operation,
    request: &'a Request,
    secrets: &'a Secrets,
    moment: &'a Moment,
    matcher: Matcher<'a>,
}

/// The faults found in a step.
type Broken = Vec<Problem>;

/// A decoded body, or the fault that prevented decoding.
type Decoded = Option<Result<Tree, Problem>>;

impl Server<'_> {
    fn steps(
        &self,
        parameters: &Seen,
        media: Option<&MediaType>,
        decoded: &Decoded,
    ) -> (Standing, Broken) {
        if !parameters.path_found {
            return (Standing::NotHere(404), Vec::new());
        }
        if self.request.method != self.operation.method {
            return (Standing::NotHere(405), Vec::new());
        }
        let broken = |found: Broken| (!found.is_empty()).then_some(found);
        let steps = [
            (Refusal::Authorization, broken(self.authorization())),
            (Refusal::Signature, broken(self.signatures())),
            (Refusal::MediaType, broken(self.media_type(media))),
            (Refusal::Malformed, malformed(decoded)),
        ];
        for (refusal, found) in steps {
            if let Some(found) = found {
                return (Standing::Refused(refusal), found);
            }
        }
        let mut found = parameters.check(self.operation, self.matcher);
        if let (Some(Ok(tree)), Some(media)) = (decoded, media) {
            found.extend(self.rules(tree, media));
        }
        let standing = match found.iter().any(is_error) {
            true => Standing::Refused(Refusal::Invalid),
            false => Standing::Sound,
        };
        (standing, found)
    }

    /// Checks that one alternative is satisfied; if none is, returns what the first one lacks.
    fn authorization(&self) -> Broken {
        let mut first = None;
        for alternative in &self.operation.security {
            let lacks = credentials::lacks(alternative, self.request, self.matcher);
            if lacks.is_empty() {
                return Vec::new();
            }
            first.get_or_insert(lacks);
        }
        first.unwrap_or_default()
    }

    /// Checks the chosen signature; or that of the operation, and of the alternative that the
    /// request is signed for.
    fn signatures(&self) -> Broken {
        let mismatch = || vec![mismatch()];
        let documented = self.operation.signature.as_ref().map(|s| &s.scheme);
        if let Some(scheme) = self.chosen.or(documented)
            && !(self.secrets.get("secret").is_none() && may_be_unsigned(self.operation, scheme))
            && !self.is_signed(scheme)
        {
            return mismatch();
        }
        let open = self.operation.security.iter().find(|alternative| {
            credentials::lacks(alternative, self.request, self.matcher).is_empty()
                && self.is_signed_for(alternative)
        });
        match open {
            None if !self.operation.security.is_empty() => mismatch(),
            _ => Vec::new(),
        }
    }

    fn is_signed_for(&self, alternative: &openapi::Alternative) -> bool {
        let mut schemes = alternative.schemes.iter();
        schemes.all(|scheme| match (&scheme.kind, &scheme.signature) {
            (SecurityKind::Signed, Some(used)) => {
                self.chosen.is_some() || self.is_signed(&used.scheme)
            }
            _ => true,
        })
    }

    /// Recomputes a signature from the received request.
    fn is_signed(&self, scheme: &Scheme) -> bool {
        let fields = self.request.fields();
        let signable = self.request.signable(&fields);
        match verify_request(scheme, self.secrets, &signable) {
            Verdict::Valid(proof) => self.is_timely(scheme, &proof.time),
            verdict => verdict == Verdict::Nothing,
        }
    }

    /// Checks the signed time against the scheme's tolerance, which no unreadable time meets.
    fn is_timely(&self, scheme: &Scheme, time: &str) -> bool {
        let clock = clock::judge(scheme, time, self.moment.unix_ms);
        self.operation.delivery.is_none() || matches!(clock, Clock::InTime | Clock::None)
    }

    /// Returns the documented media type that the request's Content-Type names.
    fn media(&self) -> Option<&MediaType> {
        self.operation.media(self.request.header("content-type")?)
    }

    fn bytes(&self) -> Option<&[u8]> {
        self.request.body.as_ref().map(|b| &*b.bytes)
    }

    fn media_type(&self, media: Option<&MediaType>) -> Broken {
        let Some(documented) = &self.operation.body else {
            return Vec::new();
        };
        let bytes = self.bytes();
        // An empty form is still a form; no other body may be empty.
        let is_form = media.is_some_and(|m| Family::of(&m.name) == Family::Form);
        let absent = bytes.is_none_or(|b| b.is_empty() && !is_form);
        if absent {
            return match documented.required {
                true => vec![Cause::Required.at(Root::Body, Severity::Error)],
                false => Vec::new(),
            };
        }
        let content_type = self.request.header("content-type").unwrap_or_default();
        if media.is_some() && is_utf8(content_type) {
            return Vec::new();
        }
        let names = documented.media.iter().map(|m| m.name.clone());
        let cause = Cause::Request(Fault::MediaType {
            found: content_type.to_owned(),
            documented: names.collect(),
        });
        vec![cause.at(Root::MediaType, Severity::Error)]
    }

    fn body(&self, media: Option<&MediaType>) -> Decoded {
        let bytes = self.bytes()?;
        let media = media?;
        if bytes.is_empty() && Family::of(&media.name) != Family::Form {
            return None;
        }
        let read = decode(bytes, media, &self.operation.schemas);
        Some(match read {
            Ok(decoded) => Ok(decoded.tree),
            Err(malformed) => Err(malformed.cause.at(Root::Body, Severity::Error)),
        })
    }

    fn rules(&self, tree: &Tree, media: &MediaType) -> Broken {
        let Some(control) = &media.control else {
            return Vec::new();
        };
        let (fields, hidden) = fields_of(Some(control), tree);
        let faults = validate::check_hiding(
            &self.operation.schemas,
            control.schema,
            tree.root(),
            &hidden,
            self.matcher,
        );
        problems(&faults, tree, &fields)
    }
}

/// Returns whether a problem refuses: a rule known only from outside the document does not.
pub(super) fn is_error(problem: &Problem) -> bool {
    problem.severity != Severity::Warning
}

fn malformed(decoded: &Decoded) -> Option<Broken> {
    match decoded {
        Some(Err(problem)) => Some(vec![problem.clone()]),
        _ => None,
    }
}

fn mismatch() -> Problem {
    Cause::Request(Fault::Signature).at(Root::Signature, Severity::Error)
}

/// Returns whether the charset is UTF-8 or its subset, the only ones of the documents' media types.
fn is_utf8(content_type: &str) -> bool {
    let mut parameters = content_type.split(';').skip(1);
    parameters.all(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let value = value.trim().trim_matches('"').to_ascii_lowercase();
        !name.trim().eq_ignore_ascii_case("charset")
            || matches!(&*value, "utf-8" | "utf8" | "us-ascii")
    })
}

/// Returns the text of every scalar in a body, by field.
fn body_values(tree: &Tree, media: &MediaType) -> Vec<(Rc<Field>, String)> {
    let (fields, _) = fields_of(media.control.as_deref(), tree);
    let scalars = tree
        .all()
        .filter(|v| !matches!(v.kind(), Kind::Array | Kind::Object));
    let text = |view: json::View<'_>| match view.string() {
        Some(text) => text.into_owned(),
        None => view.source().to_owned(),
    };
    scalars
        .filter_map(|v| Some((fields.get(v.index())?.clone(), text(v))))
        .collect()
}
