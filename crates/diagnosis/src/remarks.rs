//! What is to be known of a delivery beside its verdict, in sentences.

use super::frames;
use super::limits::LARGE;
use super::target::is_digest;
use received::Received;
use signature::secret::Secrets;
use signature::template::names;
use signature::verify::{is_proof, values};
use signature::{Found, Kind, Scheme, Verdict, case_collisions, certificate};

/// Remarks on a delivery, the weightiest first.
///
/// `recognised` is what it speaks of, as [`signature::recognise_among`] says.
pub fn of(
    scheme: &Scheme,
    secrets: &Secrets,
    received: &Received,
    recognised: &[Found],
    verdict: &Verdict,
) -> Vec<String> {
    let mut said = Vec::new();
    let repeated = repeated(scheme, received, verdict);
    if matches!(scheme.kind, Kind::Hmac | Kind::Hash) {
        // Beside a right one it does not matter what the others are.
        if repeated.is_empty() || !verdict.is_valid() {
            let found = frames::found(scheme, secrets, received);
            signatures(&found.unwrap_or_default(), repeated.is_empty(), &mut said);
        }
        // A right signature shows that there was none.
        if received.body.is_empty() && !verdict.is_valid() && names(&scheme.content, "body") {
            said.push(
                "The body is empty; that can be signed, but look whether it was left behind when the \
                 request was copied"
                    .to_owned(),
            );
        }
    }
    said.extend(repeated);
    other_case(scheme, &received.body, &mut said);
    certificates(scheme, secrets, received, &mut said);
    two_schemes(recognised, &mut said);
    said
}

/// `counted` is whether the number of them is shown here.
fn signatures(found: &[String], counted: bool, said: &mut Vec<String>) {
    if let Some(odd) = found.iter().find(|text| !is_digest(text)) {
        let odd = short(odd, 60);
        let parts = [
            "`",
            &odd,
            "` stands where the signature should, and is no whole digest in hex or base64",
        ];
        said.push(parts.concat());
    }
    if found.len() > 1 && counted {
        let count = found.len().to_string();
        let tail = " signatures came, as during a change of secrets; one that matches is enough";
        said.push([&count, tail].concat());
    }
}

/// Of two values one receiver reads the first, and another the last.
fn repeated(scheme: &Scheme, received: &Received, verdict: &Verdict) -> Vec<String> {
    let mut said = Vec::new();
    for field in &scheme.headers {
        // Descriptions of several signatures may be spread over fields, and so may lists of them.
        let is_list = scheme.list.is_some() && !names(&field.value, "timestamp");
        let values = values(&received.headers, &field.name);
        if is_list || !scheme.parts.is_empty() || values.len() < 2 {
            continue;
        }
        let name = &field.name;
        said.push(match verdict {
            _ if !is_proof(scheme, field) => format!(
                "The request has `{name}` more than once, with different values. The first is checked here; \
                 another receiver may take the last"
            ),
            Verdict::Valid(proof) => {
                let right = values.iter().position(|v| v.contains(&proof.signature));
                let which = right.map_or("One of them".to_owned(), ordinal);
                format!(
                    "The request has `{name}` more than once, with different values. {which} is right; \
                     a receiver that reads another one refuses the request"
                )
            }
            _ => format!(
                "The request has `{name}` more than once, with different values. Each of them is tried here; \
                 another receiver may read only the first or the last"
            ),
        });
    }
    said
}

/// "The second one", of positions that count from 0.
fn ordinal(position: usize) -> String {
    match position {
        0 => "The first one".to_owned(),
        1 => "The second one".to_owned(),
        2 => "The third one".to_owned(),
        position => format!("Number {}", position + 1),
    }
}

/// Whoever passes a message on may add to it what no signature covers.
fn other_case(scheme: &Scheme, body: &[u8], said: &mut Vec<String>) {
    // Reading a larger one would stop the page for a while.
    let alike = (body.len() <= LARGE).then(|| case_collisions::find(scheme, body));
    if let Some((found, name)) = alike.flatten() {
        let parts = [
            "The body has `",
            &short(&found, 60),
            "`, which differs in case alone from the `",
            &name,
            "` that the scheme names: no signature covers it, and a reader that takes no heed of case, as \
             those of Go and ASP.NET, may take it for that one; refuse such a delivery, as the receiver code does",
        ];
        said.push(parts.concat());
    }
}

/// Whoever makes a message may name a certificate of their own in it.
fn certificates(scheme: &Scheme, secrets: &Secrets, received: &Received, said: &mut Vec<String>) {
    let asked = secrets.get("secret").is_none();
    for named in certificate::named(scheme, &received.signable()) {
        // Whole, since it is there to be fetched.
        let url = short(&named.url.replace('`', "'"), 500);
        let place = named.place.trim_start_matches('/');
        let begins = [
            "`",
            place,
            "` says that the certificate is at `",
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
                        ": fetch it there yourself, since this page fetches nothing, and give it as the key"
                    }
                    false => ": the key that is given here has to be the one in it",
                },
            ],
            false => [
                "That is no https address of ",
                &vendor,
                ": do not fetch it, since whoever made the message may have named a certificate of their own",
            ],
        };
        said.push([begins, ends.concat()].concat());
    }
}

fn two_schemes(recognised: &[Found], said: &mut Vec<String>) {
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
            "It bears the signatures of two schemes, `",
            &one,
            "` and `",
            &two,
            "`; verify each by itself",
        ];
        said.push(parts.concat());
    }
}

fn short(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
