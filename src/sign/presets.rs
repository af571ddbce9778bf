//! The schemes that everyone can choose, read from `presets.json` and `presets/more.json`.
//!
//! Adding one is adding data there, its name to [`OFFERED`], and a vector for
//! it to `static/proof/vectors.json`. The second file holds what the first
//! screen has no use for: the page fetches it with the second part of its program.

use std::sync::OnceLock;

use super::{Scheme, read};
use crate::table::sort_by;

/// Ids and titles of the schemes that a request can be signed with, in the order they are offered.
///
/// They are here once more, so that a list of names reads no scheme.
pub const OFFERED: [(&str, &str); 43] = [
    ("none", "None"),
    ("plain", "Plain HMAC"),
    ("standard-webhooks", "Standard Webhooks"),
    ("github", "GitHub"),
    ("stripe", "Stripe"),
    ("slack", "Slack"),
    ("shopify", "Shopify"),
    ("superoffice", "SuperOffice"),
    ("keyauth", "KeyAuth replies"),
    ("authing", "Authing AK/SK"),
    ("svix", "Svix"),
    ("github-sha1", "GitHub, SHA-1"),
    ("shopify-events", "Shopify Events"),
    ("twilio", "Twilio, form"),
    ("twilio-json", "Twilio, JSON"),
    ("square", "Square"),
    ("zoom", "Zoom"),
    ("meta", "Meta"),
    ("paddle", "Paddle"),
    ("hubspot-v3", "HubSpot v3"),
    ("hubspot-v2", "HubSpot v2"),
    ("hubspot-v1", "HubSpot v1"),
    ("intercom", "Intercom"),
    ("dropbox", "Dropbox"),
    ("line", "LINE"),
    ("mailgun", "Mailgun"),
    ("adyen", "Adyen"),
    ("webflow", "Webflow"),
    ("rfc9421", "HTTP Message Signatures"),
    ("elevenlabs", "ElevenLabs"),
    ("mux", "Mux"),
    ("woocommerce", "WooCommerce"),
    ("vercel", "Vercel"),
    ("linear", "Linear"),
    ("typeform", "Typeform"),
    ("zendesk", "Zendesk"),
    ("docusign", "Docusign"),
    ("pagerduty", "PagerDuty"),
    ("xero", "Xero"),
    ("gitlab", "GitLab"),
    ("authing-webhook", "Authing webhooks"),
    ("postmark", "Postmark"),
    ("tabby", "Tabby"),
];

/// The scheme of that id.
pub fn find(id: &str) -> Option<Scheme> {
    let is = |scheme: &&Scheme| scheme.id == id;
    let found = first().iter().find(is);
    found.or_else(|| known().iter().find(is)).cloned()
}

/// Every scheme that a request can be signed with, in the order it is offered.
pub fn all() -> &'static [Scheme] {
    known().get(..OFFERED.len()).unwrap_or_default()
}

/// Every scheme that a delivery may come with; after those that can sign, those of a private key.
pub fn known() -> &'static [Scheme] {
    static KNOWN: OnceLock<Vec<Scheme>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known = first().to_vec();
        known.extend(read::schemes(include_str!("presets/more.json")).unwrap_or_default());
        let place = |scheme: &Scheme| {
            let found = OFFERED.iter().position(|known| known.0 == scheme.id);
            found.unwrap_or(OFFERED.len())
        };
        sort_by(&mut known, |one, other| place(one).cmp(&place(other)));
        known
    })
}

/// Those that documents of the catalog name, which the page has from the start.
fn first() -> &'static [Scheme] {
    static FIRST: OnceLock<Vec<Scheme>> = OnceLock::new();
    FIRST.get_or_init(|| read::schemes(include_str!("presets.json")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_reads_and_is_offered_by_its_title() {
        let files = [
            include_str!("presets.json"),
            include_str!("presets/more.json"),
        ];
        let read = files.map(|file| read::schemes(file).map(|schemes| schemes.len()));
        assert_eq!(read, [Ok(3), Ok(known().len() - 3)]);
        let titles = all().iter().map(|s| (s.id.as_str(), s.title.as_str()));
        assert_eq!(titles.collect::<Vec<_>>(), OFFERED);
    }

    #[test]
    fn every_preset_has_its_own_id() {
        let ids = known().iter().map(|scheme| scheme.id.as_str());
        let expected = "none plain standard-webhooks github stripe slack shopify superoffice keyauth \
            authing svix github-sha1 shopify-events twilio twilio-json square zoom meta paddle \
            hubspot-v3 hubspot-v2 hubspot-v1 intercom dropbox line mailgun adyen webflow rfc9421 \
            elevenlabs mux woocommerce vercel linear typeform zendesk docusign pagerduty xero gitlab \
            authing-webhook postmark tabby discord keyauth-1.3 standard-webhooks-v1a sendgrid paypal aws-sns aws-sns-v1";
        assert_eq!(ids.collect::<Vec<_>>().join(" "), expected);
        assert!(
            known()
                .iter()
                .all(|scheme| find(&scheme.id).as_ref() == Some(scheme))
        );
    }

    #[test]
    fn schemes_of_a_private_key_are_known_and_not_offered_for_signing() {
        assert!(all().iter().all(|scheme| !scheme.kind.is_public_key()));
        let rest = known().get(all().len()..).unwrap_or_default();
        assert!(rest.iter().all(|scheme| scheme.kind.is_public_key()));
        assert_eq!(rest.first().map(|scheme| &*scheme.id), Some("discord"));
    }
}
