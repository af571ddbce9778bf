//! Depth, size and schemas without end.
