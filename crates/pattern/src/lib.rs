//! Matching `pattern`, ECMA-262 with the `u` flag, in time linear in the text.
//!
//! A `RegExp` tries one way after the other: `^(a+)+$` takes 2^40 steps on 40 characters, and
//! nothing can interrupt it. Here all ways are followed at once (Thompson's construction), so that
//! a search costs at most states times characters; only whether there is a match is asked, so
//! greediness and captures do not matter. The `RegExp` still says whether a pattern is one, and
//! which characters a `\p{...}` has. What is not here: the rules that patterns belong to.

pub mod form;
mod parse;
mod run;
#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use run::Program;

/// Searches a text for a pattern, unanchored: the browser's `RegExp`, or `regress` in native tests.
/// `None` when the pattern is not one.
pub type RegExp<'a> = &'a dyn Fn(&str, &str) -> Option<bool>;

/// Steps that one search may take, some tens of milliseconds.
const STEPS: u64 = 4_000_000;
/// Steps that all searches of one check may take.
const ALL_STEPS: u64 = 40_000_000;
/// Characters up to which a `RegExp` may try a pattern that cannot be followed here.
pub const SHORT: usize = 20;

/// The answer to a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    Found,
    Absent,
    /// The pattern is no regular expression.
    Unreadable,
    /// The search would take too long; nothing is known.
    TooLong,
    /// The pattern has a backreference, or something else that only a `RegExp` follows, and the
    /// text is too long for that; nothing is known.
    Foreign,
}

/// Whether a readable pattern refers back to what a group matched: `\1`, `\k<name>`.
pub fn has_backreference(pattern: &str) -> bool {
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c == '\\' && matches!(chars.next(), Some('1'..='9' | 'k')) {
            return true;
        }
    }
    false
}

/// Patterns that are compiled once for a whole check.
pub struct Patterns<'a> {
    regexp: RegExp<'a>,
    known: RefCell<HashMap<String, Compiled>>,
    left: Cell<u64>,
}

#[derive(Clone)]
enum Compiled {
    Unreadable,
    /// With backreferences, modifiers, or too many states.
    Foreign,
    Program(Rc<Program>),
}

/// An alternative that is found at once.
const NOTHING: &str = "(?:)|";

/// Takes the place of a `RegExp` that is asked whether a pattern is one: whether it is read here in
/// full. Names of groups and properties of characters are not.
fn is_plain(pattern: &str, _: &str) -> Option<bool> {
    let pattern = pattern.strip_prefix(NOTHING)?;
    let is_foreign = ["(?<", "\\p", "\\P"]
        .iter()
        .any(|part| pattern.contains(part));
    (!is_foreign && parse::parse(pattern).is_some()).then_some(true)
}

impl Search {
    /// Whether it is known if the pattern is found.
    pub fn is_known(self) -> bool {
        matches!(self, Search::Found | Search::Absent)
    }
}

impl<'a> Patterns<'a> {
    pub fn new(regexp: RegExp<'a>) -> Patterns<'a> {
        Patterns {
            regexp,
            known: RefCell::default(),
            left: Cell::new(ALL_STEPS),
        }
    }

    /// Patterns without a `RegExp`, searched in so many steps as one search may take.
    ///
    /// A pattern that may be none, or that only a `RegExp` follows, is [`Search::Unreadable`].
    pub fn without_regexp() -> Patterns<'static> {
        Patterns {
            regexp: &is_plain,
            known: RefCell::default(),
            left: Cell::new(STEPS),
        }
    }

    /// Whether a pattern is found anywhere in a text.
    pub fn search(&self, pattern: &str, text: &str) -> Search {
        match self.compiled(pattern) {
            Compiled::Unreadable => Search::Unreadable,
            Compiled::Program(program) => self.run(&program, text),
            Compiled::Foreign if text.chars().nth(SHORT).is_some() => Search::Foreign,
            Compiled::Foreign => match (self.regexp)(pattern, text) {
                Some(true) => Search::Found,
                Some(false) => Search::Absent,
                None => Search::Unreadable,
            },
        }
    }

    fn run(&self, program: &Program, text: &str) -> Search {
        let allowed = STEPS.min(self.left.get());
        let mut left = allowed;
        let found = program.is_in(text, self.regexp, &mut left);
        self.left.set(self.left.get() - (allowed - left));
        match found {
            Some(true) => Search::Found,
            Some(false) => Search::Absent,
            None => Search::TooLong,
        }
    }

    fn compiled(&self, pattern: &str) -> Compiled {
        if let Some(known) = self.known.borrow().get(pattern) {
            return known.clone();
        }
        // The empty alternative comes first, so that the pattern is read and never tried.
        let readable = (self.regexp)(&[NOTHING, pattern].concat(), "").is_some();
        let program = || Program::of(&parse::parse(pattern)?);
        let compiled = match readable.then(program) {
            None => Compiled::Unreadable,
            Some(None) => Compiled::Foreign,
            Some(Some(program)) => Compiled::Program(Rc::new(program)),
        };
        let mut known = self.known.borrow_mut();
        known.insert(pattern.to_owned(), compiled.clone());
        compiled
    }
}
