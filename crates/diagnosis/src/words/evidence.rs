//! The sentences of evidence: what a delivery shows, and what to do about it.

mod advice;

use super::ruled::grouped;
use crate::evidence::{Coding, Evidence, Fit, Gone, Place, Shape};
use signature::{AddressCoverage, Coverage, Scheme};

impl Evidence {
    /// One word for tests and styles.
    pub fn code(&self) -> &'static str {
        match self {
            Evidence::Digest { fits: true, .. } => "digest-fits",
            Evidence::Digest { fits: false, .. } | Evidence::Digests { .. } => "digest",
            Evidence::Coding(_) => "coding",
            Evidence::Replaced { .. } => "replacement",
            Evidence::Rounded { .. } => "number",
            Evidence::Masked { .. } => "masked",
            Evidence::Cut => "cut",
            Evidence::Framed => "chunks",
            Evidence::Length { .. } => "length",
            Evidence::Media { .. }
            | Evidence::NotXml { .. }
            | Evidence::Boundary { .. }
            | Evidence::FormDecoded => "media-type",
            Evidence::NotJson { .. } => "not-json",
            Evidence::NotUtf8 { .. } | Evidence::IsUtf8 { .. } => "charset",
            Evidence::Mark => "byte-order-mark",
        }
    }

    /// Whether it proves that the body is not the one that its sender wrote the head for.
    pub fn is_changed(&self) -> bool {
        matches!(self, Evidence::Digest { fits: false, .. })
    }

    /// Whether it shows that the delivery is not as it was sent, or was not sound.
    pub fn is_against(&self) -> bool {
        !matches!(self, Evidence::Digest { fits: true, .. })
    }

    /// Whether it is at odds with a signature or a token that is right.
    pub fn is_contrary(&self) -> bool {
        self.is_against() && !matches!(self, Evidence::Coding(Coding::Packed { .. }))
    }

    /// Sentences in CommonMark: what is shown, and what to do where the signature does not match.
    pub fn sentence(&self) -> String {
        self.fact() + self.advice()
    }

    /// What is shown, in CommonMark.
    fn fact(&self) -> String {
        match self {
            Evidence::Digest { field, fits: true } => [
                "`",
                field,
                "` is the digest of this body, so the body was not changed since that field was written.",
            ]
            .concat(),
            Evidence::Digest { field, fits: false } => [
                "`",
                field,
                "` is not the digest of this body: the body, or that field, was changed or rewritten after it \
                 was sent.",
            ]
            .concat(),
            Evidence::Digests { fits, other } => advice::contradiction(fits, other),
            Evidence::Coding(coding) => of_coding(coding),
            Evidence::Replaced {
                count,
                runs,
                places,
                said,
                gone,
            } => replaced([*count, *runs], places, *said, *gone),
            Evidence::Rounded { places, more } => [
                "JavaScript cannot hold every whole number from 2^53 on, and may have rounded ",
                &listed(places, *more),
                ": a rounded number looks like any other.",
            ]
            .concat(),
            Evidence::Masked { places, more } => [
                &*listed(places, *more),
                if places.len() > 1 { " look" } else { " looks" },
                " masked, as a log or a viewer hides values.",
            ]
            .concat(),
            Evidence::Cut => "The JSON breaks off before its end: part of the body is missing. Copy all of it; logs \
                              and viewers shorten long texts."
                .to_owned(),
            Evidence::Framed => "The body begins and ends with the sizes of a chunked transfer, which are not part of \
                                 it. Take the body from the server, which joins the chunks."
                .to_owned(),
            Evidence::Length { said, found, fit } => of_length(*said, *found, *fit),
            Evidence::Media { said, found } => media(said, *found),
            Evidence::NotJson { said, slip } => advice::not_json(&plain(said), *slip),
            Evidence::NotXml { said } => [
                "`Content-Type` says `",
                &plain(said),
                "`, and the body here is not XML: it does not begin with `<`.",
            ]
            .concat(),
            Evidence::Boundary { said, named, found } => {
                let [named, found] = [named, found].map(|name| name.as_deref().map(plain));
                advice::boundary(&plain(said), named, found)
            }
            Evidence::FormDecoded => "`Content-Type` names a form, and the body is not percent-encoded: the form was \
                                      decoded."
                .to_owned(),
            Evidence::NotUtf8 { at, utf16: false } => [
                "The body is not UTF-8: byte ",
                &grouped(at + 1),
                " begins no character. It was converted to another charset, or it is binary.",
            ]
            .concat(),
            Evidence::NotUtf8 { utf16: true, .. } => "The body is UTF-16, where its type calls for UTF-8: it was \
                                                      converted."
                .to_owned(),
            Evidence::IsUtf8 { said } => [
                "`Content-Type` names the charset `",
                &plain(said),
                "`, and the body is UTF-8: it was converted, or the field is wrong.",
            ]
            .concat(),
            Evidence::Mark => "The body begins with a byte order mark, which editors and exports add. Few senders \
                               sign one; take the body from the server."
                .to_owned(),
        }
    }
}

