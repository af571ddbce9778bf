//! Aggregate Intelligence's authType: six methods by three credentials, every cell with its message.

use std::rc::Rc;

use exchange::reply::Reply;
use exchange::sandbox;
use expect_test::expect;
use openapi::Operation;
use problem::Field;
use problem::Problem;
use problem::Step;
use request::draft::{self, Draft, Edit};
use request::pipeline::{self, Flow};

use crate::common::{api, credentials, matches, moment, operation};

const METHODS: [&str; 6] = [
    "none",
    "basic",
    "querystring",
    "authheader",
    "header",
    "bearer",
];

const CREDENTIALS: [(&str, &str); 3] = [
    ("userName", "admin"),
    ("password", "securepassword123"),
    ("token", "new-token-1234"),
];

/// The credentials that a method asks for; the others it forbids.
fn asked(method: &str) -> &'static [&'static str] {
    match method {
        "none" => &[],
        "basic" => &["userName", "password"],
        _ => &["token"],
    }
}

fn create_webhook() -> Rc<Operation> {
    operation(&api("aggregate-intelligence"), "createWebhook")
}

fn field(name: &str) -> Field {
    Field::body().step(Step::Name(name.into()))
}

fn typed(operation: &Operation, draft: &Draft, name: &str, text: &str) -> Draft {
    draft::apply(draft, operation, &Edit::Type(field(name), text.into()))
}

/// A form with an endpoint, a method and exactly these credentials.
fn form(operation: &Operation, method: &str, given: impl Fn(&str) -> bool) -> Draft {
    let mut draft = draft::apply(&Draft::default(), operation, &Edit::Reset);
    draft = typed(operation, &draft, "endpoint", "https://example.com/webhook");
    draft = typed(operation, &draft, "authType", method);
    for (name, text) in CREDENTIALS.into_iter().filter(|c| given(c.0)) {
        draft = typed(operation, &draft, name, text);
    }
    draft
}

fn run(operation: &Operation, draft: &Draft) -> Flow {
    pipeline::run(
        operation,
        draft,
        &credentials(operation),
        &moment(),
        &matches,
    )
}

fn answer(operation: &Operation, flow: &Flow) -> Reply {
    let secrets = credentials(operation);
    sandbox::answer(operation, &flow.request, &secrets, &moment(), &matches)
}

/// A flow's problems, one a line.
fn told(flow: &Flow) -> String {
    let line = |p: &Problem| {
        let (code, at, severity) = (p.code(), &p.at, p.severity.word());
        format!("  {severity} {code} {at}: {}\n", p.message())
    };
    flow.problems.iter().map(line).collect()
}

