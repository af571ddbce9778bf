//! The root: the state, its effects, and the parts of the page.

use std::rc::Rc;

use yew::prelude::*;

use super::docs::{Docs, DocsProps};
use super::el::{component, el};
use super::handshakes::{Handshakes, HandshakesProps};
use super::header::{Header, HeaderProps};
use super::hooks::saving::{self, Saving};
use super::hooks::{self, use_effects};
use super::narrow;
use super::proof::Proof;
use super::prose;
use super::route::{Page, Route};
use super::snippet::{Holds, copy};
use super::state::{Action, Loaded, Matching, Own, Prefs, Stamped, State, Unread};
use super::verify::{Verify, VerifyProps};
use super::workbench;
use crate::browser::clock;

/// What the page starts with.
#[derive(Properties, Clone)]
pub struct AppProps {
    pub matcher: Matching,
    pub route: Route,
    pub prefs: Prefs,
    pub own: Rc<Own>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &AppProps) -> bool {
        self.route == other.route && self.prefs == other.prefs
    }
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let state = {
        let props = props.clone();
        use_reducer(move || {
            let state = State::new(props.matcher, props.route, props.prefs);
            State {
                own: props.own,
                ..state
            }
        })
    };
    let act = {
        let dispatcher = state.dispatcher();
        use_ref(|| {
            Callback::from(move |action: Action| {
                let moment = clock::moment();
                dispatcher.dispatch(Stamped { action, moment });
            })
        })
    };
    let act = (*act).clone();
    let drafts = use_mut_ref(Saving::default);
    use_effects(vec![
        hooks::start(&act),
        hooks::document(&state, &act),
        hooks::opening(&state, &act),
        saving::resting(&drafts, &state, &act),
        saving::leaving(&drafts, &state, &act),
        hooks::sending(&state, &act),
        hooks::prefs(&state.prefs),
    ]);
    view(&state, &act)
}

fn view(state: &State, act: &Callback<Action>) -> Html {
    let open = state.open.as_ref();
    let header = component::<Header>(HeaderProps {
        prefs: state.prefs.clone(),
        undo: open.is_some_and(|o| o.history.can_undo()),
        redo: open.is_some_and(|o| o.history.can_redo()),
        ready: open.is_some(),
        page: state.route.page(),
        act: act.clone(),
    });
    if let Some(page) = state.route.page() {
        let page = match page {
            Page::Verify => component::<Verify>(VerifyProps {
                own: Rc::clone(&state.own),
                reveal: state.prefs.reveal,
                act: act.clone(),
            }),
            Page::Proof => component::<Proof>(()),
            Page::Handshakes => component::<Handshakes>(HandshakesProps {
                chosen: state.route.operation.clone().map(AttrValue::from),
                prefs: state.prefs.clone(),
                act: act.clone(),
            }),
        };
        return el("div").class("app").put(header).put(page).node();
    }
    let docs = component::<Docs>(DocsProps {
        catalog: state.catalog.clone(),
        documents: Rc::clone(&state.documents),
        open: open.map(|o| Rc::clone(&o.operation)),
        act: act.clone(),
    });
    let work = el("main")
        .class("work")
        .put(notices(state, act))
        .put(match open {
            Some(open) => workbench::view(open, &state.prefs, act),
            None => waiting(state),
        });
    let said = el("p")
        .class("unseen")
        .is("role", "status")
        .is("aria-live", "polite")
        .words(AttrValue::Rc(Rc::clone(&state.said)));
    el("div")
        .class("app")
        .put(header)
        .put(docs)
        .el(work)
        .put(narrow::view())
        .el(said)
        .node()
}

/// What could not be had, which the page says and works on.
fn notices(state: &State, act: &Callback<Action>) -> Html {
    let catalog = match &state.catalog {
        Loaded::Failed(why) => Some(&**why),
        Loaded::Ready(index) => index.fault.as_deref(),
        Loaded::Loading => None,
    };
    let lost = state.lost();
    let lost = lost.as_deref().filter(|lost| catalog != Some(*lost));
    let mut all = Vec::new();
    let words = [catalog, lost, state.storage.as_deref()];
    for words in words.into_iter().flatten() {
        let notice = el("p").class("notice").is("role", "alert");
        all.push(notice.put(prose::inline(words)).node());
    }
    let open = state.open.as_ref();
    let unread = open.and_then(|open| open.unread.as_ref());
    all.extend(unread.map(|unread| left(unread, act)));
    el("div").class("notices").all(all).node()
}

/// What can be done with a stored draft that could not be read.
fn left(unread: &Unread, act: &Callback<Action>) -> Html {
    let (key, act) = (Rc::clone(&unread.key), act.clone());
    let text = {
        let key = Rc::clone(&key);
        Callback::from(move |()| saving::unread(&key))
    };
    let discard = el("button")
        .is("type", "button")
        .class("quiet")
        .is("data-part", "discard-unread")
        .onclick(Callback::from(move |_: MouseEvent| {
            act.emit(saving::discard(&key))
        }))
        .text("Discard it");
    el("p")
        .class("unread")
        .el(el("span").text("The draft that could not be read: "))
        .put(copy(text, "the draft that could not be read", Holds::All))
        .el(discard)
        .node()
}

fn waiting(state: &State) -> Html {
    let loading = state.lost().is_none() && !matches!(state.catalog, Loaded::Failed(_));
    let words = match loading {
        true => "Loading the documentation",
        false => "Choose an operation from the list",
    };
    el("p").class("waiting").text(words).node()
}
