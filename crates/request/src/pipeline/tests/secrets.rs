//! Undocumented secrets, recognised by name: they are covered in every format, every copy
//! and every store.

use super::*;
use crate::draft::{Raw, saved};
use crate::preview;
use crate::snippet;

const FREE: &str = r#"{"client_secret":"CANARY1","deep":[{"api_key":"CANARY2","n":"open"}],"passwords":["CANARY3"],"token":4}"#;

fn operation(media: &str, schema: &Value) -> openapi::Operation {
    let document = json!({
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://{token}.example.com/a", "variables": {"token": {"default": "x"}}}],
        "paths": {"/hook": {"post": {
            "parameters": [{"name": "filter", "in": "query", "content": {"application/json": {"schema": {}}}}],
            "requestBody": {"content": {media: {"schema": schema}}},
            "responses": {},
        }}},
    });
    let api = openapi::read("test", &document.to_string()).expect("a document");
    (*api.operations[0]).clone()
}

/// The values of the form and the raw body.
fn free() -> Value {
    json!({"type": "object", "properties": {"free": {}, "name": {"type": "string"}}})
}

pub(super) fn edited(operation: &openapi::Operation, edits: &[Edit]) -> Draft {
    let fresh = draft::load::fresh(operation);
    edits
        .iter()
        .fold(fresh, |draft, edit| draft::apply(&draft, operation, edit))
}

fn in_free(text: &str) -> Edit {
    Edit::Type(Field::body().step(Step::Name("free".into())), text.into())
}

pub(super) fn moment() -> Moment {
    Moment {
        unix_ms: 1_700_000_000_000,
        id: "msg_1".to_owned(),
        nonce: "00".to_owned(),
    }
}

/// Asserts that the canaries are sent, but neither visible nor stored, and that the open
/// text stays visible.
pub(super) fn assert_hidden(operation: &openapi::Operation, draft: &Draft, open: &str) -> Flow {
    let secrets = Secrets::default();
    let flow = run(operation, draft, &secrets, &moment(), &|_, _| None);
    let exact = snippet::write("http", &flow.request, true).text;
    assert!(exact.to_uppercase().contains("CANARY"), "{exact}");
    for target in ["curl", "http", "fetch"] {
        let copy = snippet::write(target, &flow.request, false).text;
        assert!(!copy.to_uppercase().contains("CANARY"), "{copy}");
        assert!(copy.contains(open), "{copy}");
    }
    let known = preview::secrets::known(&flow.request, &secrets, &Scheme::default());
    assert_eq!(
        known.find(b"it is CANARY1!").len(),
        usize::from(exact.contains("CANARY1"))
    );
    let stored = saved::save(draft, operation).text;
    assert!(!stored.contains("CANARY"), "{stored}");
    flow
}

