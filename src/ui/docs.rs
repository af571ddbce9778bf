//! What the documentation says of the open operation.

pub mod operation;
