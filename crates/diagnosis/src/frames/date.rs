//! Dates as they stand in requests, as Unix time: RFC 3339 and the dates of header fields.

/// A date's milliseconds since the Unix epoch; `None` for a text that is none.
pub fn read(text: &str) -> Option<i64> {
    rfc_3339(text).or_else(|| imf_fixdate(text))
}

/// `2023-11-14T22:13:20.5+01:00` (RFC 3339), also without a colon in its offset.
fn rfc_3339(text: &str) -> Option<i64> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let mut date = date.splitn(3, '-').map(number);
    let days = days(date.next()??, date.next()??, date.next()??)?;
    let end = time.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = time.split_at(end);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let zone: String = zone.chars().filter(char::is_ascii_digit).collect();
    let minutes = match zone.len() {
        0 => 0,
        4 => number(zone.get(..2)?)? * 60 + number(zone.get(2..)?)?,
        _ => return None,
    };
    let milliseconds = match fraction {
        "" => 0,
        digits => number([digits, "000"].concat().get(..3)?)?,
    };
    let seconds = days * 86_400 + clock_seconds(clock)? - sign * minutes * 60;
    Some(seconds * 1000 + milliseconds)
}

/// `Tue, 14 Nov 2023 22:13:20 GMT` (RFC 9110, section 5.6.7).
fn imf_fixdate(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (_, rest) = text.strip_suffix(" GMT")?.split_once(", ")?;
    let mut words = rest.split(' ');
    let day = number(words.next()?)?;
    let name = words.next()?;
    let month = MONTHS.iter().position(|month| *month == name)? as i64 + 1;
    let days = days(number(words.next()?)?, month, day)?;
    Some((days * 86_400 + clock_seconds(words.next()?)?) * 1000)
}

fn clock_seconds(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, ':').map(number);
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let sound = hours < 24 && minutes < 60 && seconds <= 60;
    sound.then_some((hours * 60 + minutes) * 60 + seconds)
}

/// Digits, at most four.
fn number(text: &str) -> Option<i64> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// Days since the epoch of a date of the Gregorian calendar, whose years are counted from March.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let from_march = (month + 9) % 12;
    let year = year - i64::from(month < 3);
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(365 * year + leaps + (153 * from_march + 2) / 5 + day - 1 - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_others_read_them() {
        // Python: int(datetime.fromisoformat(text).timestamp() * 1000), and email.utils.
        for (text, milliseconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2023-11-14T22:13:20Z", 1_700_000_000_000),
            ("2023-11-14T23:13:20.123456+01:00", 1_700_000_000_123),
            ("2024-02-29 23:59:59.5-0530", 1_709_270_999_500),
            ("2000-03-01T00:00:00Z", 951_868_800_000),
            ("Tue, 14 Nov 2023 22:13:20 GMT", 1_700_000_000_000),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000),
        ] {
            assert_eq!(read(text), Some(milliseconds), "{text}");
        }
        for text in [
            "",
            "2023-11-14",
            "T",
            "2023-13-01T00:00:00Z",
            "2023-1-1T99:00:00Z",
            "2023-11-14T22:13:20",
            "99999-11-14T22:13:20Z",
            "2023-11-14T22:13Z",
            "Tue, 14 Nov 2023 GMT",
            "é-é-éTé:é:éZ",
            "2023-11-14T22:13:20.é5Z",
            "+023-11-14T22:13:20Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
