//! The sentences for every cause, for times and for oddities, and the fixes that belong to them.

use super::super::cause::*;
use super::*;
use expect_test::expect;
use received::{Received, read};
use signature::{DigestText, Unit, hmac, recognise};

/// Returns every cause with every word that it can have.
pub fn every() -> Vec<Cause> {
    use Spacing::*;
    let mut all: Vec<Cause> = [
        Compact, Spaced, Colons, Commas, Two, Four, Tab, Jackson, Ruby,
    ]
    .map(Cause::Spacing)
    .to_vec();
    all.extend(
        [
            Order::Sorted,
            Order::ByLength,
            Order::NumbersFirst,
            Order::Known,
            Order::Other,
        ]
        .map(Cause::Order),
    );
    let escapes = [
        Escapes::Lower,
        Escapes::Upper,
        Escapes::Html,
        Escapes::Net,
        Escapes::Gson,
        Escapes::Plain,
    ];
    all.extend(escapes.map(Cause::Escapes));
    all.extend([true, false].map(|escaped| Cause::Slashes { escaped }));
    use Numbers::{Cents, Fixed, Pointed, Python, Short};
    all.extend([Short, Python, Pointed, Cents, Fixed].map(Cause::Numbers));
    all.extend([Pointed, Cents, Fixed].map(|form| Cause::Named {
        name: "price".to_owned(),
        form,
    }));
    all.push(Cause::Number {
        place: "/data/amount".to_owned(),
        here: "1".to_owned(),
        signed: "1.0".to_owned(),
    });
    all.extend([true, false].map(|quoted| Cause::Quoted { quoted }));
    use Lost::{Base64, Braces, Empty, Hash, Null, Object, Undefined};
    all.extend([Empty, Object, Braces, Undefined, Null, Base64, Hash].map(Cause::Lost));
    for added in [true, false] {
        all.extend([true, false].map(|crlf| Cause::LastLine { added, crlf }));
    }
    all.extend([true, false].map(|crlf| Cause::LineEnds { crlf }));
    all.extend([true, false].map(|added| Cause::ByteOrderMark { added }));
    all.push(Cause::Trimmed);
    all.extend(super::super::bodies::PADDED.map(|(before, after)| Cause::Padded { before, after }));
    all.extend(super::super::bodies::CHARSETS.map(Cause::Charset));
    all.push(Cause::Decompressed);
    use Form::*;
    let forms = [
        Plus, Percent20, UpperHex, LowerHex, Sorted, Descending, Reversed, Other, Decoded, Url,
        Component, Rfc3986, Json,
    ];
    all.extend(forms.map(Cause::Form));
    secrets_and_frames(&mut all);
    all
}

fn secrets_and_frames(all: &mut Vec<Cause>) {
    use SecretText::*;
    let secrets = [
        Trimmed, LineEnd, Unquoted, Text, Hex, Base64, Base64Url, InHex, InBase64, PrefixCut,
        PrefixKept, Latin1, Lower, Upper, Alone, Empty,
    ];
    all.extend(secrets.map(Cause::Secret));
    all.extend([Unit::Milliseconds, Unit::Seconds].map(Cause::TimeUnit));
    all.push(Cause::OtherTime {
        place: "/data/created".to_owned(),
        value: "1700000000".to_owned(),
    });
    use Address::*;
    let addresses = [
        PortAdded,
        PortDropped,
        SlashAdded,
        SlashDropped,
        QueryDropped,
        Https,
        Http,
        Forwarded,
        Prefixed,
        Original,
        LowerHost,
        Decoded,
        Target,
    ];
    let url = "https://example.com/hook";
    all.extend(addresses.map(|change| Cause::Address {
        change,
        url: url.to_owned(),
    }));
    for title in ["Stripe", ""] {
        all.push(Cause::Layout {
            title: title.to_owned(),
            content: "{timestamp}.{body}".to_owned(),
        });
    }
    all.push(Cause::ColonsEscaped);
    all.extend(DigestText::ALL.map(|form| Cause::Written(Written::As(form))));
    use Written::{
        CaseLost, Cut, CutBefore, HexInBase64, Marked, NoPadding, Parted, Percent, PlusLost,
        UpperHex, ZerosLost,
    };
    let cut = Cut { kept: 40, of: 64 };
    let before = CutBefore { kept: 62, of: 64 };
    all.extend(
        [
            HexInBase64,
            UpperHex,
            CaseLost,
            cut,
            before,
            ZerosLost,
            Marked,
            Percent,
            PlusLost,
            Parted,
            NoPadding,
            Written::Prefixed,
        ]
        .map(Cause::Written),
    );
    all.push(Cause::Bare {
        prefix: "sha256=".to_owned(),
    });
    all.push(Cause::Field {
        here: "X-Signature".to_owned(),
        wanted: "X-Hub-Signature-256".to_owned(),
    });
    all.extend(["timestamp", "id"].map(|name| Cause::Missing {
        name,
        here: "X-Sent".to_owned(),
        wanted: "Webhook-Sent".to_owned(),
    }));
    all.push(Cause::Algorithm(Algorithm::Sha1));
    use PlainHash::{Hmac, NoSecret, SecretFirst, SecretLast, Swapped};
    all.extend([SecretFirst, SecretLast, NoSecret, Swapped, Hmac].map(Cause::PlainHash));
}

