//! What the page knows, and how actions change it: plain data, no effects.
//!
//! The flow is run once for each change of the workbench, here and nowhere
//! else. The clock, random values, storage and the network are outside: they
//! reach the reducer inside of actions.

pub mod due;
pub mod elsewhere;
pub mod history;
pub mod open;
pub mod own;
mod prefs;
pub mod lost;
pub mod signing;
mod to_verify;
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
use history::DraftSnapshot;
pub use open::Open;
pub use open::cases::{CaseRun, CaseStep};
pub use open::sending::Outcome;
pub use own::Own;
pub use prefs::{Pref, Prefs};
pub use request::pipeline::Target;
pub use signing::Setting;
pub use to_verify::ToVerify;
pub use view::{BodyMode, Section, Tab, Touched, View};

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
    /// Drafts that another tab stored since they were opened here.
    pub elsewhere: Rc<Vec<elsewhere::Newer>>,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    pub prefs: Prefs,
    /// What storage refused, if it did.
    pub storage: Option<Rc<str>>,
    /// What a screen reader is to say next.
    pub said: Rc<str>,
    /// How many requests were sent, over all operations.
    pub sent: u32,
    pub own: Rc<Own>,
    pub view: View,
    /// The name of the example that the next operation without a draft begins with.
    pub begin_with: Option<Rc<str>>,
    /// A delivery that the page that verifies is to show.
    pub to_verify: Option<Rc<ToVerify>>,
    /// The hash of the delivery that it showed last.
    pub verified: Option<Rc<str>>,
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
#[derive(Clone, PartialEq)]
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
    /// The example with which an operation without a draft begins, in place of its first.
    BeginWith(Rc<str>),
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
    /// A step of sending all cases of a delivery.
    Cases(CaseStep),
    /// Gives the delivery with its secrets to the page that verifies.
    OpenInVerify,
    /// That page has it.
    VerifyTook,
    Stop,
    /// What became of the request in flight of that number.
    Answered(u32, Result<Reply, Rc<Failure>>),
    /// A reply to hold against the documentation that was not sent for.
    Show(Reply),
    /// One setting of the page.
    Pref(Pref),
    /// One setting of the signature, as typed or chosen.
    Sign(Setting, Rc<str>),
    /// A new signing secret in the form that the scheme wants, made of random bytes.
    Generate([u8; signing::RANDOM]),
    Storage(Option<Rc<str>>),
    /// A stored draft that could not be read was given up.
    Discarded,
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
    /// The focus went to a revealed field: the wish of that number is met.
    Focused(u32),
    /// Reveals the field of the problem after the one revealed last.
    NextProblem,
    /// Opens a dialog, or closes the one that is open.
    Dialog(Option<Dialog>),
    /// Loads a document again that could not be loaded.
    Retry(String),
    /// Another tab stored a draft under this key, and whether this tab had one to store too.
    StoredElsewhere(String, bool),
    /// Shows the draft of what is open that another tab stored.
    LoadStored(Box<Draft>),
    /// Stores the draft of what is open in place of the one that another tab stored.
    KeepMine,
    /// A field was left: from now on its problems are shown at it.
    Touch(Rc<str>),
    /// How the body is edited.
    BodyMode(BodyMode),
}

/// A dialog over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The search over operations, fields, schemes, pages and actions.
    Palette,
    Shortcuts,
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
            elsewhere: Rc::default(),
            dialog: None,
            prefs,
            storage: None,
            said: Rc::from(""),
            sent: 0,
            own: Rc::default(),
            view: View::default(),
            begin_with: None,
            to_verify: None,
            verified: None,
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
        let restored = kept.is_none() && draft.is_some();
        let is_first = kept.is_none() && draft.is_none();
        let history = self
            .kept_of(&operation)
            .map(|kept| Rc::clone(&kept.history));
        let mut bench = Open::bench(&operation, kept, draft, self.begin_with.as_deref());
        let own = self.own.at(&due::key(&operation));
        own::resolve(&mut bench, &own);
        let mut open = Open::new(api, operation, bench, moment, self.matcher);
        if is_first {
            open.example = DraftSnapshot::start(&open.operation, self.begin_with.as_deref()).1;
        }
        open.history = history.unwrap_or_default();
        open.unread = unread;
        open.restored = restored;
        open.own = own;
        Opened {
            open: Rc::new(open),
            note,
        }
    }

    fn show(&mut self, opened: Opened) {
        self.forget_elsewhere(&opened.open.operation);
        self.view.renew();
        self.own = Rc::clone(&opened.open.own);
        // A page with one pane begins with the form.
        self.view.inspects = false;
        self.open = Some(opened.open);
        self.storage = opened.note;
    }

    fn apply(&mut self, action: Action, moment: Moment) {
        let Some(action) = self.view.apply(action) else {
            return;
        };
        match action {
            Action::Catalog(catalog) => self.catalog = catalog,
            Action::BeginWith(example) => self.begin_with = Some(example),
            Action::Document(id, loaded) => self.document(id, loaded),
            Action::NextProblem => self.next_problem(),
            Action::Dialog(dialog) => self.dialog = dialog,
            Action::Retry(id) => self.forget(&id),
            Action::StoredElsewhere(key, unsaved) => self.stored_elsewhere(key, unsaved),
            Action::LoadStored(draft) => self.load_stored(*draft, moment),
            Action::KeepMine => self.keep_mine(),
            Action::Route(route) => {
                self.route = route;
                self.view.navigates = false;
                self.own = self.own.left();
                self.enter(moment);
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
                self.enter(moment.clone());
                self.own = Rc::new(self.own.applied(change));
                self.enter(moment);
            }
            Action::OpenInVerify => {
                self.own = Rc::new(self.own.shared_with(own::VERIFY));
                let open = self.open.as_deref();
                self.to_verify = open.map(|open| Rc::new(ToVerify::of(open)));
            }
            Action::VerifyTook => {
                let taken = self.to_verify.take();
                self.verified = taken
                    .map(|taken| Rc::clone(&taken.back))
                    .or(self.verified.take());
            }
            action => {
                let starts = matches!(action, Action::Cases(CaseStep::Start));
                if starts || matches!(action, Action::Send | Action::Repeat) {
                    self.sent += 1;
                }
                if let Some(open) = &mut self.open {
                    let before = open.problems.len();
                    let reset = matches!(
                        action,
                        Action::Clear | Action::Reset | Action::Edit(Edit::Reset)
                    );
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
