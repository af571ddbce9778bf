//! Text of any size: what is large stands in blocks that a browser draws only when they are seen.

use std::rc::Rc;

use yew::prelude::*;

use super::el::{El, component, el, row};

/// Bytes beyond which text stands in blocks.
pub const LARGE: usize = 128 << 10;
/// Bytes of a block.
const BLOCK: usize = 16 << 10;

#[derive(Properties, Clone, PartialEq)]
pub struct TextProps {
    pub text: Rc<str>,
}

/// The text itself; its `textContent` is exact.
#[component]
pub fn Text(props: &TextProps) -> Html {
    if props.text.len() <= LARGE {
        return super::el::text(AttrValue::Rc(Rc::clone(&props.text)));
    }
    let mut spans = Vec::new();
    for block in blocks(&props.text) {
        spans.push(el("span").class("block").copy(block).node());
    }
    row(spans)
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
