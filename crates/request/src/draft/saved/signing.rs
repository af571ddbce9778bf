//! The stored settings of a signature, and their names.

use std::rc::Rc;

use signature::Signing;

/// The stored names of a signature's settings; none of them is a secret.
pub(super) const SETTINGS: [&str; 9] = [
    "scheme",
    "algorithm",
    "secret-encoding",
    "digest",
    "content",
    "header-name",
    "header-value",
    "id",
    "time",
];

/// In the order of [`SETTINGS`].
pub(super) fn settings(signing: &mut Signing) -> [&mut Option<Rc<str>>; 9] {
    [
        &mut signing.scheme,
        &mut signing.algorithm,
        &mut signing.secret_encoding,
        &mut signing.digest,
        &mut signing.content,
        &mut signing.header_name,
        &mut signing.header_value,
        &mut signing.id,
        &mut signing.time,
    ]
}
