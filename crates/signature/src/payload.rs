//! A body as signing reads it, with what was worked out of it before.
//!
//! Schemes sign hashes and members of bodies. Of a body of megabytes these are
//! worked out in steps (see [`super::learn`]) and known from then on; of any
//! other they are worked out when they are asked for.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use super::{Algorithm, hmac};

/// The bytes of a body.
#[derive(Clone, Copy, Debug)]
pub struct Payload<'a> {
    bytes: &'a [u8],
    known: Option<&'a RefCell<Known>>,
}

/// What is known of one body.
#[derive(Debug, Default)]
pub struct Known {
    pub hashes: Vec<(Algorithm, Vec<u8>)>,
    /// Members by their pointers (RFC 6901), with their texts where they are there.
    pub members: Vec<(String, Option<String>)>,
    /// A form's fields as `{form}` makes them, by its argument.
    pub forms: Vec<(String, Rc<Vec<u8>>)>,
}

impl<'a> Payload<'a> {
    /// `known` is of these very bytes.
    pub fn of(bytes: &'a [u8], known: &'a RefCell<Known>) -> Payload<'a> {
        let known = Some(known);
        Payload { bytes, known }
    }

    pub fn bytes(self) -> &'a [u8] {
        self.bytes
    }

    /// The hash of all of it.
    pub fn hash(self, algorithm: Algorithm) -> Vec<u8> {
        let known = self.known.and_then(|known| known.borrow().hash(algorithm));
        known.unwrap_or_else(|| hmac::hash(algorithm, self.bytes))
    }

    /// What is known of a member: nothing, that it is not there, or its text.
    pub fn member(self, pointer: &str) -> Option<Option<String>> {
        self.known?.borrow().member(pointer)
    }

    /// What `{form}` makes of it, where that is known.
    pub fn form(self, marks: &str) -> Option<Rc<Vec<u8>>> {
        self.known?.borrow().form(marks)
    }
}

impl Known {
    pub fn form(&self, marks: &str) -> Option<Rc<Vec<u8>>> {
        let found = self.forms.iter().find(|known| known.0 == marks);
        found.map(|known| Rc::clone(&known.1))
    }

    pub fn hash(&self, algorithm: Algorithm) -> Option<Vec<u8>> {
        let found = self.hashes.iter().find(|known| known.0 == algorithm);
        found.map(|known| known.1.clone())
    }

    pub fn member(&self, pointer: &str) -> Option<Option<String>> {
        let found = self.members.iter().find(|known| known.0 == pointer);
        found.map(|known| known.1.clone())
    }
}

impl Deref for Payload<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.bytes
    }
}

impl<'a> From<&'a [u8]> for Payload<'a> {
    fn from(bytes: &'a [u8]) -> Payload<'a> {
        let known = None;
        Payload { bytes, known }
    }
}
