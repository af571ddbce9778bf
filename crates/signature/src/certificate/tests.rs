//! Keys in certificates made by openssl, and hosts that belong to the vendor or only seem to.

use super::*;
use crate::KeyText;
use crate::key::decode;
use crate::presets;

/// A P-256 certificate, version 3.
const CURVE: &str = "MIIBbTCCAROgAwIBAgIUQZaCIHjf/7GjL+mFDZ1uSnQ+CWswCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBeDAeFw0yNjExMjIwNzU5MjFaFw0zNjExMTkwNzU5MjFaMAwxCjAIBgNVBAMMAXgwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARZjPwbWpgqmHyTw64brlcnBuA9jtRbWYPSYh4uPFJI/i0Dmblh8mDnJAF6QInIibdiNgnQ0PWK8OEDx18IFJjYo1MwUTAdBgNVHQ4EFgQUBEngHc95CoFnvX09azqQfRLSPK8wHwYDVR0jBBgwFoAUBEngHc95CoFnvX09azqQfRLSPK8wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAnt+f1N6BAGl3Awow9TeFAUDFPylPLq73akmKzLUqZMgIhAKZC+U4/jtljeFuM17nLCvs0uC4uNXjWKoWOUrlOR7lO";
const CURVE_KEY: &str = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWYz8G1qYKph8k8OuG65XJwbgPY7UW1mD0mIeLjxSSP4tA5m5YfJg5yQBekCJyIm3YjYJ0ND1ivDhA8dfCBSY2A==";
/// An Ed25519 certificate, version 1, which has no version field.
const FIRST: &str = "MIHSMIGFAhRRMlI8DRFrt3VMwkiTFGcOnGMf5zAFBgMrZXAwDDEKMAgGA1UEAwwBeDAeFw0yNjExMjIwNzU5MjJaFw0zNjExMTkwNzU5MjJaMAwxCjAIBgNVBAMMAXgwKjAFBgMrZXADIQBNqBF6dWdR/oWhxwD7c3C8mcjoZQysothSpGSZIFj/0jAFBgMrZXADQQBdldO3Iqp6U6G/H2Lyfsl3/9DJP3j+K751v+SdfFU5Y7zZriK3dJFscGFWReN4WO8cWQSYt1fm54WUSl8TCU4J";
const FIRST_KEY: &str = "MCowBQYDK2VwAyEATagRenVnUf6FoccA+3NwvJnI6GUMrKLYUqRkmSBY/9I=";

fn bytes(base64: &str) -> Vec<u8> {
    decode(base64, KeyText::Base64).unwrap_or_default()
}

#[test]
fn the_key_is_what_openssl_finds_in_the_certificate() {
    for (certificate, key) in [(CURVE, CURVE_KEY), (FIRST, FIRST_KEY)] {
        assert_eq!(public_key(&bytes(certificate)), Some(&*bytes(key)));
    }
    assert_eq!(
        public_key(&bytes(CURVE_KEY)),
        None,
        "a key alone is no certificate"
    );
}

#[test]
fn what_is_cut_or_spoiled_is_no_certificate_or_has_another_key() {
    let whole = bytes(CURVE);
    for length in 0..whole.len() {
        assert_eq!(public_key(&whole[..length]), None, "{length}");
    }
    // Whatever a changed byte leads to, the key is a part of the input.
    let (mut read, mut other) = (0, 0);
    for at in 0..whole.len() {
        for value in [0, 1, 0x02, 0x30, 0x7f, 0x80, 0x81, 0x82, 0x83, 0xa0, 0xff] {
            let mut spoiled = whole.clone();
            spoiled[at] = value;
            match public_key(&spoiled) {
                Some(key) => {
                    read += 1;
                    let within = spoiled.windows(key.len()).any(|part| part == key);
                    assert!(within && key.first() == Some(&SEQUENCE));
                }
                None => other += 1,
            }
        }
    }
    assert!(read > 100 && other > 100, "{read} {other}");
    let long: Vec<u8> = [0x30, 0x83, 0xff, 0xff, 0xff].into();
    for odd in [
        &long[..],
        &[0x30, 0x80],
        &[0x30, 0x81, 0x01, 0],
        &[0x30, 0x82, 0, 0x80],
        &[0x30, 0xff],
    ] {
        assert_eq!(element(odd), None, "{odd:?}");
    }
}

