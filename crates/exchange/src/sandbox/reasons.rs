//! Why the sandbox answered so, in sentences for the person; no part of what is documented.

use super::choose::Choice;
use super::judge::{Judged, Standing, is_error};
use json::View;
use json::pointer::{escape, unescape};
use json::write::quoted;
use openapi::Refusal;
use problem::Problem;
use request::validate::place::member_path;

/// Problems that are listed; the others are counted.
const TOLD: usize = 5;

/// The body where the documentation has none, which says so.
pub(super) fn own_words(judged: &Judged) -> String {
    let problems = judged.problems.iter().filter(|p| is_error(p));
    let problems: Vec<String> = problems.map(|p| quoted(&sentence(p, judged))).collect();
    [
        "{\"sandbox\":",
        &quoted("These are the sandbox's own words: the documentation has no body for this answer"),
        ",\"because\":",
        &quoted(because(judged.standing)),
        ",\"problems\":[",
        &problems.join(","),
        "]}",
    ]
    .concat()
}

/// Why the request was refused, or taken in another way than any sound one; `None` for those.
///
/// It reads on after "because".
pub(super) fn why(choice: &Choice<'_>, judged: &Judged) -> Option<String> {
    let sound = judged.standing == Standing::Sound;
    if sound && !choice.conditional {
        return None;
    }
    let problems = judged.problems.iter().filter(|p| sound || is_error(p));
    let problems: Vec<&Problem> = problems.collect();
    let mut text = match (sound, problems.is_empty()) {
        (false, _) => because(judged.standing),
        (true, false) => "the server keeps a rule that its documentation lacks",
        (true, true) => "the document keeps this answer for such a value",
    }
    .to_owned();
    for (index, problem) in problems.iter().take(TOLD).enumerate() {
        let sentence = sentence(problem, judged);
        if index == 0 {
            text.push_str(": ");
            text.push_str(&sentence);
        } else {
            text.push_str(if text.ends_with('?') { " " } else { ". " });
            text.push_str(&capitalised(&sentence));
        }
    }
    if let more @ 1.. = problems.len().saturating_sub(TOLD) {
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
            Refusal::Malformed => "the bytes are not of their media type",
            Refusal::Invalid => "a rule of the documentation is broken",
        },
    }
}

/// A problem with its field before it: "`webid` is required".
fn sentence(problem: &Problem, judged: &Judged) -> String {
    // What is said of JSON has a subject already.
    let mark = if problem.code() == "json" { ": " } else { " " };
    [&subject(&problem.at, judged), mark, &problem.message()].concat()
}

/// A field as a person calls it.
fn subject(at: &str, judged: &Judged) -> String {
    let (root, rest) = at.split_once(':').unwrap_or((at, ""));
    let what = match (root, rest) {
        ("signature", _) => return "the signature".to_owned(),
        ("media-type", _) => return "the Content-Type".to_owned(),
        ("body", "") => return "the body".to_owned(),
        ("body", pointer) => {
            let body = judged.body.as_ref().map(|tree| tree.root());
            return ["`", &member_path(&named(pointer, body)), "`"].concat();
        }
        (_, "") => return "the request".to_owned(),
        ("query", _) => "query parameter",
        ("path", _) => "path parameter",
        ("header", _) => "header field",
        ("cookie", _) => "cookie",
        ("auth", _) => "credential",
        _ => "value of",
    };
    let name = member_path(&["/", rest].concat());
    ["the ", what, " `", &name, "`"].concat()
}

/// A pointer with the entries of maps by their names, where a field has them by position.
fn named(pointer: &str, root: Option<View<'_>>) -> String {
    let mut here = root;
    let mut out = String::new();
    for step in pointer.split('/').skip(1) {
        let name = unescape(step);
        let position = step.strip_prefix('@').and_then(|n| n.parse().ok());
        let entry = here.zip(position).filter(|(v, _)| v.get(&name).is_none());
        let entry = entry.and_then(|(v, position)| v.children().nth(position));
        out.push('/');
        match entry.and_then(|e| e.name()) {
            Some(name) => out.push_str(&escape(&name)),
            None => out.push_str(step),
        }
        here = entry.or_else(|| here?.pointer(&["/", step].concat()));
    }
    out
}

fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
