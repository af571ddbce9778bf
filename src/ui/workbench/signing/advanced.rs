//! The settings of the signature that few need.

use std::rc::Rc;

use yew::prelude::*;

use super::{at, problem_list};
use crate::ui::act::use_act;
use crate::ui::controls::{Checkbox, Item, Select, TextBox, id_of};
use crate::ui::scheme::{self, Acts};
use crate::ui::shared::Shared;
use crate::ui::state::signing::{carrier, usual_encoding};
use crate::ui::state::{Action, Open, Section, Setting};
use problem::Problem;
use signature::saved::is_own;
use signature::{Algorithm, DigestText, KeyText};

/// See [`Advanced`].
#[derive(Properties, PartialEq)]
pub struct AdvancedProps {
    pub open: Shared<Open>,
    pub expanded: bool,
    pub acts: Acts,
}

/// A button, and the settings while they are open.
#[component]
pub fn Advanced(props: &AdvancedProps) -> Html {
    let act = use_act();
    let (open, expanded) = (&props.open, props.expanded);
    let onclick = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Fold(Section::SignatureAdvanced, !expanded))
        })
    };
    let scheme = &open.flow.scheme;
    html! {
        <div class="signature-advanced">
            <button
                type="button" class="quiet disclosure" data-section={Section::SignatureAdvanced.name()}
                aria-expanded={expanded.to_string()} aria-controls={expanded.then_some("signature-advanced")}
                {onclick}
            >
                { "Advanced" }
            </button>
            if expanded {
                <div id="signature-advanced" class="advanced-settings">
                    <Settings open={open.clone()} />
                    <Moment open={open.clone()} />
                    if scheme.id != "none" {
                        { scheme::actions(&open.own, scheme, &props.acts) }
                    }
                </div>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct OpenProps {
    pub open: Shared<Open>,
}

/// The closed choices and the templates.
#[component]
fn Settings(props: &OpenProps) -> Html {
    let act = use_act();
    let open = &props.open;
    let scheme = &open.flow.scheme;
    let set = &open.bench.draft.signing;
    let carrier = carrier(scheme);
    // The free scheme shows what is typed, also where that cannot be used.
    let value = |own: &str, set: &Option<Rc<str>>| match (scheme.id.as_str(), set) {
        ("plain", Some(set)) => Rc::clone(set),
        _ => own.into(),
    };
    let documented = open.operation.signature.as_ref().map(|s| &s.scheme);
    let usual = usual_encoding(set, documented);
    let use_usual = usual.map(|usual| {
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Sign(Setting::SecretEncoding, usual.name().into()))
        })
    });
    let (algorithm, encoding, digest) = (
        scheme.algorithm.name(),
        scheme.key.encoding.name(),
        scheme.digest.name(),
    );
    html! {
        <>
            if scheme.id != "plain" && !is_own(&scheme.id) {
                <p class="help">
                    { "Changing a setting turns this into a custom scheme. Another secret encoding keeps the scheme." }
                </p>
            }
            <div class="setting-row">
                <ClosedSetting
                    part="algorithm" label="Algorithm" setting={Setting::Algorithm} value={algorithm}
                    names={Algorithm::ALL.map(Algorithm::name).to_vec()}
                />
                <ClosedSetting
                    part="digest" label="Signature encoding" setting={Setting::Digest} value={digest}
                    names={DigestText::ALL.map(DigestText::name).to_vec()}
                />
                <ClosedSetting
                    part="secret-encoding" label="Secret encoding" setting={Setting::SecretEncoding} value={encoding}
                    names={KeyText::ALL.map(KeyText::name).to_vec()}
                />
            </div>
            if let (Some(usual), Some(onclick)) = (usual, use_usual) {
                <p class="notice" data-part="encoding-note">
                    { format!("The secret is read as {encoding}. {} defines {}. ", scheme.title, usual.name()) }
                    <button type="button" class="quiet" {onclick}>{ format!("Use {}", usual.name()) }</button>
                </p>
            }
            <TextSetting
                part="signing-content" label="Signed content" setting={Setting::Content}
                value={value(&scheme.content, &set.content)} problems={at(open, "signing-content")}
            />
            <div class="setting-row">
                <TextSetting
                    part="signing-header" label="Header field" setting={Setting::HeaderName}
                    value={value(carrier.map_or("", |h| &h.name), &set.header_name)}
                    problems={at(open, "signing-header")}
                />
                <TextSetting
                    part="signing-value" label="Header value" setting={Setting::HeaderValue}
                    value={value(carrier.map_or("", |h| &h.value), &set.header_value)}
                    problems={at(open, "signing-value")}
                />
            </div>
            <p class="help">
                { "Placeholders: " }
                { for ["{body}", "{timestamp}", "{id}", "{method}", "{url}"].map(|name| html! { <><code>{ name }</code>{ ", " }</> }) }
                { "and in the header value " }<code>{ "{signature}" }</code>{ "." }
            </p>
        </>
    }
}

