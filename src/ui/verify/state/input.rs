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

/// Bytes of a replaced part of a line that make it another delivery.
const REPLACED: usize = 20;

/// Returns whether a text is another delivery rather than an edit: what differs spans lines, since it
/// begins at the signature and ends in the body, or it is most of a command on a single line.
pub fn is_other(before: &str, after: &str) -> bool {
    if before.is_empty() || after.is_empty() {
        return !before.is_empty();
    }
    let pairs = before.bytes().zip(after.bytes());
    let start = pairs.take_while(|(a, b)| a == b).count();
    let (old, new) = (&before.as_bytes()[start..], &after.as_bytes()[start..]);
    let pairs = old.iter().rev().zip(new.iter().rev());
    let end = pairs.take_while(|(a, b)| a == b).count();
    let spans = |part: &[u8], whole: &str| {
        part.contains(&b'\n') || part.len() >= REPLACED && (start == 0 || !whole.contains('\n'))
    };
    spans(&old[..old.len() - end], before) && spans(&new[..new.len() - end], after)
}
