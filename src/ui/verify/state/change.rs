//! What can happen on the page, and the results that come later.

use std::rc::Rc;

use super::examples::Example;
use super::input::File;
use crate::ui::shared::Shared;
use crate::ui::state::Own;
use diagnosis::{Checked, Remedy, Ruled};
use worker::Shown;

/// How the request is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Request line, header fields, blank line and body in one text.
    Raw,
    /// Header fields in one box, the body in another.
    Parts,
}

/// Something that happened.
pub enum Change {
    Shape(Shape),
    Raw(Rc<str>),
    Headers(Rc<str>),
    Body(Rc<str>),
    /// A file for the box that takes one: the whole request, or the body.
    File(File),
    /// The file goes, and what was typed is there again.
    NoFile,
    /// A scheme by its id; the empty one is recognised again.
    Scheme(Rc<str>),
    /// A secret, by its input.
    Secret(Rc<str>, Rc<str>),
    Url(Rc<str>),
    /// The time at which the request came, in Unix seconds as typed; empty for now.
    Time(Rc<str>),
    Example(Example),
    /// Everything that was entered goes.
    Clear,
    /// The person's own schemes, and the one that is being changed.
    Own(Shared<Own>),
    /// A file could not be read.
    Failed(String),
    /// The result of a worker that verified, of the round that it began in.
    Checked(u32, Rc<Checked>),
    /// The secrets that a worker found in the body, of the reading that it began in; `None` if there are
    /// too many.
    Named(u32, Option<Vec<String>>),
    /// The browser's verdict on a public-key signature, of the round that it was asked in.
    Public(u32, PublicVerdict),
    /// The evidence in the request, of the round that it was gathered in.
    Evidence(u32, Rc<[Shown]>),
    /// The end of a search, of the round that it began in, and the bytes that were signed where it
    /// found others than those that are here.
    Searched(u32, SearchEnd, Option<Rc<[u8]>>),
    SearchAgain,
}

/// A change at a moment, in Unix milliseconds.
pub struct Dated {
    pub change: Change,
    pub now_ms: i64,
}

/// The browser's verdict on a public-key signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicVerdict {
    Valid,
    Invalid,
    /// The browser does not know the algorithm, or has no WebCrypto on this page.
    Unsupported,
}

/// The end of a search for the cause.
#[derive(Clone, Debug, PartialEq)]
pub enum SearchEnd {
    Stopped {
        done: usize,
    },
    Found {
        sentence: Rc<str>,
        remedies: Rc<[Remedy]>,
    },
    Nothing {
        /// What was tried, where anything was.
        ruled: Option<Shared<Ruled>>,
        next: Rc<str>,
        remedies: Rc<[Remedy]>,
    },
    /// The worker cannot go on, and why.
    Failed(Rc<str>),
}
