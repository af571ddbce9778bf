//! Times, addresses, layouts, and searches as a whole.

use super::super::cause::*;
use super::*;
use expect_test::expect;
use signature::scheme::HeaderTemplate;
use signature::{DigestText, Unit};

fn hex(text: &[u8]) -> String {
    hmac::text(
        &hmac::mac(Algorithm::Sha256, SECRET.as_bytes(), text),
        DigestText::Hex,
    )
}

/// Builds a scheme with this content and its signature in `X-Signature`.
fn signing(content: &str) -> Scheme {
    Scheme {
        id: "document".to_owned(),
        kind: Kind::Hmac,
        content: content.to_owned(),
        headers: vec![HeaderTemplate {
            name: "X-Signature".to_owned(),
            value: "{signature}".to_owned(),
        }],
        ..Scheme::default()
    }
}

fn received(target: &str, fields: &str, body: &str) -> Received {
    let raw = format!("POST {target} HTTP/1.1\r\n{fields}\r\n\r\n{body}");
    received::read(raw.as_bytes())
}

#[track_caller]
fn check(scheme: &Scheme, received: &Received, causes: &[Cause]) {
    let found = run(Search::new(scheme, &secrets(SECRET), received));
    let found = found.map(|explanation| explanation.causes);
    assert_eq!(found.as_deref(), Ok(causes));
}

#[test]
fn a_time_in_another_unit_is_explained() {
    let stripe = preset("stripe");
    let signature = hex(b"1700000000123.{}");
    let there = received(
        "/",
        &format!("Stripe-Signature: t=1700000000,v1={signature}"),
        "{}",
    );
    // The milliseconds are lost with the unit, so only whole seconds can be found.
    assert!(run(Search::new(&stripe, &secrets(SECRET), &there)).is_err());
    let signature = hex(b"1700000000000.{}");
    let there = received(
        "/",
        &format!("Stripe-Signature: t=1700000000,v1={signature}"),
        "{}",
    );
    check(&stripe, &there, &[Cause::TimeUnit(Unit::Milliseconds)]);
    let signature = hex(b"1700000000.{}");
    let there = received(
        "/",
        &format!("Stripe-Signature: t=1700000000123,v1={signature}"),
        "{}",
    );
    check(&stripe, &there, &[Cause::TimeUnit(Unit::Seconds)]);
}

#[test]
fn another_time_in_the_request_is_explained() {
    let stripe = preset("stripe");
    let body = r#"{"data":{"created":1700000500}}"#;
    let other = |place: &str, value: &str| Cause::OtherTime {
        place: place.to_owned(),
        value: value.to_owned(),
    };
    for (signed, causes) in [
        ("1700000500", vec![other("/data/created", "1700000500")]),
        ("1700000777", vec![other("X-Sent", "1700000777")]),
        (
            "1700000777000",
            vec![
                other("X-Sent", "1700000777"),
                Cause::TimeUnit(Unit::Milliseconds),
            ],
        ),
    ] {
        let signature = hex(format!("{signed}.{body}").as_bytes());
        let fields = format!("X-Sent: 1700000777\r\nStripe-Signature: t=1700000000,v1={signature}");
        check(&stripe, &received("/", &fields, body), &causes);
    }
}

