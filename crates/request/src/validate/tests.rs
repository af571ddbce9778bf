//! The checker against JSON Schema, keyword by keyword.

mod keywords;
mod limits;
mod messages;
mod generated;
mod marked;
mod places;
mod rules;
mod suite;
mod unevaluated;

use std::rc::Rc;

use super::{Fault, check, problems};
use json::Tree;
use openapi::{Api, Operation};
use problem::{Cause, Field, Severity};

/// An operation whose JSON body has this schema; `#/components/schemas/Again` is the schema itself.
fn operation(schema: &str) -> Rc<Operation> {
    let api = api(schema);
    assert!(api.notes.is_empty(), "{:?}: {schema}", api.notes);
    api.operations[0].clone()
}

/// The same for a schema that causes notes.
fn operation_with_notes(schema: &str) -> Rc<Operation> {
    api(schema).operations[0].clone()
}

fn api(schema: &str) -> Api {
    let text = format!(
        r##"{{"openapi":"3.1.0","info":{{"title":"t","version":"1"}},"servers":[{{"url":"https://t.invalid"}}],
        "paths":{{"/":{{"post":{{"operationId":"o","requestBody":{{"content":{{"application/json":{{
        "schema":{{"$ref":"#/components/schemas/Again"}}}}}}}},"responses":{{}}}}}}}},
        "components":{{"schemas":{{"Again":{schema}}}}}}}"##
    );
    openapi::read("t", &text).unwrap_or_else(|e| panic!("{}: {schema}", e.message))
}

/// Patterns as a browser matches them.
pub(super) fn matcher(pattern: &str, text: &str) -> Option<bool> {
    let pattern = regress::Regex::with_flags(pattern, "u").ok()?;
    Some(pattern.find(text).is_some())
}

fn faults(schema: &str, value: &str) -> Vec<Fault> {
    let operation = operation(schema);
    let control = operation
        .body
        .as_ref()
        .and_then(|b| b.media[0].control.clone());
    let schema = control.expect("the body has a schema").schema;
    let tree = Tree::read(value).unwrap_or_else(|e| panic!("{e:?}: {value}"));
    check(&operation.schemas, schema, tree.root(), &matcher)
}

/// Every problem of a value on a line: place, code, severity unless error, source, message.
fn reported(schema: &str, value: &str) -> String {
    let tree = Tree::read(value).unwrap_or_else(|e| panic!("{e:?}: {value}"));
    let fields: Vec<Rc<Field>> = tree
        .all()
        .map(|v| Rc::new(Field::read(&format!("body:{}", v.place()))))
        .collect();
    let mut out = String::new();
    for problem in problems(&faults(schema, value), &tree, &fields) {
        out += &format!("{} {}", problem.at, problem.code());
        if problem.severity.word() != "error" {
            out += &format!(" ({})", problem.severity.word());
        }
        if let Some(source) = &problem.source {
            out += &format!(" [{source}]");
        }
        out += &format!(": {}\n", problem.message());
    }
    out
}

#[test]
fn faults_are_at_their_fields() {
    let fault = |node: usize, member: Option<&str>, severity| Fault {
        node,
        member: member.map(str::to_owned),
        cause: Cause::Required,
        severity,
        source: None,
        reason: Vec::new(),
    };
    let places = |faults: &[Fault], fields: &[&str]| -> Vec<String> {
        let fields: Vec<Rc<Field>> = fields.iter().map(|f| Rc::new((*f).into())).collect();
        let tree = Tree::read("[0, 0]").expect("JSON");
        problems(faults, &tree, &fields)
            .iter()
            .map(|p| format!("{} {}", p.at, p.severity.word()))
            .collect()
    };
    let error = Severity::Error;
    assert_eq!(
        places(
            &[
                fault(0, Some("a/b~c"), error),
                fault(1, Some("x"), error),
                fault(2, None, error)
            ],
            &["body:", "body:/Events/0", "body:/Headers/@0"]
        ),
        [
            "body:/a~1b~0c error",
            "body:/Events/0/x error",
            "body:/Headers/@0 error"
        ]
    );
    assert_eq!(
        places(
            &[fault(1, Some("$select"), error), fault(2, Some("x"), error)],
            &["", "query:", "query:filter"]
        ),
        ["query:$select error", "query:filter/x error"]
    );
    // Of one code at one place the most severe is kept, at the position of the first.
    assert_eq!(
        places(
            &[
                fault(0, Some("a"), Severity::Warning),
                fault(0, Some("b"), error),
                fault(0, Some("a"), error),
                fault(0, Some("b"), Severity::Warning)
            ],
            &["body:"]
        ),
        ["body:/a error", "body:/b error"]
    );
}

#[test]
fn secrets_are_not_repeated() {
    for schema in [
        r#"{"format":"password","pattern":"^x"}"#,
        r#"{"format":"password","enum":["a","b"]}"#,
        r#"{"format":"password","const":"a"}"#,
        r#"{"format":"password","type":"integer"}"#,
        r#"{"format":"password","anyOf":[{"const":"a"},{"const":"b"}]}"#,
        r#"{"anyOf":[{"type":"integer","format":"password"},{"type":"boolean"}]}"#,
        r#"{"anyOf":[{"format":"password","pattern":"^x"},{"format":"password","pattern":"^y","minLength":99}]}"#,
        r#"{"format":"password","anyOf":[{"anyOf":[{"minLength":99},{"pattern":"^x"}]},{"pattern":"^y"}]}"#,
    ] {
        let reported = reported(schema, "\"canary\"");
        assert!(
            !reported.is_empty() && !reported.contains("canary"),
            "{schema}: {reported}"
        );
    }
}
