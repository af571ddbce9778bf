//! Controls: the form that each schema asks for.

use super::*;

/// One line per control, indented by depth.
fn show(control: &Control, depth: usize, out: &mut String) {
    let mut line = format!("{}{}", "  ".repeat(depth), control.name);
    let kind = match &control.kind {
        Kind::Choice(choices) => format!("Choice {}", listed(choices)),
        Kind::Suggest(choices) => format!("Suggest {}", listed(choices)),
        kind => format!("{kind:?}"),
    };
    line.push_str(&format!(": {kind}, {}", control.type_words));
    let marks = [
        (control.required, "required"),
        (control.nullable, "nullable"),
        (control.empty_text, "empty"),
        (control.secret, "secret"),
        (control.deprecated, "deprecated"),
        (control.read_only, "read-only"),
    ];
    for (_, mark) in marks.iter().filter(|m| m.0) {
        line.push_str(&format!(", {mark}"));
    }
    if let Some(given) = &control.given {
        line.push_str(&format!(", given {given}"));
    }
    if let Some(default) = &control.default {
        line.push_str(&format!(", default {default}"));
    }
    if !control.description.is_empty() {
        line.push_str(&format!(", \"{}\"", control.description));
    }
    out.push_str(line.trim_start_matches(": "));
    out.push('\n');
    for inner in control.members.iter().chain(&control.element) {
        show(inner, depth + 1, out);
    }
}

fn listed(choices: &[control::Choice]) -> String {
    let choice = |c: &control::Choice| match c.label.is_empty() {
        true => c.value.clone(),
        false => format!("{} ({})", c.value, c.label),
    };
    let choices: Vec<_> = choices.iter().map(choice).collect();
    format!("[{}]", choices.join(" | "))
}

/// The form of a body schema.
#[track_caller]
pub(super) fn form(schema: Value, schemas: Value, expected: Expect) {
    let operation = sound(
        json!({"requestBody": {"content": {"application/json": {"schema": schema}}}}),
        json!({"schemas": schemas}),
    );
    let mut out = String::new();
    if let Some(control) = operation.control(&"body:".into()) {
        show(control, 0, &mut out);
    }
    expected.assert_eq(&out);
}

