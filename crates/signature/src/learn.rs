//! Working out in steps what a scheme reads of a large body: its hashes, members of its JSON, and its
//! fields, where it is a form.

mod form;

use std::rc::Rc;

use super::components::DIGESTS;
use super::hmac::Running;
use super::payload::Known;
use super::template::{Part, parse};
use super::{Algorithm, Scheme, Signable, fields};
use form::Forming;
use json::find::Finder;

/// The fields of a form body as `{form}` signs them; none for another body.
///
/// Copies of a message share what is known of the body, and may say another media type of it.
pub fn form(request: &Signable<'_>, marks: &str) -> Option<Rc<Vec<u8>>> {
    if !fields::is_form(request) {
        return None;
    }
    request.body.form(marks).or_else(|| {
        let mut forming = Forming::new(marks);
        while forming.step(&request.body, usize::MAX) {}
        Some(Rc::new(forming.end()))
    })
}

/// What is worked out of a body, under way.
pub struct Learning {
    hashes: Vec<(Algorithm, Running)>,
    at: usize,
    pointers: Vec<String>,
    finder: Finder,
    forms: Vec<(String, Forming)>,
}

impl Learning {
    /// What a scheme reads of a request's body and is not known of it; `None` where that is nothing.
    pub fn new(scheme: &Scheme, request: &Signable<'_>, known: &Known) -> Option<Learning> {
        let mut hashes = Vec::new();
        let mut pointers = Vec::new();
        for (name, argument) in placeholders(scheme) {
            match name.as_str() {
                "json" => pointers.push(argument),
                "body-hash" => {
                    let name = argument.split(':').next().unwrap_or_default();
                    hashes.extend(Algorithm::from_name(name));
                }
                // It is the field that says by which it is.
                "content-digest" => {
                    let says = |name: &str| request.headers.iter().any(|h| h.1.contains(name));
                    let said = DIGESTS.into_iter().filter(|(name, _)| says(name));
                    hashes.extend(said.map(|(_, algorithm)| algorithm));
                }
                _ => {}
            }
        }
        pointers.extend(scheme.members.iter().map(|member| member.name.clone()));
        pointers.extend(scheme.stamp.clone());
        hashes.retain(|algorithm| known.hash(*algorithm).is_none());
        pointers.retain(|pointer| known.member(pointer).is_none());
        let mut forms = Vec::new();
        for part in parse(&scheme.content).unwrap_or_default() {
            if let Some(marks) = part.form_marks().filter(|_| fields::is_form(request))
                && known.form(marks).is_none()
            {
                forms.push((marks.to_owned(), Forming::new(marks)));
            }
        }
        if hashes.is_empty() && pointers.is_empty() && forms.is_empty() {
            return None;
        }
        let mut finder = Finder::default();
        pointers.iter().for_each(|pointer| finder.want(pointer));
        let running = |algorithm: Algorithm| (algorithm, Running::hash(algorithm));
        Some(Learning {
            hashes: hashes.into_iter().map(running).collect(),
            at: 0,
            pointers,
            finder,
            forms,
        })
    }

    /// Reads so many bytes more of the body; whether there are others.
    pub fn step(&mut self, body: &[u8], bytes: usize) -> bool {
        if !self.hashes.is_empty() && self.at < body.len() {
            let rest = body.get(self.at..).unwrap_or_default();
            let piece = rest.get(..bytes).unwrap_or(rest);
            for (_, hash) in &mut self.hashes {
                hash.feed(piece);
            }
            self.at += piece.len();
            return true;
        }
        if !self.pointers.is_empty() && self.finder.step(body, bytes) {
            return true;
        }
        self.forms
            .iter_mut()
            .any(|(_, form)| form.step(body, bytes))
    }

    /// How many bytes were read, and of how many.
    pub fn progress(&self, body: &[u8]) -> (usize, usize) {
        let read = usize::from(!self.hashes.is_empty()) + usize::from(!self.pointers.is_empty());
        // A form is read and written.
        let forms: usize = self.forms.iter().map(|(_, form)| form.done(body)).sum();
        let passes = read + 2 * self.forms.len();
        (self.at + self.finder.at() + forms, passes * body.len())
    }

    /// Puts what was worked out to what is known.
    pub fn end(self, body: &[u8], known: &mut Known) {
        for (algorithm, hash) in self.hashes {
            known.hashes.push((algorithm, hash.end()));
        }
        for (marks, form) in self.forms {
            known.forms.push((marks, Rc::new(form.end())));
        }
        for (number, pointer) in self.pointers.into_iter().enumerate() {
            let text = self.finder.found(number).and_then(|range| body.get(range));
            let text = text.and_then(|text| std::str::from_utf8(text).ok());
            known.members.push((pointer, text.and_then(fields::value)));
        }
    }
}

/// The placeholders in all templates of a scheme that have an argument without others in it.
fn placeholders(scheme: &Scheme) -> Vec<(String, String)> {
    let mut templates = vec![scheme.content.as_str()];
    for field in scheme.carriers() {
        templates.extend([field.name.as_str(), field.value.as_str()]);
    }
    templates.extend(scheme.parts.iter().map(|part| part.value.as_str()));
    let mut found = Vec::new();
    for part in templates.into_iter().flat_map(parse).flatten() {
        if let Part::Value { name, argument } = part
            && let Some([Part::Text(argument)]) = argument.as_deref()
        {
            found.push((name, argument.clone()));
        }
    }
    found
}
