//! Secrets, digests and algorithms that differ.

use super::super::cause::*;
use super::*;
use data_encoding::BASE64;
use signature::DigestText;

const BODY: &[u8] = br#"{"foo":"bar"}"#;

fn sha256(key: &[u8], text: &[u8]) -> Vec<u8> {
    hmac::mac(Algorithm::Sha256, key, text)
}

/// Builds a delivery of [`BODY`] with these fields.
fn with(fields: &str) -> Received {
    let raw = format!("POST /hook HTTP/1.1\r\nHost: example.com\r\n{fields}\r\n\r\n");
    received::read(&[raw.as_bytes(), BODY].concat())
}

#[track_caller]
fn check(scheme: &str, secrets: &Secrets, fields: &str, causes: &[Cause]) {
    let found = run(Search::new(&preset(scheme), secrets, &with(fields)));
    let found = found.map(|explanation| explanation.causes);
    assert_eq!(found.as_deref(), Ok(causes), "{fields}");
}

#[track_caller]
fn check_secret(typed: &str, key: &[u8], changes: &[SecretText]) {
    let signature = hmac::text(&sha256(key, BODY), DigestText::Hex);
    let causes: Vec<Cause> = changes.iter().copied().map(Cause::Secret).collect();
    check(
        "github",
        &secrets(typed),
        &format!("X-Hub-Signature-256: sha256={signature}"),
        &causes,
    );
}

#[test]
fn other_readings_of_a_secret_are_explained() {
    use SecretText::*;
    check_secret("mysecret\n", b"mysecret", &[Trimmed]);
    check_secret(" mysecret", b"mysecret", &[Trimmed]);
    check_secret(r"mysecret\n", b"mysecret", &[Trimmed]);
    check_secret("mysecret", b"mysecret\n", &[LineEnd]);
    check_secret("mysecret", b"mysecret\r\n", &[LineEnd]);
    check_secret("\"mysecret\"", b"mysecret", &[Unquoted]);
    check_secret("'mysecret'", b"mysecret", &[Unquoted]);
    check_secret("00ff6d79", b"\x00\xffmy", &[Hex]);
    check_secret("AP/+bXk=", b"\x00\xff\xfemy", &[Base64]);
    check_secret("AP_-bXk", b"\x00\xff\xfemy", &[Base64Url]);
    check_secret("mysecret!", b"6d7973656372657421", &[InHex]);
    check_secret("mysecret!", b"bXlzZWNyZXQh", &[InBase64]);
    check_secret("whsec_my!secret", b"my!secret", &[PrefixCut]);
    check_secret("MySecret!", b"mysecret!", &[Lower]);
    check_secret("mySecret!", b"MYSECRET!", &[Upper]);
    check_secret("geheimé", b"geheim\xE9", &[Latin1]);
    check_secret("mysecret!", b"", &[Empty]);
    check_secret("whsec_AP/+bXk=", b"\x00\xff\xfemy", &[PrefixCut, Base64]);
    check_secret(" 00ff6d79\n", b"\x00\xffmy", &[Trimmed, Hex]);
}

#[test]
fn a_decoded_secret_may_have_been_text() {
    use SecretText::{PrefixKept, Text, Trimmed};
    let typed = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    let check = |typed: &str, key: &str, changes: &[SecretText]| {
        let text = [b"msg_1.1700000000.", BODY].concat();
        let signature = hmac::text(&sha256(key.as_bytes(), &text), DigestText::Base64);
        let fields = format!(
            "webhook-id: msg_1\r\nwebhook-timestamp: 1700000000\r\nwebhook-signature: v1,{signature}"
        );
        let causes: Vec<Cause> = changes.iter().copied().map(Cause::Secret).collect();
        check("standard-webhooks", &secrets(typed), &fields, &causes);
    };
    check(typed, typed, &[PrefixKept, Text]);
    check(typed, &typed[6..], &[Text]);
    // A stray space prevents decoding, and the search continues all the same.
    check(&format!("{typed}\n"), typed, &[Trimmed, PrefixKept, Text]);
}

#[test]
fn a_key_may_be_the_secret_alone() {
    let mut typed = secrets("application-secret");
    typed.set("secret:enckey", Secret::new("encryption"));
    let signature = hmac::text(&sha256(b"application-secret", BODY), DigestText::Hex);
    check(
        "keyauth",
        &typed,
        &format!("signature: {signature}"),
        &[Cause::Secret(SecretText::Alone)],
    );
}

