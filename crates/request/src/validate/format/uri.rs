//! URIs and relative references by RFC 3986.

use crate::ip::parse_v6;
use problem::Flaw;

/// `uri`: with a scheme.
pub(super) fn absolute(text: &str) -> Result<(), Flaw> {
    let Some(scheme) = scheme(text) else {
        return Err(Flaw::NoScheme);
    };
    characters(text)?;
    let rest = &text[scheme.len() + 1..];
    if rest.starts_with("//") {
        return authority(text, scheme.len() + 3, is_http(scheme));
    }
    // RFC 9110, section 4.2: http and https have an authority.
    if is_http(scheme) {
        return Err(Flaw::NoHost);
    }
    path(text, scheme.len() + 1)
}

/// `uri-reference`: absolute or relative.
pub(super) fn reference(text: &str) -> Result<(), Flaw> {
    if scheme(text).is_some() {
        return absolute(text);
    }
    characters(text)?;
    // A colon in the first segment would make that a scheme (section 4.2).
    let first = text.split(['/', '?', '#']).next().unwrap_or("");
    if let Some(colon) = first.find(':') {
        return Err(flaw(text, colon));
    }
    if text.starts_with("//") {
        return authority(text, 2, false);
    }
    path(text, 0)
}

fn is_http(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// Section 3.1.
fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let rest = scheme.strip_prefix(|c: char| c.is_ascii_alphabetic())?;
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    rest.bytes().all(allowed).then_some(scheme)
}

/// The character at a byte offset, as a flaw.
fn flaw(text: &str, offset: usize) -> Flaw {
    Flaw::Character {
        character: text[offset..].chars().next().unwrap_or(' '),
        at: text[..offset].chars().count() + 1,
    }
}

/// Every character is one of section 2's, every `%` has two hex digits, and one `#` at most.
fn characters(text: &str) -> Result<(), Flaw> {
    let bytes = text.as_bytes();
    let mut fragment = false;
    for (offset, byte) in bytes.iter().enumerate() {
        match byte {
            b'%' => {
                let hex = bytes.get(offset + 1..offset + 3);
                if !hex.is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) {
                    let at = text[..offset].chars().count() + 1;
                    return Err(Flaw::Percent { at });
                }
            }
            b'#' if !fragment => fragment = true,
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'[' | b']' | b'@' | b'!' | b'$'
            | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' => {}
            byte if byte.is_ascii_alphanumeric() => {}
            _ => return Err(flaw(text, offset)),
        }
    }
    Ok(())
}

/// Section 3.2, from a byte offset to the path.
fn authority(text: &str, start: usize, needs_host: bool) -> Result<(), Flaw> {
    let length = text[start..]
        .find(['/', '?', '#'])
        .unwrap_or(text.len() - start);
    let end = start + length;
    let host_start = text[start..end]
        .rfind('@')
        .map_or(start, |at| start + at + 1);
    let user = &text[start..host_start.max(start + 1) - 1];
    if let Some(at) = user.find(['[', ']', '@']) {
        return Err(flaw(text, start + at));
    }
    let host = &text[host_start..end];
    let port = if host.starts_with('[') {
        let close = host.find(']').ok_or(flaw(text, host_start))?;
        address(&host[1..close]).ok_or(flaw(text, host_start))?;
        match &host[close + 1..] {
            "" => None,
            after => Some(
                after
                    .strip_prefix(':')
                    .ok_or(flaw(text, host_start + close + 1))?,
            ),
        }
    } else {
        let (name, port) = match host.split_once(':') {
            Some((name, port)) => (name, Some(port)),
            None => (host, None),
        };
        if let Some(at) = name.find(['[', ']']) {
            return Err(flaw(text, host_start + at));
        }
        if name.is_empty() && needs_host {
            return Err(Flaw::NoHost);
        }
        port
    };
    if port.is_some_and(|port| !is_port(port)) {
        return Err(Flaw::Port);
    }
    path(text, end)
}

/// The address between square brackets: IPv6, or a future version (section 3.2.2).
fn address(text: &str) -> Option<()> {
    if parse_v6(text).is_some() {
        return Some(());
    }
    let (version, rest) = text.strip_prefix(['v', 'V'])?.split_once('.')?;
    let is_hex = !version.is_empty() && version.bytes().all(|b| b.is_ascii_hexdigit());
    (is_hex && !rest.is_empty() && !rest.contains(['/', '?', '#', '[', ']', '@', '%']))
        .then_some(())
}

/// Returns whether a text is a port; section 3.2.3 allows an empty one.
fn is_port(text: &str) -> bool {
    text.is_empty()
        || (text.bytes().all(|b| b.is_ascii_digit())
            && text.trim_start_matches('0').len() <= 5
            && text.parse::<u64>().is_ok_and(|port| port <= 65_535))
}

/// Path, query and fragment have no square brackets.
fn path(text: &str, start: usize) -> Result<(), Flaw> {
    match text[start..].find(['[', ']']) {
        None => Ok(()),
        Some(at) => Err(flaw(text, start + at)),
    }
}
