//! A divider between two panes that is dragged, or moved by the arrow keys.

use web_sys::Element;
use yew::prelude::*;

/// See [`Splitter`].
#[derive(Properties, PartialEq)]
pub struct SplitterProps {
    /// What it resizes, for the accessible name.
    pub label: AttrValue,
    /// The share of the pane before it, in percent of both.
    pub share: u8,
    /// The least and the greatest share.
    pub limits: (u8, u8),
    pub onchange: Callback<u8>,
}

/// Percent that an arrow key moves it.
const STEP: u8 = 2;

/// A window splitter, as the ARIA Authoring Practices Guide has it.
#[component]
pub fn Splitter(props: &SplitterProps) -> Html {
    let node = use_node_ref();
    let dragging = use_state_eq(|| false);
    let (least, most) = props.limits;
    let set = {
        let onchange = props.onchange.clone();
        move |share: u8| onchange.emit(share.clamp(least, most))
    };
    let onpointerdown = {
        let dragging = dragging.clone();
        Callback::from(move |event: PointerEvent| {
            if let Some(element) = event.target_dyn_into::<Element>() {
                // Without the capture, the pointer drags only while it is above the splitter.
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            event.prevent_default();
            dragging.set(true);
        })
    };
    let onpointermove = {
        let (node, set, is_dragging) = (node.clone(), set.clone(), *dragging);
        Callback::from(move |event: PointerEvent| {
            let panes = node
                .cast::<Element>()
                .and_then(|element| element.parent_element());
            if let Some(panes) = panes.filter(|_| is_dragging) {
                let room = panes.get_bounding_client_rect();
                let share = (f64::from(event.client_x()) - room.left()) / room.width() * 100.0;
                set(share.round() as u8);
            }
        })
    };
    let stop = Callback::from(move |_: PointerEvent| dragging.set(false));
    let onkeydown = {
        let share = props.share;
        Callback::from(move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowLeft" => share.saturating_sub(STEP),
                "ArrowRight" => share + STEP,
                "Home" => least,
                "End" => most,
                _ => return,
            };
            event.prevent_default();
            set(next);
        })
    };
    html! {
        <div
            ref={node} class="splitter" role="separator" tabindex="0" aria-orientation="vertical"
            aria-label={&props.label}
            aria-valuenow={props.share.to_string()}
            aria-valuemin={least.to_string()}
            aria-valuemax={most.to_string()}
            {onpointerdown} {onpointermove} onpointerup={stop.clone()} onpointercancel={stop} {onkeydown}
        />
    }
}
