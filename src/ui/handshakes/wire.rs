//! The request of the handshakes page: its bytes, and the same as code.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::inspector::code::CodeTab;
use crate::ui::inspector::request::{RequestTab, RequestView};
use crate::ui::shared::Shared;
use crate::ui::state::Prefs;
use request::pipeline::Flow;

/// See [`Wire`].
#[derive(Properties, PartialEq)]
pub struct WireProps {
    pub flow: Rc<Flow>,
    pub prefs: Prefs,
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
