//! The request line: method, address, where it goes, send and stop.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::page;
use crate::forecast::{self, Forecast, Weight};
use crate::preview::{self, Piece};
use crate::ui::parts::{Item, Select};
use crate::ui::state::{Action, Open, Outcome, Target, count};

/// The request line and, before a direct send, what the browser will do with it.
pub fn view(open: &Open, reveal: bool, act: &Callback<Action>) -> Html {
    let refusal = open.refusal();
    html! {
        <div class="bar">
            <Line
                method={AttrValue::from(open.flow.request.method.clone())}
                url={preview::address(&open.flow.request)}
                {reveal}
                target={open.target}
                problems={open.problems.len()}
                sending={matches!(open.outcome, Outcome::Sending(_))}
                blocked={refusal.is_some()}
                act={act.clone()}
            />
            if let Some(refusal) = refusal {
                <p class="refusal" id="refusal" role="alert">
                    <strong>{ "Cannot be sent: " }</strong>{ refusal }
                </p>
            }
            if open.target == Target::Direct {
                <Forecasts of={open.flow.clone()} />
            }
        </div>
    }
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
    let items = vec![
        Item::new("sandbox", "Sandbox, in this page"),
        Item::new("direct", "Direct, to this address"),
    ];
    let choose = props.act.reform(|chosen: String| {
        Action::Target(match chosen.as_str() {
            "direct" => Target::Direct,
            _ => Target::Sandbox,
        })
    });
    let send = props.act.reform(|_: MouseEvent| Action::Send);
    let stop = props.act.reform(|_: MouseEvent| Action::Stop);
    let words = match (props.blocked, props.sending, props.problems) {
        (true, ..) => "Cannot be sent".to_owned(),
        (_, true, _) => "Sending".to_owned(),
        (_, _, 0) => "Send".to_owned(),
        (_, _, problems) => format!("Send anyway ({})", count(problems)),
    };
    html! {
        <div class="line">
            <span class={classes!("method", props.method.to_lowercase())} data-part="method">
                { props.method.clone() }
            </span>
            <code class={classes!("url", props.reveal.then_some("reveal"))} data-part="url">
                { for props.url.iter().map(piece) }
            </code>
            <Select
                label="Send to"
                part="target"
                value={match props.target { Target::Sandbox => "sandbox", Target::Direct => "direct" }}
                {items}
                onchange={choose}
            />
            <button
                type="button"
                class="primary"
                data-part="send"
                aria-disabled={(props.blocked || props.sending).to_string()}
                aria-describedby={props.blocked.then_some("refusal")}
                aria-keyshortcuts="Control+Enter Meta+Enter"
                title="Ctrl+Enter or Cmd+Enter"
                onclick={send}
            >
                { words }
            </button>
            <button type="button" data-part="stop" disabled={!props.sending} onclick={stop}>
                { "Stop" }
            </button>
        </div>
    }
}

fn piece(piece: &Piece) -> Html {
    let text = AttrValue::from(Rc::clone(&piece.text));
    match piece.secret {
        true => html! { <span class="secret">{ text }</span> },
        false => Html::from(text),
    }
}

#[derive(Properties, Clone, PartialEq)]
struct ForecastsProps {
    of: Rc<crate::pipeline::Flow>,
}

/// What the browser will change, ask or refuse, and the fields that it adds by itself.
#[component]
fn Forecasts(props: &ForecastsProps) -> Html {
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
    let added = forecast::added_by_browser().iter().map(|(name, why)| {
        html! { <li><code>{ *name }</code>{ " " }{ *why }</li> }
    });
    html! {
        <div class="forecast" role="group" aria-label="What the browser will do">
            <ul class="plain">{ for found.iter().map(one) }</ul>
            <details>
                <summary>{ "Fields that the browser adds by itself" }</summary>
                <ul class="plain">{ for added }</ul>
            </details>
        </div>
    }
}

fn one(forecast: &Forecast) -> Html {
    let word = match forecast.weight {
        Weight::Stops => "The browser will refuse:",
        Weight::Changes => "The browser will change this:",
        Weight::Asks => "The browser will ask first:",
        Weight::Note => "Note:",
    };
    html! {
        <li class={forecast.code} key={format!("{}{}", forecast.code, forecast.header.as_deref().unwrap_or(""))}>
            <p><strong>{ word }</strong>{ " " }<span class="mark">{ forecast.code }</span></p>
            <p class="exact">{ forecast.message.clone() }</p>
            <p class="exact">{ forecast.advice.clone() }</p>
        </li>
    }
}