#[test]
fn other_algorithms_are_explained() {
    for (algorithm, cause) in [
        (Algorithm::Sha1, Cause::Algorithm(Algorithm::Sha1)),
        (Algorithm::Sha384, Cause::Algorithm(Algorithm::Sha384)),
        (Algorithm::Sha512, Cause::Algorithm(Algorithm::Sha512)),
    ] {
        let signature = hmac::text(&hmac::mac(algorithm, b"mysecret", BODY), DigestText::Hex);
        check(
            "github",
            &secrets("mysecret"),
            &format!("X-Hub-Signature-256: sha256={signature}"),
            &[cause],
        );
    }
    for (text, cause) in [
        (&[b"mysecret", BODY].concat()[..], PlainHash::SecretFirst),
        (&[BODY, b"mysecret"].concat(), PlainHash::SecretLast),
        (BODY, PlainHash::NoSecret),
    ] {
        let signature = hmac::text(&hmac::hash(Algorithm::Sha256, text), DigestText::Hex);
        let fields = format!("X-Hub-Signature-256: sha256={signature}");
        check(
            "github",
            &secrets("mysecret"),
            &fields,
            &[Cause::PlainHash(cause)],
        );
    }
    let swapped = hmac::text(&sha256(BODY, b"mysecret"), DigestText::Hex);
    let fields = format!("X-Hub-Signature-256: sha256={swapped}");
    check(
        "github",
        &secrets("mysecret"),
        &fields,
        &[Cause::PlainHash(PlainHash::Swapped)],
    );
}

#[test]
fn other_ways_of_writing_a_digest_are_explained() {
    use Written::*;
    // This secret's digest in base64 contains `+` and `/`, so that no two encodings are equal by
    // chance.
    let digest = sha256(b"secret 31", BODY);
    let hex = hmac::text(&digest, DigestText::Hex);
    let base64 = hmac::text(&digest, DigestText::Base64);
    let url = hmac::text(&digest, DigestText::Base64Url);
    assert!(base64.contains('+') && base64.contains('/'), "{base64}");
    let typed = secrets("secret 31");
    let written = |scheme: &str, field: &str, text: &str, causes: &[Written]| {
        let causes: Vec<Cause> = causes.iter().copied().map(Cause::Written).collect();
        check(scheme, &typed, &format!("{field}{text}"), &causes);
    };
    let github = |text: &str, causes: &[Written]| {
        written("github", "X-Hub-Signature-256: sha256=", text, causes);
    };
    let shopify = |text: &str, causes: &[Written]| {
        written("shopify", "X-Shopify-Hmac-Sha256: ", text, causes);
    };
    github(&base64, &[As(DigestText::Base64)]);
    github(&url, &[As(DigestText::Base64Url)]);
    github(&hex.to_uppercase(), &[UpperHex]);
    github(&hex[..40], &[Cut { kept: 40, of: 64 }]);
    github(&hex[..63], &[Cut { kept: 63, of: 64 }]);
    github(&format!("{} {}", &hex[..30], &hex[30..]), &[Parted]);
    github(&BASE64.encode(hex.as_bytes()), &[HexInBase64]);
    shopify(&hex, &[As(DigestText::Hex)]);
    shopify(&url, &[As(DigestText::Base64Url)]);
    shopify(base64.trim_end_matches('='), &[NoPadding]);
    shopify(&base64.replace('+', " "), &[PlusLost]);
    shopify(&base64[..30], &[Cut { kept: 30, of: 43 }]);
    shopify(&base64.to_lowercase(), &[CaseLost]);
    shopify(&base64.to_uppercase(), &[CaseLost]);
    let swap = |c: char| match c.is_ascii_lowercase() {
        true => c.to_ascii_uppercase(),
        false => c.to_ascii_lowercase(),
    };
    shopify(&base64.chars().map(swap).collect::<String>(), &[CaseLost]);
    shopify(
        &[
            &swap(base64.chars().next().expect("a letter")).to_string(),
            &base64[1..],
        ]
        .concat(),
        &[CaseLost],
    );
    shopify(&base64[3..], &[CutBefore { kept: 40, of: 43 }]);
    shopify(&base64[3..40], &[CutBefore { kept: 37, of: 43 }]);
    shopify(
        &base64
            .replace('+', "%2B")
            .replace('/', "%2F")
            .replace('=', "%3D"),
        &[Percent],
    );
    github(&hex[1..], &[CutBefore { kept: 63, of: 64 }]);
    github(&hex[2..], &[CutBefore { kept: 62, of: 64 }]);
    github(&hex[8..32], &[CutBefore { kept: 24, of: 64 }]);
    // .NET: BitConverter.ToString, and openssl's `-c`.
    let bytes: Vec<&str> = (0..32).map(|at| &hex[2 * at..2 * at + 2]).collect();
    github(&bytes.join("-"), &[Marked]);
    github(&bytes.join("-").to_uppercase(), &[UpperHex, Marked]);
    github(&bytes.join(":"), &[Marked]);
    shopify(&format!("sha256={base64}"), &[Prefixed]);
    shopify(&format!("t=1,v1={base64}"), &[Prefixed]);
    shopify(
        &format!("sha256%3D{}", base64.replace('=', "%3D")),
        &[Prefixed, Percent],
    );
}

