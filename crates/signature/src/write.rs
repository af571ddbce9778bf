//! Writing schemes as the JSON that [`super::read`] reads.

use super::scheme::Scheme;

/// Returns the scheme as compact JSON, without the members that have the value in [`Scheme::hmac`].
pub fn scheme(scheme: &Scheme) -> String {
    // A scheme contains only strings, numbers and names, so writing cannot fail.
    serde_json::to_string(scheme).unwrap_or_default()
}
