//! The parts of a scheme that are one text or one choice each.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::value;
use crate::ui::el::{El, el, nothing, row};
use crate::ui::form::PlainProps;
use crate::ui::parts::{Item, SelectProps, id_of, select};
use crate::ui::prose;
use crate::ui::workbench::pieces::plain;
use signature::sketch::{Clocked, Edit, Sketch, parts};
use signature::{Algorithm, DigestText, KeyText, Kind};

/// The name of a control's part on the page.
pub fn part(place: &str) -> AttrValue {
    ["scheme:", place].concat().into()
}

/// A text of the scheme.
pub fn text(
    sketch: &Sketch,
    act: &Callback<Edit>,
    place: &'static str,
    name: &'static str,
    help: &'static str,
) -> Html {
    let part = part(place);
    let props = PlainProps {
        part: Some(part.clone()),
        name: name.into(),
        value: sketch.value(place).into(),
        problems: sketch.problems(place),
        help: help.into(),
        oninput: act.reform(move |text| Edit::Set(place, text)).into(),
        ..Default::default()
    };
    plain(part, props)
}

/// A closed choice beside others, with what is wrong with it.
fn choice(
    sketch: &Sketch,
    act: &Callback<Edit>,
    place: &'static str,
    name: &'static str,
    items: Vec<Item>,
) -> El {
    let onchange = act.reform(move |word: String| Edit::Set(place, word.into()));
    chosen(sketch, place, name, sketch.value(place), items, onchange)
}

fn chosen(
    sketch: &Sketch,
    place: &'static str,
    name: &'static str,
    value: String,
    items: Vec<Item>,
    onchange: Callback<String>,
) -> El {
    let problems = sketch.problems(place);
    let part = part(place);
    let said = id_of("p", &part);
    let control = select(SelectProps {
        part: Some(part.clone()),
        value: value.into(),
        items,
        invalid: !problems.is_empty(),
        described: (!problems.is_empty()).then_some(said),
        onchange: onchange.into(),
        ..Default::default()
    });
    el("div")
        .el(el("label").el(el("span").text(name)).put(control))
        .put(crate::ui::form::problem_list(&part, &problems))
}

fn words<const N: usize>(names: [&'static str; N]) -> Vec<Item> {
    names.into_iter().map(Item::plain).collect()
}

/// What the scheme is named, and what it computes over what.
pub fn view(sketch: &Sketch, act: &Callback<Edit>) -> Html {
    let kind = Kind::from_name(&sketch.value("/kind"));
    let signs = !matches!(kind, Some(Kind::Nothing | Kind::Shared));
    let mut kinds = Vec::new();
    for (kind, words) in [
        (Kind::Hmac, "HMAC with a shared secret"),
        (Kind::Hash, "A plain hash over secret and text"),
        (Kind::Shared, "The secret itself, unsigned"),
        (Kind::Ed25519, "Ed25519, by a public key"),
        (Kind::Ecdsa, "ECDSA P-256, by a public key"),
        (Kind::Rsa, "RSA, by a public key"),
        (Kind::Nothing, "Nothing"),
    ] {
        kinds.push(Item::new(kind.name(), words));
    }
    let mut settings = el("div")
        .class("settings two")
        .el(choice(sketch, act, "/kind", "Kind", kinds));
    if kind.is_none_or(|kind| kind.is_keyed() || kind == Kind::Rsa) {
        let items = words(Algorithm::ALL.map(Algorithm::name));
        settings = settings.el(choice(sketch, act, "/algorithm", "Algorithm", items));
    }
    if signs {
        let items = words(DigestText::ALL.map(DigestText::name));
        settings = settings.el(choice(sketch, act, "/digest", "Signature as", items));
        let items = words(KeyText::ALL.map(KeyText::name));
        settings = settings.el(choice(sketch, act, "/key/encoding", "Secret is", items));
    }
    let hashed = kind.is_none_or(Kind::is_keyed);
    row(vec![
        text(sketch, act, "/title", "Name", ""),
        settings.node(),
        shown(signs, || {
            let help = "What its secrets begin with, as `whsec_`, cut off before they are decoded";
            text(sketch, act, "/key/prefix", "Secret prefix", help)
        }),
        shown(hashed, || {
            let help = "`{secret}` alone, or with other inputs: `{enckey}-{secret}`";
            text(sketch, act, "/key/template", "Key", help)
        }),
        shown(signs, || content(sketch, act)),
    ])
}

fn shown(shown: bool, view: impl FnOnce() -> Html) -> Html {
    if shown { view() } else { nothing() }
}

/// What is signed, with the parts that it can name.
fn content(sketch: &Sketch, act: &Callback<Edit>) -> Html {
    let control = id_of("f", &part("/content"));
    let mut chips = el("div")
        .class("chips")
        .is("role", "group")
        .is("aria-label", "Put a part into what is signed");
    let own = sketch.scheme.inputs.iter().map(|input| &input.name);
    let own = own.chain(sketch.scheme.parts.iter().map(|part| &part.name));
    let own: Vec<String> = own.map(|name| ["{", name, "}"].concat()).collect();
    let usual = parts::USUAL.iter().map(|piece| (*piece).to_owned());
    for piece in usual.chain(own) {
        chips = chips.el(chip(piece, &control, act));
    }
    let mut list = el("dl").class("parts");
    for (piece, words) in parts::ALL {
        list = list
            .el(el("dt").el(el("code").text(piece)))
            .el(el("dd").put(prose::inline(words)));
    }
    let all = el("details")
        .class("help about")
        .el(el("summary").text("All parts that a template can name"))
        .el(list);
    let beside = el("div").class("aside").el(chips).el(all);
    row(vec![
        text(sketch, act, "/content", "What is signed", ""),
        beside.node(),
    ])
}

/// A part that can be put where the caret is.
fn chip(piece: String, control: &AttrValue, act: &Callback<Edit>) -> El {
    let (control, act) = (control.clone(), act.clone());
    let put = piece.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(text) = value::with_piece(&control, &put) {
            act.emit(Edit::Set("/content", text.into()));
        }
    });
    el("button")
        .is("type", "button")
        .class("chip")
        .onclick(onclick)
        .words(piece.into())
}

