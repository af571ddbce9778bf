//! What is given in a box: what was typed, or a file in its place.

use std::rc::Rc;

use received::{Body, Received};

/// A file, in place of what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    /// Bytes of all of it.
    pub size: usize,
    pub holds: Holds,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    Request(Rc<Received>),
    Body(Body),
}

/// A box, and the file that takes its place.
#[derive(Clone, Default)]
pub struct Given {
    pub typed: Rc<str>,
    pub file: Option<Rc<File>>,
}

impl Given {
    pub fn is_empty(&self) -> bool {
        match &self.file {
            Some(file) => file.size == 0,
            None => self.typed.is_empty(),
        }
    }

    /// What it says as a raw request.
    pub fn request(&self) -> Rc<Received> {
        match self.file.as_ref().map(|file| &file.holds) {
            Some(Holds::Request(read)) => Rc::clone(read),
            Some(Holds::Body(body)) => Rc::new(received::read(body)),
            None => Rc::new(received::read(self.typed.as_bytes())),
        }
    }

    pub fn body(&self) -> Body {
        match self.file.as_ref().map(|file| &file.holds) {
            Some(Holds::Request(read)) => read.body.clone(),
            Some(Holds::Body(body)) => body.clone(),
            None => self.typed.as_bytes().to_vec().into(),
        }
    }
}
