//! A number as other programs write it.

use super::Numbers;
use json::Number;
use signature::javascript::number::spelled;

/// Appends a number's text in a form.
pub fn write(out: &mut String, text: &str, form: Numbers) {
    let written = match form {
        Numbers::Short => spelled(text).ok(),
        Numbers::Python if text.contains(['.', 'e', 'E']) => python(text),
        Numbers::Pointed if is_plain(text) => Some([text, ".0"].concat()),
        Numbers::Cents if text.contains('.') => cents(text),
        Numbers::Fixed => cents(text),
        Numbers::Python | Numbers::Pointed | Numbers::Cents => None,
    };
    out.push_str(written.as_deref().unwrap_or(text));
}

/// Returns the other ways to write a number, the likeliest first.
pub fn forms(text: &str) -> Vec<String> {
    let mut forms = Vec::new();
    let mut add = |form: String| {
        let same = Number::read(&form).is_some_and(|n| Number::read(text).is_some_and(|t| t == n));
        if form != text && same && !forms.contains(&form) {
            forms.push(form);
        }
    };
    if let Ok(short) = spelled(text) {
        if is_plain(&short) {
            add([&short, ".0"].concat());
            add([&short, ".00"].concat());
            let bare = short.trim_end_matches('0');
            let zeros = short.len() - bare.len();
            if zeros > 1 && !matches!(bare, "" | "-") {
                let zeros = zeros.to_string();
                for mark in ["e", "e+", "E", "E+"] {
                    add([bare, mark, &zeros].concat());
                }
                add([bare, ".0E", &zeros].concat());
            }
        } else if short.contains('.') && !short.contains('e') {
            add([&short, "0"].concat());
        }
        add(short);
    }
    forms.extend(python(text).filter(|form| form != text && !forms.contains(form)));
    forms
}

/// Returns a number with two decimals; `None` if it has more, or an exponent.
fn cents(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let zeros = "00".get(fraction.len()..)?;
    let plain = is_plain(whole) && is_plain(fraction);
    plain.then(|| [whole, ".", fraction, zeros].concat())
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// Returns a float's `repr`: the shortest digits, with an exponent below 10^-4 and from 10^16 on.
fn python(text: &str) -> Option<String> {
    let short = spelled(text).ok()?;
    let (sign, short) = match short.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", &*short),
    };
    let (mantissa, exponent) = short.split_once('e').unwrap_or((short, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: i64 = exponent.parse().ok()?;
    let digits = [whole, fraction].concat();
    let leading = digits.bytes().take_while(|b| *b == b'0').count();
    let all = digits.trim_start_matches('0').trim_end_matches('0');
    if all.is_empty() {
        return Some([sign, "0.0"].concat());
    }
    // The power of ten of the first digit.
    let point = whole.len() as i64 - leading as i64 - 1 + exponent;
    let text = if (-4..16).contains(&point) {
        plain(all, point)
    } else {
        let (first, rest) = all.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        let mark = if point < 0 { "e-" } else { "e+" };
        let size = point.unsigned_abs();
        let zero = if size < 10 { "0" } else { "" };
        [first, dot, rest, mark, zero, &size.to_string()].concat()
    };
    Some([sign, &text].concat())
}

fn plain(digits: &str, point: i64) -> String {
    if point < 0 {
        let zeros = "0".repeat(point.unsigned_abs() as usize - 1);
        return ["0.", &zeros, digits].concat();
    }
    let whole = point as usize + 1;
    if digits.len() <= whole {
        let zeros = "0".repeat(whole - digits.len());
        return [digits, &zeros, ".0"].concat();
    }
    let (whole, fraction) = digits.split_at(whole);
    [whole, ".", fraction].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_written_as_python_writes_them() {
        // `json.dumps(json.loads(text))` of CPython 3.
        for (text, python) in [
            ("1.0", "1.0"),
            ("1e5", "100000.0"),
            ("1E+15", "1000000000000000.0"),
            ("1e16", "1e+16"),
            ("1.25e22", "1.25e+22"),
            ("0.0001", "0.0001"),
            ("0.00001", "1e-05"),
            ("-0.5e-7", "-5e-08"),
            ("12.50", "12.5"),
            ("0.0", "0.0"),
            ("123456789.125", "123456789.125"),
            ("7", "7"),
        ] {
            let mut out = String::new();
            write(&mut out, text, Numbers::Python);
            assert_eq!(out, python, "{text}");
        }
    }

    #[test]
    fn a_number_has_other_forms_of_the_same_value() {
        assert_eq!(forms("1"), ["1.0", "1.00"]);
        assert_eq!(forms("1.0"), ["1.00", "1"]);
        assert_eq!(forms("12.5"), ["12.50"]);
        assert_eq!(
            forms("100000"),
            [
                "100000.0",
                "100000.00",
                "1e5",
                "1e+5",
                "1E5",
                "1E+5",
                "1.0E5"
            ]
        );
        assert_eq!(forms("1e400"), [""; 0]);
    }
}
