//! The signature of the request: its scheme and its secrets in sight, everything else under Advanced.

mod advanced;
mod described;
mod scheme_field;
mod secret_field;

use std::rc::Rc;

use yew::prelude::*;

use self::advanced::{Advanced, Moment};
use self::scheme_field::SchemeField;
use self::secret_field::SecretField;
use crate::ui::act::use_act;
use crate::ui::inspector::paint::{Painter, pieces};
use crate::ui::prose;
use crate::ui::route;
use crate::ui::scheme::{self, Acts};
use crate::ui::shared::Shared;
use crate::ui::state::signing::asks_secret;
use crate::ui::state::{Action, Open, Setting};
use crate::ui::veil;
use openapi::{Operation, SignatureUse};
use problem::{Cause, Field, Problem, Root, Secret, Severity};
use request::preview;
use signature::{Input, KeyText, Scheme};

/// See [`SignatureSection`].
#[derive(Properties, PartialEq)]
pub struct SignatureSectionProps {
    pub open: Shared<Open>,
    /// Whether the advanced settings are open.
    pub advanced: bool,
    /// Whether secrets in the signature are shown.
    pub reveal: bool,
}

/// All controls of signing.
#[component]
pub fn SignatureSection(props: &SignatureSectionProps) -> Html {
    let act = use_act();
    let open = &props.open;
    let acts = use_memo((), |()| Acts {
        own: act.reform(Action::Own),
        choose: act.reform(|id| Action::Sign(Setting::Scheme, id)),
    });
    if let Some(editor) = &open.own.editor {
        return html! {
            <div class="signature">
                { scheme::editor(&open.own, editor, &acts, tried(open, props.reveal)) }
                { secrets(open) }
                <Moment open={open.clone()} />
            </div>
        };
    }
    html! {
        <div class="signature">
            { unsigned(&open.operation, open) }
            <SchemeField open={open.clone()} />
            { scheme::said(&open.own, &acts) }
            { secrets(open) }
            <Advanced open={open.clone()} expanded={props.advanced} acts={(*acts).clone()} />
        </div>
    }
}

/// The scheme and what is missing, in a few words.
pub fn summary(open: &Open) -> String {
    let title = &open.flow.scheme.title;
    let blocks =
        |p: &&Rc<Problem>| matches!(p.at.root, Root::Secret(_)) && p.severity != Severity::Error;
    let missing =
        |p: &Rc<Problem>| matches!(p.cause, Cause::Secret(Secret::Missing | Secret::Unsigned));
    match open.problems.iter().find(blocks) {
        Some(problem) if missing(problem) => format!("{title}: secret missing"),
        Some(problem) if problem.severity == Severity::Blocks => {
            format!("{title}: unusable secret")
        }
        _ => title.clone(),
    }
}

/// Says of a request to an API that documents no signature that it needs none.
fn unsigned(operation: &Operation, open: &Open) -> Html {
    if operation.delivery.is_some() || operation.signature.is_some() {
        return Html::default();
    }
    let deliveries = &open.api.deliveries;
    let delivery = deliveries
        .iter()
        .find(|d| d.of.as_deref() == Some(&*operation.id));
    html! {
        <p class="help">
            { "This API documents no signature for requests. APIs seldom want webhook signatures; deliveries do. " }
            if let Some(delivery) = delivery {
                <a href={route::delivery(&operation.api, delivery.of.as_deref(), &delivery.name)}>
                    { "Open its delivery" }
                </a>
            }
        </p>
    }
}

