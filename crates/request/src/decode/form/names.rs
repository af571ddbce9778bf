//! The steps in field names, and values by these steps.

use std::collections::HashMap;

use super::field::Leaf;

/// The nesting beyond which a name is kept whole.
const DEEPEST: usize = 64;

/// The steps of a name: `a[b][0]` or, with dots, `a.b[0]`; `[]` has no name.
///
/// A name that does not follow the notation is a single step.
pub(super) fn steps(name: &str, dots: bool) -> Vec<Option<String>> {
    let whole = || vec![Some(name.to_owned())];
    let divides = |c: char| c == '[' || dots && c == '.';
    let first = name.find(divides).unwrap_or(name.len());
    if first == 0 {
        return whole();
    }
    let mut found = vec![Some(name[..first].to_owned())];
    let mut rest = &name[first..];
    while !rest.is_empty() {
        let end;
        let step = if let Some(inner) = rest.strip_prefix('[') {
            let Some(close) = inner.find(']') else {
                return whole();
            };
            end = close + 2;
            &inner[..close]
        } else if let Some(inner) = rest.strip_prefix('.').filter(|_| dots) {
            let close = inner.find(divides).unwrap_or(inner.len());
            end = close + 1;
            &inner[..close]
        } else {
            return whole();
        };
        let pushes = step.is_empty() && rest.starts_with('[');
        found.push((!pushes).then(|| step.to_owned()));
        if found.len() > DEEPEST {
            return whole();
        }
        rest = &rest[end..];
    }
    found
}

/// Values by the steps of their names.
pub(super) enum Node {
    Leaf(Leaf),
    Branch(Branch),
}

#[derive(Default)]
pub(super) struct Branch {
    /// The step's name; `None` for `[]`.
    pub children: Vec<(Option<String>, Node)>,
    /// The latest child with each name, and of `[]`.
    latest: HashMap<Option<String>, usize>,
}

impl Branch {
    /// Puts a value at the end of the steps.
    pub fn put(&mut self, steps: &[Option<String>], leaf: Leaf) {
        let Some((step, rest)) = steps.split_first() else {
            return;
        };
        if !rest.is_empty()
            && let Some(index) = self.latest.get(step)
            && let (_, Node::Branch(inner)) = &mut self.children[*index]
        {
            // `a[][b]=1&a[][b]=2` means two items: the second does not fit into the first.
            let again = step.is_none() && inner.holds(rest);
            if !again {
                return inner.put(rest, leaf);
            }
        }
        let node = if rest.is_empty() {
            Node::Leaf(leaf)
        } else {
            let mut inner = Branch::default();
            inner.put(rest, leaf);
            Node::Branch(inner)
        };
        self.latest.insert(step.clone(), self.children.len());
        self.children.push((step.clone(), node));
    }

    /// Returns whether a value is already there.
    fn holds(&self, steps: &[Option<String>]) -> bool {
        let Some((step, rest)) = steps.split_first() else {
            return true;
        };
        let latest = step.as_ref().and(self.latest.get(step));
        latest.is_some_and(|index| match &self.children[*index].1 {
            Node::Leaf(_) => true,
            Node::Branch(inner) => inner.holds(rest),
        })
    }
}
