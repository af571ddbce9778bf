//! The documentation of the open operation.

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::docs::operation;
use crate::ui::shared::Shared;
use openapi::{Api, Operation};

/// See [`DocsTab`].
#[derive(Properties, PartialEq)]
pub struct DocsTabProps {
    pub api: Shared<Api>,
    pub operation: Shared<Operation>,
}

/// Description, responses and examples of an operation.
#[component]
pub fn DocsTab(props: &DocsTabProps) -> Html {
    let act = use_act();
    operation::view(&props.api, &props.operation, &act)
}
