//! The state, driven by actions as the page drives it.

use std::rc::Rc;

use yew::Reducible;

use super::*;
use crate::ui::form::Hints;
use crate::ui::prefs;
use crate::ui::route;
use problem::{Field, Root, Step};
use request::draft::{Node, load};
use request::forecast::SendError;

fn matcher(pattern: &str, text: &str) -> Option<bool> {
    let regex = regress::Regex::with_flags(pattern, "u").ok()?;
    Some(regex.find(text).is_some())
}

fn moment(second: i64) -> Moment {
    Moment {
        unix_ms: second * 1000,
        id: format!("msg_{second}"),
        nonce: "0".repeat(32),
    }
}

/// The page with one document, as it is after its first moments.
struct Page {
    state: Rc<State>,
    clock: i64,
}

impl Page {
    fn open(hash: &str) -> Page {
        let route = route::read(hash);
        let state = State::new(matcher, route, prefs::read(""));
        let mut page = Page {
            state: Rc::new(state),
            clock: 1_700_000_000,
        };
        let (id, text) = match hash.starts_with("#/genauth/") {
            true => (
                "genauth",
                include_str!("../../../static/catalog/genauth.openapi.json"),
            ),
            false => (
                "aggregate-intelligence",
                include_str!("../../../static/catalog/aggregate-intelligence.openapi.json"),
            ),
        };
        let api = openapi::read(id, text).map(Rc::new);
        let api = api.unwrap_or_else(|e| panic!("{}", e.message));
        page.act(Action::Document(id.to_owned(), Loaded::Ready(api)));
        page.follow();
        page
    }

    /// Opens what the hash names, as the page does.
    fn follow(&mut self) {
        let Some((api, due)) = self.state.due() else {
            return;
        };
        let operation = match due {
            Due::Operation(operation) => Some(operation.0),
            Due::Delivery(listing) => {
                self.state
                    .delivery(&api, &listing, None, &moment(self.clock))
            }
        };
        let operation = operation.expect("it reads");
        let empty = Saved::Draft(Box::new(load::fresh(&operation)));
        self.act(Action::Open(api, operation, empty));
    }

    fn go(&mut self, hash: &str) {
        self.act(Action::Route(route::read(hash)));
        self.follow();
    }

    fn create() -> Page {
        Page::open("#/aggregate-intelligence/createWebhook")
    }

    /// Each action comes a second after the one before.
    fn act(&mut self, action: Action) {
        self.clock += 1;
        let stamped = Stamped {
            action,
            moment: moment(self.clock),
        };
        self.state = Rc::clone(&self.state).reduce(stamped);
    }

    fn type_at(&mut self, name: &str, text: &str) {
        let field = Field::body().step(Step::Name(name.into()));
        self.act(Action::Edit(Edit::Type(field, text.into())));
    }

    fn now(&self) -> &Open {
        self.state.open.as_deref().expect("an operation is open")
    }

    fn body(&self) -> String {
        let body = self.now().flow.request.body.as_ref();
        String::from_utf8_lossy(&body.expect("a body").bytes).into_owned()
    }

    fn secret(&self, input: &str) -> Option<&str> {
        self.now().bench.secrets.get(input).map(|s| s.expose())
    }
}

#[test]
fn typing_on_at_one_field_is_one_step_back() {
    let mut page = Page::create();
    for text in ["h", "ht", "htt"] {
        page.type_at("endpoint", text);
    }
    page.type_at("authType", "none");
    assert_eq!(page.body(), r#"{"endpoint":"htt","authType":"none"}"#);
    page.act(Action::Undo);
    assert_eq!(page.body(), r#"{"endpoint":"htt"}"#);
    page.act(Action::Undo);
    assert_eq!(page.body(), "{}");
    assert!(!page.now().history.can_undo());
    page.act(Action::Redo);
    page.act(Action::Redo);
    assert_eq!(page.body(), r#"{"endpoint":"htt","authType":"none"}"#);
    assert!(!page.now().history.can_redo());
}

#[test]
fn the_same_text_once_more_is_no_step() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com");
    page.type_at("endpoint", "https://example.com");
    page.act(Action::Undo);
    assert_eq!(page.body(), "{}");
}

#[test]
fn undo_reaches_back_after_another_operation_was_open() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com/a");
    page.type_at("endpoint", "https://example.com/b");
    page.go("#/aggregate-intelligence/createWebhook/delivery");
    assert!(!page.now().history.can_undo());
    page.go("#/aggregate-intelligence/createWebhook");
    page.act(Action::Undo);
    assert!(page.body().contains("https://example.com/a"));
    page.act(Action::Redo);
    assert!(page.body().contains("https://example.com/b"));
}

#[test]
fn a_reset_is_announced_with_undo_until_the_next_step() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com/a");
    assert_eq!(page.now().history.notice(), None);
    page.act(Action::Clear);
    assert_eq!(page.now().history.notice(), Some("The form was cleared."));
    page.act(Action::Undo);
    assert_eq!(page.now().history.notice(), None);
    page.act(Action::Redo);
    page.act(Action::Edit(Edit::Reset));
    assert_eq!(page.now().history.notice(), Some("The form was reset."));
    page.type_at("endpoint", "b");
    assert_eq!(page.now().history.notice(), None);
}

