//! curl, for a POSIX shell.
//!
//! Only options that pass bytes unchanged are used: `--data-raw` reads no file and
//! encodes nothing, unlike `--data` and `--data-urlencode`. Header fields that curl would
//! add and the request does not have are removed.

use super::parts::SnippetParts;
use super::{Snippet, shell};

/// The size in bytes above which an argument may be refused: Linux allows 128 KiB for one.
const LONGEST_ARGUMENT: usize = 100_000;
/// The size in bytes above which some versions of curl ask for `100 Continue` first.
const EXPECTS: usize = 1024;

pub fn write(parts: &SnippetParts<'_>) -> Snippet {
    command("curl", parts)
}

/// The command that also prints the reply's header fields.
pub fn showing_headers(parts: &SnippetParts<'_>) -> Snippet {
    command("curl --include", parts)
}

fn command(curl: &str, parts: &SnippetParts<'_>) -> Snippet {
    let mut remarks = Vec::new();
    let mut lines = Vec::new();
    let body = body(parts);
    let verb = match parts.method {
        // `--request HEAD` would wait for the body that `Content-Length` announces.
        "HEAD" if body.is_none() => "--head".to_owned(),
        method if method.bytes().all(|b| b.is_ascii_alphabetic()) => {
            ["--request ", method].concat()
        }
        method => ["--request ", &shell::quote(method)].concat(),
    };
    lines.push([curl, " --globoff --path-as-is ", &verb].concat());
    lines.push(["--url ", &shell::quote(&parts.url)].concat());
    for (name, value) in &parts.headers {
        lines.push(["--header ", &header(name, value)].concat());
    }
    let mut suppress = vec!["Accept"];
    if body.is_some() {
        suppress.push("Content-Type");
    }
    if parts.length.is_some_and(|length| length > EXPECTS) {
        suppress.push("Expect");
    }
    for name in suppress.into_iter().filter(|name| !parts.has(name)) {
        lines.push(["--header '", name, ":'"].concat());
    }
    let mut before = String::new();
    if let Some(name) = parts
        .file
        .filter(|name| body.is_some() && shell::is_plain(name))
    {
        lines.push(["--data-binary ", &shell::quote(&from_file(name))].concat());
        let remark = [
            "The body is read from the file ",
            name,
            ": run the command in that file's folder",
        ];
        remarks.push(remark.concat());
    } else if let Some(bytes) = body {
        match argument(bytes) {
            Some(text) => lines.push(["--data-raw ", &shell::quote(text)].concat()),
            None => {
                before = ["printf ", &shell::format(bytes), " |\n"].concat();
                lines.push("--data-binary @-".to_owned());
                remarks.push(
                    "printf writes the body, since an argument cannot hold all of its bytes"
                        .to_owned(),
                );
            }
        }
    }
    Snippet {
        text: before + &lines.join(" \\\n  "),
        remarks,
        redacted: parts.redacted,
    }
}

/// `@` reads a file, and `@-` the standard input.
fn from_file(name: &str) -> String {
    let folder = if name == "-" { "./" } else { "" };
    ["@", folder, name].concat()
}

/// The body; an empty one is included if its length of 0 is announced.
fn body<'a>(parts: &'a SnippetParts<'_>) -> Option<&'a [u8]> {
    let none = parts.length.map(|_| &[][..]);
    parts.body.as_deref().or(none)
}

/// The body as an argument, if possible.
fn argument(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    (text.len() <= LONGEST_ARGUMENT && shell::is_plain(text)).then_some(text)
}

/// Writes a header field; curl requires `;` instead of `:` for one without a value.
fn header(name: &str, value: &str) -> String {
    if value.is_empty() {
        return shell::quote(&[name, ";"].concat());
    }
    let line = [name, ": ", value].concat();
    if line.is_ascii() && shell::is_plain(&line) {
        return shell::quote(&line);
    }
    // One byte for each character, as header fields are sent.
    let bytes: Vec<u8> = line
        .chars()
        .map(|c| u8::try_from(c).unwrap_or(b'?'))
        .collect();
    ["\"$(printf ", &shell::format(&bytes), ")\""].concat()
}
