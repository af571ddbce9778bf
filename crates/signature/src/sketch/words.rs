//! What is wrong with a scheme, in words: what, and what to do. Places are told by the faults.
//!
//! Faults of templates and of header fields are worded where those are checked for sending.

use json::Kind;

fn join(parts: &[&str]) -> String {
    parts.concat()
}

fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    match short.is_empty() {
        true => "an empty text".to_owned(),
        false => join(&["`", &short.replace('`', "'"), "`"]),
    }
}

/// A list read out, as `a, b or c`.
fn either(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => join(&[&rest.join(", "), " or ", last]),
        None => String::new(),
    }
}

pub fn no_object(kind: Kind) -> String {
    let what = match kind {
        Kind::Array => "a list",
        Kind::String => "a text",
        Kind::Number => "a number",
        _ => "a word",
    };
    join(&[
        "A scheme is an object, `{…}`, and this is ",
        what,
        ": copy the scheme whole, from its `{` to its `}`",
    ])
}

pub fn no_hosts() -> String {
    "Say which hosts the certificate has to be on, as `*.example.com`".to_owned()
}

pub fn too_deep() -> String {
    "This nests deeper than any scheme: look whether it is one".to_owned()
}

pub fn named_alone(id: &str) -> String {
    join(&[
        "This only names the scheme ",
        &quoted(id),
        ": choose that in the list, and copy it",
    ])
}

pub fn unknown(name: &str) -> String {
    join(&[
        "A scheme has no member ",
        &quoted(name),
        ": correct its name, or remove it",
    ])
}

pub fn id() -> String {
    "The `id` is given when the scheme is saved; this one is passed over".to_owned()
}

pub fn twice(name: &str) -> String {
    join(&[
        &quoted(name),
        " stands twice: give each a name of its own, or remove one",
    ])
}

/// `what` is "a text", "a list", …
pub fn kind(what: &str) -> String {
    join(&["has to be ", what])
}

pub fn word(found: &str, known: &[&str]) -> String {
    join(&["cannot be ", &quoted(found), ": choose ", &either(known)])
}

pub fn no_title() -> String {
    "A scheme needs a name to be saved under".to_owned()
}

pub fn title_lines() -> String {
    "A name is one line, without control characters".to_owned()
}

pub fn title_long(characters: usize) -> String {
    join(&[
        "A name has at most 60 characters; this one has ",
        &characters.to_string(),
    ])
}

/// A template that is filled before there is a signature.
pub fn too_early() -> String {
    "`{signature}` is what comes of this, so it cannot be a part of it: put it into the value of a \
     header field or of a body member"
        .to_owned()
}

pub fn no_name() -> String {
    "needs a name".to_owned()
}

pub fn pointer() -> String {
    "A body member is named by its JSON Pointer, which begins with `/`: `/signature`, or \
     `/meta/signature` for a member of `meta`"
        .to_owned()
}

/// A part or an input whose name no template can say.
pub fn unsayable(name: &str) -> String {
    join(&[
        &quoted(name),
        " cannot be named in a template: use letters, digits, `_` and `-`",
    ])
}

pub fn taken(name: &str) -> String {
    join(&[
        "`{",
        name,
        "}` stands for something else already: choose another name",
    ])
}

pub fn default_secret() -> String {
    "A secret has no default here, since the scheme is saved and copied with it: type the secret where \
     the request is signed"
        .to_owned()
}

pub fn separator() -> String {
    "Something has to stand between two signatures: write it, or remove this where there is only one"
        .to_owned()
}

pub fn seconds(found: &str) -> String {
    join(&[
        "is a whole number of seconds, such as 300, not ",
        &quoted(found),
    ])
}

pub fn no_seconds() -> String {
    "needs `seconds`, such as 300".to_owned()
}

pub fn no_mark() -> String {
    "is empty: name a header field, or a body member by its JSON Pointer".to_owned()
}

/// Nothing carries what a receiver is to compare.
pub fn carries_nothing(what: &str) -> String {
    join(&[
        "Nothing carries `{",
        what,
        "}`: put it into the value of a header field or of a body member",
    ])
}

pub fn unsigned_body() -> String {
    "Nothing of the body is signed: a receiver cannot tell whether it was changed".to_owned()
}

pub fn unsigned_time() -> String {
    "`{timestamp}` is sent and not signed, so anyone can change it: name it in what is signed"
        .to_owned()
}

pub fn unsent(name: &str) -> String {
    join(&[
        "`{",
        name,
        "}` is signed and not sent, so no receiver can verify it: put it into the value of a header \
         field too",
    ])
}

pub fn no_time() -> String {
    "No time is sent, so there is none to refuse: put `{timestamp}` into the value of a header field"
        .to_owned()
}

pub fn no_key() -> String {
    "The key is made without `{secret}`".to_owned()
}

pub fn prefix_of_text() -> String {
    "is cut off before decoding only; a secret that is taken as text is taken whole".to_owned()
}

pub fn unverifiable() -> String {
    "A request that is signed so does not verify: look whether two parts of a value stand side by side, \
     so that they cannot be told apart"
        .to_owned()
}
