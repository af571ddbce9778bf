//! Comments in the code: its parameters, common mistakes, and the receiver's remaining duties.

use super::plan::{Parameter, Piece, Proof, Slot};
use super::text;
use super::writer::CodeWriter;
use signature::{KeyText, Kind};

impl CodeWriter<'_> {
    /// The scheme's title for a comment, without backslashes, which Java and Python read even there.
    pub fn title(&self) -> String {
        text::comment_safe(&self.plan.title).replace('\\', "/")
    }

    /// A summary of the signature: the algorithm, the signed content and the encoding.
    pub fn summary(&self) -> String {
        let signed: String = self.plan.signed.escape_debug().collect();
        let signed = signed.replace("\\\"", "\"").replace("\\'", "'");
        let signed = text::comment_safe(&signed);
        let (how, digest) = match self.plan.proof {
            Proof::Shared => return "a shared secret, sent as it is".to_owned(),
            Proof::Mac(algorithm, digest) => (["HMAC-", algorithm.name()].concat(), digest),
            Proof::Hash(algorithm, digest) => {
                let how = [
                    "a plain ",
                    algorithm.name(),
                    " of the secret followed by ",
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

    /// The comments about the parameters of `verify`.
    pub fn parameter_comments(&self) -> String {
        let one = |parameter: &Parameter| {
            let what = match parameter {
                Parameter::Method => "in upper case",
                Parameter::Url => {
                    "the full address that the sender called; behind a proxy, use the original one"
                }
                Parameter::Target => "the path and query as received",
                Parameter::Headers => self.word("about.headers"),
                Parameter::Body => self.word("about.body"),
                Parameter::Secret => "from the environment or a vault, never in the code",
                Parameter::Key => self.key_form(),
                Parameter::Input(at) => self.plan.inputs.get(*at).map_or("", |i| &i.label),
                Parameter::Components => {
                    "the components that a signature must cover, written as in Signature-Input"
                }
                Parameter::Now => self.word("about.now"),
            };
            let name = self.parameter(*parameter);
            self.write("about", &[("name", name), ("what", what)])
        };
        let all: Vec<String> = self.plan.parameters().iter().map(one).collect();
        all.join("\n")
    }

    /// The form of a public key.
    pub fn key_form(&self) -> &'static str {
        let hex = self.plan.encoding == KeyText::Hex;
        match self.plan.proof {
            Proof::PublicKey(Kind::Ed25519, ..) if hex => {
                "the sender's public key, 32 bytes in hex"
            }
            Proof::PublicKey(Kind::Ed25519, ..) => "the sender's public key, 32 bytes in base64",
            _ if hex => "the sender's public key, a SubjectPublicKeyInfo in hex",
            _ if !self.plan.certificates.is_empty() => {
                "the text between the dashes that openssl x509 -in certificate.pem -pubkey -noout prints, with or without line breaks"
            }
            _ => {
                "the sender's public key in base64: the text between the dashes of a PEM file, with or without line breaks"
            }
        }
    }

    /// The source of the public key and the checks before its use, one per line.
    pub fn certificates(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (place, hosts) in &self.plan.certificates {
            let place = place.trim_start_matches('/');
            lines.push(
                [
                    place,
                    " has the address of the certificate with the key, but anyone can send another address:",
                ]
                .concat(),
            );
            let hosts = hosts.replace(", ", " or ");
            lines.push(
                [
                    "before you fetch it, require https and a host of ",
                    &hosts,
                    "; then store it.",
                ]
                .concat(),
            );
        }
        lines
    }

    /// The comment on the part of the body that the signature covers.
    pub fn coverage_comment(&self) -> &'static str {
        match self.plan.covers_body() {
            true => {
                "The signature covers the raw bytes: parsing and serialising the body again changes them."
            }
            false => "The signature does not cover the whole body: trust only the parts used here.",
        }
    }

    /// The comment on replays within the age limit.
    pub fn replay_comment(&self) -> &'static str {
        match self.plan.content.contains(&Piece::Slot(Slot::Id)) {
            true => "Until then it can be replayed: store `id`, and ignore repeats.",
            false => {
                "Until then it can be replayed: store what identifies a delivery, and ignore repeats."
            }
        }
    }

    /// The comment on replays where no age is checked.
    pub fn unlimited_replay_comment(&self) -> &'static str {
        if self.plan.described {
            return "Without an expiry it can be replayed: store what identifies a delivery, and ignore repeats.";
        }
        let signs = |slot| self.plan.content.contains(&Piece::Slot(slot));
        let signs_time = |p: &Piece| matches!(p, Piece::JsonLines(names) if names.iter().any(|name| name == "Timestamp"));
        match signs(Slot::Timestamp) || self.plan.content.iter().any(signs_time) {
            true => {
                "The time is signed, but the sender sets no age limit: set one, or store the ids and ignore repeats."
            }
            false => {
                "No time is signed, so a delivery can be replayed: store the ids, and ignore repeats."
            }
        }
    }
}
