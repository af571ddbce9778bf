//! The rules about a reply's status and header fields.

use super::check::Seen;
use super::say::{either, shown, statuses};
use super::{Finding, Kind, Rule, Standing, Trial};
use crate::reply::{Reply, Source};

/// A header field of a reply, as far as it is known.
pub enum Known {
    Value(String),
    Absent,
    /// The page may not see it across origins.
    Hidden,
    /// Only a body was pasted.
    NotPasted,
}

/// What a page may read of another origin's reply without leave (the Fetch Standard's
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
        let named = |h: &&(String, String)| h.0.eq_ignore_ascii_case(name);
        let found: Vec<&str> = self
            .reply
            .headers
            .iter()
            .filter(named)
            .map(|h| &*h.1)
            .collect();
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

    /// Whether the reply lets the page see a field, as far as it tells.
    fn exposes(&self, name: &str) -> bool {
        let exposed = self.reply.header("access-control-expose-headers");
        let mut names = exposed.unwrap_or_default().split(',').map(str::trim);
        names.any(|exposed| exposed == "*" || exposed.eq_ignore_ascii_case(name))
    }
}

const PASTE: &str = "Paste the whole reply, from its first line on: `curl --include` prints it";

impl Trial<'_> {
    pub(super) fn status(&self, rule: &Rule, all: &[u16], seen: &Seen<'_>) -> Finding {
        let due = self.asked(&rule.kind, &seen.values);
        let reply = seen.reply;
        if reply.status == 0 {
            let text = ["The status is not known, and ", &statuses(all), " is due"];
            return self.finding(rule, Standing::Unknown, text.concat(), PASTE.to_owned());
        }
        if all.contains(&reply.status) {
            return self.finding(rule, Standing::Met, due, String::new());
        }
        let text = [
            "The status is ",
            &said(reply),
            ", and ",
            &statuses(all),
            " is due",
        ];
        // Advice is about which success; a refusal is no success at all.
        let standing = match (rule.must, reply.status) {
            (false, 200..=299) => Standing::Advised,
            _ => Standing::Broken,
        };
        self.finding(
            rule,
            standing,
            text.concat(),
            self.after_status(reply.status),
        )
    }

    /// What to do about a status that is not due.
    fn after_status(&self, status: u16) -> String {
        let method = self.handshake.request.method.as_str();
        let keyed = self
            .handshake
            .inputs
            .iter()
            .find(|i| i.needed || i.name == "secret");
        let label = keyed.map_or_else(String::new, |input| input.label.to_lowercase());
        let parts: Vec<&str> = match status {
            300..=399 => vec![
                "Register the address that it leads to: nothing says that ",
                &self.handshake.sender,
                " follows redirects",
            ],
            401 | 403 => match keyed {
                Some(_) => vec![
                    "The receiver refused the request: compare its ",
                    &label,
                    " with the one given here, letter by letter",
                ],
                None => vec![
                    "The receiver asks for credentials, and ",
                    &self.handshake.sender,
                    " has none: let this request through",
                ],
            },
            404 => vec![
                "Nothing answers at this address: check its path, and that it takes ",
                method,
            ],
            405 => vec![
                "The receiver takes no ",
                method,
                " at this address: add a handler for it",
            ],
            415 => vec!["The receiver does not take this media type: let it"],
            204 => vec!["204 has no body to carry the answer: answer 200 with it"],
            200..=299 => vec!["Answer 200"],
            400..=499 => vec![
                "The receiver could not use the request: recognise the handshake before anything \
                 reads it as an event",
            ],
            500..=599 => vec!["The receiver failed: its own log says why"],
            _ => vec![],
        };
        parts.concat()
    }

    pub(super) fn refusal(&self, rule: &Rule, all: &[u16], seen: &Seen<'_>) -> Finding {
        let reply = seen.reply;
        let due = self.asked(&rule.kind, &seen.values);
        if reply.status == 0 {
            let text = [
                "The status is not known, and it must not be ",
                &statuses(all),
            ];
            return self.finding(rule, Standing::Unknown, text.concat(), PASTE.to_owned());
        }
        if !all.contains(&reply.status) {
            let text = [&due, ": it is ", &said(reply)].concat();
            return self.finding(rule, Standing::Met, text, String::new());
        }
        let due = match rule.must {
            true => ", and the request has to be refused",
            false => ", and the request is better refused",
        };
        let text = ["The status is ", &said(reply), due].concat();
        self.finding(rule, Standing::Broken, text, "Answer 401 or 403".to_owned())
    }

    pub(super) fn media(&self, rule: &Rule, all: &[String], seen: &Seen<'_>) -> Finding {
        let listed: Vec<String> = all.iter().map(|one| shown(one)).collect();
        let due = either(&listed);
        let set = ["Set `Content-Type: ", all.first().map_or("", |t| t), "`"].concat();
        let (standing, text, advice) = match seen.field("content-type") {
            Known::Value(value) => {
                let is = |one: &String| essence(&value).eq_ignore_ascii_case(one);
                if all.iter().any(is) {
                    (
                        Standing::Met,
                        self.asked(&rule.kind, &seen.values),
                        String::new(),
                    )
                } else {
                    let text = [
                        "`Content-Type` is ",
                        &shown(&value),
                        ", and ",
                        &due,
                        " is due",
                    ];
                    (
                        Standing::Broken,
                        text.concat(),
                        [&set, html(&value)].concat(),
                    )
                }
            }
            Known::NotPasted => {
                let text = ["`Content-Type` is not known, and ", &due, " is due"];
                (Standing::Unknown, text.concat(), PASTE.to_owned())
            }
            _ => {
                let text = ["The reply has no `Content-Type`, and ", &due, " is due"];
                (Standing::Broken, text.concat(), set)
            }
        };
        self.finding(rule, standing, text, advice)
    }

    pub(super) fn named(&self, rule: &Rule, seen: &Seen<'_>) -> Finding {
        let due = self.asked(&rule.kind, &seen.values);
        let Some(asked) = Asked::of(&rule.kind, seen) else {
            return self.finding(rule, Standing::Unknown, due, String::new());
        };
        let (name, wanted) = (asked.name, asked.wanted());
        let (standing, text, advice) = match seen.field(name) {
            Known::Value(value) if asked.met(&value) => (Standing::Met, due, String::new()),
            Known::Value(value) => (
                Standing::Broken,
                [
                    "`",
                    name,
                    "` is ",
                    &shown(&value),
                    ", and ",
                    &wanted,
                    " is due",
                ]
                .concat(),
                ["Set `", name, "` to ", &wanted].concat(),
            ),
            Known::Absent => (
                Standing::Broken,
                ["The reply has no `", name, "`, and ", &wanted, " is due"].concat(),
                ["Add `", name, "`, with ", &wanted].concat(),
            ),
            Known::Hidden => (
                Standing::Unknown,
                [
                    "This page may not see `",
                    name,
                    "`, and ",
                    &wanted,
                    " is due",
                ]
                .concat(),
                "CORS hides it: expose it with `Access-Control-Expose-Headers`, or send the snippet and \
                 paste the whole reply"
                    .to_owned(),
            ),
            Known::NotPasted => (
                Standing::Unknown,
                ["`", name, "` is not known, and ", &wanted, " is due"].concat(),
                PASTE.to_owned(),
            ),
        };
        self.finding(rule, standing, text, advice)
    }
}

