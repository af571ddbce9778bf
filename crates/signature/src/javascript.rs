//! JSON values as JavaScript writes them after `JSON.parse`.
//!
//! Schemes that sign fields of a body sign the values that the vendor's server has after parsing,
//! not the bytes: `1e2` becomes `100`, a duplicate member keeps its last value. Nothing here
//! recurses, so depth does not matter. The only difference from JavaScript are strings with lone
//! surrogates, which become U+FFFD.

pub mod number;

use indexmap::IndexMap;
use json::write::literal;
use json::{Kind, View};

/// Returns a value as a template literal shows it: strings without quotes, objects and arrays as
/// with `JSON.stringify`.
pub(crate) fn to_text(value: View<'_>) -> String {
    match value.kind() {
        Kind::String => value.string().unwrap_or_default().into_owned(),
        Kind::Number => number::spelled(value.source()).unwrap_or_else(|negative| {
            String::from(if negative { "-Infinity" } else { "Infinity" })
        }),
        Kind::Array | Kind::Object => stringify(value),
        Kind::Null | Kind::True | Kind::False => value.source().to_owned(),
    }
}

/// The output that is still to be written.
enum Rest<'a> {
    Value(View<'a>),
    Mark(&'static str),
    Name(String),
}

/// Returns `JSON.stringify(value)`.
pub fn stringify(value: View<'_>) -> String {
    let mut out = String::new();
    let mut stack = vec![Rest::Value(value)];
    while let Some(next) = stack.pop() {
        match next {
            Rest::Mark(mark) => out.push_str(mark),
            Rest::Name(name) => {
                literal(&mut out, &name);
                out.push(':');
            }
            Rest::Value(value) => match value.kind() {
                Kind::Array => {
                    let items = value.children().map(|item| (None, item)).collect();
                    open(&mut out, &mut stack, ["[", "]"], items);
                }
                Kind::Object => {
                    let named = |(name, member)| (Some(name), member);
                    let members = members(value).into_iter().map(named).collect();
                    open(&mut out, &mut stack, ["{", "}"], members);
                }
                Kind::String => literal(&mut out, &value.string().unwrap_or_default()),
                Kind::Number => {
                    out.push_str(&number::spelled(value.source()).unwrap_or("null".into()))
                }
                Kind::Null | Kind::True | Kind::False => out.push_str(value.source()),
            },
        }
    }
    out
}

fn open<'a>(
    out: &mut String,
    stack: &mut Vec<Rest<'a>>,
    marks: [&'static str; 2],
    children: Vec<(Option<String>, View<'a>)>,
) {
    out.push_str(marks[0]);
    stack.push(Rest::Mark(marks[1]));
    for (index, (name, child)) in children.into_iter().enumerate().rev() {
        stack.push(Rest::Value(child));
        stack.extend(name.map(Rest::Name));
        if index > 0 {
            stack.push(Rest::Mark(","));
        }
    }
}

/// Returns the members that `JSON.parse` leaves, in the order of `Object.keys`: array indices by
/// number, then the others by their first position, each with its last value.
pub fn members(object: View<'_>) -> Vec<(String, View<'_>)> {
    let named = |member: View<'_>| member.name().unwrap_or_default().into_owned();
    let found: IndexMap<String, View<'_>> = object.children().map(|m| (named(m), m)).collect();
    let mut found: Vec<(String, View<'_>)> = found.into_iter().collect();
    // No array index is as large as the last number.
    found.sort_by_key(|(name, _)| array_index(name).unwrap_or(u32::MAX));
    found
}

/// Returns the number of a canonical array index: below 2^32 - 1, without leading zeros.
fn array_index(name: &str) -> Option<u32> {
    let index = name.parse::<u32>().ok().filter(|&i| i < u32::MAX)?;
    (index.to_string() == name).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use json::Tree;

    fn written(text: &str) -> String {
        match Tree::read(text) {
            Ok(tree) => stringify(tree.root()),
            Err(error) => format!("{error:?}"),
        }
    }

    #[test]
    fn numbers_read_as_node_writes_them() {
        // Node 20 prints each right side for `JSON.stringify(JSON.parse(left))`.
        for (text, node) in [
            ("-0", "0"),
            ("1.0", "1"),
            ("1e2", "100"),
            ("1E400", "null"),
            ("0.1", "0.1"),
            ("1e-6", "0.000001"),
            ("1.5e-7", "1.5e-7"),
            ("1e-7", "1e-7"),
            ("123456789012345678901", "123456789012345680000"),
            ("1e21", "1e+21"),
            ("1.25e+22", "1.25e+22"),
            ("-12.5", "-12.5"),
            ("9007199254740993", "9007199254740992"),
            ("5e-324", "5e-324"),
            ("1.7976931348623157e308", "1.7976931348623157e+308"),
        ] {
            assert_eq!(written(text), node, "{text}");
        }
    }

    #[test]
    fn objects_read_as_node_writes_them() {
        for (text, node) in [
            (
                r#"{"b":1,"10":2,"2":3,"a":{},"b":[ ]}"#,
                r#"{"2":3,"10":2,"b":[],"a":{}}"#,
            ),
            (
                r#"{"01":1,"4294967295":2,"1":3}"#,
                r#"{"1":3,"01":1,"4294967295":2}"#,
            ),
            (
                r#"[ "\u00e9\/\u0001\n", null, true, [[1,2],[3]] ]"#,
                "[\"é/\\u0001\\n\",null,true,[[1,2],[3]]]",
            ),
        ] {
            assert_eq!(written(text), node, "{text}");
        }
    }

    #[test]
    fn depth_does_not_matter() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(written(&deep), deep);
    }
}
