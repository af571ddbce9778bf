//! The writer of a plan and its example in a language.
//!
//! This module writes expressions; `comments.rs` writes comments, and [`super::walk`] statements.

use super::plan::{self, Parameter, Piece, Plan, Proof};
use super::templates::{Templates, fill};
use super::{Error, Example, Language};
use signature::{Algorithm, DigestText, KeyText, Kind};

/// A writer of the parts of a program, from a plan and a language's templates.
pub struct CodeWriter<'a> {
    pub plan: &'a Plan,
    pub example: &'a Example,
    pub templates: &'a Templates,
}

impl CodeWriter<'_> {
    /// The template without placeholders of that name; empty if the language has none.
    pub fn word(&self, name: &str) -> &'static str {
        self.templates.get(name)
    }

    pub fn has(&self, name: &str) -> bool {
        !self.word(name).is_empty()
    }

    /// Fills the template of that name.
    pub fn write(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.word(name), values)
    }

    /// Joins parts, two at a time, with a template for `{{a}}` and `{{b}}`.
    pub fn join(&self, name: &str, parts: Vec<String>) -> String {
        let two = |a: String, b: String| self.write(name, &[("a", &a), ("b", &b)]);
        parts.into_iter().reduce(two).unwrap_or_default()
    }

    pub fn literal(&self, text: &str) -> String {
        self.templates.quotes().literal(text)
    }

    /// Writes string literals as a list of arguments.
    pub fn literals<'t>(&self, texts: impl IntoIterator<Item = &'t String>) -> String {
        let texts: Vec<String> = texts.into_iter().map(|text| self.literal(text)).collect();
        texts.join(", ")
    }

    pub fn comment(&self, text: &str) -> String {
        [self.word("comment"), " ", text].concat()
    }

    /// Writes a variable's name with the language's sigil.
    pub fn variable(&self, name: &str) -> String {
        [self.word("sigil"), name].concat()
    }

    pub fn refuse(&self, when: &str, words: &str) -> String {
        let message = self.literal(words);
        self.write("refuse", &[("when", when), ("message", &message)])
    }

    /// Writes a statement that refuses a missing or empty text.
    pub fn refuse_empty(&self, name: &str, words: &str) -> String {
        self.refuse(&self.write("empty", &[("text", name)]), words)
    }

    /// Writes a statement that refuses an empty secret.
    pub fn refuse_empty_secret(&self, name: &str, words: &str) -> String {
        let empty = self.write("empty.secret", &[("text", &self.variable(name))]);
        self.refuse(&empty, words)
    }

    /// The reason why the language has no code for the plan, as a sentence for the user.
    pub fn unsupported(&self, language: Language) -> Option<Error> {
        let reads_fields = self
            .plan
            .content
            .iter()
            .any(|p| matches!(p, Piece::Fields(_)));
        let public_key = matches!(self.plan.proof, Proof::PublicKey(..));
        let reasons = [
            (
                "no.json",
                self.plan.reads_json() || reads_fields,
                Error::Json(language),
            ),
            ("no.public_key", public_key, Error::PublicKey(language)),
        ];
        let mut reasons = reasons.into_iter();
        reasons
            .find(|(name, is, _)| *is && self.has(name))
            .map(|(_, _, error)| error)
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
            Parameter::Key => "key",
            Parameter::Input(at) => self.plan.inputs.get(at).map_or("", |i| &i.variable),
            Parameter::Components => "components",
            Parameter::Now => "now",
        }
    }

    /// Writes the declaration of the parameters of `verify`.
    pub fn parameters(&self) -> String {
        let one = |parameter: &Parameter| {
            let template = match parameter {
                Parameter::Headers => "parameter.headers",
                Parameter::Body => "parameter.body",
                Parameter::Now => "parameter.now",
                _ => "parameter",
            };
            self.write(template, &[("name", self.parameter(*parameter))])
        };
        let all: Vec<String> = self.plan.parameters().iter().map(one).collect();
        all.join(", ")
    }

    /// The variable for a field before it is split: `field`, `field2`, since each is declared once.
    pub fn field(&self, read: &plan::Read) -> String {
        let before = self.plan.reads.iter().take_while(|r| *r != read);
        match before.filter(|r| !r.is_bare()).count() {
            0 => "field".to_owned(),
            count => ["field", &(count + 1).to_string()].concat(),
        }
    }

    /// Writes a piece as a text.
    fn atom(&self, piece: &Piece) -> String {
        match piece {
            Piece::Text(text) => self.literal(text),
            Piece::Slot(slot) => self.variable(slot.name()),
            Piece::Method => self.variable("method"),
            Piece::Url => self.variable("url"),
            Piece::Target => self.variable("target"),
            Piece::Secret => self.variable("secret"),
            Piece::Input(at) => self.variable(self.parameter(Parameter::Input(*at))),
            Piece::Body => self.variable("body"),
            Piece::Path => self.word("path").to_owned(),
            Piece::Query => self.word("query").to_owned(),
            Piece::Header(name) => self.header(name),
            Piece::HeaderLines(wanted) => {
                let one = |(name, start): &(String, bool)| {
                    [&**name, if *start { "*" } else { "" }].concat()
                };
                let wanted: Vec<String> = wanted.iter().map(one).collect();
                self.write("header_lines", &[("names", &self.literals(&wanted))])
            }
            Piece::Fields(marks) => {
                let [first, equals, between] = [0, 1, 2].map(|at| self.literal(&marks[at]));
                let values = [
                    ("first", &*first),
                    ("equals", &equals),
                    ("between", &between),
                    ("media", &self.media()),
                ];
                self.write("fields", &values)
            }
            Piece::BodyHash(algorithm, digest) => {
                let hash = self.hashed("hash.body", *algorithm, &[]);
                self.digest(&hash, *digest)
            }
            Piece::Form([equals, between]) => {
                let [equals, between] = [equals, between].map(|mark| self.literal(mark));
                let form = self.write("form", &[("equals", &equals), ("between", &between)]);
                match self.plan.either {
                    true => self.write("form.only", &[("media", &self.media()), ("form", &form)]),
                    false => form,
                }
            }
            Piece::UrlDecoded(characters) => {
                self.write("unescape", &[("characters", &self.literal(characters))])
            }
            Piece::Json(pointer) => self.member(pointer),
            Piece::Crc32 => self.word("crc32").to_owned(),
            Piece::JsonLines(names) => {
                self.write("json_lines", &[("names", &self.literals(names))])
            }
        }
    }

    /// Writes the body's media type.
    pub fn media(&self) -> String {
        self.header("content-type")
    }

    /// Writes a header field's value, which is an empty text if the field is missing.
    fn header(&self, name: &str) -> String {
        self.write("header", &[("name", &self.literal(name))])
    }

    /// Writes pieces as one text.
    pub fn text(&self, pieces: &[Piece]) -> String {
        self.join(
            "plus",
            pieces.iter().map(|piece| self.atom(piece)).collect(),
        )
    }

    /// Writes pieces as bytes; `secret` is the variable with the secret's bytes, unless it is a text.
    fn bytes(&self, pieces: &[Piece], secret: Option<&str>) -> String {
        let is_bytes = |p: &Piece| *p == Piece::Body || *p == Piece::Secret && secret.is_some();
        let apart = !self.has("plus");
        let runs = pieces.chunk_by(|a, b| !apart && !is_bytes(a) && !is_bytes(b));
        let one = |run: &[Piece]| match run {
            [Piece::Secret] if secret.is_some() => secret.unwrap_or_default().to_owned(),
            [Piece::Body] => self.variable("body"),
            [Piece::Text(text)] if apart && text.chars().all(|c| matches!(c, ' '..='~' | '\n')) => {
                self.write("utf8.literal", &[("text", &self.literal(text))])
            }
            [piece] => self.write("utf8", &[("text", &self.atom(piece))]),
            run => self.write("utf8.several", &[("text", &self.text(run))]),
        };
        let mut runs: Vec<String> = runs.map(one).collect();
        // In languages that borrow, a function's result lives only until the end of its statement.
        let computed = apart && pieces.iter().any(Piece::is_computed);
        if runs.len() == 1 && !computed {
            return runs.remove(0);
        }
        let parts = self.join("parts", runs);
        self.write("concat", &[("parts", &parts)])
    }

    /// Writes the variable with the signed content, after its declaration.
    pub fn message(&self, out: &mut Vec<String>) -> String {
        if self.plan.content == [Piece::Body] {
            return self.variable("body");
        }
        let bytes = self.bytes(&self.plan.content, None);
        out.push(self.write("message", &[("bytes", &bytes)]));
        self.variable("message")
    }

    /// Writes a key's text without its prefix.
    pub fn unprefixed(&self, name: &str) -> String {
        let (name, prefix) = (self.variable(name), &*self.plan.prefix);
        if prefix.is_empty() {
            return name;
        }
        let length = self.templates.length(prefix).to_string();
        let values = [
            ("text", &*name),
            ("prefix", &self.literal(prefix)),
            ("length", &length),
        ];
        self.write("unprefixed", &values)
    }

    /// Writes the declaration of `key`.
    pub fn key(&self, out: &mut Vec<String>) {
        let plan = self.plan;
        let Some(binary) = self.binary(plan.encoding, &self.unprefixed("secret")) else {
            let bytes = self.bytes(&plan.key, None);
            out.push(self.write("key", &[("bytes", &bytes)]));
            return;
        };
        let whole = plan.key == [Piece::Secret];
        let name = self.variable(if whole { "key" } else { "decoded" });
        if plan.has_secret() {
            out.push(self.write("decoded", &[("name", &name), ("bytes", &binary)]));
        }
        if !whole {
            let bytes = self.bytes(&plan.key, Some(&name));
            out.push(self.write("key", &[("bytes", &bytes)]));
        }
    }

    /// Writes the bytes of an encoded text.
    fn binary(&self, form: KeyText, text: &str) -> Option<String> {
        let template = match form {
            KeyText::Text => return None,
            KeyText::Hex => "decode.hex",
            KeyText::Base64 => "decode.base64",
            KeyText::Base64Url => "decode.base64url",
        };
        Some(self.write(template, &[("text", text)]))
    }

    /// Writes the text of a digest, or of an expression that has one.
    pub fn digest(&self, bytes: &str, digest: DigestText) -> String {
        let template = match digest {
            DigestText::Hex => "encode.hex",
            DigestText::Base64 => "encode.base64",
            DigestText::Base64Url => "encode.base64url",
        };
        self.write(template, &[("bytes", bytes)])
    }

    /// Fills a template that names a hash, in each form that languages use.
    pub fn hashed(&self, name: &str, algorithm: Algorithm, values: &[(&str, &str)]) -> String {
        let undashed = algorithm.name().replace('-', "");
        let mut all = vec![
            ("hash", self.word(algorithm.name())),
            ("algorithm", algorithm.name()),
            ("undashed", &undashed),
        ];
        all.extend(values);
        self.write(name, &all)
    }

    /// The values for the placeholders of the function that verifies with a public key.
    pub fn proof(&self) -> Option<[(&'static str, String); 3]> {
        let Proof::PublicKey(kind, algorithm, digest) = self.plan.proof else {
            return None;
        };
        let template = match kind {
            Kind::Ed25519 => "proof.ed25519",
            Kind::Ecdsa => "proof.ecdsa",
            _ => "proof.rsa",
        };
        let form = match digest {
            DigestText::Hex => KeyText::Hex,
            DigestText::Base64 => KeyText::Base64,
            DigestText::Base64Url => KeyText::Base64Url,
        };
        // A PEM file breaks the key into lines, and tools that print it add a line ending.
        let key = self.write("unspaced", &[("text", &self.variable("key"))]);
        let key = self.binary(self.plan.encoding, &key)?;
        let signature = self.binary(form, &self.variable("signature"))?;
        let values = [("key", &*key), ("signature", &signature)];
        let proof = self.hashed(template, algorithm, &values);
        Some([("proof", proof), ("signature", signature), ("key", key)])
    }

    /// Writes the member at a pointer.
    pub fn member(&self, pointer: &str) -> String {
        let step = |step: Result<usize, String>| {
            let step = match step {
                Ok(at) => at.to_string(),
                Err(name) => self.literal(&name),
            };
            self.write("step", &[("step", &step)])
        };
        let steps = plan::steps(pointer).into_iter().map(step).collect();
        let steps = self.join("steps", steps);
        let pointer = self.literal(pointer);
        self.write("member", &[("steps", &steps), ("pointer", &pointer)])
    }
}
