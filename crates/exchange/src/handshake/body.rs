//! The usual slips of a text that came in place of the one that was due.

use std::borrow::Cow;

use super::Trial;
use super::ask::encoded;
use super::say::shown;
use super::values::Values;
use json::{Kind, Tree};
use openapi::Family;
use signature::percent;

/// A slip.
pub struct Slip {
    /// The text that came, as a clause.
    pub what: String,
    pub advice: String,
    /// Set if it is a line end that pasting may have added.
    pub line_end: bool,
}

pub fn slip(what: impl Into<String>, advice: impl Into<String>) -> Slip {
    Slip {
        what: what.into(),
        advice: advice.into(),
        line_end: false,
    }
}

impl Trial<'_> {
    /// The difference between `came` and the text that was due.
    pub(super) fn unlike(&self, due: &str, came: &[u8], values: &Values) -> Slip {
        let Ok(text) = std::str::from_utf8(came) else {
            return slip("it is not UTF-8", "Write the text back as it was sent");
        };
        bare(due, text)
            .or_else(|| written(due, text))
            .or_else(|| decoded(due, text))
            .or_else(|| self.another(due, text, values))
            .or_else(|| around(due, text))
            .unwrap_or_else(|| {
                slip(
                    format!("it is {}", shown(text)),
                    "Answer with the text of this very request: each request has another",
                )
            })
    }

    /// Another text of the request that came back.
    fn another(&self, due: &str, text: &str, values: &Values) -> Option<Slip> {
        let inputs = self.handshake.inputs.iter().map(|i| (&i.name, &i.label));
        let others = self.handshake.values.keys().map(|name| (name, name));
        let (_, label) = inputs
            .chain(others)
            .find(|(name, _)| values.get(name) == text.trim())?;
        let label = label.to_lowercase();
        Some(slip(
            format!("it is the {label} of the request"),
            format!("Answer with {}", shown(due)),
        ))
    }
}

/// Nothing, or blanks around the text.
fn bare(due: &str, text: &str) -> Option<Slip> {
    Some(if text.is_empty() {
        slip("it is empty", "Write the text into the body")
    } else if text.trim_end_matches(['\r', '\n']) == due {
        Slip {
            line_end: true,
            ..slip(
                "a line end follows it",
                "Write it without one: `echo`, `puts` and `println` add it, and so do templates",
            )
        }
    } else if text.trim_start_matches('\u{feff}') == due {
        slip(
            "a byte order mark is before it",
            "Write UTF-8 without a byte order mark",
        )
    } else if text.trim() == due {
        slip("white space is around it", "Write the text alone")
    } else {
        return None;
    })
}

/// The text as a value of some format.
fn written(due: &str, text: &str) -> Option<Slip> {
    if let Ok(tree) = Tree::read(text)
        && let Some(view) = tree.all().find(|v| v.string().as_deref() == Some(due))
    {
        let place = view.place();
        return Some(match place.is_empty() {
            true => slip(
                "it is in quotation marks, as JSON writes a text",
                "Answer with plain text: what a framework returns as JSON gets quoted",
            ),
            false => slip(
                format!("it is at `{place}` of a JSON body"),
                "Answer with the text alone",
            ),
        });
    }
    let (name, value) = text.split_once('=')?;
    let field = percent::decode_form_text(value) == due && !name.contains(['&', ' ', '<']);
    field.then(|| {
        slip(
            format!("it is in a form’s field {}", shown(name)),
            "Answer with the text alone",
        )
    })
}

/// The text encoded.
fn decoded(due: &str, text: &str) -> Option<Slip> {
    let percent = percent::encode(due, percent::UNRESERVED).to_string();
    Some(
        if [encoded(due), percent]
            .iter()
            .any(|one| one.eq_ignore_ascii_case(text))
        {
            slip(
                "it is percent-encoded still, as it was in the address",
                "Decode the parameter before it is written back: take it from the framework’s parsed \
                 query, not from the raw address",
            )
        } else if percent::decode(&encoded(due)) == text.as_bytes() {
            slip(
                "each space came back as `+`",
                "Decode the query as a form, where `+` is a space: `decodeURIComponent` and other plain \
                 percent-decoders leave it",
            )
        } else if unescaped(text) == due {
            slip(
                "it is escaped for HTML",
                "Write it as plain text, where nothing needs escapes",
            )
        } else {
            return None;
        },
    )
}

/// The text in another case or within another text.
fn around(due: &str, text: &str) -> Option<Slip> {
    let html = text.trim_start().starts_with('<');
    Some(match text.contains(due) {
        _ if text.eq_ignore_ascii_case(due) => slip(
            "its letters are in another case",
            "Write it back letter by letter",
        ),
        true if html => slip(
            "it is in a page of HTML",
            "Answer with the text alone, before any page is made",
        ),
        false if html => slip(
            "it is a page of HTML",
            "Something else answers here: a login, an error page or a single-page application; \
             check the address and what is in front of the receiver",
        ),
        true => slip(
            format!("other text is around it: {}", shown(text)),
            "Answer with the text alone",
        ),
        false => return None,
    })
}

/// Decodes the character references that escaping for HTML makes.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let reference = part.split_once(';');
        match reference.and_then(|(name, rest)| Some((character(name)?, rest))) {
            Some((c, rest)) => {
                out.push(c);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    out
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "colon" => ':',
        name => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}

/// The text in a reply, with its format: a form's field, a JSON member, or else the whole body.
///
/// `None` for a JSON body that has no string of that name.
pub fn carried(member: &str, body: &str) -> (Option<String>, Family) {
    if let Ok(tree) = Tree::read(body)
        && tree.root().kind() == Kind::Object
    {
        let found = tree.root().get(member).and_then(|v| v.string());
        return (found.map(Cow::into_owned), Family::Json);
    }
    let mut fields = body.split('&').filter_map(|field| field.split_once('='));
    match fields.find(|(name, _)| percent::decode_form_text(name) == member) {
        Some((_, value)) => (Some(percent::decode_form_text(value)), Family::Form),
        None => (Some(body.to_owned()), Family::Text),
    }
}
