//! The secrets of a request, and their spans in its body, its address and its signed text.

use std::ops::Range;
use std::rc::Rc;

use crate::encode::Span;
use crate::message::Request;
use crate::secret_spans::{SecretSpans, merged, occurrences};
use json::{Kind, Tree};
use openapi::secret_members;
use signature::Scheme;
use signature::percent;
use signature::secret::Secrets;

/// The spans of the body's secrets, in order and disjoint.
pub fn in_body(request: &Request) -> Vec<Range<usize>> {
    let body = request.body.as_ref();
    body.map_or_else(Vec::new, |body| secret(&body.spans))
}

fn secret(spans: &[Span]) -> Vec<Range<usize>> {
    let spans = spans.iter().filter(|s| s.secret);
    merged(spans.map(|s| s.start..s.end).collect())
}

/// Every secret in the request or its signature, for finding it in other texts: as typed,
/// and as decoded from the request.
pub fn known(request: &Request, secrets: &Secrets, scheme: &Scheme) -> SecretSpans {
    let mut known = SecretSpans::of(secrets, Some(scheme));
    for span in secret(&request.url_spans) {
        let text = request.url.get(span).unwrap_or_default();
        let value = text.split_once('=').map_or(text, |(_, value)| value);
        add(&mut known, &decoded(value));
    }
    for header in &request.headers {
        for (range, _) in &header.secrets {
            known.add(header.value.get(range.clone()).unwrap_or_default());
        }
    }
    if let Some(body) = &request.body {
        for span in secret(&body.spans) {
            let text = super::text(&body.bytes, span);
            match Tree::read(&*text) {
                Ok(tree) if body.content_type.contains("json") => {
                    let texts = tree.all().filter(|v| v.kind() == Kind::String);
                    texts
                        .filter_map(|v| v.string())
                        .for_each(|text| known.add(&text));
                }
                _ if body.content_type.contains("urlencoded") => {
                    let pairs = text.split('&');
                    let values = pairs.map(|p| p.split_once('=').map_or(p, |(_, value)| value));
                    values.for_each(|value| add(&mut known, &decoded(&value.replace('+', " "))));
                }
                _ if body.content_type.contains("xml") => add(&mut known, &unescaped(&text)),
                _ => add(&mut known, &text),
            }
        }
    }
    known
}

/// Adds a secret; for JSON within another format, the texts in it.
fn add(known: &mut SecretSpans, text: &str) {
    match Tree::read(text) {
        Ok(tree) if tree.root().kind() == Kind::String => {
            known.add(&tree.root().string().unwrap_or_default());
        }
        Ok(tree) => {
            known.add(text);
            let named = secret_members::secrets(tree.root(), None).into_iter();
            named
                .filter_map(|(view, _)| view.string())
                .for_each(|text| known.add(&text));
        }
        Err(_) => known.add(text),
    }
}

fn decoded(text: &str) -> String {
    String::from_utf8_lossy(&percent::decode(text)).into_owned()
}

/// The text of an element; markup in it is not interpreted.
pub(crate) fn unescaped(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    named
        .iter()
        .fold(text.to_owned(), |text, (name, c)| text.replace(name, c))
}

/// The spans of secrets in the signed text. Within the body or the address their own
/// spans apply, so that an equal word there stays; everywhere else secrets are found by
/// their text.
pub fn in_signed(request: &Request, signed: &[u8], known: &SecretSpans) -> Vec<Range<usize>> {
    let mut whole: Vec<(Range<usize>, Vec<Range<usize>>)> = Vec::new();
    if let Some(body) = &request.body {
        whole.extend(placed(signed, &body.bytes, secret(&body.spans)));
    }
    let target = request.url.len() - request.target().len();
    let address = secret(&request.url_spans);
    let in_target = address.iter().filter(|s| s.start >= target);
    let in_target = in_target
        .map(|s| s.start - target..s.end - target)
        .collect();
    match placed(signed, request.url.as_bytes(), address.clone()) {
        Some(found) => whole.push(found),
        None => whole.extend(placed(signed, request.target().as_bytes(), in_target)),
    }
    let is_known = |at: &Range<usize>| {
        let within = |part: &Range<usize>| part.start <= at.start && at.end <= part.end;
        whole.iter().any(|(part, _)| within(part))
    };
    let mut spans = known.find(signed);
    spans.retain(|at| !is_known(at));
    spans.extend(whole.iter().flat_map(|(_, spans)| spans.iter().cloned()));
    merged(spans)
}

/// The place of a part of the request in the signed text (the last of several), and its
/// secrets there.
fn placed(
    signed: &[u8],
    part: &[u8],
    secrets: Vec<Range<usize>>,
) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let mut found = None;
    occurrences(signed, part, |at| found = Some(at));
    let found = found?;
    let at = found.start;
    let secrets = secrets.into_iter().map(|s| s.start + at..s.end + at);
    Some((found, secrets.collect()))
}

/// Bytes as text (U+FFFD for those that are not UTF-8), with the spans converted to spans
/// of the text.
pub fn shown(bytes: &[u8], spans: &[Range<usize>]) -> (Rc<str>, Vec<Range<usize>>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.into(), spans.to_vec());
    }
    let mut text = String::with_capacity(bytes.len());
    let mut spans = spans.to_vec();
    let mut edges = spans.iter_mut().flat_map(|s| [&mut s.start, &mut s.end]);
    let mut edge = edges.next();
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        let (valid, invalid) = (chunk.valid(), chunk.invalid());
        let end = at + valid.len() + invalid.len();
        let start = text.len();
        text.push_str(valid);
        if !invalid.is_empty() {
            text.push('\u{fffd}');
        }
        while let Some(place) = edge.take_if(|place| **place <= end) {
            let within = *place - at;
            *place = match within <= valid.len() {
                true => start + within,
                false => text.len(),
            };
            edge = edges.next();
        }
        at = end;
    }
    drop(edges);
    (text.into(), spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_bytes_are_spans_of_the_text_shown() {
        let bytes = b"a\xffb\xfe\xfdsecret\xc3";
        let (text, spans) = shown(bytes, &[0..1, 5..11]);
        assert_eq!(&text[spans[1].clone()], "secret");
        assert_eq!(&*text, String::from_utf8_lossy(bytes));
        let (text, spans) = shown(b"\xff\xff\xff", &[1..2, 2..3]);
        assert_eq!(
            (&*text, spans),
            ("\u{fffd}\u{fffd}\u{fffd}", vec![3..6, 6..9])
        );
    }
}
