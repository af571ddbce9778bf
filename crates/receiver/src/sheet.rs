//! What is written: a plan with its example, in the words of a language.
//!
//! Expressions and the words about a plan are here; statements are
//! [`super::walk`]'s.

use super::plan::{self, Parameter, Piece, Plan, Proof};
use super::syntax::{Syntax, fill};
use super::{Example, text};
use signature::{Algorithm, DigestText, KeyText, Kind};

/// See the module.
pub struct Sheet<'a> {
    pub plan: &'a Plan,
    pub example: &'a Example,
    pub syntax: &'a Syntax,
}

impl Sheet<'_> {
    pub fn literal(&self, text: &str) -> String {
        self.syntax.quotes.of(text)
    }

    pub fn comment(&self, text: &str) -> String {
        [self.syntax.comment, " ", text].concat()
    }

    /// A variable's name as it stands in code.
    pub fn named(&self, name: &str) -> String {
        [self.syntax.sigil, name].concat()
    }

    pub fn refuse(&self, when: &str, words: &str) -> String {
        fill(self.syntax.refuse, &[when, &self.literal(words)])
    }

    /// Refuses a secret that is empty.
    pub fn unset_secret(&self, name: &str, words: &str) -> String {
        let unset = fill(self.syntax.unset_secret, &[&self.named(name)]);
        self.refuse(&unset, words)
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

    /// The parameters of `verify` as they are declared.
    pub fn parameters(&self) -> String {
        let [text, headers, body, now] = self.syntax.parameters;
        let one = |parameter: &Parameter| {
            let template = match parameter {
                Parameter::Headers => headers,
                Parameter::Body => body,
                Parameter::Now => now,
                _ => text,
            };
            fill(template, &[self.parameter(*parameter)])
        };
        let all: Vec<String> = self.plan.parameters().iter().map(one).collect();
        all.join(", ")
    }

    /// What each parameter of `verify` is.
    pub fn about(&self) -> String {
        let [headers, body, now] = self.syntax.said;
        let one = |parameter: &Parameter| {
            let what = match parameter {
                Parameter::Method => "as it came, in upper case",
                Parameter::Url => {
                    "the whole address as the sender called it, which a proxy may have changed"
                }
                Parameter::Target => "path and query as they came",
                Parameter::Headers => headers,
                Parameter::Body => body,
                Parameter::Secret => "from the environment or a vault, never from the code",
                Parameter::Key => self.key_form(),
                Parameter::Input(at) => self.plan.inputs.get(*at).map_or("", |i| &i.label),
                Parameter::Components => {
                    "what a signature has to cover at least, as Signature-Input lists it"
                }
                Parameter::Now => now,
            };
            fill(self.syntax.about, &[self.parameter(*parameter), what])
        };
        let all: Vec<String> = self.plan.parameters().iter().map(one).collect();
        all.join("\n")
    }

    /// What holds a field before it is taken apart: `field`, `field2`, for languages that declare once.
    pub fn field(&self, read: &plan::Read) -> String {
        let before = self.plan.reads.iter().take_while(|r| *r != read);
        match before.filter(|r| !r.is_bare()).count() {
            0 => "field".to_owned(),
            count => ["field", &(count + 1).to_string()].concat(),
        }
    }

    /// The scheme's name, fit for a comment: Java and Python read backslashes even there.
    pub fn title(&self) -> String {
        text::remark(&self.plan.title).replace('\\', "/")
    }

    /// What is signed and how, in words.
    pub fn summary(&self) -> String {
        let signed: String = self.plan.signed.escape_debug().collect();
        let signed = signed.replace("\\\"", "\"").replace("\\'", "'");
        let signed = text::remark(&signed);
        let (how, digest) = match self.plan.proof {
            Proof::Shared => return "a secret that is sent as it is".to_owned(),
            Proof::Mac(algorithm, digest) => (["HMAC-", algorithm.name()].concat(), digest),
            Proof::Hash(algorithm, digest) => {
                let how = [
                    "a plain ",
                    algorithm.name(),
                    " over the secret and then ",
                    &signed,
                ];
                return [&how.concat(), ", in ", digest.name()].concat();
            }
            Proof::PublicKey(Kind::Ed25519, _, digest) => ("Ed25519".to_owned(), digest),
            Proof::PublicKey(kind, algorithm, digest) => {
                let name = match kind {
                    Kind::Ecdsa => "ECDSA over P-256 with ",
                    _ => "RSA (PKCS #1 v1.5) with ",
                };
                ([name, algorithm.name()].concat(), digest)
            }
        };
        [&how, " over ", &signed, ", in ", digest.name()].concat()
    }

    /// A piece of what is signed, as a text.
    fn atom(&self, piece: &Piece) -> String {
        let syntax = self.syntax;
        match piece {
            Piece::Text(text) => self.literal(text),
            Piece::Slot(slot) => self.named(slot.name()),
            Piece::Method => self.named("method"),
            Piece::Url => self.named("url"),
            Piece::Target => self.named("target"),
            Piece::Secret => self.named("secret"),
            Piece::Input(at) => self.named(self.parameter(Parameter::Input(*at))),
            Piece::Body => self.named("body"),
            Piece::Path => syntax.path.to_owned(),
            Piece::Query => syntax.query.to_owned(),
            Piece::Header(name) => fill(syntax.header, &[&self.literal(name)]),
            Piece::HeaderLines(wanted) => {
                let one = |(name, start): &(String, bool)| {
                    self.literal(&[&**name, if *start { "*" } else { "" }].concat())
                };
                let wanted: Vec<String> = wanted.iter().map(one).collect();
                fill(syntax.header_lines, &[&wanted.join(", ")])
            }
            Piece::Fields(marks) => {
                let [first, equals, between] = [0, 1, 2].map(|at| self.literal(&marks[at]));
                fill(syntax.fields, &[&first, &equals, &between, &self.media()])
            }
            Piece::BodyHash(algorithm, digest) => {
                let values = self.hash_values(*algorithm, "");
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                self.digest(&fill(syntax.hash, &values), *digest)
            }
            Piece::Form([equals, between]) => {
                let marks = [equals, between].map(|mark| self.literal(mark));
                let form = fill(syntax.form, &[&marks[0], &marks[1]]);
                match self.plan.either {
                    true => fill(syntax.either[1], &[&self.media(), &form]),
                    false => form,
                }
            }
            Piece::UrlDecoded(characters) => fill(syntax.unescape, &[&self.literal(characters)]),
            Piece::Json(pointer) => self.member(pointer),
            Piece::Crc32 => syntax.crc32.to_owned(),
            Piece::JsonLines(names) => {
                let names: Vec<String> = names.iter().map(|name| self.literal(name)).collect();
                fill(syntax.json_lines, &[&names.join(", ")])
            }
        }
    }

    /// The body's media type.
    pub fn media(&self) -> String {
        fill(self.syntax.header, &[&self.literal("content-type")])
    }

    /// Pieces as one text.
    pub fn text(&self, pieces: &[Piece]) -> String {
        let atoms: Vec<String> = pieces.iter().map(|piece| self.atom(piece)).collect();
        atoms.join(self.syntax.plus)
    }

    /// Pieces as bytes; `secret` is the variable that has its bytes, where that is no text.
    fn bytes(&self, pieces: &[Piece], secret: Option<&str>) -> String {
        let is_bytes = |p: &Piece| *p == Piece::Body || *p == Piece::Secret && secret.is_some();
        let apart = self.syntax.plus.is_empty();
        let runs = pieces.chunk_by(|a, b| !apart && !is_bytes(a) && !is_bytes(b));
        let one = |run: &[Piece]| match run {
            [Piece::Secret] if secret.is_some() => secret.unwrap_or_default().to_owned(),
            [Piece::Body] => self.named("body"),
            [Piece::Text(text)] if apart && text.chars().all(|c| matches!(c, ' '..='~' | '\n')) => {
                fill(self.syntax.utf8[1], &[&self.literal(text)])
            }
            [piece] => fill(self.syntax.utf8[0], &[&self.atom(piece)]),
            run => fill(self.syntax.utf8[1], &[&self.text(run)]),
        };
        let mut runs: Vec<String> = runs.map(one).collect();
        // What a function gives ends with its line in languages that borrow.
        let made = apart && pieces.iter().any(Piece::is_made);
        if runs.len() == 1 && !made {
            return runs.remove(0);
        }
        let [before, between, after] = self.syntax.concat;
        [before, &runs.join(between), after].concat()
    }

    /// The variable with what is signed.
    pub fn message(&self, out: &mut Vec<String>) -> String {
        if self.plan.content == [Piece::Body] {
            return self.named("body");
        }
        let [declare, reference] = self.syntax.message;
        let bytes = self.bytes(&self.plan.content, None);
        out.push(fill(declare, &[&bytes]));
        reference.to_owned()
    }

    /// A key's text without what is cut from its front.
    pub fn unprefixed(&self, name: &str) -> String {
        let (name, prefix) = (self.named(name), &*self.plan.prefix);
        if prefix.is_empty() {
            return name;
        }
        let length = (self.syntax.length)(prefix).to_string();
        let values = [&*name, &self.literal(prefix), &length];
        fill(self.syntax.unprefixed, &values)
    }

    /// Makes the variable `key`.
    pub fn key(&self, out: &mut Vec<String>) {
        let (plan, syntax) = (self.plan, self.syntax);
        let Some(binary) = self.binary(plan.encoding, &self.unprefixed("secret")) else {
            let bytes = self.bytes(&plan.key, None);
            out.push(fill(syntax.key, &[&bytes]));
            return;
        };
        let whole = plan.key == [Piece::Secret];
        let name = self.named(if whole { "key" } else { "decoded" });
        if plan.has_secret() {
            out.push(fill(syntax.decoded, &[&name, &binary]));
        }
        if !whole {
            let bytes = self.bytes(&plan.key, Some(&name));
            out.push(fill(syntax.key, &[&bytes]));
        }
    }

    /// The bytes of a text that is encoded.
    fn binary(&self, form: KeyText, text: &str) -> Option<String> {
        let [hex, base64, url_safe] = self.syntax.binary;
        let template = match form {
            KeyText::Text => return None,
            KeyText::Hex => hex,
            KeyText::Base64 => base64,
            KeyText::Base64Url => url_safe,
        };
        Some(fill(template, &[text]))
    }

    /// Digest bytes, or what has them, as text.
    pub fn digest(&self, bytes: &str, digest: DigestText) -> String {
        let [hex, base64, url_safe] = self.syntax.texts;
        let template = match digest {
            DigestText::Hex => hex,
            DigestText::Base64 => base64,
            DigestText::Base64Url => url_safe,
        };
        fill(template, &[bytes])
    }

    /// A hash by the language's name for it, what it is over, an unused place, and two more names.
    pub fn hash_values(&self, algorithm: Algorithm, over: &str) -> [String; 5] {
        let at = Algorithm::ALL.iter().position(|a| *a == algorithm);
        let own = at.and_then(|at| self.syntax.hashes.get(at));
        [
            own.copied().unwrap_or_default().to_owned(),
            over.to_owned(),
            String::new(),
            algorithm.name().to_owned(),
            algorithm.name().replace('-', ""),
        ]
    }

    /// The function that verifies with a public key.
    pub fn signed(&self) -> Option<String> {
        let Proof::PublicKey(kind, algorithm, digest) = self.plan.proof else {
            return None;
        };
        let [ed25519, ecdsa, rsa] = self.syntax.proofs;
        let template = match kind {
            Kind::Ed25519 => ed25519,
            Kind::Ecdsa => ecdsa,
            _ => rsa,
        };
        let form = match digest {
            DigestText::Hex => KeyText::Hex,
            DigestText::Base64 => KeyText::Base64,
            DigestText::Base64Url => KeyText::Base64Url,
        };
        // In a PEM file it stands in lines, and what prints one ends it by another.
        let key = fill(self.syntax.unspaced, &[&self.named("key")]);
        let key = self.binary(self.plan.encoding, &key)?;
        let signature = self.binary(form, &self.named("signature"))?;
        let [hash, _, _, dashed, plain] = self.hash_values(algorithm, "");
        let proof = fill(template, &[&key, &signature, &hash, &dashed, &plain]);
        Some(fill(self.syntax.signed, &[&proof, &signature, &key]))
    }

    /// The member at a pointer.
    pub fn member(&self, pointer: &str) -> String {
        let [one, between] = self.syntax.step;
        let step = |step: Result<usize, String>| {
            let step = match step {
                Ok(at) => at.to_string(),
                Err(name) => self.literal(&name),
            };
            fill(one, &[&step])
        };
        let steps: Vec<String> = plan::steps(pointer).into_iter().map(step).collect();
        let steps = steps.join(between);
        fill(self.syntax.member, &[&steps, &self.literal(pointer)])
    }
}
