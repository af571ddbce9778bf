//! ECDSA signatures over P-256 in DER, as strict as OpenSSL and Go.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::der::{INTEGER, SEQUENCE, tagged};

/// The length in bytes of a number in a signature over P-256.
const P256_NUMBER: usize = 32;

/// The reason why bytes are not an ECDSA signature in DER (RFC 3279, section 2.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EcdsaFault {
    /// The two numbers are concatenated without DER (IEEE P1363).
    Raw,
    /// Not a SEQUENCE of exactly two INTEGERs.
    NotDer,
    /// A number without bytes.
    NoBytes,
    /// A number with its first bit set.
    Negative,
    /// A zero byte that DER does not allow.
    Padded,
    /// A number longer than those of P-256.
    TooLong,
}

impl fmt::Display for EcdsaFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EcdsaFault::Raw => {
                "its 64 bytes look like the two numbers of ECDSA without DER; it should be DER, \
                 a SEQUENCE of two INTEGERs"
            }
            EcdsaFault::NotDer => {
                "it should be DER, a SEQUENCE of two INTEGERs and nothing after it"
            }
            EcdsaFault::NoBytes => {
                "one of its two numbers has no bytes, and DER writes even zero with one"
            }
            EcdsaFault::Negative => {
                "one of its two numbers is negative, since its first bit is set; DER writes a zero byte \
                 before such a number, which is missing"
            }
            EcdsaFault::Padded => {
                "one of its two numbers begins with an unnecessary zero byte, which DER \
                 does not allow"
            }
            EcdsaFault::TooLong => {
                "one of its two numbers is longer than the 32 bytes of P-256"
            }
        })
    }
}

impl std::error::Error for EcdsaFault {}

/// Returns the two numbers of an ECDSA signature in DER, each of full length.
pub fn two_numbers(der: &[u8]) -> Result<Vec<u8>, EcdsaFault> {
    let numbers = integers(der).ok_or(match der.len() == 2 * P256_NUMBER {
        true => EcdsaFault::Raw,
        false => EcdsaFault::NotDer,
    })?;
    let mut out = Vec::with_capacity(2 * P256_NUMBER);
    for number in numbers {
        let digits = match number {
            [] => return Err(EcdsaFault::NoBytes),
            [0x80..=0xff, ..] => return Err(EcdsaFault::Negative),
            [0, 0..=0x7f, ..] => return Err(EcdsaFault::Padded),
            [0, digits @ ..] => digits,
            digits => digits,
        };
        let zeros = P256_NUMBER.checked_sub(digits.len());
        let zeros = zeros.ok_or(EcdsaFault::TooLong)?;
        out.extend(std::iter::repeat_n(0, zeros));
        out.extend_from_slice(digits);
    }
    Ok(out)
}

/// Returns the two INTEGERs of a SEQUENCE.
fn integers(der: &[u8]) -> Option<[&[u8]; 2]> {
    let (inner, []) = tagged(SEQUENCE, der)? else {
        return None;
    };
    let (first, rest) = tagged(INTEGER, inner)?;
    let (second, []) = tagged(INTEGER, rest)? else {
        return None;
    };
    Some([first, second])
}
