//! The times in a request, each also in the other unit.

use crate::cause::Cause;
use json::{Kind, Tree};
use received::Received;
use signature::{Unit, date};

/// The most times of a request that are tried.
const MOST: usize = 8;
/// The number of values of the body that are examined.
const LOOKED_AT: usize = 20_000;
/// The number of bytes of a form that are examined.
const BEGINNING: usize = 256 << 10;

/// A time that may have been signed.
pub struct Time {
    pub text: String,
    pub causes: Vec<Cause>,
}

/// Returns the found times that differ from the one that the scheme read.
pub fn all(own: &str, found: &[(String, String)]) -> Vec<Time> {
    let mut all: Vec<Time> = Vec::new();
    let mut add = |text: String, causes: Vec<Cause>| {
        if text != own && all.iter().all(|time| time.text != text) {
            all.push(Time { text, causes });
        }
    };
    for (text, unit) in units(own) {
        add(text, vec![Cause::TimeUnit(unit)]);
    }
    for (place, value) in found {
        let cause = Cause::OtherTime {
            place: place.clone(),
            value: value.clone(),
        };
        add(value.clone(), vec![cause]);
    }
    for (place, value) in found {
        for (text, unit) in units(value) {
            let cause = Cause::OtherTime {
                place: place.clone(),
                value: value.clone(),
            };
            add(text, vec![cause, Cause::TimeUnit(unit)]);
        }
    }
    all
}

/// Returns a time in the other unit, or a date in both: seconds have 10 digits, milliseconds 13.
fn units(text: &str) -> Vec<(String, Unit)> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        let Some(milliseconds) = date::read_any(text) else {
            return Vec::new();
        };
        let seconds = milliseconds.div_euclid(1000).to_string();
        return vec![
            (seconds, Unit::Seconds),
            (milliseconds.to_string(), Unit::Milliseconds),
        ];
    }
    match text.len() {
        9..=11 => vec![([text, "000"].concat(), Unit::Milliseconds)],
        12..=14 => {
            let seconds = text.get(..text.len() - 3).unwrap_or_default();
            vec![(seconds.to_owned(), Unit::Seconds)]
        }
        _ => Vec::new(),
    }
}

/// Returns the places and texts of times in a request: header fields first, then the body's
/// members.
///
/// `tree` is the body as JSON.
pub fn found(received: &Received, tree: Option<&Tree>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    // The place is computed only for a new value, because that walks all values before it.
    let mut add = |place: &dyn Fn() -> String, text: &str| {
        if is_time(text) && found.len() < MOST && found.iter().all(|f| f.1 != text) {
            found.push((place(), text.to_owned()));
        }
    };
    for (name, value) in &received.headers {
        for piece in value.split([',', ';', ' ']) {
            let bare = piece.rsplit('=').next().unwrap_or(piece);
            add(&|| name.clone(), bare.trim());
        }
        add(&|| name.clone(), value);
    }
    let Some(tree) = tree else {
        let body = &received.body[..];
        let beginning = body.get(..BEGINNING).unwrap_or(body);
        let pairs = beginning.split(|b| *b == b'&').take(1000);
        // The last field of the examined beginning may be cut.
        let whole = |pair: &&[u8]| {
            let cut = pair.as_ptr_range().end == beginning.as_ptr_range().end;
            pair.len() < 200 && !(cut && beginning.len() < body.len())
        };
        for pair in pairs.filter(whole) {
            let pair = std::str::from_utf8(pair).unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                add(&|| name.to_owned(), value);
            }
        }
        return found;
    };
    for view in tree.all().take(LOOKED_AT) {
        match view.kind() {
            Kind::Number => add(&|| view.place(), view.source()),
            Kind::String if view.source().len() < 50 => {
                add(&|| view.place(), &view.string().unwrap_or_default());
            }
            _ => {}
        }
    }
    found
}

/// Returns whether a text is seconds or milliseconds from 2001 to 2286, or a date with a time of
/// day.
fn is_time(text: &str) -> bool {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    match digits {
        true => matches!(text.len(), 10 | 13) && !text.starts_with('0'),
        false => date::read_any(text).is_some(),
    }
}
