//! Signpost turns an API's documentation into a workbench for its webhook requests.
//!
//! Data flows one way, and the modules are listed in that order: a document
//! is read into an [`document::Api`]; what a person types is a
//! [`draft::Draft`]; [`validate`] finds the value it means and what is wrong
//! with it; [`encode`] makes the one immutable byte buffer; [`sign`] signs it;
//! [`request`] is the finished value that preview, snippets, the sandbox and
//! sending only read; [`reply`] holds what came back against the documentation.
//!
//! Everything outside `browser`, `ui` and `main.rs` is pure: no DOM, clock,
//! randomness or I/O. `cargo check --lib --no-default-features` proves it.

pub mod table;
pub mod document;
pub mod catalog;
pub mod draft;
pub mod value;
pub mod pattern;
pub mod validate;
pub mod encode;
pub mod decode;
pub mod secret;
pub mod sign;
pub mod request;
pub mod received;
pub mod pipeline;
pub mod delivery;
pub mod forecast;
pub mod sandbox;
pub mod preview;
pub mod snippet;
pub mod receiver;
pub mod reply;
pub mod handshake;
pub mod explain;
#[cfg(feature = "ui")]
pub mod browser;
#[cfg(feature = "ui")]
pub mod ui;

pub use json;
