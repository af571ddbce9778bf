//! A button that copies, for the parts of the page that are made with `el`; others use
//! [`CopyButton`](super::controls::CopyButton).

use yew::prelude::*;

use super::controls::CopyButton;
pub use super::controls::Holds;

/// A button that copies the text, which is made when it is asked for.
pub fn copy(text: Callback<(), String>, what: &'static str, holds: Holds) -> Html {
    html! { <CopyButton {text} {what} {holds} /> }
}
