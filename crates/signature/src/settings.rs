//! A person's settings for signing.

use std::rc::Rc;

use super::Scheme;

/// A person's settings for signing; `None` leaves the choice to the scheme or the document.
#[derive(Clone, PartialEq, Default)]
pub struct Signing {
    /// Scheme id; `None` selects the document's.
    pub scheme: Option<Rc<str>>,
    /// A name of [`super::Algorithm`].
    pub algorithm: Option<Rc<str>>,
    /// A name of [`super::KeyText`], for the main secret.
    pub secret_encoding: Option<Rc<str>>,
    /// A name of [`super::DigestText`].
    pub digest: Option<Rc<str>>,
    /// Template of the content to sign.
    pub content: Option<Rc<str>>,
    /// The name of the header field that carries the signature.
    pub header_name: Option<Rc<str>>,
    /// Template of the header's value.
    pub header_value: Option<Rc<str>>,
    /// The delivery's id; `None` selects the moment's.
    pub id: Option<Rc<str>>,
    /// Unix seconds as entered; `None` selects the moment's.
    pub time: Option<Rc<str>>,
    /// The person's custom scheme in force: the saved one that `scheme` names, or the one in the
    /// editor. The stored form does not contain it.
    pub own: Option<Rc<Scheme>>,
}
