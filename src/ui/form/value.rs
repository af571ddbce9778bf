//! A field with one control: a text, a number, a choice, a secret, free JSON.

use yew::prelude::*;

use super::FieldProps;
use super::about::About;
use super::compose::Composer;
use super::control::{ValueControl, text_of};
use super::frame::{Facts, Frame};
use super::menu::FieldMenu;
use super::ties::use_ties;
use crate::browser::page;
use crate::ui::act::use_act;
use crate::ui::state::Action;
use openapi::Kind;
use request::draft::{Edit, Node};

/// The control of a value, and everything around it.
#[component]
pub fn ValueField(props: &FieldProps) -> Html {
    let FieldProps {
        control,
        place,
        node,
        name,
        ..
    } = props;
    let at = AttrValue::from(place.to_string());
    let lacks = control.secret && node.is_absent();
    let ties = use_ties(
        &at,
        &props.problems(),
        lacks,
        !control.description.is_empty(),
    );
    let text = text_of(node);
    // A composer would show what is masked above it.
    let rules = control.compose.as_ref().filter(|_| !control.secret);
    html! {
        <Frame
            ties={ties.clone()} name={name.clone()} place={Some(place.clone())} facts={Facts::of(control)}
            about={About::of(control)} menu={html! { <FieldMenu ..props.clone() /> }}
        >
            <div class="value">
                <ValueControl field={props.clone()} {ties} />
                if let (Node::Literal(json), true) = (node, control.kind != Kind::Json) {
                    <Kept place={place.clone()} is_text={json.starts_with('"')} />
                }
                if let Some(rules) = rules {
                    <Composer rules={rules.clone()} place={place.clone()} name={name.clone()} value={text} />
                }
            </div>
        </Frame>
    }
}

#[derive(Properties, PartialEq)]
struct KeptProps {
    place: problem::Field,
    is_text: bool,
}

/// Says why a value is shown as JSON text, and takes it away.
#[component]
fn Kept(props: &KeptProps) -> Html {
    let act = use_act();
    let place = props.place.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        act.emit(Action::Edit(Edit::Clear(place.clone())));
        // The button goes.
        page::focus_field(&place.to_string());
    });
    let why = match props.is_text {
        true => {
            "A text field cannot hold this value, so it is shown with JSON escapes. Typing replaces it."
        }
        false => {
            "This value has another type than documented, so it is shown as JSON. Typing replaces it."
        }
    };
    html! {
        <p class="help">{ why }{ " " }<button type="button" class="quiet small" {onclick}>{ "Empty the field" }</button></p>
    }
}
