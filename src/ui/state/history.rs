//! Undo and redo over the whole workbench.
//!
//! One step is what a person would call one: a word, typing up to a pause, a paste, a click.

mod typing;

use std::rc::Rc;

use self::typing::Run;
use super::signing::Setting;
use openapi::Operation;
use problem::{Field, Step};
use request::draft::{Draft, Edit, Node, Raw, start};
use signature::secret::Secrets;

/// What a person made: all of it is undone and redone together.
#[derive(Clone, PartialEq, Default)]
pub struct DraftSnapshot {
    pub draft: Rc<Draft>,
    pub secrets: Rc<Secrets>,
}

impl DraftSnapshot {
    /// What an operation begins with, and the example that it is.
    pub fn start(operation: &Operation, example: Option<&str>) -> (DraftSnapshot, Option<Rc<str>>) {
        let start = start::start(operation, example);
        let bench = DraftSnapshot {
            draft: Rc::new(start.draft),
            secrets: Rc::new(start.secrets),
        };
        (bench, start.example)
    }
}

/// What an action changes.
#[derive(Clone, PartialEq, Eq)]
pub enum Change {
    /// The text of a control, of which this is the new one.
    Text(Control, Rc<str>),
    /// Everything that is a step by itself.
    Single,
}

/// A control whose text is typed.
#[derive(Clone, PartialEq, Eq)]
pub enum Control {
    Value(Field),
    EntryName(Field),
    Raw,
    Secret(Rc<str>),
    Signing(Setting),
}

impl Change {
    /// What an edit changes.
    pub fn of(edit: &Edit) -> Change {
        match edit {
            Edit::Type(field, text) => Change::Text(Control::Value(field.clone()), text.clone()),
            Edit::Rename(field, name) => {
                Change::Text(Control::EntryName(field.clone()), name.clone())
            }
            Edit::Raw(text) => Change::Text(Control::Raw, text.clone()),
            _ => Change::Single,
        }
    }

    /// What a setting of the signature changes, where it is typed or chosen.
    pub fn of_setting(setting: Setting, text: &Rc<str>) -> Change {
        match setting {
            Setting::Scheme | Setting::Algorithm | Setting::SecretEncoding | Setting::Digest => {
                Change::Single
            }
            _ => Change::Text(Control::Signing(setting), text.clone()),
        }
    }
}

impl Control {
    /// The text before the change; `None` where the control showed one that is not in the draft.
    fn text<'a>(&self, before: &'a DraftSnapshot) -> Option<&'a str> {
        let draft = &before.draft;
        match self {
            Control::Value(field) => match draft.at(field) {
                Node::Text(text) => Some(text),
                Node::Absent => Some(""),
                _ => None,
            },
            Control::EntryName(field) => {
                let (Step::Entry(at), within) = field.path.split_last()? else {
                    return None;
                };
                let map = Field {
                    root: field.root.clone(),
                    path: within.into(),
                };
                match draft.at(&map) {
                    Node::Map(entries) => entries.get(*at).map(|entry| &*entry.0),
                    _ => None,
                }
            }
            Control::Raw => match draft.raw.as_ref()? {
                Raw::Text(text) => Some(text),
                Raw::File(_) => None,
            },
            Control::Secret(input) => {
                let secret = before.secrets.get(input);
                Some(secret.map_or("", |secret| secret.expose()))
            }
            Control::Signing(setting) => {
                let signing = &draft.signing;
                let text = match setting {
                    Setting::Content => &signing.content,
                    Setting::HeaderName => &signing.header_name,
                    Setting::HeaderValue => &signing.header_value,
                    Setting::Id => &signing.id,
                    Setting::Time => &signing.time,
                    _ => return None,
                };
                text.as_deref()
            }
        }
    }
}

/// Steps that can be taken back and taken again.
#[derive(Clone, Default)]
pub struct History {
    past: Vec<DraftSnapshot>,
    future: Vec<DraftSnapshot>,
    /// The control that is being typed in, and what was typed there in this step.
    run: Option<(Control, Run)>,
    /// What the last step did, in a sentence, when it did so much that it is announced with Undo.
    notice: Option<&'static str>,
}

/// Steps that are kept.
const LIMIT: usize = 300;
/// Bytes of raw bodies that are kept over all steps.
pub const WEIGHT: usize = 64 << 20;

impl History {
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Returns how many steps can be undone.
    pub fn steps(&self) -> usize {
        self.past.len()
    }

    /// What the last step did, in a sentence, when it did much.
    pub fn notice(&self) -> Option<&'static str> {
        self.notice
    }

    /// Announces the last step until the next one.
    pub fn set_notice(&mut self, notice: &'static str) {
        self.notice = Some(notice);
    }

    /// Whether a change goes on with the last step at a moment (Unix milliseconds), so that both are
    /// undone together; then it is part of that step from now on. The same
    /// text once more is no step.
    pub fn joins(
        history: &mut Rc<History>,
        before: &DraftSnapshot,
        change: &Change,
        at: i64,
    ) -> bool {
        let Change::Text(control, text) = change else {
            return false;
        };
        let known = control.text(before);
        if known == Some(&**text) {
            return true;
        }
        let Some((last, run)) = &history.run else {
            return false;
        };
        if last != control {
            return false;
        }
        let Some(longer) = run.with(known, text, at) else {
            return false;
        };
        Rc::make_mut(history).run = Some((control.clone(), longer));
        true
    }

    /// Ends the step that is being made, so that what follows is undone apart from it.
    pub fn end_step(&mut self) {
        self.run = None;
    }

    /// Remembers what was, before a change at a moment (Unix milliseconds) begins a step.
    pub fn step(&mut self, before: &DraftSnapshot, change: &Change, at: i64) {
        self.future.clear();
        self.notice = None;
        self.run = match change {
            Change::Text(control, text) => {
                Some((control.clone(), Run::new(control.text(before), text, at)))
            }
            Change::Single => None,
        };
        self.past.push(before.clone());
        self.forget();
    }

    pub fn undo(&mut self, now: &DraftSnapshot) -> Option<DraftSnapshot> {
        let before = self.past.pop()?;
        self.future.push(now.clone());
        self.end();
        Some(before)
    }

    pub fn redo(&mut self, now: &DraftSnapshot) -> Option<DraftSnapshot> {
        let after = self.future.pop()?;
        self.past.push(now.clone());
        self.end();
        Some(after)
    }

    fn end(&mut self) {
        self.run = None;
        self.notice = None;
    }

    /// The bytes of raw bodies in it.
    pub fn weight(&self) -> usize {
        let all = self.past.iter().chain(&self.future);
        all.map(weight).fold(0, usize::saturating_add)
    }

    /// Lets the oldest steps go when there are too many, or they hold too much.
    fn forget(&mut self) {
        let mut total = 0;
        let kept = self
            .past
            .iter()
            .rev()
            .take(LIMIT)
            .take_while(|snapshot| {
                total += weight(snapshot);
                total <= WEIGHT
            })
            .count();
        let gone = self.past.len() - kept.max(1);
        self.past.drain(..gone);
    }
}

/// The bytes of the raw body of a snapshot.
fn weight(snapshot: &DraftSnapshot) -> usize {
    snapshot
        .draft
        .raw
        .as_ref()
        .map_or(0, |raw| raw.bytes().len())
}
