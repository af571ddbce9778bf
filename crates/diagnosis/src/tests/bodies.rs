//! Bodies that were changed after signing.

use super::super::cause::*;
use super::*;

/// Checks the causes found for a body and for what the named program signed.
#[track_caller]
fn check(here: &str, signed: &[u8], causes: &[Cause]) {
    check_as(here.as_bytes(), signed, "application/json", causes);
}

#[track_caller]
fn check_as(here: &[u8], signed: &[u8], media: &str, causes: &[Cause]) {
    let received = github(here, signed, media);
    let found = run(Search::new(&preset("github"), &secrets(SECRET), &received));
    let found = found.map(|explanation| explanation.causes);
    assert_eq!(
        found.as_deref(),
        Ok(causes),
        "{}",
        String::from_utf8_lossy(signed)
    );
}

/// JSON with everything that programs write in different ways.
const RICH: &str = r#"{"b":"Zoë <a>/é&😀","a":[1.0,1e5,{"z":null,"y":true}],"10":{},"9":[]}"#;

#[test]
fn spacing_is_explained() {
    use Spacing::*;
    let spacing = Cause::Spacing;
    // Node's JSON.stringify and Python's json.dumps of one value.
    let compact = r#"{"b":[1,2,{"c":"d"}],"a":{},"e":[]}"#;
    let spaced = r#"{"b": [1, 2, {"c": "d"}], "a": {}, "e": []}"#;
    let two = "{\n  \"b\": [\n    1,\n    2,\n    {\n      \"c\": \"d\"\n    }\n  ],\n  \"a\": {},\n  \"e\": []\n}";
    let four = two.replace("  ", "    ");
    let tab = two.replace("  ", "\t");
    // Jackson's writerWithDefaultPrettyPrinter.
    let jackson =
        "{\n  \"b\" : [ 1, 2, {\n    \"c\" : \"d\"\n  } ],\n  \"a\" : { },\n  \"e\" : [ ]\n}";
    check(spaced, compact.as_bytes(), &[spacing(Compact)]);
    check(compact, spaced.as_bytes(), &[spacing(Spaced)]);
    check(compact, two.as_bytes(), &[spacing(Two)]);
    check(two, four.as_bytes(), &[spacing(Four)]);
    check(&four, tab.as_bytes(), &[spacing(Tab)]);
    check(&tab, jackson.as_bytes(), &[spacing(Jackson)]);
    check(jackson, compact.as_bytes(), &[spacing(Compact)]);
}

#[test]
fn the_order_of_keys_is_explained() {
    let here = r#"{"bb":1,"a":{"d":[],"c":{"2":0,"10":0,"x":0}},"ccc":2,"b":3,"e":4,"f":5}"#;
    check(
        here,
        br#"{"a":{"c":{"10":0,"2":0,"x":0},"d":[]},"b":3,"bb":1,"ccc":2,"e":4,"f":5}"#,
        &[Cause::Order(Order::Sorted)],
    );
    check(
        here,
        br#"{"a":{"c":{"2":0,"x":0,"10":0},"d":[]},"b":3,"e":4,"f":5,"bb":1,"ccc":2}"#,
        &[Cause::Order(Order::ByLength)],
    );
    check(
        r#"{"x":1,"10":2,"9":3,"y":4,"z":5,"w":6}"#,
        br#"{"9":3,"10":2,"x":1,"y":4,"z":5,"w":6}"#,
        &[Cause::Order(Order::NumbersFirst)],
    );
    check(
        r#"{"x":1,"y":2,"z":3}"#,
        br#"{"z":3,"x":1,"y":2}"#,
        &[Cause::Order(Order::Other)],
    );
}

