//! The official suite for `unevaluatedProperties` and `unevaluatedItems` (see `suite/README.md`).

use serde_json::Value;

use super::*;

/// Keywords that are not read, and noted if a document has them.
const NOT_READ: [&str; 4] = ["$dynamicRef", "$id", "$anchor", "$dynamicAnchor"];

/// Runs one file; returns the number of tests.
fn run(file: &str) -> usize {
    let groups: Vec<Value> = serde_json::from_str(file).expect("the suite is JSON");
    let mut ran = 0;
    for group in &groups {
        let schema = group["schema"].to_string();
        if NOT_READ.iter().any(|keyword| schema.contains(keyword)) {
            continue;
        }
        // References start at the schema's own root, which is deeper in a document.
        let schema = schema
            .replace("\"$ref\":\"#/", "\"$ref\":\"#/components/schemas/Again/")
            .replace("\"$ref\":\"#\"", "\"$ref\":\"#/components/schemas/Again\"");
        let operation = operation_with_notes(&schema);
        let control = operation
            .body
            .as_ref()
            .and_then(|b| b.media[0].control.clone());
        let id = control.expect("the body has a schema").schema;
        for test in group["tests"].as_array().into_iter().flatten() {
            let tree = Tree::read(test["data"].to_string()).expect("JSON");
            let faults = check(&operation.schemas, id, tree.root(), &matcher);
            let words = [&group["description"], &test["description"]];
            assert_eq!(
                Some(faults.is_empty()),
                test["valid"].as_bool(),
                "{words:?}: {faults:?}"
            );
            ran += 1;
        }
    }
    ran
}

#[test]
fn unevaluated_properties_are_checked() {
    assert!(run(include_str!("suite/unevaluatedProperties.json")) > 100);
}

#[test]
fn unevaluated_items_are_checked() {
    assert!(run(include_str!("suite/unevaluatedItems.json")) > 50);
}
