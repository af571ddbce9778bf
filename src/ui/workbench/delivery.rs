//! What the workbench shows of a delivery beyond other requests: where its values come from,
//! sending it again, and spoiling it on purpose.

use yew::prelude::*;

use crate::ui::el::{El, el, nothing};
use crate::ui::state::{Action, Open};
use exchange::delivery::Tampering;
use openapi::delivery::{Delivery, Prefilled};

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
        .el(spoils(open, act))
        .el(repeat)
        .el(el("a").is("href", "#/handshakes").text("Handshakes"))
        .maybe(due)
        .node()
}

/// One button for each tampering, pressed while it applies; a second press takes it back.
fn spoils(open: &Open, act: &Callback<Action>) -> El {
    let one = |tampering: Option<Tampering>, words: &'static str| {
        let pressed = open.tampering == tampering;
        let next = tampering.filter(|_| !pressed);
        el("button")
            .is("type", "button")
            .class("small")
            .is("data-spoil", tampering.map_or("", Tampering::word))
            .is("aria-pressed", if pressed { "true" } else { "false" })
            .onclick(act.reform(move |_| Action::Tamper(next)))
            .text(words)
    };
    let mut all = el("div")
        .class("switch spoils")
        .is("data-part", "spoil")
        .is("role", "group")
        .is("aria-label", "Tampering")
        .el(one(None, "As its sender sends it"));
    for tampering in Tampering::ALL {
        all = all.el(one(Some(tampering), tampering.title()));
    }
    all
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
    for prefilled in &delivery.prefilled {
        items.push(one(prefilled).node());
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

fn one(prefilled: &Prefilled) -> El {
    el("li")
        .class("exact")
        .el(el("code").words(prefilled.field.to_string().into()))
        .text(" from ")
        .el(el("code").copy(&prefilled.from))
}

fn registration(open: &Open, delivery: &Delivery) -> String {
    let of = delivery.listing.of.as_deref().unwrap_or_default();
    crate::ui::route::write(&open.operation.api, of)
}
