//! Modules of a crate depend on each other in one direction, so that each can be understood without
//! those that use it.
//!
//! Siblings are compared: where modules depend on each other, their ancestors side by side below the
//! common one do too. A module may name its parent and its children. The sources are read as tokens,
//! not compiled: a method is not seen as a use of the module that defines it. Tests are left out.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

/// A path in a crate, from its root: a module, or a name in one.
type Names = Vec<String>;

/// What the source of a module says of others.
#[derive(Default)]
struct Module {
    children: BTreeSet<String>,
    /// Paths that stand in it, as they are written.
    paths: Vec<Names>,
    /// Names that `use` brings into it, with their paths.
    imports: BTreeMap<String, Names>,
}

type Modules = BTreeMap<Names, Module>;

/// The length of the token, comment or space at the beginning, and whether it is a token.
fn token(text: &str) -> (usize, bool) {
    let until = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    let run = |is_part: fn(char) -> bool| text.find(|c| !is_part(c)).unwrap_or(text.len());
    let raw = text.strip_prefix('b').unwrap_or(text).strip_prefix('r');
    let raw = raw.filter(|after| after.trim_start_matches('#').starts_with('"'));
    if let Some(after) = raw {
        let marks = after.len() - after.trim_start_matches('#').len();
        let begin = text.len() - after.len() + marks + 1;
        let end = ["\"", &"#".repeat(marks)].concat();
        let length = text[begin..].find(&end).map(|at| begin + at + end.len());
        return (length.unwrap_or(text.len()), false);
    }
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(c), ..) if c.is_whitespace() => (run(char::is_whitespace), false),
        (Some('/'), Some('/'), _) => (until("\n"), false),
        (Some('/'), Some('*'), _) => (until("*/"), false),
        (Some('"'), ..) => (quoted(text, '"'), false),
        (Some('\''), Some('\\'), _) | (Some('\''), Some(_), Some('\'')) => {
            (quoted(text, '\''), false)
        }
        (Some(':'), Some(':'), _) => (2, true),
        (Some(c), ..) if is_of_name(c) => (run(is_of_name), true),
        (Some(c), ..) => (c.len_utf8(), true),
        (None, ..) => (0, false),
    }
}

fn is_of_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// The length of a literal in quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

fn tokens(mut text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    while !text.is_empty() {
        let (length, is_token) = token(text);
        let (first, rest) = text.split_at(length);
        tokens.extend(is_token.then_some(first));
        text = rest;
    }
    tokens
}

/// The place after an item that begins here: after its block or its semicolon.
fn after_item(tokens: &[&str], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match *token {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(*token, "}" | ";") {
            break;
        }
    }
    at
}

/// The place after an attribute that begins here, and whether what it is on is only for tests.
fn attribute(tokens: &[&str], at: usize) -> Option<(usize, bool)> {
    let inside = tokens.get(at..)?.strip_prefix(["#", "["].as_slice())?;
    let end = inside.iter().position(|token| *token == "]")?;
    let condition = ["cfg", "(", "all", "(", "test"];
    let test = inside.starts_with(&condition) || inside.starts_with(&["cfg", "(", "test"]);
    Some((at + 2 + end + 1, test))
}

/// The paths of a `use`, each with the name that it gets.
fn use_tree(tree: &[&str], before: &[String]) -> Vec<(String, Names)> {
    let names = |tokens: &[&str]| {
        let own = tokens.iter().filter(|token| **token != "::");
        let own = own.map(|token| (*token).to_owned());
        before.iter().cloned().chain(own).collect::<Names>()
    };
    let Some(open) = tree.iter().position(|token| *token == "{") else {
        let alias = tree.iter().position(|token| *token == "as");
        let mut path = names(&tree[..alias.unwrap_or(tree.len())]);
        // `a::{self}` is `a`.
        path.pop_if(|name| name == "self" && !before.is_empty());
        let alias = alias.and_then(|at| tree.get(at + 1));
        let name = alias
            .map(|name| (*name).to_owned())
            .or(path.last().cloned());
        return name.map(|name| (name, path)).into_iter().collect();
    };
    let before = names(&tree[..open]);
    let (mut found, mut depth, mut from) = (Vec::new(), 0_usize, open + 1);
    for (at, token) in tree.iter().enumerate().skip(open) {
        depth += usize::from(*token == "{");
        if depth == 1 && matches!(*token, "," | "}") {
            found.extend(use_tree(&tree[from..at], &before));
            from = at + 1;
        }
        depth -= usize::from(*token == "}");
    }
    found
}

