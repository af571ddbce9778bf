//! The menu after a control: the values that no typing gives, and whether the value is a secret.

use yew::prelude::*;

use super::FieldProps;
use super::secrecy::{Secrecy, SecrecySwitch};
use crate::ui::act::use_act;
use crate::ui::controls::id_of;
use crate::ui::controls::popover::Popover;
use crate::ui::state::Action;
use openapi::Kind;
use openapi::control::Choice;
use problem::Field;
use request::draft::{Edit, Node};

/// A value that is chosen beside the control.
#[derive(Clone, Copy, PartialEq)]
enum Explicit {
    /// Whatever the control holds.
    Typed,
    Absent,
    EmptyText,
    Null,
}

impl Explicit {
    fn of(node: &Node) -> Explicit {
        match node {
            Node::Absent => Explicit::Absent,
            Node::EmptyText => Explicit::EmptyText,
            Node::Null => Explicit::Null,
            _ => Explicit::Typed,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Explicit::Typed => "typed",
            Explicit::Absent => "absent",
            Explicit::EmptyText => "empty",
            Explicit::Null => "null",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Explicit::Typed => "As entered",
            Explicit::Absent => "Not given",
            Explicit::EmptyText => "Empty text",
            Explicit::Null => "null",
        }
    }

    fn edit(self, place: Field) -> Option<Edit> {
        match self {
            Explicit::Typed => None,
            Explicit::Absent => Some(Edit::Clear(place)),
            Explicit::EmptyText => Some(Edit::EmptyText(place)),
            Explicit::Null => Some(Edit::Null(place)),
        }
    }

    /// The values that a field can have beside what is typed; none where there is no choice.
    fn offered(props: &FieldProps) -> Vec<Explicit> {
        let (control, node) = (&props.control, &props.node);
        let is_container = matches!(control.kind, Kind::Object | Kind::List | Kind::Map);
        // What the control itself offers is not offered once more.
        let offers = |is: fn(&Choice) -> bool| match &control.kind {
            Kind::Choice(choices) => choices.iter().any(is),
            _ => false,
        };
        let null = (control.nullable || *node == Node::Null) && !offers(Choice::is_null);
        let empty = (control.empty_text && !is_container || *node == Node::EmptyText)
            && !offers(Choice::is_empty_text);
        if !null && !empty {
            return Vec::new();
        }
        let now = Explicit::of(node);
        let mut all = vec![Explicit::Absent];
        all.extend((now == Explicit::Typed).then_some(Explicit::Typed));
        all.extend(empty.then_some(Explicit::EmptyText));
        all.extend(null.then_some(Explicit::Null));
        all
    }
}

/// The menu of a field; of one that leaves no choice there is none.
#[component]
pub fn FieldMenu(props: &FieldProps) -> Html {
    let act = use_act();
    let offered = Explicit::offered(props);
    let secrecy = Secrecy::of(props);
    if offered.is_empty() && secrecy.is_none() {
        return Html::default();
    }
    let at = props.place.to_string();
    let group = id_of("e", &at);
    let now = Explicit::of(&props.node);
    let radio = |one: Explicit| {
        let (act, place) = (act.clone(), props.place.clone());
        let onchange = Callback::from(move |_: Event| {
            if let Some(edit) = one.edit(place.clone()) {
                act.emit(Action::Edit(edit));
            }
        });
        html! {
            <label class="check" key={one.name()}>
                <input
                    type="radio" name={group.clone()} value={one.name()} checked={one == now}
                    autocomplete="off" {onchange}
                />
                <span>{ one.words() }</span>
            </label>
        }
    };
    html! {
        <Menu id={id_of("m", &at)} name={props.name.clone()} {secrecy}>
            if !offered.is_empty() {
                <fieldset class="menu-values" data-explicit={at}>
                    <legend>{ "Value" }</legend>
                    { for offered.into_iter().map(radio) }
                </fieldset>
            }
        </Menu>
    }
}

/// See [`Menu`].
#[derive(Properties, PartialEq)]
pub struct MenuProps {
    pub id: AttrValue,
    /// The field's name.
    pub name: AttrValue,
    #[prop_or_default]
    pub secrecy: Option<Secrecy>,
    #[prop_or_default]
    pub children: Html,
}

/// A button with three dots, and what it opens.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    html! {
        <Popover
            id={props.id.clone()} part="field-menu" class="field-menu" button={html!("⋯")}
            label={AttrValue::from(format!("Options of {}", props.name))}
        >
            { props.children.clone() }
            if let Some(secrecy) = &props.secrecy {
                <SecrecySwitch secrecy={secrecy.clone()} />
            }
        </Popover>
    }
}
