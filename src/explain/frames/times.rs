//! The times that stand in a request, and each in the other unit.

use crate::explain::cause::Cause;
use crate::json::{Kind, Tree};
use crate::received::Received;
use crate::sign::Unit;

/// Times of a request that are tried.
const MOST: usize = 8;
/// Above this many bytes the body is not searched for times.
const LARGE: usize = 1 << 20;

/// A time that may have been signed.
pub struct Time {
    pub text: String,
    pub causes: Vec<Cause>,
}

/// Other times than the one the scheme read.
pub fn all(own: &str, received: &Received) -> Vec<Time> {
    let mut all: Vec<Time> = Vec::new();
    let mut add = |text: String, causes: Vec<Cause>| {
        if text != own && all.iter().all(|time| time.text != text) {
            all.push(Time { text, causes });
        }
    };
    for (text, unit) in units(own) {
        add(text, vec![Cause::TimeUnit(unit)]);
    }
    let found = found(received);
    for (place, value) in &found {
        let cause = Cause::OtherTime {
            place: place.clone(),
            value: value.clone(),
        };
        add(value.clone(), vec![cause]);
    }
    for (place, value) in &found {
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

/// A time in the other unit: seconds have 10 digits, milliseconds 13.
fn units(text: &str) -> Vec<(String, Unit)> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
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

/// Where times stand in a request, and their text: header fields first, then the body's members.
pub fn found(received: &Received) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |place: &str, text: &str| {
        if is_time(text) && found.len() < MOST && found.iter().all(|f| f.1 != text) {
            found.push((place.to_owned(), text.to_owned()));
        }
    };
    for (name, value) in &received.headers {
        for piece in value.split([',', ';', ' ']) {
            let bare = piece.rsplit('=').next().unwrap_or(piece);
            add(name, bare.trim());
        }
    }
    if received.body.len() > LARGE {
        return found;
    }
    let text = std::str::from_utf8(&received.body).unwrap_or_default();
    let Ok(tree) = Tree::read(text) else {
        for pair in text.split('&').take(1000) {
            if let Some((name, value)) = pair.split_once('=') {
                add(name, value);
            }
        }
        return found;
    };
    for view in tree.all() {
        match view.kind() {
            Kind::Number if is_time(view.source()) => add(&view.place(), view.source()),
            Kind::String if is_time(&view.string().unwrap_or_default()) => {
                add(&view.place(), &view.string().unwrap_or_default());
            }
            _ => {}
        }
    }
    found
}

/// Whole seconds or milliseconds from 2001 to 2286.
fn is_time(text: &str) -> bool {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    digits && matches!(text.len(), 10 | 13) && !text.starts_with('0')
}
