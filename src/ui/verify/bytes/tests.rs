//! Bytes as they are named for a person.

use expect_test::expect;

use super::*;

fn shown(bytes: &[u8]) -> String {
    let mut out = String::new();
    for piece in pieces(bytes, true) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Named(name, _) => out.push_str(&format!("<{name}>")),
            Piece::Raw(name) => out.push_str(&format!("[{name}]")),
        }
    }
    out
}

#[test]
fn what_cannot_be_seen_is_named() {
    expect!["<BOM>{<LF><TAB>\"a\": 1<SP><CR LF>}<CR><NBSP>x<ZWSP>y<U+202E>z<NUL>[0xE9]<ZWNBSP> é<SP><SP>"].assert_eq(&shown(
        "\u{feff}{\n\t\"a\": 1 \r\n}\r\u{a0}x\u{200b}y\u{202e}z\0".as_bytes().iter().copied()
            .chain(*b"\xe9").chain("\u{feff} é  ".bytes()).collect::<Vec<_>>().as_slice(),
    ));
}

#[test]
fn the_pieces_put_together_are_the_text() {
    let text = "\u{feff}a  b \r\n\t\u{1f600}\u{e0001}\u{7f}ä\u{2009}";
    let whole: String = pieces(text.as_bytes(), true)
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) | Piece::Named(_, text) => *text,
            Piece::Raw(_) => "",
        })
        .collect();
    assert_eq!(whole, text);
}

#[test]
fn facts_tell_the_size_the_charset_and_the_line_ends() {
    let all: Vec<String> = [
        &b""[..],
        b"a",
        b"{\r\n}\r\n",
        b"\xef\xbb\xbf\xc3\xa9\n",
        b"\xe9 \n\r\r\n ",
    ]
    .map(facts)
    .into();
    expect![[r#"
        Empty, 0 bytes
        1 byte, ASCII, no line end at the end
        6 bytes, ASCII, 2 CR LF, ends with CR LF
        6 bytes, UTF-8, begins with a BOM, 1 LF, ends with LF
        7 bytes, 1 byte not of UTF-8, 1 CR LF, 1 LF, 1 CR, ends with white space"#]]
    .assert_eq(&all.join("\n"));
    assert_eq!(grouped(20_971_520), "20,971,520");
    assert_eq!(grouped(999), "999");
}

#[test]
fn a_dump_has_sixteen_bytes_a_row() {
    expect![[r#"
        00000020  7b 22 61 22 3a 22 c3 a9  22 7d 0d 0a 00 20 31 32  {"a":"··"}··· 12
        00000030  33                                                3
    "#]]
    .assert_eq(&dump("{\"a\":\"é\"}\r\n\0 123".as_bytes(), 32, &[]).0);
}
