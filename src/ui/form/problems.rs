//! Problems at their fields.

use std::rc::Rc;

use yew::prelude::*;

use super::ties::problems_id;
use super::touch::use_touch;
use crate::ui::act::use_act;
use crate::ui::state::Action;
use crate::ui::{prose, veil};
use problem::{Cause, Field, Problem, Severity};
use request::draft::Edit;

/// The problems at one place, below its control.
pub fn problem_list(at: &str, found: &[Rc<Problem>]) -> Html {
    list(at, found, false)
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
    // In free JSON a suggested text would need quotes.
    list(at, found, field.is_none())
}

fn list(at: &str, found: &[Rc<Problem>], suggests: bool) -> Html {
    if found.is_empty() {
        return Html::default();
    }
    let item = |problem: &Rc<Problem>| {
        html! {
            <li class={problem.severity.word()}>
                <span class="unseen">{ word(problem.severity) }{ ": " }</span>
                { veil::prose(&problem_sentence(problem)) }
                if let Some(text) = problem.cause.suggestion().filter(|_| suggests) {
                    <Suggestion at={problem.at.clone()} {text} />
                }
                { source(problem.source.as_deref()) }
            </li>
        }
    };
    html! {
        <ul class="field-problems" id={problems_id(at)}>{ for found.iter().map(item) }</ul>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct SuggestionProps {
    at: Field,
    text: String,
}

/// A button that puts a suggested text into the field.
#[component]
fn Suggestion(props: &SuggestionProps) -> Html {
    let act = use_act();
    let SuggestionProps { at, text } = props.clone();
    if !use_touch().is_of_draft() {
        return Html::default();
    }
    let words = format!("Use {text}");
    let onclick = Callback::from(move |_: MouseEvent| {
        act.emit(Action::Edit(Edit::Type(at.clone(), text.as_str().into())));
    });
    html! { <>{ " " }<button type="button" class="link" data-part="suggestion" {onclick}>{ words }</button></> }
}

/// How grave a problem is, in a word.
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "Warning",
        Severity::Error => "Error",
        Severity::Blocks => "Cannot be sent",
    }
}

/// A problem in a sentence below its field.
fn problem_sentence(problem: &Problem) -> String {
    match problem.cause {
        Cause::Required if problem.reason.is_empty() => "Required.".to_owned(),
        _ => problem.sentence(),
    }
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
