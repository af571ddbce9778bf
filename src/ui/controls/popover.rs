//! A button and the panel that it opens.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

use crate::browser::page::Listener;

/// See [`Popover`].
#[derive(Properties, PartialEq)]
pub struct PopoverProps {
    /// The panel's id.
    pub id: AttrValue,
    /// What the button shows.
    pub button: Html,
    /// The accessible name of the button, where what it shows is not one.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub part: Option<AttrValue>,
    #[prop_or_default]
    pub class: Classes,
    /// The panel's content. It is in the page also while it is closed if `keeps` says so.
    #[prop_or_default]
    pub children: Html,
    #[prop_or_default]
    pub keeps: bool,
    /// The panel closes when this changes, as after a choice in it.
    #[prop_or_default]
    pub closes_on: Option<AttrValue>,
}

/// A disclosure: the panel closes with Escape, with a press elsewhere, and when the focus leaves it.
#[component]
pub fn Popover(props: &PopoverProps) -> Html {
    let open = use_state_eq(|| false);
    let node = use_node_ref();
    let button = use_node_ref();
    {
        let (open, node, button) = (open.clone(), node.clone(), button.clone());
        use_effect_with(props.closes_on.clone(), move |_| {
            let panel = node
                .cast::<Element>()
                .and_then(|own| own.query_selector(":focus").ok().flatten());
            if let Some(button) = panel.and_then(|_| button.cast::<HtmlElement>()) {
                // A button that is gone leaves the focus where it is.
                let _ = button.focus();
            }
            open.set(false);
        });
    }
    {
        // What is pressed may take no focus.
        let (set, node) = (open.setter(), node.clone());
        use_effect_with(*open, move |is_open| {
            let press = move |event: web_sys::Event| {
                let target = event.target().and_then(|to| to.dyn_into::<Node>().ok());
                let own = node.cast::<Element>();
                if !own.is_some_and(|own| own.contains(target.as_ref())) {
                    set.set(false);
                }
            };
            let listener = is_open.then(|| Listener::on_document("pointerdown", press));
            move || drop(listener)
        });
    }
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                event.stop_propagation();
                open.set(false);
                if let Some(button) = button.cast::<HtmlElement>() {
                    // A button that is gone leaves the focus where it is.
                    let _ = button.focus();
                }
            }
        })
    };
    let onfocusout = {
        let (open, node) = (open.clone(), node.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event
                .related_target()
                .and_then(|to| to.dyn_into::<Node>().ok());
            let inside = node
                .cast::<Element>()
                .is_some_and(|own| to.as_ref().is_some_and(|to| own.contains(Some(to))));
            // Without another target the window lost the focus, or a press hit nothing.
            if !inside && to.is_some() {
                open.set(false);
            }
        })
    };
    html! {
        <div ref={node} class={classes!("popover", props.class.clone())} {onkeydown} {onfocusout}>
            <button
                ref={button} type="button" class="popover-button" {onclick}
                data-part={props.part.clone()}
                aria-label={props.label.clone()}
                aria-expanded={open.to_string()}
                aria-controls={(props.keeps || *open).then(|| props.id.clone())}
            >
                { props.button.clone() }
            </button>
            if props.keeps || *open {
                <div id={props.id.clone()} class="popover-panel" hidden={!*open}>{ props.children.clone() }</div>
            }
        </div>
    }
}
