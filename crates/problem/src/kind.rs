//! The wording for a value of the wrong type.

use super::words::{Sample, Wording, list, type_noun};
use crate::Type;
use json::{Kind, Number};

/// Returns the wording: the types allowed, the one found, and how to write one.
pub(super) fn wording(expected: &[Type], found: &Sample) -> Wording {
    // Null as an alternative does not help someone who wrote something else.
    let mut others = expected.iter().filter(|t| **t != Type::Null);
    match (others.next(), others.next()) {
        (Some(only), None) => single_type(*only, found),
        _ => Wording::must(
            format!(
                "must be {}",
                list(expected.iter().map(|t| type_noun(*t).to_owned()), " or ")
            ),
            format!(", not {}", found.described()),
        ),
    }
}

fn single_type(expected: Type, found: &Sample) -> Wording {
    let noun = type_noun(expected);
    if found.secret {
        return Wording::must(
            format!("must be {noun}"),
            format!(", not {}", found.described()),
        );
    }
    let shown = found.shown();
    match expected {
        Type::Integer | Type::Number | Type::Boolean => {
            let next = correction(expected, found).unwrap_or_else(|| {
                match expected {
                    Type::Boolean => "write true or false",
                    Type::Number => "write digits, with a point before a fraction, such as 3.14",
                    _ if found.kind == Kind::Number => "write a whole number, such as 42",
                    _ => "write digits only, such as 42",
                }
                .into()
            });
            let noun = if expected == Type::Boolean {
                "a boolean"
            } else {
                noun
            };
            let what = match (expected, found.kind) {
                (Type::Integer, Kind::Number) => shown + " has a fraction",
                _ => shown,
            };
            Wording::finding(format!("is not {noun}: {what}; {next}"))
        }
        Type::String => Wording::must(format!("must be {noun}"), text_instead(found)),
        Type::Array => Wording::must(
            format!("must be {noun}"),
            format!(
                ", not {}; put the items in brackets, as `[\"a\", \"b\"]`",
                found.described()
            ),
        ),
        Type::Object => Wording::must(
            format!("must be {noun}"),
            format!(
                ", not {}; put the members in braces, as `{{\"name\": \"value\"}}`",
                found.described()
            ),
        ),
        Type::Null => Wording::must(
            format!("must be {noun}"),
            format!(", not {}", found.described()),
        ),
    }
}

fn text_instead(found: &Sample) -> String {
    match found.kind {
        Kind::Number | Kind::True | Kind::False => {
            let shown = found.shown();
            let bare = shown.trim_matches('`');
            format!(
                ", not {}; put it in double quotes, as `\"{bare}\"`",
                found.described()
            )
        }
        Kind::Null => ", not `null`; give a text or leave it out".into(),
        _ => format!(", not {}", found.shown()),
    }
}

/// Returns how to correct text that is almost of the type.
fn correction(expected: Type, found: &Sample) -> Option<String> {
    if !found.is_text() || found.count > 0 {
        return None;
    }
    let text = found.text.as_str();
    let is_right = |text: &str| match expected {
        Type::Boolean => matches!(text, "true" | "false"),
        kind => Number::read(text).is_some_and(|n| kind == Type::Number || n.is_integer()),
    };
    if is_right(text) {
        return Some(format!(
            "it is text because of its quotes: write {text} without them"
        ));
    }
    if expected == Type::Boolean {
        let low = text.trim().to_ascii_lowercase();
        return is_right(&low).then(|| format!("write {low}"));
    }
    let (sign, digits) = match text.trim().trim_start_matches('+') {
        rest if rest.starts_with('-') => ("-", &rest[1..]),
        rest => ("", rest),
    };
    // Spaces, underscores and apostrophes separate thousands in some places. A comma does too, or
    // is the decimal point, so it is left alone.
    let digits: String = digits
        .chars()
        .filter(|c| !matches!(c, ' ' | '_' | '\'' | '\u{a0}' | '\u{202f}'))
        .collect();
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let trimmed = digits.trim_start_matches('0');
    let zero = if trimmed.starts_with(|c: char| c.is_ascii_digit()) {
        ""
    } else {
        "0"
    };
    let plain = format!("{sign}{zero}{trimmed}");
    is_right(&plain).then(|| format!("write it as {plain}"))
}
