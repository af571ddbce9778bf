//! What the code says in comments of a plan: what is given, what is easily got wrong, what is left to do.

use super::plan::{Piece, Proof, Slot};
use super::sheet::Sheet;
use crate::sign::{KeyText, Kind};

impl Sheet<'_> {
    /// What a public key is given as.
    pub fn key_form(&self) -> &'static str {
        let hex = self.plan.encoding == KeyText::Hex;
        match self.plan.proof {
            Proof::PublicKey(Kind::Ed25519, ..) if hex => {
                "the sender's public key, 32 bytes in hex"
            }
            Proof::PublicKey(Kind::Ed25519, ..) => "the sender's public key, 32 bytes in base64",
            _ if hex => "the sender's public key, a SubjectPublicKeyInfo in hex",
            _ => "the sender's public key in base64, as it stands in a PEM file between the dashes",
        }
    }

    /// Where the public key is to be had, and what to look at before.
    pub fn certificates(&self) -> Vec<String> {
        let said = |(place, hosts): &(String, String)| {
            let hosts = hosts.replace(", ", " or ");
            let place = place.trim_start_matches('/');
            [
                "The key is that of the certificate that ",
                place,
                " names, where anyone can name one of their own: demand https and ",
                &hosts,
                " before you fetch it, and keep it.",
            ]
            .concat()
        };
        self.plan.certificates.iter().map(said).collect()
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
        match (signs(Slot::Timestamp), signs(Slot::Id)) {
            (true, _) => {
                "The time is signed, but the sender names no limit to its age: set one, or keep the ids."
            }
            _ => {
                "No time is signed, so a delivery can be sent again: keep the ids of those that were."
            }
        }
    }
}
