//! The input: the handshake, the receiver and the probe, with the rules for the reply.

use std::rc::Rc;

use yew::prelude::*;

use super::state::{Change, HandshakeState};
use super::use_handshakes;
use crate::browser::page;
use crate::ui::controls::{Item, Select};
use crate::ui::form::Plain;
use crate::ui::prose;
use crate::ui::state::Loaded;
use crate::ui::verify::sentence::with_full_stop;
use exchange::handshake::{Handshake, Input, Trial, field};
use problem::{Cause, Field, Problem};

/// Everything that is chosen and typed.
#[component]
pub fn HandshakeInput() -> Html {
    let (state, change) = use_handshakes();
    let Some(trial) = state.trial() else {
        return Html::default();
    };
    html! {
        <>
            <h1>{ "Handshakes" }</h1>
            <p class="help">
                { "Before a sender delivers, it asks whether the receiver wants that. Ask your receiver as the sender \
                   does, and see whether its reply passes. The request goes from this page to your address only, and \
                   nothing is stored." }
            </p>
            <div class="own-part">{ which(&state, trial.handshake, &change) }</div>
            <section class="own-part" aria-labelledby="handshake-receiver">
                <h2 id="handshake-receiver">{ "Receiver" }</h2>
                { receiver(&state, &change) }
                { probes(&trial, &change) }
            </section>
            <section class="own-part" aria-labelledby="handshake-due">
                <h2 id="handshake-due">{ "Rules for the reply" }</h2>
                { rules(&trial) }
            </section>
        </>
    }
}

/// A closed choice with its label, and help below.
fn choice(
    id: &'static str,
    part: &'static str,
    label: &'static str,
    value: &str,
    items: Vec<Item>,
    onchange: Callback<String>,
    help: Html,
) -> Html {
    html! {
        <div class="field">
            <div class="field-head"><label for={id}>{ label }</label></div>
            <div class="field-body">
                <Select {id} {part} value={value.to_owned()} {items} {onchange} />
                { help }
            </div>
        </div>
    }
}

fn which(state: &HandshakeState, open: &Handshake, change: &Callback<Change>) -> Html {
    let items = match &state.all {
        Loaded::Ready(all) => all
            .iter()
            .map(|one| Item::new(one.id.clone(), one.title.clone()))
            .collect(),
        _ => Vec::new(),
    };
    let onchange = {
        let change = change.clone();
        Callback::from(move |id: String| {
            page::replace_hash(&["#/handshakes/", &id].concat());
            change.emit(Change::Choose(id.into()));
        })
    };
    let help = html! {
        <div class="help">
            { prose::blocks(&open.about) }
            { source(&open.source, "Documentation") }
        </div>
    };
    choice(
        "handshake",
        "handshake",
        "Handshake",
        &open.id,
        items,
        onchange,
        help,
    )
}

/// A link to a source.
pub fn source(address: &str, label: &'static str) -> Html {
    let link = prose::link(address, html! { { label } });
    html! { <span class="from">{ for link }</span> }
}

fn receiver(state: &HandshakeState, change: &Callback<Change>) -> Html {
    let address = Field::address();
    let handshake = state.handshake();
    let inputs = handshake
        .into_iter()
        .flat_map(|handshake| &handshake.inputs);
    html! {
        <>
            <Plain
                key="server:url" at="server:url" name="URL" value={Rc::clone(&state.address)}
                problems={problems(state, &address)} oninput={change.reform(Change::Address)}
                help="The URL that the receiver listens at, such as one on `localhost`."
                placeholder="https://example.com/webhooks" inputmode="url"
            />
            { for inputs.map(|input| typed(state, input, change)) }
        </>
    }
}

fn typed(state: &HandshakeState, input: &Input, change: &Callback<Change>) -> Html {
    let place = field(&input.name);
    let name: Rc<str> = input.name.as_str().into();
    let oninput = change.reform(move |text| Change::Input(Rc::clone(&name), text));
    // Two handshakes may have an input of one name, whose boxes are not each other's.
    let key = format!(
        "{} {place}",
        state.handshake().map_or("", |handshake| &handshake.id)
    );
    // Random text is no suggestion.
    let placeholder = input
        .default
        .plain()
        .map(|text| AttrValue::from(text.to_owned()));
    html! {
        <Plain
            {key} at={place.to_string()} name={input.label.clone()} value={Rc::<str>::from(state.input(&input.name))}
            problems={problems(state, &place)} {oninput} help={input.help.clone()} {placeholder}
            secret={input.secret}
        />
    }
}

/// The problems of an input; before anything is sent, an empty box is none.
fn problems(state: &HandshakeState, at: &Field) -> Vec<Rc<Problem>> {
    let all = state.flow.iter().flat_map(|flow| &flow.problems);
    let here = all.filter(|p| p.at == *at && p.cause != Cause::Required);
    here.map(|p| Rc::new(p.clone())).collect()
}

/// The choice of a probe, with the answer of a correct receiver.
fn probes(trial: &Trial<'_>, change: &Callback<Change>) -> Html {
    let handshake = trial.handshake;
    if handshake.probes.is_empty() {
        return Html::default();
    }
    let mut items = vec![Item::new("", format!("None: as {} asks", handshake.sender))];
    items.extend(
        handshake
            .probes
            .iter()
            .map(|probe| Item::new(probe.id.clone(), probe.title.clone())),
    );
    let onchange = change.reform(|id: String| Change::Probe(id.into()));
    let help = trial.probe.map(|probe| {
        html! { <div class="help due" data-part="due">{ prose::blocks(&probe.expect) }</div> }
    });
    let value = trial.probe.map_or("", |probe| &probe.id);
    choice(
        "handshake-probe",
        "probe",
        "Tampering",
        value,
        items,
        onchange,
        help.unwrap_or_default(),
    )
}

/// The rules. One that is not from the handshake's page has a link to its source.
fn rules(trial: &Trial<'_>) -> Html {
    let item = |(sentence, rule, address): (String, &exchange::handshake::Rule, String)| {
        let own = address != trial.handshake.source;
        html! {
            <li data-rule={rule.requires.word()}>
                <p>
                    if rule.should {
                        <span class="mark">{ "advice" }</span>
                        { " " }
                    }
                    { prose::inline(&with_full_stop(&sentence)) }
                    { " " }
                    if own {
                        { source(&address, "Source") }
                    }
                </p>
                if !rule.why.is_empty() {
                    <p class="help">{ prose::inline(&with_full_stop(&rule.why)) }</p>
                }
            </li>
        }
    };
    html! { <ul class="plain rules" data-part="rules">{ for trial.due().into_iter().map(item) }</ul> }
}
