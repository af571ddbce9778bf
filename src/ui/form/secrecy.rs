//! A field whose secrecy a person may change.

use yew::prelude::*;

use super::FieldProps;
use crate::ui::act::use_act;
use crate::ui::controls::Checkbox;
use crate::ui::state::Action;
use openapi::ServerVariable;
use problem::Field;
use problem::Step;
use request::draft::Edit;

/// A field that a person may call a secret, or none.
#[derive(Clone, PartialEq)]
pub struct Secrecy {
    place: Field,
    name: AttrValue,
    secret: bool,
    /// Its name is that of a secret.
    named: bool,
}

impl Secrecy {
    /// That of a documented value; `None` where the document itself decides, or the value is no text.
    pub fn of(props: &FieldProps) -> Option<Secrecy> {
        let control = &props.control;
        let may_change = control.named_secret || control.marked || control.can_be_marked();
        may_change.then(|| Secrecy {
            place: props.place.clone(),
            name: props.name.clone(),
            secret: control.secret,
            named: control.named_secret,
        })
    }

    /// That of a variable in a server's address, at its field.
    pub fn of_variable(variable: &ServerVariable, place: Field) -> Option<Secrecy> {
        let may_change = variable.named_secret || variable.marked || variable.can_be_marked();
        may_change.then(|| Secrecy {
            place,
            name: variable.name.clone().into(),
            secret: variable.secret,
            named: variable.named_secret,
        })
    }

    /// Why it is a secret or none, and what that means.
    fn words(&self) -> &'static str {
        match (self.named, self.secret) {
            (true, true) => {
                "This value is a secret because of its name: it is masked and is not stored with the draft."
            }
            (_, false) => "This value is visible and is stored with the draft.",
            (false, true) => {
                "You marked this value as a secret: it is masked and is not stored with the draft."
            }
        }
    }

    /// What else is marked with it.
    fn others(&self) -> &'static str {
        match self.place.path.last() {
            Some(Step::Index(_)) => " This holds for every item of the list.",
            Some(Step::Entry(_)) => " This holds for every entry.",
            _ => "",
        }
    }
}

/// See [`SecrecySwitch`].
#[derive(Properties, PartialEq)]
pub struct SecrecySwitchProps {
    pub secrecy: Secrecy,
}

/// The switch by which a person says that a field is a secret, or none.
#[component]
pub fn SecrecySwitch(props: &SecrecySwitchProps) -> Html {
    let act = use_act();
    let secrecy = &props.secrecy;
    let onchange = {
        let place = secrecy.place.clone();
        Callback::from(move |secret: bool| {
            act.emit(Action::Edit(Edit::Mark(place.clone(), secret)))
        })
    };
    html! {
        <div data-mark={secrecy.place.to_string()}>
            <Checkbox
                checked={secrecy.secret} label="Secret" name={Some(AttrValue::from(format!("Treat {} as a secret", secrecy.name)))}
                {onchange}
            />
            <p class="help">{ secrecy.words() }{ secrecy.others() }</p>
        </div>
    }
}
