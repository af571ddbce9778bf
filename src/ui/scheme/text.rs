//! The scheme as JSON: edited as text, copied, downloaded; pasted or dropped, to import one; and what
//! the text may hold.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::{file, value};
use crate::ui::controls::{CopyButton, Holds, TextBox};
use crate::ui::prose;
use crate::ui::shared::Shared;
use crate::ui::state::own::Change;
use signature::editor::{Edit, PlacedFault, SchemeEditor};
use signature::legend::{MEMBERS, PLACEHOLDERS};
use signature::percent;
use signature::saved;

const ID: &str = "scheme-text";

/// See [`SchemeText`].
#[derive(Properties, PartialEq)]
pub struct SchemeTextProps {
    pub editor: Shared<SchemeEditor>,
    pub own: Callback<Change>,
}

/// The text, with everything that is wrong with it by line and column, and what it may hold.
#[component]
pub fn SchemeText(props: &SchemeTextProps) -> Html {
    let SchemeTextProps { editor, own } = props;
    let oninput = use_callback(own.clone(), |text, own| {
        own.emit(Change::Edit(Edit::Text(text)))
    });
    let copied = use_callback(Rc::clone(&editor.text), |(), text| text.to_string());
    let onchange = {
        let own = own.clone();
        Callback::from(move |event: Event| load(file::chosen(&event), &own))
    };
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let ondrop = {
        let own = own.clone();
        Callback::from(move |event: DragEvent| load(file::dropped(&event), &own))
    };
    let mut address = String::from("data:application/json;charset=utf-8,");
    address.extend(percent::encode(&editor.text, percent::UNRESERVED));
    let described = (!editor.faults.is_empty()).then_some(AttrValue::Static("scheme-faults"));
    html! {
        <div class="scheme-json" {ondragover} {ondrop}>
            <div class="scheme-json-head">
                <label for={ID}>{ "JSON" }</label>
                <label class="file">
                    <span>{ "Open a file" }</span>
                    <input type="file" class="unseen" data-part="scheme-file" {onchange} />
                </label>
                <a class="file" href={address} download={saved::file_name(&editor.title)} data-part="scheme-download">
                    { "Download" }
                </a>
                <CopyButton text={copied} what="the scheme’s JSON" holds={Holds::All} />
            </div>
            <TextBox
                id={ID} part={ID} class="json" value={Rc::clone(&editor.text)} {oninput}
                invalid={editor.errors() > 0} {described}
            />
            <ul class="plain field-problems" id="scheme-faults" data-part="scheme-faults">
                { for editor.faults.iter().map(fault) }
            </ul>
            <p class="help">
                <code>{ "content" }</code>{ " is the text that is signed, and " }<code>{ "headers" }</code>
                { " holds the header fields that carry the signature. Both may have placeholders, such as " }
                <code>{ "{body}" }</code>{ ", " }<code>{ "{timestamp}" }</code>{ " and, in the fields, " }
                <code>{ "{signature}" }</code>
                { ". Paste or drop a scheme here to import it; a document’s " }
                <code>{ "x-signpost-signature" }</code>{ " holds the same JSON." }
            </p>
            { legend("Scheme reference", &MEMBERS) }
            { legend("Placeholders of its texts", &PLACEHOLDERS) }
        </div>
    }
}

/// Words with their meaning, closed until they are asked for.
fn legend(title: &'static str, entries: &[(&'static str, &'static str)]) -> Html {
    let entry = |(word, meaning): &(&'static str, &'static str)| {
        html! { <><dt><code>{ *word }</code></dt><dd>{ prose::inline(meaning) }</dd></> }
    };
    html! {
        <details class="help">
            <summary>{ title }</summary>
            <dl class="parts">{ for entries.iter().map(entry) }</dl>
        </details>
    }
}

/// A fault, with the way to its place in the text.
fn fault(placed: &PlacedFault) -> Html {
    let at = placed.at;
    let onclick = Callback::from(move |_: MouseEvent| value::select(ID, at));
    let class = match placed.fault.is_error {
        true => "error",
        false => "warning",
    };
    html! {
        <li {class}>
            <button type="button" class="link" {onclick}>
                { format!("Line {}, column {}", placed.line, placed.column) }
            </button>
            { ": " }{ prose::inline(&placed.fault.message()) }
        </li>
    }
}

fn load(chosen: Option<web_sys::File>, own: &Callback<Change>) {
    let (Some(chosen), own) = (chosen, own.clone()) else {
        return;
    };
    spawn_local(async move {
        own.emit(match file::read(chosen).await {
            Err(why) => Change::Refused(why),
            Ok((name, bytes)) => match String::from_utf8(bytes) {
                Ok(text) => Change::Edit(Edit::Text(text.into())),
                Err(_) => Change::Refused(format!(
                    "The file {name} is no text. A scheme is JSON in UTF-8."
                )),
            },
        });
    });
}
