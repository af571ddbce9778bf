//! The person's own schemes, on whichever page: those that are saved, and the one that is being changed.
//!
//! Plain data: storage is read and written where the buttons are, and its
//! answer comes in as a [`Change`].

use std::collections::BTreeMap;
use std::rc::Rc;

use super::history::DraftSnapshot;
use signature::Scheme;
use signature::editor::{Edit, SchemeEditor};
use signature::saved::{self, Kept, SavedSchemes};

/// See the module.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Own {
    pub saved: SavedSchemes,
    /// Ids of schemes that storage did not take: they are here only.
    pub loose: Vec<Rc<str>>,
    /// The scheme that is being changed here; it is in force meanwhile.
    pub editor: Option<Rc<SchemeEditor>>,
    /// What `here` is: the key of an operation's draft, or [`VERIFY`].
    place: Rc<str>,
    /// The schemes that are being changed in other places.
    elsewhere: BTreeMap<Rc<str>, Rc<SchemeEditor>>,
    /// What storage refused, or holds that cannot be read.
    pub kept: Option<Kept>,
    /// What became of the last button, in a sentence.
    pub said: Rc<str>,
    /// The saved scheme that has the name which another is to be saved under.
    pub taken: Option<Rc<str>>,
    pub gone: Option<Gone>,
}

/// The place of the page that verifies.
pub const VERIFY: &str = "verify";

/// What can be brought back.
#[derive(Clone, Debug, PartialEq)]
pub enum Gone {
    Deleted {
        scheme: Rc<Scheme>,
        at: usize,
        /// What was changed of it meanwhile.
        editor: Option<Rc<SchemeEditor>>,
    },
    Closed(Rc<SchemeEditor>),
}

/// What storage holds after a change, as far as it is known.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Stored {
    pub saved: SavedSchemes,
    pub loose: Vec<Rc<str>>,
    pub kept: Option<Kept>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A copy of a scheme is begun.
    Copy(Rc<Scheme>),
    /// One is begun from what a header field tells of it.
    New(Rc<Scheme>),
    /// A saved scheme is to be changed.
    Begin(Rc<str>),
    Edit(Edit),
    Close,
    /// The scheme was saved under this id.
    Saved(Stored, Rc<str>),
    Deleted(Stored, Gone),
    /// A deleted scheme is there again.
    Restored(Stored),
    /// What could not be read was given up.
    Afresh(Stored),
    /// The name is another saved scheme's.
    Taken(Rc<str>),
    /// Why the scheme is not saved.
    Refused(String),
    /// What was closed is open again.
    Reopen,
}

impl Own {
    pub fn begun(stored: Stored) -> Own {
        Own {
            saved: stored.saved,
            loose: stored.loose,
            kept: stored.kept,
            ..Own::default()
        }
        .with_unread()
    }

    fn with_unread(mut self) -> Own {
        self.said = match self.saved.unread() {
            0 => Rc::from(""),
            1 => "One saved scheme cannot be read. It stays in the browser as it is.".into(),
            n => format!("{n} saved schemes cannot be read. They stay in the browser as they are.")
                .into(),
        };
        self
    }

    /// The same on another page: what the last button did is no longer said.
    pub fn left(self: &Rc<Own>) -> Rc<Own> {
        if self.said.is_empty() && self.gone.is_none() && self.taken.is_none() {
            return Rc::clone(self);
        }
        let left = Own {
            taken: None,
            gone: None,
            ..Own::clone(self)
        };
        Rc::new(left.with_unread())
    }

    /// The same in another place, with the scheme that is being changed there.
    pub fn at(self: &Rc<Own>, place: &str) -> Rc<Own> {
        if *self.place == *place {
            return Rc::clone(self);
        }
        let mut next = Own::clone(self);
        if let Some(editor) = next.editor.take() {
            next.elsewhere.insert(Rc::clone(&self.place), editor);
        }
        next.editor = next.elsewhere.remove(place);
        next.place = place.into();
        Rc::new(next)
    }

    /// Gives the scheme that is being changed here to another place too.
    pub fn shared_with(&self, place: &str) -> Own {
        let mut next = self.clone();
        if let Some(editor) = &self.editor {
            next.elsewhere.insert(place.into(), Rc::clone(editor));
        }
        next
    }

    /// Whether there is nothing to say.
    pub fn is_quiet(&self) -> bool {
        self.said.is_empty() && self.kept.is_none()
    }

    /// The scheme of that id, or the one that is being changed.
    pub fn in_force(&self, id: Option<&str>) -> Option<&Rc<Scheme>> {
        match &self.editor {
            Some(editor) => Some(&editor.scheme),
            None => self.saved.find(id?),
        }
    }

