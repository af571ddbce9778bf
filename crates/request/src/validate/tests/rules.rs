//! Rules as documents write them: conditions, sources, sentences, alternatives.

use expect_test::{Expect, expect};

use super::reported;

fn check(schema: &str, value: &str, expected: Expect) {
    expected.assert_eq(&reported(schema, value));
}

/// Credentials for several ways to authenticate, as an API documents them.
const BY_TYPE: &str = r#"{"type":"object","required":["endpoint","authType"],"properties":{
    "endpoint":{"type":"string","format":"uri"},
    "authType":{"type":"string","enum":["none","basic","querystring","authheader","header","bearer"]},
    "userName":{"type":"string","minLength":1},"password":{"type":"string","format":"password","minLength":1},"token":{"type":"string","minLength":1}},
  "allOf":[
    {"if":{"required":["authType"],"properties":{"authType":{"const":"none"}}},
     "then":{"properties":{"userName":false,"password":false,"token":false}},
     "x-signpost-reason":["Ignored if authType is none.","If authType is none, then userName, password, and token must not be provided."]},
    {"if":{"required":["authType"],"properties":{"authType":{"const":"basic"}}},
     "then":{"required":["userName","password"],"properties":{"token":false}}},
    {"if":{"required":["authType"],"properties":{"authType":{"enum":["querystring","authheader","header","bearer"]}}},
     "then":{"required":["token"],"properties":{"userName":false,"password":false}}}]}"#;

