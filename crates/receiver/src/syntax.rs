//! What is a language's own in receiver code: its words, as templates.
//!
//! [`super::walk`] goes over a plan once, the same for every language, and
//! writes what it meets by these. In a template `@1` to `@9` stand for values;
//! what each stands for is said at the field. A value that has lines of its
//! own is set in as far as the line that it stands in, and a line that is
//! nothing but an empty value is left out.

use super::text::Quotes;

/// A language.
pub struct Syntax {
    pub quotes: Quotes,
    /// What begins a comment to the end of the line.
    pub comment: &'static str,
    /// What stands before a variable's name.
    pub sigil: &'static str,

    /// The whole file: 1 title, 2 summary, 3 what it needs, 4 its packages alone, 5 imports, 6 what
    /// each parameter is, 7 the parameters, 8 the body of `verify`, 9 further functions. The test follows.
    pub program: &'static str,
    /// The test at its end: 1 its constants, 2 header fields, 3 the body, 4 when it came,
    /// 5 the arguments of `verify`, 6 what is tried when the body is altered.
    pub test: &'static str,
    /// What it needs at least.
    pub platform: &'static str,
    /// Packages that are not the language's own: a mark that tells their use, and their name.
    pub packages: &'static [(&'static str, &'static str)],
    pub imports: &'static [Import],
    /// Functions beside `verify`: a mark that tells their use, and the text. One that uses another stands first.
    pub helpers: &'static [(&'static str, &'static str)],

