//! Copying to the clipboard.

use wasm_bindgen_futures::JsFuture;

/// Copies a text; whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    if !window.is_secure_context() {
        // Without a secure context there is no `navigator.clipboard` at all.
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text))
        .await
        .is_ok()
}
