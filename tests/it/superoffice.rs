//! SuperOffice's POST Webhook: its sample in seven media types, `$select`, header rules, servers and credentials.

use std::rc::Rc;

use exchange::sandbox;
use expect_test::{Expect, expect};
use json::write::JsonStyle;
use openapi::Operation;
use problem::Field;
use problem::Problem;
use problem::Step;
use request::draft::{self, Draft, Edit, example};
use request::message::{Header, Request};
use request::pipeline::{self, Flow};
use request::preview;
use signature::secret::{Secret, Secrets};

use crate::common::{api, credentials, matches, moment, operation};

fn post_webhook() -> Rc<Operation> {
    operation(&api("superoffice"), "postWebhook")
}

fn apply(operation: &Operation, edits: &[Edit]) -> Draft {
    let fresh = draft::apply(&Draft::default(), operation, &Edit::Reset);
    edits
        .iter()
        .fold(fresh, |draft, edit| draft::apply(&draft, operation, edit))
}

fn run(operation: &Operation, edits: &[Edit]) -> Flow {
    run_with(operation, edits, &credentials(operation))
}

fn run_with(operation: &Operation, edits: &[Edit], secrets: &Secrets) -> Flow {
    let draft = apply(operation, edits);
    pipeline::run(operation, &draft, secrets, &moment(), &matches)
}

fn typed(field: &str, text: &str) -> Edit {
    Edit::Type(Field::read(field), text.into())
}

fn example(name: &str) -> Edit {
    Edit::Example(name.into())
}

fn body(flow: &Flow) -> String {
    let body = flow.request.body.as_ref().expect("a body");
    String::from_utf8(body.bytes.to_vec()).expect("UTF-8")
}

/// A flow's problems, one a line.
fn told(flow: &Flow) -> String {
    let line = |p: &Problem| {
        let (code, at, severity) = (p.code(), &p.at, p.severity.word());
        format!("{severity} {code} {at}: {}\n", p.message())
    };
    flow.problems.iter().map(line).collect()
}

/// The message's head, as the page shows it.
fn head(flow: &Flow) -> String {
    let pieces = preview::message(&flow.request).head;
    let text: String = pieces.iter().map(|p| p.text.as_ref()).collect();
    text.replace("\r\n", "\n")
}

/// The sample of the documentation in a media type, with its own credentials.
fn sample_as(media: &str) -> Flow {
    let operation = post_webhook();
    let mut secrets = Secrets::default();
    for (input, text) in example::secrets(&operation, "sample") {
        secrets.set(input, Secret::new(text));
    }
    run_with(
        &operation,
        &[example("sample"), Edit::MediaType(media.into())],
        &secrets,
    )
}

fn content_type(flow: &Flow) -> Option<&str> {
    let is_content_type = |h: &&Header| h.name.eq_ignore_ascii_case("content-type");
    let found = flow.request.headers.iter().find(is_content_type);
    found.map(|h| h.value.as_str())
}

/// Checks the sample's Content-Type, its problems beyond those that it has as JSON, and its body.
fn check(media: &str, problems: Expect, expected: Expect) {
    let flow = sample_as(media);
    assert_eq!(content_type(&flow), Some(media));
    let known = told(&sample_as("application/json"));
    let beyond = |line: &&str| !known.contains(*line);
    let beyond: Vec<String> = told(&flow)
        .lines()
        .filter(beyond)
        .map(str::to_owned)
        .collect();
    problems.assert_eq(&beyond.join("\n"));
    expected.assert_eq(&body(&flow));
}

