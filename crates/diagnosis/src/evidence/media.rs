//! A comparison of `Content-Type` and `Content-Encoding` with the look of the bytes.

use super::scan::{Escape, Scan};
use super::{Coding, Evidence, Shape, Slip};
use json::{Cause, Tree};
use received::Received;
use signature::KeyText;
use signature::key::decode;

/// The number of bytes of a body that are examined for its format.
const LOOKED: usize = 64 << 10;

/// Returns the first value of a header field, without its parameters and in lower case.
fn bare(received: &Received, name: &str) -> String {
    let value = received.header(name).unwrap_or_default();
    let bare = value.split([';', ',']).next().unwrap_or_default();
    bare.trim().to_ascii_lowercase()
}

/// Returns the coding that the first bytes indicate (RFC 1952, RFC 8878).
fn packed(body: &[u8]) -> Option<&'static str> {
    match body {
        [0x1F, 0x8B, 8, ..] => Some("gzip"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some("zstd"),
        _ => None,
    }
}

/// Returns what the compression of a body shows; `length` is the length in the head.
pub fn coding(received: &Received, scan: &Scan, length: Option<usize>) -> Option<Coding> {
    let body = &received.body[..];
    let said = bare(received, "content-encoding");
    if body.is_empty() {
        return None;
    }
    if said.is_empty() || said == "identity" {
        // A gzip body that was read as text begins with U+001F and U+FFFD for bytes that are not
        // text.
        return match packed(body) {
            Some(found) => Some(Coding::Unsaid { found }),
            None if body.starts_with(b"\x1F\xEF\xBF\xBD\x08") => Some(Coding::Lost),
            None => None,
        };
    }
    let text = scan.not_utf8.is_none() && !scan.nul;
    let unpacked = |said| Coding::Unpacked {
        said,
        length: length.is_some_and(|length| length != body.len()),
    };
    match (packed(body), &*said) {
        (Some("gzip"), "gzip" | "x-gzip") | (Some("zstd"), "zstd") => Some(Coding::Packed { said }),
        (_, "deflate") if matches!(body, [0x78, 1 | 0x5E | 0x9C | 0xDA, ..]) => {
            Some(Coding::Packed { said })
        }
        (None, _) if scan.replaced > 0 && body.starts_with(b"\x1F") => Some(Coding::Lost),
        (None, _) if text => Some(unpacked(said)),
        // Brotli has no signature bytes.
        (None, "br" | "deflate") => Some(Coding::Packed { said }),
        _ => Some(unpacked(said)),
    }
}

/// The field in each part of a multipart form (RFC 7578, section 4.2).
const DISPOSITION: &[u8] = b"content-disposition";

/// Returns the text of a body without a byte order mark and outer white space.
fn trimmed(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(body)
        .trim_ascii()
}

/// Returns whether a text has only characters of a form.
fn is_form(text: &[u8]) -> bool {
    let form = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~*%+=&[]".contains(byte);
    text.contains(&b'=') && text.iter().all(form)
}

/// Returns the notation of escapes in a body, unless it is JSON's.
pub fn escape(received: &Received) -> Option<Escape> {
    let text = trimmed(&received.body);
    let said = bare(received, "content-type");
    match text.first()? {
        b'<' => Some(Escape::Xml),
        b'{' | b'[' => None,
        _ if said.ends_with("x-www-form-urlencoded") => Some(Escape::Form),
        _ => (said.is_empty() && is_form(text)).then_some(Escape::Form),
    }
}

/// Returns the format that a body seems to have; `None` where nothing indicates one.
fn shape(body: &[u8], scan: &Scan, read: &Read) -> Option<Shape> {
    let text = trimmed(body);
    let text = text.get(..LOOKED).unwrap_or(text);
    let disposes = |text: &[u8]| text.eq_ignore_ascii_case(DISPOSITION);
    match text.first()? {
        b'{' | b'[' if read.is_json(scan) => Some(Shape::Json),
        b'<' => Some(Shape::Xml),
        b'-' if text.windows(DISPOSITION.len()).any(disposes) => Some(Shape::Multipart),
        _ if is_form(text) => Some(Shape::Form),
        _ => None,
    }
}

/// The result of reading a body as JSON.
pub enum Read {
    Tree(Tree),
    Not(Cause),
    /// The body is not text, or is too large to read.
    Unread,
}

impl Read {
    pub fn of(body: &[u8], most: usize) -> Read {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        let few = Some(body).filter(|body| body.len() <= most);
        match few.map(std::str::from_utf8) {
            Some(Ok(text)) => match Tree::read(text) {
                Ok(tree) => Read::Tree(tree),
                Err(error) => Read::Not(error.cause),
            },
            _ => Read::Unread,
        }
    }

    pub fn tree(&self) -> Option<&Tree> {
        match self {
            Read::Tree(tree) => Some(tree),
            _ => None,
        }
    }

    fn is_json(&self, scan: &Scan) -> bool {
        match self {
            Read::Tree(_) => true,
            Read::Not(_) => false,
            Read::Unread => !scan.is_open(),
        }
    }

    /// Returns whether JSON breaks off at the end of the body.
    pub fn is_cut(&self, body: &[u8], scan: &Scan) -> bool {
        let begins = matches!(body.trim_ascii_start().first(), Some(b'{' | b'['));
        begins
            && match self {
                Read::Tree(_) => false,
                Read::Not(cause) => {
                    matches!(cause, Cause::Ended | Cause::Unclosed) && scan.is_open()
                }
                Read::Unread => scan.is_open() && scan.not_utf8.is_none(),
            }
    }
}

