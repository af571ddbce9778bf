//! GenAuth's page "Create a Webhook".

use super::{Field, api, body_has, example_body, fields_are, operation, response_text, says};
use openapi::{Kind, SecurityKind};
use serde_json::{Value, json};

const EVENTS: &str = "User's real name, not unique. Example value: Zhang San";

const REQUEST: [Field<'_>; 6] = [
    ("contentType", "string", true, "Request data format"),
    ("events", "array of string", true, EVENTS),
    ("url", "string", true, "Webhook callback address"),
    ("name", "string", true, "Webhook name"),
    ("enabled", "boolean", false, "Enabled"),
    ("secret", "string", false, "Request key"),
];

const RESPONSE: [Field<'_>; 5] = [
    (
        "statusCode",
        "number",
        false,
        "Business status code, which can be used to determine whether the operation is successful, 200 means success.",
    ),
    ("message", "string", false, "Description"),
    (
        "apiCode",
        "number",
        false,
        "Segmented error code, which can be used to get the specific error type (successful request does not return). For a detailed list of error codes, see: API Code List",
    ),
    (
        "requestId",
        "string",
        false,
        "Request ID. Returned when the request fails.",
    ),
    ("data", "object", false, "Response data"),
];

const WEBHOOK: [Field<'_>; 9] = [
    ("webhookId", "string", true, "Webhook ID"),
    ("createdAt", "string", true, "Creation time"),
    ("updatedAt", "string", true, "Update time"),
    ("name", "string", true, "Webhook name"),
    ("url", "string", true, "Webhook callback address"),
    ("contentType", "string", true, "Request data format"),
    ("enabled", "boolean", true, "Enabled or not"),
    ("events", "array of string", false, EVENTS),
    ("secret", "string", false, "Request key"),
];

#[test]
fn the_request_has_every_documented_field() {
    let api = api("genauth");
    let create = operation(&api, "createWebhook");
    assert_eq!(
        (create.method.as_str(), create.path.as_str()),
        ("POST", "/api/v3/create-webhook")
    );
    body_has(&create, &REQUEST, &["retryConfig"]);
}

#[test]
fn the_response_has_every_documented_field() {
    let api = api("genauth");
    let create = operation(&api, "createWebhook");
    let envelope = create.responses[0].media[0]
        .control
        .as_ref()
        .expect("the envelope's form");
    fields_are(&envelope.members, &RESPONSE, &[]);
    fields_are(&envelope.members[4].members, &WEBHOOK, &["retryConfig"]);
}

#[test]
fn sample_values_stand_with_their_fields() {
    let api = api("genauth");
    let create = operation(&api, "createWebhook");
    let samples = json!({
        "contentType": "application/json",
        "events": ["user:created"],
        "url": "https://example.com/callback",
        "name": "User creation event",
        "enabled": true,
        "secret": "xxxxxxxxxxxx",
    });
    assert_eq!(example_body(&create, "sample-values"), samples);
    let form = create
        .body
        .as_ref()
        .and_then(|b| b.media[0].control.clone())
        .expect("a form");
    let shown: Vec<&str> = form
        .members
        .iter()
        .flat_map(|c| c.examples.first())
        .map(String::as_str)
        .collect();
    let expected = [
        "application/json",
        "[\"user:created\"]",
        "https://example.com/callback",
        "User creation event",
        "true",
        "xxxxxxxxxxxx",
    ];
    assert_eq!(shown, expected);
    let envelope = create.responses[0].media[0]
        .control
        .as_ref()
        .expect("the envelope's form");
    let shown: Vec<&str> = envelope.members[4]
        .members
        .iter()
        .flat_map(|c| c.examples.first())
        .map(String::as_str)
        .collect();
    let expected = [
        "6229ffaxxxxxxxxcade3e3d9",
        "2022-07-03T02:20:30.000Z",
        "2022-07-03T02:20:30.000Z",
        "User created event",
        "https://example.com/callback",
        "application/json",
        "true",
        "[\"user:created\"]",
        "xxxxxxxxxxxx",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn the_sample_result_stands_with_its_fault() {
    let api = api("genauth");
    let text = response_text(&operation(&api, "createWebhook"), "200", "sample-result");
    let sample = json!({
        "statusCode": 200,
        "message": "Operation successful",
        "requestId": "934108e5-9fbf-4d24-8da1-c330328abd6c",
        "data": {
            "webhookId": "6229ffaxxxxxxxxcade3e3d9",
            "createdAt": "2022-07-03T02:20:30.000Z",
            "updatedAt": "2022-07-03T02:20:30.000Z",
            "name": "User creation event",
            "url": "https://example.com/callback",
            "contentType": "application/json",
            "enabled": true,
            "events": "[\"user:created\"]",
            "secret": "xxxxxxxxxxxx",
        },
    });
    assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), sample);
}

#[test]
fn the_prose_stands() {
    says(
        "genauth",
        &[
            "Create a Webhook",
            "This document is automatically generated based on https://github.com/authing/authing-docs-factory based on the https://api-explorer.genauth.ai V3 API, and is consistent with the API parameters and return results. If the description of this document is incorrect, please refer to the V3 API.",
            "You need to specify the Webhook name, Webhook callback address, request data format, and user real name to create a Webhook. You can also choose whether to enable and request a key to create it",
            "ManagementClient.create_webhook",
            "Request parameters",
            "Request response",
            "CreateWebhookRespDto",
            "WebhookDto",
            "Sample result",
            "Agent infrastructure for identity, memory, and web action.",
        ],
    );
}

#[test]
fn event_names_are_suggestions_and_formats_a_closed_set() {
    let api = api("genauth");
    let create = operation(&api, "createWebhook");
    let form = create
        .body
        .as_ref()
        .and_then(|b| b.media[0].control.clone())
        .expect("a form");
    let format = form.member("contentType").expect("contentType");
    let Kind::Choice(choices) = &format.kind else {
        panic!("{:?}", format.kind)
    };
    let values: Vec<&str> = choices.iter().map(|c| c.value.as_str()).collect();
    assert_eq!(
        values,
        ["application/json", "application/x-www-form-urlencoded"]
    );
    assert!(
        format.notices[0]
            .text
            .starts_with("This is the format of the deliveries")
    );
    let event = form
        .member("events")
        .and_then(|e| e.element.clone())
        .expect("events");
    let Kind::Suggest(names) = &event.kind else {
        panic!("{:?}", event.kind)
    };
    assert_eq!(names.len(), 76);
    assert_eq!(
        (names[0].value.as_str(), names[75].value.as_str()),
        ("test", "refresh-token")
    );
    assert_eq!(form.member("secret").map(|s| s.secret), Some(true));
}

#[test]
fn a_token_with_the_pool_or_a_signature_authorises() {
    let api = api("genauth");
    let create = operation(&api, "createWebhook");
    let names: Vec<&str> = create.security.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["bearer + x-authing-userpool-id", "ak-sk"]);
    let signed = &create.security[1].schemes[0];
    assert_eq!(
        signed.signature.as_ref().map(|s| s.scheme.id.as_str()),
        Some("authing")
    );
    assert!(
        signed.notices[0].text.contains("`Date`"),
        "why a page cannot send it stands with it"
    );
    assert_eq!(
        create.security[0].schemes[0].kind,
        SecurityKind::Token {
            word: "Bearer".into()
        }
    );
    let outcome = create.outcome.as_ref().expect("an outcome");
    assert_eq!(
        (outcome.pointer.as_str(), outcome.equals.as_str()),
        ("/statusCode", "200")
    );
}
