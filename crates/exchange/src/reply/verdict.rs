//! The documentation's view of a reply, in sentences.

use super::outcome::{Answer, answer, equals_json, is_elsewhere};
use super::{Expectation, Held, Reply, ReplyOutcome, Sample, Sentence, Source, Tone, WHY};
use crate::delivery::Due;
use crate::delivery::due::{ACCEPTS, REFUSES};
use json::Tree;
use json::write::JsonStyle;
use json::write::layout;
use openapi::{Response, ResponseExample};

/// The length in characters beyond which an example is named and not quoted.
const QUOTED: usize = 200;

/// Returns success or refusal, by the documented outcome or else by the status.
pub(super) fn outcome(held: &Held<'_>, body: Option<&Tree>) -> Vec<Sentence> {
    let Some(outcome) = &held.operation.outcome else {
        return by_status(held.reply).into_iter().collect();
    };
    let name = outcome.pointer.trim_start_matches('/').replace('/', ".");
    let found = body.and_then(|tree| tree.root().pointer(&outcome.pointer));
    let mut all = vec![match found {
        None => missing(held, &name),
        Some(found) if equals_json(found, &outcome.equals) => sentence(
            Tone::Good,
            &["Success: `", &name, "` is ", &short(found.source())],
        ),
        Some(found) => {
            let mut text = ["Refused: `", &name, "` is ", &short(found.source())].concat();
            if let Some(message) = message(held, body) {
                text.push_str(&[", with the message “", &message, "”"].concat());
            }
            sentence(Tone::Bad, &[&text])
        }
    }];
    if !outcome.description.is_empty() {
        all.push(sentence(Tone::Plain, &[&paragraph(&outcome.description)]));
    }
    all
}

/// Describes a body that lacks the documented outcome; a refusing status is enough by itself.
fn missing(held: &Held<'_>, name: &str) -> Sentence {
    by_status(held.reply)
        .filter(|sentence| sentence.tone == Tone::Bad)
        .unwrap_or_else(|| {
            sentence(
                Tone::Careful,
                &[
                    "`",
                    name,
                    "` in the JSON shows whether the request succeeded, but this body does not have it",
                ],
            )
        })
}

/// Describes the receiver's action, the tampering, and the required action of a correct receiver.
pub(super) fn delivery(
    held: &Held<'_>,
    body: Option<&Tree>,
    expected: &Expectation,
    outcome: ReplyOutcome,
) -> Sentence {
    let answer = answer(held.operation, held.reply, body);
    let who = match held.reply.source {
        Source::Sandbox => "The sandbox",
        _ => "The receiver",
    };
    let did = match answer {
        Answer::Accepted => " accepted this delivery",
        Answer::Refused => " refused this delivery",
        Answer::Broke => " failed on this delivery",
        Answer::Neither => " neither accepted nor refused this delivery",
        Answer::Unclear => " gave an unclear answer to this delivery",
    };
    let status = match held.reply.status {
        0 => ".".to_owned(),
        status => [" with ", &status.to_string(), "."].concat(),
    };
    let reason = match &*expected.reason {
        "" => String::new(),
        reason => [" ", reason].concat(),
    };
    let must = match (expected.due, answer) {
        (Due::Accepted, _) if expected.faulty => [
            " A correct receiver must accept a sound delivery with ",
            ACCEPTS,
            "; this one has problems, for which it may be refused.",
        ]
        .concat(),
        (Due::Accepted, _) => [" A correct receiver must accept it with ", ACCEPTS, "."].concat(),
        (Due::Refused, Answer::Refused) if is_elsewhere(held.reply.status) => {
            " This status usually means a wrong address or method, so it shows nothing about the receiver’s check.".to_owned()
        }
        (Due::Refused, _) => [" A correct receiver must refuse it with ", REFUSES, "."].concat(),
        // A correct receiver may do either, but must not fail.
        (Due::Either, Answer::Broke | Answer::Neither) => {
            " A correct receiver answers with a status of 200 to 299 or of 400 to 499.".to_owned()
        }
        // The reason explains that nothing is due.
        (Due::Either, _) => String::new(),
    };
    sentence(outcome.tone(), &[who, did, &status, &reason, &must])
}

