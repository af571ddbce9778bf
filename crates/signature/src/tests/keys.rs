//! The input of verification with a public key.

use data_encoding::BASE64;
use expect_test::expect;

use super::*;

/// RFC 8032, section 7.1, test 1.
const KEY: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

fn discord(key: &str, signature: &str) -> Result<public::Material, Verdict> {
    let headers = [
        ("x-signature-timestamp".to_owned(), "1700000000".to_owned()),
        ("X-Signature-Ed25519".to_owned(), signature.to_owned()),
    ];
    let request = Signable {
        headers: &headers,
        ..post(br#"{"type":1}"#)
    };
    public::material(&preset("discord"), &secrets(&[("secret", key)]), &request)
}

#[test]
fn an_ed25519_delivery_gives_key_message_and_signature() {
    let signature = "ab".repeat(64);
    let found = discord(KEY, &signature);
    let found = found.map(|m| (m.kind, m.key, m.message, m.signatures, m.time));
    let key = key::decode(KEY, KeyText::Hex).unwrap_or_default();
    let message = br#"1700000000{"type":1}"#.to_vec();
    let expected = (
        Kind::Ed25519,
        key.clone(),
        message,
        vec![vec![0xab; 64]],
        "1700000000".to_owned(),
    );
    assert_eq!(found, Ok(expected));
    // `openssl pkey -pubout` writes the same key so.
    let pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
    for same in [
        pem,
        &["302a300506032b6570032100", KEY].concat(),
        &[" ", KEY, "\n"].concat(),
    ] {
        assert_eq!(discord(same, &signature).map(|m| m.key), Ok(key.clone()));
    }
}

/// SendGrid's vector; Node cut the two numbers from the DER.
#[test]
fn an_ecdsa_signature_becomes_its_two_numbers() {
    let der = "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=";
    let numbers = "61d056d1a3f98dcb906f5f2dcc5fdea7c8d74432b200d698c3959b11b4bba654c818970d6cccfae39ee56d09b86fa5b9001b3c8a8787cf4cd794e5b8bb4466d3";
    let sendgrid = |signature: &str| {
        let headers = [
            (
                "X-Twilio-Email-Event-Webhook-Timestamp".to_owned(),
                "1600112502".to_owned(),
            ),
            (
                "X-Twilio-Email-Event-Webhook-Signature".to_owned(),
                signature.to_owned(),
            ),
        ];
        let request = Signable {
            headers: &headers,
            ..post(b"[]")
        };
        let found = public::material(
            &preset("sendgrid"),
            &secrets(&[("secret", "AAAA")]),
            &request,
        );
        found.map(|m| (m.kind, m.algorithm, m.signatures, m.message))
    };
    let bytes = key::decode(numbers, KeyText::Hex).unwrap_or_default();
    let message = b"1600112502[]".to_vec();
    assert_eq!(
        sendgrid(der),
        Ok((Kind::Ecdsa, Algorithm::Sha256, vec![bytes], message))
    );
    // A short number is padded; a long one, a wrong tag and a cut end are rejected.
    let short = BASE64.encode(&[0x30, 6, 2, 1, 5, 2, 1, 0]);
    let padded = [vec![0; 31], vec![5], vec![0; 32]].concat();
    assert_eq!(sendgrid(&short).map(|found| found.2), Ok(vec![padded]));
    for wrong in [
        &[0x30, 6, 2, 1, 5, 2, 1][..],
        &[0x31, 6, 2, 1, 5, 2, 1, 0],
        &[0x30, 0x81],
        &[],
        &[0x30, 3, 2, 1, 5],
    ] {
        assert!(sendgrid(&BASE64.encode(wrong)).is_err(), "{wrong:?}");
    }
    // Signatures that OpenSSL's `pkeyutl -verify` and Go's `ecdsa.VerifyASN1` reject are not
    // repaired.
    let why = |der: &[u8]| match sendgrid(&BASE64.encode(der)) {
        Err(Verdict::Unread { why, .. }) => format!("{why}\n"),
        other => format!("{other:?}\n"),
    };
    let long = [&[0x30, 38, 2, 33][..], &[1; 33], &[2, 1, 5]].concat();
    let all = [
        &[0x30, 5, 2, 0, 2, 1, 5][..],
        &[0x30, 6, 2, 1, 0x80, 2, 1, 5],
        &[0x30, 7, 2, 1, 5, 2, 2, 0, 5],
        &long,
        &[7; 64],
        &[0x30, 6, 2, 1, 5, 2, 1, 5, 0],
    ];
    expect![[r#"
        one of its two numbers has no bytes, and DER writes even zero with one
        one of its two numbers is negative, since its first bit is set; DER writes a zero byte before such a number, which is missing
        one of its two numbers begins with an unnecessary zero byte, which DER does not allow
        one of its two numbers is longer than the 32 bytes of P-256
        its 64 bytes look like the two numbers of ECDSA without DER; it should be DER, a SEQUENCE of two INTEGERs
        it should be DER, a SEQUENCE of two INTEGERs and nothing after it
    "#]].assert_eq(&all.map(why).concat());
    let signed = [0x30, 7, 2, 2, 0, 0x80, 2, 1, 0];
    let padded = [vec![0; 31], vec![0x80], vec![0; 32]].concat();
    assert_eq!(
        sendgrid(&BASE64.encode(&signed)).map(|found| found.2),
        Ok(vec![padded])
    );
}

#[test]
fn keys_and_signatures_of_another_form_are_reported() {
    let error_lines = |found: Result<public::Material, Verdict>| match found {
        Err(Verdict::Unusable(problems)) => problem_lines(&problems).collect::<String>(),
        other => format!("{other:?}"),
    };
    let signature = "ab".repeat(64);
    assert_eq!(
        error_lines(discord("00ff", &signature)),
        "blocks signature secret: cannot be signed: an Ed25519 public key has 32 bytes, and this one has 2; copy it whole\n"
    );
    assert!(
        error_lines(discord("xyz", &signature))
            .starts_with("blocks secret secret: is not hex: `x`")
    );
    assert_eq!(
        discord("", &signature).err(),
        Some(Verdict::SecretMissing {
            input: "secret".to_owned()
        })
    );
    for short in ["ab", "not hex", &signature[1..]] {
        assert!(
            matches!(discord(KEY, short), Err(Verdict::NotOfForm { .. })),
            "{short}"
        );
    }
}

#[test]
fn standard_webhooks_list_both_kinds_of_signature() {
    let signature = BASE64.encode(&[7; 64]);
    let headers = [
        ("webhook-id".to_owned(), "msg_1".to_owned()),
        ("webhook-timestamp".to_owned(), "1700000000".to_owned()),
        (
            "webhook-signature".to_owned(),
            ["v1,AAAA v1a,", &signature].concat(),
        ),
    ];
    let request = Signable {
        headers: &headers,
        ..post(b"{}")
    };
    let key = ["whpk_", &BASE64.encode(&[1; 32])].concat();
    let found = public::material(
        &preset("standard-webhooks-v1a"),
        &secrets(&[("secret", &key)]),
        &request,
    );
    let found = found.map(|m| (m.key, m.message, m.signatures));
    assert_eq!(
        found,
        Ok((
            vec![1; 32],
            b"msg_1.1700000000.{}".to_vec(),
            vec![vec![7; 64]]
        ))
    );
}

/// The check value of the CRC catalogue, and zlib's results for the others.
#[test]
fn the_checksum_is_that_of_zlib() {
    for (text, crc) in [
        ("123456789", 0xcbf4_3926),
        ("", 0),
        ("a", 0xe8b7_be43),
        ("\0\0\0\0", 0x2144_df1c),
    ] {
        assert_eq!(fields::crc32(text.as_bytes()), crc, "{text:?}");
    }
}

#[test]
fn what_is_pasted_in_place_of_a_key_is_reported() {
    let scheme = preset("aws-sns");
    let of = |text: &str| match public::key(&scheme, &secrets(&[("secret", text)])) {
        Err(Verdict::Unusable(problems)) => problem_lines(&problems).collect::<String>(),
        other => format!("{other:?}\n"),
    };
    let texts = [
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\nMAAB\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\nMII…",
        "-----BEGIN PUBLIC KEY-----\n?\n-----END PUBLIC KEY-----",
        "https://sns.us-east-1.amazonaws.com/x.pem",
    ];
    expect![[r#"
        blocks signature secret: cannot be signed: the PEM text is labelled `RSA PRIVATE KEY`; give the sender’s `CERTIFICATE` or `PUBLIC KEY`
        blocks signature secret: cannot be signed: the certificate cannot be read; copy it whole, from its `BEGIN` line to its `END` line
        blocks signature secret: cannot be signed: the certificate cannot be read; copy it whole, from its `BEGIN` line to its `END` line
        blocks signature secret: cannot be signed: the public key cannot be read; copy it whole, from its `BEGIN` line to its `END` line
        blocks secret secret: is not base64: `:` at character 6 is not in its alphabet; use A-Z, a-z, 0-9, `+` and `/`
    "#]].assert_eq(&texts.map(of).concat());
}
