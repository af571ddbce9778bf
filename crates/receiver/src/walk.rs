//! The one walk over a plan: `verify`, step by step, in the words of a language.
//!
//! What is read and refused, and in which order, is defined here and nowhere
//! else; how a language writes it is in its [templates](super::templates::Templates).

use super::plan::{Form, Piece, Proof, Read, Slot};
use super::writer::CodeWriter;
use signature::{Algorithm, DigestText, TimeText, Unit};

/// Anyone can sign with an empty key, which is what a variable that is not set often becomes.
const EMPTY: &str = "The secret is empty";
const NO_KEY: &str = "The public key is empty";
const NO_TIME: &str = "The timestamp is no Unix time";
const NO_DATE: &str = "The timestamp is no date and time of RFC 3339";
const NO_JSON: &str = "The body is no JSON";
const NO_OBJECT: &str = "The body is no JSON object";
/// Who adds such a member beside the signed one is found by no signature.
const ALIKE: &str = "The body has the name of a signed member in other case";
const EXPIRED: &str = "The signature has expired";
const TOLD: &str = "What is signed is the message's to say (RFC 9421), and what has to be is the receiver's: `components`.";
const NO_MAC: &str = "No HMAC: who has one signature can make that of a longer message. Verify a newer one where it came along.";
const EITHER: &str = "A form is signed itself, and any other body by its hash in the address.";
const NO_HASH: [&str; 2] = [
    "A CRC-32 is no hash: whoever can change the body can make another that has the same one.",
    "Before you act on it, ask the sender's API for what it says.",
];
/// What is said of a body that the message's own digest is not of.
pub const NO_DIGEST: &str = "Content-Digest is not the digest of the body";
const UNCOVERED: &str = "The signature does not match, or does not cover what it has to";
pub const MISMATCH: &str = "The signature does not match";

/// The body of `verify`.
pub fn verify(writer: &CodeWriter<'_>) -> String {
    if writer.plan.described {
        return described(writer);
    }
    let mut first = Vec::new();
    for read in &writer.plan.reads {
        header(writer, read, &mut first);
    }
    carried(writer, &mut first);
    let (mut proof, mut compared) = (proof(writer), compared(writer));
    if let Proof::PublicKey(..) = writer.plan.proof {
        proof.append(&mut compared);
    }
    let blocks = [first, clock(writer), proof, compared].map(|block| block.join("\n"));
    let blocks: Vec<String> = blocks.into_iter().filter(|b| !b.is_empty()).collect();
    blocks.join("\n\n")
}

/// The same where what is signed is the message's to say (RFC 9421).
fn described(writer: &CodeWriter<'_>) -> String {
    let mut first = Vec::new();
    for (variable, name) in [("inputs", "Signature-Input"), ("given", "Signature")] {
        read_field(writer, &writer.named(variable), name, &mut first);
    }
    first.push(writer.refuse(writer.word("undigested"), NO_DIGEST));
    let mut second = vec![writer.refuse_empty_secret("secret", EMPTY)];
    writer.key(&mut second);
    let mut made = Vec::new();
    if let Proof::Mac(algorithm, digest) = writer.plan.proof {
        let base = writer.write("utf8", &[("text", &writer.named("lines"))]);
        mac(writer, algorithm, digest, &base, &mut made);
    }
    let [mismatch, expired] = [UNCOVERED, EXPIRED].map(|words| writer.literal(words));
    let made = made.join("\n");
    second.push(writer.comment(&in_constant_time(writer)));
    let values = [
        ("message", &*mismatch),
        ("expected", &made),
        ("expired", &expired),
    ];
    second.push(writer.write("described", &values));
    let comments = [writer.comment(TOLD), writer.comment(writer.ageless())];
    first.insert(0, comments.join("\n"));
    [first.join("\n"), second.join("\n")].join("\n\n")
}

/// Reads a header field into a variable, which has to be there.
fn read_field(writer: &CodeWriter<'_>, variable: &str, name: &str, out: &mut Vec<String>) {
    let values = [
        ("variable", variable),
        ("key", &writer.literal(&name.to_ascii_lowercase())),
        ("name", &writer.literal(name)),
    ];
    out.push(writer.write("read", &values));
    let missing = [name, " is missing"].concat();
    out.push(writer.refuse_empty(variable, &missing));
}

