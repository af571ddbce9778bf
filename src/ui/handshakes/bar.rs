//! The request line: method, URL and Send, with what the browser will do.

use yew::prelude::*;

use super::state::{Change, Sending};
use super::use_handshakes;
use crate::ui::inspector::paint::{Painter, pieces};
use crate::ui::prose;
use crate::ui::workbench::browser_notes::BrowserNotes;
use request::preview;

/// See [`HandshakeBar`].
#[derive(Properties, PartialEq)]
pub struct HandshakeBarProps {
    /// Whether secrets in the URL are shown.
    pub reveal: bool,
}

/// One button sends and stops, so that the focus stays on it.
#[component]
pub fn HandshakeBar(props: &HandshakeBarProps) -> Html {
    let (state, change) = use_handshakes();
    let Some(flow) = &state.flow else {
        return Html::default();
    };
    let method = flow.request.method.clone();
    let sends = matches!(state.sending, Sending::Sent(_));
    let refusal = state.refusal();
    let onclick =
        change.reform(move |_: MouseEvent| if sends { Change::Stop } else { Change::Send });
    let renew = change.reform(|_: MouseEvent| Change::NewChallenge);
    let url = preview::address(&flow.request);
    let refused = refusal.is_some();
    html! {
        <div class="own-bar">
            <div class="line">
                <span class={classes!("method", method.to_lowercase())} data-part="method">{ method }</span>
                <code class="url" data-part="url">{ pieces(&url, &mut Painter::default(), props.reveal) }</code>
                if state.has_values() {
                    <button
                        type="button" data-part="new-challenge" onclick={renew}
                        title="Another challenge, and the present time"
                    >
                        { "New challenge" }
                    </button>
                }
                <button
                    type="button" class="primary" data-part={if sends { "stop" } else { "send" }} {onclick}
                    aria-disabled={(refused && !sends).to_string()} aria-describedby={refused.then_some("refusal")}
                    aria-keyshortcuts="Control+Enter Meta+Enter" title="Ctrl+Enter or Cmd+Enter"
                >
                    { if sends { "Stop" } else { "Send" } }
                </button>
            </div>
            if let Some(why) = refusal {
                <p class="refusal" id="refusal">
                    <strong>{ "Can’t send yet: " }</strong>
                    { prose::inline(&why) }
                </p>
            } else {
                <BrowserNotes of={flow.0.clone()} />
            }
        </div>
    }
}
