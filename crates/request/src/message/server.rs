//! The base address of a request: the documented server with its variables, or the person's own.

use std::rc::Rc;

use super::url::{self, Url};
use crate::encode::Span;
use openapi::{Operation, Server};
use problem::request::{Address, Request as Fault};
use problem::{Cause, Field, Problem, Root, Severity};

/// A base address without a trailing slash, and the problems found.
#[derive(Debug)]
pub(super) struct Base {
    /// Scheme, authority and path; normalised.
    pub text: String,
    /// The query of the base itself.
    pub query: Option<String>,
    pub spans: Vec<Span>,
    pub known: bool,
    pub problems: Vec<Problem>,
}

/// The choice among the documented servers and the texts typed at `server:…`.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// The index of the documented server; an index out of range selects the first.
    pub index: usize,
    /// Root (`server:url`, `server:env`) and text; an absent or empty text selects the default.
    pub texts: &'a [(Root, Rc<str>)],
}

impl<'a> Choice<'a> {
    /// Returns the address that replaces the documented ones; empty if there is none.
    pub(super) fn address(&self) -> &'a str {
        self.text(&Root::address()).map_or("", |text| text)
    }

    fn text(&self, root: &Root) -> Option<&'a Rc<str>> {
        self.texts
            .iter()
            .find(|(f, text)| f == root && !text.trim().is_empty())
            .map(|(_, text)| text)
    }
}

/// Finds the base address; a faulty one becomes the placeholder host, so that the preview
/// still works.
pub(super) fn base(operation: &Operation, choice: Choice<'_>) -> Base {
    let mut problems = Vec::new();
    let (written, field, mut spans) = match choice.text(&Root::address()) {
        Some(text) => (Some(text.to_string()), Root::address(), Vec::new()),
        None => documented(operation, choice, &mut problems),
    };
    let Some(written) = written else {
        return unknown(operation, problems);
    };
    let absolute = match has_scheme(&written) || choice.text(&Root::address()).is_some() {
        true => written,
        false => {
            let joined = join(operation, &written);
            for span in &mut spans {
                span.start += joined.len() - written.len();
                span.end += joined.len() - written.len();
            }
            joined
        }
    };
    let parsed = match unfilled(&absolute) {
        Some(name) => Err(Address::Variable(name.to_owned())),
        None => url::parse(&absolute).and_then(labelled),
    };
    match parsed {
        Ok(url) => {
            if before_query(&absolute).contains(['{', '}']) {
                let cause = Cause::Request(Fault::Address(Address::Brace));
                problems.push(cause.at(field, Severity::Warning));
            }
            found(operation, &url, &absolute, spans, problems)
        }
        Err(fault) => {
            // The target decides whether the fault blocks: the sandbox needs no address.
            problems.push(Cause::Request(Fault::Address(fault)).at(field.clone(), Severity::Error));
            unknown(operation, problems)
        }
    }
}

/// The base for an unknown address.
fn unknown(operation: &Operation, problems: Vec<Problem>) -> Base {
    Base {
        text: placeholder(&operation.api),
        query: None,
        spans: Vec::new(),
        known: false,
        problems,
    }
}

/// Resolves a relative reference against the document's address.
fn join(operation: &Operation, reference: &str) -> String {
    let from = operation
        .from
        .as_deref()
        .and_then(|from| url::parse(from).ok());
    let Some(from) = from else {
        if reference.starts_with("//") {
            return ["https:", reference].concat();
        }
        let slash = if reference.starts_with('/') { "" } else { "/" };
        return [&*placeholder(&operation.api), slash, reference].concat();
    };
    let folder = from
        .path()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    match reference {
        _ if reference.starts_with("//") => [from.scheme(), ":", reference].concat(),
        _ if reference.starts_with('/') => [from.origin(), reference].concat(),
        _ => [from.origin(), folder, "/", reference].concat(),
    }
}

