//! What the workbench shows of a delivery beyond other requests: where its values come from,
//! sending it again, and spoiling it on purpose.

use yew::prelude::*;

use super::pieces::chosen;
use crate::delivery::Spoil;
use crate::document::delivery::{Delivery, Taken};
use crate::ui::el::{El, el, nothing};
use crate::ui::parts::{Item, SelectProps, select};
use crate::ui::state::{Action, Open};

/// Sending again and spoiling, beside the request line; nothing of other operations.
pub fn tools(open: &Open, act: &Callback<Action>) -> Html {
    if open.operation.delivery.is_none() {
        return nothing();
    }
    let repeat = act.reform(|_: MouseEvent| Action::Repeat);
    let repeat = el("button")
        .is("type", "button")
        .is("data-part", "repeat")
        .is(
            "title",
            "The same id, a new time and signature, one more try",
        )
        .onclick(repeat)
        .text("Send again, as a retry");
    let due = open.due.as_ref().map(|due| {
        el("p")
            .class("help due")
            .is("data-part", "due")
            .copy(&due.sentence)
    });
    el("div")
        .class("line delivery-tools")
        .put(spoils(open, act))
        .el(repeat)
        .el(el("a").is("href", "#/handshakes").text("Handshakes"))
        .maybe(due)
        .node()
}

fn spoils(open: &Open, act: &Callback<Action>) -> Html {
    let mut items = vec![Item::new("", "Nothing: as its sender sends it")];
    for spoil in Spoil::ALL {
        items.push(Item::new(spoil.word(), spoil.title()));
    }
    select(SelectProps {
        label: Some("Spoil".into()),
        part: Some("spoil".into()),
        value: open.spoil.map_or("", Spoil::word).into(),
        items,
        onchange: chosen(act, |word| Action::Spoil(Spoil::from_word(&word))),
        ..Default::default()
    })
}

/// The fields that the registration filled in, each with the expression it comes from.
pub fn taken(open: &Open) -> Html {
    let Some(delivery) = &open.operation.delivery else {
        return nothing();
    };
    if delivery.listing.of.is_none() {
        return nothing();
    }
    let mut items = Vec::new();
    for taken in &delivery.taken {
        items.push(one(taken).node());
    }
    let words = match items.is_empty() {
        true => "Nothing is taken from the registration yet: fill it in first.",
        false => "Taken from the registration; change here what is to differ.",
    };
    let back = el("a")
        .attr("href", registration(open, delivery).into())
        .text("To the registration");
    el("details")
        .class("taken")
        .is("data-part", "taken")
        .el(el("summary").text(words))
        .el(el("ul").class("plain").all(items))
        .el(el("p").el(back))
        .node()
}

fn one(taken: &Taken) -> El {
    el("li")
        .class("exact")
        .el(el("code").copy(&taken.field))
        .text(" from ")
        .el(el("code").copy(&taken.from))
}

fn registration(open: &Open, delivery: &Delivery) -> String {
    let of = delivery.listing.of.as_deref().unwrap_or_default();
    crate::ui::route::write(&open.operation.api, of)
}
