//! A JSON body written again, as other programs would have written it.
//!
//! A style changes some sides of the text (white space, order, escapes, slashes, numbers) and keeps
//! the others. Nothing recurses. The choice of styles is in [`super::bodies`].

mod number;
pub mod order;
mod string;

use super::cause::{Escapes, Numbers, Order, Spacing};
use json::{Kind, Tree, View};

pub use number::forms;
pub use order::{Orders, Places};

/// The depth beyond which nothing is indented, since the text would grow with the square of the
/// depth.
const DEEPEST: usize = 100;

/// The sides that are changed; `None` keeps one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub spacing: Option<Spacing>,
    pub order: Option<Order>,
    pub escapes: Option<Escapes>,
    pub slashes: Option<bool>,
    pub numbers: Option<Numbers>,
    /// Replacements of single numbers: the value's index and its new text.
    pub single: Vec<(usize, String)>,
    /// The new order of members, if it changes.
    pub places: Places,
    /// The form of numbers by member name.
    pub named: Vec<(String, Numbers)>,
}

/// Writes the text in a style, keeping what is before and after the outermost value; returns `None`
/// where the style cannot be applied.
///
/// `own` is the present spacing of the text, if it is regular, and `orders` are the text's.
pub fn write(tree: &Tree, style: &Style, own: Option<Spacing>, orders: &Orders) -> Option<String> {
    if style.spacing.is_none() && style.order.is_none() && style.places.is_empty() {
        return Some(in_place(tree, style));
    }
    let spacing = style.spacing.or(own)?;
    let (root, text) = (tree.root(), tree.text());
    let mut out = String::with_capacity(text.len() * 5 / 4);
    out.push_str(text.get(..root.span().start).unwrap_or_default());
    let mut writer = Writer {
        style,
        spacing,
        orders,
        out,
        open: Vec::new(),
    };
    writer.value(root);
    while let Some(open) = writer.open.last_mut() {
        let at = open.next;
        open.next += 1;
        match open.items.get(at).copied() {
            Some(item) => writer.item(item, at),
            None => writer.close(),
        }
        if is_indented(spacing) && writer.open.len() > DEEPEST {
            return None;
        }
    }
    let mut out = writer.out;
    out.push_str(text.get(root.span().end..).unwrap_or_default());
    Some(out)
}

/// Returns whether a spacing breaks lines.
fn is_indented(spacing: Spacing) -> bool {
    use Spacing::{Colons, Commas, Compact, Spaced};
    !matches!(spacing, Compact | Spaced | Colons | Commas)
}

/// Returns the regular spacing of a text, if it has one: a guess from its beginning, checked
/// against the whole.
pub fn spacing(tree: &Tree) -> Option<Spacing> {
    let root = tree.root();
    let text = root.source();
    let first = text.get(1..).unwrap_or_default();
    let spacing = match first.strip_prefix('\n').map(str::as_bytes) {
        Some([b'\t', ..]) => Spacing::Tab,
        Some([b' ', b' ', b' ', ..]) => Spacing::Four,
        Some(_) if first.lines().nth(1).is_some_and(|l| l.contains("\" : ")) => Spacing::Jackson,
        Some(_) => Spacing::Two,
        None if first.starts_with(' ') => Spacing::Jackson,
        None => {
            // The first two values show whether spaces follow commas and colons.
            let end = root
                .children()
                .nth(1)
                .or(root.children().next())?
                .span()
                .end;
            let begun = text.get(..end.saturating_sub(root.span().start))?;
            let compact = !begun.contains("\": ") && !begun.contains(", ");
            if compact {
                Spacing::Compact
            } else {
                Spacing::Spaced
            }
        }
    };
    use Spacing::{Colons, Commas, Ruby, Spaced};
    [spacing, Spaced, Colons, Commas, Ruby]
        .into_iter()
        .find(|spacing| {
            let style = Style {
                spacing: Some(*spacing),
                ..Style::default()
            };
            let written = write(tree, &style, None, &Orders::default());
            written.is_some_and(|written| written == **tree.text())
        })
}

