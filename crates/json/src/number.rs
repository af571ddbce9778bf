//! Numbers that keep their text and compare by value.
//!
//! They use no float and no allocation: the digits stay in the text, so `1e400`
//! and a million digits cost no more than their length. The limits that a schema
//! sets are checked elsewhere.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// The text of a valid JSON number. Equality and order are by value: `1.0` equals `1`.
///
/// Exponents beyond 10^18 saturate; two such numbers may compare as equal.
#[derive(Clone, Copy, Debug)]
pub struct Number<'a>(&'a str);

impl<'a> Number<'a> {
    /// Wraps the text of a valid number.
    pub fn new(text: &'a str) -> Number<'a> {
        Number(text)
    }

    /// Reads a text that is a JSON number as a whole.
    pub fn read(text: &'a str) -> Option<Number<'a>> {
        let length = prefix(text.as_bytes());
        (length > 0 && length == text.len()).then_some(Number(text))
    }

    /// Returns the text of the number.
    pub fn text(self) -> &'a str {
        self.0
    }

    /// Returns whether the value is an integer, however it is written: `1.0` and `1e2` are.
    pub fn is_integer(self) -> bool {
        let parts = self.parts();
        parts.is_zero() || parts.exponent() >= 0
    }

    /// Returns whether the value is an integer of 32 bits (OpenAPI's `int32`).
    pub fn fits_i32(self) -> bool {
        self.to_i64().is_some_and(|n| i32::try_from(n).is_ok())
    }

    /// Returns whether the value is an integer of 64 bits (OpenAPI's `int64`).
    pub fn fits_i64(self) -> bool {
        self.to_i64().is_some()
    }

    /// The value as an integer of 64 bits, if it is one.
    pub fn to_i64(self) -> Option<i64> {
        let parts = self.parts();
        if parts.is_zero() {
            return Some(0);
        }
        // 64 bits hold at most 19 digits.
        if parts.exponent() < 0 || parts.point > 19 {
            return None;
        }
        let zeros = parts.exponent() as usize;
        let mut value = 0_i64;
        for digit in parts.digits().chain(std::iter::repeat_n(b'0', zeros)) {
            let digit = i64::from(digit - b'0');
            let signed = if parts.negative { -digit } else { digit };
            value = value.checked_mul(10)?.checked_add(signed)?;
        }
        Some(value)
    }

    /// Returns whether the value is an exact multiple of `divisor`.
    ///
    /// Zero divides only zero. A divisor of more than 18 significant digits is
    /// not checked and returns `true`.
    pub fn multiple_of(self, divisor: Number<'_>) -> bool {
        let (value, by) = (self.parts(), divisor.parts());
        if value.is_zero() {
            return true;
        }
        if by.is_zero() {
            return false;
        }
        let digits = by.digits().count();
        if digits > 18 {
            return true;
        }
        // Both are whole digits times a power of ten. The value's digits do
        // not end in zero, so no multiple of ten divides them.
        let zeros = value.exponent().saturating_sub(by.exponent());
        if zeros < 0 {
            return false;
        }
        // A divisor this short has at most four factors of two or five a digit,
        // so further zeros change nothing.
        let zeros = zeros.min(digits as i64 * 4) as usize;
        let by = by.digits().fold(0, |n, d| n * 10 + u64::from(d - b'0'));
        let rest = value
            .digits()
            .chain(std::iter::repeat_n(b'0', zeros))
            .fold(0, |rest, d| (rest * 10 + u64::from(d - b'0')) % by);
        rest == 0
    }

    /// A text that is the same for equal numbers and different for all others.
    pub fn key(self) -> String {
        let parts = self.parts();
        if parts.is_zero() {
            return "0".to_owned();
        }
        let sign = if parts.negative { "-" } else { "" };
        let digits: String = parts.digits().map(char::from).collect();
        [sign, &digits, "e", &parts.exponent().to_string()].concat()
    }

    fn parts(self) -> Parts<'a> {
        Parts::split(self.0)
    }
}

impl PartialEq for Number<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number<'_> {}

impl Hash for Number<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let parts = self.parts();
        parts.sign().hash(state);
        if !parts.is_zero() {
            parts.point.hash(state);
            parts.digits().for_each(|digit| digit.hash(state));
        }
    }
}

impl PartialOrd for Number<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.parts(), other.parts());
        let by_sign = a.sign().cmp(&b.sign());
        if by_sign != Ordering::Equal || a.is_zero() {
            return by_sign;
        }
        let by_size = a
            .point
            .cmp(&b.point)
            .then_with(|| a.digits().cmp(b.digits()));
        if a.negative {
            by_size.reverse()
        } else {
            by_size
        }
    }
}

/// A number as `0.d₁d₂d₃… × 10^point`, without zeros at either end of its digits.
struct Parts<'a> {
    negative: bool,
    /// The digits before the decimal point; empty for zero.
    whole: &'a [u8],
    /// The digits after it; empty for zero.
    fraction: &'a [u8],
    point: i64,
}

impl<'a> Parts<'a> {
    fn split(text: &'a str) -> Parts<'a> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let (mut whole, mut fraction) = (whole.as_bytes(), trim_end(fraction.as_bytes()));
        if fraction.is_empty() {
            let trimmed = trim_end(whole);
            // Zeros that end the whole part still count towards the point.
            let point = whole.len() as i64;
            let leading = leading_zeros(trimmed);
            return Parts {
                negative,
                whole: &trimmed[leading..],
                fraction,
                point: read_exponent(exponent).saturating_add(point - leading as i64),
            };
        }
        let mut point = whole.len() as i64;
        let leading = leading_zeros(whole);
        whole = &whole[leading..];
        point -= leading as i64;
        if whole.is_empty() {
            let leading = leading_zeros(fraction);
            fraction = &fraction[leading..];
            point -= leading as i64;
        }
        Parts {
            negative,
            whole,
            fraction,
            point: read_exponent(exponent).saturating_add(point),
        }
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    fn sign(&self) -> i8 {
        match (self.is_zero(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    fn digits(&self) -> impl Iterator<Item = u8> + use<'a> {
        self.whole.iter().chain(self.fraction).copied()
    }

    /// The power of ten of the last digit.
    fn exponent(&self) -> i64 {
        let digits = self.whole.len() + self.fraction.len();
        self.point.saturating_sub(digits as i64)
    }
}

fn leading_zeros(digits: &[u8]) -> usize {
    digits.iter().take_while(|d| **d == b'0').count()
}

fn trim_end(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().rev().take_while(|d| **d == b'0').count();
    &digits[..digits.len() - zeros]
}

fn read_exponent(text: &str) -> i64 {
    text.parse().unwrap_or(if text.starts_with('-') {
        i64::MIN
    } else {
        i64::MAX
    })
}

/// The length of the number at the start of a text; 0 if there is none.
pub(super) fn prefix(text: &[u8]) -> usize {
    let digits = |from: usize| {
        text.get(from..)
            .unwrap_or(&[])
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let mut at = usize::from(text.first() == Some(&b'-'));
    at += match text.get(at) {
        Some(b'0') => 1,
        _ => match digits(at) {
            0 => return 0,
            count => count,
        },
    };
    if text.get(at) == Some(&b'.') {
        match digits(at + 1) {
            0 => return at,
            count => at += 1 + count,
        }
    }
    if let Some(b'e' | b'E') = text.get(at) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        match digits(at + 1 + sign) {
            0 => {}
            count => at += 1 + sign + count,
        }
    }
    at
}
