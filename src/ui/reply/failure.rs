//! A request that got no reply: every cause not ruled out, and what to do about each.

use yew::prelude::*;

use crate::forecast::{SendError, Suspect};
use crate::ui::prose;

/// The failure in words, then the suspects, the likeliest first.
pub fn view(error: SendError, suspects: &[Suspect]) -> Html {
    let words = match error {
        SendError::Network => {
            "No reply: the browser does not say why. What is not ruled out, the likeliest first:"
                .to_owned()
        }
        SendError::TimedOut(seconds) => {
            format!("No reply within {seconds} seconds: the request was given up")
        }
        SendError::Stopped => "Stopped: the request may have arrived all the same".to_owned(),
        SendError::Broken => "The reply broke off before its end".to_owned(),
    };
    let item = |suspect: &Suspect| {
        html! {
            <li key={suspect.title.clone()}>
                <strong>{ suspect.title.clone() }</strong>
                <p>{ prose::inline(&suspect.why) }</p>
                <p class="advice">{ prose::inline(&suspect.advice) }</p>
            </li>
        }
    };
    html! {
        <div class="failure" role="alert">
            <p>{ words }</p>
            if !suspects.is_empty() {
                <ol>{ for suspects.iter().map(item) }</ol>
            }
        </div>
    }
}
