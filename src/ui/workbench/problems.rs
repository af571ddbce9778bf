//! The one list of problems, each leading to its field.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::page;
use crate::ui::el::el;
use crate::ui::form::{problem_word, source};
use crate::ui::more::first;
use crate::ui::prose;
use crate::ui::state::count;
use problem::{Field, Problem, Root, Step};

#[derive(Properties, Clone, PartialEq)]
pub struct ProblemsProps {
    pub found: Rc<[Rc<Problem>]>,
}

/// See [`ProblemsProps`].
#[component]
pub fn Problems(props: &ProblemsProps) -> Html {
    let found = Rc::clone(&props.found);
    let items = first(found.len(), "problems", move |at| item(at, &found[at]));
    let list = (!props.found.is_empty()).then(|| el("ul").class("plain").put(items));
    el("section")
        .class("problems")
        .is("data-part", "problems")
        .is("aria-label", "Problems")
        .el(el("h3").words(count(props.found.len()).into()))
        .maybe(list)
        .node()
}

fn item(index: usize, problem: &Problem) -> Html {
    let at = problem.at.to_string();
    let shown = AttrValue::from(at.clone());
    let severity = el("span")
        .class("severity")
        .text(problem_word(problem.severity));
    let lead = el("button")
        .is("type", "button")
        .onclick(Callback::from(move |_| page::focus_field(&at)))
        .el(severity)
        .text(" ")
        .el(el("code").words(place(&problem.at)))
        .text(" ")
        .el(el("span").put(prose::inline(&problem.message())));
    el("li")
        .key(index.to_string().into())
        .class(problem.severity.word())
        .is("data-problem", problem.code())
        .attr("data-at", shown)
        .is("data-severity", problem.severity.word())
        .el(lead)
        .put(source(problem.source.as_deref()))
        .node()
}

/// A place as people read it: the documented name, and where it stands when that is not the body.
fn place(at: &Field) -> AttrValue {
    let text = match at.root {
        Root::Body if !at.path.is_empty() => {
            let path: String = at.path.iter().map(Step::to_string).collect();
            path.trim_start_matches('/').to_owned()
        }
        _ => at.to_string().trim_end_matches(':').to_owned(),
    };
    AttrValue::from(text)
}
