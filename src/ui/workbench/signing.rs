//! How the request is signed: the scheme, its secrets, and everything that a free scheme can set.

use std::rc::Rc;

use yew::prelude::*;

use super::bar::piece;
use super::pieces::{FormContext, chosen, help, plain, setting};
use crate::ui::el::{El, el, nothing, row};
use crate::ui::form::PlainProps;
use crate::ui::parts::{CheckProps, Item, check};
use crate::ui::prose;
use crate::ui::scheme::{self, Acts};
use crate::ui::state::{Action, Open, Setting, signing};
use openapi::SignatureUse;
use problem::{Field, Problem, Root, Severity};
use request::preview;
use signature::saved::{is_own, name_of};
use signature::{Algorithm, DigestText, Input, KeyText, Scheme, presets};

/// A setting: its `data-part`, its name, and what it sets.
type Known = (&'static str, &'static str, Setting);

const ALGORITHM: Known = ("algorithm", "Algorithm", Setting::Algorithm);
const ENCODING: Known = ("secret-encoding", "Secret is", Setting::SecretEncoding);
const DIGEST: Known = ("digest", "Signature as", Setting::Digest);
const ID: Known = ("signing-id", "Delivery id", Setting::Id);
const TIME: Known = ("signing-time", "Unix time, seconds", Setting::Time);
const CONTENT: Known = ("signing-content", "What is signed", Setting::Content);
const HEADER: Known = ("signing-header", "Header field", Setting::HeaderName);
const VALUE: Known = ("signing-value", "Its value", Setting::HeaderValue);

/// All controls of signing.
pub fn view(context: &FormContext) -> Html {
    let FormContext { open, act, .. } = context;
    let inside = match &open.own.editor {
        Some(editor) => vec![
            scheme::editor(
                &open.own,
                editor,
                &acts(act),
                tried(open, context.prefs.reveal),
            ),
            secrets(open, &open.flow.scheme, act),
            moment(open, act),
        ],
        None => vec![
            choices(context),
            moment(open, act),
            templates(context),
        ],
    };
    row(inside)
}

/// The scheme, what is said of it, and its secrets.
fn choices(FormContext { open, act, .. }: &FormContext) -> Html {
    let scheme = &open.flow.scheme;
    let description = (!scheme.description.is_empty()).then(|| help(&scheme.description));
    row(vec![
        settings(open, scheme, act),
        offer(open, scheme, act),
        description.map_or_else(nothing, El::node),
        secrets(open, scheme, act),
    ])
}

/// What can be done with the scheme in force, where there is one; else what became of the last.
fn offer(open: &Open, scheme: &Scheme, act: &Callback<Action>) -> Html {
    match scheme.id.as_str() {
        "none" if open.own.is_quiet() => nothing(),
        "none" => scheme::said(&open.own, &acts(act)),
        _ => scheme::offer(&open.own, scheme, &acts(act)),
    }
}

fn acts(act: &Callback<Action>) -> Acts {
    Acts {
        own: act.reform(Action::Own),
        choose: act.reform(|id| Action::Sign(Setting::Scheme, id)),
    }
}

/// What the scheme that is being changed makes of this request.
fn tried(open: &Open, reveal: bool) -> Html {
    let lines = open.flow.signed.as_ref();
    let lines = lines.map(|_| preview::signature(&open.flow.request));
    let problem = open
        .problems
        .iter()
        .find(|p| p.severity == Severity::Blocks);
    let words = match (lines, problem) {
        (Some(lines), _) if !lines.is_empty() => {
            let lines = lines.iter().map(|line| piece(line, reveal));
            return el("pre").class("tried").all(lines.collect()).node();
        }
        (Some(_), _) => "It is signed, with nothing in the header fields",
        (None, Some(problem)) if problem.at.root == Root::Secret(None) => {
            "Type the secret below, and this request is signed by the scheme as it stands"
        }
        _ => "This request cannot be signed so: see its problems",
    };
    el("p").class("help").text(words).node()
}

/// The closed choices.
fn settings(open: &Open, scheme: &Scheme, act: &Callback<Action>) -> Html {
    let algorithm = scheme.algorithm.name();
    let algorithms = Algorithm::ALL.map(Algorithm::name);
    let encoding = scheme.key.encoding.name();
    let encodings = KeyText::ALL.map(KeyText::name);
    let digest = scheme.digest.name();
    let digests = DigestText::ALL.map(DigestText::name);
    el("div")
        .class("settings")
        .el(choose_scheme(open, scheme, act))
        .el(closed(act, ALGORITHM, algorithm, &algorithms))
        .el(closed(act, ENCODING, encoding, &encodings))
        .el(closed(act, DIGEST, digest, &digests))
        .node()
}

fn choose_scheme(open: &Open, scheme: &Scheme, act: &Callback<Action>) -> El {
    let mut items = Vec::new();
    for scheme in presets::all() {
        items.push(Item::new(scheme.id.as_str(), scheme.title.as_str()));
    }
    let documented = open.operation.signature.as_ref().map(|s| &s.scheme);
    if let Some(own) = documented.filter(|own| items.iter().all(|i| *i.value != *own.id)) {
        items.push(Item::new(own.id.clone(), own.title.clone()));
    }
    for own in open.own.saved.schemes() {
        items.push(Item {
            group: "Saved",
            ..Item::new(own.id.clone(), own.title.clone())
        });
    }
    let mut value = AttrValue::from(scheme.id.clone());
    let wanted = open.bench.draft.signing.scheme.as_ref();
    if let Some(gone) = wanted.filter(|id| is_own(id) && ***id != *scheme.id) {
        value = AttrValue::Rc(Rc::clone(gone));
        let words = [name_of(gone), " (not saved here)"].concat();
        items.push(Item::new(value.clone(), words));
    }
    let onchange = chosen(act, |id| Action::Sign(Setting::Scheme, id.into()));
    setting("scheme", "Scheme", value, items, onchange)
}

