//! The documentation of a field: one line in sight, and everything else behind a button.

use yew::prelude::*;

use crate::ui::controls::id_of;
use crate::ui::controls::info::Info;
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
    /// The line in sight where the description is none.
    pub help: AttrValue,
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
            help: control.help.clone().into(),
            notices: control.notices.clone(),
            default: control.default.clone().map(AttrValue::from),
            example: control.examples.first().cloned().map(AttrValue::from),
            source: control.source.clone().map(AttrValue::from),
        }
    }

    /// Returns the line in sight, and the text that the panel has besides it.
    fn line(&self) -> (&str, &str) {
        let text = self.description.trim();
        if !self.help.is_empty() {
            return (&self.help, text);
        }
        let is_line = text.len() <= LINE
            && !["\n\n", "\n-", "\n*"]
                .iter()
                .any(|mark| text.contains(mark));
        if is_line {
            return (text, "");
        }
        let (first, rest) = prose::first_sentence(text);
        if first.len() <= LINE {
            return (first, rest);
        }
        (&first[..first.floor_char_boundary(CUT)], text)
    }

    /// Returns whether there is more than the line in sight.
    fn has_more(&self) -> bool {
        let default = self.default.is_some() || self.source.is_some();
        !self.line().1.is_empty() || !self.notices.is_empty() || default
    }
}

/// The documentation in two pieces: the button, and the line of help.
pub struct AboutParts {
    pub button: Html,
    pub line: Html,
}

/// Returns the documentation of something of that name; `id` is that of the line of help.
pub fn about_parts(about: &About, name: &AttrValue, id: &AttrValue) -> AboutParts {
    let (line, rest) = about.line();
    let is_cut = line.len() > LINE;
    let button = html! {
        if about.has_more() {
            <Info id={id_of("about", id)} label={format!("About {name}")}>
                <div class="about">
                    if !rest.is_empty() {
                        <div>{ prose::blocks(rest) }</div>
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
            </Info>
        }
    };
    let line = html! {
        if !line.is_empty() {
            <div class={classes!("help", is_cut.then_some("cut"))} id={id.clone()}>{ prose::inline(line) }</div>
        }
    };
    AboutParts { button, line }
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
    let parts = about_parts(&about, &props.name, &id_of("note", &props.name));
    if about == About::default() {
        return Html::default();
    }
    html! {
        <div class="form-note">
            <div class="form-note-text">{ parts.line }</div>
            { parts.button }
        </div>
    }
}
