//! What the page knows, and how actions change it: plain data, no effects.
//!
//! The flow is run once for each change of the workbench, here and nowhere
//! else. The clock, random values, storage and the network are outside: they
//! reach the reducer inside of actions.

pub mod due;
pub mod history;
pub mod open;
pub mod own;
pub mod sending;
mod secrets;
pub mod signing;
pub mod view;

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::Reducible;

use crate::catalog::Index;
use exchange::delivery::Tampering;
use exchange::reply::Reply;
use openapi::{Api, Operation};
use problem::Field;
use request::draft::{Draft, Edit};
use request::forecast::Failure;
use signature::Moment;

use super::route::Route;
pub use due::Due;
use history::Bench;
pub use open::Open;
pub use own::Own;
pub use request::pipeline::Target;
pub use sending::Outcome;
pub use signing::Setting;
pub use view::{Section, Tab, View};

/// Pattern matching, passed in so that the state also works outside of a browser.
pub type Matching = fn(&str, &str) -> Option<bool>;

/// Something that is fetched.
#[derive(Clone, PartialEq)]
pub enum Loaded<T> {
    Loading,
    Ready(T),
    /// What failed and why, in a sentence.
    Failed(Rc<str>),
}

/// What a person set for the page as a whole; kept between visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefs {
    /// `light`, `dark`, or nothing for the system's.
    pub theme: Option<&'static str>,
    /// Whether fields that must not be given are shown too.
    pub show_all: bool,
    /// Whether secrets are shown in what is sent.
    pub reveal: bool,
    pub snippet: &'static str,
    pub exact: bool,
    /// The request pane's share of the width, in percent.
    pub share: u8,
}

