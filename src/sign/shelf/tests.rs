//! Saved schemes: their stored form, names and ids.