/// Writes changed tokens and keeps the text between them.
fn in_place(tree: &Tree, style: &Style) -> String {
    let text = tree.text();
    let mut out = String::with_capacity(text.len() * 5 / 4);
    let mut done = 0;
    for view in tree.all() {
        if let Some(name) = view.name_literal() {
            // The literal is a slice of the text, so its address gives its offset.
            let start = name.as_ptr() as usize - text.as_ptr() as usize;
            out.push_str(text.get(done..start).unwrap_or_default());
            string::write(&mut out, name, style);
            done = start + name.len();
        }
        if matches!(view.kind(), Kind::String | Kind::Number) {
            let span = view.span();
            out.push_str(text.get(done..span.start).unwrap_or_default());
            leaf(&mut out, view, style);
            done = span.end;
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

fn leaf(out: &mut String, view: View<'_>, style: &Style) {
    match view.kind() {
        Kind::String => string::write(out, view.source(), style),
        Kind::Number => {
            let single = style.single.iter().find(|s| s.0 == view.index());
            let mut named = style.named.iter();
            let form = named
                .find(|(name, _)| view.is_named(name))
                .map(|named| named.1);
            match (single, form.or(style.numbers)) {
                (Some((_, text)), _) => out.push_str(text),
                (None, Some(form)) => number::write(out, view.source(), form),
                (None, None) => out.push_str(view.source()),
            }
        }
        _ => out.push_str(view.source()),
    }
}

/// A container that is being written.
struct Open<'a> {
    items: Vec<View<'a>>,
    next: usize,
    mark: char,
}

struct Writer<'a, 's> {
    style: &'s Style,
    spacing: Spacing,
    orders: &'s Orders,
    out: String,
    open: Vec<Open<'a>>,
}

impl<'a> Writer<'a, '_> {
    fn value(&mut self, view: View<'a>) {
        let marks = match view.kind() {
            Kind::Array => ['[', ']'],
            Kind::Object => ['{', '}'],
            _ => return leaf(&mut self.out, view, self.style),
        };
        let [first, mark] = marks;
        self.out.push(first);
        let mut items: Vec<View<'a>> = view.children().collect();
        if view.kind() == Kind::Object {
            if let Some(places) = self.orders.places(view, &self.style.places) {
                let places = places.iter();
                items = places.filter_map(|at| items.get(*at).copied()).collect();
            } else if let Some(order) = self.style.order {
                items = ordered(items, order);
            }
        }
        self.open.push(Open {
            items,
            next: 0,
            mark,
        });
    }

    fn item(&mut self, item: View<'a>, at: usize) {
        let object = self.open.last().is_some_and(|open| open.mark == '}');
        if at > 0 {
            self.out.push(',');
        }
        match self.spacing {
            Spacing::Spaced | Spacing::Commas if at > 0 => self.out.push(' '),
            Spacing::Jackson if !object => self.out.push(' '),
            _ => self.line(self.open.len()),
        }
        if let Some(name) = item.name_literal() {
            string::write(&mut self.out, name, self.style);
            self.out.push_str(match self.spacing {
                Spacing::Compact | Spacing::Commas => ":",
                Spacing::Jackson => " : ",
                _ => ": ",
            });
        }
        self.value(item);
    }

    fn close(&mut self) {
        let Some(closed) = self.open.pop() else {
            return;
        };
        match (self.spacing, closed.mark) {
            (Spacing::Jackson, ']') => self.out.push(' '),
            (Spacing::Ruby, mark) if closed.items.is_empty() => {
                if mark == ']' {
                    self.out.push('\n');
                }
                self.line(self.open.len());
            }
            (Spacing::Jackson, _) if closed.items.is_empty() => self.out.push(' '),
            _ if closed.items.is_empty() => {}
            _ => self.line(self.open.len()),
        }
        self.out.push(closed.mark);
    }

    /// Breaks the line, where the spacing does; Jackson's does so in objects only.
    fn line(&mut self, depth: usize) {
        let unit = match self.spacing {
            Spacing::Compact | Spacing::Spaced | Spacing::Colons | Spacing::Commas => return,
            Spacing::Two | Spacing::Jackson | Spacing::Ruby => "  ",
            Spacing::Four => "    ",
            Spacing::Tab => "\t",
        };
        let objects = |open: &[Open<'_>]| open.iter().filter(|open| open.mark == '}').count();
        let depth = match self.spacing {
            Spacing::Jackson => objects(self.open.get(..depth).unwrap_or_default()),
            _ => depth,
        };
        self.out.push('\n');
        for _ in 0..depth {
            self.out.push_str(unit);
        }
    }
}

fn ordered(mut items: Vec<View<'_>>, order: Order) -> Vec<View<'_>> {
    let named = |view: &View<'_>| view.name().unwrap_or_default().into_owned();
    let mut keyed: Vec<(String, View<'_>)> = items.drain(..).map(|v| (named(&v), v)).collect();
    keyed.sort_by(|a, b| match order {
        Order::Sorted | Order::Known | Order::Other => a.0.cmp(&b.0),
        Order::ByLength => a.0.len().cmp(&b.0.len()).then_with(|| a.0.cmp(&b.0)),
        Order::NumbersFirst => position(&a.0).cmp(&position(&b.0)),
    });
    keyed.into_iter().map(|keyed| keyed.1).collect()
}

/// Returns an array index by its value; all other names come after.
fn position(name: &str) -> u64 {
    let plain = name == "0" || !name.starts_with('0');
    let digits = !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit());
    let index: Option<u32> = name.parse().ok().filter(|_| plain && digits);
    index.map_or(u64::MAX, u64::from)
}
