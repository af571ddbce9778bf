//! The catalog: which documents the page offers, from `static/catalog/index.json`.
//!
//! Documents are fetched when opened, so that the first visit pays for one;
//! this module only knows their names and reads the index.

use std::borrow::Cow;

use crate::json::read::position;
use crate::json::{Tree, View};

/// A document of the catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As in the page's hash and in `<id>.openapi.json`.
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

/// Reads the index: `{"documents": [{"id", "title", "summary", "operations"}]}`.
pub fn read(text: &str) -> Result<Vec<Entry>, String> {
    let tree = Tree::read(text).map_err(|error| broken(error.line, error.column))?;
    entries(tree.root()).map_err(|at| {
        let (line, column) = position(text, at.span().start);
        broken(line, column)
    })
}

fn broken(line: usize, column: usize) -> String {
    let (line, column) = (line.to_string(), column.to_string());
    let words = [
        "The catalog's index does not read: line ",
        &line,
        ", column ",
        &column,
    ];
    words.concat()
}

/// `Err` is the value that lacks a member, or is not what it should be.
fn entries(index: View<'_>) -> Result<Vec<Entry>, View<'_>> {
    let mut entries = Vec::new();
    for entry in index.get("documents").ok_or(index)?.children() {
        let mut operations = Vec::new();
        for operation in entry.get("operations").into_iter().flat_map(View::children) {
            let mut deliveries = Vec::new();
            for delivery in operation
                .get("deliveries")
                .into_iter()
                .flat_map(View::children)
            {
                deliveries.push(EntryDelivery {
                    name: text(delivery, "name")?,
                    method: text(delivery, "method")?,
                    summary: text(delivery, "summary")?,
                });
            }
            operations.push(EntryOperation {
                id: text(operation, "id")?,
                method: text(operation, "method")?,
                summary: text(operation, "summary")?,
                deliveries,
            });
        }
        entries.push(Entry {
            id: text(entry, "id")?,
            title: text(entry, "title")?,
            summary: text(entry, "summary").unwrap_or_default(),
            operations,
        });
    }
    Ok(entries)
}

fn text<'a>(value: View<'a>, name: &str) -> Result<String, View<'a>> {
    let text = value.get(name).and_then(View::string);
    text.map(Cow::into_owned).ok_or(value)
}

/// Where a document stands, relative to the page.
pub fn address(id: &str) -> String {
    ["catalog/", id, ".openapi.json"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_may_leave_out_what_the_list_can_do_without() {
        let read = read(r#"{"documents": [{"id": "hooks", "title": "Hooks"}]}"#);
        let entry = Entry {
            id: "hooks".into(),
            title: "Hooks".into(),
            summary: String::new(),
            operations: Vec::new(),
        };
        assert_eq!(read, Ok(vec![entry]));
        assert_eq!(address("hooks"), "catalog/hooks.openapi.json");
    }

    #[test]
    fn an_index_that_does_not_read_says_where() {
        let message = |text| read(text).map(|_| ());
        assert_eq!(
            message("{\"documents\": [\n  {\"title\": \"Hooks\"}]}"),
            Err("The catalog's index does not read: line 2, column 3".to_owned())
        );
        assert_eq!(
            message(""),
            Err("The catalog's index does not read: line 1, column 1".to_owned())
        );
    }
}
