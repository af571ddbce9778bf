//! From the text of a secret to the bytes of a key.
//!
//! Nothing is cut or repaired in silence: what is not the hex or base64 that
//! it claims to be is a fault with its place.

use super::{KeyText, Scheme};

/// Why a secret is not what it claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A character that the encoding does not have, and its 1-based position.
    Character(char, usize),
    /// Too many or too few characters; how many there are.
    Length(usize),
}

/// Decodes a secret.
pub fn decode(text: &str, form: KeyText) -> Result<Vec<u8>, Fault> {
    match form {
        KeyText::Text => Ok(text.as_bytes().to_vec()),
        KeyText::Hex => hex(text),
        KeyText::Base64 => base64(text, ['+', '/']),
        KeyText::Base64Url => base64(text, ['-', '_']),
    }
}

fn hex(text: &str) -> Result<Vec<u8>, Fault> {
    let mut digits = Vec::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        match c.to_digit(16) {
            Some(digit) => digits.push(digit as u8),
            None => return Err(Fault::Character(c, at + 1)),
        }
    }
    if digits.len() % 2 == 1 {
        return Err(Fault::Length(digits.len()));
    }
    Ok(digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair[1])
        .collect())
}

/// Padding may be absent; bits beyond the last byte are dropped, as Node, Python and Go do.
///
/// `last` are the two characters in which RFC 4648's alphabets differ.
fn base64(text: &str, last: [char; 2]) -> Result<Vec<u8>, Fault> {
    let bare = text.trim_end_matches('=');
    let mut bytes = Vec::with_capacity(bare.len() * 3 / 4);
    let (mut bits, mut have) = (0_u32, 0);
    for (at, c) in bare.chars().enumerate() {
        let value = match c {
            'A'..='Z' => c as u32 - 'A' as u32,
            'a'..='z' => c as u32 - 'a' as u32 + 26,
            '0'..='9' => c as u32 - '0' as u32 + 52,
            _ if c == last[0] => 62,
            _ if c == last[1] => 63,
            _ => return Err(Fault::Character(c, at + 1)),
        };
        bits = bits << 6 | value;
        have += 6;
        if have >= 8 {
            have -= 8;
            bytes.push((bits >> have) as u8);
        }
    }
    let padding = text.len() - bare.len();
    let sound = match bare.len() % 4 {
        0 => padding == 0,
        1 => false,
        rest => padding == 0 || padding == 4 - rest,
    };
    if sound {
        Ok(bytes)
    } else {
        Err(Fault::Length(text.len()))
    }
}

/// The main secret's bytes, or what is wrong with its text.
pub fn of_secret(scheme: &Scheme, text: &str) -> Result<Vec<u8>, problem::Secret> {
    let form = scheme.key.encoding;
    let bare = match form {
        KeyText::Text => text,
        _ => text.strip_prefix(&scheme.key.prefix).unwrap_or(text),
    };
    // Positions count from the beginning of what was typed.
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
    fn what_is_not_base64_says_where() {
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
    fn hex_reads_in_either_case_and_says_where_it_is_not() {
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
