//! Tests of the reader against RFC 8259's grammar, and of equality against JSON Schema's.

use super::*;
use crate::write::JsonStyle;

fn read(text: &str) -> Tree {
    Tree::read(text).unwrap_or_else(|e| panic!("{text}: {e:?}"))
}

#[test]
fn places_are_found_in_any_order() {
    let tree = read(r#"{"a":[1,[2,{"~/":3}]],"":{},"a/b":"x","n":[[],[4]]}"#);
    let expected: Vec<String> = [
        "",
        "/a",
        "/a/0",
        "/a/1",
        "/a/1/0",
        "/a/1/1",
        "/a/1/1/~0~1",
        "/",
        "/a~1b",
        "/n",
        "/n/0",
        "/n/1",
        "/n/1/0",
    ]
    .map(str::to_owned)
    .into();
    let all = 0..expected.len();
    let mut seed = 7_usize;
    let shuffled = (0..200).map(|_| {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345) & 0x7FFF_FFFF;
        (seed >> 8) % expected.len()
    });
    let orders: [Vec<usize>; 3] = [
        all.clone().collect(),
        all.rev().collect(),
        shuffled.collect(),
    ];
    for order in orders {
        let mut places = Places::new(&tree);
        for index in order {
            assert_eq!(places.of(index), expected[index]);
        }
        assert_eq!(
            places.of(expected.len()),
            "",
            "a missing value has the root's place"
        );
    }
}

#[test]
fn equal_values_share_a_fingerprint() {
    let texts = [
        "1",
        "1.0",
        "10e-1",
        "-1",
        "0",
        "-0",
        "0.5",
        "\"1\"",
        "\"a\"",
        r#""\u0061""#,
        "null",
        "true",
        "false",
        "[]",
        "{}",
        "[[]]",
        "[1,2]",
        "[2,1]",
        r#"{"a":1,"b":2}"#,
        r#"{"b":2.0,"a":1}"#,
        r#"{"a":9,"b":2,"a":1}"#,
        r#"{"a":2,"b":1}"#,
        r#""\ud800""#,
        r#""\ufffd""#,
        "[[1],2]",
        "[1,[2]]",
    ];
    let trees = texts.map(read);
    for a in &trees {
        for b in &trees {
            let print = |tree: &Tree| tree.root().fingerprint();
            let same = a.root().same(b.root());
            assert_eq!(print(a) == print(b), same, "{} {}", a.text(), b.text());
        }
    }
}

#[test]
fn errors_have_a_cause_and_a_position() {
    use Cause::*;
    let cases = [
        ("", Ended, 1, 1),
        (" \n ", Ended, 2, 2),
        ("[1", Ended, 1, 3),
        ("{\"a\"", Ended, 1, 5),
        ("{\"a\":", Ended, 1, 6),
        ("[1,", Ended, 1, 4),
        ("1 2", Trailing, 1, 3),
        ("{}]", Trailing, 1, 3),
        ("[,1]", Value, 1, 2),
        ("nul", Value, 1, 1),
        ("True", Value, 1, 1),
        ("undefined", Value, 1, 1),
        ("nullx", Value, 1, 1),
        ("{a:1}", Name, 1, 2),
        ("{,}", Name, 1, 2),
        ("{1:2}", Name, 1, 2),
        ("{\"a\" 1}", Colon, 1, 6),
        ("[1 2]", Comma, 1, 4),
        ("{\"a\":1]", Comma, 1, 7),
        ("[1}", Comma, 1, 3),
        ("[1,]", TrailingComma, 1, 3),
        ("{\"a\":1 , }", TrailingComma, 1, 8),
        ("\"abc", Unclosed, 1, 1),
        ("[\"abc\\", Unclosed, 1, 2),
        ("\"é\u{1}\"", Control, 1, 3),
        ("\"a\nb\"", Control, 1, 3),
        ("\"\\x\"", Escape, 1, 2),
        ("\"\\u12g4\"", Escape, 1, 2),
        ("\"\\u12", Escape, 1, 2),
        ("\"\\'\"", Escape, 1, 2),
        ("01", Number, 1, 1),
        ("-01", Number, 1, 1),
        ("1.", Number, 1, 1),
        (".5", Number, 1, 1),
        ("1.e5", Number, 1, 1),
        ("1e", Number, 1, 1),
        ("1e+", Number, 1, 1),
        ("-", Number, 1, 1),
        ("+1", Number, 1, 1),
        ("0x1F", Number, 1, 1),
        ("1_000", Number, 1, 1),
        ("NaN", Number, 1, 1),
        ("-Infinity", Number, 1, 1),
        ("{'a':1}", Quotes, 1, 2),
        ("[\u{201C}a\u{201D}]", Quotes, 1, 2),
        ("// x\n1", Comment, 1, 1),
        ("{\"a\":1 /* x */}", Comment, 1, 8),
        ("[1]\r\n#", Comment, 2, 1),
        ("\u{FEFF}1", ByteOrderMark, 1, 1),
        ("[\r\n\"é😀\",\r\n  x]", Value, 3, 3),
        ("[\r\r\n\nx]", Value, 4, 1),
    ];
    for (text, cause, line, column) in cases {
        let error = Tree::read(text).expect_err(text);
        assert_eq!(
            (error.cause, error.line, error.column),
            (cause, line, column),
            "{text:?}"
        );
    }
}

