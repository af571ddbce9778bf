//! Receiver code: a scheme's verification in another language, with a request as its test.
//!
//! [`plan`] lowers the scheme to steps, `walk` goes over them once, and the
//! files under `static/receivers/<language>` have the text of each step
//! (`templates`); nothing is written for one scheme. What the code refuses,
//! and in which words, is the same in every language. What is not here:
//! Signpost's own verification, which is `signature::verify`'s.
//!
//! ```
//! use receiver::{Example, Language, code};
//!
//! let scheme = signature::presets::find("github").expect("a preset");
//! let code = code(Language::Python, &scheme, &Example::default())?;
//! assert_eq!(code.name, "receiver.py");
//! assert!(code.text.contains("def verify(headers, body, secret):"));
//! # Ok::<(), String>(())
//! ```

mod comments;
pub mod plan;
mod program;
mod templates;
#[cfg(test)]
mod tests;
mod text;
mod trial;
mod walk;
mod writer;

use signature::Scheme;
use std::sync::LazyLock;
use templates::{Files, Templates};
use writer::CodeWriter;

/// The text of a file of templates.
macro_rules! template {
    ($language:literal, $name:literal, $ending:literal) => {
        include_str!(concat!(
            "../../../static/receivers/",
            $language,
            "/",
            $name,
            ".",
            $ending
        ))
    };
}

/// Makes the languages from a line each: the folder of their templates, which is also the word that a
/// choice is stored by, the ending of the files there, and the name people choose by.
macro_rules! languages {
    ($($language:ident $id:literal $ending:literal $title:literal;)*) => {
        /// A language that receiver code is written in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Language {
            $($language,)*
        }

        impl Language {
            pub const ALL: [Language; [$($id),*].len()] = [$(Language::$language),*];

            /// The word that a choice is stored by.
            pub fn id(self) -> &'static str {
                match self {
                    $(Language::$language => $id,)*
                }
            }

            /// The name people choose by.
            pub fn title(self) -> &'static str {
                match self {
                    $(Language::$language => $title,)*
                }
            }

            fn templates(self) -> &'static Templates {
                match self {
                    $(Language::$language => {
                        static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::read(&Files {
                            receiver: template!($id, "receiver", $ending),
                            verify: template!($id, "verify", $ending),
                            helpers: template!($id, "helpers", $ending),
                            words: template!($id, "words", "txt"),
                        }));
                        &TEMPLATES
                    })*
                }
            }
        }
    };
}

languages! {
    Node "node" "js" "Node";
    Python "python" "py" "Python";
    Go "go" "go" "Go";
    Rust "rust" "rs" "Rust";
    Php "php" "php" "PHP";
    Ruby "ruby" "rb" "Ruby";
    Java "java" "java" "Java";
    CSharp "csharp" "cs" "C#";
}

impl Language {
    pub fn from_id(id: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|l| l.id() == id)
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
    let mut writer = CodeWriter {
        plan: &plan,
        example,
        templates: language.templates(),
    };
    if let Some(why) = writer.refusal() {
        return Err(why.to_owned());
    }
    let example = trial::example(scheme, example)?;
    writer.example = &example;
    Ok(Code {
        name: writer.word("file"),
        text: program::program(&writer),
    })
}
