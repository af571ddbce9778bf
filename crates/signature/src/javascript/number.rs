//! Numbers as JavaScript writes them: the nearest double, by its shortest digits.
//!
//! A decimal of up to 15 digits comes back from a double as it went in, so
//! most numbers are written from their text. The others are worked out in
//! whole numbers: the standard library's floats cost the page 25 KB.

mod big;

use big::Big;

/// Digits that every double keeps.
const KEPT: usize = 15;
/// Digits beyond which only matters whether there is another one.
const ENOUGH: usize = 800;
/// The least power of two of a double.
const LEAST: i32 = -1074;

/// `Number.prototype.toString` (ECMA-262 section 6.1.6.1.20); `Err` says the sign of an infinity.
pub fn spelled(text: &str) -> Result<String, bool> {
    let (negative, digits, point) = parts(text);
    if digits.is_empty() || point < -330 {
        return Ok("0".to_owned());
    }
    if point > 330 {
        return Err(negative);
    }
    let point = point as i32;
    let (digits, point) = if digits.len() <= KEPT && (-290..=290).contains(&point) {
        (digits, point)
    } else {
        let (mantissa, power) = nearest(&digits, point).ok_or(negative)?;
        if mantissa == 0 {
            return Ok("0".to_owned());
        }
        shortest(mantissa, power, point)
    };
    let digits: String = digits.iter().map(|d| char::from(d + b'0')).collect();
    let sign = if negative { "-" } else { "" };
    Ok([sign, &written(&digits, point)].concat())
}

/// Sign, digits without zeros at either end, and where the point stands: `0.d₁d₂… × 10^point`.
fn parts(text: &str) -> (bool, Vec<u8>, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let negative = mantissa.starts_with('-');
    let whole = mantissa.split('.').next().unwrap_or_default();
    let beyond = if exponent.starts_with('-') { -1 } else { 1 } * (i64::MAX / 4);
    let exponent: i64 = exponent.parse().unwrap_or(beyond);
    let all = mantissa.bytes().filter(u8::is_ascii_digit);
    let mut digits: Vec<u8> = all.map(|digit| digit - b'0').collect();
    let zeros = digits.iter().take_while(|d| **d == 0).count();
    digits.drain(..zeros);
    while digits.last() == Some(&0) {
        digits.pop();
    }
    let before = whole.len() as i64 - i64::from(negative) - zeros as i64;
    (negative, digits, exponent.saturating_add(before))
}

/// The double nearest to a decimal, as a whole number of 53 bits and a power of two.
/// `None` for an infinity.
fn nearest(digits: &[u8], point: i32) -> Option<(u64, i32)> {
    let mut number = Big::default();
    for digit in &digits[..digits.len().min(ENOUGH)] {
        number.times_plus(10, u32::from(*digit));
    }
    let mut length = digits.len().min(ENOUGH) as i32;
    if digits.len() > ENOUGH {
        number.times_plus(10, 1);
        length += 1;
    }
    let mut divisor = Big::of(1);
    number.times_power_of_ten(point - length);
    divisor.times_power_of_ten(length - point);
    let mut power = (number.bits() - divisor.bits() - 53).max(LEAST);
    number.shift(-power);
    divisor.shift(power);
    // The estimate may be one too low; the quotient has 53 bits or 54.
    let mut quotient = number.divide(&divisor, 55);
    if quotient >> 53 != 0 {
        let odd = quotient & 1;
        quotient >>= 1;
        power += 1;
        if odd == 1 {
            number.add(&divisor);
        }
        divisor.shift(1);
    }
    number.shift(1);
    let half = number.cmp(&divisor);
    if half.is_gt() || half.is_eq() && quotient & 1 == 1 {
        quotient += 1;
    }
    if quotient >> 53 != 0 {
        quotient >>= 1;
        power += 1;
    }
    (power + 53 <= 1024).then_some((quotient, power))
}

