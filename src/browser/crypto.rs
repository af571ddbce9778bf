//! WebCrypto: the browser's own signatures, beside ours.

use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use crate::sign::Algorithm;

/// An HMAC (RFC 2104); `None` where the browser has no WebCrypto or refuses the key, as it does an empty one.
pub async fn hmac(algorithm: Algorithm, key: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    let subtle = subtle()?;
    let how = Object::new();
    for (name, value) in [("name", "HMAC"), ("hash", algorithm.name())] {
        Reflect::set(&how, &name.into(), &value.into()).ok()?;
    }
    let bytes = Uint8Array::from(key);
    let usage = Array::of1(&"sign".into());
    let key = subtle.import_key_with_object("raw", &bytes, &how, false, &usage);
    let key = imported(key).await?;
    let data = Uint8Array::from(message);
    let made = settled(subtle.sign_with_str_and_buffer_source("HMAC", &key, &data)).await?;
    let made = made.dyn_into::<ArrayBuffer>().ok()?;
    Some(Uint8Array::new(&made).to_vec())
}

/// Whether a signature is of Ed25519 (RFC 8032); `None` where the browser does not know it.
pub async fn ed25519(key: &[u8], message: &[u8], signature: &[u8]) -> Option<bool> {
    let subtle = subtle()?;
    let bytes = Uint8Array::from(key);
    let usage = Array::of1(&"verify".into());
    let key = imported(subtle.import_key_with_str("raw", &bytes, "Ed25519", false, &usage)).await?;
    let (signature, data) = (Uint8Array::from(signature), Uint8Array::from(message));
    let told = subtle
        .verify_with_str_and_buffer_source_and_buffer_source("Ed25519", &key, &signature, &data);
    settled(told).await?.as_bool()
}

/// There is none where the page was not fetched securely.
fn subtle() -> Option<SubtleCrypto> {
    let subtle = web_sys::window()?.crypto().ok()?.subtle();
    (!subtle.is_undefined()).then_some(subtle)
}

async fn imported(promise: Result<Promise, JsValue>) -> Option<CryptoKey> {
    settled(promise).await?.dyn_into().ok()
}

async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}
