//! Facts about a delivery beside its verdict, in sentences.

use super::frames;
use super::limits::LARGE;
use super::target::is_digest;
use received::Received;
use signature::secret::Secrets;
use signature::template::names;
use signature::verify::{is_proof, values};
use signature::{Found, Kind, Scheme, Verdict, case_collisions, certificate};

/// Returns remarks on a delivery, the most important first.
///
/// `recognised` are the schemes found by [`signature::recognise_among`]; `is_malformed` if the verdict
/// is that no signature is a digest, which needs no remark.
pub fn collect(
    scheme: &Scheme,
    secrets: &Secrets,
    received: &Received,
    recognised: &[Found],
    verdict: &Verdict,
    is_malformed: bool,
) -> Vec<String> {
    let mut remarks = Vec::new();
    let repeated = repeated(scheme, received, verdict);
    if matches!(scheme.kind, Kind::Hmac | Kind::Hash) {
        // Beside a correct signature the others do not matter.
        if repeated.is_empty() || !verdict.is_valid() {
            let found = frames::found(scheme, secrets, received);
            let found = found.unwrap_or_default();
            remarks.extend(odd(&found).filter(|_| !is_malformed));
            if found.len() > 1 && repeated.is_empty() {
                remarks.push(format!(
                    "The request has {} signatures, as during a change of secrets. One that matches is enough",
                    found.len()
                ));
            }
        }
        // A correct signature shows that the body was empty when it was signed.
        if received.body.is_empty() && !verdict.is_valid() && names(&scheme.content, "body") {
            remarks.push(
                "The body is empty. That can be signed, but check whether it was lost when the request \
                 was copied"
                    .to_owned(),
            );
        }
    }
    remarks.extend(repeated);
    other_case(scheme, &received.body, &mut remarks);
    certificates(scheme, secrets, received, &mut remarks);
    two_schemes(recognised, &mut remarks);
    remarks
}

/// Returns a remark on a signature that is not a whole digest.
fn odd(found: &[String]) -> Option<String> {
    let odd = found.iter().find(|text| !is_digest(text))?;
    Some(format!(
        "`{}` is in the place of the signature, but is not a whole digest in hex or base64",
        short(odd, 60)
    ))
}

/// Returns remarks on repeated fields: one receiver reads the first value and another the last.
fn repeated(scheme: &Scheme, received: &Received, verdict: &Verdict) -> Vec<String> {
    let mut remarks = Vec::new();
    for field in &scheme.headers {
        // Descriptions and lists of several signatures may be spread over fields.
        let is_list = scheme.list.is_some() && !names(&field.value, "timestamp");
        let values = values(&received.headers, &field.name);
        if is_list || !scheme.parts.is_empty() || values.len() < 2 {
            continue;
        }
        let name = &field.name;
        remarks.push(match verdict {
            _ if !is_proof(scheme, field) => format!(
                "The request has `{name}` more than once, with different values. The first is checked here. \
                 Another receiver may take the last"
            ),
            Verdict::Valid(proof) => {
                let right = values.iter().position(|v| v.contains(&proof.signature));
                let which = right.map_or("One of them".to_owned(), ordinal);
                format!(
                    "The request has `{name}` more than once, with different values. {which} is correct. \
                     A receiver that reads another one refuses the request"
                )
            }
            _ => format!(
                "The request has `{name}` more than once, with different values. Each of them is tried here. \
                 Another receiver may read only the first or the last"
            ),
        });
    }
    remarks
}

/// Returns "The second one" and so on for positions that count from 0.
fn ordinal(position: usize) -> String {
    match position {
        0 => "The first one".to_owned(),
        1 => "The second one".to_owned(),
        2 => "The third one".to_owned(),
        position => format!("Number {}", position + 1),
    }
}

/// Warns of names that differ only by case: whoever forwards a message may add what no signature
/// covers.
fn other_case(scheme: &Scheme, body: &[u8], remarks: &mut Vec<String>) {
    // Reading a larger body would stop the page for a while.
    let alike = (body.len() <= LARGE).then(|| case_collisions::find(scheme, body));
    if let Some((found, name)) = alike.flatten() {
        let parts = [
            "The body has `",
            &short(&found, 60),
            "`, which differs only in case from the scheme's `",
            &name,
            "`. No signature covers it, and a parser that ignores case, as in Go and ASP.NET, may read it \
             instead. Refuse such a delivery, as the receiver code does",
        ];
        remarks.push(parts.concat());
    }
}

/// Warns that whoever writes a message may name their own certificate in it.
fn certificates(
    scheme: &Scheme,
    secrets: &Secrets,
    received: &Received,
    remarks: &mut Vec<String>,
) {
    let asked = secrets.get("secret").is_none();
    for named in certificate::named(scheme, &received.signable()) {
        // The address is shown nearly whole, since the reader has to fetch it.
        let url = short(&named.url.replace('`', "'"), 500);
        let place = named.place.trim_start_matches('/');
        let begins = [
            "`",
            place,
            "` gives the address of the certificate, `",
            &url,
            "`. ",
        ]
        .concat();
        let vendor = [
            &scheme.title,
            " (`",
            &named.hosts.replace(", ", "`, `"),
            "`)",
        ]
        .concat();
        let ends = match named.is_vendors {
            true => [
                "That is an https address of ",
                &vendor,
                match asked {
                    true => {
                        ". Fetch it there yourself, since this page fetches nothing, and enter it as the key"
                    }
                    false => ". The key that is entered here has to be the one in it",
                },
            ],
            false => [
                "That is not an https address of ",
                &vendor,
                ". Do not fetch it: whoever wrote the message may have named their own certificate",
            ],
        };
        remarks.push([begins, ends.concat()].concat());
    }
}

fn two_schemes(recognised: &[Found], remarks: &mut Vec<String>) {
    let mut sound = recognised
        .iter()
        .filter(|found| found.sound && !found.fields.is_empty());
    let Some(first) = sound.next() else {
        return;
    };
    let apart = |fields: &[String]| fields.iter().all(|field| !first.fields.contains(field));
    if let Some(other) = sound.find(|other| apart(&other.fields)) {
        let (one, two) = (first.fields.join(", "), other.fields.join(", "));
        let parts = [
            "The request has the signatures of two schemes, `",
            &one,
            "` and `",
            &two,
            "`. Verify each separately",
        ];
        remarks.push(parts.concat());
    }
}

fn short(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
