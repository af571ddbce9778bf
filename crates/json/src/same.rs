//! Equality of values by JSON Schema's rules.
//!
//! Numbers compare by value, objects without order, and the last of duplicate
//! members counts, as in `JSON.parse`. Nothing recurses.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Kind, View, literal};

/// A member's name, exact even with lone surrogates, and its value.
type Member<'a> = (Cow<'a, [u8]>, View<'a>);

impl View<'_> {
    /// Returns whether both values are equal.
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

impl View<'_> {
    /// A hash that is the same for equal values and, but for a collision of 64 bits, different for others.
    pub fn fingerprint(self) -> u64 {
        fingerprints(self)[0]
    }

    /// The fingerprints of the value and of all values within it, in document order.
    pub fn fingerprints(self) -> Vec<u64> {
        fingerprints(self)
    }
}

/// Computes the fingerprints of a value and of all values within it, innermost first.
fn fingerprints(value: View<'_>) -> Vec<u64> {
    let mut prints = vec![0; value.after() - value.index()];
    let nodes: Vec<View<'_>> = value.subtree().collect();
    for (at, node) in nodes.iter().enumerate().rev() {
        let mut hasher = DefaultHasher::new();
        let print = |child: View<'_>| prints[child.index() - value.index()];
        match node.kind() {
            Kind::Null | Kind::False | Kind::True => (node.kind() as u8).hash(&mut hasher),
            Kind::Number => node.number().hash(&mut hasher),
            Kind::String => literal::exact_bytes(node.source()).hash(&mut hasher),
            Kind::Array => {
                for child in node.children() {
                    print(child).hash(&mut hasher);
                }
            }
            Kind::Object => {
                for (name, child) in last_by_name(*node) {
                    (name, print(child)).hash(&mut hasher);
                }
            }
        }
        (node.kind() as u8).hash(&mut hasher);
        prints[at] = hasher.finish();
    }
    prints
}

/// The members sorted by name, only the last of each name.
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
    // The sort is stable, so reversing it puts the last of each name first.
    members.sort_by(|a, b| a.0.cmp(&b.0));
    members.reverse();
    members.dedup_by(|a, b| a.0 == b.0);
    members
}
