//! A labelled text control that no schema stands behind: addresses, credentials, signing settings.

use std::rc::Rc;

use yew::prelude::*;

use super::secrecy::Secrecy;
use super::shell::{problems, problems_id};
use super::text::{SecretBox, SecretBoxProps};
use crate::ui::el::{component, el};
use crate::ui::parts::{Intent, id_of};
use crate::ui::prose;
use problem::Problem;

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
    pub oninput: Intent<Rc<str>>,
    pub problems: Vec<Rc<Problem>>,
    /// CommonMark.
    #[prop_or_default]
    pub help: AttrValue,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub inputmode: Option<&'static str>,
    #[prop_or_default]
    pub secret: bool,
    /// Where a person may change that.
    #[prop_or_default]
    pub secrecy: Option<Secrecy>,
}

/// See [`PlainProps`].
#[component]
pub fn Plain(props: &PlainProps) -> Html {
    let at = props.at.clone().or(props.part.clone()).unwrap_or_default();
    let id = id_of("f", &at);
    let help = id_of("h", &at);
    let invalid = !props.problems.is_empty();
    let described = match (invalid, props.help.is_empty()) {
        (true, false) => Some([&*problems_id(&at), " ", &*help].concat().into()),
        (true, true) => Some(problems_id(&at)),
        (false, false) => Some(help.clone()),
        (false, true) => None,
    };
    let label = el("label")
        .attr("for", id.clone())
        .words(props.name.clone());
    let offer = props.secrecy.as_ref().and_then(Secrecy::offer);
    let head = el("div").class("field-head").el(label).maybe(offer);
    let control = component::<SecretBox>(SecretBoxProps {
        id,
        at: props.at.clone(),
        part: props.part.clone(),
        value: Rc::clone(&props.value),
        described,
        invalid,
        placeholder: props.placeholder.clone(),
        inputmode: props.inputmode,
        secret: props.secret,
        oninput: props.oninput.clone(),
        ..Default::default()
    });
    let words = (!props.help.is_empty()).then(|| {
        el("div")
            .class("help")
            .id(help)
            .put(prose::blocks(&props.help))
    });
    let body = el("div")
        .class("field-body")
        .put(control)
        .maybe(props.secrecy.as_ref().and_then(Secrecy::words))
        .put(problems(&at, &props.problems))
        .maybe(words);
    el("div")
        .class("field")
        .attr("data-for", at)
        .el(head)
        .el(body)
        .node()
}
