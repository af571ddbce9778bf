//! Requests whose secrets are found by name.

use super::*;

/// The texts with every secret of the request as dots.
fn masked(url: &str, headers: &[(&str, &str)], body: &str) -> String {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let own: Vec<(String, String)> = headers.iter().map(own).collect();
    let spans = named_secrets(&[url], &own, body.as_bytes());
    let lines = headers
        .iter()
        .map(|(name, value)| [name, ": ", value, "\n"].concat());
    let text = [url, "\n", &lines.collect::<String>(), "\n", body].concat();
    let mut out = String::new();
    let mut at = 0;
    for span in spans.find(text.as_bytes()) {
        out.push_str(&text[at..span.start]);
        out.push('…');
        at = span.end;
    }
    out + &text[at..]
}

fn body(text: &str) -> String {
    let masked = masked("/", &[], text);
    masked.trim_start_matches("/\n\n").to_owned()
}

#[test]
fn a_head_shows_secrets_in_its_address_its_cookies_and_its_fields() {
    let headers = [
        ("Host", "example.com"),
        ("Authorization", "Bearer canary-3"),
        ("X-Api-Key", "canary 4"),
        ("Cookie", "theme=dark; session_token=canary-5; page=2"),
        (
            "Referer",
            "https://example.com/?page=1&access_token=canary-6",
        ),
        ("Proxy-Authorization", "Basic dXNlcjpvcGVuIHNlc2FtZQ=="),
        ("X-Page-Token", "open"),
    ];
    let url = "https://user:canary%2F0@example.com/h?token=canary-1&a=b&api_key=canary%202#x";
    let expected = "https://user:…@example.com/h?token=…&a=b&api_key=…#x\n\
        Host: example.com\nAuthorization: Bearer …\nX-Api-Key: …\n\
        Cookie: theme=dark; session_token=…; page=2\n\
        Referer: https://example.com/?page=1&access_token=…\n\
        Proxy-Authorization: Basic …\nX-Page-Token: open\n\nopen sesame is not open: …, …";
    // The decoded pair of Basic is known too.
    let body = "open sesame is not open: canary/0, canary 2";
    let found = masked(url, &headers, body);
    assert_eq!(found, expected.replace("open sesame is", "… is"));
    assert_eq!(
        masked("https://canary-1@example.com/", &[], ""),
        "https://…@example.com/\n\n"
    );
}

#[test]
fn a_body_shows_secrets_by_the_names_of_its_members() {
    for (text, left) in [
        (
            r#"{"a":"b","password":"canary\"1","list":[{"api_key": "canary-2"}],"token":7}"#,
            r#"{"a":"b","password":"…","list":[{"api_key": "…"}],"token":7}"#,
        ),
        (
            r#"{"api_keys":["canary-1" , "canary-2"],"passwords":[{"a":"b"}],"token_type":"c"}"#,
            r#"{"api_keys":["…" , "…"],"passwords":[{"a":"b"}],"token_type":"c"}"#,
        ),
        (
            r#"[{"pass\u0077ord":"canary-1"}]"#,
            r#"[{"pass\u0077ord":"…"}]"#,
        ),
        (r#"{"a": {"secret": "canary-1"#, r#"{"a": {"secret": "…"#),
        (
            r#"{"echo":"{\"password\":\"canary-1\"}"}"#,
            r#"{"echo":"{\"password\":\"…\"}"}"#,
        ),
        (
            "a=b&password=canary+1%21&api%5Fkey=canary-2&c=canary-3",
            "a=b&password=…&api%5Fkey=…&c=canary-3",
        ),
        (
            "payload=%7B%22password%22%3A%22canary%201%22%7D",
            "payload=%7B%22password%22%3A%22…%22%7D",
        ),
        (
            "<?xml version=\"1.0\"?><a><b:password>canary &amp; 1</b:password><c api_key='canary-2' d=\"e\"/></a>",
            "<?xml version=\"1.0\"?><a><b:password>…</b:password><c api_key='…' d=\"e\"/></a>",
        ),
        (
            "<a><token><![CDATA[canary<1>]]></token><b>c</b></a>",
            "<a><token><![CDATA[…]]></token><b>c</b></a>",
        ),
        (
            r#"{"a":"{\"b\":\"{\\\"password\\\":\\\"canary/1\\\"}\"}","c":"canary\\\/1"}"#,
            r#"{"a":"{\"b\":\"{\\\"password\\\":\\\"…\\\"}\"}","c":"…"}"#,
        ),
        (
            "payload=%25257B%252522token%252522%25253A%252522canary%2525201%252522%25257D",
            "payload=%25257B%252522token%252522%25253A%252522…%252522%25257D",
        ),
        ("token=canary%2525201&a=canary%201", "token=…&a=…"),
        (
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nplain\r\n\
             --x\r\ncontent-disposition: form-data; filename=\"b\"; name=\"client_secret\"\r\n\
             Content-Type: text/plain\r\n\r\ncanary 1\r\n\
             --x\r\nContent-Disposition: form-data; name=meta\r\n\r\n{\"password\":\"canary-2\"}\r\n--x--\r\n",
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nplain\r\n\
             --x\r\ncontent-disposition: form-data; filename=\"b\"; name=\"client_secret\"\r\n\
             Content-Type: text/plain\r\n\r\n…\r\n\
             --x\r\nContent-Disposition: form-data; name=meta\r\n\r\n{\"password\":\"…\"}\r\n--x--\r\n",
        ),
        (
            "--x\nContent-Disposition: form-data; name=\"password\"\n\ncanary-1",
            "--x\nContent-Disposition: form-data; name=\"password\"\n\n…",
        ),
        (
            "plain text with a password in it",
            "plain text with a password in it",
        ),
        ("", ""),
    ] {
        assert_eq!(body(text), left);
    }
}

#[test]
fn a_whole_body_is_searched_whatever_its_size() {
    let padding = "x".repeat(2 * SEARCHED);
    let text = [r#"{"a":""#, &padding, r#"","token":"canary-1"}"#].concat();
    assert_eq!(
        body_secrets(text.as_bytes()),
        Some(vec!["canary-1".to_owned()])
    );
    let many: String = (0..=SOUGHT).map(|i| format!("token=canary-{i}&")).collect();
    assert_eq!(body_secrets(many.as_bytes()), None);
}

#[test]
fn many_secrets_cover_the_whole_body_in_little_time() {
    let members: String = (0..2_000)
        .map(|i| format!(r#"{{"token":"canary-{i}"}},"#))
        .collect();
    let text = ["[", &members, "]"].concat();
    assert_eq!(body(&text), "…");
    let deep = r#"{"a":["#.repeat(8_000) + r#""b"#;
    assert_eq!(body(&deep), deep);
}

#[test]
fn the_value_beside_a_secret_name_is_a_secret() {
    let text = r#"{"password":{"value":"canary-1"},"headers":[{"name":"Authorization","value":"canary-2"},
        {"name":"Accept","value":"open"},{"key":"api_key","value":"canary-3"}],"value":"open"}"#;
    assert_eq!(
        body(text),
        r#"{"password":{"value":"…"},"headers":[{"name":"Authorization","value":"…"},
        {"name":"Accept","value":"open"},{"key":"api_key","value":"…"}],"value":"open"}"#
    );
}
