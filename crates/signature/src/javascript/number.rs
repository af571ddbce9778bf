//! Numbers as JavaScript writes them: the nearest double, by its shortest digits.

/// Writes a JSON number as `Number.prototype.toString` does (ECMA-262, section 6.1.6.1.20).
///
/// `Err` contains whether an infinity is negative: `JSON.parse` makes one of a number that no
/// double reaches.
pub fn spelled(text: &str) -> Result<String, bool> {
    // Rust reads every JSON number, rounded to the nearest double.
    let value: f64 = text.parse().unwrap_or_default();
    if value.is_infinite() {
        return Err(value < 0.0);
    }
    Ok(ryu_js::Buffer::new().format_finite(value).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extremes_are_what_node_writes() {
        // Node 20 prints each right side for `String(JSON.parse(left))`.
        for (text, node) in [
            (
                "9007199254740993.0000000000000000000000000000000000000001",
                "9007199254740994",
            ),
            ("2.4703282292062327208e-324", "0"),
            ("2.4703282292062328e-324", "5e-324"),
            ("1.7976931348623158e308", "1.7976931348623157e+308"),
            ("2.2250738585072011e-308", "2.225073858507201e-308"),
            ("5.684341886080801e-14", "5.684341886080801e-14"),
            ("5.684341886080802e-14", "5.684341886080802e-14"),
            // A power of two midway between two texts; the even one is written.
            ("2.98023223876953125e-8", "2.9802322387695312e-8"),
            ("0e999999999999999999999", "0"),
            ("1e-99999999999999999999", "0"),
        ] {
            assert_eq!(spelled(text), Ok(node.to_owned()), "{text}");
        }
        assert_eq!(spelled("1.7976931348623159e308"), Err(false));
        assert_eq!(spelled("-1e99999999999999999999"), Err(true));
    }
}
