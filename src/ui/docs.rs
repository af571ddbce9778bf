//! What is listed in the navigation.

pub mod listing;
pub mod rows;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::state::Loaded;
use openapi::Api;

/// By catalog id.
pub type Documents = Rc<BTreeMap<String, Loaded<Rc<Api>>>>;
