//! The XML declaration (production 23 of XML 1.0).

use problem::{Markup, Part};

use super::{Broken, Reader};

impl Reader<'_> {
    /// `<?xml version="1.0" …?>`.
    pub(super) fn declaration(&mut self) -> Result<(), Broken> {
        let start = self.at;
        let rest = self.rest();
        if !rest.starts_with("<?xml") || !rest[5..].starts_with([' ', '\t', '\r', '\n', '?']) {
            return Ok(());
        }
        self.at += 5;
        let inner = self.until(Part::Declaration)?;
        let mut parts: Vec<(&str, &str)> = Vec::new();
        let mut left = inner.trim_ascii();
        while !left.is_empty() {
            let part = pseudo_attribute(left);
            let (name, value, after) = part.ok_or((Markup::Declaration { whole: false }, start))?;
            parts.push((name, value));
            left = after.trim_ascii_start();
        }
        let wrong = |what: Markup| Err((what, start));
        match &parts[..] {
            [("version", version), more @ ..] if version.starts_with("1.") => match more {
                [] | [("standalone", "yes" | "no")] => Ok(()),
                [("encoding", name)] | [("encoding", name), ("standalone", "yes" | "no")] => {
                    let name = name.to_ascii_lowercase();
                    match &*name {
                        "utf-8" | "utf8" | "us-ascii" | "ascii" => Ok(()),
                        _ => wrong(Markup::Encoding),
                    }
                }
                _ => wrong(Markup::Declaration { whole: true }),
            },
            _ => wrong(Markup::Version),
        }
    }
}

/// The name and value of a `name="value"` in the XML declaration, and the text after it.
fn pseudo_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_once('=')?;
    let rest = rest.trim_ascii_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = rest[1..].split_once(quote)?;
    Some((name.trim_ascii_end(), value, after))
}
