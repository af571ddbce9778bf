//! Schemes as documents name them: by the id of a preset, or spelled out, with what differs.

use json::Value;

use super::read::{hmac, over};
use super::{Scheme, presets};

/// Reads what `x-signpost-signature` says of its scheme: `scheme` is an id, or a scheme spelled out,
/// and `defaults` gives inputs a value by name.
pub fn scheme(value: &Value) -> Result<Scheme, String> {
    let mut scheme = match value.get("scheme") {
        Some(Value::String(id)) => preset(id)?,
        Some(own @ Value::Object(_)) => over(hmac(), own)?,
        _ => {
            return Err(
                "`scheme` has to be the id of a signature scheme, or one spelled out".into(),
            );
        }
    };
    if let Some(Value::Object(defaults)) = value.get("defaults") {
        for (name, value) in defaults {
            let input = scheme.inputs.iter_mut().find(|i| i.name == *name);
            let input = input.ok_or_else(|| format!("The scheme has no input `{name}`"))?;
            input.default = value.as_str().map(str::to_owned);
        }
    }
    Ok(scheme)
}

/// The scheme of an id, with the members that are written otherwise.
pub fn changed(id: &str, with: &Value) -> Result<Scheme, String> {
    over(preset(id)?, with)
}

fn preset(id: &str) -> Result<Scheme, String> {
    presets::find(id).ok_or_else(|| format!("No signature scheme has the id `{id}`"))
}
