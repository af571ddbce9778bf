//! Secrets, digests and algorithms that differ.
