//! The chosen answer as a reply, signed where the document requires it.

use std::rc::Rc;

use super::choose::{Choice, Content};
use super::echo::Server;
use super::expression;
use super::judge::{Judged, Standing};
use super::reasons;
use crate::reply::{Reply, Sample, Source, WHY};
use openapi::{Response, ResponseExample};
use signature::Signing;
use signature::secret::Secrets;
use signature::{Moment, Signable, sign};

pub(super) fn write(
    choice: &Choice<'_>,
    judged: &Judged,
    server: &Server<'_>,
    secrets: &Secrets,
    moment: &Moment,
) -> Reply {
    let mut headers = Vec::new();
    let mut field = |name: &str, value: String| headers.push((name.to_owned(), value));
    let (body, sample) = body(choice, judged, server);
    let body: Rc<[u8]> = body.into_bytes().into();
    match (&choice.content, choice.media) {
        (Content::Nothing, _) => {}
        (Content::OwnWords, _) => field("content-type", "application/json".into()),
        (_, Some(media)) => field("content-type", media.name.clone()),
        (_, None) => {}
    }
    field("content-length", body.len().to_string());
    if let Some(response) = choice.response {
        headers.extend(signature(choice, response, &body, secrets, moment));
    }
    headers.extend(reasons::why(choice, judged).map(|why| (WHY.to_owned(), why)));
    Reply {
        source: Source::Sandbox,
        status: choice.status,
        reason: reason(choice.status).to_owned(),
        headers,
        body,
        millis: 0.0,
        redirected_to: None,
        sample,
    }
}

/// Returns the body, and the part of it that is a sample.
fn body(choice: &Choice<'_>, judged: &Judged, server: &Server<'_>) -> (String, Option<Sample>) {
    let (text, example) = match &choice.content {
        Content::Nothing => return (String::new(), None),
        Content::OwnWords => return (reasons::own_words(judged), None),
        Content::Example(example) => {
            let value = example.value.as_deref();
            if let Some(found) = value.and_then(|v| expression::value(v, server.request, judged)) {
                return (found, None);
            }
            (&*example.text, Some(example.name.clone()))
        }
        Content::Sample(text) => (&**text, None),
    };
    let taken_in = judged.standing == Standing::Sound && (200..300).contains(&choice.status);
    let (text, members) = match choice.media.filter(|_| taken_in) {
        Some(media) => server.echo(text, media, judged),
        None => (text.to_owned(), vec![String::new()]),
    };
    let sample = Sample { example, members };
    (text, Some(sample).filter(|s| !s.members.is_empty()))
}

/// Returns the fields of the documented signature; none while a secret is missing, which the
/// reading of the reply reports.
fn signature(
    choice: &Choice<'_>,
    response: &Response,
    body: &[u8],
    secrets: &Secrets,
    moment: &Moment,
) -> Vec<(String, String)> {
    let leaves_unsigned = |example: &&ResponseExample| !example.signed;
    let example = match &choice.content {
        Content::Example(example) => Some(*example),
        _ => None,
    };
    let Some(used) = &response.signature else {
        return Vec::new();
    };
    if example.as_ref().is_some_and(leaves_unsigned) {
        return Vec::new();
    }
    let signable = Signable {
        method: "",
        url: "",
        target: "",
        headers: &[],
        body,
        content_type: choice.media.map_or("", |m| &m.name),
    };
    match sign(
        &used.scheme,
        &Signing::default(),
        secrets,
        moment,
        &signable,
    ) {
        Ok(signed) => signed
            .headers
            .into_iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), value))
            .collect(),
        Err(_) => Vec::new(),
    }
}

/// Returns the reason phrase of a status (RFC 9110, RFC 6585) that documents use.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        409 => "Conflict",
        412 => "Precondition Failed",
        415 => "Unsupported Media Type",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "",
    }
}
