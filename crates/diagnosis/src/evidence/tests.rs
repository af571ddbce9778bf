//! The evidence of deliveries with one fault or none.

use expect_test::expect;

use super::*;
use received::read;
use signature::presets;

fn gathered(scheme: &str, raw: &[u8]) -> Vec<Evidence> {
    let scheme = presets::find(scheme).unwrap_or_default();
    gather(&scheme, &read(raw), false)
}

fn delivery(fields: &str, body: &[u8]) -> Vec<u8> {
    let mut lines = vec!["POST /hooks HTTP/1.1", "Host: hooks.example"];
    lines.extend(fields.split('|').filter(|field| !field.is_empty()));
    [lines.join("\r\n").as_bytes(), b"\r\n\r\n", body].concat()
}

/// Returns the codes of what a delivery shows.
fn codes(fields: &str, body: &[u8]) -> String {
    let raw = delivery(fields, body);
    let found = gathered("github", &raw);
    let codes: Vec<&str> = found.iter().map(Evidence::code).collect();
    codes.join(" ")
}

fn sentences(fields: &str, body: &[u8]) -> String {
    let found = gathered("github", &delivery(fields, body));
    let said: Vec<String> = found.iter().map(|found| found.sentence() + "\n").collect();
    said.concat()
}

const JSON: &str = "Content-Type: application/json";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
const XML: &str = "Content-Type: application/xml";
const MULTIPART: &str = "Content-Type: multipart/form-data; boundary=x";
const PART: &[u8] = b"--y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--y--\r\n";

#[test]
fn a_sound_delivery_shows_nothing() {
    for (fields, body) in [
        ("", &b""[..]),
        ("Content-Length: 0", b""),
        (JSON, b"{\"a\":1}"),
        (
            "Content-Type: application/json; charset=utf-8|Content-Length: 10",
            "{\"a\":\"\u{e9}\"}".as_bytes(),
        ),
        (
            "Content-Type: application/x-www-form-urlencoded",
            b"a=b&c=%7B%22",
        ),
        ("Content-Type: application/x-www-form-urlencoded", b""),
        (
            "Content-Type: multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n",
        ),
        ("Content-Type: text/plain", b"\xFF\xFE"),
        ("Content-Type: text/xml", b"<a/>"),
        ("Content-Type: application/cloudevents+json", b"[1]"),
        ("Content-Encoding: identity", b"{}"),
        // The lengths contradict each other.
        ("Content-Length: 1|Content-Length: 2", b"{}"),
        ("Content-Length: -1", b"{}"),
        ("Content-Length: 99999999999999999999999", b"{}"),
    ] {
        assert_eq!(codes(fields, body), "", "{fields}");
    }
}

