//! The single changes that are tried on one body, depending on its text.

use std::collections::HashSet;

use super::lists::{fields, fillings, serialisers, sides};
use super::{At, Bodies, Change, MARK, Plan, side};
use crate::cause::{Cause, Form, Numbers, Order};
use crate::rewrite::{self, Places};
use json::{Kind, Tree};

/// The most numbers that are changed one by one.
const SINGLE: usize = 100;
/// The most member names whose numbers are changed together.
const NAMES: usize = 6;

impl Bodies<'_> {
    /// Returns changes that remove what a parser and a writer drop.
    pub(super) fn ends(&self) -> Vec<Change> {
        let Some(tree) = self.tree() else {
            return Vec::new();
        };
        let span = tree.root().span();
        let before = tree.text().get(..span.start).unwrap_or_default();
        let after = tree.text().get(span.end..).unwrap_or_default();
        let mut ends = Vec::new();
        if self.source().starts_with(MARK) {
            ends.push(Cause::ByteOrderMark { added: false });
        }
        let line = |crlf| Cause::LastLine { added: false, crlf };
        match (before, after) {
            ("", "") => {}
            ("", "\n") => ends.push(line(false)),
            ("", "\r\n") => ends.push(line(true)),
            _ => ends.push(Cause::Trimmed),
        }
        ends.into_iter().map(Change::from).collect()
    }

    /// Returns plans for well-known programs, in the present order and in known ones.
    pub(super) fn programs(&self) -> Vec<Plan> {
        let all = serialisers();
        let mut more = Vec::new();
        for order in self
            .planned
            .orders
            .iter()
            .filter(|c| c.cause == Cause::Order(Order::Known))
        {
            for program in all
                .iter()
                .filter(|plan| plan.iter().all(|c| side(&c.cause) != 1))
            {
                more.push([&program[..], std::slice::from_ref(order)].concat());
            }
        }
        all.into_iter().chain(more).collect()
    }

    /// Returns changes of each side of a JSON text.
    pub(super) fn json(&self) -> Vec<Change> {
        if self.tree.is_none() {
            return Vec::new();
        }
        let mut all = sides();
        if self.is_quoted() {
            all.push(Cause::Quoted { quoted: false }.into());
        }
        all
    }

    /// Returns whether the text is a single string.
    pub(super) fn is_quoted(&self) -> bool {
        self.bare().trim_ascii_start().starts_with(b"\"")
    }

    /// Returns changes of the numbers of each member name, and of each number alone, to every other
    /// form.
    pub(super) fn numbers(&self) -> Vec<Change> {
        let Some(tree) = self.tree() else {
            return Vec::new();
        };
        let numbers = || tree.all().filter(|view| view.kind() == Kind::Number);
        let mut names = HashSet::new();
        let mut often: Vec<String> = Vec::new();
        for name in numbers().take(20 * SINGLE).filter_map(|view| view.name()) {
            let again = !names.insert(name.clone());
            if again && often.len() < NAMES && !often.iter().any(|known| *known == name) {
                often.push(name.into_owned());
            }
        }
        let named = often.iter().flat_map(|name| {
            [Numbers::Pointed, Numbers::Cents, Numbers::Fixed].map(|form| {
                Change::from(Cause::Named {
                    name: name.clone(),
                    form,
                })
            })
        });
        let each = numbers().take(SINGLE).flat_map(|view| {
            let of = move |signed: String| Change {
                cause: Cause::Number {
                    place: view.place(),
                    here: view.source().to_owned(),
                    signed,
                },
                at: At::Number(view.index()),
            };
            rewrite::forms(view.source()).into_iter().map(of)
        });
        named.chain(each).collect()
    }

    /// Returns the known orders, and every order of a few outermost members.
    pub(super) fn orders(&self) -> Vec<Change> {
        let mut known: Vec<Places> = Vec::new();
        for places in self
            .known
            .iter()
            .filter_map(|tree: &Tree| self.orders.like(tree))
        {
            if !known.contains(&places) {
                known.push(places);
            }
        }
        let known = known
            .into_iter()
            .map(|places| ordered(Order::Known, places));
        let outermost = self.orders.outermost().into_iter();
        let outermost = outermost.map(|places| ordered(Order::Other, places));
        known.chain(outermost).collect()
    }

    pub(super) fn forms(&self) -> Vec<Change> {
        if !self.is_form() {
            return Vec::new();
        }
        let few = fields(self.source(), true).into_iter();
        fillings().into_iter().chain(few.map(placed)).collect()
    }

    pub(super) fn guessed_fields(&self) -> Vec<Change> {
        if !self.is_form() {
            return Vec::new();
        }
        fields(self.source(), false)
            .into_iter()
            .map(placed)
            .collect()
    }

    fn is_form(&self) -> bool {
        let media = self.received.header("content-type").unwrap_or_default();
        let named = media.to_ascii_lowercase().contains("x-www-form-urlencoded");
        let looks = || {
            let json = self.bare().trim_ascii_start().starts_with(b"{");
            self.tree.is_none() && !json && self.source().contains(&b'=')
        };
        named || looks()
    }
}

pub fn ordered(order: Order, places: Places) -> Change {
    Change {
        cause: Cause::Order(order),
        at: At::Members(places),
    }
}

fn placed(places: Vec<usize>) -> Change {
    Change {
        cause: Cause::Form(Form::Other),
        at: At::Fields(places),
    }
}
