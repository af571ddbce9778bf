//! A delivery on its way to the page that verifies: in memory only, since it has secrets.

use std::rc::Rc;

use super::Open;
use crate::ui::route;
use request::preview;
use signature::secret::Secrets;

/// A delivery for the page that verifies.
pub struct ToVerify {
    /// The message as it is sent; line ends of the head are LF.
    pub message: Vec<u8>,
    /// The scheme that it is signed with.
    pub scheme: Rc<str>,
    pub secrets: Rc<Secrets>,
    /// Its address, which some schemes sign.
    pub url: Rc<str>,
    /// The hash of the delivery, to send it again.
    pub back: Rc<str>,
}

impl ToVerify {
    pub fn of(open: &Open) -> ToVerify {
        let request = &open.flow.request;
        let mut head = String::new();
        for piece in preview::message(request).head {
            head.push_str(&piece.text);
        }
        let mut message = head.replace("\r\n", "\n").into_bytes();
        message.extend(request.body.iter().flat_map(|body| body.bytes.iter()));
        ToVerify {
            message,
            scheme: open.flow.scheme.id.as_str().into(),
            secrets: Rc::clone(&open.bench.secrets),
            url: request.url.as_str().into(),
            back: route::of(&open.operation).into(),
        }
    }
}
