//! The XML declaration (production 23 of XML 1.0).

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
        let inner = self.until("?>", "the XML declaration")?;
        let mut parts: Vec<(&str, &str)> = Vec::new();
        let mut left = inner.trim_ascii();
        while !left.is_empty() {
            let part = pseudo_attribute(left);
            let (name, value, after) =
                part.ok_or(("the XML declaration is not well-formed".to_owned(), start))?;
            parts.push((name, value));
            left = after.trim_ascii_start();
        }
        let wrong = |what: &str| Err((what.to_owned(), start));
        match &parts[..] {
            [("version", version), more @ ..] if version.starts_with("1.") => match more {
                [] | [("standalone", "yes" | "no")] => Ok(()),
                [("encoding", name)] | [("encoding", name), ("standalone", "yes" | "no")] => {
                    let name = name.to_ascii_lowercase();
                    match &*name {
                        "utf-8" | "utf8" | "us-ascii" | "ascii" => Ok(()),
                        _ => wrong(
                            "the XML declaration names another encoding than UTF-8, which is what is sent; write encoding=\"UTF-8\"",
                        ),
                    }
                }
                _ => wrong(
                    "the XML declaration is not well-formed; write <?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                ),
            },
            _ => wrong("the XML declaration must begin with version=\"1.0\""),
        }
    }
}

/// `name="value"` of the XML declaration, and what follows.
fn pseudo_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_once('=')?;
    let rest = rest.trim_ascii_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = rest[1..].split_once(quote)?;
    Some((name.trim_ascii_end(), value, after))
}
