//! The paint over secrets: one rule for everything on the page that shows text.
//!
//! Only the span of a secret is painted over, and its text stays what it is, so that
//! `textContent` is exact. Assistive technology reads "hidden secret" in its place: the span is
//! hidden from it, and an empty element beside it bears the words.

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use super::controls::text_box::TextBoxProps;
use super::controls::{Holds, TextBox};
use super::prose::inline;
use super::shared::Shared;
use crate::browser::value::LARGE;
use openapi::{Control, Operation, secret_members};
use request::draft::place::others;
use request::encode::secrets_elsewhere;
use request::secret_spans::{SecretSpans, merged};

/// The secrets that are known here, and whether the person wants to see them.
#[derive(Clone, Default, PartialEq)]
pub struct Veil {
    pub known: Rc<SecretSpans>,
    pub reveal: bool,
    /// The operation whose schemas say which members of free JSON are secrets.
    pub operation: Option<Shared<Operation>>,
    /// The bytes of a text in which secrets are known so far; the rest is covered. `None`: all of it.
    pub searched: Option<usize>,
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
        (!secrets.is_empty()).then(|| with_placeholders(text, &secrets))
    }

    /// The copy of a text in which these secrets are, and those that are found.
    pub fn copy_of(&self, text: &str, secrets: &[Range<usize>]) -> String {
        if self.reveal {
            return text.to_owned();
        }
        let covered = with_placeholders(text, secrets);
        self.redacted(&covered).unwrap_or(covered)
    }

    /// What a copy of a text holds, of which secrets may be known.
    pub fn holds(&self, text: &str, has_known: bool) -> Holds {
        match (
            has_known || !self.known.find(text.as_bytes()).is_empty(),
            self.reveal,
        ) {
            (false, _) => Holds::All,
            (true, true) => Holds::Secrets,
            (true, false) => Holds::Placeholders,
        }
    }
}

/// A text with a placeholder in the place of each of these secrets.
fn with_placeholders(text: &str, secrets: &[Range<usize>]) -> String {
    let mut redacted = String::with_capacity(text.len());
    let mut at = 0;
    for secret in secrets {
        redacted.push_str(text.get(at..secret.start).unwrap_or_default());
        redacted.push_str("<SECRET>");
        at = secret.end;
    }
    redacted.push_str(text.get(at..).unwrap_or_default());
    redacted
}

/// Everything inside knows these secrets.
pub fn under(veil: Veil, inside: Html) -> Html {
    html! { <ContextProvider<Veil> context={veil}>{ inside }</ContextProvider<Veil>> }
}

/// The veil that a component is under.
#[hook]
pub fn use_veil() -> Veil {
    use_context::<Veil>().unwrap_or_default()
}

/// Covers a secret; of one that comes from a field, the bytes are tied to it.
pub fn cover(field: Option<AttrValue>, secret: Html) -> Html {
    html! {
        <>
            <span role="img" aria-label="hidden secret" />
            <span class="secret" aria-hidden="true" data-span={field}>{ secret }</span>
        </>
    }
}

/// A text whose secrets are covered; spans that are not in it are left out.
pub fn painted(words: &str, secrets: &[Range<usize>]) -> Html {
    let mut all = Vec::with_capacity(2 * secrets.len() + 1);
    let mut at = 0;
    let text = |range: Range<usize>| words.get(range).unwrap_or_default().to_owned();
    for span in secrets.iter().filter(|span| span.end <= words.len()) {
        if at < span.start {
            all.push(text(at..span.start).into());
        }
        all.push(cover(None, text(span.clone()).into()));
        at = span.end;
    }
    if at < words.len() {
        all.push(text(at..words.len()).into());
    }
    all.into_iter().collect()
}

/// See [`VeiledSentence`].
#[derive(Properties, PartialEq)]
pub struct VeiledSentenceProps {
    pub text: AttrValue,
    /// Whether it is CommonMark; one that quotes a secret is shown as plain text.
    #[prop_or_default]
    pub prose: bool,
}

