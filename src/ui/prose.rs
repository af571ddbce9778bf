//! Documentation text: CommonMark, as elements of the page.
//!
//! The parser's events become elements. No markup of a document becomes markup of the page: HTML is shown
//! as it is written, an image is a link, and links lead to the web or to mail alone.

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use yew::prelude::*;

/// Elements within each other; what is deeper is shown without its own.
const DEEPEST: usize = 32;
/// Bytes beyond which only the beginning of a text is drawn, and the bytes of that beginning.
const LONG: usize = 128 << 10;
const BEGINNING: usize = 64 << 10;

/// A text with its paragraphs and lists; of a long one the beginning, and all when it is asked for.
pub fn blocks(text: &str) -> Html {
    match text.len() > LONG {
        true => html! { <LongText text={Rc::from(text)} /> },
        false => row(Nodes::of(text, Level::Block)),
    }
}

#[derive(Properties, PartialEq)]
struct LongTextProps {
    text: Rc<str>,
}

/// A text whose end is drawn when it is asked for.
#[component]
fn LongText(props: &LongTextProps) -> Html {
    let all = use_state_eq(|| false);
    if *all {
        return row(Nodes::of(&props.text, Level::Block));
    }
    let beginning = &props.text[..props.text.floor_char_boundary(BEGINNING)];
    let onclick = Callback::from(move |_: MouseEvent| all.set(true));
    html! {
        <>
            { row(Nodes::of(beginning, Level::Block)) }
            <p>
                <button type="button" class="small" data-part="show-all" {onclick}>
                    { format!("Show all {} bytes", props.text.len()) }
                </button>
            </p>
        </>
    }
}

fn row(nodes: Vec<Html>) -> Html {
    nodes.into_iter().collect()
}

/// A line of text with its code spans, emphasis and links.
pub fn inline(line: &str) -> Html {
    const MARKS: [char; 7] = ['`', '*', '_', '[', '<', '\\', '&'];
    if !line.contains(MARKS) {
        return Html::from(AttrValue::from(line.to_owned()));
    }
    row(Nodes::of(&one_line(line), Level::Inline))
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

/// The elements that a text may have.
#[derive(Clone, Copy, PartialEq)]
enum Level {
    Block,
    Inline,
}

/// The element around nodes.
enum Frame {
    Tag(&'static str),
    /// A numbered list that begins with another number than 1.
    List(u64),
    Heading,
    Code,
    Link(AttrValue),
    /// No element.
    Bare,
}

impl Frame {
    fn around(self, inside: Vec<Html>) -> Html {
        let inside = row(inside);
        match self {
            Frame::Tag(tag) => html! { <@{tag}>{ inside }</@> },
            Frame::List(first) => html! { <ol start={first.to_string()}>{ inside }</ol> },
            Frame::Heading => html! { <p><strong>{ inside }</strong></p> },
            Frame::Code => html! { <pre class="prose-code"><code>{ inside }</code></pre> },
            Frame::Link(href) => anchor(href, inside),
            Frame::Bare => inside,
        }
    }
}

/// The nodes of a text in the making.
#[derive(Default)]
struct Nodes {
    done: Vec<Html>,
    /// The open elements, each with the number of nodes before it.
    open: Vec<(Frame, usize)>,
    /// Text that is not a node yet.
    text: String,
}

impl Nodes {
    fn of(text: &str, level: Level) -> Vec<Html> {
        let mut nodes = Nodes::default();
        // How many tags are open of markup that is shown as it is written.
        let mut verbatim = 0;
        for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
            if verbatim > 0 {
                match event {
                    Event::Start(_) => verbatim += 1,
                    Event::End(_) => verbatim -= 1,
                    _ => {}
                }
                continue;
            }
            match event {
                Event::Start(tag) => match nodes.frame(&tag, level) {
                    Some(frame) => nodes.open(frame),
                    None => {
                        nodes.text.push_str(source(text, range));
                        verbatim = 1;
                    }
                },
                Event::End(_) => nodes.close(),
                Event::Code(code) => nodes.put(html! { <code>{ code.to_string() }</code> }),
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    nodes.text.push_str(&text);
                }
                Event::SoftBreak => nodes.text.push(' '),
                Event::HardBreak => nodes.put(html! { <br /> }),
                Event::Rule if level == Level::Block => nodes.put(html! { <hr /> }),
                _ => nodes.text.push_str(source(text, range)),
            }
        }
        nodes.flush();
        nodes.done
    }

    /// The element that a tag opens; `None` for a link to an address that is not followed.
    fn frame(&self, tag: &Tag<'_>, level: Level) -> Option<Frame> {
        let is_deep = self.open.len() > DEEPEST;
        let block = |frame| match is_deep || level == Level::Inline {
            true => Frame::Bare,
            false => frame,
        };
        Some(match tag {
            Tag::Paragraph | Tag::HtmlBlock => block(Frame::Tag("p")),
            Tag::BlockQuote(_) => block(Frame::Tag("blockquote")),
            Tag::List(None) => block(Frame::Tag("ul")),
            Tag::List(Some(1)) => block(Frame::Tag("ol")),
            Tag::List(Some(first)) => block(Frame::List(*first)),
            Tag::Item => block(Frame::Tag("li")),
            Tag::Heading { .. } => block(Frame::Heading),
            Tag::CodeBlock(_) => block(Frame::Code),
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => Frame::Link(["mailto:", dest_url].concat().into()),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                Frame::Link(safe(dest_url)?)
            }
            _ if is_deep => Frame::Bare,
            Tag::Emphasis => Frame::Tag("em"),
            Tag::Strong => Frame::Tag("strong"),
            _ => Frame::Bare,
        })
    }

    fn open(&mut self, frame: Frame) {
        self.flush();
        self.open.push((frame, self.done.len()));
    }

    fn close(&mut self) {
        if let Some((Frame::Heading | Frame::Code, _)) = self.open.last() {
            // A line ending is no part of the last line of code.
            self.text.truncate(self.text.trim_end_matches('\n').len());
        }
        self.flush();
        match self.open.pop() {
            None | Some((Frame::Bare, _)) => {}
            Some((frame, from)) => {
                let inside = self.done.split_off(from);
                self.done.push(frame.around(inside));
            }
        }
    }

    fn put(&mut self, node: Html) {
        self.flush();
        self.done.push(node);
    }

    /// Makes a node of the text so far.
    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.done.push(Html::from(AttrValue::from(text)));
        }
    }
}

/// The text as it is written.
fn source(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// A link to another site; `None` for an address that a person cannot safely follow.
pub fn link(address: &str, text: Html) -> Option<Html> {
    Some(anchor(safe(address)?, text))
}

fn anchor(href: AttrValue, inside: Html) -> Html {
    html! { <a {href} target="_blank" rel="noopener noreferrer">{ inside }</a> }
}

/// The address, if it leads to the web or to mail.
fn safe(address: &str) -> Option<AttrValue> {
    let (scheme, rest) = address.split_once(':')?;
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    let is_web = (is("http") || is("https")) && rest.starts_with("//");
    (is_web || is("mailto")).then(|| AttrValue::from(address.to_owned()))
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
