//! Tests with requests as people paste them.

use super::*;
use expect_test::{Expect, expect};

/// Formats everything that was read, one part a line.
fn shown(received: &Received) -> String {
    let mut out = format!("{} {} {}\n", received.method, received.target, received.url);
    for (name, value) in &received.headers {
        out.push_str(&format!("{name}: {value:?}\n"));
    }
    out.push_str(&format!("{:?}\n", String::from_utf8_lossy(&received.body)));
    for note in &received.notes {
        out.push_str(&format!("- {}\n", note.sentence()));
    }
    out
}

#[track_caller]
fn check(raw: impl AsRef<[u8]>, expected: Expect) {
    expected.assert_eq(&shown(&read(raw.as_ref())));
}

#[test]
fn a_raw_request_has_no_oddity_but_its_unknown_scheme() {
    check(
        "POST /hook?a=1 HTTP/1.1\r\nHost: example.com\r\ncontent-type: application/json\r\nContent-Length: 8\r\n\r\n{\"a\":1}\n",
        expect![[r#"
            POST /hook?a=1 https://example.com/hook?a=1
            Host: "example.com"
            content-type: "application/json"
            Content-Length: "8"
            "{\"a\":1}\n"
            - The address is assumed to be https://example.com/hook?a=1; a raw request does not show whether it used http or https
        "#]],
    );
}

#[test]
fn the_method_and_the_address_may_be_missing() {
    check(
        "X-Signature: abc\r\n\r\n{}",
        expect![[r#"
            POST / 
            X-Signature: "abc"
            "{}"
            - There is no request line, so POST is assumed; add one before the header fields (`POST /hook HTTP/1.1`) if the scheme signs the method or the address
            - There is no `Host` field, so the full address is unknown; enter it if the scheme signs it
        "#]],
    );
    check(
        "",
        expect![[r#"
            POST / 
            ""
            - The request is empty; paste one with its header fields and body
        "#]],
    );
    check(
        " \r\n\n",
        expect![[r#"
            POST / 
            " \r\n\n"
            - The request is empty; paste one with its header fields and body
        "#]],
    );
    check(
        "{\"a\":1}",
        expect![[r#"
            POST / 
            "{\"a\":1}"
            - There is no request line, so POST is assumed; add one before the header fields (`POST /hook HTTP/1.1`) if the scheme signs the method or the address
            - No blank line follows the header fields, so the body begins at the first line that is not a field
            - There is no `Host` field, so the full address is unknown; enter it if the scheme signs it
        "#]],
    );
    check(
        "a=1&b=2",
        expect![[r#"
            POST / 
            "a=1&b=2"
            - There is no request line, so POST is assumed; add one before the header fields (`POST /hook HTTP/1.1`) if the scheme signs the method or the address
            - No blank line follows the header fields, so the body begins at the first line that is not a field
            - There is no `Host` field, so the full address is unknown; enter it if the scheme signs it
        "#]],
    );
}

#[test]
fn addresses_are_read_in_every_form() {
    check(
        "GET https://example.com:8443/a?b#c HTTP/1.1\r\nHost: other\r\n\r\n",
        expect![[r#"
            GET /a?b https://example.com:8443/a?b
            Host: "other"
            ""
        "#]],
    );
    check(
        "PUT http://example.com HTTP/1.0\r\n\r\n",
        expect![[r#"
        PUT / http://example.com
        ""
    "#]],
    );
    check(
        "POST /a HTTP/1.1\r\nHost: localhost:3000\r\n\r\n",
        expect![[r#"
            POST /a http://localhost:3000/a
            Host: "localhost:3000"
            ""
            - The address is assumed to be http://localhost:3000/a; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        "POST /a\r\nHost: a.example\r\nHost: b.example\r\n\r\n",
        expect![[r#"
            POST /a https://a.example/a
            Host: "a.example"
            Host: "b.example"
            ""
            - The request line has no HTTP version
            - `Host` has several values; the first was used: a.example
            - The address is assumed to be https://a.example/a; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        "POST /a b HTTP/2\r\nHost: 10.0.0.1\r\nX-Forwarded-Host: hooks.example.com\r\nX-Forwarded-Proto: https\r\n\r\n",
        expect![[r#"
            POST /a b https://10.0.0.1/a b
            Host: "10.0.0.1"
            X-Forwarded-Host: "hooks.example.com"
            X-Forwarded-Proto: "https"
            ""
            - The request line ends in `HTTP/2`, not in HTTP/1.1
            - The address in the request line contains white space, which was kept
            - `X-Forwarded-Host: hooks.example.com` shows that a proxy forwarded the request; the sender signed the address that it called
        "#]],
    );
    check(
        ":method: POST\n:authority: example.com\n:scheme: https\n:path: /a?b\ncontent-type: text/plain\n\nhello",
        expect![[r#"
            POST /a?b https://example.com/a?b
            content-type: "text/plain"
            "hello"
            - Fields with a colon before their name are HTTP/2's; the method and the address were read from them
        "#]],
    );
}

#[test]
fn line_ends_and_folded_values_are_read() {
    check(
        "POST /a HTTP/1.1\nHost: a.example\nX-Long: one\n  two\n\tthree\n\nbody\nmore\n",
        expect![[r#"
            POST /a https://a.example/a
            Host: "a.example"
            X-Long: "one two three"
            "body\nmore\n"
            - The value of `X-Long` continues on the next line; the lines were joined with a space
            - The header lines end in LF, not CRLF: the text was copied through a tool that changes line endings, so those of the body may have changed too
            - The address is assumed to be https://a.example/a; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        "POST /a HTTP/1.1\r\nHost: a.example\nX-A : 1\r\n\r\nbody",
        expect![[r#"
            POST /a https://a.example/a
            Host: "a.example"
            X-A: "1"
            "body"
            - There is white space between `X-A` and its colon; servers reject this
            - Some header lines end in CRLF, some in LF alone; both were accepted
            - The address is assumed to be https://a.example/a; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        "\u{FEFF}\r\n\r\nPOST /a HTTP/1.1\r\nHost: a.example\r\n\r\n",
        expect![[r#"
            POST /a https://a.example/a
            Host: "a.example"
            ""
            - A byte order mark precedes the request; it was ignored
            - Empty lines precede the request; they were ignored
            - The address is assumed to be https://a.example/a; a raw request does not show whether it used http or https
        "#]],
    );
}

#[test]
fn a_body_without_a_blank_line_before_it_is_found() {
    check(
        "POST /a HTTP/1.1\nHost: a.example\nX-A: 1\n{\"a\": 1}\n",
        expect![[r#"
            POST /a https://a.example/a
            Host: "a.example"
            X-A: "1"
            "{\"a\": 1}\n"
            - The header lines end in LF, not CRLF: the text was copied through a tool that changes line endings, so those of the body may have changed too
            - No blank line follows the header fields, so the body begins at the first line that is not a field
            - The address is assumed to be https://a.example/a; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        "POST /a HTTP/1.1\nHost: a.example\nX-A: 1",
        expect![[r#"
            POST /a https://a.example/a
            Host: "a.example"
            X-A: "1"
            ""
            - The text ends with the header fields; if the request has a body, paste it after a blank line
            - The address is assumed to be https://a.example/a; a raw request does not show whether it used http or https
        "#]],
    );
}

#[test]
fn a_wrong_length_is_noted() {
    let with = |length: &str, body: &str| {
        format!("POST / HTTP/1.1\r\nHost: a.example\r\nContent-Length: {length}\r\n\r\n{body}")
    };
    check(
        with("9", "body"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Content-Length: "9"
            "body"
            - `Content-Length` is 9, but the body has 4 bytes
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("2", "body"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Content-Length: "2"
            "body"
            - `Content-Length` is 2, but the body has 4 bytes
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("4", "body\n"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Content-Length: "4"
            "body\n"
            - `Content-Length` is 4, but the body has 5 bytes; without its final line ending it would match
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("4", "body\r\n"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Content-Length: "4"
            "body\r\n"
            - `Content-Length` is 4, but the body has 6 bytes; without its final line ending it would match
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("6", "a\nb\nc"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Content-Length: "6"
            "a\nb\nc"
            - `Content-Length` is 6, but the body has 5 bytes
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("7", "a\nb\nc"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Content-Length: "7"
            "a\nb\nc"
            - `Content-Length` is 7, but the body has 5 bytes; with CRLF instead of LF it would match
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("four", "body"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Content-Length: "four"
            "body"
            - `Content-Length: four` is not one number, so the body was read to the end of the text
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("99999999999999999999999", "body"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Content-Length: "99999999999999999999999"
            "body"
            - `Content-Length: 99999999999999999999999` is not one number, so the body was read to the end of the text
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("4\r\nContent-Length: 5", "body"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Content-Length: "4"
            Content-Length: "5"
            "body"
            - `Content-Length: 4, 5` is not one number, so the body was read to the end of the text
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
}

#[test]
fn chunks_are_decoded() {
    let with = |body: &str| {
        format!("POST / HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n{body}")
    };
    // RFC 9112 allows chunk extensions and a trailer.
    check(
        with("4;x=y\r\nWiki\r\n7\r\npedia i\r\nB\r\nn \r\nchunks.\r\n0\r\nX-Sum: 1\r\n\r\n"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Transfer-Encoding: "chunked"
            "Wikipedia in \r\nchunks."
            - The body was sent in 3 chunks; it is shown and verified decoded
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("4\nbody\n0\n\n"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Transfer-Encoding: "chunked"
            "body"
            - The body was sent in 1 chunk; it is shown and verified decoded
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("4\r\nbody\r\n0\r\n\r\nmore"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Transfer-Encoding: "chunked"
            "body"
            - The body was sent in 1 chunk; it is shown and verified decoded
            - 4 bytes follow the last chunk and are not part of the body
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("{\"a\":1}"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Transfer-Encoding: "chunked"
            "{\"a\":1}"
            - The header fields declare a chunked body, but it is not chunked: the tool that showed it had decoded it
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("ffffffff\r\nbody"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Transfer-Encoding: "chunked"
            "ffffffff\r\nbody"
            - The header fields declare a chunked body, but it is not chunked: the tool that showed it had decoded it
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        with("-4\r\nbody\r\n0\r\n\r\n"),
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            Transfer-Encoding: "chunked"
            "-4\r\nbody\r\n0\r\n\r\n"
            - The header fields declare a chunked body, but it is not chunked: the tool that showed it had decoded it
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
}

#[test]
fn output_of_tools_is_read() {
    check(
        "*   Trying 127.0.0.1:3000...\n> POST /a HTTP/1.1\n> Host: localhost:3000\n> X-A: 1\n> \n* upload completely sent off\nbody\n",
        expect![[r#"
            POST /a http://localhost:3000/a
            Host: "localhost:3000"
            X-A: "1"
            "* upload completely sent off\nbody\n"
            - The lines begin with `>`, as in the output of curl -v; these marks were removed. curl does not print the body there, so check that the body is complete
            - The header lines end in LF, not CRLF: the text was copied through a tool that changes line endings, so those of the body may have changed too
            - The address is assumed to be http://localhost:3000/a; a raw request does not show whether it used http or https
        "#]],
    );
    check(
        "HTTP/1.1 200 OK\r\nX-Signature: abc\r\n\r\nok",
        expect![[r#"
            POST / 
            X-Signature: "abc"
            "ok"
            - This is a response, not a request: `HTTP/1.1 200 OK`
            - There is no `Host` field, so the full address is unknown; enter it if the scheme signs it
        "#]],
    );
}

#[test]
fn odd_values_are_kept_and_noted() {
    check(
        b"POST / HTTP/1.1\r\nHost: a.example\r\nX-Name: Zo\xEB\r\nX-Nul: a\0b\r\nContent-Encoding: gzip\r\n\r\n\xFF\x00",
        expect![[r#"
            POST / https://a.example/
            Host: "a.example"
            X-Name: "Zoë"
            X-Nul: "a\0b"
            Content-Encoding: "gzip"
            "�\0"
            - The value of `X-Name` is not UTF-8, so it was read as Latin-1
            - The value of `X-Nul` contains a control character
            - `Content-Encoding: gzip` shows that the body was compressed when it was sent
            - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
        "#]],
    );
}

#[test]
fn header_fields_and_body_may_be_separate() {
    expect![[r#"
        POST / https://a.example/
        X-A: "1"
        Host: "a.example"
        "a: b\n"
        - There is no request line, so POST is assumed; add one before the header fields (`POST /hook HTTP/1.1`) if the scheme signs the method or the address
        - The header lines end in LF, not CRLF: the text was copied through a tool that changes line endings, so those of the body may have changed too
        - The address is assumed to be https://a.example/; a raw request does not show whether it used http or https
    "#]].assert_eq(&shown(&read_parts(b"X-A: 1\nHost: a.example", b"a: b\n".to_vec().into())));
    expect![[r#"
        POST / 
        X-A: "1"
        ""
        - There is no request line, so POST is assumed; add one before the header fields (`POST /hook HTTP/1.1`) if the scheme signs the method or the address
        - `Host: a.example` is not a header field; paste the body into its own box
        - There is no `Host` field, so the full address is unknown; enter it if the scheme signs it
    "#]].assert_eq(&shown(&read_parts(b"X-A: 1\n\nHost: a.example\n", Body::default())));
    let mut received = read_parts(b"X-A: 1", Body::default());
    received.set_url("https://hooks.example.com/a?b=1");
    assert_eq!(received.target, "/a?b=1");
    assert_eq!(received.signable().url, "https://hooks.example.com/a?b=1");
}

/// Joins pieces that break readers at random, with a fixed seed.
#[test]
fn no_input_stops_the_reader_and_nothing_is_lost() {
    const PIECES: [&[u8]; 24] = [
        b"POST / HTTP/1.1",
        b"\r\n",
        b"\n",
        b"\r",
        b"\r\n\r\n",
        b"\n\n",
        b": ",
        b":",
        b" ",
        b"\t",
        b"Host: a.example",
        b"Content-Length: 3",
        b"Transfer-Encoding: chunked",
        b"4\r\nbody\r\n",
        b"0\r\n\r\n",
        b"\0",
        b"\xFF\xFE",
        b"\xEF\xBB\xBF",
        b"> ",
        b"* ",
        b"{\"a\":1}",
        b"http://[::1]:",
        b"X-A",
        b"HTTP/1.1 200",
    ];
    let mut seed = 7_u64;
    let mut random = |end: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % end
    };
    for _ in 0..20_000 {
        let count = random(12);
        let raw: Vec<u8> = (0..count)
            .flat_map(|_| PIECES[random(PIECES.len())].to_vec())
            .collect();
        let received = read(&raw);
        let chunked = received
            .notes
            .iter()
            .any(|n| matches!(n, Note::Chunked { .. }));
        // The body is the end of the input, byte for byte.
        assert!(chunked || raw.ends_with(&received.body), "{raw:?}");
        for note in &received.notes {
            assert!(!note.sentence().ends_with('.'), "{note:?}");
        }
        for (name, value) in &received.headers {
            assert!(
                !name.is_empty() && value.trim_matches([' ', '\t']) == value,
                "{raw:?}"
            );
        }
        // Reading header fields alone must not panic either.
        let _ = read_parts(&raw, Body::default());
    }
}

#[test]
fn twenty_megabytes_take_linear_time() {
    // Each input is as long as a body may be; a reader that looks back would not finish.
    let size = 20 << 20;
    let body = [
        b"POST / HTTP/1.1\r\nHost: a.example\r\n\r\n".to_vec(),
        vec![b'a'; size],
    ]
    .concat();
    assert_eq!(read(&body).body.len(), size);
    let lines = b"POST / HTTP/1.1\r\nX-A: 1\r\n\tb\r\n".to_vec();
    let folded = [lines, b" c\r\n".repeat(size / 4)].concat();
    assert_eq!(read(&folded).headers[0].1.len(), 3 + size / 4 * 2);
    let chunks = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    let chunked = [
        chunks,
        b"1\r\na\r\n".repeat(size / 6),
        b"0\r\n\r\n".to_vec(),
    ]
    .concat();
    assert_eq!(read(&chunked).body.len(), size / 6);
    assert!(read(&vec![b':'; size]).headers.is_empty());
}
