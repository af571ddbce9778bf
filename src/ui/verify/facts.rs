//! The values that a person compares with those of the server: signatures, and the body's length and hash.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::bytes::count;
use super::state::LONG;
use crate::browser::{crypto, task};
use crate::ui::shared::Shared;
use crate::ui::veil;
use received::Received;
use signature::{Algorithm, DigestText, hmac};

/// Bytes of a body up to which its SHA-256 is shown: to copy more to the browser's crypto holds up the page.
const HASHED: usize = 8 << 20;

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
    let sha256 = use_sha256(&props.received);
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
            { for sha256.iter().map(|value| row("Body SHA-256", "verify-body-sha256", value)) }
        </dl>
    }
}

/// The SHA-256 of the body in hex. That of a large one comes later, from the browser; above [`HASHED`]
/// there is none.
#[hook]
fn use_sha256(received: &Shared<Received>) -> Option<AttrValue> {
    let hex = |hash: &[u8]| AttrValue::from(hmac::text(hash, DigestText::Hex));
    let is_small = received.body.len() <= LONG;
    let small = use_memo(received.clone(), |received| {
        is_small.then(|| hex(&hmac::hash(Algorithm::Sha256, &received.body)))
    });
    let large = use_state(|| None::<(Shared<Received>, AttrValue)>);
    let set = large.setter();
    use_effect_with(received.clone(), move |received| {
        let received = received.clone();
        if !is_small && received.body.len() <= HASHED {
            spawn_local(async move {
                task::pause().await;
                let hash = crypto::sha256(&received.body).await;
                set.set(hash.map(|hash| (received, hex(&hash))));
            });
        }
    });
    let large = large
        .as_ref()
        .filter(|(of, _)| of == received)
        .map(|(_, hash)| hash.clone());
    (*small).clone().or(large)
}
