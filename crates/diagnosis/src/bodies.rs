//! The bodies that may have been signed instead of the one that is here.
//!
//! A plan is one or two changes (three and more for what one program is known
//! to do at once); its bytes are made when they are needed and not kept, since
//! there are thousands. What is tried is in [`changes`], and what of it together in [`plans`]; how a change is made of
//! a large body in slices is [`super::pieces`]'s.

mod changes;
mod lists;
mod plans;

use std::rc::Rc;

use super::cause::{Cause, Escaped, Order, Spacing};
use super::pieces::Turning;
use super::rewrite::{self, Orders, Places};
use super::slices::{LARGE, Made};
use json::{Tree, View};
#[cfg(test)]
pub use lists::{CHARSETS, PADDED};
use plans::Planned;
use received::Received;

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub cause: Cause,
    at: At,
}

/// What a change is made of, where its cause does not say it.
#[derive(Clone, Debug, PartialEq)]
enum At {
    Nothing,
    /// The value that a single number is.
    Number(usize),
    Members(Places),
    /// The places of a form's fields.
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

/// All bodies of one request.
pub struct Bodies {
    received: Rc<Received>,
    /// Texts whose members stand in an order that is known: deliveries, as they are documented.
    known: Vec<Tree>,
    /// The source as JSON; `None` for what is none, and for a large one.
    tree: Option<Tree>,
    /// The spacing that the source has.
    own: Option<Spacing>,
    /// The JSON in the string that the source is, and its spacing.
    inner: Option<(Tree, Option<Spacing>)>,
    orders: Orders,
    /// By kind: the body itself; one change; what is one act of several (JSON or a form written
    /// again); two acts; orders that are guessed; what is put together with nothing, a body being long.
    pub plans: [Vec<Plan>; KINDS],
    planned: Planned,
    /// The JSON text that was made last, and by which changes: many plans begin with the same.
    last: Option<(Vec<Change>, Option<Vec<u8>>)>,
    opened: u8,
}

/// Kinds of plans.
pub const KINDS: usize = 6;
/// The kind that is made of those before it, once they are told apart.
pub const PAIRS: usize = 3;
pub const GUESSES: usize = 4;
pub const ALONE: usize = 5;

/// A body that is being made.
pub struct Making {
    /// Changes of JSON, made at once, since only a body that is not large has any.
    json: Vec<Change>,
    /// The other changes, the last first.
    left: Vec<Change>,
    turning: Option<Turning>,
    /// What the changes so far made; `None` for the source.
    bytes: Option<Vec<u8>>,
}

impl Bodies {
    pub fn new(received: Rc<Received>) -> Bodies {
        Bodies {
            received,
            known: Vec::new(),
            tree: None,
            own: None,
            inner: None,
            orders: Orders::default(),
            plans: Default::default(),
            planned: Planned::default(),
            last: None,
            opened: 0,
        }
    }

    /// Takes texts whose members' order is known; before anything is opened.
    pub fn know(&mut self, known: Vec<Tree>) {
        self.known = known;
    }

    /// Looks a little further at the source; whether there is more to look at.
    pub fn open(&mut self) -> bool {
        match self.opened {
            0 => {
                let small = Some(self.bare()).filter(|_| !self.is_large());
                let text = small.and_then(|bare| std::str::from_utf8(bare).ok());
                self.tree = text.and_then(|text| Tree::read(text).ok());
            }
            1 => self.own = self.tree.as_ref().and_then(rewrite::spacing),
            2 => self.orders = self.tree.as_ref().map(Orders::read).unwrap_or_default(),
            3 => self.inner = self.quoted(),
            4 => self.plan(),
            _ => return false,
        }
        self.opened += 1;
        true
    }

    pub fn tree(&self) -> Option<&Tree> {
        self.tree.as_ref()
    }

    pub fn source(&self) -> &[u8] {
        &self.received.body
    }

    /// How the source is spaced, if it is JSON and has one way.
    pub fn own(&self) -> Option<Spacing> {
        self.own
    }

    /// Which characters of the source's strings escapes would stand for.
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

    /// Whether so much is here that not everything is tried.
    pub fn is_large(&self) -> bool {
        self.source().len() > LARGE
    }

    /// Whether the members stand in alphabetical order here, and not every other was tried.
    pub fn are_sorted(&self) -> bool {
        self.orders.are_sorted() && !self.planned.every_order
    }

    /// The source without its byte order mark, which no JSON has.
    fn bare(&self) -> &[u8] {
        let source = self.source();
        source.strip_prefix(MARK).unwrap_or(source)
    }

    /// What is read in the string that the source is.
    fn quoted(&self) -> Option<(Tree, Option<Spacing>)> {
        let tree = Tree::read(self.tree()?.root().string()?).ok()?;
        let own = rewrite::spacing(&tree);
        Some((tree, own))
    }

    /// Begins to make a plan's bytes.
    pub fn begin(&self, plan: &[Change]) -> Making {
        let (json, mut left): (Vec<Change>, Vec<Change>) =
            plan.iter().cloned().partition(|c| is_json(&c.cause));
        left.reverse();
        Making {
            json,
            left,
            turning: None,
            bytes: None,
        }
    }

    /// Makes a plan's bytes a little further; what that cost, in bytes hashed.
    pub fn more(&mut self, making: &mut Making) -> (Made, usize) {
        if !making.json.is_empty() {
            return self.rewrite(making);
        }
        if making.turning.is_none() {
            let Some(change) = making.left.pop() else {
                let made = making.bytes.take().map_or(Made::Same, Made::Done);
                return (made, 0);
            };
            making.turning = Some(match change.at {
                At::Fields(places) => Turning::of(change.cause, places),
                _ => Turning::new(change.cause),
            });
        }
        let from = making.bytes.as_deref().unwrap_or(self.source());
        let cost = making.turning.as_ref().map_or(0, |t| t.cost(from));
        match making.turning.as_mut().map(|turning| turning.step(from)) {
            Some(Made::Done(bytes)) => {
                making.bytes = Some(bytes);
                making.turning = None;
                (Made::More, cost)
            }
            Some(Made::More) => (Made::More, cost),
            Some(Made::Never | Made::Same) | None => (Made::Never, cost),
        }
    }

    /// Makes a plan's JSON text.
    fn rewrite(&mut self, making: &mut Making) -> (Made, usize) {
        let size = |bytes: &Option<Vec<u8>>| bytes.as_ref().map_or(0, Vec::len);
        let made = |bytes: &Option<Vec<u8>>| match bytes {
            None => Made::Never,
            Some(_) => Made::More,
        };
        let changes = std::mem::take(&mut making.json);
        if let Some((last, bytes)) = &self.last
            && *last == changes
        {
            making.bytes.clone_from(bytes);
            return (made(bytes), size(bytes) / 8);
        }
        making.bytes = self.written(&changes);
        // Another plan may go on from here in another way.
        if !making.left.is_empty() {
            self.last = Some((changes, making.bytes.clone()));
        }
        (made(&making.bytes), 4 * size(&making.bytes))
    }

    /// The source with changes of JSON, and with its byte order mark.
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

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

fn is_json(cause: &Cause) -> bool {
    side(cause) < 9
}

fn side_of_numbers() -> u8 {
    4
}

/// Which side of a JSON text is changed; 9 for what is no JSON.
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
