//! The integration tests, one binary.
//!
//! `house`: rules of the house, held by a test each.

#![cfg(not(target_arch = "wasm32"))]

mod house;