#[test]
fn each_fault_has_its_code() {
    let replaced = "{\"a\":\"\u{FFFD}\u{FFFD}\u{FFFD}\"}";
    for (fields, body, expected) in [
        // RFC 9530's own digest, of another body.
        (
            "Content-Digest: sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
            &b"{}"[..],
            "digest",
        ),
        (
            "Content-Digest: sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
            b"{\"hello\": \"world\"}",
            "digest-fits",
        ),
        ("Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==", b"", "digest-fits"),
        ("Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==", b"x", "digest"),
        ("Content-Encoding: gzip", b"\x1F\x8B\x08\0", "coding"),
        ("Content-Encoding: gzip", b"{}", "coding"),
        ("Content-Encoding: gzip|Content-Length: 99", b"{}", "coding"),
        ("Content-Encoding: br", b"{}", "coding"),
        ("Content-Encoding: zstd", b"\x28\xB5\x2F\xFD\0", "coding"),
        ("Content-Encoding: deflate", b"\x78\x9C\x03\0", "coding"),
        ("", b"\x1F\x8B\x08\0", "coding"),
        (
            "Content-Encoding: gzip|Content-Length: 5",
            "\u{1f}\u{FFFD}\u{8}\0".as_bytes(),
            "coding",
        ),
        (JSON, replaced.as_bytes(), "replacement"),
        (JSON, b"{\"a\":\"\\uFFFD\"}", "replacement"),
        (FORM, b"a=%EF%BF%BD", "replacement"),
        (
            FORM,
            b"payload=%7B%22a%22%3A%22%5cufffd%22%7D",
            "replacement",
        ),
        ("", b"a=%ef%bf%bd&b=c", "replacement"),
        (XML, b"<a>&#xFFFD;</a>", "replacement"),
        ("", b"<a b='&#65533;'/>", "replacement"),
        // Another notation's escape, or another character.
        (JSON, b"{\"a\":\"%EF%BF%BD &#xFFFD;\"}", ""),
        (FORM, b"a=%EF%BF%BE&b=%26%23xFFFD%3B", ""),
        ("", b"{\"a\":12345678901234568}", "number"),
        ("", b"{\"a\":-1152921506151679000}", "number"),
        ("", b"{\"a\":1e+21}", "number"),
        // JavaScript writes none of these.
        (
            "",
            b"{\"a\":1152921506151679042,\"b\":9007199254740993,\"c\":9007199254740991,\"d\":1e21}",
            "",
        ),
        ("", b"{\"a\":\"***\"}", "masked"),
        ("", b"{\"a\":\"****1234\",\"b\":\"[REDACTED]\"}", "masked"),
        ("", "{\"a\":\"•••••\"}".as_bytes(), "masked"),
        (
            "",
            b"{\"a\":\"***bold***\",\"b\":\"* * *\",\"c\":\"**\",\"d\":\"a ***\"}",
            "",
        ),
        ("", b"{\"a\":\"b", "cut"),
        ("", b"{\"a\":[1,", "cut"),
        ("", b"2\r\n{}\r\n0\r\n\r\n", "chunks"),
        ("Content-Length: 12", b"2\r\n{}\r\n0\r\n\r\n", "chunks"),
        ("Content-Length: 3", b"{}", "length"),
        ("Content-Length: 1", b"{}", "length"),
        ("Content-Length: 2", b"", "length"),
        (
            "Content-Type: application/x-www-form-urlencoded",
            b"{\"a\":1}",
            "media-type",
        ),
        (
            "Content-Type: multipart/form-data; boundary=x",
            b"a=b",
            "media-type",
        ),
        (
            "Content-Type: application/x-www-form-urlencoded",
            b"payload={\"a\":1}",
            "media-type",
        ),
        (MULTIPART, PART, "media-type"),
        (MULTIPART, b"hello", "media-type"),
        (MULTIPART, b"--xy\r\n\r\n--xy--", "media-type"),
        ("Content-Type: multipart/mixed", PART, "media-type"),
        (
            "Content-Type: multipart/form-data; boundary=",
            b"hello",
            "media-type",
        ),
        ("Content-Type: multipart/form-data; boundary=y", PART, ""),
        (
            "Content-Type: multipart/mixed; charset=utf-8; Boundary=\"y\"",
            b"preamble\n--y \n\nb\n--y--",
            "",
        ),
        (MULTIPART, b"", ""),
        (XML, b"hello", "media-type"),
        (XML, b"\xEF\xBB\xBF\n<a/>", "byte-order-mark"),
        (XML, b"", ""),
        (JSON, b"a=b&c=d", "media-type"),
        (JSON, b"<a/>", "media-type"),
        ("Content-Type: application/xml", b"{\"a\":1}", "media-type"),
        (JSON, b"{\"a\":\"\xE9\"}", "charset"),
        (
            "Content-Type: text/plain; charset=\"UTF-8\"",
            b"\xE9",
            "charset",
        ),
        (
            "Content-Type: application/json; charset=utf-8",
            b"\xFF\xFE{\0}\0",
            "charset",
        ),
        (
            "Content-Type: text/plain; charset=ISO-8859-1",
            "\u{e9}".as_bytes(),
            "charset",
        ),
        (
            "Content-Type: text/plain; charset=utf-16",
            b"abc",
            "charset",
        ),
        ("", b"\xEF\xBB\xBF{}", "byte-order-mark"),
    ] {
        assert_eq!(
            codes(fields, body),
            expected,
            "{fields} {}",
            String::from_utf8_lossy(body)
        );
    }
}

