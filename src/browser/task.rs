//! Waiting between two steps of work, so that the browser draws and answers meanwhile.

use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Window;

/// Milliseconds that [`frame`] waits at most.
const FRAME_LIMIT: i32 = 200;

/// Lets the browser do what waits; what is awaited after it is in another task.
pub async fn pause() {
    after(|done, window| window.set_timeout_with_callback(done).is_ok()).await;
}

/// Lets the browser draw a frame; what is awaited after it is in a task after that.
///
/// A page that is not in view draws none: then it waits no longer than a frame may take.
pub async fn frame() {
    after(|done, window| {
        let after_drawing = Closure::once_into_js({
            let (done, window) = (done.clone(), window.clone());
            move || {
                let _ = window.set_timeout_with_callback(&done);
            }
        });
        let drawing = window.request_animation_frame(after_drawing.unchecked_ref());
        let limit = window.set_timeout_with_callback_and_timeout_and_arguments_0(done, FRAME_LIMIT);
        drawing.is_ok() || limit.is_ok()
    })
    .await;
}

/// Waits until the browser calls what it is given; not at all where it cannot be asked.
async fn after(ask: impl Fn(&Function, &Window) -> bool) {
    let promise = Promise::new(&mut |done, _| {
        if !web_sys::window().is_some_and(|window| ask(&done, &window)) {
            let _ = done.call0(&JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(promise).await;
}
