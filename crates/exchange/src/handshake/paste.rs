//! A reply as a person pastes it: the output of `curl --include` or `curl --verbose`, or a body alone.

use crate::reply::{Reply, Source};
use received::{Note, Received};

/// A pasted reply, with its oddities in sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// The reply.
    pub reply: Reply,
    /// Sentences about oddities of the pasted text.
    pub notes: Vec<String>,
}

/// Reads a pasted reply. A text without a status line is a body alone: its status is 0 and it has no fields.
pub fn paste(text: &str) -> Pasted {
    let received = unmarked(text);
    let note = "The lines began with `<`, as curl prints a reply with `--verbose`: the marks were taken off";
    let mut notes: Vec<String> = received.iter().map(|_| note.to_owned()).collect();
    let mut rest = received
        .as_deref()
        .unwrap_or(text)
        .trim_start_matches('\u{feff}')
        .trim_start_matches(['\r', '\n']);
    let mut reply = Reply {
        source: Source::Pasted,
        status: 0,
        reason: String::new(),
        headers: Vec::new(),
        body: rest.as_bytes().into(),
        millis: 0.0,
        redirected_to: None,
        sample: None,
    };
    // A redirect that was followed, or an interim status, comes before the reply itself.
    while let Some((status, reason)) = status_line(rest) {
        let is_interim = matches!(status, 100..200 | 300..400) || reason.contains("stablished");
        let next = rest.find("\nHTTP/").filter(|_| is_interim);
        let (first, after) = rest.split_at(next.map_or(rest.len(), |at| at + 1));
        let head = received::read(first.as_bytes());
        if (300..400).contains(&reply.status) {
            reply.redirected_to = reply.header("location").map(str::to_owned);
        }
        reply.status = status;
        reply.reason = reason.to_owned();
        let lower = |(name, value): &(String, String)| (name.to_lowercase(), value.clone());
        reply.headers = head.headers.iter().map(lower).collect();
        reply.body = measured(&head, &mut notes).into();
        if next.is_none() {
            break;
        }
        rest = after;
    }
    if reply.status == 0 && !rest.trim().is_empty() {
        notes.push(
            "There is no status line such as `HTTP/1.1 200 OK`, so all of it was taken for the body: \
             the status and the header fields are not known"
                .to_owned(),
        );
    }
    Pasted { reply, notes }
}

/// Status and reason of the line that a text begins with (RFC 9112, section 4; HTTP/2 has no reason).
fn status_line(text: &str) -> Option<(u16, &str)> {
    let line = text.lines().next()?;
    let (version, rest) = line.split_once(' ')?;
    if !version.starts_with("HTTP/") {
        return None;
    }
    let (status, reason) = rest
        .trim_start()
        .split_once(' ')
        .unwrap_or((rest.trim(), ""));
    let status: u16 = status.parse().ok()?;
    (100..600)
        .contains(&status)
        .then_some((status, reason.trim()))
}

/// The received lines of what `curl --verbose` prints, without their marks.
fn unmarked(text: &str) -> Option<String> {
    if !text.starts_with("< ") && !text.contains("\n< HTTP/") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let is_other = ["* ", "> ", "{ [", "} ["]
            .iter()
            .any(|mark| line.starts_with(mark));
        match (line.strip_prefix("< "), line.trim_end()) {
            (Some(received), _) => out.push_str(received),
            (_, "<") => out.push('\n'),
            (_, ">" | "*") => {}
            _ if is_other => {}
            _ => out.push_str(line),
        }
    }
    Some(out)
}

/// The body, as long as the head says if only a line end is too much; adds notes on its length.
fn measured<'a>(head: &'a Received, notes: &mut Vec<String>) -> &'a [u8] {
    let mut body = &*head.body;
    for note in &head.notes {
        match note {
            Note::LengthWithoutLineEnd { said, .. } => body = body.get(..*said).unwrap_or(body),
            Note::Length { .. }
            | Note::LengthWithCrlf { .. }
            | Note::LengthUnclear { .. }
            | Note::NoBlankLine
            | Note::Coded { .. }
            | Note::Folded { .. }
            | Note::NotUtf8 { .. } => notes.push(note.sentence()),
            _ => {}
        }
    }
    body
}