#[test]
fn other_forms_of_the_address_are_explained() {
    use Address::*;
    let scheme = signing("{url}{body}");
    for (host, target, signed, change) in [
        (
            "example.com:8443",
            "/a",
            "https://example.com/a",
            PortDropped,
        ),
        ("example.com", "/a", "https://example.com:443/a", PortAdded),
        ("example.com", "/a/", "https://example.com/a", SlashDropped),
        (
            "example.com",
            "/a?b",
            "https://example.com/a/?b",
            SlashAdded,
        ),
        (
            "example.com",
            "/a?b=1",
            "https://example.com/a",
            QueryDropped,
        ),
        ("localhost:3000", "/a", "https://localhost:3000/a", Https),
        ("example.com", "/a", "http://example.com/a", Http),
        ("Example.com", "/a", "https://example.com/a", LowerHost),
        ("example.com", "/a%20b", "https://example.com/a b", Decoded),
        ("example.com", "/a?b=1", "/a?b=1", Target),
    ] {
        let fields = format!(
            "Host: {host}\r\nX-Signature: {}",
            hex(format!("{signed}x").as_bytes())
        );
        let causes = [Cause::Address {
            change,
            url: signed.to_owned(),
        }];
        check(&scheme, &received(target, &fields, "x"), &causes);
    }
    let signed = "https://hooks.example.com/a";
    let fields = format!(
        "Host: 10.0.0.1:3000\r\nX-Forwarded-Host: hooks.example.com\r\nX-Forwarded-Proto: https\r\n\
         X-Signature: {}",
        hex(format!("{signed}x").as_bytes())
    );
    let causes = [Cause::Address {
        change: Forwarded,
        url: signed.to_owned(),
    }];
    check(&scheme, &received("/a", &fields, "x"), &causes);
    // Other proxies' fields: RFC 7239, a separate port, a path that was removed or rewritten.
    for (said, signed, change) in [
        (
            "Forwarded: for=1.2.3.4;proto=https;host=\"hooks.example.com\"",
            "https://hooks.example.com/a",
            Forwarded,
        ),
        (
            "X-Forwarded-Host: hooks.example.com\r\nX-Forwarded-Port: 8443",
            "https://hooks.example.com:8443/a",
            Forwarded,
        ),
        (
            "X-Forwarded-Host: hooks.example.com\r\nX-Forwarded-Port: 443",
            "https://hooks.example.com/a",
            Forwarded,
        ),
        (
            "X-Forwarded-Port: 8443",
            "https://10.0.0.1:8443/a",
            PortAdded,
        ),
        (
            "X-Forwarded-Prefix: /api",
            "https://10.0.0.1/api/a",
            Prefixed,
        ),
        (
            "X-Original-URI: /api/a?x=1",
            "https://10.0.0.1/api/a?x=1",
            Original,
        ),
        (
            "X-Original-URI: /api/a?return=https://shop.example/done",
            "https://10.0.0.1/api/a?return=https://shop.example/done",
            Original,
        ),
        (
            "X-Original-URL: https://hooks.example.com/api/a?x=1",
            "https://10.0.0.1/api/a?x=1",
            Original,
        ),
    ] {
        let fields = format!(
            "Host: 10.0.0.1\r\n{said}\r\nX-Signature: {}",
            hex(format!("{signed}x").as_bytes())
        );
        let there = received("/a", &fields, "x");
        assert_eq!(there.url, "https://10.0.0.1/a", "{said}");
        let causes = [Cause::Address {
            change,
            url: signed.to_owned(),
        }];
        check(&scheme, &there, &causes);
    }
    // Two changes: http behind a proxy that ends TLS, and its port.
    let signed = "https://example.com/a";
    let fields = format!(
        "Host: example.com:80\r\nX-Forwarded-Proto: http\r\nX-Signature: {}",
        hex(b"https://example.com/ax")
    );
    let address = |change, url: &str| Cause::Address {
        change,
        url: url.to_owned(),
    };
    check(
        &scheme,
        &received("/a", &fields, "x"),
        &[
            address(PortDropped, "http://example.com/a"),
            address(Https, signed),
        ],
    );
    // The path alone, before a proxy cut it.
    let fields = format!(
        "Host: example.com\r\nX-Forwarded-Prefix: /api\r\nX-Signature: {}",
        hex(b"/api/ax")
    );
    check(
        &scheme,
        &received("/a", &fields, "x"),
        &[
            address(Prefixed, "https://example.com/api/a"),
            address(Target, "/api/a"),
        ],
    );
}

#[test]
fn another_layout_is_explained() {
    let layout = |title: &str, content: &str| Cause::Layout {
        title: title.to_owned(),
        content: content.to_owned(),
    };
    let slack = |signed: &str| {
        let fields = format!(
            "X-Slack-Request-Timestamp: 1700000000\r\nX-Slack-Signature: v0={}",
            hex(signed.as_bytes())
        );
        received("/", &fields, "{}")
    };
    let scheme = preset("slack");
    check(&scheme, &slack("{}"), &[layout("", "{body}")]);
    check(
        &scheme,
        &slack("1700000000.{}"),
        &[layout("Stripe", "{timestamp}.{body}")],
    );
    check(
        &scheme,
        &slack("1700000000{}"),
        &[layout("Zendesk", "{timestamp}{body}")],
    );
    // Signed as by another scheme, with the body written again.
    let fields = format!(
        "X-Hub-Signature-256: sha256={}\r\nX-Timestamp: 1700000000",
        hex(b"1700000000.{\"a\":1}")
    );
    check(
        &preset("github"),
        &received("/", &fields, "{ \"a\": 1}"),
        &[
            Cause::Spacing(Spacing::Compact),
            layout("Stripe", "{timestamp}.{body}"),
        ],
    );
}

