//! Text of any size: what is large stands in blocks that a browser draws only when they are seen.

use std::rc::Rc;

use yew::prelude::*;

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
        return Html::from(AttrValue::from(Rc::clone(&props.text)));
    }
    blocks(&props.text)
        .map(|block| html! { <span class="block">{ block.to_owned() }</span> })
        .collect()
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
