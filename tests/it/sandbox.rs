//! The sandbox beside the documents: which documented answer each request gets.
//!
//! What must be refused at all is held in `refusals`.

use std::rc::Rc;

use exchange::reply::{self, Expectation, Reply, Tone};
use exchange::sandbox;
use expect_test::{Expect, expect};
use openapi::{Example, Operation, Response, ResponseExample};
use problem::Field;
use problem::Step;
use request::draft::{self, Draft, Edit, example};
use request::message::Request;
use request::pipeline;
use signature::secret::{Secret, Secrets};

use crate::common::{IDS, api, credentials, matches, moment, operation, run};

fn answer(operation: &Operation, request: &Request, secrets: &Secrets) -> Reply {
    sandbox::answer(operation, request, secrets, &moment(), &matches)
}

/// The secrets with which `common::run` makes an example's request.
fn secrets(operation: &Operation, example: &Example) -> Secrets {
    let mut secrets = credentials(operation);
    for (input, text) in example::secrets(operation, &example.name) {
        secrets.set(input, Secret::new(text));
    }
    secrets
}

/// Status and the name of the documented body.
fn told(operation: &Operation, request: &Request, reply: &Reply) -> String {
    let body = if reply.body.is_empty() {
        "no body".to_owned()
    } else if let Some(name) = documented(operation, reply) {
        name
    } else if request.body.as_ref().is_some_and(|b| b.bytes == reply.body) {
        "the request's own body".to_owned()
    } else {
        "words of the sandbox".to_owned()
    };
    format!("{} {body}", reply.status)
}

fn documented(operation: &Operation, reply: &Reply) -> Option<String> {
    let response: &Response = operation.response(reply.status)?;
    let mut examples = response.media.iter().flat_map(|m| &m.examples);
    let sample = reply.sample.as_ref().and_then(|s| s.example.as_deref());
    let same =
        |e: &&ResponseExample| e.text.as_bytes() == &*reply.body || sample == Some(e.name.as_str());
    examples.find(same).map(|e| format!("`{}`", e.name))
}

/// Whether the documentation calls a reply a success, by its outcome or its status.
fn succeeds(operation: &Operation, reply: &Reply) -> bool {
    let reading = reply::read(
        operation,
        reply,
        Expectation::default(),
        &Secrets::default(),
        &matches,
    );
    reading.verdict[0].tone == Tone::Good
}

fn only(id: &str, name: &str) -> Rc<Operation> {
    operation(&api(id), name)
}

/// The first documented example that is sound, and its request.
fn sound(operation: &Operation) -> (Request, Secrets) {
    let example = operation.examples.iter().find(|e| !e.breaks);
    let example = example.unwrap_or_else(|| panic!("{} has no sound example", operation.id));
    (run(operation, example).request, secrets(operation, example))
}

/// Every operation of the catalog.
fn all() -> Vec<Rc<Operation>> {
    IDS.iter().flat_map(|id| api(id).operations).collect()
}

/// Each example and what it is answered; those with the same answer on one line.
#[track_caller]
fn answers(operation: &Operation, expected: Expect) {
    let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
    for example in &operation.examples {
        let request = run(operation, example).request;
        let reply = answer(operation, &request, &secrets(operation, example));
        let told = told(operation, &request, &reply);
        match lines.iter_mut().find(|l| l.0 == told) {
            Some(line) => line.1.push(&example.name),
            None => lines.push((told, vec![&example.name])),
        }
    }
    let text = lines
        .iter()
        .map(|(told, names)| format!("{told}: {}\n", names.join(", ")));
    expected.assert_eq(&text.collect::<String>());
}

