//! A public-key signature: the browser itself verifies it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::clock::clock_rule;
use super::dump::{Bytes, dump};
use super::sentence::verdict_band;
use super::state::{Attempt, Change, PublicVerdict};
use super::use_change;
use super::words::{self, Said, Tone};
use crate::browser::crypto;
use diagnosis::clock_sentence;
use signature::public::{Material, material};
use signature::{Clock, Coverage, Verdict, clock};

/// See [`Public`].
#[derive(Properties, Clone, PartialEq)]
pub struct PublicProps {
    pub attempt: Attempt,
    pub verdict: Option<PublicVerdict>,
}

/// What the browser verifies, and what is known without it.
struct Prepared {
    coverage: Coverage,
    /// The material, or the verdict where there is none.
    material: Result<Material, Verdict>,
    clock: Clock,
    /// The clock rule in a sentence; `None` where no time was signed.
    time: Option<String>,
}

impl Prepared {
    fn of(attempt: &Attempt) -> Prepared {
        let request = attempt.received.signable();
        let material = material(&attempt.scheme, &attempt.secrets, &request);
        let time = material.as_ref().map_or("", |material| &material.time);
        Prepared {
            coverage: Coverage::of(&attempt.scheme, &request),
            clock: clock::judge(&attempt.scheme, time, attempt.now_ms),
            time: clock_sentence(&attempt.scheme, time, attempt.now_ms),
            material,
        }
    }

    fn said(&self, attempt: &Attempt, verdict: Option<PublicVerdict>) -> Said {
        let (scheme, coverage) = (&attempt.scheme, self.coverage);
        match (&self.material, verdict) {
            (Err(found), _) => words::verdict(scheme, coverage, found, false),
            (_, None) => words::waiting(scheme),
            (_, Some(PublicVerdict::Unsupported)) => words::cannot(scheme),
            (_, Some(PublicVerdict::Invalid)) => words::public(scheme, coverage, Tone::Bad),
            (_, Some(PublicVerdict::Valid)) => {
                let tone = if words::refused(self.clock) {
                    Tone::Careful
                } else {
                    Tone::Good
                };
                words::public(scheme, coverage, tone)
            }
        }
    }
}

/// The verdict of the browser, the clock rule, and the bytes.
#[component]
pub fn Public(props: &PublicProps) -> Html {
    let change = use_change();
    let prepared = use_memo(props.attempt.clone(), Prepared::of);
    {
        let prepared = Rc::clone(&prepared);
        let is_known = props.verdict.is_some();
        use_effect_with(props.attempt.round, move |round| {
            let round = *round;
            match &prepared.material {
                _ if is_known => {}
                Err(Verdict::Differs { .. }) => {
                    change.emit(Change::Public(round, PublicVerdict::Invalid))
                }
                Err(_) => {}
                Ok(_) => spawn_local(async move {
                    let Ok(material) = &prepared.material else {
                        return;
                    };
                    // A verdict that comes after a change is of another round, which the state ignores.
                    change.emit(Change::Public(
                        round,
                        match crypto::verified(material).await {
                            Some(true) => PublicVerdict::Valid,
                            Some(false) => PublicVerdict::Invalid,
                            None => PublicVerdict::Unsupported,
                        },
                    ));
                }),
            }
        });
    }
    let bytes = use_memo(props.attempt.clone(), |_| {
        let material = prepared.material.as_ref().ok()?;
        Some(Rc::<[u8]>::from(&*material.message))
    });
    let said = prepared.said(&props.attempt, props.verdict);
    let is_valid = said.word == "valid";
    html! {
        <>
            { verdict_band(&said) }
            if let Some(rule) = &prepared.time {
                { clock_rule(prepared.clock, rule) }
            }
            if let Some(bytes) = &*bytes {
                { dump(Bytes::Own(Rc::clone(bytes)), "verify-text", words::content_label(is_valid)) }
            }
        </>
    }
}
