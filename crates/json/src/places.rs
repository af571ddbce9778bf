//! The places of values in a tree, as JSON Pointers (RFC 6901), without a walk from the root for each.
//!
//! A place is as long as its value is deep, so places are made one by one for the values that need
//! them, never for a whole tree.

use std::borrow::Cow;

use super::{Tree, View, pointer};

/// A finder of places, which passes each value only once when they are requested in document order.
pub struct Places<'a> {
    tree: &'a Tree,
    /// The containers around the value requested last, outermost first.
    open: Vec<Ancestor>,
    /// The place of that value.
    place: String,
}

/// A container and the position reached among its children.
struct Ancestor {
    /// Index of the child on the path, and its position among its siblings.
    child: u32,
    position: usize,
    /// Index of the first node after the container.
    after: u32,
    /// Length of the container's place.
    length: usize,
}

impl<'a> Places<'a> {
    /// Starts at the root of a tree.
    pub fn new(tree: &'a Tree) -> Places<'a> {
        Places {
            tree,
            open: Vec::new(),
            place: String::new(),
        }
    }

    /// The place of the value with that [`View::index`]; the root's if there is no such value.
    pub fn of(&mut self, index: usize) -> &str {
        let wanted = index as u32;
        let is_beside = |open: &mut Ancestor| wanted < open.child || open.after <= wanted;
        while self.open.pop_if(is_beside).is_some() {}
        if self.open.is_empty() {
            self.place.clear();
            let within = wanted > 0 && index < self.tree.nodes.len();
            if within {
                self.enter(0);
            }
        }
        while let Some(open) = self.open.last_mut() {
            while self.tree.nodes[open.child as usize].after <= wanted {
                open.child = self.tree.nodes[open.child as usize].after;
                open.position += 1;
            }
            let (child, position) = (open.child, open.position);
            self.place.truncate(open.length);
            self.step(child, position);
            if child == wanted {
                break;
            }
            self.enter(child);
        }
        &self.place
    }

    /// The place of a value relative to the outermost of the matching containers around it, counted
    /// outwards from the value without a gap; empty if the innermost container does not match.
    ///
    /// Each step is the name of a member, if it is one, and the position among its siblings.
    pub fn within(
        &mut self,
        index: usize,
        is_match: impl Fn(usize) -> bool,
    ) -> Vec<(Option<Cow<'a, str>>, usize)> {
        self.of(index);
        let above = |at: usize| self.open.get(at).map_or(0, |open| open.child as usize);
        let outer = (0..self.open.len()).rev();
        let matching = outer.take_while(|at| is_match(at.checked_sub(1).map_or(0, above)));
        let from = self.open.len() - matching.count();
        let tree = self.tree;
        let step = |open: &Ancestor| {
            let index = open.child;
            (View { tree, index }.name(), open.position)
        };
        self.open[from..].iter().map(step).collect()
    }

    /// Enters the container with that index, which must have children.
    fn enter(&mut self, index: u32) {
        self.open.push(Ancestor {
            child: index + 1,
            position: 0,
            after: self.tree.nodes[index as usize].after,
            length: self.place.len(),
        });
    }

    /// Appends the step from a container to a child.
    fn step(&mut self, child: u32, position: usize) {
        let view = View {
            tree: self.tree,
            index: child,
        };
        self.place.push('/');
        match view.name() {
            Some(name) => self.place.push_str(&pointer::escape(&name)),
            None => self.place.push_str(&position.to_string()),
        }
    }
}
