//! The wording for text that does not match its format.

use super::words::{Sample, Wording, character_name};
use percent_encoding::percent_encode_byte;

/// The formats that are asserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 3986, with a scheme.
    Uri,
    /// RFC 3986, absolute or relative.
    UriReference,
    /// RFC 3339, with a time-zone offset.
    DateTime,
    /// RFC 3339 `full-date`.
    Date,
    /// RFC 3339 `full-time`.
    Time,
    /// RFC 5321 `Mailbox`, in the common form.
    Email,
    /// RFC 9562.
    Uuid,
    /// An integer of 32 bits with a sign.
    Int32,
    /// An integer of 64 bits with a sign.
    Int64,
    /// RFC 2673, section 3.2.
    Ipv4,
    /// RFC 4291, section 2.2.
    Ipv6,
    /// base64 (RFC 4648, section 4).
    Byte,
}

/// The flaw in a text; positions count characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// Not the format's shape at all.
    Shape,
    /// A URI without a scheme.
    NoScheme,
    /// An http or https URI without a host.
    NoHost,
    /// A port that is not a number or is above 65535.
    Port,
    /// A character that the format does not allow.
    Character {
        /// The character.
        character: char,
        /// Its position.
        at: usize,
    },
    /// A `%` without two hex digits.
    Percent {
        /// The position of the `%`.
        at: usize,
    },
    /// A date-time with neither `Z` nor an offset.
    NoOffset,
    /// A date-time that consists of a date only.
    NoTime,
    /// A space instead of the `T`.
    NoT,
    /// A part of a date or a time that is out of its range.
    Part {
        /// The part.
        part: TimePart,
        /// Its value.
        value: u32,
    },
    /// A day that the month does not have.
    Day {
        /// The year.
        year: u32,
        /// The month, from 1.
        month: u32,
        /// The day.
        day: u32,
    },
    /// Second 60 where no leap second can be (not 23:59:60 UTC).
    LeapSecond,
    /// An integer outside its range.
    Bits,
    /// Base64 that is cut short or padded wrongly.
    Padding,
}

/// Returns the wording for text that does not match its format.
pub(super) fn wording(format: Format, flaw: Flaw, found: &Sample) -> Wording {
    let words = words(format);
    let shown = found.shown();
    if flaw == Flaw::Bits {
        return Wording::must(
            format!("must be {}", words.noun),
            format!("; {shown} is beyond {}", words.like),
        );
    }
    let what = if found.secret || found.is_empty() {
        match flaw {
            Flaw::Shape | Flaw::NoScheme => shown.clone(),
            _ => format!("{shown}, which {}", clause(flaw)),
        }
    } else {
        match flaw {
            Flaw::Shape => shown.clone(),
            _ => format!("{shown} {}", clause(flaw)),
        }
    };
    let next = next(format, flaw, found);
    Wording::finding(format!("is not {}: {what}; {next}", words.noun))
}

/// Returns the next step.
fn next(format: Format, flaw: Flaw, found: &Sample) -> String {
    let is_uri = matches!(format, Format::Uri | Format::UriReference);
    match flaw {
        Flaw::NoScheme => format!("begin with https://, as in {}", words(format).like),
        Flaw::NoOffset if !found.secret && found.count == 0 => format!(
            "add `Z` for UTC, as `{}Z`, or an offset such as +02:00",
            found.text
        ),
        Flaw::NoOffset => "add `Z` for UTC or an offset such as +02:00".into(),
        Flaw::Percent { .. } => "write `%25` for a percent sign".into(),
        Flaw::Port => "write a number up to 65535, or none".into(),
        Flaw::Character { character, .. } if is_uri && !character.is_control() => {
            format!("remove it or write it as {}", percent(character))
        }
        _ => format!("write one such as {}", words(format).like),
    }
}

/// The name of a format and a valid example.
struct Words {
    noun: &'static str,
    like: &'static str,
}

fn words(format: Format) -> Words {
    let (noun, like) = match format {
        Format::Uri => ("an absolute URL (uri)", "https://example.com/hook"),
        Format::UriReference => (
            "a URL or relative reference (uri-reference)",
            "https://example.com/hook or /hook",
        ),
        Format::DateTime => ("a date-time", "2024-05-31T08:30:00Z"),
        Format::Date => ("a date", "2024-05-31"),
        Format::Time => ("a time", "08:30:00Z"),
        Format::Email => ("an e-mail address", "name@example.com"),
        Format::Uuid => ("a UUID", "123e4567-e89b-42d3-a456-426614174000"),
        Format::Int32 => (
            "a 32-bit integer (int32)",
            "the range of -2147483648 to 2147483647",
        ),
        Format::Int64 => (
            "a 64-bit integer (int64)",
            "the range of -9223372036854775808 to 9223372036854775807",
        ),
        Format::Ipv4 => ("an IPv4 address", "192.0.2.1"),
        Format::Ipv6 => ("an IPv6 address", "2001:db8::1"),
        Format::Byte => ("base64 (byte)", "aGVsbG8="),
    };
    Words { noun, like }
}

/// Returns the flaw as a clause that follows the value.
fn clause(flaw: Flaw) -> String {
    match flaw {
        Flaw::Shape => "has another shape".into(),
        Flaw::NoScheme => "has no scheme".into(),
        Flaw::NoHost => "has no host after its scheme".into(),
        Flaw::Port => "has a port that is not a number up to 65535".into(),
        Flaw::Character { character, at } => {
            format!("has {} at character {at}", character_name(character))
        }
        Flaw::Percent { at } => format!("has a `%` without two hex digits at character {at}"),
        Flaw::NoOffset => "has no time-zone offset".into(),
        Flaw::NoTime => "has no time of day".into(),
        Flaw::NoT => "has a space where `T` divides date and time".into(),
        Flaw::Part { part, value } => {
            format!("has the {} {value}, which does not exist", part.noun())
        }
        Flaw::Day { year, month, day } => {
            format!("has the day {day}, which {year:04}-{month:02} does not have")
        }
        Flaw::LeapSecond => "has the second 60, which only 23:59:60 UTC can have".into(),
        Flaw::Bits => "has too many bits".into(),
        Flaw::Padding => "is cut short or padded wrongly".into(),
    }
}

/// A character's UTF-8 bytes, percent-encoded.
fn percent(c: char) -> String {
    let mut bytes = [0; 4];
    let encoded = c.encode_utf8(&mut bytes).bytes().map(percent_encode_byte);
    format!("`{}`", encoded.collect::<String>())
}

/// A part of a date or a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimePart {
    /// The month of a date.
    Month,
    /// The day of a date.
    Day,
    /// The hour of a time.
    Hour,
    /// The minute of a time.
    Minute,
    /// The second of a time.
    Second,
    /// The hours of a time-zone offset.
    OffsetHour,
    /// The minutes of a time-zone offset.
    OffsetMinute,
}

impl TimePart {
    fn noun(self) -> &'static str {
        match self {
            TimePart::Month => "month",
            TimePart::Day => "day",
            TimePart::Hour => "hour",
            TimePart::Minute => "minute",
            TimePart::Second => "second",
            TimePart::OffsetHour => "offset hour",
            TimePart::OffsetMinute => "offset minute",
        }
    }
}
