//! What the printers share: a plan, its example, and the words that are the same in every language.

use super::plan::{self, Parameter, Piece, Plan, Proof, Slot};
use super::text::{self, Quotes};
use super::{Example, MISMATCH};

/// What a language prints.
pub struct Sheet<'a> {
    pub plan: &'a Plan,
    pub example: &'a Example,
    pub run: &'static str,
    /// Functions beside `verify`.
    pub helpers: String,
}

impl Sheet<'_> {
    /// Name in lower case and value of the fields that the code reads, each once.
    pub fn headers(&self) -> Vec<(String, &str)> {
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
    pub fn is_shared(&self, name: &str) -> bool {
        self.shared().is_some_and(|shared| shared.0 == name)
    }

    /// The field that carries the secret itself, and what stands about it.
    pub fn shared(&self) -> Option<(String, &str, &str)> {
        if self.plan.proof != Proof::Shared {
            return None;
        }
        let read = self.plan.reads.first()?;
        let form = read.forms.first()?;
        Some((read.key(), &form.before, &form.after))
    }

    /// The same as an expression over the variable `secret`.
    pub fn shared_value(&self, quotes: Quotes, plus: &str) -> Option<(String, String)> {
        let (name, before, after) = self.shared()?;
        let literal = |text: &str| (!text.is_empty()).then(|| quotes.of(text));
        let parts = [literal(before), Some("secret".to_owned()), literal(after)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        Some((name, parts.join(plus)))
    }

    /// The further secrets: variable, and the environment's name for it.
    pub fn inputs(&self) -> impl Iterator<Item = (&str, String)> {
        let inputs = self.plan.inputs.iter();
        inputs.map(|i| {
            let name = i.variable.trim_start_matches("input_").to_ascii_uppercase();
            (&*i.variable, ["WEBHOOK_", &name].concat())
        })
    }

    /// Every secret that the test takes from the environment.
    pub fn secrets(&self) -> Vec<(&str, String)> {
        let main = self.plan.key.contains(&Piece::Secret);
        let main = main.then(|| ("secret", "WEBHOOK_SECRET".to_owned()));
        main.into_iter().chain(self.inputs()).collect()
    }

    /// The name of a parameter of `verify`.
    pub fn parameter(&self, parameter: Parameter) -> &str {
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
    pub fn parameters(&self, one: impl Fn(&str) -> String) -> String {
        let all = self.plan.parameters();
        let all = all.into_iter().map(|p| one(self.parameter(p)));
        all.collect::<Vec<_>>().join(", ")
    }

    /// What each parameter of `verify` is, for its comment; two of them are the language's to say.
    pub fn about<'a>(&'a self, headers: &'a str, body: &'a str) -> Vec<(&'a str, &'a str)> {
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
    pub fn texts(&self) -> Vec<(&str, &str)> {
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
    pub fn field(&self, read: &plan::Read) -> String {
        let before = self.plan.reads.iter().take_while(|r| *r != read);
        match before.filter(|r| !r.is_bare()).count() {
            0 => "field".to_owned(),
            count => ["field", &(count + 1).to_string()].concat(),
        }
    }

    /// What is signed and how, in words.
    pub fn summary(&self) -> String {
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
    pub fn body(&self) -> Result<&str, String> {
        match std::str::from_utf8(&self.example.body) {
            Ok(text) if text::is_plain(text) => Ok(text),
            _ => Err(crate::sign::hmac::base64(&self.example.body)),
        }
    }

    /// Text pieces in the words of a language.
    pub fn joined(&self, pieces: &[Piece], plus: &str, atom: &dyn Fn(&Piece) -> String) -> String {
        let atoms: Vec<String> = pieces.iter().map(atom).collect();
        atoms.join(plus)
    }

    /// A piece that is a variable or a parameter in every language.
    pub fn variable(&self, piece: &Piece) -> Option<&str> {
        Some(match piece {
            Piece::Slot(slot) => slot.name(),
            Piece::Method => "method",
            Piece::Url => "url",
            Piece::Target => "target",
            Piece::Input(at) => self.parameter(Parameter::Input(*at)),
            _ => return None,
        })
    }

    /// What people get wrong about what is signed.
    pub fn over(&self) -> &'static str {
        match self.plan.covers_body() {
            true => {
                "Over the bytes that came: a body that is parsed and written again is other bytes."
            }
            false => {
                "The body is not signed as a whole: of it, trust nothing but what is named here."
            }
        }
    }

    /// What there is to do where no age is checked.
    pub fn ageless(&self) -> &'static str {
        match self.plan.content.contains(&Piece::Slot(Slot::Timestamp)) {
            true => {
                "The time is signed, but the sender names no limit to its age: set one, or keep the ids."
            }
            false => {
                "No time is signed, so a delivery can be sent again: keep the ids of those that were."
            }
        }
    }

    /// What is said of a request whose body was altered.
    pub fn altered(&self) -> &'static str {
        match self.plan.carried.is_empty() {
            true => MISMATCH,
            false => "is not the hash of the body",
        }
    }

    /// A call of one of the helpers, if a piece needs one.
    pub fn call(
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
    pub fn member(&self, pointer: &str, quotes: Quotes) -> String {
        let step = |step: Result<usize, String>| match step {
            Ok(at) => at.to_string(),
            Err(name) => quotes.of(&name),
        };
        let steps: Vec<String> = plan::steps(pointer).into_iter().map(step).collect();
        ["member(data, ", &steps.join(", "), ")"].concat()
    }

    /// The messages of refusals: no language words them anew.
    pub fn missing(&self, read: &plan::Read, quotes: Quotes) -> String {
        quotes.of(&[&read.name, " is missing"].concat())
    }

    pub fn malformed(&self, read: &plan::Read, quotes: Quotes) -> String {
        quotes.of(&[&read.name, " is not of the form ", &read.shape].concat())
    }
}
