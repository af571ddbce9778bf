//! Contents: a scheme's own with its values filled in, and those of all other schemes.

use std::rc::Rc;

use crate::cause::Cause;
use received::Received;
use signature::secret::Secrets;
use signature::template::{Part, names, parse};
use signature::{Kind, Scheme, presets};

/// Values from the header fields of a delivery.
#[derive(Default)]
pub struct Values {
    pub id: String,
    pub timestamp: String,
    nonce: String,
    date: String,
    /// Placeholders that the scheme's own fields do not fill, and the places of their values.
    missing: Vec<(&'static str, Cause)>,
}

/// Suffixes of header field names that carry an id.
const IDS: [&str; 5] = [
    "webhook-id",
    "svix-id",
    "message-id",
    "delivery",
    "event-id",
];

impl Values {
    /// Reads values as the scheme does or, where its fields are missing, by common field names.
    ///
    /// `times` are the places and texts of times in the request.
    pub fn read(
        scheme: &Scheme,
        secrets: &Secrets,
        received: &Received,
        times: &[(String, String)],
    ) -> Values {
        let of = |name: &str| super::value(scheme, secrets, received, name);
        let mut values = Values {
            id: of("id"),
            timestamp: of("timestamp"),
            nonce: of("nonce"),
            date: of("date"),
            missing: Vec::new(),
        };
        let own = |name: &str| {
            let mut own = scheme.headers.iter().filter(|h| names(&h.value, name));
            own.next().map_or("", |own| &own.name)
        };
        // The scheme's own field may be present while another is missing.
        let first = |all: &[(String, String)], own: &str| {
            let is_own = |field: &&(String, String)| field.0.eq_ignore_ascii_case(own);
            all.iter().find(is_own).or(all.first()).cloned()
        };
        if values.id.is_empty() {
            let own = own("id");
            let is_id = |name: &str| {
                let name = name.to_ascii_lowercase();
                name.eq_ignore_ascii_case(own) || IDS.iter().any(|end| name.ends_with(end))
            };
            let ids = received.headers.iter().filter(|(name, _)| is_id(name));
            if let Some((here, id)) = first(&ids.cloned().collect::<Vec<_>>(), own) {
                values.miss(received, "id", [&here, own], &id);
                values.id = id;
            }
        }
        if values.timestamp.is_empty() {
            let own = own("timestamp");
            if let Some((here, time)) = first(times, own) {
                values.miss(received, "timestamp", [&here, own], &time);
                values.timestamp = time;
            }
        }
        values
    }

    /// Records the place of a value that the scheme expects in a field it names.
    fn miss(
        &mut self,
        received: &Received,
        name: &'static str,
        [here, wanted]: [&str; 2],
        value: &str,
    ) {
        if wanted.is_empty() || wanted.eq_ignore_ascii_case(here) {
            return;
        }
        let is_gone = received.header(wanted).is_none() && received.header(here).is_some();
        let cause = match is_gone {
            true => Cause::Missing {
                name,
                here: here.to_owned(),
                wanted: wanted.to_owned(),
            },
            false if name == "timestamp" => Cause::OtherTime {
                place: here.to_owned(),
                value: value.to_owned(),
            },
            false => return,
        };
        self.missing.push((name, cause));
    }

    /// Returns causes for the values that a content names and the scheme's own fields lack; `time`
    /// means that another time is used.
    pub fn missing(&self, content: &str, time: bool) -> impl Iterator<Item = Cause> {
        let named = move |name: &str| names(content, name) && !(time && name == "timestamp");
        let missing = self.missing.iter().filter(move |(name, _)| named(name));
        missing.map(|(_, cause)| cause.clone())
    }

