//! The syntax of string literals and the text of comments.

use json::write::is_unseen;

/// The longest literal in characters, since a Java constant has at most 65,535 bytes.
const LONGEST: usize = 8_000;

/// The syntax of string literals in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// Go and Python: `"`, `\u00e9`, `\U0001f600`.
    Double,
    /// JavaScript and C#: `"`, and surrogate pairs.
    Units,
    /// The same in ASCII, since Java's compiler reads files in the system's encoding.
    Ascii,
    /// `"` and `\u{e9}`.
    Rust,
    /// `'`, or `"` with `$` escaped if a character needs an escape.
    Php,
    /// The same, with `#` escaped.
    Ruby,
}

impl Quotes {
    /// Reads the name used in a language's templates.
    pub fn from_name(name: &str) -> Quotes {
        match name {
            "units" => Quotes::Units,
            "ascii" => Quotes::Ascii,
            "rust" => Quotes::Rust,
            "php" => Quotes::Php,
            "ruby" => Quotes::Ruby,
            _ => Quotes::Double,
        }
    }

    /// Writes a text as a literal.
    pub fn literal(self, text: &str) -> String {
        let chars: Vec<char> = match self {
            Quotes::Ascii => text.chars().collect(),
            _ => Vec::new(),
        };
        if chars.len() > LONGEST {
            let parts = chars.chunks(LONGEST);
            let parts: Vec<String> = parts
                .map(|part| self.literal(&part.iter().collect::<String>()))
                .collect();
            return ["String.join(\"\", ", &parts.join(", "), ")"].concat();
        }
        let single = matches!(self, Quotes::Php | Quotes::Ruby);
        if single && text.chars().all(|c| !is_unseen(c)) {
            return ["'", &text.replace('\\', "\\\\").replace('\'', "\\'"), "'"].concat();
        }
        let mut out = String::with_capacity(text.len() + 2);
        out.push('"');
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '$' if self == Quotes::Php => out.push_str("\\$"),
                '#' if self == Quotes::Ruby => out.push_str("\\#"),
                c if is_unseen(c) => self.escape(c, &mut out),
                c if self == Quotes::Ascii && !c.is_ascii() => self.escape(c, &mut out),
                c => out.push(c),
            }
        }
        out.push('"');
        out
    }

    fn escape(self, c: char, out: &mut String) {
        let code = u32::from(c);
        match self {
            Quotes::Rust | Quotes::Php | Quotes::Ruby => out.push_str(&format!("\\u{{{code:x}}}")),
            Quotes::Double if code > 0xFFFF => out.push_str(&format!("\\U{code:08x}")),
            Quotes::Double => out.push_str(&format!("\\u{code:04x}")),
            Quotes::Units | Quotes::Ascii => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
}

/// Returns whether a text has no characters that an editor hides or changes.
pub fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '\n' | '\r' | '\t') || !is_unseen(c))
}

/// Makes a text safe within a comment of any language, since titles and labels may be a document's.
pub fn comment_safe(text: &str) -> String {
    let seen = |c: char| if is_unseen(c) { ' ' } else { c };
    let text: String = text.chars().map(seen).collect();
    text.replace("\"\"\"", "\"").replace("?>", "? >")
}
