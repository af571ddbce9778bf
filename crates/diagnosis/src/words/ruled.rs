//! The sentences for a search that found nothing.

use crate::cause::{Cause, Order};
use crate::remedy::{self, Remedy};
use serde::{Deserialize, Serialize};
use signature::Scheme;

const SORTED: &str = "The members are in alphabetical order here. If the receiver or a proxy sorted them, the order that was \
     signed cannot be restored. Verify the raw bytes.";

/// The candidates that were ruled out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruled {
    /// The number of candidates that were tried.
    pub tried: usize,
    /// The number of other forms of the body (JSON or a form written again is one, whatever
    /// changed), of single changes of time, address and layout, and of single changes of key and
    /// algorithm.
    pub single: [usize; 3],
    /// The number of guessed orders of members or fields, each tried alone.
    pub guessed: usize,
    /// Set if every single change was tried.
    pub singles: bool,
    /// Set if every planned combination of two changes was tried.
    pub complete: bool,
    /// Set if a signature could be compared.
    pub comparable: bool,
    /// Set if the body was too large to be read.
    pub large: bool,
    /// Set if the members are signed in alphabetical order and some other order remains untried.
    pub sorted: bool,
}

impl Ruled {
    /// Returns the result in a sentence without a full stop.
    pub fn summary(&self) -> String {
        if !self.comparable {
            return "The text in the place of the signature is not a digest in hex or base64, whole or \
                    cut, so there is nothing to compare. Check which header field contains the signature"
                .to_owned();
        }
        format!(
            "None of {} candidates has this signature",
            grouped(self.tried)
        )
    }

    /// Returns what was tried, by group; empty if the search ended before any group was complete.
    pub fn groups(&self) -> Vec<String> {
        if !self.comparable || !(self.complete || self.singles) {
            return Vec::new();
        }
        let [body, frame, key] = self.single.map(grouped);
        let mut groups = vec![
            format!("{body} other forms of the body"),
            format!("{frame} other times, addresses and layouts of the signed content"),
            format!("{key} other readings of the key and other algorithms"),
        ];
        if self.complete {
            groups.push("Common pairs of these".to_owned());
        }
        if self.guessed > 0 {
            groups.push(format!(
                "{} guessed orders of members or fields, each alone",
                grouped(self.guessed)
            ));
        }
        groups
    }

    /// Returns what was not tried and why, in sentences with full stops; empty after a full search.
    pub fn limits(&self) -> String {
        if !self.comparable {
            return String::new();
        }
        let ended = match (self.complete, self.singles) {
            (true, _) => "",
            (false, false) => {
                return "The search ended before every single change was tried, because the body is large. \
                        Try a smaller delivery from the same sender."
                    .to_owned();
            }
            (false, true) => {
                "The search ended before all common pairs of these were tried, because the body is large. "
            }
        };
        let untried = match self.large {
            true => {
                "Not tried, because the body is larger than 512 KB: the body parsed and written again, single \
                 numbers, form fields in another order or as JSON, and UTF-16 read as text. For these, take a \
                 smaller delivery from the same sender. "
            }
            false => "",
        };
        let sorted = match self.sorted {
            true => SORTED,
            false => "",
        };
        [ended, untried, sorted].concat().trim_end().to_owned()
    }

    /// Returns the remedies for any cause, as [`super::Explanation::remedies`] does.
    pub fn remedies(&self, scheme: &Scheme) -> Vec<Remedy> {
        let sorted = self.sorted.then_some(Cause::Order(Order::Other));
        remedy::all(sorted.as_slice(), scheme)
    }
}

/// Returns a number with its digits in groups of three.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
