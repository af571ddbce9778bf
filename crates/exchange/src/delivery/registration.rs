//! A registration's request, as runtime expressions name its parts.
//!
//! The decoders read the finished request again instead of using the form, so that a delivery
//! follows from the bytes that register it.

use json::{Kind, Tree, View};
use openapi::expression::{Exchange, Message};
use openapi::{Control, Operation};
use request::decode::decode;
use request::draft::Draft;
use request::message::Request;
use request::pipeline;
use request::validate::Matcher;
use signature::Moment;
use signature::percent;
use signature::secret::Secrets;

/// The parts of a registration's request.
#[derive(Clone, Debug, Default)]
pub struct Registration {
    url: String,
    method: String,
    headers: Vec<(String, String)>,
    query: Vec<(String, String)>,
    path: Vec<(String, String)>,
    body: Option<Tree>,
    secrets: Vec<String>,
}

impl Registration {
    /// Reads the request of a draft with its secrets.
    pub fn of(
        operation: &Operation,
        draft: &Draft,
        secrets: &Secrets,
        moment: &Moment,
        matcher: Matcher<'_>,
    ) -> Registration {
        let flow = pipeline::run(operation, draft, secrets, moment, matcher);
        Registration::read(operation, &flow.request)
    }

    /// Reads a finished request; a body that does not fit its media type has no parts.
    pub fn read(operation: &Operation, request: &Request) -> Registration {
        let headers = request.headers.iter();
        let mut secrets = Vec::new();
        for header in &request.headers {
            let ranges = header.secrets.iter();
            let texts = ranges.filter_map(|(range, _)| header.value.get(range.clone()));
            secrets.extend(texts.map(str::to_owned));
        }
        for span in request.url_spans.iter().filter(|span| span.secret) {
            let text = request.url.get(span.start..span.end).unwrap_or_default();
            let value = text.split_once('=').map_or(text, |(_, value)| value);
            let value = percent::decode(&value.replace('+', " "));
            secrets.push(String::from_utf8_lossy(&value).into_owned());
        }
        let body = request.body.as_ref();
        let body = body.and_then(|body| {
            let media = operation.media_or_first(Some(&body.content_type))?;
            let decoded = decode(&body.bytes, media, &operation.schemas).ok()?;
            secrets.extend(secret_texts(media.control.as_deref(), &decoded.tree));
            Some(decoded.tree)
        });
        secrets.retain(|secret| !secret.is_empty());
        Registration {
            url: request.url.clone(),
            method: request.method.clone(),
            headers: headers.map(|h| (h.name.clone(), h.value.clone())).collect(),
            query: query(request.target()),
            path: path(&operation.path, request.target()),
            body,
            secrets,
        }
    }

    /// Returns the exchange that expressions are evaluated on; there is no response yet.
    pub fn exchange(&self) -> Exchange<'_> {
        Exchange {
            url: &self.url,
            method: &self.method,
            status: None,
            request: Message {
                headers: &self.headers,
                query: &self.query,
                path: &self.path,
                body: self.body.as_ref().map(Tree::root),
            },
            response: Message::default(),
            secrets: &self.secrets,
        }
    }
}

/// Returns the texts at and below members that controls mark secret.
fn secret_texts(control: Option<&Control>, tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    let mut todo: Vec<(View<'_>, &Control)> =
        control.map(|c| (tree.root(), c)).into_iter().collect();
    while let Some((view, control)) = todo.pop() {
        if control.secret {
            let scalars = view
                .subtree()
                .filter(|v| !matches!(v.kind(), Kind::Array | Kind::Object));
            found.extend(scalars.map(|v| match v.string() {
                Some(text) => text.into_owned(),
                None => v.source().to_owned(),
            }));
            continue;
        }
        let members = control.positions();
        for child in view.children() {
            let name = child.exact_name();
            let member = name.and_then(|name| control.members.get(*members.get(&*name)?));
            let inner = member.or(control.element.as_ref());
            todo.extend(inner.map(|inner| (child, &**inner)));
        }
    }
    found
}

/// Reads the query as a form (URL Standard, 5.1): `+` is a space.
fn query(target: &str) -> Vec<(String, String)> {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let text = percent::decode_form_text;
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (text(name), text(value))
        })
        .collect()
}

fn decoded(text: &str) -> String {
    String::from_utf8_lossy(&percent::decode(text)).into_owned()
}

/// Returns the path parameters that fill a whole segment, matched from the path's end.
fn path(template: &str, target: &str) -> Vec<(String, String)> {
    let sent = target.split('?').next().unwrap_or_default();
    let pairs = template.rsplit('/').zip(sent.rsplit('/'));
    let named = pairs.filter_map(|(template, segment)| {
        let name = template.strip_prefix('{')?.strip_suffix('}')?;
        Some((name.to_owned(), decoded(segment)))
    });
    named.collect()
}