/// The shortest digits that read back as the same double, and of these the nearest
/// (Steele and White, 1990). `near` is about where the point will stand.
fn shortest(mantissa: u64, power: i32, near: i32) -> (Vec<u8>, i32) {
    // All are doubled, so that half the distance to the next double is whole;
    // the double below a power of two is only half as far.
    let uneven = mantissa == 1 << 52 && power > LEAST;
    let (mut rest, mut unit) = (Big::of(mantissa), Big::of(1));
    let (mut above, mut below) = (Big::of(1), Big::of(1));
    let twice = if uneven { 2 } else { 1 };
    rest.shift(power.max(0) + twice);
    above.shift(power.max(0) + twice - 1);
    below.shift(power.max(0));
    unit.shift((-power).max(0) + twice);
    let mut point = near - 2;
    unit.times_power_of_ten(point);
    for number in [&mut rest, &mut above, &mut below] {
        number.times_power_of_ten(-point);
    }
    let even = mantissa & 1 == 0;
    let reaches = |rest: &Big, above: &Big, unit: &Big| {
        let mut end = rest.clone();
        end.add(above);
        let order = end.cmp(unit);
        order.is_gt() || even && order.is_eq()
    };
    while reaches(&rest, &above, &unit) {
        unit.times_plus(10, 0);
        point += 1;
    }
    let mut digits = Vec::new();
    loop {
        for number in [&mut rest, &mut above, &mut below] {
            number.times_plus(10, 0);
        }
        let mut digit = 0;
        while rest.cmp(&unit).is_ge() {
            rest.subtract(&unit);
            digit += 1;
        }
        let order = rest.cmp(&below);
        let low = order.is_lt() || even && order.is_eq();
        let high = reaches(&rest, &above, &unit);
        if low || high {
            rest.shift(1);
            let up = high && (!low || rest.cmp(&unit).is_ge());
            digits.push(digit + u8::from(up));
            return (digits, point);
        }
        digits.push(digit);
    }
}

fn written(digits: &str, point: i32) -> String {
    let count = digits.len() as i32;
    let zeros = |n: i32| "0".repeat(usize::try_from(n).unwrap_or_default());
    match point {
        1..=21 if point >= count => [digits, &zeros(point - count)].concat(),
        1..=21 => {
            let (whole, fraction) = digits.split_at(point as usize);
            [whole, ".", fraction].concat()
        }
        -5..=0 => ["0.", &zeros(-point), digits].concat(),
        _ => {
            let (first, others) = digits.split_at(1);
            let dot = if others.is_empty() { "" } else { "." };
            let sign = if point > 0 { "e+" } else { "e-" };
            let power = (point - 1).unsigned_abs().to_string();
            [first, dot, others, sign, &power].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the standard library's floats come to.
    fn expected(text: &str) -> Result<String, bool> {
        let value: f64 = text.parse().expect("a number");
        if value.is_infinite() {
            return Err(value < 0.0);
        }
        if value == 0.0 {
            return Ok("0".to_owned());
        }
        let shortest = format!("{:e}", value.abs());
        let (mantissa, exponent) = shortest.split_once('e').expect("an exponent");
        let point = exponent.parse::<i32>().expect("a number") + 1;
        let sign = if value < 0.0 { "-" } else { "" };
        Ok([sign, &written(&mantissa.replace('.', ""), point)].concat())
    }

    #[test]
    fn numbers_are_what_the_standard_library_reads_and_writes() {
        let mut seed = 7_u64;
        let mut random = || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            seed ^ (seed >> 29)
        };
        for _ in 0..500 {
            let (a, b) = (random(), random());
            let float = f64::from_bits(a);
            let texts = [
                format!("{a}.{b}e{}", b as i8),
                format!("-0.0000{a}E+{}", b % 400),
                format!("{a}{b}e-{}", b % 370),
                format!("{}e{}", a % 100, (b % 700) as i64 - 350),
            ];
            for text in texts {
                assert_eq!(spelled(&text), expected(&text), "{text}");
            }
            if float.is_finite() {
                // All digits of a double, and digits just above it.
                let exact = format!("{:.1100e}", float);
                assert_eq!(spelled(&exact), expected(&exact), "{exact}");
                let close = format!("{float:e}").replace('e', "0000000000000000001e");
                assert_eq!(spelled(&close), expected(&close), "{close}");
            }
        }
        for bits in 0..2046_u64 {
            // Powers of two are uneven: what is below is nearer than what is above.
            let text = format!("{:e}", f64::from_bits(bits << 52));
            assert_eq!(spelled(&text), expected(&text), "{text}");
            let exact = format!("{:.1100e}", f64::from_bits(bits << 52));
            assert_eq!(spelled(&exact), expected(&exact), "{exact}");
        }
    }

    #[test]
    fn extremes_are_read() {
        for text in [
            "9007199254740993",
            "9007199254740993.0000000000000000000000000000000000000001",
            "5e-324",
            "2.4703282292062327208e-324",
            "2.4703282292062328e-324",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "-1.7976931348623159e309",
            "0e999999999999999999999",
            "2.2250738585072011e-308",
            "5.684341886080801e-14",
            "5.684341886080802e-14",
        ] {
            assert_eq!(spelled(text), expected(text), "{text}");
        }
        assert_eq!(spelled("-1e99999999999999999999"), Err(true));
        assert_eq!(spelled("1e-99999999999999999999"), Ok("0".to_owned()));
    }
}
