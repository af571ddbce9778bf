//! The heading of a reply: the outcome for the person, which its colour follows.

use yew::prelude::*;

use crate::ui::veil::VeiledSentence;
use exchange::reply::{ReplyOutcome, Tone};

/// The outcome, which the status code does not decide, and the sentence that it rests on.
pub fn banner(outcome: ReplyOutcome, sentence: Option<String>) -> Html {
    let (class, sign) = sign(outcome.tone());
    let sign = match outcome {
        ReplyOutcome::Unknown => "?",
        _ => sign,
    };
    html! {
        <div class={classes!("banner", class)}>
            <span class="sign" aria-hidden="true">{ sign }</span>
            <div>
                <p><strong data-part="outcome" data-outcome={outcome.word()}>{ outcome.title() }</strong></p>
                if let Some(text) = sentence {
                    <p class="banner-sentence"><VeiledSentence {text} prose=true /></p>
                }
            </div>
        </div>
    }
}

/// The class and the sign of a tone.
pub fn sign(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Good => ("good", "✓"),
        Tone::Bad => ("bad", "✕"),
        Tone::Careful => ("careful", "!"),
        Tone::Plain => ("plain-tone", "·"),
    }
}
