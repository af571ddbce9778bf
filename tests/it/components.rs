//! Components rendered to text, natively: what a control is named, tied to and says.

use std::rc::Rc;

use expect_test::{Expect, expect};
use yew::{BaseComponent, Callback, Html};

use crate::common::{self, rendered};

/// Renders a component and compares, one element a line.
#[track_caller]
fn check<C: BaseComponent>(props: C::Properties, expected: Expect) {
    expected.assert_eq(&rendered::<C>(props));
}

#[test]
fn the_list_has_each_delivery_under_its_operation_also_before_the_document_is_there() {
    use signpost::ui::nav::{Nav, NavProps};
    use signpost::ui::shared::Shared;
    use signpost::ui::state::Loaded;
    let read = signpost::catalog::read(&common::file("index.json"));
    let mut index = read.expect("the index reads");
    let wanted = ["keyauth", "genauth"];
    index.entries.retain(|e| wanted.contains(&e.id.as_str()));
    let api = Rc::new(common::api("genauth"));
    let documents = [("genauth".to_owned(), Loaded::Ready(api))];
    let props = NavProps {
        catalog: Loaded::Ready(Rc::new(index)),
        documents: Shared(Rc::new(documents.into_iter().collect())),
        open: None,
        is_over: false,
    };
    check::<Nav>(
        props,
        expect![[r##"
            <nav id="nav" aria-label="APIs" class="nav">
            <form class="alone">
            <textarea rows="1" data-part="filter" aria-label="Filter the operations" placeholder="Filter" autocomplete="off" autocapitalize="off" spellcheck="false" class="text filter">
            </textarea>
            </form>
            <p role="status" class="help nav-none">
            </p>
            <ul class="apis">
            <li class="api">
            <a href="#/keyauth" title="Ask KeyAuth's server to call a webhook, so that its address stays secret." class="api-title">KeyAuth</a>
            <ul>
            <li>
            <a href="#/keyauth/webhook" title="webhook" data-operation="webhook" class="operation">
            <span class="method post">POST</span>
            <span class="words">webhook</span>
            </a>
            </li>
            <li>
            <a href="#/keyauth/webhook/delivery" title="Request to the base link" data-operation="webhook/delivery" class="operation delivery">
            <span class="delivery-mark">Delivery</span>
            <span class="words">Request to the base link</span>
            </a>
            </li>
            <li>
            <a href="#/keyauth/webhookGet" title="webhook" data-operation="webhookGet" class="operation">
            <span class="method get">GET</span>
            <span class="words">webhook</span>
            </a>
            </li>
            <li>
            <a href="#/keyauth/webhookGet/delivery" title="Request to the base link" data-operation="webhookGet/delivery" class="operation delivery">
            <span class="delivery-mark">Delivery</span>
            <span class="words">Request to the base link</span>
            </a>
            </li>
            </ul>
            </li>
            <li class="api">
            <a href="#/genauth" title="Create a webhook that is told of events in a user pool." class="api-title">GenAuth</a>
            <ul>
            <li>
            <a href="#/genauth/createWebhook" title="Create a Webhook" data-operation="createWebhook" class="operation">
            <span class="method post">POST</span>
            <span class="words">Create a Webhook</span>
            </a>
            </li>
            <li>
            <a href="#/genauth/createWebhook/delivery" title="Delivery of an event" data-operation="createWebhook/delivery" class="operation delivery">
            <span class="delivery-mark">Delivery</span>
            <span class="words">Delivery of an event</span>
            </a>
            </li>
            </ul>
            </li>
            </ul>
            </nav>
        "##]],
    );
}

/// Shows what it is given.
#[yew::component]
fn Shown(props: &ShownProps) -> Html {
    props.html.clone()
}

#[derive(yew::Properties, PartialEq, Clone)]
struct ShownProps {
    html: Html,
}

/// The elements from the one with this part to the end of it.
fn from_part(page: &str, part: &str, end: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let mark = format!("data-part=\"{part}\"");
    let start = lines.iter().position(|line| line.contains(&mark));
    let start = start.unwrap_or_else(|| panic!("no part {part}: {page}"));
    let length = lines[start..].iter().position(|line| line.contains(end));
    let length = length.unwrap_or_else(|| panic!("{part} has no end"));
    lines[start..=start + length].join("\n") + "\n"
}

#[test]
fn a_delivery_offers_to_be_spoiled_and_repeated_and_tells_what_was_taken() {
    use exchange::delivery::{Registration, Tampering};
    use openapi::delivery;
    use request::draft::{self, Edit, load};
    use signature::secret::Secrets;
    use signpost::ui::state::{Action, Open, Stamped, State};
    use signpost::ui::{prefs, route, workbench};
    use yew::Reducible;

    let api = Rc::new(common::api("superoffice"));
    let of = common::operation(&api, "postWebhook");
    let text =
        r#"{"TargetUrl": "https://a.example/", "Secret": "s", "Events": ["contact.changed"]}"#;
    let draft = draft::apply(&load::fresh(&of), &of, &Edit::Raw(text.into()));
    let (moment, matcher) = (common::moment(), common::matches);
    let secrets = Secrets::default();
    let registration = Registration::of(&of, &draft, &secrets, &moment, &matcher);
    let listing = api.delivery(Some("postWebhook"), "delivery");
    let listing = listing.expect("it is listed");
    let operation = delivery::open(&api, listing, &registration.exchange());
    let operation = Rc::new(operation.expect("it reads"));
    let bench = Open::bench(&operation, None, None);
    let open = Open::new(Rc::clone(&api), operation, bench, moment.clone(), matcher);

    let prefs = prefs::read("");
    let mut state = State::new(matcher, route::read(""), prefs.clone());
    state.open = Some(Rc::new(open));
    let action = Action::Tamper(Some(Tampering::WrongSecret));
    let state = Rc::new(state).reduce(Stamped { action, moment });
    let open = state.open.as_ref().expect("it is open");
    let html = workbench::view(open, &prefs, &Callback::noop());
    let page = rendered::<Shown>(ShownProps { html });
    let parts = [
        from_part(&page, "spoil", "</div>"),
        from_part(&page, "repeat", "</button>"),
        from_part(&page, "due", "</p>"),
        from_part(&page, "taken", "</details>"),
    ];
    expect![[r##"
        <div class="switch spoils" data-part="spoil" role="group" aria-label="Tampering">
        <button type="button" class="small" data-spoil="" aria-pressed="false">As its sender sends it</button>
        <button type="button" class="small" data-spoil="wrong-secret" aria-pressed="true">Wrong secret</button>
        <button type="button" class="small" data-spoil="stale" aria-pressed="false">Stale timestamp</button>
        <button type="button" class="small" data-spoil="future" aria-pressed="false">Timestamp in the future</button>
        <button type="button" class="small" data-spoil="altered" aria-pressed="false">Body altered after signing</button>
        <button type="button" class="small" data-spoil="unsigned" aria-pressed="false">Signature missing</button>
        <button type="button" class="small" data-spoil="rotation" aria-pressed="false">Two signatures (secret rotation)</button>
        <button type="button" class="small" data-spoil="duplicate" aria-pressed="false">Duplicate id</button>
        </div>
        <button type="button" data-part="repeat" title="The same id, a new time and signature, one more try">Send again, as a retry</button>
        <p class="help due" data-part="due">It must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature was made with another secret.</p>
        <details class="taken" data-part="taken">
        <summary>Taken from the registration; change here what is to differ.</summary>
        <ul class="plain">
        <li class="exact">
        <code>server:url</code> from <code>{$request.body#/TargetUrl}</code>
        </li>
        <li class="exact">
        <code>header:X-SuperOffice-Event</code> from <code>$request.body#/Events/0</code>
        </li>
        <li class="exact">
        <code>body:/Event</code> from <code>$request.body#/Events/0</code>
        </li>
        <li class="exact">
        <code>secret</code> from <code>$request.body#/Secret</code>
        </li>
        </ul>
        <p>
        <a href="#/superoffice/postWebhook">To the registration</a>
        </p>
        </details>
    "##]].assert_eq(&parts.concat());
}
