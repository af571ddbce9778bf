//! Turning a draft into the finished request, and that request into text.

pub mod decode;
pub mod draft;
pub mod encode;
pub mod forecast;
mod ip;
pub mod message;
pub mod named_secrets;
pub mod pipeline;
pub mod preview;
pub mod secret_spans;
pub mod snippet;
pub mod validate;
pub mod value;