pub fn explanation(causes: Vec<Cause>) -> Explanation {
    Explanation {
        causes,
        signature: String::new(),
        tried: 1,
        here: None,
        escaped: Default::default(),
        recovered: None,
    }
}

#[test]
fn every_cause_has_its_sentence() {
    let sentences: Vec<String> = every()
        .into_iter()
        .map(|cause| explanation(vec![cause]).sentence())
        .collect();
    for sentence in &sentences {
        assert!(!sentence.ends_with('.'), "{sentence}");
        assert_eq!(
            sentences.iter().filter(|other| *other == sentence).count(),
            1,
            "{sentence}"
        );
    }
    expect![[r#"
        The signature matches the body written without spaces. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body written with a space after each comma and colon. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body written with a space after each colon. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body written with a space after each comma. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body indented by two spaces. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body indented by four spaces. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body indented by tabs. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body indented as Jackson does. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body indented as Ruby's pretty_generate does. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with its keys sorted. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with its keys sorted by length, as PostgreSQL's jsonb keeps them. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with the keys that are numbers first, as JavaScript keeps them. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with its keys in the order of a documented delivery. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with its keys in another order. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with characters beyond ASCII written as \u00e9, in lower case. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with characters beyond ASCII written as \u00E9, in upper case. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with <, > and & written as \u003c, \u003e and \u0026. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with quotes, +, ' and characters beyond ASCII written as \u0022, as .NET does. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with <, >, &, = and ' written as \u003c, as Java's Gson does. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with plain characters instead of \u escapes. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with each slash written as \/. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with plain slashes instead of \/. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with numbers in their shortest form (1.0 as 1, 1e5 as 100000). The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with fractions and exponents as Python writes floats (1e5 as 100000.0). The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with whole numbers written with .0 (1 as 1.0). The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with fractions written with two decimals (12.5 as 12.50). The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with all numbers written with two decimals (12 as 12.00). The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with the numbers of each `price` written with .0 (1 as 1.0). The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with the numbers of each `price` written with two decimals where they have a fraction. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with the numbers of each `price` written with two decimals (12 as 12.00). The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with the number at `/data/amount` written as 1.0 instead of 1. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body as a JSON string in quotes, encoded twice. A JSON text was put into JSON again. Sign and verify the raw body
        The signature matches the body without the JSON string around it. A JSON text was put into JSON again. Sign and verify the raw body
        The signature matches an empty body. The program that signed no longer had the raw bytes. Keep them before a parser reads the body
        The signature matches the text `[object Object]` instead of the body. The program that signed no longer had the raw bytes. Keep them before a parser reads the body
        The signature matches the text `{}` instead of the body. The program that signed no longer had the raw bytes. Keep them before a parser reads the body
        The signature matches the text `undefined` instead of the body. The program that signed no longer had the raw bytes. Keep them before a parser reads the body
        The signature matches the text `null` instead of the body. The program that signed no longer had the raw bytes. Keep them before a parser reads the body
        The signature matches the body in base64. The program that signed no longer had the raw bytes. Keep them before a parser reads the body
        The signature matches the body's SHA-256 in hex. The program that signed no longer had the raw bytes. Keep them before a parser reads the body
        The signature matches the body with a line end (CRLF) after it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with a newline (LF) after it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body without the line end (CRLF) at its end. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body without the newline (LF) at its end. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with CRLF line ends instead of LF. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with LF line ends instead of CRLF. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with a byte order mark before it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body without the byte order mark before it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body without the white space at its ends. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with a space after it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with a space before it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with a space before and after it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with two newlines (LF) after it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with a newline (LF) before it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with a newline (LF) before and after it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with two line ends (CRLF) after it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body with a tab after it. The body was handled as text on its way. Read, sign and verify it as bytes
        The signature matches the body encoded as UTF-8 once, where it is encoded twice here. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body encoded as UTF-8 once, where it was read as windows-1252 and encoded twice here. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in ASCII, with ? for each other character. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in ASCII, with ? for each other unit of UTF-16, as .NET writes it. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in ASCII, with ? for each other byte. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in ASCII, without the other characters. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in Latin-1, one byte for each character. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in windows-1252, one byte for each character. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in UTF-8, where it is Latin-1 here. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in UTF-8, where it is windows-1252 here. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body encoded as UTF-8 twice. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body encoded as UTF-8 twice, read as windows-1252 between. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body with U+FFFD for the bytes that are not UTF-8. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in UTF-16LE, as .NET's Encoding.Unicode writes it. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in UTF-16BE. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in UTF-16 with its byte order mark. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body in UTF-8, where it is UTF-16 here. The body was decoded with the wrong charset on its way. Verify bytes, not text
        The signature matches the body after decompression. The body was compressed after signing. Decompress the received bytes, then verify
        The signature matches the body with + for spaces instead of %20. The form was decoded and encoded again. Verify the raw body
        The signature matches the body with %20 for spaces instead of +. The form was decoded and encoded again. Verify the raw body
        The signature matches the body with upper-case hex in its percent-encoding. The form was decoded and encoded again. Verify the raw body
        The signature matches the body with lower-case hex in its percent-encoding. The form was decoded and encoded again. Verify the raw body
        The signature matches the body with its form fields sorted. The form was decoded and encoded again. Verify the raw body
        The signature matches the body with its form fields sorted from Z to A. The form was decoded and encoded again. Verify the raw body
        The signature matches the body with its form fields in reverse order. The form was decoded and encoded again. Verify the raw body
        The signature matches the body with its form fields in another order. The form was decoded and encoded again. Verify the raw body
        The signature matches the body without percent-encoding. The form was decoded and encoded again. Verify the raw body
        The signature matches the body encoded again as URLSearchParams does. The form was decoded and encoded again. Verify the raw body
        The signature matches the body encoded again as encodeURIComponent does. The form was decoded and encoded again. Verify the raw body
        The signature matches the body encoded again as RFC 3986 requires. The form was decoded and encoded again. Verify the raw body
        The signature matches the body as a JSON object of its form fields. The form was decoded and encoded again. Verify the raw body
        The signature matches these bytes, with the secret without the white space at its ends. One side has extra characters around the secret. Remove them
        The signature matches these bytes, with the secret with a line end after it. One side has extra characters around the secret. Remove them
        The signature matches these bytes, with the secret without the quotes around it. One side has extra characters around the secret. Remove them
        The signature matches these bytes, with the secret as text, not decoded. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret decoded from hex. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret decoded from base64. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret decoded from base64url. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret written in hex, with that text as the key. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret written in base64, with that text as the key. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret without its prefix. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret with its prefix. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret in Latin-1, one byte for each character. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret in lower case. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret in upper case. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret alone, without the other parts of the key. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the secret empty. The two sides read different bytes from the secret's text. Agree on one reading
        The signature matches these bytes, with the time in milliseconds. The two sides sign different times. Take the time from the header field
        The signature matches these bytes, with the time in seconds. The two sides sign different times. Take the time from the header field
        The signature matches these bytes, with another time from the request: 1700000000 at `/data/created`. The two sides sign different times. Take the time from the header field
        The signature matches these bytes, with the address https://example.com/hook (with the port written). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (without the port). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (with a slash at its end). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (without the slash at its end). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (without the query). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (https instead of http). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (http instead of https). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (as the proxy was called). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (with the path that the proxy removed). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (with the path and query that the proxy was called with). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (with the host in lower case). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (without percent-encoding). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, with the address https://example.com/hook (path and query alone). A proxy or a setting changed the address. Verify with the address that the sender calls
        The signature matches these bytes, laid out as Stripe does, `{timestamp}.{body}`. The two sides do not sign the same string. Choose the scheme that the sender uses
        The signature matches these bytes, laid out as `{timestamp}.{body}`. The two sides do not sign the same string. Choose the scheme that the sender uses
        The signature matches these bytes, with a `\` before each colon and backslash within a member. This is the older rule of payment forms, but members of a notification are joined without escapes. Update the sender
        The signature matches these bytes, written in hex. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written in base64. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written in base64url. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written as base64 of the hex text. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written in upper-case hex. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written in base64 with the case of its letters changed. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, cut to 40 of 64 characters. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, cut to 62 of 64 characters, with the first ones missing. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written in hex without the zeros at the beginning. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written in hex with marks between the bytes. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written percent-encoded. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written with spaces instead of +. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written with white space inside. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written without the = at its end. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written with something before it. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, written without its prefix `sha256=`. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, sent in the field `X-Signature` instead of `X-Hub-Signature-256`. The digest is correct, but not in the form that the scheme requires. Compare digests as bytes, or in one encoding
        The signature matches these bytes, with the time from `X-Sent`, since `Webhook-Sent` is missing. A header field of the scheme is missing. Check whether it was lost when the request was copied, or removed by a proxy
        The signature matches these bytes, with the id from `X-Sent`, since `Webhook-Sent` is missing. A header field of the scheme is missing. Check whether it was lost when the request was copied, or removed by a proxy
        The signature matches these bytes, with SHA-1. The two sides use different functions. Set the one that the sender uses
        The signature matches these bytes, as a hash of secret and text one after the other, not an HMAC. The two sides use different functions. Set the one that the sender uses
        The signature matches these bytes, as a hash of text and secret one after the other, not an HMAC. The two sides use different functions. Set the one that the sender uses
        The signature matches these bytes, as a hash of the text alone, without a secret. The two sides use different functions. Set the one that the sender uses
        The signature matches these bytes, with the text as the key and the secret as the text. The two sides use different functions. Set the one that the sender uses
        The signature matches these bytes, as an HMAC, not a hash of secret and text one after the other. The two sides use different functions. Set the one that the sender uses"#]].assert_eq(&sentences.join("\n"));
}

#[test]
fn two_causes_make_one_sentence() {
    let two = |one: Cause, other: Cause| explanation(vec![one, other]).sentence();
    let sorted = Cause::Order(Order::Sorted);
    let line = Cause::LastLine {
        added: true,
        crlf: false,
    };
    let said = [
        two(Cause::Spacing(Spacing::Spaced), sorted.clone()),
        two(sorted, Cause::Secret(SecretText::Trimmed)),
        two(Cause::Lost(Lost::Empty), line),
        two(Cause::Spacing(Spacing::Compact), Cause::Lost(Lost::Base64)),
        two(
            Cause::TimeUnit(Unit::Seconds),
            Cause::Written(Written::UpperHex),
        ),
        explanation(Vec::new()).sentence(),
    ];
    expect![[r#"
        The signature matches the body written with a space after each comma and colon and with its keys sorted. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches the body with its keys sorted, and with the secret without the white space at its ends. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches an empty body, with a newline (LF) after it. The program that signed no longer had the raw bytes. Keep them before a parser reads the body
        The signature matches the body in base64, made from the body written without spaces. The JSON was parsed and written again between signing and verification. Verify the raw bytes, before any parser reads them
        The signature matches these bytes, with the time in seconds, and written in upper-case hex. The two sides sign different times. Take the time from the header field
        The signature matches this request"#]].assert_eq(&said.join("\n"));
}

#[test]
fn a_search_that_ended_early_claims_no_more_than_it_did() {
    let ruled = |singles: bool, complete: bool, large: bool| Ruled {
        guessed: if complete { 720 } else { 0 },
        tried: 12_345,
        single: [41, 22, 11],
        singles,
        complete,
        comparable: true,
        large,
        sorted: false,
    };
    let said = [
        ruled(true, true, false),
        ruled(true, false, false),
        ruled(false, false, false),
        ruled(true, true, true),
        Ruled {
            sorted: true,
            ..ruled(true, true, false)
        },
    ];
    expect![[r#"
        None of 12,345 candidates has this signature|41 other forms of the body; 22 other times, addresses and layouts of the signed content; 11 other readings of the key and other algorithms; Common pairs of these; 720 guessed orders of members or fields, each alone||
        None of 12,345 candidates has this signature|41 other forms of the body; 22 other times, addresses and layouts of the signed content; 11 other readings of the key and other algorithms|The search ended before all common pairs of these were tried, because the body is large.|
        None of 12,345 candidates has this signature||The search ended before every single change was tried, because the body is large. Try a smaller delivery from the same sender.|
        None of 12,345 candidates has this signature|41 other forms of the body; 22 other times, addresses and layouts of the signed content; 11 other readings of the key and other algorithms; Common pairs of these; 720 guessed orders of members or fields, each alone|Not tried, because the body is larger than 512 KB: the body parsed and written again, single numbers, form fields in another order or as JSON, and UTF-16 read as text. For these, take a smaller delivery from the same sender.|
        None of 12,345 candidates has this signature|41 other forms of the body; 22 other times, addresses and layouts of the signed content; 11 other readings of the key and other algorithms; Common pairs of these; 720 guessed orders of members or fields, each alone|The members are in alphabetical order here. If the receiver or a proxy sorted them, the order that was signed cannot be restored. Verify the raw bytes.|"#]].assert_eq(&said.map(|ruled| worded(&ruled)).join("\n"));
}

fn delivery(fields: &str, body: &str) -> Received {
    read(format!("POST /a HTTP/1.1\r\nHost: a.example\r\n{fields}\r\n\r\n{body}").as_bytes())
}

#[test]
fn the_clock_rule_is_worded() {
    const NOW: i64 = 1_700_000_000_000;
    let said = |scheme: &str, time: &str| {
        let hour = format!("webhook-id: 1\r\nwebhook-timestamp: {time}\r\nwebhook-signature: v1,0");
        let stripe = format!("Stripe-Signature: t={time},v1=0");
        let fields = if scheme == "stripe" { stripe } else { hour };
        let typed = secrets("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
        let checked = check(&preset(scheme), &typed, &delivery(&fields, "{}"), &[], NOW);
        checked.clock_sentence.unwrap_or_default()
    };
    let sentences = [
        said("stripe", "1700000000"),
        said("stripe", "1699999999"),
        said("stripe", "1699999800"),
        said("stripe", "1699990000"),
        said("stripe", "1690000000"),
        said("stripe", "1700009000"),
        said("standard-webhooks", "1700009000"),
        said("stripe", "1700000000000"),
        said("stripe", "soon"),
        said("stripe", "99999999999999999999"),
        said("stripe", "9223372036854775807"),
    ];
    expect![[r#"
        It was signed 0 seconds ago, within the 5 minutes that the scheme allows
        It was signed 1 second ago, within the 5 minutes that the scheme allows
        It was signed 3 minutes ago, within the 5 minutes that the scheme allows
        It was signed 2 hours ago, but the scheme allows 5 minutes. A receiver refuses it as stale, whatever the signature
        It was signed 115 days ago, but the scheme allows 5 minutes. A receiver refuses it as stale, whatever the signature
        Its time is 2 hours in the future, which the scheme's receivers accept
        Its time is 2 hours in the future, but the scheme allows 5 minutes. A receiver refuses it. Compare the two clocks
        The time `1700000000000` is in milliseconds, but the scheme counts in seconds
        The time `soon` is not a whole number, so its age is unknown
        The time `99999999999999999999` is not a whole number, so its age is unknown
        Its time is 106751991147624 days in the future, which the scheme's receivers accept"#]].assert_eq(&sentences.join("\n"));
    assert_eq!(
        check(
            &preset("github"),
            &secrets("x"),
            &delivery("", ""),
            &[],
            NOW
        )
        .clock_sentence,
        None
    );
}

#[test]
fn a_field_with_two_values_is_remarked() {
    let said = |scheme: &str, fields: &str| {
        let received = delivery(fields, "{}");
        check(&preset(scheme), &secrets("x"), &received, &[], 0).remarks
    };
    let of = |name: &str, tail: &str| {
        [
            "The request has `",
            name,
            "` more than once, with different values. ",
            tail,
        ]
        .concat()
    };
    let reads = "is correct. A receiver that reads another one refuses the request";
    let fields = "X-Gitlab-Token: x\r\nx-gitlab-token: y";
    let first = ["The first one ", reads].concat();
    assert_eq!(said("gitlab", fields), [of("X-Gitlab-Token", &first)]);
    let fields = "X-Gitlab-Token: z\r\nx-gitlab-token: y";
    let tried = "Each of them is tried here. Another receiver may read only the first or the last";
    assert_eq!(said("gitlab", fields), [of("X-Gitlab-Token", tried)]);
    let digest = |text: &[u8]| {
        let digest = hmac::keyed(&preset("github"), b"x", text, &mut |_| ());
        hmac::text(&digest, DigestText::Hex)
    };
    let (digest, timed) = (digest(b"{}"), digest(b"2.{}"));
    let second = ["The second one ", reads].concat();
    let name = "X-Hub-Signature-256";
    let fields = format!(
        "{name}: sha256={}\r\n{name}: sha256={digest}",
        "0".repeat(64)
    );
    assert_eq!(said("github", &fields), [of(name, &second)]);
    // A text that is not a signature is skipped.
    let fields = format!("{name}: none\r\n{name}: sha256={digest}");
    assert_eq!(said("github", &fields), [of(name, &second)]);
    // Each signature with what it signs, where both are in one field.
    let name = "Stripe-Signature";
    for others in ["t=1,v1=00", "t=3,v1=00", "none"] {
        let fields = format!("{name}: {others}\r\n{name}: t=2,v1={timed}");
        assert_eq!(said("stripe", &fields), [of(name, &second)]);
        let fields = format!("{name}: t=2,v1={timed}\r\n{name}: {others}");
        assert_eq!(
            said("stripe", &fields),
            [of(name, &["The first one ", reads].concat())]
        );
    }
    let time =
        "X-Slack-Signature: v0=0\r\nX-Slack-Request-Timestamp: 1\r\nX-Slack-Request-Timestamp: 2";
    let first = "The first is checked here. Another receiver may take the last";
    assert!(said("slack", time).contains(&of("X-Slack-Request-Timestamp", first)));
    let same = "X-Gitlab-Token: x\r\nX-Gitlab-Token: x";
    assert!(said("gitlab", same).is_empty());
}

