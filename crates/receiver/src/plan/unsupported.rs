//! Schemes without receiver code, whatever their templates are.

use crate::Error;
use signature::template::{Part, parse};
use signature::{Algorithm, Kind, Scheme};

/// The reason why a scheme has no receiver code, apart from its templates.
pub(super) fn unsupported(scheme: &Scheme) -> Option<Error> {
    let described = !scheme.parts.is_empty();
    if scheme.kind == Kind::Nothing {
        return Some(Error::Unsigned);
    }
    if scheme.kind == Kind::Ecdsa && scheme.algorithm != Algorithm::Sha256 {
        return Some(Error::EcdsaHash);
    }
    if described && !is_described(scheme) {
        return Some(Error::MessageSignature);
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
