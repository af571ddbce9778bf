//! A generator of receiver code: a scheme's verification in another language, tested with a request.
//!
//! [`plan`] lowers the scheme to steps, `walk` goes over them once, and the
//! files under `static/receivers/<language>` contain the text of each step
//! (`templates`). No code is specific to one scheme, and the generated code
//! rejects the same requests with the same messages in every language.
//! Signpost itself verifies with `signature::verify`.
//!
//! ```
//! use receiver::{Example, Language, code};
//!
//! let scheme = signature::presets::find("github").expect("a preset");
//! let code = code(Language::Python, &scheme, &Example::default())?;
//! assert_eq!(code.name, "receiver.py");
//! assert!(code.text.contains("def verify(headers, body, secret):"));
//! # Ok::<(), receiver::Error>(())
//! ```

mod comments;
mod error;
pub mod plan;
mod program;
mod templates;
#[cfg(test)]
mod tests;
mod text;
mod trial;
mod walk;
mod writer;

pub use error::Error;
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

/// Defines the languages, one per line: the folder of the templates, which is also the id that stores
/// a choice, the extension of the files there, and the name that users see.
macro_rules! languages {
    ($($language:ident $id:literal $ending:literal $title:literal;)*) => {
        /// A language that receiver code is written in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Language {
            $(#[doc = $title] $language,)*
        }

        impl Language {
            /// All languages, in the order of the list.
            pub const ALL: [Language; [$($id),*].len()] = [$(Language::$language),*];

            /// The id that stores a choice.
            pub fn id(self) -> &'static str {
                match self {
                    $(Language::$language => $id,)*
                }
            }

            /// The name that users see.
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
    /// Returns the language with this id.
    pub fn from_id(id: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|l| l.id() == id)
    }
}

/// The request that tests the code.
///
/// The code contains its exact address and body, since the signature covers them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The HTTP method.
    pub method: String,
    /// The absolute URL, as sent.
    pub url: String,
    /// Names and values; the code contains only those that the scheme reads.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
    /// The time of arrival in seconds since 1970, for the clock rule.
    pub now: i64,
    /// The scheme's inputs that are not secret, by name. They become constants of the code; a public
    /// key, named `secret`, becomes one of its test.
    pub inputs: Vec<(String, String)>,
}

/// A program file, which contains no secrets except those made for tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The name of the file.
    pub name: &'static str,
    /// The text of the file.
    pub text: String,
}

/// Writes a receiver.
///
/// # Errors
///
/// The scheme, the language or the example allows no code.
pub fn code(language: Language, scheme: &Scheme, example: &Example) -> Result<Code, Error> {
    let plan = plan::lower(scheme, &example.inputs)?;
    let mut writer = CodeWriter {
        plan: &plan,
        example,
        templates: language.templates(),
    };
    if let Some(reason) = writer.unsupported(language) {
        return Err(reason);
    }
    let example = trial::example(scheme, example)?;
    writer.example = &example;
    Ok(Code {
        name: writer.word("file"),
        text: program::program(&writer),
    })
}
