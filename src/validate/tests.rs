//! The checker against JSON Schema, keyword by keyword.
