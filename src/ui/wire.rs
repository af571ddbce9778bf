//! The wire: the request as it goes out, its signature, and the same as a snippet.

use std::rc::Rc;

use yew::prelude::*;

use super::parts::Check;
use super::snippet::{Copy, SnippetPane};
use super::state::{Action, Pref, Prefs};
use super::text::{LARGE, Text};
use crate::browser::timer::Rest;
use crate::pipeline::Flow;
use crate::preview::{self, Nested, Piece};
use crate::request::Request;

/// Milliseconds.
const STANDS_OUT: i32 = 500;

#[derive(Properties, Clone)]
pub struct WireProps {
    pub flow: Rc<Flow>,
    pub prefs: Prefs,
    pub act: Callback<Action>,
}

impl PartialEq for WireProps {
    fn eq(&self, other: &WireProps) -> bool {
        Rc::ptr_eq(&self.flow, &other.flow) && self.prefs == other.prefs
    }
}

/// See [`WireProps`].
#[component]
pub fn Wire(props: &WireProps) -> Html {
    let request = &props.flow.request;
    let message = preview::message(request);
    let body = request.body.as_ref();
    let length = body.map_or(0, |b| b.bytes.len());
    let reveal = props.act.reform(|on| Action::Pref(Pref::Reveal(on)));
    let whole = {
        let head: String = message.head.iter().map(|p| &*p.text).collect();
        let bytes = body.map(|b| Rc::clone(&b.bytes));
        Callback::from(move |()| {
            let body = bytes.as_deref().unwrap_or_default();
            format!("{head}{}", preview::text(body, 0..body.len()))
        })
    };
    html! {
        <section class={classes!("wire-pane", props.prefs.reveal.then_some("reveal"))} aria-label="The wire">
            <div class="pane-head">
                <h3>{ "On the wire" }</h3>
                <Check checked={props.prefs.reveal} label="Show secrets" part="reveal" onchange={reveal} />
                <Copy text={whole} what="the message" />
            </div>
            <div class={classes!(boxed(length), "wire")} data-part="wire" tabindex="0" role="region" aria-label="HTTP message">
                <pre class="head">{ for message.head.iter().map(piece) }</pre><pre class="body" data-part="body">{ contents(request) }</pre>
            </div>
            <dl class="facts">
                <div>
                    <dt>{ "Body" }</dt>
                    <dd data-part="body-length">{ bytes_words(length) }</dd>
                </div>
                <div>
                    <dt>{ "SHA-256" }</dt>
                    <dd><code data-part="body-sha256">{ preview::body_sha256(request) }</code></dd>
                </div>
            </dl>
            <SignaturePane
                scheme={AttrValue::from(props.flow.scheme.title.clone())}
                headers={AttrValue::from(message.signature)}
                text={signed_text(&props.flow)}
                secret={has_secret(request)}
            />
            <SnippetPane flow={Rc::clone(&props.flow)} prefs={props.prefs.clone()} act={props.act.clone()} />
        </section>
    }
}

/// Text that is long scrolls in a box of its own; what is short needs none, and is drawn faster so.
pub fn boxed(length: usize) -> Classes {
    classes!("code", (length > 3000).then_some("long"))
}

/// `1 byte`, `106 bytes`.
pub fn bytes_words(length: usize) -> String {
    match length {
        1 => "1 byte".to_owned(),
        length => format!("{length} bytes"),
    }
}

fn has_secret(request: &Request) -> bool {
    let body = request.body.as_ref();
    body.is_some_and(|b| b.spans.iter().any(|s| s.secret && s.end > s.start))
}

fn signed_text(flow: &Flow) -> Rc<str> {
    match &flow.signed {
        Some(signed) => String::from_utf8_lossy(&signed.text).into(),
        None => Rc::from(""),
    }
}

fn piece(piece: &Piece) -> Html {
    let text = AttrValue::from(Rc::clone(&piece.text));
    match &piece.field {
        Some(field) => html! {
            <span data-span={AttrValue::from(Rc::clone(field))} class={piece.secret.then_some("secret")}>{ text }</span>
        },
        None if piece.secret => html! { <span class="secret">{ text }</span> },
        None => Html::from(text),
    }
}

/// The body with its fields; a large one is text alone.
fn contents(request: &Request) -> Html {
    let Some(body) = &request.body else {
        return Html::default();
    };
    if body.bytes.len() > LARGE {
        let text = preview::text(&body.bytes, 0..body.bytes.len());
        return html! { <Text text={Rc::<str>::from(text)} /> };
    }
    preview::body(request).iter().map(nested).collect()
}

fn nested(node: &Nested) -> Html {
    match node {
        Nested::Text(text) => Html::from(AttrValue::from(Rc::clone(text))),
        Nested::Field {
            field,
            secret,
            children,
        } => html! {
            <span data-span={AttrValue::from(Rc::clone(field))} class={secret.then_some("secret")}>
                { for children.iter().map(nested) }
            </span>
        },
    }
}

#[derive(Properties, Clone, PartialEq)]
struct SignatureProps {
    scheme: AttrValue,
    headers: AttrValue,
    text: Rc<str>,
    /// Whether what was signed holds secrets.
    secret: bool,
}

/// What signing added, and what was signed.
#[component]
fn SignaturePane(props: &SignatureProps) -> Html {
    // A new signature stands out for a moment. One class stays for as long as somebody types on:
    // an animation begun anew at each key costs more than all of signing.
    let fresh = use_state_eq(|| false);
    let rest = use_mut_ref(|| None::<Rest>);
    {
        let fresh = fresh.clone();
        use_effect_with(props.headers.clone(), move |_| {
            if let Some(rest) = &*rest.borrow() {
                fresh.set(true);
                return rest.stir();
            }
            rest.replace(Some(Rest::new(STANDS_OUT, move || fresh.set(false))));
        });
    }
    html! {
        <div class="signature-pane">
            <div class="pane-head">
                <h3>{ "Signature" }</h3>
                <span class="type">{ props.scheme.clone() }</span>
            </div>
            <div class="code">
                <pre class={fresh.then_some("fresh")} data-part="signature" data-empty="Not signed">{ props.headers.clone() }</pre>
            </div>
            <p class="label">{ "Signed text" }</p>
            <div class={boxed(props.text.len())} tabindex="0" role="region" aria-label="Signed text">
                <pre data-part="signed-text" data-empty="Nothing is signed" class={props.secret.then_some("secret")}><Text text={Rc::clone(&props.text)} /></pre>
            </div>
        </div>
    }
}