#[test]
fn escapes_slashes_and_numbers_are_explained() {
    let here = r#"{"t":"Zo\u00eb \u003ca href='/x'>&+\"","u":"é😀"}"#;
    let plain = r#"{"t":"Zoë <a href='/x'>&+\"","u":"é😀"}"#;
    check(here, plain.as_bytes(), &[Cause::Escapes(Escapes::Plain)]);
    check(
        plain,
        br#"{"t":"Zo\u00eb <a href='/x'>&+\"","u":"\u00e9\ud83d\ude00"}"#,
        &[Cause::Escapes(Escapes::Lower)],
    );
    check(
        plain,
        br#"{"t":"Zo\u00EB <a href='/x'>&+\"","u":"\u00E9\uD83D\uDE00"}"#,
        &[Cause::Escapes(Escapes::Upper)],
    );
    check(
        plain,
        r#"{"t":"Zoë \u003ca href='/x'\u003e\u0026+\"","u":"é😀"}"#.as_bytes(),
        &[Cause::Escapes(Escapes::Html)],
    );
    check(
        plain,
        br#"{"t":"Zo\u00EB \u003Ca href=\u0027/x\u0027\u003E\u0026\u002B\u0022","u":"\u00E9\uD83D\uDE00"}"#,
        &[Cause::Escapes(Escapes::Net)],
    );
    check(
        r#"{"u":"https://a/b"}"#,
        br#"{"u":"https:\/\/a\/b"}"#,
        &[Cause::Slashes { escaped: true }],
    );
    check(
        r#"{"u":"https:\/\/a\/b"}"#,
        br#"{"u":"https://a/b"}"#,
        &[Cause::Slashes { escaped: false }],
    );
    check(
        r#"{"a":1.0,"b":1e5,"c":-0.50}"#,
        br#"{"a":1,"b":100000,"c":-0.5}"#,
        &[Cause::Numbers(Numbers::Short)],
    );
    check(
        r#"{"a":1e5,"b":7,"c":2E-7}"#,
        br#"{"a":100000.0,"b":7,"c":2e-07}"#,
        &[Cause::Numbers(Numbers::Python)],
    );
    check(
        r#"{"a":1,"b":[2]}"#,
        br#"{"a":1.0,"b":[2.0]}"#,
        &[Cause::Numbers(Numbers::Pointed)],
    );
    let number = |place: &str, here: &str, signed: &str| Cause::Number {
        place: place.to_owned(),
        here: here.to_owned(),
        signed: signed.to_owned(),
    };
    check(
        r#"{"n":2,"a":100000}"#,
        br#"{"n":2,"a":1e5}"#,
        &[number("/a", "100000", "1e5")],
    );
    check(
        r#"{"n":2,"a":1,"b":3}"#,
        br#"{"n":2,"a":1.0,"b":3.0}"#,
        &[number("/a", "1", "1.0"), number("/b", "3", "3.0")],
    );
}

