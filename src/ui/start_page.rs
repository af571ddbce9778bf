//! The first page: what Signpost is, and three ways in.

use std::rc::Rc;

use yew::prelude::*;

use super::state::Loaded;
use crate::catalog::Index;

/// See [`StartPage`].
#[derive(Properties, PartialEq)]
pub struct StartPageProps {
    pub catalog: Loaded<Rc<Index>>,
    /// Where a request is built, unless the catalog names an example.
    pub build: AttrValue,
}

/// See the module.
#[component]
pub fn StartPage(props: &StartPageProps) -> Html {
    let start = match &props.catalog {
        Loaded::Ready(index) => index.start.clone(),
        _ => Default::default(),
    };
    let hash = |named: String| (!named.is_empty()).then(|| AttrValue::from(format!("#/{named}")));
    let ways = [
        (
            hash(start.request).or_else(|| Some(props.build.clone())),
            "Build a request",
            "Start from an API's documentation. A filled and signed example is ready to send to the sandbox.",
        ),
        (
            hash(start.delivery),
            "Send a signed delivery",
            "Test your own receiver with valid and altered deliveries.",
        ),
        (
            Some("#/verify".into()),
            "Verify a delivery",
            "Paste a request that you received. If its signature does not match, Signpost looks for the cause.",
        ),
    ];
    // Until the catalog is there, a card is in its place without a link.
    let loading = props.catalog == Loaded::Loading;
    let ways = ways
        .into_iter()
        .filter(|(href, ..)| loading || href.is_some());
    let way = |(href, title, text): (Option<AttrValue>, &'static str, &'static str)| {
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
            <ul class="ways">{ for ways.map(way) }</ul>
            <p class="help">
                { "Everything runs in this page. Nothing is sent anywhere until you press Send, and secrets are never stored." }
            </p>
        </main>
    }
}
