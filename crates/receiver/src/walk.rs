//! The walk over a plan, which writes `verify` step by step in a language.
//!
//! Only this module defines what is read and refused, and in which order; a
//! language's [templates](super::templates::Templates) define how it is written.

use super::plan::{Piece, Proof, Read, Slot, ValueForm};
use super::writer::CodeWriter;
use signature::{Algorithm, DigestText, TimeText, Unit};

/// An unset variable often becomes an empty key, with which anyone can sign.
const EMPTY_SECRET: &str = "The secret is empty";
const EMPTY_KEY: &str = "The public key is empty";
const NO_TIME: &str = "The timestamp is not a Unix time";
const NO_DATE: &str = "The timestamp is not a date and time of RFC 3339";
const NO_JSON: &str = "The body is not JSON";
const NO_OBJECT: &str = "The body is not a JSON object";
/// The signature does not detect such a member added beside the signed one.
const ALIKE: &str = "The body has a member whose name differs from a signed one only in case";
const EXPIRED: &str = "The signature has expired";
const DESCRIBED: &str =
    "The message lists what is signed (RFC 9421), and `components` lists what must be.";
const NO_MAC: &str = "Not an HMAC: one signature is enough to forge that of a longer message. Verify a newer signature if there is one.";
const EITHER: &str =
    "A form is signed directly, and any other body through its hash in the address.";
const NO_HASH: [&str; 2] = [
    "A CRC-32 is not a secure hash: anyone can change the body and keep its CRC-32.",
    "Before you act on the body, confirm its content with the sender's API.",
];
pub const NO_DIGEST: &str = "Content-Digest does not match the body";
const UNCOVERED: &str = "The signature does not match, or does not cover the required components";
pub const MISMATCH: &str = "The signature does not match";

/// Writes the body of `verify`.
pub fn verify(writer: &CodeWriter<'_>) -> String {
    if writer.plan.described {
        return described(writer);
    }
    let mut first = Vec::new();
    for read in &writer.plan.reads {
        header(writer, read, &mut first);
    }
    carried(writer, &mut first);
    let (mut proof, mut comparison) = (proof(writer), comparison(writer));
    if let Proof::PublicKey(..) = writer.plan.proof {
        proof.append(&mut comparison);
    }
    let blocks = [first, clock(writer), proof, comparison].map(|block| block.join("\n"));
    let blocks: Vec<String> = blocks.into_iter().filter(|b| !b.is_empty()).collect();
    blocks.join("\n\n")
}

/// Writes the body of `verify` for a message that lists what is signed (RFC 9421).
fn described(writer: &CodeWriter<'_>) -> String {
    let mut first = Vec::new();
    for (variable, name) in [("inputs", "Signature-Input"), ("given", "Signature")] {
        read_field(writer, &writer.variable(variable), name, &mut first);
    }
    first.push(writer.refuse(writer.word("undigested"), NO_DIGEST));
    let mut second = vec![writer.refuse_empty_secret("secret", EMPTY_SECRET)];
    writer.key(&mut second);
    let mut made = Vec::new();
    if let Proof::Mac(algorithm, digest) = writer.plan.proof {
        let base = writer.write("utf8", &[("text", &writer.variable("lines"))]);
        mac(writer, algorithm, digest, &base, &mut made);
    }
    let [mismatch, expired] = [UNCOVERED, EXPIRED].map(|words| writer.literal(words));
    let made = made.join("\n");
    second.push(writer.comment(&constant_time_comment(writer)));
    let values = [
        ("message", &*mismatch),
        ("expected", &made),
        ("expired", &expired),
    ];
    second.push(writer.write("described", &values));
    let comments = [
        writer.comment(DESCRIBED),
        writer.comment(writer.unlimited_replay_comment()),
    ];
    first.insert(0, comments.join("\n"));
    [first.join("\n"), second.join("\n")].join("\n\n")
}

/// Writes the reading of a required header field into a variable.
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