/// The kept characters are counted on the digest's own text, whatever is around or within it.
#[test]
fn a_cut_digest_is_counted_without_what_is_not_part_of_it() {
    use Written::*;
    let digest = sha256(b"secret 31", BODY);
    let hex = hmac::text(&digest, DigestText::Hex);
    let base64 = hmac::text(&digest, DigestText::Base64);
    let bytes: Vec<&str> = (0..24).map(|at| &hex[2 * at..2 * at + 2]).collect();
    let percent = |text: &str| text.replace('+', "%2B").replace('/', "%2F");
    let field = "X-Shopify-Hmac-Sha256: ";
    for (text, causes) in [
        (
            bytes.join("-"),
            &[Marked, As(DigestText::Hex), Cut { kept: 48, of: 64 }][..],
        ),
        (
            format!("sha256={}", &base64[..40]),
            &[Prefixed, Cut { kept: 40, of: 43 }],
        ),
        (percent(&base64[..40]), &[Percent, Cut { kept: 40, of: 43 }]),
        (
            BASE64.encode(&hex.as_bytes()[..40]),
            &[HexInBase64, Cut { kept: 40, of: 64 }],
        ),
    ] {
        let causes: Vec<Cause> = causes.iter().copied().map(Cause::Written).collect();
        check(
            "shopify",
            &secrets("secret 31"),
            &[field, &text].concat(),
            &causes,
        );
    }
}

/// A header field is read on paste, so its content must not take long or recurse deeply.
#[test]
fn marks_within_marks_are_read_in_one_pass() {
    for text in [
        format!("{}%{}", ":".repeat(25), "25".repeat(25)),
        ":".repeat(3000),
        "%25".repeat(3000),
    ] {
        let received = with(&format!("X-Hub-Signature-256: sha256={text}"));
        let said = super::super::check(&preset("github"), &secrets("s"), &received, &[], 0);
        assert!(said.malformed.is_some(), "{:?}", said.remarks);
    }
}

/// Java: `new BigInteger(1, digest).toString(16)`.
#[test]
fn a_number_has_no_zeros_before_it() {
    let secret = (0..1000).map(|n| format!("secret {n}"));
    let digest = |secret: &String| sha256(secret.as_bytes(), BODY);
    let zeros = |start: &[u8]| {
        let mut fitting = secret.clone().filter(|s| {
            digest(s).starts_with(start)
                || (start.is_empty() && digest(s)[0] < 16 && digest(s)[0] > 0)
        });
        fitting.next().expect("one in 256")
    };
    for secret in [zeros(&[0]), zeros(&[])] {
        let text = hmac::text(&digest(&secret), DigestText::Hex);
        let fields = format!(
            "X-Hub-Signature-256: sha256={}",
            text.trim_start_matches('0')
        );
        let causes = [Cause::Written(Written::ZerosLost)];
        check("github", &secrets(&secret), &fields, &causes);
        // Each byte separately, as JavaScript's toString(16) and Java's Integer.toHexString write
        // it.
        let each: String = digest(&secret)
            .iter()
            .map(|byte| format!("{byte:x}"))
            .collect();
        let fields = format!("X-Hub-Signature-256: sha256={each}");
        check("github", &secrets(&secret), &fields, &causes);
    }
}

/// A scheme with a hash of secret and text instead of an HMAC: HubSpot's older ones. Values from
/// Python's hashlib.
#[test]
fn a_plain_hash_is_searched_as_well() {
    let hash = |text: &[&[u8]]| {
        let digest = hmac::hash(Algorithm::Sha256, &text.concat());
        hmac::text(&digest, DigestText::Hex)
    };
    let spaced = br#"{"foo": "bar"}"#;
    let field =
        |text: String| format!("X-HubSpot-Signature-Version: v1\r\nX-HubSpot-Signature: {text}");
    let line = Cause::Secret(SecretText::LineEnd);
    let signed = field(hash(&[b"mysecret", spaced]));
    let typed = secrets("mysecret");
    check(
        "hubspot-v1",
        &typed,
        &signed,
        &[Cause::Spacing(Spacing::Spaced)],
    );
    check(
        "hubspot-v1",
        &typed,
        &field(hash(&[b"mysecret\n", BODY])),
        std::slice::from_ref(&line),
    );
    check(
        "hubspot-v1",
        &typed,
        &field(hash(&[b"mysecret\n", spaced])),
        &[Cause::Spacing(Spacing::Spaced), line],
    );
    check(
        "hubspot-v1",
        &typed,
        &field(hash(&[BODY, b"mysecret"])),
        &[Cause::PlainHash(PlainHash::SecretLast)],
    );
    let mac = hmac::text(&sha256(b"mysecret", BODY), DigestText::Hex);
    check(
        "hubspot-v1",
        &typed,
        &field(mac),
        &[Cause::PlainHash(PlainHash::Hmac)],
    );
    let signed = field(hash(&[b"another", BODY]));
    let checked = super::super::check(&preset("hubspot-v1"), &typed, &with(&signed), &[], 0);
    assert!(checked.searchable());
    assert!(run(Search::new(&preset("hubspot-v1"), &typed, &with(&signed))).is_err());
}

