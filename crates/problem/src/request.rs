//! The words for a request that cannot be finished: its address, its header fields, its credentials.
//!
//! Positions count characters from 1.

use super::words::{Said, list, name, quote};

/// Why a runtime expression of OpenAPI gives nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ExpressionFault {
    /// It is none of OpenAPI's.
    Unknown(String),
    /// A `{` without its `}`.
    Unclosed,
    /// It names what is not there.
    Absent(String),
}

/// A fault of an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Address {
    /// No address is given and none is known.
    Missing,
    /// Nothing before a colon that is a scheme.
    NoScheme,
    /// A scheme other than http and https.
    Scheme(String),
    NoHost,
    /// A character that no host name has.
    HostCharacter(char),
    /// A host name beyond ASCII.
    HostNotAscii(char),
    /// A label that claims to be Punycode (`xn--`) and is not.
    HostPunycode(String),
    /// A host that ends in a number and is no IPv4 address.
    Ipv4(String),
    /// Square brackets without an IPv6 address in them.
    Ipv6(String),
    /// Not a number, or above 65535.
    Port(String),
    /// `user:password@`.
    Credentials,
    /// A label of the host that is empty: it begins with a dot, or has two in a row.
    HostLabel(String),
    /// A `{variable}` that the server does not have.
    Variable(String),
    /// A brace without the other one.
    Brace,
    /// A variable without a value, for which the document gives no default.
    Value,
}

/// A fault of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Request {
    Address(Address),
    /// A value that is not one of a server variable's choices.
    ServerChoice {
        found: String,
        choices: Vec<String>,
    },
    /// A server variable for which the document gives no default, and the choice that is used.
    ServerDefault(String),
    /// A path parameter without a value.
    PathParameter,
    /// A whole path segment of one or two dots, which every client resolves away.
    DotSegment,
    /// A name that is no RFC 9110 token; the character and its position.
    HeaderName(Option<(char, usize)>),
    /// A control character in a header value, and its position.
    HeaderControl(char, usize),
    /// A header value begins or ends with a space or tab.
    HeaderEnds,
    /// A character beyond Latin-1 in a header value, and its position.
    HeaderCharacter(char, usize),
    /// A character that cannot stand in a cookie's value, and its position.
    CookieCharacter(char, usize),
    /// A colon in the user name of Basic credentials, and its position.
    UserColon(usize),
    /// No credential is given.
    Credential,
    /// The credential is not what the documentation says it looks like.
    CredentialPattern(String),
    /// A security scheme that a page cannot do, and why.
    Unsupported(String),
    /// A media type that is not documented; `found` is empty when none is named.
    MediaType {
        found: String,
        documented: Vec<String>,
    },
    /// The signature is not that of these bytes.
    Signature,
    /// The address of a delivery, which its registration does not give.
    Target(ExpressionFault),
}

impl Request {
    /// The word of `data-problem`.
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

    pub(super) fn said(&self) -> Said {
        Said::finds(match self {
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
                "is no header name: HTTP does not allow {} at character {at} in one; use letters, digits and `-`",
                name(*c)
            ),
            Request::HeaderControl(c @ ('\r' | '\n'), at) => format!(
                "cannot be a header value: {} at character {at} would end the field; write it on one line",
                name(*c)
            ),
            Request::HeaderControl(c, at) => format!(
                "cannot be a header value: HTTP does not allow {} at character {at} in one; remove it",
                name(*c)
            ),
            Request::HeaderEnds => {
                "has white space at its start or end, which every receiver drops from a header value; remove it".into()
            }
            Request::HeaderCharacter(c, at) => format!(
                "cannot be a header value: {} at character {at} is beyond U+00FF, and a value has one byte a character; remove it, or encode the value as the API documents",
                name(*c)
            ),
            Request::CookieCharacter(c, at) => format!(
                "cannot be a cookie's value: {} at character {at} is not allowed in one (RFC 6265); remove it or percent-encode it",
                name(*c)
            ),
            Request::UserColon(at) => format!(
                "has a `:` at character {at}, and the first colon ends the user name of Basic authorization (RFC 7617); remove it"
            ),
            Request::Credential => {
                "is required: this way to authenticate needs it; write it, or choose another way".into()
            }
            Request::CredentialPattern(asked) => super::patterns::credential(asked),
            Request::Unsupported(why) => format!(
                "cannot be done from a page: {why}; choose another way to authenticate, or take a snippet to another tool"
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

/// Why the registration does not say where its delivery goes.
fn target(fault: &ExpressionFault) -> String {
    use ExpressionFault::{Absent, Unclosed, Unknown};
    match fault {
        Absent(expression) => format!(
            "is not known yet: the documentation takes it from {}, which the registration does not give; fill it in there, or write an address here",
            quote(expression)
        ),
        Unknown(expression) => format!(
            "is not known: the documentation takes it from {}, which is no runtime expression of OpenAPI; write an address here",
            quote(expression)
        ),
        Unclosed => "is not known: the documentation's expression for it has a `{` without its `}`; write an address here".into(),
    }
}

impl Address {
    fn words(&self) -> String {
        const LIKE: &str = "such as https://api.example.com";
        match self {
            Address::Missing => format!("is needed to send direct: no address is documented; write yours, {LIKE}, or send to the sandbox"),
            Address::NoScheme => format!("has no scheme; begin with https:// or http://, {LIKE}"),
            Address::Scheme(found) => format!(
                "has the scheme {}, and a page sends by http and https only; begin with https:// or http://",
                quote(found)
            ),
            Address::NoHost => format!("has no host; write one after the slashes, {LIKE}"),
            Address::HostCharacter(c) => format!("has {} in its host, which no host has; remove it", name(*c)),
            Address::HostNotAscii(c) => format!(
                "has {} in its host, and hosts are sent in ASCII; write the host's ASCII form, which begins with xn-- (Punycode)",
                name(*c)
            ),
            Address::HostPunycode(label) => format!(
                "has {} in its host, which begins as Punycode and is none; check its spelling",
                quote(label)
            ),
            Address::Ipv4(found) => format!(
                "has the host {}, which ends in a number and is no IPv4 address; write one such as 127.0.0.1, or a host name",
                quote(found)
            ),
            Address::Ipv6(found) => format!(
                "has {} in square brackets, which is no IPv6 address; write one such as [::1]",
                quote(found)
            ),
            Address::Port(found) => format!("has the port {}; write a number up to 65535, or none", quote(found)),
            Address::Credentials => {
                "has a user name or password before the host, and browsers do not send to such an address; remove the part up to `@` and use the authorization instead".into()
            }
            Address::HostLabel(host) => format!(
                "has the host {}, in which nothing stands before a dot; enter the missing part",
                quote(host)
            ),
            Address::Value => {
                "needs a value: it is part of the address, and the document gives no default; enter one, or write the whole server address".into()
            }
            Address::Brace => {
                "holds a brace without the other one, which is sent percent-encoded; write the value in its place".into()
            }
            Address::Variable(variable) => format!(
                "holds {}, which stands for a value; write the value in its place",
                quote(&format!("{{{variable}}}"))
            ),
        }
    }
}
