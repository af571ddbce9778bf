//! The wording for a value outside its closed set.

use super::words::{self, Near, Sample, Wording, list, quote};

/// Returns the wording for a value outside a set of one or more values.
pub(super) fn wording(allowed: &[Sample], found: &Sample) -> Wording {
    let must = "must be one of the documented values";
    if let [only] = allowed {
        return constant(only, found);
    }
    if found.secret {
        return Wording::must(must, "; the value given is not");
    }
    let near = match found.is_text() && !found.text.is_empty() {
        true => other_type(allowed, found).or_else(|| near(allowed, found)),
        false => other_type(allowed, found),
    };
    let next = near.unwrap_or_else(|| {
        format!(
            "{} is not: choose {}",
            found.shown(),
            list(allowed.iter().map(literal), " or ")
        )
    });
    Wording::must(must, "; ".to_owned() + &next)
}

/// Returns a listed value as it is written; the empty string needs its quotes.
fn literal(value: &Sample) -> String {
    if value.is_empty() {
        "`\"\"`".into()
    } else {
        value.shown()
    }
}

/// Returns the next step when the value is listed with another type: `"1"` instead of the number 1.
fn other_type(allowed: &[Sample], found: &Sample) -> Option<String> {
    let plain = |s: &Sample| s.shown().trim_matches('`').to_owned();
    let same = |s: &&Sample| s.kind != found.kind && plain(s) == plain(found);
    let twin = allowed.iter().find(same)?;
    Some(format!(
        "{} is not: write {}{}",
        found.described(),
        twin.described(),
        if twin.is_text() {
            " in double quotes"
        } else {
            ", without quotes"
        }
    ))
}

fn near(allowed: &[Sample], found: &Sample) -> Option<String> {
    if found.count > 0 {
        return None;
    }
    let names = allowed
        .iter()
        .filter(|s| s.is_text())
        .map(|s| s.text.as_str());
    let shown = found.shown();
    Some(match words::nearest(&found.text, names)? {
        Near::Case(name) => format!(
            "{shown} differs from {} in upper and lower case: write {}",
            quote(name),
            quote(name)
        ),
        Near::Space(name) => format!("{shown} has space around it: write {}", quote(name)),
        Near::Close(name) => format!("{shown} is not: did you mean {}?", quote(name)),
    })
}

/// Returns the listed text that was probably meant by another one.
pub(super) fn meant(allowed: &[Sample], found: &Sample) -> Option<String> {
    if found.secret || found.count > 0 || !found.is_text() || found.text.is_empty() {
        return None;
    }
    let whole = allowed.iter().filter(|s| s.is_text() && s.count == 0);
    let name = words::similar(&found.text, whole.map(|s| s.text.as_str()))?;
    Some(name.to_owned())
}

/// Returns the wording for a value that differs from the only one allowed.
pub(super) fn constant(wanted: &Sample, found: &Sample) -> Wording {
    let wanted_as = if wanted.kind == found.kind {
        literal(wanted)
    } else {
        wanted.described()
    };
    let found_as = if wanted.kind == found.kind {
        found.shown()
    } else {
        found.described()
    };
    Wording::must(format!("must be {wanted_as}"), format!(", not {found_as}"))
}
