//! Repeated names in one object.
//!
//! RFC 8259 allows them but calls the results unpredictable, so they are a fault under any schema.

use std::borrow::Cow;

use super::Fault;
use json::{Kind, View};
use problem::{Cause, Severity};

/// The limit up to which comparing all pairs of members is fastest.
const FEW: usize = 16;

/// A fault at each member whose name an earlier member of its object has.
pub fn duplicates(value: View<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for object in value.subtree().filter(|view| view.kind() == Kind::Object) {
        if is_plainly_distinct(object) {
            continue;
        }
        let mut members: Vec<(Cow<'_, str>, View<'_>)> = object
            .children()
            .map(|member| (member.name().unwrap_or_default(), member))
            .collect();
        // The sort is stable: of equal names, the first one given comes first.
        members.sort_by(|a, b| a.0.cmp(&b.0));
        let again = members.windows(2).filter(|pair| pair[0].0 == pair[1].0);
        faults.extend(again.map(|pair| Fault {
            node: pair[1].1.index(),
            member: None,
            cause: Cause::Duplicate {
                name: pair[1].0.clone().into_owned(),
            },
            severity: Severity::Error,
            source: None,
            reason: Vec::new(),
        }));
    }
    super::sort(&mut faults);
    faults
}

/// Returns whether an object has few members, all with names that differ in their literal text.
fn is_plainly_distinct(object: View<'_>) -> bool {
    let mut before = [""; FEW];
    for (index, member) in object.children().enumerate() {
        let name = member.name_literal().unwrap_or("");
        let Some(slot) = before.get_mut(index) else {
            return false;
        };
        *slot = name;
        if name.contains('\\') || before[..index].contains(&name) {
            return false;
        }
    }
    true
}