fn of_coding(coding: &Coding) -> String {
    match coding {
        Coding::Packed { said } => [
            "The body is compressed, as `Content-Encoding: ",
            &plain(said),
            "` says",
            // RFC 1952, section 2.3.1.
            if said.ends_with("gzip") { " (its bytes begin with `1f 8b`)" } else { "" },
            ". Some senders sign what they compress and not the compressed bytes: decompress the body, then \
             verify.",
        ]
        .concat(),
        Coding::Unpacked { said, length } => [
            "`Content-Encoding` says `",
            &plain(said),
            "`, and the body here is not compressed: it was decoded on its way.",
            if *length { " `Content-Length` is that of the compressed bytes." } else { "" },
        ]
        .concat(),
        Coding::Unsaid { found } => [
            "The body is compressed (",
            found,
            "), and no `Content-Encoding` says so.",
        ]
        .concat(),
        Coding::Lost => "The body was compressed and then read as text: its bytes are lost and cannot be restored \
                         from here."
            .to_owned(),
    }
}

fn replaced(
    [count, runs]: [usize; 2],
    places: &[Place],
    said: Option<usize>,
    gone: Gone,
) -> String {
    let mut names: Vec<String> = places.iter().map(place).collect();
    if runs > names.len() {
        names.push("elsewhere".to_owned());
    }
    let begins = [
        "The body holds U+FFFD, the replacement character, ",
        &match count {
            1 => "once".to_owned(),
            count => [&grouped(count), " times"].concat(),
        },
        " (",
        &names.join(", "),
        ")",
    ]
    .concat();
    let said = said.map(grouped).unwrap_or_default();
    let fits = |what: &str, why: &str| {
        let parts = [
            &begins,
            "; `Content-Length` (",
            &said,
            ") fits ",
            what,
            " there: ",
            why,
            ".",
        ];
        parts.concat()
    };
    let cut = "it was cut where two chunks met, and each part was decoded by itself";
    match gone {
        Gone::Nothing => {
            let parts = [
                &begins,
                ", and `Content-Length` fits the body with it: it was sent so, or the length was set after.",
            ];
            parts.concat()
        }
        Gone::Character { bytes } => fits(
            &["a character of ", &bytes.to_string(), " bytes"].concat(),
            cut,
        ),
        Gone::Characters { bytes } => fits(
            &[&grouped(bytes), " bytes in characters of two to four"].concat(),
            "each was cut where two chunks met, and the parts were decoded by themselves",
        ),
        Gone::Bytes => fits(
            "one byte for each",
            "these bytes are no UTF-8, and the body was decoded as if it were",
        ),
        Gone::Unknown => [
            &begins,
            ": decoders put it in place of bytes that are no text, as where a character is cut between two chunks.",
        ]
        .concat(),
    }
}

