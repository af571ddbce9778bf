//! The reasons for the sandbox's answer, in sentences for the person; they are not part of the
//! documentation.

use super::choose::{Choice, is_decisive};
use super::judge::{Judged, Standing, is_error};
use json::View;
use json::write::quoted;
use openapi::Refusal;
use problem::{Field, Problem, Root, Step};
use request::validate::place::member_path;

/// The number of problems that are listed; the others are counted.
const LISTED: usize = 5;

/// Writes a body where the documentation has none, with a remark that it did so.
pub(super) fn own_words(judged: &Judged) -> String {
    let problems = judged.problems.iter().filter(|p| is_error(p));
    let problems: Vec<String> = problems.map(|p| quoted(&sentence(p, judged))).collect();
    [
        "{\"sandbox\":",
        &quoted("The sandbox wrote this text: the documentation has no body for this answer"),
        ",\"because\":",
        &quoted(because(judged.standing)),
        ",\"problems\":[",
        &problems.join(","),
        "]}",
    ]
    .concat()
}

/// Returns why the request was refused, or accepted differently from any sound one; otherwise
/// `None`.
///
/// The text continues a sentence after "because".
pub(super) fn why(choice: &Choice<'_>, judged: &Judged) -> Option<String> {
    let sound = judged.standing == Standing::Sound;
    if sound && !choice.conditional {
        return None;
    }
    let is_shown = |p: &&Problem| sound || is_error(p) || is_decisive(choice, judged, p);
    let problems = judged.problems.iter().filter(is_shown);
    let mut problems: Vec<&Problem> = problems.collect();
    problems.sort_by_key(|problem| !is_decisive(choice, judged, problem));
    let mut text = match (sound, problems.is_empty()) {
        (false, _) => because(judged.standing),
        (true, false) => "the server has a rule that is not in its documentation",
        (true, true) => "the document reserves this answer for such a value",
    }
    .to_owned();
    for (index, problem) in problems.iter().take(LISTED).enumerate() {
        let sentence = sentence(problem, judged);
        if index == 0 {
            text.push_str(": ");
            text.push_str(&sentence);
        } else {
            text.push_str(if text.ends_with('?') { " " } else { ". " });
            text.push_str(&capitalised(&sentence));
        }
    }
    if let more @ 1.. = problems.len().saturating_sub(LISTED) {
        text.push_str(if text.ends_with('?') { " " } else { ". " });
        text.push_str(&format!("Further problems: {more}"));
    }
    Some(text)
}

fn because(standing: Standing) -> &'static str {
    match standing {
        Standing::Sound => "the request is sound",
        Standing::NotHere(404) => "the path is not the documented one",
        Standing::NotHere(_) => "the method is not the documented one",
        Standing::Refused(refusal) => match refusal {
            Refusal::Authorization => "the credentials are missing or not of the documented form",
            Refusal::Signature => "the signature is missing or does not match",
            Refusal::MediaType => "the media type is not documented, or the body is missing",
            Refusal::Malformed => "the body is not valid for its media type",
            Refusal::Invalid => "a rule of the documentation is broken",
        },
    }
}

/// Returns a problem with its field before it: "`webid` is required".
fn sentence(problem: &Problem, judged: &Judged) -> String {
    let message = problem.message();
    match problem.cause.has_subject() {
        true if problem.at == Field::body() => message,
        true => [&subject(&problem.at, judged), ": ", &*message].concat(),
        false => [&subject(&problem.at, judged), " ", &*message].concat(),
    }
}

/// Returns a field's name for the person.
fn subject(at: &Field, judged: &Judged) -> String {
    let what = match &at.root {
        Root::Signature => return "the signature".to_owned(),
        Root::MediaType => return "the Content-Type".to_owned(),
        Root::Body if at.path.is_empty() => return "the body".to_owned(),
        Root::Body => {
            let body = judged.body.as_ref().map(|tree| tree.root());
            return ["`", &way(&at.path, body), "`"].concat();
        }
        root if root.is_group() => return "the request".to_owned(),
        Root::Query(_) => "query parameter",
        Root::Path(_) => "path parameter",
        Root::Header(_) => "header field",
        Root::Cookie(_) => "cookie",
        Root::Credential(_) => "credential",
        Root::Whole => return "the request".to_owned(),
        _ => "value of",
    };
    let name = Step::Name(at.root.name().into());
    let path: Vec<Step> = std::iter::once(name)
        .chain(at.path.iter().cloned())
        .collect();
    ["the ", what, " `", &way(&path, None), "`"].concat()
}

/// Returns the path to a value in a readable form, with the entries of maps by their names.
fn way(path: &[Step], root: Option<View<'_>>) -> String {
    let mut here = root;
    let mut named = Vec::with_capacity(path.len());
    for step in path {
        here = here.and_then(|view| match step {
            Step::Name(name) => view.get(name),
            Step::Index(index) | Step::Entry(index) => view.children().nth(*index),
        });
        named.push(match (step, here.and_then(View::name)) {
            (Step::Entry(_), Some(name)) => Step::Name(name.into()),
            (step, _) => step.clone(),
        });
    }
    member_path(&named)
}

fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
