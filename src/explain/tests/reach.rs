//! How far the search goes: how many candidates there are, before and after equal ones fall away.

use super::*;
use expect_test::expect;

/// A delivery as people have them: behind a proxy, with dates, numbers and characters of all sorts.
fn rich(signature: &str) -> Received {
    let items: Vec<String> = (0..8)
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
    crate::received::read(raw.as_bytes())
}

/// How many candidates the lists make, and how many of them were tried.
fn counted(scheme: &str, signature: &str) -> (usize, usize) {
    let typed = secrets("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    let mut search = Search::new(&preset(scheme), &typed, &rich(signature));
    let (mut before, mut begun) = (0, false);
    loop {
        match search.step(if begun { 1 << 20 } else { 1 }) {
            Step::More { done, total } => {
                before = before.max(total);
                begun = done > 0;
            }
            Step::Found(explanation) => panic!("{:?}", explanation.causes),
            Step::Nothing(ruled) => {
                assert!(ruled.complete);
                return (before, ruled.tried);
            }
        }
    }
}

/// No candidate is counted twice: a body, a frame and a key that are equal to another's fall away.
///
/// Ten thousand are there where the scheme signs a time and the address; one that signs the body
/// alone has fewer pairs that differ, and no more are made up for it. How a signature is written
/// (hex or base64, cut, in upper case) costs no candidate: each is held against all at once.
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
        let (before, after) = counted(scheme, &signature);
        format!("{scheme}: {before} listed, {after} of them different\n")
    });
    expect![[r#"
        hubspot-v3: 32084 listed, 18968 of them different
        stripe: 29058 listed, 16590 of them different
        github: 27197 listed, 15134 of them different
    "#]]
    .assert_eq(&said.concat());
}
