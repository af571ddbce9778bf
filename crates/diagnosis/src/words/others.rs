//! Phrases for differences of the secret, the address, white space and the signature's text.

use crate::cause::{Address, SecretText, Written};
use signature::DigestText;

pub fn secret_phrase(secret: SecretText) -> &'static str {
    match secret {
        SecretText::Trimmed => "without the white space at its ends",
        SecretText::LineEnd => "with a line end after it",
        SecretText::Unquoted => "without the quotes around it",
        SecretText::Text => "as text, not decoded",
        SecretText::Hex => "decoded from hex",
        SecretText::Base64 => "decoded from base64",
        SecretText::Base64Url => "decoded from base64url",
        SecretText::InHex => "written in hex, with that text as the key",
        SecretText::InBase64 => "written in base64, with that text as the key",
        SecretText::PrefixCut => "without its prefix",
        SecretText::PrefixKept => "with its prefix",
        SecretText::Latin1 => "in Latin-1, one byte for each character",
        SecretText::Lower => "in lower case",
        SecretText::Upper => "in upper case",
        SecretText::Alone => "alone, without the other parts of the key",
        SecretText::Empty => "empty",
    }
}

pub fn address_phrase(change: Address) -> &'static str {
    match change {
        Address::PortAdded => "with the port written",
        Address::PortDropped => "without the port",
        Address::SlashAdded => "with a slash at its end",
        Address::SlashDropped => "without the slash at its end",
        Address::QueryDropped => "without the query",
        Address::Https => "https instead of http",
        Address::Http => "http instead of https",
        Address::Forwarded => "as the proxy was called",
        Address::Prefixed => "with the path that the proxy removed",
        Address::Original => "with the path and query that the proxy was called with",
        Address::LowerHost => "with the host in lower case",
        Address::Decoded => "without percent-encoding",
        Address::Target => "path and query alone",
    }
}

pub fn notation_phrase(written: Written) -> String {
    let words = match written {
        Written::As(DigestText::Hex) => "written in hex",
        Written::As(DigestText::Base64) => "written in base64",
        Written::As(DigestText::Base64Url) => "written in base64url",
        Written::HexInBase64 => "written as base64 of the hex text",
        Written::UpperHex => "written in upper-case hex",
        Written::CaseLost => "written in base64 with the case of its letters changed",
        Written::ZerosLost => "written in hex without the zeros at the beginning",
        Written::Marked => "written in hex with marks between the bytes",
        Written::Percent => "written percent-encoded",
        Written::Cut { kept, of } => return cut(kept, of, ""),
        Written::CutBefore { kept, of } => return cut(kept, of, ", with the first ones missing"),
        Written::PlusLost => "written with spaces instead of +",
        Written::Parted => "written with white space inside",
        Written::NoPadding => "written without the = at its end",
        Written::Prefixed => "written with something before it",
    };
    words.to_owned()
}

fn cut(kept: usize, of: usize, more: &str) -> String {
    let (kept, of) = (kept.to_string(), of.to_string());
    ["cut to ", &kept, " of ", &of, " characters", more].concat()
}

/// Returns a phrase for white space at the ends.
pub fn padded(before: &str, after: &str) -> String {
    let named = |text: &str| match text {
        " " => "a space",
        "\t" => "a tab",
        "\n" => "a newline (LF)",
        "\n\n" => "two newlines (LF)",
        _ => "two line ends (CRLF)",
    };
    match (before, after) {
        ("", after) => ["with ", named(after), " after it"].concat(),
        (before, "") => ["with ", named(before), " before it"].concat(),
        (before, _) => ["with ", named(before), " before and after it"].concat(),
    }
}
