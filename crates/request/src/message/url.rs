//! Absolute http(s) addresses, normalised as by the URL Standard's parser.
//!
//! A browser's `fetch` runs that parser over its input. Only the parser's own output is
//! sent unchanged, so a request always contains normalised text. Relative references,
//! other schemes and IDNA tables are not supported; a host beyond ASCII is refused with
//! the advice to type its `xn--` form.

mod host;
#[cfg(test)]
mod tests;

use std::ops::Range;

use problem::request::Address;
use signature::percent;

/// A normalised address without its fragment, since requests do not send one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    text: String,
    host: Range<usize>,
    path: Range<usize>,
}

impl Url {
    /// The address up to the end of its query.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        self.text.split(':').next().unwrap_or_default()
    }

    /// The host, an IPv6 address with its brackets.
    pub fn host(&self) -> &str {
        &self.text[self.host.clone()]
    }

    /// Host and port as in the `Host` header field; a default port is left out.
    pub fn authority(&self) -> &str {
        &self.text[self.host.start..self.path.start]
    }

    /// The port, or the scheme's default.
    pub fn port(&self) -> u16 {
        let written = &self.text[self.host.end..self.path.start];
        let default = if self.scheme() == "https" { 443 } else { 80 };
        written
            .strip_prefix(':')
            .and_then(|p| p.parse().ok())
            .unwrap_or(default)
    }

    /// Scheme and authority, as in the `Origin` header field.
    pub fn origin(&self) -> &str {
        &self.text[..self.path.start]
    }

    /// The path, percent-encoded.
    pub fn path(&self) -> &str {
        &self.text[self.path.clone()]
    }

    /// The query after the question mark, if any.
    pub fn query(&self) -> Option<&str> {
        self.text[self.path.end..].strip_prefix('?')
    }

    /// Path and query: the request target in origin form (RFC 9112, 3.2.1).
    pub fn target(&self) -> &str {
        &self.text[self.path.start..]
    }
}

/// Parses an absolute http(s) address as the URL Standard does without a base, and drops
/// its fragment.
pub fn parse(input: &str) -> Result<Url, Address> {
    let trimmed = input.trim_matches(|c: char| c <= ' ');
    let clean: String = trimmed
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let (scheme, rest) = split_scheme(&clean)?;
    let rest = rest.trim_start_matches(['/', '\\']);
    let authority_end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(authority_end);
    let (host, port) = split_authority(authority, scheme)?;

    let mut text = String::with_capacity(clean.len() + 8);
    text.push_str(scheme);
    text.push_str("://");
    let host_start = text.len();
    text.push_str(&host);
    let host_end = text.len();
    if let Some(port) = port {
        text.push(':');
        text.push_str(&port.to_string());
    }
    let path_start = text.len();

    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (rest, None),
    };
    write_path(path, &mut text);
    let path_end = text.len();
    if let Some(query) = query {
        text.push('?');
        text.extend(percent::encode(query, percent::QUERY));
    }
    Ok(Url {
        text,
        host: host_start..host_end,
        path: path_start..path_end,
    })
}

/// Splits off the scheme; the rest begins after its colon.
fn split_scheme(text: &str) -> Result<(&'static str, &str), Address> {
    let (scheme, rest) = text
        .split_once(':')
        .ok_or_else(|| Address::NoScheme(text.to_owned()))?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    if scheme.eq_ignore_ascii_case("https") {
        Ok(("https", rest))
    } else if scheme.eq_ignore_ascii_case("http") {
        Ok(("http", rest))
    } else if is_scheme && (rest.starts_with("//") || !scheme.contains('.')) && !is_port(rest) {
        Err(Address::Scheme(scheme.to_owned()))
    } else {
        Err(Address::NoScheme(text.to_owned()))
    }
}

/// Returns whether the rest begins with a digit: `localhost:8080/x` parses as a scheme
/// but is meant as a host.
fn is_port(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Host and port; the port only if it is not the scheme's default.
fn split_authority(authority: &str, scheme: &str) -> Result<(String, Option<u16>), Address> {
    let address = match authority.rsplit_once('@') {
        // A name or password before the host; the parser drops them if both are empty.
        Some((credentials, _)) if !matches!(credentials, "" | ":") => {
            return Err(Address::Credentials);
        }
        Some((_, address)) => address,
        None => authority,
    };
    let (host, port) = split_port(address);
    if host.is_empty() {
        return Err(Address::NoHost);
    }
    let host = host::parse(host)?;
    let default = if scheme == "https" { 443 } else { 80 };
    let port = match port {
        None | Some("") => None,
        Some(digits) => Some(parse_port(digits)?),
    };
    Ok((host, port.filter(|p| *p != default)))
}

/// Splits at the first colon outside square brackets.
fn split_port(address: &str) -> (&str, Option<&str>) {
    let mut in_brackets = false;
    for (at, c) in address.char_indices() {
        match c {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            ':' if !in_brackets => return (&address[..at], Some(&address[at + 1..])),
            _ => {}
        }
    }
    (address, None)
}

fn parse_port(digits: &str) -> Result<u16, Address> {
    let is_number = digits.bytes().all(|b| b.is_ascii_digit());
    let significant = digits.trim_start_matches('0');
    let value = if significant.is_empty() {
        Some(0)
    } else {
        significant.parse().ok()
    };
    value
        .filter(|_| is_number)
        .ok_or_else(|| Address::Port(digits.to_owned()))
}

/// Resolves dot segments and percent-encodes; a backslash counts as a slash.
fn write_path(path: &str, out: &mut String) {
    let path = path.strip_prefix(['/', '\\']).unwrap_or(path);
    let mut segments: Vec<&str> = Vec::new();
    let mut parts = path.split(['/', '\\']).peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        match dots(part) {
            2 => {
                segments.pop();
                if is_last {
                    segments.push("");
                }
            }
            1 if is_last => segments.push(""),
            1 => {}
            _ => segments.push(part),
        }
    }
    for segment in segments {
        out.push('/');
        out.extend(percent::encode(segment, percent::PATH));
    }
}

/// Returns 1 for a segment that means "here", 2 for one that means "up", otherwise 0;
/// `%2e` is a dot.
pub(super) fn dots(segment: &str) -> usize {
    let mut rest = segment;
    let mut count = 0;
    while !rest.is_empty() {
        let after = rest
            .strip_prefix('.')
            .or_else(|| rest.strip_prefix("%2e"))
            .or_else(|| rest.strip_prefix("%2E"));
        match after {
            Some(after) if count < 2 => rest = after,
            _ => return 0,
        }
        count += 1;
    }
    count
}
