//! The members of an object that has more of them than a page can draw.

use std::collections::HashSet;

use yew::prelude::*;

use super::container::member;
use super::{FieldProps, Hints};
use crate::ui::el::{el, nothing, row};
use crate::ui::hooks::use_words;
use crate::ui::parts::{TextBoxProps, text_box};
use problem::{Field, Step};
use request::draft::Node;

/// Members that are drawn at once, and that a press adds.
pub const SHOWN: usize = 200;

/// Draws what is required, filled or has a problem before other members, and finds the rest by name.
#[component]
pub fn Many(props: &FieldProps) -> Html {
    let find = use_words();
    let room = use_state_eq(|| SHOWN);
    let chosen = chosen(props, &find.trim().to_lowercase(), *room);
    let (drawn, left) = (chosen.drawn.len(), chosen.left);
    let mut fields = Vec::new();
    for at in chosen.drawn {
        fields.push(member(props, at));
    }
    let oninput = {
        let find = find.clone();
        Callback::from(move |text| find.set(text))
    };
    let finder = text_box(TextBoxProps {
        class: "filter",
        part: Some("find-field".into()),
        label: Some("Find a field by its name".into()),
        placeholder: Some("Find a field".into()),
        value: (*find).clone(),
        oninput: oninput.into(),
        ..Default::default()
    });
    let rest = match left {
        0 => nothing(),
        left => {
            let words = ["Show ", &left.min(SHOWN).to_string(), " more"].concat();
            let button = el("button")
                .is("type", "button")
                .class("small")
                .attr("data-more", place(props).into())
                .onclick({
                    let room = room.clone();
                    Callback::from(move |_: MouseEvent| room.set(drawn + SHOWN))
                })
                .words(words.into());
            let count = [&*left.to_string(), " more fields are not shown. "].concat();
            el("p")
                .class("help")
                .el(el("span").is("role", "status").words(count.into()))
                .el(button)
                .node()
        }
    };
    row(vec![finder, row(fields), rest])
}

/// What the button to show more says it is of: the body, or the field.
fn place(props: &FieldProps) -> String {
    match props.place == Field::body() {
        true => "body".to_owned(),
        false => props.place.to_string(),
    }
}

struct Chosen {
    /// Positions of the members that are drawn, in the document's order.
    drawn: Vec<usize>,
    /// How many others there are that fit.
    left: usize,
}

fn chosen(props: &FieldProps, needle: &str, room: usize) -> Chosen {
    let troubled = troubled(&props.hints, &props.place);
    let filled = filled(&props.node);
    let members = &props.control.members;
    let fits = |name: &str| needle.is_empty() || name.to_lowercase().contains(needle);
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for (at, member) in members.iter().enumerate() {
        let name = member.name.as_str();
        if !fits(name) {
            continue;
        }
        let matters = member.required || filled.contains(name) || troubled.contains(name);
        match matters {
            true => first.push(at),
            false => others.push(at),
        }
    }
    let total = first.len() + others.len();
    let mut drawn: Vec<usize> = first.into_iter().chain(others).take(room).collect();
    drawn.sort_unstable();
    Chosen {
        left: total - drawn.len(),
        drawn,
    }
}

/// The names of the members that are given.
fn filled(node: &Node) -> HashSet<&str> {
    match node {
        Node::Object(members) => {
            let given = members.iter().filter(|m| !m.1.is_absent());
            given.map(|m| &*m.0).collect()
        }
        _ => HashSet::new(),
    }
}

/// The names of the members that a problem is at or within.
fn troubled<'a>(hints: &'a Hints, place: &Field) -> HashSet<&'a str> {
    let within = hints.problems.iter().filter(|p| p.at.is_within(place));
    let steps = within.filter_map(|problem| problem.at.path.get(place.path.len()));
    let name = |step: &'a Step| match step {
        Step::Name(name) => Some(&**name),
        Step::Index(_) | Step::Entry(_) => None,
    };
    steps.filter_map(name).collect()
}
