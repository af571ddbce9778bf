//! The draft that an operation begins with: its first valid example, with credentials for the sandbox.

use std::rc::Rc;

use super::{Draft, example, load};
use openapi::{Operation, SecurityKind, SecurityScheme};
use problem::{Field, Root};
use signature::secret::{Secret, Secrets};

/// What is sent as a credential that the person has not entered: the sandbox accepts any.
pub const SANDBOX: &str = "sandbox-credential";

/// A draft with its credentials, and the example that it was filled from.
#[derive(Clone, Default)]
pub struct Start {
    /// What is filled in.
    pub draft: Draft,
    /// Its credentials.
    pub secrets: Secrets,
    /// `None` if the operation documents no valid example, or is a delivery.
    pub example: Option<Rc<str>>,
}

/// Returns an example of an operation, by its name or else the first valid one, with a value for every
/// credential that it needs.
///
/// A delivery begins with the values of its registration instead.
pub fn start(operation: &Operation, name: Option<&str>) -> Start {
    let fresh = load::fresh(operation);
    let valid = |one: &&openapi::Example| !one.breaks && one.expected.is_empty();
    let mut examples = operation.examples.iter().filter(valid);
    let named = examples.clone().find(|one| Some(&*one.name) == name);
    let found = named.or_else(|| examples.next());
    let Some(found) = found.filter(|_| operation.delivery.is_none()) else {
        return Start {
            draft: fresh,
            ..Start::default()
        };
    };
    let draft = example::example(&fresh, operation, &found.name);
    let mut secrets = Secrets::default();
    for (input, value) in example::secrets(operation, &found.name) {
        secrets.set(input, Secret::new(value));
    }
    let mut start = Start {
        draft,
        secrets,
        example: Some(found.name.as_str().into()),
    };
    give_credentials(operation, &start.draft, &mut start.secrets);
    start
}

/// Gives the sandbox's credential to every input of the chosen way to authenticate that has none.
pub fn give_credentials(operation: &Operation, draft: &Draft, secrets: &mut Secrets) {
    let chosen = draft.security.as_deref();
    let mut alternatives = operation.security.iter();
    let alternative = alternatives
        .find(|one| chosen.is_none_or(|name| one.name == name))
        .or(operation.security.first());
    let schemes = alternative.map_or(&[][..], |one| &one.schemes);
    for input in schemes.iter().flat_map(|scheme| inputs(scheme)) {
        if secrets.get(&input).is_none() {
            secrets.set(input, Secret::new(SANDBOX));
        }
    }
}

/// The inputs of a security scheme.
fn inputs(scheme: &SecurityScheme) -> Vec<String> {
    let place = Field::from(Root::Credential(scheme.name.as_str().into()));
    match scheme.kind {
        SecurityKind::Basic => ["username", "password"]
            .map(|input| place.member(input).to_string())
            .into(),
        SecurityKind::Token { .. } | SecurityKind::ApiKey { .. } => vec![place.to_string()],
        SecurityKind::Signed => {
            let named = scheme.signature.iter().flat_map(|one| &one.scheme.inputs);
            let needed = named.filter(|input| input.default.is_none());
            let inputs = needed.map(|input| Root::Secret(Some(input.name.as_str().into())));
            let all = std::iter::once(Root::Secret(None)).chain(inputs);
            all.map(|root| root.to_string()).collect()
        }
        SecurityKind::Unsupported { .. } => Vec::new(),
    }
}