#[test]
fn only_the_vendors_own_https_hosts_are_the_vendors() {
    let checked = |id: &str, urls: &[&str]| {
        let scheme = presets::find(id).unwrap_or_default();
        let [place] = &scheme.certificate[..] else {
            panic!("{id} names no certificate");
        };
        let is = |url: &&str| host(url).is_some_and(|host| is_among(host, &place.value));
        let lines = urls
            .iter()
            .map(|url| format!("{} {url}\n", if is(url) { "yes" } else { "no " }));
        lines.collect::<String>()
    };
    expect_test::expect![[r#"
        yes https://sns.us-west-2.amazonaws.com/SimpleNotificationService-f3ec.pem
        yes HTTPS://SNS.EU-CENTRAL-1.AmazonAWS.com/x.pem
        yes https://sns.us-gov-west-1.amazonaws.com/x.pem
        yes https://sns.cn-north-1.amazonaws.com.cn/x.pem
        no  http://sns.us-west-2.amazonaws.com/x.pem
        no  https://sns.us-west-2.amazonaws.com.example/x.pem
        no  https://sns.us-west-2.amazonaws.com@example.com/x.pem
        no  https://example.com\@sns.us-west-2.amazonaws.com/x.pem
        no  https://example.com/sns.us-west-2.amazonaws.com/x.pem
        no  https://example.com?sns.us-west-2.amazonaws.com
        no  https://sns.us-west-2.amazonaws.com:8443/x.pem
        no  https://sns.us-west-2.amazonaws.com./x.pem
        no  https://sns.amazonaws.com/x.pem
        no  https://sns.s3.amazonaws.com/x.pem
        no  https://sns.s3-us-west-2.amazonaws.com/x.pem
        no  https://sns.a.us-west-2.amazonaws.com/x.pem
        no  https://s3.us-west-2.amazonaws.com/x.pem
        no  https://sns..amazonaws.com/x.pem
        no  https://sns.us-west-2.amazonaws.com /x.pem
        no  https:sns.us-west-2.amazonaws.com/x.pem
        no  https://
        no  
    "#]]
    .assert_eq(&checked(
        "aws-sns",
        &[
            "https://sns.us-west-2.amazonaws.com/SimpleNotificationService-f3ec.pem",
            "HTTPS://SNS.EU-CENTRAL-1.AmazonAWS.com/x.pem",
            "https://sns.us-gov-west-1.amazonaws.com/x.pem",
            "https://sns.cn-north-1.amazonaws.com.cn/x.pem",
            "http://sns.us-west-2.amazonaws.com/x.pem",
            "https://sns.us-west-2.amazonaws.com.example/x.pem",
            "https://sns.us-west-2.amazonaws.com@example.com/x.pem",
            "https://example.com\\@sns.us-west-2.amazonaws.com/x.pem",
            "https://example.com/sns.us-west-2.amazonaws.com/x.pem",
            "https://example.com?sns.us-west-2.amazonaws.com",
            "https://sns.us-west-2.amazonaws.com:8443/x.pem",
            "https://sns.us-west-2.amazonaws.com./x.pem",
            "https://sns.amazonaws.com/x.pem",
            "https://sns.s3.amazonaws.com/x.pem",
            "https://sns.s3-us-west-2.amazonaws.com/x.pem",
            "https://sns.a.us-west-2.amazonaws.com/x.pem",
            "https://s3.us-west-2.amazonaws.com/x.pem",
            "https://sns..amazonaws.com/x.pem",
            "https://sns.us-west-2.amazonaws.com /x.pem",
            "https:sns.us-west-2.amazonaws.com/x.pem",
            "https://",
            "",
        ],
    ));
    expect_test::expect![[r#"
        yes https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-df8cd2d5
        yes https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-a5cafa77
        no  https://paypal.com/x
        no  https://.paypal.com/x
        no  https://notpaypal.com/x
        no  https://api.paypal.com.example/x
        no  https://api.paypal.com%2eexample/x
    "#]]
    .assert_eq(&checked(
        "paypal",
        &[
            "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-df8cd2d5",
            "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-a5cafa77",
            "https://paypal.com/x",
            "https://.paypal.com/x",
            "https://notpaypal.com/x",
            "https://api.paypal.com.example/x",
            "https://api.paypal.com%2eexample/x",
        ],
    ));
}
