//! Requests broken in every way, and what the search says of them.
