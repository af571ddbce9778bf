//! DER (X.690), as far as keys and signatures need it: one element after another.
//!
//! Nothing is copied and nothing recurses: a caller enters an element by reading its content.

/// Tags of the elements used here.
pub const INTEGER: u8 = 0x02;
pub const SEQUENCE: u8 = 0x30;
/// The first member of a certificate, which is optional.
pub const VERSION: u8 = 0xa0;

/// Returns tag and content of the first element, and the rest. Lengths must be minimal, as DER
/// requires.
pub fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&[tag, first], rest) = der.split_first_chunk()?;
    let (length, rest) = match first {
        ..=0x7f => (usize::from(first), rest),
        // No key has more than three bytes of length.
        0x81..=0x83 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first - 0x80))?;
            let length = digits
                .iter()
                .fold(0, |all, digit| all << 8 | usize::from(*digit));
            let least = match digits.len() {
                1 => 0x80,
                count => 1 << (8 * (count - 1)),
            };
            (length >= least).then_some((length, rest))?
        }
        _ => return None,
    };
    let (content, after) = rest.split_at_checked(length)?;
    Some((tag, content, after))
}

/// Reads an element like [`element`] and requires its tag; returns its content and the rest.
pub fn tagged(wanted: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (tag, content, after) = element(der)?;
    (tag == wanted).then_some((content, after))
}
