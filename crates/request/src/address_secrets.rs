//! The secrets in an address: its password, and the parameters with the name of a secret.

use std::ops::Range;

use openapi::secret_names::is_secret;
use signature::percent;

/// The spans of the secrets in an address, in order.
pub fn in_address(address: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = password(address).into_iter().collect();
    let query = address.find(['?', '#']).map_or(address.len(), |at| at + 1);
    let mut start = query;
    for pair in address[query..].split(['&', ';', '#', '?']) {
        if let Some((name, value)) = pair.split_once('=')
            && !value.is_empty()
            && is_secret(percent::decode_form_text(name).trim())
        {
            let at = start + name.len() + 1;
            found.push(at..at + value.len());
        }
        start += pair.len() + 1;
    }
    found
}

/// The span of the password of an address, or of its user without one (RFC 3986, section 3.2.1).
pub(crate) fn password(address: &str) -> Option<Range<usize>> {
    let start = address.find("://")? + 3;
    let authority = address[start..].split(['/', '?', '#']).next()?;
    let (user, _) = authority.rsplit_once('@')?;
    let before = user.find(':').map_or(0, |at| at + 1);
    Some(start + before..start + user.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_and_named_parameters_are_secrets() {
        for (address, secrets) in [
            ("https://example.com/a?b=c", &[][..]),
            (
                "https://u:p@example.com/?token=t&x=1&api%5Fkey=k#a",
                &["p", "t", "k"],
            ),
            ("https://k3y@example.com", &["k3y"]),
            ("https://example.com/#access_token=t", &["t"]),
            ("https://example.com/@a?token=", &[]),
            ("/hook?access_token=é", &["é"]),
        ] {
            let found = in_address(address).into_iter();
            let found: Vec<&str> = found.map(|span| &address[span]).collect();
            assert_eq!(found, secrets, "{address}");
        }
    }
}
