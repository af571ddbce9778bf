//! The person's own schemes: a scheme is copied, changed, tried, saved and brought back.
//!
//! The same on the workbench and on the page that verifies. While a scheme is
//! being changed it is in force, so the request at hand is signed or verified
//! by it at once. What is not here: what an edit does (see
//! [`signature::editor`]) and what is kept (see [`super::state::own`]).

pub mod store;
mod text;

use std::rc::Rc;

use yew::prelude::*;

use super::el::{El, component, el, nothing, row};
use super::form::PlainProps;
use super::hooks::{Effect, On, use_effects};
use super::snippet::{Holds, copy};
use super::state::Own;
use super::state::own::Change;
use super::workbench::pieces::plain;
use crate::browser::page;
use signature::Scheme;
use signature::editor::{Edit, SchemeEditor};
use signature::saved::{Kept, is_own};

/// What the page that shows schemes is told.
#[derive(Clone)]
pub struct Acts {
    pub own: Callback<Change>,
    /// A scheme is to be in force, by its id.
    pub choose: Callback<Rc<str>>,
}

/// What can be done with the scheme in force, and what became of the last thing.
pub fn offer(own: &Rc<Own>, scheme: &Scheme, acts: &Acts) -> Html {
    let begun = {
        let scheme = scheme.clone();
        acts.own
            .reform(move |_: MouseEvent| Change::Copy(Rc::new(scheme.clone())))
    };
    let mut line = el("div").class("line own-line");
    if is_own(&scheme.id) {
        let id: Rc<str> = scheme.id.as_str().into();
        let begin = acts.own.reform({
            let id = Rc::clone(&id);
            move |_: MouseEvent| Change::Begin(Rc::clone(&id))
        });
        let (own, act) = (Rc::clone(own), acts.own.clone());
        let delete = Callback::from(move |_: MouseEvent| act.emit(store::delete(&own, &id)));
        line = line
            .el(button("scheme-change", begin).text("Change"))
            .el(button("scheme-copy", begun).text("Copy and change"))
            .el(button("scheme-delete", delete).text("Delete"));
    } else {
        line = line.el(button("scheme-copy", begun).text("Copy and change"));
    }
    row(vec![line.node(), said(own, acts)])
}

/// A scheme of the person's own can be begun where none is in force, from what is guessed of it.
pub fn begin(own: &Rc<Own>, guessed: Scheme, acts: &Acts) -> Html {
    let guessed = Rc::new(guessed);
    let begin = acts
        .own
        .reform(move |_: MouseEvent| Change::New(Rc::clone(&guessed)));
    let line = el("div")
        .class("line own-line")
        .el(button("scheme-new", begin).text("Describe a scheme"));
    row(vec![line.node(), said(own, acts)])
}

/// A small button.
fn button(part: &'static str, onclick: Callback<MouseEvent>) -> El {
    el("button")
        .is("type", "button")
        .class("small")
        .is("data-part", part)
        .onclick(onclick)
}

/// What became of the last button, with the way back; and what storage refused.
pub fn said(own: &Rc<Own>, acts: &Acts) -> Html {
    component::<Said>(SaidProps {
        own: Rc::clone(own),
        acts: acts.clone(),
    })
}

#[derive(Properties, Clone)]
struct SaidProps {
    own: Rc<Own>,
    acts: Acts,
}

impl PartialEq for SaidProps {
    fn eq(&self, other: &SaidProps) -> bool {
        Rc::ptr_eq(&self.own, &other.own)
    }
}

/// See [`said`].
#[component]
fn Said(props: &SaidProps) -> Html {
    let (own, acts) = (&props.own, &props.acts);
    let ended = !own.said.is_empty();
    use_effects(vec![Effect::new(On::Start, move || {
        // What had the focus went with the editor.
        if ended && page::is_focus_lost() {
            page::focus("[data-part=\"scheme\"], [data-part=\"verify-scheme\"]");
        }
    })]);
    let kept = own.kept.as_ref().map(|kept| {
        el("p")
            .class("notice")
            .is("role", "alert")
            .is("data-part", "scheme-kept")
            .words(kept.message().into())
    });
    let damaged = (own.kept == Some(Kept::Damaged)).then(|| {
        let (own, act) = (Rc::clone(own), acts.own.clone());
        let discard = Callback::from(move |_: MouseEvent| act.emit(store::afresh(&own)));
        el("div")
            .class("line")
            .put(copy(
                Callback::from(|()| store::raw()),
                "what is stored",
                Holds::All,
            ))
            .el(button("scheme-discard", discard).text("Discard what is stored"))
    });
    let words = el("span")
        .is("role", "status")
        .is("data-part", "scheme-said")
        .words(AttrValue::Rc(Rc::clone(&own.said)));
    let back = own.gone.as_ref().map(|_| {
        let (own, act) = (Rc::clone(own), acts.own.clone());
        let undo = Callback::from(move |_: MouseEvent| act.emit(store::undo(&own)));
        button("scheme-undo", undo).text("Undo")
    });
    let replace = own.taken.as_ref().map(|_| {
        let (own, acts) = (Rc::clone(own), acts.clone());
        let replace = Callback::from(move |_: MouseEvent| save(&own, &acts, true));
        button("scheme-replace", replace).text("Replace it")
    });
    let line = el("div")
        .class("line own-said")
        .el(words)
        .maybe(back)
        .maybe(replace);
    row(vec![
        kept.map_or_else(nothing, El::node),
        damaged.map_or_else(nothing, El::node),
        line.node(),
    ])
}

