//! The changes that are tried on any body, and the combined changes of well-known programs.

use super::{Change, Plan};
use crate::cause::{Cause, Charset, Escapes, Form, Lost, Numbers, Order, Spacing};
use crate::rewrite::order::permutations;
use crate::unpack::is_packed;

/// The most fields of a form whose every order is tried: with the likely ones, and last.
const PERMUTED: [usize; 2] = [4, 6];
/// The number of fields beyond which only orders of the whole form are tried.
const MOVED: usize = 20;
const ROTATED: usize = 64;

/// Returns the change that decompresses a body.
pub fn unpacked(body: &[u8]) -> Vec<Change> {
    let packed = is_packed(body).then_some(Cause::Decompressed);
    packed.into_iter().map(Change::from).collect()
}

/// Returns changes of the body as text.
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

/// White space that is often left around a text, beside one line end after it.
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

/// Charsets by likelihood, since some make equal bytes of some texts: UTF-8 restored after double
/// encoding first, `?` for all that is beyond ASCII, and Latin-1 before windows-1252.
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

/// Returns the texts that are signed in place of the body.
pub fn stand_ins() -> Vec<Change> {
    [Lost::Braces, Lost::Null, Lost::Undefined, Lost::Object]
        .map(|lost| Cause::Lost(lost).into())
        .to_vec()
}

/// Returns changes of each side of a JSON text.
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

/// Returns changes of a form's encoding and orders with a name.
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

/// Returns orders that a form's fields may have had: every one if they are few, else the reverse
/// and single moves.
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

/// Returns the combined changes of well-known programs.
pub fn serialisers() -> Vec<Plan> {
    use Escapes::{Gson, Html, Lower, Net, Plain};
    let spacing = |spacing| Change::from(Cause::Spacing(spacing));
    let escapes = |escapes| Change::from(Cause::Escapes(escapes));
    let order = |order| Change::from(Cause::Order(order));
    let numbers = |numbers| Change::from(Cause::Numbers(numbers));
    let slashes = |escaped| Change::from(Cause::Slashes { escaped });
    let mut all = vec![
        // Python's json.dumps, also compact and with sort_keys.
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
        // PHP's json_encode, also with JSON_PRETTY_PRINT.
        vec![spacing(Spacing::Compact), escapes(Lower), slashes(true)],
        vec![spacing(Spacing::Four), escapes(Lower), slashes(true)],
        // Go's json.Marshal of a map.
        vec![
            spacing(Spacing::Compact),
            order(Order::Sorted),
            escapes(Html),
        ],
        // Go's json.Marshal of a struct, with fractions written as prices.
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
        // Gson with a map, whose numbers are doubles.
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
    // All but PHP write a slash without an escape.
    for plan in &mut all {
        if !plan.contains(&slashes(true)) {
            plan.push(slashes(false));
        }
    }
    all
}
