//! The choice of changes that are tried on a body, alone and combined, the likely ones first.

use super::changes::ordered;
use super::lists::{losses, stand_ins, texts, unpacked};
use super::{At, Bodies, Change, Plan, side};
use crate::cause::{Cause, Lost, Numbers, Order, Spacing};

/// The number of number changes up to which pairs are tried.
const COUPLED: usize = 40;
/// The number of guessed orders that are combined with other changes.
const ORDERED: usize = 119;
/// The number of guessed orders that are each written in every spacing.
const FEW: usize = 24;

/// The bounds on combinations.
struct Bounds {
    /// The number of number changes that are combined with any other change.
    numbers: usize,
    /// The number of them that are combined with another side of the text or a change of the text.
    beside: usize,
    /// The number of orders that are combined with these.
    orders: usize,
    /// The number of guessed orders.
    guessed: usize,
}

const BOUNDS: Bounds = Bounds {
    numbers: usize::MAX,
    beside: 96,
    orders: usize::MAX,
    guessed: 720,
};

/// The body length in bytes above which fewer combinations are tried, to save time.
const LONG: usize = 32 << 10;

const LONG_BOUNDS: Bounds = Bounds {
    numbers: 40,
    beside: 40,
    orders: FEW,
    guessed: 120,
};

/// The changes to be combined later, before equal bodies are removed.
#[derive(Default)]
pub struct Planned {
    /// Changes that a parser makes: it drops white space at the ends and the byte order mark.
    ends: Vec<Change>,
    pub orders: Vec<Change>,
    numbers: Vec<Change>,
    /// Set if every order of every object is tried.
    pub every_order: bool,
    /// The largest possible number of pairs.
    expected: usize,
}

/// Two lists of plans, each of the first to be combined with each of the second that fits.
struct Product {
    one: Vec<Plan>,
    other: Vec<Plan>,
    fit: fn(&Plan, &Plan) -> bool,
    /// Set if the text around the value may stay too.
    kept: bool,
}

