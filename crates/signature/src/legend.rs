//! The members of a scheme's JSON and the placeholders of its templates, explained for people who
//! write one.

/// Every member with its meaning (CommonMark), in the order in which schemes are written; members
/// of inner objects by their path, such as `key/prefix`.
pub const MEMBERS: [(&str, &str); 36] = [
    ("title", "the name under which the scheme is saved"),
    ("description", "its purpose and its specification"),
    (
        "kind",
        "`hmac` (the default), `hash` for a plain hash over secret and text, `secret` for a shared secret that is sent unchanged, `ed25519`, `ecdsa` or `rsa` for a public key, or `none`",
    ),
    (
        "algorithm",
        "`SHA-256` (the default), `SHA-1`, `SHA-384` or `SHA-512`",
    ),
    (
        "digest",
        "the encoding of the signature: `hex` (the default), `base64` or `base64url`",
    ),
    (
        "key",
        "the derivation of the key from the secret: an object with the next five members",
    ),
    (
        "key/label",
        "the sender’s name for the secret, such as `Signing secret`",
    ),
    ("key/help", "instructions for finding the secret"),
    (
        "key/encoding",
        "the encoding of the secret: `text` (the default), `hex`, `base64` or `base64url`",
    ),
    (
        "key/prefix",
        "the prefix of secrets, such as `whsec_`, which is removed before decoding",
    ),
    (
        "key/template",
        "the text of the key: `{secret}` (the default) or more, such as `{enckey}-{secret}`",
    ),
    (
        "inputs",
        "further inputs: a list of objects with the next seven members; templates name an input in braces, and its value is never saved",
    ),
    ("inputs/name", "the name in templates"),
    ("inputs/label", "the label in the form"),
    ("inputs/help", "instructions for finding it"),
    ("inputs/secret", "`false` for a value that is not hidden"),
    (
        "inputs/taken",
        "`true` for a value that a received message contains itself",
    ),
    ("inputs/default", "the value if none is entered"),
    (
        "inputs/without",
        "the text in place of the signature if no value is entered",
    ),
    (
        "content",
        "the text that is signed: `{body}` (the default), `{timestamp}.{body}`…",
    ),
    (
        "query",
        "parameters added to the address before signing: names and values",
    ),
    (
        "before",
        "header fields added before signing, so that they can be signed too",
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
        "the header field or body member with the certificate’s address, and the allowed hosts",
    ),
    (
        "json",
        "`ascii` if the sender writes its JSON in ASCII with `\\u` escapes",
    ),
    (
        "marks",
        "header fields and body members (`/event`) that mark the sender’s deliveries",
    ),
    (
        "list",
        "the separator of several signatures in one field, if several are allowed",
    ),
    ("unit", "the unit of the time: `s` (the default) or `ms`"),
    (
        "time",
        "the format of the time: `number` (the default) or `date-time`",
    ),
    (
        "stamp",
        "the body member that contains the time, if no header field does: `/created`",
    ),
    (
        "newer",
        "the id of the newer scheme whose deliveries also have this signature",
    ),
    (
        "tolerance",
        "the age limit of a message: an object with the next two members",
    ),
    (
        "tolerance/seconds",
        "the greatest allowed difference in time",
    ),
    ("tolerance/future", "`false` to accept a time in the future"),
];

/// Every placeholder with the value that replaces it (CommonMark).
pub const PLACEHOLDERS: [(&str, &str); 26] = [
    ("{body}", "the body’s bytes as they are"),
    ("{timestamp}", "the time, counted by `unit`"),
    ("{id}", "the delivery’s id"),
    ("{nonce}", "random hex digits"),
    ("{date}", "the time as `Tue, 14 Nov 2023 22:13:20 GMT`"),
    ("{method}", "`POST`, in upper case"),
    ("{url}", "the whole address of the request"),
    ("{host}", "its host, with the port if it has one"),
    ("{target}", "its path and query"),
    ("{path}", "its path"),
    ("{query}", "its query, without the `?`"),
    ("{parameter:name}", "a parameter of the query, decoded"),
    (
        "{url-decoded::/?}",
        "the address, with these characters decoded",
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
        "name and value, a line each, of these members of a JSON body if present",
    ),
    ("{crc32}", "the body’s CRC-32, as a number"),
    (
        "{form}",
        "the fields of a form body, sorted, name and value; `{form:=,&}` sets the separators",
    ),
    (
        "{fields:?,=,&}",
        "the body’s members or fields, else the query’s, sorted; with the text before, within and between them",
    ),
    (
        "{signature-base:(\"@method\" \"@path\")}",
        "the signature base of these components (RFC 9421)",
    ),
    (
        "{secret}",
        "the secret: decoded in the key, otherwise as entered",
    ),
    (
        "{signature}",
        "the digest; only in the result, not in the signed content",
    ),
    ("{{", "a literal brace"),
];
