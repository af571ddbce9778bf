//! The wording for a request that cannot be finished: its address, header fields and credentials.
//!
//! Positions count characters from 1.

use super::words::{Wording, character_name, list, quote};

/// The reason why a runtime expression of OpenAPI has no value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ExpressionFault {
    /// The expression is not one of OpenAPI's.
    Unknown(String),
    /// A `{` without its `}`.
    Unclosed,
    /// The expression refers to something that is not there.
    Absent(String),
}

/// A fault of an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Address {
    /// No address is given or documented.
    Missing,
    /// There is no scheme before the colon; the whole text.
    NoScheme(String),
    /// A scheme other than http and https.
    Scheme(String),
    /// An empty host.
    NoHost,
    /// A character that host names do not allow.
    HostCharacter(char),
    /// A host name with a character outside ASCII.
    HostNotAscii(char),
    /// A label that begins as Punycode (`xn--`) does and is not valid.
    HostPunycode(String),
    /// A host that ends in a number and is not an IPv4 address.
    Ipv4(String),
    /// Square brackets without an IPv6 address in them.
    Ipv6(String),
    /// Not a number, or above 65535.
    Port(String),
    /// `user:password@`.
    Credentials,
    /// An empty label in the host: it begins with a dot, or has two in a row.
    HostLabel(String),
    /// A `{variable}` that the server does not have.
    Variable(String),
    /// A brace without its counterpart.
    Brace,
    /// A variable without a value, for which the document gives no default.
    Value,
}

/// A fault of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Request {
    /// The address cannot be used.
    Address(Address),
    /// A value that is not one of a server variable's choices.
    ServerChoice {
        /// The value.
        found: String,
        /// The documented choices.
        choices: Vec<String>,
    },
    /// A server variable without a default in the document; the choice that is used instead.
    ServerDefault(String),
    /// A path parameter without a value.
    PathParameter,
    /// A path segment of one or two dots, which every client removes.
    DotSegment,
    /// A name that is not an RFC 9110 token; the character and its position.
    HeaderName(Option<(char, usize)>),
    /// A control character in a header value, and its position.
    HeaderControl(char, usize),
    /// A header value begins or ends with a space or tab.
    HeaderEnds,
    /// A character beyond Latin-1 in a header value, and its position.
    HeaderCharacter(char, usize),
    /// A character that a cookie's value does not allow, and its position.
    CookieCharacter(char, usize),
    /// A colon in the user name of Basic credentials, and its position.
    UserColon(usize),
    /// No credential is given.
    Credential,
    /// The credential does not match its documented pattern.
    CredentialPattern(String),
    /// A security scheme that a page cannot use, and the reason.
    Unsupported(String),
    /// A media type that is not documented; `found` is empty when none is named.
    MediaType {
        /// The media type.
        found: String,
        /// The documented media types.
        documented: Vec<String>,
    },
    /// The signature does not match these bytes.
    Signature,
    /// The address of a delivery, which its registration does not contain.
    Target(ExpressionFault),
}

impl Request {
    /// Returns the word in `data-problem`.
    pub fn code(&self) -> &'static str {
        match self {
            Request::Address(_) => "url",
            Request::ServerChoice { .. } => "enum",
            Request::ServerDefault(_) => "default",
            Request::DotSegment => "dot-segment",
            Request::HeaderName(_) => "header-name",
            Request::HeaderControl(..) | Request::HeaderEnds | Request::HeaderCharacter(..) => {
                "header-value"
            }
            Request::CookieCharacter(..) => "cookie-value",
            Request::UserColon(_) => "username",
            Request::Credential | Request::PathParameter => "required",
            Request::CredentialPattern(_) => "pattern",
            Request::Unsupported(_) => "unsupported",
            Request::MediaType { .. } => "media-type",
            Request::Signature => "signature",
            Request::Target(_) => "expression",
        }
    }

    pub(super) fn wording(&self) -> Wording {
        Wording::finding(match self {
            Request::Address(fault) => fault.words(),
            Request::ServerChoice { found, choices } => format!(
                "must be one of the documented values; {} is not: choose {}, or write the whole server address",
                quote(found),
                list(choices.iter().map(|c| quote(c)), " or ")
            ),
            Request::ServerDefault(used) => format!(
                "has no documented default; {}, the first documented value, is used: choose the one you mean",
                quote(used)
            ),
            Request::PathParameter => "is required: it is part of the path; write a value".into(),
            Request::DotSegment => {
                "must not be `.` or `..` alone: every client resolves that path segment away; write another value".into()
            }
            Request::HeaderName(None) => "has no name; write one, such as `X-Signature`, or remove the field".into(),
            Request::HeaderName(Some((c, at))) => format!(
                "is not a header name: HTTP does not allow {} at character {at} in one; use letters, digits and `-`",
                character_name(*c)
            ),
            Request::HeaderControl(c @ ('\r' | '\n'), at) => format!(
                "cannot be a header value: {} at character {at} would end the field; write it on one line",
                character_name(*c)
            ),
            Request::HeaderControl(c, at) => format!(
                "cannot be a header value: HTTP does not allow {} at character {at} in one; remove it",
                character_name(*c)
            ),
            Request::HeaderEnds => {
                "has white space at its start or end, which every receiver drops from a header value; remove it".into()
            }
            Request::HeaderCharacter(c, at) => format!(
                "cannot be a header value: {} at character {at} is beyond U+00FF, and a value has one byte a character; remove it, or encode the value as the API documents",
                character_name(*c)
            ),
            Request::CookieCharacter(c, at) => format!(
                "cannot be a cookie's value: {} at character {at} is not allowed in one (RFC 6265); remove it or percent-encode it",
                character_name(*c)
            ),
            Request::UserColon(at) => format!(
                "has a `:` at character {at}, and the first colon ends the user name of Basic authorization (RFC 7617); remove it"
            ),
            Request::Credential => {
                "is required: this way to authenticate needs it; write it, or choose another way".into()
            }
            Request::CredentialPattern(asked) => super::patterns::credential(asked),
            Request::Unsupported(why) => format!(
                "is not possible from a web page: {why}; choose another way to authenticate, or use a snippet in another tool"
            ),
            Request::MediaType { found, documented } => {
                let named = match &**found {
                    "" => "the request names none".to_owned(),
                    found => format!("found {}", quote(found)),
                };
                format!(
                    "must be a documented media type in UTF-8: {named}; choose {}",
                    list(documented.iter().map(|m| quote(m)), " or ")
                )
            }
            Request::Target(fault) => target(fault),
            Request::Signature => {
                "does not match what the server computes from the bytes it received; check the secret, and sign after the last edit".into()
            }
        })
    }
}

