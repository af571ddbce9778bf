//! A request that got no reply: every cause not ruled out, and what to do about each.

use yew::prelude::*;

use crate::forecast::{SendError, Suspect};
use crate::ui::el::el;
use crate::ui::prose;

/// The failure in words, then the suspects, the likeliest first.
pub fn view(error: SendError, suspects: &[Suspect]) -> Html {
    let words = match error {
        SendError::Network => AttrValue::Static(
            "No reply: the browser does not say why. What is not ruled out, the likeliest first:",
        ),
        SendError::TimedOut(seconds) => {
            let seconds = seconds.to_string();
            let words = [
                "No reply within ",
                &seconds,
                " seconds: the request was given up",
            ];
            words.concat().into()
        }
        SendError::Stopped => "Stopped: the request may have arrived all the same".into(),
        SendError::Broken => "The reply broke off before its end".into(),
    };
    let mut items = Vec::new();
    for suspect in suspects {
        items.push(item(suspect));
    }
    let list = (!items.is_empty()).then(|| el("ol").all(items));
    el("div")
        .class("failure")
        .is("role", "alert")
        .el(el("p").words(words))
        .maybe(list)
        .node()
}

fn item(suspect: &Suspect) -> Html {
    let advice = el("p").class("advice").put(prose::inline(&suspect.advice));
    el("li")
        .key(AttrValue::Rc(suspect.title.as_str().into()))
        .el(el("strong").copy(&suspect.title))
        .el(el("p").put(prose::inline(&suspect.why)))
        .el(advice)
        .node()
}