#[test]
fn what_stands_instead_of_the_body_is_explained() {
    let here = r#"{"a":1}"#;
    for (lost, signed) in [
        (Lost::Empty, ""),
        (Lost::Object, "[object Object]"),
        (Lost::Braces, "{}"),
        (Lost::Undefined, "undefined"),
        (Lost::Null, "null"),
        (Lost::Base64, "eyJhIjoxfQ=="),
        (
            Lost::Hash,
            "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862",
        ),
    ] {
        check(here, signed.as_bytes(), &[Cause::Lost(lost)]);
    }
    check(here, br#""{\"a\":1}""#, &[Cause::Quoted { quoted: true }]);
    check(
        r#""{\"a\":1}""#,
        here.as_bytes(),
        &[Cause::Quoted { quoted: false }],
    );
}

#[test]
fn text_changes_are_explained() {
    let line = |added, crlf| Cause::LastLine { added, crlf };
    let here = "{\"a\":\n1}";
    check(here, b"{\"a\":\n1}\n", &[line(true, false)]);
    check(here, b"{\"a\":\n1}\r\n", &[line(true, true)]);
    check("{\"a\":1}\n", b"{\"a\":1}", &[line(false, false)]);
    check("{\"a\":1}\r\n", b"{\"a\":1}", &[line(false, true)]);
    check("  {\"a\": 1 }\n\n", b"{\"a\": 1 }", &[Cause::Trimmed]);
    check(here, b"{\"a\":\r\n1}", &[Cause::LineEnds { crlf: true }]);
    check(
        "{\"a\":\r\n1}\r\n",
        here.as_bytes(),
        &[line(false, true), Cause::LineEnds { crlf: false }],
    );
    check(
        "{\"a\":\r\n1}",
        here.as_bytes(),
        &[Cause::LineEnds { crlf: false }],
    );
    check(
        here,
        b"\xEF\xBB\xBF{\"a\":\n1}",
        &[Cause::ByteOrderMark { added: true }],
    );
    check(
        "\u{FEFF}{\"a\":1}",
        b"{\"a\":1}",
        &[Cause::ByteOrderMark { added: false }],
    );
}

#[test]
fn charsets_are_explained() {
    let here = "{\"a\":\"é\"}";
    let twice = "{\"a\":\"Ã©\"}";
    check(
        here,
        b"{\"a\":\"\xE9\"}",
        &[Cause::Charset(Charset::Latin1)],
    );
    check(here, twice.as_bytes(), &[Cause::Charset(Charset::Twice)]);
    check(twice, here.as_bytes(), &[Cause::Charset(Charset::Once)]);
    check_as(
        b"{\"a\":\"\xE9\"}",
        here.as_bytes(),
        "",
        &[Cause::Charset(Charset::Utf8)],
    );
    check_as(
        b"{\"a\":\"\xE9\"}",
        "{\"a\":\"\u{FFFD}\"}".as_bytes(),
        "",
        &[Cause::Charset(Charset::Replaced)],
    );
}

#[test]
fn forms_are_explained() {
    let form = "application/x-www-form-urlencoded";
    // Python: urlencode, quote; Node: URLSearchParams, encodeURIComponent.
    for (here, signed, change) in [
        ("b=x+y&a=%3A", "b=x%20y&a=%3A", Form::Percent20),
        ("b=x%20y&a=%3A", "b=x+y&a=%3A", Form::Plus),
        ("b=x+y&a=%3a", "b=x+y&a=%3A", Form::UpperHex),
        ("b=x+y&a=%3A", "b=x+y&a=%3a", Form::LowerHex),
        ("b=x+y&a=%3A&a=1", "a=%3A&a=1&b=x+y", Form::Sorted),
        ("b=x+y&a=%3A%26", "b=x y&a=:&", Form::Decoded),
        ("b=x%20(y)~*", "b=x+%28y%29%7E*", Form::Url),
        ("b=x+%28y%29%7E%2A", "b=x%20(y)~*", Form::Component),
        ("b=x+(y)%7E*", "b=x%20%28y%29~%2A", Form::Rfc3986),
        ("b=x+y&a=%3A", r#"{"b":"x y","a":":"}"#, Form::Json),
    ] {
        check_as(
            here.as_bytes(),
            signed.as_bytes(),
            form,
            &[Cause::Form(change)],
        );
    }
}

#[test]
fn two_changes_at_once_are_explained() {
    use Spacing::{Spaced, Two};
    let line = Cause::LastLine {
        added: true,
        crlf: false,
    };
    check(
        r#"{"b":1,"a":2}"#,
        b"{\"a\": 2, \"b\": 1}",
        &[Cause::Spacing(Spaced), Cause::Order(Order::Sorted)],
    );
    check(
        r#"{"b":1,"a":2}"#,
        b"{\n  \"b\": 1,\n  \"a\": 2\n}\n",
        &[Cause::Spacing(Two), line],
    );
    check(
        r#"{"b":1,"a":2}"#,
        b"{\r\n  \"b\": 1,\r\n  \"a\": 2\r\n}",
        &[Cause::Spacing(Two), Cause::LineEnds { crlf: true }],
    );
    check(
        r#"{"b":1,"a":2}"#,
        br#"{"b": 1.0, "a": 2}"#,
        &[
            Cause::Spacing(Spaced),
            Cause::Number {
                place: "/b".to_owned(),
                here: "1".to_owned(),
                signed: "1.0".to_owned(),
            },
        ],
    );
    check_as(
        b"b=x+y&a=%3a",
        b"a=%3a&b=x%20y",
        "application/x-www-form-urlencoded",
        &[Cause::Form(Form::Percent20), Cause::Form(Form::Sorted)],
    );
}

/// Runs a program on an input; panics if it is not installed.
pub fn run_program(program: &str, arguments: &[&str], input: &str) -> Vec<u8> {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = child.unwrap_or_else(|error| panic!("{program}: {error}"));
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin
        .write_all(input.as_bytes())
        .expect("the program reads");
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success(), "{program} fails");
    output.stdout
}

#[test]
fn what_python_and_node_write_of_it_is_recognised() {
    let python = |call: &str, causes: &[Cause]| {
        let program = format!(
            "import json,sys; v=json.loads(sys.stdin.buffer.read()); sys.stdout.write({call})"
        );
        let signed = run_program("python3", &["-c", &program], RICH);
        check(RICH, &signed, causes);
    };
    let node = |call: &str, causes: &[Cause]| {
        let program = format!(
            "let v=JSON.parse(require('fs').readFileSync(0,'utf8')); process.stdout.write({call})"
        );
        let signed = run_program("node", &["-e", &program], RICH);
        check(RICH, &signed, causes);
    };
    let spaced = Cause::Spacing(Spacing::Spaced);
    let lower = Cause::Escapes(Escapes::Lower);
    let floats = Cause::Numbers(Numbers::Python);
    python(
        "json.dumps(v)",
        &[spaced.clone(), lower.clone(), floats.clone()],
    );
    python(
        "json.dumps(v,ensure_ascii=False)",
        &[spaced.clone(), floats.clone()],
    );
    python(
        "json.dumps(v,separators=(',',':'))",
        &[lower, floats.clone()],
    );
    python(
        "json.dumps(v,ensure_ascii=False,separators=(',',':'))",
        std::slice::from_ref(&floats),
    );
    python(
        "json.dumps(v,ensure_ascii=False,indent=4)",
        &[Cause::Spacing(Spacing::Four), floats],
    );
    let short = Cause::Numbers(Numbers::Short);
    let first = Cause::Order(Order::NumbersFirst);
    node("JSON.stringify(v)", &[first, short]);
}

#[test]
fn what_well_known_programs_change_at_once_is_explained() {
    let here = "{\"b\": \"Zoë <a>/é&😀\", \"a\": [1.5, 100000, {\"z\": null, \"y\": true}]}";
    let compact = || Cause::Spacing(Spacing::Compact);
    let lower = || Cause::Escapes(Escapes::Lower);
    let slashes = || Cause::Slashes { escaped: true };
    // PHP 8: json_encode, also with JSON_PRETTY_PRINT.
    let php = br#"{"b":"Zo\u00eb <a>\/\u00e9&\ud83d\ude00","a":[1.5,100000,{"z":null,"y":true}]}"#;
    check(here, php, &[compact(), lower(), slashes()]);
    let pretty = "{\n    \"b\": \"Zo\\u00eb <a>\\/\\u00e9&\\ud83d\\ude00\",\n    \"a\": [\n        1.5,\n        \
                  100000,\n        {\n            \"z\": null,\n            \"y\": true\n        }\n    ]\n}";
    let four = Cause::Spacing(Spacing::Four);
    check(here, pretty.as_bytes(), &[four, lower(), slashes()]);
    // Go: json.Marshal of a map.
    let go = r#"{"a":[1.5,100000,{"y":true,"z":null}],"b":"Zoë \u003ca\u003e/é\u0026😀"}"#;
    let html = Cause::Escapes(Escapes::Html);
    check(
        here,
        go.as_bytes(),
        &[compact(), Cause::Order(Order::Sorted), html],
    );
    // Ruby: to_json.
    let ruby = r#"{"b":"Zoë <a>/é&😀","a":[1.5,100000,{"z":null,"y":true}]}"#;
    check(here, ruby.as_bytes(), &[compact()]);
    // Python: json.dumps(…, sort_keys=True, separators=(",", ":")).
    let python =
        br#"{"a":[1.5,100000,{"y":true,"z":null}],"b":"Zo\u00eb <a>/\u00e9&\ud83d\ude00"}"#;
    check(
        here,
        python,
        &[compact(), Cause::Order(Order::Sorted), lower()],
    );
}
