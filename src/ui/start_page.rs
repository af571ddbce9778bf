//! The first page: what Signpost is, and three ways in.

use yew::prelude::*;

use super::act::use_act;
use super::state::Action;
use problem::Field;

const DELIVERY: &str = "#/superoffice/postWebhook/delivery";

/// A way in: where it leads, its title, and a sentence about it.
const WAYS: [(&str, &str, &str); 3] = [
    (
        "#/keyauth/webhook",
        "Build a request",
        "Start from an API's documentation. A filled and signed example is ready to send to the sandbox.",
    ),
    (
        DELIVERY,
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
    let act = use_act();
    let way = |(href, title, text): (&'static str, &'static str, &'static str)| {
        let act = act.clone();
        // The address of the receiver is all that the example of a delivery lacks.
        let onclick = Callback::from(move |_: MouseEvent| {
            if href == DELIVERY {
                act.emit(Action::Reveal(Field::address()));
            }
        });
        html! {
            <li>
                <a class="way" {href} {onclick}>
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
