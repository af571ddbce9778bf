//! Other formats in JSON and YAML, by their members.

use json::Value;

use super::Foreign;
use crate::reference;

/// Recognises a value that has no `openapi` and no `swagger`.
pub fn by_members(value: &Value) -> Foreign {
    let Some(members) = value.as_object() else {
        return match value {
            Value::String(_) => Foreign::Text,
            _ => Foreign::Unknown {
                members: Vec::new(),
            },
        };
    };
    let has = |name: &str| value.get(name).is_some();
    let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
    let inner = |outer: &str, name: &str| value.get(outer).and_then(|v| v.get(name));
    let schema = inner("info", "schema").and_then(Value::as_str);
    if inner("info", "_postman_id").is_some() || schema.is_some_and(|s| s.contains("postman")) {
        return Foreign::Postman;
    }
    if has("__export_format") || text("type").contains("insomnia.rest") {
        return Foreign::Insomnia;
    }
    if has("asyncapi") {
        return Foreign::AsyncApi;
    }
    if has("arazzo") {
        return Foreign::Arazzo;
    }
    if has("overlay") {
        return Foreign::Overlay;
    }
    if has("__schema") || inner("data", "__schema").is_some() {
        return Foreign::GraphQl;
    }
    if inner("log", "entries").is_some() {
        return Foreign::Har;
    }
    if text("kind") == "discovery#restDescription" {
        return Foreign::GoogleDiscovery;
    }
    if let Some(file) = reference::file(text("$ref")) {
        let file = file.to_owned();
        return Foreign::Reference { file };
    }
    let is_schema = text("$schema").contains("json-schema.org")
        || has("$defs")
        || has("type") && (has("properties") || has("items"));
    if is_schema {
        return Foreign::JsonSchema;
    }
    let names = members
        .iter()
        .map(|member| member.0.chars().take(40).collect());
    Foreign::Unknown {
        members: names.take(5).collect(),
    }
}
