//! What verifying found, in a sentence.
//!
//! Sentences about the request, the clock and causes are made where those are;
//! here is only what a verdict means to the one who receives.

mod judged;

use judged::{contradicts, differs, valid};
use problem::{Cause, Problem, Root, Secret, Signing};
use signature::scheme::HeaderTemplate;
use signature::template::names;
use signature::{Clock, Coverage, Kind, Scheme, Verdict};

/// How a sentence is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Good,
    Bad,
    Careful,
    Plain,
}

/// A verdict, for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// One word, for tests and styles.
    pub word: &'static str,
    pub tone: Tone,
    /// CommonMark.
    pub text: String,
}

fn said(word: &'static str, tone: Tone, parts: &[&str]) -> Said {
    let text = parts.concat();
    Said { word, tone, text }
}

/// What is said while there is nothing to verify.
pub fn nothing(scheme: bool) -> Said {
    match scheme {
        true => said(
            "none",
            Tone::Plain,
            &["Paste the request that was received, and it is verified"],
        ),
        false => said(
            "unknown",
            Tone::Careful,
            &[
                "No header field of the request is one of a known scheme’s: choose the scheme, \
                 or check that the header fields are there",
            ],
        ),
    }
}

/// What is said where only a field of no known scheme looks like a signature; which one, and what
/// can be done with it, stands beside the choice of the scheme.
pub fn stranger() -> Said {
    said(
        "unknown",
        Tone::Careful,
        &["Choose the scheme that the sender uses, or describe it, and the signature is verified"],
    )
}

/// The verdict in a sentence; a sound signature that the clock rule refuses is no good news, and what
/// it says of the body is no more than the scheme covers.
pub fn verdict(scheme: &Scheme, coverage: Coverage, verdict: &Verdict, refused: bool) -> Said {
    let title = scheme.title.as_str();
    match verdict {
        Verdict::Nothing => said(
            "none",
            Tone::Plain,
            &["This scheme signs nothing, so there is nothing to verify"],
        ),
        Verdict::Valid(_) => valid(scheme, coverage, refused),
        Verdict::Mismatch { .. } if scheme.kind == Kind::Shared => said(
            "mismatch",
            Tone::Bad,
            &[
                "Not valid: the ",
                title,
                " token that was sent is not the secret given here. Look for a line end, quotes or spaces \
                 around one of the two",
            ],
        ),
        Verdict::Mismatch { .. } => said(
            "mismatch",
            Tone::Bad,
            &[
                "Not valid: the ",
                title,
                " signature is not that of these bytes with this secret",
            ],
        ),
        Verdict::HeaderMissing { name } => missing(scheme, name),
        Verdict::NotOfForm { name, form, found } => said(
            "malformed",
            Tone::Bad,
            &[
                "The field `",
                name,
                "` does not look like a ",
                title,
                " signature: it should read `",
                form,
                "` and is `",
                &short(found),
                "`",
            ],
        ),
        Verdict::NotSigned { name, found } => said(
            "unsigned",
            Tone::Bad,
            &[
                "The sender says in `",
                name,
                "` that it did not sign: `",
                &short(found),
                "`",
            ],
        ),
        Verdict::Differs {
            name,
            wanted,
            found,
            digests,
            signature,
        } if !digests.right.is_empty() => {
            contradicts(title, coverage, name, digests, signature.as_deref())
        }
        Verdict::Differs {
            name,
            wanted,
            found,
            signature,
            ..
        } => {
            let hash = [
                "`",
                name,
                "` is `",
                &short(found),
                "`, and that of this body is `",
                wanted,
                "`",
            ];
            differs(title, coverage, &hash.concat(), signature.as_deref())
        }
        Verdict::OtherAlgorithm { found } => said(
            "public-key",
            Tone::Careful,
            &[
                "The request says that its signature is by `",
                &short(found),
                "`, which is no HMAC: no shared secret verifies it, only the sender’s public key",
            ],
        ),
        Verdict::Unread { found, why } => said(
            "malformed",
            Tone::Bad,
            &[
                "Not valid: `",
                &short(found),
                "` is no ",
                title,
                " signature, whatever the key: ",
                &why.to_string(),
                ". That is why receivers that verify with OpenSSL or Go refuse it",
            ],
        ),
        Verdict::PublicKey => said(
            "public-key",
            Tone::Careful,
            &[
                title,
                " signs with a private key: no shared secret verifies it, only the sender’s public key",
            ],
        ),
        Verdict::SecretMissing { input } => {
            let label = label(scheme, input);
            said(
                "secret",
                Tone::Plain,
                &["Give “", &label, "”, and the signature is verified"],
            )
        }
        Verdict::Unusable(problems) => unusable(scheme, problems.first()),
    }
}

