//! What the browser will do with the request, and the address in pieces.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::page;
use crate::ui::el::{El, el, text};
use crate::ui::veil::{self, covered};
use request::forecast::{self, Forecast, Weight};
use request::pipeline::Flow;
use request::preview::Piece;

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
