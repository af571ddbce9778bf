//! The strings that may have been signed, apart from the body: other times, addresses and layouts.
//!
//! The scheme's own verifier renders a frame once with a mark for the body, and each body is then
//! put in place of the mark. Where a scheme does not sign the body's bytes as they are (but a hash
//! or fields of it), the verifier renders each body separately. So this module does not depend on
//! any scheme.

mod address;
mod content;
mod frame;
mod probe;
mod times;

use std::collections::HashSet;
use std::rc::Rc;

use super::cause::Cause;
use content::{Values, filled};
use frame::{How, Whole, bodies_first, split};
use json::Tree;
use probe::{Probe, probe_field, signed, text_of};
use received::Received;
use signature::secret::Secrets;
use signature::verify::one_signature_each;
use signature::{Scheme, Signable, Verdict, verify_request};

pub use frame::Frame;
pub use probe::{found, value};

/// The placeholder for the body while a frame is rendered.
const MARK: &[u8] = b"\x01signpost body\x02";
/// The largest body, in bytes, for which other layouts are rendered with other times, addresses and
/// bodies.
const RENDERED: usize = 16 << 10;

/// Indices of what to render: a layout, a time, an address and a second address.
#[derive(Clone, Copy, Default)]
struct Wanted {
    layout: Option<usize>,
    time: Option<usize>,
    form: Option<usize>,
    other: Option<usize>,
}

/// A combination to render.
struct Choice<'a> {
    content: &'a str,
    time: Option<&'a str>,
    address: Option<&'a address::Form>,
    causes: Vec<Cause>,
}

pub struct Frames<'a> {
    received: &'a Received,
    /// Frames by their number of changes; those that take other bodies come first.
    pub lists: [Vec<Frame>; 3],
    scheme: Scheme,
    /// The scheme reading its signature from a separate field.
    probe: Probe,
    /// The unchanged scheme with a harmless key.
    real: Probe,
    /// Rendered strings, with the mark in place of the body.
    known: HashSet<Vec<u8>>,
    values: Values,
    times: Vec<times::Time>,
    addresses: Vec<address::Form>,
    layouts: Vec<content::Layout>,
    /// Marks bodies too large to be rendered separately.
    large: bool,
}

