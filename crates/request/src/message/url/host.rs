//! Hosts of http(s) addresses (URL Standard, section 3.5).

use crate::ip;
use problem::request::Address;
use signature::percent;

/// Parses a host and writes it in the standard's form.
pub(super) fn parse(text: &str) -> Result<String, Address> {
    if let Some(inner) = text.strip_prefix('[') {
        return inner
            .strip_suffix(']')
            .and_then(ip::parse_v6)
            .map(|address| ip::write_v6(&address))
            .ok_or_else(|| Address::Ipv6(text.to_owned()));
    }
    let decoded = percent::decode(text);
    let decoded = String::from_utf8_lossy(&decoded);
    if let Some(c) = decoded.chars().find(|c| !c.is_ascii()) {
        return Err(Address::HostNotAscii(c));
    }
    if let Some(c) = decoded.chars().find(|c| is_forbidden(*c)) {
        return Err(Address::HostCharacter(c));
    }
    let host = decoded.to_ascii_lowercase();
    check_punycode(&host)?;
    if ip::ends_in_number(&host) {
        return ip::parse_v4(&host)
            .map(ip::write_v4)
            .ok_or(Address::Ipv4(host));
    }
    Ok(host)
}

/// Returns whether no host name has the character: the standard forbids fewer, but
/// browsers write the rest differently.
fn is_forbidden(c: char) -> bool {
    !(c.is_ascii_alphanumeric() || "-._".contains(c))
}

/// Checks `xn--` labels: each must decode to a text beyond ASCII, otherwise browsers
/// refuse the host.
fn check_punycode(host: &str) -> Result<(), Address> {
    for label in host.split('.') {
        let Some(encoded) = label.strip_prefix("xn--") else {
            continue;
        };
        if !is_punycode(encoded) {
            return Err(Address::HostPunycode(label.to_owned()));
        }
    }
    Ok(())
}

/// Returns whether a text decodes as Punycode (RFC 3492, 6.2) to at least one code point
/// beyond ASCII.
fn is_punycode(text: &str) -> bool {
    const MAX: u32 = 0x10_FFFF;
    let (mut count, encoded) = match text.rfind('-') {
        Some(at) => (at as u32, &text[at + 1..]),
        None => (0, text),
    };
    if encoded.is_empty() {
        return false;
    }
    let (mut n, mut i, mut bias) = (0x80_u32, 0_u32, 72_u32);
    let mut bytes = encoded.bytes();
    while bytes.len() > 0 {
        let before = i;
        let mut weight = 1_u32;
        let mut k = 36;
        loop {
            let digit = match bytes.next() {
                Some(b @ b'a'..=b'z') => u32::from(b - b'a'),
                Some(b @ b'0'..=b'9') => u32::from(b - b'0') + 26,
                _ => return false,
            };
            let Some(sum) = digit.checked_mul(weight).and_then(|d| i.checked_add(d)) else {
                return false;
            };
            i = sum;
            let threshold = k.max(bias + 1).min(bias + 26) - bias;
            if digit < threshold {
                break;
            }
            let Some(next) = weight.checked_mul(36 - threshold) else {
                return false;
            };
            weight = next;
            k += 36;
        }
        count += 1;
        bias = adapt(i - before, count, before == 0);
        n = match n.checked_add(i / count) {
            Some(n) if n <= MAX && !(0xD800..0xE000).contains(&n) => n,
            _ => return false,
        };
        i = i % count + 1;
    }
    true
}

/// Bias adaptation (RFC 3492, 6.1).
fn adapt(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}
