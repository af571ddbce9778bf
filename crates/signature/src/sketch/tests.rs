//! Schemes through form and text and back, and what is said of each fault.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;
use crate::Kind;
use crate::presets;

fn sketch(id: &str) -> Sketch {
    let scheme = presets::find(id).unwrap_or_default();
    Sketch::copy(&scheme, scheme.title.clone())
}

fn typed(text: &str) -> Sketch {
    sketch("github").edited(Edit::Text(text.into()))
}

/// What is wrong, one a line.
fn faults(sketch: &Sketch) -> String {
    let mut out = String::new();
    for fault in sketch.broken.iter().chain(sketch.faults.iter()) {
        let (line, column, place) = (fault.line, fault.column, &fault.place);
        let severity = fault.problem.severity.word();
        let message = &fault.problem.message();
        let _ = writeln!(out, "{line}:{column} {place} ({severity}) {message}");
    }
    out
}

#[track_caller]
fn says(text: &str, expected: Expect) {
    expected.assert_eq(&faults(&typed(text)));
}

/// The scheme of a sketch under the id of the one that it was made of.
fn scheme(sketch: &Sketch, id: &str) -> Scheme {
    Scheme {
        id: id.to_owned(),
        ..(*sketch.scheme).clone()
    }
}

#[test]
fn every_scheme_comes_back_from_its_text_as_it_was() {
    let mut odd = String::new();
    for preset in presets::known() {
        let sketch = Sketch::copy(preset, preset.title.clone());
        assert!(sketch.is_sound(), "{}:\n{}", preset.id, faults(&sketch));
        assert!(!sketch.is_changed());
        assert_eq!(scheme(&sketch, &preset.id), *preset);
        let again = sketch.edited(Edit::Text(sketch.text.clone()));
        assert_eq!(again, sketch);
        for fault in sketch.faults.iter() {
            let _ = writeln!(odd, "{}: {}", preset.title, fault.problem.message());
        }
    }
    expect![[r#"
        Mailgun: Nothing of the body is signed: a receiver cannot tell whether it was changed
    "#]]
    .assert_eq(&odd);
}

#[test]
fn every_scheme_comes_back_from_the_form() {
    for preset in presets::known() {
        let mut form = typed(r#"{"title":"","kind":"none"}"#);
        // Where a certificate is has no control; what is copied keeps it, as below.
        let preset = &Scheme {
            certificate: Vec::new(),
            ..preset.clone()
        };
        let of = Sketch::copy(preset, preset.title.clone());
        for place in [
            "/title",
            "/description",
            "/kind",
            "/algorithm",
            "/digest",
            "/key/label",
            "/key/help",
            "/key/encoding",
            "/key/prefix",
            "/key/template",
            "/content",
            "/json",
            "/list",
            "/unit",
            "/time",
            "/stamp",
            "/newer",
        ] {
            form = form.edited(Edit::Set(place, of.value(place).into()));
        }
        for (index, row) in of.rows().into_iter().enumerate() {
            form = form.edited(Edit::AddRow);
            let last = form
                .rows()
                .into_iter()
                .filter(|r| r.group == Group::Headers)
                .count()
                - 1;
            form = form.edited(Edit::NameRow(Group::Headers, last, row.name.clone().into()));
            form = form.edited(Edit::ValueRow(
                Group::Headers,
                last,
                row.value.clone().into(),
            ));
            form = form.edited(Edit::MoveRow(Group::Headers, last, row.group));
            assert_eq!(form.rows().get(index), Some(&row), "{}", preset.id);
        }
        for (index, input) in of.inputs().iter().enumerate() {
            form = form.edited(Edit::AddInput);
            for name in ["name", "label", "help", "default", "without"] {
                let text = input
                    .get(name)
                    .and_then(json::Value::as_str)
                    .unwrap_or_default();
                form = form.edited(Edit::Input(index, name, text.into()));
            }
            for name in ["secret", "taken"] {
                let flag = input.get(name).and_then(json::Value::as_bool) == Some(true);
                form = form.edited(Edit::Flag(index, name, flag));
            }
        }
        form = form.edited(Edit::Marks(of.marks().into()));
        form = form.edited(Edit::Clock(of.clocked()));
        if let Some(tolerance) = preset.tolerance {
            form = form.edited(Edit::Seconds(tolerance.seconds.to_string().into()));
        }
        assert_eq!(scheme(&form, &preset.id), *preset, "{}", faults(&form));
        assert_eq!(form.text, of.text);
    }
}

#[test]
fn a_copy_keeps_where_the_certificate_is() {
    let copied = sketch("aws-sns").edited(Edit::Set("/title", "Mine".into()));
    let known = presets::find("aws-sns").unwrap_or_default();
    assert!(!known.certificate.is_empty());
    assert_eq!(copied.scheme.certificate, known.certificate);
    assert!(copied.is_sound() && &*copied.scheme.title == "Mine");
    let wrong = copied.edited(Edit::Text(
        r#"{"title":"A","kind":"rsa","headers":{"X":"{signature}"},"certificate":{"":"a.example","/b":" ","c":1,"/b":"x"}}"#.into(),
    ));
    expect![[r#"
        1:75 /certificate/0 (error) needs a name
        1:92 /certificate/1 (error) Say which hosts the certificate has to be on, as `*.example.com`
        1:100 /certificate/2 (error) has to be a text in double quotes
        1:107 /certificate/3 (error) `/b` stands twice: give each a name of its own, or remove one
    "#]]
    .assert_eq(&faults(&wrong));
}

#[test]
fn what_is_no_scheme_stays_as_it_was_typed() {
    let begun = sketch("stripe");
    for text in ["", "{\n  \"title\": \"é\" \"x\"", "[1]", "\"whsec\"", "7"] {
        let broken = begun.edited(Edit::Text(text.into()));
        assert_eq!(&*broken.text, text);
        assert!(broken.broken.is_some() && !broken.is_sound() && broken.errors() == 1);
        assert_eq!(
            broken.scheme, begun.scheme,
            "the last sound one is in force"
        );
        let formed = broken.edited(Edit::Set("/title", "Other".into()));
        assert_eq!(formed, broken, "the form does not write over it");
    }
    let deep = [
        "{\"title\":".to_owned(),
        "[".repeat(200),
        "]".repeat(200),
        "}".to_owned(),
    ];
    says(
        "",
        expect![[r#"
        1:1  (error) is empty, which is no JSON; write a value, such as `{}`
    "#]],
    );
    says(
        "{\n  \"title\": \"é\" \"x\"",
        expect![[r#"
        2:16  (error) JSON breaks at line 2, column 16: a comma is missing before this; put one after the previous value
    "#]],
    );
    says(
        "[1]",
        expect![[r#"
        1:1  (error) A scheme is an object, `{…}`, and this is a list: copy the scheme whole, from its `{` to its `}`
    "#]],
    );
    says(
        "\"whsec\"",
        expect![[r#"
        1:1  (error) A scheme is an object, `{…}`, and this is a text: copy the scheme whole, from its `{` to its `}`
    "#]],
    );
    says(
        "7",
        expect![[r#"
        1:1  (error) A scheme is an object, `{…}`, and this is a number: copy the scheme whole, from its `{` to its `}`
    "#]],
    );
    says(
        "null",
        expect![[r#"
        1:1  (error) A scheme is an object, `{…}`, and this is a word: copy the scheme whole, from its `{` to its `}`
    "#]],
    );
    says(
        &deep.concat(),
        expect![[r#"
        1:1  (error) This nests deeper than any scheme: look whether it is one
    "#]],
    );
}

#[test]
fn every_fault_of_a_part_is_said_at_its_place() {
    says(
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
            2:9 /id (warning) The `id` is given when the scheme is saved; this one is passed over
            3:11 /kind (error) cannot be `mac`: choose `none`, `hmac`, `hash`, `secret`, `ed25519`, `ecdsa` or `rsa`
            4:16 /algorithm (error) cannot be `MD5`: choose `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`
            5:13 /digest (error) has to be a text in double quotes
            6:23 /key/encoding (error) cannot be `b64`: choose `text`, `hex`, `base64` or `base64url`
            6:42 /key/template (error) `{sec}` stands for nothing; use `{body}`, `{timestamp}`, `{id}`, `{method}`, `{url}`, `{path}`, `{query}`, `{target}` and 16 more
            6:61 /key/prefix (error) has to be a text in double quotes
            6:72 /key/x (error) A scheme has no member `x`: correct its name, or remove it
            7:14 /content (error) `{signature}` is what comes of this, so it cannot be a part of it: put it into the value of a header field or of a body member
            8:13 /colour (error) A scheme has no member `colour`: correct its name, or remove it
            9:11 /json (error) cannot be `utf-8`: choose `free` or `ascii`
            10:11 /unit (error) cannot be `min`: choose `s` or `ms`
            11:11 /list (error) Something has to stand between two signatures: write it, or remove this where there is only one
            12:28 /tolerance/seconds (error) is a whole number of seconds, such as 300, not `soon`
            12:46 /tolerance/future (error) has to be `true` or `false`
            12:60 /tolerance/past (error) A scheme has no member `past`: correct its name, or remove it
            13:12 /title (error) A scheme needs a name to be saved under
        "#]],
    );
    says(
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
            2:12 /title (error) A name is one line, without control characters
            3:23 /inputs/0/name (error) `{body}` stands for something else already: choose another name
            3:41 /inputs/1/name (error) `a b` cannot be named in a template: use letters, digits, `_` and `-`
            3:58 /inputs/2/name (error) needs a name
            3:88 /inputs/3/default (error) A secret has no default here, since the scheme is saved and copied with it: type the secret where the request is signed
            3:103 /inputs/4/name (error) `k` stands twice: give each a name of its own, or remove one
            3:109 /inputs/5 (error) has to be an object, `{…}`
            4:18 /parts/0 (error) `{signature}` is what comes of this, so it cannot be a part of it: put it into the value of a header field or of a body member
            4:37 /parts/1 (error) needs a name
            4:50 /parts/2 (error) `{body}` stands for something else already: choose another name
            5:22 /headers/0 (error) is no header name: HTTP does not allow a space at character 2 in one; use letters, digits and `-`
            5:41 /headers/1 (error) needs a name
            5:41 /headers/1 (error) has a `{` that is not closed; put `}` after the name, or write `{{` for a brace
            5:53 /headers/2 (error) `{timestmp}` stands for nothing; did you mean `{timestamp}`?
            5:79 /headers/3 (error) `{nope}` stands for nothing; use `{body}`, `{timestamp}`, `{id}`, `{method}`, `{url}`, `{path}`, `{query}`, `{target}` and 24 more
            6:21 /before/0 (error) `{signature}` is what comes of this, so it cannot be a part of it: put it into the value of a header field or of a body member
            7:28 /members/0 (error) A body member is named by its JSON Pointer, which begins with `/`: `/signature`, or `/meta/signature` for a member of `meta`
            8:18 /query/0 (error) has to be a text in double quotes
            8:26 /query/1 (error) `a` stands twice: give each a name of its own, or remove one
            9:13 /marks/0 (warning) is empty: name a header field, or a body member by its JSON Pointer
            9:17 /marks/1 (warning) is empty: name a header field, or a body member by its JSON Pointer
            9:22 /marks/2 (error) has to be a text in double quotes
        "#]],
    );
    for (text, expected) in [
        (
            r#"{"title":"A","key":[],"inputs":{},"headers":[],"marks":{},"tolerance":5,"description":5}"#,
            expect![[r#"
                1:20 /key (error) has to be an object, `{…}`
                1:32 /inputs (error) has to be a list, `[…]`
                1:45 /headers (error) has to be an object, `{…}`
                1:56 /marks (error) has to be a list, `[…]`
                1:71 /tolerance (error) has to be an object, `{…}`
                1:87 /description (error) has to be a text in double quotes
            "#]],
        ),
        (
            r#"{"title":"A","title":"B","tolerance":{},"headers":{"X":"{signature}"}}"#,
            expect![[r#"
                1:22 /title (error) `title` stands twice: give each a name of its own, or remove one
                1:38 /tolerance/seconds (error) needs `seconds`, such as 300
            "#]],
        ),
        (
            r#"{"scheme":"stripe"}"#,
            expect![[r#"
                1:11 /scheme (error) This only names the scheme `stripe`: choose that in the list, and copy it
            "#]],
        ),
        (
            &format!(r#"{{"title":"{}"}}"#, "n".repeat(61)),
            expect![[r#"
                1:10 /title (error) A name has at most 60 characters; this one has 61
            "#]],
        ),
        (
            &format!(r#"{{"title":"A","content":"{}"}}"#, "{a:".repeat(20)),
            expect![[r#"
                1:24 /content (error) has a `{` that is not closed; put `}` after the name, or write `{{` for a brace
            "#]],
        ),
        (
            &format!(
                r#"{{"title":"A","content":"{}{}"}}"#,
                "{header:".repeat(20),
                "}".repeat(20)
            ),
            expect![[r#"
                1:24 /content (error) has placeholders nested too deeply; write it flatter
            "#]],
        ),
    ] {
        says(text, expected);
    }
}

#[test]
fn what_is_wrong_with_the_whole_is_said_once_its_parts_are_sound() {
    for (text, expected) in [
        (
            r#"{"title":"A"}"#,
            expect![[r#"
            1:1 /headers (error) Nothing carries `{signature}`: put it into the value of a header field or of a body member
        "#]],
        ),
        (
            r#"{"title":"A","kind":"secret","headers":{"X":"{signature}"}}"#,
            expect![[r#"
                1:40 /headers (error) Nothing carries `{secret}`: put it into the value of a header field or of a body member
            "#]],
        ),
        (
            r#"{"title":"A","kind":"secret","headers":{"X":"key"}}"#,
            expect![[r#"
                1:40 /headers (error) Nothing carries `{secret}`: put it into the value of a header field or of a body member
            "#]],
        ),
        (
            r#"{"title":"A","content":"{id}{nonce}{date}","key":{"template":"k","prefix":"whsec_"},"headers":{"X":"t={timestamp},{signature}"}}"#,
            expect![[r#"
                1:24 /content (warning) Nothing of the body is signed: a receiver cannot tell whether it was changed
                1:24 /content (warning) `{id}` is signed and not sent, so no receiver can verify it: put it into the value of a header field too
                1:24 /content (warning) `{nonce}` is signed and not sent, so no receiver can verify it: put it into the value of a header field too
                1:24 /content (warning) `{date}` is signed and not sent, so no receiver can verify it: put it into the value of a header field too
                1:62 /key/template (warning) The key is made without `{secret}`
                1:75 /key/prefix (warning) is cut off before decoding only; a secret that is taken as text is taken whole
            "#]],
        ),
        (
            r#"{"title":"A","tolerance":{"seconds":5},"headers":{"X":"{signature}"}}"#,
            expect![[r#"
                1:26 /tolerance (warning) No time is sent, so there is none to refuse: put `{timestamp}` into the value of a header field
            "#]],
        ),
        (
            r#"{"title":"A","content":"{timestamp}{body}","headers":{"X":"{timestamp}{signature}"}}"#,
            expect![[r#"
                1:54 /headers (warning) A request that is signed so does not verify: look whether two parts of a value stand side by side, so that they cannot be told apart
            "#]],
        ),
        (
            r#"{"title":"A","headers":{"X":"t={timestamp},{signature}"}}"#,
            expect![[r#"
                1:1 /content (warning) `{timestamp}` is sent and not signed, so anyone can change it: name it in what is signed
            "#]],
        ),
        (r#"{"title":"A","kind":"none"}"#, expect![[r#""#]]),
    ] {
        says(text, expected);
    }
}

#[test]
fn a_scheme_is_taken_out_of_a_documents_extension() {
    let wrapped = r#"{"x-signpost-signature": {"description": "d", "scheme": {"title": "Acme", "headers": {"X": "{signature}"}}}}"#;
    let wrapped = typed(wrapped);
    assert_eq!(
        (wrapped.title().as_str(), faults(&wrapped).as_str()),
        ("Acme", "")
    );
    let edited = wrapped.edited(Edit::Set("/digest", "base64".into()));
    expect![[r#"
        {
          "title": "Acme",
          "digest": "base64",
          "headers": {
            "X": "{signature}"
          }
        }"#]]
    .assert_eq(&edited.text);
}

#[test]
fn the_form_keeps_what_it_does_not_know_and_what_is_wrong() {
    let odd = typed(
        r#"{"title":"A","colour":1e5,"headers":{"X":"{signature}","X":"2"},"tolerance":{"future":false}}"#,
    );
    let edited = odd.edited(Edit::Set("/content", "{body".into()));
    let edited = edited.edited(Edit::Seconds("0x10".into()));
    let edited = edited.edited(Edit::ValueRow(Group::Headers, 1, "3".into()));
    expect![[r#"
        {
          "title": "A",
          "colour": 1e5,
          "content": "{body",
          "headers": {
            "X": "{signature}",
            "X": "3"
          },
          "tolerance": {
            "seconds": "0x10",
            "future": false
          }
        }"#]]
    .assert_eq(&edited.text);
    assert_eq!(edited.value("/tolerance/seconds"), "0x10");
    assert_eq!(edited.clocked(), Clocked::Old);
    let mended = edited
        .edited(Edit::Set("/content", "{body}".into()))
        .edited(Edit::Clock(Clocked::Never))
        .edited(Edit::RemoveRow(Group::Headers, 1))
        .edited(Edit::Set("/key/prefix", "k".into()))
        .edited(Edit::Set("/key/prefix", "".into()))
        .edited(Edit::Marks("X-Event\n/type".into()))
        .edited(Edit::AddInput)
        .edited(Edit::RemoveInput(0))
        .edited(Edit::RemoveRow(Group::Query, 3));
    expect![[r#"
        {
          "title": "A",
          "colour": 1e5,
          "headers": {
            "X": "{signature}"
          },
          "marks": [
            "X-Event",
            "/type"
          ]
        }"#]]
    .assert_eq(&mended.text);
    assert_eq!(mended.marks(), "X-Event\n/type");
}

#[test]
fn every_part_that_is_listed_can_be_named_and_every_part_is_listed() {
    for (piece, _) in parts::ALL {
        let mut sketch = typed(r#"{"title":"A","headers":{"X":"{signature}"}}"#);
        sketch = sketch.edited(Edit::ValueRow(
            Group::Headers,
            0,
            ["{signature} ", piece].concat().into(),
        ));
        let place = "/headers/0";
        assert!(
            sketch.problems(place).is_empty(),
            "{piece}: {}",
            faults(&sketch)
        );
    }
    let listed = |name: &str| {
        parts::ALL
            .iter()
            .any(|(piece, _)| piece.trim_matches(['{', '}']).split(':').next() == Some(name))
    };
    for known in crate::render::known(&Scheme::default(), true) {
        let name = known.split(':').next().unwrap_or_default();
        assert!(listed(name), "{name}");
    }
    assert!(
        parts::USUAL
            .iter()
            .all(|piece| parts::ALL.iter().any(|all| all.0 == *piece))
    );
}

/// Whatever is typed: no panic, nothing lost, and what is sound is a scheme that reads.
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
        let mut text: Vec<char> = Sketch::copy(&known[round % known.len()], "A".to_owned())
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
        let sketch = typed(&text);
        assert_eq!(sketch.text, text);
        if sketch.is_sound() {
            assert_eq!(
                sketch
                    .edited(Edit::Text(super::text(&sketch.scheme).into()))
                    .scheme,
                sketch.scheme
            );
        }
        for edit in [
            Edit::AddRow,
            Edit::AddInput,
            Edit::Clock(Clocked::Old),
            Edit::Seconds("é".into()),
            Edit::Input(0, "name", "n".into()),
        ] {
            sketch
                .edited(edit)
                .edited(Edit::RemoveRow(Group::Headers, random(4)));
        }
    }
}

#[test]
fn a_kind_of_none_signs_nothing_and_says_nothing() {
    let none = typed(r#"{"title":"A","kind":"none"}"#);
    assert_eq!(none.scheme.kind, Kind::Nothing);
    assert!(none.is_sound());
}
