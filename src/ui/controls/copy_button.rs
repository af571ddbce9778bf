//! A button that copies a text, and says whether it could.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::clipboard;
use crate::browser::timer::Timer;

/// What a copy holds of the secrets in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// There are none: it is the text itself.
    All,
    Secrets,
    /// Placeholders in place of them.
    Placeholders,
}

/// See [`CopyButton`].
#[derive(Properties, Clone, PartialEq)]
pub struct CopyButtonProps {
    /// Makes the text when it is asked for.
    pub text: Callback<(), String>,
    /// What is copied, for the accessible name: "the message".
    pub what: &'static str,
    pub holds: Holds,
    #[prop_or_default]
    pub part: Option<&'static str>,
}

/// How long it says that it copied, in milliseconds.
const SHOWN: i32 = 6000;

/// A button that copies, and says so for a while or until the text is another one.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let message = use_state_eq(|| "");
    // The text that the message is about, and the timer that takes it back.
    let copied = use_mut_ref(|| None::<(String, Option<Timer>)>);
    let is_other = |copied: &(String, Option<Timer>)| copied.0 != props.text.emit(());
    if !message.is_empty() && copied.borrow().as_ref().is_some_and(is_other) {
        *copied.borrow_mut() = None;
    }
    let shown = match copied.borrow().as_ref() {
        Some(_) => *message,
        None => "",
    };
    let (label, done) = match props.holds {
        Holds::All => ("Copy", "Copied"),
        Holds::Secrets => ("Copy with secrets", "Copied, with secrets"),
        Holds::Placeholders => (
            "Copy redacted",
            "Copied, with placeholders for secrets: not the exact bytes",
        ),
    };
    let name = match props.holds {
        Holds::All => format!("{label} {}", props.what),
        Holds::Secrets | Holds::Placeholders => format!("{label}: {}", props.what),
    };
    let onclick = {
        let (text, message) = (props.text.clone(), message.clone());
        Callback::from(move |_: MouseEvent| {
            let (text, message, copied) = (text.emit(()), message.clone(), copied.clone());
            // The same words again are announced only after others.
            message.set("");
            spawn_local(async move {
                let could = clipboard::copy(&text).await;
                let over = message.clone();
                let timer = could.then(|| Timer::after(SHOWN, move || over.set("")));
                *copied.borrow_mut() = Some((text, timer));
                message.set(match could {
                    true => done,
                    false => "The browser does not allow copying here. Select the text instead.",
                });
            });
        })
    };
    html! {
        <span class="copy">
            <button type="button" class="quiet" data-part={props.part} aria-label={name} {onclick}>{ label }</button>
            <span class="said" role="status">{ shown }</span>
        </span>
    }
}
