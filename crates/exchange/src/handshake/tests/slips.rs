//! Usual slips, each told by its name. The digests are of Node and openssl, not of this program.

use expect_test::{Expect, expect};

use super::*;

/// What is said of a body in place of Graph's token.
#[track_caller]
fn token(body: &dyn Fn(&str) -> String, expected: Expect) {
    let graph = asking("graph");
    let came = body(&graph.value("token"));
    let found = graph.trial().check(&reply(200, &[PLAIN], &came), false);
    let body = found.into_iter().find(|f| f.word == "body");
    let said = body.map(|f| {
        let (_, what) = f
            .text
            .split_once(": it ")
            .or(f.text.split_once("`: "))
            .unwrap_or(("", &f.text));
        format!("{:?}: {what}\n{}", f.standing, f.advice)
    });
    expected.assert_eq(&said.unwrap_or_default());
}

#[test]
fn texts() {
    token(
        &|t| t.to_owned(),
        expect![[r#"
            Met: The body is `Validation: Testing client application reachability for subscription Request-Id: 27f8affe-55a6-4002-886d-60f5009eff56` and nothing else
        "#]],
    );
    token(
        &|_| String::new(),
        expect![[r#"
        Broken: is empty
        Write the text into the body"#]],
    );
    token(
        &|t| format!("{t}\r\n"),
        expect![[r#"
        Broken: a line end follows it
        Write it without one: `echo`, `puts` and `println` add it, and so do templates"#]],
    );
    token(
        &|t| format!(" {t} "),
        expect![[r#"
            Broken: white space is around it
            Write the text alone"#]],
    );
    token(
        &|t| format!("\u{feff}{t}"),
        expect![[r#"
            Broken: a byte order mark is before it
            Write UTF-8 without a byte order mark"#]],
    );
    token(
        &|t| format!("\"{t}\""),
        expect![[r#"
            Broken: is in quotation marks, as JSON writes a text
            Answer with plain text: what a framework returns as JSON gets quoted"#]],
    );
    token(
        &|t| format!(r#"{{"validationToken":"{t}"}}"#),
        expect![[r#"
            Broken: is at `/validationToken` of a JSON body
            Answer with the text alone"#]],
    );
    token(
        &|t| format!("validationToken={}", t.replace(' ', "+")),
        expect![[r#"
            Broken: is in a form’s field `validationToken`
            Answer with the text alone"#]],
    );
    token(
        &|t| t.replace(' ', "%20").replace(':', "%3A"),
        expect![[r#"
            Broken: is percent-encoded still, as it was in the address
            Decode the parameter before it is written back: take it from the framework’s parsed query, not from the raw address"#]],
    );
    token(
        &|t| t.replace(' ', "%20").replace(':', "%3a"),
        expect![[r#"
            Broken: is percent-encoded still, as it was in the address
            Decode the parameter before it is written back: take it from the framework’s parsed query, not from the raw address"#]],
    );
    token(
        &|t| t.replace(' ', "+"),
        expect![[r#"
        Broken: each space came back as `+`
        Decode the query as a form, where `+` is a space: `decodeURIComponent` and other plain percent-decoders leave it"#]],
    );
    token(
        &|t| t.replace(':', "&#58;"),
        expect![[r#"
        Broken: is escaped for HTML
        Write it as plain text, where nothing needs escapes"#]],
    );
    token(
        &|t| t.to_lowercase(),
        expect![[r#"
        Broken: its letters are in another case
        Write it back letter by letter"#]],
    );
    token(
        &|t| format!("<p>{t}</p>"),
        expect![[r#"
            Broken: is in a page of HTML
            Answer with the text alone, before any page is made"#]],
    );
    token(
        &|_| "<!doctype html>".to_owned(),
        expect![[r#"
            Broken: is a page of HTML
            Something else answers here: a login, an error page or a single-page application; check the address and what is in front of the receiver"#]],
    );
    token(
        &|t| format!("token: {t}!"),
        expect![[r#"
            Broken: other text is around it: `token: Validation: Testing client application reachability for subscription Request-Id: 27f8affe-55a6-4002-886d-60f5009eff56!`
            Answer with the text alone"#]],
    );
    token(
        &|_| "\u{1b}`a`\n".repeat(40),
        expect![[r#"
            Broken: is `�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n�ˋaˋ\n…`
            Answer with the text of this very request: each request has another"#]],
    );
    token(
        &|t| t.chars().take(20).collect(),
        expect![[r#"
        Broken: is `Validation: Testing `
        Answer with the text of this very request: each request has another"#]],
    );
}

/// What is said of a digest in place of Zoom's, with the secret that these tests' slips were made with.
#[track_caller]
fn digest(secret: &str, came: &str, expected: Expect) {
    let zoom = asking("zoom").with("secret", secret);
    let body = format!(
        r#"{{"plainToken":"{}","encryptedToken":"{came}"}}"#,
        zoom.value("plainToken")
    );
    let found = zoom.trial().check(&reply(200, &[JSON], &body), false);
    let said = found.into_iter().find(|f| f.word == "digest").map(|f| {
        let (_, what) = f.text.split_once("`: ").unwrap_or(("", &f.text));
        format!("{:?}: {what}\n", f.standing)
    });
    expected.assert_eq(&said.unwrap_or_default());
}

#[test]
fn digests() {
    // right
    digest(
        "c2VjcmV0IGtleQ",
        "99c0cd9afb2b44de9e843c817f966299554a89dfca6483b27bed9ab29c62d819",
        expect![[r#"
            Met: `/encryptedToken` of the JSON body is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token as its key, in lower-case hex
        "#]],
    );
    // itself
    digest(
        "c2VjcmV0IGtleQ",
        "ell0zSydFMlmWJ-JL1uMbg",
        expect![[r#"
        Broken: it is the text itself, and not its HMAC
    "#]],
    );
    // base64
    digest(
        "c2VjcmV0IGtleQ",
        "mcDNmvsrRN6ehDyBf5ZimVVKid/KZIOye+2aspxi2Bk=",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token, in base64
        "#]],
    );
    // base64url
    digest(
        "c2VjcmV0IGtleQ",
        "mcDNmvsrRN6ehDyBf5ZimVVKid_KZIOye-2aspxi2Bk",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token, in base64url
        "#]],
    );
    // sha1
    digest(
        "c2VjcmV0IGtleQ",
        "cdf48b607526917997c6a4dd923d428d5a3a1aed",
        expect![[r#"
            Broken: it is the HMAC SHA-1 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token, in hex
        "#]],
    );
    // sha512
    digest(
        "c2VjcmV0IGtleQ",
        "3a8268a59bef3f9862944303e2e3523542488af66cd77f92603d10ddb632ac59d53d3b6f6759b33d32c16099aba93ec13af1e345bab75a18e08f2e8a3934d760",
        expect![[r#"
            Broken: it is the HMAC SHA-512 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token, in hex
        "#]],
    );
    // decoded base64
    digest(
        "c2VjcmV0IGtleQ",
        "ac7a6031f93d15001e9a7f4ab499a300af1d41417486d77936a75c31b8571a26",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token decoded as base64, in hex
        "#]],
    );
    // decoded hex
    digest(
        "00ff10abCD",
        "69a77ca1b42f1f4cafe468549317d3f6e31a0690b4018f995331c3bebf342940",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token decoded as hex, in hex
        "#]],
    );
    // trimmed
    digest(
        "c2VjcmV0IGtleQ ",
        "99c0cd9afb2b44de9e843c817f966299554a89dfca6483b27bed9ab29c62d819",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token without the white space around it, in hex
        "#]],
    );
    // line end
    digest(
        "c2VjcmV0IGtleQ",
        "525b20ceff0eeb05a1c91c460f007dbb252d4f89027d4f1cd0fb55d5a0fd6ce0",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token and a line end, in hex
        "#]],
    );
    // empty key
    digest(
        "c2VjcmV0IGtleQ",
        "b969c5f5dcc45b035cd57e593d20c89d938104216073fb2bcaaea13d05573e2b",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with an empty key, in hex
        "#]],
    );
    // quoted
    digest(
        "c2VjcmV0IGtleQ",
        "7094a256f31ec6fcc3b047c1ff751dd3426f288f9dada206e3ace018b105f203",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of the text in its JSON quotation marks with the secret token, in hex
        "#]],
    );
    // body
    digest(
        "c2VjcmV0IGtleQ",
        "58eab1e72cb87a7c07ce070f517291b0ad068562c4f9e7abb7b880bffc35a20f",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of the whole body of the request with the secret token, in hex
        "#]],
    );
    // signature
    digest(
        "c2VjcmV0IGtleQ",
        "1f82f8b0c66b3869dbf78bad2caaf425d26bab1ad000b7f8fa4c6359bcaa8643",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of what the request’s signature is over with the secret token, in hex
        "#]],
    );
    // swapped
    digest(
        "c2VjcmV0IGtleQ",
        "017923b413ea0ac40f2a53f5dfc4b02f13a4cf0858eb56547a06dced8a37c6e6",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of the secret token with `ell0zSydFMlmWJ-JL1uMbg` as the key, in hex
        "#]],
    );
    // plain
    digest(
        "c2VjcmV0IGtleQ",
        "502740f5bda129b052486fdb27bb667065ab4ca5fa66c758b188e7fbebaeeffb",
        expect![[r#"
            Broken: it is a plain SHA-256 of `ell0zSydFMlmWJ-JL1uMbg`, in hex
        "#]],
    );
    // plain with secret, as in a question of Zoom's forum
    digest(
        "c2VjcmV0IGtleQ",
        "M+I+1FygaOvWLN+tMEgoFemlIWtY82qDQzJXqOsurNE=",
        expect![[r#"
            Broken: it is a plain SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` followed by the secret token, in base64
        "#]],
    );
    // secret first
    digest(
        "c2VjcmV0IGtleQ",
        "3d08a7aecea7c4c3da3e529f36549773bafd86729db51b0254301c294a23f0c5",
        expect![[r#"
            Broken: it is a plain SHA-256 of the secret token followed by the text, in hex
        "#]],
    );
    // with the mark of a signature
    digest(
        "c2VjcmV0IGtleQ",
        "v0=1f82f8b0c66b3869dbf78bad2caaf425d26bab1ad000b7f8fa4c6359bcaa8643",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of what the request’s signature is over with the secret token, in hex, after `v0=`
        "#]],
    );
    digest(
        "c2VjcmV0IGtleQ",
        "sha256=99c0cd9afb2b44de9e843c817f966299554a89dfca6483b27bed9ab29c62d819",
        expect![[r#"
            Broken: it is the HMAC SHA-256 of `ell0zSydFMlmWJ-JL1uMbg` with the secret token, in hex, after `sha256=`
        "#]],
    );
    // another secret
    digest(
        "c2VjcmV0IGtleQ",
        "3a927a5cf75763bf6c8cfc627dea65eb6ce842f74a7f249af6f7d5d6db3854e7",
        expect![[r#"
            Broken: it is `3a927a5cf75763bf6c8cfc627dea65eb6ce842f74a7f249af6f7d5d6db3854e7`
        "#]],
    );
}

#[test]
fn a_secret_that_is_another_is_never_explained() {
    for n in 0..100 {
        let wrong = format!("secret {n}");
        let zoom = asking("zoom").with("secret", &wrong);
        let came = zoom.trial();
        let due = came
            .handshake
            .rules
            .iter()
            .find_map(|rule| match &rule.requires {
                Requirement::Digest { hmac, .. } => came.digest(hmac, &came.values()),
                _ => None,
            });
        let body = format!(
            r#"{{"plainToken":"{}","encryptedToken":"{}"}}"#,
            zoom.value("plainToken"),
            due.unwrap_or_default()
        );
        let said = asking("zoom").said(&reply(200, &[JSON], &body));
        assert!(
            said.contains("other ways to compute it gives this value"),
            "{said}"
        );
    }
}
