//! The scheme as JSON: edited as text, copied, downloaded; pasted or dropped, to bring one in.

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
use signature::percent;
use signature::shelf;
use signature::sketch::{Edit, Fault, Sketch};

const ID: &str = "scheme-text";

/// The text, with everything that is wrong with it by line and column.
pub fn view(sketch: &Sketch, acts: &Acts) -> Html {
    let edit = acts.own.reform(Change::Edit);
    let copied = Rc::clone(&sketch.text);
    let text: &str = &sketch.text;
    let mut address = String::from("data:application/json;charset=utf-8,");
    address.extend(percent::encode(text, percent::UNRESERVED));
    let download = el("a")
        .class("file")
        .attr("href", address.into())
        .attr("download", shelf::file_name(&sketch.title()).into())
        .is("data-part", "scheme-download")
        .text("Download");
    let head = el("div")
        .class("pane-head")
        .el(el("label").class("label").is("for", ID).text("As JSON"))
        .el(choose(&edit, acts))
        .el(download)
        .put(copy(
            Callback::from(move |()| copied.to_string()),
            "the scheme’s JSON",
            Holds::All,
        ));
    let faults: Vec<&Fault> = sketch.broken.iter().chain(sketch.faults.iter()).collect();
    let area = text_box(TextBoxProps {
        id: Some(ID.into()),
        part: Some(ID.into()),
        class: "json",
        value: Rc::clone(&sketch.text),
        invalid: sketch.broken.is_some(),
        described: (!faults.is_empty()).then_some("scheme-faults".into()),
        oninput: edit.reform(Edit::Text).into(),
        ..Default::default()
    });
    let mut all = Vec::new();
    for fault in &faults {
        all.push(said(fault).node());
    }
    let broken = sketch.broken.as_ref().map(|_| {
        el("p")
            .class("help")
            .text("The parts above rest until the text can be read again; nothing of it is lost.")
    });
    let help = el("p")
        .class("help")
        .text("Paste or drop a scheme here to bring it in; it is what a document’s ");
    let help = help
        .el(el("code").text("x-signpost-signature"))
        .text(" holds.");
    let shown = el("div")
        .class("boxed")
        .el(head)
        .put(area)
        .el(el("ul")
            .class("plain field-problems")
            .is("id", "scheme-faults")
            .is("data-part", "scheme-faults")
            .all(all))
        .maybe(broken)
        .el(help);
    dropping(shown, &edit, acts).node()
}

/// A fault, with the way to its place in the text.
fn said(fault: &Fault) -> El {
    let at = fault.at;
    let place = [
        "Line ",
        &fault.line.to_string(),
        ", column ",
        &fault.column.to_string(),
    ];
    let go = el("button")
        .is("type", "button")
        .class("link")
        .onclick(Callback::from(move |_: MouseEvent| value::select(ID, at)))
        .words(place.concat().into());
    let message = fault.problem.message();
    // Where it is stands before it already.
    let told = [
        "JSON breaks at ",
        &place.concat().replacen('L', "l", 1),
        ": ",
    ]
    .concat();
    let message = message.strip_prefix(&told).unwrap_or(&message);
    // What is said at a control begins without it, and here there is none.
    let part = match message.starts_with(char::is_lowercase) && !fault.place.is_empty() {
        true => ["`", &fault.place, "` "].concat(),
        false => String::new(),
    };
    el("li")
        .class(fault.problem.severity.word())
        .el(go)
        .text(": ")
        .put(prose::inline(&[&part, message].concat()))
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
