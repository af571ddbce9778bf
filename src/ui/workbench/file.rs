//! A file as the body, and the body's bytes.
//!
//! What a text box can hold becomes raw text; anything else stays the file's bytes.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::{file, page};
use crate::ui::act::use_act;
use crate::ui::shared::Shared;
use crate::ui::state::{Action, Open};
use crate::ui::text::bytes_words;
use crate::ui::verify::dump::{Bytes, Dump};
use crate::ui::verify::request::no_drop_opens;
use request::draft::raw::unfit;
use request::draft::{Edit, File, Raw};
use request::preview::secrets::in_body;

/// See [`FileBody`].
#[derive(Properties, PartialEq)]
pub struct FileBodyProps {
    pub open: Shared<Open>,
}

/// Where a file is chosen or dropped, the file that is the body, and the bytes.
#[component]
pub fn FileBody(props: &FileBodyProps) -> Html {
    let act = use_act();
    let failed = use_state_eq(|| None::<AttrValue>);
    use_effect_with((), |()| {
        let guard = no_drop_opens();
        move || drop(guard)
    });
    let load = {
        let (act, failed) = (act.clone(), failed.setter());
        Callback::from(move |chosen: Option<web_sys::File>| {
            if let Some(chosen) = chosen {
                spawn_local(take(chosen, act.clone(), failed.clone()));
            }
        })
    };
    let onchange = load.reform(|event: Event| file::chosen(&event));
    let ondrop = load.reform(|event: DragEvent| file::dropped(&event));
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let (draft, request) = (&props.open.bench.draft, &props.open.flow.request);
    let loaded = match &draft.raw {
        Some(Raw::File(file)) => Some(html! { <Loaded file={Shared::from(file)} /> }),
        _ => None,
    };
    let has_file = loaded.is_some();
    html! {
        <div class="drop file-body" data-for="body:" {ondrop} {ondragover}>
            { for loaded }
            <label class="file">
                <span>{ "Choose or drop a file" }</span>
                <input type="file" class="unseen" data-part="raw-file" {onchange} />
            </label>
            if let Some(why) = &*failed {
                <p class="notice" role="alert">{ why }</p>
            }
            if let Some(body) = &request.body {
                <Dump
                    // A file is shown in hex at first, whenever it is chosen.
                    key={has_file.to_string()}
                    bytes={Bytes::Own(Rc::clone(&body.bytes))} part="raw-bytes" label="Body" hex={has_file}
                    secrets={Some(in_body(request).into())}
                />
            } else {
                <p class="help">{ "There is no body." }</p>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct LoadedProps {
    file: Shared<File>,
}

/// The file that is the body.
#[component]
fn Loaded(props: &LoadedProps) -> Html {
    let act = use_act();
    let file = &props.file;
    let onclick = Callback::from(move |_: MouseEvent| {
        act.emit(Action::Edit(Edit::LeaveRaw));
        // The button goes.
        page::focus("[data-part='raw-file']");
    });
    let why = unfit(&file.bytes).map(|why| format!("{why}. "));
    html! {
        <>
            <p class="line loaded" role="status" data-part="raw-loaded">
                <code>{ &*file.name }</code>
                <span class="type">{ bytes_words(file.bytes.len()) }</span>
                <button type="button" class="small" data-part="raw-remove" {onclick}>{ "Remove the file" }</button>
            </p>
            <p class="help">
                { for why }
                { "Its bytes are signed and sent unchanged. It is kept in memory only. The next edit in a field replaces it." }
            </p>
        </>
    }
}

/// Reads a file and makes it the body; says why where that is not possible.
async fn take(
    chosen: web_sys::File,
    act: Callback<Action>,
    failed: UseStateSetter<Option<AttrValue>>,
) {
    match file::read(chosen).await {
        Ok((name, bytes)) => {
            failed.set(None);
            let (name, bytes) = (name.into(), bytes.into());
            act.emit(Action::Edit(Edit::Load(Rc::new(File { name, bytes }))));
        }
        Err(why) => failed.set(Some(why.into())),
    }
}
