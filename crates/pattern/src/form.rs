//! The form of simple patterns: a fixed prefix and a number of characters of one set.
//!
//! Only patterns that mean exactly this have a form. Matching is the parent module's, and
//! `problem` words the form for users.

/// The form of a whole text that a pattern requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The text's beginning.
    pub prefix: String,
    /// The characters after the prefix, to the end; `None` if there may be any.
    pub rest: Option<Characters>,
}

/// A number of characters of one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Characters {
    /// The characters.
    pub set: Set,
    /// The least number of them.
    pub least: u32,
    /// `None` if there is no limit.
    pub most: Option<u32>,
}

/// A set of ASCII characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    /// The letters a to z.
    pub lower: bool,
    /// The letters A to Z.
    pub upper: bool,
    /// The digits 0 to 9.
    pub digits: bool,
    /// The letters a to f.
    pub lower_hex: bool,
    /// The letters A to F.
    pub upper_hex: bool,
    /// Characters listed one by one.
    pub others: Vec<char>,
}

impl Form {
    /// The form that a pattern requires, if it is simple enough.
    pub fn of(pattern: &str) -> Option<Form> {
        let mut rest = pattern.strip_prefix('^')?;
        let mut prefix = String::new();
        while let Some((c, after)) = literal(rest) {
            // A quantifier would repeat only that character.
            if after.starts_with(['*', '+', '?', '{']) {
                return None;
            }
            prefix.push(c);
            rest = after;
        }
        if rest.is_empty() || rest == ".*" {
            let rest = None;
            return (!prefix.is_empty()).then_some(Form { prefix, rest });
        }
        let (set, rest) = set(rest)?;
        let (least, most) = count(rest.strip_suffix('$')?)?;
        let rest = Some(Characters { set, least, most });
        Some(Form { prefix, rest })
    }
}

/// One of several forms that a pattern allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A text that begins like this.
    Prefix(String),
    /// A text without this character.
    Without(char),
}

/// Returns the forms of a pattern that is a choice of simple ones: `^(a:|b:|[^:]*$)`.
pub fn choices(pattern: &str) -> Option<Vec<Choice>> {
    let inner = pattern.strip_prefix("^(")?.strip_suffix(')')?;
    let inner = inner.strip_prefix("?:").unwrap_or(inner);
    let mut all = Vec::new();
    for text in inner.split('|') {
        if let Some(inner) = text.strip_prefix("[^").and_then(|t| t.strip_suffix("]*$")) {
            let (c, rest) = literal(inner)?;
            all.push(rest.is_empty().then_some(Choice::Without(c))?);
        } else {
            all.extend(prefixes(text)?.into_iter().map(Choice::Prefix));
        }
    }
    Some(all)
}

/// Returns the beginnings that a text of literal characters means, each with and without a character
/// before `?`.
fn prefixes(text: &str) -> Option<Vec<String>> {
    const MOST: usize = 4;
    let (mut all, mut rest) = (vec![String::new()], text);
    while let Some((c, after)) = literal(rest) {
        let with = all.iter().map(|prefix| format!("{prefix}{c}")).collect();
        let without = std::mem::replace(&mut all, with);
        rest = after;
        if let Some(after) = rest.strip_prefix('?') {
            all.extend(without);
            rest = after;
        }
        if all.len() > MOST {
            return None;
        }
    }
    (rest.is_empty() && all.iter().all(|prefix| !prefix.is_empty())).then_some(all)
}

/// Splits a literal character, plain or escaped, from the rest.
fn literal(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    match chars.next()? {
        '\\' => {
            let c = chars.next()?;
            c.is_ascii_punctuation().then_some((c, chars.as_str()))
        }
        '^' | '$' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' => None,
        c => Some((c, chars.as_str())),
    }
}

/// Splits a set from the rest.
fn set(text: &str) -> Option<(Set, &str)> {
    let mut set = Set::default();
    if let Some(rest) = text.strip_prefix('\\') {
        let mut chars = rest.chars();
        set.add_class(chars.next()?)?;
        return Some((set, chars.as_str()));
    }
    let mut rest = text.strip_prefix('[')?;
    loop {
        let mut chars = rest.chars();
        let first = chars.next()?;
        if first == ']' {
            let is_empty = set == Set::default();
            return (!is_empty).then_some((set, chars.as_str()));
        }
        if let Some(range) = rest.get(..3).filter(|range| range.as_bytes()[1] == b'-')
            && !range.ends_with(']')
        {
            set.add_range(range)?;
            rest = &rest[3..];
            continue;
        }
        match first {
            '^' => return None,
            '\\' => {
                let escaped = chars.next()?;
                if escaped.is_ascii_punctuation() {
                    set.others.push(escaped);
                } else {
                    set.add_class(escaped)?;
                }
            }
            c if c.is_ascii_graphic() && !c.is_ascii_alphanumeric() => set.others.push(c),
            _ => return None,
        }
        rest = chars.as_str();
    }
}

impl Set {
    fn add_class(&mut self, letter: char) -> Option<()> {
        self.digits = true;
        match letter {
            'd' => {}
            'w' => {
                (self.lower, self.upper) = (true, true);
                self.others.push('_');
            }
            _ => return None,
        }
        Some(())
    }

    fn add_range(&mut self, range: &str) -> Option<()> {
        let part = match range {
            "a-z" => &mut self.lower,
            "A-Z" => &mut self.upper,
            "0-9" => &mut self.digits,
            "a-f" => &mut self.lower_hex,
            "A-F" => &mut self.upper_hex,
            _ => return None,
        };
        *part = true;
        Some(())
    }
}

/// Reads a quantifier as the least and the most count.
fn count(text: &str) -> Option<(u32, Option<u32>)> {
    Some(match text {
        "" => (1, Some(1)),
        "*" => (0, None),
        "+" => (1, None),
        _ => {
            let inner = text.strip_prefix('{')?.strip_suffix('}')?;
            match inner.split_once(',') {
                None => (inner.parse().ok()?, Some(inner.parse().ok()?)),
                Some((least, "")) => (least.parse().ok()?, None),
                Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn other_patterns_have_no_form() {
        for pattern in [
            "[0-9]+",
            "^[0-9]+",
            "^",
            "^$",
            "^a+$",
            "^ab?",
            "^a|b",
            "^(a|b)$",
            "^[^a]+$",
            "^[0-8]+$",
            "^[g-z]+$",
            "^[abc]+$",
            "^[]$",
            "^\\S+$",
            "^\\bx",
            "^[\\d\\s]+$",
            "^[0-9]+?$",
            "^[0-9]{2}[a-z]$",
            "^a$",
            "^[é-ü]$",
            "^[",
            "^\\",
        ] {
            assert_eq!(Form::of(pattern), None, "{pattern}");
        }
    }
}
