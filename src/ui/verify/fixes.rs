//! The usual line of code behind a mismatch and its fix, by framework: `static/verify/fixes.json`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Where it stands, relative to the page.
pub const ADDRESS: &str = "verify/fixes.json";

/// The file.
#[derive(Deserialize, Debug)]
pub struct Fixes {
    pub frameworks: Vec<Framework>,
    families: BTreeMap<String, Family>,
}

#[derive(Deserialize, Debug)]
pub struct Framework {
    pub id: String,
    pub name: String,
    pub language: String,
}

/// What causes of one family have in common.
#[derive(Deserialize, Debug)]
pub struct Family {
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

    pub fn family(&self, id: &str) -> Option<&Family> {
        self.families.get(id)
    }
}

impl Family {
    pub fn fix(&self, framework: &str) -> Option<&Fix> {
        self.fixes.get(framework)
    }
}