/// Writes the declaration of `expected`, the MAC or hash of a message.
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

fn constant_time_comment(writer: &CodeWriter<'_>) -> String {
    let reason = " would reveal through its timing how much of a guess is right.";
    ["Compares in constant time: ", writer.word("equals"), reason].concat()
}

fn header(writer: &CodeWriter<'_>, read: &Read, out: &mut Vec<String>) {
    let bare = read.forms.first().filter(|_| read.is_bare());
    let name = match bare {
        Some(form) => writer.variable(form.slot.name()),
        None => writer.variable(&writer.field(read)),
    };
    read_field(writer, &name, &read.name, out);
    if bare.is_some() {
        return;
    }
    let malformed = writer.literal(&[&read.name, " is not of the form ", &read.shape].concat());
    let Some(list) = &read.list else {
        for form in &read.forms {
            let (fits, cut) = split_form(writer, form, &name);
            let target = writer.variable(form.slot.name());
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
    let part = writer.variable("part");
    for form in &read.forms {
        let (fits, cut) = split_form(writer, form, &part);
        let target = writer.variable(form.slot.name());
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

/// Writes the condition that a text has a form, and the value in it.
fn split_form(writer: &CodeWriter<'_>, form: &ValueForm, name: &str) -> (String, String) {
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

/// Writes the reading of values from the body, and the checks of the address.
fn carried(writer: &CodeWriter<'_>, out: &mut Vec<String>) {
    let plan = writer.plan;
    if plan.reads_json() {
        out.push(writer.write("json", &[("message", &writer.literal(NO_JSON))]));
        if !plan.case_collisions.is_empty() {
            let alike = writer.write(
                "alike",
                &[("names", &writer.literals(&plan.case_collisions))],
            );
            out.push(writer.refuse(&alike, ALIKE));
        }
    }
    let fields = |piece: &Piece| matches!(piece, Piece::Fields(_));
    if writer.has("no_members") && plan.content.iter().any(fields) {
        let not = writer.write("no_members", &[("media", &writer.media())]);
        out.push(writer.refuse(&not, NO_OBJECT));
    }
    for (slot, pointer) in &plan.members {
        let name = writer.variable(slot.name());
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
        return vec![writer.comment(writer.unlimited_replay_comment())];
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
        writer.comment(
            "Old deliveries are refused, so that a recorded one cannot be replayed later.",
        ),
        age,
    ];
    let limit = clock.seconds.to_string();
    let age = writer.variable("age");
    let words = |end: &str| ["The timestamp is more than ", &limit, " seconds ", end].concat();
    let old = [&age, " > ", &limit].concat();
    out.push(writer.refuse(&old, &words("old")));
    if clock.future {
        let ahead = [&age, " < -", &limit].concat();
        out.push(writer.refuse(&ahead, &words("in the future")));
    }
    out.push(writer.comment(writer.replay_comment()));
    out
}

/// Writes the expected signature, or the input of a public-key verification.
fn proof(writer: &CodeWriter<'_>) -> Vec<String> {
    let plan = writer.plan;
    let mut out = Vec::new();
    let (name, words) = match plan.proof {
        Proof::PublicKey(..) => ("key", EMPTY_KEY),
        _ => ("secret", EMPTY_SECRET),
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
            out.push(writer.comment(writer.coverage_comment()));
            let message = writer.message(&mut out);
            mac(writer, algorithm, digest, &message, &mut out);
        }
        Proof::PublicKey(..) => {
            let words = writer.certificates();
            out.splice(0..0, words.iter().map(|words| writer.comment(words)));
            out.push(writer.comment(writer.coverage_comment()));
            if plan.content.contains(&Piece::Crc32) {
                out.extend(NO_HASH.map(|words| writer.comment(words)));
            }
        }
    }
    out
}

fn comparison(writer: &CodeWriter<'_>) -> Vec<String> {
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
        writer.comment(&constant_time_comment(writer)),
        writer.write(compare, &[("message", &mismatch)]),
    ]
}
