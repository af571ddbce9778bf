//! Documentation text: CommonMark, as elements of the page.
//!
//! The parser's events become elements. No markup of a document becomes markup of the page: HTML is shown
//! as it is written, an image is a link, and links lead to the web or to mail alone.

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use yew::prelude::*;

use super::el::{El, component, el, row, text};
use super::hooks::use_flag;
use super::text::{BEGINNING, LARGE, bytes_words};

/// Elements within each other; what is deeper is shown without its own.
const DEEPEST: usize = 32;

/// A text with its paragraphs and lists; of one that is long the beginning, and all when it is asked for.
pub fn blocks(text: &str) -> Html {
    match text.len() > LARGE {
        true => component::<Long>(LongProps { text: text.into() }),
        false => row(Nodes::of(text, Open::Block)),
    }
}

#[derive(Properties, Clone, PartialEq)]
struct LongProps {
    text: Rc<str>,
}

/// See [`blocks`].
#[component]
fn Long(props: &LongProps) -> Html {
    let all = use_flag();
    if *all {
        return row(Nodes::of(&props.text, Open::Block));
    }
    let beginning = &props.text[..props.text.floor_char_boundary(BEGINNING)];
    let words = ["Show all ", &bytes_words(props.text.len())].concat();
    let button = el("button")
        .is("type", "button")
        .class("small")
        .is("data-part", "show-all")
        .onclick(Callback::from(move |_: MouseEvent| all.set(true)))
        .words(words.into());
    row(vec![
        row(Nodes::of(beginning, Open::Block)),
        el("p").el(button).node(),
    ])
}

/// A line of text with its code spans, emphasis and links.
pub fn inline(line: &str) -> Html {
    const MARKS: [char; 7] = ['`', '*', '_', '[', '<', '\\', '&'];
    if !line.contains(MARKS) {
        return copied(line);
    }
    row(Nodes::of(&one_line(line), Open::Inline))
}

/// A line of which nothing reads as a block: a list, a heading, code.
fn one_line(line: &str) -> String {
    let line = line.trim().replace(['\r', '\n'], " ");
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let begins = match rest.as_bytes() {
        [b'.' | b')', ..] => digits > 0,
        [b'#' | b'>' | b'=' | b'~', ..] | [b'-' | b'+' | b'*', b' ', ..] => digits == 0,
        // A rule, or an item without text.
        marks if marks.iter().all(|b| b"-+*_ ".contains(b)) => digits == 0,
        [b'[', ..] => digits == 0 && rest.contains("]:"),
        [b'<', ..] => digits == 0 && !rest.contains("://") && !rest.contains('@'),
        _ => false,
    };
    match begins {
        true => [number, "\\", rest].concat(),
        false => line,
    }
}

fn copied(words: &str) -> Html {
    text(AttrValue::Rc(words.into()))
}

/// What may be opened.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Block,
    Inline,
}

/// What becomes of the nodes within.
enum Frame {
    Element(El),
    /// An element in an element.
    Within(El, El),
    /// They go without one.
    Bare,
}

/// The nodes of a text in the making.
#[derive(Default)]
struct Nodes {
    done: Vec<Html>,
    /// What is open, and how many nodes there were before it.
    open: Vec<(Frame, usize)>,
    /// Text that is not a node yet.
    words: String,
}

