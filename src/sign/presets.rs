//! The schemes that everyone can choose, read from `presets.json`.
//!
//! Adding one is adding data there, and a vector for it to the tests.

use std::sync::OnceLock;

use super::{Scheme, read};

/// The scheme of that id.
pub fn find(id: &str) -> Option<Scheme> {
    all().iter().find(|scheme| scheme.id == id).cloned()
}

/// Every scheme, in the order it is offered.
pub fn all() -> &'static [Scheme] {
    static ALL: OnceLock<Vec<Scheme>> = OnceLock::new();
    ALL.get_or_init(|| read::schemes(include_str!("presets.json")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_reads_and_has_its_own_id() {
        let read = read::schemes(include_str!("presets.json")).map(|schemes| {
            let ids = schemes.into_iter().map(|scheme| scheme.id);
            ids.collect::<Vec<_>>().join(" ")
        });
        let ids =
            "none plain standard-webhooks github stripe slack shopify superoffice keyauth authing";
        assert_eq!(read.as_deref(), Ok(ids));
    }
}
