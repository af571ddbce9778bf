//! Whole documents, read.

use super::*;

/// Reads a document whose one path item is given; fails the test when it cannot be opened.
fn api(document: &str) -> Api {
    match read("test", document) {
        Ok(api) => api,
        Err(error) => panic!("{}", error.message),
    }
}

#[test]
fn catalog_documents_read_without_notes() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/static/catalog");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let path = entry.path();
        let name = path.to_string_lossy().into_owned();
        let Some(_) = name.strip_suffix(".openapi.json") else {
            continue;
        };
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let api = api(&text);
        assert_eq!(api.notes, [], "{name}");
        assert!(!api.operations.is_empty(), "{name}");
    }
}