/// What is missing, where it should stand, and what a scheme puts there.
fn missing(scheme: &Scheme, name: &str) -> Said {
    let of = |fields: &[HeaderTemplate]| fields.iter().any(|field| field.name == name);
    let place = match () {
        () if of(&scheme.query) => ["The parameter `", name, "` of the address"],
        () if of(&scheme.members) => ["The member `", name, "` of the body"],
        () => ["The field `", name, "`"],
    };
    // A field whose name an input gives is the only one of its scheme.
    let named = |field: &&HeaderTemplate| field.name == name;
    let field = scheme.carriers().find(named);
    let field = field.or(scheme.headers.first());
    let holds = |what: &&(&str, &str)| field.is_some_and(|f| names(&f.value, what.0));
    const WHAT: [(&str, &str); 7] = [
        ("signature", "the signature"),
        ("secret", "the secret"),
        ("timestamp", "the time"),
        ("date", "the time"),
        ("id", "the id"),
        ("nonce", "a random text that it signs"),
        ("body-hash", "the hash of the body"),
    ];
    let what = WHAT.iter().find(holds);
    let what = what.map_or("what it says of its signature", |what| what.1);
    said(
        "missing",
        Tone::Bad,
        &[
            &place.concat(),
            " is missing, and ",
            &scheme.title,
            " puts ",
            what,
            " there: a receiver refuses the request",
        ],
    )
}

/// Why nothing can be verified: by the secret, or by the message itself.
fn unusable(scheme: &Scheme, problem: Option<&Problem>) -> Said {
    if let Some(problem) = problem.filter(|p| !matches!(p.at.root, Root::Secret(_))) {
        // The next step is advice for the sender.
        let finding = problem.cause.finding();
        let parts = [
            "What ",
            &scheme.title,
            " signs cannot be made of this request, whatever the secret: ",
            &finding,
        ];
        return said("unusable", Tone::Bad, &parts);
    }
    // A problem of a secret describes it; but one that is only a prefix is missing.
    let (it, why) = match problem.map(|p| &p.cause) {
        Some(Cause::Secret(Secret::Missing)) => {
            ("", "nothing of it is left without its prefix".to_owned())
        }
        Some(Cause::Signing(Signing::Content(why))) => ("", why.to_string()),
        cause => ("it ", cause.map(|c| c.message(&[])).unwrap_or_default()),
    };
    said(
        "unusable",
        Tone::Bad,
        &[
            "The secret cannot be used for ",
            &scheme.title,
            ": ",
            it,
            &why,
        ],
    )
}

/// What is said while a request of megabytes is verified.
pub fn long() -> Said {
    let text = "The request is large, so verifying it takes a moment";
    said("running", Tone::Plain, &[text])
}

/// What is said once verifying was stopped.
pub fn stopped() -> Said {
    let text = "Stopped before it was verified. Any change starts it again";
    said("stopped", Tone::Plain, &[text])
}

/// What is said where a worker cannot verify, and why.
pub fn failed(why: &str) -> Said {
    let parts = ["The request could not be verified. ", why];
    said("failed", Tone::Careful, &parts)
}

/// What is said until the browser has verified a public key's signature.
pub fn waiting(scheme: &Scheme) -> Said {
    said(
        "running",
        Tone::Plain,
        &["The browser verifies the ", &scheme.title, " signature"],
    )
}

/// What is said where the browser cannot verify.
pub fn cannot(scheme: &Scheme) -> Said {
    said(
        "unverified",
        Tone::Careful,
        &[
            "This browser cannot verify the ",
            &scheme.title,
            " signature here; the bytes to verify are below",
        ],
    )
}

/// What the browser said of a public key's signature; with care where its time is refused.
pub fn public(scheme: &Scheme, coverage: Coverage, tone: Tone) -> Said {
    let title = scheme.title.as_str();
    match tone {
        Tone::Good | Tone::Careful => valid(scheme, coverage, tone == Tone::Careful),
        _ => said(
            "mismatch",
            tone,
            &[
                "Not valid: the ",
                title,
                " signature is not that of these bytes with this public key. Verify the \
                 raw bytes, before any parser, and compare the key",
            ],
        ),
    }
}

/// What the vendor calls a secret, by its `data-part` on the workbench.
pub fn label(scheme: &Scheme, input: &str) -> String {
    match Root::read(input) {
        Root::Secret(Some(name)) => {
            let known = scheme.inputs.iter().find(|i| *i.name == *name);
            known.map_or_else(|| name.to_string(), |input| input.label.clone())
        }
        _ if scheme.key.label.is_empty() => "Secret".to_owned(),
        _ => scheme.key.label.clone(),
    }
}

/// Whether a receiver that keeps the clock rule refuses the time.
pub fn refused(clock: Clock) -> bool {
    !matches!(clock, Clock::InTime | Clock::None)
}

/// How the clock rule ended, in one word, and how that is meant.
pub fn clock(clock: Clock) -> (&'static str, Tone) {
    match clock {
        Clock::InTime => ("in-time", Tone::Good),
        Clock::TooOld { .. } => ("too-old", Tone::Bad),
        Clock::TooFar { .. } => ("too-far", Tone::Bad),
        Clock::NotANumber => ("not-a-number", Tone::Bad),
        Clock::None => ("none", Tone::Plain),
    }
}

/// A value that may be of any length, for a sentence.
fn short(text: &str) -> String {
    const MOST: usize = 80;
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
