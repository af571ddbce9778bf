//! The body: its media type and layout, its fields, and its raw text.

use std::rc::Rc;

use yew::prelude::*;

use super::file;
use super::pieces::{FormContext, chosen, help, named, notices, setting};
use crate::ui::el::{el, nothing, row};
use crate::ui::form::{self, Hints};
use crate::ui::parts::{Item, TextBoxProps};
use crate::ui::state::{Action, Open, Pref};
use crate::ui::veil::veiled_box;
use json::write::JsonStyle;
use openapi::{Kind, MediaType};
use problem::{Field, Root};
use request::draft::{Draft, Edit, FormVariant, Node, Raw};
use request::preview;
use request::preview::secrets::in_body;

/// Everything about the body.
pub fn view(context: &FormContext) -> Html {
    let FormContext {
        open, hints, act, ..
    } = context;
    let known = match media_type(open) {
        Some(media) => fields(open, hints, act, media),
        None => nothing(),
    };
    let inside = row(vec![about(context), known, raw(context)]);
    inside
}

/// The documented media type that is chosen, else the first.
fn media_type(open: &Open) -> Option<&MediaType> {
    let all = &open.operation.body.as_ref()?.media;
    let chosen = open.bench.draft.media_type.as_deref();
    let named = all.iter().find(|m| Some(m.name.as_str()) == chosen);
    named.or(all.first())
}

/// What is said of the body, and its media type and layout.
fn about(FormContext { open, act, .. }: &FormContext) -> Html {
    let body = open.operation.body.as_ref();
    let media = media_type(open);
    let described = match body {
        Some(body) => help(&body.description),
        None => el("p")
            .class("help")
            .text("This operation documents no body"),
    };
    row(vec![
        described.node(),
        layout(open, act, body.map_or(&[][..], |b| &b.media), media),
        notices(media.map_or(&[][..], |m| &m.notices)),
    ])
}

/// The media type's name; of a documented range (`*/*`) the one within it that the delivery has.
fn named_type(media: &MediaType, draft: &Draft) -> String {
    match draft.media_type.as_deref() {
        Some(chosen) if media.name.contains('*') => chosen.to_owned(),
        _ => media.name.clone(),
    }
}

/// Media type and layout.
fn layout(
    open: &Open,
    act: &Callback<Action>,
    all: &[MediaType],
    media: Option<&MediaType>,
) -> Html {
    let draft = &open.bench.draft;
    let mut types = Vec::new();
    for media in all {
        types.push(Item::plain(named_type(media, draft)));
    }
    if all.is_empty() {
        types.push(Item::new("", "no body"));
    }
    let variant = match draft.form_variant {
        FormVariant::Whatwg => "whatwg",
        FormVariant::Rfc3986 => "rfc3986",
    };
    let variants = vec![
        Item::new("whatwg", "WHATWG: space is +"),
        Item::new("rfc3986", "RFC 3986: space is %20"),
    ];
    let style = match draft.json_style {
        JsonStyle::Compact => "compact",
        JsonStyle::Indented => "indented",
    };
    let styles = vec![Item::plain("compact"), Item::plain("indented")];
    let name = media
        .map_or_else(String::new, |m| named_type(m, draft))
        .into();
    let media_type = chosen(act, |m| Action::Edit(Edit::MediaType(m.into())));
    let form_variant = chosen(act, |chosen| {
        Action::Edit(Edit::FormVariant(match chosen.as_str() {
            "rfc3986" => FormVariant::Rfc3986,
            _ => FormVariant::Whatwg,
        }))
    });
    let json_style = chosen(act, |chosen| {
        Action::Edit(Edit::JsonStyle(match chosen.as_str() {
            "indented" => JsonStyle::Indented,
            _ => JsonStyle::Compact,
        }))
    });
    let types = setting("media-type", "Content-Type", name, types, media_type).class("wide");
    let styles = setting(
        "json-style",
        "JSON layout",
        style.into(),
        styles,
        json_style,
    );
    let words = "Form encoding";
    let variants = setting(
        "form-variant",
        words,
        variant.into(),
        variants,
        form_variant,
    );
    el("div")
        .class("settings")
        .el(types)
        .el(styles)
        .el(variants)
        .node()
}

/// The fields of the body; those of an object stand on their own.
fn fields(open: &Open, hints: &Hints, act: &Callback<Action>, media: &MediaType) -> Html {
    let Some(control) = &media.control else {
        return Html::default();
    };
    let node = open.bench.draft.root(&Root::Body);
    let place = Field::body();
    let unreadable = !matches!(node, Node::Absent | Node::Object(_));
    if control.kind != Kind::Object || unreadable {
        return form::field(control, place, node, hints, "body".into(), act);
    }
    form::members(control, &place, node, hints, act)
}

/// The raw editor: what is typed there is the body, byte for byte.
fn raw(
    FormContext {
        open,
        hints,
        prefs,
        act,
        ..
    }: &FormContext,
) -> Html {
    let oninput = act.reform(|text: Rc<str>| Action::Edit(Edit::Raw(text)));
    let edited = open.bench.draft.raw.is_some();
    let value = match (&open.bench.draft.raw, &open.flow.request.body) {
        (Some(Raw::File(file)), _) => return file::loaded(open, file, act),
        (Some(Raw::Text(raw)), _) => Rc::clone(raw),
        (None, Some(body)) => preview::text(&body.bytes, 0..body.bytes.len()).into(),
        (None, None) => Rc::from(""),
    };
    let secrets = in_body(&open.flow.request);
    let veiled = !secrets.is_empty() && !prefs.reveal;
    let problems = hints.at(&Field::body());
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
    let mark = edited.then(|| el("span").class("mark").text("this text is the body"));
    let inner = TextBoxProps {
        id: Some("raw".into()),
        part: Some("raw".into()),
        class: "raw",
        value,
        invalid: !problems.is_empty(),
        described: Some("raw-problems raw-help".into()),
        oninput: oninput.into(),
        ..Default::default()
    };
    let control = veiled_box(inner, Some(secrets.into()), "Raw body, secrets hidden");
    let reveal = act.reform(|_: MouseEvent| Action::Pref(Pref::Reveal(true)));
    let reveal = el("button")
        .is("type", "button")
        .class("link")
        .onclick(reveal)
        .text("Show secrets");
    let hidden = el("span")
        .text(" Secrets in it are hidden. To edit them in sight, or by keyboard: ")
        .el(reveal);
    let problems = el("div")
        .is("id", "raw-problems")
        .put(form::problem_list("body:", &problems));
    let help = el("p")
        .class("help")
        .is("id", "raw-help")
        .text(help)
        .maybe(veiled.then_some(hidden));
    el("div")
        .class("field raw")
        .is("data-for", "body:")
        .el(named("raw".into(), "Raw body".into()).maybe(mark))
        .put(control)
        .el(problems)
        .el(help)
        .put(file::tools(open, act))
        .node()
}

/// What the body is, in a few words.
pub fn summary(open: &Open) -> String {
    match &open.flow.request.body {
        Some(body) => crate::ui::text::bytes_words(body.bytes.len()),
        None => "None".to_owned(),
    }
}
