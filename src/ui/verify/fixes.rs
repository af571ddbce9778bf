//! The usual line of code behind a mismatch and its fix, by framework: `static/verify/fixes.json`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Where it stands, relative to the page.
pub const ADDRESS: &str = "verify/fixes.json";

/// The file.
#[derive(Deserialize, Debug)]
pub struct Fixes {
    pub frameworks: Vec<Framework>,
    causes: BTreeMap<String, Entry>,
}

#[derive(Deserialize, Debug)]
pub struct Framework {
    pub id: String,
    pub name: String,
    pub language: String,
    /// What it calls hashes, how it feeds something to one, and how a comment begins.
    words: BTreeMap<String, String>,
}

impl Framework {
    pub fn word(&self, name: &str) -> String {
        self.words.get(name).cloned().unwrap_or_default()
    }
}

/// What is said of one kind of cause.
#[derive(Deserialize, Debug)]
pub struct Entry {
    pub title: String,
    /// CommonMark.
    pub about: String,
    fixes: BTreeMap<String, Fix>,
}

#[derive(Deserialize, Debug)]
pub struct Fix {
    /// The line that usually does it.
    pub usual: String,
    pub fix: String,
}

impl Fixes {
    /// Reads the file; the error is a clause.
    pub fn read(text: &str) -> Result<Fixes, String> {
        serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line().to_string(), error.column().to_string());
            ["it does not read at line ", &line, ", column ", &column].concat()
        })
    }

    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.causes.get(id)
    }
}

impl Entry {
    pub fn fix(&self, framework: &str) -> Option<&Fix> {
        self.fixes.get(framework)
    }
}
