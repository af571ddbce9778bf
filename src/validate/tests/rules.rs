//! Rules as documents write them: conditions, sources, sentences, alternatives.

use expect_test::{Expect, expect};

use super::told;

fn check(schema: &str, value: &str, expected: Expect) {
    expected.assert_eq(&told(schema, value));
}

/// Credentials by how to authenticate, as an API documents them.
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
fn a_rule_under_a_condition_says_the_condition() {
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
            body:/endpoint format: is not an absolute URL (uri): `example.com` has no scheme, such as https://; write one such as https://example.com/hook
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
