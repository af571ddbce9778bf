//! Receiver code: a scheme's verification in another language, with a request as its test.
//!
//! [`plan`] lowers the scheme to steps, and each language prints those steps;
//! nothing is written for one scheme. What the code refuses, and in which
//! words, is the same in every language. What is not here: Signpost's own
//! verification, which is [`crate::sign::verify`]'s.

mod csharp;
mod go;
mod helpers;
mod java;
mod node;
mod php;
pub mod plan;
mod python;
mod ruby;
mod rust;
mod sheet;
#[cfg(test)]
mod tests;
mod text;

use crate::sign::Scheme;
use plan::{Piece, Plan};
use sheet::Sheet;

/// A language that receiver code is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Node,
    Python,
    Go,
    Rust,
    Php,
    Ruby,
    Java,
    CSharp,
}

impl Language {
    pub const ALL: [Language; 8] = [
        Language::Node,
        Language::Python,
        Language::Go,
        Language::Rust,
        Language::Php,
        Language::Ruby,
        Language::Java,
        Language::CSharp,
    ];

    /// The word that a choice is stored by.
    pub fn id(self) -> &'static str {
        match self {
            Language::Node => "node",
            Language::Python => "python",
            Language::Go => "go",
            Language::Rust => "rust",
            Language::Php => "php",
            Language::Ruby => "ruby",
            Language::Java => "java",
            Language::CSharp => "csharp",
        }
    }

    pub fn from_id(id: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|l| l.id() == id)
    }

    /// The name people choose by.
    pub fn title(self) -> &'static str {
        match self {
            Language::Node => "Node",
            Language::Python => "Python",
            Language::Go => "Go",
            Language::Rust => "Rust",
            Language::Php => "PHP",
            Language::Ruby => "Ruby",
            Language::Java => "Java",
            Language::CSharp => "C#",
        }
    }

    /// The file's name, and how it is run with the test of its own.
    fn file(self) -> (&'static str, &'static str) {
        match self {
            Language::Node => ("receiver.js", "node receiver.js"),
            Language::Python => ("receiver.py", "python3 receiver.py"),
            Language::Go => ("receiver.go", "go run receiver.go"),
            Language::Rust => ("main.rs", "cargo run"),
            Language::Php => ("receiver.php", "php receiver.php"),
            Language::Ruby => ("receiver.rb", "ruby receiver.rb"),
            Language::Java => ("Receiver.java", "java Receiver.java"),
            Language::CSharp => ("Receiver.cs", "dotnet run"),
        }
    }
}

/// The request that the code is tested with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    pub method: String,
    /// Absolute, as it was sent.
    pub url: String,
    /// Name and value; only those that the scheme reads stand in the code.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// When it arrived, in seconds since 1970: what the clock rule is tried with.
    pub now: i64,
    /// The values of the scheme's inputs that are no secrets, by name: they are constants of the code.
    pub inputs: Vec<(String, String)>,
}

/// A file of program text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub name: &'static str,
    /// Secrets are read from the environment: `WEBHOOK_SECRET`, and `WEBHOOK_<INPUT>` for further ones.
    pub text: String,
}

/// Writes a receiver.
///
/// The error is a sentence for the person: why there is no code for this scheme in this language.
pub fn code(language: Language, scheme: &Scheme, example: &Example) -> Result<Code, String> {
    let plan = plan::lower(scheme, &example.inputs)?;
    if let Some(why) = inexpressible(language, &plan) {
        return Err([language.title(), ": the scheme ", why].concat());
    }
    let sheet = Sheet {
        plan: &plan,
        example,
        run: language.file().1,
        helpers: helpers::needed(language, &plan),
    };
    let print = match language {
        Language::Node => node::print,
        Language::Python => python::print,
        Language::Go => go::print,
        Language::Rust => rust::print,
        Language::Php => php::print,
        Language::Ruby => ruby::print,
        Language::Java => java::print,
        Language::CSharp => csharp::print,
    };
    Ok(Code {
        name: language.file().0,
        text: print(&sheet),
    })
}

/// Why a language cannot express a plan.
fn inexpressible(language: Language, plan: &Plan) -> Option<&'static str> {
    let fields = plan.content.iter().any(|p| matches!(p, Piece::Fields(_)));
    if fields && language != Language::Node {
        return Some(
            "signs the fields of the body as JavaScript writes them after parsing it, which only \
             the code for Node can do",
        );
    }
    let reader = !matches!(language, Language::Java | Language::CSharp);
    (plan.reads_json() && !reader).then_some(
        "reads members of a JSON body, and there is no JSON reader that every program in this \
         language has",
    )
}

/// What is said when a member of the body is not there.
fn absent(pointer: &str) -> String {
    [pointer, " is missing"].concat()
}

/// What is said when the address does not carry a hash.
fn uncarried(name: &str) -> String {
    [name, " of the address is not the hash of the body"].concat()
}

/// The words of a refusal that needs no header field's name.
const NO_TIME: &str = "The timestamp is no Unix time";
const MISMATCH: &str = "The signature does not match";

fn too_old(clock: &plan::Clock) -> String {
    [
        "The timestamp is more than ",
        &clock.seconds.to_string(),
        " seconds old",
    ]
    .concat()
}

fn too_new(clock: &plan::Clock) -> String {
    [
        "The timestamp is more than ",
        &clock.seconds.to_string(),
        " seconds in the future",
    ]
    .concat()
}
