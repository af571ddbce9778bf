//! The bodies that may have been signed instead of the received one.
//!
//! A plan is one or two changes, or more for what a known program does at once. There are thousands
//! of plans, so the bytes of each are made on demand and not kept. [`changes`] lists the single
//! changes and [`plans`] their combinations.

mod changes;
mod lists;
mod plans;

use super::cause::{Cause, Charset, Escaped, Form, Order, Spacing};
use super::limits::LARGE;
use super::rewrite::{self, Orders, Places};
use super::texts;
use super::unpack::unpacked;
use json::{Tree, View};
#[cfg(test)]
pub use lists::{CHARSETS, PADDED};
use plans::Planned;
use received::Received;

/// A single change of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub cause: Cause,
    at: At,
}

/// The data of a change beyond its cause.
#[derive(Clone, Debug, PartialEq)]
enum At {
    Nothing,
    /// The index of a number's value.
    Number(usize),
    Members(Places),
    /// The order of a form's fields.
    Fields(Vec<usize>),
}

impl From<Cause> for Change {
    fn from(cause: Cause) -> Change {
        Change {
            cause,
            at: At::Nothing,
        }
    }
}

pub type Plan = Vec<Change>;

/// All bodies of a request that may have been signed.
pub struct Bodies<'a> {
    received: &'a Received,
    /// Texts whose order of members is known, such as documented deliveries.
    known: Vec<Tree>,
    /// The source as JSON; `None` if it is not JSON or is too large.
    tree: Option<Tree>,
    /// The spacing of the source.
    own: Option<Spacing>,
    /// The JSON within the source, where the source is a JSON string, and its spacing.
    inner: Option<(Tree, Option<Spacing>)>,
    orders: Orders,
    /// Plans by kind: the body itself; one change; several changes that one act makes (JSON or a
    /// form written again); two acts; guessed orders; changes of a long body, tried alone.
    pub plans: [Vec<Plan>; KINDS],
    planned: Planned,
    /// The JSON text made last and its changes, kept because many plans begin with the same ones.
    last: Option<(Vec<Change>, Option<Vec<u8>>)>,
}

/// The number of kinds of plans.
pub const KINDS: usize = 6;
/// The kind that is combined from the kinds before it, after equal bodies are removed.
pub const PAIRS: usize = 3;
pub const GUESSES: usize = 4;
pub const ALONE: usize = 5;

/// The result of making a body.
pub enum Made {
    /// The body cannot be made.
    Never,
    /// The change has no effect.
    Same,
    Done(Vec<u8>),
}

