//! The input for the signature: the scheme, its secrets, and the address and the time where they count.

use std::rc::Rc;

use yew::prelude::*;

use super::focus::use_kept_focus;
use super::sentence::sentence;
use super::state::{Change, VerifyState, schemes};
use super::{VerifyContext, use_verify, words};
use crate::ui::act::use_act;
use crate::ui::controls::{Combobox, Item};
use crate::ui::form::Plain;
use crate::ui::prose;
use crate::ui::scheme::{self, Acts};
use crate::ui::state::Action;
use crate::ui::veil::Veil;
use problem::{Cause, Field, Problem, Root, Sample, Severity, Type};
use signature::{Input, Scheme, Verdict, guessed, template};

/// See the module.
#[component]
pub fn SignatureInput() -> Html {
    let VerifyContext { state, .. } = use_verify();
    html! {
        <>
            <SchemeInput />
            { for secrets(&state).into_iter().map(|secret| html! { <SecretInput ..secret /> }) }
            if state.signs_address() {
                <UrlInput />
            }
            if state.has_clock() {
                <TimeInput />
            }
            if let Some(scheme) = state.scheme.as_ref().filter(|scheme| !scheme.description.is_empty()) {
                <details class="help about">
                    <summary>{ "Signed content of this scheme" }</summary>
                    { prose::blocks(&scheme.description) }
                </details>
            }
        </>
    }
}

/// The scheme in force with what can be done with it, or the one that is being changed.
#[component]
fn SchemeInput() -> Html {
    let VerifyContext { state, change } = use_verify();
    let act = use_act();
    let node = use_kept_focus();
    let items = use_memo(state.own.clone(), |own| {
        let own = own.saved.schemes();
        let group = if own.is_empty() { "" } else { "Built in" };
        let saved = own.iter().map(|scheme| Item {
            group: "Saved",
            ..item(scheme)
        });
        saved
            .chain(schemes().map(|scheme| Item {
                group,
                ..item(scheme)
            }))
            .collect::<Rc<[Item]>>()
    });
    let acts = Acts {
        own: act.reform(Action::Own),
        choose: change.reform(Change::Scheme),
    };
    if let Some(editor) = &state.own.editor {
        let said = state.said();
        let text = [said.heading(), ". ", &said.text].concat();
        let tried = sentence(said.tone, &text);
        return scheme::editor(&state.own, editor, &acts, tried);
    }
    let scheme = state.scheme.as_ref();
    let offer = match scheme {
        Some(scheme) => scheme::offer(&state.own, scheme, &acts),
        None => {
            let field = state.stranger().and_then(|found| found.fields.first());
            let field = field.map_or("X-Signature", String::as_str);
            let value = state.received.header(field).unwrap_or_default();
            scheme::begin(&state.own, guessed(field, value), &acts)
        }
    };
    let onchange = change.reform(|id: String| Change::Scheme(id.into()));
    html! {
        <div class="field" ref={node} tabindex="-1">
            <div class="field-head"><label for="verify-scheme">{ "Scheme" }</label></div>
            <div class="field-body">
                <Combobox
                    id="verify-scheme" part="verify-scheme" items={Rc::clone(&*items)} {onchange}
                    value={scheme.map_or_else(String::new, |scheme| scheme.id.clone())}
                    placeholder="Choose a scheme" described="verify-scheme-help"
                />
                <p class="help" id="verify-scheme-help">{ recognised(&state, &change) }</p>
                { offer }
            </div>
        </div>
    }
}

fn item(scheme: &Scheme) -> Item {
    Item::new(scheme.id.clone(), scheme.title.clone())
}

/// The scheme that the request appears to use, where that is not simply the chosen one.
fn recognised(state: &VerifyState, change: &Callback<Change>) -> Html {
    let first = state.speaks_of().and_then(|id| state.known(id));
    let text = match (&state.chosen, &first) {
        (None, Some(_)) => "Recognised by the headers.",
        (None, None) => match state.stranger() {
            Some(stranger) => return prose::inline(&stranger.why),
            None => "Recognised by the headers once they are there.",
        },
        (Some(id), _) if **id == *"plain" => {
            "HMAC-SHA-256 in hex over the body, in `X-Signature`. Copy and change it to set another header, \
             algorithm, encoding or content."
        }
        (Some(_), None) => "No header belongs to a known scheme.",
        (Some(chosen), Some(first)) if **chosen == *first.id => "The headers agree.",
        (Some(_), Some(first)) => {
            let onclick = change.reform(|_: MouseEvent| Change::Scheme(Rc::from("")));
            return html! {
                <>
                    { format!("The headers look like {}. ", first.title) }
                    <button type="button" class="link" {onclick}>{ format!("Use {}", first.title) }</button>
                </>
            };
        }
    };
    prose::inline(text)
}