impl<'a> Frames<'a> {
    /// Collects the frames of a request. `own` are the person's own schemes; `large` means that no
    /// body is rendered as a whole; `tree` is the body as JSON.
    pub fn new(
        own: &[Rc<Scheme>],
        scheme: &Scheme,
        secrets: &Secrets,
        received: &'a Received,
        large: bool,
        tree: Option<&Tree>,
    ) -> Frames<'a> {
        let found = times::found(received, tree);
        let values = Values::read(scheme, secrets, received, &found);
        let mut frames = Frames {
            lists: [Vec::new(), Vec::new(), Vec::new()],
            scheme: scheme.clone(),
            probe: Probe::of(scheme, secrets),
            real: Probe::real(scheme, secrets),
            known: HashSet::new(),
            times: times::all(&values.timestamp, &found),
            values,
            addresses: address::all(received),
            layouts: content::others(scheme, own),
            received,
            large,
        };
        frames.add_own();
        for wanted in frames.all() {
            frames.add(wanted);
        }
        frames.lists = std::mem::take(&mut frames.lists).map(bodies_first);
        frames
    }

    /// Returns the number of frames with `rank` changes, or of those that take other bodies.
    pub fn count(&self, rank: usize, others: bool) -> usize {
        let list = self.lists.get(rank).map_or(&[][..], Vec::as_slice);
        let fits = |frame: &&Frame| !others || frame.takes_bodies();
        list.iter().filter(fits).count()
    }

    pub fn render(&self, frame: &Frame, body: &[u8]) -> Option<Vec<u8>> {
        frame.render(self.received, body)
    }

    /// Adds the frame of the scheme itself. The real scheme renders it, so that anything the scheme
    /// does beyond its content (such as removing a value from the body first) is included.
    fn add_own(&mut self) {
        let real = &self.real;
        let choice = Choice {
            content: &self.scheme.content,
            time: None,
            address: None,
            causes: Vec::new(),
        };
        let parts = self.around(&choice);
        let parts = match self.takes_body_as_it_is() {
            true => parts,
            false => {
                let request = self.received.signable();
                let verdict = verify_request(&real.scheme, &real.secrets, &request);
                // The message contains the hash of another body, and that body is searched for.
                let differs = matches!(&verdict, Verdict::Differs { digests, .. } if digests.right.is_empty());
                let wanted = signed(verdict);
                let same = |parts: &Vec<Vec<u8>>| {
                    let text = parts.join(&self.received.body[..]);
                    wanted.as_ref().is_none_or(|wanted| *wanted == text)
                };
                parts.filter(|parts| !differs && same(parts))
            }
        };
        let how = match parts {
            Some(parts) => {
                self.known.insert(parts.join(MARK));
                vec![How::Around(parts)]
            }
            // Each of several signatures may describe separately what it covers.
            None => one_signature_each(&self.scheme, &self.received.headers)
                .into_iter()
                .map(|headers| {
                    How::Whole(Box::new(Whole {
                        scheme: self.real.scheme.clone(),
                        secrets: self.real.secrets.clone(),
                        url: self.received.url.clone(),
                        target: self.received.target.clone(),
                        headers,
                        alone: false,
                    }))
                })
                .collect(),
        };
        let missing = self.values.missing(&self.scheme.content, false);
        let missing: Vec<Cause> = missing.collect();
        let frame = |how| Frame {
            causes: missing.clone(),
            how,
        };
        self.lists[0].extend(how.into_iter().map(frame));
    }

    /// Returns whether only the scheme's content reads the body.
    fn takes_body_as_it_is(&self) -> bool {
        let scheme = &self.scheme;
        let reads = |value: &str| {
            let names = ["body-hash", "content-digest", "crc32", "json", "json-lines"];
            names
                .iter()
                .any(|name| signature::template::names(value, name))
        };
        let mut fields = scheme
            .before
            .iter()
            .chain(&scheme.headers)
            .chain(&scheme.query);
        scheme.members.is_empty()
            && !fields.any(|field| reads(&field.value))
            && content::is_transparent(scheme, &scheme.content)
    }

    /// Lists everything to render.
    fn all(&self) -> Vec<Wanted> {
        let mut all = Vec::new();
        let none = Wanted::default();
        let layout = |at| Wanted {
            layout: Some(at),
            ..none
        };
        let time = |at, from: Wanted| Wanted {
            time: Some(at),
            ..from
        };
        let form = |at, from: Wanted| Wanted {
            form: Some(at),
            ..from
        };
        let (times, forms) = (0..self.times.len(), 0..self.addresses.len());
        let layouts = 0..self.layouts.len();
        all.extend(times.clone().map(|at| time(at, none)));
        all.extend(forms.clone().map(|at| form(at, none)));
        all.extend(layouts.clone().map(layout));
        for at in layouts {
            all.extend(times.clone().map(|t| time(t, layout(at))));
            all.extend(forms.clone().map(|f| form(f, layout(at))));
        }
        for at in forms.clone() {
            all.extend(times.clone().map(|t| time(t, form(at, none))));
            all.extend(forms.clone().skip(at + 1).map(|other| Wanted {
                other: Some(other),
                ..form(at, none)
            }));
        }
        all
    }

    fn add(&mut self, wanted: Wanted) {
        let layout = wanted.layout.and_then(|at| self.layouts.get(at));
        // A layout that lacks one of its values would be a different layout.
        if layout.is_some_and(|layout| self.values.lack(&layout.content)) {
            return;
        }
        let time = wanted.time.and_then(|at| self.times.get(at));
        let one = wanted.form.and_then(|at| self.addresses.get(at));
        let other = wanted.other.and_then(|at| self.addresses.get(at));
        let both = match (one, other) {
            (Some(one), Some(other)) => match one.and(other, self.received) {
                Some(both) => Some(both),
                None => return,
            },
            _ => None,
        };
        let form = both.as_ref().or(one);
        let mut causes = Vec::new();
        causes.extend(layout.map(|l| l.cause.clone()));
        causes.extend(time.iter().flat_map(|t| t.causes.clone()));
        causes.extend(form.iter().flat_map(|f| f.causes.clone()));
        let cost = causes.len();
        if cost >= self.lists.len() {
            return;
        }
        let choice = Choice {
            content: layout.map_or(&self.scheme.content, |layout| &layout.content),
            time: time.map(|t| t.text.as_str()),
            address: form,
            causes,
        };
        let missing = self.values.missing(choice.content, time.is_some());
        let missing: Vec<Cause> = missing.collect();
        let Some((mark, mut frame)) = self.frame(choice) else {
            return;
        };
        frame.causes.extend(missing);
        if self.known.insert(mark)
            && let Some(list) = self.lists.get_mut(cost)
        {
            list.push(frame);
        }
    }

    /// Returns a frame and the bytes that identify it.
    fn frame(&self, choice: Choice<'_>) -> Option<(Vec<u8>, Frame)> {
        let (mark, how) = match self.around(&choice) {
            Some(parts) => (parts.join(MARK), How::Around(parts)),
            None => {
                let (url, target) = self.address(&choice);
                let content = self.content(&choice);
                // The scheme's own content may use values of its own fields.
                let foreign = choice.content != self.scheme.content;
                let own = &self.received.headers;
                let (by, headers) = match foreign {
                    true => (&self.probe, probe_field(own)),
                    false => (&self.real, own.clone()),
                };
                let mark = [&content, "\0", url, "\0", target].concat();
                let small = self.received.body.len() <= RENDERED;
                // Rendering reads the whole body, so it waits until the frame is tried.
                if foreign && (self.large || choice.causes.len() > 1 && !small) {
                    return None;
                }
                let whole = Whole {
                    scheme: by.with(content),
                    secrets: by.secrets.clone(),
                    url: url.to_owned(),
                    target: target.to_owned(),
                    headers,
                    alone: foreign && (choice.causes.len() > 1 || !small),
                };
                let how = How::Whole(Box::new(whole));
                if foreign && choice.causes.len() > 1 {
                    // Most layouts do not contain the other time or address, so equal texts are
                    // dropped.
                    let causes = choice.causes;
                    let frame = Frame { causes, how };
                    let text = frame.render(self.received, &self.received.body)?;
                    return Some((text, frame));
                }
                (mark.into_bytes(), how)
            }
        };
        let causes = choice.causes;
        Some((mark, Frame { causes, how }))
    }

    fn address<'c>(&'c self, choice: &Choice<'c>) -> (&'c str, &'c str) {
        let own = (self.received.url.as_str(), self.received.target.as_str());
        choice
            .address
            .map_or(own, |form| (form.url.as_str(), form.target.as_str()))
    }

    fn content(&self, choice: &Choice<'_>) -> String {
        filled(choice.content, &self.values, choice.time)
    }

    /// Returns the parts around the body; `None` for a content that does not take the body
    /// unchanged.
    fn around(&self, choice: &Choice<'_>) -> Option<Vec<Vec<u8>>> {
        if !content::is_transparent(&self.scheme, choice.content) {
            return None;
        }
        let (url, target) = self.address(choice);
        let headers = probe_field(&self.received.headers);
        let request = Signable {
            url,
            target,
            body: MARK,
            headers: &headers,
            ..self.received.signable()
        };
        let scheme = self.probe.with(self.content(choice));
        let text = text_of(&scheme, &self.probe.secrets, &request)?;
        Some(split(&text))
    }
}
