//! The controls under their earlier names, until every part of the page uses `controls`.

use yew::prelude::*;

use super::controls::checkbox::{Checkbox, CheckboxProps};
pub use super::controls::id_of;
pub use super::controls::select::{Item, Select, SelectProps};
pub use super::controls::text_box::{TextBox, TextBoxProps};
use super::el::component;

pub type Intent<T> = Callback<T>;
pub type CheckProps = CheckboxProps;

pub fn text_box(props: TextBoxProps) -> Html {
    component::<TextBox>(props)
}

pub fn select(props: SelectProps) -> Html {
    component::<Select>(props)
}

pub fn check(props: CheckProps) -> Html {
    component::<Checkbox>(props)
}