#[test]
fn each_kind_follows_from_type_and_format() {
    form(
        json!({"type": "object", "properties": {
            "text": {"type": "string"},
            "filled": {"type": "string", "minLength": 1},
            "secret": {"type": "string", "format": "password"},
            "count": {"type": "integer", "format": "int32"},
            "share": {"type": "number", "default": parsed("1.50")},
            "on": {"type": "boolean", "deprecated": true},
            "url": {"type": "string", "format": "uri"},
            "reference": {"type": "string", "format": "uri-reference"},
            "when": {"type": "string", "format": "date-time", "readOnly": true},
            "day": {"type": "string", "format": "date"},
            "list": {"type": "array", "items": {"type": "string"}},
            "open-list": {"type": "array"},
            "tuple": {"type": "array", "prefixItems": [{"type": "string"}], "items": {}},
            "map": {"type": "object", "additionalProperties": {"type": "integer"}},
            "any-map": {"type": "object", "additionalProperties": true},
            "named-map": {"type": "object", "patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": false},
            "bare": {"type": "object"},
            "several": {"type": ["string", "integer"]},
            "anything": {},
            "true": true,
            "false": false,
        }}),
        json!({}),
        expect![[r#"
            Object, object
              text: Text, string, empty
              filled: Text, string
              secret: Secret, string, empty, secret
              count: Integer, int32
              share: Number, number, default 1.50
              on: Boolean, boolean, deprecated
              url: Url, string
              reference: Url, string, empty
              when: DateTime, date-time, read-only
              day: Text, date, empty
              list: List, array of string
                : Text, string, empty
              open-list: Json, array
              tuple: Json, array
              map: Map, map of integer
                : Integer, integer
              any-map: Map, map of any
                : Json, any
              named-map: Map, map of string
                : Text, string, empty
              bare: Json, object
              several: Json, string or integer
              anything: Json, any
              true: Json, any
        "#]],
    );
}

#[test]
fn null_is_a_choice_beside_the_value() {
    form(
        json!({"type": "object", "properties": {
            "a": {"type": ["string", "null"]},
            "b": {"type": ["null", "integer"]},
            "c": {"oneOf": [{"$ref": "#/components/schemas/Inner"}, {"type": "null"}]},
            "d": {"anyOf": [{"type": "null"}, {"type": "string", "format": "uri"}]},
            "e": {"enum": ["x", null]},
            "f": {"type": "null"},
        }}),
        json!({"Inner": {"type": "object", "description": "Inner", "properties": {"x": {"type": "boolean"}}}}),
        expect![[r#"
            Object, object
              a: Text, string, nullable, empty
              b: Integer, integer, nullable
              c: Object, object, nullable, "Inner"
                x: Boolean, boolean
              d: Url, string, nullable
              e: Choice [x | null], string, nullable
              f: Json, null
        "#]],
    );
}

#[test]
fn sets_are_closed_unless_text_is_let_through() {
    form(
        json!({"type": "object", "required": ["type", "on", "open"], "properties": {
            "type": {"const": "webhook"},
            "maybe": {"const": "x"},
            "on": {"type": "boolean", "const": true},
            "nothing": {"const": null},
            "enum": {"type": "string", "enum": ["a", "b", "a"]},
            "empty": {"type": "string", "enum": ["", "b"]},
            "numbers": {"type": "integer", "enum": [1, parsed("2.0")]},
            "titled": {"oneOf": [{"const": "Active", "title": "1 = Active"}, {"const": "Off", "description": "Stopped"}, {"const": "Off2", "title": "Off2"}]},
            "labelled": {"enum": ["a", "b"], "anyOf": [{"const": "b", "title": "Second"}, {"const": "a", "title": "First"}]},
            "union": {"anyOf": [{"enum": ["a"]}, {"enum": ["b"]}, {"type": "null"}]},
            "open": {"anyOf": [{"enum": ["a", "b"]}, {"type": "string"}]},
            "open-consts": {"type": "string", "anyOf": [{"oneOf": [{"const": "a", "title": "A"}]}, {"type": "string"}]},
            "examples": {"type": "string", "examples": ["x", "y"]},
            "warned": {"type": "string", "allOf": [{"enum": ["a", "b"], "x-signpost-severity": "warning"}]},
            "warned-below": {"x-signpost-severity": "warning", "type": "object", "properties": {"unit": {"type": "string", "enum": ["s", "m"]}}},
            "warned-items": {"type": "array", "items": {"type": "string"}, "allOf": [{"x-signpost-severity": "warning", "items": {"enum": ["a"]}}]},
            "warned-number": {"type": "integer", "allOf": [{"enum": [1], "x-signpost-severity": "warning"}]},
            "mixed": {"anyOf": [{"enum": ["a"]}, {"type": "integer"}]},
        }}),
        json!({}),
        expect![[r#"
            Object, object
              type: Choice [webhook], string, required, given webhook
              maybe: Choice [x], string
              on: Choice [true], boolean, required, given true
              nothing: Choice [null], null, nullable
              enum: Choice [a | b], string
              empty: Choice ["" | b], string, empty
              numbers: Choice [1 | 2.0], integer
              titled: Choice [Active (1 = Active) | Off (Stopped) | Off2], string
              labelled: Choice [a (First) | b (Second)], string
              union: Choice [a | b], string, nullable
              open: Suggest [a | b], string, required, empty
              open-consts: Suggest [a (A)], string, empty
              examples: Suggest [x | y], string, empty
              warned: Suggest [a | b], string, empty
              warned-below: Object, object
                unit: Suggest [s | m], string, empty
              warned-items: List, array of string
                : Suggest [a], string, empty
              warned-number: Integer, integer
              mixed: Json, string or integer
        "#]],
    );
}

#[test]
fn references_and_all_of_are_put_together_the_nearest_first() {
    form(
        json!({"allOf": [{"$ref": "#/components/schemas/Base"}], "required": ["url"], "properties": {
            "name": {"description": "Nearer", "minLength": 1},
            "url": {"type": "string", "format": "uri"},
        }}),
        json!({"Base": {"type": "object", "required": ["id"], "properties": {
            "id": {"type": "integer", "description": "The id"},
            "name": {"type": "string", "description": "Farther"},
        }}}),
        expect![[r#"
            Object, object
              id: Integer, integer, required, "The id"
              name: Text, string, "Nearer"
              url: Url, string, required
        "#]],
    );
    form(
        json!({"type": "object", "properties": {
            "url": {"type": "string"},
            "id": {"$ref": "#/components/schemas/Id", "description": "Here"},
            "name": {"allOf": [{"type": "string"}, {"format": "password"}]},
        }, "allOf": [{"properties": {"url": {"format": "uri"}, "more": {"type": "boolean"}}}]}),
        json!({"Id": {"type": "integer", "format": "int64", "description": "There", "default": 10}}),
        expect![[r#"
            Object, object
              url: Url, string
              id: Integer, int64, default 10, "Here"
              name: Secret, string, empty, secret
              more: Boolean, boolean
        "#]],
    );
}

#[test]
fn conditional_members_come_last_and_forbidden_ones_are_left_out() {
    form(
        json!({
            "type": "object",
            "required": ["type"],
            "properties": {"type": {"enum": ["a", "b"]}, "never": {"type": "string"}},
            "allOf": [
                {"if": {"required": ["type"], "properties": {"type": {"const": "a"}}},
                 "then": {"required": ["token"], "properties": {"token": {"type": "string"}, "user": false}},
                 "else": {"properties": {"user": {"type": "string"}, "token": false}}},
                {"properties": {"never": false}},
            ],
        }),
        json!({}),
        expect![[r#"
            Object, object
              type: Choice [a | b], string, required
              token: Text, string, empty, secret
              user: Text, string, empty
        "#]],
    );
}

#[test]
fn a_body_that_is_no_object_has_a_control_without_a_name() {
    form(
        json!({"type": "string"}),
        json!({}),
        expect![[r#"
        Text, string, empty
    "#]],
    );
    form(
        json!({"type": "array", "items": {"type": "object", "properties": {"a": {"type": "integer"}}}}),
        json!({}),
        expect![[r#"
            List, array of object
              : Object, object
                a: Integer, integer
        "#]],
    );
    form(
        json!({"oneOf": [{"type": "object", "properties": {"a": {}}}, {"type": "object", "properties": {"b": {}}}]}),
        json!({}),
        expect![[r#"
            Json, object
        "#]],
    );
}

#[test]
fn controls_carry_their_documentation() {
    let operation = sound(
        json!({"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"params": {
            "type": "string",
            "examples": ["?a=1"],
            "x-signpost-source": "The vendor's code",
            "x-signpost-notices": ["Decoded twice"],
            "x-signpost-compose": {"decodes": 2, "strips": ["tags"], "appendedTo": "the address", "startsWith": "?"},
            "allOf": [{"x-signpost-source": "Of a rule", "x-signpost-severity": "warning", "maxLength": 3, "x-signpost-reason": "Short."}],
        }}}}}}}),
        json!({}),
    );
    let params = operation
        .control(&"body:".into())
        .and_then(|b| b.member("params"));
    let Some(params) = params else {
        panic!("no control");
    };
    assert_eq!(params.source.as_deref(), Some("The vendor's code"));
    assert_eq!(texts(&params.notices), ["Decoded twice"]);
    assert_eq!(params.examples, ["?a=1"]);
    assert_eq!(
        params.compose,
        Some(compose::Compose {
            decodes: 2,
            strips: vec!["tags".into()],
            appended_to: "the address".into(),
            starts_with: "?".into(),
        })
    );
    let rule = &operation.schemas[operation.schemas[params.schema].all_of[0]];
    assert!(rule.warns);
    assert_eq!(rule.reason, ["Short."]);
    assert_eq!(rule.source.as_deref(), Some("Of a rule"));
}

#[test]
fn endless_forms_are_cut_and_noted() {
    let mut schemas = serde_json::Map::new();
    for level in 0..12 {
        let next = format!("#/components/schemas/l{}", level + 1);
        let properties: serde_json::Map<_, _> = (0..10)
            .map(|n| (format!("p{n}"), json!({"$ref": next})))
            .collect();
        schemas.insert(
            format!("l{level}"),
            json!({"type": "object", "properties": properties}),
        );
    }
    schemas.insert("l12".into(), json!({"type": "string"}));
    let document = one(
        json!({"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/l0"}}}}}),
        json!({"schemas": schemas}),
    );
    noted(
        &document,
        expect![[r#"
        /paths/~1hooks/post/requestBody/content/application~1json: The form has too many fields; the rest is typed as JSON
    "#]],
    );
}

#[test]
fn choices_that_would_be_typed_alike_are_reported_apart() {
    form(
        json!({"properties": {
            "any": {"enum": [3, "3", null, "null", true, "true", "", "\"\"", {"a": 1}, "{\"a\":1}"]},
            "equal": {"enum": [1, 1.0, "1", "1.0", 1]},
            "texts": {"enum": ["1", "2"]},
        }}),
        json!({}),
        expect![[r#"
            Object, object
              any: Choice [3 | "3" | null | "null" | true | "true" | "" | "\"\"" | {"a":1} | "{\"a\":1}"], integer or string or boolean or object, nullable, empty
              equal: Choice [1 | 1.0 | "1" | "1.0"], integer or number or string
              texts: Choice [1 | 2], string
        "#]],
    );
}

#[test]
fn no_choice_is_offered_that_another_schema_forbids() {
    form(
        json!({"properties": {
            "met": {"enum": ["a", "b", "c"], "allOf": [{"enum": ["b", "c", "d"]}, {"$ref": "#/components/schemas/C"}]},
            "referred": {"$ref": "#/components/schemas/C", "enum": ["a", "c"]},
            "constant": {"enum": ["a", "b"], "const": "b"},
            "typed": {"enum": [3, "3", null], "allOf": [{"type": "string"}]},
            "whole": {"type": "integer", "enum": [1, 2.0, 2.5]},
            "valued": {"enum": [1, 2], "allOf": [{"enum": [1.0, 3]}]},
            "not": {"enum": ["a", "b", "c", null], "allOf": [{"not": {"const": "a"}}, {"not": {"enum": ["b", null]}}]},
            "referred-not": {"enum": ["a", "c"], "not": {"$ref": "#/components/schemas/C"}},
            "not-simple": {"enum": ["a", "b"], "not": {"enum": ["a"], "minLength": 2}},
            "titled": {"oneOf": [{"const": 1, "title": "One"}, {"const": 2, "title": "Two"}], "allOf": [{"enum": [2]}]},
            "branch": {"oneOf": [{"allOf": [{"enum": ["a", "b"]}, {"enum": ["b"]}]}, {"const": "c"}]},
            "warned": {"enum": ["a", "b"], "allOf": [{"enum": ["a"], "x-signpost-severity": "warning"}]},
            "none": {"enum": ["a"], "allOf": [{"enum": ["b"]}]},
        }, "allOf": [{"properties": {"outer": {"enum": ["a", "b"]}}}, {"properties": {"outer": {"enum": ["b", "c"]}}}]}),
        json!({"C": {"enum": ["c"]}}),
        expect![[r#"
            Object, object
              met: Choice [c], string
              referred: Choice [c], string
              constant: Choice [b], string
              typed: Choice [3], string
              whole: Choice [1 | 2.0], integer
              valued: Choice [1], integer or number
              not: Choice [c], string
              referred-not: Choice [a], string
              not-simple: Choice [a | b], string
              titled: Choice [2 (Two)], integer
              branch: Choice [b | c], string
              warned: Choice [a | b], string
              none: Choice [], string
              outer: Choice [b], string
        "#]],
    );
}
