//! The request line: method, address, where it goes, send and stop.

use std::rc::Rc;

use yew::prelude::*;

use super::pieces::chosen;
use crate::browser::page;
use crate::ui::el::{El, component, el, nothing, text};
use crate::ui::parts::{Item, SelectProps, select};
use crate::ui::state::{Action, Open, Outcome, Target, count};
use crate::ui::veil::{self, covered};
use crate::ui::wire::pieces;
use request::forecast::{self, Forecast, Weight};
use request::pipeline::Flow;
use request::preview::{self, Piece};

/// The request line and, before a direct send, what the browser will do with it.
pub fn view(open: &Open, reveal: bool, act: &Callback<Action>) -> Html {
    let refusal = open.refusal();
    let line = component::<Line>(LineProps {
        method: open.flow.request.method.clone().into(),
        url: preview::address(&open.flow.request),
        reveal,
        target: open.target,
        problems: open.problems.len(),
        sending: matches!(open.outcome, Outcome::Sending(_)),
        blocked: refusal.is_some(),
        act: act.clone(),
    });
    let forecasts = match open.target {
        Target::Direct => component::<Forecasts>(ForecastsProps {
            of: Rc::clone(&open.flow),
        }),
        Target::Sandbox => nothing(),
    };
    el("div")
        .class("bar")
        .put(line)
        .maybe(refusal.map(refused))
        .put(forecasts)
        .node()
}

fn refused(why: String) -> El {
    el("p")
        .class("refusal")
        .is("id", "refusal")
        .is("role", "alert")
        .el(el("strong").text("Cannot be sent: "))
        .words(why.into())
}

#[derive(Properties, Clone, PartialEq)]
struct LineProps {
    method: AttrValue,
    url: Vec<Piece>,
    /// Whether secrets in the address are shown.
    reveal: bool,
    target: Target,
    problems: usize,
    sending: bool,
    blocked: bool,
    act: Callback<Action>,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let method = ["method ", &props.method.to_lowercase()].concat();
    let method = el("span")
        .attr("class", method.into())
        .is("data-part", "method")
        .words(props.method.clone());
    let url =
        el("code")
            .class("url")
            .is("data-part", "url")
            .put(pieces(&props.url, props.reveal, piece));
    let stop = props.act.reform(|_: MouseEvent| Action::Stop);
    let stop = el("button")
        .is("type", "button")
        .is("data-part", "stop")
        .flag("disabled", !props.sending)
        .onclick(stop)
        .text("Stop");
    el("div")
        .class("line")
        .el(method)
        .el(url)
        .put(target(props))
        .el(send(props))
        .el(stop)
        .node()
}

fn target(props: &LineProps) -> Html {
    let value = match props.target {
        Target::Sandbox => "sandbox",
        Target::Direct => "direct",
    };
    select(SelectProps {
        label: Some("Send to".into()),
        part: Some("target".into()),
        value: value.into(),
        items: vec![
            Item::new("sandbox", "Sandbox, in this page"),
            Item::new("direct", "Direct, to this address"),
        ],
        onchange: chosen(&props.act, |chosen| {
            Action::Target(match chosen.as_str() {
                "direct" => Target::Direct,
                _ => Target::Sandbox,
            })
        }),
        ..Default::default()
    })
}

fn send(props: &LineProps) -> El {
    let words = match (props.blocked, props.sending, props.problems) {
        (true, ..) => "Cannot be sent".into(),
        (_, true, _) => "Sending".into(),
        (_, _, 0) => "Send".into(),
        (_, _, problems) => ["Send anyway (", &count(problems), ")"].concat().into(),
    };
    let disabled = match props.blocked || props.sending {
        true => "true",
        false => "false",
    };
    let send = props.act.reform(|_: MouseEvent| Action::Send);
    el("button")
        .is("type", "button")
        .class("primary")
        .is("data-part", "send")
        .is("aria-disabled", disabled)
        .attr_if(
            "aria-describedby",
            props.blocked.then_some("refusal".into()),
        )
        .is("aria-keyshortcuts", "Control+Enter Meta+Enter")
        .is("title", "Ctrl+Enter or Cmd+Enter")
        .onclick(send)
        .words(words)
}

/// A piece of the address, painted over where it is secret.
pub fn piece(piece: &Piece, reveal: bool) -> Html {
    let words = text(Rc::clone(&piece.text).into());
    match piece.secret && !reveal {
        true => covered(el("span").put(words)),
        false => words,
    }
}

#[derive(Properties, Clone, PartialEq)]
pub struct ForecastsProps {
    pub of: Rc<Flow>,
}

/// What the browser will change, ask or refuse, and the fields that it adds by itself.
#[component]
pub fn Forecasts(props: &ForecastsProps) -> Html {
    // Where the page stands is known once it runs in a browser.
    let page = use_state(|| None);
    {
        let page = page.clone();
        use_effect_with((), move |()| page.set(Some(page::facts())));
    }
    let found = match &*page {
        Some(page) => forecast::forecast(&props.of.request, page),
        None => Vec::new(),
    };
    let mut added = Vec::new();
    for (name, why) in forecast::added_by_browser() {
        let field = el("li").el(el("code").text(name)).text(" ").text(why);
        added.push(field.node());
    }
    let added = el("details")
        .el(el("summary").text("Fields that the browser adds by itself"))
        .el(el("ul").class("plain").all(added));
    el("div")
        .class("forecast")
        .is("role", "group")
        .is("aria-label", "What the browser will do")
        .el(el("ul").class("plain").all(found.iter().map(one).collect()))
        .el(added)
        .node()
}

fn one(forecast: &Forecast) -> Html {
    let word = match forecast.weight {
        Weight::Stops => "The browser will refuse:",
        Weight::Changes => "The browser will change this:",
        Weight::Asks => "The browser will ask first:",
        Weight::Note => "Note:",
    };
    let header = forecast.header.as_deref().unwrap_or_default();
    let name = el("p")
        .el(el("strong").text(word))
        .text(" ")
        .el(el("span").class("mark").text(forecast.code));
    el("li")
        .class(forecast.code)
        .is("data-forecast", forecast.code)
        .key([forecast.code, header].concat().into())
        .el(name)
        .el(exact(&forecast.message))
        .el(exact(&forecast.advice))
        .node()
}

fn exact(words: &str) -> El {
    el("p").class("exact").put(veil::words(words))
}
