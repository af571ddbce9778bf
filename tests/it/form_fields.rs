//! The fields of a form rendered to text, natively: what a control is named, tied to and says.

use std::rc::Rc;

use expect_test::{Expect, expect};
use yew::{AttrValue, BaseComponent, Callback};

use openapi::Control;
use problem::{Cause, Field, Problem, Sample, Severity, Step, Type};
use request::draft::Node;
use signpost::ui::controls::select::{Item, Select, SelectProps};
use signpost::ui::form::{FieldProps, FormField, Hints};

use crate::common::{self, rendered};

/// Renders a component and compares, one element a line.
#[track_caller]
fn check<C: BaseComponent>(props: C::Properties, expected: Expect) {
    expected.assert_eq(&rendered::<C>(props));
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
        control: control.into(),
        node,
        hints: Hints {
            problems: problems.into_iter().map(Rc::new).collect(),
            ..Hints::default()
        },
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
            <div data-for="body:/WebhookId" class="field error">
            <div class="field-head">
            <label for="f-body_3a__2f_WebhookId">WebhookId</label>
            <span class="type">int32</span>
            </div>
            <div class="field-body">
            <div class="field-row">
            <div class="value">
            <div class="control">
            <div class="stack">
            <form class="alone">
            <textarea rows="1" id="f-body_3a__2f_WebhookId" data-field="body:/WebhookId" aria-describedby="p-body_3a__2f_WebhookId h-body_3a__2f_WebhookId" aria-invalid="true" inputmode="numeric" autocomplete="off" autocapitalize="off" spellcheck="false" class="text">many</textarea>
            </form>
            </div>
            </div>
            </div>
            </div>
            <ul id="p-body_3a__2f_WebhookId" class="field-problems">
            <li class="error">
            <span class="unseen">Error: </span>
            <code>WebhookId</code> is not an integer: <code>many</code>; write digits only, such as 42.</li>
            </ul>
            <div id="h-body_3a__2f_WebhookId" class="help">Primary Key. Unique id for this webhook.</div>
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
            <div data-for="body:/Secret" class="field">
            <div class="field-head">
            <label for="f-body_3a__2f_Secret">Secret</label>
            <span class="type">string</span>
            </div>
            <div class="field-body">
            <div class="field-row">
            <div class="value">
            <div class="control">
            <form class="alone">
            <textarea rows="1" id="f-body_3a__2f_Secret" data-field="body:/Secret" aria-describedby="h-body_3a__2f_Secret" autocomplete="off" autocapitalize="off" spellcheck="false" class="text masked">s3</textarea>
            </form>
            <button type="button" aria-pressed="false" aria-controls="f-body_3a__2f_Secret" class="quiet">Show</button>
            </div>
            </div>
            <div class="popover field-menu">
            <button type="button" data-part="field-menu" aria-label="Options of Secret" aria-expanded="false" class="popover-button">⋯</button>
            </div>
            </div>
            <div id="h-body_3a__2f_Secret" class="help">Shared secret key used for generating SHA256 HMAC signature, so that receiver can verify that call came from this server</div>
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
            <div data-for="body:/authType" class="field">
            <div class="field-head">
            <label for="f-body_3a__2f_authType">authType</label>
            <span title="Required" class="required">
            <span aria-hidden="true">*</span>
            <span class="unseen">Required</span>
            </span>
            <span class="type">string</span>
            </div>
            <div class="field-body">
            <div class="field-row">
            <div class="value">
            <select id="f-body_3a__2f_authType" data-field="body:/authType" aria-describedby="h-body_3a__2f_authType" aria-required="true" autocomplete="off">
            <option value="">Not given</option>
            <option value="none">none</option>
            <option value="basic" selected="selected">basic</option>
            <option value="querystring">querystring</option>
            <option value="authheader">authheader</option>
            <option value="header">header</option>
            <option value="bearer">bearer</option>
            </select>
            </div>
            <div class="popover info">
            <button type="button" aria-label="About authType" aria-expanded="false" class="popover-button">
            <span aria-hidden="true" class="info-mark">i</span>
            </button>
            </div>
            </div>
            <div id="h-body_3a__2f_authType" class="help">Authentication method to use for the webhook.</div>
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
            <fieldset data-for="body:/Headers" aria-describedby="h-body_3a__2f_Headers" class="group">
            <legend class="unseen">Headers</legend>
            <div class="group-head">
            <div class="field-head">
            <span aria-hidden="true" class="group-name">Headers</span>
            <span class="type">map of string</span>
            </div>
            <span class="group-buttons">
            <button type="button" data-add="body:/Headers" aria-label="Add an entry: Headers" class="small">Add an entry</button>
            </span>
            </div>
            <div id="h-body_3a__2f_Headers" class="help">Custom HTTP Headers to add to webhook requests.</div>
            <ol class="items entries">
            <li>
            <div class="field key">
            <div class="field-head">
            <label for="k-body_3a__2f_Headers_2f__40_0">Headers 1 name</label>
            </div>
            <div class="field-body">
            <form class="alone">
            <textarea rows="1" id="k-body_3a__2f_Headers_2f__40_0" data-key="body:/Headers/@0" autocomplete="off" autocapitalize="off" spellcheck="false" class="text">X-Own</textarea>
            </form>
            </div>
            </div>
            <div data-for="body:/Headers/@0" class="field">
            <div class="field-head">
            <label for="f-body_3a__2f_Headers_2f__40_0">Headers 1 value</label>
            <span class="type">string</span>
            </div>
            <div class="field-body">
            <div class="field-row">
            <div class="value">
            <div class="control">
            <div class="stack">
            <form class="alone">
            <textarea rows="1" id="f-body_3a__2f_Headers_2f__40_0" data-field="body:/Headers/@0" autocomplete="off" autocapitalize="off" spellcheck="false" class="text">1</textarea>
            </form>
            </div>
            </div>
            </div>
            <div class="popover field-menu">
            <button type="button" data-part="field-menu" aria-label="Options of Headers 1 value" aria-expanded="false" class="popover-button">⋯</button>
            </div>
            </div>
            </div>
            </div>
            <button type="button" data-remove="body:/Headers/@0" aria-label="Remove Headers 1" title="Remove" class="icon remove">×</button>
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
        onchange: Callback::noop(),
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
            <div data-for="body:/Name" class="field">
            <div class="field-head">
            <label for="f-body_3a__2f_Name">Name</label>
            <span class="type">string</span>
            </div>
            <div class="field-body">
            <div class="field-row">
            <div class="value">
            <div class="control">
            <div class="stack">
            <form class="alone">
            <textarea rows="1" id="f-body_3a__2f_Name" data-field="body:/Name" aria-describedby="h-body_3a__2f_Name" autocomplete="off" autocapitalize="off" spellcheck="false" class="text json">"a\r\nb\ud800"</textarea>
            </form>
            </div>
            </div>
            <p class="help">A text field cannot hold this value, so it is shown with JSON escapes. Typing replaces it. <button type="button" class="quiet small">Empty the field</button>
            </p>
            </div>
            <div class="popover field-menu">
            <button type="button" data-part="field-menu" aria-label="Options of Name" aria-expanded="false" class="popover-button">⋯</button>
            </div>
            </div>
            <div id="h-body_3a__2f_Name" class="help">Name to identify this webhook. Does not have to be unique.</div>
            </div>
            </div>
        "#]],
    );
}