/// Twilio signs the address and the sorted form without separators, so its layout is rendered.
#[test]
fn a_layout_that_is_rendered_is_explained_with_another_difference() {
    let scheme = signing("{body}");
    let fields = |signed: &str| {
        format!(
            "Host: example.com:8443\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             X-Signature: {}",
            hex(signed.as_bytes())
        )
    };
    let said = |signed: &str, body: &str| {
        let there = received("/a", &fields(signed), body);
        let found = run(Search::new(&scheme, &secrets(SECRET), &there));
        found.map(|found| found.causes).unwrap_or_default()
    };
    let is_twilio = |cause: &Cause| match cause {
        Cause::Layout { title, .. } => title.starts_with("Twilio"),
        _ => false,
    };
    let alone = said("https://example.com:8443/aa1b2", "b=2&a=1");
    assert!(
        matches!(&alone[..], [layout] if is_twilio(layout)),
        "{alone:?}"
    );
    let address = said("https://example.com/aa1b2", "b=2&a=1");
    assert!(
        matches!(&address[..], [layout, Cause::Address { change: Address::PortDropped, .. }] if is_twilio(layout)),
        "{address:?}"
    );
    let line = said("https://example.com:8443/aa1b2", "b=2&a=1\n");
    assert!(
        matches!(&line[..], [_, layout] if is_twilio(layout)),
        "{line:?}"
    );
}

