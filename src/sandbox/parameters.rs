//! Parameters, read afresh from the target and the header fields of a request.
//!
//! The reverse of what OpenAPI's styles write. Text becomes the type that the
//! parameter's schema asks for, or stays a text, which the schema then refuses.

mod style;

use std::rc::Rc;

use crate::document::{Operation, Place};
use crate::json::Tree;
use crate::json::write::quoted;
use crate::request::{Request, percent};
use crate::validate::problem::{Cause, Problem, Severity};
use crate::validate::{self, Matcher, problems};
use crate::value::field;
use style::Found;

/// The parameters of a request.
pub(super) struct Seen {
    /// Whether the request's path is the operation's.
    pub path_found: bool,
    /// Each documented parameter that is there, as JSON.
    given: Vec<Given>,
}

struct Given {
    place: Place,
    /// As documented.
    name: String,
    field: Rc<str>,
    tree: Tree,
}

/// Reads every documented parameter; what the document does not know is ignored.
pub(super) fn read(operation: &Operation, request: &Request) -> Seen {
    let segments = path(operation, request);
    let pairs = pairs(request);
    let cookies = cookies(request);
    let raw_cookies = raw_cookies(request);
    let mut given = Vec::new();
    for parameter in &operation.parameters {
        let name = &*parameter.control.name;
        let found = Found {
            parameter,
            schemas: &operation.schemas,
        };
        let text = match parameter.place {
            Place::Path => segments
                .as_ref()
                .and_then(|s| s.iter().find(|s| s.0 == name))
                .map(|(_, raw)| found.path(raw)),
            Place::Query => found.form(&pairs, &raw_pairs(request)),
            Place::Cookie => found.form(&cookies, &raw_cookies),
            Place::Header => header(request, name).map(|value| found.simple(&value, false)),
        };
        let tree = text.and_then(|text| Tree::read(text).ok());
        given.extend(tree.map(|tree| Given {
            place: parameter.place,
            name: name.to_owned(),
            field: field(parameter.place, name).into(),
            tree,
        }));
    }
    Seen {
        path_found: segments.is_some(),
        given,
    }
}

impl Seen {
    /// The value of a parameter as it is written in JSON.
    pub fn get(&self, at: &str) -> Option<&Tree> {
        self.given.iter().find(|g| *g.field == *at).map(|g| &g.tree)
    }

    /// The text of every parameter, by field.
    pub fn values(&self) -> Vec<(Rc<str>, String)> {
        let text = |tree: &Tree| match tree.root().string() {
            Some(text) => text.into_owned(),
            None => tree.root().source().to_owned(),
        };
        let given = self.given.iter();
        given.map(|g| (g.field.clone(), text(&g.tree))).collect()
    }

    /// What the parameters break: of their own schemas, then of the rules between them.
    pub fn check(&self, operation: &Operation, matcher: Matcher<'_>) -> Vec<Problem> {
        let mut found = Vec::new();
        for parameter in &operation.parameters {
            let at = field(parameter.place, &parameter.control.name);
            match self.get(&at) {
                Some(tree) => {
                    let fields: Vec<Rc<str>> = vec![at.as_str().into(); tree.all().count()];
                    let faults = validate::check(
                        &operation.schemas,
                        parameter.control.schema,
                        tree.root(),
                        matcher,
                    );
                    found.extend(problems(&faults, tree.root(), &fields));
                }
                None if parameter.control.required => {
                    found.push(Cause::Required.at(at, Severity::Error));
                }
                None => {}
            }
        }
        let Some(rules) = operation.parameter_rules else {
            return found;
        };
        let (text, fields) = self.object();
        if let Ok(tree) = Tree::read(text) {
            let faults = validate::check(&operation.schemas, rules, tree.root(), matcher);
            found.extend(problems(&faults, tree.root(), &fields));
        }
        found
    }

