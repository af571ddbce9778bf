//! Each keyword by cases in the manner of the official suite.
