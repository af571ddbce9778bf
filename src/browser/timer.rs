//! Later: a timeout that is cancelled when its owner goes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A pending call; dropping it cancels it.
pub struct Timer {
    id: i32,
    _call: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls once after `millis`, unless dropped before.
    pub fn after(millis: i32, call: impl FnOnce() + 'static) -> Timer {
        let call = Closure::once(call);
        let id = web_sys::window()
            .and_then(|w| {
                w.set_timeout_with_callback_and_timeout_and_arguments_0(
                    call.as_ref().unchecked_ref(),
                    millis,
                )
                .ok()
            })
            .unwrap_or_default();
        Timer { id, _call: call }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}
