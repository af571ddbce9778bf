//! IP addresses in hosts: every form that the URL Standard parses, and the one that it writes.

/// Returns whether a host must be read as an IPv4 address, since its last label is a number.
pub fn ends_in_number(host: &str) -> bool {
    let mut labels = host.rsplit('.');
    let last = match labels.next() {
        Some("") => match labels.next() {
            Some(label) => label,
            None => return false,
        },
        Some(label) => label,
        None => return false,
    };
    let is_decimal = !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit());
    is_decimal || parse_number(last).is_some()
}

/// Parses up to four decimal, octal (`0…`) or hexadecimal (`0x…`) numbers; the last one
/// fills the rest.
pub fn parse_v4(host: &str) -> Option<u32> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let numbers: Vec<u64> = host.split('.').map(parse_number).collect::<Option<_>>()?;
    let (last, first) = numbers.split_last()?;
    if first.len() > 3 || first.iter().any(|n| *n > 255) {
        return None;
    }
    let room = 8 * (4 - first.len() as u32);
    if *last >= 1 << room {
        return None;
    }
    let high = first
        .iter()
        .enumerate()
        .fold(0, |sum, (at, n)| sum | n << (24 - 8 * at));
    u32::try_from(high | last).ok()
}

/// One number of an IPv4 address; a number too large for any part stays too large.
fn parse_number(text: &str) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    let (digits, radix) = if let Some(hex) = text.strip_prefix("0x").or(text.strip_prefix("0X")) {
        (hex, 16)
    } else if text.len() > 1 && text.starts_with('0') {
        (&text[1..], 8)
    } else {
        (text, 10)
    };
    digits.chars().try_fold(0_u64, |sum, c| {
        let digit = u64::from(c.to_digit(radix)?);
        Some(sum.saturating_mul(u64::from(radix)).saturating_add(digit))
    })
}

pub fn write_v4(address: u32) -> String {
    let bytes = address.to_be_bytes();
    let texts = bytes.map(|b| b.to_string());
    texts.join(".")
}

/// Parses an IPv6 address, with `::` and a dotted IPv4 tail, without a zone.
pub fn parse_v6(text: &str) -> Option<[u16; 8]> {
    let (head, tail) = match text.split_once("::") {
        Some((head, tail)) => (head, Some(tail)),
        None => (text, None),
    };
    let first = pieces(head, tail.is_none())?;
    let Some(tail) = tail else {
        return first.try_into().ok();
    };
    let last = pieces(tail, true)?;
    // The standard's parser requires `::` to replace at least one piece.
    let gap = 8_usize.checked_sub(first.len() + last.len())?;
    if gap == 0 {
        return None;
    }
    let mut all = first;
    all.resize(all.len() + gap, 0);
    all.extend(last);
    all.try_into().ok()
}

/// The 16-bit pieces between colons; a dotted tail is two pieces.
fn pieces(text: &str, may_end_dotted: bool) -> Option<Vec<u16>> {
    let mut found = Vec::new();
    if text.is_empty() {
        return Some(found);
    }
    let mut parts = text.split(':').peekable();
    while let Some(part) = parts.next() {
        if part.contains('.') {
            if !may_end_dotted || parts.peek().is_some() {
                return None;
            }
            let address = dotted(part)?;
            found.push((address >> 16) as u16);
            found.push(address as u16);
        } else {
            let is_piece =
                (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_hexdigit());
            found.push(u16::from_str_radix(part, 16).ok().filter(|_| is_piece)?);
        }
    }
    Some(found)
}

/// Parses four decimal numbers without leading zeros.
pub fn dotted(text: &str) -> Option<u32> {
    let mut address = 0;
    let mut count = 0;
    for part in text.split('.') {
        let is_plain = part.bytes().all(|b| b.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
            && part.len() <= 3;
        let number: u8 = part.parse().ok().filter(|_| is_plain)?;
        address = address << 8 | u32::from(number);
        count += 1;
        if count > 4 {
            return None;
        }
    }
    (count == 4).then_some(address)
}

/// Writes lower-case hexadecimal; the first longest run of two or more zero pieces becomes `::`.
pub fn write_v6(address: &[u16; 8]) -> String {
    let (start, length) = longest_zeros(address);
    let mut text = String::from("[");
    let mut at = 0;
    while at < 8 {
        if length > 1 && at == start {
            text.push_str("::");
            at += length;
            continue;
        }
        if !text.ends_with([':', '[']) {
            text.push(':');
        }
        push_hex(address[at], &mut text);
        at += 1;
    }
    text.push(']');
    text
}

fn longest_zeros(address: &[u16; 8]) -> (usize, usize) {
    let (mut best, mut best_length) = (0, 0);
    let mut length = 0;
    for (at, piece) in address.iter().enumerate() {
        length = if *piece == 0 { length + 1 } else { 0 };
        if length > best_length {
            best = at + 1 - length;
            best_length = length;
        }
    }
    (best, best_length)
}

fn push_hex(piece: u16, out: &mut String) {
    let mut started = false;
    for shift in [12, 8, 4, 0] {
        let digit = u32::from(piece >> shift & 15);
        started |= digit > 0 || shift == 0;
        if started {
            out.push(char::from_digit(digit, 16).unwrap_or('0'));
        }
    }
}
