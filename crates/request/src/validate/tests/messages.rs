//! The message of every rule, pinned: the schema, the value, the text.

use expect_test::{Expect, expect};

use super::reported;

/// Checks the messages of each pair of schema and value, without their places.
fn check(cases: &[(&str, &str)], expected: Expect) {
    let mut out = String::new();
    for (schema, value) in cases {
        let reported = reported(schema, value);
        assert!(!reported.is_empty(), "{schema} says nothing of {value}");
        out += &reported;
    }
    for line in out.lines() {
        assert!(!line.ends_with('.'), "a period ends: {line}");
    }
    expected.assert_eq(&out);
}

#[test]
fn types() {
    const INTEGER: &str = r#"{"type":"integer"}"#;
    const NUMBER: &str = r#"{"type":"number"}"#;
    const BOOLEAN: &str = r#"{"type":"boolean"}"#;
    const STRING: &str = r#"{"type":"string"}"#;
    check(
        &[
            (INTEGER, "\"abc\""),
            (INTEGER, "\"\""),
            (INTEGER, "\"42\""),
            (INTEGER, "\" 0042\""),
            (INTEGER, "\"+1 000\""),
            (INTEGER, "\"1,5\""),
            (INTEGER, "1.5"),
            (INTEGER, "null"),
            (INTEGER, "[1]"),
            (r#"{"type":["integer","null"]}"#, "\"abc\""),
            (NUMBER, "\"abc\""),
            (NUMBER, "\"1,5\""),
            (NUMBER, "\".5\""),
            (NUMBER, "true"),
            (BOOLEAN, "\"yes\""),
            (BOOLEAN, "\"TRUE\""),
            (BOOLEAN, "\"true\""),
            (BOOLEAN, "1"),
            (STRING, "42"),
            (STRING, "true"),
            (STRING, "null"),
            (STRING, "[]"),
            (STRING, "{\"a\":1}"),
            (r#"{"type":"array"}"#, r#""[\"user:created\"]""#),
            (r#"{"type":"array"}"#, "{}"),
            (r#"{"type":"object"}"#, "\"x\""),
            (r#"{"type":"null"}"#, "0"),
            (r#"{"type":["string","object"]}"#, "7"),
            (r#"{"type":["string","null"],"format":"password"}"#, "7"),
        ],
        expect![[r#"
            body: type: is not an integer: `abc`; write digits only, such as 42
            body: type: is not an integer: an empty text; write digits only, such as 42
            body: type: is not an integer: `42`; it is text because of its quotes: write 42 without them
            body: type: is not an integer: ` 0042`; write it as 42
            body: type: is not an integer: `+1 000`; write it as 1000
            body: type: is not an integer: `1,5`; write digits only, such as 42
            body: type: is not an integer: `1.5` has a fraction; write a whole number, such as 42
            body: type: is not an integer: `null`; write digits only, such as 42
            body: type: is not an integer: an array of 1 item; write digits only, such as 42
            body: type: is not an integer: `abc`; write digits only, such as 42
            body: type: is not a number: `abc`; write digits, with a point before a fraction, such as 3.14
            body: type: is not a number: `1,5`; write digits, with a point before a fraction, such as 3.14
            body: type: is not a number: `.5`; write it as 0.5
            body: type: is not a number: `true`; write digits, with a point before a fraction, such as 3.14
            body: type: is not a boolean: `yes`; write true or false
            body: type: is not a boolean: `TRUE`; write true
            body: type: is not a boolean: `true`; it is text because of its quotes: write true without them
            body: type: is not a boolean: `1`; write true or false
            body: type: must be text (string), not the number `42`; put it in double quotes, as `"42"`
            body: type: must be text (string), not `true`; put it in double quotes, as `"true"`
            body: type: must be text (string), not `null`; give a text or leave it out
            body: type: must be text (string), not an empty array
            body: type: must be text (string), not an object with 1 member
            body: type: must be a list (array), not the text `["user:created"]`; put the items in brackets, as `["a", "b"]`
            body: type: must be a list (array), not an empty object; put the items in brackets, as `["a", "b"]`
            body: type: must be an object, not the text `x`; put the members in braces, as `{"name": "value"}`
            body: type: must be null, not the number `0`
            body: type: must be text (string) or an object, not the number `7`
            body: type: must be text (string), not a number
        "#]],
    );
}

#[test]
fn sets() {
    const STATE: &str = r#"{"enum":["Unknown","Active","Stopped","TooManyErrors"]}"#;
    const MANY: &str =
        r#"{"enum":["a1","b2","c3","d4","e5","f6","g7","h8","i9","j10","k11","l12"]}"#;
    check(
        &[
            (STATE, "\"active\""),
            (STATE, "\"Actve\""),
            (STATE, "\" Active\""),
            (STATE, "\"running\""),
            (STATE, "\"\""),
            (STATE, "1"),
            (STATE, "null"),
            (MANY, "\"zzz\""),
            (r#"{"enum":[1,2,3]}"#, "\"2\""),
            (r#"{"enum":["1","2"]}"#, "2"),
            (r#"{"enum":["1","2",null,true]}"#, "false"),
            (r#"{"enum":["only"]}"#, "\"x\""),
            (r#"{"enum":["","a"]}"#, "\"b b\""),
            (r#"{"const":"webhook"}"#, "\"webhok\""),
            (r#"{"const":"webhook"}"#, "\"\""),
            (r#"{"const":1}"#, "\"1\""),
            (r#"{"const":true}"#, "false"),
            (
                r#"{"oneOf":[{"const":"application/json"},{"const":"application/x-www-form-urlencoded"}]}"#,
                "\"json\"",
            ),
            (
                r#"{"anyOf":[{"const":"a","title":"A"},{"enum":["b","c"]}]}"#,
                "\"d\"",
            ),
            (
                r#"{"format":"password","enum":["s3cret","t0psecret"]}"#,
                "\"s3cres\"",
            ),
        ],
        expect![[r#"
            body: enum: must be one of the documented values; `active` differs from `Active` in upper and lower case: write `Active`
            body: enum: must be one of the documented values; `Actve` is not: did you mean `Active`?
            body: enum: must be one of the documented values; ` Active` has space around it: write `Active`
            body: enum: must be one of the documented values; `running` is not: choose `Unknown`, `Active`, `Stopped` or `TooManyErrors`
            body: enum: must be one of the documented values; an empty text is not: choose `Unknown`, `Active`, `Stopped` or `TooManyErrors`
            body: enum: must be one of the documented values; `1` is not: choose `Unknown`, `Active`, `Stopped` or `TooManyErrors`
            body: enum: must be one of the documented values; `null` is not: choose `Unknown`, `Active`, `Stopped` or `TooManyErrors`
            body: enum: must be one of the documented values; `zzz` is not: choose `a1`, `b2`, `c3`, `d4`, `e5`, `f6`, `g7`, `h8` and 4 more
            body: enum: must be one of the documented values; the text `2` is not: write the number `2`, without quotes
            body: enum: must be one of the documented values; the number `2` is not: write the text `2` in double quotes
            body: enum: must be one of the documented values; `false` is not: choose `1`, `2`, `null` or `true`
            body: enum: must be `only`, not `x`
            body: enum: must be one of the documented values; `b b` is not: choose `""` or `a`
            body: const: must be `webhook`, not `webhok`
            body: const: must be `webhook`, not an empty text
            body: const: must be the number `1`, not the text `1`
            body: const: must be `true`, not `false`
            body: oneOf: must be one of the documented values; `json` is not: choose `application/json` or `application/x-www-form-urlencoded`
            body: anyOf: must be one of the documented values; `d` is not: choose `a`, `b` or `c`
            body: enum: must be one of the documented values; the value given is not
        "#]],
    );
}

#[test]
fn common_patterns_have_words() {
    let patterns = [
        r"^\\d+$",
        r"^[0-9]{6}$",
        r"^\\w*$",
        r"^[0-9a-f]{40}$",
        r"^[A-Fa-f0-9]{2,}$",
        r"^[A-Z0-9_.-]{1,5}$",
        r"^[A-Z]$",
        r"^whsec_[A-Za-z0-9+\\/=]{24,}$",
        r"^https:\\/\\/",
        r"^sk\\.test.*",
    ];
    let reported =
        patterns.map(|pattern| reported(&format!(r#"{{"pattern":"{pattern}"}}"#), "\"é\""));
    expect![[r#"
        body: pattern: must consist of digits only; `é` does not
        body: pattern: must consist of exactly 6 characters, digits only; `é` does not
        body: pattern: must consist of letters (A to Z in either case), digits and `_` only; `é` does not
        body: pattern: must consist of exactly 40 characters, hexadecimal digits (0 to 9 and a to f) only; `é` does not
        body: pattern: must consist of at least 2 characters, hexadecimal digits (0 to 9 and A to F in either case) only; `é` does not
        body: pattern: must consist of 1 to 5 characters, upper-case letters (A to Z), digits, `_`, `.` and `-` only; `é` does not
        body: pattern: must consist of exactly 1 character, upper-case letters (A to Z) only; `é` does not
        body: pattern: must begin with `whsec_` and go on with at least 24 characters, letters (A to Z in either case), digits, `+`, `/` and `=` only; `é` does not
        body: pattern: must begin with `https://`; `é` does not
        body: pattern: must begin with `sk.test`; `é` does not
    "#]]
    .assert_eq(&reported.concat());
}

#[test]
fn texts() {
    const CODE: &str = r#"{"pattern":"^[a-z]{2}$","examples":["en"]}"#;
    check(
        &[
            (r#"{"minLength":1}"#, "\"\""),
            (r#"{"minLength":10}"#, "\"abcd\""),
            (r#"{"maxLength":10}"#, "\"abcdefghijk\""),
            (r#"{"maxLength":1}"#, "\"💩💩💩\""),
            (r#"{"maxLength":0}"#, "\"a\""),
            (CODE, "\"eng\""),
            (
                r#"{"pattern":"^x"}"#,
                r#""line one\nline two\u0000 and a tail that is longer than forty characters""#,
            ),
            (r#"{"pattern":"^\\S+$"}"#, "\"a\u{a0}b\u{200b}\u{202e}\""),
            (r#"{"pattern":"^x","format":"password"}"#, "\"hunter2\""),
            (
                r#"{"pattern":"^\\S+$","title":"One word"}"#,
                "\"two words\"",
            ),
            (
                r#"{"pattern":"^\\S+$","examples":["no fit","one"]}"#,
                "\"two words\"",
            ),
            (r#"{"pattern":"("}"#, "\"a\""),
            (r#"{"pattern":"(?i)abc"}"#, "\"a\""),
            (r#"{"pattern":"^\\1(a)$"}"#, "\"a text of more than 20\""),
        ],
        expect![[r#"
            body: minLength: must not be empty; write at least 1 character
            body: minLength: must be at least 10 characters long; this has 4: add 6
            body: maxLength: must be at most 10 characters long; this has 11: remove 1
            body: maxLength: must be at most 1 character long; this has 3: remove 2
            body: maxLength: must be empty; this has 1 character
            body: pattern: must consist of exactly 2 characters, lower-case letters (a to z) only; `eng` does not: write it like `en`
            body: pattern: must begin with `x`; `line one\nline two\u{0} and a tail that is lo…` does not
            body: pattern: must have the documented form; `a\u{a0}b\u{200b}\u{202e}` does not (pattern `^\S+$`)
            body: pattern: must begin with `x`; the value given does not
            body: pattern: must have the documented form of “One word”; `two words` does not
            body: pattern: must have the documented form, such as `one`; `two words` does not
            body: pattern (warning): was not checked: the documented pattern `(` is not a regular expression; report this to the authors of the documentation
            body: pattern (warning): was not checked: the documented pattern `(?i)abc` is not a regular expression; report this to the authors of the documentation
            body: pattern (warning): was not checked: the documented pattern has a backreference, which is tried only on texts of up to 20 characters; compare it with the documentation yourself
        "#]],
    );
}

#[test]
fn formats() {
    const URI: &str = r#"{"format":"uri"}"#;
    const TIME: &str = r#"{"format":"date-time"}"#;
    check(
        &[
            (URI, "\"\""),
            (URI, "\"example.com/hook\""),
            (URI, "\"https://exa mple.com\""),
            (URI, "\"https://example.com/ü\""),
            (URI, "\"https://example.com/100%\""),
            (URI, "\"https:///hook\""),
            (URI, "\"https://example.com:99999/\""),
            (URI, "\"https://example.com/\\n\""),
            (r#"{"format":"uri-reference"}"#, "\"a b\""),
            (TIME, "\"2018-04-05T08:28:01\""),
            (TIME, "\"2018-04-05\""),
            (TIME, "\"2018-04-05 08:28:01Z\""),
            (TIME, "\"2018-13-05T08:28:01Z\""),
            (TIME, "\"2018-02-30T08:28:01Z\""),
            (TIME, "\"2018-02-03T08:28:60Z\""),
            (TIME, "\"tomorrow\""),
            (r#"{"format":"date"}"#, "\"05.04.2018\""),
            (r#"{"format":"time"}"#, "\"08:28\""),
            (r#"{"format":"time"}"#, "\"08:28:01\""),
            (r#"{"format":"email"}"#, "\"name\""),
            (r#"{"format":"email"}"#, "\"a b@example.com\""),
            (r#"{"format":"uuid"}"#, "\"123\""),
            (r#"{"format":"ipv4"}"#, "\"127.0.0.256\""),
            (r#"{"format":"ipv6"}"#, "\"12345::\""),
            (r#"{"format":"byte"}"#, "\"aGVsbG8\""),
            (r#"{"format":"byte"}"#, "\"aGVs-G8=\""),
            (r#"{"type":"integer","format":"int32"}"#, "3000000000"),
            (
                r#"{"type":"integer","format":"int64"}"#,
                "9223372036854775808",
            ),
        ],
        expect![[r#"
            body: format: is not an absolute URL (uri): an empty text; begin with https://, as in https://example.com/hook
            body: format: is not an absolute URL (uri): `example.com/hook` has no scheme; begin with https://, as in https://example.com/hook
            body: format: is not an absolute URL (uri): `https://exa mple.com` has a space at character 12; remove it or write it as `%20`
            body: format: is not an absolute URL (uri): `https://example.com/ü` has `ü` (U+00FC) at character 21; remove it or write it as `%C3%BC`
            body: format: is not an absolute URL (uri): `https://example.com/100%` has a `%` without two hex digits at character 24; write `%25` for a percent sign
            body: format: is not an absolute URL (uri): `https:///hook` has no host after its scheme; write one such as https://example.com/hook
            body: format: is not an absolute URL (uri): `https://example.com:99999/` has a port that is not a number up to 65535; write a number up to 65535, or none
            body: format: is not an absolute URL (uri): `https://example.com/\n` has a line feed (U+000A) at character 21; write one such as https://example.com/hook
            body: format: is not a URL or relative reference (uri-reference): `a b` has a space at character 2; remove it or write it as `%20`
            body: format: is not a date-time: `2018-04-05T08:28:01` has no time-zone offset; add `Z` for UTC, as `2018-04-05T08:28:01Z`, or an offset such as +02:00
            body: format: is not a date-time: `2018-04-05` has no time of day; write one such as 2024-05-31T08:30:00Z
            body: format: is not a date-time: `2018-04-05 08:28:01Z` has a space where `T` divides date and time; write one such as 2024-05-31T08:30:00Z
            body: format: is not a date-time: `2018-13-05T08:28:01Z` has the month 13, which does not exist; write one such as 2024-05-31T08:30:00Z
            body: format: is not a date-time: `2018-02-30T08:28:01Z` has the day 30, which 2018-02 does not have; write one such as 2024-05-31T08:30:00Z
            body: format: is not a date-time: `2018-02-03T08:28:60Z` has the second 60, which only 23:59:60 UTC can have; write one such as 2024-05-31T08:30:00Z
            body: format: is not a date-time: `tomorrow`; write one such as 2024-05-31T08:30:00Z
            body: format: is not a date: `05.04.2018`; write one such as 2024-05-31
            body: format: is not a time: `08:28`; write one such as 08:30:00Z
            body: format: is not a time: `08:28:01` has no time-zone offset; add `Z` for UTC, as `08:28:01Z`, or an offset such as +02:00
            body: format: is not an e-mail address: `name`; write one such as name@example.com
            body: format: is not an e-mail address: `a b@example.com` has a space at character 2; write one such as name@example.com
            body: format: is not a UUID: `123`; write one such as 123e4567-e89b-42d3-a456-426614174000
            body: format: is not an IPv4 address: `127.0.0.256`; write one such as 192.0.2.1
            body: format: is not an IPv6 address: `12345::`; write one such as 2001:db8::1
            body: format: is not base64 (byte): `aGVsbG8` is cut short or padded wrongly; write one such as aGVsbG8=
            body: format: is not base64 (byte): `aGVs-G8=` has `-` at character 5; write one such as aGVsbG8=
            body: format: must be a 32-bit integer (int32); `3000000000` is beyond the range of -2147483648 to 2147483647
            body: format: must be a 64-bit integer (int64); `9223372036854775808` is beyond the range of -9223372036854775808 to 9223372036854775807
        "#]],
    );
}

#[test]
fn numbers() {
    check(
        &[
            (r#"{"minimum":1}"#, "0"),
            (r#"{"maximum":50}"#, "51"),
            (r#"{"exclusiveMinimum":0}"#, "0"),
            (r#"{"exclusiveMaximum":1}"#, "1.0"),
            (r#"{"multipleOf":0.5}"#, "0.75"),
        ],
        expect![[r#"
            body: minimum: must be at least 1; `0` is not
            body: maximum: must be at most 50; `51` is not
            body: exclusiveMinimum: must be greater than 0; `0` is not
            body: exclusiveMaximum: must be less than 1; `1.0` is not
            body: multipleOf: must be a multiple of 0.5; `0.75` is not
        "#]],
    );
}

#[test]
fn arrays() {
    check(
        &[
            (r#"{"minItems":1}"#, "[]"),
            (r#"{"minItems":3}"#, "[1]"),
            (r#"{"maxItems":2}"#, "[1,2,3]"),
            (r#"{"maxItems":0}"#, "[1]"),
            (
                r#"{"uniqueItems":true}"#,
                r#"["user:created","a","user:created"]"#,
            ),
            (r#"{"uniqueItems":true}"#, r#"[{"a":1},{"a":1.0}]"#),
            (r#"{"contains":{"const":"test"}}"#, "[\"a\"]"),
            (r#"{"contains":{"type":"object","required":["id"]}}"#, "[]"),
            (r#"{"contains":{"multipleOf":2}}"#, "[1,3]"),
            (
                r#"{"contains":{"const":"test"},"minContains":2}"#,
                r#"["test"]"#,
            ),
            (
                r#"{"contains":{"required":["id"]},"minContains":2}"#,
                "[{}]",
            ),
            (
                r#"{"contains":{"const":"test"},"maxContains":1}"#,
                r#"["test","test","test"]"#,
            ),
            (
                r#"{"contains":{"multipleOf":2},"minContains":0,"maxContains":0}"#,
                "[2]",
            ),
            (r#"{"prefixItems":[{}],"items":false}"#, "[1,2]"),
        ],
        expect![[r#"
            body: minItems: must have at least 1 item; this has none: add 1
            body: minItems: must have at least 3 items; this has 1: add 2
            body: maxItems: must have at most 2 items; this has 3: remove 1
            body: maxItems: must be empty; this has 1 item
            body: uniqueItems: must not contain the same value twice; items 1 and 3 are both `user:created`: remove one
            body: uniqueItems: must not contain the same value twice; items 1 and 2 are both an object with 1 member: remove one
            body: contains: must contain an item that is `test`; its only item is not: add one
            body: contains: must contain an item where `id` is given; it is empty: add one
            body: contains: must contain an item of the documented kind; none of its 2 items is: add one
            body: minContains: must contain at least 2 items of which each is `test`; 1 is: add 1
            body: minContains: must contain at least 2 items where `id` is given; none is: add 2
            body: maxContains: must contain at most 1 item that is `test`; 3 are: remove 2
            body: maxContains: must contain no item of the documented kind; 1 is: remove 1
            body:/1 false: must not be given; remove it
        "#]],
    );
}

#[test]
fn objects() {
    const OPEN: &str =
        r#"{"properties":{"Name":{},"Events":{},"TargetUrl":{}},"additionalProperties":false}"#;
    check(
        &[
            (r#"{"required":["name"]}"#, "{}"),
            (
                r#"{"dependentRequired":{"userName":["password"]}}"#,
                r#"{"userName":"a"}"#,
            ),
            (r#"{"properties":{"token":false}}"#, r#"{"token":"x"}"#),
            (OPEN, r#"{"name":1}"#),
            (OPEN, r#"{"Event":1}"#),
            (OPEN, r#"{"other":1}"#),
            (r#"{"additionalProperties":false}"#, r#"{"a/b~c":1}"#),
            (r#"{"minProperties":1}"#, "{}"),
            (r#"{"maxProperties":1}"#, r#"{"a":1,"b":2}"#),
            (
                r#"{"propertyNames":{"pattern":"^[A-Za-z0-9-]+$"}}"#,
                r#"{"X Header":"1"}"#,
            ),
            ("{}", r#"{"a":1,"a":2}"#),
        ],
        expect![[r#"
            body:/name required: is required
            body:/password dependentRequired: is required when `userName` is given
            body:/token false: must not be given; remove it
            body:/name additionalProperties: is not a documented member: `name` differs from `Name` in upper and lower case; write `Name`
            body:/Event additionalProperties: is not a documented member: `Event`; did you mean `Events`?
            body:/other additionalProperties: is not a documented member: `other`; remove it, or use `Name`, `Events` or `TargetUrl`
            body:/a~1b~0c additionalProperties: is not a documented member: `a/b~c`; remove it
            body: minProperties: must have at least 1 member; this has none: add 1
            body: maxProperties: must have at most 1 member; this has 2: remove 1
            body:/X Header propertyNames: has a name that the documentation does not allow: it must consist of letters (A to Z in either case), digits and `-` only; `X Header` does not
            body:/a duplicate: is given twice: the name `a` occurs more than once in this object, and most readers keep only the last; remove or rename one
        "#]],
    );
}
