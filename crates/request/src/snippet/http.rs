//! The message itself (RFC 9112), with CRLF line ends.

use std::borrow::Cow;

use super::Snippet;
use super::sheet::Sheet;

pub fn write(sheet: &Sheet<'_>) -> Snippet {
    let (host, target) = sheet.address();
    let mut text = [
        sheet.method,
        " ",
        target,
        " HTTP/1.1\r\nHost: ",
        host,
        "\r\n",
    ]
    .concat();
    for (name, value) in &sheet.headers {
        text += &[name, ": ", value, "\r\n"].concat();
    }
    if let Some(length) = sheet.length {
        text += &["Content-Length: ", &length.to_string(), "\r\n"].concat();
    }
    text += "\r\n";
    let mut remarks = vec![
        "Lines end in CRLF up to the empty line; an editor that converts them to LF breaks the message"
            .to_owned(),
    ];
    if sheet.headers.iter().any(|(_, value)| !value.is_ascii()) {
        remarks.push(
            "Characters of header fields are sent as one byte each (ISO 8859-1), but this text is UTF-8"
                .to_owned(),
        );
    }
    if let Some(body) = &sheet.body {
        if std::str::from_utf8(body).is_err() {
            remarks.push(
                "The body has bytes that are not UTF-8, shown here as U+FFFD; send it with curl"
                    .to_owned(),
            );
        }
        text += &String::from_utf8_lossy(body);
    }
    if matches!(sheet.body, Some(Cow::Owned(_))) {
        remarks.push("Content-Length counts the exact body".to_owned());
    }
    Snippet {
        text,
        remarks,
        redacted: sheet.redacted,
    }
}
