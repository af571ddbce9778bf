//! Components rendered to text, natively: what a control is named, tied to and says.

use std::rc::Rc;

use expect_test::{Expect, expect};
use yew::BaseComponent;

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
            <a href="#/keyauth/webhook/delivery" title="Call the base link" data-operation="webhook/delivery" class="operation delivery">
            <span class="delivery-mark">Delivery</span>
            <span class="words">Call the base link</span>
            </a>
            </li>
            <li>
            <a href="#/keyauth/webhookGet" title="webhook" data-operation="webhookGet" class="operation">
            <span class="method get">GET</span>
            <span class="words">webhook</span>
            </a>
            </li>
            <li>
            <a href="#/keyauth/webhookGet/delivery" title="Call the base link" data-operation="webhookGet/delivery" class="operation delivery">
            <span class="delivery-mark">Delivery</span>
            <span class="words">Call the base link</span>
            </a>
            </li>
            </ul>
            </li>
            <li class="api">
            <a href="#/genauth" title="Create a webhook for user-pool events." class="api-title">GenAuth</a>
            <ul>
            <li>
            <a href="#/genauth/createWebhook" title="Create a Webhook" data-operation="createWebhook" class="operation">
            <span class="method post">POST</span>
            <span class="words">Create a Webhook</span>
            </a>
            </li>
            <li>
            <a href="#/genauth/createWebhook/delivery" title="Deliver an event" data-operation="createWebhook/delivery" class="operation delivery">
            <span class="delivery-mark">Delivery</span>
            <span class="words">Deliver an event</span>
            </a>
            </li>
            </ul>
            </li>
            </ul>
            </nav>
        "##]],
    );
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
    use signpost::ui::shared::Shared;
    use signpost::ui::state::{Action, Open, Stamped, State, View};
    use signpost::ui::workbench::delivery::{Cases, CasesProps};
    use signpost::ui::workbench::{Workbench, WorkbenchProps};
    use signpost::ui::{prefs, route};
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
    let bench = Open::bench(&operation, None, None, None);
    let open = Open::new(Rc::clone(&api), operation, bench, moment.clone(), matcher);

    let prefs = prefs::read("");
    let mut state = State::new(matcher, route::read(""), prefs.clone());
    state.open = Some(Rc::new(open));
    let action = Action::Tamper(Some(Tampering::WrongSecret));
    let state = Rc::new(state).reduce(Stamped { action, moment });
    let open = state.open.as_ref().expect("it is open");
    let page = rendered::<Workbench>(WorkbenchProps {
        open: Shared::from(open),
        prefs,
        view: View::default(),
    });
    let menu = rendered::<Cases>(CasesProps {
        open: Shared::from(open),
    });
    let parts = [
        from_part(&page, "case", "</button>"),
        from_part(&menu, "spoil", "</div>"),
        from_part(&page, "taken", "</p>"),
        from_part(&page, "due", "</p>"),
        from_part(&page, "run-cases", "</button>"),
        from_part(&page, "repeat", "</button>"),
        from_part(&page, "open-in-verify", "</a>"),
    ];
    expect![[r##"
        <button type="button" data-part="case" aria-label="Case: Wrong secret" aria-expanded="false" class="popover-button">
        <span class="case-label long">Case: </span>Wrong secret</button>
        <div data-part="spoil" role="group" aria-label="Case to send" class="cases-list">
        <button type="button" data-spoil="" aria-pressed="false" aria-describedby="case-note-" class="case">
        <span class="case-title">Valid</span>
        <span id="case-note-" class="case-note">Accepted (2xx)</span>
        </button>
        <button type="button" data-spoil="wrong-secret" aria-pressed="true" aria-describedby="case-note-wrong-secret" class="case">
        <span class="case-title">Wrong secret</span>
        <span id="case-note-wrong-secret" class="case-note">Refused (4xx)</span>
        </button>
        <button type="button" data-spoil="stale" aria-pressed="false" aria-disabled="true" aria-describedby="case-note-stale" class="case">
        <span class="case-title">Stale timestamp</span>
        <span id="case-note-stale" class="case-note">This scheme signs no time, so a receiver cannot tell an old delivery from a new one.</span>
        </button>
        <button type="button" data-spoil="future" aria-pressed="false" aria-disabled="true" aria-describedby="case-note-future" class="case">
        <span class="case-title">Timestamp in the future</span>
        <span id="case-note-future" class="case-note">This scheme signs no time, so a receiver cannot tell an old delivery from a new one.</span>
        </button>
        <button type="button" data-spoil="altered" aria-pressed="false" aria-describedby="case-note-altered" class="case">
        <span class="case-title">Body altered after signing</span>
        <span id="case-note-altered" class="case-note">Refused (4xx)</span>
        </button>
        <button type="button" data-spoil="unsigned" aria-pressed="false" aria-describedby="case-note-unsigned" class="case">
        <span class="case-title">Signature missing</span>
        <span id="case-note-unsigned" class="case-note">Refused (4xx)</span>
        </button>
        <button type="button" data-spoil="rotation" aria-pressed="false" aria-disabled="true" aria-describedby="case-note-rotation" class="case">
        <span class="case-title">Two signatures (secret rotation)</span>
        <span id="case-note-rotation" class="case-note">This scheme has room for one signature only: while the secret changes, the receiver has to try both secrets.</span>
        </button>
        <button type="button" data-spoil="duplicate" aria-pressed="false" aria-disabled="true" aria-describedby="case-note-duplicate" class="case">
        <span class="case-title">Duplicate id</span>
        <span id="case-note-duplicate" class="case-note">Every valid delivery is the same here: send it twice.</span>
        </button>
        </div>
        <div data-part="taken" class="registration">
        <div>4 values come from “<a href="#/superoffice/postWebhook">POST Webhook</a>”. Edit here to override. Not filled in there: WebhookName.<div class="popover info">
        <button type="button" aria-label="Where these values come from" aria-expanded="false" class="popover-button">
        <span aria-hidden="true" class="info-mark">i</span>
        </button>
        </div>
        </div>
        </div>
        <div role="status" class="due-line">
        <p data-part="due" class="due">
        <strong>Wrong secret. </strong>The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature was made with another secret.</p>
        <p data-part="due" class="due">
        <strong>Wrong secret. </strong>The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature was made with another secret.</p>
        <button type="button" data-part="run-cases" title="Send each case to the sandbox, one after the other">Run all cases</button>
        <button type="button" data-part="repeat" title="Send it as a retry: the same id, a new time and signature, and a higher retry count">Send as retry</button>
        <a href="#/verify" data-part="open-in-verify" title="Verify this message on the Verify page, with its secret" class="button">Open in Verify</a>
    "##]].assert_eq(&parts.concat());
}
