//! House rules, each with its reason. A rule that only people keep is a rule that is broken next week.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    let named = |path: PathBuf| {
        let name = path
            .strip_prefix(root())
            .unwrap_or(&path)
            .display()
            .to_string();
        name.ends_with(ending)
            .then(|| (name, fs::read_to_string(&path).unwrap_or_default()))
    };
    let found: Vec<_> = found.into_iter().filter_map(named).collect();
    assert!(!found.is_empty(), "no {ending} in {folder}");
    found
}

/// The program, in all its crates.
fn sources() -> Vec<(String, String)> {
    let mut all = files("crates", ".rs");
    all.extend(files("src", ".rs"));
    all
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => walk(&path, found),
            path => found.push(path),
        }
    }
}

/// Program text without the tests at its end.
fn program(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn is_test(name: &str) -> bool {
    name.ends_with("/tests.rs") || name.contains("/tests/")
}

#[track_caller]
fn none(broken: Vec<String>, rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n{}", broken.join("\n"));
}

#[test]
fn files_are_small_and_say_what_they_are_for() {
    let sources = sources();
    let long = |(name, text): &&(String, String)| !is_test(name) && text.lines().count() > 400;
    none(
        sources.iter().filter(long).map(|f| f.0.clone()).collect(),
        "At most 400 lines, so that a file is read in one go",
    );
    let silent = |(_, text): &&(String, String)| !text.starts_with("//!");
    none(
        sources.iter().filter(silent).map(|f| f.0.clone()).collect(),
        "A file begins with what it is for",
    );
    none(
        sources
            .iter()
            .filter(|f| f.0.ends_with("/mod.rs"))
            .map(|f| f.0.clone())
            .collect(),
        "name.rs beside name/, so that tabs and search results differ",
    );
}

#[test]
fn only_the_edge_touches_a_browser() {
    let edge = |name: &str| {
        name.starts_with("src/browser")
            || name.starts_with("src/ui")
            || name == "src/main.rs"
            || name == "crates/worker/src/main.rs"
    };
    let words = [
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "gloo_net",
        "yew::",
        "std::time",
        "std::fs",
        "std::net",
    ];
    let broken = sources()
        .into_iter()
        .filter(|(name, _)| !edge(name) && !is_test(name));
    let lines = broken.flat_map(|(name, text)| {
        let hits = words
            .iter()
            .filter(|w| program(&text).contains(**w))
            .map(|w| format!("{name}: {w}"));
        hits.collect::<Vec<_>>()
    });
    none(
        lines.collect(),
        "Everything outside browser, ui and the two programs' main.rs is pure",
    );
}

#[test]
fn javascript_is_called_in_browser_only() {
    let broken = files("src/ui", ".rs").into_iter().filter(|(name, text)| {
        !is_test(name) && (text.contains("js_sys") || text.contains("gloo_net"))
    });
    none(
        broken.map(|f| f.0).collect(),
        "Only the modules of browser call JavaScript",
    );
}

#[test]
fn no_module_knows_an_api_by_name() {
    let names = [
        "keyauth",
        "genauth",
        "aggregate-intelligence",
        "superoffice",
        "authing",
    ];
    let schemes = |name: &str| name.starts_with("crates/signature/");
    let broken = sources()
        .into_iter()
        .filter(|(name, _)| !schemes(name) && !is_test(name));
    let lines = broken.flat_map(|(name, text)| {
        let code = program(&text)
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n")
            .to_lowercase();
        names
            .iter()
            .filter(|n| code.contains(**n))
            .map(|n| format!("{name}: {n}"))
            .collect::<Vec<_>>()
    });
    none(
        lines.collect(),
        "A new document needs no change in the program; only signature schemes are known by name",
    );
}

#[test]
fn colours_are_tokens() {
    let colour = |line: &str| {
        let hex = line.match_indices('#').any(|(at, _)| {
            line[at + 1..]
                .chars()
                .take(3)
                .filter(char::is_ascii_hexdigit)
                .count()
                == 3
        });
        hex || ["rgb(", "rgba(", "hsl(", "oklch("]
            .iter()
            .any(|f| line.contains(f))
    };
    let sheets = files("static/css", ".css");
    let others = sheets
        .iter()
        .filter(|(name, _)| !name.ends_with("tokens.css"));
    let broken = others.flat_map(|(name, text)| {
        text.lines()
            .filter(|l| colour(l))
            .map(move |l| format!("{name}: {}", l.trim()))
    });
    none(
        broken.collect(),
        "Raw colours stand in tokens.css only, so that a theme is values",
    );
}

#[test]
fn every_token_is_used() {
    let all: String = files("static/css", ".css")
        .into_iter()
        .chain(files("src/ui", ".rs"))
        .map(|f| f.1)
        .collect();
    let tokens = fs::read_to_string(root().join("static/css/tokens.css")).unwrap_or_default();
    let declared = tokens
        .lines()
        .filter_map(|l| l.trim().strip_prefix("--")?.split_once(':'))
        .map(|(name, _)| format!("--{name}"));
    let unused = declared.filter(|name| {
        !all.contains(&format!("var({name})")) && !all.contains(&format!("var({name},"))
    });
    none(unused.collect(), "A token that nothing uses goes");
}

#[test]
fn tests_are_never_ignored() {
    let marks = [
        concat!("#[", "ignore"),
        concat!("to", "do!("),
        concat!("unimpl", "emented!("),
        concat!("db", "g!("),
    ];
    let sources = sources().into_iter().chain(files("tests", ".rs"));
    let broken = sources.flat_map(|(name, text)| {
        marks
            .iter()
            .filter(|m| text.contains(**m))
            .map(|m| format!("{name}: {m}"))
            .collect::<Vec<_>>()
    });
    none(
        broken.collect(),
        "What is not done is not written as if it were",
    );
}

/// Name and version of each package of a lock file.
fn locked(file: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join(file)).unwrap_or_default();
    let value = |package: &str, key: &str| {
        let (_, after) = package.split_once(key)?;
        Some(after.split_once('"')?.0.to_owned())
    };
    let packages = text.split("[[package]]\n").skip(1);
    packages
        .filter_map(|p| Some((value(p, "name = \"")?, value(p, "version = \"")?)))
        .collect()
}

/// What may stand for each other: `1` of 1.2.3, `0.2` of 0.2.3.
fn compatible(version: &str) -> &str {
    let numbers = if version.starts_with("0.") { 2 } else { 1 };
    let end = version.match_indices('.').nth(numbers - 1);
    version
        .get(..end.map_or(version.len(), |(at, _)| at))
        .unwrap_or(version)
}

#[test]
fn the_fuzz_targets_are_made_of_what_the_project_is_made_of() {
    let (project, fuzz) = (locked("Cargo.lock"), locked("fuzz/Cargo.lock"));
    assert!(fuzz.iter().any(|(name, _)| name == "sha2"));
    let other = |(name, version): &(String, String)| {
        let same = |p: &&(String, String)| p.0 == *name && compatible(&p.1) == compatible(version);
        let own = project.iter().find(same)?;
        (own.1 != *version).then(|| format!("{name}: {} and {version}", own.1))
    };
    none(
        fuzz.iter().filter_map(other).collect(),
        "One version of a package: copy Cargo.lock to fuzz/ and run cargo there",
    );
}
