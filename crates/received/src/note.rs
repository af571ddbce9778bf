//! The oddities of a pasted request, with a sentence for each.

/// An oddity of a pasted request; none causes any of it to be dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The text has only white space.
    Empty,
    /// A byte order mark precedes the request and is not part of it.
    ByteOrderMark,
    /// Empty lines precede the request (RFC 9112 section 2.2).
    LinesBefore,
    /// The lines begin with `> `, as in the output of `curl -v`.
    CurlMarks,
    /// The text begins without a request line.
    NoRequestLine,
    /// The text begins with a status line, so it is a response.
    Response {
        /// The status line.
        line: String,
    },
    /// The request line has no version, or one other than HTTP/1.x.
    Version {
        /// The version, or the end of the line; empty if there is none.
        found: String,
    },
    /// The request target contains white space.
    SpaceInTarget,
    /// Some fields have names of HTTP/2, such as `:method` and `:path`.
    PseudoFields,
    /// Lines of the head end in LF alone, and the body has line endings too.
    BareLf,
    /// Some lines of the head end in CRLF and some in LF.
    MixedLines,
    /// A value continues on the next line (RFC 9112 section 5.2).
    Folded {
        /// The name of the field.
        name: String,
    },
    /// White space separates a name from its colon.
    SpaceBeforeColon {
        /// The name of the field.
        name: String,
    },
    /// A value is not UTF-8 and was read as Latin-1.
    NotUtf8 {
        /// The name of the field.
        name: String,
    },
    /// A value contains a control character.
    Control {
        /// The name of the field.
        name: String,
    },
    /// No blank line follows the header fields; the body begins at the first line that is not one.
    NoBlankLine,
    /// The text ends with the header fields, without a blank line and a body.
    NoBody,
    /// Text that should have only header fields has another line.
    NotFields {
        /// The line.
        line: String,
    },
    /// The request has no `Host` field.
    NoHost,
    /// `Host` occurs more than once, with different values.
    Hosts {
        /// The value of the first field, which is used.
        first: String,
    },
    /// The scheme of the address is a guess.
    SchemeAssumed {
        /// The address.
        url: String,
    },
    /// A proxy reports that the sender called another address.
    Forwarded {
        /// The name of the proxy's field.
        name: String,
        /// The value of the field.
        value: String,
    },
    /// `Content-Length` does not match the body.
    Length {
        /// The length in the head, in bytes.
        said: usize,
        /// The length of the body, in bytes.
        found: usize,
    },
    /// As [`Note::Length`], but it would match with CRLF for each LF in the body.
    LengthWithCrlf {
        /// The length in the head, in bytes.
        said: usize,
        /// The length of the body, in bytes.
        found: usize,
    },
    /// As [`Note::Length`], but it would match without the line ending at the end of the body.
    LengthWithoutLineEnd {
        /// The length in the head, in bytes.
        said: usize,
        /// The length of the body, in bytes.
        found: usize,
    },
    /// `Content-Length` is not a number, or has several values.
    LengthUnclear {
        /// The value of the field.
        found: String,
    },
    /// The body was chunked (RFC 9112 section 7.1) and is shown decoded.
    Chunked {
        /// The number of chunks.
        chunks: usize,
    },
    /// The head declares a chunked body, but the body was already decoded.
    NotChunked,
    /// More bytes follow the last chunk.
    AfterChunks {
        /// The number of bytes.
        bytes: usize,
    },
    /// The head declares a compressed body.
    Coded {
        /// The content coding.
        coding: String,
    },
}

