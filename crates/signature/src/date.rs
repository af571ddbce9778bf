//! Dates as HTTP and RFC 3339 write them.

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

/// A time as an IMF-fixdate (RFC 9110 section 5.6.7), `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// `unix` is in seconds; `None` outside the years 0 to 9999, which four digits cannot write.
pub fn imf_fixdate(unix: i64) -> Option<String> {
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

/// A time as RFC 3339 writes it in UTC, `1994-11-06T08:49:37Z`.
///
/// `unix` is in seconds; `None` outside the years 0 to 9999.
pub fn date_time(unix: i64) -> Option<String> {
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

/// The same of Unix milliseconds, with them: `1994-11-06T08:49:37.000Z`; empty outside those years.
pub fn iso(unix_ms: i64) -> String {
    let milli = unix_ms.rem_euclid(1000);
    let text = date_time(unix_ms.div_euclid(1000)).unwrap_or_default();
    match text.strip_suffix('Z') {
        Some(seconds) => format!("{seconds}.{milli:03}Z"),
        None => text,
    }
}

/// Unix milliseconds of a date and time of RFC 3339 (section 5.6), with any offset; a fraction of a
/// second beyond milliseconds is cut.
pub fn read_date_time(text: &str) -> Option<i64> {
    let digits = |range: std::ops::Range<usize>, most: i64| -> Option<i64> {
        let part = text.get(range)?;
        let number = part.parse::<i64>().ok()?;
        (part.bytes().all(|b| b.is_ascii_digit()) && number <= most).then_some(number)
    };
    let mark = |at: usize, marks: &[u8]| marks.contains(text.as_bytes().get(at)?).then_some(());
    let (year, month, day) = (digits(0..4, 9999)?, digits(5..7, 12)?, digits(8..10, 31)?);
    let (hour, minute, second) = (
        digits(11..13, 23)?,
        digits(14..16, 59)?,
        digits(17..19, 60)?,
    );
    for (at, marks) in [(4, "-"), (7, "-"), (10, "Tt "), (13, ":"), (16, ":")] {
        mark(at, marks.as_bytes())?;
    }
    let (milliseconds, at) = match mark(19, b".") {
        None => (0, 19),
        Some(()) => {
            let end = text.get(20..)?.find(|c: char| !c.is_ascii_digit())? + 20;
            let three = [text.get(20..end)?, "00"].concat();
            (three.get(..3)?.parse().ok()?, end)
        }
    };
    let offset = match text.get(at..)? {
        "Z" | "z" => 0,
        other if other.len() == 6 => {
            mark(at + 3, b":")?;
            let minutes = digits(at + 1..at + 3, 23)? * 60 + digits(at + 4..at + 6, 59)?;
            match other.as_bytes().first()? {
                b'+' => minutes,
                b'-' => -minutes,
                _ => return None,
            }
        }
        _ => return None,
    };
    let day = days(year, month, day)?;
    let seconds = day * SECONDS_PER_DAY + hour * 3600 + (minute - offset) * 60 + second;
    Some(seconds * 1000 + milliseconds)
}

/// The day counted from 1970-01-01; `None` for a day that the month does not have.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    // The year is taken to begin in March, as in `civil`.
    let own = year - i64::from(month <= 2);
    let from_march = (month + 9) % 12;
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    let leaps = own.div_euclid(4) - own.div_euclid(100) + own.div_euclid(400);
    let days = own * 365 + leaps + of_year - EPOCH;
    let same = civil(days) == (year, usize::try_from(month).ok()?.checked_sub(1)?, day);
    same.then_some(days)
}

/// Year, month from 0 and day of month of a day counted from 1970-01-01.
///
/// The year is taken to begin in March, so that the leap day is its last.
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
        // The first is RFC 9110's own; the others are as Python's `datetime` writes them.
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
        // The first four are RFC 3339's own (section 5.8); all as Python's `datetime` reads them.
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
            assert_eq!(read_date_time(text), Some(unix_ms), "{text}");
        }
        for unix in [FIRST, -1, 0, 951_782_400, 1_616_648_967, LAST] {
            let text = date_time(unix).unwrap_or_default();
            assert_eq!(read_date_time(&text), Some(unix * 1000), "{text}");
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
            assert_eq!(read_date_time(text), None, "{text}");
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
