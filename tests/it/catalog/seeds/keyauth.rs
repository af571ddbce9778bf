//! KeyAuth's page "Webhook".

use super::{BTreeSet, Field, api, body_has, fields_are, operation, response_text, says};

const FIELDS: [Field<'_>; 7] = [
    ("type", "string", true, "webhook"),
    (
        "webid",
        "string",
        true,
        "ID of the webhook created here \n\n[https://keyauth.cc/app/?page=webhooks](https://keyauth.cc/app/?page=webhooks)",
    ),
    (
        "params",
        "string",
        false,
        "Parameters that will be appended to base link of webhook.",
    ),
    (
        "conttype",
        "string",
        false,
        "(optional) Content type for the request. eg. \n\n`application/json`",
    ),
    (
        "sessionid",
        "string",
        true,
        "SessionID returned from initialization request",
    ),
    ("name", "string", true, "Application Name"),
    (
        "ownerid",
        "string",
        true,
        "Your account OwnerID, find here: \n\n[https://keyauth.cc/app/?page=account-settings](https://keyauth.cc/app/?page=account-settings)",
    ),
];

/// What both printed requests carry, in the documented order of the fields.
const SAMPLE: [(&str, &str); 6] = [
    ("type", "webhook"),
    ("webid", "Sh1j25S5iX"),
    ("params", "?ok=yes&no=ok"),
    ("sessionid", "LxVe6GNLJu"),
    ("name", "test"),
    ("ownerid", "tiQhtH5R88"),
];

#[test]
fn the_post_has_every_documented_field() {
    let api = api("keyauth");
    let post = operation(&api, "webhook");
    assert_eq!(
        (post.method.as_str(), post.path.as_str()),
        ("POST", "/api/1.2/")
    );
    assert_eq!(post.servers[0].url, "https://keyauth.win");
    assert_eq!(
        post.body.as_ref().map(|b| b.media[0].name.as_str()),
        Some("application/x-www-form-urlencoded")
    );
    body_has(&post, &FIELDS, &["body"]);
}

#[test]
fn the_get_has_the_same_in_its_query() {
    let api = api("keyauth");
    let get = operation(&api, "webhookGet");
    assert_eq!(
        (get.method.as_str(), get.path.as_str()),
        ("GET", "/api/1.2/")
    );
    assert!(get.query_form && get.body.is_none());
    let controls: Vec<_> = get.parameters.iter().map(|p| p.control.clone()).collect();
    fields_are(&controls, &FIELDS, &["body"]);
    let example = get
        .examples
        .iter()
        .find(|e| e.name == "get-request")
        .expect("the GET's example");
    let given: BTreeSet<_> = example
        .fields
        .iter()
        .map(|f| (f.0.to_string(), f.1.as_str()))
        .collect();
    let roots = SAMPLE.map(|(name, value)| (format!("query:{name}"), value));
    assert_eq!(given, roots.into());
}

#[test]
fn the_post_example_loads_as_meant() {
    let api = api("keyauth");
    let body = super::example_body(&operation(&api, "webhook"), "post-request");
    let given: Vec<_> = body
        .as_object()
        .expect("an object")
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str().unwrap_or_default()))
        .collect();
    assert_eq!(given, SAMPLE);
}

#[test]
fn the_response_and_the_prose_stand() {
    let api = api("keyauth");
    for id in ["webhook", "webhookGet"] {
        let operation = operation(&api, id);
        assert_eq!(operation.summary, "webhook");
        assert_eq!(operation.responses[0].description, "No response");
        assert_eq!(
            &*response_text(&operation, "200", "no-response"),
            "No response"
        );
        assert!(
            operation.security.iter().all(|a| a.schemes.is_empty()),
            "KeyAuth's request carries no credentials"
        );
    }
    says(
        "keyauth",
        &[
            "Send request securely from KeyAuth server",
            "Content-Type: application/x-www-form-urlencoded",
            "POST request example",
            "GET request example",
            "Content-Length: 114",
        ],
    );
}

#[test]
fn params_says_how_often_it_is_decoded() {
    let api = api("keyauth");
    let get = operation(&api, "webhookGet");
    let params = get
        .parameters
        .iter()
        .find(|p| p.control.name == "params")
        .expect("params");
    let compose = params
        .control
        .compose
        .as_ref()
        .expect("params carries parameters");
    assert_eq!((compose.decodes, compose.starts_with.as_str()), (1, "?"));
    assert_eq!(compose.strips, ["tags", "ends"]);
}

#[test]
fn the_vendors_replies_are_written_as_its_server_writes_them() {
    let api = api("keyauth");
    let post = operation(&api, "webhook");
    let texts = [
        (
            "success",
            r#"{"success":true,"message":"Webhook request successful","response":"ok","nonce":"0123456789abcdefghijABCDEFGHIJ01"}"#,
        ),
        (
            "webhook-not-found",
            r#"{"success":false,"message":"Webhook Not Found."}"#,
        ),
        (
            "login-required",
            r#"{"success":false,"message":"Session is not validated"}"#,
        ),
        (
            "no-ownerid",
            r#"{"success":false,"message":"No OwnerID specified. Select app & copy code snippet from https:\/\/keyauth.cc\/app\/"}"#,
        ),
        ("keyauth-invalid", "KeyAuth_Invalid"),
    ];
    for (name, text) in texts {
        assert_eq!(&*response_text(&post, "200", name), text);
    }
}
