//! Each request, to the byte. The signatures are what `openssl dgst -sha256 -hmac` gives of the same bytes.

use expect_test::{Expect, expect};

use super::*;
use request::pipeline::Target;
use request::snippet;

#[track_caller]
fn check(asking: &Asking, expected: Expect) {
    expected.assert_eq(&asking.wire());
}

#[test]
fn zoom() {
    check(
        &asking("zoom"),
        expect![[r#"
        POST /in?tenant=7 HTTP/1.1
        Host: hooks.example.com
        Content-Type: application/json
        x-zm-request-timestamp: 1700000000
        x-zm-signature: v0=21a671cdc174f72d21a212342ece66d0255eeb4b44601abe79807d6c9ccbaa12
        Content-Length: 110

        {"payload":{"plainToken":"ell0zSydFMlmWJ-JL1uMbg"},"event_ts":1700000000123,"event":"endpoint.url_validation"}"#]],
    );
    check(
        &asking("zoom").probe("wrong-secret"),
        expect![[r#"
        POST /in?tenant=7 HTTP/1.1
        Host: hooks.example.com
        Content-Type: application/json
        x-zm-request-timestamp: 1700000000
        x-zm-signature: v0=8c82d079665b27c41cce5578711006bdfa0a9637e8dfc8f35a6e8afd2f71d753
        Content-Length: 110

        {"payload":{"plainToken":"ell0zSydFMlmWJ-JL1uMbg"},"event_ts":1700000000123,"event":"endpoint.url_validation"}"#]],
    );
    check(
        &asking("zoom").probe("unsigned"),
        expect![[r#"
        POST /in?tenant=7 HTTP/1.1
        Host: hooks.example.com
        Content-Type: application/json
        Content-Length: 110

        {"payload":{"plainToken":"ell0zSydFMlmWJ-JL1uMbg"},"event_ts":1700000000123,"event":"endpoint.url_validation"}"#]],
    );
}

#[test]
fn slack() {
    check(
        &asking("slack").with("token", "a\"b"),
        expect![[r#"
        POST /in?tenant=7 HTTP/1.1
        Host: hooks.example.com
        Content-Type: application/json
        X-Slack-Request-Timestamp: 1700000000
        X-Slack-Signature: v0=62769b02507ef82c4194bb49dea900614d6884a80f0c48da5886e9d8b332f166
        Content-Length: 89

        {"token":"a\"b","challenge":"HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF","type":"url_verification"}"#]],
    );
    check(
        &asking("slack").probe("unsigned"),
        expect![[r#"
        POST /in?tenant=7 HTTP/1.1
        Host: hooks.example.com
        Content-Type: application/json
        Content-Length: 117

        {"token":"d0p6Ngq2AlYx0Y7O5lb3jHl1D3PvKhTk","challenge":"HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF","type":"url_verification"}"#]],
    );
}

#[test]
fn meta() {
    check(
        &asking("meta"),
        expect![[r#"
        GET /in?tenant=7&hub.mode=subscribe&hub.challenge=7768726878&hub.verify_token=example+secret+%C3%A9 HTTP/1.1
        Host: hooks.example.com

    "#]],
    );
    check(
        &asking("meta").probe("wrong-token"),
        expect![[r#"
        GET /in?tenant=7&hub.mode=subscribe&hub.challenge=7768726878&hub.verify_token=1xample+secret+%C3%A9 HTTP/1.1
        Host: hooks.example.com

    "#]],
    );
}

#[test]
fn dropbox() {
    check(
        &asking("dropbox"),
        expect![[r#"
        GET /in?tenant=7&challenge=8da71af81b3438081bbceab37b4af030 HTTP/1.1
        Host: hooks.example.com

    "#]],
    );
    check(
        &asking("dropbox").probe("markup"),
        expect![[r#"
        GET /in?tenant=7&challenge=%3Cb%3E8da71af81b3438081bbceab37b4af030%3C%2Fb%3E HTTP/1.1
        Host: hooks.example.com

    "#]],
    );
}

#[test]
fn graph() {
    check(
        &asking("graph"),
        expect![[r#"
        POST /in?tenant=7&validationToken=Validation%3A+Testing+client+application+reachability+for+subscription+Request-Id%3A+27f8affe-55a6-4002-886d-60f5009eff56 HTTP/1.1
        Host: hooks.example.com
        Content-Type: text/plain; charset=utf-8
        Content-Length: 0

    "#]],
    );
}

#[test]
fn cloudevents() {
    check(
        &asking("cloudevents"),
        expect![[r#"
        OPTIONS /in?tenant=7 HTTP/1.1
        Host: hooks.example.com
        WebHook-Request-Origin: eventemitter.example.com
        WebHook-Request-Rate: 120

    "#]],
    );
    let all = asking("cloudevents").with("callback", "https://example.com/confirm?id=1");
    check(
        &all.with("origin", "sender.example"),
        expect![[r#"
        OPTIONS /in?tenant=7 HTTP/1.1
        Host: hooks.example.com
        WebHook-Request-Origin: sender.example
        WebHook-Request-Rate: 120
        WebHook-Request-Callback: https://example.com/confirm?id=1

    "#]],
    );
}

#[test]
fn superoffice() {
    check(
        &asking("superoffice"),
        expect![[r#"
        POST /in?tenant=7 HTTP/1.1
        Host: hooks.example.com
        X-SuperOffice-Event: test
        X-SuperOffice-EventId: 033b6c45-b2a1-4e12-85a1-180d6aaf529c
        X-Hook-Test: true
        Content-Type: application/json; charset=utf-8
        X-SuperOffice-Signature: WtF+wrEQqI5yxnOJyJjRrFGPDSTMoqdknRkZjyUbPrk=
        Content-Length: 239

        {"EventId":"033b6c45-b2a1-4e12-85a1-180d6aaf529c","Timestamp":"2023-11-14T22:13:20.123Z","Changes":[],"Event":"test","PrimaryKey":0,"Entity":"test","ContextIdentifier":"Default","ChangedByAssociateId":316,"WebhookName":"Name you provided"}"#]],
    );
    check(
        &asking("superoffice").with("secret", ""),
        expect![[r#"
        POST /in?tenant=7 HTTP/1.1
        Host: hooks.example.com
        X-SuperOffice-Event: test
        X-SuperOffice-EventId: 033b6c45-b2a1-4e12-85a1-180d6aaf529c
        X-Hook-Test: true
        Content-Type: application/json; charset=utf-8
        Content-Length: 239

        {"EventId":"033b6c45-b2a1-4e12-85a1-180d6aaf529c","Timestamp":"2023-11-14T22:13:20.123Z","Changes":[],"Event":"test","PrimaryKey":0,"Entity":"test","ContextIdentifier":"Default","ChangedByAssociateId":316,"WebhookName":"Name you provided"}"#]],
    );
}

fn problems(asking: &Asking) -> String {
    let problems = asking.flow().problems.into_iter();
    let lines = problems.map(|p| format!("{} {}: {}\n", p.at, p.severity.word(), p.message()));
    lines.collect()
}

#[test]
fn what_is_lacking_or_wrong_is_said_and_only_what_nothing_carries_blocks() {
    let check = |asking: Asking, expected: Expect| {
        let ready = asking.flow().ready(Target::Direct).is_ok();
        expected.assert_eq(&format!(
            "{}{}",
            problems(&asking),
            if ready { "sent" } else { "not sent" }
        ));
    };
    check(asking("zoom"), expect!["sent"]);
    check(
        asking("zoom").with("secret", ""),
        expect![[r#"
            secret blocks: is required
            not sent"#]],
    );
    check(
        asking("zoom").with("secret", "").probe("unsigned"),
        expect![[r#"
            secret error: is required
            sent"#]],
    );
    check(
        asking("meta").with("verify_token", ""),
        expect![[r#"
        handshake:verify_token error: is required
        sent"#]],
    );
    check(
        asking("dropbox").at(""),
        expect![[r#"
        server:url blocks: is required
        not sent"#]],
    );
    check(
        asking("dropbox").at("localhost:8080/in"),
        expect![[r#"
            server:url blocks: has no scheme; did you mean `http://localhost:8080/in`?
            not sent"#]],
    );
    check(
        asking("dropbox").at("https://x.invalid/"),
        expect![[r#"
            server:url blocks: is required
            not sent"#]],
    );
    check(
        asking("cloudevents").with("origin", "a\nb"),
        expect![[r#"
        handshake:origin blocks: cannot be a header value: a line feed (U+000A) at character 2 would end the field; write it on one line
        not sent"#]],
    );
    check(asking("superoffice").with("secret", ""), expect!["sent"]);
}

#[test]
fn an_address_keeps_its_own_query() {
    for (address, url) in [
        ("http://localhost/in", "http://localhost/in?challenge="),
        ("http://localhost", "http://localhost/?challenge="),
        ("http://localhost/in?", "http://localhost/in?challenge="),
        (
            "http://localhost/in?a={b}#c",
            "http://localhost/in?a=%7Bb%7D&challenge=",
        ),
    ] {
        let asking = asking("dropbox").at(address);
        assert_eq!(
            asking.flow().request.url,
            [url, &asking.value("challenge")].concat()
        );
    }
}

#[test]
fn a_verify_token_is_encoded_as_a_form_does_and_painted_over() {
    let asking = asking("meta").with("verify_token", "a b&c=d/é{");
    let flow = asking.flow();
    assert!(
        flow.request
            .url
            .ends_with("&hub.verify_token=a+b%26c%3Dd%2F%C3%A9%7B"),
        "{}",
        flow.request.url
    );
    let snippet = snippet::write("curl", &flow.request, false).text;
    assert!(
        snippet.contains("hub.verify_token=<VERIFY_TOKEN>"),
        "{snippet}"
    );
    assert!(
        snippet::write("curl", &flow.request, true)
            .text
            .contains("a+b%26c")
    );
    // The default token of Slack is random and no secret; a typed one is.
    let slack = self::asking("slack").with("token", "canary").flow();
    let snippet = snippet::write("curl", &slack.request, false).text;
    assert!(!snippet.contains("canary"), "{snippet}");
    // The body stays JSON.
    assert!(snippet.contains(r#""token":"<TOKEN>","#), "{snippet}");
}

#[test]
fn another_moment_has_another_challenge_and_the_same_moment_the_same() {
    for handshake in all() {
        let one = asking(&handshake.id);
        assert_eq!(one.wire(), asking(&handshake.id).wire());
        let mut other = asking(&handshake.id);
        other.moment.nonce = "f".repeat(32);
        for (name, _) in &handshake.values {
            assert_ne!(
                one.value(name),
                other.value(name),
                "{}: {name}",
                handshake.id
            );
        }
    }
}

#[test]
fn random_texts_have_their_shapes() {
    let zoom = asking("zoom").value("plainToken");
    assert!(
        zoom.len() == 22
            && zoom
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)),
        "{zoom}"
    );
    let digits = asking("meta").value("challenge");
    assert!(
        digits.len() == 10
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0')
    );
    let uuid = asking("superoffice").value("id");
    let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
    assert_eq!(groups, [8, 4, 4, 4, 12]);
    assert_eq!(uuid.as_bytes().get(14), Some(&b'4'), "{uuid}");
    assert!(
        matches!(uuid.as_bytes().get(19), Some(b'8' | b'9' | b'a' | b'b')),
        "{uuid}"
    );
}
