//! Requests: filled in, typed raw, previewed, written as snippets and answered by the sandbox.

use std::rc::Rc;

use exchange::sandbox;
use openapi::Operation;
use request::draft::{self, Draft, Edit};
use request::pipeline::{self, Flow};
use request::preview;
use request::snippet;
use serde_json::{Map, Value, json};
use signature::secret::Secrets;

use super::check;
use crate::common::{matches, moment};

const JSON: &str = "application/json";
const XML: &str = "application/xml";
const FORM: &str = "application/x-www-form-urlencoded";
const TEXT: &str = "text/plain";

/// An operation with a body of a schema.
fn operation(media_type: &str, schema: &Value, parameters: &[Value]) -> Rc<Operation> {
    let document = json!({
        "openapi": "3.1.1",
        "info": {"title": "Growth", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {"/hook": {"post": {
            "parameters": parameters,
            "requestBody": {"content": {media_type: {"schema": schema}}},
            "responses": {"200": {"description": ""}},
        }}},
    });
    let api = openapi::read("growth", &document.to_string()).expect("a document");
    Rc::clone(&api.operations[0])
}

/// Everything that is made of a draft.
fn whole(operation: &Operation, draft: &Draft) -> Flow {
    let secrets = Secrets::default();
    let flow = pipeline::run(operation, draft, &secrets, &moment(), &matches);
    preview::message(&flow.request);
    preview::body(&flow.request);
    snippet::write("curl", &flow.request, true);
    sandbox::answer(operation, &flow.request, &secrets, &moment(), &matches);
    flow
}

/// Holds to linear growth what is typed as the raw body, and what the form makes of it after.
#[track_caller]
fn grows(
    shape: &str,
    media_type: &str,
    schema: impl Fn(usize) -> Value,
    text: impl Fn(usize) -> String,
) {
    let raw = |n: usize| {
        let operation = operation(media_type, &schema(n), &[]);
        (operation, Edit::Raw(text(n).into()))
    };
    check(&format!("{shape}, raw"), raw, |(operation, edit)| {
        whole(operation, &draft::apply(&Draft::default(), operation, edit))
    });
    let form = |n: usize| {
        let (operation, edit) = raw(n);
        let read = draft::apply(&Draft::default(), &operation, &edit);
        let draft = draft::apply(&read, &operation, &Edit::LeaveRaw);
        (operation, draft)
    };
    check(
        &format!("{shape}, in the form"),
        form,
        |(operation, draft)| whole(operation, draft),
    );
}

fn list(size: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..size).map(item).collect();
    ["[", &items.join(","), "]"].concat()
}

fn object(size: usize, member: impl Fn(usize) -> String) -> String {
    let members: Vec<String> = (0..size).map(member).collect();
    ["{", &members.join(","), "}"].concat()
}

/// An object of so many documented members.
fn members(size: usize) -> Value {
    let members = (0..size).map(|i| (format!("m{i}"), json!({"type": "integer"})));
    json!({"type": "object", "properties": members.collect::<Map<_, _>>()})
}

/// A schema that is the same whatever the size.
fn always(schema: Value) -> impl Fn(usize) -> Value {
    move |_| schema.clone()
}

#[test]
fn json_of_many_items() {
    let texts = json!({"type": "array", "items": {"type": "string"}});
    grows("texts", JSON, always(texts), |n| {
        list(n, |i| format!("\"{i}\""))
    });
    let objects = json!({"type": "array", "items": {"type": "object", "properties": {
        "id": {"type": "integer"}, "name": {"type": "string"},
    }}});
    let object = |i| format!("{{\"id\":{i},\"name\":\"n\"}}");
    grows("objects", JSON, always(objects), |n| list(n, object));
    grows("free JSON", JSON, always(json!({})), |n| list(n, object));
}

#[test]
fn json_that_is_deep() {
    grows("lists in lists", JSON, always(json!({})), |n| {
        ["[".repeat(n), "]".repeat(n)].concat()
    });
    let tree = json!({"$defs": {}, "type": "object", "additionalProperties": {}});
    grows("objects in objects", JSON, always(tree), |n| {
        ["{\"a\":".repeat(n), "1".to_owned(), "}".repeat(n)].concat()
    });
}

#[test]
fn json_of_many_members() {
    let any = json!({"type": "object", "additionalProperties": {"type": "integer"}});
    grows("members", JSON, always(any), |n| {
        object(n, |i| format!("\"m{i}\":{i}"))
    });
    grows("documented members", JSON, members, |n| {
        object(n, |i| format!("\"m{i}\":{i}"))
    });
    grows("documented members backwards", JSON, members, |n| {
        object(n, |i| format!("\"m{}\":1", n - 1 - i))
    });
    grows("members that nobody documents", JSON, members, |n| {
        object(n, |i| format!("\"x{i}\":1"))
    });
}

