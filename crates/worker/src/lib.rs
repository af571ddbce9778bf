//! Work that would hold up the page, done in a Web Worker: verifying large requests, the evidence and
//! the search for why a signature does not match, and receiver code.
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

use diagnosis::{Checked, Inquiry, Remedy, Ruled};
pub use diagnosis::{Place, Share};
use received::Received;
use receiver::{Example, Language};
use serde::{Deserialize, Serialize};
use signature::secret::{Secret, Secrets};
use signature::{Found, Scheme, read};

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

impl Delivery {
    /// A received request without its body.
    pub fn of(received: &Received) -> Delivery {
        Delivery {
            method: received.method.clone(),
            target: received.target.clone(),
            url: received.url.clone(),
            headers: received.headers.clone(),
        }
    }

    fn with_body(self, body: Vec<u8>) -> Received {
        Received {
            method: self.method,
            target: self.target,
            url: self.url,
            headers: self.headers,
            body: body.into(),
            notes: Vec::new(),
        }
    }
}

/// Secrets as a [`Task`] has them.
pub fn exposed(secrets: &Secrets) -> Vec<(String, String)> {
    let secret =
        |(input, secret): (&_, &Secret)| (ToString::to_string(input), secret.expose().to_owned());
    secrets.iter().map(secret).collect()
}

fn typed(exposed: Vec<(String, String)>) -> Secrets {
    let mut secrets = Secrets::default();
    for (input, text) in exposed {
        secrets.set(input, Secret::new(text));
    }
    secrets
}

/// What a worker is asked for. Schemes are JSON, as [`signature::write`] writes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// Verify a delivery.
    Verify {
        scheme: String,
        /// By input: `secret`, `secret:<name>`.
        secrets: Vec<(String, String)>,
        delivery: Delivery,
        /// The schemes that the delivery appears to be signed with.
        recognised: Vec<Found>,
        /// When it is verified, in Unix milliseconds.
        now_ms: i64,
    },
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
    /// How many bytes of what is signed were hashed, and of how many.
    Hashed { done: usize, total: usize },
    /// The result of verifying. Beside it are the bytes that the signature was compared over, which are
    /// not in it.
    Verified(Box<Checked>),
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
        use Report::{Evidence, Hashed, Progress, Ready};
        !matches!(
            self,
            Ready { .. } | Evidence(_) | Hashed { .. } | Progress { .. }
        )
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
        Task::Verify {
            scheme,
            secrets,
            delivery,
            recognised,
            now_ms,
        } => match read::own(&scheme) {
            Ok(scheme) => {
                let received = delivery.with_body(body);
                verify(
                    &scheme,
                    &typed(secrets),
                    &received,
                    &recognised,
                    now_ms,
                    send,
                );
            }
            Err(why) => send(Report::Failed(why.message()), None),
        },
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
                let received = delivery.with_body(body);
                let delivery = (&received, &typed(secrets));
                explain::run(&scheme, own, delivery, inquiry, known, share, send);
            }
            (Err(fault), _) | (_, Err(fault)) => send(Report::Failed(fault.message()), None),
        },
    }
}

/// Reports between the beginning and the verdict, however fast the machine is.
const HASHED_REPORTS: usize = 16;

fn verify(
    scheme: &Scheme,
    secrets: &Secrets,
    received: &Received,
    recognised: &[Found],
    now_ms: i64,
    send: &mut dyn FnMut(Report, Option<&[u8]>),
) {
    let mut due = 0;
    let mut report = |done, total| {
        if done >= due {
            due = done + total / HASHED_REPORTS;
            send(Report::Hashed { done, total }, None);
        }
    };
    let mut checked =
        diagnosis::check_reporting(scheme, secrets, received, recognised, now_ms, &mut report);
    // Bytes cross beside the report, since megabytes as JSON take long.
    let text = checked
        .verdict
        .proof_mut()
        .map(|proof| std::mem::take(&mut proof.text));
    send(Report::Verified(Box::new(checked)), text.as_deref());
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