    /// A parameter by its name, 1: a text, the header fields, the body, the moment.
    pub parameters: [&'static str; 4],
    /// A parameter's name, 1, and what it is, 2.
    pub about: &'static str,
    /// What header fields, body and moment are.
    pub said: [&'static str; 3],

    /// Reads a header field into 1: its name in lower case, 2, and as it is written, 3.
    pub read: &'static str,
    /// Ends with the message 2 when the condition 1 holds, and when it does not.
    pub refuse: &'static str,
    pub demand: &'static str,
    /// Whether the text 1 is missing or empty.
    pub empty: &'static str,
    /// The same of a secret.
    pub unset_secret: &'static str,
    pub or: &'static str,
    /// A variable 1 with a text 2.
    pub declare: &'static str,

    /// A loop over the elements of the field 1 that stand apart by 2; 3 is done with each `part`.
    pub list: &'static str,
    /// A list for signatures; a variable 1 without a value.
    pub several: &'static str,
    pub unset: &'static str,
    /// Whether the list of signatures is empty.
    pub none: &'static str,
    /// Adds 1 to the signatures; gives the variable 1 the value 2.
    pub push: &'static str,
    pub assign: &'static str,
    /// When 1 holds 2 is done; what stands between two of these.
    pub element: &'static str,
    pub otherwise: &'static str,
    /// Ends with the message 2 unless 1 holds; then 3 is the value 4.
    pub taken: &'static str,
    /// Whether something stands in the text 1; whether it starts with 2, ends with 3, both.
    pub fits: [&'static str; 4],
    /// What it is without these; 4 and 5 are their lengths, 6 is the sum.
    pub cuts: [&'static str; 4],
    pub length: fn(&str) -> usize,

    /// Reads the body as JSON into `data`, or ends with the message 1.
    pub json: &'static str,
    /// The member at the steps 1, which are the pointer 2, as a text.
    pub member: &'static str,
    /// A step of a pointer, 1, and what stands between two.
    pub step: [&'static str; 2],
    /// Whether the address has a parameter with the text 1 before its value and the value 2.
    pub carried: &'static str,
    /// Takes `age` from `timestamp`, or ends with the message 1; 2 makes seconds of what was counted.
    pub age: &'static str,
    /// The same where `timestamp` is a date and time of RFC 3339.
    pub dated: &'static str,
    pub thousandth: &'static str,

    /// What stands between texts that become one; empty where each becomes bytes by itself.
    pub plus: &'static str,
    /// The bytes of a text 1: of one piece, of several; where pieces stay apart, of a literal in ASCII.
    pub utf8: [&'static str; 2],
    /// Runs of bytes that become one: before, between, after.
    pub concat: [&'static str; 3],
    /// The bytes that the text 1 is in hex, base64, URL-safe base64; the last two without care for padding.
    pub binary: [&'static str; 3],
    /// The text 1 without white space.
    pub unspaced: &'static str,
    /// The same as an expression of a text.
    pub texts: [&'static str; 3],
    /// A variable 1 with such bytes 2.
    pub decoded: &'static str,
    /// A variable `key` of bytes 1 that are there.
    pub key: &'static str,
    /// The text 1 without 2 at its front, which has the length 3.
    pub unprefixed: &'static str,
    /// Makes the bytes 1 a variable; the variable.
    pub message: [&'static str; 2],
    /// SHA-1, SHA-256, SHA-384, SHA-512.
    pub hashes: [&'static str; 4],
    /// Statements that make a MAC with the hash 1 (as `SHA-256`, 4, as `SHA256`, 5) over the bytes 2
    /// with `key`; the MAC then.
    pub mac: [&'static str; 2],
    /// The hash 1 of the bytes of `key` and then of 2, as the MAC is made.
    pub hashed: &'static str,
    /// The hash 1 of the body.
    pub hash: &'static str,
    /// The CRC-32 of the body, as a text in decimal.
    pub crc32: &'static str,
    /// Whether a member of `data` has one of the names 1 but for its case.
    pub alike: &'static str,
    /// Name and value, a line each, of the members of `data` whose names, 1, are there.
    pub json_lines: &'static str,
    /// Keeps the text 1, which is what the signature should be; the same of the secret itself.
    pub expected: &'static str,
    pub shared: &'static str,
    /// How people compare texts when they do not think of the time that takes.
    pub equals: &'static str,
    /// The end of `verify`: compares the signature with what it should be, or ends with the message 1;
    /// then the same for several signatures.
    pub compare: [&'static str; 2],
    /// The same with a public key 2 and the bytes 3.
    pub prove: [&'static str; 2],
    /// The function that proves by 1, with the bytes of `signature`, 2, and those of `key`, 3.
    pub signed: &'static str,
    /// How it does: by Ed25519, ECDSA over P-256 (DER), RSA (PKCS #1 v1.5). 1 are the bytes of `key`, 2
    /// those of `signature`; the hash as in `mac`.
    pub proofs: [&'static str; 3],
    /// Whether a Content-Digest is there and not the body's.
    pub undigested: &'static str,
    /// The end of `verify` where the message tells what is signed (RFC 9421): 1 is the message of a
    /// mismatch, 2 makes what the signature over `lines` should be, 3 the message of one that has expired.
    pub described: &'static str,

    pub path: &'static str,
    pub query: &'static str,
    /// A header field 1, or nothing.
    pub header: &'static str,
    /// Lines of header fields whose names are among the texts 1.
    pub header_lines: &'static str,
    /// The fields of body or query, with 1 first, 2 in one, 3 between two; 4 is the body's media type.
    pub fields: &'static str,
    /// Whether the body of the media type 1 has to be a JSON object for these and is none; empty where
    /// `fields` itself ends then.
    pub no_members: &'static str,
    /// The fields of a form with 1 in one and 2 between two.
    pub form: &'static str,
    /// Whether a body of the media type 1 is a form; the form 2 when it is, else nothing.
    pub either: [&'static str; 2],
    /// The address with the escapes of the characters 1 decoded.
    pub unescape: &'static str,

    /// The header fields of the test; 1 are the fields.
    pub headers: &'static str,
    /// A header field 1 with its value 2 in the test.
    pub sent: &'static str,
    /// The body of the test: of a text 1, of base64 1.
    pub body: [&'static str; 2],
    /// The moment of the test, 1.
    pub now: &'static str,
    /// That body with something added.
    pub altered: &'static str,
    /// Tries `verify` with the arguments 1, which have to be refused with the words 2; and what is
    /// done where no such is there.
    pub refused: [&'static str; 2],
}

/// Lines that tell the compiler or reader where names come from.
pub struct Import {
    /// The line for one name 1, and for several.
    pub one: &'static str,
    pub several: &'static str,
    /// A name, and the mark that tells its use.
    pub names: &'static [(&'static str, &'static str)],
}

impl Import {
    /// Names that each come in such a line.
    pub const fn of(line: &'static str, names: &'static [(&'static str, &'static str)]) -> Import {
        Import {
            one: line,
            several: line,
            names,
        }
    }
}

/// Fills a template.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut out: Vec<String> = Vec::new();
    for line in template.split('\n') {
        let bare = line.trim_start();
        let inset = &line[..line.len() - bare.len()];
        if value(bare, values).is_some_and(|(value, rest)| value.is_empty() && rest.is_empty()) {
            continue;
        }
        out.push(filled(line, inset, values));
    }
    out.join("\n")
}

fn filled(line: &str, inset: &str, values: &[&str]) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('@') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((value, after)) = value(rest, values) else {
            text.push('@');
            rest = &rest[1..];
            continue;
        };
        for (at, line) in value.split('\n').enumerate() {
            if at > 0 {
                text.push('\n');
            }
            if at > 0 && !line.is_empty() {
                text.push_str(inset);
            }
            text.push_str(line);
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The value that a text begins with the sign for, and what follows.
fn value<'v, 't>(text: &'t str, values: &[&'v str]) -> Option<(&'v str, &'t str)> {
    let after = text.strip_prefix('@')?;
    let digit = after.chars().next()?.to_digit(10)?;
    let at = usize::try_from(digit).ok()?.checked_sub(1)?;
    Some((values.get(at)?, &after[1..]))
}
