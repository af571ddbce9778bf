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
#[cfg(test)]
mod tests;
mod text;

use crate::sign::Scheme;
use plan::{Parameter, Piece, Plan, Proof};
use text::Quotes;

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

/// What a language prints.
struct Sheet<'a> {
    plan: &'a Plan,
    example: &'a Example,
    run: &'static str,
    /// Functions beside `verify`.
    helpers: String,
}

impl Sheet<'_> {
    /// Name in lower case and value of the fields that the code reads, each once.
    fn headers(&self) -> Vec<(String, &str)> {
        let mut found: Vec<(String, &str)> = Vec::new();
        for (name, value) in &self.example.headers {
            let name = name.to_ascii_lowercase();
            let new = found.iter().all(|(known, _)| *known != name);
            if new && self.plan.reads_header(&name) && !self.is_shared(&name) {
                found.push((name, value));
            }
        }
        found
    }

    /// Whether a field carries the secret itself, which does not stand in the code.
    fn is_shared(&self, name: &str) -> bool {
        self.shared().is_some_and(|shared| shared.0 == name)
    }

    /// The field that carries the secret itself, and what stands about it.
    fn shared(&self) -> Option<(String, &str, &str)> {
        if self.plan.proof != Proof::Shared {
            return None;
        }
        let read = self.plan.reads.first()?;
        let form = read.forms.first()?;
        Some((read.key(), &form.before, &form.after))
    }

    /// The same as an expression over the variable `secret`.
    fn shared_value(&self, quotes: Quotes, plus: &str) -> Option<(String, String)> {
        let (name, before, after) = self.shared()?;
        let literal = |text: &str| (!text.is_empty()).then(|| quotes.of(text));
        let parts = [literal(before), Some("secret".to_owned()), literal(after)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        Some((name, parts.join(plus)))
    }

    /// The further secrets: variable, and the environment's name for it.
    fn inputs(&self) -> impl Iterator<Item = (&str, String)> {
        let inputs = self.plan.inputs.iter();
        inputs.map(|i| {
            let name = i.variable.trim_start_matches("input_").to_ascii_uppercase();
            (&*i.variable, ["WEBHOOK_", &name].concat())
        })
    }

    /// Every secret that the test takes from the environment.
    fn secrets(&self) -> Vec<(&str, String)> {
        let main = self.plan.key.contains(&Piece::Secret);
        let main = main.then(|| ("secret", "WEBHOOK_SECRET".to_owned()));
        main.into_iter().chain(self.inputs()).collect()
    }

    /// The name of a parameter of `verify`.
    fn parameter(&self, parameter: Parameter) -> &str {
        match parameter {
            Parameter::Method => "method",
            Parameter::Url => "url",
            Parameter::Target => "target",
            Parameter::Headers => "headers",
            Parameter::Body => "body",
            Parameter::Secret => "secret",
            Parameter::Input(at) => self.plan.inputs.get(at).map_or("", |i| &i.variable),
            Parameter::Now => "now",
        }
    }

    /// The parameters of `verify`, each written by `one`.
    fn parameters(&self, one: impl Fn(&str) -> String) -> String {
        let all = self.plan.parameters();
        let all = all.into_iter().map(|p| one(self.parameter(p)));
        all.collect::<Vec<_>>().join(", ")
    }

    /// What each parameter of `verify` is, for its comment; two of them are the language's to say.
    fn about<'a>(&'a self, headers: &'a str, body: &'a str) -> Vec<(&'a str, &'a str)> {
        let all = self.plan.parameters().into_iter();
        let what = |parameter| match parameter {
            Parameter::Method => "as it came, in upper case",
            Parameter::Url => {
                "the whole address as the sender called it, which a proxy may have changed"
            }
            Parameter::Target => "path and query as they came",
            Parameter::Headers => headers,
            Parameter::Body => body,
            Parameter::Secret => "from the environment or a vault, never from the code",
            Parameter::Input(at) => self.plan.inputs.get(at).map_or("", |i| &i.label),
            Parameter::Now => "seconds since 1970; an argument, so that tests can set it",
        };
        all.map(|p| (self.parameter(p), what(p))).collect()
    }

    /// The text parameters that the test needs: name and value.
    fn texts(&self) -> Vec<(&str, &str)> {
        let url = &self.example.url;
        let after = url.split_once("://").map_or(&**url, |(_, after)| after);
        let target = after.find('/').map_or("/", |at| &after[at..]);
        let all = self.plan.parameters().into_iter();
        let text = |parameter| match parameter {
            Parameter::Method => Some(("method", &*self.example.method)),
            Parameter::Url => Some(("url", &**url)),
            Parameter::Target => Some(("target", target)),
            _ => None,
        };
        all.filter_map(text).collect()
    }

    /// What holds a field before it is taken apart: `field`, `field2`, for languages that declare once.
    fn field(&self, read: &plan::Read) -> String {
        let before = self.plan.reads.iter().take_while(|r| *r != read);
        match before.filter(|r| !r.is_bare()).count() {
            0 => "field".to_owned(),
            count => ["field", &(count + 1).to_string()].concat(),
        }
    }

    /// What is signed and how, in words.
    fn summary(&self) -> String {
        let plan = self.plan;
        match plan.proof {
            Proof::Shared => "a secret that is sent as it is".to_owned(),
            Proof::Mac(algorithm, digest) => {
                let signed: String = plan.signed.escape_debug().collect();
                let signed = signed.replace("\\\"", "\"").replace("\\'", "'");
                [
                    "HMAC-",
                    algorithm.name(),
                    " over ",
                    &signed,
                    ", in ",
                    digest.name(),
                ]
                .concat()
            }
        }
    }

    /// The body as text, if people can read it as that.
    fn body(&self) -> Result<&str, String> {
        match std::str::from_utf8(&self.example.body) {
            Ok(text) if text::is_plain(text) => Ok(text),
            _ => Err(crate::sign::hmac::base64(&self.example.body)),
        }
    }

    /// Text pieces in the words of a language.
    fn joined(&self, pieces: &[Piece], plus: &str, atom: &dyn Fn(&Piece) -> String) -> String {
        let atoms: Vec<String> = pieces.iter().map(atom).collect();
        atoms.join(plus)
    }

    /// A piece that is a variable or a parameter in every language.
    fn variable(&self, piece: &Piece) -> Option<&str> {
        Some(match piece {
            Piece::Slot(slot) => slot.name(),
            Piece::Method => "method",
            Piece::Url => "url",
            Piece::Target => "target",
            Piece::Input(at) => self.parameter(Parameter::Input(*at)),
            _ => return None,
        })
    }

    /// A call of one of the helpers, if a piece needs one.
    fn call(
        &self,
        piece: &Piece,
        variable: &dyn Fn(&str) -> String,
        quotes: Quotes,
    ) -> Option<String> {
        let call = match piece {
            Piece::Form([equals, between]) => {
                let (body, equals) = (variable("body"), quotes.of(equals));
                [
                    "form(",
                    &body,
                    ", ",
                    &equals,
                    ", ",
                    &quotes.of(between),
                    ")",
                ]
                .concat()
            }
            Piece::UrlDecoded(characters) => [
                "unescape(",
                &variable("url"),
                ", ",
                &quotes.of(characters),
                ")",
            ]
            .concat(),
            Piece::Json(pointer) => self.member(pointer, quotes),
            _ => return None,
        };
        Some(call)
    }

    /// A call of `member` with the steps of a pointer.
    fn member(&self, pointer: &str, quotes: Quotes) -> String {
        let step = |step: Result<usize, String>| match step {
            Ok(at) => at.to_string(),
            Err(name) => quotes.of(&name),
        };
        let steps: Vec<String> = plan::steps(pointer).into_iter().map(step).collect();
        ["member(data, ", &steps.join(", "), ")"].concat()
    }

    /// The messages of refusals: no language words them anew.
    fn missing(&self, read: &plan::Read, quotes: Quotes) -> String {
        quotes.of(&[&read.name, " is missing"].concat())
    }

    fn malformed(&self, read: &plan::Read, quotes: Quotes) -> String {
        quotes.of(&[&read.name, " is not of the form ", &read.shape].concat())
    }
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
