//! The handshake page: sends the request that a sender makes before it delivers, and judges the reply.
//!
//! Its state is [`bench::Bench`], which nothing stores: what was typed and
//! the secrets are gone when the page is left.

mod answer;
pub mod bench;
mod given;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::bench::{Bench, Came, Change, Stamped};
use super::el::{component, el, nothing, row};
use super::hooks::{Effect, On, use_effects};
use super::state::{Action, Loaded, Prefs, Target};
use super::veil::{Veil, under};
use super::wire::{Wire, WireProps};
use super::workbench::bar::{Forecasts, ForecastsProps, piece};
use crate::browser::keys::{self, Shortcut};
use crate::browser::page::{self, Listener, Title};
use crate::browser::{clock, fetch};
use exchange::handshake;
use request::preview;

/// The properties of the page.
#[derive(Properties, Clone)]
pub struct HandshakesProps {
    /// The handshake that the hash names.
    pub chosen: Option<AttrValue>,
    /// The wire's: which snippet, and whether secrets are shown.
    pub prefs: Prefs,
    pub act: Callback<Action>,
}

impl PartialEq for HandshakesProps {
    fn eq(&self, other: &HandshakesProps) -> bool {
        self.chosen == other.chosen && self.prefs == other.prefs
    }
}

/// The page.
#[component]
pub fn Handshakes(props: &HandshakesProps) -> Html {
    let bench = use_reducer(Bench::default);
    let act = {
        let dispatcher = bench.dispatcher();
        use_ref(|| {
            Callback::from(move |change: Change| {
                let moment = clock::moment();
                dispatcher.dispatch(Stamped { change, moment });
            })
        })
    };
    let act = (*act).clone();
    let chosen = props.chosen.clone().map(|id| Rc::from(&*id));
    use_effects(vec![
        opening(&act),
        choosing(chosen, &act),
        sending(&bench, &act),
        answered(&bench),
    ]);
    let inside = match &bench.all {
        Loaded::Loading => el("p")
            .class("waiting")
            .text("Loading the handshakes")
            .node(),
        Loaded::Failed(why) => el("p").class("notice").is("role", "alert").copy(why).node(),
        Loaded::Ready(_) => row(vec![
            bar(&bench, props.prefs.reveal, &act),
            working(&bench, props, &act),
        ]),
    };
    let veil = Veil {
        known: bench.known_secrets().into(),
        reveal: props.prefs.reveal,
        ..Veil::default()
    };
    under(veil, el("main").class("work own").put(inside).node())
}

/// Fetches the file, and listens to the keyboard as long as the page is open.
fn opening(act: &Callback<Change>) -> Effect {
    let act = act.clone();
    Effect::new(On::Start, move || {
        let loaded = act.clone();
        spawn_local(async move {
            let read = fetch::data::<Vec<_>>(handshake::ADDRESS).await;
            loaded.emit(Change::Loaded(match read {
                Ok(all) => Loaded::Ready(all.into()),
                Err(why) => Loaded::Failed(
                    format!(
                        "The handshakes could not be loaded: {why}. Reload the page to try again."
                    )
                    .into(),
                ),
            }));
        });
        let keys = Listener::on_document("keydown", move |event| {
            if let Some(Shortcut::Send) = keys::shortcut(&event) {
                act.emit(Change::Send);
            }
        });
        (Title::set("Handshakes – Signpost"), keys)
    })
}

/// Opens what the hash names.
fn choosing(chosen: Option<Rc<str>>, act: &Callback<Change>) -> Effect {
    let act = act.clone();
    Effect::new(On::Text(chosen.clone()), move || {
        if let Some(id) = chosen {
            act.emit(Change::Choose(id));
        }
    })
}

/// Sends what is in flight; when that changes, the flight is aborted.
fn sending(bench: &Bench, act: &Callback<Change>) -> Effect {
    let act = act.clone();
    let number = match bench.came {
        Came::Sending(number) => Some(number),
        _ => None,
    };
    let flow = bench.flow.clone();
    Effect::new(On::Number(number), move || {
        let (number, flow) = number.zip(flow)?;
        let hides = page::facts().origin != flow.request.origin();
        let ready = flow.ready(Target::Direct).ok()?;
        Some(fetch::send(ready, move |result| {
            act.emit(Change::Answered(number, result, hides));
        }))
    })
}

/// Scrolls to a new reply.
fn answered(bench: &Bench) -> Effect {
    let replies = bench.replies;
    Effect::new(On::Number(Some(replies)), move || {
        if replies > 0 {
            page::reveal(".reply-pane");
        }
    })
}

/// The request line, and the forecast of the browser.
fn bar(bench: &Bench, reveal: bool, act: &Callback<Change>) -> Html {
    let Some(flow) = &bench.flow else {
        return nothing();
    };
    let method = flow.request.method.clone();
    let class = ["method ", &method.to_lowercase()].concat();
    let sends = matches!(bench.came, Came::Sending(_));
    let refusal = bench.refusal();
    let disabled = match refusal.is_some() || sends {
        true => "true",
        false => "false",
    };
    let send = el("button")
        .is("type", "button")
        .class("primary")
        .is("data-part", "send")
        .is("aria-disabled", disabled)
        .attr_if(
            "aria-describedby",
            refusal.is_some().then_some("refusal".into()),
        )
        .is("aria-keyshortcuts", "Control+Enter Meta+Enter")
        .is("title", "Ctrl+Enter or Cmd+Enter")
        .onclick(act.reform(|_| Change::Send))
        .text(if sends { "Sending" } else { "Send" });
    let stop = el("button")
        .is("type", "button")
        .is("data-part", "stop")
        .flag("disabled", !sends)
        .onclick(act.reform(|_| Change::Stop))
        .text("Stop");
    let anew = el("button")
        .is("type", "button")
        .is("data-part", "anew")
        .is("title", "Another challenge, and the time as it is now")
        .onclick(act.reform(|_| Change::Anew))
        .text("New challenge");
    let anew = bench.has_values().then_some(anew);
    let url = el("code").class("url").is("data-part", "url").all(
        preview::address(&flow.request)
            .iter()
            .map(|p| piece(p, reveal))
            .collect(),
    );
    let line = el("div")
        .class("line")
        .el(el("span")
            .attr("class", class.into())
            .is("data-part", "method")
            .words(method.into()))
        .el(url)
        .el(send)
        .el(stop)
        .maybe(anew);
    let forecasts = refusal.is_none().then(|| {
        el("details")
            .class("foretold")
            .el(el("summary").text("What the browser does with it"))
            .put(component::<Forecasts>(ForecastsProps {
                of: Rc::clone(flow),
            }))
    });
    let refused = refusal.map(|why| {
        el("p")
            .class("refusal")
            .is("id", "refusal")
            .el(el("strong").text("Cannot be sent: "))
            .words(why.into())
    });
    el("div")
        .class("bar")
        .el(line)
        .maybe(refused)
        .maybe(forecasts)
        .node()
}

/// The inputs at the left; the request and the reply at the right.
fn working(bench: &Bench, props: &HandshakesProps, act: &Callback<Change>) -> Html {
    let Some(flow) = &bench.flow else {
        return nothing();
    };
    let form = el("section")
        .class("form")
        .is("aria-label", "Handshake")
        .el(el("div").class("fields").put(given::view(bench, act)));
    let right = el("div")
        .class("right")
        .put(component::<Wire>(WireProps {
            flow: Rc::clone(flow),
            prefs: props.prefs.clone(),
            act: props.act.clone(),
        }))
        .put(answer::view(bench, act));
    el("div").class("bench").el(form).el(right).node()
}
