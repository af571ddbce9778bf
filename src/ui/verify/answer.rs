//! The answer: valid or not, by which string and digests, in time or not, and why not.

use std::rc::Rc;

use yew::prelude::*;

use super::code::{Code, CodeProps};
use super::desk::{Change, Desk};
use super::dump::{Bytes, dump};
use super::hunt::{Hunt, HuntProps};
use super::public::{Public, PublicProps};
use super::sentence;
use super::verifying::{Verifying, VerifyingProps};
use super::words::{self, Said, Tone};
use crate::ui::el::{El, component, el, nothing, row};
use crate::ui::veil;
use signature::{Clock, Kind, Scheme, Verdict};

const EMPTY: &str = "Here will stand whether the signature is valid, by which bytes, and whether it came in \
    time. Where it is not valid, the cause is searched for: a body that was parsed and written again, another \
    line end, another form of the secret, and some thousand more.";

/// All of it; parts that are not there keep their places.
pub fn view(desk: &Desk, act: &Callback<Change>) -> Html {
    let empty = desk.is_empty().then(|| el("p").class("help").text(EMPTY));
    row(vec![
        verdict(desk, act),
        empty.map_or_else(nothing, El::node),
        clock(desk),
        hunt(desk, act),
        notes(desk),
        digests(desk),
        signed(desk),
        receiver(desk),
    ])
}

fn verdict(desk: &Desk, act: &Callback<Change>) -> Html {
    if let (Some(scheme), None) = (&desk.scheme, &desk.checked)
        && desk.is_verified_by_worker()
    {
        return component::<Verifying>(VerifyingProps {
            round: desk.round,
            now_ms: desk.now_ms,
            scheme: Rc::clone(scheme),
            secrets: desk.secrets.clone(),
            received: Rc::clone(&desk.received),
            recognised: Rc::clone(&desk.recognised),
            act: act.clone(),
        });
    }
    let of_public_key = |scheme: &&Rc<Scheme>| scheme.kind.is_public_key() && !desk.is_empty();
    match desk.scheme.as_ref().filter(of_public_key) {
        Some(scheme) => component::<Public>(PublicProps {
            round: desk.round,
            now_ms: desk.now_ms,
            scheme: Rc::clone(scheme),
            secrets: desk.secrets.clone(),
            received: Rc::clone(&desk.received),
            act: act.clone(),
        }),
        None => said(&desk.said()).node(),
    }
}

/// A verdict's sentence.
pub fn said(said: &Said) -> El {
    sentence(said.tone, &said.text)
        .is("data-part", "verify-verdict")
        .is("data-verdict", said.word)
        .is("role", "status")
}

fn clock(desk: &Desk) -> Html {
    let checked = desk.checked.as_ref();
    let told = checked.and_then(|c| Some((c.clock, c.clock_sentence.as_deref()?)));
    told.map_or_else(nothing, |(clock, words)| judged(clock, words))
}

/// How the clock rule ended.
pub fn judged(clock: Clock, words: &str) -> Html {
    let (word, tone) = words::clock(clock);
    sentence(tone, words)
        .is("data-part", "verify-clock")
        .is("data-clock", word)
        .node()
}

/// Why it does not match, or what is odd although it does.
fn hunt(desk: &Desk, act: &Callback<Change>) -> Html {
    match (&desk.scheme, desk.explained()) {
        (Some(scheme), Some(inquiry)) => component::<Hunt>(HuntProps {
            round: desk.round,
            inquiry,
            act: act.clone(),
            own: Rc::clone(&desk.own),
            scheme: Rc::clone(scheme),
            secrets: desk.secrets.clone(),
            received: Rc::clone(&desk.received),
        }),
        _ => nothing(),
    }
}

/// What is odd about the request, its secret and its id.
fn notes(desk: &Desk) -> Html {
    if desk.is_empty() {
        return nothing();
    }
    let mut all = Vec::new();
    for remark in desk.checked.iter().flat_map(|c| &c.remarks) {
        all.push(note(Tone::Careful, remark));
    }
    for oddity in desk.notes() {
        all.push(note(Tone::Plain, &oddity.sentence()));
    }
    el("ul")
        .class("plain said-notes")
        .is("data-part", "verify-notes")
        .flag("hidden", all.is_empty())
        .all(all)
        .node()
}

fn note(tone: Tone, text: &str) -> Html {
    el("li").el(sentence(tone, text)).node()
}

/// What these bytes give, beside what came. A token is given by no bytes, and it is the secret.
fn digests(desk: &Desk) -> Html {
    if desk
        .scheme
        .as_ref()
        .is_none_or(|scheme| scheme.kind == Kind::Shared)
    {
        return nothing();
    }
    let verdict = match desk.checked.as_ref().map(|c| &c.verdict) {
        Some(Verdict::Differs { signature, .. }) => signature.as_deref(),
        verdict => verdict,
    };
    let found: Vec<&str> = match verdict {
        Some(Verdict::Valid(proof)) => vec![&proof.signature],
        Some(Verdict::Mismatch { found, .. }) => found.iter().map(String::as_str).collect(),
        _ => return nothing(),
    };
    let computed = desk.proof().map_or("", |proof| &proof.signature);
    let lines = |part, name, words: &str| -> El {
        el("div")
            .el(el("dt").text(name))
            .el(el("dd").el(el("code").is("data-part", part).put(veil::words(words))))
    };
    el("dl")
        .class("digests")
        .el(lines("verify-digest", "These bytes give", computed))
        .el(lines("verify-found", "The request says", &found.join("\n")))
        .node()
}

/// What the bytes are that a signature was held against: signed, where it is right.
pub fn label(valid: bool) -> &'static str {
    match valid {
        true => "What was signed",
        false => "What was checked",
    }
}

/// The string that was signed, or that should have been.
fn signed(desk: &Desk) -> Html {
    if let Some(bytes) = &desk.recovered {
        return dump(Bytes::Own(Rc::clone(bytes)), "verify-text", label(true));
    }
    match (&desk.checked, desk.proof()) {
        (Some(checked), Some(proof)) if !proof.text.is_empty() => dump(
            Bytes::Signed(Rc::clone(checked)),
            "verify-text",
            label(proof_is_right(&checked.verdict)),
        ),
        _ => nothing(),
    }
}

/// Whether the signature is right, though the body be another than its hash says.
fn proof_is_right(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Differs { signature, .. } => signature.as_ref().is_some_and(|s| s.is_valid()),
        verdict => verdict.is_valid(),
    }
}

/// Code that verifies this very request.
fn receiver(desk: &Desk) -> Html {
    match &desk.scheme {
        Some(scheme) if !desk.is_empty() => component::<Code>(CodeProps {
            round: desk.round,
            now_ms: desk.now_ms,
            scheme: Rc::clone(scheme),
            secrets: desk.secrets.clone(),
            received: Rc::clone(&desk.received),
        }),
        _ => nothing(),
    }
}
