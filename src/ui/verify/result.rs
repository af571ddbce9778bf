//! The result: valid or not, in time or not, why not, and the bytes and digests that were compared.

use std::rc::Rc;

use yew::prelude::*;

use super::clock::clock_rule;
use super::code::ReceiverCode;
use super::dump::{Bytes, dump};
use super::facts::Facts;
use super::public::Public;
use super::search::CauseSearch;
use super::sentence::{sentence, verdict_band};
use super::state::VerifyState;
use super::verifying::Verifying;
use super::words::{Tone, content_label};
use super::{VerifyContext, use_verify};
use signature::{Kind, Verdict};

/// Everything that follows from what was entered.
#[component]
pub fn ResultPane() -> Html {
    let VerifyContext { state, .. } = use_verify();
    let Some(attempt) = state.attempt() else {
        return html! {
            <>
                { verdict_band(&state.said()) }
                { notes(&state) }
            </>
        };
    };
    let checked = state.checked.as_ref();
    let verdict = match checked {
        None if state.is_verified_by_worker() => html! { <Verifying attempt={attempt.clone()} /> },
        _ if attempt.scheme.kind.is_public_key() => {
            html! { <Public attempt={attempt.clone()} verdict={state.public} /> }
        }
        _ => verdict_band(&state.said()),
    };
    let clock = checked.and_then(|c| Some((c.clock, c.clock_sentence.clone()?)));
    html! {
        <>
            { verdict }
            if let Some((clock, rule)) = clock {
                { clock_rule(clock, &rule) }
            }
            if let Some(inquiry) = state.explained() {
                <CauseSearch
                    attempt={attempt.clone()} {inquiry} own={state.own.clone()}
                    evidence={state.evidence.clone()} end={state.search.clone()} searches={state.searches}
                />
            }
            { notes(&state) }
            { facts(&state) }
            { content(&state) }
            <ReceiverCode {attempt} />
        </>
    }
}

/// The oddities of the request, its secret and its id.
fn notes(state: &VerifyState) -> Html {
    let remarks = state.checked.iter().flat_map(|checked| &checked.remarks);
    let remarks = remarks.map(|remark| (Tone::Careful, remark.clone()));
    let notes = state.notes().map(|note| (Tone::Plain, note.sentence()));
    if state.is_empty() {
        return Html::default();
    }
    let all: Vec<_> = remarks.chain(notes).collect();
    let hidden = all.is_empty();
    let item = |(tone, text): (Tone, String)| html! { <li>{ sentence(tone, &text) }</li> };
    html! {
        <ul class="plain sentences" data-part="verify-notes" {hidden}>{ for all.into_iter().map(item) }</ul>
    }
}

/// The signatures that were compared. A token is given by no bytes, and it is the secret.
fn facts(state: &VerifyState) -> Html {
    let is_token = state
        .scheme
        .as_ref()
        .is_none_or(|scheme| scheme.kind == Kind::Shared);
    let verdict = match state.checked.as_ref().map(|checked| &checked.verdict) {
        Some(Verdict::Differs { signature, .. }) => signature.as_deref(),
        verdict => verdict,
    };
    let found = match verdict {
        Some(Verdict::Valid(proof)) => Some(proof.signature.clone()),
        Some(Verdict::Mismatch { found, .. }) => Some(found.join("\n")),
        _ => None,
    };
    let computed = state
        .proof()
        .map(|proof| AttrValue::from(proof.signature.clone()));
    let (computed, found) = match found.filter(|_| !is_token) {
        Some(found) => (computed, Some(AttrValue::from(found))),
        None => (None, None),
    };
    html! { <Facts {computed} {found} received={state.received.clone()} /> }
}

/// The bytes that were signed, or that the signature was compared with.
fn content(state: &VerifyState) -> Html {
    if let Some(bytes) = &state.recovered {
        return dump(
            Bytes::Own(Rc::clone(bytes)),
            "verify-text",
            content_label(true),
        );
    }
    match (&state.checked, state.proof()) {
        (Some(checked), Some(proof)) if !proof.text.is_empty() => {
            let label = content_label(is_correct(&checked.verdict));
            dump(Bytes::Signed(checked.clone()), "verify-text", label)
        }
        _ => Html::default(),
    }
}

/// Whether the signature is correct, though the body be another than its digest says.
fn is_correct(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Differs { signature, .. } => signature.as_ref().is_some_and(|s| s.is_valid()),
        verdict => verdict.is_valid(),
    }
}
