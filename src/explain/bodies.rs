//! The bodies that may have been signed instead of the one that is here.
//!
//! A plan is one or two changes (three for what one program is known to do at
//! once); its bytes are made when they are needed and not kept, since there
//! are thousands.

use std::cell::OnceCell;

use super::cause::{Cause, Charset, Escapes, Form, Lost, Numbers, Order, Spacing};
use super::{json, texts};
use crate::json::{Kind, Tree};
use crate::received::Received;

/// Numbers that are looked at one by one.
const SINGLE: usize = 24;
/// Numbers of which two are looked at together.
const COUPLED: usize = 10;
/// Members whose every order is tried.
const PERMUTED: usize = 5;
/// Above this many bytes single numbers and orders are not tried.
const LARGE: usize = 1 << 20;

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
    source: Vec<u8>,
    /// The source as JSON, once it was read; a large one is read when it is needed.
    tree: OnceCell<Option<Tree>>,
    /// The spacing that the source has.
    own: Option<Spacing>,
    /// By how many changes.
    pub plans: [Vec<Plan>; 3],
}

impl Bodies {
    pub fn new(received: &Received) -> Bodies {
        let mut bodies = Bodies {
            source: received.body.clone(),
            tree: OnceCell::new(),
            own: None,
            plans: [vec![Plan::new()], Vec::new(), Vec::new()],
        };
        if bodies.source.len() <= LARGE {
            bodies.own = bodies.tree().and_then(json::spacing);
        }
        bodies.plan(received);
        bodies
    }

    fn tree(&self) -> Option<&Tree> {
        let read = || {
            let text = std::str::from_utf8(self.bare()).ok()?;
            Tree::read(text).ok()
        };
        self.tree.get_or_init(read).as_ref()
    }

    /// The source without its byte order mark, which no JSON has.
    fn bare(&self) -> &[u8] {
        self.source
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(&self.source)
    }

    /// The tree, where it is small enough to look at single values.
    fn small(&self) -> Option<&Tree> {
        let small = self.source.len() <= LARGE;
        small.then(|| self.tree()).flatten()
    }

    /// Whether the source is JSON; a large one by how it begins.
    fn is_json(&self) -> bool {
        match self.source.len() <= LARGE {
            true => self.tree().is_some(),
            false => matches!(self.bare().trim_ascii_start(), [b'{' | b'[', ..]),
        }
    }

    /// What it costs to make a plan's bytes, in bytes hashed.
    pub fn cost(&self, plan: &[Change]) -> usize {
        let json = plan.iter().any(|change| is_json(&change.cause));
        self.source.len() * if json { 4 } else { 1 }
    }

    /// The bytes of a plan; `None` where it cannot be carried out.
    pub fn make(&self, plan: &[Change]) -> Option<Vec<u8>> {
        let (json, text): (Vec<&Change>, Vec<&Change>) =
            plan.iter().partition(|c| is_json(&c.cause));
        let mut bytes = self.source.clone();
        if !json.is_empty() {
            let tree = self.tree()?;
            let style = style(&json)?;
            let unquoted = json
                .iter()
                .any(|c| c.cause == Cause::Quoted { quoted: false });
            bytes = match unquoted {
                true => tree.root().string()?.into_owned().into_bytes(),
                false => json::write(tree, &style, self.own)?.into_bytes(),
            };
        }
        for change in text {
            bytes = texts::changed(&change.cause, &bytes)?;
        }
        Some(bytes)
    }

    /// The causes of a plan, without those that changed nothing.
    pub fn causes(&self, plan: &[Change]) -> Vec<Cause> {
        let wanted = self.make(plan);
        let mut plan = plan.to_vec();
        let mut at = 0;
        while at < plan.len() && plan.len() > 1 {
            let mut less = plan.clone();
            less.remove(at);
            if self.make(&less) == wanted {
                plan = less;
            } else {
                at += 1;
            }
        }
        plan.into_iter().map(|change| change.cause).collect()
    }

    fn plan(&mut self, received: &Received) {
        if self.source.is_empty() {
            self.plans[1] = [Lost::Braces, Lost::Null, Lost::Undefined, Lost::Object]
                .map(|lost| vec![Cause::Lost(lost).into()])
                .to_vec();
            return;
        }
        let json = self.json();
        let singles = self.singles();
        let orders = self.orders();
        let forms = self.forms(received);
        let texts = texts();
        let one = |list: &[Change]| list.iter().map(|c| vec![c.clone()]).collect::<Vec<Plan>>();
        let first = [&texts[..], &json, &forms, &losses(), &singles, &orders];
        self.plans[1] = first.into_iter().flat_map(one).collect();

        let mut two = Vec::new();
        if self.is_json() {
            two.extend(serialisers());
            couples(&mut two, &json, &json, |a, b| {
                side(&a.cause) < side(&b.cause)
            });
            couples(&mut two, &json, &texts, |_, _| true);
            let few: Vec<Change> = singles.iter().take(4 * SINGLE).cloned().collect();
            couples(&mut two, &json, &few, |a, _| {
                side(&a.cause) != side_of_numbers()
            });
            let most = singles
                .iter()
                .take_while(|c| c.at < vec![usize::MAX])
                .take(4 * COUPLED);
            let most: Vec<Change> = most.cloned().collect();
            couples(&mut two, &most, &most, |a, b| a.at < b.at);
        }
        couples(&mut two, &forms, &forms, |a, b| a != b);
        couples(&mut two, &forms, &texts, |_, _| true);
        couples(&mut two, &texts, &texts, |a, b| a != b);
        self.plans[2] = two;
    }

