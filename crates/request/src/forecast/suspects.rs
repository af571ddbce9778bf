//! Finding the causes of a missing reply.
//!
//! `fetch` only reports that it failed, so that pages cannot probe a network. This module rules
//! out causes that the facts exclude and puts first those they point to: a refusal by the browser
//! itself is the only cause, and a server that answers a bare request has an open port.

use super::cors::{self, Preflight, STAR};
use super::place::{self, Reach, Target};
use super::{Attempt, Failure, Forecast, Page, SendError, Suspect, fields};
use crate::message::Request;

/// A failure after this many milliseconds was a timeout rather than a refusal.
const LONG: f64 = 5_000.0;

/// The address of a bare request that narrows down a failure: the server's root, so that it has
/// no effect. `None` if it would not help or the browser would refuse it too.
pub fn probe(request: &Request, page: &Page) -> Option<String> {
    let target = Target::of(request)?;
    let refused = place::is_into_local(&target, page) && !page.secure;
    let useless = !request.address_known
        || page.is_same_origin(request)
        || refused
        || stops(request, &target, page).is_some();
    (!useless).then(|| [request.origin(), "/"].concat())
}

/// The causes of a failure not ruled out, likeliest first; never empty for [`SendError::Network`].
pub fn diagnose(attempt: &Attempt, request: &Request, page: &Page) -> Failure {
    let mut failure = Failure::plain(attempt.error);
    let Some(target) = Target::of(request) else {
        return failure;
    };
    let facts = Facts {
        request,
        page,
        attempt,
        target,
        same_origin: page.is_same_origin(request),
    };
    failure.suspects = match attempt.error {
        SendError::NotMade | SendError::Network => facts.network(),
        SendError::TimedOut(seconds) => facts.timed_out(seconds),
        SendError::Stopped => Vec::new(),
        SendError::Broken => facts.broken(),
    };
    failure.probe = attempt.probe.clone();
    let hidden = failure.suspects.iter().any(|s| s.code == "cors");
    // A server that did not answer at all does not have missing header fields yet.
    let silent = attempt.probe.as_ref().is_some_and(|p| !p.answered);
    failure.cors = (hidden && !silent).then(|| cors::needed(request, page));
    failure
}

/// The reason that the browser itself refuses a request, if it does.
fn stops(request: &Request, target: &Target, page: &Page) -> Option<Forecast> {
    let mixed = place::is_mixed(target, page) && target.reach != Reach::Local;
    let mixed = mixed.then(|| place::mixed_content(target, page)).flatten();
    let own = [
        fields::method(request),
        fields::body(request),
        fields::value(request),
        place::port(target),
        mixed,
    ];
    own.into_iter().flatten().next()
}

/// The known facts about a failed request.
struct Facts<'a> {
    request: &'a Request,
    page: &'a Page,
    attempt: &'a Attempt,
    target: Target,
    same_origin: bool,
}

