//! What is wrong with the members of a scheme, each by itself: all of it, each at its place.

use std::collections::HashSet;

use super::words;
use super::{Fault, fault};
use crate::header::name_fault;
use crate::render::{self, Scope};
use crate::scheme::{HeaderTemplate, Input};
use crate::secret::Secrets;
use crate::template::Fault as Unfilled;
use crate::{Algorithm, DigestText, KeyText, Kind, Scheme, Signable, read};
use json::{Kind as Json, View};
use problem::{Cause, Severity, Template};

/// Characters of a name.
const LONGEST: usize = 60;

/// All faults of a scheme, which is an object.
pub fn find(root: View<'_>) -> Vec<Fault> {
    let mut finder = Finder {
        root,
        names: names(root),
        found: Vec::new(),
    };
    finder.scheme();
    finder.found
}

/// A scheme that knows the inputs and parts that templates may name, and nothing else.
fn names(root: View<'_>) -> Scheme {
    let text = |view: View<'_>| view.string().unwrap_or_default().into_owned();
    let inputs = root.get("inputs").into_iter().flat_map(View::children);
    let inputs = inputs.filter_map(|input| input.get("name"));
    let input = |name: View<'_>| Input {
        name: text(name),
        label: String::new(),
        help: String::new(),
        secret: false,
        default: None,
        taken: false,
        without: None,
    };
    let parts = root.get("parts").into_iter().flat_map(View::children);
    let part = |part: View<'_>| HeaderTemplate {
        name: part.name().unwrap_or_default().into_owned(),
        value: String::new(),
    };
    Scheme {
        inputs: inputs.map(input).collect(),
        parts: parts.map(part).collect(),
        ..read::hmac()
    }
}

struct Finder<'a> {
    root: View<'a>,
    names: Scheme,
    found: Vec<Fault>,
}

