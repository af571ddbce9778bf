//! A reply as a person pastes it: what `curl --include` or `curl --verbose` prints, or a body alone.

use crate::reply::{Reply, Source};
use received::Note;

/// A pasted reply, and what was odd about it, in sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    pub reply: Reply,
    pub notes: Vec<String>,
}

/// Reads a pasted reply. What has no status line is a body alone: its status is 0 and it has no fields.
pub fn paste(text: &str) -> Pasted {
    let (unmarked, mut notes) = unmarked(text);
    let mut rest = unmarked
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
    // A redirect that was followed, or an interim status, stands before the reply itself.
    while let Some((status, reason)) = status_line(rest) {
        let goes_on = matches!(status, 100..200 | 300..400) || reason.contains("stablished");
        let next = rest.find("\nHTTP/").filter(|_| goes_on);
        let (own, after) = rest.split_at(next.map_or(rest.len(), |at| at + 1));
        let head = received::read(own.as_bytes());
        if (300..400).contains(&reply.status) {
            reply.redirected_to = reply.header("location").map(str::to_owned);
        }
        reply.status = status;
        reply.reason = reason.to_owned();
        let lower = |(name, value): &(String, String)| (name.to_lowercase(), value.clone());
        reply.headers = head.headers.iter().map(lower).collect();
        let (body, noted) = measured(head.body.to_vec(), &head.notes);
        reply.body = body.into();
        notes.extend(noted);
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

/// What `curl --verbose` shows: of its lines those that were received, without their marks.
fn unmarked(text: &str) -> (String, Vec<String>) {
    let received = text.starts_with("< ") || text.contains("\n< HTTP/");
    if !received {
        return (text.to_owned(), Vec::new());
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if let Some(own) = line.strip_prefix("< ") {
            out.push_str(own);
        } else if bare == "<" {
            out.push('\n');
        } else if !["* ", "> ", "{ [", "} ["]
            .iter()
            .any(|mark| line.starts_with(mark))
            && bare != ">"
            && bare != "*"
        {
            out.push_str(line);
        }
    }
    let note = "The lines began with `<`, as curl prints a reply with `--verbose`: the marks were taken off";
    (out, vec![note.to_owned()])
}

/// The body as long as the head says, where only a line end is too much; and what is odd of its length.
fn measured(mut body: Vec<u8>, notes: &[Note]) -> (Vec<u8>, Vec<String>) {
    let mut said = Vec::new();
    for note in notes {
        match note {
            Note::LengthWithoutLineEnd { said, .. } => body.truncate(*said),
            Note::Length { .. }
            | Note::LengthWithCrlf { .. }
            | Note::LengthUnclear { .. }
            | Note::NoBlankLine
            | Note::Coded { .. }
            | Note::Folded { .. }
            | Note::NotUtf8 { .. } => said.push(note.sentence()),
            _ => {}
        }
    }
    (body, said)
}
