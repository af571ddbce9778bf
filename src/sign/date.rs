//! Dates as HTTP writes them.

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

/// A time in ISO 8601 with milliseconds, `1994-11-06T08:49:37.000Z`; empty outside the years 0 to 9999.
pub fn iso(unix_ms: i64) -> String {
    let unix = unix_ms.div_euclid(1000);
    if !(FIRST..=LAST).contains(&unix) {
        return String::new();
    }
    let (year, month, day) = civil(unix.div_euclid(SECONDS_PER_DAY));
    let seconds = unix.rem_euclid(SECONDS_PER_DAY);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let (month, milli) = (month + 1, unix_ms.rem_euclid(1000));
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
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