/// Makes `expected`, the MAC or the hash of some bytes.
fn mac(
    writer: &CodeWriter<'_>,
    algorithm: Algorithm,
    digest: DigestText,
    message: &str,
    out: &mut Vec<String>,
) {
    let values = [("message", message)];
    let (begin, mac) = match writer.plan.proof {
        Proof::Hash(..) => ("", "hash.keyed"),
        _ => ("mac_begin", "mac"),
    };
    if writer.has(begin) {
        out.push(writer.hashed(begin, algorithm, &values));
    }
    let mac = writer.hashed(mac, algorithm, &values);
    let text = writer.digest(&mac, digest);
    out.push(writer.write("expected", &[("text", &text)]));
}

fn in_constant_time(writer: &CodeWriter<'_>) -> String {
    let why = " would tell by its time how much of a guess is right.";
    ["In constant time: ", writer.word("equals"), why].concat()
}

fn header(writer: &CodeWriter<'_>, read: &Read, out: &mut Vec<String>) {
    let bare = read.forms.first().filter(|_| read.is_bare());
    let name = match bare {
        Some(form) => writer.named(form.slot.name()),
        None => writer.named(&writer.field(read)),
    };
    read_field(writer, &name, &read.name, out);
    if bare.is_some() {
        return;
    }
    let malformed = writer.literal(&[&read.name, " is not of the form ", &read.shape].concat());
    let Some(list) = &read.list else {
        for form in &read.forms {
            let (fits, cut) = apart(writer, form, &name);
            let target = writer.named(form.slot.name());
            let values = [
                ("fits", &*fits),
                ("message", &malformed),
                ("name", &target),
                ("value", &cut),
            ];
            out.push(writer.write("take", &values));
        }
        return;
    };
    let (mut elements, mut empty) = (Vec::new(), Vec::new());
    let part = writer.named("part");
    for form in &read.forms {
        let (fits, cut) = apart(writer, form, &part);
        let target = writer.named(form.slot.name());
        let take = if form.slot == Slot::Signature {
            out.push(writer.word("signatures").to_owned());
            empty.push(writer.word("empty.signatures").to_owned());
            writer.write("push", &[("value", &cut)])
        } else {
            out.push(writer.write("unset", &[("name", &target)]));
            empty.push(writer.write("empty", &[("text", &target)]));
            writer.write("assign", &[("name", &target), ("value", &cut)])
        };
        elements.push(writer.write("element", &[("fits", &fits), ("take", &take)]));
    }
    let values = [
        ("field", &*name),
        ("separator", &writer.literal(list)),
        ("elements", &writer.join("otherwise", elements)),
    ];
    out.push(writer.write("list", &values));
    let empty = writer.join("or", empty);
    out.push(writer.write("refuse", &[("when", &empty), ("message", &malformed)]));
}

/// Whether a text is of a form, and what stands in it then.
fn apart(writer: &CodeWriter<'_>, form: &Form, name: &str) -> (String, String) {
    let (before, after) = (&*form.before, &*form.after);
    let [from, to] = [before, after].map(|text| writer.templates.length(text));
    let [from, to, both] = [from, to, from + to].map(|count| count.to_string());
    let values = [
        ("text", name),
        ("before", &writer.literal(before)),
        ("after", &writer.literal(after)),
        ("from", &from),
        ("to", &to),
        ("both", &both),
    ];
    let [fits, cut] = match (before.is_empty(), after.is_empty()) {
        (true, true) => ["fits", "cut"],
        (false, true) => ["fits.before", "cut.before"],
        (true, false) => ["fits.after", "cut.after"],
        (false, false) => ["fits.both", "cut.both"],
    };
    (writer.write(fits, &values), writer.write(cut, &values))
}