#[test]
fn keyauth_answers_each_example() {
    answers(
        &only("keyauth", "webhook"),
        expect![[r#"
        200 `success`: post-request, with-body
        200 `unknown-type`: no-type, another-type
        200 `webhook-not-found`: no-webid, webid-empty, webid-long
        200 `session-not-found`: no-sessionid, sessionid-empty, sessionid-long
        200 `no-name`: no-name, name-empty
        200 `no-ownerid`: no-ownerid
        200 `ownerid-length`: ownerid-short, ownerid-long
        200 `keyauth-invalid`: name-long
    "#]],
    );
    answers(
        &only("keyauth", "webhookGet"),
        expect![[r#"
        200 `success`: get-request, with-body
        200 `unknown-type`: no-type, another-type
        200 `webhook-not-found`: no-webid, webid-empty, webid-long
        200 `session-not-found`: no-sessionid, sessionid-empty, sessionid-long
        200 `no-name`: no-name, name-empty
        200 `no-ownerid`: no-ownerid
        200 `ownerid-length`: ownerid-short, ownerid-long
        200 `keyauth-invalid`: name-long
    "#]],
    );
}

#[test]
fn genauth_answers_each_example() {
    answers(
        &only("genauth", "createWebhook"),
        expect![[r#"
            200 `created`: sample-values, signed, form-deliveries, minimal, event-unknown, url-host-port, url-mailto, retryConfig-text, retryConfig-no-enabled, retryConfig-enabled-text, retryConfig-count-text, retryConfig-delay-text, retryConfig-delayUnit-unknown, retryConfig-delayUnit-number
            200 `invalid`: no-contentType, no-events, no-url, no-name, contentType-unknown, contentType-number, events-text, event-number, url-relative, url-number, name-number, enabled-text, secret-number, body-list
        "#]],
    );
}

/// Too many requests is the one error that HTTP says too.
#[test]
fn genauth_answers_two_names_with_errors_of_its_own() {
    let operation = only("genauth", "createWebhook");
    let secrets = credentials(&operation);
    let field = Field::body().step(Step::Name("name".into()));
    let answered = ["throttle", "forbidden"].map(|name| {
        let edits = [
            Edit::Example("sample-values".into()),
            Edit::Type(field.clone(), name.into()),
        ];
        let draft = edits.iter().fold(Draft::default(), |draft, edit| {
            draft::apply(&draft, &operation, edit)
        });
        let flow = pipeline::run(&operation, &draft, &secrets, &moment(), &matches);
        let reply = answer(&operation, &flow.request, &secrets);
        assert!(!succeeds(&operation, &reply), "{name}");
        told(&operation, &flow.request, &reply)
    });
    assert_eq!(answered, ["429 `throttled`", "200 `forbidden`"]);
}

#[test]
fn aggregate_intelligence_answers_each_example() {
    answers(
        &only("aggregate-intelligence", "createWebhook"),
        expect![[r#"
            201 the request's own body: example-request, querystring, authheader, header, basic, none, none-empty
            400 no body: body-parameter, curl, no-endpoint, no-authType, endpoint-no-url, endpoint-no-scheme, endpoint-mailto, authType-unknown, body-list, endpoint-number, authType-number, isAlertHook-text, userName-number, password-number, token-number, none-with-userName, none-with-password, none-with-token, basic-without-userName, basic-empty-userName, basic-without-password, basic-empty-password, basic-with-token, querystring-with-userName, querystring-with-password, querystring-without-token, querystring-empty-token, authheader-with-userName, authheader-with-password, authheader-without-token, authheader-empty-token, header-with-userName, header-with-password, header-without-token, header-empty-token, bearer-with-userName, bearer-with-password, bearer-without-token, bearer-empty-token
        "#]],
    );
}

#[test]
fn aggregate_intelligence_has_a_way_to_each_documented_answer() {
    let operation = only("aggregate-intelligence", "createWebhook");
    let status = |endpoint: &str, secrets: &Secrets| {
        let type_at = |name: &str, text: &str| {
            let field = Field::body().step(Step::Name(name.into()));
            Edit::Type(field, text.into())
        };
        let edits = [
            Edit::Reset,
            type_at("endpoint", endpoint),
            type_at("authType", "none"),
        ];
        let draft = edits.iter().fold(Draft::default(), |draft, edit| {
            draft::apply(&draft, &operation, edit)
        });
        let flow = pipeline::run(&operation, &draft, secrets, &moment(), &matches);
        answer(&operation, &flow.request, secrets).status
    };
    let given = credentials(&operation);
    let https = "https://example.com/";
    let found = [
        status(https, &given),
        status("nowhere", &given),
        status(https, &Secrets::default()),
        status("https://example.com/429", &given),
        status("https://example.com/500", &given),
    ];
    assert_eq!(found, [201, 400, 401, 429, 500]);
    let documented: Vec<&str> = operation.responses.iter().map(|r| &*r.status).collect();
    assert_eq!(documented, ["201", "400", "401", "429", "500"]);
}

#[test]
fn superoffice_answers_each_example() {
    answers(
        &only("superoffice", "postWebhook"),
        expect![[r#"
            200 `saved`: sample, minimal, select-description, select-url, crmscript, open-events, languages, errors-email, name-long, no-events, event-shape, event-unknown, no-target-url, target-url-http, target-url-long, secret-long, state-of-the-vendor, type-unknown, type-long, RegisteredAssociate-above-int32, UpdatedAssociate-above-int32, errors-email-no-address, errors-email-number, errors-email-long, two-languages, culture-without-language
            400 `absent`: no-body
            400 `invalid`: body-list, webhookid-text, webhookid-fraction, webhookid-above-int32, webhookid-below-int32, name-number, events-text, event-number, target-url-number, target-url-no-url, target-url-no-url-nor-id, secret-number, state-unknown, state-number, type-number, headers-list, header-number, properties-text, registered-no-offset, registered-number, updated-no-date, updated-number, RegisteredAssociate-text, RegisteredAssociate-members, UpdatedAssociate-text, UpdatedAssociate-members, accept-language-no-code, language-no-code, culture-no-code
        "#]],
    );
}

#[test]
fn without_credentials_nothing_is_done() {
    let mut out = String::new();
    for operation in all() {
        let (mut request, secrets) = sound(&operation);
        let names: Vec<String> = operation
            .security
            .iter()
            .flat_map(|a| &a.schemes)
            .map(|s| format!("auth:{}", s.name))
            .collect();
        request.headers.retain(|h| {
            !h.field
                .as_ref()
                .is_some_and(|f| names.contains(&f.to_string()))
        });
        let reply = answer(&operation, &request, &secrets);
        out += &format!(
            "{} {}: {}\n",
            operation.api,
            operation.id,
            told(&operation, &request, &reply)
        );
    }
    expect![[r#"
        keyauth webhook: 200 `success`
        keyauth webhookGet: 200 `success`
        genauth createWebhook: 200 `unauthorized`
        aggregate-intelligence createWebhook: 401 no body
        superoffice postWebhook: 401 `unauthorized`
    "#]]
    .assert_eq(&out);
}

#[test]
fn another_media_type_is_refused() {
    let mut out = String::new();
    for operation in all().iter().filter(|o| o.body.is_some()) {
        let (mut request, secrets) = sound(operation);
        for header in &mut request.headers {
            if header.name == "Content-Type" {
                header.value = "text/csv".into();
            }
        }
        let reply = answer(operation, &request, &secrets);
        assert!(!succeeds(operation, &reply), "{}", operation.api);
        out += &format!("{}: {}\n", operation.api, told(operation, &request, &reply));
    }
    expect![[r#"
        keyauth: 200 `no-ownerid`
        genauth: 200 `invalid`
        aggregate-intelligence: 400 no body
        superoffice: 415 `unsupported`
    "#]]
    .assert_eq(&out);
}

#[test]
fn a_spoiled_byte_is_refused_wherever_it_stands() {
    let mut out = String::new();
    for operation in all().iter().filter(|o| o.body.is_some()) {
        let (request, secrets) = sound(operation);
        let mut seen: Vec<String> = Vec::new();
        let length = request.body.as_ref().map_or(0, |b| b.bytes.len());
        for at in 0..length {
            let mut spoiled = request.clone();
            if let Some(body) = &mut spoiled.body {
                let mut bytes = body.bytes.to_vec();
                bytes[at] = 0xff;
                body.bytes = bytes.into();
            }
            let reply = answer(operation, &spoiled, &secrets);
            assert!(!succeeds(operation, &reply), "{} {at}", operation.api);
            let told = told(operation, &spoiled, &reply);
            if !seen.contains(&told) {
                seen.push(told);
            }
        }
        out += &format!("{}: {}\n", operation.api, seen.join(", "));
    }
    expect![[r#"
        keyauth: 500 `exception`
        genauth: 200 `invalid`
        aggregate-intelligence: 400 no body
        superoffice: 400 `absent`
    "#]]
    .assert_eq(&out);
}
