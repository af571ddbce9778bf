//! The changes that are tried on any body, and what well-known programs change at once.

use super::{Change, Plan};
use crate::cause::{Cause, Charset, Escapes, Form, Lost, Numbers, Order, Spacing};
use crate::rewrite::order::permutations;
use crate::unpack::is_packed;

/// Fields of a form whose every order is tried as the likely ones are, and at last.
const PERMUTED: [usize; 2] = [4, 6];
/// Fields of a form beyond which only orders of the whole are tried.
const MOVED: usize = 20;
const ROTATED: usize = 64;

/// What a compressed body was before.
pub fn unpacked(body: &[u8]) -> Vec<Change> {
    let packed = is_packed(body).then_some(Cause::Decompressed);
    packed.into_iter().map(Change::from).collect()
}

/// Changes of the body as text.
pub fn texts() -> Vec<Change> {
    let mut all = Vec::new();
    for added in [false, true] {
        all.extend([false, true].map(|crlf| Cause::LastLine { added, crlf }));
    }
    all.push(Cause::Trimmed);
    all.extend([true, false].map(|crlf| Cause::LineEnds { crlf }));
    all.extend([false, true].map(|added| Cause::ByteOrderMark { added }));
    let padded = |(before, after)| Cause::Padded { before, after };
    all.extend(PADDED.map(padded));
    all.extend(CHARSETS.map(Cause::Charset));
    all.into_iter().map(Change::from).collect()
}

/// White space that people leave around a text, beside one line end after it.
pub const PADDED: [(&str, &str); 8] = [
    ("", " "),
    (" ", ""),
    (" ", " "),
    ("", "\n\n"),
    ("\n", ""),
    ("\n", "\n"),
    ("", "\r\n\r\n"),
    ("", "\t"),
];

/// Those that make equal bytes of some texts stand in the order of their likeliness: what is UTF-8
/// again after it was encoded twice, `?` for all that is beyond ASCII, Latin-1 before windows-1252.
pub const CHARSETS: [Charset; 17] = {
    use Charset::*;
    [
        Once,
        OnceWindows,
        Ascii,
        AsciiUnits,
        AsciiBytes,
        Dropped,
        Latin1,
        Windows,
        Utf8,
        Utf8Windows,
        Twice,
        TwiceWindows,
        Replaced,
        Utf16Le,
        Utf16Be,
        Utf16Mark,
        NotUtf16,
    ]
};

/// What stands instead of an empty body.
pub fn stand_ins() -> Vec<Change> {
    [Lost::Braces, Lost::Null, Lost::Undefined, Lost::Object]
        .map(|lost| Cause::Lost(lost).into())
        .to_vec()
}

/// The sides of JSON text.
pub fn sides() -> Vec<Change> {
    use Spacing::{Colons, Commas, Compact, Four, Jackson, Ruby, Spaced, Tab, Two};
    let spacings = [
        Compact, Spaced, Two, Four, Tab, Jackson, Ruby, Colons, Commas,
    ];
    let mut all: Vec<Cause> = spacings.map(Cause::Spacing).to_vec();
    all.extend([Order::Sorted, Order::ByLength, Order::NumbersFirst].map(Cause::Order));
    use Escapes::{Gson, Html, Lower, Net, Plain, Upper};
    all.extend([Lower, Plain, Upper, Html, Net, Gson].map(Cause::Escapes));
    all.extend([true, false].map(|escaped| Cause::Slashes { escaped }));
    use Numbers::{Cents, Fixed, Pointed, Python, Short};
    all.extend([Short, Python, Pointed, Cents, Fixed].map(Cause::Numbers));
    all.into_iter().map(Change::from).collect()
}

/// A form that is encoded again, or put into an order that has a name.
pub fn fillings() -> Vec<Change> {
    use Form::{
        Component, Decoded, Descending, Json, LowerHex, Percent20, Plus, Reversed, Rfc3986, Sorted,
        UpperHex, Url,
    };
    [
        Plus, Percent20, UpperHex, LowerHex, Sorted, Descending, Reversed, Url, Component, Rfc3986,
        Decoded, Json,
    ]
    .map(|form| Cause::Form(form).into())
    .to_vec()
}

/// Orders that a form's fields may have had: every one of a few, else turned round and one moved.
pub fn fields(body: &[u8], likely: bool) -> Vec<Vec<usize>> {
    let count = body.split(|b| *b == b'&').count();
    let [few, some] = PERMUTED;
    if likely || count <= few {
        let wanted = likely && count <= few;
        return if wanted {
            permutations(count)
        } else {
            Vec::new()
        };
    }
    if count <= some {
        return permutations(count);
    }
    let mut all = Vec::new();
    if count <= ROTATED {
        let turned = (1..count).map(|first| (0..count).map(|at| (at + first) % count).collect());
        all.extend(turned);
    }
    if count <= MOVED {
        for from in 0..count {
            for to in (0..count).filter(|to| *to != from) {
                let mut order: Vec<usize> = (0..count).filter(|at| *at != from).collect();
                order.insert(to, from);
                all.push(order);
            }
        }
    }
    all
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
        // A struct, with fractions written as prices are.
        vec![
            spacing(Spacing::Compact),
            escapes(Html),
            numbers(Numbers::Cents),
        ],
        vec![spacing(Spacing::Compact), escapes(Html)],
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
