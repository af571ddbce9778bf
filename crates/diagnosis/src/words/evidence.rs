//! The sentences of evidence: facts about a delivery, and what to do.

mod advice;

use super::ruled::grouped;
use crate::evidence::{Coding, Evidence, Fit, Gone, Place, Shape};
use signature::{AddressCoverage, Coverage, Scheme};

impl Evidence {
    /// Returns a word for tests and styles.
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

    /// Returns whether it proves that the head was not written for this body.
    pub fn is_changed(&self) -> bool {
        matches!(self, Evidence::Digest { fits: false, .. })
    }

    /// Returns whether it shows that the delivery was changed, or was faulty when it was sent.
    pub fn is_against(&self) -> bool {
        !matches!(self, Evidence::Digest { fits: true, .. })
    }

    /// Returns whether it contradicts a correct signature or token.
    pub fn is_contrary(&self) -> bool {
        self.is_against() && !matches!(self, Evidence::Coding(Coding::Packed { .. }))
    }

    /// Returns sentences in CommonMark: the fact, and what to do where the signature does not
    /// match.
    pub fn sentence(&self) -> String {
        self.fact() + self.advice()
    }

    /// Returns the fact in CommonMark.
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
            Evidence::Coding(coding) => coding_sentence(coding),
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
            Evidence::Length { said, found, fit } => length_sentence(*said, *found, *fit),
            Evidence::Media { said, found } => media(said, *found),
            Evidence::NotJson { said, slip } => advice::not_json(&plain(said), *slip),
            Evidence::NotXml { said } => [
                "`Content-Type` is `",
                &plain(said),
                "`, but the body here is not XML: it does not begin with `<`.",
            ]
            .concat(),
            Evidence::Boundary { said, named, found } => {
                let [named, found] = [named, found].map(|name| name.as_deref().map(plain));
                advice::boundary(&plain(said), named, found)
            }
            Evidence::FormDecoded => "`Content-Type` names a form, but the body is not percent-encoded: the form was \
                                      decoded."
                .to_owned(),
            Evidence::NotUtf8 { at, utf16: false } => [
                "The body is not UTF-8: byte ",
                &grouped(at + 1),
                " does not begin a character. It was converted to another charset, or it is binary.",
            ]
            .concat(),
            Evidence::NotUtf8 { utf16: true, .. } => "The body is UTF-16, but its type requires UTF-8: it was \
                                                      converted."
                .to_owned(),
            Evidence::IsUtf8 { said } => [
                "`Content-Type` names the charset `",
                &plain(said),
                "`, but the body is UTF-8: it was converted, or the field is wrong.",
            ]
            .concat(),
            Evidence::Mark => "The body begins with a byte order mark, which editors and exports add. Few senders \
                               sign one; take the body from the server."
                .to_owned(),
        }
    }
}

fn coding_sentence(coding: &Coding) -> String {
    match coding {
        Coding::Packed { said } => [
            "The body is compressed, as `Content-Encoding: ",
            &plain(said),
            "` shows",
            // RFC 1952, section 2.3.1, defines these bytes.
            if said.ends_with("gzip") { " (its bytes begin with `1f 8b`)" } else { "" },
            ". Some senders sign the body before they compress it: decompress it, then verify.",
        ]
        .concat(),
        Coding::Unpacked { said, length } => [
            "`Content-Encoding` is `",
            &plain(said),
            "`, but the body here is not compressed: it was decoded on its way.",
            if *length { " `Content-Length` is that of the compressed bytes." } else { "" },
        ]
        .concat(),
        Coding::Unsaid { found } => [
            "The body is compressed (",
            found,
            "), but no `Content-Encoding` names the coding.",
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
        "The body contains U+FFFD, the replacement character, ",
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
                ", and `Content-Length` fits the body with it: it was sent with it, or the length was set afterwards.",
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
            "these bytes are not UTF-8, and the body was decoded as if it were",
        ),
        Gone::Unknown => [
            &begins,
            ": decoders put it in place of bytes that are not text, as when a character is cut between two chunks.",
        ]
        .concat(),
    }
}

fn length_sentence(said: usize, found: usize, fit: Fit) -> String {
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
        "`Content-Length` gives ",
        &said,
        noun,
        ", but the body here has ",
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
            &[". Without its last line end it has exactly that many. Editors and shells add one."]
        }
        Fit::NoMark => &[". Without its byte order mark it has exactly that many."],
        Fit::Crlf => {
            &[". With CRLF instead of LF it has exactly that many. Copying changed its line ends."]
        }
        Fit::Compact => &[
            ". Without the white space of its JSON it has exactly that many. The body was formatted: copy the raw body.",
        ],
        Fit::NearlyCompact { compact, by } => {
            let parts = [
                &begins,
                ". Without the white space of its JSON it has ",
                &grouped(compact),
                ". Numbers in another form (`1e3` for `1000`, `1.0` for `1`) account for the other ",
                &by.to_string(),
                ". The body was formatted: copy the raw body.",
            ];
            return parts.concat();
        }
        Fit::Decoded => &[
            ". It is base64, and decoded it has exactly that many: decode it to bytes before verifying.",
        ],
        Fit::Ascii => &[
            r". With each character beyond ASCII written as `\uXXXX` it has exactly that many. The JSON was parsed and written again.",
        ],
        Fit::AsciiSlashes => &[
            r". With each character beyond ASCII written as `\uXXXX` and each slash as `\/` it has exactly that many. The JSON was parsed and written again.",
        ],
        Fit::Slashes => &[
            r". With each slash written as `\/` it has exactly that many. The JSON was parsed and written again.",
        ],
        Fit::Narrow => &[
            ". With one byte for each character it has exactly that many. The body was converted to UTF-8, or characters were counted instead of bytes.",
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
        "`Content-Type` is `",
        &plain(said),
        "`, but the body here is ",
        what,
    ]
    .concat();
    let rest = match advice::names_form(said) {
        true => ": the form was decoded, or one of its fields was taken out.",
        false => ": the body was converted on its way, or the field is wrong.",
    };
    begins + rest
}

/// Returns what to check next, where neither the search nor the delivery shows a difference.
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

/// Joins places in their order; `more` means that there are others.
fn listed(places: &[String], more: bool) -> String {
    let names: Vec<String> = places.iter().map(|place| quoted(place)).collect();
    match (names.split_last(), more) {
        (_, true) => names.join(", ") + " and others",
        (Some((last, [])), _) => last.clone(),
        (Some((last, rest)), _) => [&rest.join(", "), " and ", last].concat(),
        (None, _) => String::new(),
    }
}

/// Returns a shortened JSON Pointer as code; the pointer to the whole text is empty.
fn quoted(pointer: &str) -> String {
    match pointer {
        "" => "the value".to_owned(),
        pointer => ["`", &plain(pointer), "`"].concat(),
    }
}

/// Shortens text from outside for use within code.
fn plain(text: &str) -> String {
    const MOST: usize = 80;
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short.replace('`', "'")
}
