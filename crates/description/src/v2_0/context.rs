//! Facts of the whole document that its operations depend on.

use std::collections::HashMap;

use json::{Value, pointer};

use super::servers::Addresses;
use crate::notes::Notes;

/// The defaults of all operations, and the shared parameters.
pub struct Context {
    pub addresses: Addresses,
    pub consumes: Vec<String>,
    pub produces: Vec<String>,
    /// The shared parameters by name.
    pub parameters: HashMap<String, Value>,
}

impl Context {
    /// The media type that is assumed where a document names none.
    pub fn implied(&mut self, member: &str, notes: &mut Notes) -> Vec<String> {
        if notes.is_new(member) {
            let message = format!(
                "Operations without `{member}` give no media type; `application/json` is assumed"
            );
            notes.at(String::new(), None, message);
        }
        vec!["application/json".to_owned()]
    }

    /// The parameter itself, if it is a reference to a shared one.
    pub fn meant<'a>(&'a self, parameter: &'a Value) -> &'a Value {
        let shared = shared_name(parameter).and_then(|name| self.parameters.get(&name));
        shared.unwrap_or(parameter)
    }

    /// The `in` of a parameter or of the shared one that it refers to.
    pub fn place<'a>(&'a self, parameter: &'a Value) -> Option<&'a str> {
        self.meant(parameter).get("in")?.as_str()
    }
}

/// The name of the shared parameter that a reference leads to.
pub fn shared_name(parameter: &Value) -> Option<String> {
    let reference = parameter.get("$ref")?.as_str()?;
    let name = reference.strip_prefix("#/components/parameters/")?;
    Some(pointer::unescape(name))
}
