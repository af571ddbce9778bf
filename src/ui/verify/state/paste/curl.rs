//! A curl command, as a shell reads it (curl's manual page; POSIX.1-2017, "Shell Command Language", 2.2).

use super::Parts;

/// Options that have a value which says nothing of the request.
const OTHER_VALUES: [&str; 18] = [
    "-o",
    "--output",
    "-m",
    "--max-time",
    "--connect-timeout",
    "--retry",
    "-x",
    "--proxy",
    "--cacert",
    "--cert",
    "-E",
    "--key",
    "--resolve",
    "-w",
    "--write-out",
    "--limit-rate",
    "--max-redirs",
    "-K",
];

/// Short options that have a value, which may follow without a space.
const SHORT_VALUES: &str = "XHdAebuoFmxEwKT";

pub fn read(command: &str) -> Parts {
    let mut words = words(command).into_iter().skip(1);
    let mut parts = Parts::default();
    let mut data: Vec<Vec<u8>> = Vec::new();
    let (mut is_get, mut is_json) = (false, false);
    while let Some(word) = words.next() {
        let (option, own) = split(&word);
        let mut value = || own.clone().or_else(|| words.next()).unwrap_or_default();
        match option {
            "-X" | "--request" => parts.method = Some(value()),
            "-H" | "--header" => parts.headers.extend(field(&value())),
            "-A" | "--user-agent" => parts.headers.push(("User-Agent".into(), value())),
            "-e" | "--referer" => parts.headers.push(("Referer".into(), value())),
            "-b" | "--cookie" => parts.headers.push(("Cookie".into(), value())),
            "-u" | "--user" => {
                let credentials = signature::hmac::base64(value().as_bytes());
                parts
                    .headers
                    .push(("Authorization".into(), format!("Basic {credentials}")));
            }
            "--oauth2-bearer" => {
                let credentials = format!("Bearer {}", value());
                parts.headers.push(("Authorization".into(), credentials));
            }
            "--data-raw" => data.push(value().into_bytes()),
            "-d" | "--data" | "--data-ascii" | "--data-binary" | "--json" => {
                is_json |= option == "--json";
                let value = value();
                match value.strip_prefix('@') {
                    Some(file) => parts.lacks.push(format!(
                        "The body is in the file `{file}`. Switch to “Headers and body” and choose that file."
                    )),
                    None => data.push(value.into_bytes()),
                }
            }
            "--data-urlencode" | "-F" | "--form" | "-T" | "--upload-file" => {
                value();
                parts.lacks.push(format!(
                    "The option `{option}` is not read. Paste the body that was sent in its place."
                ));
            }
            "--url" => parts.url = value(),
            "-G" | "--get" => is_get = true,
            "-I" | "--head" => parts.method = Some("HEAD".into()),
            _ if OTHER_VALUES.contains(&option) => _ = value(),
            _ if option.starts_with('-') => {}
            _ => parts.url = word,
        }
    }
    finish(parts, data, is_get, is_json)
}

/// Puts the data where curl puts it, with the fields that curl adds for it.
fn finish(mut parts: Parts, data: Vec<Vec<u8>>, is_get: bool, is_json: bool) -> Parts {
    let has_data = !data.is_empty();
    let is_post = has_data || !parts.lacks.is_empty();
    let data = data.join(if is_json { &b""[..] } else { b"&" });
    if is_get {
        let mark = if parts.url.contains('?') { "&" } else { "?" };
        parts.url.extend([mark, &String::from_utf8_lossy(&data)]);
    } else {
        let media_type = match is_json {
            true => "application/json",
            false => "application/x-www-form-urlencoded",
        };
        if has_data && !parts.has("content-type") {
            parts
                .headers
                .push(("Content-Type".into(), media_type.into()));
        }
        parts.body = data;
    }
    let method = if is_post && !is_get { "POST" } else { "GET" };
    parts.method.get_or_insert_with(|| method.to_owned());
    // Without a scheme, curl takes http.
    if !parts.url.is_empty() && !parts.url.contains("://") {
        parts.url.insert_str(0, "http://");
    }
    parts
}

/// An option, and its value where that is in the same word.
fn split(word: &str) -> (&str, Option<String>) {
    if let Some((option, value)) = word.split_once('=').filter(|_| word.starts_with("--")) {
        return (option, Some(value.to_owned()));
    }
    match (
        word.get(..2),
        word.get(2..).filter(|value| !value.is_empty()),
    ) {
        (Some(option), Some(value))
            if option.starts_with('-') && SHORT_VALUES.contains(&option[1..]) && option != "--" =>
        {
            (option, Some(value.to_owned()))
        }
        _ => (word, None),
    }
}

fn field(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_owned(), value.trim().to_owned()))
}

/// The words of a command, without its quotation marks.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = command.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // A backslash before a line ending joins the lines.
            '\\' => match chars.next() {
                Some('\n') | None => {}
                Some('\r') => _ = chars.next_if_eq(&'\n'),
                Some(c) => word.get_or_insert_default().push(c),
            },
            '\'' => {
                let word = word.get_or_insert_default();
                word.extend(chars.by_ref().take_while(|c| *c != '\''));
            }
            '$' if chars.next_if_eq(&'\'').is_some() => {
                quoted(&mut chars, '\'', true, word.get_or_insert_default());
            }
            '"' => quoted(&mut chars, '"', false, word.get_or_insert_default()),
            ';' | '|' if word.is_none() => break,
            '\n' => break,
            c if c.is_whitespace() => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Reads to the end of a quotation with escapes: all of C's in `$'…'`, and few in `"…"`.
fn quoted(chars: &mut impl Iterator<Item = char>, end: char, is_c: bool, word: &mut String) {
    while let Some(c) = chars.next().filter(|c| *c != end) {
        if c != '\\' {
            word.push(c);
            continue;
        }
        let hex = |digits: usize, chars: &mut dyn Iterator<Item = char>| {
            let text: String = chars.take(digits).collect();
            u32::from_str_radix(&text, 16).ok().and_then(char::from_u32)
        };
        match (chars.next(), is_c) {
            (Some('n'), true) => word.push('\n'),
            (Some('r'), true) => word.push('\r'),
            (Some('t'), true) => word.push('\t'),
            (Some('x'), true) => word.extend(hex(2, chars)),
            (Some('u'), true) => word.extend(hex(4, chars)),
            (Some(c), true) => word.push(c),
            (Some('\n'), false) => {}
            (Some(c @ ('"' | '\\' | '$' | '`')), false) => word.push(c),
            (Some(c), false) => word.extend(['\\', c]),
            (None, _) => {}
        }
    }
}
