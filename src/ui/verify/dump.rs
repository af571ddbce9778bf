//! Bytes as a person can look at them: as text with what is invisible named, or in hex.
//!
//! The text's `textContent` is exact: names stand beside it as paint.

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use super::bytes::{self, Piece};
use crate::ui::el::{El, component, el, nothing, row};
use crate::ui::text::region;
use crate::ui::veil::{Veil, covered, painted, use_veil};
use diagnosis::Checked;
use received::Received;

/// Bytes of a page: as text, as text of megabytes, and in hex.
const TEXT: usize = 32 << 10;
const FEW: usize = 4 << 10;
const HEX: usize = 4 << 10;
/// From so many bytes on a page shows fewer of them, since there is more to be done beside.
const MUCH: usize = 1 << 20;

/// Bytes within what is shared, so that megabytes are not copied to be shown.
#[derive(Clone)]
pub enum Bytes {
    Body(Rc<Received>),
    /// What a signature was held against.
    Signed(Rc<Checked>),
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
            (Bytes::Signed(a), Bytes::Signed(b)) => Rc::ptr_eq(a, b),
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
    /// Where their secrets are; `None` where they are to be found by what they are.
    #[prop_or_default]
    pub secrets: Option<Rc<[Range<usize>]>>,
}

/// See [`DumpProps`].
#[component]
pub fn Dump(props: &DumpProps) -> Html {
    let hex = use_state(|| props.hex);
    let at = use_state(|| 0_usize);
    let facts = use_memo(props.bytes.clone(), |bytes| bytes::facts(bytes.get()));
    let veil = use_veil();
    let whole = props.bytes.get();
    let size = match *hex {
        true => HEX,
        false if whole.len() > MUCH => FEW,
        false => TEXT,
    };
    let range = page(whole, *at, size);
    let secrets = use_memo(
        (
            props.bytes.clone(),
            props.secrets.clone(),
            veil,
            range.clone(),
        ),
        |(bytes, known, veil, range)| match known {
            Some(_) if veil.reveal => Vec::new(),
            Some(known) => known.to_vec(),
            None => near(bytes.get(), range, veil),
        },
    );
    let shown = whole.get(range.clone()).unwrap_or_default();
    let code = el("pre")
        .is("data-part", props.part)
        .blank(shown.is_empty(), "Empty");
    let code = match *hex {
        true => {
            let (text, secrets) = bytes::dump(shown, range.start, &secrets);
            code.class("hex").put(painted(&text, &secrets))
        }
        false => code.all(runs(whole, range.clone(), &secrets)),
    };
    let turn = {
        let hex = hex.clone();
        Callback::from(move |_: MouseEvent| hex.set(!*hex))
    };
    let switch = el("button")
        .is("type", "button")
        .class("quiet small")
        .is("aria-pressed", if *hex { "true" } else { "false" })
        .attr("aria-label", [props.label, " in hex"].concat().into())
        .onclick(turn)
        .text("Hex");
    let head = el("p")
        .class("line byte-head")
        .el(el("span").class("label").text(props.label))
        .el(el("span").class("type").copy(&facts))
        .el(switch);
    el("div")
        .class("dump")
        .el(head)
        .el(region(props.label, shown.len() + 1).el(code))
        .put(turning(&at, range, whole.len(), size))
        .node()
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
        all.push(row(named(bytes(at..inside.start), at == 0)));
        let first = inside.start == 0;
        at = inside.end;
        all.push(covered(el("span").all(named(bytes(inside), first))));
    }
    all.push(row(named(bytes(at..page.end), at == 0)));
    all
}

fn named(shown: &[u8], first: bool) -> Vec<Html> {
    let mut all = Vec::new();
    for piece in bytes::pieces(shown, first) {
        all.push(match piece {
            Piece::Text(text) => crate::ui::el::text(AttrValue::Rc(text.into())),
            Piece::Named(name, text) => byte("byte", name.into_owned().into()).copy(text).node(),
            Piece::Raw(name) => byte("byte raw-byte", name.into()).text("\u{fffd}").node(),
        });
    }
    all
}

fn byte(class: &'static str, name: AttrValue) -> El {
    el("span").class(class).attr("data-name", name)
}

/// Where the page stands in the whole, and the ways on.
fn turning(at: &UseStateHandle<usize>, range: Range<usize>, length: usize, size: usize) -> Html {
    if range.start == 0 && range.end >= length {
        return nothing();
    }
    let button = |words, off, to| {
        let at = at.clone();
        el("button")
            .is("type", "button")
            .class("small")
            .flag("disabled", off)
            .onclick(Callback::from(move |_: MouseEvent| at.set(to)))
            .text(words)
    };
    let last = length.saturating_sub(1) / size * size;
    let here = range.start / size * size;
    let place = [
        "Bytes ",
        &bytes::grouped(range.start),
        " to ",
        &bytes::grouped(range.end),
        " of ",
        &bytes::grouped(length),
    ];
    el("p")
        .class("line")
        .el(el("span")
            .class("type")
            .is("role", "status")
            .words(place.concat().into()))
        .el(button("Start", here == 0, 0))
        .el(button("Back", here == 0, here.saturating_sub(size)))
        .el(button("On", here >= last, here + size))
        .el(button("End", here >= last, last))
        .node()
}

/// See [`DumpProps`].
pub fn dump(bytes: Bytes, part: &'static str, label: &'static str) -> Html {
    component::<Dump>(DumpProps {
        bytes,
        part,
        label,
        hex: false,
        secrets: None,
    })
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