#[test]
fn a_signature_without_its_mark_or_in_another_field_is_explained() {
    let digest = sha256(b"mysecret", BODY);
    let hex = hmac::text(&digest, DigestText::Hex);
    let base64 = hmac::text(&digest, DigestText::Base64);
    let bare = |prefix: &str| Cause::Bare {
        prefix: prefix.to_owned(),
    };
    let field = |here: &str, wanted: &str| Cause::Field {
        here: here.to_owned(),
        wanted: wanted.to_owned(),
    };
    let typed = secrets("mysecret");
    check(
        "github",
        &typed,
        &format!("X-Hub-Signature-256: {hex}"),
        &[bare("sha256=")],
    );
    check(
        "github",
        &typed,
        &format!("X-Hub-Signature-256: {base64}"),
        &[
            Cause::Written(Written::As(DigestText::Base64)),
            bare("sha256="),
        ],
    );
    check(
        "github",
        &typed,
        &format!("X-Signature: sha256={hex}"),
        &[field("X-Signature", "X-Hub-Signature-256")],
    );
    check(
        "shopify",
        &typed,
        &format!("X-Hmac: {base64}"),
        &[field("X-Hmac", "X-Shopify-Hmac-Sha256")],
    );
    let slack = hmac::text(
        &sha256(b"mysecret", &[b"v0:1700000000:", BODY].concat()),
        DigestText::Hex,
    );
    let fields = format!("X-Slack-Request-Timestamp: 1700000000\r\nX-Slack-Signature: {slack}");
    check("slack", &typed, &fields, &[bare("v0=")]);
    // Another prefix is not a missing prefix.
    check(
        "github",
        &typed,
        &format!("X-Hub-Signature-256: v1={hex}"),
        &[Cause::Written(Written::Prefixed)],
    );
}

/// The signature is correct while another field is missing, and the cause names that field.
#[test]
fn a_field_that_is_missing_is_explained() {
    let typed = secrets("mysecret");
    let hex = hmac::text(
        &sha256(b"mysecret", &[b"v0:1700000000:", BODY].concat()),
        DigestText::Hex,
    );
    let missing = Cause::Missing {
        name: "timestamp",
        here: "X-Time".to_owned(),
        wanted: "X-Slack-Request-Timestamp".to_owned(),
    };
    let fields = format!("X-Time: 1700000000\r\nX-Slack-Signature: v0={hex}");
    check("slack", &typed, &fields, std::slice::from_ref(&missing));
    let fields = format!("X-Time: 1700000000\r\nX-Slack-Signature: {hex}");
    let prefix = "v0=".to_owned();
    check("slack", &typed, &fields, &[missing, Cause::Bare { prefix }]);
    // The time in the field is not part of the layout that was signed.
    let alone = hmac::text(&sha256(b"mysecret", BODY), DigestText::Hex);
    let fields = format!("X-Time: 1700000000\r\nX-Slack-Signature: v0={alone}");
    let layout = Cause::Layout {
        title: String::new(),
        content: "{body}".to_owned(),
    };
    check("slack", &typed, &fields, &[layout]);
    let text = [b"msg_1.1700000000.", BODY].concat();
    let base64 = hmac::text(&sha256(b"mysecret", &text), DigestText::Base64);
    let fields = format!(
        "svix-id: msg_1\r\nwebhook-timestamp: 1700000000\r\nwebhook-signature: v1,{base64}"
    );
    let missing = Cause::Missing {
        name: "id",
        here: "svix-id".to_owned(),
        wanted: "webhook-id".to_owned(),
    };
    let typed = secrets("whsec_bXlzZWNyZXQ=");
    check("standard-webhooks", &typed, &fields, &[missing]);
}

#[test]
fn a_secret_may_be_read_otherwise_and_the_body_changed() {
    let signature = hmac::text(
        &sha256(b"mysecret", b"{\"foo\": \"bar\"}"),
        DigestText::Base64,
    );
    check(
        "github",
        &secrets("mysecret\n"),
        &format!("X-Hub-Signature-256: sha256={signature}"),
        &[
            Cause::Spacing(Spacing::Spaced),
            Cause::Secret(SecretText::Trimmed),
            Cause::Written(Written::As(DigestText::Base64)),
        ],
    );
}
