//! Values of any depth, everywhere where there can be one, on the stack that WebAssembly has.

use exchange::reply::{self, Reply, Source};
use json::write::JsonStyle;
use problem::{Field, Step};
use request::draft::{self, Draft, Edit};
use request::pipeline::{Flow, run};
use request::validate::Matcher;
use serde_json::json;
use signature::Moment;
use signature::secret::Secrets;

const DEPTH: usize = 100_000;

/// Runs something with the stack that WebAssembly has.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    let running = thread.spawn(run).expect("a thread");
    running.join().expect("no overflow");
}

/// An API with one operation, whose body and reply are of that media type and hold anything.
fn api(media_type: &str) -> openapi::Api {
    let anything = json!({"type": "object", "properties": {
        "free": {}, "list": {"type": "array", "items": {"$ref": "#/components/schemas/Nested"}},
    }});
    let content = json!({media_type: {"schema": anything}});
    let document = json!({
        "openapi": "3.1.1",
        "info": {"title": "Hooks", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {"/hook": {"post": {
            "requestBody": {"content": content},
            "responses": {"200": {"description": "OK", "content": content}},
        }}},
        "components": {"schemas": {"Nested": {
            "type": "array", "items": {"$ref": "#/components/schemas/Nested"}, "unevaluatedItems": false, "uniqueItems": true,
        }}},
    });
    openapi::read("test", &document.to_string()).expect("a document")
}

fn run_flow(api: &openapi::Api, edits: Vec<Edit>) -> Flow {
    let operation = &api.operations[0];
    let draft = edits.iter().fold(Draft::default(), |draft, edit| {
        draft::apply(&draft, operation, edit)
    });
    let moment = Moment {
        unix_ms: 0,
        id: String::new(),
        nonce: String::new(),
    };
    let matcher: Matcher<'_> = &|_, _| None;
    run(operation, &draft, &Secrets::default(), &moment, matcher)
}

fn nested(open: &str, close: &str) -> String {
    open.repeat(DEPTH) + &close.repeat(DEPTH)
}

#[test]
fn what_is_typed_and_raw_text_may_be_as_deep_as_they_like() {
    for media_type in [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/xml",
        "text/plain",
    ] {
        on_a_small_stack(move || {
            let api = api(media_type);
            let free = Field::body().step(Step::Name("free".into()));
            let list = Field::body().step(Step::Name("list".into()));
            let deep = nested("[", "]");
            for style in [JsonStyle::Compact, JsonStyle::Indented] {
                let edits = vec![
                    Edit::JsonStyle(style),
                    Edit::Type(free.clone(), deep.as_str().into()),
                    Edit::Type(list.clone(), deep.as_str().into()),
                ];
                let flow = run_flow(&api, edits);
                assert!(flow.request.body.is_some(), "{media_type}");
            }
            for raw in [
                deep.clone(),
                format!(r#"{{"free":{deep},"list":{deep}}}"#),
                nested("<a>", "</a>"),
                "[".repeat(DEPTH),
            ] {
                let flow = run_flow(&api, vec![Edit::Raw(raw.as_str().into())]);
                let body = flow.request.body.map(|body| body.bytes.to_vec());
                assert_eq!(body, Some(raw.into_bytes()), "{media_type}");
            }
        });
    }
}

#[test]
fn deep_json_is_no_fault() {
    on_a_small_stack(|| {
        let raw = format!(r#"{{"free":{}}}"#, nested("[", "]"));
        let flow = run_flow(&api("application/json"), vec![Edit::Raw(raw.into())]);
        assert_eq!(flow.problems, []);
    });
}

#[test]
fn replies_may_be_as_deep_as_they_like() {
    on_a_small_stack(|| {
        let api = api("application/json");
        let body = format!(
            r#"{{"free":{}}}"#,
            nested(r#"{"a":"#, "}").replace(":}", ":1}")
        );
        let reply = Reply {
            source: Source::Network,
            status: 200,
            reason: String::new(),
            headers: vec![("content-type".into(), "application/json".into())],
            body: body.into_bytes().into(),
            millis: 0.0,
            redirected_to: None,
            sample: None,
        };
        let secrets = Secrets::default();
        let reading = reply::read(
            &api.operations[0],
            &reply,
            reply::Expectation::default(),
            &secrets,
            &|_, _| None,
        );
        assert_eq!(reading.problems, []);
    });
}

#[test]
fn documents_may_be_as_deep_as_they_like() {
    on_a_small_stack(|| {
        let deep = nested("[", "]");
        let schema = [
            &r#"{"properties":{"a":"#.repeat(DEPTH),
            r#"{"type":7}"#,
            &"}}".repeat(DEPTH),
        ]
        .concat();
        let text = format!(
            r##"{{"openapi":"3.1.0","info":{{"title":"t","version":"1"}},"paths":{{"/a":{{"post":{{
            "requestBody":{{"content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/Deep"}},"example":{deep}}}}}}},
            "responses":{{}}}}}}}},"components":{{"schemas":{{"Deep":{schema},"Const":{{"const":{deep},"default":{deep}}}}}}}}}"##
        );
        let api = openapi::read("t", &text).expect("it is a document");
        assert_eq!(api.operations.len(), 1);
        assert_eq!(api.notes.len(), 1, "the innermost type is none");
        run_flow(&api, vec![Edit::Example("example".into())]);
    });
}
