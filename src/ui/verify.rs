//! The bench for deliveries that were received: is the signature valid, and if not, why not.
//!
//! It has a state of its own, [`desk::Desk`], which nothing stores: what was
//! pasted and the secrets go when the page is left.

mod answer;
pub mod bytes;
mod code;
pub mod desk;
pub mod dump;
mod fixes;
mod given;
mod hunt;
mod public;
mod remedies;
pub mod request;
mod verifying;
pub mod words;

use std::rc::Rc;

use yew::prelude::*;

use self::desk::{Change, Dated, Desk};
use self::words::Tone;
use super::el::{El, el};
use super::hooks::{Effect, On, address, use_effects};
use super::parts::{CheckProps, check};
use super::scheme::Acts;
use super::state::{Action, Own, Pref, ToVerify};
use super::veil::{self, Veil, under};
use crate::browser::clock;
use crate::browser::page::{Listener, Title};

#[derive(Properties, Clone)]
pub struct VerifyProps {
    /// The person's own schemes.
    pub own: Rc<Own>,
    /// Whether secrets are shown.
    pub reveal: bool,
    /// A delivery of the workbench that is to be verified.
    pub delivery: Option<Rc<ToVerify>>,
    /// The hash of the one that was.
    pub back: Option<Rc<str>>,
    pub act: Callback<Action>,
}

impl PartialEq for VerifyProps {
    fn eq(&self, other: &VerifyProps) -> bool {
        let delivery = |props: &VerifyProps| props.delivery.as_ref().map(Rc::as_ptr);
        let same = delivery(self) == delivery(other) && self.back == other.back;
        same && Rc::ptr_eq(&self.own, &other.own) && self.reveal == other.reveal
    }
}

/// See the module.
#[component]
pub fn Verify(props: &VerifyProps) -> Html {
    let desk = use_reducer(Desk::default);
    let act = {
        let dispatcher = desk.dispatcher();
        use_ref(|| {
            Callback::from(move |change: Change| {
                let now_ms = clock::moment().unix_ms;
                dispatcher.dispatch(Dated { change, now_ms });
            })
        })
    };
    let act = (*act).clone();
    let opening = Effect::new(On::Start, || {
        (
            Title::set("Verify a delivery – Signpost"),
            request::no_drop_opens(),
        )
    });
    let knowing = {
        let (own, act) = (Rc::clone(&props.own), act.clone());
        Effect::new(On::Shared([address(Some(&own)), 0]), move || {
            act.emit(Change::Own(own));
        })
    };
    let taking = {
        let (delivery, app, act) = (props.delivery.clone(), props.act.clone(), act.clone());
        let address = address(delivery.as_ref());
        Effect::new(On::Shared([address, 0]), move || {
            if let Some(delivery) = delivery {
                take(&delivery, &act);
                app.emit(Action::VerifyTook);
            }
        })
    };
    use_effects(vec![opening, knowing, taking]);
    let acts = Acts {
        own: props.act.reform(Action::Own),
        choose: act.reform(Change::Scheme),
    };
    let form = el("section")
        .class("form")
        .is("aria-label", "What was received")
        .el(el("div")
            .class("fields")
            .put(given::view(&desk, &act, &acts)));
    let answer = el("section")
        .class("right")
        .is("aria-label", "Is it valid?")
        .el(el("div")
            .class("wire-pane")
            .maybe(props.back.as_ref().map(|back| {
                el("a")
                    .attr("href", AttrValue::Rc(Rc::clone(back)))
                    .is("data-part", "send-again")
                    .text("Send again")
            }))
            .put(revealing(props))
            .put(answer::view(&desk, &act)));
    let main = el("main")
        .class("work own")
        .el(el("div").class("bench").el(form).el(answer));
    let veil = Veil {
        known: desk.known_secrets().into(),
        reveal: props.reveal,
        operation: None,
    };
    under(veil, main.node())
}

/// Enters a delivery of the workbench, with its scheme and its secrets.
fn take(delivery: &ToVerify, act: &Callback<Change>) {
    act.emit(Change::Shape(desk::Shape::Raw));
    act.emit(match std::str::from_utf8(&delivery.message) {
        Ok(text) => Change::Raw(text.into()),
        Err(_) => Change::File(desk::File {
            name: "delivery".to_owned(),
            size: delivery.message.len(),
            holds: desk::Holds::Request(Rc::new(received::read(&delivery.message))),
        }),
    });
    act.emit(Change::Scheme(Rc::clone(&delivery.scheme)));
    act.emit(Change::Url(Rc::clone(&delivery.url)));
    for (input, secret) in delivery.secrets.iter() {
        act.emit(Change::Secret(Rc::clone(input), secret.expose().into()));
    }
}

/// Whether secrets are shown in what was received and what was signed.
fn revealing(props: &VerifyProps) -> Html {
    let reveal = props.act.reform(|on| Action::Pref(Pref::Reveal(on)));
    check(CheckProps {
        checked: props.reveal,
        label: "Show secrets".into(),
        part: Some("reveal".into()),
        onchange: reveal.into(),
        ..Default::default()
    })
}

/// A sentence with its sign.
pub fn sentence(tone: Tone, text: &str) -> El {
    let (class, mark) = match tone {
        Tone::Good => ("sentence good", "✓"),
        Tone::Bad => ("sentence bad", "✕"),
        Tone::Careful => ("sentence careful", "!"),
        Tone::Plain => ("sentence", "·"),
    };
    let sign = el("span")
        .class("sign")
        .is("aria-hidden", "true")
        .text(mark);
    el("p")
        .class(class)
        .el(sign)
        .el(el("span").put(veil::prose(text)))
}

/// Listeners that go with the page.
type Guard = (Option<Listener>, Option<Listener>);

/// A callback that makes a change of a text.
fn typed(act: &Callback<Change>, change: fn(Rc<str>) -> Change) -> Callback<Rc<str>> {
    act.reform(change)
}
