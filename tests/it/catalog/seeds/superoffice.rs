//! SuperOffice's page "POST Webhook".

use super::{Field, api, body_has, example_body, fields_are, operation, response_text, says};
use openapi::{Kind, SecurityKind};
use serde_json::{Value, json};

const FIELDS: [Field<'_>; 13] = [
    (
        "WebhookId",
        "int32",
        false,
        "Primary Key. Unique id for this webhook.",
    ),
    (
        "Name",
        "string",
        false,
        "Name to identify this webhook. Does not have to be unique.",
    ),
    (
        "Events",
        "array of string",
        false,
        "Array of event names that trigger this webhook: ['contact.created', 'sale.changed']",
    ),
    (
        "TargetUrl",
        "string",
        false,
        "Destination to POST event info to. URL for webhooks. Id for CRM scripts",
    ),
    (
        "Secret",
        "string",
        false,
        "Shared secret key used for generating SHA256 HMAC signature, so that receiver can verify that call came from this server",
    ),
    (
        "State",
        "string",
        false,
        "Webhook status - should we post events to the URL? 1=Active, 2=Stopped or 3=TooManyErrors",
    ),
    (
        "Type",
        "string",
        false,
        "Name of plugin that handles this webhook. 'webhook' for webhooks, which are handled by the system plugin.",
    ),
    (
        "Headers",
        "map of string",
        false,
        "Custom HTTP Headers to add to webhook requests.",
    ),
    (
        "Properties",
        "map of any",
        false,
        "Custom values to inject into JSON body of webhook call.",
    ),
    ("Registered", "date-time", false, "Registered when  in UTC."),
    (
        "RegisteredAssociate",
        "object",
        false,
        "The user that created the webhook.",
    ),
    ("Updated", "date-time", false, "Last updated when  in UTC."),
    (
        "UpdatedAssociate",
        "object",
        false,
        "The user that last updated the webhook.",
    ),
];

/// The parameters that are given by name; `Authorization`, `Content-Type` and `Accept` come from security and media types.
const PARAMETERS: [(&str, &str); 7] = [
    (
        "$select",
        "Optional comma separated list of properties to include in the result. Other fields are then nulled out to reduce payload size: \"Name,department,category\" Default = show all fields.",
    ),
    (
        "X-XSRF-TOKEN",
        "If not using Authorization header, you must provide XSRF value from cookie or hidden input field",
    ),
    (
        "Accept-Language",
        "Convert string references and multi-language values into a specified language (iso2) code.",
    ),
    (
        "SO-Language",
        "Convert string references and multi-language values into a specified language (iso2) code. Overrides Accept-Language value.",
    ),
    (
        "SO-Culture",
        "Number, date formatting in a specified culture (iso2 language) code. Partially overrides SO-Language/Accept-Language value. Ignored if no Language set.",
    ),
    (
        "SO-TimeZone",
        "Specify the timezone code that you would like date/time responses converted to.",
    ),
    (
        "SO-AppToken",
        "The application token that identifies the partner app. Used when calling Online WebAPI from a server.",
    ),
];

#[test]
fn the_request_has_every_documented_property() {
    let api = api("superoffice");
    let post = operation(&api, "postWebhook");
    assert_eq!(
        (post.method.as_str(), post.path.as_str()),
        ("POST", "/api/v1/Webhook")
    );
    body_has(&post, &FIELDS, &["ErrorsEmail"]);
    let media: Vec<&str> = post
        .body
        .iter()
        .flat_map(|b| &b.media)
        .map(|m| m.name.as_str())
        .collect();
    let expected = [
        "application/json",
        "text/json",
        "application/xml",
        "text/xml",
        "application/x-www-form-urlencoded",
        "application/json-patch+json",
        "application/merge-patch+json",
    ];
    assert_eq!(media, expected);
}

#[test]
fn the_parameters_stand() {
    let api = api("superoffice");
    let post = operation(&api, "postWebhook");
    let mut said: Vec<(&str, &str)> = Vec::new();
    for parameter in &post.parameters {
        said.push((&parameter.control.name, &parameter.control.description));
    }
    for scheme in post.security.iter().flat_map(|a| &a.schemes) {
        if let SecurityKind::ApiKey { field, .. } = &scheme.kind {
            said.push((field, &scheme.description));
        }
    }
    for (name, description) in PARAMETERS {
        assert!(said.contains(&(name, description)), "{name}: {description}");
    }
}

#[test]
fn the_sample_request_stands() {
    let api = api("superoffice");
    let post = operation(&api, "postWebhook");
    let sample = json!({
        "WebhookId": 794,
        "Name": "Howell Group",
        "Events": ["non", "et"],
        "TargetUrl": "http://www.example.com/",
        "Secret": "ea",
        "State": "Active",
        "Type": "aliquam",
        "Headers": {"Headers1": "laborum", "Headers2": "ad"},
        "Properties": {"fieldName": {}},
        "Registered": "2016-04-18T09:41:00.1118281+02:00",
        "RegisteredAssociate": {
            "AssociateId": 999,
            "Name": "Rau-Kozey",
            "PersonId": 86,
            "Rank": 992,
            "Tooltip": "vero",
            "Type": "AnonymousAssociate",
            "GroupIdx": 278,
            "FullName": "Pearline Jenkins",
            "FormalName": "Reilly-Jacobi",
            "Deleted": false,
            "EjUserId": 156,
            "UserName": "Boyle, Reichel and Pouros",
        },
        "Updated": "2017-09-30T09:41:00.1127872+02:00",
        "UpdatedAssociate": {
            "AssociateId": 612,
            "Name": "Bartoletti-Renner",
            "PersonId": 42,
            "Rank": 555,
            "Tooltip": "accusantium",
            "Type": "AnonymousAssociate",
            "GroupIdx": 887,
            "FullName": "Valentin Fritsch",
            "FormalName": "Haley, Bergstrom and Jacobi",
            "Deleted": true,
            "EjUserId": 252,
            "UserName": "Volkman-Wilkinson",
        },
    });
    let names: Vec<&str> = post.examples.iter().map(|e| e.name.as_str()).collect();
    let found = names
        .iter()
        .find(|n| n.contains("sample"))
        .expect("a sample request");
    assert_eq!(example_body(&post, found), sample);
}

