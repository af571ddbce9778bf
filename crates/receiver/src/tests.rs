//! What stands in strings and comments, and what is said instead of code.

use super::text::{Quotes, remark};
use super::{Example, Language, code, plan, syntax};
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
    let written = |text: &str| ALL.map(|quotes| quotes.of(text)).join("  ");
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
    let text = remark("a\nb\u{2028}c \"\"\"d\"\"\" ?>e");
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
            lines[0].contains("x system(\"y\") /u000a ? > \" does"),
            "{}",
            lines[0]
        );
    }
}

fn said(scheme: &Scheme) -> String {
    plan::lower(scheme, &[]).err().unwrap_or_default()
}

#[test]
fn what_a_receiver_cannot_know_is_said() {
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
        said(&content("{id}.{body}")),
        said(&content("{who}")),
        said(&content("{body")),
        said(&value("none")),
        said(&value("{timestamp}-{signature}")),
        said(&input),
        said(&presets::find("discord").unwrap_or_default()),
    ];
    expect_test::expect![[r#"
        `{id}` is signed but nothing of the request carries it, so a receiver cannot know it
        Receiver code cannot be written for `{who}` yet
        `{body` cannot be read: a brace is not closed
        Nothing of this scheme's requests carries the signature, so a receiver cannot know it; add one with `{signature}`
        `X-Signature` holds several values in one (`{timestamp}-{signature}`), which this code cannot take apart; name what stands between them as the scheme's list separator
        Give `Tenant` first: it stands in the receiver's code
    "#]].assert_eq(&all.join("\n"));
}

#[test]
fn templates_set_in_what_has_lines_and_leave_out_what_is_empty() {
    let filled = syntax::fill(
        "def f(@1):\n    @2\n    @3\n    x @2 y\n\n@@1 @ @9",
        &["a@2", "b\n\nc", ""],
    );
    expect_test::expect![[r#"
        def f(a@2):
            b

            c
            x b

            c y

        @a@2 @ @9"#]]
    .assert_eq(&filled);
}

#[test]
fn the_test_in_the_code_runs_when_its_request_came_however_it_says_the_time() {
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
        text.contains("const now = 1616648967; // When it came."),
        "{text}"
    );
}
