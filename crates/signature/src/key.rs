//! From the text of a secret to the bytes of a key.
//!
//! Nothing is cut or repaired silently: invalid hex or base64 is a fault with its position.

use std::fmt;
use std::sync::LazyLock;

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, Encoding, HEXLOWER_PERMISSIVE};

use super::{KeyText, Scheme};

static LENIENT: LazyLock<Encoding> = LazyLock::new(|| lenient(&BASE64_NOPAD));
static LENIENT_URL: LazyLock<Encoding> = LazyLock::new(|| lenient(&BASE64URL_NOPAD));

/// The reason why a secret cannot be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A character that the encoding does not have, and its 1-based position.
    Character(char, usize),
    /// Too many or too few characters; their number.
    Length(usize),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Character(c, at) => {
                write!(
                    f,
                    "character {at} is {c:?}, which the encoding does not have"
                )
            }
            Fault::Length(count) => write!(f, "{count} characters do not make whole bytes"),
        }
    }
}

impl std::error::Error for Fault {}

/// Decodes a secret.
pub fn decode(text: &str, form: KeyText) -> Result<Vec<u8>, Fault> {
    match form {
        KeyText::Text => Ok(text.as_bytes().to_vec()),
        KeyText::Hex => hex(text),
        KeyText::Base64 => base64(text, &LENIENT, ['+', '/']),
        KeyText::Base64Url => base64(text, &LENIENT_URL, ['-', '_']),
    }
}

fn hex(text: &str) -> Result<Vec<u8>, Fault> {
    known(text, |c| c.is_ascii_hexdigit())?;
    let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes());
    bytes.map_err(|_| Fault::Length(text.len()))
}

/// Padding may be missing, and bits beyond the last byte are dropped, as in Node, Python and Go.
///
/// `marks` are the two characters of the alphabet that are not letters or digits.
fn base64(text: &str, alphabet: &Encoding, marks: [char; 2]) -> Result<Vec<u8>, Fault> {
    let bare = text.trim_end_matches('=');
    known(bare, |c| c.is_ascii_alphanumeric() || marks.contains(&c))?;
    let padding = text.len() - bare.len();
    let bytes = alphabet.decode(bare.as_bytes()).ok();
    let padded = padding == 0 || (bare.len() + padding).is_multiple_of(4) && padding < 4;
    bytes.filter(|_| padded).ok_or(Fault::Length(text.len()))
}

/// Rejects the first character that an encoding does not have.
fn known(text: &str, is_known: impl Fn(char) -> bool) -> Result<(), Fault> {
    match text.chars().enumerate().find(|(_, c)| !is_known(*c)) {
        Some((at, c)) => Err(Fault::Character(c, at + 1)),
        None => Ok(()),
    }
}

/// Returns an encoding without padding that drops the bits beyond the last byte.
fn lenient(encoding: &Encoding) -> Encoding {
    let mut lenient = encoding.specification();
    lenient.check_trailing_bits = false;
    lenient.encoding().unwrap_or_else(|_| encoding.clone())
}

/// Returns the main secret's bytes, or the fault of its text.
pub fn of_secret(scheme: &Scheme, text: &str) -> Result<Vec<u8>, problem::Secret> {
    let form = scheme.key.encoding;
    let bare = match form {
        KeyText::Text => text,
        _ => text.strip_prefix(&scheme.key.prefix).unwrap_or(text),
    };
    // Positions count from the beginning of the input.
    let cut = text.chars().count() - bare.chars().count();
    decode(bare, form).map_err(|fault| match (fault, form) {
        (Fault::Character(character, at), KeyText::Hex) => problem::Secret::Hex {
            character,
            at: at + cut,
        },
        (Fault::Character(character, at), KeyText::Base64Url) => problem::Secret::Base64Url {
            character,
            at: at + cut,
        },
        (Fault::Character(character, at), _) => problem::Secret::Base64 {
            character,
            at: at + cut,
        },
        (Fault::Length(digits), KeyText::Hex) => problem::Secret::HexOdd { digits },
        (Fault::Length(characters), _) => problem::Secret::Base64Length { characters },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_reads_as_in_rfc_4648_with_and_without_padding() {
        for (text, bytes) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zg", "f"),
            ("Zm8=", "fo"),
            ("Zm8", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg==", "foob"),
            ("Zm9vYmE=", "fooba"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(decode(text, KeyText::Base64), Ok(bytes.into()), "{text}");
        }
    }

    #[test]
    fn base64url_differs_in_two_characters() {
        assert_eq!(
            decode("-_-_", KeyText::Base64Url),
            Ok(vec![0xfb, 0xff, 0xbf])
        );
        assert_eq!(decode("+/+/", KeyText::Base64), Ok(vec![0xfb, 0xff, 0xbf]));
        assert_eq!(decode("AQ==", KeyText::Base64Url), Ok(vec![1]));
        let fault = Err(Fault::Character('+', 2));
        assert_eq!(decode("A+", KeyText::Base64Url), fault);
    }

    #[test]
    fn malformed_base64_is_reported_with_its_position() {
        for (text, fault) in [
            ("Zg=", Fault::Length(3)),
            ("Z", Fault::Length(1)),
            ("Zm9v=", Fault::Length(5)),
            ("Zm9v====", Fault::Length(8)),
            ("Zm9v\n", Fault::Character('\n', 5)),
            (" Zm9v", Fault::Character(' ', 1)),
            ("Zg==Zg==", Fault::Character('=', 3)),
            ("Zm-v", Fault::Character('-', 3)),
            ("éZm9", Fault::Character('é', 1)),
        ] {
            assert_eq!(decode(text, KeyText::Base64), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn hex_reads_in_either_case_and_faults_have_a_position() {
        assert_eq!(decode("00fFAb", KeyText::Hex), Ok(vec![0, 255, 171]));
        assert_eq!(decode("abc", KeyText::Hex), Err(Fault::Length(3)));
        assert_eq!(decode("abxg", KeyText::Hex), Err(Fault::Character('x', 3)));
        assert_eq!(decode("ab\n", KeyText::Hex), Err(Fault::Character('\n', 3)));
    }

    #[test]
    fn text_is_its_utf8_untouched() {
        assert_eq!(decode(" é\n", KeyText::Text), Ok(" é\n".into()));
    }
}
