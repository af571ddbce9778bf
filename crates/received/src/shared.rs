//! A body shared by the copies of its request, since it may have megabytes.

use std::cell::{Ref, RefCell};
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use signature::learn::Learning;
use signature::{Known, Payload};

/// The bytes of a body: a buffer from an offset to its end.
#[derive(Clone, Default)]
pub struct Body {
    all: Rc<Vec<u8>>,
    from: usize,
    /// Facts computed from the bytes, such as hashes, for all copies.
    known: Rc<RefCell<Known>>,
}

impl Body {
    /// Makes a body of a buffer's bytes from an offset on, without copying them.
    pub fn after(all: Vec<u8>, from: usize) -> Body {
        Body {
            all: Rc::new(all),
            from,
            known: Rc::default(),
        }
    }

    /// The body as input for signing and verifying.
    pub fn payload(&self) -> Payload<'_> {
        Payload::of(self, &self.known)
    }

    /// The facts computed so far.
    pub fn known(&self) -> Ref<'_, Known> {
        self.known.borrow()
    }

    /// Keeps facts computed from the bytes.
    pub fn learn(&self, learnt: Learning) {
        learnt.end(self, &mut self.known.borrow_mut());
    }
}

impl From<Vec<u8>> for Body {
    fn from(all: Vec<u8>) -> Body {
        Body::after(all, 0)
    }
}

impl Deref for Body {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.all.get(self.from..).unwrap_or_default()
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Body) -> bool {
        **self == **other
    }
}

impl Eq for Body {}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
