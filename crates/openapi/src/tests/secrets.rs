//! A value that any branch of a schema marks as secret is one.

use super::*;
use crate::secret_members;
use json::Tree;

#[test]
fn a_member_that_any_branch_calls_secret_is_one() {
    let schema = json!({
        "type": "object",
        "properties": {
            "plain": {"type": "string"},
            "then": {"type": "string"},
            "else": {"type": "string"},
            "if": {"type": "string"},
            "one": {"type": "string"},
            "any": {"type": "string"},
            "dependent": {"type": "string"},
            "said": {"type": "string"},
            "own": {"anyOf": [{"type": "string", "format": "password"}, {"type": "integer"}]},
            "none": {"x-signpost-secret": false, "anyOf": [{"type": "string", "format": "password"}]},
            "list": {"type": "array", "items": {"type": "string"}},
            "map": {"type": "object", "additionalProperties": {"type": "string"}},
            "nest": {"type": "object", "properties": {"pw": {"type": "string"}, "user": {"type": "string"}}},
            "meta": {"type": "object"},
            "free": {"type": "object"}
        },
        "if": {"properties": {"if": {"format": "password"}}},
        "then": {"properties": {"then": {"format": "password"}, "nest": {"properties": {"pw": {"format": "password"}}}}},
        "else": {"allOf": [{"properties": {"else": {"format": "password"}, "free": {"maxProperties": 3}}}]},
        "oneOf": [{"properties": {"one": {"type": "string", "format": "password"}}}, {"required": ["plain"]}],
        "anyOf": [{"properties": {"any": {"format": "password"}, "list": {"items": {"format": "password"}}}}, {}],
        "dependentSchemas": {"plain": {"properties": {
            "dependent": {"format": "password"},
            "said": {"x-signpost-secret": true},
            "map": {"additionalProperties": {"format": "password"}},
            "meta": {"properties": {"deep": {"items": {"format": "password"}}}}
        }}}
    });
    let operation = sound(
        json!({"requestBody": {"content": {"application/json": {"schema": schema}}}}),
        json!({}),
    );
    let control = operation.control(&problem::Root::Body).expect("a body");
    let mut secret = Vec::new();
    let mut waiting = vec![(String::new(), control)];
    while let Some((path, control)) = waiting.pop() {
        if control.secret {
            secret.push(path.clone());
        }
        let inner = control.members.iter().chain(&control.element);
        waiting.extend(inner.map(|c| ([&path, "/", &c.name].concat(), c)));
    }
    secret.sort();
    let all = [
        "/any",
        "/dependent",
        "/else",
        "/if",
        "/list/",
        "/map/",
        "/meta",
        "/nest/pw",
        "/one",
        "/own",
        "/said",
        "/then",
    ];
    assert_eq!(secret, all);

    // In free JSON each secret is found separately.
    let text = r#"{"plain":"a","then":"b","none":"c","own":"d","list":["e"],"map":{"x":"f"},
        "nest":{"pw":"g","user":"h"},"meta":{"deep":["i"],"x":"j"},"free":{"k":"l"}}"#;
    let tree = Tree::read(text).expect("JSON");
    let governed = Some((&*operation.schemas, control.schema));
    let found = secret_members::secrets(tree.root(), governed).into_iter();
    let found: Vec<String> = found
        .filter_map(|s| s.0.string().map(String::from))
        .collect();
    assert_eq!(found, ["b", "d", "e", "f", "g", "i"]);
}
