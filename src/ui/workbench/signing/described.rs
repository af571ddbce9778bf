//! A text whose first sentence is in sight; the rest is behind an info button.

use yew::prelude::*;

use crate::ui::controls::id_of;
use crate::ui::controls::info::Info;
use crate::ui::prose;

/// See [`Described`].
#[derive(Properties, PartialEq)]
pub struct DescribedProps {
    /// The id of the whole text, which is unique on the page.
    pub id: AttrValue,
    /// CommonMark.
    pub text: AttrValue,
    /// What it is about, for the name of the button.
    pub about: AttrValue,
}

/// One line of help, and more of it when it is asked for.
#[component]
pub fn Described(props: &DescribedProps) -> Html {
    if props.text.is_empty() {
        return Html::default();
    }
    let (first, rest) = prose::first_sentence(&props.text);
    html! {
        <div class="help described" id={props.id.clone()}>
            <span>{ prose::inline(first) }</span>
            if !rest.is_empty() {
                <Info id={id_of("more", &props.id)} label={format!("More about {}", props.about)}>
                    { prose::blocks(rest) }
                </Info>
            }
        </div>
    }
}
