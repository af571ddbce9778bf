//! Which settings of a signature are stored, and under which names.

use std::rc::Rc;

use signature::Signing;

/// The names that the settings of a signature are stored under; none of them is a secret.
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
