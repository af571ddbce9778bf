//! YAML 1.2, and JSON with faults.

use expect_test::{Expect, expect};

use super::{described, notes, refused};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: 1.10}\npaths: {}\n";

/// Checks the value of `x`, and the notes.
fn check(text: &str, expected: Expect) {
    let description = described(&[HEAD, text].concat());
    let value = description.value.get("x").map(json::Value::text);
    let found = format!("{}\n{}", value.unwrap_or_default(), notes(&description));
    expected.assert_eq(&found);
}

#[test]
fn a_version_keeps_its_text() {
    assert_eq!(described(HEAD).version, "1.10");
    let unquoted = described("swagger: 2.0\ninfo: {title: 5, version: true}\npaths: {}");
    assert_eq!((&*unquoted.title, &*unquoted.version), ("5", "true"));
    assert_eq!(unquoted.source_version, "2.0");
    assert_eq!(
        described("\u{FEFF}openapi: 3.0\npaths: {}").source_version,
        "3.0"
    );
}

#[test]
fn scalars_follow_the_core_schema() {
    check(
        "x: [1, -2, +3, 007, 1.50, 1., .5, -1e3, 0x1F, 0o17, 1_000, 0b1, 12345678901234567890, 1e, '1', !!str 1]",
        expect![[r#"
            [1,-2,3,7,1.50,1.0,0.5,-1e3,31,15,"1_000","0b1",12345678901234567890,"1e","1","1"]
        "#]],
    );
    check(
        "x: [null, ~, true, False, TRUE, yes, no, on, 2020-01-01, .inf, -.inf, .nan, \"a\\tb\"]",
        expect![[r#"
            [null,null,true,false,true,"yes","no","on","2020-01-01",".inf","-.inf",".nan","a\tb"]
            document (line 4): `.inf` is not a number in JSON; it is read as text
            document (line 4): `-.inf` is not a number in JSON; it is read as text
            document (line 4): `.nan` is not a number in JSON; it is read as text
        "#]],
    );
    check(
        "x:\n  - |\n    a\n     b\n  - >-\n    a\n    b\n  - 'it''s'",
        expect![[r#"
            ["a\n b\n","a b","it's"]
        "#]],
    );
}

#[test]
fn keys_are_texts() {
    check(
        "x: {200: a, true: b, null: c, 1.0: d, '': e}",
        expect![[r#"
        {"200":"a","true":"b","null":"c","1.0":"d","":"e"}
    "#]],
    );
    check(
        "x: {? a : b, c}",
        expect![[r#"
        {"a":"b","c":null}
    "#]],
    );
    expect!["The YAML breaks at line 4, column 5: a key must be a text, not a mapping or a sequence. The line is: x: {[a]: b}"].assert_eq(&refused(&[HEAD, "x: {[a]: b}"].concat()));
}

#[test]
fn duplicates_keep_the_last_value() {
    check(
        "x:\n  a: 1\n  b: 2\n  a: 3\n",
        expect![[r#"
            {"a":3,"b":2}
            /x/a (line 7): `a` occurs more than once in this object; the last one is used, so rename or remove the others
        "#]],
    );
}

#[test]
fn aliases_repeat_their_node() {
    check(
        "a: &a {b: [1]}\nx: [*a, *a, &s t, *s]\n",
        expect![[r#"
        [{"b":[1]},{"b":[1]},"t","t"]
    "#]],
    );
    check(
        "a: &a key\nx: {*a : 1}\n",
        expect![[r#"
        {"key":1}
    "#]],
    );
    expect!["The YAML breaks at line 4, column 8: this alias refers to a node that contains it. The line is: x: &a [*a]"].assert_eq(&refused(&[HEAD, "x: &a [*a]"].concat()));
    expect!["The YAML breaks at line 4, column 4: while parsing node, found unknown anchor. The line is: x: *none"].assert_eq(&refused(&[HEAD, "x: *none"].concat()));
}

#[test]
fn merge_keys_add_what_is_missing() {
    let bases = "a: &a {p: 1, q: 1}\nb: &b {q: 2, r: 2, <<: *a}\n";
    check(
        &[bases, "x: {<<: *a, q: 9}"].concat(),
        expect![[r#"
        {"p":1,"q":9}
    "#]],
    );
    check(
        &[bases, "x: {s: 9, <<: [*b, *a]}"].concat(),
        expect![[r#"
        {"q":2,"r":2,"p":1,"s":9}
    "#]],
    );
    check(
        &[bases, "x: {<<: {p: 5}, '<<': literal}"].concat(),
        expect![[r#"
            {"p":5,"<<":"literal"}
        "#]],
    );
    check(
        &[bases, "x: {<<: 5, t: 1}"].concat(),
        expect![[r#"
            {"t":1}
            document (line 6): A merge key `<<` takes a mapping; this value is left out
        "#]],
    );
}

#[test]
fn only_the_first_document_is_read() {
    check(
        "x: 1\n---\nopenapi: 3.0.0\n",
        expect![[r#"
            1
            document (line 5): Another YAML document begins here; only the first is read
        "#]],
    );
}

#[test]
fn unknown_tags_are_noted() {
    check(
        "x: !include other.yaml\n",
        expect![[r#"
            "other.yaml"
            document (line 4): The tag `!include` is not known; its value is read without it
        "#]],
    );
}

#[test]
fn a_bomb_is_refused() {
    let mut bomb = [HEAD, "a0: &a0 [lol]\n"].concat();
    for i in 1..30 {
        let before = i - 1;
        bomb.push_str(&format!(
            "a{i}: &a{i} [*a{before}, *a{before}, *a{before}]\n"
        ));
    }
    expect!["The YAML aliases up to line 4 repeat more content than can be read. Write the repeated parts as `$ref`s to `components`."].assert_eq(&refused(&bomb));
    let mut merges = [HEAD, "a0: &a0 {}\n"].concat();
    for i in 1..5000 {
        merges.push_str(&format!("a{i}: &a{i} {{<<: *a{}}}\n", i - 1));
    }
    expect!["The YAML aliases up to line 1431 repeat more content than can be read. Write the repeated parts as `$ref`s to `components`."].assert_eq(&refused(&merges));
}

#[test]
fn broken_yaml_is_shown() {
    expect!["The YAML breaks at line 2, column 8: mapping values are not allowed in this context. The line is: info: a: b"].assert_eq(&refused("openapi: 3.0.0\ninfo: a: b\n"));
    expect!["The YAML breaks at line 1, column 10: while scanning a plain scalar, found a tab. The line is: openapi: 3.0.0"].assert_eq(&refused("openapi: 3.0.0\n\tpaths: {}\n"));
    expect!["The YAML breaks at line 3, column 1: while parsing a node, did not find expected node content."].assert_eq(&refused("openapi: 3.0.0\npaths: {\n"));
}

#[test]
fn broken_json_is_shown() {
    expect![[r#"The JSON breaks at line 3, column 3: a comma is missing before this; put one after the previous value. The line is: "paths": {}"#]].assert_eq(&refused("{\n  \"openapi\": \"3.0.0\"\n  \"paths\": {}\n}"));
    let long = format!("{{\"a\": \"{}\" \"b\": 1}}", "é".repeat(200));
    expect![[r#"The JSON breaks at line 1, column 210: a comma is missing before this; put one after the previous value. The line is: éééééééééééééééééééééééééééééééééééééééééééééééééééééééééé" "b": 1}"#]].assert_eq(&refused(&long));
    expect![[r#"The JSON breaks at line 1, column 32: the text ends too early; close what is still open with `"`, `]` or `}`. The line is: {"openapi": "3.0.0", "paths": {"#]].assert_eq(&refused("{\"openapi\": \"3.0.0\", \"paths\": {"));
}

#[test]
fn json_with_faults_that_yaml_allows_is_read() {
    let description = described("{\n  'openapi': \"3.1.0\",\n  # comment\n  \"paths\": {},\n}");
    expect![[r#"
        document (line 2): The document is not valid JSON (column 3: JSON strings take double quotes; use `"`); it is read as YAML
    "#]].assert_eq(&notes(&description));
    let duplicate = described(r#"{"openapi": "3.1.0", "paths": {"/a": {}, "/a": {"get": {}}}}"#);
    expect![[r#"
        /paths/~1a (line 1): `/a` occurs more than once in this object; the last one is used, so rename or remove the others
    "#]].assert_eq(&notes(&duplicate));
    assert_eq!(duplicate.list().len(), 1);
}
