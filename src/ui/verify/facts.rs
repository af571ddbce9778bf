//! The values that a person compares with those of the server: signatures, and the body's length and hash.

use yew::prelude::*;

use super::bytes::count;
use super::state::LONG;
use crate::ui::shared::Shared;
use crate::ui::veil;
use received::Received;
use signature::{Algorithm, DigestText, hmac};

/// See [`Facts`].
#[derive(Properties, PartialEq)]
pub struct FactsProps {
    pub computed: Option<AttrValue>,
    /// The signatures in the request, one a line.
    pub found: Option<AttrValue>,
    pub received: Shared<Received>,
}

/// Signatures one above the other, so that a difference is seen, and the body's length and SHA-256.
#[component]
pub fn Facts(props: &FactsProps) -> Html {
    let sha256 = use_memo(props.received.clone(), |received| {
        let short = Some(&received.body[..]).filter(|body| body.len() <= LONG);
        short.map(|body| hmac::text(&hmac::hash(Algorithm::Sha256, body), DigestText::Hex))
    });
    let row = |label: &'static str, part: &'static str, value: &AttrValue| {
        html! {
            <div>
                <dt>{ label }</dt>
                <dd><code data-part={part}>{ veil::words(value) }</code></dd>
            </div>
        }
    };
    html! {
        <dl class="digests">
            { for props.computed.iter().map(|value| row("Computed signature", "verify-digest", value)) }
            { for props.found.iter().map(|value| row("Received signature", "verify-found", value)) }
            <div>
                <dt>{ "Body" }</dt>
                <dd data-part="verify-body-length">{ count(props.received.body.len(), "byte") }</dd>
            </div>
            { for sha256.iter().map(|value| row("Body SHA-256", "verify-body-sha256", &value.clone().into())) }
        </dl>
    }
}
