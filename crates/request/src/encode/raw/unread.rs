//! Secrets in a body that does not parse: text that is being typed, or broken JSON.
//!
//! A secret is the value after its name. If such a name is anywhere but before a value,
//! the extent of the secret is unknown, and all of the text is secret.
//!
//! A value that was a secret while the text parsed stays one wherever it still occurs in
//! the text, even if its name is deleted.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use super::Span;
use crate::secret_spans::{SecretSpans, occurrences};
use json::Tree;
use openapi::control::Control;
use openapi::{Family, MediaType, secret_names};
use problem::Field;

/// The depth to which controls are searched.
const DEEPEST: usize = 8;

/// The names of the secret members.
#[derive(Default)]
pub struct Names {
    secret: Vec<String>,
    /// `true` if a secret has no name: an item, an entry, or the whole.
    unnamed: bool,
}

impl Names {
    pub fn of(control: &Control) -> Names {
        let mut names = Names::default();
        names.collect(control, DEEPEST);
        names
    }

    fn collect(&mut self, control: &Control, depth: usize) {
        if control.secret {
            match control.name.is_empty() {
                true => self.unnamed = true,
                false => self.secret.push(control.name.clone()),
            }
            return;
        }
        if depth > 0 {
            let inner = control.members.iter().chain(&control.element);
            inner.for_each(|inner| self.collect(inner, depth - 1));
        }
    }

    fn has(&self, name: &str) -> bool {
        self.secret.iter().any(|secret| secret == name) || secret_names::is_secret(name)
    }
}

/// The limit of known secrets to search for separately; beyond it all of the text is covered.
const SOUGHT: usize = 32;

/// The spans of the whole and of the secrets in it; `known` are the secrets of the last
/// text that parsed.
pub fn spans(
    bytes: &[u8],
    media: &MediaType,
    names: &Names,
    known: Vec<(Rc<Field>, String)>,
    root: Span,
) -> Vec<Span> {
    let json = Family::of(&media.name) == Family::Json;
    let found = match json && !names.unnamed {
        true => values(bytes, names),
        false => None,
    };
    let Some(found) = found else {
        let secret = names.unnamed || !names.secret.is_empty();
        return with_known(bytes, vec![Span { secret, ..root }], known);
    };
    let secrets = found.into_iter().map(|(name, range)| Span {
        field: Rc::new(Field::body().member(name)),
        start: range.start,
        end: range.end,
        secret: true,
    });
    let spans = std::iter::once(root).chain(secrets).collect();
    with_known(bytes, spans, known)
}

/// Adds the spans of known secrets, by field, to those of the whole and of the secrets in it.
pub fn with_known(
    bytes: &[u8],
    mut spans: Vec<Span>,
    mut known: Vec<(Rc<Field>, String)>,
) -> Vec<Span> {
    let mut seen = HashSet::new();
    known.retain(|(_, text)| !text.is_empty() && seen.insert(text.clone()));
    if known.len() > SOUGHT {
        spans[0].secret = true;
    }
    if spans[0].secret {
        return spans;
    }
    let mut secrets = spans.split_off(1);
    for (field, text) in known {
        let mut sought = SecretSpans::default();
        sought.add(&text);
        secrets.extend(sought.find(bytes).into_iter().map(|at| Span {
            field: field.clone(),
            start: at.start,
            end: at.end,
            secret: true,
        }));
    }
    secrets.sort_by_key(|secret| secret.start);
    for secret in secrets {
        match spans[1..].last_mut() {
            Some(last) if secret.start < last.end => last.end = last.end.max(secret.end),
            _ => spans.push(secret),
        }
    }
    spans
}

