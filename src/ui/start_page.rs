//! The first page: what Signpost is, and three ways in.

use std::rc::Rc;

use yew::prelude::*;

use super::act::use_act;
use super::shared::Shared;
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
    let (request, delivery) = (hash(start.request), hash(start.delivery));
    let ways = [
        (
            request.clone().or_else(|| Some(props.build.clone())),
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
    let ask_address = act.reform(|_: MouseEvent| Action::Reveal(Field::address()));
    let example = Rc::<str>::from(start.example);
    let begin = act.reform(move |_: MouseEvent| Action::BeginWith(Rc::clone(&example)));
    let way = |(href, title, text): (Option<AttrValue>, &'static str, &'static str)| {
        let leads_to = |other: &Option<AttrValue>| href.is_some() && href == *other;
        let onclick = match (leads_to(&request), leads_to(&delivery)) {
            (true, _) => Some(begin.clone()),
            (_, true) => Some(ask_address.clone()),
            _ => None,
        };
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
            if let Loaded::Ready(index) = &props.catalog {
                <Apis index={Shared::from(index)} />
            }
            <p class="help">
                { "Everything runs in this page. Nothing is sent anywhere until you press Send, and secrets are never stored." }
            </p>
        </main>
    }
}

/// APIs that the first page lists; the navigation has all.
const LISTED: usize = 24;

#[derive(Properties, PartialEq)]
struct ApisProps {
    index: Shared<Index>,
}

/// The names of the documented APIs, each a link to its first operation.
#[component]
fn Apis(props: &ApisProps) -> Html {
    let entries = &props.index.entries;
    if entries.is_empty() {
        return Html::default();
    }
    html! {
        <section class="start-apis" aria-labelledby="start-apis">
            <h2 id="start-apis">{ "APIs" }</h2>
            <ul>
                { for entries.iter().take(LISTED).map(|entry| html! {
                    <li key={entry.id.clone()}>
                        <a href={format!("#/{}", entry.id)} title={entry.summary.clone()}>{ &entry.title }</a>
                    </li>
                }) }
            </ul>
        </section>
    }
}