/// What the scheme that is being changed makes of this request.
fn tried(open: &Open, reveal: bool) -> Html {
    let lines = open
        .flow
        .signed
        .as_ref()
        .map(|_| preview::signature(&open.flow.request));
    let problem = open
        .problems
        .iter()
        .find(|p| p.severity == Severity::Blocks);
    let words = match (lines, problem) {
        (Some(lines), _) if !lines.is_empty() => {
            return html! { <pre class="tried">{ pieces(&lines, &mut Painter::default(), reveal) }</pre> };
        }
        (Some(_), _) => "The request is signed, with nothing in its header fields.",
        (None, Some(problem)) if problem.at.root == Root::Secret(None) => {
            "Enter the secret below to sign this request with the scheme."
        }
        _ => "This request cannot be signed with the scheme. See its problems.",
    };
    html! { <p class="help">{ words }</p> }
}

/// The secrets that the scheme asks for, and those that verify a signed reply.
fn secrets(open: &Shared<Open>) -> Html {
    let scheme = &open.flow.scheme;
    let reply = open
        .operation
        .responses
        .iter()
        .find_map(|r| r.signature.as_ref());
    let asking: &Scheme = match (scheme.id.as_str(), reply) {
        // A request that is not signed leaves the main secret to the reply.
        ("none", Some(reply)) => &reply.scheme,
        _ => scheme,
    };
    let main = match asking.key.label.is_empty() {
        true => "Secret",
        false => asking.key.label.as_str(),
    };
    let mut inputs: Vec<&Input> = scheme.inputs.iter().collect();
    for input in reply.map_or(&[][..], |r| &r.scheme.inputs) {
        if inputs.iter().all(|i| i.name != input.name) {
            inputs.push(input);
        }
    }
    let value = |part: &str| -> Rc<str> {
        open.bench
            .secrets
            .get(part)
            .map_or("", |s| s.expose())
            .into()
    };
    let was_sent = open.sent.is_some();
    let fields = inputs.into_iter().map(|input| {
        let part = ["secret:", &input.name].concat();
        let (value, problems) = (value(&part), at(open, &part));
        html! {
            <SecretField
                key={part.clone()} part={part.clone()} label={input.label.clone()} help={input.help.clone()}
                {value} {problems} {was_sent} secret={input.secret} placeholder={input.default.clone()}
            />
        }
    });
    html! {
        <>
            { for reply.map(verifies) }
            if asks_secret(asking) {
                <SecretField
                    key="secret" part="secret" label={main.to_owned()} help={asking.key.help.clone()}
                    value={value("secret")} problems={at(open, "secret")} {was_sent} secret=true generates=true
                    form={form(asking)}
                />
            }
            { for fields }
        </>
    }
}

/// The form of a scheme's secret, where that is not any text.
fn form(scheme: &Scheme) -> Option<AttrValue> {
    let Scheme { title, key, .. } = scheme;
    let encoding = key.encoding.name();
    let form = match (scheme.id.as_str(), key.encoding, key.prefix.as_str()) {
        ("plain", ..) | (_, KeyText::Text, _) => return None,
        (_, _, "") => format!("{title} secrets are {encoding}. Generate makes one."),
        (_, _, prefix) => {
            format!("{title} secrets are {prefix} and then {encoding}. Generate makes one.")
        }
    };
    Some(form.into())
}

/// Says that a secret also verifies the reply.
fn verifies(reply: &SignatureUse) -> Html {
    html! {
        <p class="help">
            { format!("The reply is signed ({}). The secret verifies it too. ", reply.scheme.title) }
            { prose::inline(&reply.description) }
        </p>
    }
}

/// The problems of a control, by its `data-part`.
fn at(open: &Open, part: &str) -> Vec<Rc<Problem>> {
    let place = Field::from(Root::read(part));
    open.problems
        .iter()
        .filter(|p| p.at == place)
        .cloned()
        .collect()
}

/// The problems of a control, below it.
fn problem_list(id: AttrValue, problems: &[Rc<Problem>]) -> Html {
    if problems.is_empty() {
        return Html::default();
    }
    let item = |problem: &Rc<Problem>| {
        html! { <li class={problem.severity.word()}>{ veil::prose(&problem.sentence()) }</li> }
    };
    html! { <ul class="field-problems" {id}>{ for problems.iter().map(item) }</ul> }
}
