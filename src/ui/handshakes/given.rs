//! The form: the handshake, the receiver and the probe, with the rules for the reply.

use std::rc::Rc;

use yew::prelude::*;

use super::bench::{Bench, Change};
use crate::browser::page;
use crate::ui::el::{El, el, nothing, row};
use crate::ui::form::PlainProps;
use crate::ui::parts::{Item, SelectProps};
use crate::ui::prose;
use crate::ui::state::Loaded;
use crate::ui::workbench::pieces::{choice, help, named, plain, section};
use exchange::handshake::{Handshake, Input, Trial, field};
use problem::{Cause, Field, Problem};

const LEAD: &str = "Before a sender delivers, it asks whether the receiver wants it. Ask yours as the sender \
    does, and see what its reply lacks. The request goes from this page to the address alone, and nothing is \
    stored.";

/// The whole form.
pub fn view(bench: &Bench, act: &Callback<Change>) -> Html {
    let Some(trial) = bench.trial() else {
        return nothing();
    };
    row(vec![
        el("h2").text("Handshakes").node(),
        el("p").class("help").text(LEAD).node(),
        which(bench, trial.handshake, act),
        section("handshake-receiver", "Receiver", receiver(bench, act)),
        probes(&trial, act),
        section("handshake-due", "Rules for the reply", due(&trial)),
    ])
}

fn which(bench: &Bench, open: &Handshake, act: &Callback<Change>) -> Html {
    let mut items = Vec::new();
    if let Loaded::Ready(all) = &bench.all {
        for handshake in all.iter() {
            items.push(Item::new(handshake.id.clone(), handshake.title.clone()));
        }
    }
    let onchange = {
        let act = act.clone();
        Callback::from(move |id: String| {
            page::replace_hash(&["#/handshakes/", &id].concat());
            act.emit(Change::Choose(id.into()));
        })
    };
    let control = SelectProps {
        id: Some("handshake".into()),
        part: Some("handshake".into()),
        value: open.id.clone().into(),
        items,
        onchange: onchange.into(),
        ..Default::default()
    };
    let about = help(&open.about).maybe(source(&open.source, "Its documentation"));
    let head = named("handshake".into(), "Handshake".into());
    choice(head, control, Some(about)).node()
}

/// A link to where something is from.
pub fn source(address: &str, words: &'static str) -> Option<El> {
    let link = prose::link(address, crate::ui::el::text(words.into()))?;
    Some(el("span").class("from").put(link))
}

fn receiver(bench: &Bench, act: &Callback<Change>) -> Html {
    let address = PlainProps {
        at: Some("server:url".into()),
        name: "Address".into(),
        value: Rc::clone(&bench.address),
        problems: problems(bench, &Field::address()),
        help: "Where the receiver listens; a `localhost` does".into(),
        placeholder: Some("https://example.com/webhooks".into()),
        inputmode: Some("url"),
        oninput: act.reform(Change::Address).into(),
        ..Default::default()
    };
    let mut all = vec![plain("server:url".into(), address)];
    let handshake = bench.handshake();
    for input in handshake.into_iter().flat_map(|h| &h.inputs) {
        all.push(typed(bench, handshake, input, act));
    }
    row(all)
}

fn typed(
    bench: &Bench,
    handshake: Option<&Handshake>,
    input: &Input,
    act: &Callback<Change>,
) -> Html {
    let place = field(&input.name);
    let at = AttrValue::from(place.to_string());
    let name: Rc<str> = input.name.as_str().into();
    // Random text is no suggestion.
    let placeholder = input.default.plain();
    let props = PlainProps {
        at: Some(at.clone()),
        name: input.label.clone().into(),
        value: bench.input(&input.name).into(),
        problems: problems(bench, &place),
        help: input.help.clone().into(),
        placeholder: placeholder.map(|text| text.to_owned().into()),
        secret: input.secret,
        oninput: act
            .reform(move |text| Change::Input(Rc::clone(&name), text))
            .into(),
        ..Default::default()
    };
    // Two handshakes may have an input of one name, whose boxes are not each other's.
    let key = [handshake.map_or("", |h| &h.id), " ", &at].concat();
    plain(key.into(), props)
}

/// The problems of what is typed; before anything is sent, an empty box is none.
fn problems(bench: &Bench, at: &Field) -> Vec<Rc<Problem>> {
    let all = bench.flow.iter().flat_map(|flow| &flow.problems);
    let here = all.filter(|p| p.at == *at && p.cause != Cause::Required);
    here.map(|p| Rc::new(p.clone())).collect()
}

/// The choice of a probe, with the answer of a correct receiver.
fn probes(trial: &Trial<'_>, act: &Callback<Change>) -> Html {
    let handshake = trial.handshake;
    if handshake.probes.is_empty() {
        return nothing();
    }
    let nothing = ["Nothing: as ", &handshake.sender, " asks"].concat();
    let mut items = vec![Item::new("", nothing)];
    for probe in &handshake.probes {
        items.push(Item::new(probe.id.clone(), probe.title.clone()));
    }
    let control = SelectProps {
        id: Some("handshake-probe".into()),
        part: Some("probe".into()),
        value: trial.probe.map_or("", |p| &p.id).to_owned().into(),
        items,
        onchange: act.reform(|id: String| Change::Probe(id.into())).into(),
        ..Default::default()
    };
    let expect = trial.probe.map(|probe| {
        el("div")
            .class("help due")
            .is("data-part", "due")
            .put(prose::blocks(&probe.expect))
    });
    let head = named("handshake-probe".into(), "Spoil".into());
    choice(head, control, expect).node()
}

/// The rules; one that is not from the handshake's page has a link to its source.
fn due(trial: &Trial<'_>) -> Html {
    let mut all = Vec::new();
    for (sentence, rule, address) in trial.due() {
        let advice = rule.should.then(|| el("span").class("mark").text("advice"));
        let own = (address != trial.handshake.source).then_some(&address);
        let from = own.and_then(|address| source(address, "source"));
        let why =
            (!rule.why.is_empty()).then(|| el("p").class("help").put(prose::inline(&rule.why)));
        let words = el("p")
            .maybe(advice)
            .text(if rule.should { " " } else { "" })
            .put(prose::inline(&sentence))
            .text(" ")
            .maybe(from);
        let item = el("li").is("data-rule", rule.requires.word());
        all.push(item.el(words).maybe(why).node());
    }
    el("ul")
        .class("plain rules")
        .is("data-part", "rules")
        .all(all)
        .node()
}
