//! The request of the handshakes page: its bytes, and the same as code.

use std::rc::Rc;

use yew::prelude::*;

use super::inspector::code::CodeTab;
use super::inspector::paint::{Painter, pieces as painted};
use super::inspector::request::{RequestTab, RequestView};
use super::shared::Shared;
use super::state::{Action, Prefs};
use request::pipeline::Flow;
use request::preview::Piece;

/// See [`Wire`].
#[derive(Properties, PartialEq)]
pub struct WireProps {
    pub flow: Rc<Flow>,
    pub prefs: Prefs,
    pub act: Callback<Action>,
}

/// The request with its snippet below.
#[component]
pub fn Wire(props: &WireProps) -> Html {
    let view = use_state_eq(RequestView::default);
    let onview = {
        let view = view.setter();
        use_callback((), move |chosen, ()| view.set(chosen))
    };
    let flow = Shared::from(&props.flow);
    html! {
        <section class="wire-pane" aria-label="Request">
            <RequestTab flow={flow.clone()} reveal={props.prefs.reveal} view={*view} {onview} />
            <CodeTab {flow} target={props.prefs.snippet} exact={props.prefs.exact} />
        </section>
    }
}

/// Pieces of an address.
pub fn pieces(all: &[Piece], reveal: bool, _: fn(&Piece, bool) -> Html) -> Html {
    painted(all, &mut Painter::default(), reveal)
}
