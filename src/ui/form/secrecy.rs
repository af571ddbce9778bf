//! The switch by which a person says that a field is a secret, or none; and the words on why it is one.

use yew::prelude::*;

use super::FieldProps;
use crate::ui::el::{El, el};
use crate::ui::parts::{CheckProps, check};
use crate::ui::state::Action;
use openapi::{Control, ServerVariable};
use problem::Field;
use problem::Step;
use request::draft::Edit;

/// A field whose secrecy a person may change.
#[derive(Clone, PartialEq)]
pub struct Secrecy {
    place: Field,
    name: AttrValue,
    secret: bool,
    /// Its name is that of a secret.
    named: bool,
    act: Callback<Action>,
}

impl Secrecy {
    /// That of a documented value; `None` where the document's own word stands, or the value is no text.
    pub fn of(props: &FieldProps) -> Option<Secrecy> {
        let control: &Control = &props.control;
        let may_change = control.named_secret || control.marked || control.can_be_marked();
        may_change.then(|| Secrecy {
            place: props.place.clone(),
            name: props.name.clone(),
            secret: control.secret,
            named: control.named_secret,
            act: props.act.clone(),
        })
    }

    /// That of a variable in a server's address, at its field.
    pub fn of_variable(
        variable: &ServerVariable,
        place: Field,
        act: &Callback<Action>,
    ) -> Option<Secrecy> {
        let may_change = variable.named_secret || variable.marked || variable.can_be_marked();
        may_change.then(|| Secrecy {
            place,
            name: variable.name.clone().into(),
            secret: variable.secret,
            named: variable.named_secret,
            act: act.clone(),
        })
    }

    /// The note below the control; an ordinary field has none.
    pub fn words(&self) -> Option<El> {
        let words = match (self.named, self.secret) {
            (true, true) => {
                "Treated as a secret because of its name: it is masked, and left out when the draft is stored. "
            }
            (true, false) => "Not treated as a secret: it is shown, and stored with the draft. ",
            (false, true) => {
                "Treated as a secret because you marked it: it is masked, and left out when the draft is stored. "
            }
            (false, false) => return None,
        };
        let all = match self.place.path.last() {
            Some(Step::Index(_)) => "So is every item of the list. ",
            Some(Step::Entry(_)) => "So is every entry. ",
            _ => "",
        };
        let words = el("div")
            .class("help named-secret")
            .attr("data-secret", self.place.to_string().into())
            .text(words)
            .text(all);
        Some(match self.named {
            true => words.put(self.switch("", self.label())),
            false => words,
        })
    }

    /// The switch of a field whose name is not that of a secret: beside the field's name, in sight while it
    /// is marked, or the field is pointed at or has the focus.
    pub fn offer(&self) -> Option<El> {
        let class = match self.secret {
            true => "mark-secret on",
            false => "mark-secret",
        };
        let switch = || {
            el("span")
                .class(class)
                .attr("data-mark", self.place.to_string().into())
                .put(self.switch("Secret", self.label()))
        };
        (!self.named).then(switch)
    }

    fn label(&self) -> AttrValue {
        ["Treat ", &*self.name, " as a secret"].concat().into()
    }

    /// `short`: the words in sight, where they are fewer than the switch's name.
    fn switch(&self, short: &'static str, label: AttrValue) -> Html {
        let place = self.place.clone();
        let onchange = self
            .act
            .reform(move |secret: bool| Action::Edit(Edit::Mark(place.clone(), secret)));
        let (words, name) = match short {
            "" => (label, None),
            _ => (AttrValue::from(short), Some(label)),
        };
        check(CheckProps {
            checked: self.secret,
            label: words,
            name,
            onchange: onchange.into(),
            ..Default::default()
        })
    }
}
