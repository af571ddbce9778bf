//! Problems at their fields.

use std::rc::Rc;

use yew::prelude::*;

use super::ties::problems_id;
use crate::ui::{prose, veil};
use problem::{Cause, Field, Problem, Severity};
use request::validate::place::member_path;

/// The problems at one place, below its control.
pub fn problem_list(at: &str, found: &[Rc<Problem>]) -> Html {
    list(at, found, None)
}

/// The problems at a field and within its free JSON; in their place the note on a secret that was only
/// not stored.
pub fn field_problems(
    at: &str,
    found: &[Rc<Problem>],
    field: Option<&Field>,
    unstored: bool,
) -> Html {
    if unstored {
        return html! {
            <p class="field-problems warning" id={problems_id(at)}>
                { "Secrets are never stored. Enter it again." }
            </p>
        };
    }
    list(at, found, field)
}

fn list(at: &str, found: &[Rc<Problem>], field: Option<&Field>) -> Html {
    if found.is_empty() {
        return Html::default();
    }
    let item = |problem: &Rc<Problem>| {
        html! {
            <li class={problem.severity.word()}>
                <span class="unseen">{ word(problem.severity) }{ ": " }</span>
                { within(field, &problem.at) }
                { veil::prose(&problem_sentence(problem)) }
                { source(problem.source.as_deref()) }
            </li>
        }
    };
    html! {
        <ul class="field-problems" id={problems_id(at)}>{ for found.iter().map(item) }</ul>
    }
}

/// Where in a field's free JSON a problem is: "In `a[0]`: ".
fn within(field: Option<&Field>, at: &Field) -> Html {
    let steps = field.and_then(|field| at.path.get(field.path.len()..));
    match steps {
        Some(steps) if !steps.is_empty() => html! {
            <>{ "In " }<code>{ member_path(steps) }</code>{ ": " }</>
        },
        _ => Html::default(),
    }
}

/// How grave a problem is, in a word.
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "Warning",
        Severity::Error => "Error",
        Severity::Blocks => "Cannot be sent",
    }
}

/// A problem in a sentence that reads well without its field's name.
pub fn problem_sentence(problem: &Problem) -> String {
    match problem.cause {
        Cause::Required if problem.reason.is_empty() => "Required.".to_owned(),
        _ => sentence(&problem.message()),
    }
}

/// A message with a capital letter at its beginning, and a full stop at its end.
fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    let mut text: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    text.push_str(chars.as_str());
    if !text.ends_with(['.', '?', '!', ':']) {
        text.push('.');
    }
    text
}

/// The source of a fact that is not in the documentation itself.
pub fn source(source: Option<&str>) -> Html {
    match source {
        Some(source) => html! {
            <details class="source">
                <summary>{ "Source" }</summary>
                { prose::inline(source) }
            </details>
        },
        None => Html::default(),
    }
}
