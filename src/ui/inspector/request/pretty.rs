//! The body laid out for reading, which is not what is sent.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::inspector::block::{Block, CodeArea};
use crate::ui::inspector::copies::CopyVeiled;
use crate::ui::inspector::json::JsonView;
use crate::ui::inspector::syntax::Language;
use crate::ui::shared::Shared;
use crate::ui::text::text;
use json::Tree;
use json::write::{JsonStyle, layout_within};
use request::encode::Body;
use request::pipeline::Flow;
use signature::percent::decode_form_text;

/// See [`PrettyBody`].
#[derive(Properties, PartialEq)]
pub struct PrettyBodyProps {
    pub flow: Shared<Flow>,
}

/// The body, indented or decoded.
#[component]
pub fn PrettyBody(props: &PrettyBodyProps) -> Html {
    let body = props.flow.request.body.as_ref();
    let Some(body) = body.filter(|body| !body.bytes.is_empty()) else {
        return html! { <p class="none">{ "This request has no body." }</p> };
    };
    let Some((language, pretty)) = pretty(body) else {
        return html! { <p class="none">{ "There is no pretty view of this body; “Raw” shows it." }</p> };
    };
    let tools = html! { <CopyVeiled text={Rc::clone(&pretty)} what="the pretty body" /> };
    html! {
        <Block label="Pretty body" note="Not the bytes that are sent" {tools}>
            <CodeArea label="Pretty body" length={pretty.len()} part="body-pretty">
                if language == Language::Json {
                    <JsonView text={pretty} />
                } else {
                    <pre>{ text(pretty) }</pre>
                }
            </CodeArea>
        </Block>
    }
}

/// Bytes that indentation may add to any text.
const ROOM: usize = 64 << 10;

fn pretty(body: &Body) -> Option<(Language, Rc<str>)> {
    let text = std::str::from_utf8(&body.bytes).ok()?;
    let language = Language::of(&body.content_type);
    let pretty = match language {
        Language::Json => {
            let tree = Tree::read(text).ok()?;
            layout_within(tree.root(), JsonStyle::Indented, 4 * text.len() + ROOM)?
        }
        Language::Form => {
            let decoded = |pair: &str| match pair.split_once('=') {
                Some((name, value)) => {
                    [&decode_form_text(name), " = ", &decode_form_text(value)].concat()
                }
                None => decode_form_text(pair),
            };
            text.split('&').map(decoded).collect::<Vec<_>>().join("\n")
        }
        _ => return None,
    };
    Some((language, pretty.into()))
}