/// What a header field has to be.
struct Asked<'a> {
    name: &'a str,
    /// Any of these.
    values: Vec<String>,
    /// Whether a whole number above 0 does too.
    positive: bool,
    /// Whether the field is a list that has to hold it.
    list: bool,
}

impl<'a> Asked<'a> {
    fn of(kind: &'a Kind, seen: &Seen<'_>) -> Option<Asked<'a>> {
        Some(match kind {
            Kind::Field { name, is, positive } => Asked {
                name,
                values: is.iter().map(|one| seen.values.fill(one)).collect(),
                positive: *positive,
                list: false,
            },
            Kind::Lists { name, item } => Asked {
                name,
                values: vec![item.clone()],
                positive: false,
                list: true,
            },
            _ => return None,
        })
    }

    fn wanted(&self) -> String {
        let mut listed: Vec<String> = self.values.iter().map(|one| shown(one)).collect();
        if self.positive {
            listed.push("a whole number above 0".to_owned());
        }
        either(&listed)
    }

    fn met(&self, value: &str) -> bool {
        let same = |value: &str| {
            let mut values = self.values.iter();
            values.any(|one| one.eq_ignore_ascii_case(value.trim()))
        };
        let listed = self.list && value.split(',').any(same);
        listed || same(value) || self.positive && is_positive(value.trim())
    }
}

/// A status with its reason.
fn said(reply: &Reply) -> String {
    let status = reply.status.to_string();
    match reply.reason.as_str() {
        "" => status,
        reason => [&status, " ", reason].concat(),
    }
}

/// A media type without its parameters.
pub fn essence(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

/// What is worse about HTML than about another wrong media type.
fn html(content_type: &str) -> &'static str {
    match essence(content_type).to_ascii_lowercase().as_str() {
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
