//! Sorting and finding, once for all types.
//!
//! The standard library's sorts and maps are compiled anew for every type,
//! kilobytes each, and the page has to be small. What is here is compiled
//! once, works on positions, and is as fast for large inputs.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::rc::Rc;

/// Sorts items; equal ones keep their order.
pub fn sort_by<T>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    let mut from = ranked(items.len(), &|a, b| order(&items[a], &items[b]).is_gt());
    // Every cycle of the permutation is followed once.
    for start in 0..from.len() {
        let mut at = start;
        loop {
            let next = std::mem::replace(&mut from[at], at);
            if next == start {
                break;
            }
            items.swap(at, next);
            at = next;
        }
    }
}

/// The positions of items in their order: a merge sort from the bottom up.
fn ranked(count: usize, after: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    if (1..count).all(|at| !after(at - 1, at)) {
        return order;
    }
    let mut merged = order.clone();
    let mut width = 1;
    while width < count {
        let mut start = 0;
        while start < count {
            let middle = count.min(start + width);
            let end = count.min(middle + width);
            let (mut left, mut right) = (start, middle);
            for slot in &mut merged[start..end] {
                let takes_right =
                    left == middle || (right < end && after(order[left], order[right]));
                let from = if takes_right { &mut right } else { &mut left };
                *slot = order[*from];
                *from += 1;
            }
            start = end;
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    order
}

/// Distinct keys, numbered from 0 as they come; what belongs to them stands in a list beside.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// All keys, one after another.
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
    /// A hash table with open addressing: the number of a key and 1, or 0.
    slots: Vec<u32>,
}

impl Keys {
    /// The number of a key.
    pub fn find(&self, key: impl AsRef<[u8]>) -> Option<usize> {
        self.slot(key.as_ref()).1
    }

    /// The number of a key, and whether it is new.
    pub fn add(&mut self, key: impl AsRef<[u8]>) -> (usize, bool) {
        self.put(key.as_ref())
    }

    /// Adds a key; says whether it is new.
    pub fn insert(&mut self, key: impl AsRef<[u8]>) -> bool {
        self.put(key.as_ref()).1
    }

    fn put(&mut self, key: &[u8]) -> (usize, bool) {
        let next = self.ends.len();
        if next * 2 >= self.slots.len() {
            self.grow();
        }
        match self.slot(key) {
            (_, Some(known)) => (known, false),
            (slot, None) => {
                self.bytes.extend_from_slice(key);
                self.ends.push(self.bytes.len());
                self.slots[slot] = next as u32 + 1;
                (next, true)
            }
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(16);
        self.slots = vec![0; size];
        for number in 0..self.ends.len() {
            let slot = self.slot(self.key(number)).0;
            self.slots[slot] = number as u32 + 1;
        }
    }

    /// The slot of a key, or where it belongs, and its number.
    fn slot(&self, key: &[u8]) -> (usize, Option<usize>) {
        let mut at = hash(key);
        loop {
            at &= self.slots.len().wrapping_sub(1);
            match self.slots.get(at) {
                Some(0) | None => return (at, None),
                Some(&number) if self.key(number as usize - 1) == key => {
                    return (at, Some(number as usize - 1));
                }
                Some(_) => at += 1,
            }
        }
    }

    fn key(&self, number: usize) -> &[u8] {
        let start = match number {
            0 => 0,
            _ => self.ends[number - 1],
        };
        &self.bytes[start..self.ends[number]]
    }
}

/// A few values by name, sorted by it.
#[derive(Clone, PartialEq, Eq)]
pub struct ByName<V>(Vec<(Rc<str>, V)>);

impl<V> ByName<V> {
    pub fn get(&self, name: &str) -> Option<&V> {
        let at = self.at(name).ok()?;
        Some(&self.0[at].1)
    }

    /// Where a name is, or where it belongs.
    fn at(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|v| (*v.0).cmp(name))
    }

    pub fn iter(&self) -> impl Iterator<Item = &(Rc<str>, V)> {
        self.0.iter()
    }

    pub fn insert(&mut self, name: Rc<str>, value: V) {
        match self.at(&name) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (name, value)),
        }
    }

    pub fn remove(&mut self, name: &str) {
        self.0.retain(|v| &*v.0 != name);
    }

    /// The value of that name, the default if there is none yet.
    pub fn entry(&mut self, name: &Rc<str>) -> &mut V
    where
        V: Default,
    {
        let at = self.at(name).unwrap_or_else(|at| {
            self.0.insert(at, (name.clone(), V::default()));
            at
        });
        &mut self.0[at].1
    }
}

impl<V> Default for ByName<V> {
    fn default() -> ByName<V> {
        ByName(Vec::new())
    }
}

impl<V: fmt::Debug> fmt::Debug for ByName<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.0.iter().map(|v| (&v.0, &v.1)))
            .finish()
    }
}

/// Values by key.
#[derive(Clone, Debug)]
pub struct Table<V> {
    keys: Keys,
    values: Vec<V>,
}

impl<V> Table<V> {
    pub fn get(&self, key: impl AsRef<[u8]>) -> Option<&V> {
        self.values.get(self.keys.find(key)?)
    }

