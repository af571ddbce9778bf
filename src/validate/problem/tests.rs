//! Every message, pinned.
