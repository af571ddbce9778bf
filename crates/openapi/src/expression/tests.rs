//! Expressions, checked against the examples of OpenAPI 3.1 and against absent values.

use expect_test::expect;

use super::*;
use json::Tree;

const BODY: &str = r#"{"user": {"uuid": "u-1"}, "count": 1.50, "a/b": [true], "url": "https://x.example/?a=1", "none": null}"#;

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// The request of the specification's table, `POST https://example.org/subscribe/42?queryUrl=…`.
fn filled(text: &str) -> String {
    let body = Tree::read(BODY).expect("the body reads");
    let reply = Tree::read(r#"{"status": "ok"}"#).expect("the reply reads");
    let headers = [pair("Accept", "application/json")];
    let query = [pair("queryUrl", "https://clientdomain.example/hook")];
    let path = [pair("id", "42")];
    let location = [pair("Location", "https://example.org/42")];
    let exchange = Exchange {
        url: "https://example.org/subscribe/42?queryUrl=x",
        method: "POST",
        status: Some(201),
        request: Message {
            headers: &headers,
            query: &query,
            path: &path,
            body: Some(body.root()),
        },
        response: Message {
            headers: &location,
            body: Some(reply.root()),
            ..Message::default()
        },
        secrets: &[],
    };
    match fill(text, &exchange) {
        Ok(json) => json,
        Err(fault) => format!("{fault:?}"),
    }
}

#[test]
fn expressions_give_what_they_name() {
    let texts = [
        "$url",
        "$method",
        "$statusCode",
        "$request.header.accept",
        "$request.query.queryUrl",
        "$request.path.id",
        "$request.body",
        "$request.body#",
        "$request.body#/user/uuid",
        "$request.body#/count",
        "$request.body#/a~1b/0",
        "$request.body#/none",
        "{$request.body#/user}",
        "$response.header.Location",
        "$response.body#/status",
        "{$request.body#/url}",
        "http://notify.example/?id={$request.path.id}&n={$request.body#/count}",
        "delivery-{$request.path.id}",
        "/{id}/{$method}",
        "plain",
        "",
    ];
    let lines: Vec<String> = texts
        .iter()
        .map(|text| format!("{text} => {}", filled(text)))
        .collect();
    expect![[r##"
        $url => "https://example.org/subscribe/42?queryUrl=x"
        $method => "POST"
        $statusCode => 201
        $request.header.accept => "application/json"
        $request.query.queryUrl => "https://clientdomain.example/hook"
        $request.path.id => "42"
        $request.body => {"user": {"uuid": "u-1"}, "count": 1.50, "a/b": [true], "url": "https://x.example/?a=1", "none": null}
        $request.body# => {"user": {"uuid": "u-1"}, "count": 1.50, "a/b": [true], "url": "https://x.example/?a=1", "none": null}
        $request.body#/user/uuid => "u-1"
        $request.body#/count => 1.50
        $request.body#/a~1b/0 => true
        $request.body#/none => null
        {$request.body#/user} => {"uuid": "u-1"}
        $response.header.Location => "https://example.org/42"
        $response.body#/status => "ok"
        {$request.body#/url} => "https://x.example/?a=1"
        http://notify.example/?id={$request.path.id}&n={$request.body#/count} => "http://notify.example/?id=42&n=1.50"
        delivery-{$request.path.id} => "delivery-42"
        /{id}/{$method} => "/{id}/POST"
        plain => "plain"
         => """##]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn what_cannot_be_resolved_is_reported_apart() {
    let texts = [
        "$request.body#/nothing",
        "a{$request.header.X}b",
        "$response.query.q",
        "$request.body#user",
        "$request.bodyguard",
        "$request.cookie.c",
        "$request.header.",
        "$urls",
        "$",
        "{$",
        "{$request.body#/a",
        "{$url}{$}",
        "{}",
    ];
    let lines: Vec<String> = texts
        .iter()
        .map(|text| format!("{text} => {}", filled(text)))
        .collect();
    expect![[r##"
        $request.body#/nothing => Absent("$request.body#/nothing")
        a{$request.header.X}b => Absent("$request.header.X")
        $response.query.q => Absent("$response.query.q")
        $request.body#user => Unknown("$request.body#user")
        $request.bodyguard => Unknown("$request.bodyguard")
        $request.cookie.c => Unknown("$request.cookie.c")
        $request.header. => Unknown("$request.header.")
        $urls => Unknown("$urls")
        $ => Unknown("$")
        {$ => Unclosed
        {$request.body#/a => Unclosed
        {$url}{$} => Unknown("$")
        {} => "{}""##]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn every_short_text_is_read_or_refused_and_plain_ones_stay_as_they_are() {
    let alphabet = ["{", "$", "}", "url", "/", "é"];
    let mut texts = vec![String::new()];
    let mut from = 0;
    for _ in 0..5 {
        let end = texts.len();
        for index in from..end {
            for letter in alphabet {
                texts.push([&texts[index], letter].concat());
            }
        }
        from = end;
    }
    let exchange = Exchange {
        url: "u",
        ..Exchange::default()
    };
    for text in &texts {
        let found = fill(text, &exchange);
        if !text.starts_with('$') && !text.contains("{$") {
            assert_eq!(found, Ok(quoted(text)));
        } else if let Ok(json) = found {
            let expected = match text.as_str() {
                "$url" => "u".to_owned(),
                text => text.replace("{$url}", "u"),
            };
            assert_eq!(plain(&json), expected, "{text}");
        }
    }
}
