//! A block of the inspector: a heading with what can be done with its content, and the content.

use yew::prelude::*;

use crate::ui::text::is_long;

/// See [`Block`].
#[derive(Properties, PartialEq)]
pub struct BlockProps {
    pub label: AttrValue,
    /// What is said beside the label.
    #[prop_or_default]
    pub note: AttrValue,
    /// Buttons at the end of the heading.
    #[prop_or_default]
    pub tools: Html,
    #[prop_or_default]
    pub hidden: bool,
    #[prop_or_default]
    pub children: Html,
}

/// A labelled block.
#[component]
pub fn Block(props: &BlockProps) -> Html {
    html! {
        <div class="pane-block" hidden={props.hidden}>
            <div class="block-head">
                <h3>{ &props.label }</h3>
                if !props.note.is_empty() {
                    <span class="block-note">{ &props.note }</span>
                }
                { props.tools.clone() }
            </div>
            { props.children.clone() }
        </div>
    }
}

/// See [`CodeArea`].
#[derive(Properties, PartialEq)]
pub struct CodeAreaProps {
    pub label: AttrValue,
    /// Bytes of what it shows.
    pub length: usize,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub part: Option<&'static str>,
    #[prop_or_default]
    pub hidden: bool,
    #[prop_or_default]
    pub children: Html,
}

/// Text that may be long: it can be reached by keyboard, and scrolls.
#[component]
pub fn CodeArea(props: &CodeAreaProps) -> Html {
    let class = classes!(
        "code",
        is_long(props.length).then_some("long"),
        props.class.clone()
    );
    html! {
        <div
            {class} tabindex="0" role="region" aria-label={props.label.clone()} data-part={props.part}
            hidden={props.hidden}
        >
            { props.children.clone() }
        </div>
    }
}