fn of_length(said: usize, found: usize, fit: Fit) -> String {
    let by = said.abs_diff(found);
    let are = if by == 1 {
        " is missing"
    } else {
        " are missing"
    };
    let were = if by == 1 {
        " more than was sent"
    } else {
        " more than were sent"
    };
    let noun = if said == 1 { " byte" } else { " bytes" };
    let by = grouped(by);
    let (said, found) = (grouped(said), grouped(found));
    let begins = [
        "`Content-Length` says ",
        &said,
        noun,
        ", and the body here has ",
        &found,
    ]
    .concat();
    let rest: &[&str] = match fit {
        Fit::Empty => &[". The body is missing: copy it too, after a blank line."],
        Fit::Shorter => &[": ", &by, are, ". Copy the whole raw body."],
        Fit::Longer => &[
            ": ",
            &by,
            were,
            ". The body was rewritten, or something was added; copy the raw body.",
        ],
        Fit::NoLineEnd => {
            &["; without its last line end it has just that many. Editors and shells add one."]
        }
        Fit::NoMark => &["; without its byte order mark it has just that many."],
        Fit::Crlf => {
            &["; with CRLF instead of LF it has just that many. Copying changed its line ends."]
        }
        Fit::Compact => &[
            "; without the white space of its JSON it has just that many. The body was formatted: copy the raw body.",
        ],
        Fit::NearlyCompact { compact, by } => {
            let parts = [
                &begins,
                "; without the white space of its JSON it has ",
                &grouped(compact),
                ". Numbers in another form (`1e3` for `1000`, `1.0` for `1`) account for the other ",
                &by.to_string(),
                ". The body was formatted: copy the raw body.",
            ];
            return parts.concat();
        }
        Fit::Decoded => &[
            ". It is base64, and decoded it has just that many: decode it to bytes before verifying.",
        ],
        Fit::Ascii => &[
            r"; with each character beyond ASCII written as `\uXXXX` it has just that many. The JSON was parsed and written again.",
        ],
        Fit::AsciiSlashes => &[
            r"; with each character beyond ASCII written as `\uXXXX` and each slash as `\/` it has just that many. The JSON was parsed and written again.",
        ],
        Fit::Slashes => &[
            r"; with each slash written as `\/` it has just that many. The JSON was parsed and written again.",
        ],
        Fit::Narrow => &[
            "; with one byte for each character it has just that many. The body was converted to UTF-8, or characters were counted instead of bytes.",
        ],
    };
    begins + &rest.concat()
}

fn media(said: &str, found: Shape) -> String {
    let what = match found {
        Shape::Json => "JSON",
        Shape::Form => "a form (`name=value&…`)",
        Shape::Multipart => "a multipart form",
        Shape::Xml => "XML",
        Shape::Base64 => "base64",
    };
    let begins = [
        "`Content-Type` says `",
        &plain(said),
        "`, and the body here is ",
        what,
    ]
    .concat();
    let rest = match advice::names_form(said) {
        true => ": the form was decoded, or one of its fields was taken out.",
        false => ": the body was converted on its way, or the field is wrong.",
    };
    begins + rest
}

/// What to look at next, where the search found nothing and the delivery shows nothing, or a digest alone.
pub fn next(scheme: &Scheme, covers: (Coverage, AddressCoverage), evidence: &[Evidence]) -> String {
    if evidence.iter().any(Evidence::is_against) {
        return "Correct this first, and verify again.".to_owned();
    }
    let (coverage, address) = covers;
    let mut checks = Vec::new();
    let same = evidence.iter().any(|found| !found.is_against());
    match coverage {
        Coverage::Whole if !same => checks.push(
            "that this is the raw body, byte for byte: compare its length and SHA-256 with those on your server",
        ),
        Coverage::Members => checks.push("that the signed members have their original values"),
        Coverage::Whole | Coverage::Nothing => {}
    }
    if address.scheme || address.host || address.target {
        checks.push("that the address is the one that the sender called");
    }
    let sender = ["that the sender uses ", &scheme.title].concat();
    checks.push(&sender);
    checks.push(match scheme.kind.is_public_key() {
        true => "that the key is the sender’s, for this environment",
        false => "that the secret is the one of this endpoint and environment",
    });
    let last = checks.pop().unwrap_or_default();
    [
        "The delivery does not show what differs. Check next ",
        &checks.join("; "),
        "; and ",
        last,
        ".",
    ]
    .concat()
}

fn place(place: &Place) -> String {
    match place {
        Place::Pointer(pointer) => quoted(pointer),
        Place::Byte(at) => ["from byte ", &grouped(at + 1)].concat(),
    }
}

/// Places in their order, and whether there are others.
fn listed(places: &[String], more: bool) -> String {
    let names: Vec<String> = places.iter().map(|place| quoted(place)).collect();
    match (names.split_last(), more) {
        (_, true) => names.join(", ") + " and others",
        (Some((last, [])), _) => last.clone(),
        (Some((last, rest)), _) => [&rest.join(", "), " and ", last].concat(),
        (None, _) => String::new(),
    }
}

/// A JSON Pointer as code, shortened; that of the whole text is empty.
fn quoted(pointer: &str) -> String {
    match pointer {
        "" => "the value".to_owned(),
        pointer => ["`", &plain(pointer), "`"].concat(),
    }
}

/// Text that comes from outside, within code.
fn plain(text: &str) -> String {
    const MOST: usize = 80;
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short.replace('`', "'")
}
