//! The head of a request: request line and header fields.

use super::Note;
use super::note::excerpt;
use signature::header::is_token;

/// The part of a request before its body.
#[derive(Default)]
pub struct Head {
    /// Method and target, as written.
    pub line: Option<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub notes: Vec<Note>,
    /// The offset at which the body begins.
    pub end: usize,
    /// True if any line of the head ends in CRLF.
    crlf: bool,
    /// True if any line of the head ends in LF alone.
    lf: bool,
    /// The fields that replace the request line in HTTP/2.
    pseudo: Vec<(String, String)>,
}

impl Head {
    /// Reads through the blank line, or up to the first line that is not a field.
    pub fn read(raw: &[u8]) -> Head {
        let mut head = Head::default();
        head.skip(raw);
        let marked = has_curl_marks(raw.get(head.end..).unwrap_or_default());
        if marked {
            head.note(Note::CurlMarks);
        }
        let mut first = true;
        let mut ended = false;
        while let Some((line, next)) = line(raw, head.end) {
            let bare = if marked {
                strip_curl_mark(line)
            } else {
                Some(line)
            };
            let Some(bare) = bare else {
                // curl prints its log lines between those of the request.
                head.end = next;
                continue;
            };
            let bare = head.strip_line_end(bare, raw, next);
            if bare.is_empty() {
                ended = true;
                head.end = next;
                break;
            }
            if !head.read_line(bare, first) {
                break;
            }
            first = false;
            head.end = next;
        }
        head.finish(raw, ended);
        head
    }

    fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Skips a byte order mark and empty lines before the request.
    fn skip(&mut self, raw: &[u8]) {
        if raw.starts_with(b"\xEF\xBB\xBF") {
            self.end = 3;
            self.notes.push(Note::ByteOrderMark);
        }
        let rest = raw.get(self.end..).unwrap_or_default();
        let empty = rest
            .iter()
            .take_while(|b| matches!(b, b'\r' | b'\n'))
            .count();
        if empty > 0 && empty < rest.len() {
            self.end += empty;
            self.notes.push(Note::LinesBefore);
        }
    }