impl Note {
    /// A sentence for the user, without a full stop.
    pub fn sentence(&self) -> String {
        let parts: &[&str] = match self {
            Note::Empty => &["The request is empty; paste one with its header fields and body"],
            Note::ByteOrderMark => &["A byte order mark precedes the request; it was ignored"],
            Note::LinesBefore => &["Empty lines precede the request; they were ignored"],
            Note::CurlMarks => &[
                "The lines begin with `>`, as in the output of curl -v; these marks were removed. \
                 curl does not print the body there, so check that the body is complete",
            ],
            Note::NoRequestLine => &[
                "There is no request line, so POST is assumed; add one before the header fields \
                 (`POST /hook HTTP/1.1`) if the scheme signs the method or the address",
            ],
            Note::Response { line } => &["This is a response, not a request: `", line, "`"],
            Note::Version { found } if found.is_empty() => {
                &["The request line has no HTTP version"]
            }
            Note::Version { found } => &["The request line ends in `", found, "`, not in HTTP/1.1"],
            Note::SpaceInTarget => {
                &["The address in the request line contains white space, which was kept"]
            }
            Note::PseudoFields => &[
                "Fields with a colon before their name are HTTP/2's; the method and the address were read from them",
            ],
            Note::BareLf => &[
                "The header lines end in LF, not CRLF: the text was copied through a tool that changes line \
                 endings, so those of the body may have changed too",
            ],
            Note::MixedLines => {
                &["Some header lines end in CRLF, some in LF alone; both were accepted"]
            }
            Note::Folded { name } => &[
                "The value of `",
                name,
                "` continues on the next line; the lines were joined with a space",
            ],
            Note::SpaceBeforeColon { name } => &[
                "There is white space between `",
                name,
                "` and its colon; servers reject this",
            ],
            Note::NotUtf8 { name } => &[
                "The value of `",
                name,
                "` is not UTF-8, so it was read as Latin-1",
            ],
            Note::Control { name } => &["The value of `", name, "` contains a control character"],
            Note::NoBlankLine => &[
                "No blank line follows the header fields, so the body begins at the first line that is not a field",
            ],
            Note::NoBody => &[
                "The text ends with the header fields; if the request has a body, paste it after a blank line",
            ],
            Note::NotFields { line } => &[
                "`",
                line,
                "` is not a header field; paste the body into its own box",
            ],
            Note::NoHost => &[
                "There is no `Host` field, so the full address is unknown; enter it if the scheme signs it",
            ],
            Note::Hosts { first } => &["`Host` has several values; the first was used: ", first],
            Note::SchemeAssumed { url } => &[
                "The address is assumed to be ",
                url,
                "; a raw request does not show whether it used http or https",
            ],
            Note::Forwarded { name, value } => &[
                "`",
                name,
                ": ",
                value,
                "` shows that a proxy forwarded the request; the sender signed the address that it called",
            ],
            Note::Length { said, found } => {
                return mismatch(*said, *found, "");
            }
            Note::LengthWithCrlf { said, found } => {
                return mismatch(*said, *found, "; with CRLF instead of LF it would match");
            }
            Note::LengthWithoutLineEnd { said, found } => {
                return mismatch(
                    *said,
                    *found,
                    "; without its final line ending it would match",
                );
            }
            Note::LengthUnclear { found } => &[
                "`Content-Length: ",
                found,
                "` is not one number, so the body was read to the end of the text",
            ],
            Note::Chunked { chunks } => {
                let count = chunks.to_string();
                let noun = if *chunks == 1 { " chunk" } else { " chunks" };
                return [
                    "The body was sent in ",
                    &count,
                    noun,
                    "; it is shown and verified decoded",
                ]
                .concat();
            }
            Note::NotChunked => &[
                "The header fields declare a chunked body, but it is not chunked: the tool that showed it had decoded it",
            ],
            Note::AfterChunks { bytes } => {
                let follow = match bytes {
                    1 => " follows the last chunk and is not part of the body",
                    _ => " follow the last chunk and are not part of the body",
                };
                return [&counted(*bytes), follow].concat();
            }
            Note::Coded { coding } => &[
                "`Content-Encoding: ",
                coding,
                "` shows that the body was compressed when it was sent",
            ],
        };
        parts.concat()
    }
}

fn mismatch(said: usize, found: usize, hint: &str) -> String {
    let (said, found) = (said.to_string(), counted(found));
    [
        "`Content-Length` is ",
        &said,
        ", but the body has ",
        &found,
        hint,
    ]
    .concat()
}

fn counted(bytes: usize) -> String {
    let noun = if bytes == 1 { " byte" } else { " bytes" };
    [&*bytes.to_string(), noun].concat()
}

/// The first line of the bytes, shortened, for a note.
pub(super) fn excerpt(bytes: &[u8]) -> String {
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
