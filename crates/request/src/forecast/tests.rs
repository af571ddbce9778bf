//! Forecasts and suspects, checked against the Fetch Standard's lists.

use super::cors::is_safelisted;
use super::fields::is_forbidden;
use super::place::{Reach, is_bad_port, reach};
use super::*;
use crate::message::{Header, Origin};

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
fn a_preflight_is_shown_as_it_is_sent() {
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
    let texts = preflight.samples.iter().map(|sample| sample.text.as_str());
    let all: Vec<&str> = [&*preflight.message, &*preflight.advice]
        .into_iter()
        .chain(texts)
        .collect();
    expect_test::expect![[r#"
        Before this request the browser sends another one, a CORS preflight, because of the method PUT, Authorization and X-B.

        Let the server answer it with a status of 200 to 299 and the header fields below. Access-Control-Allow-Headers: * does not cover Authorization: the server must name Authorization there.

        OPTIONS /a?b=c HTTP/1.1
        Host: api.example:8443
        Origin: https://page.example
        Access-Control-Request-Method: PUT
        Access-Control-Request-Headers: authorization,x-b

        Access-Control-Allow-Origin: https://page.example
        Access-Control-Allow-Methods: PUT
        Access-Control-Allow-Headers: authorization, x-b"#]].assert_eq(&all.join("\n\n"));
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
fn requests_that_a_page_cannot_send_are_reported() {
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

fn attempt(error: SendError, millis: f64) -> Attempt {
    Attempt {
        error,
        millis,
        online: true,
        probe: None,
    }
}

/// The codes of the remaining causes after a failure, with the answer to a probe if one was sent.
fn causes(
    request: &Request,
    page: &Page,
    millis: f64,
    answered: Option<bool>,
) -> Vec<&'static str> {
    let probe = answered.map(|answered| Probe {
        url: [request.origin(), "/"].concat(),
        answered,
    });
    let attempt = Attempt {
        probe,
        ..attempt(SendError::Network, millis)
    };
    codes_of(&diagnose(&attempt, request, page))
}

fn codes_of(failure: &Failure) -> Vec<&'static str> {
    failure.suspects.iter().map(|s| s.code).collect()
}

const JSON: &[(&str, &str)] = &[("Content-Type", "application/json")];

#[test]
fn what_the_browser_refuses_by_itself_is_the_only_cause() {
    let https = page("https://page.example");
    let mut get = request("GET", "https://api.example/code", JSON);
    let text = crate::draft::Raw::Text("code_type=a".into());
    get.body = Some(crate::encode::undocumented(&text, None, Vec::new()));
    let cases = [
        (get, "body"),
        (request("TRACE", "https://api.example/", &[]), "method"),
        (request("GET", "https://api.example:25/", &[]), "port"),
        (
            request("POST", "https://api.example/", &[("X-Name", "🍌")]),
            "header-value",
        ),
        (
            request("POST", "http://api.example/", JSON),
            "mixed-content",
        ),
    ];
    for (request, code) in cases {
        let failure = diagnose(&attempt(SendError::Network, 1.0), &request, &https);
        assert_eq!(codes_of(&failure), [code]);
        assert!(failure.suspects[0].why.contains("Nothing was sent"));
        assert_eq!((failure.cors, probe(&request, &https)), (None, None));
        let stopped = forecast(&request, &https);
        let stopped = stopped.iter().find(|f| f.weight == Weight::Stops);
        assert_eq!(
            stopped.map(|f| f.code),
            Some(code),
            "it is said before sending too"
        );
    }
}

/// Case E01: the server answers `*` to a request with Authorization.
#[test]
fn a_star_that_does_not_cover_authorization_comes_first_and_its_remedy_is_complete() {
    let headers = [
        ("Authorization", "Bearer canary"),
        ("Content-Type", "application/json"),
    ];
    let request = request("POST", "https://api.example.test/hooks", &headers);
    let from = page("https://tools.example.test");
    for answered in [Some(true), None] {
        let found = causes(&request, &from, 80.0, answered);
        let cors = found.iter().position(|c| *c == "preflight");
        let before = &found[..cors.unwrap_or_default()];
        // Without a probe nothing rules out that a name leads into the local network.
        assert!(before.iter().all(|c| *c == "local-network"), "{found:?}");
        assert!(!found.contains(&"mixed-content"), "https is no fault");
    }
    let found = causes(&request, &from, 80.0, Some(true));
    assert_eq!(found, ["preflight", "cors", "blocked", "redirect"]);
    let failure = diagnose(&attempt(SendError::Network, 80.0), &request, &from);
    let first = failure.suspects.iter().find(|s| s.code == "preflight");
    let why = first.map(|s| s.why.as_str()).unwrap_or_default();
    assert!(why.contains("* does not cover Authorization"), "{why}");
    assert!(why.contains("Content-Type: application/json"), "{why}");
    let cors = failure.cors.expect("CORS is a cause");
    expect_test::expect![[r#"
        # In the answer to OPTIONS, with a status of 200 to 299 and no redirect
        Access-Control-Allow-Origin: https://tools.example.test
        Access-Control-Allow-Headers: authorization, content-type

        # In the answer to POST
        Access-Control-Allow-Origin: https://tools.example.test"#]]
    .assert_eq(&cors.headers);
    let preflight = cors.preflight.expect("it is asked first");
    assert_eq!(preflight.method, "OPTIONS");
    assert_eq!(
        preflight.header("access-control-request-headers"),
        Some("authorization,content-type")
    );
    assert!(
        preflight
            .headers
            .iter()
            .all(|h| !h.value.contains("canary"))
    );
}

/// Case E07: the document came from another machine and names this one.
#[test]
fn an_address_of_this_machine_is_held_against_where_the_document_came_from() {
    let request = request("GET", "http://127.0.0.1:12973/", &[]);
    let from = Page {
        origin: "http://203.0.113.7:12973".into(),
        secure: false,
    };
    let failure = diagnose(&attempt(SendError::Network, 2.0), &request, &from);
    assert_eq!(codes_of(&failure)[..2], ["own-machine", "closed-port"]);
    assert!(failure.suspects[0].why.contains("203.0.113.7"));
    assert!(failure.suspects[0].advice.contains("enter that host"));
    assert!(failure.suspects[1].why.contains("port 12973"));
    assert_eq!(
        probe(&request, &from),
        None,
        "the browser would refuse that too"
    );
    // A page from this machine has no other host to compare with.
    let here = causes(&request, &page("http://127.0.0.1:8080"), 2.0, None);
    assert_eq!(here[0], "closed-port");
}

#[test]
fn a_server_that_answers_a_bare_request_is_no_closed_port() {
    let local = page("http://127.0.0.1:8080");
    let to = request("POST", "http://127.0.0.1:9000/x", &[]);
    assert_eq!(
        probe(&to, &local).as_deref(),
        Some("http://127.0.0.1:9000/")
    );
    assert_eq!(
        causes(&to, &local, 3.0, Some(true)),
        ["cors", "blocked", "redirect"]
    );
    assert_eq!(
        causes(&to, &local, 3.0, Some(false)),
        ["closed-port", "not-http", "cors", "blocked", "redirect"]
    );
    let named = request("POST", "https://api.example/x", JSON);
    let silent = causes(&named, &page("https://page.example"), 40.0, Some(false));
    assert_eq!(silent[..3], ["name", "closed-port", "certificate"]);
    let failed = |answered| {
        let probe = Some(Probe {
            url: "https://api.example/".into(),
            answered,
        });
        let attempt = Attempt {
            probe,
            ..attempt(SendError::Network, 40.0)
        };
        diagnose(&attempt, &named, &page("https://page.example"))
    };
    assert_eq!(failed(false).cors, None, "it has no answer to add them to");
    assert!(failed(true).cors.is_some());
    // The page was loaded from that name.
    let own_name = request("POST", "http://docs.example.test:12973/x", JSON);
    let found = causes(
        &own_name,
        &page("http://docs.example.test"),
        40.0,
        Some(false),
    );
    assert!(!found.contains(&"name"), "{found:?}");
    // The page's own server needs no CORS, so a probe of it reveals nothing.
    let own = request("POST", "https://page.example/x", JSON);
    let https = page("https://page.example");
    assert_eq!(causes(&own, &https, 3.0, None), ["closed-port", "blocked"]);
    assert_eq!(probe(&own, &https), None);
}

/// Fetch treats loopback as potentially trustworthy: Chromium and Firefox send to it from https.
#[test]
fn mixed_content_is_not_put_first_where_browsers_allow_it() {
    let https = page("https://page.example");
    for host in [
        "localhost",
        "a.localhost",
        "127.0.0.1",
        "127.8.9.1",
        "[::1]",
    ] {
        let to = request("POST", &["http://", host, ":9000/"].concat(), JSON);
        for answered in [None, Some(true), Some(false)] {
            let found = causes(&to, &https, 3.0, answered);
            let at = found.iter().position(|c| *c == "mixed-content");
            assert_eq!(at, Some(found.len() - 1), "{host} {found:?}");
        }
    }
    let local = request("POST", "http://192.168.1.9/", JSON);
    assert_eq!(causes(&local, &https, 3.0, None)[0], "mixed-content");
}

#[test]
fn what_was_waited_out_is_not_refused() {
    let slow = request("GET", "https://192.0.2.1/", &[]);
    let found = causes(&slow, &page("https://page.example"), 21_000.0, None);
    assert_eq!(found[0], "silence");
    assert!(!found.contains(&"name"), "an address needs no name");
    assert!(found.contains(&"certificate"));
    let offline = Attempt {
        online: false,
        ..attempt(SendError::Network, 3.0)
    };
    let from = page("http://127.0.0.1:8080");
    assert_eq!(codes_of(&diagnose(&offline, &slow, &from))[0], "offline");
    let here = request("GET", "http://127.0.0.1:9000/", &[]);
    let found = codes_of(&diagnose(&offline, &here, &from));
    assert!(!found.contains(&"offline"), "this machine needs no network");
}

#[test]
fn other_failures_have_their_own_causes() {
    let to = request("GET", "https://api.example/", &[]);
    let from = page("https://page.example");
    let codes_for = |error| codes_of(&diagnose(&attempt(error, 10.0), &to, &from));
    assert_eq!(codes_for(SendError::Stopped), [""; 0]);
    assert_eq!(codes_for(SendError::Broken), ["cut-off", "bad-body"]);
    assert_eq!(
        codes_for(SendError::TimedOut(30)),
        ["local-network", "slow", "silence"]
    );
}

#[test]
fn a_preflight_is_shown_without_the_secrets_of_the_address() {
    let url = "https://api.example/a?x=1&token=canary&y=2";
    let mut request = request("PUT", url, &[]);
    let start = url.find("token").unwrap_or_default();
    request.url_spans = vec![crate::encode::Span {
        field: std::rc::Rc::new("query:token".into()),
        start,
        end: start + "token=canary".len(),
        secret: true,
    }];
    let all = forecast(&request, &page("https://page.example"));
    let preflight = all.iter().find(|f| f.code == "preflight");
    let said = format!("{preflight:?}");
    assert!(said.contains("OPTIONS /a?x=1&…&y=2 HTTP/1.1"), "{said}");
    assert!(!said.contains("canary"));
}
