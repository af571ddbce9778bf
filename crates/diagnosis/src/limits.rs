//! Limits of the work that is done for a large body.

/// Above this many bytes a body is not read as JSON, for the time and the memory it would take.
pub const LARGE: usize = 512 << 10;
