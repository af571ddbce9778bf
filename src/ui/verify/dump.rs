//! Bytes as a person can look at them: as text with what is invisible named, or in hex.
//!
//! The text's `textContent` is exact: names stand beside it as paint.

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use super::bytes::{self, Piece};
use crate::ui::controls::CopyButton;
use crate::ui::shared::Shared;
use crate::ui::text::{LARGE, is_long};
use crate::ui::veil::{Veil, painted, use_veil};
use diagnosis::Checked;
use received::Received;

/// Bytes of a page: as text, as text of megabytes, and in hex.
const TEXT: usize = 32 << 10;
const FEW: usize = 4 << 10;
const HEX: usize = 4 << 10;
/// From so many bytes on a page shows fewer of them, since there is more to be done beside.
const MUCH: usize = 1 << 20;

/// Bytes within a shared value, so that megabytes are not copied to be shown.
#[derive(Clone)]
pub enum Bytes {
    Body(Rc<Received>),
    /// The content that a signature was compared with.
    Signed(Shared<Checked>),
    Own(Rc<[u8]>),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Bytes::Body(received) => &received.body,
            Bytes::Own(bytes) => bytes,
            Bytes::Signed(checked) => checked.verdict.proof().map_or(&[], |proof| &proof.text),
        }
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Bytes) -> bool {
        match (self, other) {
            (Bytes::Body(a), Bytes::Body(b)) => Rc::ptr_eq(a, b),
            (Bytes::Signed(a), Bytes::Signed(b)) => a == b,
            (Bytes::Own(a), Bytes::Own(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}

#[derive(Properties, Clone, PartialEq)]
pub struct DumpProps {
    pub bytes: Bytes,
    pub part: &'static str,
    /// What the bytes are.
    pub label: &'static str,
    /// Whether they are shown in hex at first.
    #[prop_or_default]
    pub hex: bool,
    /// Whether there is no button for hex, since what is around it has the choice.
    #[prop_or_default]
    pub is_fixed: bool,
    /// Where their secrets are; `None` where they are to be found by what they are.
    #[prop_or_default]
    pub secrets: Option<Rc<[Range<usize>]>>,
}

/// Bytes that a person can look at, a page at a time.
#[component]
pub fn Dump(props: &DumpProps) -> Html {
    let hex = use_state_eq(|| props.hex);
    let at = use_state_eq(|| 0_usize);
    let facts = use_memo(props.bytes.clone(), |bytes| {
        AttrValue::from(bytes::facts(bytes.get()))
    });
    let veil = use_veil();
    let whole = props.bytes.get();
    let size = match *hex {
        true => HEX,
        false if whole.len() > MUCH => FEW,
        false => TEXT,
    };
    let range = page(whole, *at, size);
    let secrets = {
        let on = (
            props.bytes.clone(),
            props.secrets.clone(),
            veil,
            range.clone(),
        );
        use_memo(on, |(bytes, known, veil, range)| match known {
            Some(_) if veil.reveal => Vec::new(),
            Some(known) => known.to_vec(),
            None => near(bytes.get(), range, veil),
        })
    };
    let shown = whole.get(range.clone()).unwrap_or_default();
    let content = match *hex {
        true => {
            let (text, secrets) = bytes::dump(shown, range.start, &secrets);
            painted(&text, &secrets)
        }
        false => runs(whole, range.clone(), &secrets).into_iter().collect(),
    };
    let turn = {
        let hex = hex.clone();
        Callback::from(move |_: MouseEvent| hex.set(!*hex))
    };
    let long = is_long(shown.len() + 1).then_some("long");
    html! {
        <div class="dump">
            <p class="line byte-head">
                <span class="label">{ props.label }</span>
                <span class="type">{ &*facts }</span>
                if let Some(text) = copyable(whole).filter(|_| props.secrets.is_none()) {
                    <CopyBytes {text} label={props.label} />
                }
                if !props.is_fixed {
                    <button
                        type="button" class="quiet" aria-pressed={hex.to_string()}
                        aria-label={format!("{} in hex", props.label)} onclick={turn}
                    >
                        { "Hex" }
                    </button>
                }
            </p>
            <div class={classes!("code", long)} tabindex="0" role="region" aria-label={props.label}>
                <pre
                    class={hex.then_some("hex")} data-part={props.part}
                    data-empty={shown.is_empty().then_some("Empty")}
                >
                    { content }
                </pre>
            </div>
            if range.start > 0 || range.end < whole.len() {
                { paging(&range, whole.len(), size, &at) }
            }
        </div>
    }
}

/// The bytes as text that a clipboard holds exactly, if they are not too much.
fn copyable(bytes: &[u8]) -> Option<Rc<str>> {
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.is_empty() && text.len() <= LARGE).then(|| text.into())
}

#[derive(Properties, PartialEq)]
struct CopyBytesProps {
    text: Rc<str>,
    label: &'static str,
}

/// Copies the text, with placeholders for the secrets that are hidden.
#[component]
fn CopyBytes(props: &CopyBytesProps) -> Html {
    let veil = use_veil();
    let copied = use_memo((veil, Rc::clone(&props.text)), |(veil, text)| {
        veil.copied(text)
    });
    let text = {
        let copied = Rc::clone(&copied);
        Callback::from(move |()| copied.0.to_string())
    };
    html! { <CopyButton {text} what={props.label} holds={copied.1} /> }
}

/// The secrets that a page may show a part of.
fn near(bytes: &[u8], page: &Range<usize>, veil: &Veil) -> Vec<Range<usize>> {
    let reach = veil.known.longest();
    let start = page.start.saturating_sub(reach);
    let end = bytes.len().min(page.end.saturating_add(reach));
    let found = veil.find_within(bytes.get(start..end).unwrap_or_default(), start);
    found
        .into_iter()
        .map(|s| s.start + start..s.end + start)
        .collect()
}

/// The page that a place is on.
fn page(whole: &[u8], at: usize, size: usize) -> Range<usize> {
    let start = at.min(whole.len()) / size * size;
    let edge = |mut at: usize| {
        // A character is not cut where there is one.
        for _ in 0..3 {
            let inside = whole
                .get(at)
                .is_some_and(|b| b & 0b1100_0000 == 0b1000_0000);
            at += usize::from(inside && at > 0);
        }
        at
    };
    let text = size != HEX;
    let start = if text { edge(start) } else { start };
    let end = (start / size * size + size).min(whole.len());
    start..if text { edge(end) } else { end }
}

/// The text of a page, its secrets painted over.
fn runs(whole: &[u8], page: Range<usize>, secrets: &[Range<usize>]) -> Vec<Html> {
    let mut all = Vec::new();
    let mut at = page.start;
    let bytes = |range: Range<usize>| whole.get(range).unwrap_or_default();
    let here = secrets
        .iter()
        .filter(|s| s.end > page.start && s.start < page.end);
    for secret in here {
        let inside = secret.start.max(page.start)..secret.end.min(page.end);
        all.push(named(bytes(at..inside.start), at == 0));
        let first = inside.start == 0;
        at = inside.end;
        all.push(html! {
            <>
                <span role="img" aria-label="hidden secret" />
                <span class="secret" aria-hidden="true">{ named(bytes(inside), first) }</span>
            </>
        });
    }
    all.push(named(bytes(at..page.end), at == 0));
    all
}

/// The text of bytes, with the names of those that cannot be seen.
fn named(shown: &[u8], first: bool) -> Html {
    let piece = |piece| match piece {
        Piece::Text(text) => Html::from(AttrValue::from(text.to_owned())),
        Piece::Named(name, text) => {
            html! { <span class="byte" data-name={name.into_owned()}>{ text.to_owned() }</span> }
        }
        Piece::Raw(name) => {
            html! { <span class="byte raw-byte" data-name={name}>{ "\u{fffd}" }</span> }
        }
    };
    bytes::pieces(shown, first).into_iter().map(piece).collect()
}

/// The place of a page in the whole, and the ways to others: `at` is where the page begins.
fn paging(range: &Range<usize>, length: usize, size: usize, at: &UseStateHandle<usize>) -> Html {
    let last = length.saturating_sub(1) / size * size;
    let here = range.start / size * size;
    let button = |words: &'static str, off: bool, to: usize| {
        let at = at.clone();
        // Not `disabled`, which would take the focus from the button.
        let onclick = Callback::from(move |_: MouseEvent| {
            if !off {
                at.set(to);
            }
        });
        html! { <button type="button" aria-disabled={off.to_string()} {onclick}>{ words }</button> }
    };
    let place = format!(
        "Bytes {} to {} of {}",
        bytes::grouped(range.start),
        bytes::grouped(range.end),
        bytes::grouped(length)
    );
    html! {
        <p class="line">
            <span class="type" role="status">{ place }</span>
            { button("Start", here == 0, 0) }
            { button("Previous", here == 0, here.saturating_sub(size)) }
            { button("Next", here >= last, here + size) }
            { button("End", here >= last, last) }
        </p>
    }
}

/// Bytes as text at first, whose secrets are found by their values.
pub fn dump(bytes: Bytes, part: &'static str, label: &'static str) -> Html {
    html! { <Dump {bytes} {part} {label} /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_put_together_are_the_whole() {
        for whole in [
            "é".repeat(40_000),
            "a".repeat(TEXT),
            "a😀".repeat(30_000),
            String::new(),
        ] {
            let whole = whole.as_bytes();
            let mut out = Vec::new();
            for at in (0..whole.len()).step_by(TEXT) {
                let part = &whole[page(whole, at, TEXT)];
                assert!(std::str::from_utf8(part).is_ok());
                out.extend_from_slice(part);
            }
            assert_eq!(out, whole);
        }
    }
}