#[test]
fn the_next_problem_is_revealed_one_after_the_other() {
    let mut page = Page::create();
    page.type_at("endpoint", "nonsense");
    let places: Vec<Field> = page.now().problems.iter().map(|p| p.at.clone()).collect();
    let mut expected = places.clone();
    expected.dedup();
    assert!(expected.len() > 1, "{expected:?}");
    let revealed = |page: &mut Page| {
        page.act(Action::NextProblem);
        page.state.view.focus.clone().map(|(_, field)| field)
    };
    for field in &expected {
        assert_eq!(revealed(&mut page).as_ref(), Some(field));
    }
    assert_eq!(revealed(&mut page).as_ref(), expected.first());
}

/// The draft of another tab, stored under the key of what is open.
fn store_elsewhere(page: &mut Page, unsaved: bool) -> Draft {
    let operation = Rc::clone(&page.now().operation);
    let field = Field::body().step(Step::Name("endpoint".into()));
    let edit = Edit::Type(field, "https://example.com/other".into());
    let other = request::draft::apply(&load::fresh(&operation), &operation, &edit);
    page.act(Action::StoredElsewhere(due::key(&operation), unsaved));
    other
}

#[test]
fn a_draft_that_another_tab_stored_is_loaded_when_it_is_wanted() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com/mine");
    assert_eq!(page.state.changed_elsewhere(), None);
    let other = store_elsewhere(&mut page, false);
    assert_eq!(page.state.changed_elsewhere(), Some(false));
    page.act(Action::LoadStored(Box::new(other)));
    assert_eq!(page.state.changed_elsewhere(), None);
    assert!(page.body().contains("https://example.com/other"));
    page.act(Action::Undo);
    assert!(page.body().contains("https://example.com/mine"));
}

#[test]
fn what_both_tabs_changed_is_asked_about_until_it_is_decided() {
    let mut page = Page::create();
    store_elsewhere(&mut page, false);
    page.type_at("endpoint", "https://example.com/mine");
    assert_eq!(page.state.changed_elsewhere(), Some(true));
    // Another operation is not concerned; back at this one, nothing is decided yet.
    page.go("#/aggregate-intelligence/createWebhook/delivery");
    assert_eq!(page.state.changed_elsewhere(), None);
    page.go("#/aggregate-intelligence/createWebhook");
    assert_eq!(page.state.changed_elsewhere(), Some(true));
    let before = Rc::clone(&page.now().bench.draft);
    page.act(Action::KeepMine);
    assert_eq!(page.state.changed_elsewhere(), None);
    assert!(page.body().contains("https://example.com/mine"));
    // It is stored as an edit is: by its new address.
    assert!(!Rc::ptr_eq(&before, &page.now().bench.draft));
    assert!(page.now().given_up);
    store_elsewhere(&mut page, true);
    assert_eq!(page.state.changed_elsewhere(), Some(true));
}

#[test]
fn a_draft_of_an_operation_that_was_not_open_here_is_read_when_it_is() {
    let mut page = Page::create();
    page.act(Action::StoredElsewhere(
        "signpost/draft/genauth/createWebhook".into(),
        false,
    ));
    assert!(page.state.elsewhere.is_empty());
}

#[test]
fn an_api_that_the_catalog_lacks_is_said_with_the_nearest() {
    let mut page = Page::open("#/agregate-inteligence/createWebhook");
    let read = crate::catalog::read(include_str!("../../../static/catalog/index.json"));
    page.act(Action::Catalog(Loaded::Ready(Rc::new(
        read.expect("it reads"),
    ))));
    let failed = |id: &str| Action::Document(id.to_owned(), Loaded::Failed("404".into()));
    page.act(failed("agregate-inteligence"));
    let lost = page.state.lost().expect("it is lost");
    assert_eq!(
        lost.message,
        "The catalog has no API named “agregate-inteligence”."
    );
    let lost::Next::Nearest { href, .. } = lost.next else {
        panic!("it is near a documented one");
    };
    assert_eq!(href, "#/aggregate-intelligence/createWebhook");
    // One that is listed may arrive another time.
    page.act(Action::Route(route::read("#/keyauth")));
    page.act(failed("keyauth"));
    let lost = page.state.lost().expect("it is lost");
    assert_eq!(lost.next, lost::Next::Retry("keyauth".into()));
    page.act(Action::Retry("keyauth".into()));
    assert!(!page.state.documents.contains_key("keyauth"));
}

#[test]
fn undo_then_typing_at_the_same_field_is_a_new_step() {
    let mut page = Page::create();
    page.type_at("endpoint", "a");
    page.act(Action::Undo);
    page.type_at("endpoint", "b");
    page.act(Action::Undo);
    assert_eq!(page.body(), "{}");
}

#[test]
fn reset_takes_secrets_too_and_undo_brings_them_back() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com");
    page.act(Action::Secret("auth:bearer".into(), "t-1".into()));
    page.act(Action::Edit(Edit::Reset));
    assert_eq!(page.secret("auth:bearer"), None);
    assert_eq!(page.body(), "{}");
    page.act(Action::Undo);
    assert_eq!(page.secret("auth:bearer"), Some("t-1"));
    assert_eq!(page.body(), r#"{"endpoint":"https://example.com"}"#);
}

