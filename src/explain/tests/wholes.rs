//! Times, addresses, layouts, and searches as a whole.
