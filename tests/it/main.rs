//! The integration tests, one binary.
//!
//! `catalog`: the documents, held to themselves and to the documentations.
//! `house`: rules of the house, held by a test each.

#![cfg(not(target_arch = "wasm32"))]

mod catalog;
mod common;
mod house;
