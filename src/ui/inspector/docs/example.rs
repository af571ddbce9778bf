//! An example of a response, shown in its place in the documentation.

use std::rc::Rc;

use yew::prelude::*;

use super::source::source_info;
use crate::ui::inspector::block::{Block, CodeArea};
use crate::ui::inspector::coloured::ColouredText;
use crate::ui::inspector::copies::CopyText;
use crate::ui::inspector::json::JsonView;
use crate::ui::inspector::syntax::Language;
use crate::ui::prose;
use crate::ui::shared::Shared;
use openapi::{MediaType, Operation, Response, ResponseExample};

/// See [`Example`].
#[derive(Properties, PartialEq)]
pub struct ExampleProps {
    pub operation: Shared<Operation>,
    /// The number of the response.
    pub response: usize,
    /// The number of the media type in it.
    pub media: usize,
    /// The number of the example in that.
    pub example: usize,
}

/// A documented body with its Copy button.
#[component]
pub fn Example(props: &ExampleProps) -> Html {
    let Some((response, media, example)) = found(props) else {
        return Html::default();
    };
    let title = match &*example.summary {
        "" => AttrValue::from(example.name.clone()),
        summary => AttrValue::from(summary.to_owned()),
    };
    // Unique on the page: examples of several responses may have the same title.
    let label = format!("{title}, {} of {}", media.name, response.status);
    let copied = AttrValue::Rc(Rc::clone(&example.text));
    let tools = html! {
        <>
            { source_info(
                format!("source-of-{}-{}-{}", response.status, props.media, props.example),
                example.source.as_deref(),
            ) }
            <CopyText text={copied} what="the example" />
        </>
    };
    let language = Language::of(&media.name);
    html! {
        <Block label={title.clone()} note={media.name.clone()} {tools}>
            if !example.description.is_empty() {
                <div class="help">{ prose::blocks(&example.description) }</div>
            }
            <CodeArea {label} length={example.text.len()}>
                if language == Language::Json && !example.is_text {
                    <JsonView text={Rc::clone(&example.text)} />
                } else {
                    <pre><ColouredText text={Rc::clone(&example.text)} {language} /></pre>
                }
            </CodeArea>
        </Block>
    }
}

fn found(props: &ExampleProps) -> Option<(&Response, &MediaType, &ResponseExample)> {
    let response = props.operation.responses.get(props.response)?;
    let media = response.media.get(props.media)?;
    Some((response, media, media.examples.get(props.example)?))
}