    /// The sides of JSON text.
    fn json(&self) -> Vec<Change> {
        use Spacing::{Compact, Four, Jackson, Spaced, Tab, Two};
        if !self.is_json() {
            return Vec::new();
        }
        let mut all: Vec<Cause> = [Compact, Spaced, Two, Four, Tab, Jackson]
            .map(Cause::Spacing)
            .to_vec();
        all.extend([Order::Sorted, Order::ByLength, Order::NumbersFirst].map(Cause::Order));
        let escapes = [
            Escapes::Lower,
            Escapes::Plain,
            Escapes::Upper,
            Escapes::Html,
            Escapes::Net,
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
        let Some(tree) = self.small() else {
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
        let Some(root) = self.small().map(Tree::root) else {
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

    fn forms(&self, received: &Received) -> Vec<Change> {
        let media = received
            .header("content-type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let named = media.contains("x-www-form-urlencoded");
        let looks = !self.is_json() && self.source.contains(&b'=');
        if !named && !looks {
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

/// Changes of the body as text.
fn texts() -> Vec<Change> {
    let mut all = Vec::new();
    for added in [false, true] {
        all.extend([false, true].map(|crlf| Cause::LastLine { added, crlf }));
    }
    all.push(Cause::Trimmed);
    all.extend([true, false].map(|crlf| Cause::LineEnds { crlf }));
    all.extend([false, true].map(|added| Cause::ByteOrderMark { added }));
    // Once before Latin-1: what is UTF-8 again after it was encoded twice.
    use Charset::{Latin1, Once, Replaced, Twice, Utf8};
    all.extend([Once, Latin1, Utf8, Twice, Replaced].map(Cause::Charset));
    all.into_iter().map(Change::from).collect()
}

fn losses() -> Vec<Change> {
    use Lost::{Base64, Braces, Empty, Hash, Null, Object, Undefined};
    let mut all: Vec<Change> = [Empty, Braces, Object, Undefined, Null, Base64, Hash]
        .map(|lost| Cause::Lost(lost).into())
        .to_vec();
    all.push(Cause::Quoted { quoted: true }.into());
    all
}

/// What well-known programs do at once.
fn serialisers() -> Vec<Plan> {
    use Escapes::{Html, Lower, Net};
    let spacing = |spacing| Change::from(Cause::Spacing(spacing));
    let escapes = |escapes| Change::from(Cause::Escapes(escapes));
    let order = |order| Change::from(Cause::Order(order));
    let numbers = |numbers| Change::from(Cause::Numbers(numbers));
    let slashes = || Change::from(Cause::Slashes { escaped: true });
    vec![
        // Python's json.dumps, and with sort_keys.
        vec![
            spacing(Spacing::Spaced),
            escapes(Lower),
            numbers(Numbers::Python),
        ],
        vec![
            spacing(Spacing::Spaced),
            order(Order::Sorted),
            escapes(Lower),
        ],
        vec![
            spacing(Spacing::Compact),
            order(Order::Sorted),
            escapes(Lower),
        ],
        // JSON.stringify after JSON.parse.
        vec![
            spacing(Spacing::Compact),
            escapes(Escapes::Plain),
            numbers(Numbers::Short),
        ],
        vec![
            spacing(Spacing::Compact),
            order(Order::NumbersFirst),
            numbers(Numbers::Short),
        ],
        // PHP's json_encode, and with JSON_PRETTY_PRINT.
        vec![spacing(Spacing::Compact), escapes(Lower), slashes()],
        vec![spacing(Spacing::Four), escapes(Lower), slashes()],
        // Go's json.Marshal of a map.
        vec![
            spacing(Spacing::Compact),
            order(Order::Sorted),
            escapes(Html),
        ],
        // .NET's JsonSerializer.
        vec![
            spacing(Spacing::Compact),
            escapes(Net),
            numbers(Numbers::Short),
        ],
    ]
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

fn style(changes: &[&Change]) -> Option<json::Style> {
    let mut style = json::Style::default();
    for change in changes {
        match &change.cause {
            Cause::Spacing(spacing) => style.spacing = Some(*spacing),
            Cause::Order(Order::Other) => style.places = change.at.clone(),
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

/// Every order of so many things but their own.
fn permutations(count: usize) -> Vec<Vec<usize>> {
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
