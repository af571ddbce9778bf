//! What came in place of a text that was due: the usual slip, where it is one.

use std::borrow::Cow;

use super::Trial;
use super::ask::encoded;
use super::say::shown;
use super::values::Values;
use json::{Kind, Tree};
use openapi::Family;
use signature::percent;

/// What came, as a clause, and what to do about it.
pub struct Slip {
    pub what: String,
    pub advice: String,
    /// Whether it is a line end that pasting may have added.
    pub line_end: bool,
}

fn slip(what: &str, advice: &str) -> Slip {
    Slip {
        what: what.to_owned(),
        advice: advice.to_owned(),
        line_end: false,
    }
}

impl Trial<'_> {
    /// How `came` differs from the text that was due.
    pub(super) fn unlike(&self, due: &str, came: &[u8], values: &Values) -> Slip {
        let Ok(text) = std::str::from_utf8(came) else {
            return slip("it is not UTF-8", "Write the text back as it was sent");
        };
        let known = [bare(due, text), written(due, text), decoded(due, text)];
        let found = known.into_iter().flatten().next();
        found
            .or_else(|| self.another(due, text, values))
            .or_else(|| around(due, text))
            .unwrap_or_else(|| {
                slip(
                    &["it is ", &shown(text)].concat(),
                    "Answer with the text of this very request: each request has another",
                )
            })
    }

    /// Something else of the request that came back.
    fn another(&self, due: &str, text: &str, values: &Values) -> Option<Slip> {
        let inputs = self.handshake.inputs.iter().map(|i| (&i.name, &i.label));
        let own = self.handshake.values.iter().map(|(name, _)| (name, name));
        let (_, label) = inputs
            .chain(own)
            .find(|(name, _)| values.get(name) == text.trim())?;
        let what = ["it is the ", &label.to_lowercase(), " of the request"];
        let advice = ["Answer with ", &shown(due)];
        Some(slip(&what.concat(), &advice.concat()))
    }
}

/// Nothing, or something blank around it.
fn bare(due: &str, text: &str) -> Option<Slip> {
    if text.is_empty() {
        return Some(slip("it is empty", "Write the text into the body"));
    }
    if text.trim_end_matches(['\r', '\n']) == due {
        return Some(Slip {
            line_end: true,
            ..slip(
                "a line end follows it",
                "Write it without one: `echo`, `puts` and `println` add it, and so do templates",
            )
        });
    }
    if text.trim_start_matches('\u{feff}') == due {
        let advice = "Write UTF-8 without a byte order mark";
        return Some(slip("a byte order mark stands before it", advice));
    }
    let blank = text.trim() == due;
    blank.then(|| slip("white space stands around it", "Write the text alone"))
}

/// Written as a value of some format.
fn written(due: &str, text: &str) -> Option<Slip> {
    if let Ok(tree) = Tree::read(text)
        && let Some(view) = tree.all().find(|v| v.string().as_deref() == Some(due))
    {
        let place = view.place();
        return Some(match place.is_empty() {
            true => slip(
                "it stands in quotation marks, as JSON writes a text",
                "Answer with plain text: what a framework returns as JSON gets quoted",
            ),
            false => slip(
                &["it stands at `", &place, "` of a JSON body"].concat(),
                "Answer with the text alone",
            ),
        });
    }
    let (name, value) = text.split_once('=')?;
    let field = percent::decode_form_text(value) == due && !name.contains(['&', ' ', '<']);
    let what = ["it stands in a form’s field ", &shown(name)].concat();
    field.then(|| slip(&what, "Answer with the text alone"))
}

/// Not decoded, or encoded once more.
fn decoded(due: &str, text: &str) -> Option<Slip> {
    let percent = percent::encode(due, percent::UNRESERVED).to_string();
    let same = |one: &str| one.eq_ignore_ascii_case(text);
    if same(&encoded(due)) || same(&percent) {
        return Some(slip(
            "it is percent-encoded still, as it stood in the address",
            "Decode the parameter before it is written back: take it from the framework’s parsed \
             query, not from the raw address",
        ));
    }
    if percent::decode(&encoded(due)) == text.as_bytes() {
        return Some(slip(
            "each space came back as `+`",
            "Decode the query as a form, where `+` is a space: `decodeURIComponent` and other plain \
             percent-decoders leave it",
        ));
    }
    let advice = "Write it as plain text, where nothing needs escapes";
    (unescaped(text) == due).then(|| slip("it is escaped for HTML", advice))
}

/// Something else with it, or another case.
fn around(due: &str, text: &str) -> Option<Slip> {
    if text.eq_ignore_ascii_case(due) {
        let advice = "Write it back letter by letter";
        return Some(slip("its letters are in another case", advice));
    }
    let within = text.contains(due);
    if text.trim_start().starts_with('<') {
        return Some(match within {
            true => slip(
                "it stands in a page of HTML",
                "Answer with the text alone, before any page is made",
            ),
            false => slip(
                "it is a page of HTML",
                "Something else answers here: a login, an error page or a single-page application; \
                 check the address and what stands before the receiver",
            ),
        });
    }
    let what = ["other text stands around it: ", &shown(text)].concat();
    within.then(|| slip(&what, "Answer with the text alone"))
}

/// HTML's character references, those that escaping makes.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let read = after.split_once(';').and_then(|(name, after)| {
            let c = match name {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                "colon" => Some(':'),
                name => numbered(name),
            };
            Some((c?, after))
        });
        match read {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn numbered(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code)
}

/// A text that a reply carries in one of several formats.
pub struct Carried {
    /// `None` for a JSON body that has no string of that name.
    pub text: Option<String>,
    /// The format that it was found in.
    pub family: Family,
}

/// What a reply carries: a form's field, a JSON member, or else its whole body.
pub fn carried(member: &str, body: &str) -> Carried {
    if let Ok(tree) = Tree::read(body)
        && tree.root().kind() == Kind::Object
    {
        let found = tree.root().get(member).and_then(|v| v.string());
        return Carried {
            text: found.map(Cow::into_owned),
            family: Family::Json,
        };
    }
    let mut fields = body.split('&').filter_map(|field| field.split_once('='));
    match fields.find(|(name, _)| percent::decode_form_text(name) == member) {
        Some((_, value)) => Carried {
            text: Some(percent::decode_form_text(value)),
            family: Family::Form,
        },
        None => Carried {
            text: Some(body.to_owned()),
            family: Family::Text,
        },
    }
}
