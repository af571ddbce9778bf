//! The one list of problems, each leading to its field.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::form::problem_word;
use crate::ui::more::first;
use crate::ui::state::{Action, count};
use crate::ui::veil;
use problem::Problem;

/// See [`Problems`].
#[derive(Properties, Clone, PartialEq)]
pub struct ProblemsProps {
    pub found: Rc<[Rc<Problem>]>,
}

/// All problems of the request.
#[component]
pub fn Problems(props: &ProblemsProps) -> Html {
    let found = Rc::clone(&props.found);
    let count = count(found.len());
    let items = first(found.len(), "problems", move |index| {
        html! { <ProblemItem key={index} problem={Rc::clone(&found[index])} /> }
    });
    html! {
        <section class="problems" data-part="problems" aria-label="Problems">
            <h3>{ count }</h3>
            <ul class="plain">{ items }</ul>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ProblemItemProps {
    problem: Rc<Problem>,
}

/// A problem in words; a press opens its field and gives it the focus.
#[component]
fn ProblemItem(props: &ProblemItemProps) -> Html {
    let act = use_act();
    let problem = &props.problem;
    let onclick = {
        let at = problem.at.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Reveal(at.clone())))
    };
    // A message with a subject does not name the field.
    let name = match problem.cause.has_subject() {
        true => problem.at.label(),
        false => String::new(),
    };
    html! {
        <li
            class={problem.severity.word()} data-problem={problem.code()} data-at={problem.at.to_string()}
            data-severity={problem.severity.word()}
        >
            <button type="button" {onclick}>
                <span class="severity">{ problem_word(problem.severity) }</span>
                { " " }
                if !name.is_empty() {
                    <code>{ name }</code>
                    { ": " }
                }
                <span>{ veil::prose(&problem.sentence()) }</span>
            </button>
        </li>
    }
}
