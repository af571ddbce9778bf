//! The output of well-known programs for one value, and times written as dates.

use super::super::cause::*;
use super::*;
use signature::{DigestText, Unit};

/// Checks a GitHub delivery of `here` with the signature of a program's output.
#[track_caller]
fn check(here: &str, signed: &str, causes: &[Cause]) {
    let received = github(here.as_bytes(), signed.as_bytes(), "application/json");
    let found = run(Search::new(&preset("github"), &secrets(SECRET), &received));
    let found = found.map(|found| found.causes);
    assert_eq!(found.as_deref(), Ok(causes));
}

const HERE: &str = r#"{"b": "Zoë <a href='/x'>é&=😀\u0001", "a": [1.5, 100000, {"z": null, "y": true}], "e": [], "o": {}, "u": "https:\/\/a\/b"}"#;

const PLAIN: Cause = Cause::Slashes { escaped: false };
const SLASHES: Cause = Cause::Slashes { escaped: true };
const COMPACT: Cause = Cause::Spacing(Spacing::Compact);
const LOWER: Cause = Cause::Escapes(Escapes::Lower);

#[test]
fn what_php_and_ruby_write_is_explained() {
    // PHP 8: json_encode of json_decode, without flags, with JSON_UNESCAPED_UNICODE and
    // JSON_UNESCAPED_SLASHES, and with JSON_PRETTY_PRINT.
    check(
        HERE,
        r#"{"b":"Zo\u00eb <a href='\/x'>\u00e9&=\ud83d\ude00\u0001","a":[1.5,100000,{"z":null,"y":true}],"e":[],"o":{},"u":"https:\/\/a\/b"}"#,
        &[COMPACT, LOWER, SLASHES],
    );
    let compact = r#"{"b":"Zoë <a href='/x'>é&=😀\u0001","a":[1.5,100000,{"z":null,"y":true}],"e":[],"o":{},"u":"https://a/b"}"#;
    check(HERE, compact, &[COMPACT, PLAIN]);
    let pretty = "{\n    \"b\": \"Zo\\u00eb <a href='\\/x'>\\u00e9&=\\ud83d\\ude00\\u0001\",\n    \"a\": [\n        1.5,\n        \
                  100000,\n        {\n            \"z\": null,\n            \"y\": true\n        }\n    ],\n    \"e\": [],\n    \"o\": {},\n    \
                  \"u\": \"https:\\/\\/a\\/b\"\n}";
    check(
        HERE,
        pretty,
        &[Cause::Spacing(Spacing::Four), LOWER, SLASHES],
    );
    // Ruby 3: to_json is as PHP's with both flags; JSON.generate(value, space: " "), and with ascii_only.
    check(
        HERE,
        r#"{"b": "Zoë <a href='/x'>é&=😀\u0001","a": [1.5,100000,{"z": null,"y": true}],"e": [],"o": {},"u": "https://a/b"}"#,
        &[Cause::Spacing(Spacing::Colons), PLAIN],
    );
    check(
        HERE,
        r#"{"b":"Zo\u00eb <a href='/x'>\u00e9&=\ud83d\ude00\u0001","a":[1.5,100000,{"z":null,"y":true}],"e":[],"o":{},"u":"https://a/b"}"#,
        &[COMPACT, LOWER, PLAIN],
    );
    // Ruby 3: JSON.pretty_generate.
    let pretty = "{\n  \"b\": \"Zoë <a href='/x'>é&=😀\\u0001\",\n  \"a\": [\n    1.5,\n    100000,\n    {\n      \"z\": null,\n      \
                  \"y\": true\n    }\n  ],\n  \"e\": [\n\n  ],\n  \"o\": {\n  },\n  \"u\": \"https://a/b\"\n}";
    check(HERE, pretty, &[Cause::Spacing(Spacing::Ruby), PLAIN]);
}

/// Go: json.Marshal of a struct, whose fields keep their declared order.
#[test]
fn members_in_another_order_and_written_again_are_explained() {
    check(
        r#"{"id": 7, "kind": "a", "at": null, "list": [1, 2]}"#,
        r#"{"kind":"a","list":[1,2],"id":7,"at":null}"#,
        &[COMPACT, Cause::Order(Order::Other)],
    );
}