#[test]
fn a_scheme_that_hashes_the_body_is_searched_as_well() {
    let scheme = signing("{method}:{body-hash:SHA-256:hex}");
    let hash = hmac::text(
        &hmac::hash(Algorithm::Sha256, br#"{"a":1}"#),
        DigestText::Hex,
    );
    let fields = format!("X-Signature: {}", hex(format!("POST:{hash}").as_bytes()));
    check(
        &scheme,
        &received("/", &fields, r#"{"a": 1}"#),
        &[Cause::Spacing(Spacing::Compact)],
    );
}

#[test]
fn a_signature_in_another_field_is_found() {
    let scheme = preset("github");
    let fields = format!("X-My-Signature: v1={}", hex(b"{}\n"));
    let there = received("/", &fields, "{}");
    let line = Cause::LastLine {
        added: true,
        crlf: false,
    };
    let field = Cause::Field {
        here: "X-My-Signature".to_owned(),
        wanted: "X-Hub-Signature-256".to_owned(),
    };
    check(&scheme, &there, &[line, field]);
}

#[test]
fn one_good_signature_among_bad_is_enough() {
    let stripe = preset("stripe");
    let fields = format!(
        "Stripe-Signature: t=1700000000,v1={},v1=zzz,v1={}",
        hex(b"other"),
        hex(b"1700000000.plain text")
    );
    let there = received("/", &fields, "text");
    assert!(run(Search::new(&stripe, &secrets(SECRET), &there)).is_err());
    let there = received("/", &fields, "plain text\n");
    check(
        &stripe,
        &there,
        &[Cause::LastLine {
            added: false,
            crlf: false,
        }],
    );
}

#[test]
fn when_nothing_matches_it_says_what_was_ruled_out() {
    let there = github(
        br#"{"id":1,"text":"x"}"#,
        b"something else",
        "application/json",
    );
    expect!["None of 1,581 candidates has this signature|46 other forms of the body; 7 other times, addresses and layouts of the signed content; 13 other readings of the key and other algorithms; Common pairs of these||"].assert_eq(&explained(&preset("github"), &secrets(SECRET), &there));
    let there = received("/", "X-Hub-Signature-256: sha256=soon", "{}");
    expect!["The text in the place of the signature is not a digest in hex or base64, whole or cut, so there is nothing to compare. Check which header field contains the signature|||"].assert_eq(&explained(&preset("github"), &secrets(SECRET), &there));
}

/// Reproducible pseudo-random numbers (SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Returns signatures of wrong secrets, as schemes write them, whole and cut.
fn wrong(random: &mut Random, algorithm: Algorithm, text: &[u8]) -> Vec<String> {
    let one = |random: &mut Random| {
        let key = [random.next().to_le_bytes(), random.next().to_le_bytes()].concat();
        let form = DigestText::ALL[random.below(3)];
        let text = hmac::text(&hmac::mac(algorithm, &key, text), form);
        // Cut ones match by chance most easily.
        let keep = if form == DigestText::Hex {
            16 + random.below(49)
        } else {
            22 + random.below(22)
        };
        text.chars().take(keep).collect()
    };
    (0..16).map(|_| one(random)).collect()
}

#[test]
fn wrong_secrets_are_never_explained() {
    let mut random = Random(3);
    let bodies = [
        "{\"a\":1}",
        "a=1&b=x+y",
        "hello",
        "",
        "[1.5,\"\u{e9}\"]\n",
        "{\"at\": \"2023-11-14T22:30:20Z\"}",
    ];
    let schemes = [
        "github",
        "stripe",
        "slack",
        "shopify",
        "standard-webhooks",
        "twilio",
        "hubspot-v3",
        "keyauth",
        "meta",
    ];
    let mut wrong_ones = 0;
    for round in 0..320 {
        let scheme = preset(schemes[round % schemes.len()]);
        let body = bodies[round / schemes.len() % bodies.len()];
        // Many signatures at once, each with its own secret, are each compared with every
        // candidate.
        let found = wrong(&mut random, scheme.algorithm, body.as_bytes());
        let there = received(
            "/hook?a=1",
            "Host: example.com\r\nX-Time: 1700000000\r\nX-Hub-Signature-256: sha256=0",
            body,
        );
        let secrets = secrets(SECRET);
        let search = Search::new(&scheme, &secrets, &there).of(&found);
        assert_eq!(run(search).map(|found| found.sentence()).ok(), None);
        wrong_ones += found.len();
    }
    assert!(wrong_ones > 5000, "{wrong_ones}");
}

#[test]
fn several_searches_share_the_candidates_and_find_what_one_finds() {
    let scheme = preset("github");
    let secrets = secrets(SECRET);
    let go_on = &mut |_: Progress| ControlFlow::Continue(());
    let found = github(
        "{\"a\":1,\"b\":\"\u{e9}\"}".as_bytes(),
        b"{\"a\": 1, \"b\": \"\\u00e9\"}\n",
        "application/json",
    );
    let lost = github(b"{\"a\":1,\"b\":[1,2]}", b"another", "application/json");
    let whole = |received| Search::new(&scheme, &secrets, received);
    let Searched::Found(explanation, place) = whole(&found).run(go_on) else {
        panic!("nothing was found");
    };
    let Searched::Nothing(alone) = whole(&lost).run(go_on) else {
        panic!("something was found");
    };
    for of in [2, 3, 5] {
        let shares = (0..of).map(|index| Share { index, of });
        let first =
            shares
                .clone()
                .filter_map(|share| match whole(&found).sharing(share).run(go_on) {
                    Searched::Found(explanation, place) => Some((place, explanation.causes)),
                    _ => None,
                });
        let first = first.min_by_key(|(place, _)| *place);
        assert_eq!(first, Some((place, explanation.causes.clone())), "{of}");
        let tried = shares.map(|share| match whole(&lost).sharing(share).run(go_on) {
            Searched::Nothing(ruled) => ruled.tried,
            other => panic!("{other:?}"),
        });
        let tried: Vec<usize> = tried.collect();
        // Each of two shares tries the candidates that both make.
        let sum = tried.iter().sum::<usize>();
        assert!(
            (alone.tried..alone.tried * 11 / 10).contains(&sum),
            "{of}: {sum}"
        );
        assert!(
            tried.iter().all(|share| *share > alone.tried / (2 * of)),
            "{tried:?}"
        );
    }
}

#[test]
fn a_search_stops_when_asked() {
    let received = github(b"{}", b"another", "application/json");
    let stopped = Search::new(&preset("github"), &secrets(SECRET), &received)
        .run(&mut |_| ControlFlow::Break(()));
    assert_eq!(stopped, Searched::Stopped);
}

#[test]
fn the_layout_of_a_scheme_of_ones_own_is_named() {
    let own = Scheme {
        id: "own-acme".to_owned(),
        title: "Acme".to_owned(),
        content: "acme|{method}|{body}|end".to_owned(),
        ..preset("github")
    };
    let body = br#"{"a":1}"#;
    let there = github(body, br#"acme|POST|{"a":1}|end"#, "application/json");
    let scheme = preset("github");
    assert!(run(Search::new(&scheme, &secrets(SECRET), &there)).is_err());
    let own = [std::rc::Rc::new(own)];
    let found = run(Search::new(&scheme, &secrets(SECRET), &there).among(&own));
    let said = found.map(|found| found.sentence());
    expect!["The signature matches these bytes, laid out as Acme does, `acme|{method}|{body}|end`. The two sides do not sign the same string. Choose the scheme that the sender uses"].assert_eq(&said.unwrap_or_default());
}
