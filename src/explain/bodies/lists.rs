//! The changes that are tried on any body, and what well-known programs change at once.

use super::{Change, Plan};
use crate::explain::cause::{Cause, Charset, Escapes, Lost, Numbers, Order, Spacing};

/// Changes of the body as text.
pub fn texts() -> Vec<Change> {
    let mut all = Vec::new();
    for added in [false, true] {
        all.extend([false, true].map(|crlf| Cause::LastLine { added, crlf }));
    }
    all.push(Cause::Trimmed);
    all.extend([true, false].map(|crlf| Cause::LineEnds { crlf }));
    all.extend([false, true].map(|added| Cause::ByteOrderMark { added }));
    // Once before Latin-1: what is UTF-8 again after it was encoded twice.
    use Charset::{Latin1, Once, Replaced, Twice, Utf8};
    all.extend([Once, Latin1, Utf8, Twice, Replaced].map(Cause::Charset));
    all.into_iter().map(Change::from).collect()
}

pub fn losses() -> Vec<Change> {
    use Lost::{Base64, Braces, Empty, Hash, Null, Object, Undefined};
    let mut all: Vec<Change> = [Empty, Braces, Object, Undefined, Null, Base64, Hash]
        .map(|lost| Cause::Lost(lost).into())
        .to_vec();
    all.push(Cause::Quoted { quoted: true }.into());
    all
}

/// What well-known programs do at once.
pub fn serialisers() -> Vec<Plan> {
    use Escapes::{Gson, Html, Lower, Net, Plain};
    let spacing = |spacing| Change::from(Cause::Spacing(spacing));
    let escapes = |escapes| Change::from(Cause::Escapes(escapes));
    let order = |order| Change::from(Cause::Order(order));
    let numbers = |numbers| Change::from(Cause::Numbers(numbers));
    let slashes = |escaped| Change::from(Cause::Slashes { escaped });
    let mut all = vec![
        // Python's json.dumps, compact too, and with sort_keys.
        vec![
            spacing(Spacing::Spaced),
            escapes(Lower),
            numbers(Numbers::Python),
        ],
        vec![
            spacing(Spacing::Compact),
            escapes(Lower),
            numbers(Numbers::Python),
        ],
        vec![
            spacing(Spacing::Spaced),
            order(Order::Sorted),
            escapes(Lower),
            numbers(Numbers::Python),
        ],
        vec![
            spacing(Spacing::Compact),
            order(Order::Sorted),
            escapes(Lower),
            numbers(Numbers::Python),
        ],
        // JSON.stringify after JSON.parse.
        vec![
            spacing(Spacing::Compact),
            escapes(Plain),
            numbers(Numbers::Short),
        ],
        vec![
            spacing(Spacing::Compact),
            order(Order::NumbersFirst),
            numbers(Numbers::Short),
        ],
        // PHP's json_encode, and with JSON_PRETTY_PRINT.
        vec![spacing(Spacing::Compact), escapes(Lower), slashes(true)],
        vec![spacing(Spacing::Four), escapes(Lower), slashes(true)],
        // Go's json.Marshal of a map.
        vec![
            spacing(Spacing::Compact),
            order(Order::Sorted),
            escapes(Html),
        ],
        // The canonical form of RFC 8785.
        vec![
            spacing(Spacing::Compact),
            order(Order::Sorted),
            escapes(Plain),
            numbers(Numbers::Short),
        ],
        // Gson of a map, whose numbers are doubles.
        vec![
            spacing(Spacing::Compact),
            escapes(Gson),
            numbers(Numbers::Pointed),
        ],
        // .NET's JsonSerializer.
        vec![
            spacing(Spacing::Compact),
            escapes(Net),
            numbers(Numbers::Short),
        ],
    ];
    // All but PHP write a slash as it is.
    for plan in &mut all {
        if !plan.contains(&slashes(true)) {
            plan.push(slashes(false));
        }
    }
    all
}

/// Every order of so many things but their own.
pub fn permutations(count: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..count {
        let longer = all.iter().flat_map(|begun| {
            let left = (0..count).filter(|at| !begun.contains(at));
            left.map(|at| [&begun[..], &[at]].concat())
                .collect::<Vec<_>>()
        });
        all = longer.collect();
    }
    all.retain(|order| !order.is_sorted());
    all
}