impl Module {
    fn read(source: &str) -> Module {
        let tokens = tokens(source);
        let mut module = Module::default();
        let mut at = 0;
        while at < tokens.len() {
            if let Some((after, is_test)) = attribute(&tokens, at) {
                at = if is_test {
                    after_item(&tokens, after)
                } else {
                    after
                };
                continue;
            }
            match &tokens[at..] {
                ["mod", name, ";", ..] => {
                    module.children.insert((*name).to_owned());
                    at += 3;
                }
                ["use", tree @ ..] => {
                    let end = tree.iter().position(|token| *token == ";");
                    let end = end.unwrap_or(tree.len());
                    for (name, path) in use_tree(&tree[..end], &[]) {
                        module.paths.push(path.clone());
                        module.imports.insert(name, path);
                    }
                    at += 1 + end;
                }
                // From another crate, or a method.
                ["::" | ".", ..] => at += 2,
                [first, "::", ..] if first.starts_with(is_of_name) => {
                    let mut path = vec![(*first).to_owned()];
                    at += 1;
                    while let ["::", name, ..] = &tokens[at..]
                        && name.starts_with(is_of_name)
                    {
                        path.push((*name).to_owned());
                        at += 2;
                    }
                    module.paths.push(path);
                }
                _ => at += 1,
            }
        }
        module
    }
}

/// The modules that are declared from the root on, given the source of each.
fn modules(source: &dyn Fn(&[String]) -> String) -> Modules {
    let mut found = Modules::new();
    let mut todo = vec![Names::new()];
    while let Some(at) = todo.pop() {
        let module = Module::read(&source(&at));
        todo.extend(module.children.iter().map(|child| joined(&at, child)));
        found.insert(at, module);
    }
    found
}

fn joined(module: &[String], name: &str) -> Names {
    [module, &[name.to_owned()]].concat()
}

/// Imports that lead to each other are followed so far.
const HOPS: usize = 8;

/// The module that a path in a module leads to; `None` for another crate's and for a name of its own.
fn resolved(modules: &Modules, from: &[String], path: &[String], hops: usize) -> Option<Names> {
    let hops = hops.checked_sub(1)?;
    let here = modules.get(from)?;
    let (first, rest) = path.split_first()?;
    let (mut at, mut rest) = match first.as_str() {
        "crate" => (Names::new(), rest),
        "self" | "super" => (from.to_vec(), path),
        name if here.children.contains(name) => (from.to_vec(), path),
        name => {
            let import = here
                .imports
                .get(name)
                .filter(|import| import[..] != *path)?;
            return resolved(modules, from, &[import, rest].concat(), hops);
        }
    };
    while let Some((name, after)) = rest.split_first() {
        match name.as_str() {
            "self" => {}
            "super" => _ = at.pop(),
            name if modules.contains_key(&joined(&at, name)) => at.push(name.to_owned()),
            // What a module imports can be named through it.
            name if modules.get(&at)?.imports.contains_key(name) && at != from => {
                return resolved(modules, &at, rest, hops).or(Some(at));
            }
            _ => break,
        }
        rest = after;
    }
    Some(at)
}

/// By sibling, the siblings that it depends on, each with the modules that do.
type Graph = BTreeMap<String, BTreeMap<String, String>>;

/// The dependencies among the children of each module.
fn graphs(modules: &Modules) -> BTreeMap<Names, Graph> {
    let mut graphs: BTreeMap<Names, Graph> = BTreeMap::new();
    for (from, module) in modules {
        let targets = module.paths.iter();
        for to in targets.filter_map(|path| resolved(modules, from, path, HOPS)) {
            let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            // One is within the other, or they are the same.
            let (Some(one), Some(other)) = (from.get(common), to.get(common)) else {
                continue;
            };
            let edge = [&from.join("::"), " uses ", &to.join("::")].concat();
            let graph = graphs.entry(from[..common].to_vec()).or_default();
            let edges = graph.entry(one.clone()).or_default();
            edges.entry(other.clone()).or_insert(edge);
        }
    }
    graphs
}

