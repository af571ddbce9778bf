//! Forecasts and suspects, against the Fetch Standard's own lists.

use super::cors::is_safelisted;
use super::fields::is_forbidden;
use super::place::{Reach, is_bad_port, reach};
use super::*;
use crate::request::{Header, Origin};

fn page(origin: &str) -> Page {
    Page {
        origin: origin.into(),
        secure: origin.starts_with("https:") || origin.contains("//127.") || origin == "null",
    }
}

fn request(method: &str, url: &str, headers: &[(&str, &str)]) -> Request {
    Request {
        method: method.into(),
        url: url.into(),
        address_known: true,
        url_spans: Vec::new(),
        headers: headers
            .iter()
            .map(|(name, value)| Header {
                name: (*name).into(),
                value: (*value).into(),
                field: None,
                origin: Origin::Parameter,
                secrets: Vec::new(),
            })
            .collect(),
        body: None,
    }
}

type Codes<'a> = &'a [(&'static str, Weight)];

/// Code and weight of every forecast.
fn codes(request: &Request, page: &Page) -> Vec<(&'static str, Weight)> {
    forecast(request, page)
        .iter()
        .map(|f| (f.code, f.weight))
        .collect()
}

#[test]
fn forbidden_header_names_are_the_standards() {
    let forbidden = [
        "date",
        "host",
        "cookie",
        "origin",
        "content-length",
        "proxy-authorization",
        "sec-fetch-mode",
        "sec-",
        "te",
    ];
    for name in forbidden {
        assert!(is_forbidden(name, ""), "{name}");
    }
    for name in ["authorization", "x-date", "user-agent", "second", "proxy"] {
        assert!(!is_forbidden(name, ""), "{name}");
    }
    assert!(is_forbidden("x-http-method-override", "GET, track"));
    assert!(!is_forbidden("x-http-method-override", "PATCH"));
}

#[test]
fn the_safelist_looks_at_names_values_and_lengths() {
    let safe = [
        ("accept", "application/json; charset=utf-8"),
        ("accept-language", "sv, en;q=0.5"),
        ("content-type", "Text/Plain ; charset=utf-8"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("range", "bytes=0-"),
        ("range", "bytes=5-9"),
    ];
    for (name, value) in safe {
        assert!(is_safelisted(name, value), "{name}: {value}");
    }
    let not = [
        ("accept", "a\"b"),
        ("accept", "a:b"),
        ("accept-language", "sv_SE"),
        ("content-type", "application/json"),
        ("content-type", "text/plain; a=\"b\""),
        ("range", "bytes=-5"),
        ("range", "bytes=9-5"),
        ("range", "bytes=0-1,3-4"),
        ("authorization", "x"),
    ];
    for (name, value) in not {
        assert!(!is_safelisted(name, value), "{name}: {value}");
    }
    assert!(is_safelisted("accept", &"a".repeat(128)));
    assert!(!is_safelisted("accept", &"a".repeat(129)));
}

#[test]
fn safelisted_values_count_together() {
    let long = "a".repeat(128);
    let many: Vec<(&str, &str)> = (0..9).map(|_| ("Accept", &*long)).collect();
    let foreign = page("https://page.example");
    let to = "https://api.example/";
    let eight = codes(&request("GET", to, &many[..8]), &foreign);
    assert!(eight.iter().all(|f| f.0 != "preflight"));
    let nine = codes(&request("GET", to, &many), &foreign);
    assert!(nine.iter().any(|f| f.0 == "preflight"));
}

#[test]
fn a_preflight_is_shown_as_it_goes_out() {
    let request = request(
        "PUT",
        "https://api.example:8443/a?b=c",
        &[
            ("X-B", "1"),
            ("Authorization", "Bearer t"),
            ("Date", "now"),
            ("Accept", "application/json"),
        ],
    );
    let all = forecast(&request, &page("https://page.example"));
    let preflight = all.iter().find(|f| f.code == "preflight");
    let preflight = preflight.expect("a preflight is needed");
    expect_test::expect![[r#"
        The browser first asks the server, in a request of its own (CORS preflight):
        OPTIONS /a?b=c HTTP/1.1
        Host: api.example:8443
        Origin: https://page.example
        Access-Control-Request-Method: PUT
        Access-Control-Request-Headers: authorization,x-b"#]]
    .assert_eq(&preflight.message);
    expect_test::expect![[r#"
        The server must answer it with a status of 200 to 299 and
        Access-Control-Allow-Origin: https://page.example
        Access-Control-Allow-Methods: PUT
        Access-Control-Allow-Headers: authorization, x-b
        Authorization must be named there, a * does not cover it"#]]
    .assert_eq(&preflight.advice);
}

#[test]
fn forecasts_follow_from_page_and_target() {
    use Weight::*;
    let https = "https://page.example";
    let local = "http://127.0.0.1:8080";
    let cases: [(&str, &str, Codes<'_>); 9] = [
        (https, "https://page.example/x", &[]),
        (https, "https://api.example/", &[("reply", Note)]),
        (
            https,
            "http://api.example/",
            &[("mixed-content", Stops), ("reply", Note)],
        ),
        (
            https,
            "http://127.0.0.1:9000/",
            &[
                ("mixed-content", Note),
                ("local-network", Asks),
                ("reply", Note),
            ],
        ),
        (
            https,
            "http://192.168.1.9/",
            &[
                ("mixed-content", Asks),
                ("local-network", Asks),
                ("reply", Note),
            ],
        ),
        (
            "http://page.example",
            "http://10.0.0.1/",
            &[("local-network", Stops), ("reply", Note)],
        ),
        (local, "http://127.0.0.1:9000/", &[("reply", Note)]),
        (
            local,
            "http://localhost:6667/",
            &[("port", Stops), ("reply", Note)],
        ),
        ("null", "http://[::1]/", &[("reply", Note)]),
    ];
    for (from, to, expected) in cases {
        assert_eq!(
            codes(&request("GET", to, &[]), &page(from)),
            expected,
            "{from} to {to}"
        );
    }
}

#[test]
fn what_a_page_cannot_send_is_said() {
    let to = "https://page.example/x";
    let here = page("https://page.example");
    let all = request(
        "TRACE",
        to,
        &[
            ("Date", "x"),
            ("User-Agent", "x"),
            ("X-A", "1"),
            ("x-a", "2"),
            ("X-XSRF-TOKEN", "t"),
        ],
    );
    use Weight::*;
    assert_eq!(
        codes(&all, &here),
        [
            ("method", Stops),
            ("forbidden-header", Changes),
            ("user-agent", Changes),
            ("repeated-header", Changes),
            ("credentials", Changes),
        ]
    );
    let mut with_body = request("GET", to, &[]);
    with_body.body = Some(crate::encode::Body {
        bytes: std::rc::Rc::from(*b"x"),
        content_type: String::new(),
        spans: std::rc::Rc::from([]),
        file: None,
    });
    assert_eq!(codes(&with_body, &here), [("body", Stops)]);
    let mut unknown = request("GET", "https://x.invalid/", &[]);
    unknown.address_known = false;
    assert_eq!(codes(&unknown, &here)[0], ("placeholder", Stops));
}

#[test]
fn how_near_a_host_is() {
    let table = [
        ("localhost", Reach::Loopback),
        ("a.localhost.", Reach::Loopback),
        ("127.9.9.9", Reach::Loopback),
        ("[::1]", Reach::Loopback),
        ("[::ffff:7f00:1]", Reach::Loopback),
        ("10.1.2.3", Reach::Local),
        ("172.16.0.1", Reach::Local),
        ("172.32.0.1", Reach::Public),
        ("[fe80::1]", Reach::Local),
        ("[fd00::1]", Reach::Local),
        ("[2001:db8::1]", Reach::Public),
        ("printer.local", Reach::Local),
        ("example.com", Reach::Unknown),
    ];
    for (host, expected) in table {
        assert_eq!(reach(host), expected, "{host}");
    }
    assert!(is_bad_port(22) && is_bad_port(10080) && !is_bad_port(8080) && !is_bad_port(443));
}

/// The titles of what is left.
fn titles(request: &Request, page: &Page, online: bool, millis: f64) -> Vec<String> {
    suspects(SendError::Network, request, page, online, millis)
        .into_iter()
        .map(|s| s.title)
        .collect()
}

#[test]
fn a_failure_lists_what_the_facts_do_not_rule_out() {
    let json = [("Content-Type", "application/json")];
    let https = page("https://page.example");
    assert_eq!(
        titles(
            &request("POST", "https://page.example/x", &json),
            &https,
            true,
            3.0
        ),
        [
            "Nothing listens there",
            "Something in the browser blocked it"
        ]
    );
    assert_eq!(
        titles(
            &request("POST", "http://api.example/x", &json),
            &https,
            false,
            3.0
        ),
        [
            "No network",
            "Mixed content",
            "Permission for the local network",
            "CORS: the preflight was refused",
            "CORS: the reply may not be read",
            "Nothing listens there",
            "The name was not found",
            "Something in the browser blocked it",
            "A redirect that may not be followed",
        ]
    );
    assert_eq!(
        titles(
            &request("POST", "http://127.0.0.1:9/x", &[]),
            &page("http://127.0.0.1:8080"),
            false,
            3.0
        ),
        [
            "The browser refused to send it",
            "CORS: the reply may not be read",
            "Nothing listens there",
            "Something in the browser blocked it",
            "A redirect that may not be followed",
        ]
    );
    let slow = titles(
        &request("GET", "https://192.0.2.1/", &[]),
        &https,
        true,
        21_000.0,
    );
    assert_eq!(slow[0], "No answer from the host");
    assert!(!slow.contains(&"The name was not found".to_owned()));
    assert!(slow.contains(&"The certificate is not trusted".to_owned()));
}

#[test]
fn other_failures_have_their_own_causes() {
    let to = request("GET", "https://api.example/", &[]);
    let from = page("https://page.example");
    let first = |error| {
        suspects(error, &to, &from, true, 10.0)
            .into_iter()
            .map(|s| s.title)
            .next()
    };
    assert_eq!(first(SendError::Stopped), None);
    assert_eq!(
        first(SendError::Broken).as_deref(),
        Some("The connection broke off")
    );
    assert_eq!(
        suspects(SendError::TimedOut(30), &to, &from, true, 30_000.0)
            .iter()
            .map(|s| &*s.title)
            .collect::<Vec<_>>(),
        [
            "Permission for the local network",
            "The server took too long",
            "No answer from the host"
        ]
    );
}
