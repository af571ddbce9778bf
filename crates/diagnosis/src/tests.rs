//! Requests broken in every way, and the explanations of the search.

mod bodies;
mod keys;
mod natural;
mod packed;
mod pairs;
mod programs;
mod reach;
mod remedies;
mod sentences;
mod vectors;
mod wholes;

use std::ops::ControlFlow;

use super::*;
use signature::secret::Secret;
use signature::{Algorithm, hmac, presets};

const SECRET: &str = "mysecret";

fn preset(id: &str) -> Scheme {
    presets::find(id).unwrap_or_default()
}

fn secrets(text: &str) -> Secrets {
    let mut secrets = Secrets::default();
    secrets.set("secret", Secret::new(text));
    secrets
}

/// Builds a GitHub delivery of one body with the signature of another.
fn github(here: &[u8], signed: &[u8], media: &str) -> Received {
    let digest = hmac::mac(Algorithm::Sha256, SECRET.as_bytes(), signed);
    let signature = hmac::text(&digest, signature::DigestText::Hex);
    let head = format!(
        "POST /hook HTTP/1.1\r\nHost: example.com\r\nContent-Type: {media}\r\n\
         X-Hub-Signature-256: sha256={signature}\r\n\r\n"
    );
    received::read(&[head.as_bytes(), here].concat())
}

fn run(search: Search<'_>) -> Result<Explanation, Ruled> {
    let (mut before, mut total) = (0, usize::MAX);
    let searched = search.run(&mut |progress| {
        assert!(before <= progress.done && progress.done <= progress.total);
        (before, total) = (progress.done, progress.total);
        ControlFlow::Continue(())
    });
    match searched {
        Searched::Found(explanation, _) => Ok(explanation),
        Searched::Nothing(ruled) => Err(ruled),
        Searched::Stopped => panic!("stopped at {before} of {total}"),
    }
}

/// Returns all that the page says of a search without a result.
fn worded(ruled: &Ruled) -> String {
    let parts = [ruled.summary(), ruled.groups().join("; "), ruled.limits()];
    parts.map(|part| part + "|").concat()
}

/// Returns the causes found and their sentence, or what was ruled out.
fn explained(scheme: &Scheme, secrets: &Secrets, received: &Received) -> String {
    match run(Search::new(scheme, secrets, received)) {
        Ok(explanation) => explanation.sentence(),
        Err(ruled) => worded(&ruled),
    }
}
