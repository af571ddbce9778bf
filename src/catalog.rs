//! The catalog: which documents the page offers, from `static/catalog/index.json`.
//!
//! Documents are fetched when opened, so that the first visit pays for one;
//! this module only knows their names and reads the index.

use std::borrow::Cow;

use json::position;
use json::{Kind, Tree, View};

/// Ids that no document can have: in the page's hash they name pages of their own.
pub const TAKEN: [&str; 3] = ["verify", "proof", "handshakes"];

/// What the index says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// At least one.
    pub entries: Vec<Entry>,
    /// The first entry that cannot be one, in a sentence.
    pub fault: Option<String>,
    pub start: Start,
}

/// The examples of the first page, as in the page's hash: `<document id>/<operationId>`, and for the
/// delivery also its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// A request to build; empty for the first operation.
    pub request: String,
    /// The example that it begins with; empty for the first valid one.
    pub example: String,
    /// A signed delivery to send; empty for none.
    pub delivery: String,
}

/// A document of the catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// As in the page's hash and in `<id>.openapi.json`; never empty.
    pub id: String,
    pub title: String,
    /// One sentence for the list.
    pub summary: String,
    /// Operations for the list, before the document is fetched.
    pub operations: Vec<EntryOperation>,
}

/// An operation as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryOperation {
    pub id: String,
    pub method: String,
    pub summary: String,
    /// The deliveries that belong to it.
    pub deliveries: Vec<EntryDelivery>,
}

/// A delivery as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDelivery {
    pub name: String,
    pub method: String,
    pub summary: String,
}

/// Reads the index: `{"documents": [{"id", "title", "summary", "operations"}], "start": {"request", "example", "delivery"}}`;
/// an id alone is an entry too.
///
/// An index without any entry is none.
pub fn read(text: &str) -> Result<Index, String> {
    let tree = Tree::read(text).map_err(|error| broken(error.line, error.column))?;
    let index = entries(text, tree.root()).map_err(|at| {
        let (line, column) = position(text, at.span().start);
        broken(line, column)
    })?;
    match index {
        Index { entries, fault, .. } if entries.is_empty() => {
            Err(fault.unwrap_or_else(|| "The catalog's index lists no document".to_owned()))
        }
        index => Ok(index),
    }
}

fn broken(line: usize, column: usize) -> String {
    at("The catalog's index does not read: line ", line, column)
}

fn at(words: &str, line: usize, column: usize) -> String {
    let (line, column) = (line.to_string(), column.to_string());
    [words, &line, ", column ", &column].concat()
}

/// `Err` is the value that lacks its list.
///
/// An entry need only say its id, or be it.
fn entries<'a>(text: &str, index: View<'a>) -> Result<Index, View<'a>> {
    let documents = index.get("documents").ok_or(index)?;
    if documents.kind() != Kind::Array {
        return Err(documents);
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut fault = None;
    for document in documents.children() {
        let (id, title) = (said(document, "id"), said(document, "title"));
        let id = document.string().map_or(id, Cow::into_owned);
        if id.is_empty() {
            fault.get_or_insert_with(|| {
                let (line, column) = position(text, document.span().start);
                at(
                    "An entry of the catalog's index has no id: line ",
                    line,
                    column,
                )
            });
        } else if TAKEN.contains(&&*id) {
            fault.get_or_insert_with(|| {
                let told = "The catalog's index lists a document named “";
                let next = "”, which is the name of a page here: give it another id";
                [told, &id, next].concat()
            });
        } else if !entries.iter().any(|e| e.id == id) {
            entries.push(Entry {
                title: if title.is_empty() { id.clone() } else { title },
                id,
                summary: said(document, "summary"),
                operations: operations(document),
            });
        }
    }
    let start = index.get("start").map(|start| Start {
        request: said(start, "request"),
        example: said(start, "example"),
        delivery: said(start, "delivery"),
    });
    Ok(Index {
        entries,
        fault,
        start: start.unwrap_or_default(),
    })
}

fn operations(document: View<'_>) -> Vec<EntryOperation> {
    let mut all = Vec::new();
    for operation in objects(document, "operations") {
        let mut deliveries = Vec::new();
        for delivery in objects(operation, "deliveries") {
            deliveries.push(EntryDelivery {
                name: said(delivery, "name"),
                method: said(delivery, "method"),
                summary: said(delivery, "summary"),
            });
        }
        all.push(EntryOperation {
            id: said(operation, "id"),
            method: said(operation, "method"),
            summary: said(operation, "summary"),
            deliveries,
        });
    }
    all
}

/// The members of a list that are objects.
fn objects<'a>(value: View<'a>, name: &str) -> Vec<View<'a>> {
    let members = value.get(name).into_iter().flat_map(View::children);
    members
        .filter(|member| member.kind() == Kind::Object)
        .collect()
}

