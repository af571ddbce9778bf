//! The strings that may have been signed, but for the body: other times, addresses and layouts.
//!
//! A frame is rendered once by the scheme's own verifier, with a mark for the
//! body, and filled with each body after. Where a scheme reads the body in
//! another way than as it is (its hash, its fields), the verifier renders each
//! body by itself. So nothing here knows a scheme.

mod address;
mod content;
mod probe;
mod times;

use std::rc::Rc;

use super::cause::Cause;
use crate::received::Received;
use crate::secret::Secrets;
use crate::sign::verify::one_signature_each;
use crate::sign::{Scheme, Signable, Verdict, verify_request};
use crate::table::Keys;
use content::{Values, filled};
use probe::{Headers, Probe, probe_field, signed, text_of};

pub use probe::{found, value};

/// Stands for the body while a frame is rendered.
const MARK: &[u8] = b"\x01signpost body\x02";

/// One string to be signed, without its body.
pub struct Frame {
    pub causes: Vec<Cause>,
    how: How,
}

enum How {
    /// What stands before, between and after the body.
    Around(Vec<Vec<u8>>),
    /// Rendered for each body by the scheme.
    Whole {
        scheme: Box<Scheme>,
        secrets: Secrets,
        url: String,
        target: String,
        headers: Headers,
        /// Another scheme's content.
        foreign: bool,
    },
}

pub struct Frames {
    received: Received,
    /// By how many changes.
    pub lists: [Vec<Frame>; 3],
}

impl Frame {
    /// Whether another body makes another text.
    pub fn has_body(&self) -> bool {
        match &self.how {
            How::Around(parts) => parts.len() > 1,
            How::Whole { .. } => true,
        }
    }

    /// Whether it is another scheme's, which reads the body in its own way; only this body is tried in it.
    pub fn is_foreign(&self) -> bool {
        matches!(&self.how, How::Whole { foreign: true, .. })
    }

    /// What it costs to render, for a body of that many bytes, in bytes hashed.
    pub fn cost(&self, body: usize) -> usize {
        match self.how {
            How::Around(_) => 0,
            How::Whole { .. } => 8 * body,
        }
    }

    /// What is signed, with that body.
    pub fn text(&self, received: &Received, body: &[u8]) -> Option<Vec<u8>> {
        match &self.how {
            How::Around(parts) => Some(parts.join(body)),
            How::Whole {
                scheme,
                secrets,
                url,
                target,
                headers,
                ..
            } => {
                let request = Signable {
                    url,
                    target,
                    body,
                    headers,
                    ..received.signable()
                };
                text_of(scheme, secrets, &request)
            }
        }
    }
}

/// A choice of what is rendered.
struct Choice<'a> {
    content: &'a str,
    time: Option<&'a str>,
    address: Option<&'a address::Form>,
    causes: Vec<Cause>,
}

impl Frames {
    pub fn new(
        scheme: &Scheme,
        secrets: &Secrets,
        received: &Received,
        own: &[Rc<Scheme>],
    ) -> Frames {
        let values = Values::read(scheme, secrets, received);
        let times = times::all(&values.timestamp, received);
        let addresses = address::all(received);
        let layouts = content::others(scheme, own);
        let mut making = Making {
            scheme,
            received,
            values,
            probe: Probe::of(scheme, secrets),
            real: Probe::real(scheme, secrets),
            known: Keys::default(),
            lists: [Vec::new(), Vec::new(), Vec::new()],
        };
        making.own();
        making.all(&times, &addresses, &layouts);
        Frames {
            received: received.clone(),
            lists: making.lists,
        }
    }

    pub fn text(&self, frame: &Frame, body: &[u8]) -> Option<Vec<u8>> {
        frame.text(&self.received, body)
    }
}

struct Making<'a> {
    scheme: &'a Scheme,
    received: &'a Received,
    values: Values,
    probe: Probe,
    /// The scheme as it is, with a harmless key.
    real: Probe,
    /// What was rendered, with the mark in it.
    known: Keys,
    lists: [Vec<Frame>; 3],
}

