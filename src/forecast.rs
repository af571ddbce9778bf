//! What a browser will do with a request, said before it is sent.

use crate::request::Request;

/// Where the page stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// `https://example.org`; `null` for a file.
    pub origin: String,
    /// Whether the context is secure.
    pub secure: bool,
}

/// How sure a forecast is, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The browser will refuse to send.
    Stops,
    /// The bytes that arrive differ from those shown.
    Changes,
    /// A permission or an answer is needed first.
    Asks,
    /// Good to know.
    Note,
}

/// One thing the browser will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// `forbidden-header`, `preflight`, `mixed-content`, `local-network`, `credentials`.
    pub code: &'static str,
    pub weight: Weight,
    /// The header field concerned, if one is.
    pub header: Option<String>,
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

/// What a page there can expect when it sends this.
pub fn forecast(request: &Request, page: &Page) -> Vec<Forecast> {
    let _ = (request, page);
    Vec::new()
}

/// The names of header fields that browsers add by themselves, each with why.
pub fn added_by_browser() -> &'static [(&'static str, &'static str)] {
    &[]
}

/// What went wrong when a request got no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendError {
    /// `fetch` failed; browsers do not say why.
    Network,
    /// The time limit, in seconds.
    TimedOut(u32),
    /// The person stopped it.
    Stopped,
    /// The reply began but its body broke off.
    Broken,
}

/// A cause that is not ruled out, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspect {
    pub title: String,
    pub why: String,
    pub advice: String,
}

/// Every cause of a failure not yet ruled out, the likeliest first; never empty for [`SendError::Network`].
pub fn suspects(
    error: SendError,
    request: &Request,
    page: &Page,
    online: bool,
    millis: f64,
) -> Vec<Suspect> {
    let _ = (error, request, page, online, millis);
    Vec::new()
}
