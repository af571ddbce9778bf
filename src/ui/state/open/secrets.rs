//! The secrets of the operation that is open: credentials, signing secrets, and which fields are secret.

use std::rc::Rc;

use super::Open;
use crate::ui::state::Matching;
use crate::ui::state::history::{Change, Control, DraftSnapshot};
use openapi::Operation;
use request::draft::{self, Draft, example, prefilled, start};
use signature::Moment;
use signature::secret::Secret;

impl Open {
    /// An example may have credentials; what it lacks of them is filled in for the sandbox.
    pub(in crate::ui::state) fn credentials_of(&mut self, name: &str) {
        let secrets = Rc::make_mut(&mut self.bench.secrets);
        for (input, value) in example::secrets(&self.operation, name) {
            secrets.set(input, Secret::new(value));
        }
        if self.operation.delivery.is_none() {
            start::give_credentials(&self.operation, &self.bench.draft, secrets);
        }
    }

    pub(in crate::ui::state) fn secret(
        &mut self,
        input: Rc<str>,
        text: Rc<str>,
        moment: Moment,
        matcher: Matching,
    ) {
        let control = Control::Secret(Rc::clone(&input));
        self.step(&Change::Text(control, Rc::clone(&text)), &moment);
        Rc::make_mut(&mut self.bench.secrets).set(input, Secret::new(text));
        self.example = None;
        self.run(moment, matcher);
        // The signature of a reply is verified with what was just typed.
        self.read_again(matcher);
    }
}

/// The operation with what the person says is a secret, or none.
pub(in crate::ui::state) fn marked(documented: &Rc<Operation>, draft: &Draft) -> Rc<Operation> {
    match draft.marks.iter().next() {
        None => Rc::clone(documented),
        Some(_) => Rc::new(draft::marks::marked(documented, &draft.marks)),
    }
}

/// The secrets that a delivery has from its registration; in memory only.
pub(in crate::ui::state) fn give_secrets(bench: &mut DraftSnapshot, operation: &Operation) {
    for (input, secret) in prefilled::secrets(operation) {
        Rc::make_mut(&mut bench.secrets).set(input, secret);
    }
}