impl Making<'_> {
    /// The frame as the scheme has it. It is rendered by the real scheme, so that what a scheme
    /// does beyond its content (a value taken out of the body before) is done.
    fn own(&mut self) {
        let real = &self.real;
        let request = self.received.signable();
        let verdict = verify_request(&real.scheme, &real.secrets, &request);
        // The message says a hash of another body: that one is looked for, and none is transparent.
        let differs = matches!(verdict, Verdict::Differs { .. });
        let wanted = signed(verdict);
        let choice = Choice {
            content: &self.scheme.content,
            time: None,
            address: None,
            causes: Vec::new(),
        };
        let parts = self.around(&choice);
        let same = |parts: &Vec<Vec<u8>>| {
            let text = parts.join(&self.received.body[..]);
            wanted.as_ref().is_none_or(|wanted| *wanted == text)
        };
        let how = match parts.filter(same) {
            Some(parts) if !differs => {
                self.known.insert(parts.join(MARK));
                vec![How::Around(parts)]
            }
            // Of several signatures each may say by itself what it is over.
            _ => one_signature_each(self.scheme, &self.received.headers)
                .into_iter()
                .map(|headers| How::Whole {
                    scheme: Box::new(self.real.scheme.clone()),
                    secrets: self.real.secrets.clone(),
                    url: self.received.url.clone(),
                    target: self.received.target.clone(),
                    headers,
                    foreign: false,
                })
                .collect(),
        };
        let frame = |how| Frame {
            causes: Vec::new(),
            how,
        };
        self.lists[0].extend(how.into_iter().map(frame));
    }

    fn all(
        &mut self,
        times: &[times::Time],
        addresses: &[address::Form],
        layouts: &[content::Layout],
    ) {
        let own = &self.scheme.content;
        for time in times {
            self.add(own, Some(time), None, None);
        }
        for form in addresses {
            self.add(own, None, Some(form), None);
        }
        for layout in layouts {
            self.add(&layout.content, None, None, Some(layout));
        }
        for layout in layouts {
            for time in times {
                self.add(&layout.content, Some(time), None, Some(layout));
            }
            for form in addresses {
                self.add(&layout.content, None, Some(form), Some(layout));
            }
        }
        for (at, form) in addresses.iter().enumerate() {
            for time in times {
                self.add(own, Some(time), Some(form), None);
            }
            for other in addresses.iter().skip(at + 1) {
                if let Some(both) = form.and(other) {
                    self.add(own, None, Some(&both), None);
                }
            }
        }
    }

    fn add(
        &mut self,
        content: &str,
        time: Option<&times::Time>,
        form: Option<&address::Form>,
        layout: Option<&content::Layout>,
    ) {
        let mut causes = Vec::new();
        causes.extend(layout.map(|l| l.cause.clone()));
        causes.extend(time.iter().flat_map(|t| t.causes.clone()));
        causes.extend(form.iter().flat_map(|f| f.causes.clone()));
        let choice = Choice {
            content,
            time: time.map(|t| t.text.as_str()),
            address: form,
            causes,
        };
        let cost = choice.causes.len();
        let Some(frame) = self.frame(choice) else {
            return;
        };
        if let Some(list) = self.lists.get_mut(cost) {
            list.push(frame);
        }
    }

    /// A frame that is not known yet.
    fn frame(&mut self, choice: Choice<'_>) -> Option<Frame> {
        let how = match self.around(&choice) {
            Some(parts) => {
                if !self.known.insert(parts.join(MARK)) {
                    return None;
                }
                How::Around(parts)
            }
            None => {
                let (url, target) = self.address(&choice);
                let content = self.content(&choice);
                // The scheme's own content may use what its own fields say.
                let foreign = choice.content != self.scheme.content;
                let own = &self.received.headers;
                let (by, headers) = match foreign {
                    true => (&self.probe, probe_field(own)),
                    false => (&self.real, own.clone()),
                };
                let whole = How::Whole {
                    scheme: Box::new(by.with(content)),
                    secrets: by.secrets.clone(),
                    url: url.to_owned(),
                    target: target.to_owned(),
                    headers,
                    foreign,
                };
                // Rendering it reads the whole body, so that waits until it is its turn.
                let mark = [&self.content(&choice), "\0", url, "\0", target].concat();
                let heavy = foreign && choice.causes.len() > 1;
                if heavy || !self.known.insert(mark) {
                    return None;
                }
                whole
            }
        };
        Some(Frame {
            causes: choice.causes,
            how,
        })
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

    /// What stands around the body; `None` for a content that does not take it as it is.
    fn around(&self, choice: &Choice<'_>) -> Option<Vec<Vec<u8>>> {
        if !content::is_transparent(self.scheme, choice.content) {
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

/// The parts of a text between the marks.
fn split(text: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.windows(MARK.len()).position(|w| w == MARK) {
        parts.push(rest.get(..at).unwrap_or_default().to_vec());
        rest = rest.get(at + MARK.len()..).unwrap_or_default();
    }
    parts.push(rest.to_vec());
    parts
}
