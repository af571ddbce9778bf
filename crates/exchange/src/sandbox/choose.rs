//! The choice of a documented answer for a request.
//!
//! Examples state their condition with `x-signpost-when`. Where none does, HTTP's conventions
//! choose among the documented statuses. Where the document has no body, the sandbox writes one.

use super::accept;
use super::judge::{Judged, Standing, is_error};
use super::sample;
use openapi::{Family, MediaType, Operation, Refusal, Response, ResponseExample, When};
use problem::{Field, Problem};
use request::message::Request;

/// The answer to write.
pub(super) struct Choice<'a> {
    pub status: u16,
    pub response: Option<&'a Response>,
    /// The documented media type.
    pub media: Option<&'a MediaType>,
    pub content: Content<'a>,
    /// Set if the document gives it on a condition that this request meets.
    pub conditional: bool,
}

/// The origin of the body.
pub(super) enum Content<'a> {
    Nothing,
    Example(&'a ResponseExample),
    /// Made from the documented schema.
    Sample(String),
    /// A body by the sandbox, since the document has none.
    OwnWords,
}

pub(super) fn choose<'a>(
    operation: &'a Operation,
    request: &Request,
    judged: &Judged,
) -> Choice<'a> {
    let refusal = match judged.standing {
        Standing::NotHere(status) => return own_words(status),
        Standing::Refused(refusal) => Some(refusal),
        Standing::Sound => None,
    };
    let accept = request.header("accept");
    let statuses = conventional(refusal);
    for response in &operation.responses {
        if let Some(mut choice) = by_condition(response, judged, accept) {
            choice.status = status(response, statuses);
            return choice;
        }
    }
    let fallback = match refusal {
        Some(_) => refused(operation, statuses),
        None => sound(operation),
    };
    let Some(response) = fallback else {
        return own_words(statuses[0]);
    };
    plain(operation, response, status(response, statuses), accept)
}

/// Returns HTTP's statuses for a refusal, the best first; 200 for a sound request.
fn conventional(refusal: Option<Refusal>) -> &'static [u16] {
    match refusal {
        None => &[200],
        Some(Refusal::Authorization | Refusal::Signature) => &[401, 403],
        Some(Refusal::MediaType) => &[415, 400],
        Some(Refusal::Malformed | Refusal::Invalid) => &[400, 422],
    }
}

/// Returns the status to answer with: for a class (`4XX`) or `default` the conventional one, or the
/// class's first.
fn status(response: &Response, conventional: &[u16]) -> u16 {
    if let Ok(exact) = response.status.parse() {
        return exact;
    }
    let class = response.status.bytes().next().unwrap_or_default();
    let of_class = |status: &&u16| class == b'd' || u16::from(class) == *status / 100 + 48;
    let found = conventional.iter().find(of_class).copied();
    found.unwrap_or(u16::from(class.saturating_sub(48)) * 100)
}

/// Returns an example, or an answer without content, whose condition holds.
fn by_condition<'a>(
    response: &'a Response,
    judged: &Judged,
    accept: Option<&str>,
) -> Option<Choice<'a>> {
    let mut fitting: Vec<(&MediaType, &ResponseExample)> = Vec::new();
    for media in &response.media {
        let mut examples = media.examples.iter();
        let example = examples.find(|e| e.when.iter().any(|w| holds(w, judged)));
        fitting.extend(example.map(|e| (media, e)));
    }
    let names: Vec<&str> = fitting.iter().map(|(media, _)| &*media.name).collect();
    // An answer with a condition is also given in a media type that the request does not accept.
    let index = accept::best(accept, &names).unwrap_or_default();
    let chosen = fitting.get(index);
    if chosen.is_none() && !response.when.iter().any(|when| holds(when, judged)) {
        return None;
    }
    Some(Choice {
        status: 0,
        response: Some(response),
        media: chosen.map(|c| c.0),
        content: chosen.map_or(Content::Nothing, |c| Content::Example(c.1)),
        conditional: true,
    })
}

/// Returns whether every part of a condition holds.
fn holds(when: &When, judged: &Judged) -> bool {
    let refusal = when.refusal.is_none() || when.refusal == judged.refusal();
    let place = when.at.is_none() && when.code.is_none()
        || judged
            .problems
            .iter()
            .any(|problem| is_met_by(when, problem));
    let value = |(field, text): &(Field, String)| {
        let mut values = judged.values.iter();
        values.any(|(f, t)| t == text && field.names(f))
    };
    refusal && place && when.values.iter().all(value)
}

/// Returns whether a problem is of the kind that a condition is about.
fn is_met_by(when: &When, problem: &Problem) -> bool {
    (when.refusal.is_none() || is_error(problem))
        && when.at.as_ref().is_none_or(|at| at.names(&problem.at))
        && when.code.as_ref().is_none_or(|code| code == problem.code())
}

/// Returns whether the answer was chosen because of this problem.
pub(super) fn is_decisive(choice: &Choice<'_>, judged: &Judged, problem: &Problem) -> bool {
    let conditions = match (&choice.content, choice.response) {
        (Content::Example(example), _) => &example.when,
        (_, Some(response)) => &response.when,
        _ => return false,
    };
    let of_place = |when: &&When| when.at.is_some() || when.code.is_some();
    let mut held = conditions
        .iter()
        .filter(of_place)
        .filter(|when| holds(when, judged));
    held.any(|when| is_met_by(when, problem))
}

fn refused<'a>(operation: &'a Operation, statuses: &[u16]) -> Option<&'a Response> {
    let documented = |name: &str| operation.responses.iter().find(|r| r.status == name);
    let exact = statuses.iter().find_map(|s| documented(&s.to_string()));
    exact
        .or_else(|| documented("4XX"))
        .or_else(|| documented("default"))
}

fn sound(operation: &Operation) -> Option<&Response> {
    let responses = &operation.responses;
    let success = responses.iter().find(|r| r.status.starts_with('2'));
    success.or_else(|| responses.iter().find(|r| r.status == "default"))
}

/// Returns a response's first example without a condition, in the preferred media type.
fn plain<'a>(
    operation: &'a Operation,
    response: &'a Response,
    status: u16,
    accept: Option<&str>,
) -> Choice<'a> {
    let media: Vec<&MediaType> = response.media.iter().collect();
    let names: Vec<&str> = media.iter().map(|m| &*m.name).collect();
    let index = accept::best(accept, &names);
    if index.is_none()
        && !media.is_empty()
        && let Some(refusal) = operation.responses.iter().find(|r| r.status == "406")
        && response.status != "406"
    {
        return plain(operation, refusal, 406, None);
    }
    let chosen = media.get(index.unwrap_or_default()).copied();
    Choice {
        status,
        response: Some(response),
        media: chosen,
        content: match chosen {
            None => Content::Nothing,
            Some(media) => content(operation, response, media),
        },
        conditional: false,
    }
}

fn content<'a>(operation: &Operation, response: &Response, media: &'a MediaType) -> Content<'a> {
    if let Some(example) = media.examples.iter().find(|e| e.when.is_empty()) {
        // The example of `default` is one error of many, and may not be this one.
        if response.status != "default" {
            return Content::Example(example);
        }
    }
    match &media.control {
        Some(control) if media.examples.is_empty() && Family::of(&media.name) == Family::Json => {
            Content::Sample(sample::json(&operation.schemas, control.schema))
        }
        _ => Content::OwnWords,
    }
}

fn own_words<'a>(status: u16) -> Choice<'a> {
    Choice {
        status,
        response: None,
        media: None,
        content: Content::OwnWords,
        conditional: false,
    }
}
