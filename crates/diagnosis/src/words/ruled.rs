//! What is said when nothing matches.

use crate::cause::{Cause, Order};
use crate::remedy::{self, Remedy};
use serde::{Deserialize, Serialize};
use signature::Scheme;

const SORTED: &str = ". The members stand in alphabetical order here: if the receiver or a proxy sorted them, the order that was \
     signed cannot be restored, and what is verified has to be the raw bytes";

/// What was ruled out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruled {
    /// How many candidates were tried.
    pub tried: usize,
    /// Other forms of the body (JSON or a form written again is one, whatever of it changed), single
    /// changes of time, address and layout, and of key and algorithm.
    pub single: [usize; 3],
    /// Orders of members or fields that were guessed, each tried alone.
    pub guessed: usize,
    /// Whether every single change was tried.
    pub singles: bool,
    /// Whether every combination that is tried of two was tried.
    pub complete: bool,
    /// Whether a signature was there that could be compared.
    pub comparable: bool,
    /// Whether the body is so large that it was not read.
    pub large: bool,
    /// Whether the members stand in alphabetical order here, are signed as they stand, and not every
    /// other order was tried.
    pub sorted: bool,
}

impl Ruled {
    /// What was tried, in sentences, the last without a full stop. What the delivery itself shows is
    /// `super::evidence`'s.
    pub fn sentence(&self) -> String {
        if !self.comparable {
            return "What came in the signature's place is no digest in hex or base64, whole or cut, \
                    so there is nothing to compare with: look which header field holds the signature"
                .to_owned();
        }
        let [body, frame, key] = self.single.map(grouped);
        let first = [
            "None of ",
            &grouped(self.tried),
            " candidates has this signature. ",
        ]
        .concat();
        let ruled = [
            "Ruled out: ",
            &body,
            " other forms of the body, ",
            &frame,
            " other times, addresses and layouts, ",
            &key,
            " other keys and algorithms",
        ]
        .concat();
        let guessed = [
            "; ",
            &grouped(self.guessed),
            " guessed orders of members or fields were tried alone",
        ];
        let guessed = match self.guessed {
            0 => String::new(),
            _ => guessed.concat(),
        };
        let pairs = match (self.complete, self.singles) {
            (true, _) => ", and common pairs of these",
            (false, false) => {
                return [
                    &first,
                    "The search ended early, for the size of the body, before every single change \
                     was tried: try it with a smaller delivery of the same sender",
                ]
                .concat();
            }
            (false, true) => {
                "; the search ended before common pairs of these were all tried, for the size of the body"
            }
        };
        let untried = match self.large {
            true => {
                ". Not tried, since the body is larger than 512 KB: the body parsed and written again, single \
                 numbers, form fields in another order or as JSON, and UTF-16 read as text; for these take a \
                 smaller delivery of the same sender"
            }
            false => "",
        };
        let sorted = match self.sorted {
            true => SORTED,
            false => "",
        };
        [&first, &ruled, pairs, &guessed, untried, sorted].concat()
    }

    /// What is to be mended whatever the cause is, as [`super::Explanation::remedies`].
    pub fn remedies(&self, scheme: &Scheme) -> Vec<Remedy> {
        let sorted = self.sorted.then_some(Cause::Order(Order::Other));
        remedy::all(sorted.as_slice(), scheme)
    }
}

/// A number with its digits in threes.
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
