//! Whether values are the same, by JSON Schema's rules.
//!
//! Numbers compare by value, objects without order, and of members with one
//! name the last rules, as `JSON.parse` takes it. Nothing recurses.

use std::borrow::Cow;

use super::{Kind, View, literal};
use crate::table::sort_by;

/// A member's name, exact also where it holds lone surrogates, and its value.
type Member<'a> = (Cow<'a, [u8]>, View<'a>);

impl View<'_> {
    /// Whether both are the same value.
    pub fn same(self, other: View<'_>) -> bool {
        let mut pairs = vec![(self, other)];
        while let Some((a, b)) = pairs.pop() {
            let equal = a.kind() == b.kind()
                && match a.kind() {
                    Kind::Null | Kind::False | Kind::True => true,
                    Kind::Number => a.number() == b.number(),
                    Kind::String => {
                        literal::exact_bytes(a.source()) == literal::exact_bytes(b.source())
                    }
                    Kind::Array => {
                        pairs.extend(a.children().zip(b.children()));
                        a.children().count() == b.children().count()
                    }
                    Kind::Object => {
                        let (a, b) = (last_by_name(a), last_by_name(b));
                        let names = a.len() == b.len() && a.iter().zip(&b).all(|p| p.0.0 == p.1.0);
                        pairs.extend(a.iter().zip(&b).map(|p| (p.0.1, p.1.1)));
                        names
                    }
                };
            if !equal {
                return false;
            }
        }
        true
    }
}

/// For a value and each value within it, in document order, a number that equal values share.
///
/// Values that differ hardly ever share one, so that equal ones are found without comparing each with each.
pub fn fingerprints(value: View<'_>) -> Vec<u64> {
    let first = value.index();
    let mut prints = vec![0; value.after() - first];
    let within: Vec<View<'_>> = value.subtree().collect();
    // What is within a value comes after it.
    for view in within.into_iter().rev() {
        let mut print = Print::new(view.kind() as u8);
        let child = |child: View<'_>| prints[child.index() - first];
        match view.kind() {
            Kind::Null | Kind::False | Kind::True => {}
            Kind::Number => {
                if let Some(number) = view.number() {
                    number.canonical(|byte| print.add(byte));
                }
            }
            Kind::String => print.bytes(&literal::exact_bytes(view.source())),
            Kind::Array => view.children().for_each(|item| print.number(child(item))),
            Kind::Object => {
                // The order of members tells nothing, and neither does that of a sum.
                let member = |(name, value): &Member<'_>| {
                    let mut print = Print::new(0);
                    print.bytes(name);
                    print.number(child(*value));
                    print.0
                };
                let members = last_by_name(view);
                print.number(members.iter().map(member).fold(0, u64::wrapping_add));
            }
        }
        prints[view.index() - first] = print.0;
    }
    prints
}

/// FNV-1a of 64 bits.
struct Print(u64);

impl Print {
    fn new(first: u8) -> Print {
        let mut print = Print(0xCBF2_9CE4_8422_2325);
        print.add(first);
        print
    }

    fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.add(*byte));
    }

    fn number(&mut self, number: u64) {
        self.bytes(&number.to_ne_bytes());
    }
}

/// Members sorted by name, only the last of each name.
fn last_by_name(object: View<'_>) -> Vec<Member<'_>> {
    let mut members: Vec<_> = object
        .children()
        .map(|view| {
            (
                literal::exact_bytes(view.name_literal().unwrap_or("")),
                view,
            )
        })
        .collect();
    // The sort is stable, so the last of a name comes first of its name when reversed.
    sort_by(&mut members, |a, b| a.0.cmp(&b.0));
    members.reverse();
    members.dedup_by(|a, b| a.0 == b.0);
    members
}
