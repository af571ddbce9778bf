//! Documentation text: the part of CommonMark that API descriptions use.
//!
//! Paragraphs, headings, lists, fenced code, emphasis, code spans and links.
//! Anything else stays as it was written: nothing of the text is lost, and
//! no markup of the document becomes markup of the page.

use yew::prelude::*;

use super::el::{El, el, row, text};

/// A text with its paragraphs and lists.
pub fn blocks(text: &str) -> Html {
    let mut out = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        if trimmed.starts_with("```") {
            let code: Vec<&str> = lines
                .by_ref()
                .take_while(|l| !l.trim_start().starts_with("```"))
                .collect();
            let code = el("code").words(code.join("\n").into());
            out.push(el("pre").class("prose-code").el(code).node());
        } else if item(trimmed).is_some() {
            let mut items = vec![trimmed.to_owned()];
            while let Some(next) = lines.next_if(|l| !l.trim().is_empty()) {
                match (item(next.trim()), items.last_mut()) {
                    (None, Some(last)) => {
                        last.push(' ');
                        last.push_str(next.trim());
                    }
                    _ => items.push(next.trim().to_owned()),
                }
            }
            let mut entries = Vec::new();
            for i in &items {
                entries.push(around("li", item(i).unwrap_or(i)).node());
            }
            out.push(el("ul").all(entries).node());
        } else if let Some(heading) = trimmed.strip_prefix('#') {
            let heading = heading.trim_start_matches('#').trim();
            out.push(el("p").el(around("strong", heading)).node());
        } else {
            let mut paragraph = trimmed.to_owned();
            while let Some(next) = lines.next_if(|l| goes_on(l.trim())) {
                paragraph.push(' ');
                paragraph.push_str(next.trim());
            }
            out.push(around("p", &paragraph).node());
        }
    }
    row(out)
}

/// An element around a line of text.
fn around(tag: &'static str, line: &str) -> El {
    el(tag).put(inline(line))
}

fn goes_on(line: &str) -> bool {
    !line.is_empty() && !line.starts_with("```") && item(line).is_none() && !line.starts_with('#')
}

/// The text of a list item.
fn item(line: &str) -> Option<&str> {
    let marked = ["- ", "* ", "+ "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark));
    marked.or_else(|| {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0)
            .then(|| line.get(digits..)?.strip_prefix(". "))
            .flatten()
    })
}

/// A line of text with its code spans, emphasis and links.
pub fn inline(line: &str) -> Html {
    let mut out: Vec<Html> = Vec::new();
    let mut plain = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let boundary = !plain.ends_with(|c: char| c.is_alphanumeric());
        if let Some((html, after)) = span(rest, boundary) {
            if !plain.is_empty() {
                out.push(copied(&plain));
                plain.clear();
            }
            out.push(html);
            rest = after;
        } else if let Some(escaped) = escape(rest) {
            plain.push(escaped);
            rest = &rest[1 + escaped.len_utf8()..];
        } else {
            plain.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    if !plain.is_empty() {
        out.push(copied(&plain));
    }
    row(out)
}

fn copied(words: &str) -> Html {
    text(AttrValue::Rc(words.into()))
}

fn escape(rest: &str) -> Option<char> {
    let next = rest.strip_prefix('\\')?.chars().next()?;
    next.is_ascii_punctuation().then_some(next)
}

/// The marked-up piece that a text starts with, and what follows it.
fn span(rest: &str, boundary: bool) -> Option<(Html, &str)> {
    if let Some(inner) = rest.strip_prefix('`') {
        let (code, after) = inner.split_once('`')?;
        return Some((el("code").copy(code).node(), after));
    }
    if let Some(inner) = rest.strip_prefix("**") {
        let (strong, after) = inner.split_once("**")?;
        let marked = !strong.is_empty();
        return marked.then(|| (around("strong", strong).node(), after));
    }
    for mark in ['*', '_'] {
        if let Some(inner) = rest.strip_prefix(mark)
            && boundary
            && !inner.starts_with([' ', mark])
        {
            let (em, after) = inner.split_once(mark)?;
            let closes = !after.starts_with(|c: char| c.is_alphanumeric());
            return closes.then(|| (around("em", em).node(), after));
        }
    }
    if let Some(inner) = rest.strip_prefix('<') {
        let (address, after) = inner.split_once('>')?;
        return Some((link(address, copied(address))?, after));
    }
    if let Some(inner) = rest.strip_prefix('[') {
        let (words, after) = inner.split_once("](")?;
        let (address, after) = after.split_once(')')?;
        return Some((link(address, inline(words))?, after));
    }
    None
}

/// A link to somewhere else; only to what a person can safely follow.
pub fn link(address: &str, words: Html) -> Option<Html> {
    let web = address.starts_with("https://") || address.starts_with("http://");
    web.then(|| {
        el("a")
            .attr("href", AttrValue::Rc(address.into()))
            .is("target", "_blank")
            .is("rel", "noopener noreferrer")
            .put(words)
            .node()
    })
}

/// The first sentence of a text, and the rest of it.
pub fn first_sentence(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text
        .match_indices(". ")
        .map(|(at, _)| at + 1)
        .chain(text.find("\n\n"))
        .chain(text.find(".\n").map(|at| at + 1))
        .filter(|at| *at >= 24)
        .min()
        .unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    (first, rest.trim_start())
}
