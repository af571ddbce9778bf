//! What a template can name, with what each stands for, for the person who writes one.

use crate::template::names;
use json::Value;
use json::value::Object;

/// The placeholders that most schemes are made of.
pub const USUAL: [&str; 6] = [
    "{body}",
    "{timestamp}",
    "{id}",
    "{method}",
    "{url}",
    "{path}",
];

/// Every placeholder, as it can be written, and what stands in its place (CommonMark).
pub const ALL: [(&str, &str); 26] = [
    ("{body}", "the body’s bytes as they are"),
    ("{timestamp}", "the time, in the unit below"),
    ("{id}", "the delivery’s id"),
    ("{nonce}", "random hex digits"),
    ("{date}", "the time as `Tue, 14 Nov 2023 22:13:20 GMT`"),
    ("{method}", "`POST`, in upper case"),
    ("{url}", "the whole address as it was called"),
    ("{host}", "its host, with the port where one is written"),
    ("{target}", "its path and query"),
    ("{path}", "its path"),
    ("{query}", "its query, without the `?`"),
    ("{parameter:name}", "a parameter of the query, decoded"),
    (
        "{url-decoded::/?}",
        "the address, with the escapes of these characters decoded",
    ),
    (
        "{header:Content-Type}",
        "the value of a header field that is sent",
    ),
    (
        "{header-lines:x-hook-*,date}",
        "a line `name:value` for each of these header fields, sorted",
    ),
    (
        "{body-hash:SHA-256:hex}",
        "a plain hash of the body; `base64` and other hashes too",
    ),
    (
        "{content-digest:sha-256}",
        "the `Content-Digest` field’s value (RFC 9530)",
    ),
    (
        "{json:/data/id}",
        "a member of a JSON body, by its JSON Pointer",
    ),
    (
        "{json-lines:Message,Type}",
        "name and value, a line each, of these members of a JSON body that are there",
    ),
    ("{crc32}", "the body’s CRC-32, as a number"),
    (
        "{form}",
        "the fields of a form body, sorted, name and value; `{form:=,&}` says what stands between",
    ),
    (
        "{fields:?,=,&}",
        "the body’s members or fields, else the query’s, sorted; with what stands before, within and between",
    ),
    (
        "{signature-base:(\"@method\" \"@path\")}",
        "the signature base of these components (RFC 9421)",
    ),
    ("{secret}", "the secret; as bytes in the key, else as typed"),
    (
        "{signature}",
        "the digest; only where the result is put, not in what is signed",
    ),
    ("{{", "a brace itself"),
];

/// Whether something of a scheme's members carries the signature already.
pub(super) fn carried(members: &Object) -> bool {
    let groups = ["headers", "members"];
    let found = members.iter().filter(|m| groups.contains(&m.0.as_str()));
    let fields = found.filter_map(|m| m.1.as_object()).flatten();
    let mut texts = fields.filter_map(|field| match &field.1 {
        Value::String(text) => Some(text),
        _ => None,
    });
    texts.any(|text| names(text, "signature") || names(text, "secret"))
}
