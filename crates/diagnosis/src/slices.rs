//! The slices in which a large body is worked on: their size, and what a step of one comes to.

/// Above this many bytes a body is not read as JSON: that would take long, and cannot be cut.
pub const LARGE: usize = 512 << 10;

/// Bytes that are changed in one step.
pub const PIECE: usize = 128 << 10;

/// What a step of a making came to.
pub enum Made {
    More,
    /// It cannot be made.
    Never,
    /// Nothing is changed.
    Same,
    Done(Vec<u8>),
}
