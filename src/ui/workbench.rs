//! The open operation: the send bar, the request pane, and the inspector beside it.

mod address;
mod auth;
pub mod browser_notes;
mod body;
pub mod delivery;
mod file;
mod parameters;
mod problems;
mod raw_body;
mod request_pane;
mod section;
mod send_bar;
pub mod signing;

use yew::prelude::*;

use self::request_pane::RequestPane;
use self::send_bar::SendBar;
use super::act::use_act;
use super::controls::splitter::Splitter;
use super::form::text_of;
use super::inspector::Inspector;
use super::prefs;
use super::shared::Shared;
use super::state::{Action, Open, Pref, Prefs, View};
use super::veil::{Veil, under};
use crate::browser::page;
use problem::Root;
use request::address_secrets::in_address;
use request::preview::secrets::known;

/// See [`Workbench`].
#[derive(Properties, PartialEq)]
pub struct WorkbenchProps {
    pub open: Shared<Open>,
    pub prefs: Prefs,
    pub view: View,
}

/// Everything about the open operation.
#[component]
pub fn Workbench(props: &WorkbenchProps) -> Html {
    let act = use_act();
    let node = use_node_ref();
    let WorkbenchProps { open, prefs, view } = props;
    {
        let node = node.clone();
        use_effect_with(prefs.share, move |share| {
            page::set_style(&node, "--request-share", &share.to_string());
        });
    }
    let wish = view
        .focus
        .clone()
        .filter(|(number, _)| view.focused != Some(*number));
    let met = act.reform(Action::Focused);
    use_effect_with(wish, move |wish| {
        if let Some((number, field)) = wish {
            page::focus_field(&field.to_string());
            met.emit(*number);
        }
    });
    let resize = {
        let act = act.clone();
        use_callback((), move |share, ()| {
            act.emit(Action::Pref(Pref::Share(share)))
        })
    };
    let class = classes!("workbench", view.inspects.then_some("inspects"));
    let key = format!("{}/{}", open.operation.api, open.operation.id);
    let content = html! {
        <div {class} {key}>
            <SendBar open={open.clone()} reveal={prefs.reveal} fresh={view.touched.is_fresh()} />
            <div class="panes" ref={node}>
                <RequestPane open={open.clone()} prefs={prefs.clone()} view={view.clone()} />
                <Splitter
                    label="Width of the request pane" share={prefs.share} limits={prefs::REQUEST}
                    onchange={resize}
                />
                <Inspector
                    open={open.clone()} prefs={prefs.clone()} tab={view.tab} inspects={view.inspects}
                />
            </div>
        </div>
    };
    under(veil(open, prefs.reveal), content)
}

/// The secrets that are known here.
fn veil(open: &Open, reveal: bool) -> Veil {
    let (flow, secrets) = (&open.flow, &open.bench.secrets);
    let mut known = known(&flow.request, secrets, &flow.scheme);
    // An address that is not valid is in no request, but in messages.
    let typed = text_of(open.bench.draft.root(&Root::address()));
    for secret in in_address(&typed) {
        known.add(typed.get(secret).unwrap_or_default());
    }
    Veil {
        known: known.into(),
        reveal,
        operation: Some(Shared::from(&open.operation)),
        searched: None,
    }
}
