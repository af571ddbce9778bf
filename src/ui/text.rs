//! Text of any size: of what is large the beginning is drawn, and all when that is asked for, in blocks
//! that a browser draws only when they are seen.

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use super::veil::{painted, use_veil};
use crate::browser::page;
pub use crate::browser::value::LARGE;

/// Bytes of its beginning, which is drawn.
pub const BEGINNING: usize = 64 << 10;
/// Bytes of a block.
const BLOCK: usize = 16 << 10;

/// See [`LongText`].
#[derive(Properties, PartialEq)]
pub struct LongTextProps {
    pub text: Rc<str>,
    /// Where its secrets are; `None` where they are to be found by what they are.
    #[prop_or_default]
    pub secrets: Option<Rc<[Range<usize>]>>,
}

/// The text itself; its `textContent` is exact, also where most of it is not drawn.
#[component]
pub fn LongText(props: &LongTextProps) -> Html {
    let all = use_state_eq(|| false);
    let veil = use_veil();
    let text = &props.text;
    let secrets = match &props.secrets {
        Some(_) if veil.reveal => Vec::new(),
        Some(known) => known.to_vec(),
        // Of what is not drawn nothing has to be covered.
        None if !*all && text.len() > LARGE => {
            let end = text.floor_char_boundary(BEGINNING + veil.known.longest());
            veil.find(&text.as_bytes()[..end])
        }
        None => veil.find(text.as_bytes()),
    };
    if text.len() <= LARGE {
        return match secrets.is_empty() {
            true => AttrValue::Rc(Rc::clone(text)).into(),
            false => painted(text, &secrets),
        };
    }
    let drawn = match *all {
        true => usize::MAX,
        false => BEGINNING / BLOCK,
    };
    let (shown, rest) = drawn_blocks(text, &secrets, drawn);
    if *all {
        return shown.into_iter().collect();
    }
    // The words of the button are painted, so that they are no part of the text.
    let label = format!("Show all {}", bytes_words(text.len()));
    let onclick = Callback::from(move |event: MouseEvent| {
        page::focus_around(&event);
        all.set(true);
    });
    html! {
        <>
            { for shown }
            <span hidden=true>{ rest }</span>
            <button type="button" class="show-all" data-part="show-all" aria-label={label} {onclick} />
        </>
    }
}

/// The first blocks of a text with their secrets covered, and the rest of it.
fn drawn_blocks<'a>(text: &'a str, secrets: &[Range<usize>], most: usize) -> (Vec<Html>, &'a str) {
    let mut drawn = Vec::new();
    let (mut at, mut next) = (0, 0);
    for block in blocks(text).take(most) {
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
        drawn.push(html! { <span class="block">{ painted(block, &within) }</span> });
        at = end;
    }
    (drawn, text.get(at..).unwrap_or_default())
}

/// `1 byte`, `106 bytes`.
pub fn bytes_words(length: usize) -> String {
    match length {
        1 => "1 byte".to_owned(),
        length => format!("{length} bytes"),
    }
}

/// Text of which it is not known where its secrets are.
pub fn text(text: Rc<str>) -> Html {
    html! { <LongText {text} /> }
}

/// Text of which it is known where its secrets are.
pub fn known_text(text: Rc<str>, secrets: Vec<Range<usize>>) -> Html {
    let secrets: Option<Rc<[Range<usize>]>> = Some(secrets.into());
    html! { <LongText {text} {secrets} /> }
}

/// Whether a text is so long that its box scrolls; a short one is drawn faster without.
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