    /// All parameters as one object by place, and the field of each of its nodes.
    fn object(&self) -> (String, Vec<Rc<str>>) {
        let mut text = String::from("{");
        let mut all: Vec<Rc<str>> = vec!["".into()];
        for place in [Place::Path, Place::Query, Place::Header, Place::Cookie] {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&[&quoted(place.word()), ":{"].concat());
            all.push([place.word(), ":"].concat().into());
            let mut separator = "";
            for given in self.given.iter().filter(|g| g.place == place) {
                let name = match place {
                    Place::Header => given.name.to_ascii_lowercase(),
                    _ => given.name.clone(),
                };
                text.push_str(&[separator, &quoted(&name), ":", given.tree.text()].concat());
                all.extend(fields(&given.tree, &given.field));
                separator = ",";
            }
            text.push('}');
        }
        text.push('}');
        (text, all)
    }
}

/// The field of every node of a parameter's value.
fn fields(tree: &Tree, at: &str) -> Vec<Rc<str>> {
    let place = |view: crate::json::View<'_>| Rc::from([at, &view.place()].concat());
    tree.all().map(place).collect()
}

/// What the path's parameters are, raw; `None` when the path is not the operation's.
///
/// A server's own base path stands before it, so the path is compared from its end.
fn path<'a>(operation: &'a Operation, request: &'a Request) -> Option<Vec<(&'a str, &'a str)>> {
    let sent = request.target().split('?').next().unwrap_or_default();
    if operation.path.is_empty() {
        // A delivery goes to whatever address the registration gave.
        return Some(Vec::new());
    }
    let template: Vec<&str> = operation.path.split('/').skip(1).collect();
    let segments: Vec<&str> = sent.split('/').collect();
    let own = segments.len().checked_sub(template.len())?;
    let mut found = Vec::new();
    for (template, segment) in template.iter().zip(segments.get(own..)?) {
        capture(template, segment, &mut found)?;
    }
    Some(found)
}

/// Reads one segment: a parameter ends where the text after it first stands.
fn capture<'a>(
    template: &'a str,
    segment: &'a str,
    found: &mut Vec<(&'a str, &'a str)>,
) -> Option<()> {
    let Some((before, rest)) = template.split_once('{') else {
        return (percent::decode(segment) == percent::decode(template)).then_some(());
    };
    let (name, after) = rest.split_once('}')?;
    let value = segment.strip_prefix(before)?;
    let next = after.split('{').next().unwrap_or_default();
    let end = match next {
        "" => value.len(),
        next => value.find(next)?,
    };
    let (value, rest) = value.split_at(end);
    // An unfilled parameter goes out as its template and is none.
    if percent::decode(value) != ["{", name, "}"].concat().as_bytes() && !value.is_empty() {
        found.push((name, value));
    }
    capture(after, rest, found)
}

/// Names and values of the query, decoded as a form.
pub(super) fn pairs(request: &Request) -> Vec<(String, String)> {
    let decoded = |text: &str| form_text(text);
    let pairs = raw_pairs(request).into_iter();
    pairs.map(|(n, v)| (decoded(n), decoded(v))).collect()
}

fn raw_pairs(request: &Request) -> Vec<(&str, &str)> {
    let query = request.target().split_once('?').map_or("", |t| t.1);
    let parts = query.split('&').filter(|p| !p.is_empty());
    parts
        .map(|p| p.split_once('=').unwrap_or((p, "")))
        .collect()
}

fn form_text(text: &str) -> String {
    utf8(percent::decode(&text.replace('+', " ")))
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Names and values of the `Cookie` field, percent-decoded.
pub(super) fn cookies(request: &Request) -> Vec<(String, String)> {
    let decoded = |text: &str| utf8(percent::decode(text));
    let parts = raw_cookies(request).into_iter();
    parts.map(|(n, v)| (decoded(n), decoded(v))).collect()
}

fn raw_cookies(request: &Request) -> Vec<(&str, &str)> {
    let value = request.header("cookie").unwrap_or_default();
    value
        .split(';')
        .filter_map(|p| p.trim().split_once('='))
        .collect()
}

/// All fields of a name as one (RFC 9110, 5.3).
fn header(request: &Request, name: &str) -> Option<String> {
    let fields = request.headers.iter();
    let values: Vec<&str> = fields
        .filter(|h| h.name.eq_ignore_ascii_case(name))
        .map(|h| h.value.trim_matches([' ', '\t']))
        .collect();
    (!values.is_empty()).then(|| values.join(", "))
}
