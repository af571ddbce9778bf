//! Golden snippets for every target, and the secrets hidden by the redacted form.

use expect_test::{Expect, expect};

use super::*;
use crate::encode::{Body, Span};
use crate::message::Header;

fn header(name: &str, value: &str) -> Header {
    Header {
        name: name.into(),
        value: value.into(),
        field: None,
        origin: Origin::Parameter,
        secrets: Vec::new(),
    }
}

fn span(field: &str, start: usize, end: usize, secret: bool) -> Span {
    let field = std::rc::Rc::new(field.into());
    Span {
        field,
        start,
        end,
        secret,
    }
}

/// A request from the pipeline, with secrets in every possible place.
fn signed() -> Request {
    let bearer = Header {
        origin: Origin::Security,
        secrets: vec![(7..13, "ACCESS_TOKEN".into())],
        ..header("Authorization", "Bearer canary")
    };
    let signature = Header {
        origin: Origin::Signature,
        ..header("X-Signature", "sha256=ab")
    };
    Request {
        method: "POST".into(),
        url: "https://api.example.com/v1/hooks?$select=a,b&key=canary".into(),
        address_known: true,
        url_spans: vec![
            span("query:$select", 33, 44, false),
            span("auth:query", 45, 55, true),
        ],
        headers: vec![
            bearer,
            header("Content-Type", "application/json"),
            signature,
        ],
        body: Some(Body {
            bytes: br#"{"Name":"it's","Secret":"canary","Deep":{"a":["canary"]}}"#[..].into(),
            content_type: "application/json".into(),
            spans: vec![
                span("body:", 0, 57, false),
                span("body:/Name", 8, 14, false),
                span("body:/Secret", 24, 32, true),
                span("body:/Deep", 40, 56, true),
                span("body:/Deep/a/0", 46, 54, true),
            ]
            .into(),
            file: None,
        }),
    }
}

/// A request with this body and without secrets.
fn with_body(method: &str, headers: Vec<Header>, body: Option<&[u8]>) -> Request {
    Request {
        method: method.into(),
        url: "http://localhost:8080/a'b?c=%7B1,2%7D".into(),
        url_spans: Vec::new(),
        headers,
        body: body.map(|bytes| Body {
            bytes: bytes.into(),
            content_type: String::new(),
            spans: [][..].into(),
            file: None,
        }),
        ..signed()
    }
}

fn check(target: &str, request: &Request, exact: bool, expected: Expect) {
    let snippet = write(target, request, exact);
    let remarks = snippet.remarks.iter().map(|remark| format!("\n# {remark}"));
    let text = snippet.text.replace('\r', "␍");
    expected.assert_eq(&[text, remarks.collect()].concat());
}