impl Nodes {
    fn of(text: &str, what: Open) -> Vec<Html> {
        let mut nodes = Nodes::default();
        // How many tags are open of what is shown as it is written.
        let mut written = 0;
        for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
            if written > 0 {
                match event {
                    Event::Start(_) => written += 1,
                    Event::End(_) => written -= 1,
                    _ => {}
                }
                continue;
            }
            match event {
                Event::Start(tag) => match nodes.frame(&tag, what) {
                    Some(frame) => nodes.open(frame),
                    None => {
                        nodes.words.push_str(source(text, range));
                        written = 1;
                    }
                },
                Event::End(_) => nodes.close(),
                Event::Code(words) => nodes.put(el("code").copy(&words)),
                Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                    nodes.words.push_str(&words);
                }
                Event::SoftBreak => nodes.words.push(' '),
                Event::HardBreak => nodes.put(el("br")),
                Event::Rule if what == Open::Block => nodes.put(el("hr")),
                _ => nodes.words.push_str(source(text, range)),
            }
        }
        nodes.flush();
        nodes.done
    }

    /// What a tag opens; `None` for a link that leads elsewhere.
    fn frame(&self, tag: &Tag<'_>, what: Open) -> Option<Frame> {
        let is_deep = self.open.len() > DEEPEST;
        let block = |tag| match is_deep || what == Open::Inline {
            true => Frame::Bare,
            false => Frame::Element(el(tag)),
        };
        Some(match tag {
            Tag::Paragraph | Tag::HtmlBlock => block("p"),
            Tag::BlockQuote(_) => block("blockquote"),
            Tag::List(None) => block("ul"),
            Tag::List(Some(first)) => match block("ol") {
                Frame::Element(list) if *first != 1 => {
                    Frame::Element(list.attr("start", first.to_string().into()))
                }
                frame => frame,
            },
            Tag::Item => block("li"),
            Tag::Heading { .. } => match block("p") {
                Frame::Element(line) => Frame::Within(line, el("strong")),
                frame => frame,
            },
            Tag::CodeBlock(_) => match block("pre") {
                Frame::Element(code) => Frame::Within(code.class("prose-code"), el("code")),
                frame => frame,
            },
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let address = match link_type {
                    LinkType::Email => ["mailto:", dest_url].concat(),
                    _ => dest_url.to_string(),
                };
                Frame::Element(anchor(&address)?)
            }
            Tag::Image { dest_url, .. } => Frame::Element(anchor(dest_url)?),
            _ if is_deep => Frame::Bare,
            Tag::Emphasis => Frame::Element(el("em")),
            Tag::Strong => Frame::Element(el("strong")),
            _ => Frame::Bare,
        })
    }

    fn open(&mut self, frame: Frame) {
        self.flush();
        self.open.push((frame, self.done.len()));
    }

    fn close(&mut self) {
        if let Some((Frame::Within(..), _)) = self.open.last() {
            // A line end is no part of the last line of code.
            self.words.truncate(self.words.trim_end_matches('\n').len());
        }
        self.flush();
        let Some((frame, from)) = self.open.pop() else {
            return;
        };
        match frame {
            Frame::Element(element) => {
                let inside = self.done.split_off(from);
                self.put(element.all(inside));
            }
            Frame::Within(outer, inner) => {
                let inside = self.done.split_off(from);
                self.put(outer.el(inner.all(inside)));
            }
            Frame::Bare => {}
        }
    }

    fn put(&mut self, element: El) {
        self.flush();
        self.done.push(element.node());
    }

    /// Makes a node of the text so far.
    fn flush(&mut self) {
        if !self.words.is_empty() {
            self.done.push(copied(&std::mem::take(&mut self.words)));
        }
    }
}

/// The text as it is written.
fn source(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// A link to somewhere else; only to what a person can safely follow.
pub fn link(address: &str, words: Html) -> Option<Html> {
    Some(anchor(address)?.put(words).node())
}

fn anchor(address: &str) -> Option<El> {
    let scheme = address.split(':').next().unwrap_or_default();
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    let is_web = (is("http") || is("https")) && address[scheme.len()..].starts_with("://");
    let link = el("a").attr("href", AttrValue::Rc(address.into()));
    let safe = is_web || is("mailto");
    safe.then(|| link.is("target", "_blank").is("rel", "noopener noreferrer"))
}

/// The first sentence of a text, and the rest of it.
pub fn first_sentence(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text
        .match_indices(". ")
        .map(|(at, _)| at + 1)
        .chain(text.find("\n\n"))
        .chain(text.find(".\n").map(|at| at + 1))
        .filter(|at| *at >= 24)
        .min()
        .unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    (first, rest.trim_start())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
