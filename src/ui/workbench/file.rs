//! A file as the body, and the body's bytes: what stands below the raw text.
//!
//! All but the button is drawn after a click. What a text box can hold becomes
//! raw text; anything else stays the file's bytes, and stands in the box's place.

use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::html::{ondragover, ondrop};
use yew::prelude::*;

use crate::browser::file;
use crate::ui::el::{component, el, nothing, row};
use crate::ui::hooks::effect::{Effect, On, use_effects};
use crate::ui::state::{Action, Open};
use crate::ui::verify::bytes::count;
use crate::ui::verify::dump::{Bytes, Dump, DumpProps};
use crate::ui::verify::request::no_drop_opens;
use request::draft::raw::unfit;
use request::draft::{Edit, File};
use request::preview::secrets::in_body;

/// The button, and what it opens; side by side, below the name and below the text.
pub fn tools(open: &Open, act: &Callback<Action>) -> Html {
    let shown = open.bytes;
    let button = el("button")
        .is("type", "button")
        .class("quiet small")
        .is("data-part", "raw-tools")
        .is("aria-expanded", if shown { "true" } else { "false" })
        .onclick(act.reform(|_| Action::Bytes))
        .text("Load a file, see the bytes");
    let panel = match shown {
        true => panel(open, false, act),
        false => nothing(),
    };
    row(vec![button.node(), panel])
}

/// The file that is the body, in the text box's place.
pub fn loaded(open: &Open, file: &Rc<File>, act: &Callback<Action>) -> Html {
    let remove = el("button")
        .is("type", "button")
        .class("small")
        .is("data-part", "raw-remove")
        .onclick(act.reform(|_| Action::Edit(Edit::LeaveRaw)))
        .text("Take it away");
    let facts = el("p")
        .class("line loaded")
        .is("role", "status")
        .is("data-part", "raw-loaded")
        .el(el("code").copy(&file.name))
        .el(el("span")
            .class("type")
            .words(count(file.bytes.len(), "byte").into()))
        .el(el("span").class("mark").text("this file is the body"))
        .el(remove);
    let why = unfit(&file.bytes).unwrap_or("It is kept as it is");
    let help = [
        why,
        ": its bytes are signed and sent as they are. It is kept in memory only; the next edit in a field encodes the body afresh.",
    ];
    // No label: the text box that it would name is not here.
    let head = el("div")
        .class("field-head")
        .el(el("strong").text("Raw body"));
    let body = el("div")
        .class("field-body")
        .el(facts)
        .el(el("p").class("help").words(help.concat().into()))
        .put(panel(open, true, act));
    el("div")
        .class("field raw")
        .is("data-for", "body:")
        .el(head)
        .el(body)
        .node()
}

fn panel(open: &Open, hex: bool, act: &Callback<Action>) -> Html {
    let body = open.flow.request.body.as_ref();
    component::<Panel>(PanelProps {
        secrets: in_body(&open.flow.request).into(),
        bytes: body.map(|b| Rc::clone(&b.bytes)),
        hex,
        act: act.clone(),
    })
}

#[derive(Properties, Clone)]
struct PanelProps {
    bytes: Option<Rc<[u8]>>,
    /// Where their secrets are.
    secrets: Rc<[Range<usize>]>,
    /// Whether the bytes are shown in hex at first.
    hex: bool,
    act: Callback<Action>,
}

impl PartialEq for PanelProps {
    fn eq(&self, other: &PanelProps) -> bool {
        let same = match (&self.bytes, &other.bytes) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        same && self.hex == other.hex && self.secrets == other.secrets
    }
}

/// Where a file is chosen or dropped, and the bytes.
#[component]
fn Panel(props: &PanelProps) -> Html {
    let failed = use_state(|| None::<Rc<str>>);
    use_effects(vec![Effect::new(On::Start, no_drop_opens)]);
    let load = {
        let (act, failed) = (props.act.clone(), failed.setter());
        Callback::from(move |chosen: Option<web_sys::File>| take(chosen, &act, &failed))
    };
    let choose = load.reform(|event: Event| file::chosen(&event));
    let drop = load.reform(|event: DragEvent| file::dropped(&event));
    let over = Callback::from(|event: DragEvent| event.prevent_default());
    let input = el("input")
        .is("type", "file")
        .class("unseen")
        .is("data-part", "raw-file")
        .onchange(choose);
    let choose = el("label")
        .class("file")
        .el(el("span").text("Choose or drop a file"))
        .el(input);
    let why = failed.as_deref();
    let why = why.map(|why| el("p").class("notice").is("role", "alert").copy(why));
    let bytes = match &props.bytes {
        None => el("p").class("help").text("There is no body").node(),
        Some(bytes) => component::<Dump>(DumpProps {
            bytes: Bytes::Own(Rc::clone(bytes)),
            part: "raw-bytes",
            label: "Body",
            hex: props.hex,
            secrets: Some(Rc::clone(&props.secrets)),
        }),
    };
    el("div")
        .class("drop")
        .el(el("div").class("line").el(choose))
        .maybe(why)
        .put(bytes)
        .on(Rc::new(ondragover::Wrapper::new(over)))
        .on(Rc::new(ondrop::Wrapper::new(drop)))
        .node()
}

/// Reads a file and makes it the body; says why where that cannot be.
fn take(
    chosen: Option<web_sys::File>,
    act: &Callback<Action>,
    failed: &UseStateSetter<Option<Rc<str>>>,
) {
    let (Some(chosen), act, failed) = (chosen, act.clone(), failed.clone()) else {
        return;
    };
    spawn_local(async move {
        match file::read(chosen).await {
            Ok((name, bytes)) => {
                failed.set(None);
                let (name, bytes) = (name.into(), bytes.into());
                act.emit(Action::Edit(Edit::Load(Rc::new(File { name, bytes }))));
            }
            Err(why) => failed.set(Some(why.into())),
        }
    });
}
