//! The other side of a request: the sandbox, replies, deliveries and handshakes.

pub mod delivery;
pub mod handshake;
pub mod reply;
pub mod sandbox;
