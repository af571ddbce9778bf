//! What every field has around its control: label, type, help, problems.
//!
//! The documented name is the label and the accessible name; help and
//! problems are tied to the control by `aria-describedby`.

use std::rc::Rc;

use yew::prelude::*;

use super::FieldProps;
use super::secrecy::Secrecy;
use crate::ui::el::{El, el, nothing, row};
use crate::ui::parts::{Item, SelectProps, id_of, select};
use crate::ui::prose;
use crate::ui::state::Action;
use crate::ui::veil;
use openapi::control::Choice;
use openapi::{Control, Kind, Notice};
use problem::{Field, Problem, Severity};
use request::draft::{Edit, Node};
use request::validate::place::member_path;

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
        let invalid = !props.problems().is_empty();
        let helped = !props.control.description.is_empty();
        let described = match (helped, invalid) {
            (true, true) => Some([&*problems, " ", &*help].concat().into()),
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
    let secrecy = Secrecy::of(props);
    let name = el("label")
        .attr("for", ids.control.clone())
        .words(props.name.clone());
    let head = el("div")
        .class("field-head")
        .el(name)
        .put(facts(&props.control))
        .put(given(props))
        .maybe(secrecy.as_ref().and_then(Secrecy::offer));
    let body = el("div")
        .class("field-body")
        .put(control)
        .maybe(secrecy.as_ref().and_then(Secrecy::words))
        .put(problems_within(&ids.at, &props.place, &props.problems()))
        .put(help(&ids.at, &props.control));
    el("div")
        .class("field")
        .attr("data-for", ids.at.clone())
        .el(head)
        .el(body)
        .node()
}

/// A group of fields: an object, a list, a map.
pub fn group(props: &FieldProps, ids: &Ids, buttons: Html, inside: Html) -> Html {
    let name = el("span")
        .class("group-name")
        .is("aria-hidden", "true")
        .words(props.name.clone());
    let head = el("div")
        .class("field-head")
        .el(name)
        .put(facts(&props.control))
        .put(given(props))
        .put(buttons);
    el("fieldset")
        .class("group")
        .attr("data-for", ids.at.clone())
        .attr_if("aria-describedby", ids.described.clone())
        .el(el("legend").words(props.name.clone()))
        .el(head)
        .put(problems_within(&ids.at, &props.place, &props.problems()))
        .put(help(&ids.at, &props.control))
        .put(inside)
        .node()
}

/// The type, whether it is required, and where it is known from.
fn facts(control: &Control) -> Html {
    let types = &control.type_words;
    let mark = |there: bool, class, word| match there {
        true => el("span").class(class).text(word).node(),
        false => nothing(),
    };
    let default = control.default.as_ref().map(|default| {
        el("span")
            .class("type")
            .text("default ")
            .el(el("code").words(default.clone().into()))
    });
    row(vec![
        match types.is_empty() {
            true => nothing(),
            false => el("span").class("type").words(types.clone().into()).node(),
        },
        mark(control.required, "required", "required"),
        mark(control.deprecated, "mark", "deprecated"),
        mark(control.read_only, "mark", "read-only"),
        default.map_or_else(nothing, El::node),
    ])
}

/// The choice beside a field: an explicit empty text or `null`, where the schema allows one.
fn given(props: &FieldProps) -> Html {
    let control = &props.control;
    let container = matches!(control.kind, Kind::Object | Kind::List | Kind::Map);
    // What the choice itself offers needs no second control.
    let offers = |is: fn(&Choice) -> bool| match &control.kind {
        Kind::Choice(choices) => choices.iter().any(is),
        _ => false,
    };
    let given_null = props.node == Node::Null;
    let given_empty = props.node == Node::EmptyText;
    let null = (control.nullable || given_null) && !offers(Choice::is_null);
    let empty = (control.empty_text && !container || given_empty) && !offers(Choice::is_empty_text);
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
    select(SelectProps {
        class: "given",
        label: Some([&*props.name, ": explicit value"].concat().into()),
        value: value.into(),
        items,
        onchange: onchange.into(),
        ..Default::default()
    })
}

/// The problems at one place, below its control.
pub fn problems(at: &str, found: &[Rc<Problem>]) -> Html {
    list(at, found, |_| Html::default())
}

/// The problems at a field and within it.
fn problems_within(at: &str, field: &Field, found: &[Rc<Problem>]) -> Html {
    list(at, found, |problem| within(field, &problem.at))
}

fn list(at: &str, found: &[Rc<Problem>], place: impl Fn(&Problem) -> Html) -> Html {
    let items: Vec<Html> = found
        .iter()
        .map(|problem| {
            el("li")
                .class(problem.severity.word())
                .el(el("span").class("severity").text(word(problem.severity)))
                .text(" ")
                .put(place(problem))
                .put(veil::prose(&problem.message()))
                .put(source(problem.source.as_deref()))
                .node()
        })
        .collect();
    if items.is_empty() {
        return Html::default();
    }
    el("ul")
        .class("field-problems")
        .id(problems_id(at))
        .all(items)
        .node()
}

/// Where in a field's free JSON a problem is: "In `a[0]`: ".
fn within(field: &Field, at: &Field) -> Html {
    let steps = match at.path.get(field.path.len()..) {
        Some(steps) if !steps.is_empty() => steps,
        _ => return Html::default(),
    };
    let place = el("code").words(member_path(steps).into());
    row(vec![Html::from("In "), place.node(), Html::from(": ")])
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
        Some(source) => el("span")
            .class("source")
            .text("known from ")
            .put(prose::inline(source))
            .node(),
        None => Html::default(),
    }
}

/// A notice of the documentation: its text, then its source.
pub fn notice(notice: &Notice) -> Html {
    el("div")
        .class("notice")
        .put(prose::blocks(&notice.text))
        .put(source(notice.source.as_deref()))
        .node()
}

/// The documentation of a field.
fn help(at: &str, control: &Control) -> Html {
    let described = match control.description.is_empty() {
        true => nothing(),
        false => el("div")
            .class("help")
            .id(help_id(at))
            .put(folded(&control.description))
            .node(),
    };
    let notices = control.notices.iter().map(notice);
    let known = control.source.as_ref().map(|from| {
        let mark = el("span").class("mark").text("Not in the documentation");
        el("p")
            .class("help")
            .el(mark)
            .text(" ")
            .put(source(Some(from)))
    });
    row(vec![
        described,
        row(notices.collect()),
        known.map_or_else(nothing, El::node),
    ])
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
    let summary = el("summary").put(prose::inline(first));
    el("details").el(summary).put(prose::blocks(rest)).node()
}
