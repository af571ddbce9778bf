//! The version of a description, and the rules that lead from it to OpenAPI 3.1.

use json::Value;

use crate::common;
use crate::edit;
use crate::foreign;
use crate::notes::Notes;
use crate::part::Part;
use crate::rewrite::rewrite;
use crate::unreadable::Unreadable;
use crate::{v2_0, v3_0, v3_2};

/// A supported version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    V2_0,
    V3_0,
    V3_1,
    V3_2,
}

/// The version of a document, and its text.
pub fn version(document: &Value) -> Result<(Version, String), Unreadable> {
    let text = |name: &str| match document.get(name)? {
        Value::String(text) => Some(text.trim().to_owned()),
        value => Some(value.text()),
    };
    let (format, version) = match (text("openapi"), text("swagger"), text("swaggerVersion")) {
        (Some(version), _, _) => ("OpenAPI", version),
        (None, Some(version), _) | (None, None, Some(version)) => ("Swagger", version),
        (None, None, None) => return Err(Unreadable::Foreign(foreign::by_members(document))),
    };
    let mut numbers = version.split(['.', '-']);
    let found = match (format, numbers.next(), numbers.next()) {
        ("Swagger", Some("2"), Some("0") | None) => Version::V2_0,
        // Some documents give 3.x documents the older member.
        (_, Some("3"), Some("0") | None) => Version::V3_0,
        (_, Some("3"), Some("1")) => Version::V3_1,
        (_, Some("3"), Some("2")) => Version::V3_2,
        _ => return Err(Unreadable::Version { format, version }),
    };
    Ok((found, version))
}

/// Changes a document to OpenAPI 3.1.
pub fn upgrade(document: &mut Value, version: Version, notes: &mut Notes) {
    let shared = match version {
        Version::V3_2 => v3_2::MediaTypes::new(document),
        _ => v3_2::MediaTypes::default(),
    };
    let own = document
        .get("$self")
        .and_then(Value::as_str)
        .map(str::to_owned);
    rewrite(document, Part::Document, notes, |part, value, at, notes| {
        let Some(members) = edit::members(value) else {
            return;
        };
        common::apply(part, members, own.as_deref(), at, notes);
        match version {
            Version::V2_0 => v2_0::apply(part, members, at, notes),
            Version::V3_0 => v3_0::apply(part, members, at, notes),
            Version::V3_1 if part == Part::Document => common::keep_version(members),
            Version::V3_1 => {}
            Version::V3_2 => v3_2::apply(part, members, &shared, at, notes),
        }
    });
}
