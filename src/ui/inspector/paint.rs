//! Text with its tokens coloured, its fields tied to the form, and its secrets painted over.
//!
//! Colour and paint never change a text: `textContent` stays exact.

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use super::syntax::{Language, Token};
use crate::ui::text::LARGE;
use crate::ui::veil::cover;
use problem::{Field, Root};
use request::preview::{Nested, Piece};
use signature::percent;

/// Elements beyond which a text has no colours, and only its secrets have elements: more take too long.
pub const MOST: usize = 2000;

/// A part of a text that is marked by a class.
#[derive(Default)]
pub struct Run {
    pub range: Range<usize>,
    pub class: &'static str,
}

/// Draws a text in pieces, from its beginning to its end, with its tokens coloured.
#[derive(Default)]
pub struct Painter<'a> {
    tokens: &'a [Token],
    marked: Run,
    at: usize,
}

impl<'a> Painter<'a> {
    pub fn new(tokens: &'a [Token]) -> Painter<'a> {
        Painter {
            tokens,
            ..Painter::default()
        }
    }

    /// Marks a part of the text too.
    pub fn marking(self, marked: Run) -> Painter<'a> {
        Painter { marked, ..self }
    }

    /// The next piece of the text.
    pub fn draw(&mut self, text: &str) -> Html {
        let (start, end) = (self.at, self.at + text.len());
        let whole = &self.marked.range;
        let marked = whole.start.max(start)..whole.end.min(end);
        let is_edge = |at: usize| at >= start && text.is_char_boundary(at - start);
        if marked.is_empty() || !is_edge(marked.start) || !is_edge(marked.end) {
            return self.coloured(text);
        }
        let (before, rest) = text.split_at(marked.start - start);
        let (inside, after) = rest.split_at(marked.len());
        html! {
            <>
                { self.coloured(before) }
                <span class={self.marked.class}>{ self.coloured(inside) }</span>
                { self.coloured(after) }
            </>
        }
    }

    fn coloured(&mut self, text: &str) -> Html {
        let (start, end) = (self.at, self.at + text.len());
        self.at = end;
        let mut nodes = Vec::new();
        let mut done = start;
        let plain = |nodes: &mut Vec<Html>, range: Range<usize>| {
            if let Some(words) = text.get(range.start - start..range.end - start)
                && !words.is_empty()
            {
                nodes.push(words.to_owned().into());
            }
        };
        while let Some(token) = self.tokens.first() {
            let within = token.range.start.max(done)..token.range.end.min(end);
            let is_edge = |at: usize| text.is_char_boundary(at - start);
            if !within.is_empty() && is_edge(within.start) && is_edge(within.end) {
                plain(&mut nodes, done..within.start);
                let words = text
                    .get(within.start - start..within.end - start)
                    .unwrap_or_default();
                nodes.push(html! { <span class={token.class}>{ words }</span> });
                done = within.end;
            }
            if token.range.end > end {
                break;
            }
            self.tokens = &self.tokens[1..];
        }
        plain(&mut nodes, done..end);
        nodes.into_iter().collect()
    }
}

/// A whole text with its tokens coloured and its secrets covered; these are in order and disjoint.
pub fn painted(text: &str, painter: &mut Painter<'_>, secrets: &[Range<usize>]) -> Html {
    let mut nodes = Vec::with_capacity(2 * secrets.len() + 1);
    let mut at = 0;
    for secret in secrets {
        let start = secret.start.max(at);
        let (Some(before), Some(inside)) = (text.get(at..start), text.get(start..secret.end))
        else {
            continue;
        };
        nodes.push(painter.draw(before));
        nodes.push(cover(None, painter.draw(inside)));
        at = secret.end;
    }
    nodes.push(painter.draw(text.get(at..).unwrap_or_default()));
    nodes.into_iter().collect()
}

/// Pieces of a message's head or of an address.
pub fn pieces(all: &[Piece], painter: &mut Painter<'_>, reveal: bool) -> Html {
    let one = |piece: &Piece| match (&piece.field, piece.secret && !reveal) {
        (None, false) => painter.draw(&piece.text),
        (field, covered) => {
            let field = field.as_deref();
            let name = match field {
                Some(field) if covered => name_length(field, &piece.text),
                _ => 0,
            };
            secret_run(field, &piece.text, name, covered, painter)
        }
    };
    all.iter().map(one).collect()
}

/// Text that comes from one field; of one that is covered, its own name stays readable.
fn secret_run(
    field: Option<&Field>,
    text: &str,
    name: usize,
    covered: bool,
    painter: &mut Painter<'_>,
) -> Html {
    let (name, value) = text.split_at(name);
    let name = painter.draw(name);
    let value = painter.draw(value);
    let value = if covered { cover(None, value) } else { value };
    html! { <span data-span={field.map(Field::to_string)}>{ name }{ value }</span> }
}

/// How much of `name=value` in a query is the name of the parameter, with its `=`; 0 if that is not sure.
fn name_length(field: &Field, text: &str) -> usize {
    match (&field.root, text.split_once('=')) {
        (Root::Query(name), Some((written, _)))
            if !name.is_empty() && *percent::decode(written) == *name.as_bytes() =>
        {
            written.len() + 1
        }
        _ => 0,
    }
}

/// A body with its fields.
///
/// `covers`: whether secrets are covered; what is within one is covered with it.
pub fn nested(nodes: &[Nested], covers: bool, painter: &mut Painter<'_>) -> Html {
    let one = |node: &Nested| match node {
        Nested::Text(text) => painter.draw(text),
        Nested::Field {
            field,
            secret,
            children,
        } => {
            let covered = *secret && covers;
            let inside = nested(children, covers && !covered, painter);
            match covered {
                true => cover(Some(field.to_string().into()), inside),
                false => html! { <span data-span={field.to_string()}>{ inside }</span> },
            }
        }
    };
    nodes.iter().map(one).collect()
}

/// The tokens of a text, unless there are too many.
pub fn few_tokens(language: Language, text: &str) -> Vec<Token> {
    if text.len() > LARGE {
        return Vec::new();
    }
    let tokens = language.tokens(text);
    if tokens.len() > MOST {
        Vec::new()
    } else {
        tokens
    }
}

/// The text of pieces.
pub fn text_of(all: &[Piece]) -> Rc<str> {
    all.iter()
        .map(|piece| &*piece.text)
        .collect::<String>()
        .into()
}
