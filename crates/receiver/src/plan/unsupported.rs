//! Schemes without receiver code, each with the reason for the user.

use signature::template::{Part, parse};
use signature::{Algorithm, Kind, Scheme};

/// The reason why a scheme has no receiver code, as a sentence; does not look at its templates.
pub(super) fn unsupported(scheme: &Scheme) -> Option<&'static str> {
    let described = !scheme.parts.is_empty();
    if scheme.kind == Kind::Nothing {
        return Some("This scheme signs nothing, so a receiver has nothing to verify");
    }
    if scheme.kind == Kind::Ecdsa && scheme.algorithm != Algorithm::Sha256 {
        return Some(
            "Receiver code supports ECDSA only over P-256 with SHA-256; this scheme uses another hash",
        );
    }
    if described && !is_described(scheme) {
        return Some(
            "Receiver code supports HTTP Message Signatures (RFC 9421) only with an HMAC over the \
             signature base and without an age limit in the scheme",
        );
    }
    None
}

/// Returns whether exactly the signature base of RFC 9421 is signed, with an HMAC.
fn is_described(scheme: &Scheme) -> bool {
    let base = match parse(&scheme.content).as_deref() {
        Ok([Part::Value { name, .. }]) => name == "signature-base",
        _ => false,
    };
    base && scheme.kind == Kind::Hmac && scheme.tolerance.is_none()
}
