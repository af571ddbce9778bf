//! DER (X.690), as much of it as keys and signatures need: one element after another.
//!
//! Nothing is copied, and nothing recursive: a caller goes into an element by reading its content.

/// Tags of the elements that are met here.
pub const INTEGER: u8 = 0x02;
pub const SEQUENCE: u8 = 0x30;
/// The first member of a certificate, which may be left out.
pub const VERSION: u8 = 0xa0;

/// Tag and content of the first element, and what comes after it; lengths as DER writes them, with
/// no byte more than they need.
pub fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&[tag, first], rest) = der.split_first_chunk()?;
    let (length, rest) = match first {
        ..=0x7f => (usize::from(first), rest),
        // More than three bytes of length are no key's.
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

/// As [`element`], where it has to have this tag: its content, and what comes after it.
pub fn tagged(wanted: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (tag, content, after) = element(der)?;
    (tag == wanted).then_some((content, after))
}
