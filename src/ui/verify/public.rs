//! A signature of a private key: the browser itself verifies it.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::answer::said;
use super::dump::{Bytes, dump};
use super::words::{self, Said, Tone};
use crate::browser::crypto;
use crate::received::Received;
use crate::secret::Secrets;
use crate::sign::Scheme;
use crate::sign::public::{Material, material};
use crate::ui::el::{nothing, row};
use crate::ui::hooks::{Effect, On, use_effects};

#[derive(Properties, Clone)]
pub struct PublicProps {
    pub round: u32,
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
    let verdict = use_state(|| words::waiting(&props.scheme));
    let signed = use_state(|| None::<Rc<[u8]>>);
    let verifying = {
        let (props, verdict, signed) = (props.clone(), verdict.setter(), signed.setter());
        Effect::new(On::Number(Some(props.round)), move || {
            let here = Here(Rc::new(Cell::new(true)));
            match material(&props.scheme, &props.secrets, &props.received.signable()) {
                Err(found) => {
                    signed.set(None);
                    verdict.set(words::verdict(&props.scheme, &found, false));
                }
                Ok(material) => {
                    signed.set(Some(material.message.as_slice().into()));
                    let asked = Rc::clone(&here.0);
                    spawn_local(async move {
                        let found = verify(&props.scheme, &material).await;
                        if asked.get() {
                            verdict.set(found);
                        }
                    });
                }
            }
            here
        })
    };
    use_effects(vec![verifying]);
    let signed = match &*signed {
        Some(bytes) => dump(
            Bytes::Own(Rc::clone(bytes)),
            "verify-text",
            "What was signed",
        ),
        None => nothing(),
    };
    row(vec![said(&verdict).node(), signed])
}

/// Says whether the answer is still asked for.
struct Here(Rc<Cell<bool>>);

impl Drop for Here {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

async fn verify(scheme: &Scheme, material: &Material) -> Said {
    match crypto::verified(material).await {
        Some(true) => words::public(scheme, Tone::Good),
        Some(false) => words::public(scheme, Tone::Bad),
        None => words::cannot(scheme),
    }
}