#[test]
fn the_sample_has_the_head_that_the_documentation_prints() {
    expect![[r#"
        POST /api/v1/Webhook HTTP/1.1
        Host: superoffice.invalid
        Accept: application/json; charset=utf-8
        Accept-Language: sv
        Authorization: Basic dGplMDpUamUw
        Content-Type: application/json
        Content-Length: 888

    "#]]
    .assert_eq(&head(&sample_as("application/json")));
}

#[test]
fn the_sample_is_warned_of_by_the_vendors_rules_alone() {
    expect![[r#"
        warning pattern body:/Events/0: must have the documented form, such as `contact.created`; `non` does not; the documentation says: “Event name descriptors are a combination of the webhook entity and event type - `contact.created` is one such descriptor.”
        warning pattern body:/Events/1: must have the documented form, such as `contact.created`; `et` does not; the documentation says: “Event name descriptors are a combination of the webhook entity and event type - `contact.created` is one such descriptor.”
        warning pattern body:/TargetUrl: must begin with `https:` or `HTTPS:`, or contain no `:`; `http://www.example.com/` does not; the documentation says: “The TargetUrl must: be HTTPS”
        warning enum body:/Type: must be one of the documented values; `aliquam` is not: choose `webhook` or `crmscript`; the documentation says: “Name of plugin that handles this webhook. 'webhook' for HTTP POST notifications, 'crmscript' for script invocations.”
    "#]].assert_eq(&told(&sample_as("application/json")));
}

#[test]
fn the_sample_indented_is_the_documented_text() {
    let operation = post_webhook();
    let flow = run(
        &operation,
        &[example("sample"), Edit::JsonStyle(JsonStyle::Indented)],
    );
    expect![[r#"
        {
          "WebhookId": 794,
          "Name": "Howell Group",
          "Events": [
            "non",
            "et"
          ],
          "TargetUrl": "http://www.example.com/",
          "Secret": "ea",
          "State": "Active",
          "Type": "aliquam",
          "Headers": {
            "Headers1": "laborum",
            "Headers2": "ad"
          },
          "Properties": {
            "fieldName": {}
          },
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
            "UserName": "Boyle, Reichel and Pouros"
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
            "UserName": "Volkman-Wilkinson"
          }
        }"#]]
    .assert_eq(&body(&flow));
}

#[test]
fn the_sample_as_json() {
    check(
        "application/json",
        expect![[""]],
        expect![[
            r#"{"WebhookId":794,"Name":"Howell Group","Events":["non","et"],"TargetUrl":"http://www.example.com/","Secret":"ea","State":"Active","Type":"aliquam","Headers":{"Headers1":"laborum","Headers2":"ad"},"Properties":{"fieldName":{}},"Registered":"2016-04-18T09:41:00.1118281+02:00","RegisteredAssociate":{"AssociateId":999,"Name":"Rau-Kozey","PersonId":86,"Rank":992,"Tooltip":"vero","Type":"AnonymousAssociate","GroupIdx":278,"FullName":"Pearline Jenkins","FormalName":"Reilly-Jacobi","Deleted":false,"EjUserId":156,"UserName":"Boyle, Reichel and Pouros"},"Updated":"2017-09-30T09:41:00.1127872+02:00","UpdatedAssociate":{"AssociateId":612,"Name":"Bartoletti-Renner","PersonId":42,"Rank":555,"Tooltip":"accusantium","Type":"AnonymousAssociate","GroupIdx":887,"FullName":"Valentin Fritsch","FormalName":"Haley, Bergstrom and Jacobi","Deleted":true,"EjUserId":252,"UserName":"Volkman-Wilkinson"}}"#
        ]],
    );
}

#[test]
fn the_other_json_types_carry_the_same_bytes() {
    let json = body(&sample_as("application/json"));
    for media in [
        "text/json",
        "application/json-patch+json",
        "application/merge-patch+json",
    ] {
        let flow = sample_as(media);
        assert_eq!(content_type(&flow), Some(media));
        assert_eq!(body(&flow), json, "{media}");
    }
}

#[test]
fn the_sample_as_xml() {
    check(
        "application/xml",
        expect![[""]],
        expect![[
            r#"<?xml version="1.0" encoding="UTF-8"?><Webhook><WebhookId>794</WebhookId><Name>Howell Group</Name><Events><string>non</string><string>et</string></Events><TargetUrl>http://www.example.com/</TargetUrl><Secret>ea</Secret><State>Active</State><Type>aliquam</Type><Headers><Headers1>laborum</Headers1><Headers2>ad</Headers2></Headers><Properties><fieldName></fieldName></Properties><Registered>2016-04-18T09:41:00.1118281+02:00</Registered><RegisteredAssociate><AssociateId>999</AssociateId><Name>Rau-Kozey</Name><PersonId>86</PersonId><Rank>992</Rank><Tooltip>vero</Tooltip><Type>AnonymousAssociate</Type><GroupIdx>278</GroupIdx><FullName>Pearline Jenkins</FullName><FormalName>Reilly-Jacobi</FormalName><Deleted>false</Deleted><EjUserId>156</EjUserId><UserName>Boyle, Reichel and Pouros</UserName></RegisteredAssociate><Updated>2017-09-30T09:41:00.1127872+02:00</Updated><UpdatedAssociate><AssociateId>612</AssociateId><Name>Bartoletti-Renner</Name><PersonId>42</PersonId><Rank>555</Rank><Tooltip>accusantium</Tooltip><Type>AnonymousAssociate</Type><GroupIdx>887</GroupIdx><FullName>Valentin Fritsch</FullName><FormalName>Haley, Bergstrom and Jacobi</FormalName><Deleted>true</Deleted><EjUserId>252</EjUserId><UserName>Volkman-Wilkinson</UserName></UpdatedAssociate></Webhook>"#
        ]],
    );
    assert_eq!(
        body(&sample_as("text/xml")),
        body(&sample_as("application/xml"))
    );
}

#[test]
fn the_sample_as_a_form() {
    check(
        "application/x-www-form-urlencoded",
        expect![
            "warning form body:/Properties/@0: is an empty list or object, which a form cannot represent; it is left out of the body: choose JSON to send it"
        ],
        expect![
            "WebhookId=794&Name=Howell+Group&Events%5B0%5D=non&Events%5B1%5D=et&TargetUrl=http%3A%2F%2Fwww.example.com%2F&Secret=ea&State=Active&Type=aliquam&Headers%5BHeaders1%5D=laborum&Headers%5BHeaders2%5D=ad&Registered=2016-04-18T09%3A41%3A00.1118281%2B02%3A00&RegisteredAssociate%5BAssociateId%5D=999&RegisteredAssociate%5BName%5D=Rau-Kozey&RegisteredAssociate%5BPersonId%5D=86&RegisteredAssociate%5BRank%5D=992&RegisteredAssociate%5BTooltip%5D=vero&RegisteredAssociate%5BType%5D=AnonymousAssociate&RegisteredAssociate%5BGroupIdx%5D=278&RegisteredAssociate%5BFullName%5D=Pearline+Jenkins&RegisteredAssociate%5BFormalName%5D=Reilly-Jacobi&RegisteredAssociate%5BDeleted%5D=false&RegisteredAssociate%5BEjUserId%5D=156&RegisteredAssociate%5BUserName%5D=Boyle%2C+Reichel+and+Pouros&Updated=2017-09-30T09%3A41%3A00.1127872%2B02%3A00&UpdatedAssociate%5BAssociateId%5D=612&UpdatedAssociate%5BName%5D=Bartoletti-Renner&UpdatedAssociate%5BPersonId%5D=42&UpdatedAssociate%5BRank%5D=555&UpdatedAssociate%5BTooltip%5D=accusantium&UpdatedAssociate%5BType%5D=AnonymousAssociate&UpdatedAssociate%5BGroupIdx%5D=887&UpdatedAssociate%5BFullName%5D=Valentin+Fritsch&UpdatedAssociate%5BFormalName%5D=Haley%2C+Bergstrom+and+Jacobi&UpdatedAssociate%5BDeleted%5D=true&UpdatedAssociate%5BEjUserId%5D=252&UpdatedAssociate%5BUserName%5D=Volkman-Wilkinson"
        ],
    );
}

#[test]
fn assumed_shapes_say_that_they_are_assumed() {
    let operation = post_webhook();
    let body = operation.body.as_ref().expect("a body");
    for media in &body.media {
        let is_said = media.notices.iter().any(|n| n.text.contains("Assumption"));
        assert_eq!(is_said, media.name != "application/json", "{}", media.name);
    }
    assert_eq!(body.media.len(), 7);
}

#[test]
fn select_goes_out_as_it_is_documented() {
    let operation = post_webhook();
    let host = typed("server:host", "crm.example.com/superoffice");
    let url = |name: &str| run(&operation, &[host.clone(), example(name)]).request.url;
    assert_eq!(
        url("select-url"),
        "https://crm.example.com/superoffice/api/v1/Webhook?$select=name,department,category/id"
    );
    assert_eq!(
        url("select-description"),
        "https://crm.example.com/superoffice/api/v1/Webhook?$select=Name,department,category"
    );
}

#[test]
fn an_untouched_form_shows_the_documented_request_line() {
    let flow = run(&post_webhook(), &[]);
    assert_eq!(
        head(&flow).lines().next(),
        Some("POST /api/v1/Webhook HTTP/1.1")
    );
    assert!(!flow.request.address_known);
}

#[test]
fn online_is_addressed_by_environment_and_tenant() {
    let operation = post_webhook();
    let online = Edit::Server(1);
    let flow = run(&operation, std::slice::from_ref(&online));
    assert_eq!(
        flow.request.url,
        "https://sod.superoffice.com/Cust00000/api/v1/Webhook"
    );
    let edits = [
        online,
        typed("server:env", "online"),
        typed("server:tenant", "Cust12345"),
    ];
    let flow = run(&operation, &edits);
    assert_eq!(
        flow.request.url,
        "https://online.superoffice.com/Cust12345/api/v1/Webhook"
    );
}

#[test]
fn header_rules_warn_of_what_is_overridden_or_ignored_and_refuse_what_is_no_code() {
    let operation = post_webhook();
    let cases: [&[(&str, &str)]; 9] = [
        &[("header:Accept-Language", "sv")],
        &[("header:SO-Language", "nb-no"), ("header:SO-Culture", "sv")],
        &[("header:SO-Language", "x")],
        &[("header:SO-TimeZone", "NO, includeTZOffset")],
        &[
            ("header:Accept-Language", "en"),
            ("header:SO-Language", "sv"),
        ],
        &[("header:SO-Culture", "sv")],
        &[("header:Accept-Language", "swedish")],
        &[("header:SO-Language", "swe")],
        &[
            ("header:Accept-Language", "en-us, sv;q=0.8"),
            ("header:SO-Culture", "Swedish"),
        ],
    ];
    let mut cells = String::new();
    for case in cases {
        let mut edits = vec![example("minimal")];
        edits.extend(case.iter().map(|(field, text)| typed(field, text)));
        let given: Vec<String> = case
            .iter()
            .map(|(field, text)| format!("{field} = {text}"))
            .collect();
        cells += &format!("{}\n{}", given.join(", "), told(&run(&operation, &edits)));
    }
    expect![[r#"
        header:Accept-Language = sv
        header:SO-Language = nb-no, header:SO-Culture = sv
        header:SO-Language = x
        header:SO-TimeZone = NO, includeTZOffset
        header:Accept-Language = en, header:SO-Language = sv
        warning false header:Accept-Language: must not be given when `so-language` is given; remove it; the documentation says: “Overrides Accept-Language value.”
        header:SO-Culture = sv
        warning false header:SO-Culture: must not be given unless `accept-language` is given or `so-language` is given; remove it; the documentation says: “Ignored if no Language set.”
        header:Accept-Language = swedish
        error pattern header:Accept-Language: must have the documented form, such as `sv`; `swedish` does not; the documentation says: “Convert string references and multi-language values into a specified language (iso2) code.”
        header:SO-Language = swe
        error pattern header:SO-Language: must have the documented form, such as `sv`; `swe` does not; the documentation says: “Convert string references and multi-language values into a specified language (iso2) code.”
        header:Accept-Language = en-us, sv;q=0.8, header:SO-Culture = Swedish
        error pattern header:SO-Culture: must have the documented form, such as `sv`; `Swedish` does not; the documentation says: “Number, date formatting in a specified culture (iso2 language) code.”
    "#]].assert_eq(&cells);
}

#[test]
fn each_way_to_authenticate_writes_its_own_fields() {
    let operation = post_webhook();
    let mut secrets = Secrets::default();
    for (input, text) in [
        ("auth:basic/username", "tje0"),
        ("auth:basic/password", "Tje0"),
        ("auth:soTicket", "7T:MAA3ADcA=="),
        ("auth:soAppToken", "f2398a3a"),
        ("auth:bearer", "8A:Cust12345.abc"),
        ("auth:xsrf", "xsrf-value"),
    ] {
        secrets.set(input, Secret::new(text));
    }
    let mut fields = String::new();
    for alternative in &operation.security {
        let edits = [
            example("minimal"),
            Edit::Security(alternative.name.as_str().into()),
        ];
        let flow = run_with(&operation, &edits, &secrets);
        assert_eq!(told(&flow), "", "{}", alternative.name);
        fields += &format!("{}\n", alternative.name);
        for header in flow.request.headers.iter().filter(|h| {
            h.field
                .as_deref()
                .is_some_and(|f| matches!(f.root, problem::Root::Credential(_)))
        }) {
            fields += &format!("  {}: {}\n", header.name, header.value);
        }
    }
    expect![[r#"
        basic
          Authorization: Basic dGplMDpUamUw
        soTicket
          Authorization: SOTicket 7T:MAA3ADcA==
        soTicket + soAppToken
          Authorization: SOTicket 7T:MAA3ADcA==
          SO-AppToken: f2398a3a
        bearer
          Authorization: Bearer 8A:Cust12345.abc
        xsrf
          X-XSRF-TOKEN: xsrf-value
    "#]]
    .assert_eq(&fields);
}

#[test]
fn a_target_is_a_url_for_webhooks_and_an_id_for_scripts() {
    let operation = post_webhook();
    let mut cells = String::new();
    for (kind, target) in [
        ("webhook", "https://example.com/hook"),
        ("webhook", "example.com/hook"),
        ("webhook", "localhost:8080/hook"),
        ("webhook", "ftp://example.com/"),
        ("crmscript", "MyWebhookHandler"),
        ("crmscript", "17"),
        ("", "17"),
        ("", "not a url"),
        ("", "http://example.com/"),
    ] {
        let edits = [
            example("minimal"),
            typed_in_body("Type", kind),
            typed_in_body("TargetUrl", target),
        ];
        cells += &format!("{kind} {target}\n{}", told(&run(&operation, &edits)));
    }
    expect![[r#"
        webhook https://example.com/hook
        webhook example.com/hook
        error format body:/TargetUrl: is not an absolute URL (uri): `example.com/hook` has no scheme; begin with https://, as in https://example.com/hook; this rule holds when `Type` is `webhook`; the documentation says: “URL for webhooks. Id for CRM scripts”
        webhook localhost:8080/hook
        warning pattern body:/TargetUrl: must begin with `https:` or `HTTPS:`, or contain no `:`; `localhost:8080/hook` does not; the documentation says: “The TargetUrl must: be HTTPS”
        webhook ftp://example.com/
        warning pattern body:/TargetUrl: must begin with `https:` or `HTTPS:`, or contain no `:`; `ftp://example.com/` does not; the documentation says: “The TargetUrl must: be HTTPS”
        crmscript MyWebhookHandler
        crmscript 17
         17
         not a url
        error anyOf body:/TargetUrl: matches none of the 2 documented forms; the nearest is “URL for webhooks”, but this is not an absolute URL (uri): `not a url` has no scheme; begin with https://, as in https://example.com/hook; this rule holds unless `Type` is `webhook` or `crmscript`; the documentation says: “URL for webhooks. Id for CRM scripts”
         http://example.com/
        warning pattern body:/TargetUrl: must begin with `https:` or `HTTPS:`, or contain no `:`; `http://example.com/` does not; the documentation says: “The TargetUrl must: be HTTPS”
    "#]].assert_eq(&cells);
}

/// The status and body that the sandbox answers with.
fn answer(operation: &Operation, request: &Request, secrets: &Secrets) -> (u16, String) {
    let reply = sandbox::answer(operation, request, secrets, &moment(), &matches);
    let text = String::from_utf8_lossy(&reply.body).into_owned();
    (reply.status, text)
}

/// The documented reply with the values that were sent, in whatever media type; all but the secret.
#[test]
fn the_sandbox_answers_the_sample_in_every_media_type_with_what_was_sent() {
    use serde_json::Value;
    let operation = post_webhook();
    let ok = operation.responses.iter().find(|r| r.status == "200");
    let documented = &ok.expect("200").media[0].examples[0].text;
    let json = |text: &[u8]| serde_json::from_slice::<Value>(text).expect("it is JSON");
    let sent = sample_as("application/json").request.body.expect("a body");
    let sent = json(&sent.bytes);
    let mut wanted = json(documented.as_bytes());
    let mut samples = Vec::new();
    for (name, value) in wanted.as_object_mut().expect("an object") {
        match sent.get(name).filter(|_| name != "Secret") {
            Some(sent) => *value = sent.clone(),
            None => samples.push(["/", name].concat()),
        }
    }
    assert_eq!(samples, ["/Secret", "/_Links"]);
    let secrets = credentials(&operation);
    for media in &operation.body.as_ref().expect("a body").media {
        let request = sample_as(&media.name).request;
        let reply = sandbox::answer(&operation, &request, &secrets, &moment(), &matches);
        let (mut found, mut wanted) = (json(&reply.body), wanted.clone());
        if !media.name.contains("json") {
            // XML writes an empty object as an empty text, and a form leaves it out.
            found["Properties"].take();
            wanted["Properties"].take();
        }
        assert_eq!((reply.status, found), (200, wanted), "{}", media.name);
        let sample = reply.sample.expect("it is a sample");
        assert_eq!(sample.example.as_deref(), Some("saved"));
        let mut members = sample.members;
        members.retain(|m| m != "/Properties" || media.name.contains("json"));
        assert_eq!(members, samples, "{}", media.name);
    }
}

#[test]
fn the_sandbox_refuses_as_the_vendor_documents() {
    let operation = post_webhook();
    let known = credentials(&operation);
    let mut replies = String::new();
    let mut tell = |what: &str, request: &Request| {
        let (status, text) = answer(&operation, request, &known);
        let message = text.lines().find(|line| line.contains("ErrorMessage"));
        let message = message.map_or("-", str::trim);
        replies += &format!("{what}: {status} {message}\n");
    };
    let anonymous = run_with(&operation, &[example("minimal")], &Secrets::default());
    tell("no credentials", &anonymous.request);

    let sound = run(&operation, &[example("minimal")]).request;
    let mut other = sound.clone();
    for header in other
        .headers
        .iter_mut()
        .filter(|h| h.name.eq_ignore_ascii_case("content-type"))
    {
        header.value = "text/plain".into();
    }
    tell("another media type", &other);

    let mut spoiled = sound.clone();
    if let Some(body) = &mut spoiled.body {
        let mut bytes = body.bytes.to_vec();
        bytes[0] = b'[';
        body.bytes = bytes.into();
    }
    tell("a spoiled byte", &spoiled);
    tell(
        "a rule broken",
        &run(&operation, &[example("state-unknown")]).request,
    );
    tell("no body", &run(&operation, &[example("no-body")]).request);
    tell(
        "a warning",
        &run(&operation, &[example("type-unknown")]).request,
    );
    expect![[r#"
        no credentials: 401 "ErrorMessage": "Authentication failed.",
        another media type: 415 "ErrorMessage": "The request entity's media type is not supported for this resource.",
        a spoiled byte: 400 "ErrorMessage": "Bad request. Entity to save is not in request body.",
        a rule broken: 400 "ErrorMessage": "Bad request. A value of the webhook is not what its documentation asks for.",
        no body: 400 "ErrorMessage": "Bad request. Entity to save is not in request body.",
        a warning: 200 -
    "#]].assert_eq(&replies);
}

#[test]
fn the_sandbox_answers_in_the_type_that_is_accepted() {
    let operation = post_webhook();
    for media in [
        "application/xml",
        "text/json",
        "application/merge-patch+json",
    ] {
        let edits = [example("minimal"), typed("header:Accept", media)];
        let flow = run(&operation, &edits);
        let known = credentials(&operation);
        let reply = sandbox::answer(&operation, &flow.request, &known, &moment(), &matches);
        let is_type = |h: &&(String, String)| h.0 == "content-type";
        let sent = reply.headers.iter().find(is_type).map(|h| h.1.as_str());
        assert_eq!((reply.status, sent), (200, Some(media)));
        assert_eq!(reply.body.starts_with(b"<Webhook>"), media.ends_with("xml"));
    }
}

fn typed_in_body(name: &str, text: &str) -> Edit {
    let field = Field::body().step(Step::Name(name.into()));
    Edit::Type(field, text.into())
}

#[test]
fn a_field_that_a_person_marks_is_the_only_secret_of_the_body() {
    let operation = post_webhook();
    let name = Field::read("body:/Name");
    let edits = [
        typed("body:/Name", "hidden"),
        typed("body:/TargetUrl", "https://example.com/hook?token=b&c=d"),
        Edit::Mark(name, true),
    ];
    let draft = apply(&operation, &edits);
    let marked = draft::marks::marked(&operation, &draft.marks);
    for media in &operation.body.as_ref().expect("a body").media {
        let draft = draft::apply(
            &draft,
            &marked,
            &Edit::MediaType(media.name.as_str().into()),
        );
        let flow = pipeline::run(
            &marked,
            &draft,
            &credentials(&operation),
            &moment(),
            &matches,
        );
        let body = flow.request.body.as_ref().expect("a body");
        let secrets = preview::secrets::in_body(&flow.request);
        let secrets: Vec<_> = secrets
            .into_iter()
            .map(|span| String::from_utf8_lossy(&body.bytes[span]).into_owned())
            .collect();
        assert_eq!(secrets.len(), 1, "{}: {secrets:?}", media.name);
        assert!(
            secrets[0].contains("hidden") && !secrets[0].contains("example"),
            "{secrets:?}"
        );
    }
}
