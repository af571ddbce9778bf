//! Bodies and addresses of the documentations' examples, made without this program.
//!
//! Forms: Python 3, `urllib.parse.urlencode` over the fields in documented
//! order, which writes these texts as the URL Standard does. JSON: Python 3,
//! `json.dumps` with `separators=(",", ":")` over the printed sample.

use problem::Field;
use request::draft::{self, Edit};
use request::message::Request;
use request::pipeline;

use crate::common::{api, credentials, loaded, matches, moment, operation, run};

use super::named;

fn request(id: &str, name: &str, example: &str) -> Request {
    let api = api(id);
    let operation = operation(&api, name);
    run(&operation, named(&operation, example)).request
}

fn body(request: &Request) -> &str {
    let body = request.body.as_ref().expect("the request has a body");
    std::str::from_utf8(&body.bytes).expect("the body is text")
}

fn field<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let found = request
        .headers
        .iter()
        .find(|h| h.name.eq_ignore_ascii_case(name));
    found.map(|h| h.value.as_str())
}

#[test]
fn keyauth_post_has_108_bytes() {
    let request = request("keyauth", "webhook", "post-request");
    let expected = "type=webhook&webid=Sh1j25S5iX&params=%3Fok%3Dyes%26no%3Dok&sessionid=LxVe6GNLJu&name=test&ownerid=tiQhtH5R88";
    assert_eq!(body(&request), expected);
    assert_eq!(expected.len(), 108);
    assert_eq!(request.url, "https://keyauth.win/api/1.2/");
    assert_eq!(
        field(&request, "content-type"),
        Some("application/x-www-form-urlencoded")
    );
}

#[test]
fn keyauth_post_with_a_body_of_its_own() {
    let expected = "type=webhook&webid=Sh1j25S5iX&conttype=application%2Fjson&sessionid=LxVe6GNLJu&name=test&ownerid=tiQhtH5R88&body=%7B%22ok%22%3A%22yes%22%7D";
    assert_eq!(body(&request("keyauth", "webhook", "with-body")), expected);
}

#[test]
fn keyauth_get_carries_the_same_in_its_query() {
    let request = request("keyauth", "webhookGet", "get-request");
    let expected = "https://keyauth.win/api/1.2/?type=webhook&webid=Sh1j25S5iX&params=%3Fok%3Dyes%26no%3Dok&sessionid=LxVe6GNLJu&name=test&ownerid=tiQhtH5R88";
    assert_eq!(request.url, expected);
    assert_eq!(request.body, None);
    assert_eq!(field(&request, "content-type"), None);
}

/// What a server reads from the shown bytes is what it reads from the printed ones.
#[test]
fn keyauth_reads_from_our_bytes_what_the_printed_ones_say() {
    let printed = "type=webhook&name=test&ownerid=tiQhtH5R88&sessionid=LxVe6GNLJu&webid=Sh1j25S5iX&params=?ok%3Dyes%26no%3Dok";
    assert_eq!(
        printed.len(),
        106,
        "not 114, as the printed Content-Length says"
    );
    let request = request("keyauth", "webhook", "post-request");
    assert_eq!(pairs(body(&request)), pairs(printed));
}

/// Name and value of each field, sorted.
fn pairs(form: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = form_urlencoded::parse(form.as_bytes())
        .into_owned()
        .collect();
    pairs.sort();
    pairs
}

#[test]
fn genauth_sample_values() {
    let request = request("genauth", "createWebhook", "sample-values");
    let expected = r#"{"contentType":"application/json","events":["user:created"],"url":"https://example.com/callback","name":"User creation event","enabled":true,"secret":"xxxxxxxxxxxx"}"#;
    assert_eq!(body(&request), expected);
    assert_eq!(request.url, "https://api.genauth.ai/api/v3/create-webhook");
    assert_eq!(field(&request, "content-type"), Some("application/json"));
    assert_eq!(field(&request, "authorization"), Some("Bearer credential"));
    assert_eq!(field(&request, "x-authing-userpool-id"), Some("credential"));
}

#[test]
fn aggregate_intelligence_samples() {
    let first = request("aggregate-intelligence", "createWebhook", "example-request");
    let expected = r#"{"isAlertHook":true,"endpoint":"https://example.com/webhook","authType":"bearer","token":"********"}"#;
    assert_eq!(body(&first), expected);
    let second = request("aggregate-intelligence", "createWebhook", "body-parameter");
    let expected = r#"{"isAlertHook":true,"endpoint":"https://example.com/webhook","authType":"none","userName":"admin","password":"securepassword123","token":"********"}"#;
    assert_eq!(body(&second), expected);
    let curl = request("aggregate-intelligence", "createWebhook", "curl");
    assert!(curl.body.as_ref().is_none_or(|b| b.bytes.is_empty()));
    assert_eq!(field(&curl, "accept"), Some("application/json"));
    assert!(curl.url.ends_with("/webhooks"));
    assert!(!curl.address_known);
}

