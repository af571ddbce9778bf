//! Receiver code for the scheme, by language, with the request that lies here as its test. A worker
//! writes it.

#[cfg(test)]
mod tests;

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::worker::Job;
use crate::ui::el::{el, nothing, row};
use crate::ui::hooks::{Effect, On, use_effects, use_flag};
use crate::ui::parts::{Item, SelectProps, select};
use crate::ui::snippet::copy;
use crate::ui::text::{LARGE, region, text as long_text};
use crate::ui::veil::{Veil, use_veil};
use received::Received;
use receiver::Language;
use signature::secret::Secrets;
use signature::{Scheme, write};
use worker::{Delivery, Report, Task};

#[derive(Properties, Clone)]
pub struct CodeProps {
    pub round: u32,
    pub now_ms: i64,
    pub scheme: Rc<Scheme>,
    pub secrets: Secrets,
    pub received: Rc<Received>,
}

impl PartialEq for CodeProps {
    fn eq(&self, other: &CodeProps) -> bool {
        self.round == other.round
    }
}

/// A program and its file's name, or why there is none.
type Written = Result<(Rc<str>, Rc<str>), Rc<str>>;

/// See [`CodeProps`].
#[component]
pub fn Code(props: &CodeProps) -> Html {
    let veil = use_veil();
    let open = use_flag();
    let language = use_state(|| Language::Node);
    let written = use_state(|| None::<Written>);
    let tries = use_state(|| 0_u32);
    let writing = {
        let wanted = [props.round.to_string(), tries.to_string()].join("/");
        let wanted = [&*wanted, language.id()].join("/");
        let (props, language, written) = (props.clone(), *language, written.clone());
        Effect::new(On::Text(open.then(|| wanted.into())), {
            let open = *open;
            move || {
                written.set(None);
                open.then(|| begin(&props, language, written)).flatten()
            }
        })
    };
    use_effects(vec![writing]);
    let turn = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let again = {
        let tries = tries.clone();
        Callback::from(move |_: MouseEvent| tries.set(*tries + 1))
    };
    let inside = match *open {
        true => shown(&written, &language, &veil, again),
        false => nothing(),
    };
    let expanded = if *open { "true" } else { "false" };
    let switch = el("button")
        .is("type", "button")
        .class("small")
        .is("data-part", "verify-code-open")
        .is("aria-expanded", expanded)
        .onclick(turn)
        .text("Receiver code, tested with this request");
    el("section")
        .class("hunt")
        .is("aria-label", "Receiver code")
        .el(el("div").el(switch))
        .put(inside)
        .node()
}

/// Has a worker write it; dropping what is given stops that.
fn begin(
    props: &CodeProps,
    language: Language,
    written: UseStateHandle<Option<Written>>,
) -> Option<Job> {
    if props.received.body.len() > LARGE {
        let why = "The body is too large to stand in a program as its test: take a shorter request";
        written.set(Some(Err(why.into())));
        return None;
    }
    let task = task(language, props);
    Job::start(&task, &props.received.body, move |said| {
        written.set(Some(match said {
            Ok((Report::Code { file, text }, _)) => Ok((file.into(), text.into())),
            Ok((Report::NoCode(why), _)) => Err(why.into()),
            Ok(_) => return,
            Err(why) => Err(["The code could not be written. ", &why, "."]
                .concat()
                .into()),
        }));
    })
}

fn shown(
    written: &Option<Written>,
    language: &UseStateHandle<Language>,
    veil: &Veil,
    again: Callback<MouseEvent>,
) -> Html {
    let mut items = Vec::new();
    for language in Language::ALL {
        items.push(Item::new(language.id(), language.title()));
    }
    let onchange = {
        let language = language.clone();
        Callback::from(move |id: String| {
            if let Some(chosen) = Language::from_id(&id) {
                language.set(chosen);
            }
        })
    };
    let choose = select(SelectProps {
        part: Some("verify-language".into()),
        label: Some("Language".into()),
        value: language.id().into(),
        items,
        onchange: onchange.into(),
        ..Default::default()
    });
    let head = el("div").class("pane-head");
    match written {
        None => head.put(choose).node(),
        Some(Err(why)) => {
            let retry = el("button")
                .is("type", "button")
                .class("small")
                .onclick(again)
                .text("Try again");
            row(vec![
                head.put(choose).node(),
                el("p")
                    .class("help")
                    .is("role", "status")
                    .words(AttrValue::Rc(Rc::clone(why)))
                    .node(),
                el("div").el(retry).node(),
            ])
        }
        Some(Ok((file, text))) => {
            let (copied, holds) = veil.copied(text);
            let copied = Callback::from(move |()| copied.to_string());
            let copy = copy(copied, "the receiver code", holds);
            let inside = el("pre")
                .is("data-part", "verify-code")
                .put(long_text(Rc::clone(text)));
            let name = el("code").words(AttrValue::Rc(Rc::clone(file)));
            row(vec![
                head.el(name).put(copy).put(choose).node(),
                region("Receiver code", text.len()).el(inside).node(),
            ])
        }
    }
}

/// The very request, and of what was typed only what is no secret: inputs, and a public key.
fn task(language: Language, props: &CodeProps) -> Task {
    let (received, scheme) = (&props.received, &props.scheme);
    let typed = |place: &str| props.secrets.get(place).map(|s| s.expose().to_owned());
    let inputs = scheme.inputs.iter().filter(|input| !input.secret);
    let inputs = inputs.filter_map(|input| {
        let text = typed(&["secret:", &input.name].concat());
        let text = text.or_else(|| input.default.clone())?;
        Some((input.name.clone(), text))
    });
    let mut inputs: Vec<(String, String)> = inputs.collect();
    if scheme.kind.is_public_key() {
        inputs.extend(typed("secret").map(|key| ("secret".to_owned(), key)));
    }
    let url = match received.url.is_empty() {
        true => ["https://receiver.invalid", &received.target].concat(),
        false => received.url.clone(),
    };
    Task::Code {
        language: language.id().to_owned(),
        scheme: write::scheme(scheme),
        delivery: Delivery {
            url,
            ..Delivery::of(received)
        },
        now: props.now_ms.div_euclid(1000),
        inputs,
    }
}
