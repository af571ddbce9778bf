//! The request pane: what is being filled in, its examples, and the sections of the request.

use yew::prelude::*;

use super::address::{self, Address};
use super::auth::{self, Authorization};
use super::body::{self, Body};
use super::parameters::{self, Parameters};
use super::section::FoldingSection;
use super::signing::SignatureSection;
use super::{delivery, signing};
use crate::ui::act::use_act;
use crate::ui::controls::{Checkbox, Combobox, Item};
use crate::ui::form::{Note, Touch};
use crate::ui::shared::Shared;
use crate::ui::state::{Action, Open, Pref, Prefs, Section, View};
use openapi::Operation;
use request::draft::Edit;

/// See [`RequestPane`].
#[derive(Properties, PartialEq)]
pub struct RequestPaneProps {
    pub open: Shared<Open>,
    pub prefs: Prefs,
    pub view: View,
}

/// Everything that can be filled in.
#[component]
pub fn RequestPane(props: &RequestPaneProps) -> Html {
    let RequestPaneProps { open, prefs, view } = props;
    let section =
        |section: Section, title: &'static str, summary: String, content: &dyn Fn() -> Html| {
            let is_open = view.is_open(section, &open.operation);
            let within =
                |problem: &&std::rc::Rc<problem::Problem>| Section::of(&problem.at.root) == section;
            let problems = match view.touched.is_fresh() {
                true => 0,
                false => open.problems.iter().filter(within).count(),
            };
            html! {
                <FoldingSection {section} {title} {summary} {problems} open={is_open}>
                    if is_open {
                        { content() }
                    }
                </FoldingSection>
            }
        };
    let is_delivery = open.operation.delivery.is_some();
    let server = || {
        section(Section::Server, "Server", address::summary(open), &|| {
            html! { <Address open={open.clone()} prefs={prefs.clone()} /> }
        })
    };
    let signature = || {
        section(
            Section::Signature,
            "Signature",
            signing::summary(open),
            &|| {
                let advanced = view.is_open(Section::SignatureAdvanced, &open.operation);
                html! { <SignatureSection open={open.clone()} reveal={prefs.reveal} {advanced} /> }
            },
        )
    };
    html! {
        <section class="request-pane" id="request-pane" aria-label="Request" tabindex="-1">
            <Heading open={open.clone()} show_all={prefs.show_all} />
            <ContextProvider<Touch> context={Touch::new(view, open)}>
                // A delivery begins with its receiver and its signature.
                if is_delivery {
                    { server() }
                }
                if is_delivery {
                    { signature() }
                }
                { section(Section::Body, "Body", body::summary(open), &|| html! {
                    <Body open={open.clone()} prefs={prefs.clone()} view={view.clone()} />
                }) }
                if !is_delivery {
                    { signature() }
                }
                { section(Section::Authorization, "Authorization", auth::summary(open), &|| html! {
                    <Authorization open={open.clone()} prefs={prefs.clone()} />
                }) }
                { section(Section::Parameters, "Parameters and headers", parameters::summary(open), &|| html! {
                    <Parameters open={open.clone()} prefs={prefs.clone()} view={view.clone()} />
                }) }
                if !is_delivery {
                    { server() }
                }
            </ContextProvider<Touch>>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct HeadingProps {
    open: Shared<Open>,
    /// Whether fields that must not be given are shown too.
    show_all: bool,
}

/// The operation's title, its examples, and what acts on the whole draft.
#[component]
fn Heading(props: &HeadingProps) -> Html {
    let act = use_act();
    let open = &props.open;
    let operation = &open.operation;
    let items = use_memo(Shared::from(operation), |operation| examples(operation));
    let load = {
        let act = act.clone();
        use_callback((), move |name: String, ()| {
            if !name.is_empty() {
                act.emit(Action::Edit(Edit::Example(name.into())));
            }
        })
    };
    let edit = |edit: fn() -> Action| {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(edit()))
    };
    let loaded = open.example.as_deref().unwrap_or_default();
    let example = operation.examples.iter().find(|e| e.name == loaded);
    html! {
        <header class="request-heading">
            <h1>{ &operation.summary }</h1>
            <div class="request-tools" role="group" aria-label="Draft">
                <button
                    type="button" class="quiet" data-part="undo" aria-keyshortcuts="Alt+Z" title="Undo (Alt+Z)"
                    disabled={!open.history.can_undo()} onclick={edit(|| Action::Undo)}
                >{ "Undo" }</button>
                <button
                    type="button" class="quiet" data-part="redo" aria-keyshortcuts="Alt+Shift+Z"
                    title="Redo (Alt+Shift+Z)"
                    disabled={!open.history.can_redo()} onclick={edit(|| Action::Redo)}
                >{ "Redo" }</button>
                <button
                    type="button" class="quiet" data-part="reset" title="Start again with the example"
                    onclick={edit(|| Action::Reset)}
                >{ "Reset" }</button>
                <button
                    type="button" class="quiet" data-part="clear" title="Empty the form; Undo brings everything back"
                    onclick={edit(|| Action::Clear)}
                >{ "Clear" }</button>
            </div>
            if !operation.examples.is_empty() {
                <div class="request-example">
                    <Combobox
                        id="example" part="example" label="Example" placeholder="Load an example"
                        value={loaded.to_owned()} items={(*items).clone()} onchange={load}
                    />
                    if let Some(example) = example {
                        <span class="tag">{ "Example" }</span>
                        <Note name="the example" text={example.description.clone()} />
                    }
                </div>
            }
            if open.restored && has_secrets(operation) {
                <p class="help" role="status">{ "Restored from your last visit. Secrets are never stored: enter them again." }</p>
            }
            <EveryField open={open.clone()} show_all={props.show_all} />
            { delivery::panel(open) }
        </header>
    }
}

/// The switch that shows the fields that must not be given, where there are any.
#[component]
fn EveryField(props: &HeadingProps) -> Html {
    let act = use_act();
    let HeadingProps { open, show_all } = props;
    let is_needed = use_mut_ref(|| false);
    let has_read_only = use_memo(Shared::from(&open.operation), |operation| {
        operation.schemas.0.iter().any(|schema| schema.read_only)
    });
    // Once it is there it stays, so that it does not go under the finger that turns it off.
    let mut is_needed = is_needed.borrow_mut();
    *is_needed |= *show_all || !open.flow.hidden.is_empty() || *has_read_only;
    if !*is_needed {
        return Html::default();
    }
    let onchange = act.reform(|all| Action::Pref(Pref::ShowAll(all)));
    html! {
        <Checkbox checked={*show_all} label="Show every field" part="show-all" {onchange} />
    }
}

/// Whether an operation takes secrets: credentials, a signing secret, or secret fields.
fn has_secrets(operation: &Operation) -> bool {
    let with_credentials = |alternative: &openapi::Alternative| !alternative.schemes.is_empty();
    operation.signature.is_some()
        || operation.security.iter().any(with_credentials)
        || operation.schemas.0.iter().any(openapi::Schema::is_secret)
}

/// The documented examples, grouped by whether they keep the documented rules.
fn examples(operation: &Operation) -> std::rc::Rc<[Item]> {
    let mut items = Vec::new();
    for (breaks, group) in [(false, "Valid"), (true, "Breaks a rule")] {
        for example in operation.examples.iter().filter(|e| e.breaks == breaks) {
            let label = match example.summary.is_empty() {
                true => &example.name,
                false => &example.summary,
            };
            items.push(Item {
                value: example.name.clone().into(),
                label: label.clone().into(),
                group,
            });
        }
    }
    items.into()
}