#[test]
fn superoffice_sample() {
    let request = request("superoffice", "postWebhook", "sample");
    let expected = r#"{"WebhookId":794,"Name":"Howell Group","Events":["non","et"],"TargetUrl":"http://www.example.com/","Secret":"ea","State":"Active","Type":"aliquam","Headers":{"Headers1":"laborum","Headers2":"ad"},"Properties":{"fieldName":{}},"Registered":"2016-04-18T09:41:00.1118281+02:00","RegisteredAssociate":{"AssociateId":999,"Name":"Rau-Kozey","PersonId":86,"Rank":992,"Tooltip":"vero","Type":"AnonymousAssociate","GroupIdx":278,"FullName":"Pearline Jenkins","FormalName":"Reilly-Jacobi","Deleted":false,"EjUserId":156,"UserName":"Boyle, Reichel and Pouros"},"Updated":"2017-09-30T09:41:00.1127872+02:00","UpdatedAssociate":{"AssociateId":612,"Name":"Bartoletti-Renner","PersonId":42,"Rank":555,"Tooltip":"accusantium","Type":"AnonymousAssociate","GroupIdx":887,"FullName":"Valentin Fritsch","FormalName":"Haley, Bergstrom and Jacobi","Deleted":true,"EjUserId":252,"UserName":"Volkman-Wilkinson"}}"#;
    assert_eq!(body(&request), expected);
    // `tje0:Tje0` in Base64 (RFC 7617).
    assert_eq!(field(&request, "authorization"), Some("Basic dGplMDpUamUw"));
    assert_eq!(
        field(&request, "accept"),
        Some("application/json; charset=utf-8")
    );
    assert_eq!(field(&request, "accept-language"), Some("sv"));
}

#[test]
fn superoffice_select_stands_in_the_address_as_printed() {
    let request = request("superoffice", "postWebhook", "select-url");
    let (_, target) = request.url.split_once("/api/v1/").expect("the path");
    assert_eq!(target, "Webhook?$select=name,department,category/id");
}

/// The value that the functions of the vendor's own Node SDK gave for this request, id `AKID`, secret `SECRET`.
#[test]
fn genauth_signs_as_the_vendors_sdk_does() {
    let api = api("genauth");
    let operation = operation(&api, "createWebhook");
    let mut draft = loaded(&operation, named(&operation, "sample-values"));
    let fields = [
        ("x-authing-lang", "en-US"),
        ("x-authing-sdk-version", "authing-node-sdk:4.0.2"),
    ];
    for (name, value) in fields {
        let field = Field::read(&format!("header:{name}"));
        draft = draft::apply(&draft, &operation, &Edit::Type(field, value.into()));
    }
    draft = draft::apply(&draft, &operation, &Edit::Security("ak-sk".into()));
    let secrets = credentials(&operation);
    let flow = pipeline::run(&operation, &draft, &secrets, &moment(), &matches);
    assert_eq!(flow.problems, []);
    let request = &flow.request;
    assert_eq!(
        field(request, "date"),
        Some("Tue, 14 Nov 2023 22:13:20 GMT")
    );
    let expected = "authing AKID:zNHwox5NtQxg2H36+L+SzSx6bt8=";
    assert_eq!(field(request, "authorization"), Some(expected));
    assert_eq!(field(request, "x-authing-userpool-id"), None);
    let signed = "POST\ndate:Tue, 14 Nov 2023 22:13:20 GMT\nx-authing-lang:en-US\nx-authing-sdk-version:authing-node-sdk:4.0.2\nx-authing-signature-method:HMAC-SHA1\nx-authing-signature-nonce:0123456789abcdef0123456789abcdef\nx-authing-signature-version:1.0\n/api/v3/create-webhook?contentType=application/json&enabled=true&events=[\"user:created\"]&name=User creation event&secret=xxxxxxxxxxxx&url=https://example.com/callback";
    let text = flow
        .signed
        .as_ref()
        .map(|s| String::from_utf8_lossy(&s.text));
    assert_eq!(text.as_deref(), Some(signed));
}
