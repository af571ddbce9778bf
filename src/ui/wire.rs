//! The wire: the request as it is sent, its signature, and the same as a snippet.

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use super::el::{El, component, el, nothing, row, text};
use super::hooks::{Effect, On, use_effects, use_flag};
use super::parts::{CheckProps, check};
use super::snippet::{Holds, SnippetPane, SnippetProps, copy};
use super::state::{Action, Pref, Prefs};
use super::text::{LARGE, bytes_words, is_long, known_text, region};
use super::veil::{Veil, covered, use_veil};
use crate::browser::timer::Rest;
use problem::Field;
use request::message::Request;
use request::pipeline::Flow;
use request::preview::secrets::{in_body, in_signed, shown};
use request::preview::{self, Nested, Piece};
use request::snippet;

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
    let flow = &props.flow;
    let message = preview::message(&flow.request);
    let veil = use_veil();
    let (text, secrets) = signed_text(flow, &veil);
    let signature = component::<SignaturePane>(SignatureProps {
        scheme: flow.scheme.title.clone().into(),
        headers: message.signature,
        text,
        secrets,
        reveal: veil.reveal,
    });
    let snippet = component::<SnippetPane>(SnippetProps {
        flow: Rc::clone(flow),
        prefs: props.prefs.clone(),
        act: props.act.clone(),
    });
    el("section")
        .class("wire-pane")
        .is("aria-label", "The wire")
        .el(head(props, &message.head, &veil))
        .el(wire(&flow.request, &message.head, veil.reveal))
        .el(facts(&flow.request))
        .put(signature)
        .put(snippet)
        .node()
}

/// The heading, and what can be done with the message.
fn head(props: &WireProps, head: &[Piece], veil: &Veil) -> El {
    let body = props.flow.request.body.as_ref();
    let body = body.map_or(&[][..], |body| &body.bytes);
    // A secret may also be repeated in a field that is none; what is large is searched when it is copied.
    let secret = head.iter().any(|p| p.secret)
        || !in_body(&props.flow.request).is_empty()
        || body.len() <= LARGE && !veil.known.find(body).is_empty();
    let holds = match (secret, props.prefs.reveal) {
        (false, _) => Holds::All,
        (true, true) => Holds::Secrets,
        (true, false) => Holds::Placeholders,
    };
    let whole = {
        let head: String = head.iter().map(|p| &*p.text).collect();
        let (flow, veil) = (Rc::clone(&props.flow), veil.clone());
        Callback::from(move |()| {
            if !veil.reveal {
                let text = snippet::write("http", &flow.request, false).text;
                return veil.redacted(&text).unwrap_or(text);
            }
            let body = flow.request.body.as_ref();
            let body = body.map_or(&[][..], |body| &body.bytes);
            [&*head, &preview::text(body, 0..body.len())].concat()
        })
    };
    let reveal = props.act.reform(|on| Action::Pref(Pref::Reveal(on)));
    let reveal = check(CheckProps {
        checked: props.prefs.reveal,
        label: "Show secrets".into(),
        part: Some("reveal".into()),
        onchange: reveal.into(),
        ..Default::default()
    });
    el("div")
        .class("pane-head")
        .el(el("h3").text("On the wire"))
        .put(reveal)
        .put(copy(whole, "the message", holds))
}

/// The message itself.
fn wire(request: &Request, head: &[Piece], reveal: bool) -> El {
    let class = match is_long(length(request)) {
        true => "code long wire",
        false => "code wire",
    };
    let head = el("pre").class("head").put(pieces(head, reveal, piece));
    let body = el("pre")
        .class("body")
        .is("data-part", "body")
        .put(contents(request, reveal));
    region("HTTP message", length(request))
        .class(class)
        .is("data-part", "wire")
        .el(head)
        .el(body)
}

/// The body's length and digest.
fn facts(request: &Request) -> El {
    let length = el("dd")
        .is("data-part", "body-length")
        .words(bytes_words(length(request)).into());
    let digest = el("code")
        .is("data-part", "body-sha256")
        .words(preview::body_sha256(request).into());
    let digest = el("dd").el(digest);
    el("dl")
        .class("facts")
        .el(el("div").el(el("dt").text("Body")).el(length))
        .el(el("div").el(el("dt").text("SHA-256")).el(digest))
}

fn length(request: &Request) -> usize {
    request.body.as_ref().map_or(0, |b| b.bytes.len())
}

