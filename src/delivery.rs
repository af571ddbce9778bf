//! Deliveries in the other direction: what a registration makes its sender send.
//!
//! [`registration`] holds a registration's finished request up to a
//! delivery's runtime expressions; [`spoil`] and [`repeat`] make of a delivery
//! what a sender or an attacker may send besides. All of it is pure: the
//! moment is passed in. What a document says of a delivery is read in
//! [`crate::document::delivery`].

pub mod registration;

pub use registration::Registration;
