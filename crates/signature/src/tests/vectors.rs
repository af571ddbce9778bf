//! Published vectors, and vectors made with the vendors' code.

use super::*;

const SLACK_BODY: &str = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

#[test]
fn standard_webhooks_as_its_libraries_sign() {
    for (secret, id, time, body, signature) in [
        (
            "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
            "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
            1_649_367_553,
            r#"{"email":"test@example.com","username":"test_user"}"#,
            "tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=",
        ),
        (
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
            "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ),
    ] {
        let expected = format!(
            "webhook-id: {id}\nwebhook-timestamp: {time}\nwebhook-signature: v1,{signature}\n"
        );
        let moment = at(time, id);
        let typed = secrets(&[("secret", secret)]);
        let scheme = preset("standard-webhooks");
        assert_eq!(
            signed(&scheme, &typed, &moment, &post(body.as_bytes())),
            expected
        );
        // The prefix is optional, and so is the padding of base64.
        let bare = secrets(&[("secret", &secret[6..])]);
        assert_eq!(
            signed(&scheme, &bare, &moment, &post(body.as_bytes())),
            expected
        );
    }
}

#[test]
fn github_as_its_documentation_and_its_library_sign() {
    for (secret, body, signature) in [
        (
            "It's a Secret to Everybody",
            "Hello, World!",
            "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        ),
        (
            "mysecret",
            r#"{"foo":"bar"}"#,
            "4864d2759938a15468b5df9ade20bf161da9b4f737ea61794142f3484236bda3",
        ),
    ] {
        let typed = secrets(&[("secret", secret)]);
        assert_eq!(
            signed(
                &preset("github"),
                &typed,
                &at(0, ""),
                &post(body.as_bytes())
            ),
            format!("X-Hub-Signature-256: sha256={signature}\n")
        );
    }
}

#[test]
fn stripe_signs_with_the_key_of_its_own_suite() {
    // Its test suite signs only these texts; a free scheme does the same.
    for (body, signature) in [
        (
            "",
            "f7f9bd47fb987337b5796fdc1fdb9ba221d0d5396814bfcaf9521f43fd8927fd",
        ),
        (
            r#"{"obj1":"hello","obj2":"world"}"#,
            "bebb1a643997f419b315ddba19e6f5411e1ce7f810ba6d3617ce72823092f363",
        ),
        (
            "😀",
            "837da296d05c4fe31f61d5d7ead035099d9585a5bcde87de952012a78f0b0c43",
        ),
    ] {
        let typed = secrets(&[("secret", "test_secret")]);
        let found = signed(&preset("plain"), &typed, &at(0, ""), &post(body.as_bytes()));
        assert_eq!(found, format!("X-Signature: {signature}\n"));
    }
    // The whole header, computed with Python's `hmac`; the prefix belongs to the key.
    let typed = secrets(&[("secret", "whsec_test_secret")]);
    assert_eq!(
        signed(
            &preset("stripe"),
            &typed,
            &at(1_700_000_000, ""),
            &post(b"{}")
        ),
        "Stripe-Signature: t=1700000000,v1=ceb8863f7208fa249a6cd8f951e993c7563412aca65866f6272283debe143ab3\n"
    );
}

#[test]
fn slack_as_its_documentation_signs() {
    let typed = secrets(&[("secret", "8f742231b10e8888abcd99yyyzzz85a5")]);
    assert_eq!(
        signed(
            &preset("slack"),
            &typed,
            &at(1_531_420_618, ""),
            &post(SLACK_BODY.as_bytes())
        ),
        "X-Slack-Request-Timestamp: 1531420618\n\
         X-Slack-Signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503\n"
    );
}

#[test]
fn superoffice_and_shopify_sign_the_body_alone() {
    let body = r#"{"EventId":"88f91933-edce-4c1a-8ded-ade8e2f72434","Timestamp":"2018-04-05T08:28:01.5732501Z","Changes":["contact_id","updated_associate_id","soundEx","updated","name"],"Event":"contact.changed","PrimaryKey":18,"Entity":"contact","ContextIdentifier":"Cust54321","ChangedByAssociateId":5,"WebhookName":"Tonys Contact Handler"}"#;
    let typed = secrets(&[("secret", "Something Super Secret")]);
    for (id, name) in [
        ("superoffice", "X-SuperOffice-Signature"),
        ("shopify", "X-Shopify-Hmac-Sha256"),
    ] {
        assert_eq!(
            signed(&preset(id), &typed, &at(0, ""), &post(body.as_bytes())),
            format!("{name}: BCiOaqlMZ2idyAhrKK+twtAuLPOdBYE96ebKwdXx3CA=\n")
        );
    }
}

const KEYAUTH_SECRET: &str = "76489f2ba92ddf9132e28d56870004a62d30ec5b40eaf2071ae48036e7144b5f";

#[test]
fn keyauth_init_as_published_is_keyed_by_the_secret_alone() {
    let body = r#"{"success":true,"message":"Initialized","sessionid":"b8Q1f62SdW","appinfo":{"numUsers":"6","numOnlineUsers":"120","numKeys":"1533","version":"1.0","customerPanelLink":"https:\/\/localhost\/panel\/wnelson03\/test\/"}}"#;
    let typed = secrets(&[("secret", KEYAUTH_SECRET)]);
    assert_eq!(
        signed(&preset("plain"), &typed, &at(0, ""), &post(body.as_bytes())),
        "X-Signature: 8d0a11b00f44bee4e563117db28533943f5170854f5f65e69470c59bffb7d0d5\n"
    );
}

#[test]
fn keyauth_replies_are_keyed_by_both_secrets() {
    let typed = secrets(&[
        ("secret", KEYAUTH_SECRET),
        ("secret:enckey", "4a59f8ca-b304-47"),
    ]);
    for (body, signature) in [
        (
            r#"{"success":true,"message":"Logged in!","info":{"username":"3Y8FC2-MRHKUO-U9RH8I-GNHD2U-THK4X8-PW584D","subscriptions":[{"subscription":"default","key":"3Y8FC2-MRHKUO-U9RH8I-GNHD2U-THK4X8-PW584D","expiry":"1659657607"},{"subscription":"default","key":null,"expiry":"1659749662"}],"ip":"::1","hwid":null,"createdate":"1659225608","lastlogin":"1659363059"}}"#,
            "e2993347290077c90011694bf887975117bff08897106f9c501d75c48102f721",
        ),
        (
            r#"{"success":false,"message":"Webhook Not Found."}"#,
            "908540f930eb3db0836a3a06914fe116adbbf2c4d2124db281f0743afbda03a1",
        ),
        (
            r#"{"success":true,"message":"Webhook request successful","response":"ok","nonce":"0123456789abcdefghijABCDEFGHIJ01"}"#,
            "1b69d91e8c44f2dd81c79baa4db30d3ec09f46799322420d136f092e3ca07771",
        ),
    ] {
        assert_eq!(
            signed(
                &preset("keyauth"),
                &typed,
                &at(0, ""),
                &post(body.as_bytes())
            ),
            format!("signature: {signature}\n")
        );
    }
}

const CREATE_WEBHOOK: &str = r#"{"contentType":"application/json","events":["user:created"],"name":"User creation event","url":"https://example.com/callback","enabled":true,"secret":"xxxxxxxxxxxx"}"#;

/// Returns a request as the Node SDKs send it, before signing.
fn create_webhook(headers: &[(String, String)]) -> Signable<'_> {
    Signable {
        method: "POST",
        url: "https://api.authing.cn/api/v3/create-webhook",
        target: "/api/v3/create-webhook",
        headers,
        body: CREATE_WEBHOOK.as_bytes(),
        content_type: "application/json",
    }
}

fn access_key() -> Secrets {
    secrets(&[("secret", "SECRET"), ("secret:accessKeyId", "AKID")])
}

#[test]
fn authing_as_its_sdk_signs() {
    let sent = [
        ("content-type", "application/json"),
        ("x-authing-sdk-version", "authing-node-sdk:4.0.2"),
        ("X-Authing-Lang", "en-US"),
    ];
    let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let moment = at(1_700_000_000, "");
    let found = sign(
        &preset("authing"),
        &Signing::default(),
        &access_key(),
        &moment,
        &create_webhook(&sent),
    );
    let found = found.map(|signed| {
        (
            String::from_utf8(signed.text),
            signed.headers.last().cloned(),
        )
    });
    let text = "POST\ndate:Tue, 14 Nov 2023 22:13:20 GMT\nx-authing-lang:en-US\n\
        x-authing-sdk-version:authing-node-sdk:4.0.2\nx-authing-signature-method:HMAC-SHA1\n\
        x-authing-signature-nonce:0123456789abcdef0123456789abcdef\n\
        x-authing-signature-version:1.0\n/api/v3/create-webhook?contentType=application/json&\
        enabled=true&events=[\"user:created\"]&name=User creation event&secret=xxxxxxxxxxxx&\
        url=https://example.com/callback";
    let header = ("authorization", "authing AKID:zNHwox5NtQxg2H36+L+SzSx6bt8=");
    let header = (header.0.to_owned(), header.1.to_owned());
    assert_eq!(found, Ok((Ok(text.to_owned()), Some(header))));
}

#[test]
fn genauth_is_authing_with_another_prefix() {
    let sent = [
        ("x-genauth-sdk-version", "gen-auth-node-sdk:0.0.0"),
        ("x-genauth-lang", "en-US"),
    ];
    let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let document = serde_json::json!({"scheme": "authing", "defaults": {"prefix": "x-genauth-"}});
    let scheme = super::super::documented::scheme(&value(&document)).unwrap_or_default();
    let moment = at(1_700_000_000, "");
    assert_eq!(
        signed(&scheme, &access_key(), &moment, &create_webhook(&sent)),
        "date: Tue, 14 Nov 2023 22:13:20 GMT\n\
         x-genauth-signature-method: HMAC-SHA1\n\
         x-genauth-signature-nonce: 0123456789abcdef0123456789abcdef\n\
         x-genauth-signature-version: 1.0\n\
         authorization: authing AKID:8I2ri5cdfScwU6/iB3RUtdYRGmU=\n"
    );
}

#[test]
fn authing_signs_only_what_is_sent() {
    let scheme = preset("authing");
    let request = Signable {
        method: "GET",
        target: "/api/v3/list-webhooks?page=1&limit=10&name=a%20b+c",
        body: b"",
        ..create_webhook(&[])
    };
    let found = sign(
        &scheme,
        &Signing::default(),
        &access_key(),
        &at(0, ""),
        &request,
    );
    let text = found.map(|signed| String::from_utf8(signed.text));
    let expected = "GET\ndate:Thu, 01 Jan 1970 00:00:00 GMT\nx-authing-signature-method:HMAC-SHA1\n\
        x-authing-signature-nonce:0123456789abcdef0123456789abcdef\n\
        x-authing-signature-version:1.0\n/api/v3/list-webhooks?limit=10&name=a b c&page=1";
    assert_eq!(text, Ok(Ok(expected.to_owned())));
}

#[test]
fn authing_websockets_sign_one_word() {
    let signing = Signing {
        algorithm: word("SHA-1"),
        digest: word("base64"),
        ..plain("websocket\n", "authorization", "authing AKID:{signature}")
    };
    let scheme = scheme(&signing, None);
    assert_eq!(
        with(&scheme, &signing, &access_key(), &at(0, ""), &post(b"")),
        "authorization: authing AKID:YzTdlylGJ09UpLO60lST6cmlNGY=\n"
    );
}
