//! What verifying found, and when.

use crate::Clock;
use crate::ecdsa::EcdsaFault;
use problem::Problem;
use serde::{Deserialize, Serialize};

/// What verifying found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// The scheme signs nothing.
    Nothing,
    /// The signature is that of these bytes.
    Valid(Proof),
    /// No signature given is that of these bytes; what was found instead.
    Mismatch { proof: Proof, found: Vec<String> },
    /// A header field of the scheme is not there.
    HeaderMissing { name: String },
    /// A header field is not as the scheme writes it.
    NotOfForm {
        name: String,
        form: String,
        found: String,
    },
    /// The sender says in the signature's place that it could not sign.
    NotSigned { name: String, found: String },
    /// What the message says of itself is not so, as the hash of its body; the field, parameter or
    /// member that says it.
    Differs {
        name: String,
        wanted: String,
        found: String,
        /// What the signature itself is, over what the message says: [`Verdict::Valid`] where the body
        /// alone is another. `None` where it cannot be compared, as without a secret.
        signature: Option<Box<Verdict>>,
    },
    /// The message says that its signature is by another algorithm than an HMAC, by its registered name
    /// (RFC 9421, section 6.2.2).
    OtherAlgorithm { found: String },
    /// The signature is none that a receiver reads.
    Unread { found: String, why: EcdsaFault },
    /// The sender signs with a private key: `super::public` gives what its public key is to verify.
    PublicKey,
    /// A secret is not given; its `data-part`.
    SecretMissing { input: String },
    /// A secret or a template cannot be used. The problems have no serialised form.
    Unusable(#[serde(skip)] Vec<Problem>),
}

/// What a signature was computed over and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    pub text: Vec<u8>,
    /// As the scheme writes digests.
    pub signature: String,
    /// The time that was signed, as the scheme counts it; empty without one.
    pub time: String,
}

impl Verdict {
    pub fn is_valid(&self) -> bool {
        matches!(self, Verdict::Valid(_))
    }

    /// What these bytes and secrets give, where a signature was compared with it.
    pub fn proof(&self) -> Option<&Proof> {
        match self {
            Verdict::Valid(proof) | Verdict::Mismatch { proof, .. } => Some(proof),
            Verdict::Differs { signature, .. } => signature.as_ref()?.proof(),
            _ => None,
        }
    }

    /// As [`Verdict::proof`], to be changed.
    pub fn proof_mut(&mut self) -> Option<&mut Proof> {
        match self {
            Verdict::Valid(proof) | Verdict::Mismatch { proof, .. } => Some(proof),
            Verdict::Differs { signature, .. } => signature.as_mut()?.proof_mut(),
            _ => None,
        }
    }
}

/// What verifying at a moment found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub verdict: Verdict,
    /// What the scheme's clock rule says of the time that was signed.
    pub clock: Clock,
    /// What is odd about the secret or the id, though it can be used.
    pub problems: Vec<Problem>,
}
