//! Text of any size: of what is large the beginning is drawn, and all when that is asked for, in blocks
//! that a browser draws only when they are seen.

use std::rc::Rc;

use yew::prelude::*;

use super::el::{El, component, el, row};
use super::hooks::use_flag;

/// Bytes beyond which text is not drawn at once.
pub const LARGE: usize = 128 << 10;
/// Bytes of its beginning, which is drawn.
pub const BEGINNING: usize = 64 << 10;
/// Bytes of a block.
const BLOCK: usize = 16 << 10;

#[derive(Properties, Clone, PartialEq)]
pub struct TextProps {
    pub text: Rc<str>,
}

/// The text itself; its `textContent` is exact, also where most of it is not drawn.
#[component]
pub fn Text(props: &TextProps) -> Html {
    let all = use_flag();
    let text = &props.text;
    if text.len() <= LARGE {
        return super::el::text(AttrValue::Rc(Rc::clone(text)));
    }
    let block = |words: &str| el("span").class("block").copy(words).node();
    if *all {
        return row(blocks(text).map(block).collect());
    }
    let mut beginning = 0;
    let mut spans = Vec::new();
    for words in blocks(text).take(BEGINNING / BLOCK) {
        beginning += words.len();
        spans.push(block(words));
    }
    let rest = text.get(beginning..).unwrap_or_default();
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

/// See [`TextProps`].
#[inline(never)]
pub fn text(text: Rc<str>) -> Html {
    component::<Text>(TextProps { text })
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
