//! What could not be loaded or stored, and what to do next. The page works on without it.

use std::rc::Rc;

use yew::prelude::*;

use super::act::use_act;
use super::controls::{CopyButton, Holds};
use super::hooks::saving;
use super::prose;
use super::shared::Shared;
use super::state::lost::{Lost, Next};
use super::state::{Action, Loaded, Unread};
use crate::browser::page;
use crate::browser::timer::Timer;
use crate::catalog::Index;
use openapi::Operation;

/// See [`LoadNotices`].
#[derive(Properties, PartialEq)]
pub struct LoadNoticesProps {
    pub catalog: Loaded<Rc<Index>>,
    #[prop_or_default]
    pub lost: Option<Lost>,
}

/// What could not be loaded, or is not documented.
#[component]
pub fn LoadNotices(props: &LoadNoticesProps) -> Html {
    let act = use_act();
    let retry = |action: Rc<dyn Fn() -> Action>| {
        let act = act.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            page::focus("main");
            act.emit(action());
        });
        html! { <button type="button" data-part="retry" {onclick}>{ "Try again" }</button> }
    };
    let catalog = match &props.catalog {
        Loaded::Failed(why) => Some((why.to_string(), true)),
        Loaded::Ready(index) => index.fault.clone().map(|fault| (fault, false)),
        Loaded::Loading => None,
    };
    let catalog = catalog.map(|(message, may_retry)| {
        html! {
            <div class="notice" role="alert">
                <p>{ prose::inline(&message) }</p>
                if may_retry {
                    <p class="notice-next">{ retry(Rc::new(|| Action::Catalog(Loaded::Loading))) }</p>
                }
            </div>
        }
    });
    let lost = props.lost.as_ref().map(|lost| {
        let heading = match lost.next {
            Next::Retry(_) => "Could not be loaded",
            Next::Choose | Next::Nearest { .. } => "This link cannot be opened",
        };
        let next = match &lost.next {
            Next::Choose => html! { { "Choose an operation from the list." } },
            Next::Nearest { href, title } => html! {
                <>
                    { "Did you mean " }
                    <a href={href.clone()} data-part="nearest">{ title }</a>
                    { "? Or choose an operation from the list." }
                </>
            },
            Next::Retry(id) => {
                let id = id.clone();
                retry(Rc::new(move || Action::Retry(id.clone())))
            }
        };
        html! {
            <div class="lost">
                <h1>{ heading }</h1>
                <div class="notice" role="alert" data-part="lost">
                    <p>{ prose::inline(&lost.message) }</p>
                    <p class="notice-next">{ next }</p>
                </div>
                <p><a href="#/">{ "Go to the start page" }</a></p>
            </div>
        }
    });
    html! { <>{ catalog }{ lost }</> }
}

/// See [`DraftNotices`].
#[derive(Properties, PartialEq)]
pub struct DraftNoticesProps {
    /// What storage refused, or left out.
    pub storage: Option<Rc<str>>,
    /// A stored draft that could not be read.
    pub unread: Option<Unread>,
    /// Whether another tab changed the draft; then, whether this tab changed it too.
    pub changed_elsewhere: Option<bool>,
    pub operation: Option<Shared<Operation>>,
}

/// What there is to say about the draft that is open.
#[component]
pub fn DraftNotices(props: &DraftNoticesProps) -> Html {
    // The message that was dismissed; another one is shown.
    let dismissed = use_state_eq(|| None::<Rc<str>>);
    let storage = props.storage.as_ref();
    let storage = storage.filter(|message| dismissed.as_ref() != Some(*message));
    let storage = storage.map(|message| {
        let (dismissed, message) = (dismissed.clone(), Rc::clone(message));
        let text = prose::inline(&message);
        let onclick = Callback::from(move |_: MouseEvent| {
            dismissed.set(Some(Rc::clone(&message)));
            page::focus("#request-pane");
        });
        html! {
            <div class="notice dismissible" data-part="storage">
                <p role="alert">{ text }</p>
                <button
                    type="button" class="icon" aria-label="Dismiss" title="Dismiss"
                    data-part="dismiss-storage" {onclick}
                >{ "×" }</button>
            </div>
        }
    });
    let unread = props.unread.as_ref().map(|unread| {
        html! { <UnreadDraft copy={Rc::clone(&unread.key)} /> }
    });
    let elsewhere = props.changed_elsewhere.zip(props.operation.clone());
    let elsewhere = elsewhere.map(|(asks, operation)| {
        html! { <ChangedElsewhere {asks} {operation} /> }
    });
    html! { <>{ storage }{ unread }{ elsewhere }</> }
}

