//! A sentence with the sign of its tone, and the band that shows a verdict.

use yew::prelude::*;

use super::words::{Said, Tone};
use crate::ui::veil;

/// A sentence in CommonMark, which gets a full stop if it has none.
pub fn sentence(tone: Tone, text: &str) -> Html {
    let (class, sign) = look(tone);
    html! {
        <p class={classes!("sentence", class)}>
            <span class="sign" aria-hidden="true">{ sign }</span>
            <span>{ veil::prose(&with_full_stop(text)) }</span>
        </p>
    }
}

/// See [`Band`].
#[derive(Properties, PartialEq)]
pub struct BandProps {
    pub part: &'static str,
    /// One word for tests and styles.
    pub verdict: &'static str,
    pub tone: Tone,
    pub heading: AttrValue,
    /// CommonMark; may be empty.
    pub text: AttrValue,
}

/// A verdict with its heading, in the colour of its tone; it is announced.
#[component]
pub fn Band(props: &BandProps) -> Html {
    let (class, sign) = look(props.tone);
    html! {
        <div class={classes!("band", class)} data-part={props.part} data-verdict={props.verdict} role="status">
            <span class="sign" aria-hidden="true">{ sign }</span>
            <p>
                <strong>{ &props.heading }</strong>
                { " " }
                { veil::prose(&with_full_stop(&props.text)) }
            </p>
        </div>
    }
}

/// The verdict on the signature.
pub fn verdict_band(said: &Said) -> Html {
    html! {
        <Band
            part="verify-verdict" verdict={said.word} tone={said.tone}
            heading={said.heading()} text={said.text.clone()}
        />
    }
}

/// The class and the sign of a tone.
fn look(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Good => ("good", "✓"),
        Tone::Bad => ("bad", "✕"),
        Tone::Careful => ("careful", "!"),
        Tone::Plain => ("plain", "·"),
    }
}

/// The text with a full stop, unless it ends a sentence already.
pub fn with_full_stop(text: &str) -> String {
    match text.ends_with(['.', '?', '!', ':']) || text.is_empty() {
        true => text.to_owned(),
        false => [text, "."].concat(),
    }
}
