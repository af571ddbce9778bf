//! The body: its media type and layout, its fields, and its raw text.

use std::rc::Rc;

use yew::prelude::*;

use super::section;
use crate::document::{Kind, MediaType};
use crate::draft::{Edit, Field, FormVariant, JsonStyle, Node};
use crate::preview;
use crate::ui::form::{self, Hints};
use crate::ui::parts::{Item, Select, TextBox};
use crate::ui::prose;
use crate::ui::state::{Action, Open};

/// Everything about the body.
pub fn view(open: &Open, hints: &Hints, act: &Callback<Action>) -> Html {
    let body = open.operation.body.as_ref();
    let chosen = open.bench.draft.media_type.as_deref();
    let media = body.and_then(|b| {
        let named = b.media.iter().find(|m| Some(m.name.as_str()) == chosen);
        named.or(b.media.first())
    });
    let all = body.map_or(&[][..], |b| &b.media);
    let inside = html! {
        <>
            if let Some(body) = body {
                <div class="help">{ prose::blocks(&body.description) }</div>
            } else {
                <p class="help">{ "This operation documents no body" }</p>
            }
            { layout(open, act, all, media) }
            if let Some(media) = media {
                { for media.notices.iter().map(|n| html! { <div class="notice">{ prose::blocks(n) }</div> }) }
                { fields(open, hints, act, media) }
            }
            { raw(open, hints, act) }
        </>
    };
    section("body", "Body", inside)
}

/// Media type and layout.
fn layout(
    open: &Open,
    act: &Callback<Action>,
    all: &[MediaType],
    media: Option<&MediaType>,
) -> Html {
    let draft = &open.bench.draft;
    let types = match all {
        [] => vec![Item::new("", "no body")],
        all => all.iter().map(|m| Item::plain(m.name.clone())).collect(),
    };
    let variant = match draft.form_variant {
        FormVariant::Whatwg => "whatwg",
        FormVariant::Rfc3986 => "rfc3986",
    };
    let style = match draft.json_style {
        JsonStyle::Compact => "compact",
        JsonStyle::Indented => "indented",
    };
    let media_type = act.reform(|m: String| Action::Edit(Edit::MediaType(m.into())));
    let form_variant = act.reform(|chosen: String| {
        Action::Edit(Edit::FormVariant(match chosen.as_str() {
            "rfc3986" => FormVariant::Rfc3986,
            _ => FormVariant::Whatwg,
        }))
    });
    let json_style = act.reform(|chosen: String| {
        Action::Edit(Edit::JsonStyle(match chosen.as_str() {
            "indented" => JsonStyle::Indented,
            _ => JsonStyle::Compact,
        }))
    });
    html! {
        <div class="settings">
            <label class="wide">
                <span>{ "Content-Type" }</span>
                <Select part="media-type" value={media.map_or(String::new(), |m| m.name.clone())} items={types} onchange={media_type} />
            </label>
            <label>
                <span>{ "JSON layout" }</span>
                <Select
                    part="json-style"
                    value={style}
                    items={vec![Item::plain("compact"), Item::plain("indented")]}
                    onchange={json_style}
                />
            </label>
            <label>
                <span>{ "Form encoding" }</span>
                <Select
                    part="form-variant"
                    value={variant}
                    items={vec![Item::new("whatwg", "WHATWG: space is +"), Item::new("rfc3986", "RFC 3986: space is %20")]}
                    onchange={form_variant}
                />
            </label>
        </div>
    }
}

/// The fields of the body; those of an object stand on their own.
fn fields(open: &Open, hints: &Hints, act: &Callback<Action>, media: &MediaType) -> Html {
    let Some(control) = &media.control else {
        return Html::default();
    };
    let node = open.bench.draft.root("body:");
    let place = Field::body();
    let unreadable = !matches!(node, Node::Absent | Node::Object(_));
    if control.kind != Kind::Object || unreadable {
        return form::field(control, place, node, hints, "body".into(), act);
    }
    form::members(control, &place, node, hints, act)
}

/// The raw editor: what is typed there is the body, byte for byte.
fn raw(open: &Open, hints: &Hints, act: &Callback<Action>) -> Html {
    let oninput = act.reform(|text: Rc<str>| Action::Edit(Edit::Raw(text)));
    let edited = open.bench.draft.raw.is_some();
    let value = match (&open.bench.draft.raw, &open.flow.request.body) {
        (Some(raw), _) => Rc::clone(raw),
        (None, Some(body)) => preview::text(&body.bytes, 0..body.bytes.len()).into(),
        (None, None) => Rc::from(""),
    };
    let secret = open
        .flow
        .request
        .body
        .as_ref()
        .is_some_and(|b| b.spans.iter().any(|s| s.secret && s.end > s.start));
    let invalid = !hints.at("body:").is_empty();
    let help = match (edited, &open.operation.body) {
        (true, Some(_)) => {
            "What is typed here is sent byte for byte, and fills the fields where it can be read. The next edit in a field encodes the body afresh."
        }
        (false, Some(_)) => {
            "The body as it is encoded from the fields. Typing here makes this text the body, byte for byte."
        }
        (_, None) => {
            "A text here is sent as the body all the same, byte for byte, to see what a server makes of it; empty it and there is none."
        }
    };
    html! {
        <div class="field raw" data-for="body:">
            <div class="field-head">
                <label for="raw">{ "Raw body" }</label>
                if edited {
                    <span class="mark">{ "this text is the body" }</span>
                }
            </div>
            <TextBox
                id="raw"
                part="raw"
                class={match secret { true => "raw veiled", false => "raw" }}
                {value}
                {invalid}
                described="raw-problems raw-help"
                {oninput}
            />
            <div id="raw-problems">{ form::problem_list("body:", &hints.at("body:")) }</div>
            <p class="help" id="raw-help">{ help }</p>
        </div>
    }
}