/// See [`UndoToast`].
#[derive(Properties, Clone, PartialEq)]
pub struct UndoToastProps {
    /// What the last step did, when it did so much that Undo is offered.
    pub message: Option<&'static str>,
    /// How many steps were made: the same message after another one is shown again.
    pub steps: usize,
}

/// Milliseconds for which the toast is shown, unless the pointer or the focus is in it.
const SHOWN: i32 = 8000;

/// A short notice over the page, for a while or until the next step.
#[component]
pub fn UndoToast(props: &UndoToastProps) -> Html {
    let act = use_act();
    let over = use_state_eq(|| false);
    // Whether the pointer or the focus is in it.
    let held = use_state_eq(|| false);
    {
        let (over, held) = (over.clone(), held.clone());
        use_effect_with((props.message, props.steps), move |_| {
            over.set(false);
            held.set(false);
        });
    }
    {
        let over = over.clone();
        use_effect_with((props.clone(), *held), move |(props, held)| {
            let runs = props.message.is_some() && !held;
            let timer = runs.then(|| Timer::after(SHOWN, move || over.set(true)));
            move || drop(timer)
        });
    }
    let hold = {
        let held = held.setter();
        move |holds: bool| {
            let held = held.clone();
            move || held.set(holds)
        }
    };
    let (enter, leave) = (hold(true), hold(false));
    let (focus, blur) = (hold(true), hold(false));
    let undo = Callback::from(move |_: MouseEvent| {
        act.emit(Action::Undo);
        page::focus("#request-pane");
    });
    html! {
        <div class="toast" role="status">
            if let Some(message) = props.message.filter(|_| !*over) {
                <p
                    data-part="undoable"
                    onmouseenter={Callback::from(move |_: MouseEvent| enter())}
                    onmouseleave={Callback::from(move |_: MouseEvent| leave())}
                    onfocusin={Callback::from(move |_: FocusEvent| focus())}
                    onfocusout={Callback::from(move |_: FocusEvent| blur())}
                >
                    { message }{ " " }
                    <button type="button" class="quiet" onclick={undo}>{ "Undo" }</button>
                </p>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct UnreadDraftProps {
    /// Where the text is stored.
    copy: Rc<str>,
}

/// What can be done with a stored draft that could not be read.
#[component]
fn UnreadDraft(props: &UnreadDraftProps) -> Html {
    let act = use_act();
    let text = use_callback(Rc::clone(&props.copy), |(), key| saving::unread(key));
    let discard = {
        let key = Rc::clone(&props.copy);
        Callback::from(move |_: MouseEvent| {
            act.emit(saving::discard(&key));
            page::focus("#request-pane");
        })
    };
    html! {
        <p class="unread">
            { "The draft that could not be read: " }
            <CopyButton {text} what="the draft that could not be read" holds={Holds::All} />
            <button type="button" class="quiet" data-part="discard-unread" onclick={discard}>
                { "Discard it" }
            </button>
        </p>
    }
}

#[derive(Properties, PartialEq)]
struct ChangedElsewhereProps {
    /// Whether this tab changed the draft too, so that one of both is lost.
    asks: bool,
    operation: Shared<Operation>,
}

/// A draft of another tab, and which of both is kept.
#[component]
fn ChangedElsewhere(props: &ChangedElsewhereProps) -> Html {
    let act = use_act();
    let load = {
        let (act, operation) = (act.clone(), props.operation.clone());
        Callback::from(move |_: MouseEvent| {
            // What cannot be read, or is gone, leaves this tab's draft as it is.
            act.emit(saving::load_stored(&operation).unwrap_or(Action::KeepMine));
            page::focus("#request-pane");
        })
    };
    let keep = Callback::from(move |_: MouseEvent| {
        act.emit(Action::KeepMine);
        page::focus("#request-pane");
    });
    html! {
        <div class="notice" role="alert" data-part="changed-elsewhere">
            <p>
                { "This draft was changed in another tab." }
                if props.asks {
                    { " It was changed here too, and nothing is stored until you choose." }
                }
            </p>
            <p class="notice-next">
                <button type="button" data-part="load-stored" onclick={load}>{ "Load it" }</button>
                if props.asks {
                    <button type="button" data-part="keep-mine" onclick={keep}>{ "Keep mine" }</button>
                }
            </p>
        </div>
    }
}
