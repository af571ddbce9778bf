//! The page: a workbench for the webhook requests of documented APIs.
//!
//! What it shows is worked out by the crates below `crates/`, which know no browser; `ARCHITECTURE.md`
//! has their order. Here are the list of documents ([`catalog`]), the calls of JavaScript ([`browser`])
//! and the components ([`ui`]).

pub mod browser;
pub mod catalog;
pub mod ui;
