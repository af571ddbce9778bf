//! The first page: what Signpost is, and three ways in.

use yew::prelude::*;

/// A way in: where it leads, its title, and a sentence about it.
const WAYS: [(&str, &str, &str); 3] = [
    (
        "#/keyauth/webhook",
        "Build a request",
        "Start from an API's documentation. A filled and signed example is ready to send to the sandbox.",
    ),
    (
        "#/superoffice/postWebhook/delivery",
        "Send a signed delivery",
        "Test your own receiver with valid and altered deliveries.",
    ),
    (
        "#/verify",
        "Verify a delivery",
        "Paste a request that you received. If its signature does not match, Signpost looks for the cause.",
    ),
];

/// See the module.
#[component]
pub fn StartPage() -> Html {
    let way = |(href, title, text): (&'static str, &'static str, &'static str)| {
        html! {
            <li>
                <a class="way" {href}>
                    <strong>{ title }</strong>
                    <span>{ text }</span>
                </a>
            </li>
        }
    };
    html! {
        <main class="start-page" tabindex="-1">
            <h1>{ "Build, sign, send and verify webhooks, byte for byte" }</h1>
            <ul class="ways">{ for WAYS.map(way) }</ul>
            <p class="help">
                { "Everything runs in this page. Nothing is sent anywhere until you press Send, and secrets are never stored." }
            </p>
        </main>
    }
}
