//! The places of faults within free JSON, and that checking costs little more than parsing.

use std::time::Instant;

use super::*;
use crate::validate::Places;

#[test]
fn each_fault_within_free_json_has_its_own_place() {
    let schema = r#"{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "integer"}},
        "b/c": {"type": "object", "required": ["d"]}}}"#;
    let value = r#"{"a": [1, "x", 2, "y", null], "b/c": {}}"#;
    let tree = Tree::read(value).expect("JSON");
    // The whole text was typed into one control.
    let whole = Rc::new("body:/meta".into());
    let fields = vec![whole; tree.all().count()];
    let problems = problems(&faults(schema, value), &tree, &fields);
    let reported: Vec<String> = problems
        .iter()
        .map(|p| [&*p.at.to_string(), " ", p.code()].concat())
        .collect();
    assert_eq!(
        reported,
        [
            "body:/meta/a/1 type",
            "body:/meta/a/3 type",
            "body:/meta/a/4 type",
            "body:/meta/b~1c/d required"
        ]
    );
}

#[test]
fn faults_of_an_alternative_within_free_json_have_their_own_places() {
    let schema = r#"{"properties": {"u": {"oneOf": [
        {"type": "object", "required": ["k", "m"], "properties": {"k": {"type": "integer"}}},
        {"type": "string"}]}}}"#;
    let value = r#"{"u": {"k": "x"}}"#;
    let tree = Tree::read(value).expect("JSON");
    let whole = Rc::new("body:/meta".into());
    let fields = vec![whole; tree.all().count()];
    let problems = problems(&faults(schema, value), &tree, &fields);
    let reported = problems
        .iter()
        .map(|p| [&*p.at.to_string(), " ", p.code()].concat());
    let due = ["body:/meta/u/m required", "body:/meta/u/k type"];
    assert_eq!(reported.collect::<Vec<_>>(), due);
}

/// Alternatives within alternatives are compared at every level, each of them once.
#[test]
fn alternatives_of_any_depth_are_compared_in_little_time() {
    let schema = r##"{"oneOf": [
        {"title": "A", "type": "object", "required": ["a"], "properties": {"in": {"$ref": "#/components/schemas/Again"}, "k": {"type": "integer"}}},
        {"title": "B", "type": "object", "required": ["a", "b"], "properties": {"in": {"$ref": "#/components/schemas/Again"}}},
        {"type": "integer"}]}"##;
    let value = |depth: usize| {
        let mut text = r#"{"k": "x"}"#.to_owned();
        for _ in 1..depth {
            text = [r#"{"k": "x", "in": "#, &text, "}"].concat();
        }
        text
    };
    assert_eq!(faults(schema, &value(10)).len(), 20);
    let (half, whole) = (seconds(schema, &value(20)), seconds(schema, &value(40)));
    assert!(whole < 8.0 * half.max(0.001), "{half} s, then {whole} s");
}

#[test]
fn places_are_right_in_any_order() {
    let tree =
        Tree::read(r#"{"a": [1, [2, {"b": 3}], 4], "c": {"d": [5]}, "~/": 6}"#).expect("JSON");
    let whole = Rc::new("".into());
    let fields = vec![whole; tree.all().count()];
    let count = tree.all().count();
    let orders: [Vec<usize>; 3] = [
        (0..count).collect(),
        (0..count).rev().collect(),
        (0..count * 7).map(|i| i * 5 % count).collect(),
    ];
    for order in orders {
        let mut places = Places::new(&tree, &fields);
        for node in order {
            let due = tree.all().nth(node).map(|view| view.place());
            assert_eq!(Some(places.of(node).to_string()), due);
        }
    }
}

/// Makes a schema and a value of a given size.
type Shape<'a> = &'a dyn Fn(usize) -> (String, String);

/// The time that checking takes.
fn seconds(schema: &str, value: &str) -> f64 {
    let operation = operation_with_notes(schema);
    let control = operation
        .body
        .as_ref()
        .and_then(|b| b.media[0].control.clone());
    let id = control.expect("the body has a schema").schema;
    let tree = Tree::read(value).expect("JSON");
    // The best of five, since other programs run at the same time.
    let once = |_| {
        let begun = Instant::now();
        check(&operation.schemas, id, tree.root(), &matcher);
        begun.elapsed().as_secs_f64()
    };
    (0..5).map(once).fold(f64::INFINITY, f64::min)
}

#[test]
fn checking_grows_with_its_input() {
    let list = |count: usize, item: &dyn Fn(usize) -> String| {
        let items: Vec<String> = (0..count).map(item).collect();
        items.join(",")
    };
    let number = |i: usize| i.to_string();
    let object = |i: usize| format!(r#"{{"a":{i},"b":[{i}]}}"#);
    let member = |i: usize| format!(r#""m{i}":{i}"#);
    let property = |i: usize| format!(r#""m{i}":{{"type":"integer"}}"#);
    let name = |i: usize| format!(r#""m{i}""#);
    let other = |i: usize| format!(r#""x{i}":1"#);
    let shapes: [(&str, Shape<'_>); 6] = [
        ("uniqueItems of objects", &|n| {
            (
                r#"{"uniqueItems":true}"#.into(),
                format!("[{}]", list(n, &object)),
            )
        }),
        ("enum", &|n| {
            (
                format!(r#"{{"items":{{"enum":[{}]}}}}"#, list(n, &number)),
                format!("[{}]", list(n, &number)),
            )
        }),
        ("properties", &|n| {
            (
                format!(r#"{{"properties":{{{}}}}}"#, list(n, &property)),
                format!("{{{}}}", list(n, &other)),
            )
        }),
        ("required", &|n| {
            (
                format!(r#"{{"required":[{}]}}"#, list(n, &name)),
                format!("{{{}}}", list(n, &member)),
            )
        }),
        ("unevaluatedProperties", &|n| {
            (
                format!(
                    r#"{{"allOf":[{{"properties":{{{}}}}}],"unevaluatedProperties":false}}"#,
                    list(n, &property)
                ),
                format!("{{{}}}", list(n, &member)),
            )
        }),
        ("contains", &|n| {
            (
                r#"{"contains":{"const":-1}}"#.into(),
                format!("[{}]", list(n, &number)),
            )
        }),
    ];
    for (shape, made) in shapes {
        let [small, large] = [4_000, 32_000].map(|n| {
            let (schema, value) = made(n);
            seconds(&schema, &value)
        });
        // Eight times the input; a quadratic cost would be 64 times as much.
        assert!(
            large < 24.0 * small.max(0.002),
            "{shape}: {small} s, then {large} s"
        );
    }
}
