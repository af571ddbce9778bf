//! What is given: the request, the scheme, its secrets, and the address where it is signed.

use std::rc::Rc;

use yew::prelude::*;

use super::desk::{Change, Desk, schemes};
use super::{request, typed, words};
use crate::ui::el::{El, el, nothing, row};
use crate::ui::form::PlainProps;
use crate::ui::parts::{Item, SelectProps};
use crate::ui::prose;
use crate::ui::scheme::{self, Acts};
use crate::ui::veil::Veil;
use crate::ui::workbench::pieces::{choice, named, plain, section};
use problem::{Field, Problem, Root};
use signature::{Scheme, Verdict, guessed, template};

/// All of it.
pub fn view(desk: &Desk, act: &Callback<Change>, acts: &Acts) -> Html {
    let lead = el("p").class("help").text(
        "Paste a webhook request as your server got it. Nothing leaves this page, and nothing of it is stored. \
         Some senders ask a receiver before they deliver: ",
    );
    let lead = lead
        .el(el("a")
            .is("href", "#/handshakes")
            .text("try their handshakes"))
        .text(".");
    let request = section(
        "verify-request",
        "Request",
        row(vec![request::view(desk, act)]),
    );
    let signature = row(vec![
        scheme(desk, act, acts),
        secrets(desk, act),
        address(desk, act),
    ]);
    row(vec![
        el("h2").text("Verify a delivery").node(),
        lead.node(),
        request,
        section("verify-signing", "Signature", signature),
    ])
}

/// Which scheme is in force, and what can be done with it; or the one that is being changed.
fn scheme(desk: &Desk, act: &Callback<Change>, acts: &Acts) -> Html {
    if let Some(editor) = &desk.own.editor {
        let said = desk.said();
        let tried = super::sentence(said.tone, &said.text).node();
        return scheme::editor(&desk.own, editor, acts, tried);
    }
    let known = desk.scheme.as_deref();
    let mut items = Vec::new();
    if known.is_none() {
        items.push(Item::new("", "Choose a scheme"));
    }
    for own in desk.own.saved.schemes() {
        items.push(Item {
            group: "Saved",
            ..Item::new(own.id.clone(), own.title.clone())
        });
    }
    let own = !desk.own.saved.schemes().is_empty();
    let group = if own { "Everyone’s" } else { "" };
    for scheme in schemes() {
        items.push(Item {
            group,
            ..Item::new(scheme.id.clone(), scheme.title.clone())
        });
    }
    let control = SelectProps {
        id: Some("verify-scheme".into()),
        part: Some("verify-scheme".into()),
        value: known.map_or("", |s| &s.id).to_owned().into(),
        items,
        onchange: act.reform(|id: String| Change::Scheme(id.into())).into(),
        ..Default::default()
    };
    let head = named("verify-scheme".into(), "Scheme".into());
    let offer = known.map_or_else(
        || {
            let field = desk.stranger().and_then(|found| found.fields.first());
            let field = field.map_or("X-Signature", String::as_str);
            let mut fields = desk.received.headers.iter();
            let value = fields.find(|h| h.0 == field).map_or("", |h| &h.1);
            scheme::begin(&desk.own, guessed(field, value), acts)
        },
        |scheme| scheme::offer(&desk.own, scheme, acts),
    );
    let mut told = recognised(desk, act);
    if known.is_some_and(|scheme| scheme.id == "plain") {
        told = told.text(
            ". This is SHA-256 in hex over the body, in `X-Signature`: copy and change it to set \
             another field, algorithm, digest or content",
        );
    }
    row(vec![
        choice(head, control, Some(told)).node(),
        el("div").class("aside").put(offer).node(),
    ])
}

