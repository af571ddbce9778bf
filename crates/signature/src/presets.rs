//! The built-in schemes, read from `presets.json` and `presets/more.json`.
//!
//! A new scheme is new data there, with a vector in `static/proof/vectors.json`. The order there is
//! the order of the list.

use std::sync::OnceLock;

use super::{Scheme, read};

/// The schemes that are read without the others.
const FIRST: &str = include_str!("presets.json");
const MORE: &str = include_str!("presets/more.json");

/// Returns the scheme of that id.
pub fn find(id: &str) -> Option<Scheme> {
    let is = |scheme: &&Scheme| scheme.id == id;
    let found = first().iter().find(is);
    found.or_else(|| known().iter().find(is)).cloned()
}

/// Returns every scheme that can sign a request, in the order of the list.
pub fn all() -> &'static [Scheme] {
    let is_offered = |scheme: &Scheme| !scheme.kind.is_public_key();
    let count = known().partition_point(is_offered);
    known().get(..count).unwrap_or_default()
}

/// Returns every scheme of deliveries: those that can sign, then those with a private key.
pub fn known() -> &'static [Scheme] {
    static KNOWN: OnceLock<Vec<Scheme>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let (none, documented) = first().split_at(first().len().min(1));
        let mut known = none.to_vec();
        known.extend(read::schemes(MORE).unwrap_or_default());
        known.extend_from_slice(documented);
        let of = |scheme: &Scheme| scheme.kind.is_public_key();
        known.sort_by_key(of);
        known
    })
}

fn first() -> &'static [Scheme] {
    static READ: OnceLock<Vec<Scheme>> = OnceLock::new();
    READ.get_or_init(|| read::schemes(FIRST).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_reads() {
        let read = [FIRST, MORE].map(|file| read::schemes(file).map(|schemes| schemes.len()));
        let [Ok(first), Ok(more)] = read else {
            panic!("{read:?}");
        };
        assert_eq!(first + more, known().len());
    }

    /// New schemes may be added as data; other code and documents rely on these.
    #[test]
    fn the_schemes_that_are_promised_are_offered() {
        let promised = "none plain standard-webhooks github stripe slack shopify superoffice keyauth \
            authing twilio square zoom meta paddle hubspot-v3 intercom dropbox line mailgun adyen \
            webflow rfc9421";
        for id in promised.split_whitespace() {
            assert!(all().iter().any(|offered| offered.id == id), "{id}");
        }
    }

    /// A new, removed or moved scheme shows up here.
    #[test]
    fn every_preset_has_its_place() {
        let ids: Vec<&str> = known().iter().map(|scheme| scheme.id.as_str()).collect();
        expect_test::expect![[r#"
            none
            plain
            standard-webhooks
            github
            stripe
            slack
            shopify
            superoffice
            svix
            github-sha1
            shopify-events
            twilio
            twilio-json
            square
            zoom
            meta
            paddle
            hubspot-v3
            hubspot-v2
            hubspot-v1
            intercom
            dropbox
            line
            mailgun
            adyen
            webflow
            rfc9421
            elevenlabs
            mux
            woocommerce
            vercel
            linear
            typeform
            zendesk
            docusign
            pagerduty
            xero
            gitlab
            authing-webhook
            postmark
            tabby
            keyauth
            authing
            discord
            keyauth-1.3
            standard-webhooks-v1a
            sendgrid
            paypal
            aws-sns
            aws-sns-v1"#]]
        .assert_eq(&ids.join("\n"));
    }

    #[test]
    fn every_preset_has_its_own_id() {
        assert!(
            known()
                .iter()
                .all(|scheme| find(&scheme.id).as_ref() == Some(scheme))
        );
        let mut ids: Vec<&str> = known().iter().map(|scheme| scheme.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), known().len());
    }

    #[test]
    fn schemes_of_a_private_key_are_known_and_not_offered_for_signing() {
        assert!(all().iter().all(|scheme| !scheme.kind.is_public_key()));
        let rest = known().get(all().len()..).unwrap_or_default();
        assert!(rest.iter().all(|scheme| scheme.kind.is_public_key()));
        assert!(rest.iter().any(|scheme| scheme.id == "discord"));
    }
}
