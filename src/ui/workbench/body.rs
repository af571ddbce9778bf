//! The body: its fields, its raw text or a file, and the settings that apply to it.

use yew::prelude::*;

use super::file::FileBody;
use super::raw_body::RawBody;
use super::section::MoreRow;
use crate::ui::act::use_act;
use crate::ui::controls::{Item, Select};
use crate::ui::form::{FieldProps, FormField, Hints, Members, Note};
use crate::ui::shared::Shared;
use crate::ui::state::{Action, BodyMode, Open, Prefs, Section, View};
use crate::ui::text::bytes_words;
use json::write::JsonStyle;
use openapi::{Control, Kind, MediaType};
use problem::{Field, Root};
use request::draft::{Draft, Edit, FormVariant, Node, Raw};

/// See [`Body`].
#[derive(Properties, PartialEq)]
pub struct BodyProps {
    pub open: Shared<Open>,
    pub prefs: Prefs,
    pub view: View,
}

/// Everything about the body.
#[component]
pub fn Body(props: &BodyProps) -> Html {
    let BodyProps { open, prefs, view } = props;
    let media = media_type(open);
    let control = media.and_then(|media| media.control.as_ref());
    let mode = match view.body_mode {
        BodyMode::Fields if control.is_none() => BodyMode::Raw,
        mode => mode,
    };
    let (text, notices) = match (&open.operation.body, media) {
        (Some(body), media) => {
            let notices = media.map_or(&[][..], |media| &media.notices);
            (AttrValue::from(body.description.clone()), notices)
        }
        (None, _) => ("No body is documented. A raw one is sent all the same, to see how the server responds.".into(), &[][..]),
    };
    let notices = notices.to_vec();
    html! {
        <div class="fields">
            <Note name="the body" {text} {notices} />
            <div class="body-bar">
                <ModeChoice {mode} has_fields={control.is_some()} />
                <Settings open={open.clone()} {mode} />
            </div>
            if let (BodyMode::Fields, Some(control)) = (mode, control) {
                <RawInForce raw={InForce::of(open)} />
                { fields(open, prefs, view, control) }
                if view.shows_more(Section::Body) {
                    <h3>{ "Raw body" }</h3>
                    <RawBody open={open.clone()} prefs={prefs.clone()} />
                    <FileBody open={open.clone()} />
                }
            } else if mode == BodyMode::File {
                <FileBody open={open.clone()} />
            } else {
                <RawBody open={open.clone()} prefs={prefs.clone()} />
            }
        </div>
    }
}

/// The documented media type that is chosen, else the first.
fn media_type(open: &Open) -> Option<&MediaType> {
    let all = &open.operation.body.as_ref()?.media;
    let chosen = open.bench.draft.media_type.as_deref();
    let named = all.iter().find(|media| Some(media.name.as_str()) == chosen);
    named.or(all.first())
}

/// The fields of the body; those of an object without a frame around them.
fn fields(open: &Open, prefs: &Prefs, view: &View, control: &std::rc::Rc<Control>) -> Html {
    let node = open.bench.draft.root(&Root::Body);
    let field = FieldProps {
        control: control.into(),
        place: Field::body(),
        node: node.clone(),
        hints: Hints::new(open, prefs),
        name: "body".into(),
    };
    if control.kind != Kind::Object || !matches!(node, Node::Absent | Node::Object(_)) {
        return html! {
            <>
                <FormField ..field />
                <MoreRow section={Section::Body} count={0} open={view.shows_more(Section::Body)} />
            </>
        };
    }
    let more = view.shows_more(Section::Body);
    let more_row = Callback::from(move |count: usize| {
        html! { <MoreRow section={Section::Body} {count} open={more} /> }
    });
    html! { <Members object={field} more_row={Some(more_row)} {more} /> }
}

#[derive(Properties, PartialEq)]
struct ModeChoiceProps {
    mode: BodyMode,
    has_fields: bool,
}