/// See [`SecretInput`].
#[derive(Properties, PartialEq)]
struct SecretInputProps {
    /// The `data-part` of the same input on the workbench.
    input: Rc<str>,
    name: AttrValue,
    help: AttrValue,
    is_secret: bool,
    placeholder: Option<AttrValue>,
}

/// The secrets that the scheme needs.
fn secrets(state: &VerifyState) -> Vec<SecretInputProps> {
    let Some(scheme) = &state.scheme else {
        return Vec::new();
    };
    let main = needs_main(scheme).then(|| SecretInputProps {
        input: "secret".into(),
        name: words::label(scheme, "secret").into(),
        help: scheme.key.help.clone().into(),
        is_secret: true,
        placeholder: None,
    });
    let others = scheme
        .inputs
        .iter()
        .filter(|input| !input.taken)
        .map(|input: &Input| SecretInputProps {
            input: ["secret:", &input.name].concat().into(),
            name: input.label.clone().into(),
            help: input.help.clone().into(),
            is_secret: input.secret,
            placeholder: input.default.clone().map(AttrValue::from),
        });
    main.into_iter().chain(others).collect()
}

/// Whether the scheme has a main secret.
fn needs_main(scheme: &Scheme) -> bool {
    match scheme.kind {
        kind if kind.is_keyed() => template::names(&scheme.key.template, "secret"),
        kind => kind.is_public_key() || scheme.uses("secret"),
    }
}

/// One of the secrets, with what is wrong or odd about it.
#[component]
fn SecretInput(props: &SecretInputProps) -> Html {
    let VerifyContext { state, change } = use_verify();
    let part = AttrValue::from(["verify-", &props.input].concat());
    let value = state
        .secrets
        .get(&props.input)
        .map_or("", |secret| secret.expose());
    let oninput = use_callback(
        (change, Rc::clone(&props.input)),
        |text, (change, input)| {
            change.emit(Change::Secret(Rc::clone(input), text));
        },
    );
    html! {
        <Plain
            key={part.to_string()} part={part.clone()} {oninput} name={props.name.clone()} value={Rc::<str>::from(value)}
            help={props.help.clone()} problems={problems(&state, &props.input)}
            placeholder={props.placeholder.clone()} secret={props.is_secret}
        />
    }
}

fn problems(state: &VerifyState, input: &str) -> Vec<Rc<Problem>> {
    let at = Field::from(Root::read(input));
    let Some(checked) = &state.checked else {
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

/// The address that the sender called.
#[component]
fn UrlInput() -> Html {
    let VerifyContext { state, change } = use_verify();
    let oninput = use_callback(change, |text, change| change.emit(Change::Url(text)));
    let named = Veil {
        known: Rc::clone(&state.named),
        ..Veil::default()
    };
    let known = state.received.url.as_str();
    let known = named.redacted(known).unwrap_or_else(|| known.to_owned());
    html! {
        <Plain
            key="verify-url" part="verify-url" name="URL" value={Rc::clone(&state.url)} {oninput}
            problems={Vec::new()} inputmode="url" secret={named.redacted(&state.url).is_some()}
            placeholder={(!known.is_empty()).then(|| AttrValue::from(known))}
            help="This scheme signs the URL that the sender called: with `https`, host, port, path and query, \
                  as before any proxy."
        />
    }
}

/// The time at which the request came.
#[component]
fn TimeInput() -> Html {
    let VerifyContext { state, change } = use_verify();
    let oninput = use_callback(change, |text, change| change.emit(Change::Time(text)));
    let problem = state.has_bad_time().then(|| {
        let cause = Cause::Type {
            expected: vec![Type::Integer],
            found: Sample::text(&state.time),
        };
        Rc::new(cause.at("verify-time", Severity::Error))
    });
    html! {
        <Plain
            key="verify-time" part="verify-time" name="Received at" value={Rc::clone(&state.time)} {oninput}
            problems={Vec::from_iter(problem)} inputmode="numeric" placeholder="now"
            help="Unix seconds. Enter when the request came, to check its age as of then."
        />
    }
}