/// The delivery's id and time where the scheme uses them or they were set, and whether they are frozen.
#[component]
pub fn Moment(props: &OpenProps) -> Html {
    let act = use_act();
    let open = &props.open;
    let scheme = &open.flow.scheme;
    // The content of the free scheme may be typed after its id and its time.
    let is_free = scheme.id == "plain";
    let uses_id = scheme.uses("id") || scheme.uses("nonce");
    let uses_time = scheme.uses("timestamp") || scheme.uses("date");
    let freeze = use_callback((), move |frozen, ()| act.emit(Action::Freeze(frozen)));
    let unused = match (uses_id, uses_time) {
        (true, true) => None,
        (false, true) => Some("The scheme signs no id."),
        (true, false) => Some("The scheme signs no time."),
        (false, false) => Some("The scheme signs neither an id nor a time."),
    };
    let signing = &open.bench.draft.signing;
    let seconds = open.moment.unix_ms.div_euclid(1000).to_string();
    let id: Rc<str> = match (&signing.id, open.flow.signed.as_ref()) {
        (Some(id), _) => Rc::clone(id),
        (None, Some(signed)) if !signed.id.is_empty() => signed.id.as_str().into(),
        (None, _) => scheme.id_of(&open.moment).into(),
    };
    let time = signing.time.clone().unwrap_or_else(|| seconds.into());
    let id_label = if scheme.counts_by_nonce() {
        "Nonce"
    } else {
        "Delivery id"
    };
    let shows_id = uses_id || is_free || signing.id.is_some();
    let shows_time = uses_time || is_free || signing.time.is_some();
    html! {
        <>
            if shows_id || shows_time || open.frozen {
                <div class="setting-row moment">
                    if shows_id {
                        <TextSetting
                            key="id" part="signing-id" label={id_label} setting={Setting::Id} value={id}
                            problems={at(open, "signing-id")}
                        />
                    }
                    if shows_time {
                        <TextSetting
                            key="time" part="signing-time" label="Unix time, seconds" setting={Setting::Time}
                            value={time} problems={at(open, "signing-time")}
                        />
                    }
                    <Checkbox
                        key="freeze" checked={open.frozen} label="Freeze" part="signing-freeze" onchange={freeze}
                    />
                </div>
            }
            if let Some(unused) = unused {
                <p class="help">{ unused }</p>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ClosedSettingProps {
    part: AttrValue,
    label: AttrValue,
    setting: Setting,
    value: AttrValue,
    names: Vec<&'static str>,
}

/// A setting with a closed choice.
#[component]
fn ClosedSetting(props: &ClosedSettingProps) -> Html {
    let act = use_act();
    let onchange = use_callback(props.setting, move |chosen: String, setting| {
        act.emit(Action::Sign(*setting, chosen.into()));
    });
    let items: Vec<Item> = props.names.iter().map(|name| Item::plain(*name)).collect();
    html! {
        <label class="setting">
            <span>{ &props.label }</span>
            <Select part={props.part.clone()} value={props.value.clone()} {items} {onchange} />
        </label>
    }
}

#[derive(Properties, PartialEq)]
struct TextSettingProps {
    part: AttrValue,
    label: AttrValue,
    setting: Setting,
    value: Rc<str>,
    problems: Vec<Rc<Problem>>,
}

/// A setting that is typed.
#[component]
fn TextSetting(props: &TextSettingProps) -> Html {
    let act = use_act();
    let oninput = use_callback(props.setting, move |text: Rc<str>, setting| {
        act.emit(Action::Sign(*setting, text));
    });
    let id = id_of("f", &props.part);
    let problems_id = id_of("p", &props.part);
    let invalid = !props.problems.is_empty();
    html! {
        <div class="setting" data-for={props.part.clone()}>
            <label for={id.clone()}>{ &props.label }</label>
            <TextBox
                {id} part={props.part.clone()} value={Rc::clone(&props.value)} {oninput} {invalid}
                described={invalid.then(|| problems_id.clone())}
            />
            { problem_list(problems_id, &props.problems) }
        </div>
    }
}
