//! The reach of the search: the number of candidates before and after equal ones are removed.

use super::super::cause::*;
use super::*;
use data_encoding::BASE64;
use expect_test::expect;

/// Builds a realistic delivery with this many items: behind a proxy, with dates, numbers and
/// characters of all kinds.
fn rich(items: usize, signature: &str) -> Received {
    let items: Vec<String> = (0..items)
        .map(|at| {
            format!(
                r#"{{"id": {at}, "name": "item é </b> {at}", "price": {at}.50, "url": "https://a.example/{at}"}}"#
            )
        })
        .collect();
    let body = format!(
        "{{\"object\": \"event\", \"created\": 1700000500, \"created_at\": \"2023-11-14T22:30:20Z\", \
         \"10\": 1.0, \"sent\": 1700000700123, \"note\": \"\\u00e9\", \"data\": [{}]}}\n",
        items.join(", ")
    );
    let raw = format!(
        "POST /hook/?a=b%20c HTTP/1.1\r\nHost: Example.com:8443\r\nDate: Tue, 14 Nov 2023 22:15:00 GMT\r\n\
         X-Forwarded-Host: hooks.example.com\r\nX-Forwarded-Proto: http\r\n\
         Content-Type: application/json\r\n{signature}\r\n\r\n{body}"
    );
    received::read(raw.as_bytes())
}

