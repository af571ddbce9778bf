//! Names and values as the members of a JSON object, in order; a name may occur twice.

use std::fmt::{Formatter, Result as Written};

use serde::de::{MapAccess, Visitor};
use serde::{Deserializer, Serializer};

use super::HeaderTemplate;

pub fn serialize<S: Serializer>(all: &[HeaderTemplate], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(all.iter().map(|one| (&one.name, &one.value)))
}

pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<HeaderTemplate>, D::Error> {
    from.deserialize_map(Entries)
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<HeaderTemplate>;

    fn expecting(&self, to: &mut Formatter<'_>) -> Written {
        to.write_str("an object of texts")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut all = Vec::new();
        while let Some((name, value)) = map.next_entry()? {
            all.push(HeaderTemplate { name, value });
        }
        Ok(all)
    }
}
