//! The message's text, its fields, and the tree of a body.

use expect_test::{Expect, expect};

use super::*;
use crate::encode::Body;

fn span(field: &str, start: usize, end: usize) -> Span {
    Span {
        field: Rc::new(field.into()),
        start,
        end,
        secret: field.ends_with('!'),
    }
}

/// A request to `https://api.example.com:8443/hooks/7?a=1&token=hush`.
fn request(method: &str, body: Option<(&[u8], Vec<Span>)>) -> Request {
    Request {
        method: method.into(),
        url: "https://api.example.com:8443/hooks/7?a=1&token=hush".into(),
        address_known: true,
        url_spans: vec![
            span("server:env", 8, 11),
            span("path:id", 35, 36),
            span("query:a", 37, 40),
            span("query:token!", 41, 51),
        ],
        headers: vec![
            Header {
                name: "Authorization".into(),
                value: "Bearer abc".into(),
                field: Some(Rc::new("auth:bearer".into())),
                origin: Origin::Security,
                secrets: vec![(7..10, "ACCESS_TOKEN".into())],
            },
            Header {
                name: "X-Signature".into(),
                value: "t=1".into(),
                field: None,
                origin: Origin::Signature,
                secrets: Vec::new(),
            },
            Header {
                name: "X-Id".into(),
                value: "m".into(),
                field: None,
                origin: Origin::Signature,
                secrets: Vec::new(),
            },
        ],
        body: body.map(|(bytes, spans)| Body {
            bytes: bytes.into(),
            content_type: "application/json".into(),
            spans: spans.into(),
            file: None,
        }),
    }
}

/// `text‹field›`, secret text in brackets.
fn shown(pieces: &[Piece]) -> String {
    let show = |piece: &Piece| {
        let text = piece.text.replace("\r\n", "␍␊\n");
        let text = if piece.secret {
            format!("[{text}]")
        } else {
            text
        };
        match &piece.field {
            Some(field) => format!("{text}‹{field}›"),
            None => text,
        }
    };
    pieces.iter().map(show).collect()
}

#[test]
fn the_head_is_the_wire_and_knows_its_fields() {
    let message = message(&request("POST", Some((b"{}", vec![]))));
    expect![[r#"
        POST /hooks/7‹path:id›?a=1‹query:a›&[token=hush]‹query:token!› HTTP/1.1␍␊
        Host: api‹server:env›.example.com:8443␍␊
        Authorization: Bearer ‹auth:bearer›[abc]‹auth:bearer›␍␊
        X-Signature: t=1␍␊
        X-Id: m␍␊
        Content-Length: 2␍␊
        ␍␊
    "#]]
    .assert_eq(&shown(&message.head));
    expect![[r#"
        X-Signature: t=1
        X-Id: m"#]]
    .assert_eq(
        &message
            .signature
            .iter()
            .map(|p| &*p.text)
            .collect::<String>(),
    );
    let whole: String = message.head.iter().map(|p| &*p.text).collect();
    assert_eq!(
        whole,
        "POST /hooks/7?a=1&token=hush HTTP/1.1\r\nHost: api.example.com:8443\r\n\
         Authorization: Bearer abc\r\nX-Signature: t=1\r\nX-Id: m\r\nContent-Length: 2\r\n\r\n"
    );
}

#[test]
fn a_length_is_given_for_a_body_and_where_one_is_expected() {
    for (method, body, length) in [
        ("POST", Some(""), Some(0)),
        ("POST", None, Some(0)),
        ("PUT", None, Some(0)),
        ("GET", None, None),
        ("DELETE", None, None),
        ("PATCH", Some("é"), Some(2)),
    ] {
        let body = body.map(|text| (text.as_bytes(), vec![]));
        assert_eq!(content_length(&request(method, body)), length, "{method}");
    }
}

/// The tree as text: `field(…)`; secret fields end in `!`.
fn outline(nested: &[Nested]) -> String {
    let show = |nested: &Nested| match nested {
        Nested::Text(text) => text.to_string(),
        Nested::Field {
            field,
            secret,
            children,
        } => {
            assert_eq!(*secret, field.to_string().ends_with('!'));
            format!("‹{field} {}›", outline(children))
        }
    };
    nested.iter().map(show).collect()
}

fn check(bytes: &[u8], spans: Vec<Span>, expected: Expect) {
    expected.assert_eq(&outline(&body(&request("POST", Some((bytes, spans))))));
}

#[test]
fn a_body_is_a_tree_of_its_fields() {
    let spans = vec![
        span("body:", 0, 21),
        span("body:/a", 5, 12),
        span("body:/a/0", 6, 8),
        span("body:/a/1", 9, 11),
        span("body:/s!", 17, 20),
    ];
    check(
        br#"{"a":[11,22],"s":"x"}"#,
        spans,
        expect![[r#"‹body: {"a":‹body:/a [‹body:/a/0 11›,‹body:/a/1 22›]›,"s":‹body:/s! "x"›}›"#]],
    );
}

#[test]
fn spans_may_be_absent_empty_or_wrong() {
    check(b"", vec![], expect![[""]]);
    check(b"plain", vec![], expect!["plain"]);
    check(
        b"a=&b=",
        vec![span("a", 2, 2), span("b", 5, 5)],
        expect!["a=‹a ›&b=‹b ›"],
    );
    check(
        b"same",
        vec![span("a", 2, 2), span("b", 2, 2), span("c", 2, 4)],
        expect!["sa‹a ›‹b ›‹c me›"],
    );
    check(
        b"cut",
        vec![span("a", 0, 2), span("b", 1, 99)],
        expect!["‹a c‹b u››t"],
    );
    check(b"ab\xffcd", vec![span("a", 2, 3)], expect!["ab‹a �›cd"]);
}

#[test]
fn a_hundred_thousand_fields_and_any_depth_take_one_pass() {
    let wide = 200_000;
    let bytes = vec![b'x'; wide];
    let spans: Vec<Span> = (0..wide).map(|at| span("f", at, at + 1)).collect();
    let tree = body(&request("POST", Some((&bytes, spans))));
    assert_eq!(tree.len(), wide);
    let spans: Vec<Span> = (0..wide / 2).map(|at| span("f", at, wide - at)).collect();
    let tree = body(&request("POST", Some((&bytes, spans))));
    let whole = outline(&tree).matches('x').count();
    assert_eq!((tree.len(), whole), (1, wide));
}

#[test]
fn the_digest_is_of_the_bytes() {
    // FIPS 180-4's example, and the well-known digest of the empty text.
    let abc = request("POST", Some((b"abc", vec![])));
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(body_sha256(&abc), expected);
    let expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(body_sha256(&request("GET", None)), expected);
}

#[test]
fn text_beyond_the_body_is_nothing() {
    assert_eq!(text(b"abc", 1..2), "b");
    assert_eq!(text(b"abc", 2..9), "");
    assert_eq!(text(b"a\xff", 0..2), "a\u{FFFD}");
}