impl Bodies<'_> {
    /// Plans the first trials.
    pub(super) fn plan(&mut self) {
        self.plans[0] = vec![Plan::new()];
        if self.source().is_empty() {
            self.plans[1] = stand_ins().into_iter().map(|change| vec![change]).collect();
            return;
        }
        let json = self.json();
        let forms = self.forms();
        self.planned = Planned {
            ends: self.ends(),
            orders: self.orders(),
            numbers: self.numbers(),
            ..Planned::default()
        };
        let numbers = &self.planned.numbers;
        let (numbers, alone) = numbers.split_at(numbers.len().min(self.bounds().numbers));
        let alone = one(alone);
        let orders = &self.planned.orders;
        let packed = unpacked(self.source());
        let first = [
            &packed[..],
            &texts(),
            &json,
            &forms,
            &losses(),
            numbers,
            orders,
        ];
        let singles = first
            .into_iter()
            .flatten()
            .map(|c| self.reparsed(vec![c.clone()]));
        let singles: Vec<Plan> = singles.collect();

        let mut act = Vec::new();
        if self.tree.is_some() {
            act.extend(self.programs());
            couples(&mut act, &one(&json), &one(&json), |a, b| {
                sides_differ(a, b, true)
            });
        }
        couples(&mut act, &one(&forms), &one(&forms), |a, b| a != b);
        self.plans[1] = singles;
        self.plans[super::ALONE] = alone;
        self.plans[2] = act.into_iter().map(|plan| self.reparsed(plan)).collect();
        let products = self.products();
        let pairs = products
            .iter()
            .map(|p| p.one.len() * p.other.len() * (1 + usize::from(p.kept)));
        self.planned.expected = pairs.sum::<usize>() + self.kept().len();
        self.guess();
    }

    fn bounds(&self) -> Bounds {
        match self.source().len() > LONG {
            true => LONG_BOUNDS,
            false => BOUNDS,
        }
    }

    /// Returns the number of plans of a kind; for pairs not made yet, an estimate from above.
    pub fn count(&self, kind: usize) -> usize {
        if kind == super::PAIRS && self.plans[kind].len() < self.planned.expected {
            return self.planned.expected;
        }
        self.plans.get(kind).map_or(0, Vec::len)
    }

    /// Makes the pairs of bodies that differ.
    pub fn pair(&mut self) {
        let mut two = self.kept();
        for product in self.products() {
            let mut plans = Vec::new();
            couples(&mut plans, &product.one, &product.other, product.fit);
            if product.kept && !self.planned.ends.is_empty() {
                two.extend(plans.iter().map(|plan| self.without_ends(plan)));
            }
            two.extend(plans.into_iter().map(|plan| self.reparsed(plan)));
        }
        self.plans[super::PAIRS] = two;
        self.planned.expected = 0;
    }

    /// Returns a plan as a parser and a writer carry it out, without the text around the value.
    fn reparsed(&self, mut plan: Plan) -> Plan {
        let written = plan.iter().any(|change| side(&change.cause) < 2);
        let gone = self.planned.ends.iter().any(|end| plan.contains(end));
        if written && !gone {
            let texts = plan.iter().position(|change| side(&change.cause) == 9);
            let at = texts.unwrap_or(plan.len());
            plan.splice(at..at, self.planned.ends.iter().cloned());
        }
        plan
    }

    /// Returns plans that write the value again and keep the text around it.
    fn kept(&self) -> Vec<Plan> {
        let ends = &self.planned.ends;
        let all = self.plans[1].iter().chain(&self.plans[2]);
        let rewritten = all.filter(|plan| {
            let json = plan.iter().any(|change| side(&change.cause) < 2);
            json && ends.iter().any(|end| plan.contains(end))
        });
        rewritten.map(|plan| self.without_ends(plan)).collect()
    }

    fn without_ends(&self, plan: &Plan) -> Plan {
        let ends = &self.planned.ends;
        plan.iter().filter(|c| !ends.contains(c)).cloned().collect()
    }

    /// Returns the lists of plans to combine.
    fn products(&self) -> Vec<Product> {
        if self.source().is_empty() {
            return Vec::new();
        }
        let all = || self.plans[1].iter().chain(&self.plans[2]);
        let of = |fits: fn(&Cause) -> bool| -> Vec<Plan> {
            let whole = |plan: &&Plan| plan.first().is_some_and(|c| fits(&c.cause));
            all().filter(whole).cloned().collect()
        };
        let json = of(|cause| side(cause) < 9);
        let single = |plan: &&Plan| plan.first().is_some_and(|c| is_single(&c.cause));
        let (mut numbers, written): (Vec<Plan>, Vec<Plan>) =
            json.into_iter().partition(|plan| single(&plan));
        let bounds = self.bounds();
        numbers.truncate(bounds.beside);
        // Only the likely ones of many orders are combined.
        let (placed, mut written): (Vec<Plan>, Vec<Plan>) = written
            .into_iter()
            .partition(|plan| plan.iter().any(|c| is_placed(&c.cause)));
        written.extend(placed.into_iter().take(bounds.orders));
        let forms = of(|cause| matches!(cause, Cause::Form(_)));
        let texts = texts();
        let of_json = texts.iter().filter(|text| self.fits_json(&text.cause));
        let of_json = one(&of_json.cloned().collect::<Vec<_>>());
        let texts = one(&texts);
        let (off, on): (Vec<Plan>, Vec<Plan>) = texts
            .iter()
            .cloned()
            .partition(|plan| plan.iter().any(|c| takes_off(&c.cause)));
        let lost = [
            Cause::Lost(Lost::Base64),
            Cause::Lost(Lost::Hash),
            Cause::Quoted { quoted: true },
        ];
        let lost = one(&lost.map(Change::from));
        let mut all = match self.tree {
            Some(_) => self.products_of_json(&bounds),
            None => Vec::new(),
        };
        all.extend([
            product(&written, &of_json, takes_off_once),
            product(&numbers, &of_json, takes_off_once),
            // Text after the last field would become part of it.
            product(&off, &forms, always),
            product(&forms, &on, always),
            product(&texts, &texts, |a, b| a != b),
            product(&written, &lost, always),
            product(&forms, &lost, always),
            product(&texts, &lost, always),
        ]);
        all
    }

    /// Returns combinations of two sides of a JSON text.
    fn products_of_json(&self, bounds: &Bounds) -> Vec<Product> {
        let is_side = |cause: &Cause| side(cause) < 6 && !is_placed(cause) && !is_single(cause);
        let sides = self.plans[1].iter();
        let sides = sides.filter(|plan| plan.first().is_some_and(|c| is_side(&c.cause)));
        let sides: Vec<Plan> = sides.cloned().collect();
        let orders = one(&self.planned.orders);
        let numbers = one(&self.planned.numbers);
        let some =
            |list: &'_ [Plan], most: usize| list.iter().take(most).cloned().collect::<Vec<_>>();
        let most = some(&numbers, COUPLED);
        vec![
            Product {
                kept: true,
                ..product(&sides, &some(&orders, bounds.orders), |a, b| {
                    sides_differ(a, b, false)
                })
            },
            product(&sides, &some(&numbers, bounds.beside), |a, b| {
                let cents = a.contains(&Cause::Numbers(Numbers::Cents).into());
                cents || sides_differ(a, b, false)
            }),
            product(&most, &most, numbers_in_order),
            product(&some(&numbers, FEW), &some(&orders, FEW), always),
        ]
    }

    /// Returns whether a change of the text can apply to JSON, which is UTF-8.
    fn fits_json(&self, text: &Cause) -> bool {
        use crate::cause::Charset::{NotUtf16, Replaced, Utf8, Utf8Windows};
        let other = matches!(
            text,
            Cause::Charset(Utf8 | Utf8Windows | Replaced | NotUtf16)
        );
        // A text within a string may have white space at its ends too.
        let has_ends = !self.planned.ends.is_empty() || self.is_quoted();
        !other && (has_ends || !takes_off(text))
    }

    /// Plans orders for which the request has no clue.
    fn guess(&mut self) {
        let spacings = [
            vec![],
            vec![Cause::Spacing(Spacing::Compact)],
            plain(),
            vec![Cause::Spacing(Spacing::Spaced)],
            vec![Cause::Spacing(Spacing::Two)],
        ];
        let mut all = Vec::new();
        let (within, whole) = self.orders.within(self.bounds().guessed);
        self.planned.every_order = whole;
        let outermost = self
            .planned
            .orders
            .iter()
            .map(|change| (change.clone(), 2..3));
        let within = within.into_iter().enumerate().map(|(at, places)| {
            let most = if at < ORDERED { spacings.len() } else { 3 };
            (ordered(Order::Other, places), 0..most)
        });
        for (order, range) in outermost.chain(within) {
            for spacing in spacings.get(range).unwrap_or_default() {
                let spacing = spacing.iter().cloned().map(Change::from);
                all.push(self.reparsed(spacing.chain([order.clone()]).collect()));
            }
        }
        all.extend(self.guessed_fields().into_iter().map(|change| vec![change]));
        self.plans[super::GUESSES] = all;
    }
}