/// What the request looks like, where that is not simply what is chosen.
fn recognised(desk: &Desk, act: &Callback<Change>) -> El {
    let help = el("p").class("help");
    let first = desk.speaks_of().and_then(|id| desk.known(id));
    match (&desk.chosen, &first) {
        (None, Some(_)) => help.text("Recognised by the header fields; another can be chosen"),
        (None, None) => match desk.stranger() {
            Some(stranger) => help.put(prose::inline(&stranger.why)),
            None => help.text("Recognised by the header fields as soon as they are there"),
        },
        (Some(_), None) => help.text("Chosen; no header field is one of a known scheme’s"),
        (Some(chosen), Some(first)) if **chosen == *first.id => {
            help.text("Chosen; the header fields say so too")
        }
        (Some(_), Some(first)) => {
            let back = el("button")
                .is("type", "button")
                .class("link")
                .onclick(act.reform(|_| Change::Scheme(Rc::from(""))))
                .words(["Use ", &first.title].concat().into());
            help.text("Chosen; the header fields look like ")
                .copy(&first.title)
                .text(". ")
                .el(back)
        }
    }
}

/// The secrets that the scheme asks for.
fn secrets(desk: &Desk, act: &Callback<Change>) -> Html {
    let Some(scheme) = &desk.scheme else {
        return nothing();
    };
    let main = words::label(scheme, "secret");
    let mut all = Vec::new();
    if asks(scheme) {
        all.push(secret(
            desk,
            act,
            "secret",
            &main,
            &scheme.key.help,
            true,
            None,
        ));
    }
    for input in scheme.inputs.iter().filter(|i| !i.taken) {
        let name = ["secret:", &input.name].concat();
        let default = input.default.as_deref();
        all.push(secret(
            desk,
            act,
            &name,
            &input.label,
            &input.help,
            input.secret,
            default,
        ));
    }
    if !scheme.description.is_empty() {
        let about = el("details")
            .class("help about")
            .el(el("summary").text("What this scheme signs"))
            .put(prose::blocks(&scheme.description));
        all.push(about.node());
    }
    row(all)
}

/// Whether the scheme has a main secret.
fn asks(scheme: &Scheme) -> bool {
    match scheme.kind {
        kind if kind.is_keyed() => template::names(&scheme.key.template, "secret"),
        kind => kind.is_public_key() || scheme.uses("secret"),
    }
}

fn secret(
    desk: &Desk,
    act: &Callback<Change>,
    input: &str,
    name: &str,
    help: &str,
    secret: bool,
    placeholder: Option<&str>,
) -> Html {
    let part: AttrValue = ["verify-", input].concat().into();
    let value = desk.secrets.get(input).map_or("", |s| s.expose());
    let input: Rc<str> = input.into();
    let props = PlainProps {
        part: Some(part.clone()),
        name: name.to_owned().into(),
        value: value.into(),
        help: help.to_owned().into(),
        problems: problems(desk, &input),
        placeholder: placeholder.map(|p| p.to_owned().into()),
        secret,
        oninput: act
            .reform(move |text| Change::Secret(Rc::clone(&input), text))
            .into(),
        ..Default::default()
    };
    plain(part, props)
}

/// What is wrong or odd about what is typed at an input.
fn problems(desk: &Desk, input: &str) -> Vec<Rc<Problem>> {
    let at = Field::from(Root::read(input));
    let Some(checked) = &desk.checked else {
        return Vec::new();
    };
    let fatal = match &checked.verdict {
        Verdict::Unusable(problems) => problems.as_slice(),
        _ => &[],
    };
    let all = fatal.iter().chain(&checked.problems).filter(|p| p.at == at);
    let mut found: Vec<Rc<Problem>> = Vec::new();
    for problem in all {
        if found.iter().all(|p| **p != *problem) {
            found.push(Rc::new(problem.clone()));
        }
    }
    found
}

fn address(desk: &Desk, act: &Callback<Change>) -> Html {
    if !desk.signs_address() {
        return nothing();
    }
    let told = desk.received.url.as_str();
    let named = Veil {
        known: Rc::clone(&desk.named),
        ..Veil::default()
    };
    let told = named.redacted(told).unwrap_or_else(|| told.to_owned());
    let props = PlainProps {
        part: Some("verify-url".into()),
        name: "Address".into(),
        value: Rc::clone(&desk.url),
        help: "This scheme signs the address that the sender called, as it was written there: with its \
               `https`, host, port, path and query, as before any proxy"
            .into(),
        placeholder: (!told.is_empty()).then(|| told.into()),
        secret: named.redacted(&desk.url).is_some(),
        inputmode: Some("url"),
        oninput: typed(act, Change::Url).into(),
        ..Default::default()
    };
    plain("verify-url".into(), props)
}
