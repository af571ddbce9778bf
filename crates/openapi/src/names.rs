//! Names that must differ within a scope, such as the ids of operations.

use std::collections::{HashMap, HashSet};

/// The names in use, by scope.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    taken: HashSet<(String, String)>,
    /// The next number to try for a name.
    next: HashMap<(String, String), usize>,
}

impl Names {
    /// Reserves the name itself or, if it is in use, the first free one of `name-2`,
    /// `name-3` and so on. Also returns whether the name itself was free.
    pub fn free(&mut self, scope: &str, name: &str) -> (String, bool) {
        let own = (scope.to_owned(), name.to_owned());
        if self.taken.insert(own.clone()) {
            return (own.1, true);
        }
        let next = self.next.entry(own).or_insert(2);
        loop {
            let numbered = format!("{name}-{next}");
            *next += 1;
            if self.taken.insert((scope.to_owned(), numbered.clone())) {
                return (numbered, false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_the_first_free_number() {
        let mut names = Names::default();
        let given = ["a", "a-2", "a", "a", "b", "a-2"];
        let found = given.map(|name| names.free("", name).0);
        assert_eq!(found, ["a", "a-2", "a-3", "a-4", "b", "a-2-2"]);
        assert_eq!(names.free("elsewhere", "a"), ("a".to_owned(), true));
    }
}
