//! Certificates that hold a sender's public key: the key in one, and where a message says that its own is.
//!
//! Nothing is fetched here, nor anywhere in the page, and no chain is verified:
//! whose a certificate is, the one who fetches it has to know from the address.

use super::der::{INTEGER, SEQUENCE, VERSION, element, tagged};
use super::verify::message::header;
use super::{Scheme, Signable, fields};

/// What stands for a cloud's region in the name of a host.
const REGION: &str = "<region>";

/// The SubjectPublicKeyInfo of a certificate (RFC 5280, section 4.1), both in DER.
pub fn public_key(der: &[u8]) -> Option<&[u8]> {
    let (certificate, rest) = tagged(SEQUENCE, der)?;
    let (signed, _) = tagged(SEQUENCE, certificate).filter(|_| rest.is_empty())?;
    let mut rest = match tagged(VERSION, signed) {
        Some((_, after)) => after,
        None => signed,
    };
    // Serial number, algorithm, issuer, validity, subject.
    for tag in [INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE] {
        rest = tagged(tag, rest)?.1;
    }
    let (SEQUENCE, _, after) = element(rest)? else {
        return None;
    };
    rest.get(..rest.len().checked_sub(after.len())?)
}

/// Where a message says that its certificate is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The header field, or the member of the body by its pointer.
    pub place: String,
    pub url: String,
    /// The hosts that the vendor has it on, as the scheme writes them.
    pub hosts: String,
    /// Whether it is an https address on one of them.
    pub is_vendors: bool,
}

/// The certificates that a message names.
pub fn named(scheme: &Scheme, request: &Signable<'_>) -> Vec<Named> {
    let mut found = Vec::new();
    for certificate in &scheme.certificate {
        let place = certificate.name.as_str();
        let url = match place.starts_with('/') {
            true => fields::found(request.body, place),
            false => header(request, place).map(|url| url.trim().to_owned()),
        };
        let hosts = certificate.value.as_str();
        found.extend(url.map(|url| Named {
            place: place.to_owned(),
            hosts: hosts.to_owned(),
            is_vendors: host(&url).is_some_and(|host| is_among(host, hosts)),
            url,
        }));
    }
    found
}

/// The host of an https address that has nothing which readers of addresses take in different ways.
fn host(url: &str) -> Option<&str> {
    let start = url.get(..8)?;
    let after = url
        .get(8..)
        .filter(|_| start.eq_ignore_ascii_case("https://"))?;
    let plain = url
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    after.get(..end).filter(|_| plain)
}

/// Whether a host is one of those that a scheme names.
fn is_among(host: &str, hosts: &str) -> bool {
    let host = host.to_ascii_lowercase();
    hosts.split(',').any(|wanted| is_host(&host, wanted.trim()))
}

/// Labels have to be the same, but for `*.` in front, which stands for one and more, and a region.
fn is_host(host: &str, wanted: &str) -> bool {
    let sound = |label: &str| {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.bytes().all(known)
    };
    if !host.split('.').all(sound) {
        return false;
    }
    if let Some(domain) = wanted.strip_prefix("*.") {
        let within = host.strip_suffix(domain);
        return within.is_some_and(|within| within.len() > 1 && within.ends_with('.'));
    }
    let (mut own, mut all) = (host.split('.'), wanted.split('.'));
    loop {
        match (own.next(), all.next()) {
            (None, None) => return true,
            (Some(label), Some(REGION)) if is_region(label) => {}
            (Some(label), Some(wanted)) if label == wanted => {}
            _ => return false,
        }
    }
}

/// Whether a label is written as regions are, `us-gov-west-1`: `sns.s3-us-west-2.amazonaws.com` is
/// somebody's bucket.
fn is_region(label: &str) -> bool {
    let parts: Vec<&str> = label.split('-').collect();
    let letters = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
    match parts.as_slice() {
        [cloud, middle @ .., number] if !middle.is_empty() => {
            let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            digits && cloud.len() == 2 && letters(cloud) && middle.iter().all(letters)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
