//! The first page: what Signpost is, and three ways in.

use std::rc::Rc;

use yew::prelude::*;

use super::act::use_act;
use super::state::{Action, Loaded};
use crate::catalog::Index;
use problem::Field;

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
    let act = use_act();
    let start = match &props.catalog {
        Loaded::Ready(index) => index.start.clone(),
        _ => Default::default(),
    };
    let hash = |named: String| (!named.is_empty()).then(|| AttrValue::from(format!("#/{named}")));
    let delivery = hash(start.delivery);
    let ways = [
        (
            hash(start.request).or_else(|| Some(props.build.clone())),
            "Build a request",
            "Start from an API's documentation. A filled and signed example is ready to send to the sandbox.",
        ),
        (
            delivery.clone(),
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
    // The address of the receiver is all that the example of a delivery lacks.
    let ask_address =
        Callback::from(move |_: MouseEvent| act.emit(Action::Reveal(Field::address())));
    let way = |(href, title, text): (Option<AttrValue>, &'static str, &'static str)| {
        let leads_to_delivery = delivery.is_some() && href == delivery;
        let onclick = leads_to_delivery.then(|| ask_address.clone());
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
            <ul class="ways">{ for ways.map(way) }</ul>
            <p class="help">
                { "Everything runs in this page. Nothing is sent anywhere until you press Send, and secrets are never stored." }
            </p>
        </main>
    }
}
