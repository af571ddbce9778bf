//! Where a fact is known from, behind an info button.

use yew::prelude::*;

use crate::ui::controls::popover::Popover;
use crate::ui::prose;

/// A button that shows a source, which is CommonMark; nothing for what the document itself contains.
/// `id` is that of the panel.
pub fn source_info(id: String, source: Option<&str>) -> Html {
    let Some(source) = source else {
        return Html::default();
    };
    let button = html! { <span class="info-mark" aria-hidden="true">{ "i" }</span> };
    html! {
        <Popover {id} class="source-info" label="Source" {button}>
            <p>{ "Source: " }{ prose::inline(source) }</p>
        </Popover>
    }
}