/// Saves the scheme, and puts it in force.
fn save(own: &Own, acts: &Acts, replace: bool) {
    let change = store::save(own, replace);
    let saved = match &change {
        Change::Saved(_, id) => Some(Rc::clone(id)),
        _ => None,
    };
    acts.own.emit(change);
    if let Some(id) = saved {
        acts.choose.emit(id);
    }
}

/// The scheme that is being changed; `tried` says what the request at hand makes of it.
pub fn editor(own: &Rc<Own>, editor: &Rc<SchemeEditor>, acts: &Acts, tried: Html) -> Html {
    component::<Editor>(EditorProps {
        own: Rc::clone(own),
        editor: Rc::clone(editor),
        acts: acts.clone(),
        tried,
    })
}

#[derive(Properties, Clone)]
struct EditorProps {
    own: Rc<Own>,
    editor: Rc<SchemeEditor>,
    acts: Acts,
    tried: Html,
}

impl PartialEq for EditorProps {
    fn eq(&self, other: &EditorProps) -> bool {
        Rc::ptr_eq(&self.own, &other.own) && self.tried == other.tried
    }
}

/// See [`EditorProps`].
#[component]
fn Editor(props: &EditorProps) -> Html {
    let EditorProps {
        own,
        editor,
        acts,
        tried,
    } = props;
    use_effects(vec![Effect::new(On::Start, || {
        // The button that began it is gone.
        if page::is_focus_lost() {
            page::focus("[data-part=\"scheme-title\"]");
        }
    })]);
    let rename = acts.own.reform(|title| Change::Edit(Edit::Title(title)));
    let part = AttrValue::from("scheme-title");
    let name = PlainProps {
        part: Some(part.clone()),
        name: "Name".into(),
        value: editor.title.as_str().into(),
        oninput: rename.into(),
        ..Default::default()
    };
    // A text that does not read has no place to put a name into.
    let name = el("fieldset")
        .flag("disabled", !editor.is_object())
        .put(plain(part, name));
    el("section")
        .class("scheme-editor")
        .is("data-part", "scheme-editor")
        .is("aria-label", "Scheme that is being changed")
        .el(head(own, editor, acts, tried))
        .el(name)
        .put(text::view(editor, acts))
        .el(foot(own, editor, acts))
        .node()
}

/// The buttons once more, where the head does not stay in sight.
fn foot(own: &Rc<Own>, editor: &SchemeEditor, acts: &Acts) -> El {
    let (save, close) = ends(own, editor, acts);
    el("div").class("line editor-foot").el(save).el(close)
}

/// How a change ends: saved, or closed.
fn ends(own: &Rc<Own>, editor: &SchemeEditor, acts: &Acts) -> (El, El) {
    let words = match &editor.of {
        Some(_) => "Save",
        None => "Save as a scheme",
    };
    let saving = {
        let (own, acts) = (Rc::clone(own), acts.clone());
        Callback::from(move |_: MouseEvent| save(&own, &acts, false))
    };
    let button = |class, onclick| {
        el("button")
            .is("type", "button")
            .class(class)
            .onclick(onclick)
    };
    let close = acts.own.reform(|_: MouseEvent| Change::Close);
    (
        button("small primary", saving).text(words),
        button("small", close).text("Close"),
    )
}

/// What is changed, how the request at hand fares with it, and the buttons; it stays in sight.
fn head(own: &Rc<Own>, editor: &SchemeEditor, acts: &Acts, tried: &Html) -> El {
    let title = match &editor.of {
        Some(_) => "Changing a saved scheme",
        None => "A scheme of your own",
    };
    let (save, close) = ends(own, editor, acts);
    let delete = editor.of.as_ref().map(|id| {
        let (own, act, id) = (Rc::clone(own), acts.own.clone(), Rc::clone(id));
        let delete = Callback::from(move |_: MouseEvent| act.emit(store::delete(&own, &id)));
        button("scheme-delete", delete).text("Delete")
    });
    let buttons = el("div")
        .class("pane-head")
        .el(el("h4").text(title))
        .el(save.is("data-part", "scheme-save"))
        .maybe(delete)
        .el(close.is("data-part", "scheme-close"));
    el("div")
        .class("editor-head")
        .el(buttons)
        .el(trial(editor, tried))
        .put(said(own, acts))
}

/// What is tried: the scheme of the text, or the last one without errors.
fn trial(editor: &SchemeEditor, tried: &Html) -> El {
    let words = match editor.errors() {
        0 => None,
        1 => Some(
            "1 error. The last scheme without errors is tried until it is corrected.".to_owned(),
        ),
        n => Some(format!(
            "{n} errors. The last scheme without errors is tried until they are corrected."
        )),
    };
    let old = words.map(|words| el("p").class("help careful").words(words.into()));
    el("div")
        .is("data-part", "scheme-tried")
        .put(tried.clone())
        .maybe(old)
}
