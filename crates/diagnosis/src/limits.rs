//! Limits on the work for a large body.

/// The largest body, in bytes, that is read as JSON; more would take too much time and memory.
pub const LARGE: usize = 512 << 10;
