//! A signature of a private key: the browser itself verifies it.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::answer::{judged, label, said};
use super::desk::Change;
use super::dump::{Bytes, dump};
use super::words::{self, Said, Tone};
use crate::browser::crypto;
use crate::ui::el::{nothing, row};
use crate::ui::hooks::{Effect, On, use_effects};
use diagnosis::clock_sentence;
use received::Received;
use signature::public::material;
use signature::secret::Secrets;
use signature::{Clock, Coverage, Scheme, Verdict, clock};

#[derive(Properties, Clone)]
pub struct PublicProps {
    pub round: u32,
    /// When it is judged, in Unix milliseconds.
    pub now_ms: i64,
    pub scheme: Rc<Scheme>,
    pub secrets: Secrets,
    pub received: Rc<Received>,
    /// Takes whether it is valid.
    pub act: Callback<Change>,
}

impl PartialEq for PublicProps {
    fn eq(&self, other: &PublicProps) -> bool {
        self.round == other.round
    }
}

/// See [`PublicProps`].
#[component]
pub fn Public(props: &PublicProps) -> Html {
    // Each with its round: what was found in one before is not shown beside the bytes of this one.
    let round = props.round;
    let verdict = use_state(|| None::<(u32, Said)>);
    let signed = use_state(|| None::<(u32, Signed)>);
    let verifying = {
        let (props, verdict, signed) = (props.clone(), verdict.setter(), signed.setter());
        Effect::new(On::Number(Some(round)), move || {
            let here = Here(Rc::new(Cell::new(true)));
            let request = props.received.signable();
            let coverage = Coverage::of(&props.scheme, &request);
            match material(&props.scheme, &props.secrets, &request) {
                Err(found) => {
                    if matches!(found, Verdict::Differs { .. }) {
                        props.act.emit(Change::Public(round, false));
                    }
                    let said = words::verdict(&props.scheme, coverage, &found, false);
                    verdict.set(Some((round, said)));
                }
                Ok(material) => {
                    let (time, now_ms) = (&material.time, props.now_ms);
                    let clock = clock::judge(&props.scheme, time, now_ms);
                    let found = Signed {
                        bytes: material.message.as_slice().into(),
                        clock,
                        time: clock_sentence(&props.scheme, time, now_ms),
                    };
                    signed.set(Some((round, found)));
                    let asked = Rc::clone(&here.0);
                    spawn_local(async move {
                        let valid = crypto::verified(&material).await;
                        if asked.get() {
                            let found = judge(&props.scheme, coverage, valid, clock);
                            verdict.set(Some((round, found)));
                            if let Some(valid) = valid {
                                props.act.emit(Change::Public(round, valid));
                            }
                        }
                    });
                }
            }
            here
        })
    };
    use_effects(vec![verifying]);
    let (mut time, mut text) = (nothing(), nothing());
    if let Some((of, signed)) = &*signed
        && *of == round
    {
        if let Some(words) = &signed.time {
            time = judged(signed.clock, words);
        }
        let bytes = Bytes::Own(Rc::clone(&signed.bytes));
        let valid = verdict
            .as_ref()
            .is_some_and(|(of, said)| *of == round && said.word == "valid");
        text = dump(bytes, "verify-text", label(valid));
    }
    let verdict = match &*verdict {
        Some((of, found)) if *of == round => said(found),
        _ => said(&words::waiting(&props.scheme)),
    };
    row(vec![verdict.node(), time, text])
}

/// What the signature is of, and whether it came in time.
struct Signed {
    bytes: Rc<[u8]>,
    clock: Clock,
    /// The clock rule in a sentence; `None` where no time was signed.
    time: Option<String>,
}

/// Says whether the answer is still asked for.
struct Here(Rc<Cell<bool>>);

impl Drop for Here {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

fn judge(scheme: &Scheme, coverage: Coverage, valid: Option<bool>, clock: Clock) -> Said {
    match valid {
        Some(true) if words::refused(clock) => words::public(scheme, coverage, Tone::Careful),
        Some(true) => words::public(scheme, coverage, Tone::Good),
        Some(false) => words::public(scheme, coverage, Tone::Bad),
        None => words::cannot(scheme),
    }
}
