//! `format`: the formats that are asserted; unknown ones are annotations.
//!
//! The integer formats, which limit numbers, belong in `number.rs`.

mod uri;

use crate::ip;
use problem::{Flaw, Format};
use signature::date;

/// The flaw of a text in a format, if any.
pub(super) fn flaw(format: &str, text: &str) -> Option<(Format, Flaw)> {
    let (format, flaw) = match format {
        "uri" => (Format::Uri, uri::absolute(text)),
        "uri-reference" => (Format::UriReference, uri::reference(text)),
        "date-time" => (Format::DateTime, date::read_date_time(text).map(drop)),
        "date" => (Format::Date, date::read_date(text).map(drop)),
        "time" => (Format::Time, date::read_time(text).map(drop)),
        "email" => (Format::Email, email(text)),
        "uuid" => (Format::Uuid, uuid(text)),
        "ipv4" => (Format::Ipv4, shape(ip::dotted(text).is_some())),
        "ipv6" => (Format::Ipv6, shape(ip::parse_v6(text).is_some())),
        "byte" => (Format::Byte, base64(text)),
        _ => return None,
    };
    Some((format, flaw.err()?))
}

fn shape(is_right: bool) -> Result<(), Flaw> {
    if is_right { Ok(()) } else { Err(Flaw::Shape) }
}

/// Checks that all characters are allowed; the flaw is the first other one.
fn all(text: &str, allowed: impl Fn(char) -> bool) -> Result<(), Flaw> {
    match text.chars().enumerate().find(|(_, c)| !allowed(*c)) {
        None => Ok(()),
        Some((index, character)) => Err(Flaw::Character {
            character,
            at: index + 1,
        }),
    }
}

/// RFC 5321's `Mailbox` without quoted local parts, which are hardly ever used.
fn email(text: &str) -> Result<(), Flaw> {
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    all(text, |c| {
        atom(c) || matches!(c, '@' | '.' | '[' | ']' | ':')
    })?;
    let (local, domain) = text.rsplit_once('@').ok_or(Flaw::Shape)?;
    let label = |l: &str| {
        !l.is_empty()
            && l.len() <= 63
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let address = domain.strip_prefix('[').and_then(|d| d.strip_suffix(']'));
    let domain_is_right = match address {
        Some(address) => match address.strip_prefix("IPv6:") {
            Some(address) => ip::parse_v6(address).is_some(),
            None => ip::dotted(address).is_some(),
        },
        None => domain.split('.').all(label),
    };
    let local_is_right = local
        .split('.')
        .all(|part| !part.is_empty() && part.chars().all(atom));
    shape(domain_is_right && local_is_right)
}

/// RFC 9562, section 4.
fn uuid(text: &str) -> Result<(), Flaw> {
    all(text, |c| c.is_ascii_hexdigit() || c == '-')?;
    shape(text.split('-').map(str::len).eq([8, 4, 4, 4, 12]))
}

/// RFC 4648, section 4, padded.
fn base64(text: &str) -> Result<(), Flaw> {
    let digits = text.trim_end_matches('=');
    all(digits, |c| {
        c.is_ascii_alphanumeric() || c == '+' || c == '/'
    })?;
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return Err(Flaw::Padding);
    }
    Ok(())
}
