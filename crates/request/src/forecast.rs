//! Predicting what a browser will do with a request, before it is sent.
//!
//! The rules are those of the Fetch Standard and, for requests into a local network, of
//! Chrome since version 142. They are derived from the finished request and the page's
//! address; nothing is requested from the network. Sending belongs in `browser::fetch`.

mod added;
mod cors;
mod fields;
mod place;
mod suspects;
#[cfg(test)]
mod tests;

use crate::message::Request;
use place::Target;

pub use added::added_by_browser;
pub(crate) use fields::is_forbidden;
pub use suspects::{diagnose, probe};

/// The page that sends the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// `https://example.org`; `null` for a file.
    pub origin: String,
    /// `true` if the context is secure.
    pub secure: bool,
}

/// The certainty and the effect of a forecast.
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

/// One action of the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// `placeholder`, `method`, `body`, `header-value`, `port`, `mixed-content`, `local-network`,
    /// `forbidden-header`, `user-agent`, `repeated-header`, `credentials`, `preflight`, `reply`.
    pub code: &'static str,
    /// The effect on the request.
    pub weight: Weight,
    /// The header field concerned, if any.
    pub header: Option<String>,
    /// A sentence about the browser's action.
    pub message: String,
    /// The action to take.
    pub advice: String,
    /// Requests and header fields to read or copy.
    pub samples: Vec<Sample>,
}

/// A text in a forecast that is read or copied as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// A label for the text.
    pub label: &'static str,
    /// Lines of a request or of a response's head, without secrets of the address.
    pub text: String,
}

impl Page {
    fn is_same_origin(&self, request: &Request) -> bool {
        self.origin == request.origin()
    }

    /// The host that served the page and so its documents; `None` for a file.
    fn host(&self) -> Option<String> {
        let url = crate::message::url::parse(&self.origin).ok()?;
        Some(url.host().to_owned())
    }
}

/// The forecasts for sending a request from a page.
pub fn forecast(request: &Request, page: &Page) -> Vec<Forecast> {
    let mut all = Vec::new();
    let Some(target) = Target::of(request) else {
        return all;
    };
    if let Some(placeholder) = place::placeholder(request) {
        return vec![placeholder];
    }
    all.extend(fields::method(request));
    all.extend(fields::body(request));
    all.extend(fields::value(request));
    all.extend(place::port(&target));
    all.extend(place::mixed_content(&target, page));
    all.extend(place::local_network(&target, page));
    all.extend(fields::fields(request));
    all.extend(fields::session(request));
    if !page.is_same_origin(request) {
        all.extend(cors::preflight(request, page));
        all.push(cors::reply(page));
    }
    all
}

/// The failure of a request that got no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendError {
    /// The browser refused to make the request; nothing was sent.
    NotMade,
    /// `fetch` failed; browsers hide the reason.
    Network,
    /// The time limit, in seconds.
    TimedOut(u32),
    /// The person stopped it.
    Stopped,
    /// The reply began but its body was cut off.
    Broken,
}

/// An attempt to send without a reply, as the page observed it.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// The error.
    pub error: SendError,
    /// From sending to the failure.
    pub millis: f64,
    /// `true` if the browser reports a network.
    pub online: bool,
    /// The outcome of the request to the address from [`probe`].
    pub probe: Option<Probe>,
}

/// A bare request that a page sends after a failure, to distinguish a server that does
/// not answer from one whose answer the browser hides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// The address that the page asked.
    pub url: String,
    /// `true` if there was an answer, of any status.
    pub answered: bool,
}

/// A failure, with every cause that the facts do not rule out.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The error.
    pub error: SendError,
    /// The likeliest first.
    pub suspects: Vec<Suspect>,
    /// The outcome of the probe, if one was sent.
    pub probe: Option<Probe>,
    /// The answers that the server must give to pages of another origin, if that may be the cause.
    pub cors: Option<CorsAnswer>,
}

/// The answers of a server that allow a page to send a request and read the reply.
#[derive(Clone, Debug, PartialEq)]
pub struct CorsAnswer {
    /// The header lines, each answer under a comment that names it.
    pub headers: String,
    /// The preflight that the browser sends, if any.
    pub preflight: Option<Request>,
}

impl Failure {
    /// A failure whose cause is known.
    pub fn plain(error: SendError) -> Failure {
        Failure {
            error,
            suspects: Vec::new(),
            probe: None,
            cors: None,
        }
    }
}

/// A cause that is not ruled out, and the action to take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspect {
    /// `body`, `method`, `port` or `header-value` where the browser refuses by itself; `offline`,
    /// `mixed-content`, `own-machine`, `closed-port`, `silence`, `name`, `certificate`, `not-http`,
    /// `local-network`, `preflight`, `cors`, `redirect`, `blocked`, `slow`, `cut-off`, `bad-body`.
    pub code: &'static str,
    /// The cause in a few words.
    pub title: String,
    /// The reason why it may be the cause.
    pub why: String,
    /// The action to take.
    pub advice: String,
}
