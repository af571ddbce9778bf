//! Element names for any text, escaped as by .NET's XmlConvert (`_x0020_`).

/// The text as a name without a colon (Namespaces in XML 1.0, NCName).
///
/// Characters that a name cannot contain become `_xHHHH_`, the code point in hex, and so
/// does a `_` that would read as the start of such an escape. An empty text becomes `_`.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let keeps = if at == 0 { starts(c) } else { continues(c) };
        if keeps && !(c == '_' && reads_as_escape(&text[at..])) {
            out.push(c);
        } else {
            let code = c as u32;
            // Four digits for the basic plane, eight beyond it.
            let digits = if code > 0xFFFF { 8 } else { 4 };
            out.push_str("_x");
            for shift in (0..digits).rev() {
                let digit = code >> (shift * 4) & 15;
                out.push(b"0123456789ABCDEF"[digit as usize] as char);
            }
            out.push('_');
        }
    }
    if out.is_empty() {
        out.push('_');
    }
    out
}

/// Returns whether a text begins with `_xHHHH_` or `_xHHHHHHHH_`.
fn reads_as_escape(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("_x") else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    matches!(digits, 4 | 8) && rest[digits..].starts_with('_')
}

fn starts(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || is_letter(c)
}

fn continues(c: char) -> bool {
    starts(c) || c.is_ascii_digit() || c == '-' || c == '.'
}

/// Returns whether every edition of XML 1.0 allows a non-ASCII letter in names: the fifth
/// allows far more, but widely used readers follow the fourth.
fn is_letter(c: char) -> bool {
    const RANGES: &[(char, char)] = &[
        ('\u{C0}', '\u{D6}'),
        ('\u{D8}', '\u{F6}'),
        ('\u{F8}', '\u{131}'),
        ('\u{134}', '\u{13E}'),
        ('\u{141}', '\u{148}'),
        ('\u{14A}', '\u{17E}'),
        ('\u{38E}', '\u{3A1}'),
        ('\u{3A3}', '\u{3CE}'),
        ('\u{401}', '\u{40C}'),
        ('\u{40E}', '\u{44F}'),
        ('\u{451}', '\u{45C}'),
        ('\u{45E}', '\u{481}'),
        ('\u{5D0}', '\u{5EA}'),
        ('\u{621}', '\u{63A}'),
        ('\u{641}', '\u{64A}'),
        ('\u{905}', '\u{939}'),
        ('\u{E01}', '\u{E2E}'),
        ('\u{3041}', '\u{3094}'),
        ('\u{30A1}', '\u{30FA}'),
        ('\u{4E00}', '\u{9FA5}'),
        ('\u{AC00}', '\u{D7A3}'),
    ];
    RANGES.iter().any(|(from, to)| (*from..=*to).contains(&c))
}
