//! The header fields that signing added, and the bytes that were signed.

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::timer::Rest;
use crate::ui::inspector::block::{Block, CodeArea};
use crate::ui::inspector::copies::CopyVeiled;
use crate::ui::inspector::paint::{Painter, pieces, text_of};
use crate::ui::inspector::syntax;
use crate::ui::shared::Shared;
use crate::ui::text::{LARGE, bytes_words, known_text};
use crate::ui::veil::use_veil;
use request::pipeline::Flow;
use request::preview::Piece;
use request::preview::secrets::{in_signed, shown};

/// Milliseconds for which a new signature stands out.
const STANDS_OUT: i32 = 500;

/// See [`SignatureBlock`].
#[derive(Properties, PartialEq)]
pub struct SignatureBlockProps {
    /// The title of the scheme.
    pub scheme: AttrValue,
    pub headers: Vec<Piece>,
    /// Why there are none, in a sentence.
    pub unsigned: AttrValue,
    /// Whether secrets are shown.
    pub reveal: bool,
}

/// The header fields that signing added.
#[component]
pub fn SignatureBlock(props: &SignatureBlockProps) -> Html {
    let lines = text_of(&props.headers);
    let fresh = use_fresh(Rc::clone(&lines));
    let headers = match lines.len() > LARGE {
        true => super::message::large(&props.headers),
        false => {
            let tokens = syntax::head(&lines, false);
            pieces(&props.headers, &mut Painter::new(&tokens), props.reveal)
        }
    };
    let tools = html! {
        if !lines.is_empty() {
            <CopyVeiled text={Rc::clone(&lines)} what="the signature" secrets={secrets(&props.headers)} />
        }
    };
    let empty = lines.is_empty().then(|| props.unsigned.clone());
    html! {
        <Block label="Signature" note={props.scheme.clone()} {tools}>
            <div class="code">
                <pre class={classes!(fresh.then_some("fresh"))} data-part="signature" data-empty={empty}>
                    { headers }
                </pre>
            </div>
        </Block>
    }
}

/// Whether a text has changed a moment ago.
///
/// It stays so for as long as somebody types on: an animation that begins again at each key costs more
/// than all of signing.
#[hook]
fn use_fresh(text: Rc<str>) -> bool {
    let fresh = use_state_eq(|| false);
    let rest = use_mut_ref(|| None::<Rest>);
    {
        let fresh = fresh.clone();
        use_effect_with(text, move |_| {
            if let Some(rest) = &*rest.borrow() {
                fresh.set(true);
                return rest.stir();
            }
            rest.replace(Some(Rest::new(STANDS_OUT, move || fresh.set(false))));
        });
    }
    *fresh
}

/// Where the secrets are in the text of pieces.
fn secrets(pieces: &[Piece]) -> Rc<[Range<usize>]> {
    let mut at = 0;
    let spans = pieces.iter().filter_map(|piece| {
        let start = at;
        at += piece.text.len();
        piece.secret.then_some(start..at)
    });
    spans.collect()
}

/// See [`SignedContentBlock`].
#[derive(Properties, PartialEq)]
pub struct SignedContentBlockProps {
    pub flow: Shared<Flow>,
}

/// The bytes that were signed.
#[component]
pub fn SignedContentBlock(props: &SignedContentBlockProps) -> Html {
    let veil = use_veil();
    let flow = &props.flow;
    let (text, secrets) = match &flow.signed {
        Some(signed) => {
            let secrets = in_signed(&flow.request, &signed.text, &veil.known);
            shown(&signed.text, &secrets)
        }
        None => (Rc::from(""), Vec::new()),
    };
    let length = text.len();
    let known: Rc<[Range<usize>]> = secrets.as_slice().into();
    let tools = html! {
        if length > 0 {
            <CopyVeiled text={Rc::clone(&text)} what="the signed content" secrets={known} />
        }
    };
    let note = if length > 0 {
        bytes_words(length)
    } else {
        String::new()
    };
    html! {
        <Block label="Signed content" {note} {tools} hidden={length == 0}>
            <CodeArea label="Signed content" {length}>
                <pre data-part="signed-text">
                    { known_text(text, secrets) }
                </pre>
            </CodeArea>
        </Block>
    }
}
