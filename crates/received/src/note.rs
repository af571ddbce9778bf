//! What is odd about a pasted request, in words.

/// One oddity. Nothing of the request was dropped because of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// There is nothing but white space.
    Empty,
    /// A byte order mark stands before the request and is not part of it.
    ByteOrderMark,
    /// Empty lines stand before the request (RFC 9112 section 2.2).
    LinesBefore,
    /// The lines begin with `> `, as `curl -v` prints what it sends.
    CurlMarks,
    NoRequestLine,
    /// A status line: this is a response.
    Response {
        line: String,
    },
    /// The request line names no version, or another than HTTP/1.x.
    Version {
        found: String,
    },
    /// White space within the request target.
    SpaceInTarget,
    /// HTTP/2 names: `:method`, `:path`.
    PseudoFields,
    /// Lines of the head end in LF alone, and the body has line ends too.
    BareLf,
    /// Some lines of the head end in CRLF and some in LF.
    MixedLines,
    /// A value goes on in the next line (RFC 9112 section 5.2).
    Folded {
        name: String,
    },
    /// White space between a name and its colon.
    SpaceBeforeColon {
        name: String,
    },
    /// A value with bytes that are not UTF-8, read as Latin-1.
    NotUtf8 {
        name: String,
    },
    /// A control character in a value.
    Control {
        name: String,
    },
    /// No blank line after the header fields; the body begins at the first line that is none.
    NoBlankLine,
    /// The text ends with the header fields, without a blank line and a body.
    NoBody,
    /// Among header fields alone, something that is none.
    NotFields {
        line: String,
    },
    NoHost,
    /// `Host` is given more than once, with different values.
    Hosts {
        first: String,
    },
    /// The address's scheme is a guess.
    SchemeAssumed {
        url: String,
    },
    /// A proxy says that the sender called another address.
    Forwarded {
        name: String,
        value: String,
    },
    /// `Content-Length` is not what the body has.
    Length {
        said: usize,
        found: usize,
    },
    /// As [`Note::Length`], and with CRLF for each LF in the body it would be.
    LengthWithCrlf {
        said: usize,
        found: usize,
    },
    /// As [`Note::Length`], and without the line end that ends the body it would be.
    LengthWithoutLineEnd {
        said: usize,
        found: usize,
    },
    /// `Content-Length` is no number, or there are several.
    LengthUnclear {
        found: String,
    },
    /// The body came chunked (RFC 9112 section 7.1) and is shown decoded.
    Chunked {
        chunks: usize,
    },
    /// The head says chunked, the body is not: it was decoded before.
    NotChunked,
    /// Something stands after the last chunk.
    AfterChunks {
        bytes: usize,
    },
    /// The head says that the body is compressed.
    Coded {
        coding: String,
    },
}

impl Note {
    /// A sentence for a person, without a full stop.
    pub fn sentence(&self) -> String {
        let parts: &[&str] = match self {
            Note::Empty => {
                &["There is no request here; paste one, with its header fields and its body"]
            }
            Note::ByteOrderMark => &["A byte order mark stood before the request; it was left out"],
            Note::LinesBefore => &["Empty lines stood before the request; they were left out"],
            Note::CurlMarks => &[
                "The lines began with `>`, as curl -v prints a request; the marks were taken off. \
                 curl does not print the body there, so check that the body is whole",
            ],
            Note::NoRequestLine => &[
                "There is no request line, so the method is taken to be POST; \
                 put one before the fields (`POST /hook HTTP/1.1`) if the scheme signs method or address",
            ],
            Note::Response { line } => &["This is a response, not a request: `", line, "`"],
            Note::Version { found } if found.is_empty() => {
                &["The request line names no HTTP version"]
            }
            Note::Version { found } => &["The request line ends in `", found, "`, not in HTTP/1.1"],
            Note::SpaceInTarget => {
                &["The request line has white space within the address; it was kept"]
            }
            Note::PseudoFields => &[
                "The fields with a colon before their name are HTTP/2's; method and address were taken from them",
            ],
            Note::BareLf => &[
                "The lines of the head end in LF, not CRLF: the text was copied through something that changes \
                 line ends, so the body's may have changed too",
            ],
            Note::MixedLines => {
                &["Some lines of the head end in CRLF, some in LF alone; both were read"]
            }
            Note::Folded { name } => &[
                "The value of `",
                name,
                "` goes on in the next line; the lines were joined by a space",
            ],
            Note::SpaceBeforeColon { name } => &[
                "White space stands between `",
                name,
                "` and its colon; servers refuse that",
            ],
            Note::NotUtf8 { name } => &[
                "The value of `",
                name,
                "` is not UTF-8; it was read as Latin-1",
            ],
            Note::Control { name } => &["The value of `", name, "` holds a control character"],
            Note::NoBlankLine => &[
                "No blank line ends the header fields; the body was taken to begin at the first line that is no field",
            ],
            Note::NoBody => &[
                "The text ends with the header fields; if there was a body, paste it too, after a blank line",
            ],
            Note::NotFields { line } => &[
                "This is no header field: `",
                line,
                "`; put the body into its own box",
            ],
            Note::NoHost => &[
                "There is no `Host` field, so the full address is not known; type it if the scheme signs it",
            ],
            Note::Hosts { first } => &[
                "`Host` is given more than once; the first was taken: ",
                first,
            ],
            Note::SchemeAssumed { url } => &[
                "The address was taken to be ",
                url,
                "; a raw request does not say whether it was http or https",
            ],
            Note::Forwarded { name, value } => &[
                "`",
                name,
                ": ",
                value,
                "` says that a proxy stands between; the sender signed the address before it",
            ],
            Note::Length { said, found } => {
                return lengths(*said, *found, "");
            }
            Note::LengthWithCrlf { said, found } => {
                return lengths(
                    *said,
                    *found,
                    "; with CRLF instead of LF it would have just that many",
                );
            }
            Note::LengthWithoutLineEnd { said, found } => {
                return lengths(
                    *said,
                    *found,
                    "; without the line end after it it would have just that many",
                );
            }
            Note::LengthUnclear { found } => &[
                "`Content-Length: ",
                found,
                "` is not one number; all that stands here was taken",
            ],
            Note::Chunked { chunks } => {
                let count = chunks.to_string();
                let noun = if *chunks == 1 { " chunk" } else { " chunks" };
                return [
                    "The body came in ",
                    &count,
                    noun,
                    "; what is shown and verified is what they hold",
                ]
                .concat();
            }
            Note::NotChunked => &[
                "The head says that the body is chunked, and it is not: the tool that showed it had decoded it",
            ],
            Note::AfterChunks { bytes } => {
                let count = bytes.to_string();
                return [
                    "After the last chunk stand ",
                    &count,
                    " bytes more; they are not part of the body",
                ]
                .concat();
            }
            Note::Coded { coding } => &[
                "`Content-Encoding: ",
                coding,
                "` says that the body was compressed when it was sent",
            ],
        };
        parts.concat()
    }
}

fn lengths(said: usize, found: usize, tail: &str) -> String {
    let (said, found) = (said.to_string(), found.to_string());
    [
        "`Content-Length` says ",
        &said,
        " bytes, and the body here has ",
        &found,
        tail,
    ]
    .concat()
}

/// The first line of bytes, shortened, for a note.
pub(super) fn shown(bytes: &[u8]) -> String {
    const MOST: usize = 60;
    let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(4 * MOST)).unwrap_or_default());
    let line = text
        .trim_start()
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end();
    let mut short: String = line.chars().take(MOST).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}
