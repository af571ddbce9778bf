//! The input of the request: typed or pasted, in one box or two, or as a file.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::bytes::count;
use super::dump::{Bytes, dump};
use super::focus::use_kept_focus;
use super::sentence::sentence;
use super::state::paste::{Paste, PasteForm};
use super::state::{Change, Content, Example, File, ReceivedInput, Shape, VerifyState};
use super::words::Tone;
use super::{VerifyContext, use_change, use_verify};
use crate::browser::page::{self, Listener};
use crate::browser::{file, task};
use crate::ui::controls::text_box::TextBoxProps;
use crate::ui::shared::Shared;
use crate::ui::veil::{use_veil, veiled_box};

const RAW: &str = "POST /hook HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=…\n\n{\"action\":\"opened\"}";
const HEADERS: &str = "Stripe-Signature: t=…,v1=…\nContent-Type: application/json";
const BODY: &str = "{\"action\":\"opened\"}";

/// The ways to enter a request, and the bytes of its body.
#[component]
pub fn RequestInput() -> Html {
    let VerifyContext { state, change } = use_verify();
    let node = use_kept_focus();
    let shape = state.shape;
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let ondrop = {
        let change = change.clone();
        Callback::from(move |event: DragEvent| load(file::dropped(&event), shape, &change))
    };
    html! {
        <>
            <div class="drop" ref={node} tabindex="-1" {ondragover} {ondrop}>
                <Head {shape} empties={!state.is_empty()} />
                if state.is_empty() || state.example.is_some() {
                    <Examples shown={state.example} />
                }
                if shape == Shape::Raw {
                    { entered(Entry::Raw, &state.raw) }
                } else {
                    <TypedBox entry={Entry::Headers} value={Rc::clone(&state.headers)} />
                    { entered(Entry::Body, &state.body) }
                }
                { pasted(&state) }
                if let Some(why) = state.failed.clone() {
                    <p class="notice" role="alert">{ AttrValue::from(why) }</p>
                }
            </div>
            if !state.received.body.is_empty() {
                <details class="body-bytes">
                    <summary>{ "Bytes of the body" }</summary>
                    { dump(Bytes::Body(Rc::clone(&state.received)), "verify-body-bytes", "Body") }
                </details>
            }
        </>
    }
}

