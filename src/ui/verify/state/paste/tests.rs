//! curl commands and events, read as the requests that they are.

use expect_test::{Expect, expect};

use super::*;

#[track_caller]
fn reads(text: &str, expected: Expect) {
    let Some((received, paste)) = read(text) else {
        return expected.assert_eq("no other form");
    };
    let mut lines = vec![format!(
        "{:?} {} {} {}",
        paste.form, received.method, received.target, received.url
    )];
    lines.extend(
        received
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}")),
    );
    lines.push(format!("{:?}", String::from_utf8_lossy(&received.body)));
    lines.extend(paste.lacks);
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn a_curl_command() {
    reads(
        r#"curl -X POST https://hooks.example.com/in?a=1 \
  -H 'Content-Type: application/json' -H "X-Hub-Signature-256: sha256=00" \
  --data-raw $'{"a":"it\'s\\n"}'"#,
        expect![[r#"
            Curl POST /in?a=1 https://hooks.example.com/in?a=1
            Content-Type: application/json
            X-Hub-Signature-256: sha256=00
            "{\"a\":\"it's\\n\"}""#]],
    );
}

#[test]
fn options_of_curl_that_change_the_request() {
    reads(
        "$ curl --url example.com/x -Hfoo:bar -u a:b -d x=1 --data=y=2 --max-time 5 -sS -k | jq .",
        expect![[r#"
            Curl POST /x http://example.com/x
            foo: bar
            Authorization: Basic YTpi
            Content-Type: application/x-www-form-urlencoded
            "x=1&y=2""#]],
    );
    reads(
        "curl -G https://a.b/c -d q=1 -d r=2",
        expect![[r#"
            Curl GET /c?q=1&r=2 https://a.b/c?q=1&r=2
            """#]],
    );
    reads(
        "curl https://a.b/ --json '{\"a\":1}'",
        expect![[r#"
            Curl POST / https://a.b/
            Content-Type: application/json
            "{\"a\":1}""#]],
    );
}

#[test]
fn what_a_command_does_not_contain_is_said() {
    reads(
        "curl https://a.b/ --data-binary @body.json",
        expect![[r#"
        Curl POST / https://a.b/
        ""
        The body is in the file `body.json`. Switch to “Headers and body” and choose that file."#]],
    );
    reads(
        "curl https://a.b/ -F file=@x",
        expect![[r#"
        Curl POST / https://a.b/
        ""
        The option `-F` is not read. Paste the body that was sent in its place."#]],
    );
}

#[test]
fn an_event_of_a_cloud_function() {
    reads(
        r#"{"version":"2.0","rawPath":"/in","rawQueryString":"a=1","headers":{"host":"a.b","x-signature":"00"},
            "requestContext":{"http":{"method":"POST"}},"body":"eyJhIjoxfQ==","isBase64Encoded":true}"#,
        expect![[r#"
            Event POST /in?a=1 https://a.b/in?a=1
            host: a.b
            x-signature: 00
            "{\"a\":1}""#]],
    );
    reads(
        r#"{"httpMethod":"POST","path":"/in","queryStringParameters":{"a":"1"},"headers":{"Host":"a.b"},"body":{"a": 1}}"#,
        expect![[r#"
            Event POST /in https://a.b/in
            Host: a.b
            "{\"a\":1}"
            The event has the query decoded, not as it was sent. If the scheme signs the URL, enter it.
            The body was parsed, so its bytes are lost. Paste the raw body."#]],
    );
}

#[test]
fn other_texts_are_left_alone() {
    for text in [
        "",
        "POST / HTTP/1.1\n\n{}",
        "{\"a\":1}",
        "{\"headers\":{}}",
        "curly: brace\n\n",
        "{",
    ] {
        reads(text, expect!["no other form"]);
    }
    // Unfinished commands, as while one is typed.
    for text in [
        "curl ",
        "curl -",
        "curl '",
        "curl \"\\",
        "curl $'\\x",
        "curl -H",
        "curl --url",
    ] {
        assert!(read(text).is_some(), "{text}");
    }
}

#[test]
fn a_bearer_token_of_curl_is_a_header_field() {
    reads(
        "curl --oauth2-bearer t0k -d a=1 https://example.com/",
        expect![[r#"
            Curl POST / https://example.com/
            Authorization: Bearer t0k
            Content-Type: application/x-www-form-urlencoded
            "a=1""#]],
    );
}
