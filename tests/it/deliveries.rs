//! The deliveries of the catalog: the very request that a filled registration makes its sender send.

use std::rc::Rc;

use exchange::delivery::Registration;
use expect_test::expect;
use openapi::delivery;
use openapi::{Api, Listing, Operation};
use problem::Field;
use problem::Step;
use request::draft::{self, Draft, Edit, load, prefilled};
use request::pipeline::{self, Flow};
use request::preview;
use signature::secret::Secrets;

use crate::common::{IDS, api, found, listed, matches, moment, operation};

/// A registration being filled in.
struct Form {
    api: Api,
    of: Rc<Operation>,
    draft: Draft,
    secrets: Secrets,
}

impl Form {
    fn of(id: &str, of: &str) -> Form {
        let api = api(id);
        let of = operation(&api, of);
        Form {
            draft: load::fresh(&of),
            api,
            of,
            secrets: Secrets::default(),
        }
    }

    /// The body as text, as the raw editor takes it.
    fn raw(mut self, text: &str) -> Form {
        self.edit(&Edit::Raw(text.into()));
        self
    }

    fn typed(mut self, field: &str, text: &str) -> Form {
        let field = match field.strip_prefix("body:/") {
            Some(name) => Field::body().step(Step::Name(name.into())),
            None => Field::read(field),
        };
        self.edit(&Edit::Type(field, text.into()));
        self
    }

    fn edit(&mut self, edit: &Edit) {
        self.draft = draft::apply(&self.draft, &self.of, edit);
    }

    fn listing(&self) -> &Rc<Listing> {
        let found = self.api.delivery(Some(&self.of.id), "delivery");
        found.expect("its delivery is named `delivery`")
    }

    fn delivery(&self) -> Operation {
        let registration =
            Registration::of(&self.of, &self.draft, &self.secrets, &moment(), &matches);
        delivery::open(&self.api, self.listing(), &registration.exchange()).expect("it reads")
    }

    fn flow(&self) -> Flow {
        flow(&self.delivery())
    }

    /// The request as it is sent, and what is wrong with it.
    fn wire(&self) -> String {
        told(&self.flow())
    }
}

fn secrets_of(operation: &Operation) -> Secrets {
    let mut secrets = Secrets::default();
    for (input, secret) in prefilled::secrets(operation) {
        secrets.set(input, secret);
    }
    secrets
}

fn flow(operation: &Operation) -> Flow {
    let draft = load::fresh(operation);
    pipeline::run(
        operation,
        &draft,
        &secrets_of(operation),
        &moment(),
        &matches,
    )
}

fn told(flow: &Flow) -> String {
    let mut out = String::new();
    for piece in preview::message(&flow.request).head {
        out.push_str(&piece.text);
    }
    let mut out = out.replace("\r\n", "\n");
    if let Some(body) = &flow.request.body {
        out.push_str(&String::from_utf8_lossy(&body.bytes));
    }
    for problem in &flow.problems {
        out.push_str(&format!(
            "\n! {} {} {}: {}",
            problem.severity.word(),
            problem.code(),
            problem.at,
            problem.message()
        ));
    }
    out
}

#[test]
fn every_delivery_reads_without_a_note() {
    for id in IDS {
        let document = api(id);
        assert!(!document.deliveries.is_empty(), "{id}");
        for listing in &document.deliveries {
            let of = listing.of.as_deref().expect("a callback");
            let form = Form::of(id, of);
            let delivery = form.delivery().delivery.expect("it is one");
            assert!(delivery.notes.is_empty(), "{id}: {:#?}", delivery.notes);
        }
    }
}

