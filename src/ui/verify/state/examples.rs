//! Examples of received requests: a valid one, and three that fail for different reasons.

use signature::{Algorithm, DigestText, hmac};

const BODY: &str = r#"{"action":"opened","issue":{"number":7,"title":"Crash on start"}}"#;
const REFORMATTED: &str = r#"{
  "action": "opened",
  "issue": {
    "number": 7,
    "title": "Crash on start"
  }
}"#;
/// The secret that is given with each example.
pub const SECRET: &str = "example-secret";
/// Seconds by which the late example is late.
const LATE: i64 = 2 * 60 * 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    Valid,
    ChangedBody,
    WrongSecret,
    OldTime,
}

impl Example {
    pub const ALL: [Example; 4] = [
        Example::Valid,
        Example::ChangedBody,
        Example::WrongSecret,
        Example::OldTime,
    ];

    /// The id in the page, and the label.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Example::Valid => ("valid", "Valid"),
            Example::ChangedBody => ("changed-body", "Changed body"),
            Example::WrongSecret => ("wrong-secret", "Wrong secret"),
            Example::OldTime => ("old-time", "Old timestamp"),
        }
    }

    /// The raw request, at a time in Unix milliseconds.
    pub fn request(self, now_ms: i64) -> String {
        let mac = |secret: &str, text: &str| {
            let mac = hmac::mac(Algorithm::Sha256, secret.as_bytes(), text.as_bytes());
            hmac::text(&mac, DigestText::Hex)
        };
        let github = |secret, body: &str| {
            let signature = mac(secret, BODY);
            format!(
                "POST /hooks HTTP/1.1\nHost: hooks.example.com\nContent-Type: application/json\n\
                 X-GitHub-Event: issues\nX-Hub-Signature-256: sha256={signature}\n\n{body}"
            )
        };
        match self {
            Example::Valid => github(SECRET, BODY),
            Example::ChangedBody => github(SECRET, REFORMATTED),
            Example::WrongSecret => github("another-secret", BODY),
            Example::OldTime => {
                let body = r#"{"id":"evt_1","type":"invoice.paid"}"#;
                let time = now_ms.div_euclid(1000) - LATE;
                let signature = mac(SECRET, &format!("{time}.{body}"));
                format!(
                    "POST /hooks HTTP/1.1\nHost: hooks.example.com\nContent-Type: application/json\n\
                     Stripe-Signature: t={time},v1={signature}\n\n{body}"
                )
            }
        }
    }
}
