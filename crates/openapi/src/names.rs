//! Names that must differ within a scope, such as the ids of operations.

use std::collections::{HashMap, HashSet};

/// The names that are taken, by scope.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    taken: HashSet<(String, String)>,
    /// The number that is tried next for a name.
    next: HashMap<(String, String), usize>,
}

impl Names {
    /// Takes the name itself or, when it is taken, the first free one of `name-2`, `name-3` and so
    /// on. Also returns whether the name itself was free.
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