/// How the body is edited.
#[component]
fn ModeChoice(props: &ModeChoiceProps) -> Html {
    let act = use_act();
    let one = |mode: BodyMode, label: &'static str| {
        let onchange = act.reform(move |_: Event| Action::BodyMode(mode));
        html! {
            <label>
                <input
                    type="radio" name="body-mode" data-part="body-mode" value={mode.name()}
                    checked={props.mode == mode} autocomplete="off" {onchange}
                />
                <span>{ label }</span>
            </label>
        }
    };
    html! {
        <div class="segmented" role="radiogroup" aria-label="Edit the body as">
            if props.has_fields {
                { one(BodyMode::Fields, "Fields") }
            }
            { one(BodyMode::Raw, "Raw") }
            { one(BodyMode::File, "File") }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SettingsProps {
    open: Shared<Open>,
    mode: BodyMode,
}

/// The media type where there is a choice, and how the fields are encoded.
#[component]
fn Settings(props: &SettingsProps) -> Html {
    let act = use_act();
    let draft = &props.open.bench.draft;
    let all = props
        .open
        .operation
        .body
        .as_ref()
        .map_or(&[][..], |body| &body.media);
    let media = media_type(&props.open);
    let name = media.map_or_else(String::new, |media| named_type(media, draft));
    let has_fields = props.mode == BodyMode::Fields;
    let is_json = has_fields && name.contains("json");
    let is_form = has_fields && name.contains("x-www-form-urlencoded");
    let setting = |part: &'static str,
                   label: &'static str,
                   value: AttrValue,
                   items: Vec<Item>,
                   edit: fn(String) -> Edit| {
        let onchange = act.reform(move |chosen: String| Action::Edit(edit(chosen)));
        html! {
            <label class="body-setting">
                <span class={(part == "media-type").then_some("unseen")}>{ label }</span>
                <Select part={Some(AttrValue::from(part))} {value} {items} {onchange} />
            </label>
        }
    };
    html! {
        <>
            if all.len() > 1 {
                { setting(
                    "media-type", "Content type", name.clone().into(),
                    all.iter().map(|media| Item::plain(named_type(media, draft))).collect(),
                    |chosen| Edit::MediaType(chosen.into()),
                ) }
            }
            if is_json {
                { setting(
                    "json-style", "Layout",
                    match draft.json_style {
                        JsonStyle::Compact => "compact",
                        JsonStyle::Indented => "indented",
                    }.into(),
                    vec![Item::new("compact", "Compact"), Item::new("indented", "Indented")],
                    |chosen| Edit::JsonStyle(match chosen.as_str() {
                        "indented" => JsonStyle::Indented,
                        _ => JsonStyle::Compact,
                    }),
                ) }
            }
            if is_form {
                { setting(
                    "form-variant", "Encoding",
                    match draft.form_variant {
                        FormVariant::Whatwg => "whatwg",
                        FormVariant::Rfc3986 => "rfc3986",
                    }.into(),
                    vec![Item::new("whatwg", "WHATWG: space is +"), Item::new("rfc3986", "RFC 3986: space is %20")],
                    |chosen| Edit::FormVariant(match chosen.as_str() {
                        "rfc3986" => FormVariant::Rfc3986,
                        _ => FormVariant::Whatwg,
                    }),
                ) }
            }
        </>
    }
}

/// The media type's name; of a documented range (`*/*`) the one within it that the delivery has.
fn named_type(media: &MediaType, draft: &Draft) -> String {
    match draft.media_type.as_deref() {
        Some(chosen) if media.name.contains('*') => chosen.to_owned(),
        _ => media.name.clone(),
    }
}

/// What is the body in place of the fields.
#[derive(Clone, PartialEq)]
enum InForce {
    Fields,
    Text,
    File(AttrValue),
}

impl InForce {
    fn of(open: &Open) -> InForce {
        match &open.bench.draft.raw {
            None => InForce::Fields,
            Some(Raw::Text(_)) => InForce::Text,
            Some(Raw::File(file)) => InForce::File(AttrValue::from(file.name.to_string())),
        }
    }
}

#[derive(Properties, PartialEq)]
struct RawInForceProps {
    raw: InForce,
}

/// Says that the fields are not the body, with a way back.
#[component]
fn RawInForce(props: &RawInForceProps) -> Html {
    let act = use_act();
    let words = match &props.raw {
        InForce::Fields => return Html::default(),
        InForce::Text => "A raw text is the body.".to_owned(),
        InForce::File(name) => format!("The file {name} is the body."),
    };
    let onclick = act.reform(|_: MouseEvent| Action::Edit(Edit::LeaveRaw));
    html! {
        <p class="notice raw-in-force" role="status">
            { words }{ " The next edit in a field encodes the body from the fields again. " }
            <button type="button" class="small" data-part="leave-raw" {onclick}>{ "Use the fields" }</button>
        </p>
    }
}

/// The media type and the size of the body.
pub fn summary(open: &Open) -> String {
    let Some(body) = &open.flow.request.body else {
        return "None".to_owned();
    };
    let size = bytes_words(body.bytes.len());
    match media_type(open) {
        Some(media) => format!("{}, {size}", named_type(media, &open.bench.draft)),
        None => size,
    }
}