#[test]
fn every_value_has_its_text_and_name() {
    let text = r#" {"a": [1.0, {"b\u0021":"x\ny"}], "c":null,"a":-0e+1 } "#;
    let tree = read(text);
    let seen: Vec<_> = tree
        .all()
        .map(|v| (v.name().map(Cow::into_owned), v.source()))
        .collect();
    let expected = [
        (None, text.trim()),
        (Some("a"), r#"[1.0, {"b\u0021":"x\ny"}]"#),
        (None, "1.0"),
        (None, r#"{"b\u0021":"x\ny"}"#),
        (Some("b!"), r#""x\ny""#),
        (Some("c"), "null"),
        (Some("a"), "-0e+1"),
    ]
    .map(|(name, source)| (name.map(str::to_owned), source));
    assert_eq!(seen, expected);
    let root = tree.root();
    assert_eq!(root.get("a").map(View::source), Some("-0e+1"));
    assert_eq!(root.children().count(), 3);
    let inner = root.pointer("/a/1/b!");
    assert!(inner.is_none(), "the last `a` counts: {inner:?}");
}

#[test]
fn pointers_round_trip() {
    // The example of RFC 6901, section 5.
    let tree = read(
        r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#,
    );
    let cases = [
        ("/foo", r#"["bar","baz"]"#),
        ("/foo/0", r#""bar""#),
        ("/", "0"),
        ("/a~1b", "1"),
        ("/c%d", "2"),
        ("/e^f", "3"),
        ("/g|h", "4"),
        ("/i\\j", "5"),
        ("/k\"l", "6"),
        ("/ ", "7"),
        ("/m~0n", "8"),
    ];
    for (pointer, source) in cases {
        let view = tree.root().pointer(pointer).expect(pointer);
        assert_eq!(view.source(), source, "{pointer}");
        assert_eq!(view.place(), pointer);
    }
    assert_eq!(tree.root().pointer("").map(View::index), Some(0));
    for missing in [
        "foo", "/foo/00", "/foo/2", "/foo/-", "/foo/+1", "/foo/0/x", "/x",
    ] {
        assert!(tree.root().pointer(missing).is_none(), "{missing}");
    }
}

#[test]
fn lone_surrogates_are_reported_and_stay_distinct() {
    let tree = read(r#"["\ud83d\ude00","\ud800x","\udc00\ud800","\ud800\ud800\udc00","a"]"#);
    let texts: Vec<_> = tree
        .root()
        .children()
        .filter_map(|v| Some((v.string()?.into_owned(), v.exact())))
        .collect();
    let expected = [
        ("😀", true),
        ("\u{FFFD}x", false),
        ("\u{FFFD}\u{FFFD}", false),
        ("\u{FFFD}\u{10000}", false),
        ("a", true),
    ]
    .map(|(text, exact)| (text.to_owned(), exact));
    assert_eq!(texts, expected);
    let same = |a: &str, b: &str| read(a).root().same(read(b).root());
    assert!(!same(r#""\ud800""#, r#""\ud801""#));
    assert!(!same(r#""\ud800""#, r#""\ufffd""#));
    assert!(same(r#""\uD800""#, r#""\ud800""#));
}

#[test]
fn equality_is_by_value() {
    let cases = [
        ("1", "1.0", true),
        ("100", "1e2", true),
        ("0", "-0.0e9", true),
        ("1", "\"1\"", false),
        ("0", "false", false),
        ("\"\\u0041\"", "\"A\"", true),
        ("[1,2]", "[1.0, 2]", true),
        ("[1,2]", "[2,1]", false),
        ("[1]", "[1,1]", false),
        ("[1,1]", "[1]", false),
        ("{\"a\":1,\"b\":[{}]}", "{\"b\":[{}],\"\\u0061\":1}", true),
        ("{\"a\":1}", "{\"a\":1,\"b\":2}", false),
        ("{\"a\":1,\"a\":2}", "{\"a\":2}", true),
        ("{\"a\":1,\"a\":2}", "{\"a\":1}", false),
        ("[]", "{}", false),
        ("[[1],[2]]", "[[1],[3]]", false),
    ];
    for (a, b, same) in cases {
        assert_eq!(read(a).root().same(read(b).root()), same, "{a} {b}");
        assert_eq!(read(b).root().same(read(a).root()), same, "{b} {a}");
    }
}

#[test]
fn any_depth_is_read_compared_and_written() {
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    let tree = read(&deep);
    assert_eq!(tree.all().count(), 1_000_000);
    assert!(tree.root().same(tree.root()));
    assert_eq!(write::layout(tree.root(), JsonStyle::Compact), deep);
    let indented = write::layout(tree.root(), JsonStyle::Indented);
    assert!(indented.len() < deep.len() + 10_000, "{}", indented.len());
    assert!(read(&indented).root().same(tree.root()));
    let open = "[{\"a\":".repeat(1_000_000);
    assert_eq!(Tree::read(open).map_err(|e| e.cause), Err(Cause::Ended));
}

#[test]
fn ten_megabytes_and_many_members_take_linear_time() {
    let mut text = String::from("{");
    for n in 0..300_000 {
        text.push_str(&format!("\"name {n}\":[{n}.5,\"some text\\n\"],"));
    }
    text.push_str("\"last\":1}");
    assert!(text.len() > 10_000_000);
    let tree = read(&text);
    assert_eq!(tree.all().count(), 900_002);
    assert!(tree.root().same(tree.root()));
}

#[test]
fn formatting_changes_white_space_only() {
    let tree = read(" {\"\\u0061\" : [ 1.50e+3 , [ ] , { } , \"\\/x\" ] ,\"b\":{\"c\":null}} ");
    assert_eq!(
        write::layout(tree.root(), JsonStyle::Compact),
        "{\"\\u0061\":[1.50e+3,[],{},\"\\/x\"],\"b\":{\"c\":null}}"
    );
    let indented = "{\n  \"\\u0061\": [\n    1.50e+3,\n    [],\n    {},\n    \"\\/x\"\n  ],\n  \"b\": {\n    \"c\": null\n  }\n}";
    assert_eq!(write::layout(tree.root(), JsonStyle::Indented), indented);
    let part = tree.root().pointer("/b").expect("b");
    assert_eq!(write::layout(part, JsonStyle::Compact), "{\"c\":null}");
}

#[test]
fn literals_match_json_stringify() {
    // JSON.stringify("\0\b\t\n\v\f\r\x1b\x1f\"\\/\x7f\u2028é😀")
    assert_eq!(
        write::quoted("\0\u{8}\t\n\u{b}\u{c}\r\u{1b}\u{1f}\"\\/\u{7f}\u{2028}é😀"),
        "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001b\\u001f\\\"\\\\/\u{7f}\u{2028}é😀\""
    );
    for code in (0..0xD800).chain(0xE000..0x11000) {
        let text: String = char::from_u32(code).into_iter().collect();
        let tree = read(&write::quoted(&text));
        assert_eq!(tree.root().string().as_deref(), Some(&*text));
    }
}

fn number(text: &str) -> Number<'_> {
    Number::read(text).unwrap_or_else(|| panic!("{text} is a number"))
}

#[test]
fn numbers_order_by_value() {
    let rising: &[&[&str]] = &[
        &["-1e400", "-10e399"],
        &["-1.5", "-15e-1", "-0.15e1"],
        &["-1e-400"],
        &["0", "-0", "0.000", "0e999999999999", "-0.0E-7"],
        &["1e-99999999999999999", "10e-100000000000000000"],
        &["0.05", "5e-2", "0.0500"],
        &["0.1"],
        &["1", "1.0", "1e0", "10e-1", "0.01e2"],
        &["9.99"],
        &["10", "1e1", "1E+1", "10.000"],
        &["9007199254740992"],
        &["9007199254740993", "9007199254740993.0"],
        &["1e308"],
        &["1e400", "0.1e401"],
        &["1e99999999999999999999"],
    ];
    for (i, a) in rising.iter().enumerate() {
        for (j, b) in rising.iter().enumerate() {
            for (a, b) in a.iter().flat_map(|a| b.iter().map(move |b| (a, b))) {
                assert_eq!(number(a).cmp(&number(b)), i.cmp(&j), "{a} {b}");
            }
        }
    }
}

#[test]
fn integers_are_recognised_by_value() {
    for text in [
        "0",
        "-0.0",
        "1.0",
        "1e2",
        "1.50e1",
        "0.1e1",
        "1e999999999",
        "0e-9",
    ] {
        assert!(number(text).is_integer(), "{text}");
    }
    for text in ["0.5", "1.5", "15e-1", "1e-1", "1e-999999999", "1.01e1"] {
        assert!(!number(text).is_integer(), "{text}");
    }
    let cases = [
        ("2147483647", Some(2147483647), true),
        ("2147483648", Some(2147483648), false),
        ("-2147483648.0", Some(-2147483648), true),
        ("-2147483649", Some(-2147483649), false),
        ("9223372036854775807", Some(i64::MAX), false),
        ("9223372036854775808", None, false),
        ("-9223372036854775808", Some(i64::MIN), false),
        ("-9223372036854775809", None, false),
        ("1e18", Some(1_000_000_000_000_000_000), false),
        ("1e19", None, false),
        ("12e1", Some(120), true),
        ("1.5", None, false),
        (
            "0e999999999999999999999999999999999999999999",
            Some(0),
            true,
        ),
        ("1e999999999999999999999999999999999999999999", None, false),
        ("1e-999999999999999999999999999999999999999999", None, false),
    ];
    for (text, value, small) in cases {
        assert_eq!(number(text).to_i64(), value, "{text}");
        assert_eq!(number(text).fits_i64(), value.is_some(), "{text}");
        assert_eq!(number(text).fits_i32(), small, "{text}");
    }
}

#[test]
fn multiples_are_exact() {
    let cases = [
        ("10", "5", true),
        ("10", "3", false),
        ("0.3", "0.1", true),
        ("0.35", "0.1", false),
        ("1e400", "7", false),
        ("7e400", "7", true),
        ("1e400", "0.0001", true),
        ("1e999999999999", "1024", true),
        ("1e9", "1024", false),
        ("1e10", "1024", true),
        ("0.0075", "0.0001", true),
        ("0.00751", "0.0001", false),
        ("1", "10", false),
        ("100", "1e2", true),
        ("0", "3", true),
        ("-9", "3", true),
        ("9", "-3", true),
        ("4.5", "1.5", true),
        ("1", "0", false),
        ("123456789012345678901234567890", "9007199254740993", false),
        ("9007199254740993e20", "9007199254740993", true),
    ];
    for (value, divisor, expected) in cases {
        let multiple = number(value).multiple_of(number(divisor));
        assert_eq!(multiple, expected, "{value} of {divisor}");
    }
    for text in [
        "", "-", "1.", "01", "+1", "1 ", " 1", "1e", "0x1", "NaN", "1,5",
    ] {
        assert!(Number::read(text).is_none(), "{text}");
    }
}

/// A small seeded generator, so that a failing case can be reproduced.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

#[test]
fn no_text_makes_the_reader_panic_and_serde_json_agrees() {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"\\u00e9\"",
        "1",
        "-0.5e3",
        "01",
        "null",
        "true",
        "false",
        " ",
        "\n",
        "\"",
        "\\",
        "é",
        "\"\\ud83d\\ude00\"",
        ".",
        "e",
        "-",
    ];
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut valid = 0;
    for _ in 0..200_000 {
        let length = random.below(9);
        let text: String = (0..length)
            .map(|_| pieces[random.below(pieces.len() as u64) as usize])
            .collect();
        let ours = Tree::read(&*text);
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        assert_eq!(ours.is_ok(), theirs.is_ok(), "{text:?}");
        match ours {
            Ok(tree) => {
                valid += 1;
                for style in [JsonStyle::Compact, JsonStyle::Indented] {
                    let again = read(&write::layout(tree.root(), style));
                    assert!(again.root().same(tree.root()), "{text:?}");
                }
            }
            Err(error) => assert!(text.is_char_boundary(error.at), "{text:?}"),
        }
    }
    assert!(valid > 5_000, "{valid}");
}

#[test]
fn a_value_keeps_its_text() {
    for text in [
        "null",
        "true",
        "1",
        "-7",
        "-1.50",
        "1e+5",
        "123456789012345678901234567890",
        "\"a\"",
        "[]",
        "[1,{}]",
        "{}",
        r#"{"a":{"b":[null,0.10]},"c":2}"#,
        // Objects that look like `serde_json`'s internal form of numbers.
        r#"{"$serde_json::private::Number":"1,\"a\":2"}"#,
        r#"{"$serde_json::private::Number":""}"#,
        r#"{"$serde_json::private::Number":1}"#,
        r#"{"a":1,"$serde_json::private::Number":"2"}"#,
    ] {
        let written = Value::read(text).map(|value| value.text());
        assert_eq!(written, Ok(text.to_owned()));
    }
}

#[test]
fn a_value_may_be_of_any_depth_on_a_small_stack() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let text = [&open.repeat(100_000), "1", &close.repeat(100_000)].concat();
        let again = on_a_small_stack({
            let text = text.clone();
            move || {
                let value = Value::read(&text).map(|value| value.clone().text());
                let tree = Tree::read(text).expect("JSON");
                let print = tree.root().fingerprint();
                assert_eq!(print, tree.root().fingerprint());
                assert!(tree.root().same(tree.root()));
                value
            }
        });
        assert_eq!(again, Ok(text));
    }
}

/// Runs a closure with the stack size of WebAssembly.
fn on_a_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    let running = thread.spawn(run).expect("a thread");
    running.join().expect("no overflow")
}

#[test]
fn fingerprints_are_equal_where_values_are_the_same() {
    let values = [
        "1",
        "1.0",
        "10e-1",
        "-0",
        "0",
        "100",
        "1e2",
        "\"1\"",
        "\"a\"",
        "\"\\u0061\"",
        "null",
        "true",
        "false",
        "[]",
        "{}",
        "[1,2]",
        "[2,1]",
        "[1.0,2]",
        "[[1],2]",
        r#"{"a":1,"b":2}"#,
        r#"{"b":2,"a":1.0}"#,
        r#"{"a":2,"b":1}"#,
        r#"{"a":0,"a":1,"b":2}"#,
        r#""\ud800""#,
        r#""\udc00""#,
        "0.1",
        "1e-1",
        "1e400",
        "1e401",
    ];
    for one in values {
        for other in values {
            let (a, b) = (read(one), read(other));
            let same = a.root().same(b.root());
            let prints = a.root().fingerprint() == b.root().fingerprint();
            assert_eq!(same, prints, "{one} {other}");
        }
    }
}
