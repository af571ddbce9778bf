//! The walk against a naive recursive reading of the specification, over generated schemas and values.
//!
//! The naive reader answers only whether a value is valid, by plain recursion
//! over `serde_json`, without lists, questions or memory.

use serde_json::{Value, json};

use super::faults;

/// A small generator (Knuth's MMIX constants), so that runs repeat.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.roll(if depth == 0 { 6 } else { 10 }) {
            0 => Value::Null,
            1 => json!(self.roll(2) == 0),
            2 | 3 => json!(self.roll(4)),
            4 | 5 => json!(self.pick(&["", "a", "ab", "abc"])),
            6 | 7 => (0..self.roll(4)).map(|_| self.value(depth - 1)).collect(),
            _ => {
                let mut object = serde_json::Map::new();
                for name in ["a", "b", "c"] {
                    if self.roll(2) == 0 {
                        object.insert(name.into(), self.value(depth - 1));
                    }
                }
                Value::Object(object)
            }
        }
    }

    fn schema(&mut self, depth: usize) -> Value {
        if self.roll(12) == 0 {
            return json!(self.roll(3) > 0);
        }
        let mut schema = serde_json::Map::new();
        for _ in 0..=self.roll(3) {
            let (keyword, value) = self.keyword(depth);
            schema.insert(keyword.into(), value);
        }
        if let Some(asked) = schema.get("if").cloned() {
            schema.insert("then".into(), self.schema(depth - 1));
            if self.roll(2) == 0 {
                schema.insert("else".into(), asked);
            }
        }
        Value::Object(schema)
    }

    fn keyword(&mut self, depth: usize) -> (&'static str, Value) {
        let types = ["null", "boolean", "integer", "string", "array", "object"];
        match self.roll(if depth == 0 { 8 } else { 18 }) {
            0 => (
                "type",
                json!([self.pick(&types), self.pick(&types), self.pick(&types)]),
            ),
            1 => ("enum", (0..4).map(|_| self.value(1)).collect()),
            2 => ("minLength", json!(self.roll(3))),
            3 => ("maximum", json!(self.roll(4))),
            4 => ("required", json!([self.pick(&["a", "b", "c"])])),
            5 => ("minItems", json!(self.roll(3))),
            6 => ("uniqueItems", json!(true)),
            7 => ("maxProperties", json!(self.roll(3))),
            8 | 9 => (
                "properties",
                json!({"a": self.schema(depth - 1), "b": self.schema(depth - 1)}),
            ),
            10 => ("additionalProperties", self.schema(depth - 1)),
            11 => ("items", self.schema(depth - 1)),
            12 => ("contains", self.schema(depth - 1)),
            13 => ("not", self.schema(depth - 1)),
            14 => ("if", self.schema(depth - 1)),
            15 => (
                "allOf",
                json!([self.schema(depth - 1), self.schema(depth - 1)]),
            ),
            16 => (
                "anyOf",
                json!([self.schema(depth - 1), self.schema(depth - 1)]),
            ),
            _ => (
                "oneOf",
                json!([
                    self.schema(depth - 1),
                    self.schema(depth - 1),
                    self.schema(depth - 1)
                ]),
            ),
        }
    }
}

fn is_valid(schema: &Value, value: &Value) -> bool {
    let Value::Object(keywords) = schema else {
        return *schema == Value::Bool(true);
    };
    keywords
        .iter()
        .all(|(keyword, rule)| holds(keyword, rule, keywords, value))
}

fn holds(
    keyword: &str,
    rule: &Value,
    beside: &serde_json::Map<String, Value>,
    value: &Value,
) -> bool {
    let all = |rule: &Value| -> Vec<bool> {
        rule.as_array()
            .into_iter()
            .flatten()
            .map(|s| is_valid(s, value))
            .collect()
    };
    let limit = rule.as_u64().unwrap_or(0);
    match (keyword, value) {
        ("type", _) => rule
            .as_array()
            .into_iter()
            .flatten()
            .any(|t| *t == name(value)),
        ("enum", _) => rule.as_array().into_iter().flatten().any(|v| v == value),
        ("not", _) => !is_valid(rule, value),
        ("allOf", _) => all(rule).into_iter().all(|v| v),
        ("anyOf", _) => all(rule).into_iter().any(|v| v),
        ("oneOf", _) => all(rule).into_iter().filter(|v| *v).count() == 1,
        ("if", _) => {
            let branch = if is_valid(rule, value) {
                "then"
            } else {
                "else"
            };
            beside
                .get(branch)
                .is_none_or(|branch| is_valid(branch, value))
        }
        ("minLength", Value::String(text)) => text.chars().count() as u64 >= limit,
        ("maximum", Value::Number(number)) => number.as_u64().is_some_and(|n| n <= limit),
        ("required", Value::Object(members)) => rule
            .as_array()
            .into_iter()
            .flatten()
            .all(|n| n.as_str().is_some_and(|n| members.contains_key(n))),
        ("maxProperties", Value::Object(members)) => members.len() as u64 <= limit,
        ("properties", Value::Object(members)) => {
            let Value::Object(rules) = rule else {
                return true;
            };
            rules
                .iter()
                .all(|(name, rule)| members.get(name).is_none_or(|v| is_valid(rule, v)))
        }
        ("additionalProperties", Value::Object(members)) => members.iter().all(|(name, v)| {
            beside
                .get("properties")
                .is_some_and(|p| p.get(name).is_some())
                || is_valid(rule, v)
        }),
        ("minItems", Value::Array(items)) => items.len() as u64 >= limit,
        ("uniqueItems", Value::Array(items)) => {
            (0..items.len()).all(|i| !items[..i].contains(&items[i]))
        }
        ("items", Value::Array(items)) => items.iter().all(|item| is_valid(rule, item)),
        ("contains", Value::Array(items)) => items.iter().any(|item| is_valid(rule, item)),
        _ => true,
    }
}

fn name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[test]
fn the_walk_agrees_with_plain_recursion() {
    let mut dice = Dice(20);
    let mut counts = [0, 0];
    for _ in 0..600 {
        let schema = dice.schema(3);
        let text = schema.to_string();
        for _ in 0..6 {
            let value = dice.value(3);
            let expected = is_valid(&schema, &value);
            let found = faults(&text, &value.to_string());
            assert_eq!(
                found.is_empty(),
                expected,
                "{text} against {value}: {found:?}"
            );
            counts[usize::from(expected)] += 1;
        }
    }
    // Both answers come up often enough to mean something.
    assert!(counts.iter().all(|count| *count > 600), "{counts:?}");
}
