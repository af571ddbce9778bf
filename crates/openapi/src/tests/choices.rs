//! Choices: no offered value breaks the lengths, counts, bounds or patterns beside the set.

use super::controls::form;
use super::*;

#[test]
fn no_choice_is_offered_beyond_a_limit() {
    form(
        json!({"properties": {
            "length": {"enum": ["a", "abc"], "allOf": [{"maxLength": 2}]},
            "referred": {"enum": ["", "é", "ab"], "$ref": "#/components/schemas/Filled"},
            "most": {"enum": [1, 5, 10], "maximum": 6},
            "least": {"enum": [1, 5, 10], "exclusiveMinimum": 1},
            "step": {"enum": [1, 5, 10], "multipleOf": 5},
            "titled": {"oneOf": [{"const": 1, "title": "One"}, {"const": 20, "title": "Twenty"}], "maximum": 9},
            "suggested": {"anyOf": [{"enum": ["a", "abc"]}, {"type": "string"}], "maxLength": 2},
            "lists": {"enum": [[], [1], [1, 2]], "minItems": 1, "maxItems": 1},
            "objects": {"enum": [{}, {"a": 1}], "minProperties": 1},
            "other types": {"enum": ["abc", 9, null], "maxLength": 2, "maximum": 9},
            "warned": {"enum": ["a", "abc"], "allOf": [{"maxLength": 2, "x-signpost-severity": "warning"}]},
            "pattern": {"enum": ["a", "b", 1], "pattern": "a"},
            "patterns": {"enum": ["a", "b", "c"], "allOf": [{"pattern": "^[ab]$"}, {"not": {"enum": ["a"]}}]},
            "inverted": {"enum": ["a", "b", 3], "allOf": [{"not": {"pattern": "^a", "type": "string"}}]},
            "outside": {"enum": ["", "b", 3, 9], "not": {"maximum": 5}, "allOf": [{"not": {"maxLength": 0}}]},
            "unreadable": {"enum": ["a", "b"], "pattern": "a**"},
            "foreign": {"enum": ["a", "1"], "allOf": [{"pattern": "^\\p{L}$"}, {"not": {"pattern": "(.)\\1"}}]},
            "format too": {"enum": ["a", "b"], "not": {"pattern": "a", "format": "email"}},
            "only warns": {"enum": ["a", "b"], "allOf": [{"pattern": "a", "x-signpost-severity": "warning"}]},
        }}),
        json!({"Filled": {"minLength": 1, "maxLength": 1}}),
        expect![[r#"
            Object, object
              length: Choice [a], string
              referred: Choice [é], string
              most: Choice [1 | 5], integer
              least: Choice [5 | 10], integer
              step: Choice [5 | 10], integer
              titled: Choice [1 (One)], integer
              suggested: Suggest [a], string, empty
              lists: Choice [[1]], array
              objects: Choice [{"a":1}], object
              other types: Choice [9 | null], string or integer, nullable
              warned: Choice [a | abc], string
              pattern: Choice [a | 1], string or integer
              patterns: Choice [b], string
              inverted: Choice [b | 3], string or integer
              outside: Choice [b | 9], string or integer
              unreadable: Choice [a | b], string
              foreign: Choice [a | 1], string
              format too: Choice [a | b], string
              only warns: Choice [a | b], string
        "#]],
    );
}
