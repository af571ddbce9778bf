//! The forms that one address has: with and without port, slash, query, behind a proxy.

use crate::explain::cause::{Address, Cause};
use crate::received::Received;
use crate::request::percent;

/// An address that may have been signed.
#[derive(Clone)]
pub struct Form {
    pub url: String,
    pub target: String,
    pub causes: Vec<Cause>,
}

/// The parts of an absolute address, as they are written.
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

    /// The address after a change; `None` where it changes nothing.
    fn after(&self, change: Address, received: &Received) -> Option<Parts> {
        let mut to = self.clone();
        match change {
            Address::PortDropped if !self.port.is_empty() => to.port.clear(),
            Address::PortAdded if self.port.is_empty() => {
                to.port = if self.scheme == "https" { "443" } else { "80" }.to_owned();
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
                let host = received.header("x-forwarded-host")?;
                let scheme = received.header("x-forwarded-proto").unwrap_or(&self.scheme);
                let first =
                    |list: &str| list.split(',').next().unwrap_or_default().trim().to_owned();
                to = Parts::read(&[&first(scheme), "://", &first(host), &self.target()].concat())?;
            }
            _ => return None,
        }
        Some(to)
    }
}

fn decoded(text: &str) -> String {
    String::from_utf8(percent::decode(text)).unwrap_or_else(|_| text.to_owned())
}

const CHANGES: [Address; 10] = [
    Address::Forwarded,
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

/// Every other form of the request's address; none when it is not known.
pub fn all(received: &Received) -> Vec<Form> {
    let Some(parts) = Parts::read(&received.url) else {
        return Vec::new();
    };
    let form = |change: Address| {
        let to = parts.after(change, received)?;
        (to.url() != received.url).then(|| made(&to, change, &[]))
    };
    let mut all: Vec<Form> = CHANGES.into_iter().filter_map(form).collect();
    all.push(Form {
        url: received.target.clone(),
        target: received.target.clone(),
        causes: vec![Cause::Address {
            change: Address::Target,
            url: received.target.clone(),
        }],
    });
    all
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
    /// Both changes, one after the other.
    pub fn and(&self, other: &Form) -> Option<Form> {
        let Some(Cause::Address { change, .. }) = other.causes.first() else {
            return None;
        };
        // What a proxy says was read already.
        let to = Parts::read(&self.url)?.after(*change, &Received::default())?;
        (to.url() != self.url).then(|| made(&to, *change, &self.causes))
    }
}
