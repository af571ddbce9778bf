//! Dates and times by RFC 3339, section 5.6.

use problem::Flaw;

/// `date-time`: date, `T`, time with an offset.
pub(super) fn date_time(text: &str) -> Result<(), Flaw> {
    let Some((day, rest)) = text.split_at_checked(10) else {
        return Err(Flaw::Shape);
    };
    date(day)?;
    match rest.chars().next() {
        None => Err(Flaw::NoTime),
        Some('T' | 't') => time(&rest[1..]),
        // The rest is looked at first: more may be wrong than the space.
        Some(' ') => match time(&rest[1..]) {
            Ok(()) | Err(Flaw::NoOffset) => Err(Flaw::NoT),
            Err(flaw) => Err(flaw),
        },
        Some(_) => Err(Flaw::Shape),
    }
}

/// `full-date`.
pub(super) fn date(text: &str) -> Result<(), Flaw> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(Flaw::Shape);
    }
    let year = digits(&bytes[..4])?;
    let month = part(&bytes[5..7], "month", 1, 12)?;
    let day = part(&bytes[8..], "day", 1, 31)?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if day > days {
        return Err(Flaw::Day { year, month, day });
    }
    Ok(())
}

/// `full-time`: hours, minutes, seconds, any number of fractional digits, offset.
pub(super) fn time(text: &str) -> Result<(), Flaw> {
    let bytes = text.as_bytes();
    if bytes.len() < 8 || bytes[2] != b':' || bytes[5] != b':' {
        return Err(Flaw::Shape);
    }
    let hour = part(&bytes[..2], "hour", 0, 23)?;
    let minute = part(&bytes[3..5], "minute", 0, 59)?;
    let second = part(&bytes[6..8], "second", 0, 60)?;
    let mut rest = &bytes[8..];
    if let Some(fraction) = rest.strip_prefix(b".") {
        let length = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
        if length == 0 {
            return Err(Flaw::Shape);
        }
        rest = &fraction[length..];
    }
    let offset = offset(rest)?;
    // A leap second ends a day in UTC (RFC 3339, section 5.7).
    let utc = (i64::from(hour) * 60 + i64::from(minute) - offset).rem_euclid(24 * 60);
    if second == 60 && utc != 23 * 60 + 59 {
        return Err(Flaw::LeapSecond);
    }
    Ok(())
}

/// Minutes east of UTC.
fn offset(bytes: &[u8]) -> Result<i64, Flaw> {
    match bytes {
        [] => Err(Flaw::NoOffset),
        [b'Z' | b'z'] => Ok(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let hour = part(&[*h1, *h2], "offset hour", 0, 23)?;
            let minute = part(&[*m1, *m2], "offset minute", 0, 59)?;
            let minutes = i64::from(hour * 60 + minute);
            Ok(if *sign == b'-' { -minutes } else { minutes })
        }
        _ => Err(Flaw::Shape),
    }
}

fn part(bytes: &[u8], part: &'static str, least: u32, most: u32) -> Result<u32, Flaw> {
    let value = digits(bytes)?;
    if value < least || value > most {
        return Err(Flaw::Part { part, value });
    }
    Ok(value)
}

fn digits(bytes: &[u8]) -> Result<u32, Flaw> {
    if !bytes.iter().all(u8::is_ascii_digit) {
        return Err(Flaw::Shape);
    }
    Ok(bytes.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
}