/// Returns the reason why a delivery's address is not known from its registration.
fn target(fault: &ExpressionFault) -> String {
    use ExpressionFault::{Absent, Unclosed, Unknown};
    match fault {
        Absent(_) => "is not known yet: the registration does not give it; fill it in there, or enter an address here".into(),
        Unknown(expression) => format!(
            "is not known: the documentation takes it from {}, which is not a runtime expression of OpenAPI; write an address here",
            quote(expression)
        ),
        Unclosed => "is not known: the documentation's expression for it has a `{` without its `}`; write an address here".into(),
    }
}

/// Returns an address that lacks only its scheme with the one that it probably has: https, or http for
/// a host of this machine or network.
pub(super) fn with_scheme(text: &str) -> Option<String> {
    const LOCAL: [&str; 6] = ["localhost", "127.", "10.", "192.168.", "0.0.0.0", "[::1]"];
    let text = text.trim().trim_start_matches("//");
    let is_host = text.starts_with(|c: char| c.is_alphanumeric() || c == '[')
        && !text.contains(char::is_whitespace);
    let is_local = LOCAL.iter().any(|host| text.starts_with(host));
    let scheme = if is_local { "http://" } else { "https://" };
    is_host.then(|| [scheme, text].concat())
}

impl Address {
    fn words(&self) -> String {
        const LIKE: &str = "such as https://api.example.com";
        match self {
            Address::Missing => format!("is needed to send directly: no address is documented; write yours, {LIKE}, or send to the sandbox"),
            Address::NoScheme(found) => match with_scheme(found) {
                Some(meant) => format!("has no scheme; did you mean {}?", quote(&meant)),
                None => format!("has no scheme; begin with https:// or http://, {LIKE}"),
            },
            Address::Scheme(found) => format!(
                "begins with {}, and a browser sends only to http and https; begin with https:// or http://",
                quote(&[found, ":"].concat())
            ),
            Address::NoHost => format!("has no host; write one after the slashes, {LIKE}"),
            Address::HostCharacter(c) => format!("has {} in its host, which hosts do not allow; remove it", character_name(*c)),
            Address::HostNotAscii(c) => format!(
                "has {} in its host, and hosts are sent in ASCII; write the host's ASCII form, which begins with xn-- (Punycode)",
                character_name(*c)
            ),
            Address::HostPunycode(label) => format!(
                "has {} in its host, which begins like Punycode and is not valid; check its spelling",
                quote(label)
            ),
            Address::Ipv4(found) => format!(
                "has the host {}, which ends in a number and is not an IPv4 address; write one such as 127.0.0.1, or a host name",
                quote(found)
            ),
            Address::Ipv6(found) => format!(
                "has {} in square brackets, which is not an IPv6 address; write one such as [::1]",
                quote(found)
            ),
            Address::Port(found) => format!("has the port {}; write a number up to 65535, or none", quote(found)),
            Address::Credentials => {
                "has a user name or password before the host, and browsers do not send to such an address; remove the part up to `@` and use the authorization instead".into()
            }
            Address::HostLabel(host) => format!(
                "has the host {}, with nothing before a dot; enter the missing part",
                quote(host)
            ),
            Address::Value => {
                "needs a value: it is part of the address, and the document gives no default; enter one, or write the whole server address".into()
            }
            Address::Brace => {
                "contains an unmatched brace, which is sent percent-encoded; write the value in its place".into()
            }
            Address::Variable(variable) => format!(
                "contains {}, a placeholder for a value; write the value in its place",
                quote(&format!("{{{variable}}}"))
            ),
        }
    }
}
