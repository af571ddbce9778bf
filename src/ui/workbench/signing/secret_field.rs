//! A secret of the signature: painted over until it is shown, copied, or generated.

use std::rc::Rc;

use yew::prelude::*;

use super::described::Described;
use super::problem_list;
use crate::browser::crypto;
use crate::ui::act::use_act;
use crate::ui::controls::{CopyButton, Holds, TextBox, id_of};
use crate::ui::state::Action;
use problem::{Cause, Problem, Secret};

/// See [`SecretField`].
#[derive(Properties, PartialEq)]
pub struct SecretFieldProps {
    /// The `data-part`, which is also the input's name.
    pub part: AttrValue,
    pub label: AttrValue,
    /// CommonMark.
    pub help: AttrValue,
    pub value: Rc<str>,
    pub problems: Vec<Rc<Problem>>,
    /// Whether it is painted over.
    pub secret: bool,
    /// Whether a new one can be made here.
    #[prop_or_default]
    pub generates: bool,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// The form that the scheme wants, in a sentence; shown beside a secret of another form.
    #[prop_or_default]
    pub form: Option<AttrValue>,
    /// Whether the request was sent, so that a missing secret is an error.
    pub was_sent: bool,
}

/// A text box with Show, Generate and Copy.
#[component]
pub fn SecretField(props: &SecretFieldProps) -> Html {
    let act = use_act();
    let shown = use_state_eq(|| false);
    let left = use_state_eq(|| false);
    let id = id_of("f", &props.part);
    let (help_id, problems_id) = (id_of("h", &props.part), id_of("p", &props.part));
    // What is not entered yet is no mistake before the field was left or the request sent.
    let is_missing =
        |p: &&Rc<Problem>| matches!(p.cause, Cause::Secret(Secret::Missing | Secret::Unsigned));
    let only_missing = !props.problems.is_empty() && props.problems.iter().all(|p| is_missing(&p));
    let is_pending = only_missing && !*left && !props.was_sent;
    let invalid = !props.problems.is_empty() && !is_pending;
    let described = match (props.problems.is_empty(), props.help.is_empty()) {
        (false, false) => Some(AttrValue::from(format!("{problems_id} {help_id}"))),
        (false, true) => Some(problems_id.clone()),
        (true, false) => Some(help_id.clone()),
        (true, true) => None,
    };
    let oninput = {
        let act = act.clone();
        use_callback(props.part.clone(), move |text: Rc<str>, part| {
            act.emit(Action::Secret(part.as_str().into(), text));
        })
    };
    let onfocusout = {
        let left = left.clone();
        Callback::from(move |_: FocusEvent| left.set(true))
    };
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let generate = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| {
            // A browser without random numbers has no page like this one.
            if let Some(random) = crypto::random() {
                shown.set(true);
                act.emit(Action::Generate(random));
            }
        })
    };
    let copied = use_callback(Rc::clone(&props.value), |(), value| value.to_string());
    html! {
        <div class="signature-field" data-for={props.part.clone()}>
            <label for={id.clone()}>{ &props.label }</label>
            <div class="signature-control">
                <div class="secret-line">
                    <div class="secret-box" {onfocusout}>
                        <TextBox
                            id={id.clone()} part={props.part.clone()} value={Rc::clone(&props.value)} {oninput}
                            masked={props.secret && !*shown} {described} {invalid}
                            placeholder={props.placeholder.clone()}
                        />
                    </div>
                    if props.secret {
                        <button
                            type="button" class="quiet eye" onclick={toggle} aria-pressed={shown.to_string()}
                            aria-controls={id} aria-label={format!("Show {}", props.label)}
                        >
                            { if *shown { "Hide" } else { "Show" } }
                        </button>
                    }
                    if props.generates && !props.value.is_empty() && *shown {
                        <CopyButton text={copied} what="the secret" holds={Holds::All} />
                    }
                    if props.generates {
                        <button
                            type="button" data-part="generate" onclick={generate}
                            title="Make a random secret in the form that this scheme wants"
                        >
                            { "Generate" }
                        </button>
                    }
                </div>
                if !props.problems.is_empty() {
                    <div class={classes!(is_pending.then_some("pending"))}>
                        { problem_list(problems_id, &props.problems) }
                    </div>
                }
                if let Some(form) = props.form.as_ref().filter(|_| invalid && !only_missing) {
                    <p class="help" data-part="secret-form">{ form }</p>
                }
                <Described id={help_id} text={props.help.clone()} about={props.label.clone()} />
            </div>
        </div>
    }
}
