//! The only modules that call JavaScript.
