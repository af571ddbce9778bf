//! The one list of problems, each leading to its field.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::form::{problem_sentence, problem_word};
use crate::ui::more::first;
use crate::ui::state::{Action, count};
use crate::ui::veil;
use problem::{Field, Problem, Root, Step};

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
    let name = name(&problem.at);
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
                <span>{ veil::prose(&problem_sentence(problem)) }</span>
            </button>
        </li>
    }
}

/// The documented name of a field, as its label shows it.
fn name(at: &Field) -> String {
    let mut name = match &at.root {
        Root::Body => String::new(),
        root => root.name().to_owned(),
    };
    for step in &at.path {
        match step {
            Step::Name(member) if name.is_empty() => name.push_str(member),
            Step::Name(member) => name.extend([".", member]),
            Step::Index(index) => name.push_str(&format!(" {index}")),
            Step::Entry(index) => name.push_str(&format!(" {}", index + 1)),
        }
    }
    match (&at.root, name.is_empty()) {
        (Root::Body | Root::Raw, true) => "Body".to_owned(),
        (Root::Security, true) => "Authorization".to_owned(),
        (Root::MediaType, true) => "Content type".to_owned(),
        (Root::Secret(None), true) => "Secret".to_owned(),
        (Root::Server(server), _) if &**server == "url" => "Server URL".to_owned(),
        (Root::Signing(setting), true) => setting_name(*setting).to_owned(),
        _ => name,
    }
}

/// The label of a setting of the signature.
fn setting_name(setting: problem::Setting) -> &'static str {
    use problem::Setting;
    match setting {
        Setting::Algorithm => "Algorithm",
        Setting::Digest => "Signature encoding",
        Setting::Scheme => "Scheme",
        Setting::SecretEncoding => "Secret encoding",
        Setting::Content => "Signed content",
        Setting::Header => "Header name",
        Setting::Id => "Delivery ID",
        Setting::Time => "Time",
        Setting::Value => "Header value",
    }
}
