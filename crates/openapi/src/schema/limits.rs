//! A schema's own limits on one value: lengths, counts, bounds and steps.
//!
//! A form offers no value that these forbid. Patterns belong in `control::set`; formats
//! and the wording of faults in `request::validate`.

use std::cmp::Ordering;

use super::Schema;
use json::{Kind, Number, View};

impl Schema {
    /// Returns whether a value is within the limits of this schema itself.
    pub(crate) fn is_within_limits(&self, value: View<'_>) -> bool {
        match value.kind() {
            Kind::String => is_between(self.min_length, self.max_length, || {
                value.string().unwrap_or_default().chars().count()
            }),
            Kind::Number => value.number().is_none_or(|number| self.is_in_range(number)),
            Kind::Array => is_between(self.min_items, self.max_items, || value.children().count()),
            Kind::Object => is_between(self.min_properties, self.max_properties, || {
                value.children().count()
            }),
            Kind::Null | Kind::True | Kind::False => true,
        }
    }

    fn is_in_range(&self, number: Number<'_>) -> bool {
        let bounds = [
            (&self.minimum, Ordering::is_ge as fn(Ordering) -> bool),
            (&self.maximum, Ordering::is_le),
            (&self.exclusive_minimum, Ordering::is_gt),
            (&self.exclusive_maximum, Ordering::is_lt),
        ];
        // A limit that is not a number limits nothing.
        let read = |limit: &Option<String>, allows: &dyn Fn(Number<'_>) -> bool| {
            let limit = limit.as_deref().and_then(Number::read);
            limit.is_none_or(allows)
        };
        bounds
            .iter()
            .all(|(limit, is)| read(limit, &|limit| is(number.cmp(&limit))))
            && read(&self.multiple_of, &|step| number.multiple_of(step))
    }
}

/// Returns whether a count is within limits; counts only if there is a limit.
fn is_between(least: Option<u64>, most: Option<u64>, count: impl FnOnce() -> usize) -> bool {
    if least.or(most).is_none() {
        return true;
    }
    let count = count() as u64;
    least.is_none_or(|least| count >= least) && most.is_none_or(|most| count <= most)
}
