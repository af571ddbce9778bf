//! Receiver code: a scheme's verification in another language, with a request as its test.
//!
//! [`plan`] lowers the scheme to steps, [`walk`] goes over them once, and each
//! language's file is the table of its words ([`syntax`]); nothing is written
//! for one scheme. What the code refuses, and in which words, is the same in
//! every language. What is not here: Signpost's own verification, which is
//! [`signature::verify`]'s.

mod csharp;
mod go;
mod java;
mod node;
mod php;
pub mod plan;
mod program;
mod python;
mod ruby;
mod rust;
mod sheet;
mod syntax;
#[cfg(test)]
mod tests;
mod text;
mod trial;
mod walk;
mod words;

use sheet::Sheet;
use signature::Scheme;
use syntax::Syntax;

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

    /// The file's name.
    fn file(self) -> &'static str {
        match self {
            Language::Node => "receiver.js",
            Language::Python => "receiver.py",
            Language::Go => "receiver.go",
            Language::Rust => "main.rs",
            Language::Php => "receiver.php",
            Language::Ruby => "receiver.rb",
            Language::Java => "Receiver.java",
            Language::CSharp => "Receiver.cs",
        }
    }

    fn syntax(self) -> &'static Syntax {
        match self {
            Language::Node => &node::SYNTAX,
            Language::Python => &python::SYNTAX,
            Language::Go => &go::SYNTAX,
            Language::Rust => &rust::SYNTAX,
            Language::Php => &php::SYNTAX,
            Language::Ruby => &ruby::SYNTAX,
            Language::Java => &java::SYNTAX,
            Language::CSharp => &csharp::SYNTAX,
        }
    }
}

/// The request that the code is tested with.
///
/// Its address and body stand in the code as they are, since the signature is over them.
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
    /// What was typed for the scheme and is no secret, by name: inputs are constants of the code,
    /// and a public key, named `secret`, one of its test.
    pub inputs: Vec<(String, String)>,
}

/// A file of program text. No secret is in it but such as are made for tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub name: &'static str,
    pub text: String,
}

/// Writes a receiver.
///
/// The error is a sentence for the person: why there is no code for this scheme.
pub fn code(language: Language, scheme: &Scheme, example: &Example) -> Result<Code, String> {
    let plan = plan::lower(scheme, &example.inputs)?;
    let refused = (language == Language::CSharp).then(|| csharp::refused(&plan));
    if let Some(why) = refused.flatten() {
        return Err(why.to_owned());
    }
    let example = trial::example(scheme, example)?;
    let sheet = Sheet {
        plan: &plan,
        example: &example,
        syntax: language.syntax(),
    };
    Ok(Code {
        name: language.file(),
        text: program::program(&sheet),
    })
}
