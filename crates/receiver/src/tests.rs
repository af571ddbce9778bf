//! Tests of strings, comments, templates, and the errors in place of code.

use super::text::{Quotes, comment_safe};
use super::{Example, Language, code, plan, templates};
use signature::{Input, Scheme, Tolerance, presets};

const ALL: [Quotes; 6] = [
    Quotes::Double,
    Quotes::Units,
    Quotes::Ascii,
    Quotes::Rust,
    Quotes::Php,
    Quotes::Ruby,
];

#[test]
fn strings_are_written_as_each_language_reads_them() {
    let written = |text: &str| ALL.map(|quotes| quotes.literal(text)).join("  ");
    expect_test::expect![[r#""it's"  "it's"  "it's"  "it's"  'it\'s'  'it\'s'"#]]
        .assert_eq(&written("it's"));
    expect_test::expect![[
        r##""#{a} $b\n"  "#{a} $b\n"  "#{a} $b\n"  "#{a} $b\n"  "#{a} \$b\n"  "\#{a} $b\n""##
    ]]
    .assert_eq(&written("#{a} $b\n"));
    expect_test::expect![[
        r#""é\u202e"  "é\u202e"  "\u00e9\u202e"  "é\u{202e}"  "é\u{202e}"  "é\u{202e}""#
    ]]
    .assert_eq(&written("é\u{202e}"));
    expect_test::expect![[r#""😀"  "😀"  "\ud83d\ude00"  "😀"  '😀'  '😀'"#]]
        .assert_eq(&written("😀"));
}

#[test]
fn a_title_of_a_document_ends_no_comment() {
    let text = comment_safe("a\nb\u{2028}c \"\"\"d\"\"\" ?>e");
    assert_eq!(text, "a b c \"d\" ? >e");
    let mut scheme = presets::find("github").unwrap_or_default();
    scheme.title = "x\nsystem(\"y\") \\u000a ?> \"\"\"".to_owned();
    for language in Language::ALL {
        let code = code(language, &scheme, &Example::default());
        let text = code.map(|code| code.text).unwrap_or_default();
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| line.contains("system("))
            .collect();
        assert_eq!(lines.len(), 1, "{}", language.title());
        assert!(
            lines[0].contains("x system(\"y\") /u000a ? > \" scheme"),
            "{}",
            lines[0]
        );
    }
}

fn error(scheme: &Scheme) -> String {
    let error = plan::lower(scheme, &[]).err();
    error.map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn unsupported_schemes_have_an_error() {
    let plain = presets::find("plain").unwrap_or_default();
    let content = |content: &str| Scheme {
        content: content.to_owned(),
        ..plain.clone()
    };
    let value = |value: &str| {
        let mut scheme = plain.clone();
        for header in &mut scheme.headers {
            header.value = value.to_owned();
        }
        scheme
    };
    let mut input = plain.clone();
    input.content = "{tenant}{body}".to_owned();
    input.inputs = vec![Input {
        name: "tenant".to_owned(),
        label: "Tenant".to_owned(),
        help: String::new(),
        secret: false,
        default: None,
        taken: false,
        without: None,
    }];
    let all = [
        error(&content("{id}.{body}")),
        error(&content("{who}")),
        error(&content("{body")),
        error(&value("none")),
        error(&value("{timestamp}-{signature}")),
        error(&input),
        error(&presets::find("discord").unwrap_or_default()),
    ];
    expect_test::expect![[r#"
        `{id}` is signed, but no part of the request carries it, so a receiver cannot know it
        Receiver code does not support `{who}` yet
        `{body` cannot be read: a brace is not closed
        No part of the request carries the signature, so a receiver cannot verify it; add a header field with `{signature}`
        `X-Signature` contains several values (`{timestamp}-{signature}`), which receiver code cannot split; enter the text between them as the scheme's list separator
        Enter `Tenant` first: the receiver's code contains it
    "#]].assert_eq(&all.join("\n"));
}

#[test]
fn templates_indent_lines_and_leave_out_empty_values() {
    let values = [("a", "a{{b}}"), ("b", "b\n\nc"), ("nothing", "")];
    let filled = templates::fill(
        "def f({{a}}):\n    {{b}}\n\n    {{nothing}}\n    x {{b}} y\n\n{{{a}}} { {{a {{other}}",
        &values,
    );
    expect_test::expect![[r#"
        def f(a{{b}}):
            b

            c
            x b

            c y

        {a{{b}}} { {{a {{other}}"#]]
    .assert_eq(&filled);
}

#[test]
fn the_test_runs_at_the_signed_time_in_any_format() {
    let mut dated = presets::find("zendesk").unwrap_or_default();
    dated.tolerance = Some(Tolerance {
        seconds: 300,
        future: true,
    });
    let example = Example {
        headers: vec![
            (
                "X-Zendesk-Webhook-Signature-Timestamp".to_owned(),
                "2021-03-25T05:09:27Z".to_owned(),
            ),
            ("X-Zendesk-Webhook-Signature".to_owned(), "AAAA".to_owned()),
        ],
        now: 1_700_000_000,
        ..Example::default()
    };
    let text = code(Language::Node, &dated, &example).map(|code| code.text);
    let text = text.unwrap_or_default();
    assert!(
        text.contains("const now = 1616648967; // The time of arrival."),
        "{text}"
    );
}

/// The names in the templates' README, each with its placeholders.
fn explained() -> Vec<(&'static str, Vec<&'static str>)> {
    let text = include_str!("../../../static/receivers/README.md");
    let (_, text) = text.split_once("## Names").unwrap_or_default();
    let row = |line: &'static str| {
        let mut cells = line.strip_prefix("| `")?.split('|');
        let name = cells.next()?.trim().trim_end_matches('`');
        let placeholders = cells.next()?.split('`').map(str::trim);
        Some((name, placeholders.filter(|p| !p.is_empty()).collect()))
    };
    text.lines().filter_map(row).collect()
}

fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split("{{").skip(1);
    after.filter_map(|after| {
        after
            .split_once("}}")
            .map(|(name, _)| name.trim_start_matches('{'))
    })
}

#[test]
fn templates_have_the_names_and_placeholders_that_are_explained() {
    let explained = explained();
    let mut missing = Vec::new();
    for language in Language::ALL {
        let templates = language.templates();
        for (name, text) in templates.names() {
            let known = explained.iter().find(|(known, _)| *known == name);
            let (_, known) = known.unwrap_or_else(|| panic!("{} {name}", language.title()));
            for placeholder in placeholders(text) {
                let is_known = known.contains(&placeholder);
                assert!(is_known, "{} {name}: {placeholder}", language.title());
            }
        }
        let lacks = explained.iter().map(|(name, _)| *name);
        let lacks: Vec<&str> = lacks
            .filter(|name| templates.get(name).is_empty())
            .collect();
        missing.push([language.title(), ": ", &lacks.join(" ")].concat());
    }
    expect_test::expect![[r#"
        Node: escaped_comments sigil no.json no.public_key no_members mac_begin
        Python: sigil no.json no.public_key no_members mac_begin
        Go: escaped_comments sigil no.json no.public_key
        Rust: escaped_comments sigil no.json no.public_key no_members plus
        PHP: escaped_comments no.json no.public_key no_members mac_begin
        Ruby: escaped_comments sigil no.json no.public_key no_members mac_begin
        Java: sigil no.json no.public_key no_members
        C#: escaped_comments sigil json member step steps alike json_lines no_members fields unspaced prove prove.several proof.ed25519 proof.ecdsa proof.rsa"#]].assert_eq(&missing.join("\n"));
}

#[test]
fn imports_and_packages_have_names_with_marks() {
    for language in Language::ALL {
        let templates = language.templates();
        let sections = templates.imports.iter().chain(&templates.packages);
        for group in sections.flatten() {
            let line: Vec<&str> = placeholders(group.line).collect();
            assert!(matches!(*line, ["name" | "names" | "braced"]), "{group:?}");
            assert!(!group.names.is_empty(), "{group:?}");
            let marks = group.names.iter().flat_map(|(_, marks)| marks);
            assert!(marks.clone().all(|mark| !mark.is_empty()), "{group:?}");
        }
    }
}
