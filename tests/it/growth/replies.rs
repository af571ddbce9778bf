//! Replies: JSON, XML and forms, held against a documentation.

use std::rc::Rc;

use exchange::reply::{self, Expectation, Reply, Source};
use openapi::Operation;
use serde_json::{Map, Value, json};
use signature::secret::Secrets;

use super::check;
use crate::common::matches;

/// An operation whose replies are of a schema.
fn operation(media_type: &str, schema: &Value) -> Rc<Operation> {
    let document = json!({
        "openapi": "3.1.1",
        "info": {"title": "Growth", "version": "1"},
        "paths": {"/hook": {"post": {
            "responses": {"200": {"description": "", "content": {media_type: {"schema": schema}}}},
        }}},
    });
    let api = openapi::read("growth", &document.to_string()).expect("a document");
    Rc::clone(&api.operations[0])
}

/// Holds replies of one media type and schema to linear growth.
#[track_caller]
fn grows(shape: &str, media_type: &str, schema: &Value, text: impl Fn(usize) -> String) {
    let operation = operation(media_type, schema);
    let reply = |size| of(media_type, text(size).into_bytes());
    check(shape, reply, |reply| {
        reply::read(
            &operation,
            reply,
            Expectation::default(),
            &Secrets::default(),
            &matches,
        )
    });
}

fn of(media_type: &str, body: Vec<u8>) -> Reply {
    Reply {
        source: Source::Network,
        status: 200,
        reason: "OK".to_owned(),
        headers: vec![("content-type".to_owned(), media_type.to_owned())],
        body: body.into(),
        millis: 1.0,
        redirected_to: None,
        sample: None,
    }
}

fn list(size: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..size).map(item).collect();
    ["[", &items.join(","), "]"].concat()
}

fn object(size: usize, member: impl Fn(usize) -> String) -> String {
    let members: Vec<String> = (0..size).map(member).collect();
    ["{", &members.join(","), "}"].concat()
}

const JSON: &str = "application/json";
const XML: &str = "application/xml";
const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn json_of_many_texts() {
    let schema = json!({"type": "array", "items": {"type": "string"}});
    grows("texts", JSON, &schema, |n| list(n, |i| format!("\"{i}\"")));
}

#[test]
fn json_of_many_objects() {
    let schema = json!({"type": "array", "items": {"type": "object", "properties": {
        "id": {"type": "integer"}, "name": {"type": "string"},
    }}});
    let object = |i| format!("{{\"id\":{i},\"name\":\"n\"}}");
    grows("objects", JSON, &schema, |n| list(n, object));
}

#[test]
fn json_that_is_deep() {
    grows("lists in lists", JSON, &json!({}), |n| {
        ["[".repeat(n), "]".repeat(n)].concat()
    });
    grows("objects in objects", JSON, &json!({}), |n| {
        ["{\"a\":".repeat(n), "1".to_owned(), "}".repeat(n)].concat()
    });
}

#[test]
fn json_of_one_long_text() {
    let schema = json!({"type": "string", "maxLength": 5, "format": "uri"});
    grows("one text", JSON, &schema, |n| {
        ["\"", &"é\\n".repeat(n), "\""].concat()
    });
}

#[test]
fn json_of_many_members() {
    let schema = json!({"type": "object", "additionalProperties": {"type": "integer"}});
    let member = |i| format!("\"m{i}\":{i}");
    grows("members", JSON, &schema, |n| object(n, member));
}

/// Which of so many members is at a position.
type Order = fn(usize, usize) -> usize;

/// An operation that documents so many members, and a reply that has them in an order.
fn documented(size: usize, order: Order) -> (Rc<Operation>, Reply) {
    let names: Vec<String> = (0..size).map(|i| format!("m{i}")).collect();
    let properties: Map<String, Value> = (names.iter())
        .map(|name| (name.clone(), json!({"type": "integer"})))
        .collect();
    let schema = json!({"type": "object", "properties": properties, "required": names,
        "additionalProperties": false});
    let body = object(size, |i| format!("\"m{}\":1", order(i, size)));
    (operation(JSON, &schema), of(JSON, body.into_bytes()))
}

#[test]
fn json_of_many_documented_members() {
    let orders: [(&str, Order); 3] = [
        ("documented members in order", |i, _| i),
        ("documented members backwards", |i, n| n - 1 - i),
        ("members of which none is documented", |i, n| n + i),
    ];
    for (shape, order) in orders {
        check(
            shape,
            |n| documented(n, order),
            |(operation, reply)| {
                reply::read(
                    operation,
                    reply,
                    Expectation::default(),
                    &Secrets::default(),
                    &matches,
                )
            },
        );
    }
}

