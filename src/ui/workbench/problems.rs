//! The one list of problems, each leading to its field.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::page;
use crate::ui::form::{problem_word, source};
use crate::ui::prose;
use crate::ui::state::count;
use crate::validate::problem::Problem;

#[derive(Properties, Clone, PartialEq)]
pub struct ProblemsProps {
    pub found: Rc<[Rc<Problem>]>,
}

/// See [`ProblemsProps`].
#[component]
pub fn Problems(props: &ProblemsProps) -> Html {
    html! {
        <section class="problems" data-part="problems" aria-label="Problems">
            <h3>{ count(props.found.len()) }</h3>
            if !props.found.is_empty() {
                <ul class="plain">{ for props.found.iter().enumerate().map(item) }</ul>
            }
        </section>
    }
}

fn item((index, problem): (usize, &Rc<Problem>)) -> Html {
    let at = Rc::clone(&problem.at);
    let onclick = Callback::from(move |_: MouseEvent| page::focus_field(&at));
    html! {
        <li
            key={index}
            class={problem.severity.word()}
            data-problem={problem.code}
            data-at={AttrValue::from(Rc::clone(&problem.at))}
            data-severity={problem.severity.word()}
        >
            <button type="button" {onclick}>
                <span class="severity">{ problem_word(problem.severity) }</span>
                { " " }<code>{ place(&problem.at) }</code>
                { " " }<span>{ prose::inline(&problem.message) }</span>
            </button>
            { source(problem.source.as_deref()) }
        </li>
    }
}

/// A place as people read it: the documented name, and where it stands when that is not the body.
fn place(at: &str) -> AttrValue {
    AttrValue::from(match at.strip_prefix("body:/") {
        Some(name) => name.to_owned(),
        None => at.trim_end_matches(':').to_owned(),
    })
}