#[test]
fn a_loaded_file_is_announced_and_can_be_taken_back() {
    let mut page = Page::create();
    let before = page.body();
    let file = request::draft::File {
        name: "body.bin".into(),
        bytes: b"\xff\r\n"[..].into(),
    };
    page.act(Action::Edit(Edit::Load(Rc::new(file))));
    assert_eq!(&*page.state.said, "body.bin is the body");
    let body = |page: &Page| page.now().flow.request.body.clone().map(|b| b.bytes);
    assert_eq!(body(&page).as_deref(), Some(&b"\xff\r\n"[..]));
    page.act(Action::Undo);
    assert_eq!(page.body(), before);
    page.act(Action::Redo);
    assert_eq!(body(&page).as_deref(), Some(&b"\xff\r\n"[..]));
    page.act(Action::Edit(Edit::LeaveRaw));
    assert_eq!(page.body(), before);
}

#[test]
fn each_buffer_has_its_own_time_unless_it_is_frozen() {
    let mut page = Page::create();
    page.act(Action::Sign(Setting::Scheme, "standard-webhooks".into()));
    page.act(Action::Secret(
        "secret".into(),
        "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD".into(),
    ));
    let time = |page: &Page| page.now().flow.signed.as_ref().map(|s| s.time.clone());
    let first = time(&page);
    page.type_at("endpoint", "a");
    assert_ne!(time(&page), first);
    page.act(Action::Freeze(true));
    let frozen = time(&page);
    page.type_at("endpoint", "b");
    assert_eq!(time(&page), frozen);
    page.act(Action::Freeze(false));
    assert_ne!(time(&page), frozen);
    page.act(Action::Sign(Setting::Time, "1649367553".into()));
    page.type_at("endpoint", "c");
    assert_eq!(time(&page).as_deref(), Some("1649367553"));
    assert!(page.now().frozen);
    page.act(Action::Sign(Setting::Time, "".into()));
    assert!(!page.now().frozen);
}

#[test]
fn changing_a_setting_of_a_named_scheme_goes_on_with_the_free_one() {
    let mut page = Page::create();
    page.act(Action::Sign(Setting::Scheme, "github".into()));
    page.act(Action::Secret("secret".into(), "key".into()));
    page.act(Action::Sign(Setting::Algorithm, "SHA-512".into()));
    let flow = &page.now().flow;
    assert_eq!(flow.scheme.id, "plain");
    let signed = flow.signed.as_ref().expect("signed");
    let (name, value) = &signed.headers[0];
    assert_eq!(name, "X-Hub-Signature-256");
    assert_eq!(value.len(), "sha256=".len() + 128);
}

#[test]
fn an_example_brings_its_credentials_and_shows_its_name_until_something_changes() {
    let mut page = Page::create();
    let operation = Rc::clone(&page.now().operation);
    let is_credential = |f: &&(Field, String)| matches!(f.0.root, Root::Credential(_));
    let bearing = |e: &&openapi::Example| e.fields.iter().any(|f| is_credential(&f));
    let example = operation
        .examples
        .iter()
        .find(bearing)
        .expect("one bears credentials");
    page.act(Action::Edit(Edit::Example(example.name.as_str().into())));
    let (input, value) = example.fields.iter().find(is_credential).expect("it");
    assert_eq!(page.secret(&input.to_string()), Some(value.as_str()));
    assert_eq!(page.now().example.as_deref(), Some(example.name.as_str()));
    page.type_at("endpoint", "x");
    assert_eq!(page.now().example, None);
}

#[test]
fn a_reply_to_an_older_sending_changes_nothing() {
    let mut page = Page::create();
    page.act(Action::Edit(Edit::Type(
        Field::read("server:url"),
        "https://example.com".into(),
    )));
    page.act(Action::Target(Target::Direct));
    page.act(Action::Send);
    let Outcome::Sending(first) = page.now().outcome else {
        panic!("it is in flight");
    };
    page.act(Action::Stop);
    let Outcome::Failed(failure) = &page.now().outcome else {
        panic!("it is stopped");
    };
    assert_eq!(failure.error, SendError::Stopped);
    page.act(Action::Send);
    let late = Rc::new(Failure::plain(SendError::Network));
    page.act(Action::Answered(first, Err(late)));
    assert!(matches!(page.now().outcome, Outcome::Sending(n) if n != first));
}

/// What the list of problems says of the address, as `severity code at`.
fn of_the_address(page: &Page) -> Vec<String> {
    let problems = page.now().problems.iter();
    let of_address = problems.filter(|p| matches!(p.at.root, problem::Root::Server(_)));
    let words = of_address.map(|p| [p.severity.word(), p.code(), &p.at.to_string()].join(" "));
    words.collect()
}

