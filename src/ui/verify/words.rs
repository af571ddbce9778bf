//! The verdicts in words, for the developer who received the request.
//!
//! Sentences about the request, the clock and causes are in the crates that find them.

mod judged;

pub use judged::malformed;
use judged::{contradicts, differs, valid};
use problem::{Cause, Problem, Root, Secret, Signing};
use signature::scheme::HeaderTemplate;
use signature::template::names;
use signature::{Clock, Coverage, Kind, Scheme, Verdict};

/// The tone of a sentence.
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

impl Said {
    /// The verdict in two or three words, for its heading.
    pub fn heading(&self) -> &'static str {
        match (self.word, self.tone) {
            ("valid", Tone::Good) => "Valid",
            ("valid", _) => "Signature valid, time refused",
            ("differs", Tone::Careful) => "Signature valid, digest wrong",
            ("mismatch" | "differs", _) => "Invalid",
            ("malformed", _) => "Malformed signature",
            ("missing", _) => "Incomplete",
            ("unsigned", _) => "Not signed",
            ("secret", _) => "Secret needed",
            ("public-key", _) => "Public key needed",
            ("unusable", _) => "Cannot be verified",
            ("unknown", _) => "Unknown scheme",
            ("running", _) => "Verifying",
            ("stopped", _) => "Stopped",
            ("failed" | "unverified", _) => "Not verified",
            _ => "Nothing to verify",
        }
    }
}

fn said(word: &'static str, tone: Tone, parts: &[&str]) -> Said {
    let text = parts.concat();
    Said { word, tone, text }
}

/// The verdict while there is nothing to verify; `scheme`: whether only the request is missing.
pub fn nothing(scheme: bool) -> Said {
    match scheme {
        true => said(
            "none",
            Tone::Plain,
            &[
                "Paste a request, and the result appears here. If its signature is invalid, Signpost looks \
                 for the cause: re-serialised JSON, changed line endings, a wrongly decoded secret and \
                 thousands more.",
            ],
        ),
        false => said(
            "unknown",
            Tone::Careful,
            &[
                "No header of the request belongs to a known scheme. Choose the scheme, or check that \
                 the headers are complete.",
            ],
        ),
    }
}

/// The verdict where only a field of no known scheme looks like a signature. Which one it is, and
/// what can be done with it, is beside the choice of the scheme.
pub fn stranger() -> Said {
    said(
        "unknown",
        Tone::Careful,
        &["Choose the scheme that the sender uses, or describe it."],
    )
}

/// The verdict in a sentence. A sound signature with a refused time is no good news, and a sentence
/// claims no more of the body than the scheme covers.
pub fn verdict(scheme: &Scheme, coverage: Coverage, verdict: &Verdict, refused: bool) -> Said {
    let title = scheme.title.as_str();
    match verdict {
        Verdict::Nothing => said("none", Tone::Plain, &["This scheme signs nothing."]),
        Verdict::Valid(_) => valid(scheme, coverage, refused),
        Verdict::Mismatch { .. } if scheme.kind == Kind::Shared => said(
            "mismatch",
            Tone::Bad,
            &[
                "The ",
                title,
                " token in the request is not the secret that you entered. Look for a line ending, quotes \
                 or spaces around one of them.",
            ],
        ),
        Verdict::Mismatch { .. } => said(
            "mismatch",
            Tone::Bad,
            &[
                "The ",
                title,
                " signature does not match this body and secret.",
            ],
        ),
        Verdict::HeaderMissing { name } => missing(scheme, name),
        Verdict::NotOfForm { name, form, found } => said(
            "malformed",
            Tone::Bad,
            &[
                "The header `",
                name,
                "` does not look like a ",
                title,
                " signature. Expected `",
                form,
                "`, found `",
                &short(found),
                "`.",
            ],
        ),
        Verdict::NotSigned { name, found } => said(
            "unsigned",
            Tone::Bad,
            &[
                "The header `",
                name,
                "` states that the sender did not sign: `",
                &short(found),
                "`.",
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
                "`, but the digest of this body is `",
                wanted,
                "`",
            ];
            differs(title, coverage, &hash.concat(), signature.as_deref())
        }
        Verdict::OtherAlgorithm { found } => said(
            "public-key",
            Tone::Careful,
            &[
                "The request names the algorithm `",
                &short(found),
                "`, which is not an HMAC. Only the sender’s public key verifies it, no shared secret does.",
            ],
        ),
        Verdict::Unread { found, why } => said(
            "malformed",
            Tone::Bad,
            &[
                "`",
                &short(found),
                "` is not a ",
                title,
                " signature, whatever the key: ",
                &why.to_string(),
                ". Receivers that verify with OpenSSL or Go refuse it for this reason.",
            ],
        ),
        Verdict::PublicKey => said(
            "public-key",
            Tone::Careful,
            &[
                title,
                " signs with a private key. Only the sender’s public key verifies it, no shared secret does.",
            ],
        ),
        Verdict::SecretMissing { input } => {
            let label = label(scheme, input);
            said(
                "secret",
                Tone::Plain,
                &["Enter “", &label, "” to verify the signature."],
            )
        }
        Verdict::Unusable(problems) => unusable(scheme, problems.first()),
    }
}

