//! The bodies that may have been signed instead of the one that is here.
//!
//! A plan is one or two changes (three for what one program is known to do at
//! once); its bytes are made when they are needed and not kept, since there
//! are thousands. How a change is made of a large body in slices is
//! [`super::pieces`]'s.

mod lists;

use std::rc::Rc;

use super::cause::{Cause, Escapes, Form, Lost, Numbers, Order, Spacing};
use super::json;
use super::pieces::{Made, Turning};
use crate::json::{Kind, Tree};
use crate::received::Received;
use lists::{losses, permutations, serialisers, texts};

/// Numbers that are looked at one by one.
const SINGLE: usize = 24;
/// Numbers of which two are looked at together.
const COUPLED: usize = 10;
/// Members whose every order is tried.
const PERMUTED: usize = 5;
/// Above this many bytes a body is not read as JSON: that would take long, and cannot be cut.
pub const LARGE: usize = 512 << 10;

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub cause: Cause,
    /// The value that a single number is, or the outermost members' places.
    at: Vec<usize>,
}

impl From<Cause> for Change {
    fn from(cause: Cause) -> Change {
        Change {
            cause,
            at: Vec::new(),
        }
    }
}

pub type Plan = Vec<Change>;

/// All bodies of one request.
pub struct Bodies {
    received: Rc<Received>,
    /// The source as JSON; `None` for what is none, and for a large one.
    tree: Option<Tree>,
    /// The spacing that the source has.
    own: Option<Spacing>,
    /// By kind: the body itself; one change; what is one act of several (JSON or a form written
    /// again); two acts.
    pub plans: [Vec<Plan>; KINDS],
    opened: u8,
}