impl<'a> Bodies<'a> {
    /// Plans the bodies of a request; `known` are texts whose order of members is known.
    pub fn new(received: &'a Received, known: Vec<Tree>) -> Bodies<'a> {
        let mut bodies = Bodies {
            received,
            known,
            tree: None,
            own: None,
            inner: None,
            orders: Orders::default(),
            plans: Default::default(),
            planned: Planned::default(),
            last: None,
        };
        let small = Some(bodies.bare()).filter(|_| !bodies.is_large());
        let text = small.and_then(|bare| std::str::from_utf8(bare).ok());
        bodies.tree = text.and_then(|text| Tree::read(text).ok());
        bodies.own = bodies.tree.as_ref().and_then(rewrite::spacing);
        bodies.orders = bodies.tree.as_ref().map(Orders::read).unwrap_or_default();
        bodies.inner = bodies.quoted();
        bodies.plan();
        bodies
    }

    pub fn tree(&self) -> Option<&Tree> {
        self.tree.as_ref()
    }

    pub fn source(&self) -> &[u8] {
        &self.received.body
    }

    /// Returns the spacing of the source, if it is JSON with regular spacing.
    pub fn spacing(&self) -> Option<Spacing> {
        self.own
    }

    /// Returns which kinds of characters in the source's strings can be escaped.
    pub fn escaped(&self) -> Escaped {
        let mut escaped = Escaped::default();
        for text in self
            .tree
            .iter()
            .flat_map(Tree::all)
            .filter_map(View::string)
        {
            escaped.beyond_ascii |= !text.is_ascii();
            escaped.control |= text.chars().any(|c| {
                let short = ['\u{8}', '\t', '\n', '\u{c}', '\r'];
                c.is_ascii_control() && !short.contains(&c)
            });
        }
        escaped
    }

    /// Returns whether the body is too large for every change to be tried.
    pub fn is_large(&self) -> bool {
        self.source().len() > LARGE
    }

    /// Returns whether the members are in alphabetical order and some other order remains untried.
    pub fn are_sorted(&self) -> bool {
        self.orders.are_sorted() && !self.planned.every_order
    }

    /// Returns the source without its byte order mark, which JSON does not allow.
    fn bare(&self) -> &[u8] {
        let source = self.source();
        source.strip_prefix(MARK).unwrap_or(source)
    }

    /// Reads the JSON within the source, where the source is a JSON string.
    fn quoted(&self) -> Option<(Tree, Option<Spacing>)> {
        let tree = Tree::read(self.tree()?.root().string()?).ok()?;
        let own = rewrite::spacing(&tree);
        Some((tree, own))
    }

    /// Makes a plan's bytes and returns the cost too, in bytes hashed.
    pub fn make(&mut self, plan: &[Change]) -> (Made, usize) {
        let (json, others): (Vec<Change>, Vec<Change>) =
            plan.iter().cloned().partition(|c| is_json(&c.cause));
        let (mut bytes, mut cost) = (None, 0);
        if !json.is_empty() {
            let more = !others.is_empty();
            (bytes, cost) = self.rewritten(json, more);
            if bytes.is_none() {
                return (Made::Never, cost);
            }
        }
        for change in &others {
            let from = bytes.as_deref().unwrap_or(self.source());
            cost += from.len();
            match changed(change, from) {
                Some(made) => bytes = Some(made),
                None => return (Made::Never, cost),
            }
        }
        (bytes.map_or(Made::Same, Made::Done), cost)
    }

    /// Returns a plan's JSON text; `more` means that other changes follow, so that the text is worth
    /// keeping.
    fn rewritten(&mut self, changes: Vec<Change>, more: bool) -> (Option<Vec<u8>>, usize) {
        let size = |bytes: &Option<Vec<u8>>| bytes.as_ref().map_or(0, Vec::len);
        if let Some((last, bytes)) = &self.last
            && *last == changes
        {
            return (bytes.clone(), size(bytes) / 8);
        }
        let bytes = self.written(&changes);
        if more {
            self.last = Some((changes, bytes.clone()));
        }
        let cost = 4 * size(&bytes);
        (bytes, cost)
    }

    /// Returns the source with changes of JSON and with its byte order mark.
    fn written(&self, changes: &[Change]) -> Option<Vec<u8>> {
        let tree = self.tree()?;
        let unquoted = |change: &&Change| change.cause == Cause::Quoted { quoted: false };
        let style = style(changes);
        let text = if changes.iter().any(|change| unquoted(&change)) {
            if changes.len() == 1 {
                return Some(tree.root().string()?.into_owned().into_bytes());
            }
            let (tree, own) = self.inner.as_ref()?;
            rewrite::write(tree, &style, *own, &Orders::default())?
        } else {
            rewrite::write(tree, &style, self.own, &self.orders)?
        };
        let mark = self.source().len() - self.bare().len();
        let mark = self.source().get(..mark).unwrap_or_default();
        Some([mark, text.as_bytes()].concat())
    }
}

/// Applies a change to a body; returns `None` where that is not possible.
fn changed(change: &Change, body: &[u8]) -> Option<Vec<u8>> {
    // A change that needs the whole body in memory is skipped for a large one.
    if body.len() > LARGE && is_of_whole(&change.cause) {
        return None;
    }
    match (&change.cause, &change.at) {
        (Cause::Decompressed, _) => unpacked(body),
        (Cause::Form(Form::Other), At::Fields(places)) => texts::reordered(body, places),
        (cause, _) => texts::changed(cause, body),
    }
}

/// Returns whether a change moves parts of the body.
fn is_of_whole(cause: &Cause) -> bool {
    use Form::{Descending, Json, Other, Reversed, Sorted};
    matches!(
        cause,
        Cause::Form(Sorted | Descending | Reversed | Other | Json)
            | Cause::Charset(Charset::NotUtf16)
    )
}

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

fn is_json(cause: &Cause) -> bool {
    side(cause) < 9
}

fn side_of_numbers() -> u8 {
    4
}

/// Returns the number of the side of a JSON text that a change affects; 9 for other changes.
fn side(cause: &Cause) -> u8 {
    match cause {
        Cause::Spacing(_) => 0,
        Cause::Order(_) => 1,
        Cause::Escapes(_) => 2,
        Cause::Slashes { .. } => 3,
        Cause::Numbers(_) | Cause::Number { .. } | Cause::Named { .. } => side_of_numbers(),
        Cause::Quoted { quoted: false } => 5,
        _ => 9,
    }
}

fn style(changes: &[Change]) -> rewrite::Style {
    let mut style = rewrite::Style::default();
    for change in changes {
        match (&change.cause, &change.at) {
            (Cause::Spacing(spacing), _) => style.spacing = Some(*spacing),
            (Cause::Order(Order::Other | Order::Known), At::Members(places)) => {
                style.places.clone_from(places);
            }
            (Cause::Order(order), _) => style.order = Some(*order),
            (Cause::Escapes(escapes), _) => style.escapes = Some(*escapes),
            (Cause::Slashes { escaped }, _) => style.slashes = Some(*escaped),
            (Cause::Numbers(numbers), _) => style.numbers = Some(*numbers),
            (Cause::Named { name, form }, _) => style.named.push((name.clone(), *form)),
            (Cause::Number { signed, .. }, At::Number(at)) => {
                style.single.push((*at, signed.clone()));
            }
            _ => {}
        }
    }
    style
}
