//! The request as it is given: typed or pasted, in one box or two, or as a file.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::html::{ondragover, ondrop};
use yew::prelude::*;

use super::bytes::count;
use super::desk::{Change, Desk, File, Given, Holds, Shape};
use super::dump::{Bytes, dump};
use super::{Guard, typed};
use crate::browser::page::Listener;
use crate::browser::{file, task};
use crate::ui::el::{El, el, nothing, row};
use crate::ui::parts::TextBoxProps;
use crate::ui::veil::veiled_box;

const RAW: &str = "POST /hook HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=…\n\n{\"action\":\"opened\"}";
const HEADERS: &str = "Stripe-Signature: t=…,v1=…\nContent-Type: application/json";

/// All of it, and the body's bytes.
pub fn view(desk: &Desk, act: &Callback<Change>) -> Html {
    let (slot, boxes) = match desk.shape {
        Shape::Raw => (&desk.raw, raw(desk, act)),
        Shape::Parts => (&desk.body, parts(desk, act)),
    };
    let bytes = match desk.received.body.is_empty() {
        true => nothing(),
        false => el("details")
            .class("body-bytes")
            .el(el("summary").text("The body’s bytes"))
            .put(dump(
                Bytes::Body(Rc::clone(&desk.received)),
                "verify-body-bytes",
                "Body",
            ))
            .node(),
    };
    let failed = desk.failed.as_deref();
    let failed = failed.map(|why| el("p").class("notice").is("role", "alert").copy(why));
    let area = el("div")
        .class("drop")
        .el(head(desk, slot, act))
        .put(boxes)
        .maybe(failed);
    row(vec![dropping(area, desk.shape, act).node(), bytes])
}

/// How the request is given, and a file in place of the box.
fn head(desk: &Desk, slot: &Given, act: &Callback<Change>) -> El {
    let shape = |shape: Shape, words: &'static str| {
        let pressed = if desk.shape == shape { "true" } else { "false" };
        el("button")
            .is("type", "button")
            .class("small")
            .is("aria-pressed", pressed)
            .onclick(act.reform(move |_| Change::Shape(shape)))
            .text(words)
    };
    let shapes = el("div")
        .class("switch")
        .is("role", "group")
        .is("aria-label", "How the request is given")
        .el(shape(Shape::Raw, "Raw request"))
        .el(shape(Shape::Parts, "Headers and body"));
    let label = match desk.shape {
        Shape::Raw => "Choose or drop a file",
        Shape::Parts => "Choose or drop the body",
    };
    let choose = {
        let (act, shape) = (act.clone(), desk.shape);
        Callback::from(move |event: Event| load(file::chosen(&event), shape, &act))
    };
    let input = el("input")
        .is("type", "file")
        .class("unseen")
        .is("data-part", "verify-file")
        .onchange(choose);
    let choose = el("label")
        .class("file")
        .el(el("span").text(label))
        .el(input);
    let example = desk.is_empty() && slot.file.is_none();
    let example = example.then(|| {
        el("button")
            .is("type", "button")
            .class("quiet small")
            .is("data-part", "verify-example")
            .onclick(act.reform(|_| Change::Example))
            .text("Show an example")
    });
    el("div").class("line").el(shapes).el(choose).maybe(example)
}

/// Takes files that are dropped.
fn dropping(area: El, shape: Shape, act: &Callback<Change>) -> El {
    let over = Callback::from(|event: DragEvent| event.prevent_default());
    let drop = {
        let act = act.clone();
        Callback::from(move |event: DragEvent| load(file::dropped(&event), shape, &act))
    };
    area.on(Rc::new(ondragover::Wrapper::new(over)))
        .on(Rc::new(ondrop::Wrapper::new(drop)))
}

fn load(chosen: Option<web_sys::File>, shape: Shape, act: &Callback<Change>) {
    let (Some(chosen), act) = (chosen, act.clone()) else {
        return;
    };
    spawn_local(async move {
        let read = file::read(chosen).await;
        // What is drawn with it is a task of its own.
        task::pause().await;
        let (name, bytes) = match read {
            Ok(read) => read,
            Err(why) => return act.emit(Change::Failed(why)),
        };
        let size = bytes.len();
        let holds = match shape {
            Shape::Raw => Holds::Request(Rc::new(received::take(bytes))),
            Shape::Parts => Holds::Body(bytes.into()),
        };
        act.emit(Change::File(File { name, size, holds }));
    });
}

fn raw(desk: &Desk, act: &Callback<Change>) -> Html {
    match &desk.raw.file {
        Some(file) => loaded(file, act),
        None => area(
            "verify-raw",
            "Raw request",
            RAW,
            &desk.raw.typed,
            typed(act, Change::Raw),
        ),
    }
}

fn parts(desk: &Desk, act: &Callback<Change>) -> Html {
    let body = match &desk.body.file {
        Some(file) => loaded(file, act),
        None => area(
            "verify-body",
            "Body",
            "{\"action\":\"opened\"}",
            &desk.body.typed,
            typed(act, Change::Body),
        ),
    };
    row(vec![
        area(
            "verify-headers",
            "Header fields",
            HEADERS,
            &desk.headers,
            typed(act, Change::Headers),
        ),
        body,
    ])
}

/// A box with its name above it.
fn area(
    part: &'static str,
    name: &'static str,
    hint: &'static str,
    value: &Rc<str>,
    oninput: Callback<Rc<str>>,
) -> Html {
    let inner = TextBoxProps {
        id: Some(part.into()),
        part: Some(part.into()),
        class: part,
        placeholder: Some(hint.into()),
        value: Rc::clone(value),
        oninput: oninput.into(),
        ..Default::default()
    };
    let area = veiled_box(inner, None, "What was received, secrets hidden");
    // What is the only box needs no name to be told by; it has one all the same.
    let class = if part == "verify-raw" {
        "unseen"
    } else {
        "label"
    };
    el("div")
        .key(part.into())
        .class("boxed")
        .el(el("label").class(class).is("for", part).text(name))
        .put(area)
        .node()
}

/// A file that stands in a box's place.
fn loaded(file: &Rc<File>, act: &Callback<Change>) -> Html {
    let remove = el("button")
        .is("type", "button")
        .class("small")
        .onclick(act.reform(|_| Change::NoFile))
        .text("Take it away");
    el("p")
        .class("line loaded")
        .is("role", "status")
        .el(el("code").copy(&file.name))
        .el(el("span")
            .class("type")
            .words(count(file.size, "byte").into()))
        .el(remove)
        .node()
}

/// A file that is dropped beside a box is not to open in place of the page.
pub fn no_drop_opens() -> Guard {
    let stop = |event: web_sys::Event| event.prevent_default();
    (
        Listener::on_window("dragover", stop),
        Listener::on_window("drop", stop),
    )
}