    /// Returns whether a content names a value that the request lacks.
    pub fn lack(&self, content: &str) -> bool {
        let values = [
            ("id", &self.id),
            ("timestamp", &self.timestamp),
            ("nonce", &self.nonce),
            ("date", &self.date),
        ];
        let lacking = values.iter().filter(|(_, value)| value.is_empty());
        lacking.into_iter().any(|(name, _)| names(content, name))
    }
}

/// Fills a content's placeholders with the delivery's values.
pub fn filled(content: &str, values: &Values, time: Option<&str>) -> String {
    let mut out = String::new();
    write(&parse(content).unwrap_or_default(), values, time, &mut out);
    out
}

/// Writes parts; arguments may be nested as deep as templates are read.
fn write(parts: &[Part], values: &Values, time: Option<&str>, out: &mut String) {
    for part in parts {
        let (name, argument) = match part {
            Part::Text(text) => {
                out.push_str(&text.replace('{', "{{"));
                continue;
            }
            Part::Value { name, argument } => (name, argument),
        };
        let value = match name.as_str() {
            "timestamp" => time.unwrap_or(&values.timestamp),
            "id" => &values.id,
            "nonce" => &values.nonce,
            "date" => &values.date,
            _ => {
                out.push('{');
                out.push_str(name);
                if let Some(argument) = argument {
                    out.push(':');
                    write(argument, values, time, out);
                }
                out.push('}');
                continue;
            }
        };
        out.push_str(&value.replace('{', "{{"));
    }
}

/// Returns whether a content takes only the body's unchanged bytes from the body.
pub fn is_transparent(scheme: &Scheme, content: &str) -> bool {
    const PLAIN: [&str; 14] = [
        "body",
        "timestamp",
        "id",
        "nonce",
        "date",
        "method",
        "url",
        "host",
        "target",
        "path",
        "query",
        "url-decoded",
        "header",
        "header-lines",
    ];
    let plain = |part: &Part| match part {
        Part::Text(_) => true,
        Part::Value { name, .. } => {
            PLAIN.contains(&name.as_str()) || scheme.inputs.iter().any(|i| i.name == *name)
        }
    };
    parse(content).is_ok_and(|parts| parts.iter().all(plain))
}

/// A string that another scheme signs.
pub struct Layout {
    pub content: String,
    pub cause: Cause,
}

/// Layouts that no preset has but that people use.
const USUAL: [&str; 14] = [
    "{body}",
    "{timestamp}.{body}",
    "{timestamp}{body}",
    "{timestamp}:{body}",
    "{id}.{timestamp}.{body}",
    "{body}{timestamp}",
    "{body}.{timestamp}",
    "{timestamp}\n{body}",
    "{timestamp}-{body}",
    "{id}.{body}",
    "{id}{timestamp}{body}",
    "{url}{body}",
    "{method}{url}{body}",
    "{method}{target}{timestamp}{body}",
];

/// Returns the contents of the person's own schemes, of the presets and the usual ones, without the
/// scheme's own.
pub fn others(scheme: &Scheme, own: &[Rc<Scheme>]) -> Vec<Layout> {
    let presets = own
        .iter()
        .map(Rc::as_ref)
        .chain(presets::all())
        .filter(|s| matches!(s.kind, Kind::Hmac | Kind::Hash) && s.id != scheme.id);
    let named = presets.map(|s| (s.title.as_str(), s.content.as_str()));
    let usual = USUAL.iter().map(|content| ("", *content));
    let mut all: Vec<Layout> = Vec::new();
    if scheme.content.contains("}:{json:") {
        all.push(Layout {
            content: scheme.content.replace("{json:", "{json-escaped:"),
            cause: Cause::ColonsEscaped,
        });
    }
    for (title, content) in named.chain(usual) {
        let known = all.iter().any(|l| l.content == content) || content == scheme.content;
        if !known {
            // Nearly all schemes sign only the body, so a name would mislead.
            let title = if content == "{body}" { "" } else { title };
            all.push(Layout {
                content: content.to_owned(),
                cause: Cause::Layout {
                    title: title.to_owned(),
                    content: content.to_owned(),
                },
            });
        }
    }
    all
}