#[test]
fn a_length_says_what_would_fit() {
    let of =
        |said: usize, body: &str| sentences(&format!("Content-Length: {said}"), body.as_bytes());
    let said = [
        of(7, "{ \"a\": 1 }"),
        of(9, "{ \"a\": 1000 }"),
        of(9, "{ \"a\": 1 }"),
        of(2, "{}\r\n"),
        of(14, "a\nb\nc\nd\n\n"),
        of(2, "\u{feff}{}")
            .lines()
            .take(1)
            .map(|line| [line, "\n"].concat())
            .collect(),
        of(8, "eyJhIjoxfQo="),
        of(6, "\u{e9}"),
        of(12, "\u{1F44D}"),
        of(15, "{\"\u{e9}\":\"/\"}"),
        of(11, "[\"//\",\"\"]"),
        of(1, "\u{e9}"),
        of(12, "{}"),
        of(1, "{\"a\":1}"),
        of(5, ""),
    ];
    expect![[r#"
        `Content-Length` gives 7 bytes, but the body here has 10. Without the white space of its JSON it has exactly that many. The body was formatted: copy the raw body.
        `Content-Length` gives 9 bytes, but the body here has 13. Without the white space of its JSON it has 10. Numbers in another form (`1e3` for `1000`, `1.0` for `1`) account for the other 1. The body was formatted: copy the raw body.
        `Content-Length` gives 9 bytes, but the body here has 10. Without the white space of its JSON it has 7. Numbers in another form (`1e3` for `1000`, `1.0` for `1`) account for the other 2. The body was formatted: copy the raw body.
        `Content-Length` gives 2 bytes, but the body here has 4. Without its last line end it has exactly that many. Editors and shells add one.
        `Content-Length` gives 14 bytes, but the body here has 9. With CRLF instead of LF it has exactly that many. Copying changed its line ends.
        `Content-Length` gives 2 bytes, but the body here has 5. Without its byte order mark it has exactly that many.
        `Content-Length` gives 8 bytes, but the body here has 12. It is base64, and decoded it has exactly that many: decode it to bytes before verifying.
        `Content-Length` gives 6 bytes, but the body here has 2. With each character beyond ASCII written as `\uXXXX` it has exactly that many. The JSON was parsed and written again.
        `Content-Length` gives 12 bytes, but the body here has 4. With each character beyond ASCII written as `\uXXXX` it has exactly that many. The JSON was parsed and written again.
        `Content-Length` gives 15 bytes, but the body here has 10. With each character beyond ASCII written as `\uXXXX` and each slash as `\/` it has exactly that many. The JSON was parsed and written again.
        `Content-Length` gives 11 bytes, but the body here has 9. With each slash written as `\/` it has exactly that many. The JSON was parsed and written again.
        `Content-Length` gives 1 byte, but the body here has 2. With one byte for each character it has exactly that many. The body was converted to UTF-8, or characters were counted instead of bytes.
        `Content-Length` gives 12 bytes, but the body here has 2: 10 are missing. Copy the whole raw body.
        `Content-Length` gives 1 byte, but the body here has 7: 6 more than were sent. The body was rewritten, or something was added; copy the raw body.
        `Content-Length` gives 5 bytes, but the body here has 0. The body is missing: copy it too, after a blank line.
    "#]].assert_eq(&said.concat());
}

#[test]
fn what_u_fffd_took_the_place_of_is_said_as_far_as_arithmetic_goes() {
    let of = |said: usize, body: &str| {
        let length = format!("Content-Length: {said}");
        let fields = if said == 0 { "" } else { &length };
        sentences(fields, body.as_bytes())
    };
    let cut = "{\"a\":{\"b\":\"x\u{FFFD}\u{FFFD}\u{FFFD}\"}}";
    let said = [
        // Nine replacement bytes for one character of four.
        of(cut.len() - 5, cut),
        of(cut.len() - 6, cut),
        of(cut.len(), cut),
        of(cut.len() + 20, cut),
        of(0, cut),
        of(8, "\u{FFFD}\u{FFFD} \u{FFFD}\u{FFFD} "),
        of(0, "{\"\u{FFFD}\":\"a\\ufffd\"}"),
        of(0, "{\"a\":\"\\ufffd \\ufffd\"}"),
        of(14, "{\"a\":\"\\ufffd\"}"),
        sentences(FORM, b"a=%EF%BF%BD&b=%EF%BF%BD"),
    ];
    expect![[r#"
        The body contains U+FFFD, the replacement character, 3 times (`/a/b`); `Content-Length` (19) fits a character of 4 bytes there: it was cut where two chunks met, and each part was decoded by itself. The signed bytes are lost and cannot be restored from this text. Collect the chunks of the body as bytes and join them before decoding.
        The body contains U+FFFD, the replacement character, 3 times (`/a/b`); `Content-Length` (18) fits one byte for each there: these bytes are not UTF-8, and the body was decoded as if it were. The signed bytes are lost and cannot be restored from this text. Collect the chunks of the body as bytes and join them before decoding.
        The body contains U+FFFD, the replacement character, 3 times (`/a/b`), and `Content-Length` fits the body with it: it was sent with it, or the length was set afterwards. Compare it with the raw body.
        The body contains U+FFFD, the replacement character, 3 times (`/a/b`): decoders put it in place of bytes that are not text, as when a character is cut between two chunks. The signed bytes are lost and cannot be restored from this text. Collect the chunks of the body as bytes and join them before decoding.
        `Content-Length` gives 44 bytes, but the body here has 24: 20 are missing. Copy the whole raw body.
        The body contains U+FFFD, the replacement character, 3 times (`/a/b`): decoders put it in place of bytes that are not text, as when a character is cut between two chunks. The signed bytes are lost and cannot be restored from this text. Collect the chunks of the body as bytes and join them before decoding.
        The body contains U+FFFD, the replacement character, 4 times (from byte 1, from byte 8); `Content-Length` (8) fits 6 bytes in characters of two to four there: each was cut where two chunks met, and the parts were decoded by themselves. The signed bytes are lost and cannot be restored from this text. Collect the chunks of the body as bytes and join them before decoding.
        The body contains U+FFFD, the replacement character, 2 times (from byte 3, `/�`): decoders put it in place of bytes that are not text, as when a character is cut between two chunks. The signed bytes are lost and cannot be restored from this text. Collect the chunks of the body as bytes and join them before decoding.
        The body contains U+FFFD, the replacement character, 2 times (`/a`): decoders put it in place of bytes that are not text, as when a character is cut between two chunks. The signed bytes are lost and cannot be restored from this text. Collect the chunks of the body as bytes and join them before decoding.
        The body contains U+FFFD, the replacement character, once (`/a`), and `Content-Length` fits the body with it: it was sent with it, or the length was set afterwards. Compare it with the raw body.
        The body contains U+FFFD, the replacement character, 2 times (from byte 3, from byte 15): decoders put it in place of bytes that are not text, as when a character is cut between two chunks. The signed bytes are lost and cannot be restored from this text. Collect the chunks of the body as bytes and join them before decoding.
    "#]].assert_eq(&said.concat());
}

#[test]
fn other_evidence_is_worded() {
    let wrong = ["A".repeat(86), "==".to_owned()].concat();
    let said = [
        sentences(
            "Content-Digest: sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
            b"{}",
        ),
        sentences("Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==", b""),
        sentences(&[RIGHT, ", sha-512=:", &wrong, ":"].concat(), b"{}"),
        sentences(&[OTHER, "|", RIGHT].concat(), b"{}"),
        sentences(
            &[RIGHT, "|Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg=="].concat(),
            b"{}",
        ),
        sentences(
            "Content-Encoding: gzip|Content-Length: 9",
            b"\x1F\x8B\x08\0",
        ),
        sentences("Content-Encoding: gzip", b"{}"),
        sentences("Content-Encoding: br|Content-Length: 9", b"{}"),
        sentences("", b"\x1F\x8B\x08\0"),
        sentences("", "\u{1f}\u{FFFD}\u{8}\0".as_bytes()),
        sentences("", b"[12345678901234568,{\"a`/b\":1152921506151679000}]"),
        sentences("", b"{\"a\":\"***\"}"),
        sentences("", format!("[{}]", ["\"***\""; 12].join(",")).as_bytes()),
        sentences("", b"{\"a\":\"b"),
        sentences("", b"2\r\n{}\r\n0\r\n\r\n"),
        sentences(
            "Content-Type: application/x-www-form-urlencoded",
            b"{\"a\":1}",
        ),
        sentences(
            "Content-Type: application/x-www-form-urlencoded",
            b"payload={\"a\":1}",
        ),
        sentences(JSON, b"a=b"),
        sentences(XML, b"a=b."),
        sentences(XML, b"hello"),
        sentences(MULTIPART, PART),
        sentences(MULTIPART, b"hello"),
        sentences("Content-Type: multipart/mixed", PART),
        sentences("Content-Type: multipart/mixed", b"hello"),
        sentences(JSON, b"{\"a\":\"\xE9\"}"),
        sentences(JSON, b"\xFF\xFE{\0}\0"),
        sentences(
            "Content-Type: text/plain; charset=latin1",
            "\u{e9}".as_bytes(),
        ),
        sentences("", b"\xEF\xBB\xBF{}"),
    ];
    expect![[r#"
        `Content-Digest` is not the digest of this body: the body, or that field, was changed or rewritten after it was sent. Refuse such a delivery, and verify the raw bytes before anything rewrites them.
        `Content-MD5` is the digest of this body, so the body was not changed since that field was written.
        `Repr-Digest` contradicts itself: its sha-256 is that of this body, and its sha-512 is not. The body is the one that sha-256 was computed from; the sha-512 is wrong.
        `Repr-Digest` and `Content-Digest` contradict each other: the digest in `Repr-Digest` is that of this body, and the one in `Content-Digest` is not. The body is the one that `Repr-Digest` was computed from; `Content-Digest` is wrong.
        `Repr-Digest` and `Content-MD5` contradict each other: the digest in `Repr-Digest` is that of this body, and the one in `Content-MD5` is not. The body is the one that `Repr-Digest` was computed from; `Content-MD5` is wrong.
        The body is compressed, as `Content-Encoding: gzip` shows (its bytes begin with `1f 8b`). Some senders sign the body before they compress it: decompress it, then verify.
        `Content-Length` gives 9 bytes, but the body here has 4: 5 are missing. Copy the whole raw body.
        `Content-Encoding` is `gzip`, but the body here is not compressed: it was decoded on its way. If the sender signed the compressed bytes, they cannot be restored from here; verify before anything decodes the body.
        `Content-Encoding` is `br`, but the body here is not compressed: it was decoded on its way. `Content-Length` is that of the compressed bytes. If the sender signed the compressed bytes, they cannot be restored from here; verify before anything decodes the body.
        The body is compressed (gzip), but no `Content-Encoding` names the coding. Decompress it, then verify, or look for what compressed it on its way.
        The body was compressed and then read as text: its bytes are lost and cannot be restored from here. Save the body to a file, and choose that file.
        JavaScript cannot hold every whole number from 2^53 on, and may have rounded `/0` and `/1/a'~1b`: a rounded number looks like any other. If it did, the signed digits cannot be restored from here. Copy the raw body instead of formatted JSON.
        `/a` looks masked, as a log or a viewer hides values. The signature covers the original value. Copy the raw body.
        `/0`, `/1`, `/2`, `/3`, `/4`, `/5`, `/6`, `/7`, `/8`, `/9` and others look masked, as a log or a viewer hides values. The signature covers the original value. Copy the raw body.
        The JSON breaks off before its end: part of the body is missing. Copy all of it; logs and viewers shorten long texts.
        The body begins and ends with the sizes of a chunked transfer, which are not part of it. Take the body from the server, which joins the chunks.
        `Content-Type` is `application/x-www-form-urlencoded`, but the body here is JSON: the form was decoded, or one of its fields was taken out. The signature covers the raw form. Verify the raw body.
        `Content-Type` names a form, but the body is not percent-encoded: the form was decoded. The signature covers the raw form. Verify the raw body.
        `Content-Type` is `application/json`, but the body here is a form (`name=value&…`): the body was converted on its way, or the field is wrong. Verify the raw body.
        `Content-Type` is `application/xml`, but the body here is a form (`name=value&…`): the body was converted on its way, or the field is wrong. Verify the raw body.
        `Content-Type` is `application/xml`, but the body here is not XML: it does not begin with `<`. Verify the raw body.
        `Content-Type` names `--x` as the boundary, but the body here begins with `--y`. The body or the field was changed, or the sender wrote them differently. Verify the raw body.
        `Content-Type` names `--x` as the boundary, but no line of the body here matches it. The body or the field was changed, or the sender wrote them differently. Verify the raw body.
        `Content-Type` is `multipart/mixed` without a `boundary`, so the ends of the parts are unknown. The body here begins with `--y`. The body or the field was changed, or the sender wrote them differently. Verify the raw body.
        `Content-Type` is `multipart/mixed` without a `boundary`, so the ends of the parts are unknown. The body or the field was changed, or the sender wrote them differently. Verify the raw body.
        The body is not UTF-8: byte 7 does not begin a character. It was converted to another charset, or it is binary. Read, log and verify it as bytes.
        The body is UTF-16, but its type requires UTF-8: it was converted. Verify the bytes that were received.
        `Content-Type` names the charset `latin1`, but the body is UTF-8: it was converted, or the field is wrong. Verify the bytes that were received.
        The body begins with a byte order mark, which editors and exports add. Few senders sign one; take the body from the server.
    "#]].assert_eq(&said.concat());
}

/// Checks that what a scheme does not sign is not evidence.
#[test]
fn only_what_is_signed_counts() {
    let adyen = |member: &str, other: &str| {
        let body = format!(
            r#"{{"note":"{other}","notificationItems":[{{"NotificationRequestItem":{{"pspReference":{member}}}}}]}}"#
        );
        let raw = delivery("Content-Length: 1|Content-Encoding: gzip", body.as_bytes());
        let found = gathered("adyen", &raw);
        found
            .iter()
            .map(Evidence::code)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(adyen("\"a:b\"", "\u{FFFD}***"), "");
    assert_eq!(adyen("\"\u{FFFD}\"", "x"), "replacement");
    assert_eq!(adyen("\"****\"", "x"), "masked");
    assert_eq!(adyen("12345678901234568", "x"), "number");
    for scheme in ["gitlab", "rfc9421"] {
        let raw = delivery("Content-Length: 1", "{\"a\":\"\u{FFFD}\"}".as_bytes());
        assert_eq!(gathered(scheme, &raw), [], "{scheme}");
    }
}

#[test]
fn a_json_type_over_another_body_is_explained() {
    for (body, code) in [
        ("eyJhIjoxfQ==", "media-type"),
        ("a=b", "media-type"),
        ("hello world", "not-json"),
        ("{a:1}", "not-json"),
        ("{'a':1}", "not-json"),
        ("b'{\"a\":1}'", "not-json"),
        ("[object Object]", "not-json"),
        ("{\"a\":\"b\nc\"}", "not-json"),
        ("{\"a\":\"b", "cut"),
        ("3\r\n{}\n\r\n0\r\n\r\n", "chunks"),
        ("{\"a\":1}", ""),
        ("true", ""),
        (" ", ""),
    ] {
        assert_eq!(codes(JSON, body.as_bytes()), code, "{body}");
        let text = codes("Content-Type: text/plain", body.as_bytes());
        assert!(
            !text.contains("media-type") && !text.contains("json"),
            "{body}"
        );
    }
    let form = "Content-Type: application/x-www-form-urlencoded";
    assert_eq!(codes(form, b"W10="), "");
    let all = [
        "eyJhIjoxfQ==",
        "hello",
        "{a:1}",
        "{'a':1}",
        "b'{}'",
        "[object Object]",
        "\"\n\"",
    ];
    let said = all.map(|body| sentences(JSON, body.as_bytes()));
    expect![[r#"
        `Content-Type` is `application/json`, but the body here is base64: the body was converted on its way, or the field is wrong. Verify the raw body.
        `Content-Type` is `application/json`, but the body here is not JSON. Verify the raw body.
        `Content-Type` is `application/json`, but the body here is not JSON: a member name is not in double quotes. Verify the raw body.
        `Content-Type` is `application/json`, but the body here is not JSON: its strings are not in double quotes, as when Python prints a dictionary. Verify the raw body.
        `Content-Type` is `application/json`, but the body here is not JSON: it is a Python bytes literal (`b'…'`), as `str()` produces from bytes. Verify the raw body.
        `Content-Type` is `application/json`, but the body here is not JSON: it is `[object Object]`, which JavaScript produces from an object that is used as text. Verify the raw body.
        `Content-Type` is `application/json`, but the body here is not JSON: a string in it contains a raw control character, as when the escape `\n` is decoded. Verify the raw body.
    "#]].assert_eq(&said.concat());
}

/// Returns the evidence beside a correct signature or token, as codes, and its sentences.
fn contrary(scheme: &str, fields: &str, body: &[u8]) -> (String, String) {
    let scheme = presets::find(scheme).unwrap_or_default();
    let received = read(&delivery(fields, body));
    let coverage = Coverage::of(&scheme, &received.signable());
    let found = gather(&scheme, &received, true);
    let codes: Vec<&str> = found.iter().map(Evidence::code).collect();
    let said = found.iter().map(|found| found.beside_valid(coverage));
    (codes.join(" "), said.collect::<Vec<_>>().join("\n"))
}

/// The digest of `{}`.
const RIGHT: &str = "Repr-Digest: sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:";
const OTHER: &str = "Content-Digest: sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";

#[test]
fn beside_a_right_signature_only_a_wrong_digest_counts() {
    let cut = "{\"a\":\"\u{FFFD}\"".as_bytes();
    assert_eq!(contrary("github", "Content-Length: 1", cut).0, "");
    let (codes, said) = contrary("github", OTHER, cut);
    assert_eq!(codes, "digest");
    expect!["`Content-Digest` is not the digest of this body. The signature covers the body and matches, so the field is wrong: it was computed from other bytes or changed on its way. A receiver that checks it refuses the delivery."]
        .assert_eq(&said);
    let two = [
        OTHER,
        "|Digest: SHA-256=RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=",
    ]
    .concat();
    assert_eq!(contrary("github", &two, b"{}").0, "digest");
}

#[test]
fn beside_a_right_token_all_of_the_body_counts_and_no_signature_is_spoken_of() {
    let fields = [OTHER, "|Content-Type: application/json"].concat();
    let (codes, said) = contrary("gitlab", &fields, "{\"a\":\"Ship \u{FFFD}".as_bytes());
    assert_eq!(codes, "digest replacement cut");
    expect![[r#"
        `Content-Digest` is not the digest of this body: the body, or that field, was changed or rewritten after it was sent. A correct sender does not prove a correct body. Refuse such a delivery.
        The body contains U+FFFD, the replacement character, once (from byte 12): decoders put it in place of bytes that are not text, as when a character is cut between two chunks.
        The JSON breaks off before its end: part of the body is missing. Copy all of it; logs and viewers shorten long texts."#]]
    .assert_eq(&said);
    let gzip = b"\x1F\x8B\x08\0";
    assert_eq!(contrary("gitlab", "Content-Encoding: gzip", gzip).0, "");
    assert_eq!(contrary("gitlab", "Content-Length: 3", b"{}").0, "length");
    assert_eq!(contrary("gitlab", "Content-Length: 2", b"{}").0, "");
}

/// Checks that the counts of a large body are correct too.
#[test]
fn a_large_body_is_read() {
    let line = "{\"a\":\"0123456789 \u{FFFD}\u{e9}\"}\n";
    let count = 800_000;
    let raw = delivery(
        "Digest: sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=",
        line.repeat(count).as_bytes(),
    );
    let found = gathered("github", &raw);
    let codes: Vec<&str> = found.iter().map(Evidence::code).collect();
    assert_eq!(codes, ["digest", "replacement"]);
    assert!(
        matches!(&found[1], Evidence::Replaced { count: all, runs, places, .. } if *all == count && *runs == count && places.len() == 5)
    );
}