/// The missing part, its place, and what a scheme puts there.
fn missing(scheme: &Scheme, name: &str) -> Said {
    let of = |fields: &[HeaderTemplate]| fields.iter().any(|field| field.name == name);
    let place = match () {
        () if of(&scheme.query) => ["The query parameter `", name, "`"],
        () if of(&scheme.members) => ["The member `", name, "` of the body"],
        () => ["The header `", name, "`"],
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
    let what = what.map_or("the parameters of its signature", |what| what.1);
    said(
        "missing",
        Tone::Bad,
        &[
            &place.concat(),
            " is missing. ",
            &scheme.title,
            " puts ",
            what,
            " there, so a receiver refuses the request.",
        ],
    )
}

/// Why nothing can be verified: by the secret, or by the message itself.
fn unusable(scheme: &Scheme, problem: Option<&Problem>) -> Said {
    if let Some(problem) = problem.filter(|p| !matches!(p.at.root, Root::Secret(_))) {
        // The next step is advice for the sender.
        let finding = problem.cause.finding();
        let parts = [
            "The signed content of ",
            &scheme.title,
            " cannot be built from this request, whatever the secret: ",
            &finding,
            ".",
        ];
        return said("unusable", Tone::Bad, &parts);
    }
    // A problem of a secret describes it; but one that is only a prefix is missing.
    let (it, why) = match problem.map(|p| &p.cause) {
        Some(Cause::Secret(Secret::Missing)) => {
            ("", "nothing is left without its prefix".to_owned())
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
            ".",
        ],
    )
}

/// The verdict while a request of megabytes is verified.
pub fn long() -> Said {
    let text = "The request is large, so this takes a moment.";
    said("running", Tone::Plain, &[text])
}

/// The verdict once verifying was stopped.
pub fn stopped() -> Said {
    let text = "Verification was stopped before its end.";
    said("stopped", Tone::Plain, &[text])
}

/// The verdict where a worker cannot verify, and why.
pub fn failed(why: &str) -> Said {
    let parts = ["The request could not be verified. ", why, "."];
    said("failed", Tone::Careful, &parts)
}

/// The verdict until the browser has verified a public-key signature.
pub fn waiting(scheme: &Scheme) -> Said {
    said(
        "running",
        Tone::Plain,
        &["The browser verifies the ", &scheme.title, " signature."],
    )
}

/// The verdict where the browser cannot verify.
pub fn cannot(scheme: &Scheme) -> Said {
    said(
        "unverified",
        Tone::Careful,
        &[
            "This browser cannot verify the ",
            &scheme.title,
            " signature on this page. The bytes to verify are below.",
        ],
    )
}

/// The browser's verdict on a public-key signature; careful where its time is refused.
pub fn public(scheme: &Scheme, coverage: Coverage, tone: Tone) -> Said {
    let title = scheme.title.as_str();
    match tone {
        Tone::Good | Tone::Careful => valid(scheme, coverage, tone == Tone::Careful),
        _ => said(
            "mismatch",
            tone,
            &[
                "The ",
                title,
                " signature does not match this body and public key. Verify the raw bytes, before any \
                 parser, and compare the key.",
            ],
        ),
    }
}

/// The vendor's name for a secret, by its `data-part` on the workbench.
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

/// The label of the bytes that a signature was compared with: signed only where it is correct.
pub fn content_label(is_valid: bool) -> &'static str {
    match is_valid {
        true => "Signed content",
        false => "Checked content",
    }
}

/// The result of the clock rule in one word, and its tone.
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
