//! Dates and times of HTTP and RFC 3339; nothing else reads or writes them.
//!
//! A library would need fewer lines but would not report the exact flaw.

use problem::{Flaw, TimePart};

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
/// Days from 0000-03-01 to 1970-01-01 in the proleptic Gregorian calendar.
const EPOCH: i64 = 719_468;
const SECONDS_PER_DAY: i64 = 86_400;
/// The last second of the year 9999.
const LAST: i64 = 253_402_300_799;
/// The first second of the year 0.
const FIRST: i64 = -62_167_219_200;

/// Returns a time as an IMF-fixdate (RFC 9110 section 5.6.7), `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// `unix` is in seconds; `None` outside the years 0 to 9999, which four digits cannot represent.
pub(crate) fn imf_fixdate(unix: i64) -> Option<String> {
    if !(FIRST..=LAST).contains(&unix) {
        return None;
    }
    let days = unix.div_euclid(SECONDS_PER_DAY);
    let seconds = unix.rem_euclid(SECONDS_PER_DAY);
    let (year, month, day) = civil(days);
    let weekday = DAYS[days.rem_euclid(7) as usize];
    let month = MONTHS[month];
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(format!(
        "{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT"
    ))
}

/// Returns a time in the format of RFC 3339, in UTC: `1994-11-06T08:49:37Z`.
///
/// `unix` is in seconds; `None` outside the years 0 to 9999.
pub(crate) fn date_time(unix: i64) -> Option<String> {
    if !(FIRST..=LAST).contains(&unix) {
        return None;
    }
    let (year, month, day) = civil(unix.div_euclid(SECONDS_PER_DAY));
    let seconds = unix.rem_euclid(SECONDS_PER_DAY);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let month = month + 1;
    Some(format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    ))
}

/// Returns Unix milliseconds in the same format, with milliseconds: `1994-11-06T08:49:37.000Z`;
/// empty outside those years.
pub fn iso(unix_ms: i64) -> String {
    let milli = unix_ms.rem_euclid(1000);
    let text = date_time(unix_ms.div_euclid(1000)).unwrap_or_default();
    match text.strip_suffix('Z') {
        Some(seconds) => format!("{seconds}.{milli:03}Z"),
        None => text,
    }
}

/// Reads a `date-time` (RFC 3339, section 5.6) as Unix milliseconds; further digits of a second are
/// cut off.
pub fn read_date_time(text: &str) -> Result<i64, Flaw> {
    let (day, rest) = text.split_at_checked(10).ok_or(Flaw::Shape)?;
    let day = read_date(day)?;
    let time = match rest.chars().next() {
        None => Err(Flaw::NoTime),
        Some('T' | 't') => read_time(&rest[1..]),
        // A flaw in the rest takes precedence over the space.
        Some(' ') => match read_time(&rest[1..]) {
            Ok(_) | Err(Flaw::NoOffset) => Err(Flaw::NoT),
            Err(flaw) => Err(flaw),
        },
        Some(_) => Err(Flaw::Shape),
    }?;
    Ok(day * SECONDS_PER_DAY * 1000 + time)
}

/// Reads a `full-date` as the day counted from 1970-01-01.
pub fn read_date(text: &str) -> Result<i64, Flaw> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(Flaw::Shape);
    }
    let year = digits(&bytes[..4])?;
    let month = part(&bytes[5..7], TimePart::Month, 1, 12)?;
    let day = part(&bytes[8..], TimePart::Day, 1, 31)?;
    days(year.into(), month.into(), day.into()).ok_or(Flaw::Day { year, month, day })
}

