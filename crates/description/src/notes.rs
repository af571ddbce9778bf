//! Notes on a document: what was guessed, lost or could not be used, and where.

use std::collections::HashSet;

/// The limit of notes on one document.
const MOST: usize = 1000;

/// Something in a document that was guessed, lost or could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// JSON Pointer into the source; empty for the whole document.
    pub at: String,
    /// The 1-based line in the source, if known.
    pub line: Option<usize>,
    /// A sentence about the part and the consequence.
    pub message: String,
}

/// The notes on a document while it is read.
#[derive(Default)]
pub struct Notes {
    all: Vec<Note>,
    /// Subjects that one note is enough for.
    known: HashSet<String>,
}

impl Notes {
    /// Adds a note.
    pub fn at(&mut self, at: String, line: Option<usize>, message: impl Into<String>) {
        if self.is_full() {
            return;
        }
        let message = message.into();
        self.all.push(Note { at, line, message });
    }

    /// Adds a note on a line of the source.
    pub fn at_line(&mut self, line: usize, message: impl Into<String>) {
        self.at(String::new(), Some(line), message);
    }

    /// Returns whether a subject has no note yet.
    pub fn is_new(&mut self, subject: &str) -> bool {
        self.known.insert(subject.to_owned())
    }

    /// Returns whether there is no room for another note; the last note reports that.
    pub fn is_full(&mut self) -> bool {
        if self.all.len() == MOST {
            self.all.push(Note {
                at: String::new(),
                line: None,
                message: format!("The list ends after {MOST} notes; correct these first"),
            });
        }
        self.all.len() > MOST
    }

    /// Adds another reader's notes.
    pub fn append(&mut self, other: Notes) {
        for note in other.all {
            self.at(note.at, note.line, note.message);
        }
    }

    /// The notes in the order in which they were added.
    pub fn finish(self) -> Vec<Note> {
        self.all
    }
}
