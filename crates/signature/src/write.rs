//! Writes a scheme as the JSON that [`super::read`] reads, so that a person can save one.

use super::scheme::Scheme;

/// The scheme as compact JSON, without the members that are as in [`Scheme::hmac`].
pub fn scheme(scheme: &Scheme) -> String {
    // Texts, numbers and words alone can be written whatever they are.
    serde_json::to_string(scheme).unwrap_or_default()
}