/// A sentence, in which a secret may be quoted.
#[component]
pub fn VeiledSentence(props: &VeiledSentenceProps) -> Html {
    let veil = use_veil();
    let text = &props.text;
    let mut secrets = veil.find(text.as_bytes());
    if !props.prose {
        return painted(text, &secrets);
    }
    secrets.retain(|secret| is_input(text, secret));
    if secrets.is_empty() {
        return inline(text);
    }
    // Without the marks of code, which are no text.
    let shift = |at: usize| at - marks_before(text, at);
    let secrets: Vec<_> = secrets
        .iter()
        .map(|secret| shift(secret.start)..shift(secret.end))
        .collect();
    painted(&text.replace('`', ""), &secrets)
}

/// Whether a part of a sentence comes from input: a plain word that is not quoted as code is one of
/// the page's own.
fn is_input(sentence: &str, part: &Range<usize>) -> bool {
    let words = sentence.as_bytes().get(part.clone()).unwrap_or_default();
    let is_word = words.iter().all(|byte| byte.is_ascii_lowercase());
    !is_word || marks_before(sentence, part.start) % 2 == 1
}

/// How many marks of code there are before a place.
fn marks_before(sentence: &str, at: usize) -> usize {
    let before = sentence.as_bytes().iter().take(at);
    before.filter(|byte| **byte == b'`').count()
}

/// A sentence in CommonMark; one that quotes a secret is plain text.
pub fn prose(text: &str) -> Html {
    html! { <VeiledSentence text={text.to_owned()} prose=true /> }
}

/// Plain text of a line or two.
pub fn words(text: &str) -> Html {
    html! { <VeiledSentence text={text.to_owned()} /> }
}

/// See [`VeiledBox`].
#[derive(Properties, PartialEq)]
pub struct VeiledBoxProps {
    pub inner: TextBoxProps,
    /// Where its secrets are; `None` where they are to be found by what they are.
    #[prop_or_default]
    pub secrets: Option<Rc<[Range<usize>]>>,
    /// The name of what is painted in its place.
    pub label: &'static str,
}

/// A text box whose text may hold secrets.
///
/// A browser paints a text box whole or not at all. So its own text is left transparent, and
/// painted behind it with the secrets covered: what is around them is read and edited in place.
/// Assistive technology reads what is painted, since it is given a text box's text as it is: only
/// while a person edits it, it is not held back.
#[component]
pub fn VeiledBox(props: &VeiledBoxProps) -> Html {
    let (veil, text) = (use_veil(), &props.inner.value);
    let secrets = match &props.secrets {
        Some(_) if veil.reveal => Vec::new(),
        Some(known) => known.to_vec(),
        None => veil.find(text.as_bytes()),
    };
    let focused = use_state_eq(|| false);
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
    html! {
        <div
            class={classes!("stack", paints.then_some("veiled"))}
            onfocusin={focus(true)} onfocusout={focus(false)}
        >
            if paints {
                <pre class="veil" role="region" tabindex="0" aria-label={props.label}>
                    { painted(text, &secrets) }
                </pre>
            }
            <TextBox ..inner />
        </div>
    }
}

/// See [`VeiledBox`].
pub fn veiled_box(
    inner: TextBoxProps,
    secrets: Option<Rc<[Range<usize>]>>,
    label: &'static str,
) -> Html {
    html! { <VeiledBox {inner} {secrets} {label} /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_that_is_a_word_is_covered_where_it_is_quoted_alone() {
        let sentence = "The signature does not match this body; the header has `a body`";
        let places: Vec<_> = sentence.match_indices("body").collect();
        let covered = |(at, word): &(usize, &str)| is_input(sentence, &(*at..at + word.len()));
        assert_eq!(
            places.iter().map(covered).collect::<Vec<_>>(),
            [false, true]
        );
        let sentence = "The header has k3y, which is no signature";
        let at = sentence.find("k3y").unwrap_or_default();
        assert!(is_input(sentence, &(at..at + 3)));
    }
}
