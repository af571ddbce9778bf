//! The raw body: the text that is sent, byte for byte.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::controls::text_box::TextBoxProps;
use crate::ui::form::{Hints, problem_list};
use crate::ui::shared::Shared;
use crate::ui::state::{Action, BodyMode, Open, Pref, Prefs};
use crate::ui::veil::veiled_box;
use problem::Field;
use request::draft::{Edit, Raw};
use request::preview;
use request::preview::secrets::in_body;

/// See [`RawBody`].
#[derive(Properties, PartialEq)]
pub struct RawBodyProps {
    pub open: Shared<Open>,
    pub prefs: Prefs,
}

/// The raw editor. What is typed there is the body.
#[component]
pub fn RawBody(props: &RawBodyProps) -> Html {
    let act = use_act();
    let RawBodyProps { open, prefs } = props;
    let is_raw = open.bench.draft.raw.is_some();
    let value: Rc<str> = match (&open.bench.draft.raw, &open.flow.request.body) {
        (Some(Raw::File(file)), _) => {
            let show = act.reform(|_: MouseEvent| Action::BodyMode(BodyMode::File));
            return html! {
                <p class="notice">
                    { format!("The file {} is the body. A text box cannot hold it without changing its bytes. ", file.name) }
                    <button type="button" class="small" onclick={show}>{ "Show the file" }</button>
                </p>
            };
        }
        (Some(Raw::Text(raw)), _) => Rc::clone(raw),
        (None, Some(body)) => preview::text(&body.bytes, 0..body.bytes.len()).into(),
        (None, None) => Rc::from(""),
    };
    let secrets = in_body(&open.flow.request);
    let is_veiled = !secrets.is_empty() && !prefs.reveal;
    let problems = Hints::new(open, prefs).at(&Field::body());
    let help = match (is_raw, &open.operation.body) {
        (true, Some(_)) => {
            "This text is the body, byte for byte. It fills the fields where it can be read. The next edit in a field replaces it."
        }
        (false, Some(_)) => {
            "The body as the fields give it. Typing here makes this text the body, byte for byte."
        }
        (_, None) => "This text is sent as the body, byte for byte. Without it there is no body.",
    };
    let inner = TextBoxProps {
        id: Some("raw".into()),
        part: Some("raw".into()),
        label: Some("Raw body".into()),
        class: "raw",
        value,
        invalid: !problems.is_empty(),
        described: Some("raw-problems raw-help".into()),
        oninput: act.reform(|text: Rc<str>| Action::Edit(Edit::Raw(text))),
        ..Default::default()
    };
    let reveal = act.reform(|_: MouseEvent| Action::Pref(Pref::Reveal(true)));
    html! {
        <div class="raw-body" data-for="body:">
            { veiled_box(inner, Some(secrets.into()), "Raw body, secrets hidden") }
            <div id="raw-problems">{ problem_list("body:", &problems) }</div>
            <p class="help" id="raw-help">
                { help }
                if is_veiled {
                    { " Secrets in it are hidden. " }
                    <button type="button" class="link" onclick={reveal}>{ "Show secrets" }</button>
                    { " to edit them." }
                }
            </p>
        </div>
    }
}