#[test]
fn every_cell_that_breaks_the_table_says_which_sentence() {
    let operation = create_webhook();
    let mut cells = String::new();
    for method in METHODS {
        for (member, _) in CREDENTIALS {
            let asked = asked(method);
            let is_asked = asked.contains(&member);
            // The one credential is wrong, all else is right.
            let given = |name: &str| asked.contains(&name) != (name == member);
            let flow = run(&operation, &form(&operation, method, given));
            let how = if is_asked { "without" } else { "with" };
            cells += &format!("{method} {how} {member}\n{}", told(&flow));
        }
    }
    expect![[r#"
        none with userName
          error false body:/userName: must not be given when `authType` is `none`; remove it; the documentation says: “If authType is none, then userName, password, and token must not be provided.” and also: “Ignored if authType is none.”
        none with password
          error false body:/password: must not be given when `authType` is `none`; remove it; the documentation says: “If authType is none, then userName, password, and token must not be provided.” and also: “Ignored if authType is none.”
        none with token
          error false body:/token: must not be given when `authType` is `none`; remove it; the documentation says: “If authType is none, then userName, password, and token must not be provided.” and also: “Ignored if authType is none.”
        basic without userName
          error required body:/userName: is required when `authType` is `basic`; the documentation says: “If authType is basic, both userName and password are mandatory.”
        basic without password
          error required body:/password: is required when `authType` is `basic`; the documentation says: “If authType is basic, both userName and password are mandatory.”
        basic with token
          error false body:/token: must not be given when `authType` is `basic`; remove it; the documentation says: “You must provide either user credentials (userName/password) or a token, but not both.”
        querystring with userName
          error false body:/userName: must not be given when `authType` is `querystring`; remove it; the documentation says: “You must provide either user credentials (userName/password) or a token, but not both.”
        querystring with password
          error false body:/password: must not be given when `authType` is `querystring`; remove it; the documentation says: “You must provide either user credentials (userName/password) or a token, but not both.”
        querystring without token
          error required body:/token: is required when `authType` is `querystring`; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
        authheader with userName
          error false body:/userName: must not be given when `authType` is `authheader`; remove it; the documentation says: “You must provide either user credentials (userName/password) or a token, but not both.”
        authheader with password
          error false body:/password: must not be given when `authType` is `authheader`; remove it; the documentation says: “You must provide either user credentials (userName/password) or a token, but not both.”
        authheader without token
          error required body:/token: is required when `authType` is `authheader`; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
        header with userName
          error false body:/userName: must not be given when `authType` is `header`; remove it; the documentation says: “You must provide either user credentials (userName/password) or a token, but not both.”
        header with password
          error false body:/password: must not be given when `authType` is `header`; remove it; the documentation says: “You must provide either user credentials (userName/password) or a token, but not both.”
        header without token
          error required body:/token: is required when `authType` is `header`; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
        bearer with userName
          error false body:/userName: must not be given when `authType` is `bearer`; remove it; the documentation says: “You must provide either user credentials (userName/password) or a token, but not both.”
        bearer with password
          error false body:/password: must not be given when `authType` is `bearer`; remove it; the documentation says: “You must provide either user credentials (userName/password) or a token, but not both.”
        bearer without token
          error required body:/token: is required when `authType` is `bearer`; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
    "#]].assert_eq(&cells);
}

#[test]
fn every_cell_that_keeps_the_table_is_sound() {
    let operation = create_webhook();
    let mut bodies = String::new();
    for method in METHODS {
        let flow = run(
            &operation,
            &form(&operation, method, |name| asked(method).contains(&name)),
        );
        assert_eq!(told(&flow), "", "{method}");
        let sent = &flow.request.body.as_ref().expect("a body").bytes;
        bodies += &format!("{}\n", String::from_utf8_lossy(sent));
    }
    expect![[r#"
        {"endpoint":"https://example.com/webhook","authType":"none"}
        {"endpoint":"https://example.com/webhook","authType":"basic","userName":"admin","password":"securepassword123"}
        {"endpoint":"https://example.com/webhook","authType":"querystring","token":"new-token-1234"}
        {"endpoint":"https://example.com/webhook","authType":"authheader","token":"new-token-1234"}
        {"endpoint":"https://example.com/webhook","authType":"header","token":"new-token-1234"}
        {"endpoint":"https://example.com/webhook","authType":"bearer","token":"new-token-1234"}
    "#]].assert_eq(&bodies);
}

#[test]
fn the_sandbox_refuses_what_breaks_the_table_and_echoes_what_keeps_it() {
    let operation = create_webhook();
    for method in METHODS {
        let flow = run(
            &operation,
            &form(&operation, method, |name| asked(method).contains(&name)),
        );
        let sent = &flow.request.body.as_ref().expect("a body").bytes;
        let reply = answer(&operation, &flow);
        assert_eq!((reply.status, &reply.body), (201, sent), "{method}");
        for (member, _) in CREDENTIALS {
            let given = |name: &str| asked(method).contains(&name) != (name == member);
            let reply = answer(
                &operation,
                &run(&operation, &form(&operation, method, given)),
            );
            assert_eq!(
                (reply.status, reply.body.len()),
                (400, 0),
                "{method} {member}"
            );
        }
    }
}

#[test]
fn an_empty_text_is_not_provided() {
    let operation = create_webhook();
    let mut cells = String::new();
    for method in METHODS {
        for member in asked(method) {
            let draft = form(&operation, method, |name| asked(method).contains(&name));
            let cleared = typed(&operation, &draft, member, "");
            let explicit = draft::apply(&draft, &operation, &Edit::EmptyText(field(member)));
            cells += &format!(
                "{method}, {member} cleared\n{}",
                told(&run(&operation, &cleared))
            );
            cells += &format!(
                "{method}, {member} empty\n{}",
                told(&run(&operation, &explicit))
            );
        }
    }
    expect![[r#"
        basic, userName cleared
          error required body:/userName: is required when `authType` is `basic`; the documentation says: “If authType is basic, both userName and password are mandatory.”
        basic, userName empty
          error minLength body:/userName: must not be empty when `authType` is `basic`; write at least 1 character; the documentation says: “If authType is basic, both userName and password are mandatory.”
        basic, password cleared
          error required body:/password: is required when `authType` is `basic`; the documentation says: “If authType is basic, both userName and password are mandatory.”
        basic, password empty
          error minLength body:/password: must not be empty when `authType` is `basic`; write at least 1 character; the documentation says: “If authType is basic, both userName and password are mandatory.”
        querystring, token cleared
          error required body:/token: is required when `authType` is `querystring`; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
        querystring, token empty
          error minLength body:/token: must not be empty when `authType` is `querystring`; write at least 1 character; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
        authheader, token cleared
          error required body:/token: is required when `authType` is `authheader`; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
        authheader, token empty
          error minLength body:/token: must not be empty when `authType` is `authheader`; write at least 1 character; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
        header, token cleared
          error required body:/token: is required when `authType` is `header`; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
        header, token empty
          error minLength body:/token: must not be empty when `authType` is `header`; write at least 1 character; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
        bearer, token cleared
          error required body:/token: is required when `authType` is `bearer`; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
        bearer, token empty
          error minLength body:/token: must not be empty when `authType` is `bearer`; write at least 1 character; the documentation says: “If authType is querystring or authheader or header or bearer token must be provided.”
    "#]].assert_eq(&cells);
}

#[test]
fn a_forbidden_credential_that_is_cleared_is_gone() {
    let operation = create_webhook();
    for method in METHODS {
        for (member, _) in CREDENTIALS
            .into_iter()
            .filter(|c| !asked(method).contains(&c.0))
        {
            let with = form(&operation, method, |name| {
                asked(method).contains(&name) || name == member
            });
            let cleared = typed(&operation, &with, member, "");
            assert_eq!(told(&run(&operation, &cleared)), "", "{method} {member}");
        }
    }
}

#[test]
fn a_forbidden_credential_that_is_empty_is_not_provided() {
    let operation = create_webhook();
    for method in METHODS {
        for (member, _) in CREDENTIALS
            .into_iter()
            .filter(|c| !asked(method).contains(&c.0))
        {
            let sound = form(&operation, method, |name| asked(method).contains(&name));
            let empty = draft::apply(&sound, &operation, &Edit::EmptyText(field(member)));
            let flow = run(&operation, &empty);
            assert_eq!(told(&flow), "", "{method} {member}");
            let sent = &flow.request.body.as_ref().expect("a body").bytes;
            let sent = String::from_utf8_lossy(sent);
            assert!(sent.contains(&format!("\"{member}\":\"\"")), "{sent}");
            assert_eq!(answer(&operation, &flow).status, 201, "{method} {member}");
            // What is no text is no empty one.
            for value in ["null", "0", "[]", "\" \""] {
                let raw = sent.replace("\"\"", value);
                let raw = draft::apply(&sound, &operation, &Edit::Raw(raw.as_str().into()));
                let flow = run(&operation, &raw);
                let forbidden = format!("error false body:/{member}: must not be given");
                assert!(
                    told(&flow).contains(&forbidden),
                    "{method} {member} {value}"
                );
                assert_eq!(answer(&operation, &flow).status, 400);
            }
        }
    }
}

#[test]
fn credentials_that_may_not_be_given_are_hidden_until_they_are() {
    let operation = create_webhook();
    let hidden = |method: &str, given: &[&str]| {
        let draft = form(&operation, method, |name| given.contains(&name));
        let fields = run(&operation, &draft).hidden;
        fields.iter().map(|f| f.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        hidden("none", &[]),
        ["body:/userName", "body:/password", "body:/token"]
    );
    assert_eq!(
        hidden("none", &["token"]),
        ["body:/userName", "body:/password"]
    );
    assert_eq!(hidden("basic", &[]), ["body:/token"]);
    for method in &METHODS[2..] {
        assert_eq!(
            hidden(method, &[]),
            ["body:/userName", "body:/password"],
            "{method}"
        );
    }
    assert!(hidden("", &[]).is_empty());
}

#[test]
fn without_a_method_only_the_method_is_asked_for() {
    let operation = create_webhook();
    let flow = run(&operation, &form(&operation, "", |_| true));
    expect!["error required body:/authType: is required"].assert_eq(told(&flow).trim());
}
