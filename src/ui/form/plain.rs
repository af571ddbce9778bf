//! A labelled text control without a schema: addresses, credentials, signing settings.

use std::rc::Rc;

use yew::prelude::*;

use super::about::About;
use super::frame::{Facts, Frame};
use super::menu::Menu;
use super::secrecy::Secrecy;
use super::ties::use_ties;
use super::value_box::ValueBox;
use crate::ui::controls::id_of;
use problem::Problem;

/// See [`Plain`].
#[derive(Properties, Clone, PartialEq, Default)]
pub struct PlainProps {
    /// The `data-field`, for a control that is a field.
    #[prop_or_default]
    pub at: Option<AttrValue>,
    /// The `data-part`, for a control that is a part of the page.
    #[prop_or_default]
    pub part: Option<AttrValue>,
    pub name: AttrValue,
    pub value: Rc<str>,
    pub oninput: Callback<Rc<str>>,
    #[prop_or_default]
    pub problems: Vec<Rc<Problem>>,
    /// CommonMark.
    #[prop_or_default]
    pub help: AttrValue,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub inputmode: Option<&'static str>,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub secret: bool,
    /// Whether it is an address, which may hold secrets.
    #[prop_or_default]
    pub is_address: bool,
    /// Where a person may change that.
    #[prop_or_default]
    pub secrecy: Option<Secrecy>,
}

/// A text field.
#[component]
pub fn Plain(props: &PlainProps) -> Html {
    let at = props.at.clone().or(props.part.clone()).unwrap_or_default();
    let lacks = props.secret && props.value.is_empty();
    let ties = use_ties(&at, &props.problems, lacks, !props.help.is_empty());
    let facts = Facts {
        required: props.required,
        ..Facts::default()
    };
    let about = About {
        description: props.help.clone(),
        ..About::default()
    };
    let menu = props.secrecy.clone().map(|secrecy| {
        html! { <Menu id={id_of("m", &at)} name={props.name.clone()} {secrecy} /> }
    });
    html! {
        <Frame ties={ties.clone()} name={props.name.clone()} {facts} {about} menu={menu.unwrap_or_default()}>
            <ValueBox
                id={ties.control.clone()} at={props.at.clone()} part={props.part.clone()}
                value={Rc::clone(&props.value)} described={ties.described.clone()} invalid={ties.invalid()}
                required={props.required} inputmode={props.inputmode} placeholder={props.placeholder.clone()}
                secret={props.secret} is_address={props.is_address} oninput={props.oninput.clone()}
            />
        </Frame>
    }
}
