//! JSON that does not parse: its box has one problem, and other boxes keep theirs.

use super::*;

/// The place and the code of each problem, with these texts typed into the free boxes.
fn problems_of(texts: &[(&str, &str)]) -> Vec<String> {
    let document = json!({
        "openapi": "3.1.1",
        "info": {"title": "Hooks", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {"/hook": {"post": {
            "requestBody": {"content": {"application/json": {"schema": {
                "type": "object",
                "properties": {"free": {"type": "object"}, "other": {"type": "object"}},
            }}}},
            "responses": {},
        }}},
    });
    let api = openapi::read("test", &document.to_string()).expect("a document");
    let operation = &api.operations[0];
    let mut draft = draft::apply(&Draft::default(), operation, &Edit::Reset);
    for (name, text) in texts {
        let place = Field::body().step(Step::Name((*name).into()));
        draft = draft::apply(&draft, operation, &Edit::Type(place, (*text).into()));
    }
    let moment = Moment {
        unix_ms: 1_700_000_000_000,
        id: "msg_1".to_owned(),
        nonce: "00".to_owned(),
    };
    let flow = run(operation, &draft, &Secrets::default(), &moment, &|_, _| {
        None
    });
    let problems = flow.problems.iter();
    problems
        .map(|p| [&*p.at.to_string(), " ", p.code()].concat())
        .collect()
}

#[test]
fn json_that_does_not_parse_is_one_problem() {
    assert_eq!(problems_of(&[("free", r#"{"a":1,}"#)]), ["body:/free json"]);
    assert_eq!(
        problems_of(&[("free", r#"{"a":1,}"#), ("other", "[]")]),
        ["body:/free json", "body:/other type"]
    );
    assert_eq!(problems_of(&[("free", r#"{"a":1}"#)]), [""; 0]);
}
