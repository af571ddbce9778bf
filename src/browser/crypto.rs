//! WebCrypto: the browser's own signatures, beside ours.

use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use signature::public::Material;
use signature::{Algorithm, Kind};

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

/// A SHA-256 (FIPS 180-4), off the page's thread; `None` where the browser has no WebCrypto.
pub async fn sha256(message: &[u8]) -> Option<Vec<u8>> {
    let data = Uint8Array::from(message);
    let made = settled(subtle()?.digest_with_str_and_buffer_source("SHA-256", &data)).await?;
    let made = made.dyn_into::<ArrayBuffer>().ok()?;
    Some(Uint8Array::new(&made).to_vec())
}

/// Whether one of the signatures is of the public key; `None` where the browser does not know its kind.
pub async fn verified(material: &Material) -> Option<bool> {
    let subtle = subtle()?;
    let (name, form) = match material.kind {
        Kind::Ed25519 => ("Ed25519", "raw"),
        Kind::Ecdsa => ("ECDSA", "spki"),
        Kind::Rsa => ("RSASSA-PKCS1-v1_5", "spki"),
        _ => return None,
    };
    let how = Object::new();
    let hash = material.algorithm.name();
    for (member, value) in [("name", name), ("namedCurve", "P-256"), ("hash", hash)] {
        Reflect::set(&how, &member.into(), &value.into()).ok()?;
    }
    let bytes = Uint8Array::from(&material.key[..]);
    let usage = Array::of1(&"verify".into());
    let key = subtle.import_key_with_object(form, &bytes, &how, false, &usage);
    let key = imported(key).await?;
    let data = Uint8Array::from(&material.message[..]);
    let mut valid = false;
    for signature in &material.signatures {
        let signature = Uint8Array::from(&signature[..]);
        let told = subtle
            .verify_with_object_and_buffer_source_and_buffer_source(&how, &key, &signature, &data);
        valid |= settled(told).await?.as_bool()?;
    }
    Some(valid)
}

/// Random bytes; `None` where the browser has none.
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).ok()?;
    let crypto = crypto.dyn_into::<web_sys::Crypto>().ok()?;
    let mut bytes = [0; N];
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
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
