//! Work in slices: a call in a task of its own, as soon as the browser has done what waits.
//!
//! A timeout of nothing is made one of 4 ms once it is nested; a message is not.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageChannel, MessageEvent};

/// Calls again and again, each time in a task of its own, until told otherwise or dropped.
pub struct Slices {
    channel: MessageChannel,
    _call: Closure<dyn FnMut(MessageEvent)>,
}

impl Slices {
    /// `slice` says whether there is more to do.
    pub fn run(mut slice: impl FnMut() -> bool + 'static) -> Option<Slices> {
        let channel = MessageChannel::new().ok()?;
        let again = channel.port2();
        let post = move || again.post_message(&wasm_bindgen::JsValue::NULL).is_ok();
        let first = post.clone();
        let call = Closure::<dyn FnMut(MessageEvent)>::new(move |_| {
            if slice() {
                post();
            }
        });
        channel
            .port1()
            .set_onmessage(Some(call.as_ref().unchecked_ref()));
        first().then_some(Slices {
            channel,
            _call: call,
        })
    }
}

impl Drop for Slices {
    fn drop(&mut self) {
        self.channel.port1().set_onmessage(None);
        self.channel.port1().close();
    }
}

/// Lets the browser do what waits; what is awaited after it is in another task.
pub async fn pause() {
    let promise = js_sys::Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            // Without a window there is nothing to wait for, and nobody to.
            let _ = window.set_timeout_with_callback(&done);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