#[test]
fn without_an_address_nothing_is_sent_direct() {
    let mut page = Page::create();
    assert_eq!(of_the_address(&page), [""; 0]);
    let before = page.now().problems.len();
    page.act(Action::Target(Target::Direct));
    assert_eq!(of_the_address(&page), ["blocks url server:url"]);
    assert_eq!(*page.state.said, *super::count(before + 1));
    page.act(Action::Send);
    assert!(page.now().refusal().is_some());
    assert!(matches!(page.now().outcome, Outcome::Nothing));
    // An edit elsewhere does not lose it; an address ends it, and so does the sandbox.
    page.type_at("endpoint", "https://example.com");
    assert_eq!(of_the_address(&page), ["blocks url server:url"]);
    page.act(Action::Target(Target::Sandbox));
    assert_eq!(of_the_address(&page), [""; 0]);
    page.act(Action::Target(Target::Direct));
    let address = Edit::Type(Field::read("server:url"), "https://example.com".into());
    page.act(Action::Edit(address));
    assert_eq!(of_the_address(&page), [""; 0]);
    assert_eq!(page.now().refusal(), None);
}

#[test]
fn an_address_that_is_none_stops_the_direct_way_alone() {
    let mut page = Page::create();
    let address = Edit::Type(Field::read("server:url"), "nonsense".into());
    page.act(Action::Edit(address));
    assert_eq!(of_the_address(&page), ["error url server:url"]);
    page.act(Action::Target(Target::Direct));
    assert_eq!(of_the_address(&page), ["blocks url server:url"]);
    page.act(Action::Send);
    let refusal = page.now().refusal().unwrap_or_default();
    assert!(refusal.starts_with("The URL has no scheme"), "{refusal}");
    assert!(matches!(page.now().outcome, Outcome::Nothing));
    page.act(Action::Target(Target::Sandbox));
    assert_eq!(page.now().refusal(), None);
    page.act(Action::Send);
    assert!(matches!(page.now().outcome, Outcome::Replied(..)));
}

#[test]
fn a_hash_that_names_nothing_is_said_and_closes_what_was_open() {
    let mut page = Page::create();
    assert_eq!(page.state.lost(), None);
    page.act(Action::Route(route::read(
        "#/aggregate-intelligence/elsewhere",
    )));
    let lost = page.state.lost().expect("it is lost");
    assert!(
        lost.message.contains("nothing named “elsewhere”"),
        "{lost:?}"
    );
    assert_eq!(lost.next, lost::Next::Choose);
    assert!(page.state.open.is_none());
}

#[test]
fn the_number_of_problems_is_announced_when_it_changes() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com");
    let count = page.now().problems.len();
    assert_eq!(*page.state.said, *super::count(count));
    assert!(matches!(
        page.now().bench.draft.root(&"body:".into()),
        Node::Object(_)
    ));
}

#[test]
fn a_delivery_is_what_its_registration_makes_it_and_follows_it() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com/a");
    page.type_at("authType", "bearer");
    page.type_at("token", "t-1");
    page.go("#/aggregate-intelligence/createWebhook/delivery");
    assert_eq!(page.state.lost(), None);
    assert_eq!(page.now().flow.request.url, "https://example.com/a");
    let authorization = |page: &Page| {
        let request = &page.now().flow.request;
        request.header("authorization").map(str::to_owned)
    };
    assert_eq!(authorization(&page).as_deref(), Some("Bearer t-1"));
    assert_eq!(page.now().problems.len(), 0);

    // What a person changes stays, and what the registration says differently comes anew.
    let url = Field::read("server:url");
    page.act(Action::Edit(Edit::Type(
        url,
        "http://localhost:8080/".into(),
    )));
    page.go("#/aggregate-intelligence/createWebhook");
    assert_eq!(page.body().matches("t-1").count(), 1, "the secret is kept");
    page.type_at("token", "t-2");
    page.go("#/aggregate-intelligence/createWebhook/delivery");
    assert_eq!(page.now().flow.request.url, "http://localhost:8080/");
    assert_eq!(authorization(&page).as_deref(), Some("Bearer t-2"));
    page.go("#/aggregate-intelligence/createWebhook");
    page.type_at("endpoint", "https://example.com/b");
    page.go("#/aggregate-intelligence/createWebhook/delivery");
    assert_eq!(page.now().flow.request.url, "https://example.com/b");

    // Another event, another way to authenticate: both follow, and an example keeps the address.
    page.act(Action::Edit(Edit::Example("sibling".into())));
    assert_eq!(page.now().flow.request.url, "https://example.com/b");
    page.go("#/aggregate-intelligence/createWebhook");
    page.type_at("authType", "none");
    page.go("#/aggregate-intelligence/createWebhook/delivery");
    assert_eq!(authorization(&page), None);
    page.go("#/aggregate-intelligence/createWebhook");
    page.type_at("authType", "bearer");
    page.go("#/aggregate-intelligence/createWebhook/delivery");

    // A reset is back to what the registration says.
    page.act(Action::Edit(Edit::Reset));
    assert_eq!(authorization(&page).as_deref(), Some("Bearer t-2"));
    assert_eq!(page.now().flow.request.url, "https://example.com/b");
}

