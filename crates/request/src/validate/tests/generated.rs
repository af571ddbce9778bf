//! The walk against the crate `jsonschema`, over generated schemas and values.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::faults;

/// A small random number generator (Knuth's MMIX constants), so that runs repeat.
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
        match self.roll(if depth == 0 { 8 } else { 20 }) {
            0 => {
                let allowed: BTreeSet<&str> = (0..3).map(|_| self.pick(&types)).collect();
                ("type", json!(allowed))
            }
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
            18 => ("minContains", json!(self.roll(3))),
            19 => ("maxContains", json!(self.roll(3))),
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

#[test]
fn the_walk_agrees_with_another_implementation() {
    let mut dice = Dice(20);
    let mut counts = [0, 0];
    for _ in 0..600 {
        let schema = dice.schema(3);
        let text = schema.to_string();
        let other = jsonschema::draft202012::new(&schema).expect("a schema");
        for _ in 0..6 {
            let value = dice.value(3);
            let expected = other.is_valid(&value);
            let found = faults(&text, &value.to_string());
            assert_eq!(
                found.is_empty(),
                expected,
                "{text} against {value}: {found:?}"
            );
            counts[usize::from(expected)] += 1;
        }
    }
    // Both answers must be frequent enough for the test to mean something.
    assert!(counts.iter().all(|count| *count > 600), "{counts:?}");
}
