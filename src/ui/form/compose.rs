//! The composer of a text that carries encoded parameters (`x-signpost-compose`).

use yew::prelude::*;

use super::FieldProps;
use crate::document::control::Compose;

/// The parameters that a person means, and what the target will receive.
pub fn view(props: &FieldProps, rules: &Compose, value: &str) -> Html {
    let _ = (props, rules, value);
    Html::default()
}
