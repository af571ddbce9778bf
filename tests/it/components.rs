//! Components rendered to text, natively: what a control is named, tied to and says.

use std::rc::Rc;

use expect_test::{Expect, expect};
use yew::{AttrValue, BaseComponent, Callback, Html, LocalServerRenderer};

use openapi::Control;
use problem::{Cause, Field, Problem, Sample, Severity, Step, Type};
use request::draft::Node;
use signpost::ui::form::{FieldProps, FormField, Hints};
use signpost::ui::parts::{Item, Select, SelectProps};

use crate::common;

/// Renders a component and compares, one element a line.
#[track_caller]
fn check<C: BaseComponent>(props: C::Properties, expected: Expect) {
    expected.assert_eq(&rendered::<C>(props));
}

fn rendered<C: BaseComponent>(props: C::Properties) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.unwrap_or_else(|e| panic!("{e}"));
    let local = tokio::task::LocalSet::new();
    let text = local.block_on(&runtime, async {
        LocalServerRenderer::<C>::with_props(props)
            .hydratable(false)
            .render()
            .await
    });
    lines(&text)
}

/// A line for each element, so that a golden can be read and compared.
fn lines(html: &str) -> String {
    let mut out = html.replace("><", ">\n<");
    out.push('\n');
    out
}

/// The control of a member of a documented body.
fn control(api: &str, operation: &str, name: &str) -> Rc<Control> {
    let api = common::api(api);
    let operation = common::operation(&api, operation);
    let body = operation.body.as_ref().and_then(|b| b.media.first());
    let body = body.and_then(|m| m.control.clone());
    let body = body.unwrap_or_else(|| panic!("no form"));
    let member = body.members.iter().find(|m| m.name == name);
    Rc::clone(member.unwrap_or_else(|| panic!("no member {name}")))
}

fn field(control: Rc<Control>, node: Node, problems: Vec<Problem>) -> FieldProps {
    FieldProps {
        name: AttrValue::from(control.name.clone()),
        place: Field::body().step(Step::Name(control.name.as_str().into())),
        control,
        node,
        hints: Hints {
            problems: problems.into_iter().map(Rc::new).collect(),
            ..Hints::default()
        },
        act: Callback::noop(),
    }
}

fn no_integer(at: &str, found: &str) -> Problem {
    let cause = Cause::Type {
        expected: vec![Type::Integer],
        found: Sample::text(found),
    };
    cause.at(at, Severity::Error)
}

fn text(text: &str) -> Node {
    Node::Text(text.into())
}

