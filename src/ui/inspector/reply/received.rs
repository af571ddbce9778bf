//! What came back: the body, pretty and raw, and the header fields.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::inspector::block::{Block, CodeArea};
use crate::ui::inspector::coloured::ColouredText;
use crate::ui::inspector::copies::CopyVeiled;
use crate::ui::inspector::json::JsonView;
use crate::ui::inspector::paint::{Painter, painted};
use crate::ui::inspector::syntax::{self, Language};
use crate::ui::shared::Shared;
use crate::ui::text::{LARGE, text};
use crate::ui::veil::use_veil;
use exchange::reply::{Reading, Reply};

const NO_PRETTY: &str = "There is no pretty view of this body; “Raw” shows it.";

/// See [`PrettyReply`].
#[derive(Properties, PartialEq)]
pub struct PrettyReplyProps {
    pub reply: Shared<Reply>,
    pub reading: Shared<Reading>,
    #[prop_or_default]
    pub hidden: bool,
}

/// The body laid out for reading; what is no JSON is shown as it is.
#[component]
pub fn PrettyReply(props: &PrettyReplyProps) -> Html {
    let reply = &props.reply;
    let is_empty = reply.body.is_empty();
    let (pretty, is_laid_out) = match &props.reading.pretty {
        Some(pretty) => (Rc::clone(pretty), true),
        // A large text is not put into the page twice.
        None if reply.body.len() > LARGE => (NO_PRETTY.into(), false),
        None => (String::from_utf8_lossy(&reply.body).into(), false),
    };
    // A body without a pretty form may be indented already.
    let folds = is_laid_out || language(reply) == Language::Json;
    let tools = html! {
        if !is_empty {
            <CopyVeiled text={Rc::clone(&pretty)} what="the pretty body" />
        }
    };
    let note = if is_laid_out {
        "Indented for reading"
    } else {
        ""
    };
    html! {
        <Block label="Body" {note} {tools} hidden={props.hidden}>
            <CodeArea label="Reply body, pretty" length={pretty.len()}>
                <div data-part="reply-pretty" data-empty={is_empty.then_some("Empty")}>
                    if is_empty {
                    } else if folds {
                        <JsonView text={pretty} />
                    } else {
                        <pre><ColouredText text={pretty} language={language(reply)} /></pre>
                    }
                </div>
            </CodeArea>
        </Block>
    }
}

/// See [`ReplyBody`].
#[derive(Properties, PartialEq)]
pub struct ReplyBodyProps {
    pub reply: Shared<Reply>,
    #[prop_or_default]
    pub hidden: bool,
}

/// The body exactly as it was received.
#[component]
pub fn ReplyBody(props: &ReplyBodyProps) -> Html {
    let reply = &props.reply;
    let body = use_memo(reply.clone(), |reply| {
        Rc::<str>::from(String::from_utf8_lossy(&reply.body))
    });
    let is_empty = body.is_empty();
    let tools = html! {
        if !is_empty {
            <CopyVeiled text={(*body).clone()} what="the body" />
        }
    };
    html! {
        <Block label="Raw body" {tools} hidden={props.hidden}>
            <CodeArea label="Reply body" length={body.len()}>
                <pre data-part="reply-body" data-empty={is_empty.then_some("Empty")}>
                    <ColouredText text={(*body).clone()} language={language(reply)} />
                </pre>
            </CodeArea>
        </Block>
    }
}

/// The header fields that the page may see.
#[component]
pub fn ReplyHeaders(props: &ReplyBodyProps) -> Html {
    let lines = props
        .reply
        .headers
        .iter()
        .map(|(name, value)| [name, ": ", value].concat());
    let lines: Rc<str> = lines.collect::<Vec<_>>().join("\n").into();
    let is_empty = lines.is_empty();
    let tools = html! {
        if !is_empty {
            <CopyVeiled text={Rc::clone(&lines)} what="the response headers" />
        }
    };
    html! {
        <Block label="Response headers" {tools} hidden={props.hidden}>
            <CodeArea label="Response headers" length={lines.len()}>
                <pre data-part="reply-headers" data-empty={is_empty.then_some("None")}>
                    <HeaderLines {lines} />
                </pre>
            </CodeArea>
        </Block>
    }
}

fn language(reply: &Reply) -> Language {
    Language::of(reply.header("content-type").unwrap_or_default())
}

#[derive(Properties, PartialEq)]
struct HeaderLinesProps {
    lines: Rc<str>,
}

/// Header fields, one a line.
#[component]
fn HeaderLines(props: &HeaderLinesProps) -> Html {
    let veil = use_veil();
    if props.lines.len() > LARGE {
        return text(Rc::clone(&props.lines));
    }
    let tokens = syntax::head(&props.lines, false);
    let secrets = veil.find(props.lines.as_bytes());
    painted(&props.lines, &mut Painter::new(&tokens), &secrets)
}