#[test]
fn a_delivery_is_there_after_a_reload_too_without_the_secrets() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com/a");
    page.type_at("authType", "bearer");
    page.type_at("token", "t-1");
    let open = page.now();
    let stored = request::draft::saved::save(&open.bench.draft, &open.operation).text;
    assert!(!stored.contains("t-1"));
    let of = Rc::clone(&open.operation);
    let page = Page::open("#/aggregate-intelligence");
    let Some(Loaded::Ready(api)) = page.state.documents.get("aggregate-intelligence") else {
        panic!("the document is there");
    };
    let listing = &api.deliveries[0];
    let draft = request::draft::saved::load(&stored, &of).ok();
    let mut fresh = State::new(matcher, Route::default(), prefs::read(""));
    fresh.documents = Rc::clone(&page.state.documents);
    let operation = fresh
        .delivery(api, listing, draft, &moment(1))
        .expect("it reads");
    let bench = Open::bench(&operation, None, None, None);
    let stored = request::draft::saved::save(&bench.draft, &operation).text;
    let loaded = request::draft::saved::load(&stored, &operation).ok();
    assert!(loaded.as_ref() == Some(&*bench.draft));
    let open = Open::new(Rc::clone(api), operation, bench, moment(1), matcher);
    assert_eq!(open.flow.request.url, "https://example.com/a");
    assert_eq!(open.flow.request.header("authorization"), None);
    assert_eq!(
        open.bench.draft.security.as_deref(),
        Some("delivery-bearer")
    );
}

#[test]
fn a_field_that_a_person_marks_is_a_secret_like_any_other() {
    let mut page = Page::create();
    let endpoint = "https://example.com/canary";
    let stored = |page: &Page| {
        let open = page.now();
        request::draft::saved::save(&open.bench.draft, &open.operation).text
    };
    let snippet = |page: &Page| {
        let request = &page.now().flow.request;
        request::snippet::write("curl", request, false).text
    };
    page.type_at("endpoint", endpoint);
    assert!(stored(&page).contains(endpoint) && snippet(&page).contains(endpoint));
    let field = Field::body().step(Step::Name("endpoint".into()));
    page.act(Action::Edit(Edit::Mark(field.clone(), true)));
    assert!(
        page.state.due().is_none(),
        "it stays open, with its history"
    );
    assert!(page.body().contains(endpoint));
    assert!(!stored(&page).contains("canary"), "{}", stored(&page));
    assert!(!snippet(&page).contains("canary"), "{}", snippet(&page));
    let marked = stored(&page);
    let loaded = request::draft::saved::load(&marked, &page.now().operation);
    let loaded = loaded.unwrap_or_else(|_| panic!("{marked}"));
    assert!(loaded.marks == page.now().bench.draft.marks);

    // Its delivery goes there, and stores nothing of it either.
    page.go("#/aggregate-intelligence/createWebhook/delivery");
    assert_eq!(page.now().flow.request.url, endpoint);
    assert!(!stored(&page).contains("canary"), "{}", stored(&page));

    page.go("#/aggregate-intelligence/createWebhook");
    page.act(Action::Edit(Edit::Mark(field, false)));
    assert!(stored(&page).contains(endpoint) && snippet(&page).contains(endpoint));
    assert!(page.now().bench.draft.marks.iter().next().is_none());
    page.act(Action::Undo);
    assert!(!stored(&page).contains("canary"));
}

#[test]
fn what_is_typed_beside_a_draft_that_cannot_be_read_is_kept() {
    let mut page = Page::create();
    let open = page.now();
    let (api, operation) = (Rc::clone(&open.api), Rc::clone(&open.operation));
    let unread = |why: &str| {
        Saved::Unread(Unread {
            key: "signpost/unread/keyauth/webhook".into(),
            why: why.into(),
            in_place: true,
        })
    };
    page.state = Rc::new(State::new(matcher, route::read(""), prefs::read("")));
    page.act(Action::Open(
        Rc::clone(&api),
        Rc::clone(&operation),
        unread("damaged"),
    ));
    assert_eq!(page.state.storage.as_deref(), Some("damaged"));
    page.type_at("endpoint", "https://example.com/a");
    // Other news of storage take its place only while they last.
    page.act(Action::Storage(Some("full".into())));
    page.act(Action::Storage(None));
    assert_eq!(page.state.storage.as_deref(), Some("damaged"));
    page.act(Action::Open(api, operation, unread("damaged")));
    assert!(page.body().contains("https://example.com/a"));
    page.act(Action::Edit(Edit::Reset));
    assert!(page.now().unread.is_none());
    assert_eq!(page.state.storage, None);
}

#[test]
fn a_delivery_that_is_not_documented_is_said() {
    let page = Page::open("#/aggregate-intelligence/createWebhook/deliveri");
    let lost = page.state.lost().expect("it is lost");
    assert_eq!(
        lost.message,
        "“Aggregate Intelligence: Car Rental Rates API” has nothing named “deliveri”."
    );
    let lost::Next::Nearest { href, .. } = lost.next else {
        panic!("it is near the documented one");
    };
    assert_eq!(href, "#/aggregate-intelligence/createWebhook/delivery");
}

