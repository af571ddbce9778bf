//! The stored form of a draft: versioned, and without what the document calls secret.
