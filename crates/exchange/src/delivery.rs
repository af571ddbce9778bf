//! Deliveries in the other direction: the requests that a registration makes its sender send.
//!
//! [`registration`] provides a registration's finished request to a delivery's runtime expressions.
//! [`repeat()`] and [`Scene::tamper`] derive further deliveries that its sender, or someone else,
//! may send. All of it is pure: the moment is passed in. [`openapi::delivery`] reads a document's
//! description of a delivery.

pub mod due;
pub mod registration;
pub mod repeat;
pub mod scene;
mod tampering;
#[cfg(test)]
mod tests;
pub(crate) mod wrong;

pub use due::{Due, Expected};
pub use registration::Registration;
pub use repeat::repeat;
pub use scene::{Scene, Tampered};
pub use tampering::Tampering;
