//! Content negotiation: which documented media type an `Accept` field prefers (RFC 9110, 12.5.1).

use openapi::find::essence;

/// Returns the index of the most preferred media type; `None` when none is acceptable.
///
/// Of equally preferred ones the first documented wins; without a field all are equal.
pub(super) fn best(accept: Option<&str>, names: &[&str]) -> Option<usize> {
    let Some(accept) = accept else {
        return (!names.is_empty()).then_some(0);
    };
    let ranges = ranges(accept);
    let mut best: Option<(usize, (u32, std::cmp::Reverse<usize>))> = None;
    for (index, name) in names.iter().enumerate() {
        let Some(wanted) = weight(&ranges, &essence(name)) else {
            continue;
        };
        if best.as_ref().is_none_or(|b| wanted > b.1) {
            best = Some((index, wanted));
        }
    }
    best.map(|b| b.0)
}

struct Range {
    essence: String,
    /// The quality in thousandths.
    quality: u32,
}

fn ranges(accept: &str) -> Vec<Range> {
    let parts = accept.split(',').filter(|p| !p.trim().is_empty());
    parts
        .map(|part| Range {
            essence: essence(part),
            quality: quality(part),
        })
        .collect()
}

/// Returns `q=0.5` in thousandths; 1000 if it is missing or unreadable.
fn quality(part: &str) -> u32 {
    let weight = part.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("q")
            .then(|| thousandths(value.trim()))?
    });
    weight.unwrap_or(1000).min(1000)
}

/// Reads a decimal in thousandths (RFC 9110, 12.4.2), without further digits.
fn thousandths(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = [whole, fraction.get(..3).unwrap_or(fraction)].concat();
    let zeros = 3_usize.saturating_sub(fraction.len());
    digits
        .parse::<u32>()
        .ok()?
        .checked_mul(10_u32.pow(zeros as u32))
}

/// Returns the quality of the most specific range and its position; `None` if it is missing or
/// zero.
fn weight(ranges: &[Range], name: &str) -> Option<(u32, std::cmp::Reverse<usize>)> {
    let specific = |range: &Range| match &*range.essence {
        exact if exact == name => Some(3),
        "*/*" | "*" => Some(1),
        class => {
            let prefix = class.strip_suffix('*')?;
            (prefix.ends_with('/') && name.starts_with(prefix)).then_some(2)
        }
    };
    let matching = ranges
        .iter()
        .enumerate()
        .filter_map(|(at, range)| Some((specific(range)?, at, range.quality)));
    let (_, at, quality) = matching.max_by_key(|(rank, at, _)| (*rank, std::cmp::Reverse(*at)))?;
    (quality > 0).then_some((quality, std::cmp::Reverse(at)))
}