/// What a pasted text is, where it is not raw HTTP.
fn pasted(state: &VerifyState) -> Html {
    let Some(Paste { form, lacks }) = &state.paste else {
        return Html::default();
    };
    let form = match form {
        PasteForm::Curl => "a curl command",
        PasteForm::Event => "the JSON event of a cloud function",
    };
    let received = &state.received;
    let text = format!(
        "Read from {form}: {} {}, {}, a body of {}.",
        received.method,
        if received.url.is_empty() {
            &received.target
        } else {
            &received.url
        },
        count(received.headers.len(), "header"),
        count(received.body.len(), "byte"),
    );
    let lack = |text: &String| html! { <li>{ sentence(Tone::Careful, text) }</li> };
    html! {
        <div data-part="verify-paste" role="status">
            { sentence(Tone::Plain, &text) }
            <ul class="plain sentences">{ for lacks.iter().map(lack) }</ul>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct HeadProps {
    shape: Shape,
    /// Whether there is something to clear.
    empties: bool,
}

/// The choice of one box or two, a file in place of a box, and a way to clear everything.
#[component]
fn Head(props: &HeadProps) -> Html {
    let change = use_change();
    let shape = |shape: Shape, label: &'static str| {
        let onclick = change.reform(move |_: MouseEvent| Change::Shape(shape));
        html! {
            <button type="button" aria-pressed={(props.shape == shape).to_string()} {onclick}>{ label }</button>
        }
    };
    let onchange = {
        let (change, shape) = (change.clone(), props.shape);
        Callback::from(move |event: Event| load(file::chosen(&event), shape, &change))
    };
    let clear = {
        let change = change.clone();
        Callback::from(move |_: MouseEvent| {
            change.emit(Change::Clear);
            page::focus("[data-part=\"verify-raw\"], [data-part=\"verify-headers\"]");
        })
    };
    html! {
        <div class="line">
            <div class="switch" role="group" aria-label="Form of the request">
                { shape(Shape::Raw, "Raw request") }
                { shape(Shape::Parts, "Headers and body") }
            </div>
            <label class="file">
                <span>{ if props.shape == Shape::Raw { "Choose a file" } else { "Choose a file for the body" } }</span>
                <input type="file" class="unseen" data-part="verify-file" {onchange} />
            </label>
            if props.empties {
                <button type="button" class="quiet" data-part="verify-clear" onclick={clear}>{ "Clear" }</button>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ExamplesProps {
    shown: Option<Example>,
}

/// Requests to look at, until one of one's own is there.
#[component]
fn Examples(props: &ExamplesProps) -> Html {
    let change = use_change();
    let button = |example: Example| {
        let (id, label) = example.names();
        let onclick = change.reform(move |_: MouseEvent| Change::Example(example));
        html! {
            <button
                type="button" data-part="verify-example" data-example={id} {onclick}
                aria-pressed={(props.shown == Some(example)).to_string()}
            >
                { label }
            </button>
        }
    };
    html! {
        <div class="line examples" role="group" aria-label="Examples">
            <span class="label" aria-hidden="true">{ "Examples" }</span>
            { for Example::ALL.map(button) }
        </div>
    }
}

/// A box for text.
#[derive(Clone, Copy, PartialEq)]
enum Entry {
    Raw,
    Headers,
    Body,
}

impl Entry {
    /// The `data-part`, the name, and the hint.
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Entry::Raw => ("verify-raw", "Raw request", RAW),
            Entry::Headers => ("verify-headers", "Headers", HEADERS),
            Entry::Body => ("verify-body", "Body", BODY),
        }
    }

    fn change(self, text: Rc<str>) -> Change {
        match self {
            Entry::Raw => Change::Raw(text),
            Entry::Headers => Change::Headers(text),
            Entry::Body => Change::Body(text),
        }
    }
}

/// A text box, or the file in its place.
fn entered(entry: Entry, input: &ReceivedInput) -> Html {
    match &input.file {
        Some(file) => html! { <LoadedFile file={file.clone()} /> },
        None => html! { <TypedBox {entry} value={Rc::clone(&input.typed)} /> },
    }
}

#[derive(Properties, PartialEq)]
struct TypedBoxProps {
    entry: Entry,
    value: Rc<str>,
}

/// A text box with its name, and a way to edit a text whose secrets are hidden.
#[component]
fn TypedBox(props: &TypedBoxProps) -> Html {
    let (change, veil) = (use_change(), use_veil());
    let oninput = use_callback((change, props.entry), |text, (change, entry)| {
        change.emit(entry.change(text))
    });
    let hides = use_memo((veil, Rc::clone(&props.value)), |(veil, value)| {
        !veil.find(value.as_bytes()).is_empty()
    });
    let (part, name, hint) = props.entry.names();
    let edit = Callback::from(move |_: MouseEvent| {
        page::focus(&format!("textarea[data-part=\"{part}\"]"));
    });
    let inner = TextBoxProps {
        id: Some(part.into()),
        part: Some(part.into()),
        class: part,
        placeholder: Some(hint.into()),
        value: Rc::clone(&props.value),
        oninput,
        ..Default::default()
    };
    html! {
        <div class="boxed" key={part}>
            <div class="line box-head">
                <label class="label" for={part}>{ name }</label>
                if *hides {
                    <button
                        type="button" class="quiet" data-part={format!("{part}-edit")}
                        aria-label={format!("Edit the text: {name}")} onclick={edit}
                    >
                        { "Edit" }
                    </button>
                }
            </div>
            { veiled_box(inner, None, "Text with secrets hidden") }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct LoadedFileProps {
    file: Shared<File>,
}

/// A file in the place of a box.
#[component]
fn LoadedFile(props: &LoadedFileProps) -> Html {
    let change = use_change();
    let remove = change.reform(|_: MouseEvent| Change::NoFile);
    html! {
        <p class="line loaded" role="status">
            <code>{ props.file.name.clone() }</code>
            <span class="type">{ count(props.file.size, "byte") }</span>
            <button type="button" data-part="verify-remove-file" onclick={remove}>{ "Remove" }</button>
        </p>
    }
}

fn load(chosen: Option<web_sys::File>, shape: Shape, change: &Callback<Change>) {
    let (Some(chosen), change) = (chosen, change.clone()) else {
        return;
    };
    spawn_local(async move {
        let read = file::read(chosen).await;
        // Drawing with it is another task.
        task::pause().await;
        let (name, bytes) = match read {
            Ok(read) => read,
            Err(why) => return change.emit(Change::Failed(why)),
        };
        let size = bytes.len();
        let content = match shape {
            Shape::Raw => Content::Request(Rc::new(received::take(bytes))),
            Shape::Parts => Content::Body(bytes.into()),
        };
        change.emit(Change::File(File {
            name,
            size,
            content,
        }));
    });
}

/// Listeners that end with their owner.
type Listeners = (Option<Listener>, Option<Listener>);

/// A file that is dropped beside a box is not to open in place of the page. Text is left to the browser,
/// which puts it into the control that it is dropped on.
pub fn no_drop_opens() -> Listeners {
    let stop = |event: web_sys::Event| {
        if file::is_carried(&event) {
            event.prevent_default();
        }
    };
    (
        Listener::on_window("dragover", stop),
        Listener::on_window("drop", stop),
    )
}
