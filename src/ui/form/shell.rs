//! What every field has around its control: label, type, help, problems.
//!
//! The documented name is the label and the accessible name; help and
//! problems are tied to the control by `aria-describedby`.

use std::rc::Rc;

use yew::prelude::*;

use super::FieldProps;
use crate::document::{Control, Kind};
use crate::draft::{Edit, Node};
use crate::ui::parts::{Item, Select, id_of};
use crate::ui::prose;
use crate::ui::state::Action;
use crate::validate::problem::{Problem, Severity};

/// The names that tie a field's elements.
pub struct Ids {
    /// The `data-field`.
    pub at: AttrValue,
    pub control: AttrValue,
    /// What `aria-describedby` is to hold; nothing when there is neither help nor problem.
    pub described: Option<AttrValue>,
    pub invalid: bool,
}

impl Ids {
    pub fn of(props: &FieldProps) -> Ids {
        let at = props.place.to_string();
        let help = help_id(&at);
        let problems = problems_id(&at);
        let invalid = !props.hints.at(&at).is_empty();
        let helped = !props.control.description.is_empty();
        let described = match (helped, invalid) {
            (true, true) => Some(format!("{problems} {help}").into()),
            (true, false) => Some(help),
            (false, true) => Some(problems),
            (false, false) => None,
        };
        Ids {
            control: id_of("f", &at),
            described,
            invalid,
            at: at.into(),
        }
    }
}

fn help_id(at: &str) -> AttrValue {
    id_of("h", at)
}

/// The id of the list of problems at a place.
pub fn problems_id(at: &str) -> AttrValue {
    id_of("p", at)
}

/// A field around its control.
pub fn shell(props: &FieldProps, ids: &Ids, control: Html) -> Html {
    html! {
        <div class="field" data-for={ids.at.clone()}>
            <div class="field-head">
                <label for={ids.control.clone()}>{ props.name.clone() }</label>
                { facts(&props.control) }
                { given(props) }
            </div>
            <div class="field-body">
                { control }
                { problems(&ids.at, &props.hints.at(&ids.at)) }
                { help(&ids.at, &props.control) }
            </div>
        </div>
    }
}

/// A group of fields: an object, a list, a map.
pub fn group(props: &FieldProps, ids: &Ids, buttons: Html, inside: Html) -> Html {
    html! {
        <fieldset class="group" data-for={ids.at.clone()} aria-describedby={ids.described.clone()}>
            <legend>{ props.name.clone() }</legend>
            <div class="field-head">
                <span class="group-name" aria-hidden="true">{ props.name.clone() }</span>
                { facts(&props.control) }
                { given(props) }
                { buttons }
            </div>
            { problems(&ids.at, &props.hints.at(&ids.at)) }
            { help(&ids.at, &props.control) }
            { inside }
        </fieldset>
    }
}

/// The type, whether it is required, and where it is known from.
fn facts(control: &Control) -> Html {
    html! {
        <>
            if !control.type_words.is_empty() {
                <span class="type">{ control.type_words.clone() }</span>
            }
            if control.required {
                <span class="required">{ "required" }</span>
            }
            if control.deprecated {
                <span class="mark">{ "deprecated" }</span>
            }
            if control.read_only {
                <span class="mark">{ "read-only" }</span>
            }
            if let Some(default) = &control.default {
                <span class="type">{ "default " }<code>{ default.clone() }</code></span>
            }
        </>
    }
}

/// The choice beside a field: an explicit empty text or `null`, where the schema allows one.
fn given(props: &FieldProps) -> Html {
    let control = &props.control;
    let container = matches!(control.kind, Kind::Object | Kind::List | Kind::Map);
    let given_null = props.node == Node::Null;
    let given_empty = props.node == Node::EmptyText;
    let null = control.nullable || given_null;
    let empty = control.empty_text && !container || given_empty;
    if !null && !empty {
        return Html::default();
    }
    let typed = match props.node {
        Node::Absent => "not given",
        _ => "given",
    };
    let mut items = vec![Item::new("", typed)];
    if empty {
        items.push(Item::new("empty", "\"\""));
    }
    if null {
        items.push(Item::new("null", "null"));
    }
    let value = match props.node {
        Node::Null => "null",
        Node::EmptyText => "empty",
        _ => "",
    };
    let place = props.place.clone();
    let onchange = props.act.reform(move |chosen: String| {
        Action::Edit(match chosen.as_str() {
            "null" => Edit::Null(place.clone()),
            "empty" => Edit::EmptyText(place.clone()),
            _ => Edit::Clear(place.clone()),
        })
    });
    html! {
        <Select
            class="given"
            label={format!("{}: explicit value", props.name)}
            {value}
            {items}
            {onchange}
        />
    }
}

/// The problems at one place, below its control.
pub fn problems(at: &str, found: &[Rc<Problem>]) -> Html {
    let items: Vec<Html> = found
        .iter()
        .map(|problem| {
            html! {
                <li class={problem.severity.word()}>
                    <span class="severity">{ word(problem.severity) }</span>
                    { " " }{ prose::inline(&problem.message) }{ source(problem.source.as_deref()) }
                </li>
            }
        })
        .collect();
    if items.is_empty() {
        return Html::default();
    }
    html! { <ul class="field-problems" id={problems_id(at)}>{ items }</ul> }
}

/// How grave a problem is, in a word.
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "Warning",
        Severity::Error => "Error",
        Severity::Blocks => "Blocks sending",
    }
}

/// Where a fact is known from, when not from the documentation itself.
pub fn source(source: Option<&str>) -> Html {
    match source {
        Some(source) => {
            html! { <span class="source">{ "known from " }{ prose::inline(source) }</span> }
        }
        None => Html::default(),
    }
}

/// The documentation of a field.
fn help(at: &str, control: &Control) -> Html {
    html! {
        <>
            if !control.description.is_empty() {
                <div class="help" id={help_id(at)}>{ folded(&control.description) }</div>
            }
            { for control.notices.iter().map(|n| html! { <div class="notice">{ folded(n) }</div> }) }
            if let Some(from) = &control.source {
                <p class="help"><span class="mark">{ "Not in the documentation" }</span>{ " " }{ source(Some(from)) }</p>
            }
        </>
    }
}

/// A text; one that is long opens from its first sentence.
fn folded(text: &str) -> Html {
    let (first, rest) = match text.len() {
        0..=180 => (text, ""),
        _ => prose::first_sentence(text),
    };
    if rest.is_empty() {
        return prose::blocks(first);
    }
    html! {
        <details>
            <summary>{ prose::inline(first) }</summary>
            { prose::blocks(rest) }
        </details>
    }
}