impl Facts<'_> {
    fn network(&self) -> Vec<Suspect> {
        if let Some(stop) = stops(self.request, &self.target, self.page) {
            let why = [
                &*stop.message,
                " Nothing was sent. The server and CORS are not involved.",
            ];
            let title = "The browser refused to send the request";
            return vec![suspect(stop.code, title, &why, &stop.advice)];
        }
        if self.attempt.error == SendError::NotMade {
            let why =
                ["The browser does not accept the address or a header field. Nothing was sent."];
            let advice = "Send it with a snippet.";
            return vec![suspect(
                "blocked",
                "The browser refused to make the request",
                &why,
                advice,
            )];
        }
        let here = self.target.reach == Reach::Loopback;
        let unreachable = match self.attempt.millis >= LONG {
            true => [self.silence(), self.closed_port()],
            false => [self.closed_port(), None],
        };
        let unreachable = [[self.own_machine(), self.name()], unreachable].concat();
        let unreachable = [unreachable, vec![self.certificate(), self.not_http()]].concat();
        let hidden = vec![self.preflight(), self.cors()];
        let local = vec![self.local_network()];
        let first = vec![self.offline(), self.mixed_content()];
        let last = vec![self.blocked(), self.redirect(), self.safari()];
        let answered = self.attempt.probe.as_ref().map(|probe| probe.answered);
        let causes = match answered {
            Some(true) => vec![hidden, last],
            Some(false) => vec![first, unreachable, local, hidden, last],
            // On this machine a quick failure is a closed port more often than a missing field.
            None if here || self.attempt.millis >= LONG => {
                vec![first, unreachable, local, hidden, last]
            }
            None => vec![first, local, hidden, unreachable, last],
        };
        causes.into_iter().flatten().flatten().collect()
    }

    fn timed_out(&self, seconds: u32) -> Vec<Suspect> {
        let slow = suspect(
            "slow",
            "The server took too long",
            &[
                "No complete reply arrived within ",
                &seconds.to_string(),
                " seconds.",
            ],
            "Look at the server's own log: the request may have arrived and may still be running.",
        );
        let causes = [
            self.offline(),
            self.local_network(),
            Some(slow),
            self.silence(),
        ];
        causes.into_iter().flatten().collect()
    }

    fn broken(&self) -> Vec<Suspect> {
        let cut_off = suspect(
            "cut-off",
            "The connection broke off",
            &[
                "The reply began, so the request arrived. Then the server or an intermediary closed the connection.",
            ],
            "Look at the server's own log before sending again: the request may have taken effect.",
        );
        let bad_body = suspect(
            "bad-body",
            "The reply's body does not fit its header fields",
            &[
                "A browser gives up when Content-Length is too large, or when the body's encoding does not match Content-Encoding.",
            ],
            "Send it with a snippet to see the bytes of the reply.",
        );
        let causes = [self.offline(), Some(cut_off), Some(bad_body)];
        causes.into_iter().flatten().collect()
    }

    /// Being online proves nothing; being offline is reliable, except for this machine, which
    /// needs no network.
    fn offline(&self) -> Option<Suspect> {
        (!self.attempt.online && self.target.reach != Reach::Loopback).then(|| {
            let why = ["The browser is offline."];
            suspect("offline", "No network", &why, "Connect, then send again.")
        })
    }

    /// A request into the local network, which one browser allows and others do not.
    fn mixed_content(&self) -> Option<Suspect> {
        let mixed = place::is_mixed(&self.target, self.page);
        let forecast = place::mixed_content(&self.target, self.page).filter(|_| mixed)?;
        let why = [&*forecast.message];
        Some(suspect(
            forecast.code,
            "Mixed content",
            &why,
            &forecast.advice,
        ))
    }

    /// Plain http on this machine is not mixed content in Chromium and Firefox.
    fn safari(&self) -> Option<Suspect> {
        let here = self.target.reach == Reach::Loopback;
        let forecast = place::mixed_content(&self.target, self.page).filter(|_| here)?;
        let why = [&*forecast.message];
        Some(suspect(
            forecast.code,
            "Mixed content, in Safari only",
            &why,
            &forecast.advice,
        ))
    }

    /// A document loaded from elsewhere may name its own machine, which is not this one.
    fn own_machine(&self) -> Option<Suspect> {
        let from = self.page.host()?;
        let elsewhere = place::page_reach(self.page) != Reach::Loopback;
        (self.target.reach == Reach::Loopback && elsewhere).then(|| {
            suspect(
                "own-machine",
                "The address is that of your own machine",
                &[
                    self.target.url.host(),
                    " is the machine that this browser runs on. The document came from ",
                    &from,
                    ".",
                ],
                &[
                    "If the API runs on ",
                    &from,
                    ", enter that host in the address.",
                ]
                .concat(),
            )
        })
    }

    fn closed_port(&self) -> Option<Suspect> {
        let port = self.target.url.port().to_string();
        let host = self.target.url.host();
        let here = self.target.reach == Reach::Loopback;
        let place = match here {
            true => "this machine",
            false => host,
        };
        let advice = match (here, host) {
            (true, "localhost") => {
                "Start the receiver on this machine and check its port. A server that listens only on 127.0.0.1 may not answer on localhost."
            }
            (true, _) => "Start the receiver on this machine and check its port.",
            _ => "Check the host and the port, and that the server is running.",
        };
        let why = [
            "The connection may have been refused: nothing listens on port ",
            &port,
            " of ",
            place,
            ".",
        ];
        Some(suspect(
            "closed-port",
            "No server is listening",
            &why,
            advice,
        ))
    }

    fn silence(&self) -> Option<Suspect> {
        let authority = self.target.url.authority();
        let why = [
            "A firewall or a wrong address can swallow a connection to ",
            authority,
            ".",
        ];
        let advice = "Check the address, and whether this network reaches it (VPN, firewall).";
        Some(suspect("silence", "No answer from the host", &why, advice))
    }

    fn name(&self) -> Option<Suspect> {
        // The page itself was loaded from that name, whatever the port.
        let own = self
            .page
            .host()
            .is_some_and(|h| *h == *self.target.url.host());
        let known = own || self.target.is_address() || self.target.reach == Reach::Loopback;
        (!known).then(|| {
            let why = [
                self.target.url.host(),
                " may not exist, or not in this network's DNS.",
            ];
            let advice = "Check its spelling, and look it up with another tool.";
            suspect("name", "The name was not found", &why, advice)
        })
    }

    fn certificate(&self) -> Option<Suspect> {
        (self.target.is_secure() && !self.same_origin).then(|| {
            suspect(
                "certificate",
                "The certificate is not trusted",
                &["A self-signed, expired or wrong certificate ends the connection, and so does a server that speaks plain http on that port."],
                &["Open ", self.target.url.origin(), "/ in a tab: the browser shows the fault there."].concat(),
            )
        })
    }

    fn not_http(&self) -> Option<Suspect> {
        (!self.target.is_secure() && !self.same_origin).then(|| {
            suspect(
                "not-http",
                "The server closed the connection",
                &["The server may expect https, use another protocol, or stop while it answers."],
                "Try https, and look at the server's own log.",
            )
        })
    }

    fn local_network(&self) -> Option<Suspect> {
        let title = "Permission for the local network";
        if let Some(forecast) = place::local_network(&self.target, self.page) {
            let allow = "Allow it in the site's settings, beside the address bar. ";
            let advice = [allow, &forecast.advice].concat();
            return Some(suspect(forecast.code, title, &[&forecast.message], &advice));
        }
        // A public page may use a name that leads inside; nothing shows which it is.
        let from_outside = !matches!(place::page_reach(self.page), Reach::Loopback | Reach::Local);
        (self.target.reach == Reach::Unknown && from_outside && !self.same_origin).then(|| {
            suspect(
                "local-network",
                title,
                &["If ", self.target.url.host(), " leads to this machine or into the local network, Chrome since 142 asks for permission first."],
                "Allow it in the site's settings, beside the address bar.",
            )
        })
    }

    fn preflight(&self) -> Option<Suspect> {
        if self.same_origin {
            return None;
        }
        let preflight = Preflight::of(self.request)?;
        let star = match preflight.authorizes() {
            true => [" ", STAR].concat(),
            false => String::new(),
        };
        let because = preflight.because(self.request);
        let why = [
            "Before this request the browser sends OPTIONS, because of ",
            &because,
            ". If the answer does not allow the request, or redirects, the request itself is not sent.",
            &star,
        ];
        let advice = "Let the server allow it in its answer to OPTIONS, or send the request with a snippet: curl and servers skip this check.";
        Some(suspect(
            "preflight",
            "CORS: the preflight was refused",
            &why,
            advice,
        ))
    }

    fn cors(&self) -> Option<Suspect> {
        let asked = Preflight::of(self.request).is_some();
        let arrived = match asked {
            true => {
                "If the server allowed the preflight, the request arrived and may have taken effect."
            }
            false => "The request may have arrived and taken effect.",
        };
        let why = [
            arrived,
            " A browser hides the reply of another origin unless it has Access-Control-Allow-Origin: ",
            &self.page.origin,
        ];
        let advice = "Look at the server's own log before sending again. Let the server add the header field, or send the request with a snippet.";
        (!self.same_origin)
            .then(|| suspect("cors", "CORS: the reply may not be read", &why, advice))
    }

    fn blocked(&self) -> Option<Suspect> {
        let why = [
            "A content blocker, another extension, a company's policy or this site's Content-Security-Policy can stop a request.",
        ];
        let advice = "Look at the browser's console, or try a private window without extensions.";
        Some(suspect(
            "blocked",
            "Something in the browser blocked the request",
            &why,
            advice,
        ))
    }

    fn redirect(&self) -> Option<Suspect> {
        let why = [
            "The server may redirect to an address that does not allow this page, or to plain http.",
        ];
        let advice = "Send it with a snippet to see the redirect, then enter the final address.";
        (!self.same_origin).then(|| {
            suspect(
                "redirect",
                "A redirect that may not be followed",
                &why,
                advice,
            )
        })
    }
}

fn suspect(code: &'static str, title: &str, why: &[&str], advice: &str) -> Suspect {
    Suspect {
        code,
        title: title.to_owned(),
        why: why.concat(),
        advice: advice.to_owned(),
    }
}