/// A closed setting; changing it under another scheme goes on with the free one.
#[inline(never)]
fn closed(
    act: &Callback<Action>,
    (part, words, sets): Known,
    value: &'static str,
    names: &[&'static str],
) -> El {
    let mut items = Vec::new();
    for name in names {
        items.push(Item::plain(*name));
    }
    let onchange = act.reform(move |chosen: String| Action::Sign(sets, chosen.into()));
    setting(part, words, value.into(), items, onchange.into())
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
    let mut all = vec![
        reply.map_or_else(nothing, |reply| verifies(reply).node()),
        secret(open, act, "secret", main, &asking.key.help, true, None),
    ];
    let mut inputs: Vec<&Input> = scheme.inputs.iter().collect();
    for input in reply.map_or(&[][..], |r| &r.scheme.inputs) {
        if inputs.iter().all(|i| i.name != input.name) {
            inputs.push(input);
        }
    }
    for input in inputs {
        let part = ["secret:", &input.name].concat();
        let default = input.default.as_deref();
        let (name, help) = (&input.label, &input.help);
        all.push(secret(open, act, &part, name, help, input.secret, default));
    }
    row(all)
}

/// Says that a secret also verifies the reply.
fn verifies(reply: &SignatureUse) -> El {
    el("div")
        .class("help")
        .text("The reply is signed (")
        .words(reply.scheme.title.clone().into())
        .text("): what is typed here verifies it too. ")
        .put(prose::inline(&reply.description))
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
    let value = open.bench.secrets.get(part).map_or("", |s| s.expose());
    let part = AttrValue::from(Rc::clone(&input));
    let props = PlainProps {
        part: Some(part.clone()),
        name: name.to_owned().into(),
        value: value.into(),
        problems: at(open, &part),
        help: help.to_owned().into(),
        placeholder: placeholder.map(|p| p.to_owned().into()),
        secret,
        oninput: act
            .reform(move |text| Action::Secret(Rc::clone(&input), text))
            .into(),
        ..Default::default()
    };
    plain(part, props)
}

/// The delivery's id and time, and whether they stand still.
fn moment(open: &Open, act: &Callback<Action>) -> Html {
    let signing = &open.bench.draft.signing;
    let signed = open.flow.signed.as_ref();
    let seconds = open.moment.unix_ms.div_euclid(1000).to_string();
    let id = match (&signing.id, signed) {
        (Some(id), _) => Rc::clone(id),
        (None, Some(signed)) if !signed.id.is_empty() => signed.id.as_str().into(),
        (None, _) => open.flow.scheme.id_of(&open.moment).into(),
    };
    let time = signing.time.clone().unwrap_or_else(|| seconds.into());
    let freeze = check(CheckProps {
        checked: open.frozen,
        label: "Freeze".into(),
        part: Some("signing-freeze".into()),
        onchange: act.reform(Action::Freeze).into(),
        ..Default::default()
    });
    el("div")
        .class("pair")
        .put(text(open, act, ID, id))
        .put(text(open, act, TIME, time))
        .put(freeze)
        .node()
}

/// A setting that is typed.
#[inline(never)]
fn text(open: &Open, act: &Callback<Action>, known: Known, value: Rc<str>) -> Html {
    let (part, name, sets) = known;
    let props = PlainProps {
        part: Some(part.into()),
        name: name.into(),
        value,
        problems: at(open, part),
        oninput: act.reform(move |text| Action::Sign(sets, text)).into(),
        ..Default::default()
    };
    plain(part.into(), props)
}

/// What is signed and where the result goes, as templates.
fn templates(FormContext { open, act, .. }: &FormContext) -> Html {
    let scheme = &open.flow.scheme;
    let set = &open.bench.draft.signing;
    let carrier = signing::carrier(scheme);
    let value = |own: &str, set: &Option<Rc<str>>| match (scheme.id.as_str(), set) {
        ("plain", Some(set)) => Rc::clone(set),
        _ => own.into(),
    };
    let content = value(&scheme.content, &set.content);
    let name = value(carrier.map_or("", |h| &h.name), &set.header_name);
    let template = value(carrier.map_or("", |h| &h.value), &set.header_value);
    let header = el("div")
        .class("pair")
        .put(text(open, act, HEADER, name))
        .put(text(open, act, VALUE, template));
    row(vec![
        text(open, act, CONTENT, content),
        header.node(),
        placeholders(),
    ])
}

/// What templates may hold.
fn placeholders() -> Html {
    let mut help = el("p").class("help");
    for (before, name) in [
        ("Templates may hold ", "{body}"),
        (", ", "{timestamp}"),
        (", ", "{id}"),
        (", ", "{method}"),
        (", ", "{url}"),
        (" and, in the value, ", "{signature}"),
    ] {
        help = help.text(before).el(el("code").text(name));
    }
    help.text(". Changing a setting goes on with the free scheme.")
        .node()
}

fn at(open: &Open, part: &str) -> Vec<Rc<Problem>> {
    let place = Field::from(Root::read(part));
    let mine = open.problems.iter().filter(|p| p.at == place);
    mine.cloned().collect()
}

/// The scheme, in a few words.
pub fn summary(open: &Open) -> String {
    open.flow.scheme.title.clone()
}
