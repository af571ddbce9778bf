//! `unevaluatedProperties`, `unevaluatedItems`, and `additionalProperties` beside
//! `allOf`, in words.

use expect_test::expect;

use super::*;

#[test]
fn members_of_all_parts_are_known_and_others_are_reported() {
    let schema = r##"{
        "unevaluatedProperties": false,
        "allOf": [
            {"type": "object", "properties": {"bar": {"type": "string"}}},
            {"type": "object", "properties": {"foo": {"type": "string"}}}
        ]
    }"##;
    assert_eq!(reported(schema, r#"{"foo": "f", "bar": "b"}"#), "");
    expect!["body:/boom unevaluatedProperties: is not a documented member: `boom`; remove it, or use `bar` or `foo`\n"]
        .assert_eq(&reported(schema, r#"{"foo": "f", "bar": "b", "boom": 1}"#));
    // A value that no alternative allows is one fault, without another for each member.
    let schema = r#"{"unevaluatedProperties": false, "oneOf": [
        {"required": ["a"], "properties": {"a": {"type": "string"}}},
        {"required": ["b"], "properties": {"b": {"type": "string"}}}]}"#;
    assert_eq!(reported(schema, r#"{"a": "x"}"#), "");
    assert_eq!(reported(schema, r#"{"a": 1}"#).lines().count(), 1);
    expect![
        "body:/b unevaluatedProperties: is not a documented member: `b`; remove it, or use `a` or `c`\n"
    ]
    .assert_eq(&reported(
        &schema
            .replace(r#""b": {"type": "string"}"#, r#""c": {}"#)
            .replace(r#"["b"]"#, r#"["c"]"#),
        r#"{"a": "x", "b": 1}"#,
    ));
}

#[test]
fn a_member_that_only_another_branch_knows_is_reported_as_that() {
    let reported_of = |schema: &str, value| {
        reported(
            &format!(r#"{{"unevaluatedProperties": false, {schema}}}"#),
            value,
        )
    };
    let expected = "body:/zz unevaluatedProperties: is not allowed here: `zz` is documented only under a condition that does not hold; remove it\n";
    let depends =
        r#""properties": {"z": {}}, "dependentSchemas": {"z": {"properties": {"zz": {}}}}"#;
    assert_eq!(reported_of(depends, r#"{"zz": "1"}"#), expected);
    assert_eq!(reported_of(depends, r#"{"z": 1, "zz": "1"}"#), "");
    let branch =
        r#""properties": {"a": {}}, "if": {"required": ["a"]}, "then": {"properties": {"zz": {}}}"#;
    assert_eq!(reported_of(branch, r#"{"zz": "1"}"#), expected);
    // A name in other case still counts as a misspelling.
    let slip = reported_of(branch, r#"{"ZZ": "1"}"#);
    assert!(
        slip.contains("differs from `zz` in upper and lower case"),
        "{slip}"
    );
}

#[test]
fn a_schema_for_the_rest_is_held_against_the_rest_alone() {
    let schema = r#"{"properties": {"a": true}, "if": {"required": ["a"]}, "then": {"properties": {"b": {"type": "string"}}},
        "unevaluatedProperties": {"type": "integer"}}"#;
    assert_eq!(reported(schema, r#"{"a": "x", "b": "y", "c": 1}"#), "");
    assert!(
        reported(schema, r#"{"b": "y"}"#).starts_with("body:/b type: "),
        "without `a`, `b` is of the rest"
    );
    let schema = r#"{"prefixItems": [{"type": "string"}], "contains": {"type": "integer"}, "unevaluatedItems": false}"#;
    assert_eq!(reported(schema, r#"["a", 1, 2]"#), "");
    assert_eq!(
        reported(schema, r#"["a", 1, null]"#),
        "body:/2 unevaluatedItems: is not a documented item; remove it\n"
    );
}

#[test]
fn a_member_that_is_documented_and_forbidden_is_reported_as_that() {
    let schema = |own: &str| {
        format!(
            r#"{{"type": "object", "additionalProperties": false, {own}
            "allOf": [{{"type": "object", "properties": {{"bar": {{"type": "string"}}}}}}]}}"#
        )
    };
    let reported = |own: &str, value: &str| {
        let operation = operation_with_notes(&schema(own));
        let control = operation
            .body
            .as_ref()
            .and_then(|b| b.media[0].control.clone());
        let tree = Tree::read(value).expect("JSON");
        let id = control.expect("the body has a schema").schema;
        let faults = check(&operation.schemas, id, tree.root(), &matcher);
        let whole = Rc::new("body:".into());
        let fields = vec![whole; tree.all().count()];
        let reported = problems(&faults, &tree, &fields).into_iter();
        reported
            .map(|p| format!("{} {}: {}\n", p.at, p.code(), p.message()))
            .collect::<String>()
    };
    expect![[r#"
        body:/bar additionalProperties: is documented and not allowed: the same schema forbids all members that it does not list itself, and it lists none, so that no object but `{}` fits; remove it, and report this to the authors of the documentation
    "#]].assert_eq(&reported("", r#"{"bar": "b"}"#));
    expect![[r#"
        body:/bar additionalProperties: is documented and not allowed: the same schema forbids all members that it does not list itself; remove it, and report this to the authors of the documentation
        body:/boom additionalProperties: is not a documented member: `boom`; remove it, or use `foo`
    "#]].assert_eq(&reported(r#""properties": {"foo": {}},"#, r#"{"bar": "b", "boom": 1}"#));
    let notes = api(&schema("")).notes;
    let reported: Vec<String> = notes
        .iter()
        .map(|n| format!("{} {}", n.at, n.message))
        .collect();
    expect!["/components/schemas/Again `additionalProperties: false` forbids the members that `allOf` or `$ref` adds, so only {} matches; use `unevaluatedProperties: false` to allow them"].assert_eq(&reported.join("\n"));
}
