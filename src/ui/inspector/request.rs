//! The request as it is sent: the whole message, its body's length and digest, and its signature.

pub mod message;
mod pretty;
mod signature;

use std::rc::Rc;

use yew::prelude::*;

use self::message::{BodyCopy, MessageView};
use self::pretty::PrettyBody;
use self::signature::{SignatureBlock, SignedContentBlock};
use super::copies::CopyText;
use super::segments::Segments;
use crate::ui::act::use_act;
use crate::ui::controls::{Checkbox, CopyButton, Holds};
use crate::ui::shared::Shared;
use crate::ui::state::{Action, Pref};
use crate::ui::text::{LARGE, bytes_words};
use crate::ui::veil::use_veil;
use crate::ui::verify::dump::{Bytes, Dump};
use problem::{Problem, Root};
use request::pipeline::Flow;
use request::preview;
use request::preview::secrets::in_body;
use request::snippet;

/// How the message is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Raw,
    /// The body indented, which is not what is sent.
    Pretty,
    Hex,
}

/// What a person chose for the tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestView {
    pub view: View,
    /// Whether long lines are wrapped.
    pub wraps: bool,
    /// Whether the signed bytes are shaded.
    pub shades: bool,
}

impl Default for RequestView {
    fn default() -> RequestView {
        RequestView {
            view: View::Raw,
            wraps: true,
            shades: false,
        }
    }
}

/// See [`RequestTab`].
#[derive(Properties, PartialEq)]
pub struct RequestTabProps {
    pub flow: Shared<Flow>,
    /// The place of the byte of the body that was changed after signing.
    #[prop_or_default]
    pub altered: Option<usize>,
    /// Whether secrets are shown.
    pub reveal: bool,
    pub view: RequestView,
    pub onview: Callback<RequestView>,
}

/// The message with its controls, and what belongs to it.
#[component]
pub fn RequestTab(props: &RequestTabProps) -> Html {
    let RequestTabProps {
        flow,
        altered,
        reveal,
        view,
        onview,
    } = props;
    let request = &flow.request;
    html! {
        <div class={classes!("request-tab", (!view.wraps).then_some("nowrap"))}>
            <div class="tab-tools">
                <ViewTools {reveal} view={*view} {onview} />
                // The pretty body has a copy button beside its heading.
                if view.view != View::Pretty {
                    <CopyMessage flow={flow.clone()} />
                }
            </div>
            <MessageView
                flow={flow.clone()} {altered} {reveal} shades={view.shades} hidden={view.view != View::Raw}
            />
            if view.view == View::Pretty {
                <PrettyBody flow={flow.clone()} />
            }
            if let (View::Hex, Some(body)) = (view.view, &request.body) {
                <Dump
                    bytes={Bytes::Own(Rc::clone(&body.bytes))} part="body-hex" label="Bytes of the body" hex=true is_fixed=true
                    secrets={Some(in_body(request).into())}
                />
            } else if view.view == View::Hex {
                <p class="none">{ "This request has no body." }</p>
            }
            <BodyFacts flow={flow.clone()} />
            <SignatureBlock
                scheme={flow.scheme.title.clone()} headers={preview::signature(request)} unsigned={unsigned(flow)} {reveal}
            />
            <SignedContentBlock flow={flow.clone()} />
        </div>
    }
}

/// Why a request is not signed.
fn unsigned(flow: &Flow) -> AttrValue {
    let is_reason =
        |problem: &&Problem| matches!(problem.at.root, Root::Secret(_) | Root::Signing(_));
    match flow.problems.iter().find(is_reason) {
        Some(problem) => format!("Not signed. {}", problem.sentence().replace('`', "")).into(),
        None => "Not signed".into(),
    }
}

#[derive(Properties, PartialEq)]
struct ViewToolsProps {
    reveal: bool,
    view: RequestView,
    onview: Callback<RequestView>,
}

/// The ways to show the message, which a keystroke does not change.
#[component]
fn ViewTools(props: &ViewToolsProps) -> Html {
    let act = use_act();
    let view = props.view;
    let choose = props.onview.reform(move |chosen| RequestView {
        view: chosen,
        ..view
    });
    let wrap = props
        .onview
        .reform(move |wraps| RequestView { wraps, ..view });
    let shade = props
        .onview
        .reform(move |shades| RequestView { shades, ..view });
    let reveal = act.reform(|on| Action::Pref(Pref::Reveal(on)));
    let items = vec![
        (View::Raw, "raw", "Raw".into()),
        (View::Pretty, "pretty", "Pretty".into()),
        (View::Hex, "hex", "Hex".into()),
    ];
    html! {
        <>
            <Segments<View> label="View" part="request-view" value={view.view} {items} onchange={choose} />
            if view.view != View::Hex {
                <Checkbox checked={view.wraps} label="Wrap" part="wrap" onchange={wrap} />
            }
            if view.view == View::Raw {
                <Checkbox
                    checked={view.shades} label="Signed" name="Signed content" part="shade" onchange={shade}
                />
            }
            <Checkbox checked={props.reveal} label="Show secrets" part="reveal" onchange={reveal} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct CopyMessageProps {
    flow: Shared<Flow>,
}

/// The button that copies the whole message.
#[component]
fn CopyMessage(props: &CopyMessageProps) -> Html {
    let veil = use_veil();
    let flow = props.flow.clone();
    let head = preview::message(&flow.request).head;
    let body = flow
        .request
        .body
        .as_ref()
        .map_or(&[][..], |body| &body.bytes);
    // A secret may also be repeated in a field that is none; what is large is searched when it is copied.
    let secret = head.iter().any(|piece| piece.secret)
        || !in_body(&flow.request).is_empty()
        || body.len() <= LARGE && !veil.known.find(body).is_empty();
    let holds = match (secret, veil.reveal) {
        (false, _) => Holds::All,
        (true, true) => Holds::Secrets,
        (true, false) => Holds::Placeholders,
    };
    let text = Callback::from(move |()| {
        if !veil.reveal {
            let text = snippet::write("http", &flow.request, false).text;
            return veil.redacted(&text).unwrap_or(text);
        }
        let body = flow
            .request
            .body
            .as_ref()
            .map_or(&[][..], |body| &body.bytes);
        let head: String = head.iter().map(|piece| &*piece.text).collect();
        head + &preview::text(body, 0..body.len())
    });
    html! { <CopyButton {text} what="the message" {holds} /> }
}

#[derive(Properties, PartialEq)]
struct BodyFactsProps {
    flow: Shared<Flow>,
}

/// The body's length and digest.
#[component]
fn BodyFacts(props: &BodyFactsProps) -> Html {
    let request = &props.flow.request;
    let bytes = request.body.as_ref().map(|body| Shared::from(&body.bytes));
    let length = bytes.as_ref().map_or(0, |bytes| bytes.len());
    let digest = {
        let flow = props.flow.clone();
        // The same bytes are not hashed again.
        use_memo(bytes, move |_| preview::body_sha256(&flow.request))
    };
    let copied = AttrValue::from((*digest).clone());
    html! {
        <dl class="facts">
            <div>
                <dt>{ "Body" }</dt>
                <dd data-part="body-length">{ bytes_words(length) }</dd>
                if length > 0 {
                    <dd><BodyCopy flow={props.flow.clone()} /></dd>
                }
            </div>
            <div>
                <dt>{ "SHA-256" }</dt>
                <dd><code data-part="body-sha256">{ &*digest }</code></dd>
                <dd><CopyText text={copied} what="the SHA-256 of the body" /></dd>
            </div>
        </dl>
    }
}