#[test]
fn a_spoiled_delivery_is_what_is_shown_and_sent_until_the_spoil_is_taken_back() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com/a");
    page.go("#/aggregate-intelligence/createWebhook/delivery");
    page.act(Action::Sign(Setting::Scheme, "standard-webhooks".into()));
    page.act(Action::Secret("secret".into(), "whsec_C2FVsBQI".into()));
    let sound = page.now().flow.request.clone();
    let id = |page: &Page| {
        page.now()
            .flow
            .request
            .header("webhook-id")
            .map(str::to_owned)
    };
    page.act(Action::Tamper(Some(Tampering::Unsigned)));
    assert_eq!(id(&page), None);
    let due = page.now().due.clone().expect("it says what is due");
    assert_eq!(*page.state.said, *due.sentence);
    page.type_at("extra", "1");
    assert_eq!(id(&page), None, "an edit keeps the spoil");
    page.act(Action::Tamper(None));
    assert_eq!(page.now().due, None);
    assert!(id(&page).is_some());
    assert_eq!(page.now().flow.request.url, sound.url);

    page.act(Action::Tamper(Some(Tampering::Duplicate)));
    let first = page.now().flow.request.clone();
    page.act(Action::Send);
    page.act(Action::Tamper(Some(Tampering::Duplicate)));
    assert_eq!(page.now().flow.request, first);
}

#[test]
fn a_repeat_is_sent_with_the_same_id_and_a_new_signature() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com/a");
    page.go("#/aggregate-intelligence/createWebhook/delivery");
    page.act(Action::Sign(Setting::Scheme, "standard-webhooks".into()));
    page.act(Action::Secret("secret".into(), "whsec_C2FVsBQI".into()));
    let field = |page: &Page, name: &str| {
        let request = &page.now().flow.request;
        request.header(name).map(str::to_owned)
    };
    let before = ["webhook-id", "webhook-signature"].map(|name| field(&page, name));
    page.act(Action::Repeat);
    let after = ["webhook-id", "webhook-signature"].map(|name| field(&page, name));
    assert_eq!(before[0], after[0]);
    assert_ne!(before[1], after[1]);
    assert!(matches!(page.now().outcome, Outcome::Replied(..)));
    assert_eq!(page.state.sent, 1);
    page.act(Action::Undo);
    assert_eq!(page.now().bench.draft.signing.id, None);
}

#[test]
fn a_webhook_of_the_document_is_opened_by_its_name() {
    let text = r#"{"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"},
        "webhooks": {"order placed": {"post": {"responses": {"200": {"description": "OK"}}}}}}"#;
    let api = openapi::read("shop", text).map(Rc::new).expect("it reads");
    for hash in ["#/shop/order%20placed", "#/shop"] {
        let state = State::new(matcher, route::read(hash), prefs::read(""));
        let mut page = Page {
            state: Rc::new(state),
            clock: 0,
        };
        page.act(Action::Document(
            "shop".into(),
            Loaded::Ready(Rc::clone(&api)),
        ));
        page.follow();
        assert_eq!(page.state.lost(), None);
        assert_eq!(route::of(&page.now().operation), "#/shop/order%20placed");
        assert!(page.state.due().is_none());
    }
}

#[test]
fn a_scheme_that_is_being_changed_signs_the_operation_it_was_begun_for_alone() {
    use own::Change as Own;
    let mut page = Page::open("#/aggregate-intelligence/createWebhook");
    page.act(Action::Sign(Setting::Scheme, "github".into()));
    let scheme = page.now().flow.scheme.clone();
    page.act(Action::Own(Own::Copy(Rc::new(scheme))));
    let in_force = |page: &Page| page.now().flow.scheme.id.clone();
    assert_eq!(in_force(&page), "editor");
    page.go("#/aggregate-intelligence/createWebhook/delivery");
    assert_ne!(in_force(&page), "editor");
    assert_eq!(page.state.own.editor, None);
    page.act(Action::Route(route::read("#/verify")));
    assert_eq!(page.state.own.editor, None);
    page.go("#/aggregate-intelligence/createWebhook");
    assert_eq!(in_force(&page), "editor");
    assert!(
        page.state.own.editor.is_some(),
        "it is open where it was begun"
    );
    page.act(Action::OpenInVerify);
    page.act(Action::Route(route::read("#/verify")));
    assert!(
        page.state.own.editor.is_some(),
        "it goes along with what it signed"
    );
}

#[test]
fn a_scheme_of_ones_own_signs_while_it_is_changed_and_once_it_is_saved() {
    use own::{Change as Own, Stored};
    use signature::editor::Edit as Change;
    let mut page = Page::open("#/aggregate-intelligence/createWebhook");
    page.act(Action::Sign(Setting::Scheme, "github".into()));
    page.act(Action::Secret("secret".into(), "s".into()));
    let header = |page: &Page, name: &str| page.now().flow.request.header(name).is_some();
    let scheme = page.now().flow.scheme.clone();
    page.act(Action::Own(Own::Copy(Rc::new(scheme))));
    let copied = page.state.own.editor.clone().expect("it is being changed");
    let text = copied.text.replace("X-Hub-Signature-256", "X-Acme");
    page.act(Action::Own(Own::Edit(Change::Text(text.into()))));
    assert!(header(&page, "X-Acme") && !header(&page, "X-Hub-Signature-256"));
    let steps = page.now().history.can_undo();
    page.act(Action::Undo);
    assert!(
        steps && page.now().flow.scheme.id == "editor",
        "undoing the form leaves the scheme"
    );
    page.act(Action::Redo);
    let mut saved = signature::saved::SavedSchemes::default();
    let editor = page.state.own.editor.clone().expect("it is being changed");
    let id = saved.save(&editor.scheme, None);
    let stored = |saved| Stored {
        saved,
        ..Stored::default()
    };
    page.act(Action::Own(Own::Saved(
        stored(saved.clone()),
        Rc::clone(&id),
    )));
    assert!(
        header(&page, "X-Hub-Signature-256"),
        "the one that was chosen is in force again"
    );
    page.act(Action::Sign(Setting::Scheme, Rc::clone(&id)));
    assert!(header(&page, "X-Acme"));
    page.act(Action::Sign(Setting::SecretEncoding, "hex".into()));
    assert!(!header(&page, "X-Acme"), "`s` is no hex");
    page.act(Action::Undo);
    assert!(header(&page, "X-Acme"));

    let gone = saved.remove(&id).expect("it is there");
    let gone = own::Gone::Deleted {
        scheme: gone.0,
        at: gone.1,
        editor: None,
    };
    page.act(Action::Own(Own::Deleted(stored(saved.clone()), gone)));
    let said = |page: &Page| {
        let mut all = page.now().problems.iter();
        all.find(|p| p.at.to_string() == "scheme")
            .map(|p| p.message())
    };
    assert!(
        said(&page).is_some_and(|why| why.contains("`github-copy` is no longer in this browser"))
    );
    assert_eq!(
        page.now().bench.draft.signing.scheme,
        Some(id),
        "what was chosen is kept"
    );
    saved.restore(Rc::new((*editor.scheme).clone()), 0);
    let mut back = signature::saved::SavedSchemes::default();
    back.save(&editor.scheme, None);
    page.act(Action::Own(Own::Restored(stored(back))));
    assert!(said(&page).is_none() && header(&page, "X-Acme"));
}

