//! Part of signing.
