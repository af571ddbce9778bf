//! How the request is signed: the scheme, its secrets, and everything that a free scheme can set.

use std::rc::Rc;

use yew::prelude::*;

use super::section;
use crate::sign::{Algorithm, DigestText, Input, KeyText, Scheme, presets};
use crate::ui::form::Plain;
use crate::ui::parts::{Check, Item, Select};
use crate::ui::prose;
use crate::ui::state::{Action, Open, Setting, signing};

/// All controls of signing.
pub fn view(open: &Open, act: &Callback<Action>) -> Html {
    let scheme = &open.flow.scheme;
    let inside = html! {
        <>
            <div class="settings">
                { choose_scheme(open, scheme, act) }
                { choose(act, "algorithm", "Algorithm", scheme.algorithm.name(),
                    Algorithm::ALL.map(|a| Item::plain(a.name())).into(), Setting::Algorithm) }
                { choose(act, "secret-encoding", "Secret is", scheme.key.encoding.name(),
                    KeyText::ALL.map(|k| Item::plain(k.name())).into(), Setting::SecretEncoding) }
                { choose(act, "digest", "Signature as", scheme.digest.name(),
                    DigestText::ALL.map(|d| Item::plain(d.name())).into(), Setting::Digest) }
            </div>
            if !scheme.description.is_empty() {
                <div class="help">{ prose::blocks(&scheme.description) }</div>
            }
            { secrets(open, scheme, act) }
            <div class="pair">
                { moment(open, act) }
            </div>
            { templates(open, scheme, act) }
        </>
    };
    section("signing", "Signature", inside)
}

fn choose_scheme(open: &Open, scheme: &Scheme, act: &Callback<Action>) -> Html {
    let mut items: Vec<Item> = presets::all()
        .iter()
        .map(|s| Item::new(s.id.clone(), s.title.clone()))
        .collect();
    let documented = open.operation.signature.as_ref().map(|s| &s.scheme);
    if let Some(own) = documented.filter(|own| items.iter().all(|i| *i.value != *own.id)) {
        items.push(Item::new(own.id.clone(), own.title.clone()));
    }
    let onchange = act.reform(|id: String| Action::Sign(Setting::Scheme, id.into()));
    html! {
        <label>
            <span>{ "Scheme" }</span>
            <Select part="scheme" value={scheme.id.clone()} {items} {onchange} />
        </label>
    }
}

/// A closed setting; changing it under another scheme goes on with the free one.
fn choose(
    act: &Callback<Action>,
    part: &'static str,
    words: &'static str,
    value: &'static str,
    items: Vec<Item>,
    setting: Setting,
) -> Html {
    let onchange = act.reform(move |chosen: String| Action::Sign(setting, chosen.into()));
    html! {
        <label>
            <span>{ words }</span>
            <Select {part} {value} {items} {onchange} />
        </label>
    }
}

/// The secrets that the scheme asks for, and those that verify a signed reply.
fn secrets(open: &Open, scheme: &Scheme, act: &Callback<Action>) -> Html {
    let reply = open
        .operation
        .responses
        .iter()
        .find_map(|r| r.signature.as_ref());
    let asking = match (scheme.id.as_str(), reply) {
        // A request that is not signed leaves the main secret to the reply.
        ("none", Some(reply)) => &reply.scheme,
        _ => scheme,
    };
    let main = match asking.key.label.is_empty() {
        true => "Secret",
        false => asking.key.label.as_str(),
    };
    let first = secret(open, act, "secret", main, &asking.key.help, true, None);
    let mut inputs: Vec<&Input> = scheme.inputs.iter().collect();
    for input in reply.iter().flat_map(|r| &r.scheme.inputs) {
        if inputs.iter().all(|i| i.name != input.name) {
            inputs.push(input);
        }
    }
    let more = inputs.into_iter().map(|input| {
        let part = format!("secret:{}", input.name);
        let placeholder = input.default.as_deref();
        secret(
            open,
            act,
            &part,
            &input.label,
            &input.help,
            input.secret,
            placeholder,
        )
    });
    html! {
        <>
            if let Some(reply) = reply {
                <div class="help">
                    { "The reply is signed (" }{ reply.scheme.title.clone() }{ "): what is typed here verifies it too. " }
                    { prose::inline(&reply.description) }
                </div>
            }
            { first }
            { for more }
        </>
    }
}

