//! Where a fact is known from, behind an info button.

use yew::prelude::*;

use crate::ui::controls::info::Info;
use crate::ui::prose;

/// A button that shows a source, which is CommonMark; nothing for what the document itself contains.
/// `id` is that of the panel.
pub fn source_info(id: String, source: Option<&str>) -> Html {
    let Some(source) = source else {
        return Html::default();
    };
    html! {
        <Info {id} label="Source">
            <p>{ "Source: " }{ prose::inline(source) }</p>
        </Info>
    }
}