/// Returns evidence where the body does not look like its media type.
pub fn media(received: &Received, scan: &Scan, read: &Read) -> Option<Evidence> {
    let body = &received.body[..];
    let said = bare(received, "content-type");
    let wanted = match said.split_once('/')? {
        ("application", "x-www-form-urlencoded") => Shape::Form,
        ("multipart", _) => Shape::Multipart,
        ("application" | "text", "json") => Shape::Json,
        ("application" | "text", "xml") => Shape::Xml,
        (_, sub) if sub.ends_with("+json") => Shape::Json,
        (_, sub) if sub.ends_with("+xml") => Shape::Xml,
        _ => return None,
    };
    let text = body.trim_ascii();
    if wanted == Shape::Json && is_base64_of_json(text) {
        let found = Shape::Base64;
        return Some(Evidence::Media { said, found });
    }
    let found = shape(body, scan, read);
    if wanted == Shape::Multipart
        && !text.is_empty()
        && matches!(found, None | Some(Shape::Multipart))
    {
        return divided(received, said);
    }
    if let Some(found) = found {
        return (found != wanted).then_some(Evidence::Media { said, found });
    }
    if wanted == Shape::Json && !text.is_empty() {
        let slip = slip(text, read)?;
        return Some(Evidence::NotJson { said, slip });
    }
    if wanted == Shape::Xml {
        let is_text = scan.not_utf8.is_none() && !scan.nul && !text.is_empty();
        return is_text.then_some(Evidence::NotXml { said });
    }
    // These bytes occur in a form only after its percent-encoding was removed.
    let bare = |byte: &u8| matches!(byte, b'{' | b'}' | b'"' | b'<' | b' ' | 0x80..);
    let decoded = wanted == Shape::Form
        && body.contains(&b'=')
        && body.trim_ascii().iter().take(LOOKED).any(bare)
        && scan.not_utf8.is_none();
    decoded.then_some(Evidence::FormDecoded)
}

/// Returns evidence where the boundary of a multipart type does not divide the body (RFC 2046,
/// section 5.1.1).
fn divided(received: &Received, said: String) -> Option<Evidence> {
    let body = &received.body[..];
    let named = parameter(received, "boundary").map(str::to_owned);
    let named = named.filter(|name| !name.is_empty());
    let divides = |name: &String| {
        let mut lines = body.split(|byte| *byte == b'\n');
        lines.any(|line| {
            let rest = line.strip_prefix(b"--");
            let rest = rest.and_then(|rest| rest.strip_prefix(name.as_bytes()));
            rest.is_some_and(|rest| matches!(rest.trim_ascii(), b"" | b"--"))
        })
    };
    if named.as_ref().is_some_and(divides) {
        return None;
    }
    let first = trimmed(body).split(|byte| *byte == b'\n').next();
    let first = first.and_then(|line| std::str::from_utf8(line.strip_prefix(b"--")?).ok());
    let found = first.map(|line| line.trim_end().to_owned());
    let found = found.filter(|name| !name.is_empty());
    Some(Evidence::Boundary { said, named, found })
}

/// Returns a parameter of the media type; none of the wanted ones contains a semicolon.
fn parameter<'a>(received: &'a Received, wanted: &str) -> Option<&'a str> {
    let value = received.header("content-type")?;
    let mut all = value.split(';').skip(1).filter_map(|p| p.split_once('='));
    let (_, value) = all.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted))?;
    Some(value.trim().trim_matches('"'))
}

/// Returns whether a text is the base64 of a JSON object or list.
fn is_base64_of_json(text: &[u8]) -> bool {
    let first = text
        .get(..4)
        .and_then(|four| std::str::from_utf8(four).ok());
    let decoded = first.and_then(|four| decode(four, KeyText::Base64).ok());
    let bare = text.strip_suffix(b"==").or(text.strip_suffix(b"="));
    let alphabet = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/".contains(byte);
    decoded.is_some_and(|json| matches!(json.first(), Some(b'{' | b'[')))
        && bare.unwrap_or(text).iter().all(alphabet)
}

/// Returns why a text is not JSON; `None` for JSON and for a text that was not read.
fn slip(text: &[u8], read: &Read) -> Option<Slip> {
    let Read::Not(cause) = read else {
        return None;
    };
    Some(match (text, cause) {
        ([b'b', b'\'' | b'"', ..], _) => Slip::PythonBytes,
        (b"[object Object]", _) => Slip::ObjectText,
        (_, Cause::Control) => Slip::Control,
        (_, Cause::Name) => Slip::Name,
        (_, Cause::Quotes) => Slip::Quotes,
        _ => Slip::Unknown,
    })
}

/// Returns evidence where the bytes are not in the stated charset.
pub fn charset(received: &Received, scan: &Scan) -> Option<Evidence> {
    let value = received.header("content-type").unwrap_or_default();
    let body = &received.body[..];
    let named = parameter(received, "charset").map(str::to_ascii_lowercase);
    let json = value.to_ascii_lowercase().contains("json");
    let said = named.or_else(|| json.then(|| "utf-8".to_owned()))?;
    let wide = scan.wide.iter().sum::<usize>() > 0;
    let utf16 = body.starts_with(b"\xFF\xFE") || body.starts_with(b"\xFE\xFF");
    let single = ["iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii"];
    match &*said {
        "utf-8" | "utf8" => {
            let at = scan.not_utf8?;
            Some(Evidence::NotUtf8 { at, utf16 })
        }
        said if single.contains(&said) && wide && scan.not_utf8.is_none() => {
            Some(Evidence::IsUtf8 {
                said: said.to_owned(),
            })
        }
        said if said.starts_with("utf-16") && !utf16 && !scan.nul && scan.not_utf8.is_none() => {
            Some(Evidence::IsUtf8 {
                said: said.to_owned(),
            })
        }
        _ => None,
    }
}