    pub fn applied(&self, change: Change) -> Own {
        let mut next = self.clone();
        next.taken = None;
        next.said = Rc::from("");
        match change {
            Change::Copy(scheme) => {
                let title = [&scheme.title, " copy"].concat();
                next.open(SchemeEditor::copy(&scheme, self.saved.free_title(&title)));
            }
            Change::New(scheme) => {
                let title = self.saved.free_title("New scheme");
                next.open(SchemeEditor::copy(&scheme, title));
            }
            Change::Begin(id) => {
                if let Some(scheme) = self.saved.find(&id) {
                    next.open(SchemeEditor::change(scheme));
                }
            }
            Change::Edit(edit) => {
                next.editor = self.editor.as_ref().map(|s| Rc::new(s.edited(edit)));
            }
            Change::Close => {
                let editor = next.editor.take();
                let changed = editor.filter(|editor| editor.is_changed());
                next.said = "Closed; nothing was changed".into();
                if let Some(editor) = changed {
                    next.said = "Closed without saving".into();
                    next.gone = Some(Gone::Closed(editor));
                }
            }
            Change::Saved(stored, id) => {
                next.store(stored);
                next.editor = None;
                next.gone = None;
                let title = next.saved.find(&id).map_or("", |s| &s.title);
                next.said = ["“", title, "” is saved"].concat().into();
            }
            Change::Deleted(stored, gone) => {
                next.store(stored);
                next.editor = None;
                if let Gone::Deleted { scheme, .. } = &gone {
                    next.said = ["“", &scheme.title, "” is deleted"].concat().into();
                }
                next.gone = Some(gone);
            }
            Change::Restored(stored) => {
                next.store(stored);
                if let Some(Gone::Deleted { scheme, editor, .. }) = next.gone.take() {
                    next.said = ["“", &scheme.title, "” is there again"].concat().into();
                    next.editor = editor;
                }
            }
            Change::Afresh(stored) => {
                next.store(stored);
                next.said = "What could not be read is discarded".into();
            }
            Change::Taken(id) => {
                let title = self.saved.find(&id).map_or("", |s| &s.title);
                next.said = [
                    "A scheme named “",
                    title,
                    "” is saved already: give this one another name, or replace that one",
                ]
                .concat()
                .into();
                next.taken = Some(id);
            }
            Change::Refused(why) => next.said = why.into(),
            Change::Reopen => {
                if let Some(Gone::Closed(editor)) = next.gone.take() {
                    next.editor = Some(editor);
                }
            }
        }
        next
    }

    fn open(&mut self, editor: SchemeEditor) {
        self.editor = Some(Rc::new(editor));
        self.gone = None;
        self.kept = None;
    }

    fn store(&mut self, stored: Stored) {
        self.saved = stored.saved;
        self.loose = stored.loose;
        self.kept = stored.kept;
    }

    /// Whether the scheme can be saved: the id that it takes the place of, or why not.
    pub fn saving(&self, replace: bool) -> Result<Option<Rc<str>>, Change> {
        let Some(editor) = &self.editor else {
            return Ok(None);
        };
        if editor.errors() > 0 {
            let what = match editor.errors() {
                1 => "Correct the error below first",
                _ => "Correct the errors below first",
            };
            return Err(Change::Refused(what.to_owned()));
        }
        let title = &editor.title;
        if saved::is_known(title) {
            let why = [
                "“",
                title.trim(),
                "” is the name of a scheme that everyone has: give this one another",
            ];
            return Err(Change::Refused(why.concat()));
        }
        let other = self.saved.named(title);
        let other = other.filter(|s| Some(s.id.as_str()) != editor.of.as_deref());
        match other {
            Some(other) if !replace => Err(Change::Taken(other.id.as_str().into())),
            Some(other) => Ok(Some(other.id.as_str().into())),
            None => Ok(editor.of.clone()),
        }
    }

    /// What is stored, and the schemes that are only here.
    fn beside(&self, mut stored: SavedSchemes) -> SavedSchemes {
        let here = self.saved.schemes().iter();
        for scheme in here.filter(|s| self.loose.iter().any(|id| **id == *s.id)) {
            let last = stored.schemes().len();
            stored.restore(Rc::clone(scheme), last);
        }
        stored
    }
}

impl Stored {
    /// Changes what is stored, of which other tabs may have changed something too: what is there
    /// (`Err` for storage that is out of reach or cannot be read), with what is only here, is changed
    /// by `change` and written by `write`.
    pub fn changed(
        own: &Own,
        there: Result<Option<SavedSchemes>, Kept>,
        change: impl FnOnce(&mut SavedSchemes),
        write: impl FnOnce(&str) -> Result<(), Kept>,
    ) -> Stored {
        let (mut saved, refused) = match there {
            Ok(stored) => (own.beside(stored.unwrap_or_default()), None),
            Err(kept) => (own.saved.clone(), Some(kept)),
        };
        change(&mut saved);
        let kept = refused.or_else(|| write(&saved.text()).err());
        let all = || saved.schemes().iter().map(|s| Rc::from(&*s.id)).collect();
        let loose = if kept.is_some() { all() } else { Vec::new() };
        Stored { saved, loose, kept }
    }
}

/// Puts the person's own scheme, where one is in force, to the settings of the signature.
pub fn resolve(bench: &mut DraftSnapshot, own: &Own) {
    let signing = &bench.draft.signing;
    let found = own.in_force(signing.scheme.as_deref());
    if signing.own.as_ref() != found {
        Rc::make_mut(&mut bench.draft).signing.own = found.cloned();
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
