//! Everything around a control: its name and type, its problems, its help.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};
use yew::prelude::*;

use super::about::{About, about_parts};
use super::problems::field_problems;
use super::ties::Ties;
use super::touch::use_touch;
use crate::browser::timer::Timer;
use crate::ui::act::use_act;
use crate::ui::state::Action;
use openapi::Control;
use problem::Field;

/// Milliseconds between leaving a field and its problems showing, which move what is below: a press
/// there is over by then.
const LEFT: i32 = 200;

/// What is shown beside a name.
#[derive(Clone, PartialEq, Default)]
pub struct Facts {
    pub type_words: AttrValue,
    pub required: bool,
    pub deprecated: bool,
    pub read_only: bool,
}

impl Facts {
    pub fn of(control: &Control) -> Facts {
        Facts {
            type_words: control.type_words.clone().into(),
            required: control.required,
            deprecated: control.deprecated,
            read_only: control.read_only,
        }
    }

    pub fn view(&self) -> Html {
        html! {
            <>
                if self.required {
                    <span class="required" title="Required">
                        <span aria-hidden="true">{ "*" }</span><span class="unseen">{ "Required" }</span>
                    </span>
                }
                if !self.type_words.is_empty() {
                    <span class="type">{ &self.type_words }</span>
                }
                if self.deprecated {
                    <span class="mark">{ "Deprecated" }</span>
                }
                if self.read_only {
                    <span class="mark">{ "Read-only" }</span>
                }
            </>
        }
    }
}

/// See [`Frame`].
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    pub ties: Ties,
    pub name: AttrValue,
    /// Where free JSON in the control begins.
    #[prop_or_default]
    pub place: Option<Field>,
    #[prop_or_default]
    pub facts: Facts,
    #[prop_or_default]
    pub about: About,
    /// The menu after the control.
    #[prop_or_default]
    pub menu: Html,
    /// The control.
    pub children: Html,
}

/// A field around its control.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let FrameProps { ties, name, .. } = props;
    let node = use_node_ref();
    let onfocusout = use_leave(&node, &ties.at);
    let about = about_parts(&props.about, name, &ties.help());
    html! {
        <div ref={node} class={classes!("field", ties.class())} data-for={ties.at.clone()} {onfocusout}>
            <div class="field-head">
                <label for={ties.control.clone()}>{ name }</label>
                { props.facts.view() }
            </div>
            <div class="field-body">
                <div class="field-row">{ props.children.clone() }{ props.menu.clone() }{ about.button }</div>
                { field_problems(&ties.at, &ties.problems, props.place.as_ref(), ties.unstored) }
                { about.line }
            </div>
        </div>
    }
}

/// See [`GroupFrame`].
#[derive(Properties, PartialEq)]
pub struct GroupFrameProps {
    pub ties: Ties,
    pub name: AttrValue,
    pub facts: Facts,
    pub about: About,
    /// The menu and the buttons in the line of the name.
    pub buttons: Html,
    /// The fields within.
    pub children: Html,
}

/// A group of fields: an object, a list, a map.
#[component]
pub fn GroupFrame(props: &GroupFrameProps) -> Html {
    let GroupFrameProps { ties, name, .. } = props;
    let node = use_node_ref();
    let onfocusout = use_leave(&node, &ties.at);
    let about = about_parts(&props.about, name, &ties.help());
    html! {
        <fieldset
            ref={node} class={classes!("group", ties.class())} data-for={ties.at.clone()}
            aria-describedby={ties.described.clone()} {onfocusout}
        >
            <legend class="unseen">{ name }</legend>
            <div class="group-head">
                <div class="field-head">
                    <span class="group-name" aria-hidden="true">{ name }</span>
                    { props.facts.view() }
                </div>
                <span class="group-buttons">{ props.buttons.clone() }{ about.button }</span>
            </div>
            { field_problems(&ties.at, &ties.problems, None, ties.unstored) }
            { about.line }
            { props.children.clone() }
        </fieldset>
    }
}

/// Notes that a field was left, once the focus is outside of its element.
#[hook]
pub fn use_leave(node: &NodeRef, at: &AttrValue) -> Callback<FocusEvent> {
    let (act, touch) = (use_act(), use_touch());
    let timer = use_mut_ref(|| None::<Timer>);
    let is_noted = touch.is_noted(at);
    let (node, at) = (node.clone(), at.clone());
    Callback::from(move |event: FocusEvent| {
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<Node>().ok());
        let stays = |own: Element| to.as_ref().is_some_and(|to| own.contains(Some(to)));
        if is_noted || node.cast::<Element>().is_some_and(stays) {
            return;
        }
        let (act, at) = (act.clone(), at.clone());
        let touch = move || act.emit(Action::Touch(at.as_str().into()));
        *timer.borrow_mut() = Some(Timer::after(LEFT, touch));
    })
}
