//! Sorting and finding, once for all types.
//!
//! The standard library's sorts and maps are compiled anew for every type,
//! kilobytes each, and the page has to be small. What is here is compiled
//! once, works on positions, and is as fast for large inputs.

use std::cmp::Ordering;
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
        self.0.iter().find(|v| &*v.0 == name).map(|v| &v.1)
    }

    pub fn iter(&self) -> impl Iterator<Item = &(Rc<str>, V)> {
        self.0.iter()
    }

    pub fn insert(&mut self, name: Rc<str>, value: V) {
        let at = self.0.iter().take_while(|v| v.0 < name).count();
        match self.0.get_mut(at) {
            Some(known) if known.0 == name => known.1 = value,
            _ => self.0.insert(at, (name, value)),
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
        let at = self.0.iter().take_while(|v| v.0 < *name).count();
        if self.0.get(at).is_none_or(|v| v.0 != *name) {
            self.0.insert(at, (name.clone(), V::default()));
        }
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

/// FNV-1a, with its high bits folded in.
fn hash(key: &[u8]) -> usize {
    let mut hash: u32 = 0x811C_9DC5;
    for byte in key {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 15)) as usize
}

/// Which of some small numbers were met.
#[derive(Clone, Debug, Default)]
pub struct Met(Vec<bool>);

impl Met {
    /// Adds a number; says whether it is new.
    pub fn insert(&mut self, number: impl Into<usize>) -> bool {
        let number = number.into();
        if number >= self.0.len() {
            self.0.resize(number + 1, false);
        }
        !std::mem::replace(&mut self.0[number], true)
    }

    /// Whether a number was met.
    pub fn has(&self, number: usize) -> bool {
        self.0.get(number) == Some(&true)
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
    fn a_number_is_new_once() {
        let mut met = Met::default();
        assert!(met.insert(70_usize) && met.insert(3_usize));
        assert!(!met.insert(70_usize));
    }
}
