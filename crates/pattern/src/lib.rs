//! A matcher for `pattern` (ECMA-262 with the `u` flag), in time linear in the text.
//!
//! A `RegExp` tries one path after another: `^(a+)+$` takes 2^40 steps on 40 characters, and
//! nothing can interrupt it. This matcher follows all paths at once (Thompson's construction), so
//! a search costs at most states times characters. It only reports whether there is a match, so
//! greediness and captures do not matter. A `RegExp` still decides whether a pattern is valid and
//! which characters a `\p{...}` matches. Schemas, which patterns belong to, are read elsewhere.
//!
//! ```
//! use pattern::{Patterns, Search};
//!
//! let regexp = |pattern: &str, text: &str| {
//!     let regexp = regress::Regex::with_flags(pattern, "u").ok()?;
//!     Some(regexp.find(text).is_some())
//! };
//! let patterns = Patterns::new(&regexp);
//! assert_eq!(patterns.search("^[a-z]+$", "hook"), Search::Found);
//! assert_eq!(patterns.search("^[a-z]+$", "Hook"), Search::Absent);
//! assert_eq!(patterns.search("[", "hook"), Search::Unreadable);
//!
//! // A `RegExp` would take years.
//! let text = "a".repeat(40) + "!";
//! assert_eq!(patterns.search("^(a+)+$", &text), Search::Absent);
//! ```

pub mod form;
mod parse;
mod run;
#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use run::Program;

/// An unanchored search of a text for a pattern: the browser's `RegExp`, or `regress` in native tests.
///
/// Returns `None` if the pattern is invalid.
pub type RegExp<'a> = &'a dyn Fn(&str, &str) -> Option<bool>;

/// The limit of steps for one search, some tens of milliseconds.
const STEPS: u64 = 4_000_000;
/// The limit of steps for all searches of one check.
const ALL_STEPS: u64 = 40_000_000;
/// The longest text, in characters, that a `RegExp` may search for an unsupported pattern.
pub const SHORT: usize = 20;

/// The answer to a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Search {
    /// The text contains a match.
    Found,
    /// The text contains no match.
    Absent,
    /// The pattern is not a regular expression.
    Unreadable,
    /// The search would take too long, so the answer is unknown.
    TooLong,
    /// The pattern has a backreference or another feature that only a `RegExp` supports, and the
    /// text is too long for one, so the answer is unknown.
    Foreign,
}

/// Returns whether a valid pattern has a backreference: `\1`, `\k<name>`.
pub fn has_backreference(pattern: &str) -> bool {
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c == '\\' && matches!(chars.next(), Some('1'..='9' | 'k')) {
            return true;
        }
    }
    false
}

/// A cache of patterns, which are compiled once for a whole check.
pub struct Patterns<'a> {
    regexp: RegExp<'a>,
    known: RefCell<HashMap<String, Compiled>>,
    left: Cell<u64>,
}

#[derive(Clone)]
enum Compiled {
    Unreadable,
    /// Has backreferences, modifiers or too many states.
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
    /// Returns whether the search has an answer, found or absent.
    pub fn is_known(self) -> bool {
        matches!(self, Search::Found | Search::Absent)
    }
}

impl<'a> Patterns<'a> {
    /// Begins without compiled patterns.
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

    /// Searches a text for a pattern, unanchored.
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
        let found = program.matches(text, self.regexp, &mut left);
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
        // The empty alternative comes first, so that the pattern is parsed but never tried.
        let readable = (self.regexp)(&[NOTHING, pattern].concat(), "").is_some();
        let program = || Program::compile(&parse::parse(pattern)?);
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
