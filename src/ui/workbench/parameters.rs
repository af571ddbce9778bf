//! Path, query, header and cookie parameters in document order, and Accept.

use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use super::section::MoreRow;
use crate::ui::form::{Entry, FieldList, FieldProps, FormField, Hints, undocumented};
use crate::ui::shared::Shared;
use crate::ui::state::{Open, Prefs, Section, View};
use json::write::quoted;
use openapi::control::Choice;
use openapi::{Control, Kind, Operation, Place, SchemaId};
use problem::{Field, Root};

/// See [`Parameters`].
#[derive(Properties, PartialEq)]
pub struct ParametersProps {
    pub open: Shared<Open>,
    pub prefs: Prefs,
    pub view: View,
}

/// The parameters: those that are required or given first.
#[component]
pub fn Parameters(props: &ParametersProps) -> Html {
    let open = &props.open;
    let hints = Hints::new(open, &props.prefs);
    let all = use_memo(Shared::from(&open.operation), |operation| {
        parameters(operation)
    });
    let faulty: HashSet<&Root> = open
        .problems
        .iter()
        .map(|problem| &problem.at.root)
        .collect();
    let entries: Vec<Entry> = all
        .iter()
        .enumerate()
        .filter(|(_, (root, control))| {
            !hints.hides(
                control,
                &root.clone().into(),
                open.bench.draft.root(root).is_absent(),
            )
        })
        .map(|(index, (root, control))| Entry {
            index,
            control: control.into(),
            first: control.required
                || faulty.contains(root)
                || !open.bench.draft.root(root).is_absent(),
        })
        .collect();
    let draw = {
        let open = open.clone();
        Callback::from(move |index: usize| {
            let Some((root, control)) = all.get(index) else {
                return Html::default();
            };
            let place = Field::from(root.clone());
            let props = FieldProps {
                control: control.into(),
                node: open.bench.draft.root(root).clone(),
                hints: hints.below(&place),
                name: control.name.clone().into(),
                place,
            };
            html! { <FormField key={root.to_string()} ..props /> }
        })
    };
    let more = props.view.shows_more(Section::Parameters);
    let more_row = Callback::from(move |count: usize| {
        html! { <MoreRow section={Section::Parameters} {count} open={more} /> }
    });
    html! {
        <div class="fields">
            if open.operation.parameters.is_empty() {
                <p class="help">{ "No parameters are documented." }</p>
            }
            <FieldList at="parameters" {entries} {draw} more_row={Some(more_row)} {more} />
        </div>
    }
}

/// The parameters with their roots, and Accept among the header fields. Each control says its place.
fn parameters(operation: &Operation) -> Vec<(Root, Rc<Control>)> {
    let mut all = Vec::new();
    for parameter in &operation.parameters {
        let control = Control::clone(&parameter.control);
        let root = parameter.place.root(&control.name);
        let type_words = format!("{}, {}", parameter.place.word(), control.type_words);
        all.push((
            root,
            Rc::new(Control {
                type_words,
                ..control
            }),
        ));
    }
    all.push((Root::accept(), Rc::new(accept(operation))));
    all
}

/// The control of Accept, which no document describes as a parameter.
fn accept(operation: &Operation) -> Control {
    let choice = |media: &str| Choice {
        value: media.to_owned(),
        json: quoted(media),
        label: String::new(),
    };
    let choices = operation.accepts().into_iter().map(choice).collect();
    Control {
        description: "Response format to request.".to_owned(),
        type_words: format!("{}, media type", Place::Header.word()),
        ..undocumented("Accept", Kind::Choice(choices), SchemaId(0))
    }
}

/// How many parameters are given.
pub fn summary(open: &Open) -> String {
    let parameters = &open.operation.parameters;
    let given = parameters.iter().filter(|one| {
        !open
            .bench
            .draft
            .root(&one.place.root(&one.control.name))
            .is_absent()
    });
    match (given.count(), parameters.len()) {
        (_, 0) => "None".to_owned(),
        (0, _) => "None filled in".to_owned(),
        (given, all) => format!("{given} of {all} filled in"),
    }
}