#[test]
fn a_text_field_is_named_as_documented_and_keeps_what_is_no_number() {
    let control = control("superoffice", "postWebhook", "WebhookId");
    let found = no_integer("body:/WebhookId", "many");
    check::<FormField>(
        field(control, text("many"), vec![found]),
        expect![[r#"
            <div class="field" data-for="body:/WebhookId">
            <div class="field-head">
            <label for="f-body_3a__2f_WebhookId">WebhookId</label>
            <span class="type">int32</span>
            </div>
            <div class="field-body">
            <div class="control">
            <form class="alone">
            <textarea class="text" id="f-body_3a__2f_WebhookId" data-field="body:/WebhookId" aria-describedby="p-body_3a__2f_WebhookId h-body_3a__2f_WebhookId" aria-invalid="true" inputmode="numeric" rows="1" autocomplete="off" autocapitalize="off" spellcheck="false">many</textarea>
            </form>
            </div>
            <ul class="field-problems" id="p-body_3a__2f_WebhookId">
            <li class="error">
            <span class="severity">Error</span> is not an integer: <code>many</code>; write digits only, such as 42</li>
            </ul>
            <div class="help" id="h-body_3a__2f_WebhookId">
            <p>Primary Key. Unique id for this webhook.</p>
            </div>
            </div>
            </div>
        "#]],
    );
}

#[test]
fn a_secret_is_painted_over_and_can_be_shown() {
    let control = control("superoffice", "postWebhook", "Secret");
    check::<FormField>(
        field(control, text("s3"), Vec::new()),
        expect![[r#"
            <div class="field" data-for="body:/Secret">
            <div class="field-head">
            <label for="f-body_3a__2f_Secret">Secret</label>
            <span class="type">string</span>
            <select class="given" aria-label="Secret: explicit value" autocomplete="off">
            <option value="" selected="selected">given</option>
            <option value="empty">""</option>
            </select>
            </div>
            <div class="field-body">
            <div class="control">
            <form class="alone">
            <textarea class="text masked" id="f-body_3a__2f_Secret" data-field="body:/Secret" aria-describedby="h-body_3a__2f_Secret" rows="1" autocomplete="off" autocapitalize="off" spellcheck="false">s3</textarea>
            </form>
            <button type="button" class="quiet" aria-pressed="false" aria-controls="f-body_3a__2f_Secret">Show</button>
            </div>
            <div class="help" id="h-body_3a__2f_Secret">
            <p>Shared secret key used for generating SHA256 HMAC signature, so that receiver can verify that call came from this server</p>
            </div>
            </div>
            </div>
        "#]],
    );
}

#[test]
fn a_closed_choice_is_a_select_with_the_documented_values_and_not_given() {
    let control = control("aggregate-intelligence", "createWebhook", "authType");
    check::<FormField>(
        field(control, text("basic"), Vec::new()),
        expect![[r#"
            <div class="field" data-for="body:/authType">
            <div class="field-head">
            <label for="f-body_3a__2f_authType">authType</label>
            <span class="type">string</span>
            <span class="required">required</span>
            </div>
            <div class="field-body">
            <select id="f-body_3a__2f_authType" data-field="body:/authType" aria-describedby="h-body_3a__2f_authType" aria-required="true" autocomplete="off">
            <option value="">not given</option>
            <option value="none">none</option>
            <option value="basic" selected="selected">basic</option>
            <option value="querystring">querystring</option>
            <option value="authheader">authheader</option>
            <option value="header">header</option>
            <option value="bearer">bearer</option>
            </select>
            <div class="help" id="h-body_3a__2f_authType">
            <p>Authentication method to use for the webhook.</p>
            </div>
            <div class="notice">
            <details>
            <summary>What a delivery then carries is described only for sibling APIs of the same vendor: <code>none</code> nothing, <code>basic</code> the user name and the password, <code>bearer</code> the token, <code>header</code> an API key in a header field of its own such as <code>X-Api-Key</code>.</summary>
            <p>For <code>querystring</code> (a query parameter of the URL) and <code>authheader</code> (the value of the <code>Authorization</code> field) no description was found: their meaning here is an assumption.</p>
            </details>
            </div>
            </div>
            </div>
        "#]],
    );
}

#[test]
fn a_map_grows_and_its_entries_go_by_place() {
    let list = control("superoffice", "postWebhook", "Headers");
    let entries = vec![("X-Own".into(), text("1"))];
    check::<FormField>(
        field(list, Node::Map(entries), Vec::new()),
        expect![[r#"
            <fieldset class="group" data-for="body:/Headers" aria-describedby="h-body_3a__2f_Headers">
            <legend>Headers</legend>
            <div class="field-head">
            <span class="group-name" aria-hidden="true">Headers</span>
            <span class="type">map of string</span>
            <button type="button" class="small" data-add="body:/Headers" aria-label="Add an entry: Headers">Add an entry</button>
            </div>
            <div class="help" id="h-body_3a__2f_Headers">
            <p>Custom HTTP Headers to add to webhook requests.</p>
            </div>
            <ol class="items entries">
            <li>
            <div class="field key">
            <div class="field-head">
            <label for="k-body_3a__2f_Headers_2f__40_0">Headers 1 name</label>
            </div>
            <form class="alone">
            <textarea class="text" id="k-body_3a__2f_Headers_2f__40_0" data-key="body:/Headers/@0" rows="1" autocomplete="off" autocapitalize="off" spellcheck="false">X-Own</textarea>
            </form>
            </div>
            <div class="field" data-for="body:/Headers/@0">
            <div class="field-head">
            <label for="f-body_3a__2f_Headers_2f__40_0">Headers 1 value</label>
            <span class="type">string</span>
            <select class="given" aria-label="Headers 1 value: explicit value" autocomplete="off">
            <option value="" selected="selected">given</option>
            <option value="empty">""</option>
            </select>
            <span class="mark-secret" data-mark="body:/Headers/@0">
            <label class="check">
            <input type="checkbox" aria-label="Treat Headers 1 value as a secret" autocomplete="off">
            <span>Secret</span>
            </label>
            </span>
            </div>
            <div class="field-body">
            <div class="control">
            <form class="alone">
            <textarea class="text" id="f-body_3a__2f_Headers_2f__40_0" data-field="body:/Headers/@0" rows="1" autocomplete="off" autocapitalize="off" spellcheck="false">1</textarea>
            </form>
            </div>
            </div>
            </div>
            <button type="button" class="small" data-remove="body:/Headers/@0" aria-label="Remove: Headers 1">Remove</button>
            </li>
            </ol>
            </fieldset>
        "#]],
    );
}

#[test]
fn a_value_that_is_not_among_the_items_is_shown_all_the_same() {
    let props = SelectProps {
        value: "later".into(),
        items: vec![Item::new("", "not given"), Item::plain("now")],
        onchange: Callback::noop().into(),
        id: None,
        field: Some("body:/when".into()),
        part: None,
        label: None,
        described: None,
        invalid: false,
        required: false,
        class: Default::default(),
    };
    check::<Select>(
        props,
        expect![[r#"
        <select data-field="body:/when" autocomplete="off">
        <option value="">not given</option>
        <option value="now">now</option>
        <option value="later" selected="selected">later (not documented)</option>
        </select>
    "#]],
    );
}

#[test]
fn a_loaded_value_that_a_text_field_cannot_hold_is_shown_by_its_escapes() {
    let control = control("superoffice", "postWebhook", "Name");
    let node = Node::Literal(r#""a\r\nb\ud800""#.into());
    check::<FormField>(
        field(control, node, Vec::new()),
        expect![[r#"
            <div class="field" data-for="body:/Name">
            <div class="field-head">
            <label for="f-body_3a__2f_Name">Name</label>
            <span class="type">string</span>
            <select class="given" aria-label="Name: explicit value" autocomplete="off">
            <option value="" selected="selected">given</option>
            <option value="empty">""</option>
            </select>
            <span class="mark-secret" data-mark="body:/Name">
            <label class="check">
            <input type="checkbox" aria-label="Treat Name as a secret" autocomplete="off">
            <span>Secret</span>
            </label>
            </span>
            </div>
            <div class="field-body">
            <div class="control json-box">
            <div class="stack">
            <form class="alone">
            <textarea class="text json" id="f-body_3a__2f_Name" data-field="body:/Name" aria-describedby="h-body_3a__2f_Name" rows="1" autocomplete="off" autocapitalize="off" spellcheck="false">"a\r\nb\ud800"</textarea>
            </form>
            </div>
            </div>
            <p class="help">Kept as it was loaded and shown with JSON's escapes, because a text field cannot hold it; typing replaces it <button type="button" class="quiet">Empty the field</button>
            </p>
            <div class="help" id="h-body_3a__2f_Name">
            <p>Name to identify this webhook. Does not have to be unique.</p>
            </div>
            </div>
            </div>
        "#]],
    );
}

#[test]
fn the_list_has_each_delivery_under_its_operation_also_before_the_document_is_there() {
    use signpost::ui::docs::{Docs, DocsProps};
    use signpost::ui::state::Loaded;
    let read = signpost::catalog::read(&common::file("index.json"));
    let mut index = read.expect("the index reads");
    let wanted = ["keyauth", "genauth"];
    index.entries.retain(|e| wanted.contains(&e.id.as_str()));
    let api = Rc::new(common::api("genauth"));
    let documents = [("genauth".to_owned(), Loaded::Ready(api))];
    let props = DocsProps {
        catalog: Loaded::Ready(Rc::new(index)),
        documents: Rc::new(documents.into_iter().collect()),
        open: None,
        act: Callback::noop(),
    };
    check::<Docs>(
        props,
        expect![[r##"
            <div class="docs">
            <nav aria-label="APIs">
            <form class="alone">
            <textarea class="text filter" data-part="filter" aria-label="Filter the operations" placeholder="Filter" rows="1" autocomplete="off" autocapitalize="off" spellcheck="false">
            </textarea>
            </form>
            <ul class="apis">
            <li class="api">
            <a class="api-title" href="#/keyauth">KeyAuth</a>
            <p class="help">Ask KeyAuth's server to call a webhook, so that its address stays secret.</p>
            <ul>
            <li>
            <a class="operation" href="#/keyauth/webhook" data-operation="webhook">
            <span class="method post">POST</span>
            <span class="words">webhook</span>
            </a>
            </li>
            <li>
            <a class="operation delivery" href="#/keyauth/webhook/delivery" data-operation="webhook/delivery">
            <span class="method get">GET</span>
            <span class="words">Request to the base link</span>
            </a>
            </li>
            <li>
            <a class="operation" href="#/keyauth/webhookGet" data-operation="webhookGet">
            <span class="method get">GET</span>
            <span class="words">webhook</span>
            </a>
            </li>
            <li>
            <a class="operation delivery" href="#/keyauth/webhookGet/delivery" data-operation="webhookGet/delivery">
            <span class="method get">GET</span>
            <span class="words">Request to the base link</span>
            </a>
            </li>
            </ul>
            </li>
            <li class="api">
            <a class="api-title" href="#/genauth">GenAuth</a>
            <p class="help">Create a webhook that is told of events in a user pool.</p>
            <ul>
            <li>
            <a class="operation" href="#/genauth/createWebhook" data-operation="createWebhook">
            <span class="method post">POST</span>
            <span class="words">Create a Webhook</span>
            </a>
            </li>
            <li>
            <a class="operation delivery" href="#/genauth/createWebhook/delivery" data-operation="createWebhook/delivery">
            <span class="method post">POST</span>
            <span class="words">Delivery of an event</span>
            </a>
            </li>
            </ul>
            </li>
            </ul>
            </nav>
            </div>
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
    use signpost::ui::shared::Shared;
    use signpost::ui::state::{Action, Open, Stamped, State, View};
    use signpost::ui::workbench::delivery::{CaseMenuProps, Cases};
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
    let bench = Open::bench(&operation, None, None);
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
    let menu = rendered::<Cases>(CaseMenuProps {
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
        <button type="button" data-part="case" aria-expanded="false" class="popover-button">
        <span class="case-label">Case: </span>Wrong secret</button>
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
        <p>4 values come from “<a href="#/superoffice/postWebhook">POST Webhook</a>”. Edit here to override. Not filled in there: WebhookName.<button type="button" aria-label="Where these values come from" aria-expanded="false" class="info">i</button>
        </p>
        <p data-part="due" class="due">
        <strong>Wrong secret. </strong>It must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature was made with another secret.</p>
        <button type="button" data-part="run-cases" title="Send each case to the sandbox, one after the other">Run all cases</button>
        <button type="button" data-part="repeat" title="Send it as a retry: the same id, a new time and signature, and a higher retry count">Send again</button>
        <a href="#/verify" data-part="open-in-verify" title="Verify this message on the Verify page, with its secret" class="button">Open in Verify</a>
    "##]].assert_eq(&parts.concat());
}
