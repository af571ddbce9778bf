//! Names and values of a query or of cookies, found by name.

use crate::table::Table;

/// Pairs in their order.
#[derive(Default)]
pub(super) struct Pairs<'a> {
    /// Decoded.
    all: Vec<(String, String)>,
    /// The values before decoding, where they differ.
    raw: Vec<&'a str>,
    /// Where the pairs of a name are.
    names: Table<Vec<usize>>,
    /// Where the pairs are whose name has a bracket, by what is before it.
    stems: Table<Vec<usize>>,
}

impl<'a> Pairs<'a> {
    pub fn new(all: Vec<(String, String)>, raw: Vec<&'a str>) -> Pairs<'a> {
        let mut pairs = Pairs {
            raw,
            ..Pairs::default()
        };
        for (at, (name, _)) in all.iter().enumerate() {
            add(&mut pairs.names, name, at);
            for (bracket, _) in name.match_indices('[').take(BRACKETS) {
                add(&mut pairs.stems, &name[..bracket], at);
            }
        }
        pairs.all = all;
        pairs
    }

    pub fn all(&self) -> &[(String, String)] {
        &self.all
    }

    /// The values of a name.
    pub fn values(&self, name: &str) -> impl DoubleEndedIterator<Item = &str> {
        let at = self.names.get(name).into_iter().flatten();
        at.map(|at| &*self.all[*at].1)
    }

    /// The first value of a name before decoding.
    pub fn raw(&self, name: &str) -> Option<&'a str> {
        let first = self.names.get(name)?.first()?;
        self.raw.get(*first).copied()
    }

    /// Members and values of `name[member]`.
    pub fn members(&self, name: &str) -> Vec<(String, String)> {
        let at = self.stems.get(name).into_iter().flatten();
        let member = |at: &usize| {
            let (own, value) = &self.all[*at];
            let inner = own.get(name.len() + 1..)?.strip_suffix(']')?;
            Some((inner.to_owned(), value.clone()))
        };
        at.filter_map(member).collect()
    }
}

/// Brackets of a name that are looked at: names have few.
const BRACKETS: usize = 64;

fn add(table: &mut Table<Vec<usize>>, key: &str, at: usize) {
    match table.get_mut(key) {
        Some(list) => list.push(at),
        None => table.set(key, vec![at]),
    }
}
