//! The target of a request from the browser's view: secure or not, public or local, an open port.

use super::{Forecast, Page, Weight};
use crate::ip;
use crate::message::Request;
use crate::message::url::{self, Url};

/// The network distance between an address and this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The machine itself.
    Loopback,
    /// The machine's local network.
    Local,
    Public,
    /// A name, which may lead anywhere.
    Unknown,
}

/// The target of a request.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub url: Url,
    pub reach: Reach,
}

impl Target {
    pub fn of(request: &Request) -> Option<Target> {
        let url = url::parse(&request.url).ok()?;
        let reach = reach(url.host());
        Some(Target { url, reach })
    }

    pub fn is_secure(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Returns whether the host is an address rather than a name.
    pub fn is_address(&self) -> bool {
        let host = self.url.host();
        host.starts_with('[') || v4(host).is_some()
    }
}

/// The reach of a normalised host.
pub(super) fn reach(host: &str) -> Reach {
    let name = host.strip_suffix('.').unwrap_or(host);
    if name == "localhost" || name.ends_with(".localhost") {
        return Reach::Loopback;
    }
    if name.ends_with(".local") {
        return Reach::Local;
    }
    if let Some(address) = v4(host) {
        return reach_v4(address);
    }
    match host.strip_prefix('[') {
        Some(address) => reach_v6(address.trim_end_matches(']')),
        None => Reach::Unknown,
    }
}

fn v4(host: &str) -> Option<[u8; 4]> {
    let mut parts = host.split('.').map(|p| p.parse::<u8>().ok());
    let address = [
        parts.next()??,
        parts.next()??,
        parts.next()??,
        parts.next()??,
    ];
    parts.next().is_none().then_some(address)
}

fn reach_v4(address: [u8; 4]) -> Reach {
    match address {
        [127 | 0, ..] => Reach::Loopback,
        [10, ..] | [192, 168, ..] | [169, 254, ..] => Reach::Local,
        [172, 16..=31, ..] | [100, 64..=127, ..] => Reach::Local,
        _ => Reach::Public,
    }
}

fn reach_v6(address: &str) -> Reach {
    match ip::parse_v6(address) {
        None => Reach::Unknown,
        // IPv4-mapped (RFC 4291, 2.5.5.2).
        Some([0, 0, 0, 0, 0, 0xffff, high, low]) => {
            let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
            reach_v4([a, b, c, d])
        }
        Some([0, 0, 0, 0, 0, 0, 0, 0 | 1]) => Reach::Loopback,
        Some([0xfc00..=0xfdff | 0xfe80..=0xfebf, ..]) => Reach::Local,
        Some(_) => Reach::Public,
    }
}

/// The reach of the page itself; a file counts as local to the machine.
pub(super) fn page_reach(page: &Page) -> Reach {
    match url::parse(&page.origin) {
        Ok(url) => reach(url.host()),
        Err(_) => Reach::Loopback,
    }
}

pub(super) fn placeholder(request: &Request) -> Option<Forecast> {
    (!request.address_known).then(|| Forecast {
        code: "placeholder",
        weight: Weight::Stops,
        header: None,
        message: "The server’s address is missing or cannot be used.".into(),
        advice: "Enter or correct the address, or send to the sandbox.".into(),
        samples: Vec::new(),
    })
}

pub(super) fn port(target: &Target) -> Option<Forecast> {
    let port = target.url.port();
    is_bad_port(port).then(|| Forecast {
        code: "port",
        weight: Weight::Stops,
        header: None,
        message: [
            "Browsers refuse to send to port ",
            &port.to_string(),
            ", which belongs to another protocol.",
        ]
        .concat(),
        advice: "Let the receiver listen on another port, or send it with a snippet.".into(),
        samples: Vec::new(),
    })
}

/// The Fetch Standard's bad ports (section 2.9).
pub(super) fn is_bad_port(port: u16) -> bool {
    const BAD: &[u16] = &[
        0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95,
        101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179,
        389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601,
        636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566,
        6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
    ];
    BAD.binary_search(&port).is_ok()
}

/// Returns whether the page is secure and the target is neither secure nor treated as such.
pub(super) fn is_mixed(target: &Target, page: &Page) -> bool {
    page.origin.starts_with("https:") && !target.is_secure() && target.reach != Reach::Loopback
}

pub(super) fn mixed_content(target: &Target, page: &Page) -> Option<Forecast> {
    if !is_mixed(target, page) {
        let careful = page.origin.starts_with("https:") && !target.is_secure();
        return careful.then(|| Forecast {
            code: "mixed-content",
            weight: Weight::Note,
            header: None,
            message: "Chromium and Firefox let an https page send to http on this machine. \
                Safari may refuse."
                .into(),
            advice: "If nothing arrives, open this page over http from this machine, or send it \
                with a snippet."
                .into(),
            samples: Vec::new(),
        });
    }
    let local = target.reach == Reach::Local;
    Some(Forecast {
        code: "mixed-content",
        weight: if local { Weight::Asks } else { Weight::Stops },
        header: None,
        message: match local {
            true => {
                "This page was loaded over https, but the address is plain http. Browsers refuse this, \
                 but Chrome since 142 allows it into the local network with your permission."
            }
            false => {
                "This page was loaded over https, but the address is plain http. Browsers refuse this."
            }
        }
        .into(),
        advice: "Use an https address, open this page over http from this machine, or send it \
            with a snippet."
            .into(),
        samples: Vec::new(),
    })
}

/// Returns whether a page on the public network sends into a local one.
pub(super) fn is_into_local(target: &Target, page: &Page) -> bool {
    let from = page_reach(page);
    match target.reach {
        Reach::Loopback => from != Reach::Loopback,
        Reach::Local => !matches!(from, Reach::Loopback | Reach::Local),
        Reach::Public | Reach::Unknown => false,
    }
}

pub(super) fn local_network(target: &Target, page: &Page) -> Option<Forecast> {
    is_into_local(target, page).then(|| Forecast {
        code: "local-network",
        weight: if page.secure {
            Weight::Asks
        } else {
            Weight::Stops
        },
        header: None,
        message: match page.secure {
            true => {
                "The address is in the local network and this page is not. Chrome since 142 asks \
                 for permission first."
            }
            false => {
                "The address is in the local network, and this page was loaded over plain http from \
                 outside. Chrome since 142 refuses this."
            }
        }
        .into(),
        advice: "Allow access to the local network when asked, or open this page from this \
            machine."
            .into(),
        samples: Vec::new(),
    })
}
