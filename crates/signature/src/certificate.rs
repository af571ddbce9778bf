//! Certificates with a sender's public key: reading the key, and finding the certificate's address
//! in a message.
//!
//! This crate fetches nothing and verifies no chain: the caller who fetches a certificate has to
//! judge its owner by its address.

use super::der::{INTEGER, SEQUENCE, VERSION, element, tagged};
use super::verify::message::header;
use super::{Scheme, Signable, fields};

/// The wildcard for a cloud's region in the name of a host.
const REGION: &str = "<region>";

/// Returns the SubjectPublicKeyInfo of a certificate (RFC 5280, section 4.1), both in DER.
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

/// The address of a certificate that a message names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The header field, or the member of the body by its pointer.
    pub place: String,
    /// The address in the message.
    pub url: String,
    /// The vendor's hosts, as the scheme writes them.
    pub hosts: String,
    /// True if the address is an https address on one of those hosts.
    pub is_vendors: bool,
}

/// Returns the certificates that a message names.
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

/// Returns the host of an https address, unless the address contains something that parsers
/// interpret differently.
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

/// Returns whether a host is one of those that a scheme lists.
fn is_among(host: &str, hosts: &str) -> bool {
    let host = host.to_ascii_lowercase();
    hosts.split(',').any(|wanted| is_host(&host, wanted.trim()))
}

/// Compares the labels of two hosts; a leading `*.` matches one or more labels, `<region>` one
/// region.
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

/// Returns whether a label has the form of a region, such as `us-gov-west-1`. Without that, the
/// bucket of anyone in `sns.s3-us-west-2.amazonaws.com` would match.
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
