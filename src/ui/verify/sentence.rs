//! A sentence with the sign of its tone, and the band that shows a verdict.

use yew::prelude::*;

use super::words::{Said, Tone};
use crate::ui::veil;

/// See [`Sentence`].
#[derive(Properties, PartialEq)]
pub struct SentenceProps {
    pub tone: Tone,
    /// CommonMark.
    pub text: AttrValue,
}

/// A sentence, which gets a full stop if it has none.
#[component]
pub fn Sentence(props: &SentenceProps) -> Html {
    let (class, _) = look(props.tone);
    html! {
        <p class={classes!("sentence", class)}>
            <Sign tone={props.tone} />
            <span>{ veil::prose(&with_full_stop(&props.text)) }</span>
        </p>
    }
}

#[derive(Properties, PartialEq)]
struct SignProps {
    tone: Tone,
}

#[component]
fn Sign(props: &SignProps) -> Html {
    html! { <span class="sign" aria-hidden="true">{ look(props.tone).1 }</span> }
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
    let (class, _) = look(props.tone);
    html! {
        <div class={classes!("band", class)} data-part={props.part} data-verdict={props.verdict} role="status">
            <Sign tone={props.tone} />
            <p>
                <strong>{ &props.heading }</strong>
                { " " }
                { veil::prose(&with_full_stop(&props.text)) }
            </p>
        </div>
    }
}

/// The band of a verdict on a signature.
#[derive(Properties, PartialEq)]
pub struct VerdictProps {
    pub said: Said,
}

/// The verdict on the signature.
#[component]
pub fn VerdictBand(props: &VerdictProps) -> Html {
    let said = &props.said;
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