fn secret(
    open: &Open,
    act: &Callback<Action>,
    part: &str,
    name: &str,
    help: &str,
    secret: bool,
    placeholder: Option<&str>,
) -> Html {
    let input: Rc<str> = part.into();
    let oninput = act.reform(move |text| Action::Secret(Rc::clone(&input), text));
    let value = open.bench.secrets.get(part).map_or("", |s| s.expose());
    html! {
        <Plain
            key={part.to_owned()}
            part={part.to_owned()}
            name={name.to_owned()}
            value={Rc::from(value)}
            problems={at(open, part)}
            help={help.to_owned()}
            placeholder={placeholder.map(|p| AttrValue::from(p.to_owned()))}
            {secret}
            {oninput}
        />
    }
}

/// The delivery's id and time, and whether they stand still.
fn moment(open: &Open, act: &Callback<Action>) -> Html {
    let signing = &open.bench.draft.signing;
    let signed = open.flow.signed.as_ref();
    let seconds = open.moment.unix_ms.div_euclid(1000).to_string();
    let id = match (&signing.id, signed) {
        (Some(id), _) => Rc::clone(id),
        (None, Some(signed)) if !signed.id.is_empty() => signed.id.as_str().into(),
        (None, _) => open.moment.id.as_str().into(),
    };
    let time = signing.time.clone().unwrap_or_else(|| seconds.into());
    let freeze = act.reform(Action::Freeze);
    html! {
        <>
            { text(open, act, "signing-id", "Delivery id", id, Setting::Id) }
            { text(open, act, "signing-time", "Unix time, seconds", time, Setting::Time) }
            <Check checked={open.frozen} label="Freeze" part="signing-freeze" onchange={freeze} />
        </>
    }
}

/// A setting that is typed and that every scheme has.
fn text(
    open: &Open,
    act: &Callback<Action>,
    part: &'static str,
    name: &'static str,
    value: Rc<str>,
    setting: Setting,
) -> Html {
    let oninput = act.reform(move |text| Action::Sign(setting, text));
    html! { <Plain key={part} {part} {name} {value} problems={at(open, part)} {oninput} /> }
}

/// What is signed and where the result goes, as templates.
fn templates(open: &Open, scheme: &Scheme, act: &Callback<Action>) -> Html {
    let header = signing::carrier(scheme);
    let template = |part: &'static str,
                    name: &'static str,
                    own: &str,
                    set: &Option<Rc<str>>,
                    setting: Setting| {
        let value = match (scheme.id.as_str(), set) {
            ("plain", Some(set)) => Rc::clone(set),
            _ => own.into(),
        };
        let oninput = act.reform(move |text| Action::Sign(setting, text));
        html! { <Plain key={part} {part} {name} {value} problems={at(open, part)} {oninput} /> }
    };
    let set = &open.bench.draft.signing;
    html! {
        <>
            { template("signing-content", "What is signed", &scheme.content, &set.content, Setting::Content) }
            <div class="pair">
                { template("signing-header", "Header field", header.map_or("", |h| &h.name), &set.header_name, Setting::HeaderName) }
                { template("signing-value", "Its value", header.map_or("", |h| &h.value), &set.header_value, Setting::HeaderValue) }
            </div>
            <p class="help">
                { "Templates may hold " }<code>{ "{body}" }</code>{ ", " }<code>{ "{timestamp}" }</code>{ ", " }
                <code>{ "{id}" }</code>{ ", " }<code>{ "{method}" }</code>{ ", " }<code>{ "{url}" }</code>{ " and, in the value, " }
                <code>{ "{signature}" }</code>{ ". Changing a setting goes on with the free scheme." }
            </p>
        </>
    }
}

fn at(open: &Open, part: &str) -> Vec<Rc<crate::validate::problem::Problem>> {
    let mine = open.problems.iter().filter(|p| *p.at == *part);
    mine.cloned().collect()
}
