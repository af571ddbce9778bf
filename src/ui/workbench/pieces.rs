//! What the parts of the form are put together from.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::task::frame;
use crate::ui::el::{El, component, el, keyed, nothing, row};
use crate::ui::form::{Hints, Plain, PlainProps};
use crate::ui::hooks::{Effect, On, use_effects, use_flag};
use crate::ui::parts::{Intent, Item, SelectProps, select};
use crate::ui::prose;
use crate::ui::state::{Action, Open, Prefs};

/// What the parts of the workbench are drawn from.
#[derive(Properties, Clone)]
pub struct Sheet {
    pub open: Rc<Open>,
    pub hints: Rc<Hints>,
    pub prefs: Prefs,
    pub act: Callback<Action>,
    draw: fn(&Sheet) -> Html,
    /// How many frames later than the first part this one is drawn for the first time.
    turn: u32,
}

impl PartialEq for Sheet {
    fn eq(&self, other: &Sheet) -> bool {
        self.turn == 0
            && self.open.stamp == other.open.stamp
            && self.hints.show_all == other.hints.show_all
    }
}

impl Sheet {
    pub fn new(open: &Rc<Open>, prefs: &Prefs, act: &Callback<Action>) -> Sheet {
        Sheet {
            hints: Rc::new(Hints {
                problems: open.problems.to_vec(),
                hidden: open.flow.hidden.clone(),
                show_all: prefs.show_all,
            }),
            open: Rc::clone(open),
            prefs: prefs.clone(),
            act: act.clone(),
            draw: |_| Html::default(),
            turn: 0,
        }
    }

    /// A part that typing in the body leaves as it is: then it is not drawn again.
    #[inline(never)]
    pub fn part(&self, draw: fn(&Sheet) -> Html) -> Html {
        self.drawn(draw, 0)
    }

    /// A part that is drawn whenever the sheet is, for the first time after so many frames.
    #[inline(never)]
    pub fn late(&self, turn: u32, draw: fn(&Sheet) -> Html) -> Html {
        self.drawn(draw, turn)
    }

    #[inline(never)]
    fn drawn(&self, draw: fn(&Sheet) -> Html, turn: u32) -> Html {
        let sheet = self.clone();
        component::<Part>(Sheet {
            draw,
            turn,
            ..sheet
        })
    }
}

/// See [`Sheet::part`] and [`Sheet::late`].
#[component]
fn Part(sheet: &Sheet) -> Html {
    let due = use_flag();
    let waits = sheet.turn > 0 && !*due;
    let turn = sheet.turn;
    let wait = Effect::new(On::Start, move || {
        if waits {
            spawn_local(async move {
                for _ in 0..turn {
                    frame().await;
                }
                due.set(true);
            });
        }
    });
    use_effects(vec![wait]);
    match waits {
        true => nothing(),
        false => (sheet.draw)(sheet),
    }
}

/// A part of the form with its heading.
#[inline(never)]
pub fn section(id: &'static str, title: &'static str, inside: Html) -> Html {
    el("section")
        .class("part")
        .is("aria-labelledby", id)
        .el(el("h3").is("id", id).text(title))
        .put(inside)
        .node()
}

/// The head of a field: the label of its control.
#[inline(never)]
pub fn named(control: AttrValue, name: AttrValue) -> El {
    el("div")
        .class("field-head")
        .el(el("label").attr("for", control).words(name))
}

/// A field whose control is a closed choice.
#[inline(never)]
pub fn choice(head: El, control: SelectProps, help: Option<El>) -> El {
    let body = el("div")
        .class("field-body")
        .put(select(control))
        .maybe(help);
    el("div").class("field").el(head).el(body)
}

/// A closed choice beside others, with the words above it.
#[inline(never)]
pub fn setting(
    part: &'static str,
    words: &'static str,
    value: AttrValue,
    items: Vec<Item>,
    onchange: Intent<String>,
) -> El {
    let control = select(SelectProps {
        part: Some(part.into()),
        value,
        items,
        onchange,
        ..Default::default()
    });
    el("label").el(el("span").text(words)).put(control)
}

/// A labelled text control that no schema stands behind.
#[inline(never)]
pub fn plain(key: AttrValue, props: PlainProps) -> Html {
    keyed::<Plain>(key, props)
}

/// What a choice does.
#[inline(never)]
pub fn chosen(act: &Callback<Action>, does: fn(String) -> Action) -> Intent<String> {
    act.reform(does).into()
}

/// CommonMark that explains.
#[inline(never)]
pub fn help(text: &str) -> El {
    el("div").class("help").put(prose::blocks(text))
}

/// What the documentation leaves open or contradicts itself about.
#[inline(never)]
pub fn notices(texts: &[String]) -> Html {
    let mut all = Vec::new();
    for text in texts {
        let notice = el("div").class("notice").put(prose::blocks(text));
        all.push(notice.node());
    }
    row(all)
}
