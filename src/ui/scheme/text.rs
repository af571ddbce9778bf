//! The scheme as JSON: edited as text, copied, downloaded; pasted or dropped, to import one; and what
//! the text may hold.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::html::{ondragover, ondrop};
use yew::prelude::*;

use super::Acts;
use crate::browser::{file, value};
use crate::ui::el::{El, el};
use crate::ui::parts::{TextBoxProps, text_box};
use crate::ui::prose;
use crate::ui::snippet::{Holds, copy};
use crate::ui::state::own::Change;
use signature::editor::{Edit, PlacedFault, SchemeEditor};
use signature::legend::{MEMBERS, PLACEHOLDERS};
use signature::percent;
use signature::saved;

const ID: &str = "scheme-text";

/// The text, with everything that is wrong with it by line and column, and what it may hold.
pub fn view(editor: &SchemeEditor, acts: &Acts) -> Html {
    let edit = acts.own.reform(Change::Edit);
    let copied = Rc::clone(&editor.text);
    let text: &str = &editor.text;
    let mut address = String::from("data:application/json;charset=utf-8,");
    address.extend(percent::encode(text, percent::UNRESERVED));
    let download = el("a")
        .class("file")
        .attr("href", address.into())
        .attr("download", saved::file_name(&editor.title).into())
        .is("data-part", "scheme-download")
        .text("Download");
    let head = el("div")
        .class("pane-head")
        .el(el("label").class("label").is("for", ID).text("JSON"))
        .el(choose(&edit, acts))
        .el(download)
        .put(copy(
            Callback::from(move |()| copied.to_string()),
            "the scheme’s JSON",
            Holds::All,
        ));
    let area = text_box(TextBoxProps {
        id: Some(ID.into()),
        part: Some(ID.into()),
        class: "json",
        value: Rc::clone(&editor.text),
        invalid: editor.errors() > 0,
        described: (!editor.faults.is_empty()).then_some("scheme-faults".into()),
        oninput: edit.reform(Edit::Text).into(),
        ..Default::default()
    });
    let mut faults = Vec::new();
    for placed in editor.faults.iter() {
        faults.push(said(placed).node());
    }
    let shown = el("div")
        .class("boxed")
        .el(head)
        .put(area)
        .el(el("ul")
            .class("plain field-problems")
            .is("id", "scheme-faults")
            .is("data-part", "scheme-faults")
            .all(faults))
        .put(help())
        .put(legend("Members of a scheme", &MEMBERS))
        .put(legend("Placeholders of its texts", &PLACEHOLDERS));
    dropping(shown, &edit, acts).node()
}

/// The first that a person who has never seen such a text needs.
fn help() -> Html {
    let code = |words: &'static str| el("code").text(words);
    el("p")
        .class("help")
        .el(code("content"))
        .text(" is the text that is signed, and ")
        .el(code("headers"))
        .text(" holds the header fields that carry the signature. Both may have placeholders, such as ")
        .el(code("{body}"))
        .text(", ")
        .el(code("{timestamp}"))
        .text(" and, in the fields, ")
        .el(code("{signature}"))
        .text(". Paste or drop a scheme here to import it; a document’s ")
        .el(code("x-signpost-signature"))
        .text(" holds the same JSON.")
        .node()
}

/// Words with their meaning, closed until they are asked for.
fn legend(title: &'static str, entries: &[(&'static str, &'static str)]) -> Html {
    let mut list = el("dl").class("parts");
    for (word, meaning) in entries {
        list = list
            .el(el("dt").el(el("code").text(word)))
            .el(el("dd").put(prose::inline(meaning)));
    }
    el("details")
        .class("help about")
        .el(el("summary").text(title))
        .el(list)
        .node()
}

/// A fault, with the way to its place in the text.
fn said(placed: &PlacedFault) -> El {
    let at = placed.at;
    let place = format!("Line {}, column {}", placed.line, placed.column);
    let go = el("button")
        .is("type", "button")
        .class("link")
        .onclick(Callback::from(move |_: MouseEvent| value::select(ID, at)))
        .words(place.into());
    let class = match placed.fault.is_error {
        true => "error",
        false => "warning",
    };
    el("li")
        .class(class)
        .el(go)
        .text(": ")
        .put(prose::inline(&placed.fault.message()))
}

/// A file, by the keyboard.
fn choose(edit: &Callback<Edit>, acts: &Acts) -> El {
    let (edit, acts) = (edit.clone(), acts.clone());
    let onchange = Callback::from(move |event: Event| load(file::chosen(&event), &edit, &acts));
    el("label")
        .class("file")
        .el(el("span").text("Open a file"))
        .el(el("input")
            .is("type", "file")
            .class("unseen")
            .is("data-part", "scheme-file")
            .onchange(onchange))
}

/// Takes a file that is dropped.
fn dropping(area: El, edit: &Callback<Edit>, acts: &Acts) -> El {
    let over = Callback::from(|event: DragEvent| event.prevent_default());
    let (edit, acts) = (edit.clone(), acts.clone());
    let drop = Callback::from(move |event: DragEvent| load(file::dropped(&event), &edit, &acts));
    area.on(Rc::new(ondragover::Wrapper::new(over)))
        .on(Rc::new(ondrop::Wrapper::new(drop)))
}

fn load(chosen: Option<web_sys::File>, edit: &Callback<Edit>, acts: &Acts) {
    let (Some(chosen), edit, acts) = (chosen, edit.clone(), acts.clone()) else {
        return;
    };
    spawn_local(async move {
        match file::read(chosen).await {
            Err(why) => acts.own.emit(Change::Refused(why)),
            Ok((name, bytes)) => match String::from_utf8(bytes) {
                Ok(text) => edit.emit(Edit::Text(text.into())),
                Err(_) => acts.own.emit(Change::Refused(
                    ["The file ", &name, " is no text: a scheme is JSON in UTF-8"].concat(),
                )),
            },
        }
    });
}
