//! Verdicts on a correct signature, and what it proves or does not; and on a text that is none.

use super::{Said, Tone, said, short};
use signature::{Coverage, DigestMatches, DigestText, Kind, Scheme, Verdict};

/// A correct signature or token, in time or not.
pub fn valid(scheme: &Scheme, coverage: Coverage, refused: bool) -> Said {
    let title = scheme.title.as_str();
    let token = scheme.kind == Kind::Shared;
    let (what, is) = match coverage {
        _ if token => (" token", " is the secret that you entered"),
        Coverage::Whole if scheme.kind.is_public_key() => {
            (" signature", " matches this body and public key")
        }
        Coverage::Whole => (" signature", " matches this body and secret"),
        Coverage::Members | Coverage::Nothing => (" signature", " is correct"),
    };
    let limit = match coverage {
        _ if token => " It shows who sent the request, and nothing about the body.",
        Coverage::Whole => "",
        Coverage::Members => " It covers single members of the body, and nothing else of it.",
        Coverage::Nothing => " It does not cover the body.",
    };
    match refused {
        false => said("valid", Tone::Good, &["The ", title, what, is, ".", limit]),
        true => said(
            "valid",
            Tone::Careful,
            &[
                "The ",
                title,
                what,
                is,
                ", but a receiver refuses its time.",
                limit,
            ],
        ),
    }
}

/// A body that is not the one whose hash the message bears, and what that makes of its signature.
pub fn differs(title: &str, coverage: Coverage, hash: &str, signature: Option<&Verdict>) -> Said {
    let text: &[&str] = match signature {
        Some(Verdict::Valid(_)) if coverage == Coverage::Whole => &[
            "The ",
            title,
            " signature is correct, but this is not the body that it covers: ",
            hash,
            ". The body was changed or rewritten after signing. Refuse such a delivery.",
        ],
        Some(Verdict::Valid(_)) => &[
            "The ",
            title,
            " signature is correct, but it does not cover the body, which was changed: ",
            hash,
            ". Refuse such a delivery.",
        ],
        Some(_) => &[
            hash,
            ", so the body was changed or rewritten. The ",
            title,
            " signature does not match either.",
        ],
        None => &[
            "Whatever the signature, ",
            hash,
            ". The body was changed or rewritten after the digest was computed. Refuse such a delivery.",
        ],
    };
    said("differs", Tone::Bad, text)
}

/// A Content-Digest with a digest of this body and a wrong one: the body is unchanged.
pub fn contradicts(
    title: &str,
    coverage: Coverage,
    name: &str,
    digests: &DigestMatches,
    signature: Option<&Verdict>,
) -> Said {
    let (right, wrong) = (&digests.right.join(", "), &digests.wrong.join(", "));
    let claim = match right == wrong {
        true => [
            "`",
            name,
            "` contains several ",
            right,
            " digests: the last is wrong, but another matches the body, so the \
             body is unchanged",
        ]
        .concat(),
        false => [
            "the ",
            wrong,
            " digest in `",
            name,
            "` is wrong; its ",
            right,
            " digest matches the body, so the body is \
             unchanged",
        ]
        .concat(),
    };
    match signature {
        Some(Verdict::Valid(_)) => {
            let limit = match coverage {
                Coverage::Whole => "",
                _ => " The signature does not cover the body.",
            };
            let text = [
                "The ",
                title,
                " signature is correct, but ",
                &claim,
                ".",
                limit,
                " A receiver that checks every digest refuses \
                 the request: correct the ",
                wrong,
                " digest where it is computed.",
            ];
            said("differs", Tone::Careful, &text)
        }
        _ => {
            let text = [
                "The ",
                title,
                " signature does not match. Also, ",
                &claim,
                ".",
            ];
            said("differs", Tone::Bad, &text)
        }
    }
}

/// The verdict where no signature is a digest in any notation: what was found, and what belongs there.
pub fn malformed(scheme: &Scheme, found: &str, wanted: &str) -> Said {
    let title = scheme.title.as_str();
    let notation = match scheme.digest {
        DigestText::Hex => "hex",
        DigestText::Base64 => "base64",
        DigestText::Base64Url => "base64url",
    };
    let count = wanted.len().to_string();
    let found = short(found);
    let parts = [
        "`",
        &found,
        "` is not a ",
        title,
        " signature, which has ",
        &count,
        " characters of ",
        notation,
        ". Copy the header whole, and check that it is the one with the signature.",
    ];
    said("malformed", Tone::Bad, &parts)
}
