//! Depth, size and endless schemas: the checker reports that it stops, and never overflows.

use std::time::Instant;

use super::super::check;
use super::{faults, matcher, operation};
use json::Tree;

fn codes(schema: &str, value: &str) -> Vec<&'static str> {
    faults(schema, value)
        .iter()
        .map(|fault| fault.cause.code())
        .collect()
}

const TREE: &str = r##"{"type":"object","required":["v"],"properties":{"v":{"type":"integer"},"a":{"$ref":"#/components/schemas/Again"}}}"##;

#[test]
fn plain_rules_reach_any_depth() {
    let depth = 100_000;
    let value = r#"{"v":1,"a":"#.repeat(depth) + r#"{"v":"x"}"# + &"}".repeat(depth);
    assert_eq!(codes(TREE, &value), ["type"]);
}

#[test]
fn nested_alternatives_stop_with_a_fault() {
    let schema = r##"{"anyOf":[{"type":"integer"},{"type":"array","items":{"$ref":"#/components/schemas/Again"}}]}"##;
    let nested = |depth: usize, leaf: &str| "[".repeat(depth) + leaf + &"]".repeat(depth);
    assert_eq!(codes(schema, &nested(20, "1")), [""; 0]);
    assert_eq!(codes(schema, &nested(20, "\"x\"")), ["anyOf"]);
    assert_eq!(codes(schema, &nested(5_000, "1")), ["limit"]);
}

#[test]
fn nested_alternatives_do_not_multiply() {
    // Each level asks two alternatives that both lead to the next: 2^40 questions without memory.
    let again = r##"{"$ref":"#/components/schemas/Again"}"##;
    let schema = format!(
        r#"{{"anyOf":[{{"type":"object","required":["x"],"properties":{{"a":{again}}}}},{{"type":"object","required":["y"],"properties":{{"a":{again}}}}},{{"type":"integer"}}]}}"#
    );
    let value = r#"{"x":1,"y":1,"a":"#.repeat(40) + "\"no\"" + &"}".repeat(40);
    let start = Instant::now();
    assert_eq!(codes(&schema, &value), ["anyOf"]);
    assert!(start.elapsed().as_secs() < 5);
}

#[test]
fn a_schema_that_refers_to_itself_ends() {
    let again = r##"{"$ref":"#/components/schemas/Again"}"##;
    for schema in [
        format!(r#"{{"allOf":[{again},{again}]}}"#),
        format!(r#"{{"anyOf":[{again},{again}]}}"#),
        format!(r#"{{"not":{again}}}"#),
        format!(r#"{{"if":{again},"then":{again},"else":{again}}}"#),
    ] {
        let operation = super::operation_with_notes(&schema);
        let control = operation
            .body
            .as_ref()
            .and_then(|b| b.media[0].control.clone());
        let Some(control) = control else { continue };
        let tree = Tree::read("{}").expect("an object");
        let found = check(&operation.schemas, control.schema, tree.root(), &matcher);
        assert!(found.len() <= 2, "{schema}: {found:?}");
    }
}

#[test]
fn floods_are_cut_with_a_fault() {
    let value = format!("[{}0]", "\"x\",".repeat(5_000));
    let found = codes(r#"{"items":{"type":"integer"}}"#, &value);
    assert_eq!(found.len(), 401);
    assert!(found.contains(&"limit"));
}

#[test]
fn many_items_are_reported_apart_in_time() {
    let items: Vec<String> = (0..100_000).map(|n| n.to_string()).collect();
    let schema = r#"{"uniqueItems":true}"#;
    let start = Instant::now();
    assert_eq!(codes(schema, &format!("[{}]", items.join(","))), [""; 0]);
    assert_eq!(
        codes(schema, &format!("[{},99.0]", items.join(","))),
        ["uniqueItems"]
    );
    let objects: Vec<String> = (0..20_000).map(|n| format!("{{\"n\":{n}}}")).collect();
    let objects = objects.join(",");
    assert_eq!(codes(schema, &format!("[{objects}]")), [""; 0]);
    assert_eq!(
        codes(schema, &format!("[{objects},{{\"n\":7.0}}]")),
        ["uniqueItems"]
    );
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn a_body_of_a_form_takes_microseconds() {
    let members: Vec<String> = (0..60)
        .map(|n| format!(r#""member{n}":{{"type":"string","maxLength":40}}"#))
        .collect();
    let schema = format!(
        r#"{{"type":"object","properties":{{{}}}}}"#,
        members.join(",")
    );
    let values: Vec<String> = (0..60)
        .map(|n| format!(r#""member{n}":"some text""#))
        .collect();
    let operation = operation(&schema);
    let control = operation
        .body
        .as_ref()
        .and_then(|b| b.media[0].control.clone());
    let id = control.expect("the body has a schema").schema;
    let tree = Tree::read(format!("{{{}}}", values.join(","))).expect("an object");
    let start = Instant::now();
    let rounds = 200;
    for _ in 0..rounds {
        assert!(check(&operation.schemas, id, tree.root(), &matcher).is_empty());
    }
    let each = start.elapsed() / rounds;
    // This is the limit without optimisation on a busy machine; with it, the time is about a tenth.
    assert!(each.as_micros() < 5_000, "{each:?}");
    eprintln!("60 members: {each:?}");
}
