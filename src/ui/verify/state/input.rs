//! The input of a text box: what was typed, or a file in its place.

use std::rc::Rc;

use super::paste::{self, Paste};
use crate::ui::shared::Shared;
use received::{Body, Received};

/// Bytes of a text above which it is read as raw HTTP only.
const LONGEST_PASTE: usize = 256 << 10;

/// A file, in place of what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    /// The size of all of it, in bytes.
    pub size: usize,
    pub content: Content,
}

/// The content of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Request(Rc<Received>),
    Body(Body),
}

/// A text box, and the file that takes its place.
#[derive(Clone, Default, PartialEq)]
pub struct ReceivedInput {
    pub typed: Rc<str>,
    pub file: Option<Shared<File>>,
}

impl ReceivedInput {
    pub fn is_empty(&self) -> bool {
        match &self.file {
            Some(file) => file.size == 0,
            None => self.typed.is_empty(),
        }
    }

    /// The input read as a request, and the other form that it has.
    pub fn request(&self) -> (Rc<Received>, Option<Paste>) {
        match self.file.as_ref().map(|file| &file.content) {
            Some(Content::Request(read)) => (Rc::clone(read), None),
            Some(Content::Body(body)) => (Rc::new(received::read(body)), None),
            None => {
                let short = Some(&*self.typed).filter(|typed| typed.len() <= LONGEST_PASTE);
                match short.and_then(paste::read) {
                    Some((received, paste)) => (Rc::new(received), Some(paste)),
                    None => (Rc::new(received::read(self.typed.as_bytes())), None),
                }
            }
        }
    }

    pub fn body(&self) -> Body {
        match self.file.as_ref().map(|file| &file.content) {
            Some(Content::Request(read)) => read.body.clone(),
            Some(Content::Body(body)) => body.clone(),
            None => self.typed.as_bytes().to_vec().into(),
        }
    }
}
