//! Why a request may have got no reply.
//!
//! `fetch` tells a page only that it failed, so that pages cannot probe a
//! network. What is left is to rule out what the facts rule out.

use super::cors::Preflight;
use super::place::{self, Reach, Target};
use super::{Page, SendError, Suspect, fields};
use crate::request::Request;

/// A failure after this long was waited out rather than refused.
const LONG: f64 = 5_000.0;

/// Every cause of a failure not yet ruled out, the likeliest first; never empty for [`SendError::Network`].
pub fn suspects(
    error: SendError,
    request: &Request,
    page: &Page,
    online: bool,
    millis: f64,
) -> Vec<Suspect> {
    let Some(target) = Target::of(request) else {
        return Vec::new();
    };
    let facts = Facts {
        request,
        page,
        online,
        millis,
        target,
        same_origin: page.is_same_origin(request),
    };
    match error {
        SendError::Network => facts.network(),
        SendError::TimedOut(seconds) => facts.timed_out(seconds),
        SendError::Stopped => Vec::new(),
        SendError::Broken => facts.broken(),
    }
}

/// What is known about a failed request.
struct Facts<'a> {
    request: &'a Request,
    page: &'a Page,
    online: bool,
    millis: f64,
    target: Target,
    same_origin: bool,
}

impl Facts<'_> {
    fn network(&self) -> Vec<Suspect> {
        let causes = [
            self.offline(),
            self.refused_by_browser(),
            self.mixed_content(),
            self.silence(),
            self.local_network(),
            self.preflight(),
            self.cors(),
            Some(self.refused()),
            self.name(),
            self.certificate(),
            Some(self.blocked()),
            self.redirect(),
        ];
        causes.into_iter().flatten().collect()
    }

    fn timed_out(&self, seconds: u32) -> Vec<Suspect> {
        let slow = suspect(
            "The server took too long",
            &[
                "No whole reply came within ",
                &seconds.to_string(),
                " seconds",
            ],
            "Look at the server's own log: the request may have arrived and may still be at work",
        );
        let causes = [
            self.offline(),
            self.local_network(),
            Some(slow),
            Some(self.unreachable()),
        ];
        causes.into_iter().flatten().collect()
    }

    fn broken(&self) -> Vec<Suspect> {
        let causes = [
            self.offline(),
            Some(suspect(
                "The connection broke off",
                &[
                    "The reply began, so the request arrived, and then the server or something \
                   between closed the connection",
                ],
                "Look at the server's own log before sending again: the request may have taken effect",
            )),
            Some(suspect(
                "The reply's body is not what its header fields say",
                &[
                    "A Content-Length that is too large or a Content-Encoding that the body does \
                   not have makes a browser give up",
                ],
                "Send it with a snippet to see the bytes as they come",
            )),
        ];
        causes.into_iter().flatten().collect()
    }

    fn offline(&self) -> Option<Suspect> {
        // The browser's word for being online proves nothing; its word for being offline does,
        // but for this machine, which needs no network.
        (!self.online && self.target.reach != Reach::Loopback).then(|| {
            suspect(
                "No network",
                &["The browser says that it is offline"],
                "Connect, then send again",
            )
        })
    }

    fn refused_by_browser(&self) -> Option<Suspect> {
        let stops = [
            fields::method(self.request),
            fields::body(self.request),
            place::port(&self.target),
        ];
        let stop = stops.into_iter().flatten().next()?;
        Some(suspect(
            "The browser refused to send it",
            &[&stop.message],
            &stop.advice,
        ))
    }

    fn mixed_content(&self) -> Option<Suspect> {
        let plain = self.page.origin.starts_with("https:") && !self.target.is_secure();
        if !plain {
            return None;
        }
        let forecast = place::mixed_content(&self.target, self.page)?;
        Some(suspect(
            "Mixed content",
            &[&forecast.message],
            &forecast.advice,
        ))
    }

    fn local_network(&self) -> Option<Suspect> {
        if let Some(forecast) = place::local_network(&self.target, self.page) {
            return Some(suspect(
                "Permission for the local network",
                &[&forecast.message],
                &[
                    "Allow it in the site's settings, beside the address bar. ",
                    &forecast.advice,
                ]
                .concat(),
            ));
        }
        // A public page can meet a name that leads inside; nothing tells which it is.
        let from_outside = !matches!(place::page_reach(self.page), Reach::Loopback | Reach::Local);
        (self.target.reach == Reach::Unknown && from_outside && !self.same_origin).then(|| {
            suspect(
                "Permission for the local network",
                &[
                    "If ",
                    self.target.url.host(),
                    " leads to this machine or into the local network, Chrome since 142 asks \
                     for permission first",
                ],
                "Allow it in the site's settings, beside the address bar",
            )
        })
    }

    fn preflight(&self) -> Option<Suspect> {
        if self.same_origin {
            return None;
        }
        let preflight = Preflight::of(self.request)?;
        Some(suspect(
            "CORS: the preflight was refused",
            &[
                "Before this request the browser sends\n",
                &preflight.request(self.request, self.page),
                "\nand gives up when the answer does not allow it; then the request itself was \
                 not sent",
            ],
            &[
                "Let the server answer OPTIONS with a status of 200 to 299 and\n",
                &preflight.answer(self.request, self.page),
                "\nor send it with a snippet: other tools ask no leave",
            ]
            .concat(),
        ))
    }

    fn cors(&self) -> Option<Suspect> {
        (!self.same_origin).then(|| {
            suspect(
                "CORS: the reply may not be read",
                &[
                    "The request may have arrived and taken effect: a browser hides the reply \
                     of another origin unless it has Access-Control-Allow-Origin: ",
                    &self.page.origin,
                ],
                "Look at the server's own log before sending again, let the server add that \
                 field, or send it with a snippet",
            )
        })
    }

    fn refused(&self) -> Suspect {
        let authority = self.target.url.authority();
        let advice = match self.target.reach {
            Reach::Loopback => "Start the receiver on this machine and check its port",
            _ => "Check the host and the port, and that the server runs",
        };
        suspect(
            "Nothing listens there",
            &["The connection to ", authority, " may have been refused"],
            advice,
        )
    }

    fn silence(&self) -> Option<Suspect> {
        (self.millis >= LONG).then(|| self.unreachable())
    }

    fn unreachable(&self) -> Suspect {
        suspect(
            "No answer from the host",
            &[
                "A firewall or a wrong address can swallow a connection to ",
                self.target.url.authority(),
                " without a word",
            ],
            "Check the address, and whether it can be reached from this network (VPN, firewall)",
        )
    }

    fn name(&self) -> Option<Suspect> {
        let known =
            self.same_origin || self.target.is_address() || self.target.reach == Reach::Loopback;
        (!known).then(|| {
            suspect(
                "The name was not found",
                &[
                    self.target.url.host(),
                    " may not exist, or not in this network's DNS",
                ],
                "Check its spelling, and look it up with another tool",
            )
        })
    }

    fn certificate(&self) -> Option<Suspect> {
        (self.target.is_secure() && !self.same_origin).then(|| {
            suspect(
                "The certificate is not trusted",
                &[
                    "A self-signed, expired or wrong certificate, or a server that speaks plain \
                   http on that port, ends the connection",
                ],
                &[
                    "Open ",
                    self.target.url.origin(),
                    "/ in a tab: the browser says there what is wrong",
                ]
                .concat(),
            )
        })
    }

    fn blocked(&self) -> Suspect {
        suspect(
            "Something in the browser blocked it",
            &[
                "A content blocker, another extension, a company's policy or the site's \
               Content-Security-Policy can stop a request",
            ],
            "Look at the browser's console, or try a private window without extensions",
        )
    }

    fn redirect(&self) -> Option<Suspect> {
        (!self.same_origin).then(|| {
            suspect(
                "A redirect that may not be followed",
                &[
                    "The server may have answered with a redirect to an address that does not \
                   allow this page, or to plain http",
                ],
                "Send it with a snippet to see the redirect, then give the final address",
            )
        })
    }
}

fn suspect(title: &str, why: &[&str], advice: &str) -> Suspect {
    Suspect {
        title: title.to_owned(),
        why: why.concat(),
        advice: advice.to_owned(),
    }
}
