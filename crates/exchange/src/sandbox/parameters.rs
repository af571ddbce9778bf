//! Parameters, read again from the target and the header fields of a request.
//!
//! This reverses OpenAPI's styles. Text becomes the type that the parameter's schema requires, or
//! else remains text, which the schema then refuses.

mod pairs;
mod style;

use std::collections::HashMap;
use std::rc::Rc;

use json::Tree;
use json::write::quoted;
use openapi::{Operation, Place};
use pairs::Pairs;
use problem::{Cause, Field, Problem, Root, Severity};
use request::message::Request;
use request::validate::place::within;
use request::validate::{self, Matcher, problems, problems_at};
use signature::percent;
use style::Found;

/// The parameters of a request.
pub(super) struct Seen {
    /// Set if the request's path is the operation's.
    pub path_found: bool,
    /// The documented parameters in the request, as JSON.
    given: Vec<Given>,
    /// The index of each parameter, by its root.
    places: HashMap<Root, usize>,
}

struct Given {
    place: Place,
    /// The documented name.
    name: String,
    root: Root,
    tree: Tree,
}

/// Reads every documented parameter and ignores the others.
pub(super) fn read(operation: &Operation, request: &Request) -> Seen {
    let segments = path(operation, request);
    let query = Pairs::new(pairs(request), raw_pairs(request));
    let cookies = Pairs::new(cookies(request), raw_cookies(request));
    let headers = headers(request);
    let mut given: Vec<Given> = Vec::new();
    let mut places = HashMap::new();
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
            Place::Query => found.form(&query),
            Place::Cookie => found.form(&cookies),
            Place::Header => {
                let value = headers.get(&name.to_ascii_lowercase());
                value.map(|value| found.simple(value, false))
            }
        };
        let Some(tree) = text.and_then(|text| Tree::read(text).ok()) else {
            continue;
        };
        let root = parameter.place.root(name);
        places.insert(root.clone(), given.len());
        given.push(Given {
            place: parameter.place,
            name: name.to_owned(),
            root,
            tree,
        });
    }
    Seen {
        path_found: segments.is_some(),
        given,
        places,
    }
}

impl Seen {
    /// Returns the value of a parameter as JSON.
    pub fn get(&self, at: &Root) -> Option<&Tree> {
        Some(&self.given[*self.places.get(at)?].tree)
    }

    /// Returns the text of every parameter, by field.
    pub fn values(&self) -> Vec<(Rc<Field>, String)> {
        let text = |tree: &Tree| match tree.root().string() {
            Some(text) => text.into_owned(),
            None => tree.root().source().to_owned(),
        };
        let given = self.given.iter();
        given
            .map(|g| (Rc::new(g.root.clone().into()), text(&g.tree)))
            .collect()
    }

    /// Checks the parameters against their schemas, then against the rules between them.
    pub fn check(&self, operation: &Operation, matcher: Matcher<'_>) -> Vec<Problem> {
        let mut found = Vec::new();
        for parameter in &operation.parameters {
            let at = parameter.place.root(&parameter.control.name);
            match self.get(&at) {
                Some(tree) => {
                    let secret = parameter.control.secret;
                    let nodes = tree.all().filter(|_| secret).map(|view| view.index());
                    let hidden: Vec<usize> = nodes.collect();
                    let faults = validate::check_hiding(
                        &operation.schemas,
                        parameter.control.schema,
                        tree.root(),
                        &hidden,
                        matcher,
                    );
                    let field = Rc::new(Field::from(at));
                    let fields = vec![field; tree.all().count()];
                    found.extend(problems(&faults, tree, &fields));
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
        let (text, starts) = self.object();
        if let Ok(tree) = Tree::read(text) {
            let faults = validate::check(&operation.schemas, rules, tree.root(), matcher);
            found.extend(problems_at(&faults, |node| self.field(&starts, node)));
        }
        found
    }

    /// Returns the field of a node in the object of all parameters.
    fn field(&self, starts: &[Start], node: usize) -> Field {
        let at = starts.partition_point(|start| start.node <= node);
        let Some(start) = at.checked_sub(1).and_then(|at| starts.get(at)) else {
            return Root::Whole.into();
        };
        match start.given.and_then(|at| self.given.get(at)) {
            None => start.place.root("").into(),
            Some(given) => within(given.root.clone().into(), &given.tree, node - start.node),
        }
    }

    /// Returns all parameters as one object by place, and the offset of each in it.
    fn object(&self) -> (String, Vec<Start>) {
        let mut text = String::from("{");
        let mut starts: Vec<Start> = Vec::new();
        let mut node = 1;
        for place in [Place::Path, Place::Query, Place::Header, Place::Cookie] {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&[&quoted(place.word()), ":{"].concat());
            starts.push(Start {
                node,
                place,
                given: None,
            });
            node += 1;
            let mut separator = "";
            for (at, given) in self.given.iter().enumerate() {
                if given.place != place {
                    continue;
                }
                let name = match place {
                    Place::Header => given.name.to_ascii_lowercase(),
                    _ => given.name.clone(),
                };
                text.push_str(&[separator, &quoted(&name), ":", given.tree.text()].concat());
                starts.push(Start {
                    node,
                    place,
                    given: Some(at),
                });
                node += given.tree.root().after();
                separator = ",";
            }
            text.push('}');
        }
        text.push('}');
        (text, starts)
    }
}

/// The offset of the parameters of a place, or of one of them, in the object.
struct Start {
    node: usize,
    place: Place,
    given: Option<usize>,
}

/// Returns the raw parameters of the path; `None` when the path is not the operation's.
///
/// A server's base path precedes it, so the paths are compared from their ends.
fn path<'a>(operation: &'a Operation, request: &'a Request) -> Option<Vec<(&'a str, &'a str)>> {
    let sent = request.target().split('?').next().unwrap_or_default();
    if operation.path.is_empty() {
        // A delivery may use any address that the registration gave.
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

/// Reads a segment: a parameter ends at the first occurrence of the text after it.
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
    // An unfilled parameter is sent as its template and counts as missing.
    if percent::decode(value) != ["{", name, "}"].concat().as_bytes() && !value.is_empty() {
        found.push((name, value));
    }
    capture(after, rest, found)
}

/// Returns the names and values of the query, decoded as a form.
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
    percent::decode_form_text(text)
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns the names and values of the `Cookie` field, percent-decoded.
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

/// Returns header fields by name in lower case, combining those of the same name (RFC 9110, 5.3).
fn headers(request: &Request) -> HashMap<String, String> {
    let mut all: HashMap<String, String> = HashMap::new();
    for header in &request.headers {
        let name = header.name.to_ascii_lowercase();
        let value = header.value.trim_matches([' ', '\t']);
        match all.get_mut(&name) {
            Some(known) => {
                known.push_str(", ");
                known.push_str(value);
            }
            None => _ = all.insert(name, value.to_owned()),
        }
    }
    all
}
