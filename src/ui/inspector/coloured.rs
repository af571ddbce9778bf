//! A text with its tokens coloured.

use std::rc::Rc;

use yew::prelude::*;

use super::paint::{Painter, few_tokens, painted};
use super::syntax::Language;
use crate::ui::text::text;
use crate::ui::veil::use_veil;

/// See [`ColouredText`].
#[derive(Properties, PartialEq)]
pub struct ColouredTextProps {
    pub text: Rc<str>,
    pub language: Language,
}

/// A text with its tokens coloured; a large one is drawn in part and without.
#[component]
pub fn ColouredText(props: &ColouredTextProps) -> Html {
    let veil = use_veil();
    let tokens = use_memo(
        (Rc::clone(&props.text), props.language),
        |(text, language)| few_tokens(*language, text),
    );
    match tokens.is_empty() {
        true => text(Rc::clone(&props.text)),
        false => {
            let secrets = veil.find(props.text.as_bytes());
            painted(&props.text, &mut Painter::new(&tokens), &secrets)
        }
    }
}
