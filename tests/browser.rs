//! What only a browser can prove: that our bytes are the ones its own code makes.
//!
//! Generated inputs come from a small generator with a fixed seed, so that a
//! failure can be repeated. Run by `wasm-pack test --headless --chrome`.

#![cfg(target_arch = "wasm32")]

use request::draft::FormVariant;
use request::encode::form::percent;
use request::message::url;
use signature::Algorithm;
use signature::hmac::{hash, mac};
use signpost::browser::{clock, regexp};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = "
export function form(name, value) { return new URLSearchParams([[name, value]]).toString(); }
export function normal(url) { try { return new URL(url).href; } catch { return undefined; } }
export function fetched(url) { return new Request(url).url; }
export async function hmac(hash, key, message) {
  const imported = await crypto.subtle.importKey('raw', key.length ? key : new Uint8Array(1), { name: 'HMAC', hash }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, message));
}
export async function digest(hash, message) { return new Uint8Array(await crypto.subtle.digest(hash, message)); }
")]
extern "C" {
    fn form(name: &str, value: &str) -> String;
    fn normal(url: &str) -> Option<String>;
    fn fetched(url: &str) -> String;
    async fn hmac(hash: &str, key: &[u8], message: &[u8]) -> JsValue;
    async fn digest(hash: &str, message: &[u8]) -> JsValue;
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Text in which the characters that matter are frequent.
    fn text(&mut self, most: usize) -> String {
        const OFTEN: &[char] = &[
            ' ', '+', '%', '&', '=', '*', '-', '.', '_', '~', '\'', '(', ')', '!', '\n', '\r',
            '\0', '"', '<', '/', '?', '#', '@', ':', '[', '{', '\\', '^', '|', '`', ';', ',',
        ];
        let length = self.below(most);
        let one = |random: &mut Random| match random.below(4) {
            0 => OFTEN[random.below(OFTEN.len())],
            1 => char::from(random.below(128) as u8),
            2 => char::from_u32(random.below(0x3000) as u32).unwrap_or('x'),
            _ => char::from_u32(random.below(0x11_0000) as u32).unwrap_or('\u{fffd}'),
        };
        (0..length).map(|_| one(self)).collect()
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        let length = self.below(most);
        (0..length).map(|_| self.next() as u8).collect()
    }
}

#[wasm_bindgen_test]
fn forms_are_written_as_url_search_params_writes_them() {
    let mut random = Random(0x00c0_ffee);
    for _ in 0..5000 {
        let (name, value) = (random.text(8), random.text(40));
        let mut ours = String::new();
        percent(&mut ours, &name, FormVariant::Whatwg);
        ours.push('=');
        percent(&mut ours, &value, FormVariant::Whatwg);
        assert_eq!(ours, form(&name, &value), "{name:?}={value:?}");
    }
}

#[wasm_bindgen_test]
fn addresses_are_normal_so_that_fetch_changes_nothing() {
    let mut random = Random(0x5eed);
    let starts = [
        "http://",
        "HTTPS://",
        "https:",
        "http:/\\",
        " https://",
        "https://user@",
        "http://[::",
        "http://0x7f.",
        "http://1.2.",
        "https://xn--",
        "http://EXAMPLE.com:80/",
        "https://h:443/a/../",
        "http://h/%2e%2E/",
    ];
    let mut accepted = 0;
    for round in 0..6000 {
        let input = match round % 3 {
            0 => format!("{}{}", starts[random.below(starts.len())], random.text(20)),
            1 => format!("https://example.com/{}", random.text(30)),
            _ => format!(
                "http://{}.example:{}/{}?{}",
                ["a", "B-c", "x_y", "1"][random.below(4)],
                random.below(70000),
                random.text(6),
                random.text(12)
            ),
        };
        let Ok(parsed) = url::parse(&input) else {
            continue;
        };
        accepted += 1;
        let ours = parsed.text();
        assert_eq!(normal(ours).as_deref(), Some(ours), "from {input:?}");
        assert_eq!(fetched(ours), ours, "from {input:?}");
        let theirs =
            normal(&input).map(|href| href.split('#').next().unwrap_or_default().to_owned());
        assert_eq!(
            theirs.as_deref(),
            Some(ours),
            "{input:?} means the same to both"
        );
    }
    assert!(accepted > 2000, "only {accepted} addresses were accepted");
}

#[wasm_bindgen_test]
async fn macs_and_hashes_are_those_of_web_crypto() {
    let mut random = Random(0xfeed);
    let all = [
        Algorithm::Sha1,
        Algorithm::Sha256,
        Algorithm::Sha384,
        Algorithm::Sha512,
    ];
    for round in 0..400 {
        let algorithm = all[round % all.len()];
        // Around the block sizes, where padding and key hashing begin.
        let key = [random.bytes(300), vec![round as u8]].concat();
        let message = random.bytes(400);
        let theirs =
            js_sys::Uint8Array::from(hmac(algorithm.name(), &key, &message).await).to_vec();
        assert_eq!(
            mac(algorithm, &key, &message),
            theirs,
            "{} {key:?} {message:?}",
            algorithm.name()
        );
        let theirs = js_sys::Uint8Array::from(digest(algorithm.name(), &message).await).to_vec();
        assert_eq!(hash(algorithm, &message), theirs);
    }
}

#[wasm_bindgen_test]
fn patterns_are_ecmascripts_own() {
    assert_eq!(regexp::matches("^\\p{L}+$", "été"), Some(true));
    assert_eq!(
        regexp::matches("^a.c$", "a\u{1f600}c"),
        Some(true),
        "one code point is one character"
    );
    assert_eq!(
        regexp::matches("b", "abc"),
        Some(true),
        "patterns are not anchored"
    );
    assert_eq!(regexp::matches("(", "abc"), None, "no pattern");
}

#[wasm_bindgen_test]
fn moments_differ_and_are_of_now() {
    let (one, two) = (clock::moment(), clock::moment());
    assert!(one.unix_ms > 1_700_000_000_000 && two.unix_ms >= one.unix_ms);
    assert!(one.id.starts_with("msg_") && one.id != two.id);
    assert!(
        one.nonce.len() == 32
            && one.nonce.bytes().all(|b| b.is_ascii_hexdigit())
            && one.nonce != two.nonce
    );
}