/// Reads a `full-time` as milliseconds from midnight UTC: negative or more than a day if the offset
/// leads to another day.
pub fn read_time(text: &str) -> Result<i64, Flaw> {
    let bytes = text.as_bytes();
    if bytes.len() < 8 || bytes[2] != b':' || bytes[5] != b':' {
        return Err(Flaw::Shape);
    }
    let hour = part(&bytes[..2], TimePart::Hour, 0, 23)?;
    let minute = part(&bytes[3..5], TimePart::Minute, 0, 59)?;
    let second = part(&bytes[6..8], TimePart::Second, 0, 60)?;
    let (mut rest, mut milliseconds) = (&bytes[8..], 0);
    if let Some(fraction) = rest.strip_prefix(b".") {
        let length = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
        if length == 0 {
            return Err(Flaw::Shape);
        }
        let (fraction, after) = fraction.split_at(length);
        let three = fraction.iter().chain(b"00").copied().take(3);
        milliseconds = digits(&three.collect::<Vec<u8>>())?;
        rest = after;
    }
    let minutes = i64::from(hour * 60 + minute) - read_offset(rest)?;
    // A leap second ends a day in UTC (RFC 3339, section 5.7).
    if second == 60 && minutes.rem_euclid(24 * 60) != 23 * 60 + 59 {
        return Err(Flaw::LeapSecond);
    }
    Ok((minutes * 60 + i64::from(second)) * 1000 + i64::from(milliseconds))
}

/// Reads a `time-offset` as minutes east of UTC.
fn read_offset(bytes: &[u8]) -> Result<i64, Flaw> {
    match bytes {
        [] => Err(Flaw::NoOffset),
        [b'Z' | b'z'] => Ok(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let hour = part(&[*h1, *h2], TimePart::OffsetHour, 0, 23)?;
            let minute = part(&[*m1, *m2], TimePart::OffsetMinute, 0, 59)?;
            let minutes = i64::from(hour * 60 + minute);
            Ok(if *sign == b'-' { -minutes } else { minutes })
        }
        _ => Err(Flaw::Shape),
    }
}

