//! The orders that the members of a JSON text may have had, known ones and all possible ones.
//!
//! Objects with the same names in the same order (the items of a list) are one kind and change
//! together. Sorting on the way hides the original order, so unknown orders are tried within
//! bounds.

use std::collections::HashSet;
use std::rc::Rc;

use indexmap::IndexMap;
use json::{Kind, Tree, View};

/// The number of kinds of objects that are distinguished; later ones keep their order.
const KINDS: usize = 64;
/// The number of values of a known text that are examined.
const LOOKED_AT: usize = 50_000;
/// The most members of a kind whose every order is tried.
const PERMUTED: usize = 5;
/// The same for the outermost kind.
const OUTERMOST: usize = 6;

/// The names of each kind's members, by their concatenated literals.
type Kinds = IndexMap<String, Vec<Rc<str>>>;

/// New orders by kind of object: the present positions of the members.
pub type Places = Vec<(u32, Vec<usize>)>;

/// The kinds of objects in a text.
#[derive(Default)]
pub struct Orders {
    /// The kind of each value, or `NONE`.
    of: Vec<u32>,
    /// The names of each kind's members.
    kinds: Vec<Vec<Rc<str>>>,
}

const NONE: u32 = u32::MAX;

impl Orders {
    pub fn read(tree: &Tree) -> Orders {
        let mut kinds = Kinds::new();
        let mut of = Vec::new();
        for view in tree.all() {
            let kind = kind(view, &mut kinds);
            if let Some(number) = kind {
                of.resize(view.index(), NONE);
                of.push(number);
            }
        }
        Orders {
            of,
            kinds: kinds.into_values().collect(),
        }
    }

    /// Returns the new order of an object's members, if it changes.
    pub fn places<'p>(&self, view: View<'_>, places: &'p Places) -> Option<&'p [usize]> {
        if places.is_empty() {
            return None;
        }
        let kind = *self.of.get(view.index())?;
        let found = places.iter().find(|(of, _)| *of == kind)?;
        Some(&found.1)
    }

    /// Returns the orders of another text for these names: for each kind, the order of the object
    /// that shares the most names. `None` where no order differs.
    pub fn like(&self, known: &Tree) -> Option<Places> {
        let mut objects = Kinds::new();
        let here: HashSet<&str> = self.kinds.iter().flatten().map(|name| &**name).collect();
        let is_here = |view: &View<'_>| {
            let name = view
                .name_literal()
                .and_then(|n| n.get(1..n.len().saturating_sub(1)));
            name.is_some_and(|name| here.contains(name))
        };
        // A known text may be a whole document, of which only a small part is similar.
        for view in known.all().take(LOOKED_AT) {
            let like =
                view.kind() == Kind::Object && view.children().filter(is_here).nth(1).is_some();
            if like {
                kind(view, &mut objects);
            }
        }
        let mut places = Places::new();
        for (of, names) in self.kinds.iter().enumerate() {
            let shared = |object: &Vec<Rc<str>>| {
                let shared = object.iter().filter(|name| names.contains(name)).count();
                (shared, usize::MAX - object.len())
            };
            let best = objects.values().max_by_key(|object| shared(object));
            let Some(best) = best.filter(|object| shared(object).0 > 1) else {
                continue;
            };
            let at = |place: &usize| {
                let name = names.get(*place);
                let at = name.and_then(|name| best.iter().position(|known| known == name));
                at.unwrap_or(usize::MAX)
            };
            let mut order: Vec<usize> = (0..names.len()).collect();
            order.sort_by_key(at);
            if !order.is_sorted() {
                places.push((of as u32, order));
            }
        }
        (!places.is_empty()).then_some(places)
    }

    /// Returns every order of the outermost members, where they are few.
    pub fn outermost(&self) -> Vec<Places> {
        let first = self.of.first().copied().filter(|kind| *kind != NONE);
        let few = |kind: &u32| self.size(*kind) <= PERMUTED;
        let of = |kind: u32| {
            let all = permutations(self.size(kind)).into_iter();
            all.map(|order| vec![(kind, order)]).collect()
        };
        first.filter(few).map(of).unwrap_or_default()
    }

    /// Returns up to `most` other orders: of more outermost members, of inner ones, and of several
    /// kinds at once. The flag means that these and the outermost ones are all possible orders.
    pub fn within(&self, most: usize) -> (Vec<Places>, bool) {
        let first = self.of.first().copied().unwrap_or(NONE);
        let limit = |kind: u32| if kind == first { OUTERMOST } else { PERMUTED };
        let mut whole = true;
        let mut each: Vec<Vec<Places>> = Vec::new();
        for kind in 0..self.kinds.len() as u32 {
            let few = self.size(kind) <= limit(kind);
            whole &= few;
            let orders = permutations(self.size(kind)).into_iter();
            each.push(
                orders
                    .filter(|_| few)
                    .map(|order| vec![(kind, order)])
                    .collect(),
            );
        }
        let outermost = |kind: usize| kind as u32 == first && self.size(first) <= PERMUTED;
        let others = each
            .iter()
            .enumerate()
            .filter(|(kind, _)| !outermost(*kind));
        let mut all: Vec<Places> = others.flat_map(|(_, orders)| orders.clone()).collect();
        let mut made: Vec<Places> = Vec::new();
        for orders in &each {
            let mut longer = orders.clone();
            for places in &made {
                let room = most.saturating_sub(all.len());
                whole &= room >= orders.len();
                let both = orders
                    .iter()
                    .take(room)
                    .map(|more| [&places[..], more].concat());
                let both: Vec<Places> = both.collect();
                all.extend(both.iter().cloned());
                longer.extend(both);
            }
            made.extend(longer);
            made.truncate(most);
        }
        whole &= all.len() <= most;
        all.truncate(most);
        (all, whole)
    }

    /// Returns whether the members of every object are in alphabetical order, and not by chance.
    pub fn are_sorted(&self) -> bool {
        let most = self.kinds.iter().map(Vec::len).max().unwrap_or_default();
        most > 2 && self.kinds.iter().all(|names| names.is_sorted())
    }

    fn size(&self, kind: u32) -> usize {
        self.kinds.get(kind as usize).map_or(0, Vec::len)
    }
}

/// Returns the number of an object's kind; `None` for a value without an order.
fn kind(view: View<'_>, kinds: &mut Kinds) -> Option<u32> {
    if view.kind() != Kind::Object {
        return None;
    }
    let literals: Vec<&str> = view.children().filter_map(View::name_literal).collect();
    if literals.len() < 2 {
        return None;
    }
    let literals = literals.concat();
    if let Some(number) = kinds.get_index_of(&literals) {
        return Some(number as u32);
    }
    if kinds.len() >= KINDS {
        return None;
    }
    let names = view.children().filter_map(View::name);
    let names = names.map(|name| Rc::from(&*name)).collect();
    Some(kinds.insert_full(literals, names).0 as u32)
}

/// Returns every order of `count` things but the present one; none if there are too many.
pub fn permutations(count: usize) -> Vec<Vec<usize>> {
    if count > OUTERMOST {
        return Vec::new();
    }
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..count {
        let longer = all.iter().flat_map(|begun| {
            let left = (0..count).filter(|at| !begun.contains(at));
            left.map(|at| [&begun[..], &[at]].concat())
                .collect::<Vec<_>>()
        });
        all = longer.collect();
    }
    all.retain(|order| !order.is_sorted());
    all
}
