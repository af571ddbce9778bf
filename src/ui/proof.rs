//! Proof: every vector, run live in the visitor's own browser, by scheme.
//!
//! The vectors and one run of each are in [`vectors`].

mod table;
pub mod vectors;

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::table::{Row, SchemeRows};
use self::vectors::{Ran, Task};
use super::controls::TextBox;
use super::shared::Shared;
use super::verify::sentence::Band;
use super::verify::words::Tone;
use crate::browser::page::Title;
use crate::browser::{clock, crypto, fetch, task};

/// Milliseconds of work between two pauses.
const SLICE: f64 = 8.0;

/// The progress of the run.
#[derive(Clone, PartialEq)]
enum Stage {
    Loading,
    Failed(Rc<str>),
    /// The rows that were run, of how many.
    Running(Shared<[Row]>, usize),
}

/// See the module.
#[component]
pub fn Proof() -> Html {
    let stage = use_state(|| Stage::Loading);
    {
        let set = stage.setter();
        use_effect_with((), move |()| {
            let is_open = Rc::new(Cell::new(true));
            let running = Rc::clone(&is_open);
            spawn_local(async move { run(running, set).await });
            let title = Title::set("Proof – Signpost");
            move || {
                is_open.set(false);
                drop(title);
            }
        });
    }
    let content = match &*stage {
        Stage::Loading => html! { <p class="waiting">{ "Loading the vectors" }</p> },
        Stage::Failed(why) => {
            html! { <p class="notice" role="alert">{ AttrValue::from(Rc::clone(why)) }</p> }
        }
        Stage::Running(rows, all) => html! { <Results rows={rows.clone()} all={*all} /> },
    };
    html! {
        <main class="own proof" tabindex="-1">
            <h1>{ "Proof" }</h1>
            <p class="help">
                { "These signatures were not made by Signpost. A vendor, a standard or a library’s tests published \
                   them, or a library or another independent program computed them. Each is signed and verified now, \
                   in this browser: by Signpost’s own code, compiled from Rust, and by the browser’s WebCrypto where \
                   it can. " }
                <a href={vectors::ADDRESS}>{ "Download the vectors" }</a>
            </p>
            { content }
        </main>
    }
}

async fn run(is_open: Rc<Cell<bool>>, set: UseStateSetter<Stage>) {
    let vectors = match fetch::data::<vectors::File>(vectors::ADDRESS).await {
        Ok(file) => file.vectors,
        Err(why) => {
            let message =
                format!("The vectors could not be loaded: {why}. Reload the page to try again.");
            return set.set(Stage::Failed(message.into()));
        }
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut begun = clock::now();
    for vector in &vectors {
        if !is_open.get() {
            return;
        }
        let before = rows
            .iter()
            .filter(|row| row.scheme == vector.scheme)
            .count();
        let (rust, task) = vector.run();
        let browser = by_browser(task, vector.valid).await;
        rows.push(Row::new(vector, before + 1, rust, browser));
        if clock::now() - begun > SLICE {
            set.set(Stage::Running(Shared(rows.clone().into()), vectors.len()));
            task::pause().await;
            begun = clock::now();
        }
    }
    set.set(Stage::Running(Shared(rows.into()), vectors.len()));
}

/// Runs a vector's task with WebCrypto.
async fn by_browser(task: Task, expected: bool) -> Ran {
    const UNSUPPORTED: Ran = Ran::Absent("Not supported by this browser");
    match task {
        Task::Hmac {
            algorithm,
            digest,
            key,
            text,
            ours,
        } => match crypto::hmac(algorithm, &key, &text).await {
            Some(theirs) => vectors::beside(&theirs, digest, &ours),
            None => UNSUPPORTED,
        },
        Task::Public(material) => match crypto::verified(&material).await {
            Some(valid) => vectors::compared(valid, expected),
            None => UNSUPPORTED,
        },
        Task::Nothing(why) => Ran::Absent(why),
    }
}

#[derive(Properties, PartialEq)]
struct ResultsProps {
    rows: Shared<[Row]>,
    all: usize,
}

/// The result of all vectors, and those that fit the filter, by scheme.
#[component]
fn Results(props: &ResultsProps) -> Html {
    let filter = use_state_eq(|| Rc::<str>::from(""));
    let oninput = {
        let filter = filter.setter();
        Callback::from(move |text| filter.set(text))
    };
    let rows = &props.rows;
    let failed = rows.iter().filter(|row| row.failed()).count();
    let (tone, result, heading, text) = match (failed, rows.len() == props.all) {
        (0, true) => (
            Tone::Good,
            "pass",
            format!("All {} vectors pass.", props.all),
            "",
        ),
        (0, false) => {
            let heading = format!("{} of {} vectors passed so far.", rows.len(), props.all);
            (Tone::Plain, "running", heading, "")
        }
        (n, _) => {
            let heading = format!("{n} of {} vectors fail.", props.all);
            (Tone::Bad, "fail", heading, "Their schemes are open below.")
        }
    };
    let needle = filter.trim().to_lowercase();
    let fits = |row: &&Row| row.fits(&needle);
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for row in rows.iter().filter(fits) {
        match groups
            .iter_mut()
            .find(|group| group[0].scheme == row.scheme)
        {
            Some(group) => group.push(row.clone()),
            None => groups.push(vec![row.clone()]),
        }
    }
    groups.sort_by_key(|group| group[0].title.to_lowercase());
    let shown: usize = groups.iter().map(Vec::len).sum();
    let count = match needle.is_empty() {
        true => format!("{shown} vectors, {} schemes", groups.len()),
        false => format!("{shown} of {} vectors", rows.len()),
    };
    let is_filtered = !needle.is_empty();
    html! {
        <>
            <Band part="proof-summary" verdict={result} {tone} {heading} {text} />
            <div class="line proof-filter">
                <TextBox
                    part="proof-filter" class="filter" label="Filter the vectors" placeholder="Filter by scheme or source"
                    value={(*filter).clone()} {oninput}
                />
                <span class="type" role="status">{ count }</span>
            </div>
            <div class="schemes">
                { for groups.into_iter().map(|group| {
                    let key = group[0].scheme.clone();
                    html! { <SchemeRows {key} rows={Shared(Rc::from(group))} {is_filtered} /> }
                }) }
            </div>
        </>
    }
}