fn signed_text(flow: &Flow, veil: &Veil) -> (Rc<str>, Vec<Range<usize>>) {
    match &flow.signed {
        Some(signed) => {
            let secrets = in_signed(&flow.request, &signed.text, &veil.known);
            shown(&signed.text, &secrets)
        }
        None => (Rc::from(""), Vec::new()),
    }
}

/// Text with its fields; a large one is text alone.
pub fn pieces(all: &[Piece], reveal: bool, one: fn(&Piece, bool) -> Html) -> Html {
    let text: String = all.iter().map(|piece| &*piece.text).collect();
    if text.len() <= LARGE {
        return row(all.iter().map(|piece| one(piece, reveal)).collect());
    }
    let (mut at, mut secrets) = (0, Vec::new());
    for piece in all {
        let start = at;
        at += piece.text.len();
        if piece.secret {
            secrets.push(start..at);
        }
    }
    known_text(text.into(), secrets)
}

fn piece(piece: &Piece, reveal: bool) -> Html {
    let words = text(Rc::clone(&piece.text).into());
    match (&piece.field, piece.secret && !reveal) {
        (None, false) => words,
        (field, secret) => span(field.as_deref(), secret, words),
    }
}

/// What comes from one field.
fn span(field: Option<&Field>, secret: bool, inside: Html) -> Html {
    let field = field.map(|field| AttrValue::from(field.to_string()));
    let span = el("span").attr_if("data-span", field).put(inside);
    match secret {
        true => covered(span),
        false => span.node(),
    }
}

/// Fields beyond which only secrets have an element each: for all of them it would take too long.
const SPANS: usize = 2000;

/// The body with its fields; a large one is text alone.
fn contents(request: &Request, reveal: bool) -> Html {
    let Some(body) = &request.body else {
        return nothing();
    };
    if body.bytes.len() > LARGE {
        let (text, secrets) = shown(&body.bytes, &in_body(request));
        return known_text(text, secrets);
    }
    if body.spans.len() > SPANS {
        return nested(&preview::body_secrets(request), !reveal);
    }
    nested(&preview::body(request), !reveal)
}

/// `covers`: whether secrets are painted over; what is within one is covered with it.
fn nested(nodes: &[Nested], covers: bool) -> Html {
    let mut all = Vec::new();
    for node in nodes {
        all.push(match node {
            Nested::Text(words) => text(Rc::clone(words).into()),
            Nested::Field {
                field,
                secret,
                children,
            } => {
                let covered = *secret && covers;
                span(Some(field), covered, nested(children, covers && !covered))
            }
        });
    }
    row(all)
}

#[derive(Properties, Clone, PartialEq)]
struct SignatureProps {
    scheme: AttrValue,
    headers: Vec<Piece>,
    text: Rc<str>,
    /// Where the secrets are in the signed text.
    secrets: Vec<Range<usize>>,
    reveal: bool,
}

/// What signing added, and what was signed.
#[component]
fn SignaturePane(props: &SignatureProps) -> Html {
    // A new signature stands out for a moment. One class stays for as long as somebody types on:
    // an animation begun anew at each key costs more than all of signing.
    let fresh = use_flag();
    let lines: String = props.headers.iter().map(|p| &*p.text).collect();
    let rest = use_mut_ref(|| None::<Rest>);
    let shown = {
        let fresh = fresh.clone();
        Effect::new(On::Text(Some(lines.into())), move || {
            if let Some(rest) = &*rest.borrow() {
                fresh.set(true);
                return rest.stir();
            }
            rest.replace(Some(Rest::new(STANDS_OUT, move || fresh.set(false))));
        })
    };
    use_effects(vec![shown]);
    let head = el("div")
        .class("pane-head")
        .el(el("h3").text("Signature"))
        .el(el("span").class("type").words(props.scheme.clone()));
    let headers = el("pre")
        .attr_if("class", fresh.then_some("fresh".into()))
        .is("data-part", "signature")
        .blank(props.headers.is_empty(), "Not signed")
        .put(pieces(&props.headers, props.reveal, piece));
    let length = props.text.len();
    let text = el("pre")
        .is("data-part", "signed-text")
        .blank(props.text.is_empty(), "Nothing is signed")
        .put(known_text(Rc::clone(&props.text), props.secrets.clone()));
    el("div")
        .class("signature-pane")
        .el(head)
        .el(el("div").class("code").el(headers))
        .el(el("p").class("label").text("Signed text"))
        .el(region("Signed text", length).el(text))
        .node()
}
