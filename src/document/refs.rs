//! Part of reading documents.
