//! The reasons that a file cannot be read as an API description, and their wording.

use crate::foreign::Foreign;

/// The reason that a file cannot be read as an API description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The file has no text.
    Empty,
    /// The bytes are not UTF-8 text.
    Encoding(Encoding),
    /// The text is meant as JSON (RFC 8259) and breaks its rules.
    Json(Broken),
    /// The text is meant as YAML 1.2 and breaks its rules, or has what JSON cannot express.
    Yaml(Broken),
    /// YAML aliases repeat too much content.
    Aliases {
        /// The 1-based line of the alias that exceeds the limit.
        line: usize,
    },
    /// The file is something else.
    Foreign(Foreign),
    /// The file describes an API in a version that is not supported.
    Version {
        /// `OpenAPI` or `Swagger`.
        format: &'static str,
        /// The version as written.
        version: String,
    },
    /// Every path is a `$ref` to another file.
    OnlyReferences {
        /// The files, as the references give them, each once.
        files: Vec<String>,
    },
}

/// The encoding of a file that is not UTF-8 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16 with or without a byte order mark.
    Utf16,
    /// UTF-32 with a byte order mark.
    Utf32,
    /// Bytes that no text has, such as an archive's or an image's.
    Binary,
    /// Bytes that are not UTF-8.
    NotUtf8 {
        /// The 1-based line of the first such byte.
        line: usize,
    },
}

/// A fault in a text and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// 1-based.
    pub line: usize,
    /// 1-based, counted in characters.
    pub column: usize,
    /// The line, or up to 120 characters of it around the column.
    pub text: String,
    /// The fault, as a clause.
    pub reason: String,
}

impl Unreadable {
    /// Returns one or two sentences: the fault, and the next step.
    pub fn message(&self) -> String {
        match self {
            Unreadable::Empty => {
                "The file is empty. Open an OpenAPI or Swagger document in JSON or YAML.".to_owned()
            }
            Unreadable::Encoding(encoding) => encoding.message(),
            Unreadable::Json(broken) => broken.message("JSON"),
            Unreadable::Yaml(broken) => broken.message("YAML"),
            Unreadable::Aliases { line } => format!(
                "The YAML aliases up to line {line} repeat more content than can be read. Write the repeated parts as `$ref`s to `components`."
            ),
            Unreadable::Foreign(foreign) => foreign.message(),
            Unreadable::Version { format, version } => format!(
                "The document uses {format} {version}, which is not supported. Convert it to OpenAPI 3.0, 3.1 or 3.2, or to Swagger 2.0."
            ),
            Unreadable::OnlyReferences { files } => format!(
                "The document only refers to other files ({}). Open it together with these files, or bundle them into one document first.",
                few(files)
            ),
        }
    }
}

/// The first three names, and the number of the others.
fn few(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(3).map(|name| &**name).collect();
    let shown = shown.join(", ");
    match names.len().saturating_sub(3) {
        0 => shown,
        others => format!("{shown} and {others} more"),
    }
}

impl Encoding {
    fn message(self) -> String {
        match self {
            Encoding::Utf16 => "The file is encoded in UTF-16. Save it as UTF-8.".to_owned(),
            Encoding::Utf32 => "The file is encoded in UTF-32. Save it as UTF-8.".to_owned(),
            Encoding::Binary => {
                "The file is not text. If it is an archive, unpack it and open the API's document in it.".to_owned()
            }
            Encoding::NotUtf8 { line } => {
                format!("Line {line} has a byte that is not UTF-8. Save the file as UTF-8.")
            }
        }
    }
}

impl Broken {
    fn message(&self, format: &str) -> String {
        let Broken {
            line,
            column,
            text,
            reason,
        } = self;
        let fault = format!("The {format} breaks at line {line}, column {column}: {reason}.");
        match text.trim() {
            "" => fault,
            text => format!("{fault} The line is: {text}"),
        }
    }
}
