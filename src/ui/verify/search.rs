//! The search for the cause of a mismatch: the evidence in the request itself, then a search by workers.

mod documented;
mod run;

use std::rc::Rc;

use yew::prelude::*;

use run::RunningSearch;

use super::bytes::grouped;
use super::focus::use_kept_focus;
use super::progress::{Progress, Running, after_rest, use_is_slow};
use super::remedies::Remedies;
use super::sentence::sentence;
use super::state::{Attempt, Change, SearchEnd};
use super::use_change;
use super::words::Tone;
use crate::ui::shared::Shared;
use crate::ui::state::Own;
use diagnosis::{Inquiry, Remedy, Ruled};
use worker::Shown;

/// See [`CauseSearch`].
#[derive(Properties, Clone, PartialEq)]
pub struct CauseSearchProps {
    pub attempt: Attempt,
    pub inquiry: Inquiry,
    /// The person's own schemes, whose layouts are tried too.
    pub own: Shared<Own>,
    pub evidence: Option<Rc<[Shown]>>,
    pub end: Option<SearchEnd>,
    /// Another number is another search.
    pub searches: u32,
}

/// Why the signature does not match, or what contradicts it although it does.
#[component]
pub fn CauseSearch(props: &CauseSearchProps) -> Html {
    let change = use_change();
    let node = use_kept_focus();
    // Done and total, of the search that they belong to.
    let progress = use_state_eq(|| None::<((u32, u32), usize, usize)>);
    let running: Running<Rc<RunningSearch>> = use_mut_ref(|| None);
    let search = (props.attempt.round, props.searches);
    {
        let (props, change) = (props.clone(), change.clone());
        let set = progress.setter();
        // A late document may begin the search again after it found nothing, but not after a stop.
        let is_stopped = matches!(props.end, Some(SearchEnd::Stopped { .. }));
        use_effect_with((search, is_stopped), move |(search, _)| {
            let search = *search;
            let stop = props.end.is_none().then(|| {
                let report =
                    Callback::from(move |(done, total)| set.set(Some((search, done, total))));
                after_rest(running, move || {
                    Some(RunningSearch::start(props, report, change))
                })
            });
            move || {
                if let Some(stop) = stop {
                    stop();
                }
            }
        });
    }
    let done = progress
        .filter(|(of, ..)| *of == search)
        .map(|(_, done, total)| (done, total));
    let runs = props.end.is_none();
    let is_slow = use_is_slow(runs && done.is_none(), search);
    let evidence = props.evidence.clone().unwrap_or_default();
    let failure = matches!(props.end, Some(SearchEnd::Failed(_)));
    if props.inquiry == Inquiry::Contrary && !failure {
        return evidence_list(&evidence);
    }
    let button = match &props.end {
        None if is_slow => Some(("Try again", true)),
        None => Some(("Stop", false)),
        Some(SearchEnd::Stopped { .. }) => Some(("Search again", true)),
        Some(SearchEnd::Failed(_)) => Some(("Try again", true)),
        Some(_) => None,
    };
    let onclick = {
        let (again, round) = (button.is_none_or(|button| button.1), search.0);
        let done = done.map_or(0, |done| done.0);
        Callback::from(move |_: MouseEvent| {
            if again {
                return change.emit(Change::SearchAgain);
            }
            change.emit(Change::Searched(round, SearchEnd::Stopped { done }, None));
        })
    };
    let words = match (runs, done) {
        (false, _) => None,
        (true, _) if is_slow => Some(
            "The program that searches is still loading. Check the connection, or try again."
                .to_owned(),
        ),
        (true, None) => Some("Searching for the cause".to_owned()),
        (true, Some((done, total))) => Some(format!(
            "Searching for the cause: {} of at most {} candidates",
            grouped(done),
            grouped(total)
        )),
    };
    html! {
        <div class="cause" ref={node} tabindex="-1">
            if let Some(words) = words {
                <p class="type" role={is_slow.then_some("status")}>{ words }</p>
            }
            if let Some(end) = &props.end {
                { ended(end, &evidence, props.inquiry, props.attempt.scheme.kind.is_public_key()) }
            } else {
                { evidence_list(&evidence) }
            }
            <Progress label="Search for the cause" {done} {button} {runs} {onclick} />
            if let Some(remedies) = remedies(props.end.as_ref()) {
                <Remedies all={remedies} />
            }
        </div>
    }
}

