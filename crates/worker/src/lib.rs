//! Work that would hold up the page, done in a Web Worker: the evidence and the search for why a
//! signature does not match, and receiver code.
//!
//! The page sends a [`Task`] as JSON, with the body of the request that it is about beside it as
//! bytes, and gets [`Report`]s until one [ends](Report::is_last) the task. To stop a task is to end
//! the worker. `main.rs` is the program; what it does is [`run`], which is pure.
//!
//! ```
//! use signature::{presets, write};
//! use worker::{Delivery, Report, Task};
//!
//! let scheme = presets::find("github").unwrap_or_default();
//! let task = Task::Code {
//!     language: "python".to_owned(),
//!     scheme: write::scheme(&scheme),
//!     delivery: Delivery { method: "POST".to_owned(), ..Delivery::default() },
//!     now: 1_700_000_000,
//!     inputs: Vec::new(),
//! };
//! let mut reports = Vec::new();
//! worker::run(task, b"{}".to_vec(), &mut |report, _| reports.push(report));
//! assert!(matches!(&reports[..], [Report::Code { file, .. }] if file == "receiver.py"));
//! ```

mod explain;
pub mod merge;
#[cfg(test)]
mod tests;

use diagnosis::{Inquiry, Remedy, Ruled};
pub use diagnosis::{Place, Share};
use receiver::{Example, Language};
use serde::{Deserialize, Serialize};
use signature::{Scheme, read};

/// Tells one build of Signpost from another: a page refuses the worker of another one.
pub const BUILD: &str = env!("BUILD");

/// A request that was received, but for its body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Absolute; empty where it is not known.
    pub url: String,
    pub headers: Vec<(String, String)>,
}

/// What a worker is asked for. Schemes are JSON, as [`signature::write`] writes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// What a delivery shows, and why its signature does not match.
    Explain {
        scheme: String,
        /// Schemes of the person's own, whose layouts are tried too.
        own: Vec<String>,
        /// By input: `secret`, `secret:<name>`.
        secrets: Vec<(String, String)>,
        delivery: Delivery,
        inquiry: Inquiry,
        /// JSON texts whose members stand in an order that may be the one that was signed.
        known: Vec<String>,
        /// Which of the candidates are tried; only the first share shows evidence.
        share: Share,
    },
    /// Code that verifies a delivery, with this one as its test.
    Code {
        /// As [`receiver::Language::id`].
        language: String,
        scheme: String,
        delivery: Delivery,
        /// When it arrived, in seconds since 1970.
        now: i64,
        /// What was typed for the scheme and is no secret, by name.
        inputs: Vec<(String, String)>,
    },
}

/// What a delivery shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// One word for tests and styles.
    pub code: String,
    /// CommonMark.
    pub sentence: String,
}

/// What a worker reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Report {
    /// It has started, as part of this build.
    Ready { build: String },
    /// It could not start, and why.
    Failed(String),
    /// What the delivery itself shows.
    Evidence(Vec<Shown>),
    /// How many candidates were tried, and of how many at most.
    Progress {
        done: usize,
        total: usize,
        /// All candidates of the share before it were tried.
        place: Place,
    },
    /// What made the signature. Beside it are the bytes that were signed, where they cannot be read
    /// off the body.
    Found {
        sentence: String,
        remedies: Vec<Remedy>,
        place: Place,
    },
    /// Nothing was found; what was tried, where anything was, and what to do next.
    Nothing {
        ruled: Option<Ruled>,
        next: String,
        remedies: Vec<Remedy>,
    },
    /// A program and its file's name.
    Code { file: String, text: String },
    /// Why there is no such code, in a sentence.
    NoCode(String),
}

impl Report {
    /// Whether nothing follows for the task.
    pub fn is_last(&self) -> bool {
        use Report::{Evidence, Progress, Ready};
        !matches!(self, Ready { .. } | Evidence(_) | Progress { .. })
    }
}

/// Does a task, with the body that came beside it; `send` takes each report, and the bytes that go
/// beside it.
pub fn run(task: Task, body: Vec<u8>, send: &mut dyn FnMut(Report, Option<&[u8]>)) {
    match task {
        Task::Code {
            language,
            scheme,
            delivery,
            now,
            inputs,
        } => {
            let example = Example {
                method: delivery.method,
                url: delivery.url,
                headers: delivery.headers,
                body,
                now,
                inputs,
            };
            let code = written(&language, &scheme, &example);
            send(code.unwrap_or_else(Report::NoCode), None);
        }
        Task::Explain {
            scheme,
            own,
            secrets,
            delivery,
            inquiry,
            known,
            share,
        } => match (
            read::own(&scheme),
            own.iter().map(|own| read::own(own)).collect(),
        ) {
            (Ok(scheme), Ok(own)) => {
                let delivery = explain::Received::new(delivery, body, secrets);
                explain::run(&scheme, own, &delivery, inquiry, known, share, send);
            }
            (Err(fault), _) | (_, Err(fault)) => send(Report::Failed(fault.message()), None),
        },
    }
}

fn written(language: &str, scheme: &str, example: &Example) -> Result<Report, String> {
    let language = Language::from_id(language).ok_or("There is no code in that language")?;
    let scheme: Scheme = read::own(scheme).map_err(|fault| fault.message())?;
    let code = receiver::code(language, &scheme, example)?;
    Ok(Report::Code {
        file: code.name.to_owned(),
        text: code.text,
    })
}