/// Returns the message that a reply gives of its outcome.
pub(super) fn message(held: &Held<'_>, body: Option<&Tree>) -> Option<String> {
    let documented = held.operation.outcome.as_ref()?;
    let found = body?.root().pointer(documented.message.as_deref()?)?;
    Some(match found.string() {
        Some(text) => short(&text),
        None => short(found.source()),
    })
}

fn by_status(reply: &Reply) -> Option<Sentence> {
    let status = reply.status.to_string();
    let (tone, words) = match reply.status {
        0 => return None,
        200..=299 => (Tone::Good, "Success"),
        300..=399 => (Tone::Careful, "A redirect"),
        400..=499 => (Tone::Bad, "The server refused the request"),
        500..=599 => (Tone::Bad, "The server failed"),
        _ => (Tone::Careful, "No final status"),
    };
    let reason = match &*reply.reason {
        "" => String::new(),
        reason => [" ", reason].concat(),
    };
    Some(sentence(tone, &[words, ": ", &status, &reason]))
}

/// Explains a refusal by the sandbox.
pub(super) fn sandbox(reply: &Reply) -> Option<Sentence> {
    let why = reply
        .header(WHY)
        .filter(|_| reply.source == Source::Sandbox)?;
    Some(sentence(
        Tone::Plain,
        &["The sandbox gave this answer because ", why],
    ))
}

/// Describes the documentation of the status.
pub(super) fn status(held: &Held<'_>) -> Option<Sentence> {
    let status = held.reply.status.to_string();
    if held.reply.status == 0 {
        return None;
    }
    let Some(response) = held.response else {
        let listed: Vec<&str> = held
            .operation
            .responses
            .iter()
            .map(|r| &*r.status)
            .collect();
        let known = match listed.is_empty() {
            true => ". No status is".to_owned(),
            false => [". Documented statuses: ", &listed.join(", ")].concat(),
        };
        return Some(sentence(
            Tone::Careful,
            &["The status ", &status, " is not documented", &known],
        ));
    };
    let mut text = ["The status ", &status, " is documented"].concat();
    if response.status != status {
        text.push_str(&[" as `", &response.status, "`"].concat());
    }
    if !response.description.is_empty() {
        text.push_str(
            &[
                " and described as “",
                &paragraph(&response.description),
                "”",
            ]
            .concat(),
        );
    }
    if let Some(source) = &response.source {
        text.push_str(&[" (source: ", source, ")"].concat());
    }
    Some(sentence(Tone::Plain, &[&text]))
}

/// Describes which documented body it is, and lists the others.
///
/// Others are listed only for a success; a refusal is one of many, each with a different body.
pub(super) fn shape(held: &Held<'_>, body: Option<&Tree>, answer: Answer) -> Vec<Sentence> {
    let mut all = Vec::new();
    let Some(response) = held.response else {
        return all;
    };
    let empty = held.reply.body.is_empty();
    if std::str::from_utf8(&held.reply.body).is_err() {
        all.push(sentence(
            Tone::Careful,
            &["The body is not UTF-8. U+FFFD is shown in place of the other bytes"],
        ));
    }
    if empty && !response.media.is_empty() {
        all.push(sentence(
            Tone::Careful,
            &["A body is documented, but the reply has none"],
        ));
    }
    // The sender of a delivery reads the status of its reply.
    let unread = held.operation.delivery.is_some() && response.media.is_empty();
    if !empty && held.media.is_none() && !unread {
        all.push(undocumented(held, response));
    }
    let Some(media) = held.media else { return all };
    let (same, other): (Vec<&ResponseExample>, Vec<&ResponseExample>) = media
        .examples
        .iter()
        .filter(|e| e.when.is_empty() || is_example(e, held.reply, body))
        .partition(|e| is_example(e, held.reply, body));
    if let Some(example) = same.first() {
        let from = known_from(example);
        all.push(sentence(
            Tone::Plain,
            &[
                "The body is the documented example `",
                &example.name,
                "`",
                &from,
            ],
        ));
    }
    if !matches!(answer, Answer::Refused | Answer::Broke) {
        let other = other.into_iter();
        all.extend(other.map(|example| another(example, &response.status)));
    }
    all
}

