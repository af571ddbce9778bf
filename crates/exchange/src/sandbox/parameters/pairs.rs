//! Names and values of a query or of cookies, indexed by name.

use std::collections::HashMap;

/// Pairs in their original order.
#[derive(Default)]
pub(super) struct Pairs<'a> {
    /// The decoded pairs.
    all: Vec<(String, String)>,
    /// The pairs before decoding.
    raw: Vec<(&'a str, &'a str)>,
    /// The positions of the pairs with each name.
    names: HashMap<String, Vec<usize>>,
    /// The positions of the pairs whose name has a bracket, by the text before it.
    stems: HashMap<String, Vec<usize>>,
}

impl<'a> Pairs<'a> {
    pub fn new(all: Vec<(String, String)>, raw: Vec<(&'a str, &'a str)>) -> Pairs<'a> {
        let mut pairs = Pairs {
            raw,
            ..Pairs::default()
        };
        for (at, (name, _)) in all.iter().enumerate() {
            pairs.names.entry(name.clone()).or_default().push(at);
            for (bracket, _) in name.match_indices('[').take(BRACKETS) {
                let stem = name[..bracket].to_owned();
                pairs.stems.entry(stem).or_default().push(at);
            }
        }
        pairs.all = all;
        pairs
    }

    pub fn all(&self) -> &[(String, String)] {
        &self.all
    }

    /// Returns the values of a name.
    pub fn values(&self, name: &str) -> impl DoubleEndedIterator<Item = &str> {
        let at = self.names.get(name).into_iter().flatten();
        at.map(|at| &*self.all[*at].1)
    }

    /// Returns the first value of a name before decoding.
    pub fn raw(&self, name: &str) -> Option<&'a str> {
        let first = self.names.get(name)?.first()?;
        self.raw.get(*first).map(|pair| pair.1)
    }

    /// Returns the fields `name[member]`, as `name[member]=value` before decoding.
    pub fn fields(&self, name: &str) -> Vec<String> {
        let at = self.stems.get(name).into_iter().flatten();
        let raw = at.filter_map(|at| self.raw.get(*at));
        raw.map(|(name, value)| [name, "=", value].concat())
            .collect()
    }
}

/// The most brackets of a name that are examined: names have few.
const BRACKETS: usize = 64;
