//! A text box for a value: masked where the value is a secret, and with the secrets covered where it is
//! text that holds some.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::controls::TextBox;
use crate::ui::controls::text_box::TextBoxProps;
use crate::ui::shared::Shared;
use crate::ui::state::{Action, Pref};
use crate::ui::veil::{use_veil, veiled_box};
use openapi::{Control, secret_members};
use request::address_secrets::in_address;
use request::secret_spans::merged;

/// See [`ValueBox`].
#[derive(Properties, Clone, PartialEq)]
pub struct ValueBoxProps {
    pub id: AttrValue,
    #[prop_or_default]
    pub at: Option<AttrValue>,
    #[prop_or_default]
    pub part: Option<AttrValue>,
    #[prop_or_default]
    pub label: Option<AttrValue>,
    pub value: Rc<str>,
    pub oninput: Callback<Rc<str>>,
    #[prop_or_default]
    pub secret: bool,
    /// Whether it is an address, which may hold secrets.
    #[prop_or_default]
    pub is_address: bool,
    /// The control, where the text is JSON.
    #[prop_or_default]
    pub json: Option<Shared<Control>>,
    /// The control, where the text is the whole body: it may hold what another media type calls secret.
    #[prop_or_default]
    pub whole: Option<Shared<Control>>,
    #[prop_or_default]
    pub described: Option<AttrValue>,
    #[prop_or_default]
    pub invalid: bool,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub inputmode: Option<&'static str>,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
}

/// A text box; one that holds a secret is masked until the person asks.
#[component]
pub fn ValueBox(props: &ValueBoxProps) -> Html {
    let act = use_act();
    let veil = use_veil();
    let shown = use_state_eq(|| false);
    let mut secrets = match &props.json {
        Some(control) => veil.in_json(control, &props.value),
        // JSON as a text.
        None => secret_members::spans("", &props.value, None),
    };
    if let Some(control) = &props.whole {
        secrets.extend(veil.elsewhere(control, &props.value));
        secrets = merged(secrets);
    }
    if props.is_address {
        secrets = in_address(&props.value);
    }
    let is_veiled = !secrets.is_empty() && !veil.reveal;
    let masked = props.secret && !*shown;
    let is_json = props.json.is_some();
    let inner = TextBoxProps {
        id: Some(props.id.clone()),
        field: props.at.clone(),
        part: props.part.clone(),
        label: props.label.clone(),
        value: Rc::clone(&props.value),
        described: props.described.clone(),
        invalid: props.invalid,
        required: props.required,
        inputmode: props.inputmode,
        placeholder: props.placeholder.clone(),
        class: if is_json { "json" } else { "" },
        oninput: props.oninput.clone(),
        masked,
        ..Default::default()
    };
    let label = match is_json {
        true => "JSON, secrets hidden",
        false => "Text, secrets hidden",
    };
    let toggle = Callback::from(move |_: MouseEvent| shown.set(masked));
    let reveal = Callback::from(move |_: MouseEvent| act.emit(Action::Pref(Pref::Reveal(true))));
    html! {
        <div class="control">
            if props.secret {
                <TextBox ..inner />
                <button
                    type="button" class="quiet" aria-pressed={(!masked).to_string()}
                    aria-controls={props.id.clone()} onclick={toggle}
                >
                    { if masked { "Show" } else { "Hide" } }
                </button>
            } else {
                { veiled_box(inner, Some(secrets.into()), label) }
            }
            if is_veiled {
                <p class="help">
                    { "Secrets in it are hidden. " }
                    <button type="button" class="link" onclick={reveal}>{ "Show secrets" }</button>
                    { " to edit them." }
                </p>
            }
        </div>
    }
}
