//! Copy buttons for texts that are on the page.

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use crate::ui::controls::{CopyButton, Holds};
use crate::ui::text::LARGE;
use crate::ui::veil::use_veil;

/// See [`CopyText`].
#[derive(Properties, PartialEq)]
pub struct CopyTextProps {
    pub text: AttrValue,
    pub what: &'static str,
}

/// Copies a text that holds no secret.
#[component]
pub fn CopyText(props: &CopyTextProps) -> Html {
    let text = use_callback(props.text.clone(), |(), text| text.to_string());
    html! { <CopyButton {text} what={props.what} holds={Holds::All} /> }
}

/// See [`CopyVeiled`].
#[derive(Properties, PartialEq)]
pub struct CopyVeiledProps {
    pub text: Rc<str>,
    pub what: &'static str,
    /// Where its secrets are, beside those that are found.
    #[prop_or_default]
    pub secrets: Rc<[Range<usize>]>,
}

/// Copies a text that may hold secrets: with placeholders, unless secrets are shown.
#[component]
pub fn CopyVeiled(props: &CopyVeiledProps) -> Html {
    let veil = use_veil();
    // What is large is searched to its end when it is copied.
    let beginning = &props.text[..props.text.floor_char_boundary(LARGE)];
    let holds = veil.holds(beginning, !props.secrets.is_empty());
    let text = {
        let (text, secrets) = (Rc::clone(&props.text), Rc::clone(&props.secrets));
        Callback::from(move |()| veil.copy_of(&text, &secrets))
    };
    html! { <CopyButton {text} what={props.what} {holds} /> }
}