fn another(example: &ResponseExample, status: &str) -> Sentence {
    let text = match Tree::read(example.text.clone()) {
        Ok(tree) => layout(tree.root(), JsonStyle::Compact),
        Err(_) => example.text.to_string(),
    };
    // Code formatting keeps Markdown's marks literal: a masked token consists of asterisks.
    let shown = match text.chars().count() > QUOTED || text.contains('`') {
        true => String::new(),
        false => [": `", &text, "`"].concat(),
    };
    let from = known_from(example);
    sentence(
        Tone::Plain,
        &[
            "Another documented body of ",
            status,
            " is `",
            &example.name,
            "`",
            &from,
            &shown,
        ],
    )
}

fn known_from(example: &ResponseExample) -> String {
    match &example.source {
        Some(source) => [" (known from ", source, ")"].concat(),
        None => String::new(),
    }
}

/// Returns whether a body is an example: made from it by the sandbox, the same bytes, or the same
/// JSON value.
pub(super) fn is_example(example: &ResponseExample, reply: &Reply, body: Option<&Tree>) -> bool {
    let same = || {
        let tree = Tree::read(example.text.clone()).ok()?;
        Some(body?.root().same(tree.root()))
    };
    let made_of = |sample: &Sample| sample.example.as_deref() == Some(&*example.name);
    reply.sample.as_ref().is_some_and(made_of)
        || *reply.body == *example.text.as_bytes()
        || same().unwrap_or_default()
}

fn undocumented(held: &Held<'_>, response: &Response) -> Sentence {
    let names: Vec<&str> = response.media.iter().map(|m| &*m.name).collect();
    let found = held.reply.header("content-type");
    match (names.is_empty(), found) {
        (true, _) => sentence(
            Tone::Careful,
            &["No body is documented, but the reply has one"],
        ),
        (false, Some(found)) => sentence(
            Tone::Careful,
            &[
                "The media type `",
                found,
                "` is not documented. Documented media types: ",
                &names.join(", "),
            ],
        ),
        (false, None) => sentence(Tone::Careful, &["The reply names no media type"]),
    }
}

/// Reports documented header fields that are missing, and redirects.
pub(super) fn fields(held: &Held<'_>) -> Vec<Sentence> {
    let mut all = Vec::new();
    let documented = held.response.map_or(&[][..], |r| &r.headers);
    for header in documented {
        if held.reply.header(&header.name).is_some() {
            continue;
        }
        match held.reply.source {
            Source::Network => all.push(sentence(
                Tone::Careful,
                &[
                    "The documented header field `",
                    &header.name,
                    "` is missing, or the server hides it from pages of other origins \
                     (Access-Control-Expose-Headers)",
                ],
            )),
            Source::Sandbox if header.required => all.push(sentence(
                Tone::Careful,
                &[
                    "The documented header field `",
                    &header.name,
                    "` is missing",
                ],
            )),
            _ => {}
        }
    }
    if let Some(address) = &held.reply.redirected_to {
        all.push(sentence(
            Tone::Careful,
            &["The server redirected. This reply is from ", address],
        ));
    }
    all
}

/// Returns the first paragraph on one line.
fn paragraph(markdown: &str) -> String {
    let first = markdown.trim().split("\n\n").next().unwrap_or_default();
    first.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn short(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        None => text.to_owned(),
        Some((at, _)) => [&text[..at], "…"].concat(),
    }
}

pub(super) fn sentence(tone: Tone, parts: &[&str]) -> Sentence {
    Sentence {
        tone,
        text: parts.concat(),
    }
}
