//! The one way for a component to change the state: the callback for actions, from the context.

use yew::prelude::*;

use super::state::Action;

/// The callback that gives an action to the reducer; the same one for as long as the page is open.
#[derive(Clone, PartialEq)]
pub struct Act(pub Callback<Action>);

/// The callback for actions; outside of the page, as in a test, it does nothing.
#[hook]
pub fn use_act() -> Callback<Action> {
    use_context::<Act>().map_or_else(Callback::noop, |act| act.0)
}
