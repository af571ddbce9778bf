//! Where a fact is known from, behind an info button.

use yew::prelude::*;

use crate::ui::controls::info::Info;
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
    html! {
        <Info id={props.id.clone()} label="Source">
            <p>{ "Source: " }{ prose::inline(source) }</p>
        </Info>
    }
}
