//! The reasons why a scheme or a request has no receiver code, and their wording.

use crate::Language;
use signature::template::Fault;
use std::fmt;

/// The reason why there is no code.
///
/// Its text is a sentence for the user, without a full stop: the fault and, if there is one, the
/// next step.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The scheme signs nothing.
    Unsigned,
    /// The scheme uses ECDSA with a hash other than SHA-256.
    EcdsaHash,
    /// The scheme uses RFC 9421 with another key than an HMAC's, other content or an age limit.
    MessageSignature,
    /// A template cannot be read.
    Template {
        /// The template.
        template: String,
        /// The fault of the template.
        fault: Fault,
    },
    /// No code is known for a placeholder; its name.
    Placeholder(String),
    /// A placeholder within a placeholder has a value that is known only at run time; its name.
    Nested(String),
    /// The scheme has an input without a value; its label.
    InputMissing(String),
    /// No part of the request carries the signature.
    SignatureNotSent,
    /// No part of the request carries a value that is signed; its placeholder's name.
    ValueNotSent(&'static str),
    /// A member of the body contains more than the value; its name.
    MemberWithText(String),
    /// A header field or a member contains several values that nothing separates.
    SeveralValues {
        /// The place of the values, such as the header field's name.
        place: String,
        /// The template of the place.
        template: String,
    },
    /// An element of a header field or a member contains no value.
    NoValue {
        /// The place of the element, such as the header field's name.
        place: String,
        /// The template of the element.
        template: String,
    },
    /// The language has no code that reads members of a JSON body.
    Json(Language),
    /// The language has no code for signatures by a private key.
    PublicKey(Language),
    /// The test needs a public key and a request with a valid signature.
    PublicKeyMissing,
    /// The request does not fit the scheme, so it cannot be signed for the test.
    Example,
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unsigned => {
                f.write_str("This scheme signs nothing, so a receiver has nothing to verify")
            }
            Error::EcdsaHash => f.write_str(
                "Receiver code supports ECDSA only over P-256 with SHA-256; this scheme uses \
                 another hash",
            ),
            Error::MessageSignature => f.write_str(
                "Receiver code supports HTTP Message Signatures (RFC 9421) only with an HMAC over \
                 the signature base and without an age limit in the scheme",
            ),
            Error::Template { template, fault } => {
                let reason = match fault {
                    Fault::Unclosed => "a brace is not closed",
                    Fault::TooDeep => "placeholders are nested too deep",
                    Fault::Unknown(_) | Fault::Component { .. } => {
                        "a placeholder has an unknown name"
                    }
                };
                write!(f, "`{template}` cannot be read: {reason}")
            }
            Error::Placeholder(name) => {
                write!(f, "Receiver code does not support `{{{name}}}` yet")
            }
            Error::Nested(name) => write!(
                f,
                "Receiver code does not support `{{{name}}}` within a placeholder"
            ),
            Error::InputMissing(label) => {
                write!(f, "Enter `{label}` first: the receiver's code contains it")
            }
            Error::SignatureNotSent => f.write_str(
                "No part of the request carries the signature, so a receiver cannot verify it; \
                 add a header field with `{signature}`",
            ),
            Error::ValueNotSent(name) => write!(
                f,
                "`{{{name}}}` is signed, but no part of the request carries it, so a receiver \
                 cannot know it"
            ),
            Error::MemberWithText(name) => {
                write!(f, "Receiver code cannot split the member `{name}` yet")
            }
            Error::SeveralValues { place, template } => write!(
                f,
                "`{place}` contains several values (`{template}`), which receiver code cannot \
                 split; enter the text between them as the scheme's list separator"
            ),
            Error::NoValue { place, template } => {
                write!(f, "An element of `{place}` has no value: `{template}`")
            }
            Error::Json(language) => write!(
                f,
                "There is no {} code for a scheme that reads members of a JSON body; choose \
                 another language",
                language.title()
            ),
            Error::PublicKey(language) => write!(
                f,
                "There is no {} code for a scheme that signs with a private key; choose another \
                 language",
                language.title()
            ),
            Error::PublicKeyMissing => f.write_str(
                "Enter the public key, and a request with a valid signature; the test in the code \
                 verifies it",
            ),
            Error::Example => f.write_str(
                "The test in the code cannot sign this request; load one that fits the scheme",
            ),
        }
    }
}
