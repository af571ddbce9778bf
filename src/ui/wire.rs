//! The wire: the request as it goes out, its signature, and the same as a snippet.

use std::rc::Rc;

use yew::prelude::*;

use super::el::{El, component, el, nothing, row, text};
use super::hooks::{Effect, On, use_effects, use_flag};
use super::parts::{CheckProps, check};
use super::snippet::{SnippetPane, SnippetProps, copy};
use super::state::{Action, Pref, Prefs};
use super::text::{LARGE, bytes_words, is_long, region, text as long_text};
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
    let flow = &props.flow;
    let message = preview::message(&flow.request);
    let signature = component::<SignaturePane>(SignatureProps {
        scheme: flow.scheme.title.clone().into(),
        headers: message.signature.into(),
        text: signed_text(flow),
        secret: has_secret(&flow.request),
    });
    let snippet = component::<SnippetPane>(SnippetProps {
        flow: Rc::clone(flow),
        prefs: props.prefs.clone(),
        act: props.act.clone(),
    });
    el("section")
        .class(match props.prefs.reveal {
            true => "wire-pane reveal",
            false => "wire-pane",
        })
        .is("aria-label", "The wire")
        .el(head(props, &message.head))
        .el(wire(&flow.request, &message.head))
        .el(facts(&flow.request))
        .put(signature)
        .put(snippet)
        .node()
}

/// The heading, and what can be done with the message.
fn head(props: &WireProps, head: &[Piece]) -> El {
    let whole = {
        let head: String = head.iter().map(|p| &*p.text).collect();
        let body = props.flow.request.body.as_ref();
        let bytes = body.map(|b| Rc::clone(&b.bytes));
        Callback::from(move |()| {
            let body = bytes.as_deref().unwrap_or_default();
            [&*head, &preview::text(body, 0..body.len())].concat()
        })
    };
    let reveal = props.act.reform(|on| Action::Pref(Pref::Reveal(on)));
    let reveal = check(CheckProps {
        checked: props.prefs.reveal,
        label: "Show secrets".into(),
        part: Some("reveal".into()),
        onchange: reveal.into(),
    });
    el("div")
        .class("pane-head")
        .el(el("h3").text("On the wire"))
        .put(reveal)
        .put(copy(whole, "the message"))
}

/// The message itself.
fn wire(request: &Request, head: &[Piece]) -> El {
    let class = match is_long(length(request)) {
        true => "code long wire",
        false => "code wire",
    };
    let head = el("pre")
        .class("head")
        .all(head.iter().map(piece).collect());
    let body = el("pre")
        .class("body")
        .is("data-part", "body")
        .put(contents(request));
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
    let words = text(Rc::clone(&piece.text).into());
    match (&piece.field, piece.secret) {
        (None, false) => words,
        (field, secret) => span(field.as_ref(), secret).put(words).node(),
    }
}

/// What comes from one field.
fn span(field: Option<&Rc<str>>, secret: bool) -> El {
    let field = field.map(|field| AttrValue::from(Rc::clone(field)));
    el("span")
        .attr_if("data-span", field)
        .attr_if("class", secret.then_some("secret".into()))
}

/// Fields beyond which only secrets have an element each: for all of them it would take too long.
const SPANS: usize = 2000;

/// The body with its fields; a large one is text alone.
fn contents(request: &Request) -> Html {
    let Some(body) = &request.body else {
        return nothing();
    };
    if body.bytes.len() > LARGE {
        let text = preview::text(&body.bytes, 0..body.bytes.len()).into();
        return long_text(text);
    }
    if body.spans.len() > SPANS {
        return nested(&preview::body_secrets(request));
    }
    nested(&preview::body(request))
}

fn nested(nodes: &[Nested]) -> Html {
    let mut all = Vec::new();
    for node in nodes {
        all.push(match node {
            Nested::Text(words) => text(Rc::clone(words).into()),
            Nested::Field {
                field,
                secret,
                children,
            } => span(Some(field), *secret).put(nested(children)).node(),
        });
    }
    row(all)
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
    let fresh = use_flag();
    let rest = use_mut_ref(|| None::<Rest>);
    let shown = {
        let fresh = fresh.clone();
        Effect::new(On::Text(Some(Rc::from(&*props.headers))), move || {
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
        .words(props.headers.clone());
    let length = props.text.len();
    let text = el("pre")
        .is("data-part", "signed-text")
        .blank(props.text.is_empty(), "Nothing is signed")
        .attr_if("class", props.secret.then_some("secret".into()))
        .put(long_text(Rc::clone(&props.text)));
    el("div")
        .class("signature-pane")
        .el(head)
        .el(el("div").class("code").el(headers))
        .el(el("p").class("label").text("Signed text"))
        .el(region("Signed text", length).el(text))
        .node()
}