#[test]
fn json_with_many_problems() {
    let schema = json!({"type": "array", "items": {"type": "integer"}});
    grows("wrong items", JSON, &schema, |n| {
        list(n, |i| format!("\"{i}\""))
    });
    grows("names that stand twice", JSON, &json!({}), |n| {
        object(n, |i| format!("\"m{}\":1", i / 2))
    });
    grows("deep and wrong", JSON, &json!({}), |n| {
        ["{\"a\":1,\"a\":".repeat(n), "1".to_owned(), "}".repeat(n)].concat()
    });
}

#[test]
fn json_of_items_that_have_to_differ() {
    let schema = json!({"type": "array", "uniqueItems": true});
    grows("different objects", JSON, &schema, |n| {
        list(n, |i| format!("{{\"id\":{i}}}"))
    });
    grows("different lists", JSON, &schema, |n| {
        list(n, |i| format!("[{i},1]"))
    });
    grows("different numbers", JSON, &schema, |n| {
        list(n, |i| format!("{i}.50"))
    });
}

#[test]
fn json_that_is_cut_short() {
    grows("cut", JSON, &json!({}), |n| {
        format!("[{}", "1,\n".repeat(n))
    });
}

#[test]
fn bytes_that_are_no_text() {
    let operation = operation(JSON, &json!({"type": "string"}));
    let reply = |n: usize| of(JSON, [b"ab\n".repeat(n), vec![0xFF]].concat());
    check("bytes", reply, |reply| {
        reply::read(
            &operation,
            reply,
            Expectation::default(),
            &Secrets::default(),
            &matches,
        )
    });
}

fn xml_schema() -> Value {
    json!({"type": "object", "xml": {"name": "r"}, "properties": {
        "a": {"type": "array", "items": {"type": "integer"}},
        "o": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "integer"}}}},
    }})
}

#[test]
fn xml_of_many_elements() {
    let schema = xml_schema();
    grows("elements", XML, &schema, |n| {
        format!("<r>{}</r>", "<a>1</a>".repeat(n))
    });
    grows("elements within elements", XML, &schema, |n| {
        format!("<r>{}</r>", "<o><id>1</id></o>".repeat(n))
    });
    grows("elements nobody documents", XML, &json!({}), |n| {
        format!("<r>{}</r>", "<x/>".repeat(n))
    });
    let names = |n: usize| {
        (0..n)
            .map(|i| format!("<m{i}>1</m{i}>"))
            .collect::<String>()
    };
    grows("elements of many names", XML, &schema, |n| {
        format!("<r>{}</r>", names(n))
    });
}

#[test]
fn xml_of_many_attributes() {
    let attributes = |n: usize| (0..n).map(|i| format!(" m{i}=\"1\"")).collect::<String>();
    grows("attributes", XML, &xml_schema(), |n| {
        format!("<r{}/>", attributes(n))
    });
}

#[test]
fn xml_of_one_long_text() {
    let schema = json!({"type": "string"});
    grows("text", XML, &schema, |n| {
        format!("<r>{}</r>", "a&amp;b\r\n".repeat(n))
    });
    grows("comments", XML, &schema, |n| {
        format!("<r>{}</r>", "<!-- a -->".repeat(n))
    });
    grows("sections", XML, &schema, |n| {
        format!("<r>{}</r>", "<![CDATA[a]]>".repeat(n))
    });
}

#[test]
fn xml_with_many_problems() {
    let schema = xml_schema();
    grows("wrong items", XML, &schema, |n| {
        format!("<r>{}</r>", "<a>x</a>".repeat(n))
    });
}

#[test]
fn forms_of_many_fields() {
    let any = json!({"type": "object", "additionalProperties": {"type": "string"}});
    let fields = |n: usize| (0..n).map(|i| format!("m{i}=a+%41&")).collect::<String>();
    grows("fields", FORM, &any, fields);
    let list = json!({"type": "object", "properties": {
        "a": {"type": "array", "items": {"type": "integer"}},
    }});
    grows("one name", FORM, &list, |n| "a=1&".repeat(n));
    grows("one long value", FORM, &list, |n| {
        format!("b={}", "%41+".repeat(n))
    });
}
