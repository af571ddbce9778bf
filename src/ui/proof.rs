//! The proof: every vector, run live in the visitor's own browser.
//!
//! What is not here: what a vector is and how it is run, which is [`vectors`].

pub mod vectors;

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::vectors::{Ran, Task, Vector};
use super::el::{El, el, nothing};
use super::hooks::{Effect, On, use_effects};
use crate::browser::page::Title;
use crate::browser::{clock, crypto, fetch, task};
use signature::presets;

/// Milliseconds of work between two pauses.
const SLICE: f64 = 8.0;

/// A vector that was run.
#[derive(Clone)]
struct Row {
    /// Its scheme's id and its number among those of the scheme.
    id: AttrValue,
    scheme: AttrValue,
    title: AttrValue,
    origin: &'static str,
    source: AttrValue,
    link: Option<AttrValue>,
    expected: &'static str,
    rust: Ran,
    browser: Ran,
}

impl Row {
    fn failed(&self) -> bool {
        matches!(self.rust, Ran::Failed(_)) || matches!(self.browser, Ran::Failed(_))
    }
}

/// How far it is.
#[derive(Clone)]
enum Stage {
    Loading,
    Lost(Rc<str>),
    /// What was run, of how many.
    Running(Rc<Vec<Row>>, usize),
}

/// See the module.
#[component]
pub fn Proof() -> Html {
    let stage = use_state(|| Stage::Loading);
    {
        let set = stage.setter();
        use_effects(vec![Effect::new(On::Start, move || {
            let here = Here(Rc::new(Cell::new(true)));
            let alive = Rc::clone(&here.0);
            spawn_local(async move { run(alive, set).await });
            (Title::set("Proof – Signpost"), here)
        })]);
    }
    let inside = match &*stage {
        Stage::Loading => el("p").class("waiting").text("Loading the vectors"),
        Stage::Lost(why) => el("p").class("notice").is("role", "alert").copy(why),
        Stage::Running(rows, all) => el("div").put(summary(rows, *all)).put(table(rows)),
    };
    let lead = el("p").class("help").text(
        "Signatures that Signpost did not make: published by a vendor, a standard or in a library’s tests, or \
         made or accepted by a library, or, where neither is to be had, computed by an independent program. \
         Each row says which, and where to look. Each is signed and verified now, in this browser: by Signpost’s own \
         code, compiled from Rust, and by the browser’s WebCrypto where that can. ",
    );
    let lead = lead.el(el("a")
        .is("href", vectors::ADDRESS)
        .text("The vectors as a file"));
    el("main")
        .class("work own proof")
        .el(el("h2").text("Proof"))
        .el(lead)
        .el(inside)
        .node()
}

/// Says to what runs on that nobody looks any more.
struct Here(Rc<Cell<bool>>);

