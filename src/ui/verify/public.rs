//! A signature of a private key: the browser itself verifies it.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::answer::{judged, said};
use super::dump::{Bytes, dump};
use super::words::{self, Said, Tone};
use crate::browser::crypto;
use crate::explain::clock_sentence;
use crate::received::Received;
use crate::secret::Secrets;
use crate::sign::public::{Material, material};
use crate::sign::{Clock, Scheme, clock};
use crate::ui::el::{nothing, row};
use crate::ui::hooks::{Effect, On, use_effects};

#[derive(Properties, Clone)]
pub struct PublicProps {
    pub round: u32,
    /// When it is judged, in Unix milliseconds.
    pub now_ms: i64,
    pub scheme: Rc<Scheme>,
    pub secrets: Secrets,
    pub received: Rc<Received>,
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
            match material(&props.scheme, &props.secrets, &props.received.signable()) {
                Err(found) => {
                    verdict.set(Some((round, words::verdict(&props.scheme, &found, false))));
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
                        let found = verify(&props.scheme, &material, clock).await;
                        if asked.get() {
                            verdict.set(Some((round, found)));
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
        text = dump(bytes, "verify-text", "What was signed");
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

async fn verify(scheme: &Scheme, material: &Material, clock: Clock) -> Said {
    match crypto::verified(material).await {
        Some(true) if words::refused(clock) => words::public(scheme, Tone::Careful),
        Some(true) => words::public(scheme, Tone::Good),
        Some(false) => words::public(scheme, Tone::Bad),
        None => words::cannot(scheme),
    }
}
