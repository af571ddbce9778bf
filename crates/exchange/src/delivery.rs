//! Deliveries in the other direction: what a registration makes its sender send.
//!
//! [`registration`] holds a registration's finished request up to a
//! delivery's runtime expressions; [`repeat()`] and [`Scene::spoil`] make of a
//! delivery what its sender, or someone else, may send besides. All of it is pure: the
//! moment is passed in. What a document says of a delivery is read in
//! [`openapi::delivery`].

pub mod due;
pub mod registration;
pub mod repeat;
pub mod spoil;
mod tampering;
#[cfg(test)]
mod tests;
pub(crate) mod wrong;

pub use due::{Due, Expected};
pub use registration::Registration;
pub use repeat::repeat;
pub use spoil::{Scene, Spoiled};
pub use tampering::Spoil;
