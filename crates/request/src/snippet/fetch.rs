//! JavaScript's `fetch`, for pages, Node, Deno and Bun.
//!
//! A text body is passed as a string, which `fetch` encodes as UTF-8; any other body is
//! passed as bytes.

use std::collections::HashSet;

use super::Snippet;
use super::parts::SnippetParts;
use crate::forecast::is_forbidden;
use json::write::is_unseen;

pub fn write(parts: &SnippetParts<'_>) -> Snippet {
    let mut remarks = Vec::new();
    let mut text = [
        "const response = await fetch(",
        &literal(&parts.url),
        ", {\n",
    ]
    .concat();
    text += &["  method: ", &literal(parts.method), ",\n"].concat();
    if !parts.headers.is_empty() {
        text += &headers(parts);
    }
    let bodiless = matches!(parts.method, "GET" | "HEAD");
    if let Some(bytes) = &parts.body {
        if bodiless {
            remarks.push(
                [
                    "fetch sends no body with ",
                    parts.method,
                    ", so it is left out",
                ]
                .concat(),
            );
        } else {
            text += &["  body: ", &body(parts, bytes), ",\n"].concat();
        }
    }
    text += "});";
    if matches!(parts.method, "CONNECT" | "TRACE" | "TRACK") {
        remarks.push(["fetch does not allow the method ", parts.method].concat());
    }
    let headers = parts.headers.iter();
    let left = headers.filter(|(name, value)| is_forbidden(&name.to_ascii_lowercase(), value));
    let left: Vec<&str> = left.map(|(name, _)| *name).collect();
    if !left.is_empty() {
        remarks.push(
            [
                "In a page, the browser omits or sets these fields itself: ",
                &left.join(", "),
            ]
            .concat(),
        );
    }
    if !parts.has("Accept") {
        remarks.push("fetch adds `Accept: */*`, since the request has no Accept".to_owned());
    }
    Snippet {
        text,
        remarks,
        redacted: parts.redacted,
    }
}

/// An object, or a list of pairs if an object would not keep them all.
fn headers(parts: &SnippetParts<'_>) -> String {
    let mut seen = HashSet::new();
    let mut pairs = false;
    for (name, _) in &parts.headers {
        let name = name.to_ascii_lowercase();
        pairs |= name == "__proto__" || !seen.insert(name);
    }
    let [open, close] = if pairs { ["[", "]"] } else { ["{", "}"] };
    let mut text = ["  headers: ", open, "\n"].concat();
    for (name, value) in &parts.headers {
        let (name, value) = (literal(name), literal(value));
        text += &match pairs {
            true => ["    [", &name, ", ", &value, "],\n"].concat(),
            false => ["    ", &name, ": ", &value, ",\n"].concat(),
        };
    }
    text + &["  ", close, ",\n"].concat()
}

/// A string makes `fetch` add a missing Content-Type; bytes do not.
fn body(parts: &SnippetParts<'_>, bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if parts.has("Content-Type") => literal(text),
        Ok(text) => ["new TextEncoder().encode(", &literal(text), ")"].concat(),
        Err(_) => {
            let base64 = signature::hmac::base64(bytes);
            [
                "Uint8Array.from(atob(\"",
                &base64,
                "\"), (c) => c.charCodeAt(0))",
            ]
            .concat()
        }
    }
}

/// A string literal; invisible characters and line ends are escaped.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    // JSON's escapes are JavaScript's too.
    for c in json::write::quoted(text).chars() {
        if is_unseen(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}