#[test]
fn every_example_of_a_delivery_gives_exactly_the_problems_it_is_listed_with() {
    let mut wrong = Vec::new();
    for id in IDS {
        for listing in &api(id).deliveries {
            let of = listing.of.as_deref().expect("a callback");
            let mut form = Form::of(id, of);
            let sound = form.of.examples.iter().find(|e| !e.breaks);
            let sound = sound.expect("a sound example").name.clone();
            form.edit(&Edit::Example(sound.into()));
            let delivery = form.delivery();
            assert!(!delivery.examples.is_empty(), "{id} has payloads");
            let mut secrets = secrets_of(&delivery);
            secrets.set("secret", signature::secret::Secret::new("s"));
            for example in &delivery.examples {
                let fresh = load::fresh(&delivery);
                let name = example.name.as_str().into();
                let draft = draft::apply(&fresh, &delivery, &Edit::Example(name));
                let flow = pipeline::run(&delivery, &draft, &secrets, &moment(), &matches);
                let (has, lists) = (found(&flow.problems), listed(&example.expected));
                assert!(
                    !example.summary.is_empty(),
                    "{id} {} has a summary",
                    example.name
                );
                if has != lists {
                    wrong.push((id, example.name.clone(), has, lists));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn another_example_keeps_what_the_registration_says_and_brings_its_own_event() {
    let form = Form::of("superoffice", "postWebhook").raw(SUPEROFFICE);
    let delivery = form.delivery();
    let fresh = load::fresh(&delivery);
    let draft = draft::apply(&fresh, &delivery, &Edit::Example("contact.deleted".into()));
    let flow = pipeline::run(
        &delivery,
        &draft,
        &secrets_of(&delivery),
        &moment(),
        &matches,
    );
    let request = &flow.request;
    assert_eq!(
        request.header("x-superoffice-event"),
        Some("contact.deleted")
    );
    assert_eq!(request.header("x-tenant"), Some("Cust1234"));
    // By its name a secret: it is sent, and no stored draft remembers it.
    assert_eq!(request.header("authorization"), Some("Basic dXNlcjpwYXNz"));
    assert_eq!(
        request.url,
        "https://www.example.com/superoffice/hook/?tenant=7"
    );
    let body = request.body.as_ref().expect("a body");
    let body = String::from_utf8_lossy(&body.bytes);
    assert!(body.contains(r#""Event":"contact.deleted""#), "{body}");
    assert!(body.contains(r#""priority":1.50"#), "{body}");
    let reset = draft::apply(&draft, &delivery, &Edit::Reset);
    let mut told = String::new();
    for (field, value) in reset.prefilled.iter() {
        told.push_str(&format!("{field} = {value}\n"));
    }
    told.extend(reset.event.map(|event| format!("event {event}\n")));
    expect![[r#"
        body:/Event = "sale.sold"
        body:/WebhookName = "Ümlaut's handler"
        body:/nested = {"a": [true, null]}
        body:/priority = 1.50
        header:X-SuperOffice-Event = "sale.sold"
        header:X-Tenant = "Cust1234"
        server:url = "https://www.example.com/superoffice/hook/?tenant=7"
        event sale.sold
    "#]]
    .assert_eq(&told);
}

const SUPEROFFICE: &str = r#"{"Name": "Ümlaut's handler", "Events": ["sale.sold", "contact.created"],
  "TargetUrl": "https://www.example.com/superoffice/hook/?tenant=7",
  "Secret": "Something Super Secret",
  "Headers": {"X-Tenant": "Cust1234", "Authorization": "Basic dXNlcjpwYXNz"},
  "Properties": {"priority": 1.50, "nested": {"a": [true, null]}}}"#;

#[test]
fn superoffice_posts_the_event_signed_with_the_secret_of_the_registration() {
    let form = Form::of("superoffice", "postWebhook").raw(SUPEROFFICE);
    expect![[r#"
        POST /superoffice/hook/?tenant=7 HTTP/1.1
        Host: www.example.com
        User-Agent: NetServer-Webhook/8.8.6684.1719
        X-SuperOffice-Event: sale.sold
        X-SuperOffice-EventId: 88f91933-edce-4c1a-8ded-ade8e2f72434
        X-Tenant: Cust1234
        Authorization: Basic dXNlcjpwYXNz
        Content-Type: application/json; charset=utf-8
        X-SuperOffice-Signature: IIiAPXVLKIJ23NbEaEhrt3/tp/a6ZpCWBQmRpOpm5FY=
        Content-Length: 344

        {"EventId":"88f91933-edce-4c1a-8ded-ade8e2f72434","Timestamp":"2018-04-05T08:28:01.5732501Z","Changes":["sale_id","status","updated","updated_associate_id"],"Event":"sale.sold","PrimaryKey":18,"Entity":"sale","ContextIdentifier":"Cust1234","ChangedByAssociateId":316,"WebhookName":"Ümlaut's handler","priority":1.50,"nested":{"a":[true,null]}}"#]].assert_eq(&form.wire());
}

#[test]
fn superoffice_signs_nothing_without_a_secret_and_says_what_it_does_not_know() {
    let form = Form::of("superoffice", "postWebhook")
        .raw(r#"{"Name": "n", "Events": ["list.7.created"]}"#);
    expect![[r#"
        POST / HTTP/1.1
        Host: superoffice.invalid
        User-Agent: NetServer-Webhook/8.8.6684.1719
        X-SuperOffice-Event: list.7.created
        X-SuperOffice-EventId: 8337ae4a-1dd6-40fd-8dc7-a050664a0af7
        Content-Type: application/json; charset=utf-8
        Content-Length: 700

        {"EventId":"8337ae4a-1dd6-40fd-8dc7-a050664a0af7","Timestamp":"2018-04-24T07:50:50.6812131Z","Changes":["contact_id","associate_id","business_idx","category_idx","country_id","name","registered","registered_associate_id","updated","updated_associate_id"],"Event":"list.7.created","PrimaryKey":994863,"Entity":"contact","ContextIdentifier":"Cust1234","ChangedByAssociateId":316,"WebhookName":"n","FieldValues":{"activeInterests":0,"associate_id":12,"business_idx":2,"category_idx":4,"country_id":826,"deleted":0,"DeletedDate":"0001-01-01T00:00:00","registered":"2020-02-16T17:50:17","registered_associate_id":5,"source":0,"updated":"2025-05-14T10:48:07.8912039+02:00","userdef2_id":0,"userdef_id":22}}
        ! warning expression server:url: is not known yet: the registration does not give it; fill it in there, or enter an address here
        ! warning secret secret: no secret is given, so the delivery is sent unsigned, as its sender would send it; enter the registration's secret to sign it"#]].assert_eq(&form.wire());
}

const GENAUTH: &str = r#"{"name": "n", "url": "https://example.com/callback", "events": ["user:updated"],
  "contentType": "application/json", "secret": "s3cret"}"#;

#[test]
fn genauth_sends_its_secret_as_it_is() {
    let form = Form::of("genauth", "createWebhook").raw(GENAUTH);
    expect![[r#"
        POST /callback HTTP/1.1
        Host: example.com
        User-Agent: authing-webhook@2.0
        Content-Type: application/json
        x-authing-webhook-secret: s3cret
        Content-Length: 377

        {"eventName":"user:updated","data":{"user":{"id":"60b44b916d92a4f5fc6ffdce","userPoolId":"60648d4a2b6975b984829331","email":"register@demo.cm","username":"my username","status":"Activated","registerSource":["basic:email"],"loginsCount":0,"emailVerified":false,"createdAt":"2021-05-31T02:36:01.657Z","updatedAt":"2021-05-31T02:36:01.657Z"},"updates":{"username":"my username"}}}"#]].assert_eq(&form.wire());
}

#[test]
fn genauth_posts_a_form_when_its_content_type_says_so() {
    let text = GENAUTH
        .replace("application/json", "application/x-www-form-urlencoded")
        .replace("user:updated", "mfa:verified");
    let mut form = Form::of("genauth", "createWebhook").raw(&text);
    form.secrets.set(
        "auth:x-authing-userpool-id",
        signature::secret::Secret::new("60648d4a"),
    );
    form.edit(&Edit::Security("bearer + x-authing-userpool-id".into()));
    expect![[r#"
        POST /callback HTTP/1.1
        Host: example.com
        User-Agent: authing-webhook@2.0
        x-authing-userpool-id: 60648d4a
        Content-Type: application/x-www-form-urlencoded
        x-authing-webhook-secret: s3cret
        Content-Length: 132

        eventName=mfa%3Averified&data=%7B%22userId%22%3A%226064925fb31803716a9df11f%22%2C%22isValid%22%3Afalse%2C%22type%22%3A%22EMAIL%22%7D"#]].assert_eq(&form.wire());
}

#[test]
fn aggregate_intelligence_authenticates_as_the_auth_type_says() {
    let mut told = String::new();
    for (kind, credentials) in [
        ("none", ""),
        ("basic", r#", "userName": "admin", "password": "pa:ss""#),
        ("querystring", r#", "token": "t 1&2""#),
        ("authheader", r#", "token": "t-1""#),
        ("header", r#", "token": "t-1""#),
        ("bearer", r#", "token": "t-1""#),
    ] {
        let text = format!(
            r#"{{"endpoint": "https://example.com/webhook?a=1", "authType": "{kind}"{credentials}}}"#
        );
        let form = Form::of("aggregate-intelligence", "createWebhook").raw(&text);
        told.push_str(&format!("--- {kind}\n{}\n", form.wire()));
    }
    expect![[r#"
        --- none
        POST /webhook?a=1 HTTP/1.1
        Host: example.com
        Content-Type: application/json
        Content-Length: 116

        {"queueId":31595295,"rateshopId":28796129,"websiteCode":1,"dtCollected":"2024-09-17T04:04:15.286Z","currency":"USD"}
        --- basic
        POST /webhook?a=1 HTTP/1.1
        Host: example.com
        Authorization: Basic YWRtaW46cGE6c3M=
        Content-Type: application/json
        Content-Length: 116

        {"queueId":31595295,"rateshopId":28796129,"websiteCode":1,"dtCollected":"2024-09-17T04:04:15.286Z","currency":"USD"}
        --- querystring
        POST /webhook?a=1&token=t%201%262 HTTP/1.1
        Host: example.com
        Content-Type: application/json
        Content-Length: 116

        {"queueId":31595295,"rateshopId":28796129,"websiteCode":1,"dtCollected":"2024-09-17T04:04:15.286Z","currency":"USD"}
        --- authheader
        POST /webhook?a=1 HTTP/1.1
        Host: example.com
        Authorization: t-1
        Content-Type: application/json
        Content-Length: 116

        {"queueId":31595295,"rateshopId":28796129,"websiteCode":1,"dtCollected":"2024-09-17T04:04:15.286Z","currency":"USD"}
        --- header
        POST /webhook?a=1 HTTP/1.1
        Host: example.com
        X-Api-Key: t-1
        Content-Type: application/json
        Content-Length: 116

        {"queueId":31595295,"rateshopId":28796129,"websiteCode":1,"dtCollected":"2024-09-17T04:04:15.286Z","currency":"USD"}
        --- bearer
        POST /webhook?a=1 HTTP/1.1
        Host: example.com
        Authorization: Bearer t-1
        Content-Type: application/json
        Content-Length: 116

        {"queueId":31595295,"rateshopId":28796129,"websiteCode":1,"dtCollected":"2024-09-17T04:04:15.286Z","currency":"USD"}
    "#]].assert_eq(&told);
}

#[test]
fn keyauth_asks_the_base_link_with_what_the_request_says() {
    let mut told = String::new();
    for of in ["webhook", "webhookGet"] {
        for (params, body, conttype) in [
            ("", "", ""),
            ("?ok%3Dyes%26no%3Dok", "", "application/json"),
            (
                " ?a=<b>1&n=100%2525 ",
                "{\"a\": \"b\"}\n",
                "application/json",
            ),
            ("", "a=b&c", ""),
        ] {
            let place = |name: &str| match of {
                "webhook" => format!("body:/{name}"),
                _ => format!("query:{name}"),
            };
            let form = Form::of("keyauth", of)
                .typed(&place("webid"), "Sh1j25S5iX")
                .typed(&place("params"), params)
                .typed(&place("body"), body)
                .typed(&place("conttype"), conttype);
            told.push_str(&format!("--- {of}\n{}\n", form.wire()));
        }
    }
    expect![[r#"
        --- webhook
        GET / HTTP/1.1
        Host: keyauth-base-link.invalid
        Accept: */*
        User-Agent: KeyAuth


        --- webhook
        GET /?ok=yes&no=ok HTTP/1.1
        Host: keyauth-base-link.invalid
        Accept: */*
        User-Agent: KeyAuth
        Content-Type: application/json


        --- webhook
        POST /?a=1&n=100%25 HTTP/1.1
        Host: keyauth-base-link.invalid
        Accept: */*
        User-Agent: KeyAuth
        Content-Type: application/json
        Content-Length: 11

        {"a": "b"}

        --- webhook
        POST / HTTP/1.1
        Host: keyauth-base-link.invalid
        Accept: */*
        User-Agent: KeyAuth
        Content-Type: application/x-www-form-urlencoded
        Content-Length: 5

        a=b&c
        --- webhookGet
        GET / HTTP/1.1
        Host: keyauth-base-link.invalid
        Accept: */*
        User-Agent: KeyAuth


        --- webhookGet
        GET /?ok=yes&no=ok HTTP/1.1
        Host: keyauth-base-link.invalid
        Accept: */*
        User-Agent: KeyAuth
        Content-Type: application/json


        --- webhookGet
        POST /?a=1&n=100%25 HTTP/1.1
        Host: keyauth-base-link.invalid
        Accept: */*
        User-Agent: KeyAuth
        Content-Type: application/json
        Content-Length: 11

        {"a": "b"}

        --- webhookGet
        POST / HTTP/1.1
        Host: keyauth-base-link.invalid
        Accept: */*
        User-Agent: KeyAuth
        Content-Type: application/x-www-form-urlencoded
        Content-Length: 5

        a=b&c
    "#]]
    .assert_eq(&told);
}
