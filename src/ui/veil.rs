//! The paint over secrets: one rule for everything on the page that shows text.
//!
//! Only the span of a secret is painted over, and its text stays what it is, so that
//! `textContent` is exact. Assistive technology is told "hidden secret" in its place: the span
//! is hidden from it, and an empty element beside it bears the words.

use std::ops::Range;
use std::rc::Rc;

use yew::context::ContextProviderProps;
use yew::html::{onfocusin, onfocusout};
use yew::prelude::*;

use super::el::{El, component, el, row, text};
use super::hooks::use_flag;
use super::parts::{TextBoxProps, text_box};
use super::prose::inline;
use super::snippet::Holds;
use super::text::LARGE;
use openapi::{Control, Operation, secret_members};
use request::draft::place::others;
use request::encode::secrets_elsewhere;
use request::secret_spans::{SecretSpans, merged};

/// The secrets that are known here, and whether the person wants to see them.
#[derive(Clone, Default)]
pub struct Veil {
    pub known: Rc<SecretSpans>,
    pub reveal: bool,
    /// The operation whose schemas say which members of free JSON are secrets.
    pub operation: Option<Rc<Operation>>,
    /// The bytes of a text in which secrets are known so far; the rest is covered. `None`: all of it.
    pub searched: Option<usize>,
}

impl PartialEq for Veil {
    fn eq(&self, other: &Veil) -> bool {
        // Operations are made once per document, so that identity is equality.
        let operation = |veil: &Veil| veil.operation.as_ref().map(Rc::as_ptr);
        self.known == other.known
            && self.reveal == other.reveal
            && self.searched == other.searched
            && operation(self) == operation(other)
    }
}

impl Veil {
    /// Where the secrets are in free JSON that is typed for a control.
    pub fn in_json(&self, control: &Control, text: &str) -> Vec<Range<usize>> {
        let schemas = self.operation.as_ref().map(|operation| &*operation.schemas);
        let governed = schemas.map(|schemas| (schemas, control.schema));
        secret_members::spans(&control.name, text, governed)
    }

    /// Where the secrets are, in text that is the whole body, which only another media type knows: by
    /// their places where it reads as that one, and by what they are.
    pub fn elsewhere(&self, control: &Control, text: &str) -> Vec<Range<usize>> {
        let Some(operation) = self.operation.as_deref() else {
            return Vec::new();
        };
        if others(operation, Some(control)).next().is_none() {
            return Vec::new();
        }
        let mut spans = secrets_elsewhere(text.as_bytes(), operation, control);
        spans.extend(self.known.find(text.as_bytes()));
        spans
    }

    /// What is to be painted over in a text of which nothing else is known.
    pub fn find(&self, bytes: &[u8]) -> Vec<Range<usize>> {
        self.find_within(bytes, 0)
    }

    /// The same for a part of a text, which begins at a byte of it; by places in the part.
    pub fn find_within(&self, part: &[u8], start: usize) -> Vec<Range<usize>> {
        match self.reveal {
            true => Vec::new(),
            false => self.secrets(part, start),
        }
    }

    fn secrets(&self, part: &[u8], start: usize) -> Vec<Range<usize>> {
        let mut found = self.known.find(part);
        if let Some(searched) = self.searched {
            let mut from = searched.saturating_sub(start);
            // A character is covered whole.
            while part
                .get(from)
                .is_some_and(|b| b & 0b1100_0000 == 0b1000_0000)
                && from > 0
            {
                from -= 1;
            }
            found.push(from..part.len());
            found = merged(found);
        }
        found
    }

    /// What copying a text gives, of which nothing else is known.
    pub fn copied(&self, text: &Rc<str>) -> (Rc<str>, Holds) {
        match (self.redacted(text), self.reveal) {
            (None, _) => (Rc::clone(text), Holds::All),
            (Some(_), true) => (Rc::clone(text), Holds::Secrets),
            (Some(redacted), false) => (redacted.into(), Holds::Placeholders),
        }
    }

    /// A text with placeholders for the secrets that it holds, if it holds any.
    pub fn redacted(&self, text: &str) -> Option<String> {
        let secrets = self.secrets(text.as_bytes(), 0);
        let last = secrets.last()?.end;
        let mut redacted = String::with_capacity(text.len());
        let mut at = 0;
        for secret in secrets {
            redacted.push_str(text.get(at..secret.start).unwrap_or_default());
            redacted.push_str("<SECRET>");
            at = secret.end;
        }
        redacted.push_str(text.get(last..).unwrap_or_default());
        Some(redacted)
    }
}

