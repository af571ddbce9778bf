//! Pattern matching by the browser's own `RegExp`, as JSON Schema's `pattern` means it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// `RegExp`, with its exception for a bad pattern as a value.
    type RegExp;

    #[wasm_bindgen(constructor, catch)]
    fn new(pattern: &str, flags: &str) -> Result<RegExp, JsValue>;

    #[wasm_bindgen(method)]
    fn test(this: &RegExp, text: &str) -> bool;
}

thread_local! {
    /// Patterns compiled so far; `None` for what is no pattern.
    static COMPILED: RefCell<BTreeMap<String, Option<RegExp>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Whether a pattern is found in a text, anywhere; `None` when the pattern is not one.
pub fn matches(pattern: &str, text: &str) -> Option<bool> {
    COMPILED.with_borrow_mut(|compiled| {
        if !compiled.contains_key(pattern) {
            let regexp = RegExp::new(pattern, "u").ok();
            compiled.insert(pattern.to_owned(), regexp);
        }
        let regexp = compiled.get(pattern)?.as_ref()?;
        Some(regexp.test(text))
    })
}
