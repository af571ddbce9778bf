//! The HTTP/1.1 message: its head and the exact body.

use std::ops::Range;

use yew::prelude::*;

use crate::ui::controls::CopyButton;
use crate::ui::inspector::block::CodeArea;
use crate::ui::inspector::paint::{MOST, Painter, Run, few_tokens, nested, pieces, text_of};
use crate::ui::inspector::syntax::{self, Language};
use crate::ui::shared::Shared;
use crate::ui::text::{LARGE, known_text};
use crate::ui::veil::use_veil;
use request::message::Request;
use request::pipeline::Flow;
use request::preview::secrets::{in_body, shown};
use request::preview::{self, Piece};

/// See [`MessageView`].
#[derive(Properties, PartialEq)]
pub struct MessageViewProps {
    pub flow: Shared<Flow>,
    /// The place of the byte of the body that was changed after signing.
    pub altered: Option<usize>,
    /// Whether secrets are shown.
    pub reveal: bool,
    /// Whether the signed bytes of the body are shaded.
    pub shades: bool,
    #[prop_or_default]
    pub hidden: bool,
}

/// The whole message; its `textContent` is exactly what is sent.
#[component]
pub fn MessageView(props: &MessageViewProps) -> Html {
    let flow = &props.flow;
    let message = preview::message(&flow.request);
    let length = flow
        .request
        .body
        .as_ref()
        .map_or(0, |body| body.bytes.len());
    let signed = props.shades.then(|| signed_part(flow));
    let shaded = signed
        .as_ref()
        .and_then(|signed| signed.range.clone())
        .unwrap_or_default();
    let run = match props.altered {
        Some(at) => Run {
            range: at..at + 1,
            class: "altered",
        },
        None => Run {
            range: shaded.clone(),
            class: "signed",
        },
    };
    let whole = !shaded.is_empty() && length > LARGE;
    html! {
        <>
            <CodeArea label="HTTP message" {length} class="wire" part="wire" hidden={props.hidden}>
                <pre class="head">{ head(&message.head, props.reveal) }</pre>
                <pre class={classes!("body", whole.then_some("signed"))} data-part="body">
                    { body(&flow.request, props.reveal, run) }
                </pre>
            </CodeArea>
            if props.altered.is_some() {
                <p class="signed-note" role="status">{ "Marked: the character that was changed after signing." }</p>
            } else if let Some(signed) = signed {
                <p class="signed-note" role="status">{ signed.words }</p>
            }
        </>
    }
}

fn head(all: &[Piece], reveal: bool) -> Html {
    let text = text_of(all);
    if text.len() > LARGE {
        return large(all);
    }
    let tokens = syntax::head(&text, true);
    pieces(all, &mut Painter::new(&tokens), reveal)
}

/// Pieces that are too long to be coloured and tied.
pub fn large(all: &[Piece]) -> Html {
    let (mut at, mut secrets) = (0, Vec::new());
    for piece in all {
        let start = at;
        at += piece.text.len();
        if piece.secret {
            secrets.push(start..at);
        }
    }
    known_text(text_of(all), secrets)
}

/// The body with its fields; a large one is text alone.
fn body(request: &Request, reveal: bool, run: Run) -> Html {
    let Some(body) = &request.body else {
        return Html::default();
    };
    if body.bytes.len() > LARGE {
        let (text, secrets) = shown(&body.bytes, &in_body(request));
        return known_text(text, secrets);
    }
    let language = Language::of(&body.content_type);
    let text = std::str::from_utf8(&body.bytes).unwrap_or_default();
    let tokens = few_tokens(language, text);
    let nodes = match body.spans.len() > MOST {
        true => preview::body_secrets(request),
        false => preview::body(request),
    };
    nested(&nodes, !reveal, &mut Painter::new(&tokens).marking(run))
}

/// Where the signed content is in the body.
struct SignedPart {
    /// Byte range of the body.
    range: Option<Range<usize>>,
    words: &'static str,
}

fn signed_part(flow: &Flow) -> SignedPart {
    let signed = flow.signed.as_ref().map_or(&[][..], |signed| &signed.text);
    let body = flow
        .request
        .body
        .as_ref()
        .map_or(&[][..], |body| &body.bytes);
    let texts = std::str::from_utf8(signed)
        .ok()
        .zip(std::str::from_utf8(body).ok());
    let (range, words) = match texts {
        _ if signed.is_empty() => (None, "Nothing is signed."),
        _ if signed == body => (
            Some(0..body.len()),
            "Shaded: the whole body is signed, and nothing else.",
        ),
        Some((signed, body)) if !body.is_empty() && signed.contains(body) => (
            Some(0..body.len()),
            "Shaded: the whole body is signed, with more around it, as “Signed content” shows.",
        ),
        Some((signed, body)) if body.contains(signed) => (
            body.find(signed).map(|at| at..at + signed.len()),
            "Shaded: a part of the body is signed.",
        ),
        _ => (
            None,
            "The signed content is not a run of the body’s bytes; “Signed content” below shows it.",
        ),
    };
    SignedPart { range, words }
}

/// See [`BodyCopy`].
#[derive(Properties, PartialEq)]
pub struct BodyCopyProps {
    pub flow: Shared<Flow>,
}

/// The button that copies the body alone.
#[component]
pub fn BodyCopy(props: &BodyCopyProps) -> Html {
    let veil = use_veil();
    let flow = props.flow.clone();
    let body = flow
        .request
        .body
        .as_ref()
        .map_or(&[][..], |body| &body.bytes);
    // What is large is searched to its end when it is copied.
    let beginning = preview::text(body, 0..body.len().min(LARGE));
    let holds = veil.holds(&beginning, !in_body(&flow.request).is_empty());
    let text = Callback::from(move |()| {
        let body = flow
            .request
            .body
            .as_ref()
            .map_or(&[][..], |body| &body.bytes);
        let (text, secrets) = shown(body, &in_body(&flow.request));
        veil.copy_of(&text, &secrets)
    });
    html! { <CopyButton {text} what="the body" part="copy-body" {holds} /> }
}