    /// Strips a line's end and records its kind.
    fn strip_line_end<'a>(&mut self, line: &'a [u8], raw: &[u8], next: usize) -> &'a [u8] {
        let bare = line.strip_suffix(b"\r");
        if raw.get(next.wrapping_sub(1)) == Some(&b'\n') {
            match bare {
                Some(_) => self.crlf = true,
                None => self.lf = true,
            }
        }
        bare.unwrap_or(line)
    }

    /// Reads a line; returns `false` if it is not part of a head.
    fn read_line(&mut self, line: &[u8], first: bool) -> bool {
        if first && self.request_line(line) {
            return true;
        }
        if matches!(line.first(), Some(b' ' | b'\t'))
            && let Some((name, value)) = self.headers.last_mut()
        {
            let more = text(line).0;
            let more = more.trim_matches(blank);
            if !value.is_empty() && !more.is_empty() {
                value.push(' ');
            }
            value.push_str(more);
            // One note per field is enough, however many lines it has.
            let note = Note::Folded { name: name.clone() };
            if self.notes.last() != Some(&note) {
                self.notes.push(note);
            }
            return true;
        }
        if first {
            self.notes.push(Note::NoRequestLine);
        }
        self.field(line)
    }

    fn field(&mut self, line: &[u8]) -> bool {
        let pseudo = line.first() == Some(&b':');
        let from = usize::from(pseudo);
        let rest = line.get(from..).unwrap_or_default();
        let Some(colon) = rest.iter().position(|b| *b == b':') else {
            return false;
        };
        let (name, value) = rest.split_at(colon);
        let name = String::from_utf8_lossy(name);
        let bare = name.trim_end_matches(blank);
        if bare.is_empty() || !bare.chars().all(is_token) {
            return false;
        }
        let (value, utf8) = text(value.get(1..).unwrap_or_default());
        let value = value.trim_matches(blank).to_owned();
        let named = || bare.to_owned();
        if bare.len() < name.len() {
            self.notes.push(Note::SpaceBeforeColon { name: named() });
        }
        if !utf8 {
            self.notes.push(Note::NotUtf8 { name: named() });
        }
        if value.chars().any(|c| c.is_ascii_control() && c != '\t') {
            self.notes.push(Note::Control { name: named() });
        }
        let to = if pseudo {
            &mut self.pseudo
        } else {
            &mut self.headers
        };
        to.push((named(), value));
        true
    }

    fn request_line(&mut self, line: &[u8]) -> bool {
        if line.starts_with(b"HTTP/") {
            self.notes.push(Note::Response {
                line: excerpt(line),
            });
            return true;
        }
        let line = text(line).0;
        let line = line.trim_end_matches(blank);
        let Some((method, rest)) = line.split_once(blank) else {
            return false;
        };
        let rest = rest.trim_start_matches(blank);
        let target_like = rest.starts_with(['/', '*']) || absolute(rest).is_some();
        let version = rest
            .rfind("HTTP/")
            .filter(|at| rest[..*at].ends_with(blank));
        let is_method = !method.is_empty() && method.chars().all(is_token);
        if !is_method || (!target_like && version.is_none()) {
            return false;
        }
        let (target, version) = rest.split_at(version.unwrap_or(rest.len()));
        let target = target.trim_end_matches(blank);
        if !version.starts_with("HTTP/1.") {
            self.notes.push(Note::Version {
                found: version.to_owned(),
            });
        }
        if target.contains(blank) {
            self.notes.push(Note::SpaceInTarget);
        }
        self.line = Some((method.to_owned(), target.to_owned()));
        true
    }

    /// Adds the notes on the head as a whole.
    fn finish(&mut self, raw: &[u8], ended: bool) {
        if raw.iter().all(u8::is_ascii_whitespace) {
            self.notes = vec![Note::Empty];
            return;
        }
        match (self.crlf, self.lf) {
            (true, true) => self.notes.push(Note::MixedLines),
            (false, true) => self.notes.push(Note::BareLf),
            _ => {}
        }
        if !ended {
            let more = self.end < raw.len();
            self.notes.push(if more {
                Note::NoBlankLine
            } else {
                Note::NoBody
            });
        }
        if !self.pseudo.is_empty() {
            self.notes.retain(|note| *note != Note::NoRequestLine);
            self.notes.push(Note::PseudoFields);
        }
    }

    /// The method, the target and the absolute address.
    pub fn address(&mut self) -> (String, String, String) {
        let fields = std::mem::take(&mut self.pseudo);
        let pseudo = |name: &str| {
            let found = fields.iter().find(|h| h.0 == name);
            found.map(|h| h.1.clone())
        };
        let (method, target) = self.line.take().unwrap_or_else(|| {
            let method = pseudo("method").unwrap_or_else(|| "POST".to_owned());
            (method, pseudo("path").unwrap_or_default())
        });
        let host = self.host().or_else(|| pseudo("authority"));
        let scheme = pseudo("scheme");
        if let Some(origin) = absolute(&target).map(str::to_owned) {
            let url = target.split('#').next().unwrap_or_default().to_owned();
            return (method, origin, url);
        }
        let known = !target.is_empty();
        let target = if known { target } else { "/".to_owned() };
        if self.notes == [Note::Empty] {
            return (method, target, String::new());
        }
        let Some(host) = host.filter(|host| !host.is_empty()) else {
            self.notes.push(Note::NoHost);
            return (method, target, String::new());
        };
        let scheme = scheme.or_else(|| self.forwarded());
        let guess = if is_local(&host) { "http" } else { "https" };
        let url = [scheme.as_deref().unwrap_or(guess), "://", &host, &target].concat();
        if scheme.is_none() {
            self.notes.push(Note::SchemeAssumed { url: url.clone() });
        }
        (method, target, url)
    }

    fn host(&mut self) -> Option<String> {
        let named = |h: &&(String, String)| h.0.eq_ignore_ascii_case("host");
        let mut hosts = self.headers.iter().filter(named).map(|h| h.1.clone());
        let first = hosts.next()?;
        if hosts.any(|other| other != first) {
            self.notes.push(Note::Hosts {
                first: first.clone(),
            });
        }
        Some(first)
    }

    /// The scheme of the original request, as reported by a proxy.
    fn forwarded(&mut self) -> Option<String> {
        let named = |name: &str| {
            let found = self.headers.iter().find(|h| h.0.eq_ignore_ascii_case(name));
            found.cloned()
        };
        if let Some((name, value)) = named("x-forwarded-host") {
            self.notes.push(Note::Forwarded { name, value });
        }
        let (_, value) = named("x-forwarded-proto")?;
        let scheme = value.split(',').next().unwrap_or_default().trim();
        matches!(scheme, "http" | "https").then(|| scheme.to_owned())
    }
}

/// The target of an absolute http(s) address; `None` for other texts.
pub fn absolute(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    Some(rest.find(['/', '?']).map_or("/", |at| &rest[at..]))
}

fn is_local(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default();
    name == "localhost" || name.starts_with("127.") || host.starts_with("[::1]")
}

/// The line at an offset, without its LF, and the offset of the next line.
fn line(raw: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let rest = raw.get(at..).filter(|rest| !rest.is_empty())?;
    match rest.iter().position(|b| *b == b'\n') {
        Some(end) => Some((rest.get(..end)?, at + end + 1)),
        None => Some((rest, raw.len())),
    }
}

/// Returns whether a text is the output of `curl -v`.
fn has_curl_marks(raw: &[u8]) -> bool {
    let rest = raw.strip_prefix(b"* ").map_or(raw, |_| {
        let at = raw.windows(3).position(|w| w == b"\n> ");
        at.and_then(|at| raw.get(at + 1..)).unwrap_or_default()
    });
    rest.starts_with(b"> ")
}

/// Strips the mark from a line of `curl -v`; `None` for a line that was not sent.
fn strip_curl_mark(line: &[u8]) -> Option<&[u8]> {
    let line = line.strip_prefix(b">")?;
    Some(line.strip_prefix(b" ").unwrap_or(line))
}

fn blank(c: char) -> bool {
    c == ' ' || c == '\t'
}

/// Decodes bytes as UTF-8, or else as Latin-1 with `false`.
fn text(bytes: &[u8]) -> (String, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), true),
        Err(_) => (bytes.iter().map(|b| char::from(*b)).collect(), false),
    }
}