/// A change of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pref {
    Theme(Option<&'static str>),
    ShowAll(bool),
    Reveal(bool),
    Snippet(&'static str),
    Exact(bool),
    Share(u8),
}

impl Prefs {
    fn set(&mut self, pref: Pref) {
        match pref {
            Pref::Theme(theme) => self.theme = theme,
            Pref::ShowAll(show_all) => self.show_all = show_all,
            Pref::Reveal(reveal) => self.reveal = reveal,
            Pref::Snippet(snippet) => self.snippet = snippet,
            Pref::Exact(exact) => self.exact = exact,
            Pref::Share(share) => self.share = share,
        }
    }
}

/// Everything the page is drawn from.
#[derive(Clone)]
pub struct State {
    pub matcher: Matching,
    pub catalog: Loaded<Rc<Index>>,
    /// By catalog id; a document that is not here was not asked for.
    pub documents: Rc<BTreeMap<String, Loaded<Rc<Api>>>>,
    /// What the hash names.
    pub route: Route,
    pub open: Option<Rc<Open>>,
    /// What was typed for what was open before.
    pub kept: Rc<Vec<due::Kept>>,
    pub prefs: Prefs,
    /// What storage refused, if it did.
    pub storage: Option<Rc<str>>,
    /// What a screen reader is to say next.
    pub said: Rc<str>,
    /// How many requests were sent, over all operations.
    pub sent: u32,
    pub own: Rc<Own>,
    pub view: View,
}

/// What storage had of an operation.
pub enum Saved {
    Nothing,
    Draft(Box<Draft>),
    /// Something is there that could not be read.
    Unread(Unread),
    /// Storage is out of reach, and why.
    Forbidden(Rc<str>),
}

/// A stored draft that could not be read.
#[derive(Clone)]
pub struct Unread {
    /// What is said of it.
    pub why: Rc<str>,
    /// Where its text is kept.
    pub key: Rc<str>,
    /// Whether it stands where it was, so that nothing may be stored there.
    pub in_place: bool,
}

/// An operation ready to be shown, and what is said of its stored draft.
pub struct Opened {
    open: Rc<Open>,
    note: Option<Rc<str>>,
}

/// Something that happened.
pub enum Action {
    Catalog(Loaded<Rc<Index>>),
    Document(String, Loaded<Rc<Api>>),
    Route(Route),
    /// Opens an operation, with what was saved of it.
    Open(Rc<Api>, Rc<Operation>, Saved),
    /// Shows an operation that [`State::opened`] made.
    Opened(Opened),
    Edit(Edit),
    /// A credential or a signing secret, by its input.
    Secret(Rc<str>, Rc<str>),
    /// Empties the operation: no example, no draft, no secrets.
    Clear,
    /// Begins again with the operation's example.
    Reset,
    Undo,
    Redo,
    /// Whether the time and the id of the signature stand still.
    Freeze(bool),
    Target(Target),
    Send,
    /// Sends a delivery once more, as its sender would.
    Repeat,
    /// What is done to a delivery before it is sent.
    Tamper(Option<Tampering>),
    Stop,
    /// What became of the request in flight of that number.
    Answered(u32, Result<Reply, Rc<Failure>>),
    /// A reply to hold against the documentation that was not sent for.
    Show(Reply),
    /// One setting of the page.
    Pref(Pref),
    /// One setting of the signature, as typed or chosen.
    Sign(Setting, Rc<str>),
    Storage(Option<Rc<str>>),
    /// A stored draft that could not be read was given up.
    Discarded,
    /// Shows or hides the body's bytes, and the way to load a file.
    Bytes,
    /// Something about the person's own schemes.
    Own(own::Change),
    /// Opens or closes a section.
    Fold(Section, bool),
    /// Shows or hides the optional fields of a section.
    More(Section, bool),
    /// Shows a tab of the inspector.
    Inspect(Tab),
    /// Shows the form where a page has one pane.
    ShowForm,
    /// Shows or hides the navigation where it has no column.
    Navigate(bool),
    /// Opens what a field is in, and gives it the focus.
    Reveal(Field),
}

/// An action, and the time and random values of its moment.
pub struct Stamped {
    pub action: Action,
    pub moment: Moment,
}

impl State {
    pub fn new(matcher: Matching, route: Route, prefs: Prefs) -> State {
        State {
            matcher,
            catalog: Loaded::Loading,
            documents: Rc::default(),
            route,
            open: None,
            kept: Rc::default(),
            prefs,
            storage: None,
            said: Rc::from(""),
            sent: 0,
            own: Rc::default(),
            view: View::default(),
        }
    }

    /// The document that the route names.
    ///
    /// The other pages want none; what was open stays as it was left.
    pub fn wanted_document(&self) -> Option<&str> {
        if self.route.page().is_some() {
            return None;
        }
        self.route.document.as_deref()
    }

    /// What is wrong with what the hash names, in a sentence.
    pub fn lost(&self) -> Option<String> {
        let document = self.wanted_document()?;
        match self.documents.get(document)? {
            Loaded::Failed(why) => Some(why.to_string()),
            Loaded::Ready(api) => {
                let route = &self.route;
                let wanted = route.callback.as_ref().or(route.operation.as_ref());
                match wanted.filter(|_| self.named(api).is_none()) {
                    Some(id) => Some(format!(
                        "“{}” has nothing named “{id}”: choose an operation from the list",
                        api.title
                    )),
                    None => match self.named(api) {
                        Some(Due::Delivery(listing)) => {
                            let fault = listing.fault.as_ref()?;
                            Some(format!("“{}” cannot be opened: {fault}", listing.name))
                        }
                        Some(Due::Operation(_)) => None,
                        None => {
                            let first = api.notes.first();
                            let first =
                                first.map(|n| [": at `", &n.at, "`: ", &n.message].concat());
                            let why = first.unwrap_or_default();
                            Some(format!("“{}” documents no operation{why}", api.title))
                        }
                    },
                }
            }
            Loaded::Loading => None,
        }
    }

    fn document(&mut self, id: String, loaded: Loaded<Rc<Api>>) {
        Rc::make_mut(&mut self.documents).insert(id, loaded);
        self.close_what_is_lost();
    }

    /// What is open goes when the hash names what cannot be had, or not yet.
    fn close_what_is_lost(&mut self) {
        let there = |id: &str| matches!(self.documents.get(id), Some(Loaded::Ready(_)));
        let awaited = self.wanted_document().is_some_and(|id| !there(id));
        if awaited || self.lost().is_some() {
            self.keep();
            self.open = None;
        }
    }

    /// An operation with what was typed for it or saved of it: everything that is derived from
    /// that, which takes long enough to be done before the task that shows it.
    pub fn opened(
        &self,
        api: Rc<Api>,
        operation: Rc<Operation>,
        saved: Saved,
        moment: Moment,
    ) -> Opened {
        let (draft, note, unread) = match saved {
            Saved::Nothing => (None, None, None),
            Saved::Draft(draft) => (Some(*draft), None, None),
            Saved::Unread(unread) => (None, Some(Rc::clone(&unread.why)), Some(unread)),
            Saved::Forbidden(why) => (None, Some(why), None),
        };
        let kept = self.bench(&operation).cloned();
        let is_first = kept.is_none() && draft.is_none();
        let mut bench = Open::bench(&operation, kept, draft);
        own::resolve(&mut bench, &self.own);
        let mut open = Open::new(api, operation, bench, moment, self.matcher);
        if is_first {
            open.example = Bench::start(&open.operation).1;
        }
        open.unread = unread;
        open.stamp = self.open.as_ref().map_or(0, |before| before.stamp + 1);
        open.own = Rc::clone(&self.own);
        Opened {
            open: Rc::new(open),
            note,
        }
    }

    fn show(&mut self, opened: Opened) {
        self.open = Some(opened.open);
        self.storage = opened.note;
    }

    fn apply(&mut self, action: Action, moment: Moment) {
        match action {
            Action::Catalog(catalog) => self.catalog = catalog,
            Action::Document(id, loaded) => self.document(id, loaded),
            Action::Fold(section, open) => self.view.fold(section, open),
            Action::More(section, more) => self.view.show_more(section, more),
            Action::Inspect(tab) => self.view.inspect(tab),
            Action::ShowForm => self.view.inspects = false,
            Action::Navigate(shown) => self.view.navigates = shown,
            Action::Reveal(field) => self.view.reveal(field),
            Action::Route(route) => {
                self.route = route;
                self.view.navigates = false;
                self.close_what_is_lost();
            }
            Action::Open(api, operation, saved) => {
                self.keep();
                let opened = self.opened(api, operation, saved, moment);
                self.show(opened);
            }
            Action::Opened(opened) => self.show(opened),
            Action::Pref(pref) => self.prefs.set(pref),
            Action::Storage(storage) => {
                let unread = self.open.as_ref().and_then(|open| open.unread.as_ref());
                self.storage = storage.or(unread.map(|unread| Rc::clone(&unread.why)));
            }
            Action::Discarded => {
                self.storage = None;
                if let Some(open) = &mut self.open {
                    Rc::make_mut(open).give_up();
                }
            }
            Action::Own(change) => {
                self.own = Rc::new(self.own.applied(change));
                if let Some(open) = &mut self.open {
                    Rc::make_mut(open).owns(&self.own, moment, self.matcher);
                }
            }
            action => {
                if matches!(action, Action::Send | Action::Repeat) {
                    self.sent += 1;
                }
                if matches!(action, Action::Send | Action::Repeat | Action::Show(_)) {
                    self.view.inspect(Tab::Reply);
                }
                if let Some(open) = &mut self.open {
                    let before = open.problems.len();
                    let reset = matches!(action, Action::Clear | Action::Reset | Action::Edit(Edit::Reset));
                    let open = Rc::make_mut(open);
                    open.number = self.sent;
                    let said = open.apply(action, moment, self.matcher);
                    let after = open.problems.len();
                    if reset {
                        self.storage = None;
                    }
                    if let Some(said) = said {
                        self.said = said.into();
                    } else if before != after {
                        self.said = count(after).into();
                    }
                }
            }
        }
    }
}

/// `3 problems`, as the page says it everywhere.
pub fn count(problems: usize) -> String {
    match problems {
        0 => "No problems".to_owned(),
        1 => "1 problem".to_owned(),
        n => format!("{n} problems"),
    }
}

impl Reducible for State {
    type Action = Stamped;

    fn reduce(mut self: Rc<Self>, stamped: Stamped) -> Rc<Self> {
        Rc::make_mut(&mut self).apply(stamped.action, stamped.moment);
        self
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