/// The shortest way from a module back to itself, as dependencies.
fn cycle(graph: &Graph, start: &str) -> Option<Vec<(String, String)>> {
    let mut ways = VecDeque::from([(start.to_owned(), Vec::new())]);
    let mut seen = BTreeSet::new();
    while let Some((at, way)) = ways.pop_front() {
        for (next, edge) in graph.get(&at).into_iter().flatten() {
            let mut way = way.clone();
            way.push((next.clone(), edge.clone()));
            if next == start {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                ways.push_back((next.clone(), way));
            }
        }
    }
    None
}

/// Every cycle: its modules, and a dependency between each two. A module is listed once.
fn cycles(modules: &Modules) -> Vec<String> {
    let mut found = Vec::new();
    for (parent, graph) in graphs(modules) {
        let mut told = BTreeSet::new();
        for start in graph.keys() {
            let Some(way) = cycle(&graph, start).filter(|_| !told.contains(start)) else {
                continue;
            };
            told.extend(way.iter().map(|(name, _)| name.clone()));
            let names: Vec<&str> = way.iter().map(|(name, _)| &**name).collect();
            let edges: Vec<&str> = way.iter().map(|(_, edge)| &**edge).collect();
            found.push(format!(
                "in `{}`: {}\n    {}",
                parent.join("::"),
                names.join(", "),
                edges.join("\n    ")
            ));
        }
    }
    found
}

/// The source of a module of the crate in a folder.
fn source(folder: &Path, module: &[String]) -> String {
    let file = match module {
        [] => folder.join("lib.rs"),
        _ => folder.join(module.join("/")).with_extension("rs"),
    };
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn no_module_depends_on_one_that_depends_on_it() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let crates = fs::read_dir(root.join("crates")).into_iter().flatten();
    let mut folders: Vec<_> = crates.flatten().map(|entry| entry.path()).collect();
    folders.push(root);
    let mut found = Vec::new();
    let mut read = 0;
    for folder in folders {
        let modules = modules(&|module| source(&folder.join("src"), module));
        read += modules.len();
        let name = folder.file_name().unwrap_or_default().display();
        found.extend(
            cycles(&modules)
                .iter()
                .map(|cycle| format!("{name}, {cycle}")),
        );
    }
    assert!(read > 100, "{read} modules");
    assert!(
        found.is_empty(),
        "Move what both need to a module below them:\n{}",
        found.join("\n")
    );
}

/// The cycles in modules that are written here, by path.
fn cycles_of(sources: &[(&str, &str)]) -> String {
    let source = |module: &[String]| {
        let path = module.join("::");
        let known = sources.iter().find(|source| source.0 == path);
        known.map_or_else(String::new, |source| source.1.to_owned())
    };
    cycles(&modules(&source)).join("\n")
}

#[test]
fn cycles_are_found_however_a_path_is_written() {
    let root = ("", "mod a; mod b; mod c; pub use b::Thing; use c::helper;");
    let in_a = ("a", "mod inner; use std::fmt;");
    for path in [
        "use crate::b;",
        "use super::super::{c::Other, b::{self, Thing as One}};",
        "fn f() -> crate::b::Thing { todo() }",
        "use super::super::Thing;",
        "use crate::{Thing};",
        "use super::super as root; fn f(it: root::b::Thing) {}",
    ] {
        let found = cycles_of(&[root, in_a, ("a::inner", path), ("b", "use super::a;")]);
        let edges = "a::inner uses b\n    b uses a";
        let turned = "b uses a\n    a::inner uses b";
        assert!(
            found.ends_with(edges) || found.ends_with(turned),
            "{path}: {found}"
        );
    }
}

#[test]
fn what_is_no_dependency_is_no_cycle() {
    let root = ("", "mod a; mod b; #[cfg(test)] mod tests; struct Own;");
    for text in [
        "// use crate::b;",
        "const CODE: &str = \"use crate::b;\"; const RAW: &str = r#\"crate::b::x \"\"#;",
        "const QUOTE: char = '\"'; fn f<'a>(b: &'a str) {} // crate::b::x()",
        "#[cfg(test)] use crate::b; fn f() {}",
        "#[cfg(test)] mod tests { use crate::b; mod more { fn f() { crate::b::x() } } }",
        "use crate::Own; use super::a; fn f() { ::b::x(); other::b::x(); self::x() }",
    ] {
        let found = cycles_of(&[root, ("a", text), ("b", "use super::a;")]);
        assert_eq!(found, "", "{text}");
    }
}
