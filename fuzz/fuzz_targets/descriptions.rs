//! API descriptions: nothing panics, and whatever is listed has a bundle.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(description) = description::read(bytes) else {
        return;
    };
    for listed in description.list() {
        assert!(description.bundle(&listed.id).is_some());
    }
});
