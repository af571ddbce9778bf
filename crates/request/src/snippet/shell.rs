//! Words for a POSIX shell: quoting, and writing bytes for `printf`.

/// A word that the shell reads as exactly this text, which must not contain NUL.
pub fn quote(text: &str) -> String {
    ["'", &text.replace('\'', r"'\''"), "'"].concat()
}

/// Returns whether a quoted text survives being pasted: line feeds do, but terminals
/// interpret other control characters and the shell drops NUL.
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|c| !c.is_control() || c == '\n')
}

/// A quoted format that makes `printf` write exactly these bytes.
pub fn format(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 2);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '%' => out.push_str("%%"),
                '\\' => out.push_str(r"\\"),
                '\n' => out.push(c),
                '\r' => out.push_str(r"\r"),
                '\t' => out.push_str(r"\t"),
                // A format that begins with a hyphen would be an option.
                '-' if out.is_empty() => octal(b'-', &mut out),
                c if c.is_control() => {
                    let mut buffer = [0; 4];
                    c.encode_utf8(&mut buffer)
                        .bytes()
                        .for_each(|b| octal(b, &mut out));
                }
                c => out.push(c),
            }
        }
        chunk.invalid().iter().for_each(|&b| octal(b, &mut out));
    }
    quote(&out)
}

/// Writes an octal escape, always with three digits, so that a digit may follow.
fn octal(byte: u8, out: &mut String) {
    out.push('\\');
    for shift in [6, 3, 0] {
        out.push(char::from(b'0' + (byte >> shift & 7)));
    }
}
