//! Aggregate Intelligence's page "Create webhook".

use super::{Field, api, body_has, example_body, operation, response_text, says};
use serde_json::{Value, json};

const FIELDS: [Field<'_>; 6] = [
    (
        "isAlertHook",
        "boolean",
        false,
        "Indicates if this webhook is used for alerts.",
    ),
    (
        "endpoint",
        "string",
        true,
        "URL that will receive the webhook payloads.",
    ),
    (
        "authType",
        "string",
        true,
        "Authentication method to use for the webhook.",
    ),
    (
        "userName",
        "string",
        false,
        "Required if authType is basic.",
    ),
    (
        "password",
        "string",
        false,
        "Required if authType is basic.",
    ),
    (
        "token",
        "string",
        false,
        "Required if using token-based authType (querystring, authheader, header, bearer).",
    ),
];

#[test]
fn the_request_has_every_documented_field() {
    let api = api("aggregate-intelligence");
    let create = operation(&api, "createWebhook");
    assert_eq!(
        (create.method.as_str(), create.path.as_str()),
        ("POST", "/webhooks")
    );
    body_has(&create, &FIELDS, &[]);
}

#[test]
fn the_samples_stand() {
    let api = api("aggregate-intelligence");
    let create = operation(&api, "createWebhook");
    let bearer = json!({"isAlertHook": true, "endpoint": "https://example.com/webhook", "authType": "bearer", "token": "********"});
    assert_eq!(example_body(&create, "example-request"), bearer);
    let body = json!({
        "isAlertHook": true,
        "endpoint": "https://example.com/webhook",
        "authType": "none",
        "userName": "admin",
        "password": "securepassword123",
        "token": "********",
    });
    assert_eq!(example_body(&create, "body-parameter"), body);
    let echo = response_text(&create, "201", "echo");
    assert_eq!(serde_json::from_str::<Value>(&echo).expect("JSON"), bearer);
    let message = response_text(&create, "201", "message");
    let expected = json!({"message": "Webhook created successfully"});
    assert_eq!(
        serde_json::from_str::<Value>(&message).expect("JSON"),
        expected
    );
}

#[test]
fn the_statuses_and_the_prose_stand() {
    let api = api("aggregate-intelligence");
    let create = operation(&api, "createWebhook");
    let statuses: Vec<_> = create
        .responses
        .iter()
        .map(|r| (r.status.as_str(), r.description.as_str()))
        .collect();
    let expected = [
        ("201", "Webhook created successfully."),
        (
            "400",
            "Bad Request – Validation failed or incorrect parameters.",
        ),
        (
            "401",
            "Unauthorized – Authentication credentials are invalid or missing.",
        ),
        ("429", "Too Many Requests – Rate limiting in effect."),
        (
            "500",
            "Internal Server Error – An unexpected issue occurred on the server.",
        ),
    ];
    assert_eq!(statuses, expected);
    says(
        "aggregate-intelligence",
        &[
            "Create webhook",
            "Implementation Notes",
            "This endpoint is used to create a webhook.",
            "Target URL where the webhook will send HTTP POST requests.",
            "Authentication method to use (",
            "Ignored if `authType` is `none`.",
            "must not be provided",
            "are mandatory",
            "but not both",
            "Our team is here to help you integrate and make the most of our APIs. Get in touch for technical support, custom solutions, or any questions.",
        ],
    );
}
