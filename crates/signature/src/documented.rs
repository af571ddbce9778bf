//! Schemes in API documents: the id of a preset, or a scheme in full.

use json::Value;

use super::fault::{FaultCause, SchemeFault};
use super::{Scheme, presets, read, write};

/// Reads a scheme from a document's extension. `scheme` is the id of a preset or a scheme in full;
/// `defaults` gives inputs values by name. The places of faults are relative to `value`.
pub fn scheme(value: &Value) -> Result<Scheme, SchemeFault> {
    let mut scheme = match value.get("scheme") {
        Some(Value::String(id)) => preset(id)?,
        Some(own @ Value::Object(_)) => read::scheme(&own.text()).map_err(|fault| SchemeFault {
            place: ["/scheme", &fault.place].concat(),
            ..fault
        })?,
        _ => return Err(SchemeFault::error("", FaultCause::NoScheme)),
    };
    if let Some(Value::Object(defaults)) = value.get("defaults") {
        for (name, value) in defaults {
            let input = scheme.inputs.iter_mut().find(|i| i.name == *name);
            let none = || SchemeFault::error("/defaults", FaultCause::NoInput(name.clone()));
            input.ok_or_else(none)?.default = value.as_str().map(str::to_owned);
        }
    }
    Ok(scheme)
}

/// Returns a preset with some members replaced; those of its key are replaced one by one.
pub fn changed(id: &str, with: &Value) -> Result<Scheme, SchemeFault> {
    let written = write::scheme(&preset(id)?);
    let mut members = Value::read(&written).unwrap_or(Value::Null);
    overlay(&mut members, with);
    read::scheme(&members.text())
}

fn overlay(on: &mut Value, with: &Value) {
    let (Value::Object(on), Value::Object(with)) = (on, with) else {
        return;
    };
    for (name, value) in with {
        match on.iter_mut().find(|member| member.0 == *name) {
            Some((name, there)) if name == "key" => overlay(there, value),
            Some((_, there)) => *there = value.clone(),
            None => on.push((name.clone(), value.clone())),
        }
    }
}

fn preset(id: &str) -> Result<Scheme, SchemeFault> {
    let none = || SchemeFault::error("/scheme", FaultCause::NoPreset(id.to_owned()));
    presets::find(id).ok_or_else(none)
}