/// Everything inside knows these secrets.
pub fn under(veil: Veil, inside: Html) -> Html {
    component::<ContextProvider<Veil>>(ContextProviderProps {
        context: veil,
        children: inside,
    })
}

/// The veil that a component is under.
#[hook]
pub fn use_veil() -> Veil {
    use_context::<Veil>().unwrap_or_default()
}

/// Paints an element over.
pub fn covered(inside: El) -> Html {
    let words = el("span")
        .is("role", "img")
        .is("aria-label", "hidden secret");
    let inside = inside.class("secret").is("aria-hidden", "true");
    row(vec![words.node(), inside.node()])
}

/// A text whose secrets are painted over; spans that are not in it are left out.
pub fn painted(words: &str, secrets: &[Range<usize>]) -> Html {
    let mut all = Vec::with_capacity(2 * secrets.len() + 1);
    let mut at = 0;
    let plain = |range: Range<usize>| match words.get(range) {
        Some(words) if !words.is_empty() => Some(text(AttrValue::Rc(words.into()))),
        _ => None,
    };
    for span in secrets.iter().filter(|span| span.end <= words.len()) {
        all.extend(plain(at..span.start));
        let inside = words.get(span.clone()).unwrap_or_default();
        all.push(covered(el("span").copy(inside)));
        at = span.end;
    }
    all.extend(plain(at..words.len()));
    row(all)
}

#[derive(Properties, Clone, PartialEq)]
struct SaidProps {
    text: Rc<str>,
    /// Whether it is CommonMark.
    prose: bool,
}

/// A sentence, in which a secret may be quoted.
#[component]
fn Said(props: &SaidProps) -> Html {
    let veil = use_veil();
    let secrets = veil.find(props.text.as_bytes());
    match props.prose {
        true if secrets.is_empty() => inline(&props.text),
        true => {
            // Without the marks of code, which are no text.
            let text = props.text.replace('`', "");
            painted(&text, &veil.find(text.as_bytes()))
        }
        false => painted(&props.text, &secrets),
    }
}

/// A sentence in CommonMark; one that quotes a secret is plain text.
#[inline(never)]
pub fn prose(text: &str) -> Html {
    said(text, true)
}

/// Plain text of a line or two.
#[inline(never)]
pub fn words(text: &str) -> Html {
    said(text, false)
}

fn said(text: &str, prose: bool) -> Html {
    let text = text.into();
    component::<Said>(SaidProps { text, prose })
}

#[derive(Properties, Clone, PartialEq)]
struct VeiledBoxProps {
    inner: TextBoxProps,
    /// Where its secrets are; `None` where they are to be found by what they are.
    secrets: Option<Rc<[Range<usize>]>>,
    /// The name of what is painted in its place.
    label: &'static str,
}

/// A text box whose text may hold secrets.
///
/// A browser paints a text box whole or not at all. So its own text is left transparent, and
/// painted behind it with the secrets covered: what is around them is read and edited in place.
/// Assistive technology reads what is painted, since it is given a text box's text as it is: only
/// while a person edits it, it is not held back.
#[component]
fn VeiledBox(props: &VeiledBoxProps) -> Html {
    let (veil, text) = (use_veil(), &props.inner.value);
    let secrets = match &props.secrets {
        Some(_) if veil.reveal => Vec::new(),
        Some(known) => known.to_vec(),
        None => veil.find(text.as_bytes()),
    };
    let focused = use_flag();
    let focus = |on| {
        let focused = focused.clone();
        Callback::from(move |_: FocusEvent| focused.set(on))
    };
    let mut inner = props.inner.clone();
    inner.veiled = !secrets.is_empty();
    // A browser never hides what has the focus, and would not hide it afterwards either.
    inner.unheard = inner.veiled && !*focused;
    // Painting what is large twice would make typing slow.
    inner.masked = inner.veiled && text.len() > LARGE;
    let paints = inner.veiled && !inner.masked;
    let painting = paints.then(|| {
        el("pre")
            .class("veil")
            .is("role", "region")
            .is("tabindex", "0")
            .is("aria-label", props.label)
            .put(painted(text, &secrets))
    });
    el("div")
        .class(if paints { "stack veiled" } else { "stack" })
        .maybe(painting)
        .put(text_box(inner))
        .on(Rc::new(onfocusin::Wrapper::new(focus(true))))
        .on(Rc::new(onfocusout::Wrapper::new(focus(false))))
        .node()
}

/// See `VeiledBox`.
#[inline(never)]
pub fn veiled_box(
    inner: TextBoxProps,
    secrets: Option<Rc<[Range<usize>]>>,
    label: &'static str,
) -> Html {
    component::<VeiledBox>(VeiledBoxProps {
        inner,
        secrets,
        label,
    })
}
