//! The integration tests, one binary.
//!
//! `authtype`: Aggregate Intelligence's table of methods and credentials, cell by cell.
//! `components`: components rendered to text.
//! `catalog`: the documents, held to themselves and to the documentations.
//! `cycles`: modules of a crate depend on each other in one direction.
//! `goldens`: what every documented example becomes.
//! `depth`: values of any depth, on a small stack.
//! `draft`: nothing typed is lost, and there is one buffer.
//! `growth`: twice the input takes at most two and a half times as long.
//! `handshakes`: a handshake and the document that knows it too.
//! `house`: rules of the house, held by a test each.
//! `receivers`: receiver code run, in every language that is there.
//! `refusals`: what the sandbox refuses.
//! `sandbox`: which documented answer each request gets.
//! `snippets`: snippets run, against a listener.
//! `superoffice`: what is SuperOffice's own: seven media types, `$select`, header rules.

#![cfg(not(target_arch = "wasm32"))]

mod authtype;
mod catalog;
mod common;
mod cycles;
mod deliveries;
mod components;
mod goldens;
mod depth;
mod growth;
mod draft;
mod handshakes;
mod house;
mod receivers;
mod refusals;
mod sandbox;
mod snippets;
mod start;
mod superoffice;
