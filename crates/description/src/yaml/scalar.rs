//! Scalars by YAML 1.2's core schema (section 10.3).

/// A scalar as written.
pub struct Scalar {
    pub text: String,
    /// `true` without quotes and outside a block.
    pub plain: bool,
    pub tag: Type,
}

/// The type that a tag gives a scalar.
#[derive(Clone, Copy, PartialEq)]
pub enum Type {
    /// No tag, or one whose values are resolved by their text.
    Implied,
    /// A string whatever its text.
    Text,
}

/// A scalar's value in JSON.
pub enum Meaning {
    /// `null`, `true`, `false` or a number: JSON text.
    Json(String),
    /// A string: the scalar's text.
    Text,
    /// An infinity or NaN, which JSON lacks: the scalar's text.
    NotFinite,
}

impl Scalar {
    /// Returns whether the scalar is a merge key.
    pub fn is_merge(&self) -> bool {
        self.plain && self.tag == Type::Implied && self.text == "<<"
    }

    /// The value that the scalar stands for.
    pub fn meaning(&self) -> Meaning {
        if !self.plain || self.tag == Type::Text {
            return Meaning::Text;
        }
        match &*self.text {
            "" | "~" | "null" | "Null" | "NULL" => Meaning::Json("null".to_owned()),
            "true" | "True" | "TRUE" => Meaning::Json("true".to_owned()),
            "false" | "False" | "FALSE" => Meaning::Json("false".to_owned()),
            ".nan" | ".NaN" | ".NAN" => Meaning::NotFinite,
            text => {
                let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
                match unsigned {
                    ".inf" | ".Inf" | ".INF" => Meaning::NotFinite,
                    _ => number(text, unsigned).map_or(Meaning::Text, Meaning::Json),
                }
            }
        }
    }
}

/// A number's JSON text, which differs from YAML's only where JSON does not allow that.
fn number(text: &str, unsigned: &str) -> Option<String> {
    if let Some(octal) = text.strip_prefix("0o") {
        return based(octal, 8);
    }
    if let Some(hexadecimal) = text.strip_prefix("0x") {
        return based(hexadecimal, 16);
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (whole, rest) = unsigned.split_at(digits(unsigned));
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => {
            let (fraction, rest) = rest.split_at(digits(rest));
            (Some(fraction), rest)
        }
        None => (None, rest),
    };
    if whole.is_empty() && fraction.unwrap_or_default().is_empty() {
        return None;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if exponent.is_empty() || digits(exponent) < exponent.len() {
            return None;
        }
    } else if !rest.is_empty() {
        return None;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let significant = match whole.trim_start_matches('0') {
        "" => "0",
        significant => significant,
    };
    let fraction = match fraction {
        None => String::new(),
        Some("") => ".0".to_owned(),
        Some(fraction) => [".", fraction].concat(),
    };
    Some([sign, significant, &fraction, rest].concat())
}

/// An unsigned number in another base, as decimal digits.
fn based(digits: &str, radix: u32) -> Option<String> {
    let is_plain = digits.starts_with(|c: char| c.is_digit(radix));
    let number = is_plain.then(|| u128::from_str_radix(digits, radix).ok())?;
    number.map(|number| number.to_string())
}
