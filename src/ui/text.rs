//! Text of any size: of what is large the beginning is drawn, and all when that is asked for, in blocks
//! that a browser draws only when they are seen.

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use super::el::{El, component, el, row};
use super::hooks::use_flag;
use super::veil::{painted, use_veil};

/// Bytes beyond which text is not drawn at once.
pub const LARGE: usize = 128 << 10;
/// Bytes of its beginning, which is drawn.
pub const BEGINNING: usize = 64 << 10;
/// Bytes of a block.
const BLOCK: usize = 16 << 10;

#[derive(Properties, Clone, PartialEq)]
pub struct TextProps {
    pub text: Rc<str>,
    /// Where its secrets are; `None` where they are to be found by what they are.
    pub secrets: Option<Rc<[Range<usize>]>>,
}

/// The text itself; its `textContent` is exact, also where most of it is not drawn.
#[component]
pub fn Text(props: &TextProps) -> Html {
    let all = use_flag();
    let veil = use_veil();
    let text = &props.text;
    let secrets = match &props.secrets {
        Some(_) if veil.reveal => Vec::new(),
        Some(known) => known.to_vec(),
        // Of what is not drawn nothing has to be covered.
        None if !*all && text.len() > LARGE => {
            let end = text.floor_char_boundary(BEGINNING + veil.known.longest());
            veil.find(text[..end].as_bytes())
        }
        None => veil.find(text.as_bytes()),
    };
    if text.len() <= LARGE {
        return match secrets.is_empty() {
            true => super::el::text(AttrValue::Rc(Rc::clone(text))),
            false => painted(text, &secrets),
        };
    }
    let drawn = match *all {
        true => usize::MAX,
        false => BEGINNING / BLOCK,
    };
    let mut spans = Vec::new();
    let (mut at, mut next) = (0, 0);
    for block in blocks(text).take(drawn) {
        let end = at + block.len();
        let mut within = Vec::new();
        while let Some(secret) = secrets.get(next).filter(|s| s.start < end) {
            within.push(secret.start.max(at) - at..secret.end.min(end) - at);
            if secret.end > end {
                // The rest of it is in the next block.
                break;
            }
            next += 1;
        }
        let block = painted(block, &within);
        spans.push(el("span").class("block").put(block).node());
        at = end;
    }
    if *all {
        return row(spans);
    }
    let rest = text.get(at..).unwrap_or_default();
    let words = ["Show all ", &bytes_words(text.len())].concat();
    // The words of the button are painted, so that they are no part of the text.
    let button = el("button")
        .is("type", "button")
        .class("show-all")
        .is("data-part", "show-all")
        .attr("aria-label", words.into())
        .onclick(Callback::from(move |_: MouseEvent| all.set(true)));
    row(vec![
        row(spans),
        el("span").flag("hidden", true).copy(rest).node(),
        button.node(),
    ])
}

/// `1 byte`, `106 bytes`.
pub fn bytes_words(length: usize) -> String {
    match length {
        1 => "1 byte".to_owned(),
        length => format!("{length} bytes"),
    }
}

/// Text of which it is not known where its secrets are.
#[inline(never)]
pub fn text(text: Rc<str>) -> Html {
    let secrets = None;
    component::<Text>(TextProps { text, secrets })
}

/// Text of which it is known where its secrets are.
#[inline(never)]
pub fn known_text(text: Rc<str>, secrets: Vec<Range<usize>>) -> Html {
    let secrets = Some(secrets.into());
    component::<Text>(TextProps { text, secrets })
}

/// What a text stands in that may be long: it can be reached by keyboard, and scrolls.
#[inline(never)]
pub fn region(label: &'static str, length: usize) -> El {
    el("div")
        .class(match is_long(length) {
            true => "code long",
            false => "code",
        })
        .is("tabindex", "0")
        .is("role", "region")
        .is("aria-label", label)
}

/// Text that is long scrolls in a box of its own; what is short needs none, and is drawn faster so.
pub fn is_long(length: usize) -> bool {
    length > 3000
}

/// The text in pieces, cut after a line where there is one.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.floor_char_boundary(BLOCK.min(rest.len()));
        let line = rest[..end].rfind('\n').map(|at| at + 1);
        let cut = if end == rest.len() {
            end
        } else {
            line.unwrap_or(end)
        };
        let (block, after) = rest.split_at(cut);
        rest = after;
        Some(block)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_put_together_are_the_text() {
        let lines = "a line of text\n".repeat(10_000);
        let one = "é".repeat(100_000);
        for text in [&*lines, &*one, "short", ""] {
            assert_eq!(blocks(text).collect::<String>(), text);
            assert!(blocks(text).all(|b| !b.is_empty() && b.len() <= BLOCK));
        }
    }
}
