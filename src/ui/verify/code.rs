//! Receiver code for the scheme, by language, with the request as its test. A worker writes it.

#[cfg(test)]
mod tests;

use std::rc::Rc;

use yew::prelude::*;

use super::focus::use_kept_focus;
use super::progress::use_is_slow;
use super::state::Attempt;
use crate::browser::worker::Job;
use crate::ui::controls::{CopyButton, Holds, Item, Select};
use crate::ui::text::{LARGE, is_long, text as long_text};
use crate::ui::veil::use_veil;
use receiver::Language;
use signature::write;
use worker::{Delivery, Report, Task};

/// See [`ReceiverCode`].
#[derive(Properties, PartialEq)]
pub struct ReceiverCodeProps {
    pub attempt: Attempt,
}

/// A program and its file's name, or why there is none.
type Written = Result<(Rc<str>, Rc<str>), Rc<str>>;

/// A program that verifies such requests, written when it is asked for.
#[component]
pub fn ReceiverCode(props: &ReceiverCodeProps) -> Html {
    let node = use_kept_focus();
    let open = use_state_eq(|| false);
    let language = use_state_eq(|| Language::Node);
    let written = use_state(|| None::<Written>);
    let tries = use_state_eq(|| 0_u32);
    {
        let (props, written) = (props.attempt.clone(), written.setter());
        use_effect_with(
            (props.round, *open, *language, *tries),
            move |(_, open, language, _)| {
                written.set(None);
                let job = open.then(|| begin(&props, *language, written)).flatten();
                move || drop(job)
            },
        );
    }
    let is_slow = use_is_slow(*open && written.is_none(), (props.attempt.round, *tries));
    let turn = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let again = Callback::from(move |_: MouseEvent| tries.set(*tries + 1));
    let choose = {
        let language = language.clone();
        Callback::from(move |id: String| {
            if let Some(chosen) = Language::from_id(&id) {
                language.set(chosen);
            }
        })
    };
    let items: Vec<Item> = Language::ALL
        .map(|known| Item::new(known.id(), known.title()))
        .into();
    let failure = match &*written {
        Some(Err(why)) => Some(AttrValue::from(Rc::clone(why))),
        None if is_slow => {
            Some("The program that writes the code is still loading. Check the connection.".into())
        }
        _ => None,
    };
    html! {
        <section class="receiver-code" aria-label="Receiver code" ref={node} tabindex="-1">
            <button
                type="button" data-part="verify-code-open" aria-expanded={open.to_string()} onclick={turn}
            >
                { "Receiver code, tested with this request" }
            </button>
            if *open {
                <div class="pane-head">
                    <Select part="verify-language" label="Language" value={language.id()} {items} onchange={choose} />
                </div>
                if let Some(Ok((file, text))) = &*written {
                    <Program file={Rc::clone(file)} text={Rc::clone(text)} />
                } else if let Some(why) = failure {
                    <p class="help" role="status">{ why }</p>
                    <div><button type="button" onclick={again}>{ "Try again" }</button></div>
                } else {
                    <p class="help">{ "Writing the code" }</p>
                }
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ProgramProps {
    file: Rc<str>,
    text: Rc<str>,
}

/// The program, with a button to copy it.
#[component]
fn Program(props: &ProgramProps) -> Html {
    let veil = use_veil();
    let copied = use_memo((veil, Rc::clone(&props.text)), |(veil, text)| {
        veil.copied(text)
    });
    let text = {
        let copied = Rc::clone(&copied);
        Callback::from(move |()| copied.0.to_string())
    };
    let long = is_long(props.text.len()).then_some("long");
    html! {
        <>
            <div class="pane-head">
                <code>{ AttrValue::from(Rc::clone(&props.file)) }</code>
                <CopyButton {text} what="the receiver code" holds={copied.1} />
            </div>
            if copied.1 == Holds::Placeholders {
                <p class="help">
                    { "The request in the test contains secrets. The redacted copy has placeholders for them, so its \
                       test fails. Turn on “Show secrets” to copy a program whose test passes." }
                </p>
            }
            <div class={classes!("code", long)} tabindex="0" role="region" aria-label="Receiver code">
                <pre data-part="verify-code">{ long_text(Rc::clone(&props.text)) }</pre>
            </div>
        </>
    }
}

/// Has a worker write it; dropping what is returned stops that.
fn begin(
    attempt: &Attempt,
    language: Language,
    written: UseStateSetter<Option<Written>>,
) -> Option<Job> {
    if attempt.received.body.len() > LARGE {
        let why = "The body is too large for a test in a program. Use a shorter request.";
        written.set(Some(Err(why.into())));
        return None;
    }
    let task = task(language, attempt);
    Job::start(&task, &attempt.received.body, move |message| {
        written.set(Some(match message {
            Ok((Report::Code { file, text }, _)) => Ok((file.into(), text.into())),
            Ok((Report::NoCode(why), _)) => Err(why.into()),
            Ok(_) => return,
            Err(why) => Err(format!("The code could not be written. {why}.").into()),
        }));
    })
}

/// The request itself, and of what was typed only what is no secret: inputs, and a public key.
fn task(language: Language, props: &Attempt) -> Task {
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