/// Kinds of plans.
pub const KINDS: usize = 4;

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
            tree: None,
            own: None,
            plans: [vec![Plan::new()], Vec::new(), Vec::new(), Vec::new()],
            opened: 0,
        }
    }

    /// Looks a little further at the source; whether there is more to look at.
    pub fn open(&mut self) -> bool {
        match self.opened {
            0 => {
                let small = Some(self.bare()).filter(|_| !self.is_large());
                let text = small.and_then(|bare| std::str::from_utf8(bare).ok());
                self.tree = text.and_then(|text| Tree::read(text).ok());
            }
            1 => self.own = self.tree.as_ref().and_then(json::spacing),
            2 => self.plan(),
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

    /// Whether so much is here that not everything is tried.
    pub fn is_large(&self) -> bool {
        self.source().len() > LARGE
    }

    /// The source without its byte order mark, which no JSON has.
    fn bare(&self) -> &[u8] {
        let source = self.source();
        source.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source)
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
    pub fn more(&self, making: &mut Making) -> (Made, usize) {
        let size = |bytes: &Option<Vec<u8>>| bytes.as_ref().map_or(0, Vec::len);
        if !making.json.is_empty() {
            making.bytes = self.written(&std::mem::take(&mut making.json));
            let made = match making.bytes {
                None => Made::Never,
                Some(_) => Made::More,
            };
            return (made, 4 * size(&making.bytes));
        }
        if making.turning.is_none() {
            let Some(change) = making.left.pop() else {
                let made = making.bytes.take().map_or(Made::Same, Made::Done);
                return (made, 0);
            };
            making.turning = Some(Turning::new(change.cause));
        }
        let from = making.bytes.as_deref().unwrap_or(self.source());
        let cost = from.len().min(super::pieces::PIECE);
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

    /// The source with changes of JSON.
    fn written(&self, changes: &[Change]) -> Option<Vec<u8>> {
        let tree = self.tree()?;
        let unquoted = Cause::Quoted { quoted: false };
        if changes.iter().any(|change| change.cause == unquoted) {
            return Some(tree.root().string()?.into_owned().into_bytes());
        }
        let text = json::write(tree, &style(changes)?, self.own)?;
        Some(text.into_bytes())
    }

    fn plan(&mut self) {
        if self.source().is_empty() {
            self.plans[1] = [Lost::Braces, Lost::Null, Lost::Undefined, Lost::Object]
                .map(|lost| vec![Cause::Lost(lost).into()])
                .to_vec();
            return;
        }
        let json = self.json();
        let singles = self.singles();
        let orders = self.orders();
        let forms = self.forms();
        let texts = texts();
        let one = |list: &[Change]| list.iter().map(|c| vec![c.clone()]).collect::<Vec<Plan>>();
        let first = [&texts[..], &json, &forms, &losses(), &singles, &orders];
        self.plans[1] = first.into_iter().flat_map(one).collect();

        let (mut act, mut two) = (Vec::new(), Vec::new());
        if self.tree.is_some() {
            act.extend(serialisers());
            couples(&mut act, &json, &json, |a, b| {
                side(&a.cause) < side(&b.cause)
            });
            couples(&mut two, &json, &texts, |_, _| true);
            couples(&mut two, &json, &orders, |a, b| {
                side(&a.cause) != side(&b.cause)
            });
            let few: Vec<Change> = singles.iter().take(4 * SINGLE).cloned().collect();
            couples(&mut two, &json, &few, |a, _| {
                side(&a.cause) != side_of_numbers()
            });
            let most: Vec<Change> = singles.iter().take(4 * COUPLED).cloned().collect();
            couples(&mut two, &most, &most, |a, b| a.at < b.at);
        }
        couples(&mut act, &forms, &forms, |a, b| a != b);
        couples(&mut two, &forms, &texts, |_, _| true);
        couples(&mut two, &texts, &texts, |a, b| a != b);
        self.plans[2] = act;
        self.plans[3] = two;
    }

    /// The sides of JSON text.
    fn json(&self) -> Vec<Change> {
        use Spacing::{Colons, Commas, Compact, Four, Jackson, Ruby, Spaced, Tab, Two};
        if self.tree.is_none() {
            return Vec::new();
        }
        let spacings = [
            Compact, Spaced, Two, Four, Tab, Jackson, Ruby, Colons, Commas,
        ];
        let mut all: Vec<Cause> = spacings.map(Cause::Spacing).to_vec();
        all.extend([Order::Sorted, Order::ByLength, Order::NumbersFirst].map(Cause::Order));
        let escapes = [
            Escapes::Lower,
            Escapes::Plain,
            Escapes::Upper,
            Escapes::Html,
            Escapes::Net,
            Escapes::Gson,
        ];
        all.extend(escapes.map(Cause::Escapes));
        all.extend([true, false].map(|escaped| Cause::Slashes { escaped }));
        all.extend([Numbers::Short, Numbers::Python, Numbers::Pointed].map(Cause::Numbers));
        if self.bare().trim_ascii_start().starts_with(b"\"") {
            all.push(Cause::Quoted { quoted: false });
        }
        all.into_iter().map(Change::from).collect()
    }

    /// Each number by itself, in each other form.
    fn singles(&self) -> Vec<Change> {
        let Some(tree) = self.tree() else {
            return Vec::new();
        };
        let numbers = tree
            .all()
            .filter(|view| view.kind() == Kind::Number)
            .take(SINGLE);
        let each = numbers.flat_map(|view| {
            let of = move |signed: String| Change {
                cause: Cause::Number {
                    place: view.place(),
                    here: view.source().to_owned(),
                    signed,
                },
                at: vec![view.index()],
            };
            json::forms(view.source()).into_iter().map(of)
        });
        each.collect()
    }

    /// Every order of a few outermost members.
    fn orders(&self) -> Vec<Change> {
        let Some(root) = self.tree().map(Tree::root) else {
            return Vec::new();
        };
        let count = root.children().take(PERMUTED + 1).count();
        if root.kind() != Kind::Object || !(2..=PERMUTED).contains(&count) {
            return Vec::new();
        }
        let change = |at: Vec<usize>| Change {
            cause: Cause::Order(Order::Other),
            at,
        };
        permutations(count).into_iter().map(change).collect()
    }

    fn forms(&self) -> Vec<Change> {
        let media = self
            .received
            .header("content-type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let named = media.contains("x-www-form-urlencoded");
        let looks = || {
            let json = self.bare().trim_ascii_start().starts_with(b"{");
            self.tree.is_none() && !json && self.source().contains(&b'=')
        };
        if !named && !looks() {
            return Vec::new();
        }
        use Form::{
            Component, Decoded, Json, LowerHex, Percent20, Plus, Rfc3986, Sorted, UpperHex, Url,
        };
        [
            Plus, Percent20, UpperHex, LowerHex, Sorted, Url, Component, Rfc3986, Decoded, Json,
        ]
        .map(|form| Cause::Form(form).into())
        .to_vec()
    }
}

fn couples(
    to: &mut Vec<Plan>,
    one: &[Change],
    other: &[Change],
    fit: fn(&Change, &Change) -> bool,
) {
    for a in one {
        let fitting = other.iter().filter(|b| fit(a, b));
        to.extend(fitting.map(|b| vec![a.clone(), b.clone()]));
    }
}

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
        Cause::Numbers(_) | Cause::Number { .. } => side_of_numbers(),
        Cause::Quoted { quoted: false } => 5,
        _ => 9,
    }
}

fn style(changes: &[Change]) -> Option<json::Style> {
    let mut style = json::Style::default();
    for change in changes {
        match &change.cause {
            Cause::Spacing(spacing) => style.spacing = Some(*spacing),
            Cause::Order(Order::Other) => style.places.clone_from(&change.at),
            Cause::Order(order) => style.order = Some(*order),
            Cause::Escapes(escapes) => style.escapes = Some(*escapes),
            Cause::Slashes { escaped } => style.slashes = Some(*escaped),
            Cause::Numbers(numbers) => style.numbers = Some(*numbers),
            Cause::Number { signed, .. } => {
                style.single.push((*change.at.first()?, signed.clone()));
            }
            _ => {}
        }
    }
    Some(style)
}