#[test]
fn what_go_python_and_gson_write_is_explained() {
    // Go: json.Marshal of a map.
    check(
        HERE,
        r#"{"a":[1.5,100000,{"y":true,"z":null}],"b":"Zoë \u003ca href='/x'\u003eé\u0026=😀\u0001","e":[],"o":{},"u":"https://a/b"}"#,
        &[
            COMPACT,
            Cause::Order(Order::Sorted),
            Cause::Escapes(Escapes::Html),
            PLAIN,
        ],
    );
    // Python: json.dumps, and with separators=(", ", ":").
    check(
        HERE,
        r#"{"b": "Zo\u00eb <a href='/x'>\u00e9&=\ud83d\ude00\u0001", "a": [1.5, 100000, {"z": null, "y": true}], "e": [], "o": {}, "u": "https://a/b"}"#,
        &[LOWER, PLAIN],
    );
    check(
        r#"{"b":"Zoë","a":[1.5,100000,{"z":null,"y":true}],"e":[],"o":{}}"#,
        r#"{"b":"Zo\u00eb", "a":[1.5, 100000, {"z":null, "y":true}], "e":[], "o":{}}"#,
        &[Cause::Spacing(Spacing::Commas), LOWER],
    );
    // Java's Gson escapes the characters of HTML_SAFE_REPLACEMENT_CHARS in its JsonWriter; a map
    // that it reads has doubles.
    check(
        HERE,
        r#"{"b":"Zoë \u003ca href\u003d\u0027/x\u0027\u003eé\u0026\u003d😀\u0001","a":[1.5,100000.0,{"z":null,"y":true}],"e":[],"o":{},"u":"https://a/b"}"#,
        &[
            COMPACT,
            Cause::Escapes(Escapes::Gson),
            Cause::Numbers(Numbers::Pointed),
            PLAIN,
        ],
    );
}

/// The example of RFC 8785, section 3.2.2, and its canonical form, section 3.2.3.
#[test]
fn canonical_json_is_explained() {
    let here = "{\n  \"numbers\": [333333333.33333329, 1E30, 4.50,\n              2e-3, 0.000000000000000000000000001],\n  \
                \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n  \"literals\": [null, true, false]\n}";
    let canonical = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                     \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
    check(
        here,
        canonical,
        &[
            COMPACT,
            Cause::Order(Order::Sorted),
            Cause::Escapes(Escapes::Plain),
            Cause::Numbers(Numbers::Short),
            PLAIN,
        ],
    );
}

#[test]
fn a_time_that_is_written_as_a_date_is_explained() {
    let body = r#"{"created_at":"2023-11-14T22:30:20Z"}"#;
    let other = |place: &str, value: &str| Cause::OtherTime {
        place: place.to_owned(),
        value: value.to_owned(),
    };
    let at = || other("/created_at", "2023-11-14T22:30:20Z");
    let date = "Tue, 14 Nov 2023 22:15:00 GMT";
    let unit = Cause::TimeUnit;
    for (signed, causes) in [
        ("2023-11-14T22:30:20Z", vec![at()]),
        (date, vec![other("Date", date)]),
        ("1700001020", vec![at(), unit(Unit::Seconds)]),
        (
            "1700000100000",
            vec![other("Date", date), unit(Unit::Milliseconds)],
        ),
    ] {
        let text = [signed, ".", body].concat();
        let digest = hmac::mac(Algorithm::Sha256, SECRET.as_bytes(), text.as_bytes());
        let signature = hmac::text(&digest, DigestText::Hex);
        let raw = format!(
            "POST / HTTP/1.1\r\nDate: {date}\r\nStripe-Signature: t=1700000000,v1={signature}\r\n\r\n{body}"
        );
        let received = received::read(raw.as_bytes());
        let found = run(Search::new(&preset("stripe"), &secrets(SECRET), &received));
        assert_eq!(found.map(|found| found.causes), Ok(causes), "{signed}");
    }
}

/// A large body reports that some changes were not tried, and the others are found.
#[test]
fn a_large_body_is_searched_as_far_as_it_is_said() {
    let here = format!("{{\"a\": \"{}\"}}", "x".repeat(600 << 10));
    let line = Cause::LastLine {
        added: true,
        crlf: false,
    };
    check(&here, &format!("{here}\n"), &[line]);
    check(&format!(" {here}\r\n"), &here, &[Cause::Trimmed]);
    let lines = format!("{here}\n").repeat(2);
    let crlf = lines.replace('\n', "\r\n");
    check(&lines, &crlf, &[Cause::LineEnds { crlf: true }]);
    let text = here.replace('x', "é");
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let received = github(text.as_bytes(), &latin, "");
    let found = run(Search::new(&preset("github"), &secrets(SECRET), &received));
    let causes = found.map(|found| found.causes);
    assert_eq!(causes, Ok(vec![Cause::Charset(Charset::Latin1)]));
    let received = github(here.as_bytes(), b"another", "application/json");
    let ruled = run(Search::new(&preset("github"), &secrets(SECRET), &received));
    let ruled = ruled.expect_err("nothing is found");
    assert!(ruled.large && ruled.complete);
    let said = worded(&ruled);
    assert!(said.contains("Not tried, because the body is larger than 512 KB"));
}
