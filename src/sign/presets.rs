//! The schemes that everyone can choose, read from `presets.json`.
//!
//! Adding one is adding data there, and a vector for it to the tests.

use std::sync::OnceLock;

use super::{Scheme, read};

/// The scheme of that id.
pub fn find(id: &str) -> Option<Scheme> {
    known().iter().find(|scheme| scheme.id == id).cloned()
}

/// Every scheme that a request can be signed with, in the order it is offered.
pub fn all() -> &'static [Scheme] {
    let known = known();
    let signing = known.iter().position(|scheme| scheme.kind.is_public_key());
    known
        .get(..signing.unwrap_or(known.len()))
        .unwrap_or_default()
}

/// Every scheme that a delivery may come with; after those that can sign, those of a private key.
pub fn known() -> &'static [Scheme] {
    static KNOWN: OnceLock<Vec<Scheme>> = OnceLock::new();
    KNOWN.get_or_init(|| read::schemes(include_str!("presets.json")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_reads_and_has_its_own_id() {
        let read = read::schemes(include_str!("presets.json")).map(|schemes| {
            let ids = schemes.into_iter().map(|scheme| scheme.id);
            ids.collect::<Vec<_>>().join(" ")
        });
        let ids = "none plain standard-webhooks github stripe slack shopify superoffice keyauth \
            authing svix twilio twilio-json square zoom meta paddle hubspot-v3 intercom dropbox line \
            mailgun adyen webflow rfc9421 gitlab authing-webhook postmark discord keyauth-1.3 \
            standard-webhooks-v1a sendgrid paypal aws-sns";
        assert_eq!(read.as_deref(), Ok(ids));
    }

    #[test]
    fn schemes_of_a_private_key_are_known_and_not_offered_for_signing() {
        assert!(all().iter().all(|scheme| !scheme.kind.is_public_key()));
        let rest = known().get(all().len()..).unwrap_or_default();
        assert!(rest.iter().all(|scheme| scheme.kind.is_public_key()));
        assert_eq!(rest.first().map(|scheme| &*scheme.id), Some("discord"));
    }
}
