//! What is given: the request, the scheme, its secrets, and the address where it is signed.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::html::{ondragover, ondrop, onpaste};
use yew::prelude::*;

use super::bytes::count;
use super::desk::{Change, Desk, File, Given, Shape, schemes};
use super::dump::{Bytes, dump};
use super::{Guard, typed, words};
use crate::browser::file;
use crate::browser::page::Listener;
use crate::sign::{Kind, Scheme, Verdict, template};
use crate::ui::el::{El, el, nothing, row};
use crate::ui::form::PlainProps;
use crate::ui::parts::{Item, SelectProps, TextBoxProps, text_box};
use crate::ui::prose;
use crate::ui::workbench::pieces::{choice, named, plain, section};
use crate::validate::problem::Problem;

const RAW: &str = "POST /hook HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=…\n\n{\"action\":\"opened\"}";
const HEADERS: &str = "Stripe-Signature: t=…,v1=…\nContent-Type: application/json";

/// All of it.
pub fn view(desk: &Desk, act: &Callback<Change>) -> Html {
    let lead = el("p").class("help").text(
        "Paste a webhook request as your server got it. Nothing leaves this page, and nothing of it is stored.",
    );
    let request = section("verify-request", "Request", row(vec![request(desk, act)]));
    let signature = row(vec![
        scheme(desk, act),
        secrets(desk, act),
        address(desk, act),
    ]);
    row(vec![
        el("h2").text("Verify a delivery").node(),
        lead.node(),
        request,
        section("verify-signing", "Signature", signature),
    ])
}

/// A file that is dropped beside a box is not to open in place of the page.
pub fn no_drop_opens() -> Guard {
    let stop = |event: web_sys::Event| event.prevent_default();
    (
        Listener::on_window("dragover", stop),
        Listener::on_window("drop", stop),
    )
}

