//! The verdict on a reply's signature, in a sentence.

use super::verdict::{is_example, sentence};
use super::{Held, Sentence, Source, Tone};
use json::Tree;
use problem::Problem;
use signature::secret::Secrets;
use signature::{Verdict, verify};

/// Returns the verdict; `None` if the document does not say that this reply is signed.
pub(super) fn verdict(held: &Held<'_>, body: Option<&Tree>, secrets: &Secrets) -> Option<Sentence> {
    let used = held.response?.signature.as_ref()?;
    let scheme = &used.scheme;
    let found = verify(scheme, secrets, &held.reply.headers, &held.reply.body);
    Some(match found {
        Verdict::Nothing => return None,
        Verdict::Valid(proof) => {
            let time = match &*proof.time {
                "" => String::new(),
                time => ["; it was made at ", time].concat(),
            };
            sentence(
                Tone::Good,
                &[
                    "The signature belongs to these bytes (",
                    &scheme.title,
                    ")",
                    &time,
                ],
            )
        }
        Verdict::Mismatch { proof, found } => sentence(
            Tone::Bad,
            &[
                "The signature does not belong to these bytes: ",
                &found.join(", "),
                " came, and these secrets give ",
                &proof.signature,
                "; check the secrets, and that the body is whole to the byte",
            ],
        ),
        Verdict::HeaderMissing { name } => unsigned(held, body, &name),
        Verdict::NotOfForm { name, form, found } => sentence(
            Tone::Bad,
            &[
                "The field `",
                &name,
                "` is not of the form ",
                &form,
                ": ",
                &found,
            ],
        ),
        Verdict::Differs {
            name,
            wanted,
            found,
            ..
        } => sentence(
            Tone::Bad,
            &[
                "The field `",
                &name,
                "` says ",
                &found,
                ", and these bytes give ",
                &wanted,
                "; they were changed after signing",
            ],
        ),
        Verdict::PublicKey | Verdict::Unread { .. } => sentence(
            Tone::Careful,
            &[
                "The signature is made with a private key (",
                &scheme.title,
                "), which no shared secret verifies",
            ],
        ),
        Verdict::OtherAlgorithm { found } => sentence(
            Tone::Careful,
            &[
                "The reply says that its signature is by `",
                &found,
                "`, which is no HMAC: no shared secret verifies it",
            ],
        ),
        Verdict::NotSigned { name, found } => sentence(
            Tone::Careful,
            &[
                "The server could not sign it and says so in `",
                &name,
                "`: ",
                &found,
            ],
        ),
        Verdict::SecretMissing { input } => sentence(
            Tone::Careful,
            &[
                "The reply is signed; give `",
                &input,
                "` under signing, and it is verified",
            ],
        ),
        Verdict::Unusable(problems) => {
            let why = problems.first().map(Problem::message).unwrap_or_default();
            sentence(
                Tone::Careful,
                &[
                    "The signature cannot be verified with this secret: it ",
                    &why,
                ],
            )
        }
    })
}

/// Explains a missing signature: documented, without a secret, or hidden from the page.
fn unsigned(held: &Held<'_>, body: Option<&Tree>, name: &str) -> Sentence {
    let mut examples = held.media.iter().flat_map(|m| &m.examples);
    if examples.any(|e| !e.signed && is_example(e, held.reply, body)) {
        return sentence(
            Tone::Plain,
            &["The server leaves this reply unsigned, as documented"],
        );
    }
    match held.reply.source {
        Source::Network => sentence(
            Tone::Careful,
            &[
                "The field `",
                name,
                "` cannot be seen: a server must name it in Access-Control-Expose-Headers for \
                 pages of other origins. Paste the body and that field, as another tool shows \
                 them, and the signature is verified",
            ],
        ),
        Source::Sandbox => sentence(
            Tone::Careful,
            &[
                "The sandbox left it unsigned: give the secret under signing, and it signs as \
                 the server does",
            ],
        ),
        Source::Pasted => sentence(
            Tone::Careful,
            &[
                "Paste the field `",
                name,
                "` too, and the signature is verified",
            ],
        ),
        Source::Example => sentence(
            Tone::Plain,
            &[
                "The documentation shows this example without the field `",
                name,
                "`",
            ],
        ),
    }
}
