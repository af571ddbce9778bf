//! Work that would freeze the page, done in a Web Worker: verifying large requests, finding the
//! secrets in them, gathering evidence, searching for the reason why a signature does not match, and writing receiver code.
//!
//! The page sends a [`Task`] as JSON, with the body of its request beside it as bytes, and receives
//! [`Report`]s until one [ends](Report::is_last) the task. The page stops a task by ending the
//! worker. `main.rs` is the program around [`run`], which is pure.
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
use request::named_secrets::body_secrets;
use serde::{Deserialize, Serialize};
use signature::secret::{Secret, Secrets};
use signature::{Found, Scheme, read};

/// The id of this build; a page rejects the worker of another build.
pub const BUILD: &str = env!("BUILD");

/// A received request without its body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The HTTP method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Absolute; empty if unknown.
    pub url: String,
    /// Names and values of the header fields.
    pub headers: Vec<(String, String)>,
}

impl Delivery {
    /// Copies a received request without its body.
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

/// Returns secrets in the form of a [`Task`].
pub fn exposed(secrets: &Secrets) -> Vec<(String, String)> {
    let secret =
        |(input, secret): (&_, &Secret)| (ToString::to_string(input), secret.expose().to_owned());
    secrets.iter().map(secret).collect()
}

fn read_secrets(exposed: Vec<(String, String)>) -> Secrets {
    let mut secrets = Secrets::default();
    for (input, text) in exposed {
        secrets.set(input, Secret::new(text));
    }
    secrets
}

/// A task for a worker. Schemes are JSON, as [`signature::write`] writes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// Verifies a delivery.
    Verify {
        /// The scheme.
        scheme: String,
        /// Values by input: `secret`, `secret:<name>`.
        secrets: Vec<(String, String)>,
        /// The delivery; its body is beside the task.
        delivery: Delivery,
        /// The schemes that the delivery appears to be signed with.
        recognised: Vec<Found>,
        /// The time of verification, in Unix milliseconds.
        now_ms: i64,
    },
    /// Gathers the evidence in a delivery and searches for the reason why its signature does not
    /// match.
    Explain {
        /// The scheme.
        scheme: String,
        /// The person's schemes, whose layouts are tried too.
        own: Vec<String>,
        /// Values by input: `secret`, `secret:<name>`.
        secrets: Vec<(String, String)>,
        /// The delivery; its body is beside the task.
        delivery: Delivery,
        /// The part of the work to do.
        inquiry: Inquiry,
        /// JSON texts whose members may be in the order that was signed.
        known: Vec<String>,
        /// The candidates to try; only the first share reports evidence.
        share: Share,
    },
    /// Searches the body for secrets by name.
    Secrets,
    /// Writes code that verifies a delivery, with this one as its test.
    Code {
        /// A [`receiver::Language::id`].
        language: String,
        /// The scheme.
        scheme: String,
        /// The delivery; its body is beside the task.
        delivery: Delivery,
        /// The time of its arrival, in Unix seconds.
        now: i64,
        /// Values of the scheme's inputs that are not secret, by name.
        inputs: Vec<(String, String)>,
    },
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// A word for tests and styles.
    pub code: String,
    /// CommonMark.
    pub sentence: String,
}

/// A worker's report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Report {
    /// The worker of this build has started.
    Ready {
        /// The id of the build.
        build: String,
    },
    /// The worker could not start or the task could not be done; the reason.
    Failed(String),
    /// The number of signed bytes hashed so far, and of all.
    Hashed {
        /// The bytes hashed so far.
        done: usize,
        /// All signed bytes.
        total: usize,
    },
    /// The result of verifying. The bytes that the signature was compared over are beside the
    /// report, not in it.
    Verified(Box<Checked>),
    /// The evidence in the delivery.
    Evidence(Vec<Shown>),
    /// The number of candidates tried so far, and the most there can be.
    Progress {
        /// The candidates tried so far.
        done: usize,
        /// The most candidates there can be.
        total: usize,
        /// All candidates of the share before this place were tried.
        place: Place,
    },
    /// The cause. The signed bytes are beside the report if they cannot be read off the body.
    Found {
        /// The cause in a sentence.
        sentence: String,
        /// The ways to correct it.
        remedies: Vec<Remedy>,
        /// The place of the candidate, to compare with those of other shares.
        place: Place,
    },
    /// Nothing was found: the attempts, if there were any, and the next step.
    Nothing {
        /// The candidates that were ruled out.
        ruled: Option<Ruled>,
        /// The next step, in a sentence.
        next: String,
        /// The ways to correct what the evidence shows.
        remedies: Vec<Remedy>,
    },
    /// The secrets in the body; `None` if they are too many.
    Secrets(Option<Vec<String>>),
    /// A program and the name of its file.
    Code {
        /// The name of the file.
        file: String,
        /// The text of the program.
        text: String,
    },
    /// The reason why there is no such code, in a sentence.
    NoCode(String),
}

impl Report {
    /// Returns whether this report ends the task.
    pub fn is_last(&self) -> bool {
        use Report::{Evidence, Hashed, Progress, Ready};
        !matches!(
            self,
            Ready { .. } | Evidence(_) | Hashed { .. } | Progress { .. }
        )
    }
}

/// Does a task with the body that came beside it; `send` takes each report and the bytes beside it.
pub fn run(task: Task, body: Vec<u8>, send: &mut dyn FnMut(Report, Option<&[u8]>)) {
    match task {
        Task::Secrets => send(Report::Secrets(body_secrets(&body)), None),
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
            let code = write_code(&language, &scheme, &example);
            send(code.unwrap_or_else(Report::NoCode), None);
        }
        Task::Verify {
            scheme,
            secrets,
            delivery,
            recognised,
            now_ms,
        } => match read::scheme(&scheme) {
            Ok(scheme) => {
                let received = delivery.with_body(body);
                verify(
                    &scheme,
                    &read_secrets(secrets),
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
            read::scheme(&scheme),
            own.iter().map(|own| read::scheme(own)).collect(),
        ) {
            (Ok(scheme), Ok(own)) => {
                let received = delivery.with_body(body);
                let delivery = (&received, &read_secrets(secrets));
                explain::run(&scheme, own, delivery, inquiry, known, share, send);
            }
            (Err(fault), _) | (_, Err(fault)) => send(Report::Failed(fault.message()), None),
        },
    }
}

/// The number of reports before the verdict, however fast the machine is.
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
    // Bytes are sent beside the report, since megabytes as JSON take long.
    let text = checked
        .verdict
        .proof_mut()
        .map(|proof| std::mem::take(&mut proof.text));
    send(Report::Verified(Box::new(checked)), text.as_deref());
}

fn write_code(language: &str, scheme: &str, example: &Example) -> Result<Report, String> {
    let language = Language::from_id(language).ok_or("There is no code in that language")?;
    let scheme: Scheme = read::scheme(scheme).map_err(|fault| fault.message())?;
    let code = receiver::code(language, &scheme, example).map_err(|error| error.to_string())?;
    Ok(Report::Code {
        file: code.name.to_owned(),
        text: code.text,
    })
}