/// What the body and the address carry.
fn carried(writer: &CodeWriter<'_>, out: &mut Vec<String>) {
    let plan = writer.plan;
    if plan.reads_json() {
        out.push(writer.write("json", &[("message", &writer.literal(NO_JSON))]));
        if !plan.loose.is_empty() {
            let alike = writer.write("alike", &[("names", &writer.literals(&plan.loose))]);
            out.push(writer.refuse(&alike, ALIKE));
        }
    }
    let fields = |piece: &Piece| matches!(piece, Piece::Fields(_));
    if writer.has("no_members") && plan.content.iter().any(fields) {
        let not = writer.write("no_members", &[("media", &writer.media())]);
        out.push(writer.refuse(&not, NO_OBJECT));
    }
    for (slot, pointer) in &plan.members {
        let name = writer.named(slot.name());
        let member = writer.member(pointer);
        out.push(writer.write("declare", &[("name", &name), ("text", &member)]));
        let missing = [pointer, " is missing"].concat();
        out.push(writer.refuse_empty(&name, &missing));
    }
    for (name, pieces) in &plan.carried {
        let before = writer.literal(&[name, "="].concat());
        let value = writer.text(pieces);
        let mut has = writer.write("carried", &[("name", &before), ("value", &value)]);
        if plan.either {
            out.push(writer.comment(EITHER));
            let is_form = writer.write("is_form", &[("media", &writer.media())]);
            has = ["(", &writer.join("or", vec![is_form, has]), ")"].concat();
        }
        let words = [name, " of the address is not the hash of the body"].concat();
        let message = writer.literal(&words);
        out.push(writer.write("demand", &[("when", &has), ("message", &message)]));
    }
}

fn clock(writer: &CodeWriter<'_>) -> Vec<String> {
    let Some(clock) = &writer.plan.clock else {
        return vec![writer.comment(writer.ageless())];
    };
    let sent = match clock.unit {
        Unit::Seconds => writer.word("sent.s"),
        Unit::Milliseconds => writer.word("sent.ms"),
    };
    let (age, message) = match clock.text {
        TimeText::Number => ("age", NO_TIME),
        TimeText::DateTime => ("age.date", NO_DATE),
    };
    let message = writer.literal(message);
    let age = writer.write(age, &[("message", &message), ("sent", sent)]);
    let mut out = vec![
        writer.comment("A delivery that somebody kept must not work later."),
        age,
    ];
    let limit = clock.seconds.to_string();
    let age = writer.named("age");
    let words = |end: &str| ["The timestamp is more than ", &limit, " seconds ", end].concat();
    let old = [&age, " > ", &limit].concat();
    out.push(writer.refuse(&old, &words("old")));
    if clock.future {
        let ahead = [&age, " < -", &limit].concat();
        out.push(writer.refuse(&ahead, &words("in the future")));
    }
    out.push(writer.comment(writer.again()));
    out
}

/// What the signature should be, or what it should be of.
fn proof(writer: &CodeWriter<'_>) -> Vec<String> {
    let plan = writer.plan;
    let mut out = Vec::new();
    let (name, words) = match plan.proof {
        Proof::PublicKey(..) => ("key", NO_KEY),
        _ => ("secret", EMPTY),
    };
    if plan.has_secret() {
        out.push(writer.refuse_empty_secret(name, words));
    }
    match plan.proof {
        Proof::Shared => out.push(writer.word("expected.shared").to_owned()),
        Proof::Mac(algorithm, digest) | Proof::Hash(algorithm, digest) => {
            if let Proof::Hash(..) = plan.proof {
                out.push(writer.comment(NO_MAC));
            }
            writer.key(&mut out);
            out.push(writer.comment(writer.over()));
            let message = writer.message(&mut out);
            mac(writer, algorithm, digest, &message, &mut out);
        }
        Proof::PublicKey(..) => {
            let words = writer.certificates();
            out.splice(0..0, words.iter().map(|words| writer.comment(words)));
            out.push(writer.comment(writer.over()));
            if plan.content.contains(&Piece::Crc32) {
                out.extend(NO_HASH.map(|words| writer.comment(words)));
            }
        }
    }
    out
}

fn compared(writer: &CodeWriter<'_>) -> Vec<String> {
    let plan = writer.plan;
    let mismatch = writer.literal(MISMATCH);
    if let Proof::PublicKey(..) = plan.proof {
        let mut out = Vec::new();
        let values = [
            ("message", &*mismatch),
            ("bytes", &writer.message(&mut out)),
            ("key", &writer.unprefixed("key")),
        ];
        let prove = if plan.lists() {
            "prove.several"
        } else {
            "prove"
        };
        out.push(writer.write(prove, &values));
        return out;
    }
    let compare = if plan.lists() {
        "compare.several"
    } else {
        "compare"
    };
    vec![
        writer.comment(&in_constant_time(writer)),
        writer.write(compare, &[("message", &mismatch)]),
    ]
}