/// A text; empty when there is none.
fn said(value: View<'_>, name: &str) -> String {
    let text = value.get(name).and_then(View::string);
    text.map(Cow::into_owned).unwrap_or_default()
}

/// Whether an id can be part of a document's address as it is.
pub fn is_id(id: &str) -> bool {
    let ends = |c: char| c.is_control() || matches!(c, '/' | '\\' | '?' | '#' | '%');
    !id.is_empty() && !id.contains(ends)
}

/// Where a document stands, relative to the page.
pub fn address(id: &str) -> String {
    ["catalog/", id, ".openapi.json"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, title: &str) -> Entry {
        Entry {
            id: id.into(),
            title: title.into(),
            ..Entry::default()
        }
    }

    #[test]
    fn the_list_has_what_the_documents_have() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/static/");
        let file = |name: &str| std::fs::read_to_string([folder, name].concat()).expect(name);
        let index = read(&file("catalog/index.json")).expect("it reads");
        assert_eq!(index.fault, None);
        assert_eq!(index.entries.len(), 4);
        for entry in index.entries {
            let api = openapi::read(&entry.id, &file(&address(&entry.id))).expect("it reads");
            let documented = api.operations.iter();
            let documented: Vec<_> = documented
                .map(|o| (o.id.clone(), o.method.clone(), o.summary.clone()))
                .collect();
            let listed = entry.operations.into_iter();
            let listed: Vec<_> = listed.map(|o| (o.id, o.method, o.summary)).collect();
            assert_eq!(documented, listed, "{}", entry.id);
        }
    }

    #[test]
    fn an_index_may_leave_out_what_the_list_can_do_without() {
        let index =
            r#"{"documents": [{"id": "hooks", "title": "Hooks"}, {"id": "acme.v1"}, "plain"]}"#;
        let expected = vec![
            entry("hooks", "Hooks"),
            entry("acme.v1", "acme.v1"),
            entry("plain", "plain"),
        ];
        let entries = read(index).map(|index| (index.entries, index.fault));
        assert_eq!(entries, Ok((expected, None)));
        assert_eq!(address("acme.v1"), "catalog/acme.v1.openapi.json");
        let operation = |text: &str| {
            let index = format!(r#"{{"documents": [{{"id": "a", "operations": [{text}]}}]}}"#);
            let mut index = read(&index).expect("it reads");
            index.entries.remove(0).operations
        };
        assert_eq!(operation(r#"{"id": "send"}"#)[0].id, "send");
        assert_eq!(operation("5"), []);
    }

    #[test]
    fn an_entry_without_an_id_is_told_and_loses_no_other() {
        let index = "{\"documents\": [null,\n {\"title\": \"Hooks\"}, {\"id\": \"a\"}, {\"id\": \"a\"}, {\"id\": 5}]}";
        let told = "An entry of the catalog's index has no id: line 1, column 16";
        let expected = Index {
            entries: vec![entry("a", "a")],
            fault: Some(told.into()),
            start: Start::default(),
        };
        assert_eq!(read(index), Ok(expected));
    }

    #[test]
    fn a_document_that_is_named_as_a_page_is_told_and_loses_no_other() {
        let index = r#"{"documents": ["proof", {"id": "a"}, {"id": "verify"}]}"#;
        let told = "The catalog's index lists a document named “proof”, which is the name of a page here: give it another id";
        let expected = Index {
            entries: vec![entry("a", "a")],
            fault: Some(told.into()),
            start: Start::default(),
        };
        assert_eq!(read(index), Ok(expected));
    }

    #[test]
    fn an_index_without_an_entry_is_none() {
        let told = |text| read(text).expect_err("it has no entry");
        assert_eq!(
            told(r#"{"documents": [{"title": "Hooks"}, null]}"#),
            "An entry of the catalog's index has no id: line 1, column 16"
        );
        assert_eq!(
            told(r#"{"documents": []}"#),
            "The catalog's index lists no document"
        );
    }

    #[test]
    fn an_id_is_part_of_an_address_as_it_is() {
        for id in ["keyauth", "acme.v1", "a_b-c", "größe", "a b"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "../x", "a\\b", "a?b", "a#b", "a%2fb", "a\nb"] {
            assert!(!is_id(id), "{id}");
        }
    }

    #[test]
    fn an_index_that_does_not_read_says_where() {
        let message = |text| read(text).map(|_| ());
        assert_eq!(
            message("{\n  \"documents\": {}}"),
            Err("The catalog's index does not read: line 2, column 16".to_owned())
        );
        assert_eq!(
            message("[]"),
            Err("The catalog's index does not read: line 1, column 1".to_owned())
        );
        assert_eq!(
            message(""),
            Err("The catalog's index does not read: line 1, column 1".to_owned())
        );
    }
}
