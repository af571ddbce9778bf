//! `readOnly` and `writeOnly`: members that one direction does not carry may be missing there.

use super::*;
use crate::validate::check_reply;

/// The codes of a request's faults, then those of a reply's, with their places.
fn both(schema: &str, value: &str) -> [Vec<String>; 2] {
    let operation = operation(schema);
    let control = operation
        .body
        .as_ref()
        .and_then(|b| b.media[0].control.clone());
    let id = control.expect("the body has a schema").schema;
    let tree = Tree::read(value).expect("JSON");
    [check, check_reply].map(|check| {
        let faults = check(&operation.schemas, id, tree.root(), &matcher);
        let whole = Rc::new("".into());
        let fields = vec![whole; tree.all().count()];
        let problems = problems(&faults, &tree, &fields).into_iter();
        problems
            .map(|p| format!("{} {} {}", p.at, p.code(), p.severity.word()))
            .collect()
    })
}

const THING: &str = r#"{"type": "object", "required": ["id", "name", "secret"], "properties": {
    "id": {"type": "string", "readOnly": true}, "name": {"type": "string"},
    "secret": {"type": "string", "writeOnly": true}}}"#;

#[test]
fn a_required_member_may_be_missing_where_it_is_not_carried() {
    let cases: [(&str, &[&str], &[&str]); 4] = [
        (
            r#"{"name": "n", "secret": "s"}"#,
            &[],
            &["/id required error", "/secret writeOnly warning"],
        ),
        (
            r#"{"id": "1", "name": "n"}"#,
            &["/id readOnly warning", "/secret required error"],
            &[],
        ),
        (
            r#"{"id": 1, "name": "n", "secret": "s"}"#,
            &["/id readOnly warning", "/id type error"],
            &["/id type error", "/secret writeOnly warning"],
        ),
        (
            "{}",
            &["/name required error", "/secret required error"],
            &["/id required error", "/name required error"],
        ),
    ];
    for (value, request, reply) in cases {
        let mut found = both(THING, value);
        found.iter_mut().for_each(|list| list.sort());
        assert_eq!(found, [request, reply], "{value}");
    }
}

#[test]
fn the_mark_may_be_elsewhere_than_required() {
    let marked = r#""id": {"type": "string", "readOnly": true}"#;
    let by_reference = r##""id": {"$ref": "#/components/schemas/Again/$defs/Id"}"##;
    let schemas = [
        format!(r#"{{"required": ["id"], "allOf": [{{"properties": {{{marked}}}}}]}}"#),
        format!(r#"{{"properties": {{{marked}}}, "allOf": [{{"required": ["id"]}}]}}"#),
        format!(
            r#"{{"allOf": [{{"required": ["id"]}}, {{"allOf": [{{"properties": {{{marked}}}}}]}}]}}"#
        ),
        format!(
            r#"{{"required": ["id"], "properties": {{{by_reference}}}, "$defs": {{"Id": {{"type": "string", "readOnly": true}}}}}}"#
        ),
        r#"{"required": ["id"], "properties": {"id": {"allOf": [{"readOnly": true}, {"type": "string"}]}}}"#.to_owned(),
        format!(
            r#"{{"oneOf": [{{"required": ["id", "a"], "properties": {{{marked}}}}}, {{"required": ["id", "b"], "properties": {{{marked}}}}}]}}"#
        ),
        format!(r#"{{"properties": {{{marked}}}, "dependentRequired": {{"a": ["id"]}}}}"#),
        format!(
            r#"{{"properties": {{{marked}}}, "anyOf": [{{"required": ["id"]}}, {{"required": ["b"]}}]}}"#
        ),
    ];
    for schema in &schemas {
        let [request, reply] = both(schema, r#"{"a": 1}"#);
        assert_eq!(request, [""; 0], "{schema}");
        assert!(!reply.is_empty(), "{schema}");
    }
}

#[test]
fn within_items_and_members_too() {
    let schema = format!(
        r#"{{"type": "object", "properties": {{"list": {{"type": "array", "items": {THING}}}}}, "additionalProperties": {THING}}}"#
    );
    let value = r#"{"list": [{"name": "n", "secret": "s"}, {"id": "1", "name": "n", "secret": "s"}], "x": {"name": "n", "secret": "s"}}"#;
    assert_eq!(both(&schema, value)[0], ["/list/1/id readOnly warning"]);
}

#[test]
fn a_condition_asks_what_is_given() {
    // Without `id` the object is new, and needs a name.
    let schema = r#"{"properties": {"id": {"readOnly": true}}, "if": {"required": ["id"]}, "else": {"required": ["name"]}}"#;
    assert_eq!(both(schema, "{}")[0], ["/name required error"]);
    let schema = r#"{"properties": {"id": {"readOnly": true}}, "not": {"required": ["id"]}}"#;
    assert_eq!(both(schema, "{}")[0], [""; 0]);
    // One alternative allows it in requests, so it is required there.
    let schema = r#"{"required": ["id"], "oneOf": [{"required": ["a"], "properties": {"a": {}, "id": {"readOnly": true}}},
        {"required": ["b"], "properties": {"b": {}, "id": {}}}]}"#;
    assert_eq!(both(schema, r#"{"b": 1}"#)[0], ["/id required error"]);
}

/// A value that requests do not carry causes a warning, and nothing in it is required.
#[test]
fn nothing_is_due_within_what_is_not_carried() {
    let inner = r#""type": "object", "required": ["a"], "properties": {"a": {}, "b": {"type": "object", "required": ["c"]}}"#;
    for meta in [
        format!(r#"{{"readOnly": true, {inner}}}"#),
        format!(r#"{{"allOf": [{{{inner}}}, {{"readOnly": true}}]}}"#),
        format!(r#"{{"readOnly": true, "oneOf": [{{{inner}}}, {{"type": "string"}}]}}"#),
        format!(
            r#"{{"readOnly": true, "minProperties": 9, "dependentRequired": {{"b": ["a"]}}, {inner}}}"#
        ),
    ] {
        let schema = format!(r#"{{"properties": {{"meta": {meta}}}}}"#);
        for value in [r#"{"meta": {}}"#, r#"{"meta": {"b": {}}}"#] {
            let [request, reply] = both(&schema, value);
            assert_eq!(request, ["/meta readOnly warning"], "{schema} {value}");
            assert!(!reply.is_empty(), "{schema} {value}");
        }
    }
    // Members beside it are required as usual.
    let schema = format!(
        r#"{{"required": ["x"], "properties": {{"meta": {{"readOnly": true, {inner}}}, "y": {{{inner}}}}}}}"#
    );
    let mut request = both(&schema, r#"{"meta": {}, "y": {}}"#)[0].clone();
    request.sort();
    assert_eq!(
        request,
        [
            "/meta readOnly warning",
            "/x required error",
            "/y/a required error"
        ]
    );
}
