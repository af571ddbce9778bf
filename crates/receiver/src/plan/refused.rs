//! Schemes that there is no receiver code for, each with the reason for the person.

use signature::template::{Part, parse};
use signature::{Algorithm, Kind, Scheme};

/// Why there is no receiver code for a scheme, in a sentence; what its templates say is not looked at.
pub(super) fn refused(scheme: &Scheme) -> Option<&'static str> {
    let described = !scheme.parts.is_empty();
    if scheme.kind == Kind::Nothing {
        return Some("This scheme signs nothing, so a receiver has nothing to verify");
    }
    if scheme.kind == Kind::Ecdsa && scheme.algorithm != Algorithm::Sha256 {
        return Some(
            "Receiver code for ECDSA is written for P-256 with SHA-256 alone, and this scheme has \
             another hash",
        );
    }
    if described && !is_described(scheme) {
        return Some(
            "Receiver code for HTTP Message Signatures (RFC 9421) is written for an HMAC over the \
             signature base, without a limit of age but the signature's own",
        );
    }
    None
}

/// Whether what the message tells is signed as RFC 9421 says, and nothing else is.
fn is_described(scheme: &Scheme) -> bool {
    let base = match parse(&scheme.content).as_deref() {
        Ok([Part::Value { name, .. }]) => name == "signature-base",
        _ => false,
    };
    base && scheme.kind == Kind::Hmac && scheme.tolerance.is_none()
}
