//! The only modules that call JavaScript.
//!
//! Each wraps one ability of the browser in plain values: what can fail comes
//! back as a value, and nothing here knows documents, drafts or components.
//! Components may call these in effects and event handlers, never while they
//! render, because they also render natively in tests.

pub mod clipboard;
pub mod clock;
pub mod crypto;
pub mod dialog;
pub mod fetch;
pub mod file;
pub mod insert;
pub mod keys;
pub mod linked_bytes;
pub mod page;
pub mod regexp;
pub mod storage;
pub mod task;
pub mod timer;
pub mod value;
pub mod worker;
