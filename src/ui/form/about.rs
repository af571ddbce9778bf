//! The documentation of a field: one line in sight, and everything else behind a button.

use yew::prelude::*;

use crate::ui::controls::id_of;
use crate::ui::prose;
use openapi::{Control, Notice};

/// Bytes up to which a text is shown as it is.
const LINE: usize = 160;
/// Bytes of a sentence that are shown at most.
const CUT: usize = 400;

/// What is documented of a field.
#[derive(Clone, PartialEq, Default)]
pub struct About {
    /// CommonMark, as the other texts.
    pub description: AttrValue,
    pub notices: Vec<Notice>,
    pub default: Option<AttrValue>,
    pub example: Option<AttrValue>,
    /// Where the field is known from, if that is not the documentation.
    pub source: Option<AttrValue>,
}

impl About {
    pub fn of(control: &Control) -> About {
        About {
            description: control.description.clone().into(),
            notices: control.notices.clone(),
            default: control.default.clone().map(AttrValue::from),
            example: control.examples.first().cloned().map(AttrValue::from),
            source: control.source.clone().map(AttrValue::from),
        }
    }

    /// The line in sight, and whether it is all of the description.
    fn line(&self) -> (&str, bool) {
        let text = self.description.trim();
        let is_line = text.len() <= LINE
            && !["\n\n", "\n-", "\n*"]
                .iter()
                .any(|mark| text.contains(mark));
        if is_line {
            return (text, true);
        }
        let (first, rest) = prose::first_sentence(text);
        match first.len() > CUT {
            true => (&first[..first.floor_char_boundary(CUT)], false),
            false => (first, rest.is_empty() && first.len() <= LINE),
        }
    }

    /// Returns whether there is more than the line in sight.
    fn has_more(&self) -> bool {
        let default = self.default.is_some() || self.source.is_some();
        !self.line().1 || !self.notices.is_empty() || default
    }
}

/// The documentation in two pieces: the button, and what it opens below the line of help.
pub struct AboutParts {
    pub button: Html,
    pub text: Html,
}

/// The documentation of something of that name; `id` is that of the line of help.
#[hook]
pub fn use_about(about: &About, name: &AttrValue, id: &AttrValue) -> AboutParts {
    let open = use_state_eq(|| false);
    let (line, is_all) = about.line();
    let panel = id_of("about", id);
    let has_more = about.has_more();
    let shown = has_more && *open;
    let onclick = Callback::from(move |_: MouseEvent| open.set(!*open));
    let button = html! {
        if has_more {
            <button
                type="button" class="icon about-button" aria-label={format!("About {name}")}
                aria-expanded={shown.to_string()} aria-controls={shown.then(|| panel.clone())} {onclick}
            ><span aria-hidden="true">{ "i" }</span></button>
        }
    };
    let is_cut = !is_all && line.len() > LINE;
    let text = html! {
        <>
            if !line.is_empty() {
                <div class={classes!("help", is_cut.then_some("cut"))} id={id.clone()}>{ prose::inline(line) }</div>
            }
            if shown {
                <div class="about" id={panel}>
                    if !is_all {
                        <div>{ prose::blocks(&about.description) }</div>
                    }
                    if let Some(default) = &about.default {
                        <p>{ "Default: " }<code>{ default }</code></p>
                    }
                    if let Some(example) = &about.example {
                        <p>{ "Example: " }<code>{ example }</code></p>
                    }
                    { for about.notices.iter().map(notice) }
                    if let Some(source) = &about.source {
                        <p>{ "Not in the documentation. Source: " }{ prose::inline(source) }</p>
                    }
                </div>
            }
        </>
    };
    AboutParts { button, text }
}

/// A fact, and where it is known from.
pub fn notice(notice: &Notice) -> Html {
    html! {
        <div class="note">
            { prose::blocks(&notice.text) }
            if let Some(source) = &notice.source {
                <p class="source">{ "Source: " }{ prose::inline(source) }</p>
            }
        </div>
    }
}

/// See [`Note`].
#[derive(Properties, PartialEq)]
pub struct NoteProps {
    /// What it is about, for the button's name.
    pub name: AttrValue,
    /// CommonMark.
    #[prop_or_default]
    pub text: AttrValue,
    #[prop_or_default]
    pub notices: Vec<Notice>,
    #[prop_or_default]
    pub source: Option<AttrValue>,
}

/// A line about a part of the form, and the rest of what is documented of it behind a button.
#[component]
pub fn Note(props: &NoteProps) -> Html {
    let about = About {
        description: props.text.clone(),
        notices: props.notices.clone(),
        source: props.source.clone(),
        ..About::default()
    };
    let parts = use_about(&about, &props.name, &id_of("note", &props.name));
    if about == About::default() {
        return Html::default();
    }
    html! {
        <div class="form-note">
            <div class="form-note-text">{ parts.text }</div>
            { parts.button }
        </div>
    }
}
