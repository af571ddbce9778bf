//! A section of the request pane: a heading that folds it to one line, and its content while it is open.

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::state::{Action, Section};
use crate::ui::veil;

/// See [`FoldingSection`].
#[derive(Properties, PartialEq)]
pub struct FoldingSectionProps {
    pub section: Section,
    pub title: AttrValue,
    /// What it holds, in a few words; shown beside the title while it is closed.
    #[prop_or_default]
    pub summary: AttrValue,
    /// How many problems are in it.
    #[prop_or_default]
    pub problems: usize,
    pub open: bool,
    #[prop_or_default]
    pub children: Html,
}

/// A section whose content is in the page while it is open.
#[component]
pub fn FoldingSection(props: &FoldingSectionProps) -> Html {
    let act = use_act();
    let (section, open) = (props.section, props.open);
    let onclick = Callback::from(move |_: MouseEvent| act.emit(Action::Fold(section, !open)));
    let heading = format!("section-{}", section.name());
    html! {
        <section class="section" aria-labelledby={heading.clone()}>
            <h2 class="section-heading">
                <button
                    type="button" class="section-button" id={heading} {onclick}
                    data-section={section.name()} aria-expanded={open.to_string()}
                >
                    <span class="section-title">{ &props.title }</span>
                    if !open && !props.summary.is_empty() {
                        <span class="section-summary">{ veil::words(&props.summary) }</span>
                    }
                    if !open && props.problems > 0 {
                        <span class="section-problems">{ crate::ui::state::count(props.problems) }</span>
                    }
                </button>
            </h2>
            if open {
                <div class="section-content">{ props.children.clone() }</div>
            }
        </section>
    }
}

/// See [`MoreRow`].
#[derive(Properties, PartialEq)]
pub struct MoreRowProps {
    pub section: Section,
    /// How many fields it holds back, or shows.
    pub count: usize,
    /// Whether they are shown.
    pub open: bool,
}

/// The row that holds back the optional fields of a section, and of the body also its raw text.
#[component]
pub fn MoreRow(props: &MoreRowProps) -> Html {
    let act = use_act();
    let (section, open) = (props.section, props.open);
    let onclick = Callback::from(move |_: MouseEvent| act.emit(Action::More(section, !open)));
    let held = match (props.count, section) {
        (0, Section::Body) => "the raw body".to_owned(),
        (0, _) => return Html::default(),
        (1, Section::Body) => "1 optional field and the raw body".to_owned(),
        (1, _) => "1 optional field".to_owned(),
        (count, Section::Body) => format!("{count} optional fields and the raw body"),
        (count, _) => format!("{count} optional fields"),
    };
    html! {
        <button
            type="button" class="more-row" data-more={section.name()}
            aria-expanded={open.to_string()} {onclick}
        >
            { if open { format!("Hide {held}") } else { format!("Show {held}") } }
        </button>
    }
}