fn remedies(end: Option<&SearchEnd>) -> Option<Rc<[Remedy]>> {
    match end? {
        SearchEnd::Found { remedies, .. } | SearchEnd::Nothing { remedies, .. } => {
            Some(Rc::clone(remedies)).filter(|all| !all.is_empty())
        }
        SearchEnd::Stopped { .. } | SearchEnd::Failed(_) => None,
    }
}

const UNSEARCHED: &str = "No other form of the request was tried: only the sender can make its signature, and \
    to verify thousands of candidates takes too long.";
const CHANGED: &str = "The body is not the one that the sender computed the digest of, and no known way of rewriting \
    one leads from it to the signed body.";
const KNOWN: &str = "No cause was searched for: the signature is correct, and the body is another.";

/// The result of the search, in the order: what was tried, what the request shows, what to do next.
/// `is_public`: whether a private key made the signature.
fn ended(end: &SearchEnd, evidence: &[Shown], inquiry: Inquiry, is_public: bool) -> Html {
    let (word, tone, text, next) = match end {
        SearchEnd::Stopped { done } => {
            let text = format!(
                "Stopped after {} candidates. None of them matched.",
                grouped(*done)
            );
            ("stopped", Tone::Plain, text, None)
        }
        SearchEnd::Failed(why) => {
            let text = format!("The search for the cause cannot run. {why}.");
            ("failed", Tone::Careful, text, None)
        }
        SearchEnd::Found { sentence, .. } => ("found", Tone::Careful, sentence.to_string(), None),
        SearchEnd::Nothing { ruled, next, .. } => {
            let is_searched = inquiry == Inquiry::Cause;
            let text = match ruled {
                Some(ruled) => ruled.summary(),
                None if is_searched => CHANGED.to_owned(),
                None if is_public => UNSEARCHED.to_owned(),
                None => KNOWN.to_owned(),
            };
            // Otherwise the verdict says what to do.
            let next = (is_searched || is_public).then(|| next.to_string());
            ("nothing", Tone::Plain, text, next)
        }
    };
    let ruled = match end {
        SearchEnd::Nothing { ruled, .. } => ruled.as_deref(),
        _ => None,
    };
    let evidence = match word {
        "found" => &[],
        _ => evidence,
    };
    html! {
        <div class={classes!("cause-end", word)} data-part="verify-cause" data-cause={word} role="status">
            if word == "found" {
                <h3>{ "Cause" }</h3>
            } else if ruled.is_some() {
                <h3>{ "No cause found" }</h3>
            }
            { sentence(tone, &text) }
            if let Some(ruled) = ruled {
                { tried(ruled) }
            }
            { evidence_list(evidence) }
            if let Some(next) = next {
                { sentence(Tone::Plain, &next) }
            }
        </div>
    }
}

/// What a search without a result tried, by group, and what it left out.
fn tried(ruled: &Ruled) -> Html {
    let groups = ruled.groups();
    let limits = ruled.limits();
    html! {
        <>
            if !groups.is_empty() {
                <p class="type">{ "Tried:" }</p>
                <ul class="tried">{ for groups.iter().map(|group| html! { <li>{ group }</li> }) }</ul>
            }
            if !limits.is_empty() {
                { sentence(Tone::Plain, &limits) }
            }
        </>
    }
}

/// The facts that the request itself shows.
fn evidence_list(evidence: &[Shown]) -> Html {
    let item = |shown: &Shown| {
        html! {
            <li data-evidence={shown.code.clone()}>
                { sentence(Tone::Careful, &shown.sentence) }
            </li>
        }
    };
    html! {
        <ul class="plain sentences" data-part="verify-evidence" hidden={evidence.is_empty()}>
            { for evidence.iter().map(item) }
        </ul>
    }
}