#[test]
fn in_free_json_names_count_at_every_depth() {
    for media in [
        "application/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "text/plain",
    ] {
        let operation = operation(media, &free());
        let draft = edited(&operation, &[Edit::Reset, in_free(FREE)]);
        assert_hidden(&operation, &draft, "open");
    }
    let operation = operation("application/json", &free());
    let draft = edited(&operation, &[Edit::Reset, in_free(FREE)]);
    let flow = assert_hidden(&operation, &draft, "<API_KEY>");
    let (_, spans) = body(&flow);
    assert!(
        spans.contains(&r#"body:/free/api_key="CANARY2""#.to_owned()),
        "{spans:?}"
    );
    assert_eq!(preview::secrets::in_body(&flow.request).len(), 3);
}

#[test]
fn free_json_that_does_not_read_yet_is_covered_whole() {
    let operation = operation("application/json", &free());
    let name = Edit::Type(Field::body().step(Step::Name("name".into())), "open".into());
    let draft = edited(
        &operation,
        &[Edit::Reset, name, in_free(r#"{"x":{"api_key":"CANARY"#)],
    );
    assert_hidden(&operation, &draft, "open");
}

#[test]
fn in_a_raw_body_names_count_at_every_depth() {
    let raws = [
        r#"{"x":{"api_key":"CANARY1"},"name":"open"}"#,
        r#"{"free":[{"api_key":"CANARY1"}],"name":"open"}"#,
        r#"{"api_keys":["CANARY1"],"name":"open"}"#,
    ];
    for schema in [free(), json!({})] {
        let operation = operation("application/json", &schema);
        for raw in raws {
            let draft = edited(&operation, &[Edit::Raw(raw.into())]);
            assert_hidden(&operation, &draft, "open");
        }
    }
    let mut bodiless = operation("application/json", &free());
    bodiless.body = None;
    for raw in raws {
        let mut draft = edited(&bodiless, &[]);
        draft.raw = Some(Raw::Text(raw.into()));
        assert_hidden(&bodiless, &draft, "open");
    }
}

/// A text that never parsed, letter by letter, and one that parsed.
#[test]
fn a_secret_of_an_earlier_raw_text_is_one_after_its_name_was_deleted() {
    let texts = [
        vec![
            r#"{"name":"open","secret":"CANARY"#,
            r#"{"name":"open","secret":"CANARY\"1""#,
            r#"{"name":"open","secret":"CANARY\"1","#,
            r#"{"name":"open","CANARY\"1","#,
        ],
        vec![
            r#"{"name":"open","secret":"CANARY1"}"#,
            r#"{"name":"open","secret":"CANARY1""#,
            r#"{"name":"open","secre":"CANARY1""#,
            r#"{"name":"open",:"CANARY1""#,
        ],
    ];
    let documented = operation("application/json", &free());
    let mut bodiless = documented.clone();
    bodiless.body = None;
    for operation in [&documented, &bodiless] {
        for texts in &texts {
            let mut draft = edited(operation, &[]);
            for text in texts {
                let before = run(
                    operation,
                    &draft,
                    &Secrets::default(),
                    &moment(),
                    &|_, _| None,
                );
                draft = draft::apply(&draft, operation, &Edit::Raw((*text).into()));
                draft.remembered =
                    crate::named_secrets::remember(&draft.remembered, &before.request);
            }
            assert_hidden(operation, &draft, "open");
            assert_eq!(draft.remembered.len(), 1);
        }
    }
}

#[test]
fn members_that_are_not_documented_count_below_too() {
    let operation = operation("application/json", &free());
    let raw = r#"{"x":{"api_key":"CANARY1"},"api_keys":["CANARY2"],"name":"open"}"#;
    let edits = [
        Edit::Raw(raw.into()),
        Edit::Type(
            Field::body().step(Step::Name("name".into())),
            "open too".into(),
        ),
    ];
    let draft = edited(&operation, &edits);
    assert_hidden(&operation, &draft, "open too");
}

#[test]
fn a_parameter_of_free_json_with_a_secret_is_covered() {
    let operation = operation("application/json", &free());
    let filter = Edit::Type(
        Field::read("query:filter"),
        r#"{"a":{"api_key":"CANARY1"}}"#.into(),
    );
    let draft = edited(&operation, &[filter]);
    assert_hidden(&operation, &draft, "filter=<FILTER>");
}

#[test]
fn the_depth_of_free_json_costs_no_stack() {
    let depth = 100_000;
    let text = [
        "[".repeat(depth),
        r#"{"api_key":"CANARY1"}"#.to_owned(),
        "]".repeat(depth),
    ]
    .concat();
    let operation = operation("application/json", &free());
    let name = Edit::Type(Field::body().step(Step::Name("name".into())), "open".into());
    let draft = edited(&operation, &[Edit::Reset, name, in_free(&text)]);
    assert_hidden(&operation, &draft, "open");
}

#[test]
fn a_variable_of_the_server_is_a_secret_by_its_name() {
    let operation = operation("application/json", &free());
    for token in ["canary1", "CANARY1"] {
        let typed = Edit::Type(Field::read("server:token"), token.into());
        let draft = edited(&operation, &[typed]);
        let flow = assert_hidden(&operation, &draft, "example.com");
        let span = flow.request.url_spans.iter().find(|s| s.secret);
        let span = span.expect("a secret span");
        assert_eq!(&flow.request.url[span.start..span.end], "canary1");
        assert!(!saved::save(&draft, &operation).text.contains(token));
    }
}

#[test]
fn a_variable_of_the_server_is_a_secret_by_the_documents_and_the_persons_word() {
    let with = |name: &str, more: &str| {
        let document = [
            r#"{"openapi":"3.1.1","info":{"title":"T","version":"1"},"servers":[{"url":"https://{"#,
            name,
            r#"}.example.com/a","variables":{""#,
            name,
            r#"":{"default":"x""#,
            more,
            r#"}}}],"paths":{"/hook":{"post":{"responses":{}}}}}"#,
        ];
        let api = openapi::read("test", &document.concat()).expect("a document");
        assert!(api.notes.is_empty(), "{:?}", api.notes);
        (*api.operations[0]).clone()
    };
    let typed = |name: &str| Edit::Type(Field::read(&["server:", name].concat()), "canary1".into());
    let secret = r#","x-signpost-secret":true"#;
    let operation = with("tenant", secret);
    let draft = edited(&operation, &[typed("tenant")]);
    assert_hidden(&operation, &draft, "example.com");
    assert!(!saved::save(&draft, &operation).text.contains("canary1"));

    let shown = |operation: &openapi::Operation, draft: &Draft| {
        let stored = saved::save(draft, operation).text;
        let flow = run(operation, draft, &Secrets::default(), &moment(), &|_, _| {
            None
        });
        let copy = snippet::write("curl", &flow.request, false).text;
        assert_eq!(
            stored.contains("canary1"),
            copy.contains("canary1"),
            "{copy}"
        );
        copy.contains("canary1")
    };
    let operation = with("token", r#","x-signpost-secret":false"#);
    assert!(shown(&operation, &edited(&operation, &[typed("token")])));

    // A person decides where the document leaves it open; the document's own mark wins.
    for (name, more, marks) in [
        ("tenant", "", [(true, false), (false, true)]),
        ("token", "", [(false, true), (true, false)]),
        ("tenant", secret, [(false, false), (true, false)]),
    ] {
        let documented = with(name, more);
        let mut draft = edited(&documented, &[typed(name)]);
        for (mark, is_shown) in marks {
            let field = Field::read(&["server:", name].concat());
            draft = draft::apply(&draft, &documented, &Edit::Mark(field, mark));
            let operation = draft::marks::marked(&documented, &draft.marks);
            assert_eq!(shown(&operation, &draft), is_shown, "{name} {more} {mark}");
        }
    }
}

#[test]
fn a_secret_that_lost_its_name_stays_one_while_the_text_does_not_read() {
    let documented = json!({"type": "object", "properties": {
        "pin_code": {"type": "string", "format": "password"}, "name": {"type": "string"}}});
    let mut bodiless = operation("application/json", &free());
    bodiless.body = None;
    let operations = [
        operation("application/json", &documented),
        operation("application/json", &free()),
        bodiless,
    ];
    let whole = r#"{"name":"open","password":"CANARY \"1","free":{"api_key":"CANARY2"}}"#;
    let broken = [
        r#"{"name":"open",:"CANARY \"1","free":{"api_key":"CANARY2"}}"#,
        r#"{"name":"open",:"CANARY \"1","free":{:"CANARY2"}}"#,
        r#"{"name":"open" "CANARY2", CANARY \"1"#,
    ];
    for operation in operations {
        for text in broken {
            // Further typing in broken text changes nothing.
            for edits in [
                vec![Edit::Raw(whole.into()), Edit::Raw(text.into())],
                vec![
                    Edit::Raw(whole.into()),
                    Edit::Raw("{".into()),
                    Edit::Raw(text.into()),
                ],
            ] {
                let draft = edited(&operation, &edits);
                let flow = assert_hidden(&operation, &draft, "");
                let spans = preview::secrets::in_body(&flow.request);
                let all = spans.iter().any(|s| s.start == 0);
                assert!(!all || operation.body.is_none(), "{text}");
                assert!(all || spans.len() == 2, "{spans:?} in {text}");
            }
        }
    }
    // Without the characters of the value nothing is covered.
    let operation = operation("application/json", &free());
    let edits = [
        Edit::Raw(whole.into()),
        Edit::Raw(r#"{"name":"open","#.into()),
    ];
    let flow = run(
        &operation,
        &edited(&operation, &edits),
        &Secrets::default(),
        &moment(),
        &|_, _| None,
    );
    assert!(preview::secrets::in_body(&flow.request).is_empty());
}

#[test]
fn in_free_json_the_schema_inside_has_its_word_before_names() {
    // A schema within itself is cut, and its value is typed as JSON.
    let node = |more: Value| {
        let mut members = json!({
            "api_key": {"type": "string"},
            "page_token": {"type": "string"},
            "run_token": {"type": "string", "x-signpost-secret": false},
            "tokens": {"type": "array", "items": {"type": "string", "x-signpost-secret": false}},
            "iban": {"type": "string", "format": "password"}
        });
        members["next"] = more;
        json!({"type": ["object", "string"], "properties": members})
    };
    let schema = json!({"type": "object", "properties": {
        "free": node(node(json!({}))), "name": {"type": "string"}}});
    let open = r#"{"run_token":"open","next":{"run_token":"open","tokens":["open"]}}"#;
    let hidden = r#"{"run_token":"open","next":{"api_key":"CANARY1","iban":"CANARY2"}}"#;
    for media in [
        "application/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "text/plain",
    ] {
        let operation = operation(media, &schema);
        let form = edited(&operation, &[Edit::Reset, in_free(open)]);
        let mut drafts = vec![form];
        if media.ends_with("json") {
            let raw = [r#"{"free":"#, open, "}"].concat();
            drafts.push(edited(&operation, &[Edit::Raw(raw.into())]));
        }
        for draft in drafts {
            let flow = run(
                &operation,
                &draft,
                &Secrets::default(),
                &moment(),
                &|_, _| None,
            );
            assert!(
                preview::secrets::in_body(&flow.request).is_empty(),
                "{media}"
            );
            let stored = saved::save(&draft, &operation);
            assert!(stored.text.contains("open"), "{media}: {}", stored.text);
            assert_eq!(stored.left_out, None, "{media}");
        }
        let draft = edited(&operation, &[Edit::Reset, in_free(hidden)]);
        assert_hidden(&operation, &draft, "");
        if media.ends_with("json") {
            let raw = [r#"{"free":"#, hidden, "}"].concat();
            assert_hidden(
                &operation,
                &edited(&operation, &[Edit::Raw(raw.into())]),
                "open",
            );
        }
    }
}

#[test]
fn a_problem_does_not_quote_what_a_person_marked() {
    let schema = json!({"type": "object", "properties": {
        "name": {"type": "string", "format": "uri"},
        "list": {"type": "array", "items": {"type": "string", "maxLength": 3}}}});
    let documented = operation("application/json", &schema);
    let name = Field::body().step(Step::Name("name".into()));
    let item = Field::body()
        .step(Step::Name("list".into()))
        .step(Step::Index(1));
    let edits = [
        Edit::Type(name.clone(), "no url canary".into()),
        Edit::Type(item.clone(), "canary".into()),
    ];
    let raw = r#"{"name":"no url canary","list":["","canary"]}"#;
    for (edits, marked) in [
        (edits.to_vec(), false),
        (vec![Edit::Raw(raw.into())], false),
        (edits.to_vec(), true),
        (vec![Edit::Raw(raw.into())], true),
    ] {
        let mut draft = edited(&documented, &edits);
        if marked {
            for field in [&name, &item] {
                let mark = Edit::Mark(field.clone(), true);
                draft = draft::apply(&draft, &documented, &mark);
            }
        }
        let operation = draft::marks::marked(&documented, &draft.marks);
        let flow = run(
            &operation,
            &draft,
            &Secrets::default(),
            &moment(),
            &|_, _| None,
        );
        assert_eq!(flow.problems.len(), 2, "{:?}", flow.problems);
        let all: String = flow.problems.iter().map(|p| p.message()).collect();
        assert_eq!(all.contains("canary"), !marked, "{all}");
    }
}