fn request(desk: &Desk, act: &Callback<Change>) -> Html {
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
    row(vec![dropping(area, act).node(), bytes])
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
        let act = act.clone();
        Callback::from(move |event: Event| load(file::chosen(&event), &act))
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
fn dropping(area: El, act: &Callback<Change>) -> El {
    let over = Callback::from(|event: DragEvent| event.prevent_default());
    let drop = {
        let act = act.clone();
        Callback::from(move |event: DragEvent| load(file::dropped(&event), &act))
    };
    let pasted = act_of_pasting(act);
    area.on(Rc::new(ondragover::Wrapper::new(over)))
        .on(Rc::new(ondrop::Wrapper::new(drop)))
        .on(Rc::new(onpaste::Wrapper::new(pasted)))
}

/// Tells what is pasted before a text area changes its line ends.
fn act_of_pasting(act: &Callback<Change>) -> Callback<Event> {
    let act = act.clone();
    Callback::from(move |event: Event| {
        if let Some(text) = file::pasted(&event).filter(|text| text.contains('\r')) {
            act.emit(Change::Pasted(text));
        }
    })
}

fn load(chosen: Option<web_sys::File>, act: &Callback<Change>) {
    let (Some(chosen), act) = (chosen, act.clone()) else {
        return;
    };
    spawn_local(async move {
        act.emit(match file::read(chosen).await {
            Ok((name, bytes)) => Change::File(File { name, bytes }),
            Err(why) => Change::Failed(why),
        });
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
    let area = text_box(TextBoxProps {
        id: Some(part.into()),
        part: Some(part.into()),
        class: part,
        placeholder: Some(hint.into()),
        value: Rc::clone(value),
        oninput: oninput.into(),
        ..Default::default()
    });
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
            .words(count(file.bytes.len(), "byte").into()))
        .el(remove)
        .node()
}

fn scheme(desk: &Desk, act: &Callback<Change>) -> Html {
    let known = desk.scheme.as_deref();
    let mut items = Vec::new();
    if known.is_none() {
        items.push(Item::new("", "Choose a scheme"));
    }
    for scheme in schemes() {
        items.push(Item::new(scheme.id.clone(), scheme.title.clone()));
    }
    let control = SelectProps {
        id: Some("verify-scheme".into()),
        part: Some("verify-scheme".into()),
        value: known.map_or("", |s| &s.id).to_owned().into(),
        items,
        onchange: act.reform(|id: String| Change::Scheme(id.into())).into(),
        ..Default::default()
    };
    let head = named("verify-scheme".into(), "Scheme".into());
    choice(head, control, Some(recognised(desk, act))).node()
}

/// What the request looks like, where that is not simply what is chosen.
fn recognised(desk: &Desk, act: &Callback<Change>) -> El {
    let help = el("p").class("help");
    let first = desk
        .speaks_of()
        .and_then(|id| schemes().find(|s| s.id == id));
    match (&desk.chosen, first) {
        (None, Some(_)) => help.text("Recognised by the header fields; another can be chosen"),
        (None, None) => help.text("Recognised by the header fields as soon as they are there"),
        (Some(_), None) => help.text("Chosen; no header field is one of a known scheme’s"),
        (Some(chosen), Some(first)) if **chosen == *first.id => {
            help.text("Chosen; the header fields say so too")
        }
        (Some(_), Some(first)) => {
            let back = el("button")
                .is("type", "button")
                .class("link")
                .onclick(act.reform(|_| Change::Scheme(Rc::from(""))))
                .words(["Use ", &first.title].concat().into());
            help.text("Chosen; the header fields look like ")
                .copy(&first.title)
                .text(". ")
                .el(back)
        }
    }
}

/// The secrets that the scheme asks for.
fn secrets(desk: &Desk, act: &Callback<Change>) -> Html {
    let Some(scheme) = &desk.scheme else {
        return nothing();
    };
    let main = words::label(scheme, "secret");
    let mut all = Vec::new();
    if asks(scheme) {
        all.push(secret(
            desk,
            act,
            "secret",
            &main,
            &scheme.key.help,
            true,
            None,
        ));
    }
    for input in scheme.inputs.iter().filter(|i| !i.taken) {
        let name = ["secret:", &input.name].concat();
        let default = input.default.as_deref();
        all.push(secret(
            desk,
            act,
            &name,
            &input.label,
            &input.help,
            input.secret,
            default,
        ));
    }
    if !scheme.description.is_empty() {
        let about = el("details")
            .class("help about")
            .el(el("summary").text("What this scheme signs"))
            .put(prose::blocks(&scheme.description));
        all.push(about.node());
    }
    row(all)
}

/// Whether the scheme has a main secret.
fn asks(scheme: &Scheme) -> bool {
    match scheme.kind {
        Kind::Hmac => template::names(&scheme.key.template, "secret"),
        kind => kind.is_public_key() || scheme.uses("secret"),
    }
}

fn secret(
    desk: &Desk,
    act: &Callback<Change>,
    input: &str,
    name: &str,
    help: &str,
    secret: bool,
    placeholder: Option<&str>,
) -> Html {
    let part: AttrValue = ["verify-", input].concat().into();
    let value = desk.secrets.get(input).map_or("", |s| s.expose());
    let input: Rc<str> = input.into();
    let props = PlainProps {
        part: Some(part.clone()),
        name: name.to_owned().into(),
        value: value.into(),
        help: help.to_owned().into(),
        problems: problems(desk, &input),
        placeholder: placeholder.map(|p| p.to_owned().into()),
        secret,
        oninput: act
            .reform(move |text| Change::Secret(Rc::clone(&input), text))
            .into(),
        ..Default::default()
    };
    plain(part, props)
}

/// What is wrong or odd about what is typed at an input.
fn problems(desk: &Desk, input: &str) -> Vec<Rc<Problem>> {
    let Some(checked) = &desk.checked else {
        return Vec::new();
    };
    let fatal = match &checked.verdict {
        Verdict::Unusable(problems) => problems.as_slice(),
        _ => &[],
    };
    let all = fatal
        .iter()
        .chain(&checked.problems)
        .filter(|p| *p.at == *input);
    let mut found: Vec<Rc<Problem>> = Vec::new();
    for problem in all {
        if found.iter().all(|p| **p != *problem) {
            found.push(Rc::new(problem.clone()));
        }
    }
    found
}

fn address(desk: &Desk, act: &Callback<Change>) -> Html {
    if !desk.signs_address() {
        return nothing();
    }
    let told = desk.received.url.as_str();
    let props = PlainProps {
        part: Some("verify-url".into()),
        name: "Address".into(),
        value: Rc::clone(&desk.url),
        help: "This scheme signs the address that the sender called, as it was written there: with its \
               `https`, host, port, path and query, as before any proxy"
            .into(),
        placeholder: (!told.is_empty()).then(|| told.to_owned().into()),
        inputmode: Some("url"),
        oninput: typed(act, Change::Url).into(),
        ..Default::default()
    };
    plain("verify-url".into(), props)
}
