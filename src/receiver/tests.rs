//! Receiver code, printed: goldens, and what is said instead of code.