#[test]
fn typing_in_a_field_changes_nothing_that_another_field_is_drawn_from() {
    let hints = |page: &Page, member: &str| {
        let prefs = prefs::read("");
        Hints::new(page.now(), &prefs).below(&Field::body().step(Step::Name(member.into())))
    };
    let mut page = Page::create();
    page.type_at("endpoint", "nonsense");
    page.type_at("authType", "none");
    let before = ["endpoint", "authType", "token"].map(|member| hints(&page, member));
    page.type_at("endpoint", "https://a.example/hook");
    let after = ["endpoint", "authType", "token"].map(|member| hints(&page, member));
    assert!(before[0] != after[0], "its problem went");
    assert!(before[1..] == after[1..]);
}

#[test]
fn a_reply_is_outdated_by_whatever_changes_its_request_and_gone_after_a_reset() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com/a");
    page.act(Action::Send);
    assert!(!page.now().outdated);
    let secret = |input: &str, text: &str| Action::Secret(input.into(), text.into());
    let changes = [
        Action::Edit(Edit::Type(
            Field::body().step(Step::Name("endpoint".into())),
            "https://example.com/b".into(),
        )),
        Action::Edit(Edit::Type(
            Field::read("header:Accept"),
            "text/plain".into(),
        )),
        Action::Edit(Edit::Raw("{}".into())),
        Action::Sign(Setting::Scheme, "github".into()),
        secret("auth:bearer", "t-1"),
    ];
    for change in changes {
        page.act(change);
        assert!(page.now().outdated);
        page.act(Action::Undo);
        assert!(!page.now().outdated, "what was sent is shown again");
    }
    page.act(Action::Target(Target::Direct));
    assert!(page.now().outdated, "another target");
    page.act(Action::Target(Target::Sandbox));
    // A secret that no part of the request is made with.
    page.act(secret("secret:unused", "s"));
    assert!(!page.now().outdated);
    page.type_at("endpoint", "https://example.com/c");
    page.act(Action::Send);
    assert!(!page.now().outdated, "the new reply is of this request");
    page.act(Action::Edit(Edit::Reset));
    assert!(matches!(page.now().outcome, Outcome::Nothing));
    page.act(Action::Undo);
    assert!(matches!(page.now().outcome, Outcome::Nothing) && !page.now().outdated);
}

#[test]
fn a_new_time_of_signing_alone_outdates_nothing() {
    let mut page = Page::create();
    page.act(Action::Sign(Setting::Scheme, "standard-webhooks".into()));
    page.act(Action::Secret("secret".into(), "whsec_C2FVsBQI".into()));
    page.act(Action::Send);
    let before = page.now().flow.request.clone();
    page.type_at("endpoint", "https://example.com/a");
    assert!(page.now().outdated);
    page.act(Action::Undo);
    assert_ne!(
        page.now().flow.request,
        before,
        "it is signed at another time"
    );
    assert!(!page.now().outdated);
    page.act(Action::Send);
    page.act(Action::Freeze(true));
    assert!(!page.now().outdated, "the very request that was sent stays");
    page.act(Action::Secret("secret".into(), "whsec_C2FVsBQJ".into()));
    assert!(page.now().outdated, "another key");
}

/// Sends what is shown to a receiver that answers so: the outcome, and the verdict's first sentence.
fn answer(page: &mut Page, status: u16) -> (&'static str, String) {
    page.act(Action::Send);
    let number = page.state.sent;
    let reply = Reply {
        source: exchange::reply::Source::Network,
        status,
        reason: String::new(),
        headers: Vec::new(),
        body: Rc::from([]),
        millis: 1.0,
        redirected_to: None,
        sample: None,
    };
    page.act(Action::Answered(number, Ok(reply)));
    match &page.now().outcome {
        Outcome::Replied(_, reading) => (reading.outcome.word(), reading.verdict[0].text.clone()),
        _ => panic!("no reply"),
    }
}

