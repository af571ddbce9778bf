//! Every rule of every document has an example that needs it.
//!
//! Each keyword that can fail is taken out of the document in turn; some
//! example must then no longer give the problems it is listed with. A rule
//! that nothing needs is a rule that nothing tests.

use openapi::Api;
use serde_json::Value;

use crate::common::{api, found, listed, run, text};

/// Keywords that a value can break by themselves.
const RULES: &[&str] = &[
    "type",
    "const",
    "enum",
    "not",
    "anyOf",
    "oneOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "minProperties",
    "maxProperties",
    "propertyNames",
    "dependentRequired",
];

/// Keywords that hold one schema.
const SCHEMAS: &[&str] = &["items", "then", "else", "additionalProperties"];

/// Keywords that hold a list of schemas.
const LISTS: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords that hold schemas by name.
const MAPS: &[&str] = &["properties", "patternProperties", "dependentSchemas"];

#[test]
fn every_rule_of_keyauth_has_an_example_that_breaks_it() {
    check("keyauth");
}

#[test]
fn every_rule_of_genauth_has_an_example_that_breaks_it() {
    check("genauth");
}

#[test]
fn every_rule_of_aggregate_intelligence_has_an_example_that_breaks_it() {
    check("aggregate-intelligence");
}

#[test]
fn every_rule_of_superoffice_has_an_example_that_breaks_it() {
    check("superoffice");
}

fn check(id: &str) {
    let document: Value = serde_json::from_str(&text(id)).expect("a document is JSON");
    assert!(all_as_listed(&api(id)), "{id} whole is as listed");
    let mut untested = rules(&document);
    assert!(!untested.is_empty(), "{id} has rules");
    untested.retain(|rule| {
        let without = without(&document, rule).to_string();
        let read = openapi::read(id, &without);
        all_as_listed(&read.unwrap_or_else(|e| panic!("{id} {rule}: {}", e.message)))
    });
    assert!(
        untested.is_empty(),
        "no example breaks these rules of {id}:\n{}",
        untested.join("\n")
    );
}

/// Whether every example gives the problems it is listed with.
fn all_as_listed(api: &Api) -> bool {
    let as_listed = |operation: &openapi::Operation| {
        operation
            .examples
            .iter()
            .all(|e| found(&run(operation, e).problems) == listed(&e.expected))
    };
    api.operations.iter().all(|operation| as_listed(operation))
}

/// JSON Pointers to the rules that a request can break.
fn rules(document: &Value) -> Vec<String> {
    let mut walk = Walk {
        document,
        seen: Vec::new(),
        rules: Vec::new(),
    };
    for (path, item) in members(&document["paths"]) {
        for (method, operation) in members(item) {
            let at = format!("/paths/{}/{method}", escaped(path));
            walk.operation(&at, operation);
        }
    }
    walk.rules
}

struct Walk<'a> {
    document: &'a Value,
    seen: Vec<String>,
    rules: Vec<String>,
}

impl Walk<'_> {
    fn operation(&mut self, at: &str, operation: &Value) {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        for (index, parameter) in parameters.enumerate() {
            let (at, parameter) = self.resolved(format!("{at}/parameters/{index}"), parameter);
            if parameter["required"] == true {
                self.rule(format!("{at}/required"));
            }
            self.schema(format!("{at}/schema"), &parameter["schema"], true);
        }
        let rules = &operation["x-signpost-parameters"];
        self.schema(format!("{at}/x-signpost-parameters"), rules, true);
        let at = format!("{at}/requestBody/content");
        for (name, media) in members(&operation["requestBody"]["content"]) {
            let is_text = name == "application/x-www-form-urlencoded";
            self.schema(
                format!("{at}/{}/schema", escaped(name)),
                &media["schema"],
                is_text,
            );
        }
    }

    /// `is_text`: whether values arrive as text, so that none can be of another type.
    fn schema(&mut self, at: String, schema: &Value, is_text: bool) {
        let (at, schema) = self.resolved(at, schema);
        let Some(keywords) = schema.as_object() else {
            return;
        };
        if self.seen.contains(&at) {
            return;
        }
        self.seen.push(at.clone());
        for (keyword, value) in keywords {
            let here = format!("{at}/{keyword}");
            match keyword.as_str() {
                "required" => {
                    let names = value.as_array().map_or(0, Vec::len);
                    (0..names).for_each(|index| self.rule(format!("{here}/{index}")));
                }
                "type" if is_text => {}
                "format" if value == "password" => {}
                "additionalProperties" if *value == false => self.rule(here.clone()),
                keyword if RULES.contains(&keyword) => self.rule(here.clone()),
                _ => {}
            }
            self.below(keyword, &here, value, is_text);
        }
    }

    fn below(&mut self, keyword: &str, at: &str, value: &Value, is_text: bool) {
        if SCHEMAS.contains(&keyword) {
            self.schema(at.to_owned(), value, is_text);
        } else if LISTS.contains(&keyword) {
            for (index, branch) in value.as_array().into_iter().flatten().enumerate() {
                self.schema(format!("{at}/{index}"), branch, is_text);
            }
        } else if MAPS.contains(&keyword) {
            for (name, property) in members(value) {
                let at = format!("{at}/{}", escaped(name));
                match property {
                    Value::Bool(false) => self.rule(at),
                    _ => self.schema(at, property, is_text),
                }
            }
        }
    }

    fn rule(&mut self, at: String) {
        if !self.rules.contains(&at) {
            self.rules.push(at);
        }
    }

    /// Where a value really stands, and the value.
    fn resolved(&self, at: String, value: &Value) -> (String, Value) {
        let reference = value["$ref"].as_str().and_then(|r| r.strip_prefix('#'));
        match reference.and_then(|r| Some((r, self.document.pointer(r)?))) {
            Some((pointer, target)) => self.resolved(pointer.to_owned(), target),
            None => (at, value.clone()),
        }
    }
}

/// The document without what stands at a place.
fn without(document: &Value, at: &str) -> Value {
    let mut document = document.clone();
    let (parent, last) = at.rsplit_once('/').expect("a rule is inside the document");
    match document.pointer_mut(parent).expect("a rule has a place") {
        Value::Array(items) => drop(items.remove(last.parse().expect("an index"))),
        Value::Object(members) => drop(members.shift_remove(&unescaped(last))),
        _ => unreachable!("a rule stands in an object or a list"),
    }
    document
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn unescaped(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}
