//! Writes a scheme as the JSON that [`super::read`] reads, so that a person can save one.
//!
//! Members that are as a scheme has them anyway are left out.

use super::scheme::{HeaderTemplate, Input, Key, Kind, Scheme, Spelling, TimeText, Unit};
use json::write::quoted;

/// A JSON object, compact.
struct Object(String);

impl Object {
    fn new() -> Object {
        Object(String::from("{"))
    }

    fn member(&mut self, name: &str, json: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&quoted(name));
        self.0.push(':');
        self.0.push_str(json);
    }

    /// A text that is not what it is anyway.
    fn text(&mut self, name: &str, text: &str, usual: &str) {
        if text != usual {
            self.member(name, &quoted(text));
        }
    }

    fn done(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// The scheme as compact JSON.
pub fn scheme(scheme: &Scheme) -> String {
    let usual = Scheme::default();
    let mut out = Object::new();
    out.member("id", &quoted(&scheme.id));
    out.text("title", &scheme.title, "");
    out.text("description", &scheme.description, "");
    out.text("kind", scheme.kind.name(), Kind::Hmac.name());
    out.text("algorithm", scheme.algorithm.name(), usual.algorithm.name());
    out.text("digest", scheme.digest.name(), usual.digest.name());
    if scheme.key != usual.key {
        out.member("key", &key(&scheme.key));
    }
    if !scheme.inputs.is_empty() {
        out.member("inputs", &list(&scheme.inputs, input));
    }
    out.text("content", &scheme.content, &usual.content);
    for (name, fields) in [
        ("query", &scheme.query),
        ("before", &scheme.before),
        ("parts", &scheme.parts),
        ("headers", &scheme.headers),
        ("members", &scheme.members),
        ("certificate", &scheme.certificate),
    ] {
        if !fields.is_empty() {
            out.member(name, &templates(fields));
        }
    }
    if scheme.json == Spelling::Ascii {
        out.member("json", "\"ascii\"");
    }
    if !scheme.marks.is_empty() {
        out.member("marks", &list(&scheme.marks, |mark| quoted(mark)));
    }
    if let Some(mark) = &scheme.list {
        out.member("list", &quoted(mark));
    }
    if scheme.unit == Unit::Milliseconds {
        out.member("unit", "\"ms\"");
    }
    if scheme.time == TimeText::DateTime {
        out.member("time", "\"date-time\"");
    }
    for (name, text) in [("stamp", &scheme.stamp), ("newer", &scheme.newer)] {
        if let Some(text) = text {
            out.member(name, &quoted(text));
        }
    }
    if let Some(tolerance) = scheme.tolerance {
        let mut own = Object::new();
        own.member("seconds", &tolerance.seconds.to_string());
        own.member("future", truth(tolerance.future));
        out.member("tolerance", &own.done());
    }
    out.done()
}

fn key(key: &Key) -> String {
    let usual = Scheme::default().key;
    let mut out = Object::new();
    out.text("label", &key.label, "");
    out.text("help", &key.help, "");
    out.text("encoding", key.encoding.name(), usual.encoding.name());
    out.text("prefix", &key.prefix, "");
    out.text("template", &key.template, &usual.template);
    out.done()
}

fn input(input: &Input) -> String {
    let mut out = Object::new();
    out.member("name", &quoted(&input.name));
    out.text("label", &input.label, "");
    out.text("help", &input.help, "");
    out.member("secret", truth(input.secret));
    if input.taken {
        out.member("taken", truth(true));
    }
    for (name, text) in [("default", &input.default), ("without", &input.without)] {
        if let Some(text) = text {
            out.member(name, &quoted(text));
        }
    }
    out.done()
}

fn templates(fields: &[HeaderTemplate]) -> String {
    let mut out = Object::new();
    for field in fields {
        out.member(&field.name, &quoted(&field.value));
    }
    out.done()
}

fn list<T>(items: &[T], write: impl Fn(&T) -> String) -> String {
    let items: Vec<String> = items.iter().map(write).collect();
    ["[", &items.join(","), "]"].concat()
}

fn truth(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}
