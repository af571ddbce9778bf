//! What the code says in comments of a plan: what is given, what is easily got wrong, what is left to do.

use super::plan::{Parameter, Piece, Proof, Slot};
use super::text;
use super::writer::CodeWriter;
use signature::{KeyText, Kind};

impl CodeWriter<'_> {
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

    /// What each parameter of `verify` is.
    pub fn about(&self) -> String {
        let one = |parameter: &Parameter| {
            let what = match parameter {
                Parameter::Method => "in upper case",
                Parameter::Url => {
                    "the whole address as the sender called it, which a proxy may have changed"
                }
                Parameter::Target => "path and query as they came",
                Parameter::Headers => self.word("about.headers"),
                Parameter::Body => self.word("about.body"),
                Parameter::Secret => "from the environment or a vault, never from the code",
                Parameter::Key => self.key_form(),
                Parameter::Input(at) => self.plan.inputs.get(*at).map_or("", |i| &i.label),
                Parameter::Components => {
                    "what a signature has to cover at least, as Signature-Input lists it"
                }
                Parameter::Now => self.word("about.now"),
            };
            let name = self.parameter(*parameter);
            self.write("about", &[("name", name), ("what", what)])
        };
        let all: Vec<String> = self.plan.parameters().iter().map(one).collect();
        all.join("\n")
    }

    /// What a public key is given as.
    pub fn key_form(&self) -> &'static str {
        let hex = self.plan.encoding == KeyText::Hex;
        match self.plan.proof {
            Proof::PublicKey(Kind::Ed25519, ..) if hex => {
                "the sender's public key, 32 bytes in hex"
            }
            Proof::PublicKey(Kind::Ed25519, ..) => "the sender's public key, 32 bytes in base64",
            _ if hex => "the sender's public key, a SubjectPublicKeyInfo in hex",
            _ if !self.plan.certificates.is_empty() => {
                "what openssl x509 -in certificate.pem -pubkey -noout prints between the dashes, in lines or as one"
            }
            _ => {
                "the sender's public key in base64, as it stands in a PEM file between the dashes, in lines or as one"
            }
        }
    }

    /// Where the public key is to be had, and what to look at before; a line each.
    pub fn certificates(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (place, hosts) in &self.plan.certificates {
            let place = place.trim_start_matches('/');
            lines.push(
                [
                    "The key is that of the certificate that ",
                    place,
                    " names, where anyone can name their own:",
                ]
                .concat(),
            );
            let hosts = hosts.replace(", ", " or ");
            lines.push(
                [
                    "before you fetch it demand https and a host of ",
                    &hosts,
                    "; then keep it.",
                ]
                .concat(),
            );
        }
        lines
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

    /// What there is to do where one is.
    pub fn again(&self) -> &'static str {
        match self.plan.content.contains(&Piece::Slot(Slot::Id)) {
            true => "Until then it can come again: keep `id`, and do nothing twice.",
            false => {
                "Until then it can come again: keep what marks a delivery, and do nothing twice."
            }
        }
    }

    /// What there is to do where no age is checked.
    pub fn ageless(&self) -> &'static str {
        if self.plan.described {
            return "Where it does not expire it can come again: keep what marks a delivery, and do nothing twice.";
        }
        let signs = |slot| self.plan.content.contains(&Piece::Slot(slot));
        let told = |p: &Piece| matches!(p, Piece::JsonLines(names) if names.iter().any(|name| name == "Timestamp"));
        match signs(Slot::Timestamp) || self.plan.content.iter().any(told) {
            true => {
                "The time is signed, but the sender names no limit to its age: set one, or keep the ids."
            }
            false => {
                "No time is signed, so a delivery can be sent again: keep the ids of those that were."
            }
        }
    }
}