#[test]
fn curl_exact_and_redacted() {
    check(
        "curl",
        &signed(),
        true,
        expect![[r#"
        curl --globoff --path-as-is --request POST \
          --url 'https://api.example.com/v1/hooks?$select=a,b&key=canary' \
          --header 'Authorization: Bearer canary' \
          --header 'Content-Type: application/json' \
          --header 'X-Signature: sha256=ab' \
          --header 'Accept:' \
          --data-raw '{"Name":"it'\''s","Secret":"canary","Deep":{"a":["canary"]}}'"#]],
    );
    check(
        "curl",
        &signed(),
        false,
        expect![[r#"
        curl --globoff --path-as-is --request POST \
          --url 'https://api.example.com/v1/hooks?$select=a,b&key=<QUERY>' \
          --header 'Authorization: Bearer <ACCESS_TOKEN>' \
          --header 'Content-Type: application/json' \
          --header 'X-Signature: sha256=ab' \
          --header 'Accept:' \
          --data-raw '{"Name":"it'\''s","Secret":"<SECRET>","Deep":"<DEEP>"}'
        # Secrets are replaced by placeholders in angle brackets. Turn on “Include secrets” for the exact bytes.
        # The signature will not match: it was made for the exact request with the real secrets."#]],
    );
}

#[test]
fn http_exact_and_redacted() {
    check(
        "http",
        &signed(),
        true,
        expect![[r#"
        POST /v1/hooks?$select=a,b&key=canary HTTP/1.1␍
        Host: api.example.com␍
        Authorization: Bearer canary␍
        Content-Type: application/json␍
        X-Signature: sha256=ab␍
        Content-Length: 57␍
        ␍
        {"Name":"it's","Secret":"canary","Deep":{"a":["canary"]}}
        # Lines end in CRLF up to the empty line; an editor that converts them to LF breaks the message"#]],
    );
    check(
        "http",
        &signed(),
        false,
        expect![[r#"
        POST /v1/hooks?$select=a,b&key=<QUERY> HTTP/1.1␍
        Host: api.example.com␍
        Authorization: Bearer <ACCESS_TOKEN>␍
        Content-Type: application/json␍
        X-Signature: sha256=ab␍
        Content-Length: 57␍
        ␍
        {"Name":"it's","Secret":"<SECRET>","Deep":"<DEEP>"}
        # Secrets are replaced by placeholders in angle brackets. Turn on “Include secrets” for the exact bytes.
        # The signature will not match: it was made for the exact request with the real secrets.
        # Lines end in CRLF up to the empty line; an editor that converts them to LF breaks the message
        # Content-Length counts the exact body"#]],
    );
}

#[test]
fn fetch_exact_and_redacted() {
    check(
        "fetch",
        &signed(),
        true,
        expect![[r#"
        const response = await fetch("https://api.example.com/v1/hooks?$select=a,b&key=canary", {
          method: "POST",
          headers: {
            "Authorization": "Bearer canary",
            "Content-Type": "application/json",
            "X-Signature": "sha256=ab",
          },
          body: "{\"Name\":\"it's\",\"Secret\":\"canary\",\"Deep\":{\"a\":[\"canary\"]}}",
        });
        # fetch adds `Accept: */*`, since the request has no Accept"#]],
    );
    check(
        "fetch",
        &signed(),
        false,
        expect![[r#"
        const response = await fetch("https://api.example.com/v1/hooks?$select=a,b&key=<QUERY>", {
          method: "POST",
          headers: {
            "Authorization": "Bearer <ACCESS_TOKEN>",
            "Content-Type": "application/json",
            "X-Signature": "sha256=ab",
          },
          body: "{\"Name\":\"it's\",\"Secret\":\"<SECRET>\",\"Deep\":\"<DEEP>\"}",
        });
        # Secrets are replaced by placeholders in angle brackets. Turn on “Include secrets” for the exact bytes.
        # The signature will not match: it was made for the exact request with the real secrets.
        # fetch adds `Accept: */*`, since the request has no Accept"#]],
    );
}

#[test]
fn nothing_secret_means_the_exact_form() {
    let request = with_body("PATCH", vec![header("Accept", "*/*")], Some(b"x"));
    for target in targets() {
        let exact = write(target.id, &request, true);
        assert_eq!(write(target.id, &request, false), exact, "{}", target.id);
    }
}

#[test]
fn no_canary_is_left_in_a_redacted_form() {
    for target in targets() {
        let redacted = write(target.id, &signed(), false);
        assert!(!format!("{redacted:?}").contains("canary"), "{}", target.id);
        let exact = write(target.id, &signed(), true);
        assert_eq!(exact.text.matches("canary").count(), 4, "{}", target.id);
    }
}

#[test]
fn placeholders_leave_other_media_types_readable() {
    let xml = "<Webhook><Secret>canary</Secret></Webhook>";
    let form = "name=a&secret=canary";
    for (media, text, expected) in [
        (
            "application/xml",
            xml,
            "<Webhook><Secret>&lt;SECRET&gt;</Secret></Webhook>",
        ),
        (
            "application/x-www-form-urlencoded",
            form,
            "name=a&secret=<SECRET>",
        ),
    ] {
        let start = text.find("canary").unwrap_or_default();
        let request = Request {
            body: Some(Body {
                bytes: text.as_bytes().into(),
                content_type: media.into(),
                spans: [span("body:/secret", start, start + 6, true)].into(),
                file: None,
            }),
            ..signed()
        };
        let text = write("http", &request, false).text;
        assert!(text.ends_with(expected), "{text}");
    }
}

#[test]
fn a_raw_body_that_does_not_read_is_covered_whole() {
    let mut request = signed();
    request.body = Some(Body {
        bytes: b"{\"Secret\": canary"[..].into(),
        content_type: "application/json".into(),
        spans: [span("body:", 0, 17, true)].into(),
        file: None,
    });
    let text = write("http", &request, false).text;
    assert!(text.ends_with("\r\n\r\n<BODY>"), "{text}");
}

/// A body read from a file needs no placeholder, even if the document marks secrets in it.
#[test]
fn curl_reads_a_loaded_file_by_its_name() {
    let mut request = with_body("POST", Vec::new(), Some(b"\xff\r\n"));
    let named = |request: &mut Request, name: &str| {
        let body = request.body.as_mut().expect("a body");
        body.file = Some(name.into());
        body.spans = [span("body:", 0, 3, true)].into();
    };
    named(&mut request, "it's.bin");
    let shown = write("curl", &request, true);
    assert_eq!(shown, write("curl", &request, false));
    check(
        "curl",
        &request,
        true,
        expect![[r#"
        curl --globoff --path-as-is --request POST \
          --url 'http://localhost:8080/a'\''b?c=%7B1,2%7D' \
          --header 'Accept:' \
          --header 'Content-Type:' \
          --data-binary '@it'\''s.bin'
        # The body is read from the file it's.bin: run the command in that file's folder"#]],
    );
    named(&mut request, "-");
    let text = write("curl", &request, true).text;
    assert!(text.ends_with("--data-binary '@./-'"), "{text}");
    // A name that a terminal would interpret as a command is left out, and the bytes are written.
    named(&mut request, "a\u{1b}[2J");
    let text = write("curl", &request, true).text;
    assert!(text.ends_with("--data-binary @-"), "{text}");
    assert!(write("http", &request, false).text.ends_with("<BODY>"));
}

#[test]
fn curl_removes_its_additions_and_quotes_for_the_shell() {
    check(
        "curl",
        &with_body("POST", vec![], Some("-$x `y` \"z\" \\n !\n@é".as_bytes())),
        true,
        expect![[r#"
            curl --globoff --path-as-is --request POST \
              --url 'http://localhost:8080/a'\''b?c=%7B1,2%7D' \
              --header 'Accept:' \
              --header 'Content-Type:' \
              --data-raw '-$x `y` "z" \n !
            @é'"#]],
    );
    check(
        "curl",
        &with_body("POST", vec![], None),
        true,
        expect![[r#"
            curl --globoff --path-as-is --request POST \
              --url 'http://localhost:8080/a'\''b?c=%7B1,2%7D' \
              --header 'Accept:' \
              --header 'Content-Type:' \
              --data-raw ''"#]],
    );
    check(
        "curl",
        &with_body("GET", vec![header("X-Empty", "")], None),
        true,
        expect![[r#"
            curl --globoff --path-as-is --request GET \
              --url 'http://localhost:8080/a'\''b?c=%7B1,2%7D' \
              --header 'X-Empty;' \
              --header 'Accept:'"#]],
    );
    check(
        "curl",
        &with_body("HEAD", vec![], None),
        true,
        expect![[r#"
            curl --globoff --path-as-is --head \
              --url 'http://localhost:8080/a'\''b?c=%7B1,2%7D' \
              --header 'Accept:'"#]],
    );
    check(
        "curl",
        &with_body(
            "PUT",
            vec![header("X-Latin", "a\té%")],
            Some(b"-\0\x01\xff8\r\n%\\"),
        ),
        true,
        expect![[r#"
            printf '\055\000\001\3778\r
            %%\\' |
            curl --globoff --path-as-is --request PUT \
              --url 'http://localhost:8080/a'\''b?c=%7B1,2%7D' \
              --header "$(printf 'X-Latin: a\t\351%%')" \
              --header 'Accept:' \
              --header 'Content-Type:' \
              --data-binary @-
            # printf writes the body, since an argument cannot hold all of its bytes"#]],
    );
    let long = vec![b'x'; 1025];
    let text = write("curl", &with_body("PUT", vec![], Some(&long)), true).text;
    assert!(text.contains("--header 'Expect:'"));
}

#[test]
fn fetch_remarks_on_fields_that_a_page_may_not_send() {
    let headers = vec![
        header("Date", "Thu, 01 Jan 1970 00:00:00 GMT"),
        header("X-Two", "1"),
        header("x-two", "\u{2028}2"),
    ];
    check(
        "fetch",
        &with_body("POST", headers, Some(b"\xff\0")),
        true,
        expect![[r#"
            const response = await fetch("http://localhost:8080/a'b?c=%7B1,2%7D", {
              method: "POST",
              headers: [
                ["Date", "Thu, 01 Jan 1970 00:00:00 GMT"],
                ["X-Two", "1"],
                ["x-two", "\u20282"],
              ],
              body: Uint8Array.from(atob("/wA="), (c) => c.charCodeAt(0)),
            });
            # In a page, the browser omits or sets these fields itself: Date
            # fetch adds `Accept: */*`, since the request has no Accept"#]],
    );
    check(
        "fetch",
        &with_body(
            "GET",
            vec![],
            Some("\u{2028}\u{10FFFF}\u{E0001}".as_bytes()),
        ),
        true,
        expect![[r#"
            const response = await fetch("http://localhost:8080/a'b?c=%7B1,2%7D", {
              method: "GET",
            });
            # fetch sends no body with GET, so it is left out
            # fetch adds `Accept: */*`, since the request has no Accept"#]],
    );
    check(
        "fetch",
        &with_body(
            "POST",
            vec![],
            Some("\u{FEFF}\u{2028}é\u{E0001}\0".as_bytes()),
        ),
        true,
        expect![[r#"
            const response = await fetch("http://localhost:8080/a'b?c=%7B1,2%7D", {
              method: "POST",
              body: new TextEncoder().encode("\ufeff\u2028é\udb40\udc01\u0000"),
            });
            # fetch adds `Accept: */*`, since the request has no Accept"#]],
    );
}

#[test]
fn http_remarks_on_bytes_that_text_cannot_hold() {
    let request = with_body("POST", vec![header("X-Latin", "é")], Some(b"a\xff"));
    check(
        "http",
        &request,
        true,
        expect![[r#"
        POST /a'b?c=%7B1,2%7D HTTP/1.1␍
        Host: localhost:8080␍
        X-Latin: é␍
        Content-Length: 2␍
        ␍
        a�
        # Lines end in CRLF up to the empty line; an editor that converts them to LF breaks the message
        # Characters of header fields are sent as one byte each (ISO 8859-1), but this text is UTF-8
        # The body has bytes that are not UTF-8, shown here as U+FFFD; send it with curl"#]],
    );
    check(
        "http",
        &with_body("GET", vec![], None),
        true,
        expect![[r#"
        GET /a'b?c=%7B1,2%7D HTTP/1.1␍
        Host: localhost:8080␍
        ␍

        # Lines end in CRLF up to the empty line; an editor that converts them to LF breaks the message"#]],
    );
}