#[test]
fn tampering_outdates_a_reply_and_decides_the_next_one() {
    let mut page = Page::create();
    page.type_at("endpoint", "https://example.com/a");
    page.go("#/aggregate-intelligence/createWebhook/delivery");
    page.act(Action::Sign(Setting::Scheme, "standard-webhooks".into()));
    page.act(Action::Secret("secret".into(), "whsec_C2FVsBQI".into()));
    page.act(Action::Target(Target::Direct));
    let answer = |page: &mut Page, status: u16| answer(page, status).0;
    assert_eq!(answer(&mut page, 200), "as-expected");
    assert_eq!(answer(&mut page, 401), "not-as-expected");
    for tampering in [
        Tampering::WrongSecret,
        Tampering::Altered,
        Tampering::Unsigned,
        Tampering::Stale,
    ] {
        page.act(Action::Tamper(Some(tampering)));
        assert!(page.now().outdated);
        assert_eq!(answer(&mut page, 401), "as-expected", "{tampering:?}");
        assert!(!page.now().outdated);
        assert_eq!(answer(&mut page, 200), "not-as-expected", "{tampering:?}");
    }
    page.act(Action::Tamper(None));
    assert!(page.now().outdated);
    // A time that was typed and is long past: a correct receiver refuses it.
    page.act(Action::Sign(Setting::Time, "1000000000".into()));
    assert_eq!(answer(&mut page, 400), "as-expected");
}

/// The registration's secret may be left out, and nobody but the receiver knows whether it has one.
#[test]
fn the_answer_to_a_delivery_without_its_signature_shows_nothing() {
    let mut page = Page::open("#/genauth/createWebhook");
    page.type_at("contentType", "application/json");
    page.type_at("url", "https://example.com/a");
    page.go("#/genauth/createWebhook/delivery");
    page.act(Action::Target(Target::Direct));
    let all = Tampering::ALL.into_iter().map(Some);
    for tampering in std::iter::once(None).chain(all) {
        page.act(Action::Tamper(tampering));
        for status in [200, 401] {
            let (outcome, text) = answer(&mut page, status);
            assert_eq!(outcome, "unknown", "{tampering:?} {status}");
            assert!(
                text.ends_with("The delivery is not signed, so the receiver’s answer shows nothing about its check. Enter the secret."),
                "{text}"
            );
        }
    }
}

#[test]
fn a_token_does_not_protect_the_body_and_a_receiver_accepts_it_altered() {
    let mut page = Page::open("#/genauth/createWebhook");
    page.type_at("contentType", "application/json");
    page.type_at("url", "https://example.com/a");
    page.go("#/genauth/createWebhook/delivery");
    page.act(Action::Target(Target::Direct));
    page.act(Action::Secret("secret".into(), "xxxxxxxxxxxx".into()));
    let sound = page.now().flow.request.clone();
    page.act(Action::Tamper(Some(Tampering::Altered)));
    let altered = page.now().flow.request.clone();
    assert_eq!(altered.headers, sound.headers);
    assert_ne!(altered.body, sound.body);
    assert_eq!(answer(&mut page, 200).0, "as-expected");
    page.act(Action::Tamper(Some(Tampering::WrongSecret)));
    assert_eq!(answer(&mut page, 200).0, "not-as-expected");
    assert_eq!(answer(&mut page, 400).0, "as-expected");
    // A tampering that the scheme has no place for.
    page.act(Action::Tamper(Some(Tampering::Rotation)));
    assert_eq!(answer(&mut page, 200).0, "unknown");
}

#[test]
fn a_generated_secret_signs_and_is_undone_in_one_step() {
    let mut page = Page::create();
    page.act(Action::Sign(Setting::Scheme, "standard-webhooks".into()));
    assert!(page.now().flow.signed.is_none());
    page.act(Action::Generate([7; signing::RANDOM]));
    assert_eq!(
        page.secret("secret"),
        Some("whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH")
    );
    assert!(page.now().flow.signed.is_some());
    assert_eq!(&*page.state.said, "A secret was generated");
    page.act(Action::Undo);
    assert_eq!(page.secret("secret"), None);
}

#[test]
fn a_request_is_given_to_verify_once_with_its_secrets_and_the_way_back() {
    let mut page = Page::create();
    page.act(Action::Sign(Setting::Scheme, "github".into()));
    page.act(Action::Secret("secret".into(), "s".into()));
    page.act(Action::OpenInVerify);
    let given = page.state.to_verify.clone().expect("it is there");
    let message = String::from_utf8_lossy(&given.message).into_owned();
    assert!(
        message.starts_with("POST ") && !message.contains('\r'),
        "{message}"
    );
    assert!(
        message.ends_with(&["\n\n", &page.body()].concat()),
        "{message}"
    );
    assert_eq!(given.secrets.get("secret").map(|s| s.expose()), Some("s"));
    assert_eq!(&*given.scheme, "github");
    page.act(Action::VerifyTook);
    assert!(page.state.to_verify.is_none());
    let back = page.state.verified.as_deref();
    assert_eq!(back, Some("#/aggregate-intelligence/createWebhook"));
}
