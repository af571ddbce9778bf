//! The members of a scheme's JSON and the placeholders of its templates, each with its meaning, for
//! the person who writes one.

/// Every member, in the order that schemes are written, with its meaning (CommonMark); those of inner
/// objects by their place, such as `key/prefix`.
pub const MEMBERS: [(&str, &str); 36] = [
    ("title", "the name that the scheme is saved under"),
    ("description", "what it proves and where it is specified"),
    (
        "kind",
        "`hmac` (the default), `hash` for a plain hash over secret and text, `secret` for a shared secret that is sent itself, `ed25519`, `ecdsa` or `rsa` for a public key, or `none`",
    ),
    (
        "algorithm",
        "`SHA-256` (the default), `SHA-1`, `SHA-384` or `SHA-512`",
    ),
    (
        "digest",
        "how the signature is written: `hex` (the default), `base64` or `base64url`",
    ),
    (
        "key",
        "how the key is made of the secret, an object of the next five",
    ),
    (
        "key/label",
        "the sender’s word for the secret, such as `Signing secret`",
    ),
    ("key/help", "where the secret is found"),
    (
        "key/encoding",
        "what the secret is: `text` (the default), `hex`, `base64` or `base64url`",
    ),
    (
        "key/prefix",
        "what secrets begin with, such as `whsec_`; it is cut off before they are decoded",
    ),
    (
        "key/template",
        "`{secret}` (the default) or more, such as `{enckey}-{secret}`",
    ),
    (
        "inputs",
        "what is asked for beside the secret, a list of objects of the next seven; templates name an input in braces, and its value is never saved",
    ),
    ("inputs/name", "the name that templates use"),
    ("inputs/label", "the name that people read"),
    ("inputs/help", "where it is found"),
    (
        "inputs/secret",
        "`false` for a value that need not be hidden",
    ),
    (
        "inputs/taken",
        "`true` for a value that a received message contains itself",
    ),
    ("inputs/default", "its value while none is entered"),
    (
        "inputs/without",
        "the text in place of the signature while no value is entered",
    ),
    (
        "content",
        "the text that is signed: `{body}` (the default), `{timestamp}.{body}`…",
    ),
    (
        "query",
        "parameters that are added to the address before signing, names and values",
    ),
    (
        "before",
        "header fields that are added before signing, so that they can be signed too",
    ),
    ("parts", "texts that other templates name in braces"),
    (
        "headers",
        "the header fields that carry the signature: `{\"X-Signature\": \"sha256={signature}\"}`",
    ),
    (
        "members",
        "members of a JSON body that carry it, by their JSON Pointer: `{\"/signature\": \"{signature}\"}`",
    ),
    (
        "certificate",
        "the header field or body member that names the certificate’s address, with the hosts that are allowed",
    ),
    (
        "json",
        "`ascii` where the sender writes its JSON in ASCII with `\\u` escapes",
    ),
    (
        "marks",
        "a list of header fields and body members (`/event`) that the sender’s deliveries also have",
    ),
    (
        "list",
        "what separates several signatures in one field, where several are allowed",
    ),
    ("unit", "`s` (the default) or `ms`: how the time is counted"),
    (
        "time",
        "`number` (the default) or `date-time`: how the time is written",
    ),
    (
        "stamp",
        "the body member that contains the time, where no header field does: `/created`",
    ),
    (
        "newer",
        "the id of the scheme whose deliveries bear this signature too",
    ),
    (
        "tolerance",
        "how old a message may be, an object of the next two",
    ),
    ("tolerance/seconds", "how far its time may be off"),
    (
        "tolerance/future",
        "`false` where a time in the future is accepted",
    ),
];

/// Every placeholder, as it can be written, and what stands in its place (CommonMark).
pub const PLACEHOLDERS: [(&str, &str); 26] = [
    ("{body}", "the body’s bytes as they are"),
    ("{timestamp}", "the time, counted by `unit`"),
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