/// What follows where the result is put: lists of it, the clock, and the spelling of bodies.
pub fn rest(sketch: &Sketch, act: &Callback<Edit>) -> Html {
    let between = match sketch.value("/list").as_str() {
        "" => {
            "What stands between several signatures, as during a change of secrets; nothing where there is only one"
        }
        " " => "What stands between several signatures: a space",
        _ => "What stands between several signatures, as during a change of secrets",
    };
    let units = vec![Item::new("s", "Seconds"), Item::new("ms", "Milliseconds")];
    let times = vec![
        Item::new("number", "As a number"),
        Item::new("date-time", "As a date and time"),
    ];
    let spellings = vec![
        Item::new("free", "As they come"),
        Item::new("ascii", "In ASCII, with \\u escapes"),
    ];
    let mut rules = Vec::new();
    for rule in Clocked::ALL {
        rules.push(Item::new(rule.name(), rule.title()));
    }
    let onrule = {
        let act = act.clone();
        Callback::from(move |word: String| {
            if let Some(rule) = Clocked::from_name(&word) {
                act.emit(Edit::Clock(rule));
            }
        })
    };
    let rule = sketch.clocked();
    let clock = el("div")
        .class("settings")
        .el(choice(sketch, act, "/unit", "Time in", units))
        .el(choice(sketch, act, "/time", "Time written", times))
        .el(chosen(
            sketch,
            "/tolerance",
            "A receiver refuses",
            rule.name().to_owned(),
            rules,
            onrule,
        ))
        .el(choice(sketch, act, "/json", "JSON bodies", spellings));
    let part = part("/tolerance/seconds");
    let seconds = || {
        let props = PlainProps {
            part: Some(part.clone()),
            name: "Tolerance".into(),
            value: sketch.value("/tolerance/seconds").into(),
            problems: sketch.problems("/tolerance/seconds"),
            help: "In seconds: how far a time may be off".into(),
            inputmode: Some("numeric"),
            oninput: act.reform(|text: Rc<str>| Edit::Seconds(text)).into(),
            ..Default::default()
        };
        plain(part.clone(), props)
    };
    row(vec![
        text(sketch, act, "/list", "Between signatures", between),
        clock.node(),
        shown(rule != Clocked::Never, seconds),
    ])
}
