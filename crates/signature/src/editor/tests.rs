//! Schemes to text and back, and the message of every fault.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;
use crate::Kind;
use crate::{legend, presets};

fn editor(id: &str) -> SchemeEditor {
    let scheme = presets::find(id).unwrap_or_default();
    SchemeEditor::copy(&scheme, scheme.title.clone())
}

fn typed(text: &str) -> SchemeEditor {
    editor("github").edited(Edit::Text(text.into()))
}

/// Lists the faults, one per line.
fn faults(editor: &SchemeEditor) -> String {
    let mut out = String::new();
    for placed in editor.faults.iter() {
        let (line, column, fault) = (placed.line, placed.column, &placed.fault);
        let word = if fault.is_error { "error" } else { "warning" };
        let (place, message) = (&fault.place, fault.message());
        let _ = writeln!(out, "{line}:{column} {place} ({word}) {message}");
    }
    out
}

#[track_caller]
fn check_faults(text: &str, expected: Expect) {
    expected.assert_eq(&faults(&typed(text)));
}

/// Returns the scheme in an editor, under the id of its original.
fn scheme(editor: &SchemeEditor, id: &str) -> Scheme {
    Scheme {
        id: id.to_owned(),
        ..(*editor.scheme).clone()
    }
}

#[test]
fn every_scheme_comes_back_from_its_text_as_it_was() {
    let mut odd = String::new();
    for preset in presets::known() {
        let editor = SchemeEditor::copy(preset, preset.title.clone());
        assert_eq!(editor.errors(), 0, "{}:\n{}", preset.id, faults(&editor));
        assert!(!editor.is_changed());
        assert_eq!(scheme(&editor, &preset.id), *preset);
        let again = editor.edited(Edit::Text(editor.text.clone()));
        assert_eq!(again, editor);
        // The result is the same in an editor that had another scheme before.
        let typed = typed(&editor.text);
        assert_eq!(scheme(&typed, &preset.id), *preset);
        for placed in editor.faults.iter() {
            let _ = writeln!(odd, "{}: {}", preset.title, placed.fault.message());
        }
    }
    expect![[r#"
        Mailgun: Nothing of the body is signed, so a receiver cannot tell whether it was changed.
    "#]]
    .assert_eq(&odd);
}

#[test]
fn a_copy_keeps_where_the_certificate_is() {
    let copied = editor("aws-sns").edited(Edit::Title("Mine".into()));
    let known = presets::find("aws-sns").unwrap_or_default();
    assert!(!known.certificate.is_empty());
    assert_eq!(copied.scheme.certificate, known.certificate);
    assert!(copied.errors() == 0 && &*copied.scheme.title == "Mine");
    let wrong = copied.edited(Edit::Text(
        r#"{"title":"A","kind":"rsa","headers":{"X":"{signature}"},"certificate":{"":"a.example","/b":" ","c":1,"/b":"x"}}"#.into(),
    ));
    expect![[r#"
        1:75 /certificate/ (error) A name is missing. Write one in the empty quotes.
        1:100 /certificate/c (error) `c` must be a text in double quotes.
        1:107 /certificate/~1b (error) `/b` occurs twice. Give each a separate name, or remove one.
        1:107 /certificate/~1b (error) Enter the hosts that may serve the certificate, such as `*.example.com`.
    "#]]
    .assert_eq(&faults(&wrong));
}

#[test]
fn what_is_no_scheme_stays_as_it_was_typed() {
    let begun = editor("stripe");
    for text in ["", "{\n  \"title\": \"é\" \"x\"", "[1]", "\"whsec\"", "7"] {
        let broken = begun.edited(Edit::Text(text.into()));
        assert_eq!(&*broken.text, text);
        assert!(!broken.is_object() && broken.errors() == 1);
        assert_eq!(
            broken.scheme, begun.scheme,
            "the last sound one is in force"
        );
        let renamed = broken.edited(Edit::Title("Other".into()));
        assert_eq!(renamed, broken, "a name is not put into what does not read");
    }
    let deep = [
        "{\"title\":".to_owned(),
        "[".repeat(100_000),
        "]".repeat(100_000),
        "}".to_owned(),
    ];
    check_faults(
        "",
        expect![[r#"
            1:1  (error) The text is empty. Paste a scheme, or start with `{}`.
        "#]],
    );
    check_faults(
        "{\n  \"title\": \"é\" \"x\"",
        expect![[r#"
            2:16  (error) a comma is missing before this; put one after the previous value
        "#]],
    );
    check_faults(
        "[1]",
        expect![[r#"
            1:1  (error) The scheme must be an object, `{…}`.
        "#]],
    );
    check_faults(
        "\"whsec\"",
        expect![[r#"
            1:1  (error) The scheme must be an object, `{…}`.
        "#]],
    );
    check_faults(
        "7",
        expect![[r#"
            1:1  (error) The scheme must be an object, `{…}`.
        "#]],
    );
    check_faults(
        "null",
        expect![[r#"
            1:1  (error) The scheme must be an object, `{…}`.
        "#]],
    );
    check_faults(
        &deep.concat(),
        expect![[r#"
            1:10 /title (error) `title` must be a text in double quotes.
        "#]],
    );
}

#[test]
fn every_fault_of_a_part_is_reported_at_its_place() {
    check_faults(
        r#"{
  "id": "mine",
  "kind": "mac",
  "algorithm": "MD5",
  "digest": 1,
  "key": {"encoding": "b64", "template": "{sec}", "prefix": null, "x": 1},
  "content": "{body}.{signature}",
  "colour": "red",
  "json": "utf-8",
  "unit": "min",
  "list": "",
  "tolerance": {"seconds": "soon", "future": "no", "past": 1},
  "title": " "
}"#,
        expect![[r#"
            2:9 /id (warning) A scheme gets its `id` when it is saved. This one is ignored.
            3:11 /kind (error) `kind` cannot be `mac`. Choose `none`, `hmac`, `hash`, `secret`, `ed25519`, `ecdsa` or `rsa`.
            4:16 /algorithm (error) `algorithm` cannot be `MD5`. Choose `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`.
            5:13 /digest (error) `digest` must be a text in double quotes.
            6:23 /key/encoding (error) `encoding` cannot be `b64`. Choose `text`, `hex`, `base64` or `base64url`.
            6:42 /key/template (error) `{sec}` is not a placeholder; use `{body}`, `{timestamp}`, `{id}`, `{method}`, `{url}`, `{path}`, `{query}`, `{target}` and 16 more
            6:61 /key/prefix (error) `prefix` must be a text in double quotes.
            6:72 /key/x (error) There is no member `x` here. Use `label`, `help`, `encoding`, `prefix` or `template`.
            7:14 /content (error) `{signature}` is computed from this, so it cannot be a part of it. Put it into the value of a header field or of a body member.
            8:13 /colour (error) A scheme has no member `colour`. Correct its name, or remove it.
            9:11 /json (error) `json` cannot be `utf-8`. Choose `free` or `ascii`.
            10:11 /unit (error) `unit` cannot be `min`. Choose `s` or `ms`.
            11:11 /list (error) Two signatures need a separator. Enter one, or remove `list` if there is only one signature.
            12:16 /tolerance (error) `tolerance` needs `seconds`.
            12:28 /tolerance/seconds (error) `seconds` must be a whole number, such as 300.
            12:46 /tolerance/future (error) `future` must be `true` or `false`.
            12:60 /tolerance/past (error) There is no member `past` here. Use `seconds` or `future`.
            13:12 /title (error) A scheme needs a name to be saved under.
        "#]],
    );
    check_faults(
        r#"{
  "title": "a\nb",
  "inputs": [{"name": "body"}, {"name": "a b"}, {"name": ""}, {"name": "k", "default": "x"}, {"name": "k"}, 5],
  "parts": {"p": "{signature}", "": "x", "body": "{p}"},
  "headers": {"X A": "{signature}", "": "{", "X-B": "{timestmp}", "x-{nope}": "{p}{k}"},
  "before": {"X-C": "{signature}"},
  "members": {"signature": "{signature}"},
  "query": {"a": 1, "a": "{{"},
  "marks": ["", "/", 7]
}"#,
        expect![[r#"
            2:12 /title (error) A name must be one line without control characters.
            3:23 /inputs/0/name (error) `body` is the name of another placeholder. Choose another one.
            3:41 /inputs/1/name (error) Templates cannot use the name `a b`. Use letters, digits, `_` and `-`.
            3:58 /inputs/2/name (error) A name is missing. Write one in the empty quotes.
            3:88 /inputs/3/default (error) A secret cannot have a default, because the scheme is saved and copied with it. Enter the secret where the request is signed.
            3:103 /inputs/4/name (error) `k` occurs twice. Give each a separate name, or remove one.
            3:109 /inputs/5 (error) Item 6 of `inputs` must be an object, `{…}`.
            4:18 /parts/p (error) `{signature}` is computed from this, so it cannot be a part of it. Put it into the value of a header field or of a body member.
            4:37 /parts/ (error) A name is missing. Write one in the empty quotes.
            4:50 /parts/body (error) `body` is the name of another placeholder. Choose another one.
            5:22 /headers/X A (error) `X A` is not a header name: HTTP does not allow a space at character 2 in one; use letters, digits and `-`
            5:41 /headers/ (error) A name is missing. Write one in the empty quotes.
            5:41 /headers/ (error) This text has a `{` that is not closed. Put `}` after the name, or write `{{` for a brace.
            5:53 /headers/X-B (error) `{timestmp}` is not a placeholder; did you mean `{timestamp}`?
            5:79 /headers/x-{nope} (error) `{nope}` is not a placeholder; use `{body}`, `{timestamp}`, `{id}`, `{method}`, `{url}`, `{path}`, `{query}`, `{target}` and 24 more
            6:21 /before/X-C (error) `{signature}` is computed from this, so it cannot be a part of it. Put it into the value of a header field or of a body member.
            7:28 /members/signature (error) A body member is named by its JSON Pointer, which begins with `/`: `/signature`, or `/meta/signature` for a member of `meta`.
            8:26 /query/a (error) `a` must be a text in double quotes.
            9:13 /marks/0 (warning) This mark is empty. Name a header field, or a body member by its JSON Pointer.
            9:17 /marks/1 (warning) This mark is empty. Name a header field, or a body member by its JSON Pointer.
            9:22 /marks/2 (error) Item 3 of `marks` must be a text in double quotes.
        "#]],
    );
    for (text, expected) in [
        (
            r#"{"title":"A","key":[],"inputs":{},"headers":[],"marks":{},"tolerance":5,"description":5}"#,
            expect![[r#"
                1:20 /key (error) `key` must be an object, `{…}`.
                1:32 /inputs (error) `inputs` must be a list, `[…]`.
                1:45 /headers (error) `headers` must be an object, `{…}`.
                1:56 /marks (error) `marks` must be a list, `[…]`.
                1:71 /tolerance (error) `tolerance` must be an object, `{…}`.
                1:87 /description (error) `description` must be a text in double quotes.
            "#]],
        ),
        (
            r#"{"title":"A","title":"B","tolerance":{},"headers":{"X":"{signature}"}}"#,
            expect![[r#"
                1:22 /title (error) `title` occurs twice. Give each a separate name, or remove one.
                1:38 /tolerance (error) `tolerance` needs `seconds`.
            "#]],
        ),
        (
            r#"{"scheme":"stripe"}"#,
            expect![[r#"
                1:11 /scheme (error) This text only names the scheme `stripe`. Choose it in the list and copy it.
            "#]],
        ),
        (
            &format!(r#"{{"title":"{}"}}"#, "n".repeat(61)),
            expect![[r#"
                1:10 /title (error) A name has at most 60 characters. This one has 61.
            "#]],
        ),
        (
            &format!(r#"{{"title":"A","content":"{}"}}"#, "{a:".repeat(20)),
            expect![[r#"
                1:24 /content (error) `content` has a `{` that is not closed. Put `}` after the name, or write `{{` for a brace.
            "#]],
        ),
        (
            &format!(
                r#"{{"title":"A","content":"{}{}"}}"#,
                "{header:".repeat(20),
                "}".repeat(20)
            ),
            expect![[r#"
                1:24 /content (error) `content` nests placeholders too deeply. Reduce the nesting.
            "#]],
        ),
    ] {
        check_faults(text, expected);
    }
}

#[test]
fn faults_of_the_whole_are_reported_once_its_parts_are_valid() {
    for (text, expected) in [
        (
            r#"{"title":"A"}"#,
            expect![[r#"
                1:1 /headers (error) Nothing carries `{signature}`. Put it into the value of a header field or of a body member.
            "#]],
        ),
        (
            r#"{"title":"A","kind":"secret","headers":{"X":"{signature}"}}"#,
            expect![[r#"
                1:40 /headers (error) Nothing carries `{secret}`. Put it into the value of a header field or of a body member.
            "#]],
        ),
        (
            r#"{"title":"A","kind":"secret","headers":{"X":"key"}}"#,
            expect![[r#"
                1:40 /headers (error) Nothing carries `{secret}`. Put it into the value of a header field or of a body member.
            "#]],
        ),
        (
            r#"{"title":"A","content":"{id}{nonce}{date}","key":{"template":"k","prefix":"whsec_"},"headers":{"X":"t={timestamp},{signature}"}}"#,
            expect![[r#"
                1:24 /content (warning) Nothing of the body is signed, so a receiver cannot tell whether it was changed.
                1:24 /content (warning) `{id}` is signed but not sent, so no receiver can verify it. Put it into the value of a header field too.
                1:24 /content (warning) `{nonce}` is signed but not sent, so no receiver can verify it. Put it into the value of a header field too.
                1:24 /content (warning) `{date}` is signed but not sent, so no receiver can verify it. Put it into the value of a header field too.
                1:62 /key/template (warning) The key does not contain `{secret}`.
                1:75 /key/prefix (warning) A prefix is removed only before decoding. A secret in text encoding keeps it.
            "#]],
        ),
        (
            r#"{"title":"A","tolerance":{"seconds":5},"headers":{"X":"{signature}"}}"#,
            expect![[r#"
                1:26 /tolerance (warning) No time is sent, so a receiver cannot refuse an old one. Put `{timestamp}` into the value of a header field.
            "#]],
        ),
        (
            r#"{"title":"A","content":"{timestamp}{body}","headers":{"X":"{timestamp}{signature}"}}"#,
            expect![[r#"
                1:54 /headers (warning) A request signed with this scheme does not verify. Check whether two placeholders in a value are adjacent, so that they cannot be separated.
            "#]],
        ),
        (
            r#"{"title":"A","headers":{"X":"t={timestamp},{signature}"}}"#,
            expect![[r#"
                1:1 /content (warning) `{timestamp}` is sent but not signed, so anyone can change it. Add it to `content` too.
            "#]],
        ),
        (r#"{"title":"A","kind":"none"}"#, expect![[r#""#]]),
    ] {
        check_faults(text, expected);
    }
}

#[test]
fn a_scheme_is_taken_out_of_a_documents_extension() {
    let wrapped = r#"{"x-webhook-signature": {"description": "d", "scheme": {"title": "Acme", "headers": {"X": "{signature}"}}}}"#;
    let wrapped = typed(wrapped);
    assert_eq!(
        (wrapped.title.as_str(), faults(&wrapped).as_str()),
        ("Acme", "")
    );
    let renamed = wrapped.edited(Edit::Title("Acme 2".into()));
    expect![[r#"{"x-webhook-signature": {"description": "d", "scheme": {"title": "Acme 2", "headers": {"X": "{signature}"}}}}"#]]
        .assert_eq(&renamed.text);
    assert_eq!(&*renamed.scheme.title, "Acme 2");
    check_faults(
        r#"{"x-webhook-signature": {"scheme": {"title": "A", "digest": "b64"}}}"#,
        expect![[r#"
            1:61 /digest (error) `digest` cannot be `b64`. Choose `hex`, `base64` or `base64url`.
        "#]],
    );
}

#[test]
fn a_name_is_put_into_the_text_and_nothing_else_of_it_changes() {
    let odd = typed("{\"colour\": 1e5,\n\t\"title\":\"A\", \"headers\":{\"X\":\"{signature}\"}}");
    let renamed = odd.edited(Edit::Title("B \"b\"".into()));
    assert_eq!(
        &*renamed.text,
        "{\"colour\": 1e5,\n\t\"title\":\"B \\\"b\\\"\", \"headers\":{\"X\":\"{signature}\"}}"
    );
    assert_eq!(renamed.title, "B \"b\"");
    let unnamed = typed(r#"{"headers":{"X":"{signature}"}}"#);
    assert_eq!((unnamed.title.as_str(), unnamed.errors()), ("", 1));
    let named = unnamed.edited(Edit::Title("A".into()));
    assert_eq!(
        &*named.text,
        r#"{"headers":{"X":"{signature}"},"title":"A"}"#
    );
    assert_eq!(named.errors(), 0);
}

#[test]
fn every_placeholder_and_member_that_is_listed_can_be_used_and_each_is_listed() {
    for (piece, _) in legend::PLACEHOLDERS {
        let value = ["{signature} ", piece].concat();
        let value = json::write::quoted(&value);
        let typed = typed(&format!(r#"{{"title":"A","headers":{{"X":{value}}}}}"#));
        assert_eq!(typed.errors(), 0, "{piece}: {}", faults(&typed));
    }
    let listed = |name: &str| {
        legend::PLACEHOLDERS
            .iter()
            .any(|(piece, _)| piece.trim_matches(['{', '}']).split(':').next() == Some(name))
    };
    for known in crate::render::known(&Scheme::default(), true) {
        let name = known.split(':').next().unwrap_or_default();
        assert!(listed(name), "{name}");
    }
    let mut members = Vec::new();
    for (within, text) in [
        ("", r#"{"?":1}"#),
        ("key/", r#"{"key":{"?":1}}"#),
        ("inputs/", r#"{"inputs":[{"?":1}]}"#),
        ("tolerance/", r#"{"tolerance":{"?":1}}"#),
    ] {
        match crate::read::scheme(text).map_err(|fault| fault.cause) {
            Err(FaultCause::Misfit(json::de::Cause::Unknown(known))) => {
                members.extend(known.iter().map(|name| [within, name].concat()));
            }
            read => panic!("{read:?}"),
        }
    }
    members.retain(|name| name != "id");
    members.sort();
    let mut listed = legend::MEMBERS.map(|member| member.0);
    listed.sort();
    assert_eq!(members, listed);
}

/// Whatever is typed, nothing panics, nothing is lost, and a valid scheme can be read.
#[test]
fn any_text_is_kept_and_a_sound_one_is_a_scheme() {
    let mut seed = 7_u32;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    let bits = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "title",
        "\"headers\"",
        "\"{signature}\"",
        "{body",
        "null",
        "5",
        "é",
        "\\",
        "\"kind\"",
        "\"key\"",
        "\"inputs\"",
        "\"name\"",
        " ",
        "\n",
    ];
    let known = presets::known();
    for round in 0..800 {
        let mut text: Vec<char> = SchemeEditor::copy(&known[round % known.len()], "A".to_owned())
            .text
            .chars()
            .collect();
        for _ in 0..=random(3) {
            let at = random(text.len());
            let end = (at + random(12)).min(text.len());
            text.splice(at..end, bits[random(bits.len())].chars());
            text.push(' ');
        }
        let text: Rc<str> = text.into_iter().collect::<String>().into();
        let typed = typed(&text);
        assert_eq!(typed.text, text);
        if typed.errors() == 0 {
            let again = typed.edited(Edit::Text(super::text(&typed.scheme).into()));
            assert_eq!(again.scheme, typed.scheme);
        }
        let renamed = typed.edited(Edit::Title("é\"".into()));
        assert!(!renamed.is_object() || renamed.title == "é\"");
    }
}

#[test]
fn a_kind_of_none_signs_and_reports_nothing() {
    let none = typed(r#"{"title":"A","kind":"none"}"#);
    assert_eq!(none.scheme.kind, Kind::Nothing);
    assert_eq!(none.errors(), 0);
}
