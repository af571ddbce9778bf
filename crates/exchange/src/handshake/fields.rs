//! The rules for a reply's status and header fields.

use super::check::{Judged, Seen, advised, broken, met, unknown};
use super::say::{accepted, media_types, shown, statuses};
use super::{DueField, Rule, Trial};
use crate::reply::{Reply, Source};

/// A header field of a reply, as far as it is known.
pub enum Known {
    Value(String),
    Absent,
    /// CORS hides it from the page.
    Hidden,
    /// Only a body was pasted.
    NotPasted,
}

/// The fields of another origin's reply that a page may always read (the Fetch Standard's
/// CORS-safelisted response-header names).
const SAFE: [&str; 7] = [
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];

impl Seen<'_> {
    pub(super) fn field(&self, name: &str) -> Known {
        let headers = self.reply.headers.iter();
        let named = headers.filter(|h| h.0.eq_ignore_ascii_case(name));
        let found: Vec<&str> = named.map(|h| &*h.1).collect();
        if !found.is_empty() {
            return Known::Value(found.join(", "));
        }
        if self.reply.source == Source::Pasted && self.reply.status == 0 {
            return Known::NotPasted;
        }
        let safe = SAFE.iter().any(|safe| name.eq_ignore_ascii_case(safe));
        match self.hides && !safe && !self.exposes(name) {
            true => Known::Hidden,
            false => Known::Absent,
        }
    }

    /// Returns whether the reply is known to let the page see a field.
    fn exposes(&self, name: &str) -> bool {
        let exposed = self.reply.header("access-control-expose-headers");
        let mut names = exposed.unwrap_or_default().split(',').map(str::trim);
        names.any(|exposed| exposed == "*" || exposed.eq_ignore_ascii_case(name))
    }
}

const PASTE: &str = "Paste the whole reply, from its first line on: `curl --include` prints it";

impl Trial<'_> {
    pub(super) fn status(&self, rule: &Rule, all: &[u16], seen: &Seen<'_>) -> Judged {
        let due = statuses(all);
        match seen.reply.status {
            0 => unknown(format!("The status is not known, and {due} is due"), PASTE),
            status if all.contains(&status) => self.met(rule, seen),
            status => {
                let text = format!(
                    "The status is {}, and {due} is due",
                    with_reason(seen.reply)
                );
                let advice = self.after_status(status);
                // Advice is about which success; a refusal is no success at all.
                match rule.should && matches!(status, 200..=299) {
                    true => advised(text, advice),
                    false => broken(text, advice),
                }
            }
        }
    }

    /// The advice on a status that is not due.
    fn after_status(&self, status: u16) -> String {
        let (method, sender) = (&self.handshake.request.method, &self.handshake.sender);
        let mut inputs = self.handshake.inputs.iter();
        let keyed = inputs.find(|i| i.needed || i.name == "secret");
        let words = match (status, keyed) {
            (300..=399, _) => {
                return format!(
                    "Register the address that it leads to: it is not documented that {sender} follows redirects"
                );
            }
            (401 | 403, Some(input)) => {
                return format!(
                    "The receiver refused the request: compare its {} with the one given here, letter by letter",
                    input.label.to_lowercase()
                );
            }
            (401 | 403, None) => {
                return format!(
                    "The receiver asks for credentials, and {sender} has none: let this request through"
                );
            }
            (404, _) => {
                return format!(
                    "Nothing answers at this address: check its path, and that it accepts {method}"
                );
            }
            (405, _) => {
                return format!(
                    "The receiver does not accept {method} at this address: add a handler for it"
                );
            }
            (415, _) => "The receiver does not accept this media type: let it",
            (204, _) => "204 has no body to carry the answer: answer 200 with it",
            (200..=299, _) => "Answer 200",
            (400..=499, _) => {
                "The receiver could not use the request: recognise the handshake before anything reads it as an event"
            }
            (500..=599, _) => "The receiver failed: look for the reason in its log",
            _ => "",
        };
        words.to_owned()
    }

    pub(super) fn refusal(&self, rule: &Rule, all: &[u16], seen: &Seen<'_>) -> Judged {
        let status = seen.reply.status;
        if status == 0 {
            let due = statuses(all);
            return unknown(
                format!("The status is not known, and it must not be {due}"),
                PASTE,
            );
        }
        let came = with_reason(seen.reply);
        if !all.contains(&status) {
            let due = self.asked(&rule.requires, &seen.values);
            return met(format!("{due}: it is {came}"));
        }
        let due = match rule.should {
            true => "the request should be refused",
            false => "the request has to be refused",
        };
        broken(
            format!("The status is {came}, and {due}"),
            "Answer 401 or 403",
        )
    }

    pub(super) fn media(&self, rule: &Rule, all: &[String], seen: &Seen<'_>) -> Judged {
        let due = media_types(all);
        let set = format!("Set `Content-Type: {}`", all.first().map_or("", |t| t));
        match seen.field("content-type") {
            Known::Value(value) if all.contains(&essence(&value)) => self.met(rule, seen),
            Known::Value(value) => broken(
                format!("`Content-Type` is {}, and {due} is due", shown(&value)),
                set + html_risk(&value),
            ),
            Known::NotPasted => unknown(
                format!("`Content-Type` is not known, and {due} is due"),
                PASTE,
            ),
            _ => broken(
                format!("The reply has no `Content-Type`, and {due} is due"),
                set,
            ),
        }
    }

    pub(super) fn named(&self, rule: &Rule, due: &DueField, seen: &Seen<'_>) -> Judged {
        let name = &due.name;
        let is_met = |value: &str| {
            let value = value.trim();
            let mut all = due.is.iter().map(|one| seen.values.fill(one));
            all.any(|one| one.eq_ignore_ascii_case(value)) || due.positive && is_positive(value)
        };
        let is_listed = |value: &str| due.list && value.split(',').any(is_met);
        let due = accepted(due, &seen.values);
        match seen.field(name) {
            Known::Value(value) if is_met(&value) || is_listed(&value) => self.met(rule, seen),
            Known::Value(value) => broken(
                format!("`{name}` is {}, and {due} is due", shown(&value)),
                format!("Set `{name}` to {due}"),
            ),
            Known::Absent => broken(
                format!("The reply has no `{name}`, and {due} is due"),
                format!("Add `{name}`, with {due}"),
            ),
            Known::Hidden => unknown(
                format!("This page may not see `{name}`, and {due} is due"),
                "CORS hides it: expose it with `Access-Control-Expose-Headers`, or send the snippet and \
                 paste the whole reply",
            ),
            Known::NotPasted => unknown(format!("`{name}` is not known, and {due} is due"), PASTE),
        }
    }
}

/// A status with its reason.
fn with_reason(reply: &Reply) -> String {
    format!("{} {}", reply.status, reply.reason)
        .trim_end()
        .to_owned()
}

/// The media type of a `Content-Type`, in lower case and without its parameters.
pub fn essence(content_type: &str) -> String {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The risk of HTML, which no other wrong media type has.
fn html_risk(content_type: &str) -> &'static str {
    match essence(content_type).as_str() {
        "text/html" | "application/xhtml+xml" => {
            ": as HTML, a link to this address with a script in it runs that script in your domain \
             (reflected cross-site scripting)"
        }
        _ => "",
    }
}

fn is_positive(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_digit()) && value.bytes().any(|b| b != b'0')
}