/// Returns whether a reference begins with a scheme (RFC 3986, section 3.1).
fn has_scheme(reference: &str) -> bool {
    let scheme = reference.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// Refuses a host that cannot be resolved: the URL Standard allows an empty label.
fn labelled(url: Url) -> Result<Url, Address> {
    let host = url.host();
    let is_whole = host
        .strip_suffix('.')
        .unwrap_or(host)
        .split('.')
        .all(|label| !label.is_empty());
    match is_whole {
        true => Ok(url),
        false => Err(Address::HostLabel(host.to_owned())),
    }
}

fn found(
    operation: &Operation,
    url: &Url,
    written: &str,
    spans: Vec<Span>,
    problems: Vec<Problem>,
) -> Base {
    let end = url.origin().len() + url.path().len();
    let whole = &url.text()[..end];
    let text = match operation.path.is_empty() {
        // Nothing is appended to a delivery's address, so it is kept unchanged.
        true => whole,
        false => whole.trim_end_matches('/'),
    };
    let mut all = vec![Span {
        field: Rc::new(Field::address()),
        start: 0,
        end: text.len(),
        secret: false,
    }];
    // A variable's place is known only if normalisation changed nothing but case before it.
    for span in spans {
        let before = written.get(..span.end).zip(text.get(..span.end));
        match before.is_some_and(|(written, text)| written.eq_ignore_ascii_case(text)) {
            true => all.push(span),
            // A secret anywhere in the address hides all of it.
            false => all[0].secret |= span.secret,
        }
    }
    Base {
        text: text.to_owned(),
        query: url.query().map(escape_braces),
        spans: all,
        known: !is_placeholder(url.host()),
        problems,
    }
}

/// The documented server's URL with its variables filled in, or `None` if one has no
/// value; also the field to blame and the variables' spans.
fn documented(
    operation: &Operation,
    choice: Choice<'_>,
    problems: &mut Vec<Problem>,
) -> (Option<String>, Root, Vec<Span>) {
    let address = Root::address();
    let server = operation
        .servers
        .get(choice.index)
        .or(operation.servers.first());
    let Some(server) = server else {
        return (Some("/".to_owned()), address, Vec::new());
    };
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut blamed = address;
    let mut rest = &*server.url;
    let mut is_filled = true;
    while let Some((before, name, after)) = variable(rest) {
        text.push_str(before);
        rest = after;
        let Some(value) = value(server, name, choice, problems) else {
            is_filled = false;
            continue;
        };
        let root = Root::Server(name.into());
        if choice.text(&root).is_some() {
            blamed = root.clone();
        }
        let secret = choice.text(&root).is_some() && server.is_secret(&root);
        let start = text.len();
        text.push_str(&value);
        spans.push(Span {
            field: Rc::new(root.into()),
            start,
            end: text.len(),
            secret,
        });
    }
    text.push_str(rest);
    (is_filled.then_some(text), blamed, spans)
}

/// The first `{name}` of a template, with the text before and after it.
pub(super) fn variable(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn value(
    server: &Server,
    name: &str,
    choice: Choice<'_>,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let documented = server.variables.iter().find(|v| v.name == name)?;
    let root = Root::Server(name.into());
    let Some(typed) = choice.text(&root) else {
        let cause = match &documented.default {
            None => Some((Fault::Address(Address::Value), Severity::Error)),
            Some(used) if documented.implied => {
                Some((Fault::ServerDefault(used.clone()), Severity::Warning))
            }
            Some(_) => None,
        };
        let problem = cause.map(|(fault, severity)| Cause::Request(fault).at(root, severity));
        problems.extend(problem.filter(|problem| !problems.contains(problem)));
        return documented.default.clone();
    };
    let is_choice = documented.choices.iter().any(|c| **c == **typed);
    if !documented.choices.is_empty() && !is_choice {
        let cause = Cause::Request(Fault::ServerChoice {
            found: typed.to_string(),
            choices: documented.choices.clone(),
        });
        problems.push(cause.at(root, Severity::Error));
    }
    Some(typed.trim().to_owned())
}

/// The name of the first unfilled variable in the scheme, host or path of an address.
fn unfilled(text: &str) -> Option<&str> {
    variable(before_query(text)).map(|(_, name, _)| name)
}

fn before_query(text: &str) -> &str {
    text.split(['?', '#']).next().unwrap_or_default()
}

/// An address that cannot exist (RFC 2606), for a document without a server.
fn placeholder(api: &str) -> String {
    let mut text = String::from("https://");
    for c in api.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '.') {
            text.push(c.to_ascii_lowercase());
        }
    }
    if text.ends_with('/') {
        text.push_str("api");
    }
    text.push_str(".invalid");
    text
}

pub(super) fn is_placeholder(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    host == "invalid" || host.ends_with(".invalid")
}

/// Encodes the braces in a query: the URL Standard keeps them, but `url` must not contain any.
fn escape_braces(query: &str) -> String {
    query.replace('{', "%7B").replace('}', "%7D")
}
