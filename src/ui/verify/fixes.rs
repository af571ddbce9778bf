//! The usual line of code behind a mismatch and its fix, by framework: `static/verify/fixes.json`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The file's address, relative to the page.
pub const ADDRESS: &str = "verify/fixes.json";

/// The file.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Fixes {
    pub frameworks: Vec<Framework>,
    /// By the ids of remedies.
    pub causes: BTreeMap<String, Entry>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    pub id: String,
    pub name: String,
    pub language: String,
    /// Its names of hashes, its code that adds to one, and the mark of a comment.
    pub words: BTreeMap<String, String>,
}

/// The text for one kind of cause.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub title: String,
    /// CommonMark.
    pub about: String,
    /// By the ids of frameworks.
    pub fixes: BTreeMap<String, Fix>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Fix {
    /// The line that is usually the cause.
    pub usual: String,
    pub fix: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../../static/verify/fixes.json");

    #[test]
    fn the_file_reads_and_no_object_takes_another_member() {
        serde_json::from_str::<Fixes>(FILE).expect("the file");
        // These are some of every type.
        for (at, _) in FILE.match_indices("{\n").take(40) {
            let (before, after) = FILE.split_at(at + 1);
            let slip = format!("{before} \"sllp\": 1,{after}");
            let read = serde_json::from_str::<Fixes>(&slip);
            assert!(read.is_err(), "{}", &after[..80]);
        }
    }
}