fn part(bytes: &[u8], part: TimePart, least: u32, most: u32) -> Result<u32, Flaw> {
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

/// Reads an IMF-fixdate (RFC 9110, section 5.6.7) as Unix milliseconds.
pub(crate) fn read_imf_fixdate(text: &str) -> Option<i64> {
    let (_, rest) = text.strip_suffix(" GMT")?.split_once(", ")?;
    let words: Vec<&str> = rest.split(' ').collect();
    let [day, month, year, clock] = words[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    read_date_time(&format!("{year}-{month:02}-{day}T{clock}Z")).ok()
}

/// Reads a date and time in the formats that requests use, as Unix milliseconds: RFC 3339, also
/// with a space instead of `T` and without a colon in the offset, or an IMF-fixdate.
pub fn read_any(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let mut own = text.to_owned();
    if let [.., b'+' | b'-', h1, h2, m1, m2] = bytes
        && [h1, h2, m1, m2].into_iter().all(u8::is_ascii_digit)
    {
        own.insert(own.len() - 2, ':');
    }
    if bytes.get(10) == Some(&b' ') {
        own.replace_range(10..11, "T");
    }
    read_date_time(&own).ok().or_else(|| read_imf_fixdate(text))
}

/// Returns the day counted from 1970-01-01; `None` for a day that the month does not have.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    // The year begins in March, as in `civil`.
    let own = year - i64::from(month <= 2);
    let from_march = (month + 9) % 12;
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    let leaps = own.div_euclid(4) - own.div_euclid(100) + own.div_euclid(400);
    let days = own * 365 + leaps + of_year - EPOCH;
    let same = civil(days) == (year, usize::try_from(month).ok()?.checked_sub(1)?, day);
    same.then_some(days)
}

/// Returns year, month from 0 and day of month of a day counted from 1970-01-01.
///
/// The year begins in March, so that the leap day is its last.
fn civil(days: i64) -> (i64, usize, i64) {
    let days = days + EPOCH;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = (from_march + 2) % 12;
    let year = year_of_era + era * 400 + i64::from(month < 2);
    (year, month as usize, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_in_rfc_9110_and_as_date_writes_them() {
        // The first is from RFC 9110; Python's `datetime` wrote the others.
        for (unix, date) in [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
            (1_700_000_000, "Tue, 14 Nov 2023 22:13:20 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (951_868_800, "Wed, 01 Mar 2000 00:00:00 GMT"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
            (4_107_456_000, "Sun, 28 Feb 2100 00:00:00 GMT"),
            (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"),
            (LAST, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] {
            assert_eq!(imf_fixdate(unix).as_deref(), Some(date), "{unix}");
        }
    }

    #[test]
    fn dates_and_times_of_rfc_3339_are_read_and_written() {
        // The first four are from RFC 3339 (section 5.8); Python's `datetime` reads all of them so.
        for (text, unix_ms) in [
            ("1985-04-12T23:20:50.52Z", 482_196_050_520),
            ("1996-12-19T16:39:57-08:00", 851_042_397_000),
            ("1990-12-31T23:59:60Z", 662_688_000_000),
            ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130),
            ("2021-03-25T05:09:27Z", 1_616_648_967_000),
            ("2000-02-29T00:00:00Z", 951_782_400_000),
            ("0000-01-01T00:00:00Z", FIRST * 1000),
            ("9999-12-31T23:59:59Z", LAST * 1000),
        ] {
            assert_eq!(read_date_time(text), Ok(unix_ms), "{text}");
        }
        for unix in [FIRST, -1, 0, 951_782_400, 1_616_648_967, LAST] {
            let text = date_time(unix).unwrap_or_default();
            assert_eq!(read_date_time(&text), Ok(unix * 1000), "{text}");
        }
        assert_eq!(
            date_time(1_616_648_967).as_deref(),
            Some("2021-03-25T05:09:27Z")
        );
        assert_eq!(date_time(LAST + 1), None);
    }

    #[test]
    fn what_is_no_date_and_time_is_not_read() {
        for text in [
            "",
            "1616648967",
            "2021-03-25",
            "2021-03-25T05:09:27",
            "2021-02-29T00:00:00Z",
            "2021-00-10T00:00:00Z",
            "2021-13-10T00:00:00Z",
            "2021-03-00T00:00:00Z",
            "2021-03-25T24:00:00Z",
            "2021-03-25T05:09:27.Z",
            "2021-03-25T05:09:27+0100",
            "2021-03-25T05:09:27 01:00",
            "+021-03-25T05:09:27Z",
            "2021-03-25T05:09:27.5",
            "2021-03-25T05:09:27Zz",
            "2021-03-2é\u{301}05:09:27Z",
        ] {
            assert!(read_date_time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_of_requests_are_read_as_others_read_them() {
        // Python: int(datetime.fromisoformat(text).timestamp() * 1000), and email.utils.
        for (text, milliseconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2023-11-14T23:13:20.123456+01:00", 1_700_000_000_123),
            ("2024-02-29 23:59:59.5-0530", 1_709_270_999_500),
            ("Tue, 14 Nov 2023 22:13:20 GMT", 1_700_000_000_000),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000),
        ] {
            assert_eq!(read_any(text), Some(milliseconds), "{text}");
        }
        for text in [
            "",
            "2023-11-14",
            "T",
            "2023-13-01T00:00:00Z",
            "2023-1-1T99:00:00Z",
            "99999-11-14T22:13:20Z",
            "2023-11-14T22:13Z",
            "Tue, 14 Nov 2023 GMT",
            "Wed, 30 Feb 2022 00:00:00 GMT",
            "é-é-éTé:é:éZ",
            "2023-11-14T22:13:20.é5Z",
        ] {
            assert_eq!(read_any(text), None, "{text}");
        }
    }

    #[test]
    fn iso_dates_are_as_javascript_writes_them() {
        // `new Date(ms).toISOString()`.
        for (unix_ms, date) in [
            (784_111_777_000, "1994-11-06T08:49:37.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_042, "2000-02-29T00:00:00.042Z"),
            (i64::MAX, ""),
        ] {
            assert_eq!(iso(unix_ms), date, "{unix_ms}");
        }
    }

    #[test]
    fn years_of_more_than_four_digits_have_no_date() {
        assert_eq!(imf_fixdate(LAST + 1), None);
        assert_eq!(imf_fixdate(FIRST - 1), None);
        assert_eq!(imf_fixdate(i64::MIN), None);
        assert_eq!(imf_fixdate(i64::MAX), None);
    }
}