    pub fn get_mut(&mut self, key: impl AsRef<[u8]>) -> Option<&mut V> {
        self.values.get_mut(self.keys.find(key)?)
    }

    /// Sets the value of a key, whether it had one or not.
    pub fn set(&mut self, key: impl AsRef<[u8]>, value: V) {
        match self.keys.add(key) {
            (_, true) => self.values.push(value),
            (number, false) => self.values[number] = value,
        }
    }
}

impl<V> Default for Table<V> {
    fn default() -> Table<V> {
        Table {
            keys: Keys::default(),
            values: Vec::new(),
        }
    }
}

/// Names that are to differ: one that is taken gets a number.
#[derive(Clone, Debug, Default)]
pub struct Names {
    taken: Keys,
    /// The number that is tried next for a name.
    next: Table<usize>,
}

impl Names {
    /// The name itself, or `name-2` and so on, the first that is free in its scope; whether it was free.
    pub fn free(&mut self, scope: &str, name: &str) -> (String, bool) {
        let within = |name: &str| [scope, "\n", name].concat();
        if self.taken.insert(within(name)) {
            return (name.to_owned(), true);
        }
        let mut number = self.next.get(within(name)).copied().unwrap_or(2);
        let free = loop {
            let numbered = [name, "-", &number.to_string()].concat();
            number += 1;
            if self.taken.insert(within(&numbered)) {
                break numbered;
            }
        };
        self.next.set(within(name), number);
        (free, false)
    }
}

/// Where each of some names is first, found by name. A few names are compared one by one.
#[derive(Clone, Debug, Default)]
pub struct Positions<'a> {
    few: Vec<&'a str>,
    keys: Keys,
    /// Where each key is.
    at: Vec<usize>,
}

/// Names up to which comparing them one by one is the fastest.
const FEW: usize = 16;

impl<'a> Positions<'a> {
    pub fn find(&self, name: &str) -> Option<usize> {
        match self.at.is_empty() {
            true => self.few.iter().position(|few| *few == name),
            false => self.keys.find(name).map(|number| self.at[number]),
        }
    }
}

impl<'a> FromIterator<&'a str> for Positions<'a> {
    fn from_iter<I: IntoIterator<Item = &'a str>>(names: I) -> Positions<'a> {
        let few: Vec<&str> = names.into_iter().collect();
        let mut positions = Positions::default();
        if few.len() > FEW {
            for (at, name) in few.iter().enumerate() {
                if positions.keys.insert(name) {
                    positions.at.push(at);
                }
            }
        } else {
            positions.few = few;
        }
        positions
    }
}

/// FNV-1a, with its high bits folded in.
fn hash(key: &[u8]) -> usize {
    let mut hash: u32 = 0x811C_9DC5;
    for byte in key {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 15)) as usize
}

/// Which numbers were met.
#[derive(Clone, Debug, Default)]
pub struct Met(BTreeSet<usize>);

impl Met {
    /// Adds a number; says whether it is new.
    pub fn insert(&mut self, number: impl Into<usize>) -> bool {
        self.0.insert(number.into())
    }

    /// Whether a number was met.
    pub fn has(&self, number: usize) -> bool {
        self.0.contains(&number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_keeps_the_order_of_equals() {
        let mut seed = 1_u32;
        for count in 0..70 {
            let mut items: Vec<(u32, usize)> = (0..count)
                .map(|at| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 28, at)
                })
                .collect();
            let mut same = items.clone();
            sort_by(&mut items, |a, b| a.0.cmp(&b.0));
            same.sort_by_key(|item| item.0);
            assert_eq!(items, same);
        }
    }

    #[test]
    fn keys_are_numbered_as_they_come() {
        let mut keys = Keys::default();
        assert_eq!(keys.find(""), None);
        for number in 0..1000_usize {
            assert_eq!(keys.add(number.to_string()), (number, true));
        }
        for number in 0..1000_usize {
            assert_eq!(keys.add(number.to_string()), (number, false));
            assert_eq!(keys.find(number.to_string()), Some(number));
        }
        assert_eq!(keys.find("1000"), None);
        assert!(keys.insert("") && !keys.insert(""));
    }

    #[test]
    fn names_are_found_where_they_are_first() {
        for count in [0, 3, FEW, FEW + 1, 500] {
            let names: Vec<String> = (0..count).map(|at| (at / 2).to_string()).collect();
            let positions: Positions = names.iter().map(String::as_str).collect();
            for name in 0..=count {
                let first = names.iter().position(|known| *known == name.to_string());
                assert_eq!(positions.find(&name.to_string()), first);
            }
        }
    }

    #[test]
    fn a_name_that_is_taken_gets_the_first_free_number() {
        let mut names = Names::default();
        let given = ["a", "a-2", "a", "a", "b", "a-2"];
        let found = given.map(|name| names.free("", name).0);
        assert_eq!(found, ["a", "a-2", "a-3", "a-4", "b", "a-2-2"]);
        assert_eq!(names.free("elsewhere", "a"), ("a".to_owned(), true));
    }

    #[test]
    fn a_number_is_new_once() {
        let mut met = Met::default();
        assert!(met.insert(70_usize) && met.insert(3_usize));
        assert!(!met.insert(70_usize));
    }
}