/// Returns the causes for the style of `JSON.stringify`.
fn plain() -> Vec<Cause> {
    use crate::cause::Escapes::Plain;
    vec![
        Cause::Spacing(Spacing::Compact),
        Cause::Escapes(Plain),
        Cause::Slashes { escaped: false },
    ]
}

fn one(list: &[Change]) -> Vec<Plan> {
    list.iter().map(|change| vec![change.clone()]).collect()
}

fn is_single(cause: &Cause) -> bool {
    matches!(cause, Cause::Number { .. } | Cause::Named { .. })
}

/// Returns whether an order is one of many.
fn is_placed(cause: &Cause) -> bool {
    matches!(cause, Cause::Order(Order::Known | Order::Other))
}

fn product(one: &[Plan], other: &[Plan], fit: fn(&Plan, &Plan) -> bool) -> Product {
    Product {
        one: one.to_vec(),
        other: other.to_vec(),
        fit,
        kept: false,
    }
}

fn always(_: &Plan, _: &Plan) -> bool {
    true
}

/// Returns whether a change removes what is at the ends of a text.
fn takes_off(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::LastLine { added: false, .. }
            | Cause::ByteOrderMark { added: false }
            | Cause::Trimmed
    )
}

/// Returns whether only one of two changes removes the ends: a text that is written again has none.
fn takes_off_once(one: &Plan, other: &Plan) -> bool {
    let off = |plan: &Plan| plan.iter().any(|c| takes_off(&c.cause));
    !(off(one) && off(other))
}

/// Returns whether two changes affect different sides of JSON; `ordered` requires that the first's
/// side comes first.
fn sides_differ(one: &Plan, other: &Plan, ordered: bool) -> bool {
    let of = |plan: &Plan| plan.first().map_or(9, |change| side(&change.cause));
    match ordered {
        true => of(one) < of(other),
        false => of(one) != of(other),
    }
}

fn numbers_in_order(one: &Plan, other: &Plan) -> bool {
    let (Some(one), Some(other)) = (one.first(), other.first()) else {
        return false;
    };
    match (&one.at, &other.at, &one.cause, &other.cause) {
        (At::Number(one), At::Number(other), ..) => one < other,
        (At::Nothing, At::Number(_), ..) => true,
        (.., Cause::Named { name: one, .. }, Cause::Named { name: other, .. }) => one < other,
        _ => false,
    }
}

fn couples(to: &mut Vec<Plan>, one: &[Plan], other: &[Plan], fit: fn(&Plan, &Plan) -> bool) {
    for a in one {
        let fitting = other.iter().filter(|b| fit(a, b));
        to.extend(fitting.map(|b| [&a[..], &b[..]].concat()));
    }
}
