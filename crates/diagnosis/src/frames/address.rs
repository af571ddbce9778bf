//! The forms of an address: with and without port, slash and query, and behind a proxy.

use crate::cause::{Address, Cause};
use received::Received;
use signature::percent;

/// An address that may have been signed.
#[derive(Clone)]
pub struct Form {
    pub url: String,
    pub target: String,
    pub causes: Vec<Cause>,
}

/// The parts of an absolute address, as written.
#[derive(Clone)]
struct Parts {
    scheme: String,
    host: String,
    port: String,
    path: String,
    query: Option<String>,
}

impl Parts {
    fn read(url: &str) -> Option<Parts> {
        let (scheme, rest) = url.split_once("://")?;
        let at = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at(at);
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (target, None),
        };
        let port = authority
            .rfind(':')
            .filter(|at| !authority[*at..].contains(']'));
        let (host, port) = authority.split_at(port.unwrap_or(authority.len()));
        Some(Parts {
            scheme: scheme.to_owned(),
            host: host.to_owned(),
            port: port.trim_start_matches(':').to_owned(),
            path: path.to_owned(),
            query,
        })
    }

    fn target(&self) -> String {
        match &self.query {
            Some(query) => [&self.path, "?", query].concat(),
            None => self.path.clone(),
        }
    }

    fn url(&self) -> String {
        let colon = if self.port.is_empty() { "" } else { ":" };
        [
            &self.scheme,
            "://",
            &self.host,
            colon,
            &self.port,
            &self.target(),
        ]
        .concat()
    }

    /// Applies a change; returns `None` where it has no effect.
    fn after(&self, change: Address, received: &Received) -> Option<Parts> {
        let mut to = self.clone();
        match change {
            Address::PortDropped if !self.port.is_empty() => to.port.clear(),
            Address::PortAdded if self.port.is_empty() => {
                let usual = if self.scheme == "https" { "443" } else { "80" };
                let port = received.header("x-forwarded-port").map(first);
                to.port = port.unwrap_or(usual.to_owned());
            }
            Address::SlashDropped => {
                to.path.truncate(self.path.strip_suffix('/')?.len());
            }
            Address::SlashAdded if !self.path.ends_with('/') => to.path.push('/'),
            Address::QueryDropped => drop(to.query.take()?),
            Address::Https if self.scheme == "http" => to.scheme = "https".to_owned(),
            Address::Http if self.scheme == "https" => to.scheme = "http".to_owned(),
            Address::LowerHost => to.host.make_ascii_lowercase(),
            Address::Decoded => {
                to.path = decoded(&self.path);
                to.query = self.query.as_deref().map(decoded);
            }
            Address::Forwarded => {
                let proxy = Proxy::read(received);
                let scheme = proxy.scheme.as_deref().unwrap_or(&self.scheme);
                to = Parts::read(&[scheme, "://", &proxy.host?, &self.target()].concat())?;
                let usual = if scheme == "https" { "443" } else { "80" };
                if to.port.is_empty() {
                    to.port = proxy.port.filter(|port| port != usual).unwrap_or_default();
                }
            }
            Address::Prefixed => {
                let prefix = first(received.header("x-forwarded-prefix")?);
                to.path = [prefix.trim_end_matches('/'), &self.path].concat();
            }
            Address::Original => {
                let names = [
                    "x-original-uri",
                    "x-original-url",
                    "x-forwarded-uri",
                    "x-rewrite-url",
                ];
                let target = names.iter().find_map(|name| received.header(name))?;
                // Some proxies write the whole address and some the target, whose query may contain
                // another address.
                let whole = (!target.starts_with('/')).then(|| target.find("://"));
                let at = whole
                    .flatten()
                    .and_then(|at| target.get(at + 3..)?.find('/').map(|s| at + 3 + s));
                let target = target.get(at.unwrap_or(0)..)?;
                let read = Parts::read(&["https://a", target].concat())?;
                (to.path, to.query) = (read.path, read.query);
            }
            _ => return None,
        }
        Some(to)
    }
}

/// The address at which a proxy reports it was called.
#[derive(Default)]
struct Proxy {
    scheme: Option<String>,
    host: Option<String>,
    port: Option<String>,
}

impl Proxy {
    /// Reads the fields that proxies add, or else `Forwarded` (RFC 7239, section 4).
    fn read(received: &Received) -> Proxy {
        let field = |name: &str| received.header(name).map(first);
        let forwarded = |wanted: &str| {
            let first = field("forwarded")?;
            let pair = first.split(';').find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                name.trim().eq_ignore_ascii_case(wanted).then_some(value)
            })?;
            Some(pair.trim().trim_matches('"').to_owned())
        };
        Proxy {
            scheme: field("x-forwarded-proto").or_else(|| forwarded("proto")),
            host: field("x-forwarded-host").or_else(|| forwarded("host")),
            port: field("x-forwarded-port"),
        }
    }
}

/// Returns the first value of a list, which the outermost proxy wrote.
fn first(list: &str) -> String {
    list.split(',').next().unwrap_or_default().trim().to_owned()
}

fn decoded(text: &str) -> String {
    String::from_utf8(percent::decode(text)).unwrap_or_else(|_| text.to_owned())
}

const CHANGES: [Address; 12] = [
    Address::Forwarded,
    Address::Prefixed,
    Address::Original,
    Address::PortDropped,
    Address::PortAdded,
    Address::SlashDropped,
    Address::SlashAdded,
    Address::QueryDropped,
    Address::Https,
    Address::Http,
    Address::LowerHost,
    Address::Decoded,
];

/// Returns every other form of the request's address; none where the address is not known.
pub fn all(received: &Received) -> Vec<Form> {
    let Some(parts) = Parts::read(&received.url) else {
        return Vec::new();
    };
    let form = |change: Address| {
        let to = parts.after(change, received)?;
        (to.url() != received.url).then(|| made(&to, change, &[]))
    };
    let mut all: Vec<Form> = CHANGES.into_iter().filter_map(form).collect();
    all.push(bare(&received.target, &[]));
    all
}

/// Returns the path and query instead of the address.
fn bare(target: &str, before: &[Cause]) -> Form {
    let cause = Cause::Address {
        change: Address::Target,
        url: target.to_owned(),
    };
    Form {
        url: target.to_owned(),
        target: target.to_owned(),
        causes: before.iter().cloned().chain([cause]).collect(),
    }
}

fn made(parts: &Parts, change: Address, before: &[Cause]) -> Form {
    let url = parts.url();
    let cause = Cause::Address {
        change,
        url: url.clone(),
    };
    Form {
        target: parts.target(),
        causes: before.iter().cloned().chain([cause]).collect(),
        url,
    }
}

impl Form {
    /// Applies both changes one after the other.
    pub fn and(&self, other: &Form, received: &Received) -> Option<Form> {
        let Some(Cause::Address { change, .. }) = other.causes.first() else {
            return None;
        };
        let parts = Parts::read(&self.url)?;
        if *change == Address::Target {
            return Some(bare(&parts.target(), &self.causes));
        }
        let to = parts.after(*change, received)?;
        (to.url() != self.url).then(|| made(&to, *change, &self.causes))
    }
}
