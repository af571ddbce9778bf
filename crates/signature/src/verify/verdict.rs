//! The verdicts on a message and the time of verification.

use crate::Clock;
use crate::components::DigestMatches;
use crate::ecdsa::EcdsaFault;
use problem::Problem;
use serde::{Deserialize, Serialize};

/// The verdict on a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// The scheme signs nothing.
    Nothing,
    /// The signature matches these bytes.
    Valid(Proof),
    /// None of the signatures in `found` matches these bytes.
    Mismatch {
        /// The correct signature.
        proof: Proof,
        /// The signatures in the message.
        found: Vec<String>,
    },
    /// A header field of the scheme is missing.
    HeaderMissing {
        /// The name of the field.
        name: String,
    },
    /// A header field does not have the scheme's form.
    NotOfForm {
        /// The name of the field.
        name: String,
        /// The template of its value.
        form: String,
        /// The value.
        found: String,
    },
    /// In place of the signature, the sender states that it could not sign.
    NotSigned {
        /// The name of the field.
        name: String,
        /// Its value.
        found: String,
    },
    /// The message makes a false claim, such as a hash of its body; the field, parameter or member
    /// with the claim.
    Differs {
        /// The name of the field, the parameter or the member.
        name: String,
        /// The value that is true.
        wanted: String,
        /// The value in the message.
        found: String,
        /// The digests of a Content-Digest that match the body and those that do not; none for other
        /// claims.
        digests: Box<DigestMatches>,
        /// The verdict on the signature over the claim: [`Verdict::Valid`] if only the body was
        /// changed. `None` if it cannot be compared, for example without a secret.
        signature: Option<Box<Verdict>>,
    },
    /// The message names an algorithm other than HMAC for its signature, by its registered name
    /// (RFC 9421, section 6.2.2).
    OtherAlgorithm {
        /// The name of the algorithm.
        found: String,
    },
    /// The signature is malformed.
    Unread {
        /// The text of the signature.
        found: String,
        /// The reason.
        why: EcdsaFault,
    },
    /// The sender signs with a private key; [`crate::public`] returns the input of verifying with
    /// its public key.
    PublicKey,
    /// A secret is missing; the name of its input.
    SecretMissing {
        /// The name of the input.
        input: String,
    },
    /// A secret or a template cannot be used. The problems have no serialised form.
    Unusable(#[serde(skip)] Vec<Problem>),
}

/// The signed text and its correct signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The signed bytes.
    pub text: Vec<u8>,
    /// The signature in the scheme's encoding.
    pub signature: String,
    /// The signed time in the scheme's unit; empty if there is none.
    pub time: String,
}

impl Verdict {
    /// Returns whether the signature matches.
    pub fn is_valid(&self) -> bool {
        matches!(self, Verdict::Valid(_))
    }

    /// Returns the signed text and its correct signature, if a signature was compared with it.
    pub fn proof(&self) -> Option<&Proof> {
        match self {
            Verdict::Valid(proof) | Verdict::Mismatch { proof, .. } => Some(proof),
            Verdict::Differs { signature, .. } => signature.as_ref()?.proof(),
            _ => None,
        }
    }

    /// Returns the same as [`Verdict::proof`], mutable.
    pub fn proof_mut(&mut self) -> Option<&mut Proof> {
        match self {
            Verdict::Valid(proof) | Verdict::Mismatch { proof, .. } => Some(proof),
            Verdict::Differs { signature, .. } => signature.as_mut()?.proof_mut(),
            _ => None,
        }
    }
}

/// The result of verifying at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The verdict on the signature.
    pub verdict: Verdict,
    /// The result of the scheme's clock rule for the signed time.
    pub clock: Clock,
    /// Problems of the secret or the id that do not prevent verification.
    pub problems: Vec<Problem>,
}
