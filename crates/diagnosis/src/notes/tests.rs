//! Each note in each situation.

use expect_test::expect;

use super::*;

/// Lists every note with its name in the table.
fn notes() -> Vec<(&'static str, Note)> {
    let name = || "X-A".to_owned();
    vec![
        ("empty", Note::Empty),
        ("byte order mark", Note::ByteOrderMark),
        ("lines before", Note::LinesBefore),
        ("curl marks", Note::CurlMarks),
        ("no request line", Note::NoRequestLine),
        ("response", Note::Response { line: name() }),
        ("version", Note::Version { found: name() }),
        ("space in target", Note::SpaceInTarget),
        ("pseudo fields", Note::PseudoFields),
        ("bare lf", Note::BareLf),
        ("mixed lines", Note::MixedLines),
        ("folded", Note::Folded { name: name() }),
        (
            "space before colon",
            Note::SpaceBeforeColon { name: name() },
        ),
        ("not utf-8", Note::NotUtf8 { name: name() }),
        ("control", Note::Control { name: name() }),
        ("no blank line", Note::NoBlankLine),
        ("no body", Note::NoBody),
        ("not fields", Note::NotFields { line: name() }),
        ("no host", Note::NoHost),
        ("hosts", Note::Hosts { first: name() }),
        ("scheme assumed", Note::SchemeAssumed { url: name() }),
        (
            "forwarded",
            Note::Forwarded {
                name: name(),
                value: name(),
            },
        ),
        ("length", Note::Length { said: 1, found: 2 }),
        (
            "length with crlf",
            Note::LengthWithCrlf { said: 1, found: 2 },
        ),
        (
            "length without line end",
            Note::LengthWithoutLineEnd { said: 1, found: 2 },
        ),
        ("length unclear", Note::LengthUnclear { found: name() }),
        ("chunked", Note::Chunked { chunks: 1 }),
        ("not chunked", Note::NotChunked),
        ("after chunks", Note::AfterChunks { bytes: 1 }),
        ("coded", Note::Coded { coding: name() }),
    ]
}

/// Checks each note against a row of situations: `x` where it is shown.
#[test]
fn each_note_is_shown_where_it_applies() {
    let none = AddressCoverage::default();
    let path = AddressCoverage {
        target: true,
        ..none
    };
    let host = AddressCoverage { host: true, ..path };
    let all = AddressCoverage {
        method: true,
        scheme: true,
        host: true,
        target: true,
    };
    let known = |coverage, address| Some((coverage, address));
    let situation = |outcome, covers, explained| Situation {
        outcome,
        covers,
        explained,
    };
    use Coverage::{Members, Nothing, Whole};
    use Outcome::{Invalid, Open, Valid};
    let columns = [
        ("no scheme", situation(Open, None, false)),
        ("body, open", situation(Open, known(Whole, none), false)),
        ("body, valid", situation(Valid, known(Whole, none), false)),
        (
            "body, invalid",
            situation(Invalid, known(Whole, none), true),
        ),
        (
            "members, valid",
            situation(Valid, known(Members, none), false),
        ),
        (
            "members, invalid",
            situation(Invalid, known(Members, none), true),
        ),
        (
            "token, valid",
            situation(Valid, known(Nothing, none), false),
        ),
        (
            "token, invalid",
            situation(Invalid, known(Nothing, none), false),
        ),
        ("path, valid", situation(Valid, known(Nothing, path), false)),
        ("host, valid", situation(Valid, known(Nothing, host), false)),
        ("address, valid", situation(Valid, known(Whole, all), false)),
        (
            "address, invalid",
            situation(Invalid, known(Whole, all), true),
        ),
    ];
    let mut table = String::new();
    for (name, note) in notes() {
        let shows = columns
            .iter()
            .map(|column| if column.1.shows(&note) { 'x' } else { '.' });
        table += &format!("{} {name}\n", shows.collect::<String>());
    }
    expect![[r#"
        xxxxxxxxxxxx empty
        xxxxxxxxxxxx byte order mark
        xxxxxxxxxxxx lines before
        xxxxxxxxxxxx curl marks
        x.......xxxx no request line
        xxxxxxxxxxxx response
        xxxxxxxxxxxx version
        x.......xxxx space in target
        xxxxxxxxxxxx pseudo fields
        xx.x.......x bare lf
        xxxxxxxxxxxx mixed lines
        xxxxxxxxxxxx folded
        xxxxxxxxxxxx space before colon
        xxxxxxxxxxxx not utf-8
        xxxxxxxxxxxx control
        xxxxxxxxxxxx no blank line
        xx.xxxxxxx.x no body
        xxxxxxxxxxxx not fields
        .........xxx no host
        .........xxx hosts
        ..........xx scheme assumed
        .........xxx forwarded
        xxx.xxxxxxx. length
        xx..xxxxxx.. length with crlf
        xx..xxxxxx.. length without line end
        xxxxxxxxxxxx length unclear
        xxxxxxxxxxxx chunked
        xxxxxxxxxxxx not chunked
        xxxxxxxxxxxx after chunks
        xx..xxxxxx.. coded
    "#]]
    .assert_eq(&table);
}