#[test]
fn the_response_has_every_documented_property() {
    let api = api("superoffice");
    let post = operation(&api, "postWebhook");
    let ok = post.responses.iter().find(|r| r.status == "200");
    let ok = ok.expect("200");
    assert_eq!(ok.description, "OK");
    let accepted: Vec<&str> = ok.media.iter().map(|m| m.name.as_str()).collect();
    let expected = [
        "application/json",
        "text/json",
        "application/xml",
        "text/xml",
        "application/json-patch+json",
        "application/merge-patch+json",
    ];
    assert_eq!(accepted, expected);
    // The documentation gives `_Links` no words.
    for media in &ok.media {
        let control = media.control.as_ref().expect("a reply has a shape");
        let (links, own): (Vec<_>, Vec<_>) = control
            .members
            .iter()
            .cloned()
            .partition(|m| m.name == "_Links");
        assert_eq!(links.len(), 1);
        fields_are(&own, &FIELDS, &["ErrorsEmail"]);
    }
}

#[test]
fn the_sample_response_stands() {
    let associate = |id: u32, name: &str, person: u32, rank: u32, tooltip: &str| {
        json!({"AssociateId": id, "Name": name, "PersonId": person, "Rank": rank,
            "Tooltip": tooltip, "Type": "AnonymousAssociate"})
    };
    let full = |mut associate: Value, rest: Value| {
        let members = associate.as_object_mut().expect("an object");
        members.extend(rest.as_object().expect("an object").clone());
        associate
    };
    let rights = |kind: &str, length: u32| {
        json!({"fieldName": {"FieldRight": {"Mask": "FULL", "Reason": ""},
            "FieldType": kind, "FieldLength": length}})
    };
    let registered = full(
        associate(637, "DuBuque-Douglas", 558, 391, "occaecati"),
        json!({"GroupIdx": 140, "FullName": "Abigale Brekke",
            "FormalName": "Hauck, Johnston and Yost", "Deleted": true, "EjUserId": 168,
            "UserName": "Williamson Inc and Sons", "TableRight": {},
            "FieldProperties": rights("System.Int32", 182)}),
    );
    let updated = full(
        associate(469, "Satterfield LLC", 135, 357, "velit"),
        json!({"GroupIdx": 682, "FullName": "Roslyn Schowalter",
            "FormalName": "Kautzer, Hilpert and Wuckert", "Deleted": false, "EjUserId": 71,
            "UserName": "Bode Inc and Sons", "TableRight": {},
            "FieldProperties": rights("System.String", 614)}),
    );
    let sample = json!({
        "WebhookId": 681,
        "Name": "Dooley-Gibson",
        "Events": ["possimus", "consequuntur"],
        "TargetUrl": "http://www.example.com/",
        "Secret": "consectetur",
        "State": "Active",
        "Type": "officiis",
        "Headers": {"Headers1": "aperiam", "Headers2": "et"},
        "Properties": {"fieldName": {}},
        "Registered": "2012-06-17T09:41:00.1147919+02:00",
        "RegisteredAssociate": registered,
        "Updated": "2013-11-26T09:41:00.1147919+01:00",
        "UpdatedAssociate": updated,
        "_Links": {
            "Self": "https://www.example.com/api/v1/contact/321",
            "Archive": "https://www.example.com/api/v1/contact",
        },
    });
    let api = api("superoffice");
    let text = response_text(&operation(&api, "postWebhook"), "200", "saved");
    let found: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(found, sample);
    // In the documented order too, at every depth.
    assert_eq!(found.to_string(), sample.to_string());
}

#[test]
fn a_state_stands_with_its_number() {
    let api = api("superoffice");
    let post = operation(&api, "postWebhook");
    let form = post.body.as_ref().and_then(|b| b.media[0].control.clone());
    let form = form.expect("a form");
    let state = form.member("State").expect("State");
    let Kind::Choice(choices) = &state.kind else {
        panic!("{:?}", state.kind)
    };
    let shown: Vec<(&str, &str)> = choices
        .iter()
        .map(|c| (c.value.as_str(), c.label.as_str()))
        .collect();
    let expected = [
        ("Active", "1 = Active"),
        ("Stopped", "2 = Stopped"),
        ("TooManyErrors", "3 = TooManyErrors"),
        ("Unknown", "0 = Unknown"),
    ];
    assert_eq!(shown, expected, "what only the vendor has stands last");
}

#[test]
fn the_prose_stands() {
    says(
        "superoffice",
        &[
            "POST Webhook",
            "Creates a new Webhook",
            "Calls the Webhook agent service SaveWebhook.",
            "The Webhook agent is not available in Online by default. Access must be requested specifically when app is registered.",
            "Supports 'Basic', 'SoTicket' and 'Bearer' schemes, depending on installation type.",
            "The Webhook to be saved.",
            "Webhook definitions. Webhooks broadcast events from NetServer to remote servers.",
            "Webhook entity with API _Links added.",
            "2012-06-17T09:41:00.1147919+02:00",
            "Hauck, Johnston and Yost",
            "Kautzer, Hilpert and Wuckert",
            "System.Int32",
            "https://www.example.com/api/v1/contact/321",
        ],
    );
}
