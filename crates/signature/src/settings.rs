//! What a person sets about signing.

use std::rc::Rc;

use super::Scheme;

/// What a person set about signing; `None` is the scheme's own or the document's choice.
#[derive(Clone, PartialEq, Default)]
pub struct Signing {
    /// Scheme id; `None` follows the document.
    pub scheme: Option<Rc<str>>,
    /// As [`super::Algorithm::name`].
    pub algorithm: Option<Rc<str>>,
    /// As [`super::KeyText::name`], of the main secret.
    pub secret_encoding: Option<Rc<str>>,
    /// As [`super::DigestText::name`].
    pub digest: Option<Rc<str>>,
    /// Template of the string to sign.
    pub content: Option<Rc<str>>,
    pub header_name: Option<Rc<str>>,
    /// Template of the header's value.
    pub header_value: Option<Rc<str>>,
    /// The delivery's id; `None` takes the moment's.
    pub id: Option<Rc<str>>,
    /// Unix seconds as typed; `None` takes the moment's.
    pub time: Option<Rc<str>>,
    /// The person's own scheme in force: the saved one that `scheme` names, or the one that is being
    /// changed. It is no part of the stored form.
    pub own: Option<Rc<Scheme>>,
}