#[test]
fn a_conditional_rule_shows_its_condition() {
    check(
        BY_TYPE,
        r#"{"endpoint":"https://example.com/hook","authType":"none","userName":"admin","token":"x"}"#,
        expect![[r#"
            body:/userName false: must not be given when `authType` is `none`; remove it; the documentation says: “Ignored if authType is none.” and also: “If authType is none, then userName, password, and token must not be provided.”
            body:/token false: must not be given when `authType` is `none`; remove it; the documentation says: “Ignored if authType is none.” and also: “If authType is none, then userName, password, and token must not be provided.”
        "#]],
    );
    check(
        BY_TYPE,
        r#"{"endpoint":"example.com","authType":"basic","userName":"","token":"x"}"#,
        expect![[r#"
            body:/password required: is required when `authType` is `basic`
            body:/endpoint format: is not an absolute URL (uri): `example.com` has no scheme; begin with https://, as in https://example.com/hook
            body:/userName minLength: must not be empty; write at least 1 character
            body:/token false: must not be given when `authType` is `basic`; remove it
        "#]],
    );
    check(
        BY_TYPE,
        r#"{"endpoint":"https://example.com/hook","authType":"bearer","userName":"a"}"#,
        expect![[r#"
            body:/token required: is required when `authType` is `bearer`
            body:/userName false: must not be given when `authType` is `bearer`; remove it
        "#]],
    );
    check(
        BY_TYPE,
        r#"{"authType":"Bearer"}"#,
        expect![[r#"
        body:/endpoint required: is required
        body:/authType enum: must be one of the documented values; `Bearer` differs from `bearer` in upper and lower case: write `bearer`
    "#]],
    );
}

#[test]
fn conditions_of_any_kind_have_words() {
    const CASES: &[(&str, &str)] = &[
        (
            r#"{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}"#,
            r#"{"a":1}"#,
        ),
        (
            r#"{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}"#,
            "{}",
        ),
        (
            r#"{"if":{"not":{"required":["Authorization"]}},"then":{"required":["X-XSRF-TOKEN"]}}"#,
            "{}",
        ),
        (
            r#"{"if":{"properties":{"a":{"enum":[1,2]}},"required":["a"]},"then":true,"else":{"required":["b"]}}"#,
            r#"{"a":3}"#,
        ),
        (
            r#"{"if":{"properties":{"a":{"not":{"const":"x"}},"n":{"minimum":3}},"required":["a","n"]},"then":{"properties":{"b":{"maxLength":1}}}}"#,
            r#"{"a":"y","n":4,"b":"too long"}"#,
        ),
        (
            r#"{"if":{"properties":{"a":{"const":"x"}}},"then":{"required":["b"]}}"#,
            "{}",
        ),
        (
            r#"{"if":{"anyOf":[{"required":["a"]},{"required":["b"]}]},"then":{"required":["c"]}}"#,
            r#"{"a":1}"#,
        ),
        (
            r#"{"if":{"properties":{"a":{"type":"string","minLength":1}},"required":["a"]},"then":{"if":{"required":["b"]},"then":{"properties":{"c":{"type":"integer"}}}}}"#,
            r#"{"a":"x","b":1,"c":"x"}"#,
        ),
        (
            r#"{"if":{"patternProperties":{"^a":{}}},"then":{"required":["b"]}}"#,
            "{}",
        ),
        (
            r#"{"if":{"not":{"pattern":"^y_"}},"then":{"maxLength":2}}"#,
            r#""abc""#,
        ),
        (
            r#"{"if":{"required":["a"],"properties":{"a":{"const":1}}},"else":{"properties":{"b":{"anyOf":[{"title":"URL","format":"uri"},{"const":7}]}}}}"#,
            r#"{"b":"x"}"#,
        ),
        (
            r#"{"dependentSchemas":{"a":{"required":["b"]}}}"#,
            r#"{"a":1}"#,
        ),
        (
            r#"{"if":{"properties":{"header":{"properties":{"authorization":{"pattern":"^SOTICKET "}},"required":["authorization"]}},"required":["header"]},"then":{"properties":{"header":{"required":["so-apptoken"]}}}}"#,
            r#"{"header":{"authorization":"SOTICKET 7T:x"}}"#,
        ),
    ];
    let reported: String = CASES
        .iter()
        .map(|(schema, value)| reported(schema, value))
        .collect();
    expect![[r#"
        body:/b required: is required when `a` is given
        body:/c required: is required unless `a` is given
        body:/X-XSRF-TOKEN required: is required when `Authorization` is not given
        body:/b required: is required unless `a` is `1` or `2`
        body:/b maxLength: must be at most 1 character long when `a` is not `x` and `n` is at least 3; this has 8: remove 7
        body:/b required: is required when `a` is not given
        body:/c required: is required when `a` is given or `b` is given
        body:/c type: is not an integer: `x`; write digits only, such as 42; this rule holds when `a` is not empty and `b` is given
        body:/b required: is required in this case
        body: maxLength: must be at most 2 characters long; this has 3: remove 1
        body:/b anyOf: matches none of the 2 documented forms; the nearest is “URL”, but this is not an absolute URL (uri): `x` has no scheme; begin with https://, as in https://example.com/hook; this rule holds unless `a` is `1`
        body:/b required: is required when `a` is given
        body:/header/so-apptoken required: is required when `authorization` matches the pattern `^SOTICKET `
    "#]].assert_eq(&reported);
}

#[test]
fn alternatives_name_the_nearest_and_why() {
    const TARGET: &str = r#"{"anyOf":[{"title":"URL","type":"string","format":"uri"},{"title":"script id","type":"integer","minimum":1}]}"#;
    const SHAPES: &str = r#"{"oneOf":[
        {"type":"object","required":["kind","radius"],"properties":{"kind":{"const":"circle"},"radius":{"type":"number"}}},
        {"title":"Square","type":"object","required":["kind","side"],"properties":{"kind":{"const":"square"},"side":{"type":"number"}}}]}"#;
    const CASES: &[(&str, &str)] = &[
        (TARGET, r#""x""#),
        (TARGET, "0"),
        (TARGET, "true"),
        (SHAPES, r#"{"kind":"square","side":"wide"}"#),
        (SHAPES, r#"{"kind":"square"}"#),
        (SHAPES, r#"{"kind":"sqare","side":1}"#),
        (SHAPES, r#"{"side":"wide"}"#),
        (SHAPES, "[]"),
        (
            r#"{"oneOf":[{"type":"string"},{"type":"integer"}]}"#,
            "null",
        ),
        (
            r#"{"anyOf":[{"type":"string","maxLength":3},{"type":"null"}]}"#,
            r#""long""#,
        ),
        (
            r#"{"oneOf":[{"title":"A","required":["a"]},{"required":["b"]}]}"#,
            r#"{"a":1,"b":2}"#,
        ),
        (
            r#"{"anyOf":[{"anyOf":[{"minimum":5},{"maximum":1}]},{"const":3}]}"#,
            "2",
        ),
        (r#"{"not":{"required":["token"]}}"#, r#"{"token":1}"#),
        (
            r#"{"not":{"required":["token","userName"]}}"#,
            r#"{"token":1,"userName":1}"#,
        ),
        (r#"{"not":{"const":"localhost"}}"#, r#""localhost""#),
        (r#"{"not":{"pattern":"^http:"}}"#, r#""http://a""#),
        (r#"{"not":{"multipleOf":2}}"#, "4"),
    ];
    let reported: String = CASES
        .iter()
        .map(|(schema, value)| reported(schema, value))
        .collect();
    expect![[r#"
        body: anyOf: matches none of the 2 documented forms; the nearest is “URL”, but this is not an absolute URL (uri): `x` has no scheme; begin with https://, as in https://example.com/hook
        body: anyOf: matches none of the 2 documented forms; the nearest is “script id”, but this must be at least 1; `0` is not
        body: anyOf: must be text (string) or an integer, not `true`
        body:/side type: is not a number: `wide`; write digits, with a point before a fraction, such as 3.14; the nearest of the 2 documented forms, “Square”, requires this
        body:/side required: is required; the nearest of the 2 documented forms, “Square”, requires this
        body:/kind oneOf: must be one of the documented values; `sqare` is not: did you mean `square`?
        body:/kind required: is required; the nearest of the 2 documented forms, form 1, requires this
        body:/radius required: is required; the nearest of the 2 documented forms, form 1, requires this
        body: oneOf: must be an object, not an empty array; put the members in braces, as `{"name": "value"}`
        body: oneOf: must be text (string) or an integer, not `null`
        body: maxLength: must be at most 3 characters long; this has 4: remove 1
        body: oneOf: matches 2 of the documented forms where exactly one may match: “A” and form 2; leave out what belongs to the others
        body: anyOf: matches none of the 2 documented forms; the nearest is form 1, but this must be at least 5; `2` is not
        body:/token not: must not be given; remove it
        body: not: is ruled out by the documentation: `token` is given and `userName` is given; change one of them
        body: not: must not be `localhost`; write another value
        body: not: must not match the pattern `^http:`; write another value
        body: not: must not be of a form that the documentation rules out; change it
    "#]].assert_eq(&reported);
}

#[test]
fn warnings_sources_and_sentences_come_from_above() {
    // A rule known only from elsewhere warns, and so do all rules below it.
    check(
        r#"{"x-signpost-severity":"warning","x-signpost-source":"the vendor's SDK","properties":{"a":{"properties":{"b":{"maxLength":1}}},"c":{"x-signpost-source":"the vendor's guide","maxLength":1}}}"#,
        r#"{"a":{"b":"xx"},"c":"xx"}"#,
        expect![[r#"
            body:/a/b maxLength (warning) [the vendor's SDK]: must be at most 1 character long; this has 2: remove 1
            body:/c maxLength (warning) [the vendor's guide]: must be at most 1 character long; this has 2: remove 1
        "#]],
    );
    // Of one code at one place the more severe is kept.
    check(
        r#"{"allOf":[{"maxLength":3,"x-signpost-severity":"warning"},{"maxLength":5}]}"#,
        r#""longer""#,
        expect![[r#"
            body: maxLength: must be at most 5 characters long; this has 6: remove 1
        "#]],
    );
    // An alternative that only warns matches, and its warning is reported.
    check(
        r#"{"anyOf":[{"type":"integer"},{"type":"string","allOf":[{"enum":["user:created"],"x-signpost-severity":"warning"}]}]}"#,
        r#""user:create""#,
        expect![[r#"
            body: enum (warning): must be `user:created`, not `user:create`
        "#]],
    );
    // Rules that only warn do not decide an `if` or a `not`.
    check(
        r#"{"if":{"maxLength":1,"x-signpost-severity":"warning"},"then":{"const":"a"}}"#,
        r#""bb""#,
        expect![[r#"
            body: const: must be `a` when it has at most 1 character, not `bb`
        "#]],
    );
    check(
        r#"{"x-signpost-reason":["You must provide either user credentials or a token, but not both."],"not":{"required":["token","userName"]}}"#,
        r#"{"token":"x","userName":"y"}"#,
        expect![[r#"
            body: not: is ruled out by the documentation: `token` is given and `userName` is given; change one of them; the documentation says: “You must provide either user credentials or a token, but not both.”
        "#]],
    );
}

#[test]
fn a_pattern_that_cannot_be_tried_only_warns() {
    // Neither an alternative nor a condition turns it into an error.
    for schema in [
        r#"{"anyOf":[{"pattern":"("},{"type":"integer"}]}"#,
        r#"{"oneOf":[{"pattern":"("},{"type":"integer"}]}"#,
        r#"{"not":{"pattern":"("}}"#,
        r#"{"if":{"pattern":"("},"then":{"maxLength":1}}"#,
    ] {
        let reported = reported(schema, "\"abc\"");
        assert!(
            reported.lines().all(|line| line.contains("(warning)")),
            "{schema}: {reported}"
        );
    }
    // A member may match the pattern, which is unknown.
    for rest in ["additionalProperties", "unevaluatedProperties"] {
        let schema = format!(r#"{{"patternProperties":{{"(":{{}}}},"{rest}":false}}"#);
        expect!["body:/a pattern (warning): was not checked: the documented pattern `(` is not a regular expression; report this to the authors of the documentation\n"]
            .assert_eq(&reported(&schema, r#"{"a":1}"#));
    }
}

/// Free JSON within a field is compared with each alternative, and all faults of the
/// nearest are reported.
#[test]
fn faults_of_the_nearest_alternative_are_reported_at_their_own_places() {
    const SHAPES: &str = r#"{"properties":{"u":{"oneOf":[
        {"title":"Circle","type":"object","required":["kind","k"],"additionalProperties":false,
         "properties":{"kind":{"enum":["circle"]},"k":{"type":"integer"},"list":{"items":{"maxLength":2}}}},
        {"title":"Square","type":"object","required":["kind","s"],"properties":{"kind":{"enum":["square"]},"s":{"type":"integer"}}},
        {"type":"string","minLength":3,"pattern":"^a"}]}}}"#;
    const NESTED: &str = r#"{"anyOf":[{"type":"integer"},{"type":"object","required":["in"],"properties":{
        "in":{"oneOf":[{"title":"A","type":"object","required":["a","b"]},{"type":"array"}]}}}]}"#;
    const TITLELESS: &str = r#"{"oneOf":[{"type":"object","required":["a"],"properties":{"b":{"type":"integer"}}},
        {"type":"object","required":["c","d"]}]}"#;
    let reported: String = [
        (
            SHAPES,
            r#"{"u":{"kind":"circle","k":"x","list":["abc"],"z":1}}"#,
        ),
        (SHAPES, r#"{"u":{"kind":"square","k":"x"}}"#),
        (SHAPES, r#"{"u":{"kind":"squar","k":"x"}}"#),
        (SHAPES, r#"{"u":"b"}"#),
        (NESTED, r#"{"in":{}}"#),
        (TITLELESS, r#"{"b":"x"}"#),
    ]
    .iter()
    .map(|(schema, value)| reported(schema, value))
    .collect();
    expect![[r#"
        body:/u/k type: is not an integer: `x`; write digits only, such as 42; the nearest of the 3 documented forms, “Circle”, requires this
        body:/u/list/0 maxLength: must be at most 2 characters long; this has 3: remove 1; the nearest of the 3 documented forms, “Circle”, requires this
        body:/u/z additionalProperties: is not a documented member: `z`; remove it, or use `kind`, `k` or `list`; the nearest of the 3 documented forms, “Circle”, requires this
        body:/u/s required: is required; the nearest of the 3 documented forms, “Square”, requires this
        body:/u/kind oneOf: must be one of the documented values; `squar` is not: did you mean `square`?
        body:/u oneOf: matches none of the 3 documented forms; the nearest is text (string), but this must be at least 3 characters long; this has 1: add 2
        body:/u oneOf: matches none of the 3 documented forms; the nearest is text (string), but this must begin with `a`; `b` does not
        body:/in/a required: is required; the nearest of the 2 documented forms, “A”, requires this
        body:/in/b required: is required; the nearest of the 2 documented forms, “A”, requires this
        body:/a required: is required; the nearest of the 2 documented forms, form 1, requires this
        body:/b type: is not an integer: `x`; write digits only, such as 42; the nearest of the 2 documented forms, form 1, requires this
    "#]]
    .assert_eq(&reported);
}