/// The values after the names of secrets; `None` if a name is not before a value.
fn values(bytes: &[u8], names: &Names) -> Option<Vec<(String, Range<usize>)>> {
    let mut found = Vec::new();
    let mut strings = Vec::new();
    let mut at = 0;
    while let Some(quote) = bytes.get(at..)?.iter().position(|byte| *byte == b'"') {
        let start = at + quote;
        let end = string(bytes, start);
        strings.push(start..end);
        at = end;
        let after = blank(bytes, end);
        if bytes.get(after) != Some(&b':') {
            continue;
        }
        let name = named(bytes.get(start..end)?);
        if names.has(&name) {
            let value = blank(bytes, after + 1);
            at = value_end(bytes, value);
            found.push((name, value..at));
            strings.push(value..at);
        }
    }
    let is_in_string = |at: &Range<usize>| {
        let next = strings.partition_point(|string| string.end < at.end);
        let string = strings.get(next);
        string.is_some_and(|string| string.start <= at.start)
    };
    let mut all_are = true;
    for name in &names.secret {
        occurrences(bytes, name.as_bytes(), |at| all_are &= is_in_string(&at));
    }
    all_are.then_some(found)
}

/// The end of the string that begins at `start`, or of the text.
pub(crate) fn string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The end of a value: of a string or a bracketed value, otherwise of the line or the member.
fn value_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    let mut depth = 0_usize;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = string(bytes, at),
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' if depth > 0 => {
                depth -= 1;
                at += 1;
            }
            b'}' | b']' | b',' | b'\n' if depth == 0 => return at,
            _ => {
                at += 1;
                continue;
            }
        }
        if depth == 0 {
            return at;
        }
    }
    bytes.len()
}

pub(crate) fn blank(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| b.is_ascii_whitespace()).count()
}

/// The text of a string token, with its escapes decoded.
pub(crate) fn named(token: &[u8]) -> String {
    let text = String::from_utf8_lossy(token);
    if !token.contains(&b'\\') {
        return text.trim_matches('"').to_owned();
    }
    let read = Tree::read(&*text).ok();
    let read = read.and_then(|tree| tree.root().string().map(String::from));
    read.unwrap_or_else(|| text.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        let names = Names {
            secret: vec!["Secret".to_owned(), "pin".to_owned()],
            unnamed: false,
        };
        let Some(found) = values(text.as_bytes(), &names) else {
            return "all".to_owned();
        };
        let mut out = String::new();
        let mut at = 0;
        for (_, range) in found {
            out.push_str(&text[at..range.start]);
            out.push('…');
            at = range.end;
        }
        out + &text[at..]
    }

    #[test]
    fn what_follows_the_name_of_a_secret_is_one() {
        for (text, left) in [
            (
                r#"{"Name": "n", "Secret": "canary"#,
                r#"{"Name": "n", "Secret": …"#,
            ),
            (
                r#"{"Secret":"ca\"nary","Name":"n""#,
                r#"{"Secret":…,"Name":"n""#,
            ),
            (
                r#"{"Secr\u0065t" : canary, "a": 1"#,
                r#"{"Secr\u0065t" : …, "a": 1"#,
            ),
            ("{\"Secret\": canary\n\"a\": 1", "{\"Secret\": …\n\"a\": 1"),
            (r#"{"Secret": {"a": ["canary"]}, "b"#, r#"{"Secret": …, "b"#),
            (r#"{"Secret": {"a": "can"#, r#"{"Secret": …"#),
            (
                r#"{"a": "a Secret", "access_token": "x", "b"#,
                r#"{"a": "a Secret", "access_token": …, "b"#,
            ),
            (r#"{"Name": "n""#, r#"{"Name": "n""#),
            (r#"{"Secret""#, r#"{"Secret""#),
            (r#"{"Secret":"#, r#"{"Secret":…"#),
            ("", ""),
        ] {
            assert_eq!(masked(text), left, "{text}");
        }
    }

    #[test]
    fn a_name_that_is_not_before_a_value_makes_all_of_it_secret() {
        for text in [
            "{Secret: canary}",
            "{'Secret': 'canary'}",
            r#"{"Name": "n, "Secret": "canary"}"#,
            "Secret=canary",
        ] {
            assert_eq!(masked(text), "all", "{text}");
        }
    }
}