#[test]
fn json_with_many_problems() {
    let numbers = json!({"type": "array", "items": {"type": "integer"}});
    grows("wrong items", JSON, always(numbers), |n| {
        list(n, |i| format!("\"{i}\""))
    });
    let texts = json!({"type": "array", "items": {"type": "string"}});
    grows("doubted items", JSON, always(texts), |n| {
        list(n, |_| "\"\\u0000\"".to_owned())
    });
    grows(
        "names that stand twice",
        JSON,
        always(json!({"type": "object"})),
        |n| object(n, |i| format!("\"m{}\":1", i / 2)),
    );
}

#[test]
fn one_long_text() {
    let text = json!({"type": "object", "properties": {"a": {"type": "string", "maxLength": 2}}});
    let long = |n: usize| format!("{{\"a\":\"{}\"}}", "é\\n".repeat(n));
    grows("JSON", JSON, always(text.clone()), long);
    grows("plain", TEXT, always(json!({"type": "string"})), |n| {
        "é\r\n".repeat(n)
    });
    grows("form", FORM, always(text.clone()), |n| {
        format!("a={}", "%41+".repeat(n))
    });
    grows("XML", XML, always(text), |n| {
        format!("<root><a>{}</a></root>", "b&lt;".repeat(n))
    });
}

#[test]
fn xml_of_many_elements() {
    let schema = json!({"type": "object", "properties": {
        "a": {"type": "array", "items": {"type": "integer"}},
    }});
    grows("elements", XML, always(schema.clone()), |n| {
        format!("<root>{}</root>", "<a>1</a>".repeat(n))
    });
    grows("wrong elements", XML, always(schema.clone()), |n| {
        format!("<root>{}</root>", "<a>x</a>".repeat(n))
    });
    let names = |n: usize| {
        (0..n)
            .map(|i| format!("<m{i}>1</m{i}>"))
            .collect::<String>()
    };
    grows("elements of many names", XML, members, |n| {
        format!("<root>{}</root>", names(n))
    });
    grows("elements that nobody documents", XML, always(schema), |n| {
        format!("<root>{}</root>", names(n))
    });
}

#[test]
fn xml_that_loses_much() {
    let texts = json!({"type": "array", "items": {"type": "string"}});
    let operation = operation(XML, &texts, &[]);
    let filled = |n: usize| {
        let text = list(n, |i| format!("\"\\u0007{i}\""));
        let draft = Draft::default();
        let field = problem::Field::body();
        draft::apply(&draft, &operation, &Edit::Type(field, text.into()))
    };
    check("characters that XML does not have", filled, |draft| {
        whole(&operation, draft)
    });
}

#[test]
fn forms_of_many_fields() {
    let fields = |n: usize| (0..n).map(|i| format!("m{i}=1&")).collect::<String>();
    grows("fields", FORM, members, fields);
    let backwards = |n: usize| (0..n).rev().map(|i| format!("m{i}=1&")).collect::<String>();
    grows("fields backwards", FORM, members, backwards);
    let any = json!({"type": "object", "additionalProperties": {"type": "string"}});
    grows("fields that nobody documents", FORM, always(any), fields);
    let list = json!({"type": "object", "properties": {
        "a": {"type": "array", "items": {"type": "integer"}},
    }});
    grows("one name", FORM, always(list), |n| "a=1&".repeat(n));
}

#[test]
fn forms_of_many_lists() {
    let lists = |size: usize| {
        let list = json!({"type": "array", "items": {"type": "integer"}});
        let members = (0..size).map(|i| (format!("m{i}"), list.clone()));
        json!({"type": "object", "properties": members.collect::<Map<_, _>>()})
    };
    let fields = |n: usize| (0..n).map(|i| format!("m{i}=1&")).collect::<String>();
    grows("lists", FORM, lists, fields);
}

#[test]
fn many_parameters() {
    for place in ["query", "header", "cookie"] {
        let make = |n: usize| {
            let parameter = |i: usize| {
                json!({"in": place, "name": format!("m{i}"), "required": true,
                    "schema": {"type": "integer"}})
            };
            let parameters: Vec<Value> = (0..n).map(parameter).collect();
            let operation = operation(JSON, &json!({}), &parameters);
            let mut draft = Draft::default();
            let fields: Vec<_> = (0..n).step_by(2).map(|i| format!("{place}:m{i}")).collect();
            for field in fields {
                draft.roots.insert(
                    field.as_str().into(),
                    request::draft::Node::Text("1".into()),
                );
            }
            (operation, draft)
        };
        check(place, make, |(operation, draft)| whole(operation, draft));
    }
}
