//! The verdict on a reply's signature, in a sentence.

use super::verdict::{is_example, sentence};
use super::{Held, Sentence, Source, Tone};
use json::Tree;
use problem::Problem;
use signature::secret::Secrets;
use signature::{Verdict, verify};

/// Returns the verdict; `None` if the document does not declare that this reply is signed.
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
                "The signature does not belong to these bytes: the reply has ",
                &found.join(", "),
                ", but these secrets give ",
                &proof.signature,
                ". Check that the body is complete to the byte, and the secrets",
            ],
        ),
        Verdict::HeaderMissing { name } => unsigned(held, body, &name),
        Verdict::NotOfForm { name, form, found } => sentence(
            Tone::Bad,
            &[
                "The field `",
                &name,
                "` does not have the form ",
                &form,
                ": ",
                &found,
            ],
        ),
        Verdict::Differs {
            name,
            wanted,
            found,
            digests,
            ..
        } => sentence(
            Tone::Bad,
            &[
                "The field `",
                &name,
                "` contains ",
                &found,
                ", but these bytes give ",
                &wanted,
                match digests.right.is_empty() {
                    true => ". The body or the field was changed after signing",
                    false => ". Its other digest matches the body, so the body is unchanged",
                },
            ],
        ),
        Verdict::PublicKey | Verdict::Unread { .. } => sentence(
            Tone::Careful,
            &[
                "The signature is made with a private key (",
                &scheme.title,
                "). A shared secret cannot verify it",
            ],
        ),
        Verdict::OtherAlgorithm { found } => sentence(
            Tone::Careful,
            &[
                "The reply names `",
                &found,
                "` as its signature algorithm, which is not an HMAC: a shared secret cannot verify it",
            ],
        ),
        Verdict::NotSigned { name, found } => sentence(
            Tone::Careful,
            &[
                "The server could not sign the reply, as `",
                &name,
                "` shows: ",
                &found,
            ],
        ),
        Verdict::SecretMissing { input } => sentence(
            Tone::Careful,
            &[
                "The reply is signed. Enter `",
                &input,
                "` under signing to verify it",
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
            &["The server does not sign this reply, as the documentation says"],
        );
    }
    match held.reply.source {
        Source::Network => sentence(
            Tone::Careful,
            &[
                "The field `",
                name,
                "` is missing or hidden: a server must name it in Access-Control-Expose-Headers \
                 for pages of other origins. To verify the signature, paste the body and that \
                 field from another tool",
            ],
        ),
        Source::Sandbox => sentence(
            Tone::Careful,
            &[
                "The sandbox did not sign the reply. Enter the secret under signing, and it signs as \
                 the server does",
            ],
        ),
        Source::Pasted => sentence(
            Tone::Careful,
            &["Paste the field `", name, "` too to verify the signature"],
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
