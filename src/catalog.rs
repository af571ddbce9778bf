//! The catalog: which documents the page offers, from `static/catalog/index.json`.
//!
//! Documents are fetched when opened, so that the first visit pays for one;
//! this module only knows their names and reads the index.

/// A document of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct Entry {
    /// As in the page's hash and in `<id>.openapi.json`.
    pub id: String,
    pub title: String,
    /// One sentence for the list.
    #[serde(default)]
    pub summary: String,
    /// Operations for the list, before the document is fetched.
    #[serde(default)]
    pub operations: Vec<EntryOperation>,
}

/// An operation as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct EntryOperation {
    pub id: String,
    pub method: String,
    pub summary: String,
}

/// Reads the index: `{"documents": [{"id", "title", "summary", "operations"}]}`.
pub fn read(text: &str) -> Result<Vec<Entry>, String> {
    #[derive(serde::Deserialize)]
    struct Index {
        documents: Vec<Entry>,
    }
    serde_json::from_str::<Index>(text)
        .map(|index| index.documents)
        .map_err(|e| {
            format!(
                "The catalog's index does not read: line {}, column {}",
                e.line(),
                e.column()
            )
        })
}

/// Where a document stands, relative to the page.
pub fn address(id: &str) -> String {
    format!("catalog/{id}.openapi.json")
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
            Err("The catalog's index does not read: line 2, column 20".to_owned())
        );
        assert_eq!(
            message(""),
            Err("The catalog's index does not read: line 1, column 0".to_owned())
        );
    }
}