impl Finder<'_> {
    fn say(&mut self, place: &str, message: String) {
        let fault = fault(self.root, place, Severity::Error, message);
        self.found.push(fault);
    }

    fn scheme(&mut self) {
        self.twice(self.root, "", false);
        for member in self.root.children() {
            let name = member.name().unwrap_or_default();
            let place = ["/", &name].concat();
            match &*name {
                "id" => {
                    let id = fault(self.root, &place, Severity::Warning, words::id());
                    self.found.push(id);
                }
                "title" => self.title(member),
                "description" | "stamp" | "newer" => {
                    self.text(&place, member);
                }
                "kind" => self.word(&place, member, &Kind::ALL.map(Kind::name)),
                "algorithm" => self.word(&place, member, &Algorithm::ALL.map(Algorithm::name)),
                "digest" => self.word(&place, member, &DigestText::ALL.map(DigestText::name)),
                "json" => self.word(&place, member, &["free", "ascii"]),
                "unit" => self.word(&place, member, &["s", "ms"]),
                "time" => self.word(&place, member, &["number", "date-time"]),
                "key" => self.key(member),
                "inputs" => self.inputs(member),
                "content" => self.template(&place, member, false),
                "query" | "before" | "parts" | "headers" | "members" => self.rows(&name, member),
                "marks" => self.marks(member),
                "certificate" => self.certificate(member),
                "list" => {
                    let text = self.text(&place, member);
                    if text.is_some_and(|text| text.is_empty()) {
                        self.say(&place, words::separator());
                    }
                }
                "tolerance" => self.tolerance(member),
                "scheme" if member.kind() == Json::String => {
                    let id = member.string().unwrap_or_default();
                    self.say(&place, words::named_alone(&id));
                }
                name => self.say(&place, words::unknown(name)),
            }
        }
        let alone = self.root.get("scheme").and_then(View::string);
        if self.root.get("title").is_none() && alone.is_none() {
            self.say("/title", words::no_title());
        }
    }

    /// Names that stand twice in an object; the entries of some go by position.
    fn twice(&mut self, object: View<'_>, within: &str, by_position: bool) {
        let mut known = HashSet::new();
        for (index, member) in object.children().enumerate() {
            let name = member.name().unwrap_or_default();
            if !known.insert(name.clone()) {
                let step = match by_position {
                    true => index.to_string(),
                    false => name.to_string(),
                };
                let place = [within, "/", &step].concat();
                self.say(&place, words::twice(&name));
            }
        }
    }

    fn is(&mut self, place: &str, view: View<'_>, kind: Json, what: &str) -> bool {
        let is = view.kind() == kind;
        if !is {
            self.say(place, words::kind(what));
        }
        is
    }

    fn text(&mut self, place: &str, view: View<'_>) -> Option<String> {
        self.is(place, view, Json::String, "a text in double quotes");
        view.string().map(std::borrow::Cow::into_owned)
    }

    fn truth(&mut self, place: &str, view: View<'_>) {
        if !matches!(view.kind(), Json::True | Json::False) {
            self.say(place, words::kind("`true` or `false`"));
        }
    }

    fn word(&mut self, place: &str, view: View<'_>, known: &[&str]) {
        let word = self.text(place, view);
        if let Some(word) = word.filter(|word| !known.contains(&word.as_str())) {
            self.say(place, words::word(&word, known));
        }
    }

    fn title(&mut self, view: View<'_>) {
        let Some(title) = self.text("/title", view) else {
            return;
        };
        let characters = title.chars().count();
        if title.trim().is_empty() {
            self.say("/title", words::no_title());
        } else if title.chars().any(char::is_control) {
            self.say("/title", words::title_lines());
        } else if characters > LONGEST {
            self.say("/title", words::title_long(characters));
        }
    }

    fn key(&mut self, key: View<'_>) {
        if !self.is("/key", key, Json::Object, "an object, `{…}`") {
            return;
        }
        self.twice(key, "/key", false);
        for member in key.children() {
            let name = member.name().unwrap_or_default();
            let place = ["/key/", &name].concat();
            match &*name {
                "label" | "help" | "prefix" => {
                    self.text(&place, member);
                }
                "encoding" => self.word(&place, member, &KeyText::ALL.map(KeyText::name)),
                "template" => self.template(&place, member, false),
                name => self.say(&place, words::unknown(name)),
            }
        }
    }

    fn inputs(&mut self, inputs: View<'_>) {
        if !self.is("/inputs", inputs, Json::Array, "a list, `[…]`") {
            return;
        }
        let mut known = HashSet::new();
        for (index, input) in inputs.children().enumerate() {
            let place = ["/inputs/", &index.to_string()].concat();
            if !self.is(&place, input, Json::Object, "an object, `{…}`") {
                continue;
            }
            self.twice(input, &place, false);
            let name = input.get("name").and_then(View::string).unwrap_or_default();
            let named = [&place, "/name"].concat();
            if !known.insert(name.clone()) {
                self.say(&named, words::twice(&name));
            }
            self.sayable(&named, &name);
            self.input(&place, input);
        }
    }

    fn input(&mut self, within: &str, input: View<'_>) {
        let secret = input.get("secret").map(View::kind) != Some(Json::False);
        for member in input.children() {
            let name = member.name().unwrap_or_default();
            let place = [within, "/", &name].concat();
            match &*name {
                "name" | "label" | "help" | "without" => {
                    self.text(&place, member);
                }
                "default" => {
                    self.text(&place, member);
                    if secret {
                        self.say(&place, words::default_secret());
                    }
                }
                "secret" | "taken" => self.truth(&place, member),
                name => self.say(&place, words::unknown(name)),
            }
        }
    }

    /// Whether a template can name a part or an input so.
    fn sayable(&mut self, place: &str, name: &str) {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let known = render::known(&read::hmac(), true);
        if name.is_empty() {
            self.say(place, words::no_name());
        } else if !name.chars().all(plain) {
            self.say(place, words::unsayable(name));
        } else if known
            .iter()
            .any(|known| known.split(':').next() == Some(name))
        {
            self.say(place, words::taken(name));
        }
    }

    fn rows(&mut self, group: &str, rows: View<'_>) {
        let place = ["/", group].concat();
        if !self.is(&place, rows, Json::Object, "an object, `{…}`") {
            return;
        }
        self.twice(rows, &place, true);
        for (index, row) in rows.children().enumerate() {
            let place = [&place, "/", &index.to_string()].concat();
            let name = row.name().unwrap_or_default();
            match group {
                "parts" => self.sayable(&place, &name),
                "members" if !name.starts_with('/') => self.say(&place, words::pointer()),
                "members" => {}
                _ if name.is_empty() => self.say(&place, words::no_name()),
                "query" => {}
                _ => self.header(&place, &name),
            }
            self.template(&place, row, matches!(group, "headers" | "members"));
        }
    }

    /// A header field's name, which may be a template itself.
    fn header(&mut self, place: &str, name: &str) {
        match self.filled(name, false) {
            Err(message) => self.say(place, message),
            Ok(_) if name.contains('{') => {}
            Ok(filled) => {
                if let Some(fault) = name_fault(&filled) {
                    self.say(place, Cause::Request(fault).message(&[]));
                }
            }
        }
    }

    fn template(&mut self, place: &str, view: View<'_>, signature: bool) {
        let Some(text) = self.text(place, view) else {
            return;
        };
        if let Err(message) = self.filled(&text, signature) {
            self.say(place, message);
        }
    }

    /// What a template makes of an empty request; the error is a message.
    fn filled(&self, text: &str, signature: bool) -> Result<String, String> {
        let secrets = Secrets::default();
        let named = self.names.parts.iter();
        let scope = Scope {
            scheme: &self.names,
            secrets: &secrets,
            request: Signable {
                method: "POST",
                url: "https://example.com/",
                target: "/",
                headers: &[],
                body: b"",
                content_type: "",
            },
            headers: Vec::new(),
            id: "",
            timestamp: "",
            nonce: "",
            date: "",
            key: None,
            signature: signature.then_some("0"),
            named: named.map(|p| (p.name.clone(), String::new())).collect(),
        };
        let cause = match scope.text(text) {
            // Which components there are is the request's to say.
            Err(Unfilled::Component { .. }) => return Ok(String::new()),
            Ok(filled) => return Ok(filled),
            Err(Unfilled::Unclosed) => Template::Open,
            Err(Unfilled::TooDeep) => Template::TooDeep,
            Err(Unfilled::Unknown(name)) if name == "signature" => return Err(words::too_early()),
            Err(Unfilled::Unknown(name)) => Template::Name {
                name,
                known: render::known(&self.names, signature),
            },
        };
        Err(Cause::Template(cause).message(&[]))
    }

    fn marks(&mut self, marks: View<'_>) {
        if !self.is("/marks", marks, Json::Array, "a list, `[…]`") {
            return;
        }
        for (index, mark) in marks.children().enumerate() {
            let place = ["/marks/", &index.to_string()].concat();
            let text = self.text(&place, mark);
            if text.is_some_and(|text| text.trim_matches('/').is_empty()) {
                let empty = fault(self.root, &place, Severity::Warning, words::no_mark());
                self.found.push(empty);
            }
        }
    }

    /// Places that name a certificate, each with the hosts that it has to be on.
    fn certificate(&mut self, places: View<'_>) {
        if !self.is("/certificate", places, Json::Object, "an object, `{…}`") {
            return;
        }
        self.twice(places, "/certificate", true);
        for (index, hosts) in places.children().enumerate() {
            let place = ["/certificate/", &index.to_string()].concat();
            let text = self.text(&place, hosts);
            if hosts.name().unwrap_or_default().is_empty() {
                self.say(&place, words::no_name());
            } else if text.is_some_and(|text| text.trim().is_empty()) {
                self.say(&place, words::no_hosts());
            }
        }
    }

    fn tolerance(&mut self, tolerance: View<'_>) {
        if !self.is("/tolerance", tolerance, Json::Object, "an object, `{…}`") {
            return;
        }
        self.twice(tolerance, "/tolerance", false);
        for member in tolerance.children() {
            let name = member.name().unwrap_or_default();
            let place = ["/tolerance/", &name].concat();
            match &*name {
                "seconds" => {
                    let number = member.number().and_then(|n| n.to_i64());
                    if number.is_none_or(|n| u32::try_from(n).is_err()) {
                        let found = match member.string() {
                            Some(text) => text.into_owned(),
                            None => member.source().to_owned(),
                        };
                        self.say(&place, words::seconds(&found));
                    }
                }
                "future" => self.truth(&place, member),
                name => self.say(&place, words::unknown(name)),
            }
        }
        if tolerance.get("seconds").is_none() {
            self.say("/tolerance/seconds", words::no_seconds());
        }
    }
}
