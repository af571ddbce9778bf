//! The wording for text that does not match its `pattern`: the form if it is simple, otherwise the
//! documented example or title, followed by the pattern.

use super::words::{Sample, Wording, list, quote};
use pattern::form::{Characters, Choice, Form, Set};

/// The documentation of a pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Documented {
    /// A documented value that matches.
    pub example: Option<Sample>,
    /// The schema's title; empty without one.
    pub title: String,
}

pub(super) fn wording(pattern: &str, found: &Sample, documented: &Documented) -> Wording {
    let example = documented.example.as_ref().filter(|e| !e.secret);
    let example = example.map(Sample::shown);
    if let Some(form) = Form::of(pattern) {
        let like = match example {
            Some(example) => [": write it like ", &example].concat(),
            None => String::new(),
        };
        return Wording::must(
            "must ".to_owned() + &words(&form),
            format!("; {} does not{like}", found.shown()),
        );
    }
    if let Some(choices) = pattern::form::choices(pattern) {
        return Wording::must(
            "must ".to_owned() + &either(&choices),
            format!("; {} does not", found.shown()),
        );
    }
    // The pattern itself helps only where nothing else does.
    let (form, end) = match (example, &*documented.title) {
        (Some(example), _) => (
            ["have the documented form, such as ", &example].concat(),
            String::new(),
        ),
        (None, "") => (
            "have the documented form".to_owned(),
            format!(" (pattern {})", in_full(pattern)),
        ),
        (None, title) => (
            format!("have the documented form of “{title}”"),
            String::new(),
        ),
    };
    Wording::must(
        "must ".to_owned() + &form,
        format!("; {} does not{end}", found.shown()),
    )
}

/// Returns alternatives in words: "begin with `a:` or `b:`, or contain no `:`".
fn either(choices: &[Choice]) -> String {
    let prefix = |choice: &Choice| match choice {
        Choice::Prefix(text) => Some(quote(text)),
        Choice::Without(_) => None,
    };
    let prefixes: Vec<String> = choices.iter().filter_map(prefix).collect();
    let mut parts: Vec<String> = Vec::new();
    if !prefixes.is_empty() {
        parts.push(["begin with ", &list(prefixes.into_iter(), " or ")].concat());
    }
    parts.extend(choices.iter().filter_map(|choice| match choice {
        Choice::Without(c) => Some(["contain no ", &quote(&c.to_string())].concat()),
        Choice::Prefix(_) => None,
    }));
    list(parts.into_iter(), ", or ")
}

/// Returns the wording for a credential, which is never shown; it includes the pattern if no words
/// describe it.
pub(super) fn credential(pattern: &str) -> String {
    let (must, end) = match Form::of(pattern) {
        Some(form) => (words(&form), String::new()),
        None => (
            "have the documented form".to_owned(),
            format!(" (pattern {})", in_full(pattern)),
        ),
    };
    format!("must {must}, and the value given does not; check that the credential is complete{end}")
}

/// Returns a form in words: "begin with `sk_` and go on with exactly 24 characters, digits only".
fn words(form: &Form) -> String {
    match (&*form.prefix, &form.rest) {
        (prefix, None) => format!("begin with {}", quote(prefix)),
        ("", Some(rest)) => ["consist of ", &characters(rest)].concat(),
        (prefix, Some(rest)) => format!(
            "begin with {} and go on with {}",
            quote(prefix),
            characters(rest)
        ),
    }
}

fn characters(characters: &Characters) -> String {
    let set = set(&characters.set);
    let count = match (characters.least, characters.most) {
        (0 | 1, None) => return [&set, " only"].concat(),
        (1, Some(1)) => "exactly 1 character".to_owned(),
        (least, Some(most)) if least == most => format!("exactly {least} characters"),
        (least, Some(most)) => format!("{least} to {most} characters"),
        (least, None) => format!("at least {least} characters"),
    };
    format!("{count}, {set} only")
}

fn set(set: &Set) -> String {
    let mut parts: Vec<String> = Vec::new();
    let hex = match (set.lower_hex && !set.lower, set.upper_hex && !set.upper) {
        (true, true) => Some("A to F in either case"),
        (true, false) => Some("a to f"),
        (false, true) => Some("A to F"),
        (false, false) => None,
    };
    let letters = match (set.lower, set.upper) {
        (true, true) => Some("letters (A to Z in either case)"),
        (true, false) => Some("lower-case letters (a to z)"),
        (false, true) => Some("upper-case letters (A to Z)"),
        (false, false) => None,
    };
    parts.extend(letters.map(str::to_owned));
    match (hex, set.digits, letters) {
        (Some(hex), true, None) => parts.push(format!("hexadecimal digits (0 to 9 and {hex})")),
        (hex, digits, _) => {
            parts.extend(hex.map(|hex| format!("letters ({hex})")));
            parts.extend(digits.then(|| "digits".to_owned()));
        }
    }
    parts.extend(set.others.iter().map(|c| quote(&c.to_string())));
    list(parts.into_iter(), " and ")
}

/// Returns a pattern in full if it fits on a line; half a pattern is of no use.
fn in_full(pattern: &str) -> String {
    if pattern.chars().count() <= 120 && !pattern.chars().any(char::is_control) {
        format!("`{pattern}`")
    } else {
        quote(pattern)
    }
}
