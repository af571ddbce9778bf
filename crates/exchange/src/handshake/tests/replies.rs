//! Replies, right and wrong, and what is said of each.

use expect_test::{Expect, expect};

use super::*;

#[track_caller]
fn check(asking: &Asking, reply: &Reply, expected: Expect) {
    expected.assert_eq(&asking.said(reply));
}

/// `printf %s "$PLAIN" | openssl dgst -sha256 -hmac "$SECRET"` over the token of the moment in these tests.
const PLAIN_TOKEN: &str = "ell0zSydFMlmWJ-JL1uMbg";
const ENCRYPTED: &str = "7849ae1eec0d67959d9ddec11bc5419ab007c16f6b34cef0cb0c0d90a5ddd339";

fn zoom_body(encrypted: &str) -> String {
    format!(r#"{{"plainToken":"{PLAIN_TOKEN}","encryptedToken":"{encrypted}"}}"#)
}

#[test]
fn zoom_right() {
    assert_eq!(asking("zoom").value("plainToken"), PLAIN_TOKEN);
    check(
        &asking("zoom"),
        &reply(200, &[JSON], &zoom_body(ENCRYPTED)),
        expect![[r#"
            Passed: Passed: the reply is what Zoom asks for
            Met status: The status is 200
            Met member: `/plainToken` of the JSON body is `ell0zSydFMlmWJ-JL1uMbg`
            Met digest: `/encryptedToken` of the JSON body is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token as its key, in lower-case hex
            Met type: `Content-Type` is `application/json`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    // Zoom's own sample application answers so.
    let own =
        format!(r#"{{"encryptedToken":"{ENCRYPTED}","plainToken":"{PLAIN_TOKEN}","more":1}}"#);
    assert_eq!(
        outcome(
            &asking("zoom")
                .trial()
                .check(&reply(200, &[JSON], &own), false)
        ),
        Outcome::Passed
    );
}

#[test]
fn zoom_wrong() {
    let zoom = asking("zoom");
    check(
        &zoom,
        &reply(204, &[], ""),
        expect![[r#"
            Failed: 2 rules are not met: Zoom would not take this reply
            Broken status: The status is 204, and 200 is due
              204 has no body to carry the answer: answer 200 with it
            Broken member: The body is empty, and a JSON object is due
              Answer with a JSON object that has `plainToken` and `encryptedToken`
            Advised type: The reply has no `Content-Type`, and `application/json` is due
              Set `Content-Type: application/json`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    check(
        &zoom,
        &reply(200, &[JSON], &zoom_body(&ENCRYPTED.to_uppercase())),
        expect![[r#"
            Passed: Passed, with advice: the reply is what Zoom asks for
            Met status: The status is 200
            Met member: `/plainToken` of the JSON body is `ell0zSydFMlmWJ-JL1uMbg`
            Advised digest: `/encryptedToken` is right, in upper-case hex
              Write it in lower case: the documented example is, and it is not documented that upper case is accepted
            Met type: `Content-Type` is `application/json`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    let lacking = format!(r#"{{"encryptedToken":"{ENCRYPTED}"}}"#);
    check(
        &zoom,
        &reply(200, &[JSON], &lacking),
        expect![[r#"
            Failed: 1 rule is not met: Zoom would not take this reply
            Met status: The status is 200
            Broken member: The JSON body has no `/plainToken`
              Answer with a JSON object that has `plainToken` and `encryptedToken`
            Met digest: `/encryptedToken` of the JSON body is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token as its key, in lower-case hex
            Met type: `Content-Type` is `application/json`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    let nested = format!(r#"{{"message":{},"status":200}}"#, zoom_body(ENCRYPTED));
    check(
        &zoom,
        &reply(200, &[JSON], &nested),
        expect![[r#"
            Failed: 2 rules are not met: Zoom would not take this reply
            Met status: The status is 200
            Broken member: The JSON body has no `/plainToken`; its value is at `/message/plainToken`
              Answer with a JSON object that has `plainToken` and `encryptedToken`
            Broken digest: The JSON body has no `/encryptedToken`; its value is at `/message/encryptedToken`
              Answer with a JSON object that has `plainToken` and `encryptedToken`
            Met type: `Content-Type` is `application/json`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    check(
        &zoom,
        &reply(401, &[JSON], r#"{"message":"Unauthorized"}"#),
        expect![[r#"
            Failed: 3 rules are not met: Zoom would not take this reply
            Broken status: The status is 401, and 200 is due
              The receiver refused the request: compare its secret token with the one given here, letter by letter
            Broken member: The JSON body has no `/plainToken`
            Broken digest: The JSON body has no `/encryptedToken`
            Met type: `Content-Type` is `application/json`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    check(
        &zoom,
        &reply(200, &[PLAIN], "ok"),
        expect![[r#"
            Failed: 1 rule is not met: Zoom would not take this reply
            Met status: The status is 200
            Broken member: The body is not JSON: `ok`
              Answer with a JSON object that has `plainToken` and `encryptedToken`
            Advised type: `Content-Type` is `text/plain`, and `application/json` is due
              Set `Content-Type: application/json`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    let mut slow = reply(200, &[JSON], &zoom_body(ENCRYPTED));
    slow.millis = 3000.6;
    check(
        &zoom,
        &slow,
        expect![[r#"
            Failed: 1 rule is not met: Zoom would not take this reply
            Met status: The status is 200
            Met member: `/plainToken` of the JSON body is `ell0zSydFMlmWJ-JL1uMbg`
            Met digest: `/encryptedToken` of the JSON body is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token as its key, in lower-case hex
            Met type: `Content-Type` is `application/json`
            Broken within: The reply took 3001 ms, and 3 seconds are allowed
              Answer the handshake before any other work, and keep the receiver awake: a cold start counts
            Met https: The address is an https one
        "#]],
    );
    let unknown = asking("zoom").with("secret", "");
    check(
        &unknown,
        &reply(200, &[JSON], &zoom_body(ENCRYPTED)),
        expect![[r#"
            Unclear: 1 rule cannot be checked with this reply
            Met status: The status is 200
            Met member: `/plainToken` of the JSON body is `ell0zSydFMlmWJ-JL1uMbg`
            Unknown digest: `/encryptedToken` cannot be checked without the secret token
              Enter the secret token
            Met type: `Content-Type` is `application/json`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    check(
        &asking("zoom").at("http://localhost:8080/in"),
        &reply(200, &[JSON], r#"{"plainToken":7,"encryptedToken":null}"#),
        expect![[r#"
            Failed: 2 rules are not met: Zoom would not take this reply
            Met status: The status is 200
            Broken member: `/plainToken` is `7`, and a string is due
              Write it as a string
            Broken digest: `/encryptedToken` is `null`, and a string is due
              Write it as a string
            Met type: `Content-Type` is `application/json`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
            Advised https: The address is an http one, which is fine for testing
              Register an https one, with a valid certificate: Zoom asks for it
        "#]],
    );
}

#[test]
fn zoom_probes() {
    let wrong = asking("zoom").probe("wrong-secret");
    check(
        &wrong,
        &reply(401, &[], ""),
        expect![[r#"
            Passed: Passed: the receiver passes this probe
            Met withheld: The body does not contain the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token as its key, in lower-case hex
        "#]],
    );
    check(
        &wrong,
        &reply(404, &[], ""),
        expect![[r#"
            Unclear: 1 rule cannot be checked with this reply
            Unknown unmoved: The status is 404: the receiver may not have looked at the request
              Pass the handshake itself first
            Met withheld: The body does not contain the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token as its key, in lower-case hex
        "#]],
    );
    check(
        &wrong,
        &reply(200, &[JSON], r#"{"message":"Unauthorized request"}"#),
        expect![[r#"
            Passed: Passed: the receiver passes this probe
            Met withheld: The body does not contain the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token as its key, in lower-case hex
        "#]],
    );
    check(
        &wrong,
        &reply(200, &[JSON], &zoom_body(ENCRYPTED)),
        expect![[r#"
            Failed: Failed: the receiver does not pass this probe
            Broken withheld: The body contains the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token as its key, in lower-case hex
              Verify `x-zm-signature` before the token is hashed: otherwise anybody can get the signature of a forged delivery here, by sending its signed content as the plain token
        "#]],
    );
    check(
        &asking("zoom").probe("unsigned"),
        &reply(200, &[JSON], &zoom_body(ENCRYPTED)),
        expect![[r#"
            Failed: Failed: the receiver does not pass this probe
            Broken withheld: The body contains the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token as its key, in lower-case hex
              Refuse what has no `x-zm-signature` before the token is hashed: otherwise anybody can get the signature of a forged delivery here, by sending its signed content as the plain token
        "#]],
    );
}

#[test]
fn slack_in_three_forms() {
    let slack = asking("slack");
    let challenge = slack.value("challenge");
    check(
        &slack,
        &reply(200, &[PLAIN], &challenge),
        expect![[r#"
            Passed: Passed: the reply is what Slack asks for
            Met status: The status is 200
            Met body: `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF` came back as the whole body, with its `Content-Type`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
        "#]],
    );
    let form = ("content-type", "application/x-www-form-urlencoded");
    check(
        &slack,
        &reply(200, &[form], &format!("challenge={challenge}")),
        expect![[r#"
            Passed: Passed: the reply is what Slack asks for
            Met status: The status is 200
            Met body: `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF` came back as the form’s field, with its `Content-Type`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
        "#]],
    );
    check(
        &slack,
        &reply(200, &[JSON], &format!(r#"{{"challenge": "{challenge}"}}"#)),
        expect![[r#"
            Passed: Passed: the reply is what Slack asks for
            Met status: The status is 200
            Met body: `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF` came back as the JSON member, with its `Content-Type`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
        "#]],
    );
    // As Express sends a string.
    let html = ("content-type", "text/html; charset=utf-8");
    check(
        &slack,
        &reply(200, &[html], &challenge),
        expect![[r#"
            Passed: Passed, with advice: the reply is what Slack asks for
            Met status: The status is 200
            Advised body: `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF` came back as the whole body, and its `Content-Type` is `text/html; charset=utf-8`
              Set `Content-Type: text/plain`: no other is documented for it
            Met within: The whole reply comes within 3 seconds: it took 40 ms
        "#]],
    );
}

#[test]
fn slack_wrong() {
    let slack = asking("slack");
    let challenge = slack.value("challenge");
    check(
        &slack,
        &reply(200, &[JSON], &format!("\"{challenge}\"")),
        expect![[r#"
            Failed: 1 rule is not met: Slack would not take this reply
            Met status: The status is 200
            Broken body: The body is not `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF`: it is in quotation marks, as JSON writes a text
              Answer with plain text: what a framework returns as JSON gets quoted
            Met within: The whole reply comes within 3 seconds: it took 40 ms
        "#]],
    );
    check(
        &slack,
        &reply(200, &[JSON], r#"{"ok":true}"#),
        expect![[r#"
            Failed: 1 rule is not met: Slack would not take this reply
            Met status: The status is 200
            Broken body: The JSON body has no string `challenge`
              Answer with `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF` there, or as plain text
            Met within: The whole reply comes within 3 seconds: it took 40 ms
        "#]],
    );
    check(
        &slack,
        &reply(200, &[PLAIN], &format!("{challenge}\n")),
        expect![[r#"
            Failed: 1 rule is not met: Slack would not take this reply
            Met status: The status is 200
            Broken body: The body is not `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF`: a line end follows it
              Write it without one: `echo`, `puts` and `println` add it, and so do templates
            Met within: The whole reply comes within 3 seconds: it took 40 ms
        "#]],
    );
    check(
        &slack,
        &reply(201, &[PLAIN], &challenge),
        expect![[r#"
            Failed: 1 rule is not met: Slack would not take this reply
            Broken status: The status is 201, and 200 is due
              Answer 200
            Met body: `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF` came back as the whole body, with its `Content-Type`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
        "#]],
    );
    let token = slack.value("token");
    check(
        &slack,
        &reply(200, &[PLAIN], &token),
        expect![[r#"
            Failed: 1 rule is not met: Slack would not take this reply
            Met status: The status is 200
            Broken body: The body is not `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF`: it is the verification token of the request
              Answer with `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF`
            Met within: The whole reply comes within 3 seconds: it took 40 ms
        "#]],
    );
    let wrong = asking("slack").probe("wrong-secret");
    check(
        &wrong,
        &reply(200, &[PLAIN], &challenge),
        expect![[r#"
            Failed: Failed: the receiver does not pass this probe
            Broken silent: The body contains `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF`: the request was not refused
              Verify `X-Slack-Signature` before the challenge is written back
            Advised refusal: The status is 200, and the request should be refused
              Answer 401 or 403
        "#]],
    );
    check(
        &wrong,
        &reply(200, &[PLAIN], "no"),
        expect![[r#"
            Passed: Passed, with advice: the receiver passes this probe
            Met silent: The body does not contain `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF`
            Advised refusal: The status is 200, and the request should be refused
              Answer 401 or 403
        "#]],
    );
    check(
        &wrong,
        &reply(401, &[PLAIN], ""),
        expect![[r#"
            Passed: Passed: the receiver passes this probe
            Met silent: The body does not contain `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF`
            Met refusal: The status is not 200: it is 401
        "#]],
    );
}

#[test]
fn meta() {
    let meta = asking("meta");
    let challenge = meta.value("challenge");
    let html = ("content-type", "text/html; charset=utf-8");
    check(
        &meta,
        &reply(200, &[html], &challenge),
        expect![[r#"
            Passed: Passed: the reply is what Meta asks for
            Met status: The status is 200
            Met body: The body is `7768726878` and nothing else
            Met https: The address is an https one
        "#]],
    );
    check(
        &meta,
        &reply(200, &[JSON], &format!("\"{challenge}\"")),
        expect![[r#"
            Failed: 1 rule is not met: Meta would not take this reply
            Met status: The status is 200
            Broken body: The body is not `7768726878`: it is in quotation marks, as JSON writes a text
              Answer with plain text: what a framework returns as JSON gets quoted
            Met https: The address is an https one
        "#]],
    );
    check(
        &meta,
        &reply(
            200,
            &[JSON],
            &format!(r#"{{"hub.challenge":"{challenge}"}}"#),
        ),
        expect![[r#"
            Failed: 1 rule is not met: Meta would not take this reply
            Met status: The status is 200
            Broken body: The body is not `7768726878`: it is at `/hub.challenge` of a JSON body
              Answer with the text alone
            Met https: The address is an https one
        "#]],
    );
    check(
        &meta,
        &reply(200, &[html], SECRET),
        expect![[r#"
            Failed: 1 rule is not met: Meta would not take this reply
            Met status: The status is 200
            Broken body: The body is not `7768726878`: it is the verify token of the request
              Answer with `7768726878`
            Met https: The address is an https one
        "#]],
    );
    check(
        &meta,
        &reply(403, &[html], "Forbidden"),
        expect![[r#"
            Failed: 2 rules are not met: Meta would not take this reply
            Broken status: The status is 403, and 200 is due
              The receiver refused the request: compare its verify token with the one given here, letter by letter
            Broken body: The body is not `7768726878`: it is `Forbidden`
            Met https: The address is an https one
        "#]],
    );
    check(
        &meta,
        &reply(405, &[], ""),
        expect![[r#"
            Failed: 2 rules are not met: Meta would not take this reply
            Broken status: The status is 405, and 200 is due
              The receiver does not accept GET at this address: add a handler for it
            Broken body: The body is not `7768726878`: it is empty
            Met https: The address is an https one
        "#]],
    );
    let wrong = asking("meta").probe("wrong-token");
    check(
        &wrong,
        &reply(403, &[], ""),
        expect![[r#"
            Passed: Passed: the receiver passes this probe
            Met refusal: The status is not 200: it is 403
            Met silent: The body does not contain `7768726878`
        "#]],
    );
    check(
        &wrong,
        &reply(200, &[html], &challenge),
        expect![[r#"
            Failed: Failed: the receiver does not pass this probe
            Broken refusal: The status is 200, and the request has to be refused
              Answer 401 or 403
            Broken silent: The body contains `7768726878`: the request was not refused
              Compare `hub.verify_token` with the one that was set before the challenge is written back
        "#]],
    );
    check(
        &wrong,
        &reply(200, &[html], "Error, wrong validation token"),
        expect![[r#"
            Failed: Failed: the receiver does not pass this probe
            Broken refusal: The status is 200, and the request has to be refused
              Answer 401 or 403
            Met silent: The body does not contain `7768726878`
        "#]],
    );
}

#[test]
fn dropbox() {
    let dropbox = asking("dropbox");
    let challenge = dropbox.value("challenge");
    let nosniff = ("x-content-type-options", "nosniff");
    check(
        &dropbox,
        &reply(200, &[PLAIN, nosniff], &challenge),
        expect![[r#"
            Passed: Passed: the reply is what Dropbox asks for
            Met status: The status is 200
            Met body: The body is `8da71af81b3438081bbceab37b4af030` and nothing else
            Met type: `Content-Type` is `text/plain`
            Met field: `X-Content-Type-Options` is `nosniff`
            Met within: The whole reply comes within 10 seconds: it took 40 ms
        "#]],
    );
    let html = ("content-type", "text/html; charset=utf-8");
    check(
        &dropbox,
        &reply(200, &[html], &challenge),
        expect![[r#"
            Failed: 2 rules are not met: Dropbox would not take this reply
            Met status: The status is 200
            Met body: The body is `8da71af81b3438081bbceab37b4af030` and nothing else
            Broken type: `Content-Type` is `text/html; charset=utf-8`, and `text/plain` is due
              Set `Content-Type: text/plain`: as HTML, a link to this address with a script in it runs that script in your domain (reflected cross-site scripting)
            Broken field: The reply has no `X-Content-Type-Options`, and `nosniff` is due
              Add `X-Content-Type-Options`, with `nosniff`
            Met within: The whole reply comes within 10 seconds: it took 40 ms
        "#]],
    );
    check(
        &dropbox,
        &reply(204, &[], ""),
        expect![[r#"
            Failed: 3 rules are not met: Dropbox would not take this reply
            Advised status: The status is 204, and 200 is due
              204 has no body to carry the answer: answer 200 with it
            Broken body: The body is not `8da71af81b3438081bbceab37b4af030`: it is empty
              Write the text into the body
            Broken type: The reply has no `Content-Type`, and `text/plain` is due
              Set `Content-Type: text/plain`
            Broken field: The reply has no `X-Content-Type-Options`, and `nosniff` is due
              Add `X-Content-Type-Options`, with `nosniff`
            Met within: The whole reply comes within 10 seconds: it took 40 ms
        "#]],
    );
    let page = ("content-type", "text/html");
    check(
        &dropbox,
        &reply(
            200,
            &[page, nosniff],
            "<!doctype html><title>Log in</title>",
        ),
        expect![[r#"
            Failed: 2 rules are not met: Dropbox would not take this reply
            Met status: The status is 200
            Broken body: The body is not `8da71af81b3438081bbceab37b4af030`: it is a page of HTML
              Something else answers here: a login, an error page or a single-page application; check the address and what is in front of the receiver
            Broken type: `Content-Type` is `text/html`, and `text/plain` is due
              Set `Content-Type: text/plain`: as HTML, a link to this address with a script in it runs that script in your domain (reflected cross-site scripting)
            Met field: `X-Content-Type-Options` is `nosniff`
            Met within: The whole reply comes within 10 seconds: it took 40 ms
        "#]],
    );
    let mut moved = reply(200, &[PLAIN, nosniff], &challenge);
    moved.redirected_to = Some("https://www.example.com/in".to_owned());
    check(
        &dropbox,
        &moved,
        expect![[r#"
            Failed: 1 rule is not met: Dropbox would not take this reply
            Broken redirect: The receiver redirected to `https://www.example.com/in`, where this reply is from
              Register that address: it is not documented that Dropbox follows redirects
            Met status: The status is 200
            Met body: The body is `8da71af81b3438081bbceab37b4af030` and nothing else
            Met type: `Content-Type` is `text/plain`
            Met field: `X-Content-Type-Options` is `nosniff`
            Met within: The whole reply comes within 10 seconds: it took 40 ms
        "#]],
    );
    check(
        &dropbox,
        &reply(302, &[("location", "/login")], ""),
        expect![[r#"
            Failed: 4 rules are not met: Dropbox would not take this reply
            Broken status: The status is 302, and 200 is due
              Register the address that it leads to: it is not documented that Dropbox follows redirects
            Broken body: The body is not `8da71af81b3438081bbceab37b4af030`: it is empty
            Broken type: The reply has no `Content-Type`, and `text/plain` is due
            Broken field: The reply has no `X-Content-Type-Options`, and `nosniff` is due
              Add `X-Content-Type-Options`, with `nosniff`
            Met within: The whole reply comes within 10 seconds: it took 40 ms
        "#]],
    );
    let probe = asking("dropbox").probe("markup");
    let markup = probe.value("challenge");
    check(
        &probe,
        &reply(200, &[html], &markup),
        expect![[r#"
            Failed: Failed: the receiver does not pass this probe
            Broken inert: The markup comes back, as `text/html`
              Set `Content-Type: text/plain` and `X-Content-Type-Options: nosniff`: as HTML, a script in the challenge runs in your domain (reflected cross-site scripting)
        "#]],
    );
    check(
        &probe,
        &reply(200, &[PLAIN], &markup),
        expect![[r#"
            Passed: Passed: the receiver passes this probe
            Met inert: `<b>8da71af81b3438081bbceab37b4af030</b>` does not come back as HTML
        "#]],
    );
    check(
        &probe,
        &reply(400, &[html], "no"),
        expect![[r#"
            Passed: Passed: the receiver passes this probe
            Met inert: The markup does not come back
        "#]],
    );
}

#[test]
fn graph() {
    let graph = asking("graph");
    let token = graph.value("token");
    let text = ("content-type", "text/plain; charset=utf-8");
    check(
        &graph,
        &reply(200, &[text], &token),
        expect![[r#"
            Passed: Passed: the reply is what Microsoft Graph asks for
            Met status: The status is 200
            Met type: `Content-Type` is `text/plain`
            Met body: The body is `Validation: Testing client application reachability for subscription Request-Id: 27f8affe-55a6-4002-886d-60f5009eff56` and nothing else
            Met within: The whole reply comes within 10 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    let query = graph.flow().request.url;
    let encoded = query.split_once("validationToken=").map_or("", |(_, t)| t);
    check(
        &graph,
        &reply(200, &[text], encoded),
        expect![[r#"
            Failed: 1 rule is not met: Microsoft Graph would not take this reply
            Met status: The status is 200
            Met type: `Content-Type` is `text/plain`
            Broken body: The body is not `Validation: Testing client application reachability for subscription Request-Id: 27f8affe-55a6-4002-886d-60f5009eff56`: it is percent-encoded still, as it was in the address
              Decode the parameter before it is written back: take it from the framework’s parsed query, not from the raw address
            Met within: The whole reply comes within 10 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    check(
        &graph,
        &reply(200, &[text], &token.replace(' ', "+")),
        expect![[r#"
            Failed: 1 rule is not met: Microsoft Graph would not take this reply
            Met status: The status is 200
            Met type: `Content-Type` is `text/plain`
            Broken body: The body is not `Validation: Testing client application reachability for subscription Request-Id: 27f8affe-55a6-4002-886d-60f5009eff56`: each space came back as `+`
              Decode the query as a form, where `+` is a space: `decodeURIComponent` and other plain percent-decoders leave it
            Met within: The whole reply comes within 10 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    check(
        &graph,
        &reply(202, &[JSON], &format!("\"{token}\"")),
        expect![[r#"
            Failed: 3 rules are not met: Microsoft Graph would not take this reply
            Broken status: The status is 202, and 200 is due
              Answer 200
            Broken type: `Content-Type` is `application/json; charset=utf-8`, and `text/plain` is due
              Set `Content-Type: text/plain`
            Broken body: The body is not `Validation: Testing client application reachability for subscription Request-Id: 27f8affe-55a6-4002-886d-60f5009eff56`: it is in quotation marks, as JSON writes a text
              Answer with plain text: what a framework returns as JSON gets quoted
            Met within: The whole reply comes within 10 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    check(
        &graph,
        &reply(
            200,
            &[("content-type", "text/html")],
            &token.replace(':', "&#x3a;"),
        ),
        expect![[r#"
            Failed: 2 rules are not met: Microsoft Graph would not take this reply
            Met status: The status is 200
            Broken type: `Content-Type` is `text/html`, and `text/plain` is due
              Set `Content-Type: text/plain`: as HTML, a link to this address with a script in it runs that script in your domain (reflected cross-site scripting)
            Broken body: The body is not `Validation: Testing client application reachability for subscription Request-Id: 27f8affe-55a6-4002-886d-60f5009eff56`: it is escaped for HTML
              Write it as plain text, where nothing needs escapes
            Met within: The whole reply comes within 10 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
    check(
        &graph,
        &reply(
            200,
            &[("content-type", "text/html; charset=utf-8")],
            &format!("<html>{token}</html>"),
        ),
        expect![[r#"
            Failed: 2 rules are not met: Microsoft Graph would not take this reply
            Met status: The status is 200
            Broken type: `Content-Type` is `text/html; charset=utf-8`, and `text/plain` is due
              Set `Content-Type: text/plain`: as HTML, a link to this address with a script in it runs that script in your domain (reflected cross-site scripting)
            Broken body: The body is not `Validation: Testing client application reachability for subscription Request-Id: 27f8affe-55a6-4002-886d-60f5009eff56`: it is in a page of HTML
              Answer with the text alone, before any page is made
            Met within: The whole reply comes within 10 seconds: it took 40 ms
            Met https: The address is an https one
        "#]],
    );
}

#[test]
fn cloudevents() {
    let hand = asking("cloudevents");
    let origin = ("webhook-allowed-origin", "eventemitter.example.com");
    let allow = ("allow", "OPTIONS, POST");
    check(
        &hand,
        &reply(200, &[origin, ("webhook-allowed-rate", "100"), allow], ""),
        expect![[r#"
            Passed: Passed: the reply is what the sender asks for
            Met field: `WebHook-Allowed-Origin` is `eventemitter.example.com` or `*`
            Met field: `WebHook-Allowed-Rate` is `*` or a whole number above 0
            Met field: `Allow` lists `POST`
            Met https: The address is an https one
        "#]],
    );
    check(
        &hand,
        &reply(
            204,
            &[
                ("webhook-allowed-origin", "*"),
                ("webhook-allowed-rate", "*"),
                allow,
            ],
            "",
        ),
        expect![[r#"
            Passed: Passed: the reply is what the sender asks for
            Met field: `WebHook-Allowed-Origin` is `eventemitter.example.com` or `*`
            Met field: `WebHook-Allowed-Rate` is `*` or a whole number above 0
            Met field: `Allow` lists `POST`
            Met https: The address is an https one
        "#]],
    );
    check(
        &hand,
        &reply(
            200,
            &[
                ("webhook-allowed-origin", "https://eventemitter.example.com"),
                ("webhook-allowed-rate", "0"),
            ],
            "",
        ),
        expect![[r#"
            Failed: 2 rules are not met: the sender would not take this reply
            Broken field: `WebHook-Allowed-Origin` is `https://eventemitter.example.com`, and `eventemitter.example.com` or `*` is due
              Set `WebHook-Allowed-Origin` to `eventemitter.example.com` or `*`
            Broken field: `WebHook-Allowed-Rate` is `0`, and `*` or a whole number above 0 is due
              Set `WebHook-Allowed-Rate` to `*` or a whole number above 0
            Advised field: The reply has no `Allow`, and `POST` is due
              Add `Allow`, with `POST`
            Met https: The address is an https one
        "#]],
    );
    check(
        &hand,
        &reply(405, &[("allow", "GET")], ""),
        expect![[r#"
            Failed: 2 rules are not met: the sender would not take this reply
            Broken field: The reply has no `WebHook-Allowed-Origin`, and `eventemitter.example.com` or `*` is due
              Add `WebHook-Allowed-Origin`, with `eventemitter.example.com` or `*`
            Broken field: The reply has no `WebHook-Allowed-Rate`, and `*` or a whole number above 0 is due
              Add `WebHook-Allowed-Rate`, with `*` or a whole number above 0
            Advised field: `Allow` is `GET`, and `POST` is due
              Set `Allow` to `POST`
            Met https: The address is an https one
        "#]],
    );
}

#[test]
fn superoffice() {
    let hand = asking("superoffice");
    check(
        &hand,
        &reply(200, &[], ""),
        expect![[r#"
            Passed: Passed: the reply is what SuperOffice asks for
            Met status: The status is 200
            Met https: The address is an https one
        "#]],
    );
    check(
        &hand,
        &reply(202, &[], ""),
        expect![[r#"
            Failed: 1 rule is not met: SuperOffice would not take this reply
            Broken status: The status is 202, and 200 is due
              Answer 200
            Met https: The address is an https one
        "#]],
    );
    check(
        &hand,
        &reply(404, &[], ""),
        expect![[r#"
            Failed: 1 rule is not met: SuperOffice would not take this reply
            Broken status: The status is 404, and 200 is due
              Nothing answers at this address: check its path, and that it accepts POST
            Met https: The address is an https one
        "#]],
    );
    check(
        &hand,
        &reply(500, &[], ""),
        expect![[r#"
            Failed: 1 rule is not met: SuperOffice would not take this reply
            Broken status: The status is 500, and 200 is due
              The receiver failed: look for the reason in its log
            Met https: The address is an https one
        "#]],
    );
    check(
        &hand,
        &reply(400, &[], ""),
        expect![[r#"
            Failed: 1 rule is not met: SuperOffice would not take this reply
            Broken status: The status is 400, and 200 is due
              The receiver could not use the request: recognise the handshake before anything reads it as an event
            Met https: The address is an https one
        "#]],
    );
    check(
        &hand.probe("wrong-secret"),
        &reply(200, &[], ""),
        expect![[r#"
            Passed: Passed, with advice: the receiver passes this probe
            Advised refusal: The status is 200, and the request should be refused
              Answer 401 or 403
        "#]],
    );
}

#[test]
fn what_a_browser_hides_is_not_held_against_the_receiver() {
    let hand = asking("cloudevents");
    let hidden = |reply: &Reply| hand.lines(reply, true);
    expect![[r#"
        Unclear: 2 rules cannot be checked with this reply
        Unknown field: This page may not see `WebHook-Allowed-Origin`, and `eventemitter.example.com` or `*` is due
          CORS hides it: expose it with `Access-Control-Expose-Headers`, or send the snippet and paste the whole reply
        Unknown field: This page may not see `WebHook-Allowed-Rate`, and `*` or a whole number above 0 is due
          CORS hides it: expose it with `Access-Control-Expose-Headers`, or send the snippet and paste the whole reply
        Advised field: This page may not see `Allow`, and `POST` is due
          CORS hides it: expose it with `Access-Control-Expose-Headers`, or send the snippet and paste the whole reply
        Met https: The address is an https one
    "#]].assert_eq(&hidden(&reply(200, &[], "")));
    // Some fields are exposed, so that the others are not there.
    let exposed = [
        (
            "access-control-expose-headers",
            "WebHook-Allowed-Origin, WebHook-Allowed-Rate",
        ),
        ("webhook-allowed-origin", "*"),
    ];
    expect![[r#"
        Failed: 1 rule is not met: the sender would not take this reply
        Met field: `WebHook-Allowed-Origin` is `eventemitter.example.com` or `*`
        Broken field: The reply has no `WebHook-Allowed-Rate`, and `*` or a whole number above 0 is due
          Add `WebHook-Allowed-Rate`, with `*` or a whole number above 0
        Advised field: This page may not see `Allow`, and `POST` is due
          CORS hides it: expose it with `Access-Control-Expose-Headers`, or send the snippet and paste the whole reply
        Met https: The address is an https one
    "#]].assert_eq(&hidden(&reply(200, &exposed, "")));
    assert_eq!(
        outcome(&hand.trial().check(
            &reply(200, &[("access-control-expose-headers", "*")], ""),
            true
        )),
        Outcome::Failed
    );
    // The media type is always seen.
    let dropbox = asking("dropbox");
    let challenge = dropbox.value("challenge");
    expect![[r#"
        Failed: 1 rule is not met: Dropbox would not take this reply
        Met status: The status is 200
        Met body: The body is `8da71af81b3438081bbceab37b4af030` and nothing else
        Broken type: The reply has no `Content-Type`, and `text/plain` is due
          Set `Content-Type: text/plain`
        Unknown field: This page may not see `X-Content-Type-Options`, and `nosniff` is due
          CORS hides it: expose it with `Access-Control-Expose-Headers`, or send the snippet and paste the whole reply
        Met within: The whole reply comes within 10 seconds: it took 40 ms
    "#]].assert_eq(&dropbox.lines(&reply(200, &[], &challenge), true));
}

#[test]
fn what_is_due_is_said_before_there_is_a_reply() {
    let due = |asking: Asking| {
        let trial = asking.trial();
        let due = trial.due().into_iter();
        let lines = due.map(|(sentence, rule, _)| match rule.should {
            true => sentence + " (advice)\n",
            false => sentence + "\n",
        });
        lines.collect::<String>()
    };
    expect![[r#"
        The status is 200
        `/plainToken` of the JSON body is `ell0zSydFMlmWJ-JL1uMbg`
        `/encryptedToken` of the JSON body is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token as its key, in lower-case hex
        `Content-Type` is `application/json` (advice)
        The whole reply comes within 3 seconds
        The address is an https one
    "#]].assert_eq(&due(asking("zoom")));
    expect![[r#"
        The body does not contain the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token as its key, in lower-case hex
    "#]].assert_eq(&due(asking("zoom").probe("wrong-secret")));
    expect![[r#"
        The status is 200
        The body is `HhQ0Rqu8R2mtzCsmFKjdkFo36PN7sOBF`: as plain text, as the form’s field `challenge`, or as the JSON member `challenge`
        The whole reply comes within 3 seconds
    "#]].assert_eq(&due(asking("slack")));
    expect![[r#"
        The status is not 200
        The body does not contain `7768726878`
    "#]]
    .assert_eq(&due(asking("meta").probe("wrong-token")));
    expect![[r#"
        The status is 200 (advice)
        The body is `8da71af81b3438081bbceab37b4af030` and nothing else
        `Content-Type` is `text/plain`
        `X-Content-Type-Options` is `nosniff`
        The whole reply comes within 10 seconds
    "#]]
    .assert_eq(&due(asking("dropbox")));
    expect![[r#"
        `WebHook-Allowed-Origin` is `eventemitter.example.com` or `*`
        `WebHook-Allowed-Rate` is `*` or a whole number above 0
        `Allow` lists `POST` (advice)
        The address is an https one
    "#]]
    .assert_eq(&due(asking("cloudevents")));
}
