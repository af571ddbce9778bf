//! Ids and titles of the presets, taken out of their files while this is compiled.
//!
//! A list of names then reads no scheme at run time, and the program that
//! shows it carries none along. The files are read by [`crate::read`] too, and a
//! test holds the two against each other; here a scheme is what begins with an
//! `id` on a line of its own, four spaces in, with its `title` and its `kind` on such lines after it.

/// Bytes of a scheme's id and of its title.
#[derive(Clone, Copy)]
struct Name {
    id: (usize, usize),
    title: (usize, usize),
}

/// More schemes than these are not counted, and the program does not compile.
const MOST: usize = 192;

/// The names of a file, and how many there are.
struct Names([Name; MOST], usize);

/// Where a mark first stands at the beginning of a line, between two places; the end where it does not.
const fn find(text: &[u8], mark: &[u8], from: usize, to: usize) -> usize {
    let mut at = from;
    while at + mark.len() < to {
        if text[at] == b'\n' {
            let mut same = 1;
            while same < mark.len() && text[at + same] == mark[same] {
                same += 1;
            }
            if same == mark.len() {
                return at;
            }
        }
        at += 1;
    }
    to
}

/// The text in quotes that begins at a place; no name has an escape.
const fn quoted(text: &[u8], from: usize) -> (usize, usize) {
    let mut end = from;
    while text[end] != b'"' {
        end += 1;
    }
    (from, end)
}

/// The schemes of a file that a request can be signed with: those of a private key are left out.
const fn names(text: &[u8]) -> Names {
    const ID: &[u8] = b"\n    \"id\": \"";
    const TITLE: &[u8] = b"\n    \"title\": \"";
    const KIND: &[u8] = b"\n    \"kind\": \"";
    let nothing = Name {
        id: (0, 0),
        title: (0, 0),
    };
    let mut all = Names([nothing; MOST], 0);
    let mut at = find(text, ID, 0, text.len());
    while at < text.len() {
        let next = find(text, ID, at + 1, text.len());
        let kind = find(text, KIND, at, next) + KIND.len();
        let private = kind < next && matches!(text[kind], b'e' | b'r');
        if !private {
            all.0[all.1] = Name {
                id: quoted(text, at + ID.len()),
                title: quoted(text, find(text, TITLE, at, next) + TITLE.len()),
            };
            all.1 += 1;
        }
        at = next;
    }
    all
}

const FILES: [&[u8]; 2] = [super::FIRST.as_bytes(), super::MORE.as_bytes()];
const FOUND: [Names; 2] = [names(FILES[0]), names(FILES[1])];
const COUNT: usize = FOUND[0].1 + FOUND[1].1;
/// Every id and every title, one after the other.
const TEXT: &[u8; LENGTH] = &text();

/// The file and the name that stand at a place of the offer: `none`, which the first file begins with,
/// the second file, and the rest of the first, which documents choose by themselves.
const fn offered(at: usize) -> (usize, Name) {
    let more = FOUND[1].1;
    match at {
        0 => (0, FOUND[0].0[0]),
        _ if at <= more => (1, FOUND[1].0[at - 1]),
        _ => (0, FOUND[0].0[at - more]),
    }
}

const LENGTH: usize = {
    let (mut length, mut at) = (0, 0);
    while at < COUNT {
        let (_, name) = offered(at);
        length += name.id.1 - name.id.0 + name.title.1 - name.title.0;
        at += 1;
    }
    length
};

const fn text() -> [u8; LENGTH] {
    let mut text = [0; LENGTH];
    let (mut end, mut at) = (0, 0);
    while at < COUNT {
        let (file, name) = offered(at);
        let mut both = [name.id, name.title];
        let mut one = 0;
        while one < both.len() {
            while both[one].0 < both[one].1 {
                text[end] = FILES[file][both[one].0];
                both[one].0 += 1;
                end += 1;
            }
            one += 1;
        }
        at += 1;
    }
    text
}

/// Ids and titles of the schemes that a request can be signed with, in the order they are offered.
pub const OFFERED: [(&str, &str); COUNT] = {
    let mut all = [("", ""); COUNT];
    let (mut rest, mut at) = (TEXT.as_slice(), 0);
    while at < COUNT {
        let (_, name) = offered(at);
        let (id, after) = rest.split_at(name.id.1 - name.id.0);
        let (title, after) = after.split_at(name.title.1 - name.title.0);
        if let (Ok(id), Ok(title)) = (str::from_utf8(id), str::from_utf8(title)) {
            all[at] = (id, title);
        }
        rest = after;
        at += 1;
    }
    all
};
