//! Where a fact is known from, behind an info button.

use yew::prelude::*;

use crate::ui::controls::popover::Popover;
use crate::ui::prose;

/// See [`SourceInfo`].
#[derive(Properties, PartialEq)]
pub struct SourceInfoProps {
    /// The id of the panel.
    pub id: AttrValue,
    /// The source in CommonMark, if it is not the document itself.
    pub source: Option<AttrValue>,
}

/// A button that shows a source; nothing for what the document itself contains.
#[component]
pub fn SourceInfo(props: &SourceInfoProps) -> Html {
    let Some(source) = &props.source else {
        return Html::default();
    };
    let button = html! { <span class="info-mark" aria-hidden="true">{ "i" }</span> };
    html! {
        <Popover id={props.id.clone()} class="source-info" label="Source" {button}>
            <p>{ "Source: " }{ prose::inline(source) }</p>
        </Popover>
    }
}
