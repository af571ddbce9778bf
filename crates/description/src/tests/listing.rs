//! The list.

use expect_test::expect;

use super::described;
use crate::Kind;

/// Operations with callbacks, webhooks and duplicate ids.
pub const HOOKS: &str = "
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /hooks:
    summary: Hooks
    get: {responses: {}, tags: [a, b], deprecated: true}
    post:
      operationId: create
      summary: Create
      callbacks:
        onData:
          '{$request.body#/url}': {post: {summary: Data, responses: {}}}
        onEnd: {$ref: '#/components/callbacks/End'}
      responses: {}
  /again:
    post: {operationId: create, responses: {}}
  /shared: {$ref: '#/components/pathItems/Shared'}
  /nowhere: {$ref: '#/components/pathItems/None'}
  /null:
  x-other: {get: {}}
webhooks:
  changed: {post: {responses: {}}, put: {operationId: changed, responses: {}}}
components:
  pathItems:
    Shared: {get: {operationId: shared, responses: {}}}
  callbacks:
    End: {'{$request.body#/end}': {post: {operationId: end, responses: {}}}}
";

#[test]
fn operations_callbacks_and_webhooks_are_listed() {
    let description = described(HOOKS);
    let line = |listed: &crate::Listed| {
        let kind = match &listed.kind {
            Kind::Operation => "operation".to_owned(),
            Kind::Webhook => "webhook".to_owned(),
            Kind::Callback { of, name } => format!("callback {name} of {of}"),
        };
        let mark = if listed.deprecated { " deprecated" } else { "" };
        format!(
            "{}: {kind}, {} {} {:?} {:?}{mark}\n",
            listed.id, listed.method, listed.path, listed.summary, listed.tags
        )
    };
    let lines: String = description.list().iter().map(line).collect();
    expect![[r#"
        GET /hooks: operation, GET /hooks "Hooks" ["a", "b"] deprecated
        create: operation, POST /hooks "Create" []
        POST {$request.body#/url}: callback onData of create, POST {$request.body#/url} "Data" []
        end: callback onEnd of create, POST {$request.body#/end} "" []
        POST /again: operation, POST /again "" []
        shared: operation, GET /shared "" []
        POST changed: webhook, POST changed "" []
        changed: webhook, PUT changed "" []
    "#]]
    .assert_eq(&lines);
}

#[test]
fn ids_are_unique_whatever_they_are() {
    let text = "
openapi: 3.1.0
paths:
  /a:
    get: {operationId: POST /b}
    put: {operationId: __proto__}
    patch: {operationId: ''}
    delete: {operationId: 5}
  /b:
    post: {operationId: a/b}
    get: {operationId: __proto__}
    put: {operationId: GET /b}
    patch: {operationId: GET /b}
webhooks:
  /a: {patch: {}}
";
    let description = described(text);
    let ids: Vec<&str> = description
        .list()
        .iter()
        .map(|listed| &*listed.id)
        .collect();
    expect![[r#"
        POST /b
        __proto__
        PATCH /a
        DELETE /a
        a/b
        GET /b
        PUT /b
        PATCH /b
        PATCH /a (2)"#]]
    .assert_eq(&ids.join("\n"));
    for id in ids {
        assert!(description.bundle(id).is_some(), "{id}");
    }
}

#[test]
fn ten_thousand_operations_are_listed() {
    let paths = (0..10_000).map(|i| {
        format!(r##""/p{i}":{{"post":{{"operationId":"op{i}","responses":{{"200":{{"$ref":"#/components/responses/R{i}"}}}}}}}}"##)
    });
    let responses = (0..10_000).map(|i| format!(r#""R{i}":{{"description":"R"}}"#));
    let (paths, responses): (Vec<_>, Vec<_>) = (paths.collect(), responses.collect());
    let text = format!(
        r#"{{"openapi":"3.0.0","paths":{{{}}},"components":{{"responses":{{{}}}}}}}"#,
        paths.join(","),
        responses.join(",")
    );
    let description = described(&text);
    assert_eq!(description.list().len(), 10_000);
    for listed in description.list() {
        let bundle = description.bundle(&listed.id).expect("a bundle");
        assert!(bundle.text().len() < 250);
    }
}