/// Returns the number of candidates in the lists, and of those tried.
fn counted(scheme: &str, received: &Received) -> (usize, usize) {
    let typed = secrets("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    let mut before = 0;
    let scheme = preset(scheme);
    let searched = Search::new(&scheme, &typed, received).run(&mut |progress| {
        before = before.max(progress.total);
        ControlFlow::Continue(())
    });
    let Searched::Nothing(ruled) = searched else {
        panic!("{searched:?}");
    };
    assert!(ruled.complete);
    (before, ruled.tried)
}

/// No candidate is counted twice: equal bodies, frames and keys are removed.
///
/// There are ten thousand where the scheme signs a time and the address; a scheme that signs only
/// the body has fewer different pairs. The notation of a signature (hex or base64, cut, in upper
/// case) costs no candidate, since each is compared with all notations at once.
#[test]
fn rich_requests_have_ten_thousand_candidates() {
    let hex = "5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd";
    let base64 = "K7MDENGbPxRfiCYEXAMPLEKEYwJalrXUtnFEMIaaaaa=";
    let rows = [
        (
            "hubspot-v3",
            format!(
                "X-HubSpot-Signature-v3: {base64}\r\nX-HubSpot-Request-Timestamp: 1700000000123"
            ),
        ),
        ("stripe", format!("Stripe-Signature: t=1700000000,v1={hex}")),
        ("github", format!("X-Hub-Signature-256: sha256={hex}")),
    ];
    let said = rows.map(|(scheme, signature)| {
        let (before, after) = counted(scheme, &rich(8, &signature));
        format!("{scheme}: {before} listed, {after} of them different\n")
    });
    expect![[r#"
        hubspot-v3: 30827 listed, 18971 of them different
        stripe: 27798 listed, 16590 of them different
        github: 25937 listed, 15134 of them different
    "#]]
    .assert_eq(&said.concat());
}

/// A longer body has as many, although fewer combinations are tried above 32 KB to save time. The
/// end-to-end tests search one of 100 KB in a browser.
#[test]
fn long_bodies_have_ten_thousand_candidates() {
    let signature = "X-HubSpot-Signature-v3: K7MDENGbPxRfiCYEXAMPLEKEYwJalrXUtnFEMIaaaaa=\r\n\
                     X-HubSpot-Request-Timestamp: 1700000000123";
    let received = rich(400, signature);
    assert!(received.body.len() > 32 << 10);
    let (_, different) = counted("hubspot-v3", &received);
    assert!((10_000..20_000).contains(&different), "{different}");
}

/// Returns the body of a Stripe delivery with this many items, as PHP writes it and indented.
fn items(count: usize) -> [String; 2] {
    let list = |item: &dyn Fn(usize) -> String| (0..count).map(item).collect::<Vec<_>>().join(",");
    let php = list(&|at| {
        format!(r#"{{"id":{at},"name":"item \u00e9 {at}","url":"https:\/\/a.example\/{at}"}}"#)
    });
    let indented = list(&|at| {
        format!(
            "\n    {{\n      \"id\": {at},\n      \"name\": \"item é {at}\",\n      \
             \"url\": \"https://a.example/{at}\"\n    }}"
        )
    });
    [
        format!(r#"{{"data":[{php}]}}"#),
        format!("{{\n  \"data\": [{indented}\n  ]\n}}"),
    ]
}

/// A pair of unlike changes comes before the many pairs within the body, and so before the work
/// runs out.
#[test]
fn a_long_body_that_was_written_again_is_explained_with_another_time() {
    let [signed, here] = items(3400);
    assert!(here.len() > 300 << 10);
    let text = ["1700000000000.", &signed].concat();
    let digest = hmac::mac(Algorithm::Sha256, SECRET.as_bytes(), text.as_bytes());
    let raw = format!(
        "POST /hook HTTP/1.1\r\nHost: example.com\r\nStripe-Signature: t=1700000000,v1={}\r\n\r\n{here}",
        hmac::text(&digest, signature::DigestText::Hex)
    );
    let received = received::read(raw.as_bytes());
    let found = run(Search::new(&preset("stripe"), &secrets(SECRET), &received));
    let causes = [
        Cause::Spacing(Spacing::Compact),
        Cause::Escapes(Escapes::Lower),
        Cause::Slashes { escaped: true },
        Cause::TimeUnit(signature::Unit::Milliseconds),
    ];
    assert_eq!(found.expect("a pair").causes, causes);
}

/// A change that cannot be made in pieces is made on the whole body up to 512 KB.
#[test]
fn the_fields_of_a_long_form_are_put_in_order() {
    let fields: Vec<String> = (0..9000)
        .map(|at| format!("field{at:04}=value+{at}"))
        .collect();
    let sorted = fields.join("&");
    assert!(sorted.len() > 180 << 10);
    let reversed = fields.iter().rev().cloned().collect::<Vec<_>>().join("&");
    let turned = [&fields[1..], &fields[..1]].concat().join("&");
    let pairs = fields
        .iter()
        .map(|field| field.replace('+', " ").replace('=', "\":\""));
    let json = format!("{{\"{}\"}}", pairs.collect::<Vec<_>>().join("\",\""));
    for (here, signed, form) in [
        (&turned, &sorted, Form::Sorted),
        (&turned, &reversed, Form::Descending),
        (&sorted, &json, Form::Json),
    ] {
        let media = "application/x-www-form-urlencoded";
        let there = github(here.as_bytes(), signed.as_bytes(), media);
        let found = run(Search::new(&preset("github"), &secrets(SECRET), &there));
        assert_eq!(found.expect("a form").causes, [Cause::Form(form)]);
    }
    let wide: Vec<u8> = sorted.bytes().flat_map(|byte| [byte, 0]).collect();
    let there = github(&wide, sorted.as_bytes(), "text/plain");
    let found = run(Search::new(&preset("github"), &secrets(SECRET), &there));
    let causes = [Cause::Charset(Charset::NotUtf16)];
    assert_eq!(found.expect("UTF-16").causes, causes);
}

/// A text within a string has ends too, and is written again like any other text.
#[test]
fn a_text_in_a_string_is_changed_as_any_other() {
    let quoted = Cause::Quoted { quoted: false };
    for (signed, cause) in [
        (
            &br#"{"a": 1}"#[..],
            Cause::LastLine {
                added: false,
                crlf: false,
            },
        ),
        (b"{\"a\":1}\n", Cause::Spacing(Spacing::Compact)),
    ] {
        let there = github(br#""{\"a\": 1}\n""#, signed, "application/json");
        let found = run(Search::new(&preset("github"), &secrets(SECRET), &there));
        let mut causes = found.expect("both").causes;
        causes.retain(|cause| *cause != quoted);
        assert_eq!(causes, [cause]);
    }
}

/// A large body is rendered only for the scheme itself: another scheme would be a long task, even
/// at the start of a stage.
#[test]
fn a_large_body_that_was_changed_is_not_rendered() {
    let value = "x".repeat(600 << 10);
    let found = |end: &str| {
        let text = format!("https://example.com/hooka{value}");
        let digest = hmac::mac(Algorithm::Sha1, SECRET.as_bytes(), text.as_bytes());
        let raw = format!(
            "POST /hook HTTP/1.1\r\nHost: example.com\r\nX-Twilio-Signature: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\na={value}{end}",
            BASE64.encode(&digest)
        );
        let received = received::read(raw.as_bytes());
        run(Search::new(&preset("twilio"), &secrets(SECRET), &received)).is_ok()
    };
    assert!(found("") && !found("\n"));
}
