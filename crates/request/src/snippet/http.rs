//! The message itself (RFC 9112), with CRLF line ends.

use std::borrow::Cow;

use super::Snippet;
use super::parts::SnippetParts;

pub fn write(parts: &SnippetParts<'_>) -> Snippet {
    let (host, target) = parts.address();
    let mut text = [
        parts.method,
        " ",
        target,
        " HTTP/1.1\r\nHost: ",
        host,
        "\r\n",
    ]
    .concat();
    for (name, value) in &parts.headers {
        text += &[name, ": ", value, "\r\n"].concat();
    }
    if let Some(length) = parts.length {
        text += &["Content-Length: ", &length.to_string(), "\r\n"].concat();
    }
    text += "\r\n";
    let mut remarks = vec![
        "Lines end in CRLF up to the empty line; an editor that converts them to LF breaks the message"
            .to_owned(),
    ];
    if parts.headers.iter().any(|(_, value)| !value.is_ascii()) {
        remarks.push(
            "Characters of header fields are sent as one byte each (ISO 8859-1), but this text is UTF-8"
                .to_owned(),
        );
    }
    if let Some(body) = &parts.body {
        if std::str::from_utf8(body).is_err() {
            remarks.push(
                "The body has bytes that are not UTF-8, shown here as U+FFFD; send it with curl"
                    .to_owned(),
            );
        }
        text += &String::from_utf8_lossy(body);
    }
    if matches!(parts.body, Some(Cow::Owned(_))) {
        remarks.push("Content-Length counts the exact body".to_owned());
    }
    Snippet {
        text,
        remarks,
        redacted: parts.redacted,
    }
}