impl Drop for Here {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

async fn run(alive: Rc<Cell<bool>>, set: UseStateSetter<Stage>) {
    let vectors = match fetch::data::<vectors::File>(vectors::ADDRESS).await {
        Ok(file) => file.vectors,
        Err(why) => {
            let words =
                format!("The vectors could not be loaded: {why}. Reload the page to try again.");
            return set.set(Stage::Lost(words.into()));
        }
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut begun = clock::now();
    for vector in &vectors {
        if !alive.get() {
            return;
        }
        let before = vectors
            .iter()
            .take(rows.len())
            .filter(|v| v.scheme == vector.scheme);
        let id = [&vector.scheme, "-", &(before.count() + 1).to_string()].concat();
        let (rust, task) = vector.run();
        let browser = asked(task, vector.valid).await;
        rows.push(row(vector, id.into(), rust, browser));
        if clock::now() - begun > SLICE {
            set.set(Stage::Running(Rc::new(rows.clone()), vectors.len()));
            task::pause().await;
            begun = clock::now();
        }
    }
    set.set(Stage::Running(Rc::new(rows), vectors.len()));
}

fn row(vector: &Vector, id: AttrValue, rust: Ran, browser: Ran) -> Row {
    let scheme = presets::known().iter().find(|s| s.id == vector.scheme);
    Row {
        id,
        scheme: scheme.map_or(&vector.scheme, |s| &s.title).clone().into(),
        title: vector.title.clone().into(),
        origin: vector.origin(),
        source: vector.source.clone().into(),
        link: vector.link().map(AttrValue::from),
        expected: if vector.valid { "Valid" } else { "Not valid" },
        rust,
        browser,
    }
}

/// What the browser itself says.
async fn asked(task: Task, expected: bool) -> Ran {
    const NONE: Ran = Ran::Absent("This browser cannot, or not on this page");
    match task {
        Task::Hmac {
            algorithm,
            digest,
            key,
            text,
            ours,
        } => match crypto::hmac(algorithm, &key, &text).await {
            Some(theirs) => vectors::beside(&theirs, digest, &ours),
            None => NONE,
        },
        Task::Public(material) => match crypto::verified(&material).await {
            Some(valid) => vectors::told(valid, expected),
            None => NONE,
        },
        Task::Nothing(why) => Ran::Absent(why),
    }
}

fn summary(rows: &[Row], all: usize) -> Html {
    let failed = rows.iter().filter(|row| row.failed()).count();
    let passed = rows.len() - failed;
    let (passed, all_words) = (passed.to_string(), all.to_string());
    let (class, result, words) = match (failed, rows.len() == all) {
        (0, true) => (
            "sentence good",
            "pass",
            ["All ", &all_words, " vectors pass"].concat(),
        ),
        (0, false) => (
            "sentence",
            "running",
            [&passed, " of ", &all_words, " vectors passed so far"].concat(),
        ),
        (n, _) => {
            let n = n.to_string();
            (
                "sentence bad",
                "fail",
                [
                    &n,
                    " of ",
                    &all_words,
                    " vectors fail: they are marked below",
                ]
                .concat(),
            )
        }
    };
    let mark = match result {
        "pass" => "✓",
        "fail" => "✕",
        _ => "·",
    };
    el("p")
        .class(class)
        .is("data-part", "proof-summary")
        .is("data-result", result)
        .is("role", "status")
        .el(el("span")
            .class("sign")
            .is("aria-hidden", "true")
            .text(mark))
        .el(el("span").words(words.into()))
        .node()
}

fn table(rows: &[Row]) -> Html {
    let mut head = el("tr");
    for name in ["Scheme", "Rust", "WebCrypto", "Expected", "Source"] {
        head = head.el(el("th").is("scope", "col").text(name));
    }
    let mut body = Vec::new();
    for row in rows {
        body.push(line(row));
    }
    el("div")
        .class("table")
        .is("tabindex", "0")
        .is("role", "region")
        .is("aria-label", "Vectors")
        .el(el("table")
            .el(el("thead").el(head))
            .el(el("tbody").all(body)))
        .node()
}

fn line(row: &Row) -> Html {
    let title = match row.title.is_empty() {
        true => nothing(),
        false => el("span").class("source").words(row.title.clone()).node(),
    };
    let source = match &row.link {
        Some(link) => el("a")
            .attr("href", link.clone())
            .is("rel", "noopener")
            .is("target", "_blank")
            .words(row.source.clone()),
        None => el("span").words(row.source.clone()),
    };
    el("tr")
        .key(row.id.clone())
        .attr("data-proof", row.id.clone())
        .is("data-result", if row.failed() { "fail" } else { "pass" })
        .el(el("th")
            .is("scope", "row")
            .words(row.scheme.clone())
            .put(title))
        .el(cell(&row.rust, "rust"))
        .el(cell(&row.browser, "webcrypto"))
        .el(el("td").text(row.expected))
        .el(el("td").text(row.origin).el(source))
        .node()
}

fn cell(ran: &Ran, by: &'static str) -> El {
    let (class, mark, words): (_, _, &str) = match ran {
        Ran::Passed(words) => ("sentence good", "✓", words),
        Ran::Failed(words) => ("sentence bad", "✕", words),
        Ran::Absent(words) => ("sentence type", "–", words),
    };
    let sign = el("span")
        .class("sign")
        .is("aria-hidden", "true")
        .text(mark);
    let failed = matches!(ran, Ran::Failed(_)).then(|| el("strong").text("Fails: "));
    el("td").is("data-by", by).el(el("span")
        .class(class)
        .el(sign)
        .el(el("span").maybe(failed).copy(words)))
}
