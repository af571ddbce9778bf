//! Evidence in single members of a JSON body: rounded numbers, masked values, lost bytes.

use super::{Evidence, Gone, Place};
use json::{Kind, Tree, View};
use signature::Scheme;
use signature::javascript::number::spelled;
use signature::template::{Part, parse};

/// The most members that are named.
const MOST: usize = 10;
/// The most numbers that are computed.
const WORKED: usize = 300;
/// 2^53, from which on a double cannot represent every whole number.
const EXACT: &str = "9007199254740992";
/// Characters that replace hidden ones.
const MASKS: [char; 4] = ['*', '•', '●', '█'];

/// Returns the JSON Pointers of the members that a scheme signs, where it signs single ones.
pub fn signed(scheme: &Scheme) -> Vec<String> {
    let mut all = Vec::new();
    for part in parse(&scheme.content).unwrap_or_default() {
        let Part::Value { name, argument } = part else {
            continue;
        };
        match (&*name, argument.as_deref()) {
            ("json", Some([Part::Text(pointer)])) => all.push(pointer.clone()),
            ("json-lines", Some([Part::Text(names)])) => {
                all.extend(names.split(',').map(|name| ["/", name.trim()].concat()));
            }
            _ => {}
        }
    }
    all.extend(scheme.members.iter().map(|member| member.name.clone()));
    all
}

/// Returns the first places of some values, and whether there are more; only signed members if
/// `signed` is given.
fn places(
    tree: &Tree,
    signed: Option<&[String]>,
    mut is: impl FnMut(View<'_>) -> bool,
) -> Option<(Vec<String>, bool)> {
    let mut places = Vec::new();
    match signed {
        Some(signed) => {
            for pointer in signed {
                let found = tree.root().pointer(pointer).filter(|view| is(*view));
                places.extend(found.map(|_| pointer.clone()));
            }
        }
        None => {
            let found = tree.all().filter(|view| is(*view)).take(MOST + 1);
            let found: Vec<View<'_>> = found.collect();
            places.extend(found.into_iter().map(View::place));
        }
    }
    let more = places.len() > MOST;
    places.truncate(MOST);
    (!places.is_empty()).then_some((places, more))
}

/// Returns numbers that JavaScript may have rounded: it writes no others in this form.
pub fn rounded(tree: &Tree, signed: Option<&[String]>) -> Option<Evidence> {
    let mut left = WORKED;
    let is = |view: View<'_>| {
        if view.kind() != Kind::Number || left == 0 || !is_beyond(view.source()) {
            return false;
        }
        left -= 1;
        spelled(view.source()).as_deref() == Ok(view.source())
    };
    let (places, more) = places(tree, signed, is)?;
    Some(Evidence::Rounded { places, more })
}

/// Returns whether a number is whole, at least 2^53 and no longer than a double's text.
fn is_beyond(text: &str) -> bool {
    let digits = text.trim_start_matches('-');
    if digits.contains("e+") {
        return true;
    }
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    let beyond = digits.len() > EXACT.len() || digits.len() == EXACT.len() && digits >= EXACT;
    plain && beyond && digits.trim_end_matches('0').len() <= 17
}

/// Returns values that were masked, as in a log.
pub fn masked(tree: &Tree, signed: Option<&[String]>) -> Option<Evidence> {
    let is = |view: View<'_>| view.string().is_some_and(|text| is_masked(&text));
    let (places, more) = places(tree, signed, is)?;
    Some(Evidence::Masked { places, more })
}

fn is_masked(text: &str) -> bool {
    const WORDS: [&str; 6] = [
        "[redacted]",
        "<redacted>",
        "redacted",
        "[filtered]",
        "[masked]",
        "[hidden]",
    ];
    // A masked value keeps few characters at one end, such as `****1234`.
    const LEFT: usize = 8;
    const LEAST: usize = 3;
    if WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return true;
    }
    let mask = |c: char| MASKS.contains(&c);
    let count = |text: &str| text.chars().count();
    let of = |rest: &str| {
        let masks = count(text) - count(rest);
        masks >= LEAST && count(rest) <= LEFT && !rest.contains(mask) && !rest.contains(' ')
    };
    text.len() <= 256 && (of(text.trim_start_matches(mask)) || of(text.trim_end_matches(mask)))
}

/// Returns signed members that contain U+FFFD.
pub fn replaced(tree: &Tree, signed: &[String]) -> Option<Evidence> {
    let mut count = 0;
    let is = |view: View<'_>| {
        let text = view.string().unwrap_or_default();
        let found = text.matches('\u{FFFD}').count();
        count += found;
        found > 0
    };
    let (places, _) = places(tree, Some(signed), is)?;
    Some(Evidence::Replaced {
        count,
        runs: places.len(),
        places: places.into_iter().map(Place::Pointer).collect(),
        said: None,
        gone: Gone::Unknown,
    })
}

/// Returns the member that a byte of the body belongs to; else the byte itself.
pub fn place(body: &[u8], tree: Option<&Tree>, at: usize) -> Place {
    // The tree is of the text without its mark.
    let mark = if body.starts_with(b"\xEF\xBB\xBF") {
        3
    } else {
        0
    };
    let within =
        |view: &View<'_>| view.kind() == Kind::String && view.span().contains(&(at - mark));
    let found = tree
        .filter(|_| at >= mark)
        .and_then(|tree| tree.all().find(within));
    match found {
        Some(view) => Place::Pointer(view.place()),
        None => Place::Byte(at),
    }
}