#[test]
fn what_is_odd_is_remarked() {
    let said = |scheme: &str, fields: &str, body: &str| {
        let received = delivery(fields, body);
        let found = recognise(&received.headers, &received.body);
        check(&preset(scheme), &secrets("x"), &received, &found, 0)
            .remarks
            .join("\n")
    };
    let digest = "ab".repeat(32);
    let github = format!("X-Hub-Signature-256: sha256={digest}");
    let remarks = [
        said("github", &github, ""),
        said("github", "X-Hub-Signature-256: sha256=soon", "{}"),
        said(
            "stripe",
            &format!("Stripe-Signature: t=1,v1={digest},v1={digest}"),
            "{}",
        ),
        said(
            "github",
            &format!("{github}\r\nStripe-Signature: t=1,v1={digest}"),
            "{}",
        ),
    ];
    expect![[r#"
        The body is empty. That can be signed, but check whether it was lost when the request was copied

        The request has 2 signatures, as during a change of secrets. One that matches is enough
        The request has the signatures of two schemes, `X-Hub-Signature-256` and `Stripe-Signature`. Verify each separately"#]].assert_eq(&remarks.join("\n"));
}

#[test]
fn a_member_in_other_case_than_the_signed_one_is_remarked() {
    let said = |body: &str| {
        let received = delivery("", body);
        check(&preset("mailgun"), &secrets("x"), &received, &[], 0)
            .remarks
            .join("\n")
    };
    let signed = r#""signature":{"timestamp":"1","token":"t","signature":"ab"}"#;
    assert!(!said(&format!("{{{signed}}}")).contains("case"));
    expect!["The body has `Signature`, which differs only in case from the scheme's `signature`. No signature covers it, and a parser that ignores case, as in Go and ASP.NET, may read it instead. Refuse such a delivery, as the receiver code does"].assert_eq(&said(&format!(r#"{{{signed},"Signature":{{}}}}"#)));
}

#[test]
fn where_the_certificate_is_and_whose_is_said() {
    let said = |scheme: &str, fields: &str, body: &str| {
        let delivery = delivery(fields, body);
        check(&preset(scheme), &secrets(""), &delivery, &[], 0)
            .remarks
            .join("\n")
    };
    let sns = |url: &str| {
        format!(r#"{{"SignatureVersion":"2","Signature":"AAAA","SigningCertURL":"{url}"}}"#)
    };
    let remarks = [
        said(
            "paypal",
            "PAYPAL-CERT-URL: https://api.paypal.com/v1/notifications/certs/CERT-1",
            "{}",
        ),
        said(
            "paypal",
            "PAYPAL-CERT-URL: http://api.paypal.com/v1/notifications/certs/CERT-1",
            "{}",
        ),
        said(
            "aws-sns",
            "",
            &sns("https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem"),
        ),
        said(
            "aws-sns",
            "",
            &sns("https://sns.us-east-1.amazonaws.com.example/SimpleNotificationService-1.pem"),
        ),
        said("aws-sns", "", "{}"),
    ];
    expect![[r#"
        `PAYPAL-CERT-URL` gives the address of the certificate, `https://api.paypal.com/v1/notifications/certs/CERT-1`. That is an https address of PayPal (`*.paypal.com`). Fetch it there yourself, since this page fetches nothing, and enter it as the key
        `PAYPAL-CERT-URL` gives the address of the certificate, `http://api.paypal.com/v1/notifications/certs/CERT-1`. That is not an https address of PayPal (`*.paypal.com`). Do not fetch it: whoever wrote the message may have named their own certificate
        `SigningCertURL` gives the address of the certificate, `https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem`. That is an https address of Amazon SNS (`sns.<region>.amazonaws.com`, `sns.<region>.amazonaws.com.cn`). Fetch it there yourself, since this page fetches nothing, and enter it as the key
        `SigningCertURL` gives the address of the certificate, `https://sns.us-east-1.amazonaws.com.example/SimpleNotificationService-1.pem`. That is not an https address of Amazon SNS (`sns.<region>.amazonaws.com`, `sns.<region>.amazonaws.com.cn`). Do not fetch it: whoever wrote the message may have named their own certificate
    "#]].assert_eq(&remarks.join("\n"));
}

#[test]
fn escapes_are_named_after_the_characters_that_they_stand_for() {
    let said = |here: &str, signed: &str| {
        let there = github(here.as_bytes(), signed.as_bytes(), "application/json");
        explained(&preset("github"), &secrets(SECRET), &there)
    };
    let control = said(r#"{"a":"\u001b[31m\n"}"#, r#"{"a":"\u001B[31m\n"}"#);
    assert!(
        control.contains("with control characters written as"),
        "{control}"
    );
    let beyond = said("{\"a\":\"é\"}", r#"{"a":"\u00E9"}"#);
    assert!(
        beyond.contains("with characters beyond ASCII written as"),
        "{beyond}"
    );
}

/// A notification from a bug report, signed by the older rule of payment forms.
#[test]
fn members_joined_with_their_colons_escaped_are_found() {
    let case = include_str!("../../../../tests/e2e/fixtures/cases/A12.json");
    let case: serde_json::Value = serde_json::from_str(case).expect("JSON");
    let text = |name: &str| case[name].as_str().unwrap_or_default();
    let there = read(text("raw_http").as_bytes());
    let search = run(Search::new(
        &preset("adyen"),
        &secrets(text("secret")),
        &there,
    ));
    let found = search.expect("a cause");
    assert_eq!(found.causes, [Cause::ColonsEscaped]);
    expect![[r#"The signature matches these bytes, with a `\` before each colon and backslash within a member. This is the older rule of payment forms, but members of a notification are joined without escapes. Update the sender"#]].assert_eq(&found.sentence());
}

/// The order of members does not matter to a scheme that signs single ones.
#[test]
fn members_in_alphabetical_order_are_explained_where_all_of_the_body_is_signed() {
    let body = r#"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"oV/rheChyGzLu5mbdulD57HKQYym9vrVoC/uNtkE8O0="}}}]}"#;
    let key = "00112233445566778899aabbccddeeff";
    let said = explained(&preset("adyen"), &secrets(key), &delivery("", body));
    assert!(
        said.starts_with("None of") && !said.contains("alphabetical"),
        "{said}"
    );
    let there = github(body.as_bytes(), b"another", "application/json");
    let said = explained(&preset("github"), &secrets(SECRET), &there);
    assert!(said.contains("alphabetical"), "{said}");
}
