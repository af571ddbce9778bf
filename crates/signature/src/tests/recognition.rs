//! The schemes recognised by header fields and bodies of deliveries.

use expect_test::{Expect, expect};

use super::*;

const HEX: &str = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
const BASE64: &str = "tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";
const SHA1: &str = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

/// Lists the results, one per line: the scheme, whether it is complete, and the reason.
fn found(headers: &[(&str, &str)], body: &str, expected: Expect) {
    let headers: Vec<(String, String)> = headers
        .iter()
        .map(|(name, value)| {
            let value = value.replace("HEX", HEX).replace("BASE64", BASE64);
            ((*name).to_owned(), value.replace("SHA1", SHA1))
        })
        .collect();
    let lines: String = recognise(&headers, body.as_bytes())
        .into_iter()
        .map(|f| {
            let scheme = f.scheme.as_deref().unwrap_or("?");
            let mark = if f.sound { "" } else { " (not sound)" };
            [scheme, mark, ": ", &f.why, "\n"].concat()
        })
        .collect();
    expected.assert_eq(&lines);
}

#[test]
fn a_delivery_is_known_by_its_fields() {
    found(
        &[
            ("x-hub-signature-256", "sha256=HEX"),
            ("X-GitHub-Event", "push"),
            (
                "X-Hub-Signature",
                "sha1=0123456789012345678901234567890123456789",
            ),
        ],
        "{}",
        expect![[r#"
            github: `X-Hub-Signature-256` belongs to GitHub, and `X-GitHub-Event` is present
        "#]],
    );
    // The older signature alone; a receiver may not know the newer one.
    found(
        &[
            ("X-GitHub-Event", "push"),
            (
                "X-Hub-Signature",
                "sha1=0123456789012345678901234567890123456789",
            ),
        ],
        "{}",
        expect![[r#"
            github-sha1: `X-Hub-Signature` belongs to GitHub, SHA-1, and `X-GitHub-Event` is present
        "#]],
    );
    found(
        &[
            ("X-HubSpot-Signature", "HEX"),
            ("X-HubSpot-Signature-Version", "v1"),
            ("X-HubSpot-Signature-v3", "BASE64"),
            ("X-HubSpot-Request-Timestamp", "1700000000000"),
        ],
        "{}",
        expect![[r#"
            hubspot-v3: `X-HubSpot-Request-Timestamp`, `X-HubSpot-Signature-v3` belong to HubSpot v3
        "#]],
    );
    found(
        &[
            ("X-HubSpot-Signature", "HEX"),
            ("X-HubSpot-Signature-Version", "v1"),
        ],
        "{}",
        expect![[r#"
            hubspot-v1: `X-HubSpot-Signature-Version`, `X-HubSpot-Signature` belong to HubSpot v1
        "#]],
    );
    found(
        &[
            ("X-Zendesk-Webhook-Signature", "BASE64"),
            (
                "X-Zendesk-Webhook-Signature-Timestamp",
                "2023-11-14T22:13:20Z",
            ),
        ],
        "{}",
        expect![[r#"
            zendesk: `X-Zendesk-Webhook-Signature-Timestamp`, `X-Zendesk-Webhook-Signature` belong to Zendesk
        "#]],
    );
    found(
        &[
            ("webhook-id", "msg_1"),
            ("webhook-timestamp", "1700000000"),
            ("webhook-signature", "v1,BASE64"),
        ],
        "{}",
        expect![[r#"
            standard-webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature` belong to Standard Webhooks
        "#]],
    );
    found(
        &[("Stripe-Signature", "t=1700000000,v1=HEX,v0=HEX")],
        "{}",
        expect![[r#"
            stripe: `Stripe-Signature` belongs to Stripe
        "#]],
    );
    found(
        &[
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("X-Twilio-Signature", "SHA1"),
        ],
        "a=b",
        expect![[r#"
            twilio: `X-Twilio-Signature` belongs to Twilio, form
        "#]],
    );
    found(
        &[
            ("Content-Type", "application/json"),
            ("X-Twilio-Signature", "SHA1"),
        ],
        "{}",
        expect![[r#"
            twilio-json: `X-Twilio-Signature` belongs to Twilio, JSON
        "#]],
    );
    found(
        &[
            ("Signature-Input", "sig1=(\"@method\");created=1"),
            ("Signature", "sig1=:BASE64:"),
        ],
        "{}",
        expect![[r#"
            rfc9421: `Signature-Input`, `Signature` belong to HTTP Message Signatures
        "#]],
    );
    found(
        &[("X-Gitlab-Token", "hush"), ("X-Gitlab-Event", "Push Hook")],
        "{}",
        expect![[r#"
            gitlab: `X-Gitlab-Token` belongs to GitLab, and `X-Gitlab-Event` is present
        "#]],
    );
    found(
        &[
            ("X-Signature-Ed25519", "00"),
            ("X-Signature-Timestamp", "1700000000"),
        ],
        "{}",
        expect![[r#"
            discord (not sound): `X-Signature-Timestamp`, `X-Signature-Ed25519` belong to Discord, but `00` is not a valid Ed25519 signature in hex
            keyauth-1.3 (not sound): `x-signature-timestamp`, `x-signature-ed25519` belong to KeyAuth 1.3 replies, but `00` is not a valid Ed25519 signature in hex
        "#]],
    );
}

#[test]
fn a_body_with_a_signature_is_known_by_its_members() {
    found(
        &[],
        r#"{"signature":{"timestamp":"1","token":"t","signature":"HEX"},"event-data":{}}"#
            .replace("HEX", HEX)
            .as_str(),
        expect![[r#"
            mailgun: `/signature/token`, `/signature/timestamp`, `/signature/signature` belong to Mailgun, and `/event-data` is present
        "#]],
    );
    found(
        &[],
        r#"{"notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"BASE64"}}}]}"#
            .replace("BASE64", BASE64)
            .as_str(),
        expect![[r#"
            adyen: `/notificationItems/0/NotificationRequestItem/additionalData/hmacSignature` belongs to Adyen
        "#]],
    );
}

#[test]
fn two_schemes_at_once_are_both_reported() {
    found(
        &[
            ("X-Shopify-Hmac-Sha256", "BASE64"),
            ("X-SuperOffice-Signature", "BASE64"),
        ],
        "{}",
        expect![[r#"
            shopify: `X-Shopify-Hmac-Sha256` belongs to Shopify
            superoffice: `X-SuperOffice-Signature` belongs to SuperOffice
        "#]],
    );
    found(
        &[
            ("webhook-id", "msg_1"),
            ("webhook-timestamp", "1700000000"),
            ("webhook-signature", "v1,BASE64 v1a,BASE64"),
            ("svix-id", "msg_1"),
            ("svix-timestamp", "1700000000"),
            ("svix-signature", "v1,BASE64"),
        ],
        "{}",
        expect![[r#"
            standard-webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature` belong to Standard Webhooks
            svix: `svix-id`, `svix-timestamp`, `svix-signature` belong to Svix
        "#]],
    );
    // Only the body distinguishes these two.
    found(
        &[("X-Hub-Signature-256", "sha256=HEX")],
        "{}",
        expect![[r#"
            github: `X-Hub-Signature-256` belongs to GitHub
            meta: `X-Hub-Signature-256` belongs to Meta
        "#]],
    );
    found(
        &[("X-Hub-Signature-256", "sha256=HEX")],
        r#"{"object":"page","entry":[]}"#,
        expect![[r#"
            meta: `X-Hub-Signature-256` belongs to Meta, and `/object` is present
        "#]],
    );
}

#[test]
fn what_only_looks_like_a_signature_is_reported() {
    found(
        &[("X-Hub-Signature-256", "HEX")],
        "{}",
        expect![[r#"
            github (not sound): `X-Hub-Signature-256` belongs to GitHub, but `X-Hub-Signature-256` does not have the form `sha256={signature}`
            meta (not sound): `X-Hub-Signature-256` belongs to Meta, but `X-Hub-Signature-256` does not have the form `sha256={signature}`
        "#]],
    );
    found(
        &[("X-Shopify-Hmac-Sha256", "HEX")],
        "{}",
        expect![[r#"
            shopify (not sound): `X-Shopify-Hmac-Sha256` belongs to Shopify, but `757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17` is not a valid SHA-256 signature in base64
        "#]],
    );
    found(
        &[("webhook-signature", "v1,BASE64")],
        "{}",
        expect![[r#"
            standard-webhooks (not sound): `webhook-signature` belongs to Standard Webhooks, but `webhook-id` is missing
            standard-webhooks-v1a (not sound): `webhook-signature` belongs to Standard Webhooks v1a, but `webhook-id` is missing
        "#]],
    );
    found(
        &[("X-Acme-Signature", "sha256=HEX")],
        "{}",
        expect![[r#"
        ? (not sound): `X-Acme-Signature` looks like a signature, but its scheme is not known, and its value has the length of SHA-256 in hex; describe it as a custom scheme
    "#]],
    );
    found(
        &[("X-Acme-Signature", "BASE64")],
        "{}",
        expect![[r#"
        ? (not sound): `X-Acme-Signature` looks like a signature, but its scheme is not known, and its value has the length of SHA-256 in base64; describe it as a custom scheme
    "#]],
    );
    found(
        &[("X-Signature-Version", "2")],
        "{}",
        expect![[r#"
        ? (not sound): `X-Signature-Version` looks like a signature, but its scheme is not known, but its value is not a digest in hex or base64
    "#]],
    );
    found(
        &[
            ("Authorization", "Bearer BASE64"),
            ("Content-Type", "text/plain"),
        ],
        "",
        expect![[""]],
    );
}

#[test]
fn basic_authentication_beside_a_signature_speaks_of_no_other_scheme() {
    let basic = ("Authorization", "Basic dXNlcjpwYXNzd29yZA==");
    let adyen = r#"{"notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"BASE64"}}}]}"#;
    found(
        &[basic],
        &adyen.replace("BASE64", BASE64),
        expect![[r#"
            adyen: `/notificationItems/0/NotificationRequestItem/additionalData/hmacSignature` belongs to Adyen
        "#]],
    );
    found(
        &[basic, ("Stripe-Signature", "t=1700000000,v1=HEX")],
        "{}",
        expect![[r#"
            stripe: `Stripe-Signature` belongs to Stripe
        "#]],
    );
    found(
        &[basic, ("X-Acme-Signature", "HEX")],
        "{}",
        expect![[r#"
            ? (not sound): `X-Acme-Signature` looks like a signature, but its scheme is not known, and its value has the length of SHA-256 in hex; describe it as a custom scheme
        "#]],
    );
    found(&[basic], "{}", expect![[""]]);
    // Postmark's deliveries identify themselves.
    found(
        &[basic],
        r#"{"RecordType":"Bounce","MessageStream":"outbound"}"#,
        expect![[r#"
            postmark: `Authorization` belongs to Postmark, and `/RecordType` is present
        "#]],
    );
}

#[test]
fn twilio_signs_the_address_alone_where_there_is_no_body() {
    found(
        &[("X-Twilio-Signature", "SHA1")],
        "",
        expect![[r#"
            twilio: `X-Twilio-Signature` belongs to Twilio, form
        "#]],
    );
    found(
        &[("X-Twilio-Signature", "SHA1")],
        "{}",
        expect![[r#"
            twilio-json: `X-Twilio-Signature` belongs to Twilio, JSON
        "#]],
    );
}

#[test]
fn a_scheme_of_ones_own_is_known_by_its_fields_and_comes_first() {
    let own = |id: &str, header: &str| {
        let mut scheme = preset("stripe");
        scheme.id = id.to_owned();
        scheme.title = "Acme".to_owned();
        for field in &mut scheme.headers {
            field.name = header.to_owned();
        }
        Rc::new(scheme)
    };
    let headers = |name: &str| vec![(name.to_owned(), format!("t=1700000000,v1={HEX}"))];
    let ids = |own: &[Rc<Scheme>], name: &str| -> Vec<Option<String>> {
        let found = recognise_among(own, &headers(name), b"{}");
        found.into_iter().map(|found| found.scheme).collect()
    };
    let id = |id: &str| Some(id.to_owned());
    assert_eq!(ids(&[], "Acme-Signature"), [None]);
    assert_eq!(
        ids(&[own("own-a", "Acme-Signature")], "acme-signature"),
        [id("own-a")]
    );
    let same = [own("own-a", "Stripe-Signature")];
    assert_eq!(ids(&same, "Stripe-Signature"), [id("own-a"), id("stripe")]);
}

#[test]
fn a_scheme_is_guessed_of_a_header_fields_value() {
    let guess = |value: &str| {
        let value = value.replace("HEX", HEX).replace("BASE64", BASE64);
        let scheme = guessed("X-Acme", &value.replace("SHA1", SHA1));
        let template = scheme.headers.first().map(|h| h.value.clone());
        let (algorithm, digest) = (scheme.algorithm.name(), scheme.digest.name());
        let unit = if scheme.unit == Unit::Milliseconds {
            " ms"
        } else {
            ""
        };
        format!(
            "{} = {algorithm} {digest} of {}{unit}\n",
            template.unwrap_or_default(),
            scheme.content
        )
    };
    let values = [
        "HEX",
        " sha256=HEX ",
        "BASE64",
        "v={a}=BASE64",
        "sha1=SHA1",
        "t=1700000000,v1=HEX",
        "ts=1700000000123;h1=HEX",
        "é17000000001;HEX",
        "v1,BASE64",
        "nonsense",
        "=",
        "",
    ];
    expect![[r#"
        {signature} = SHA-256 hex of {body}
        sha256={signature} = SHA-256 hex of {body}
        {signature} = SHA-256 base64 of {body}
        v={{a}={signature} = SHA-256 base64 of {body}
        sha1={signature} = SHA-1 base64 of {body}
        t={timestamp},v1={signature} = SHA-256 hex of {timestamp}.{body}
        ts={timestamp};h1={signature} = SHA-256 hex of {timestamp}.{body} ms
        {signature} = SHA-256 hex of {body}
        v1,{signature} = SHA-256 base64 of {body}
        {signature} = SHA-256 hex of {body}
        {signature} = SHA-256 hex of {body}
        {signature} = SHA-256 hex of {body}
    "#]]
    .assert_eq(&values.map(guess).concat());
}
