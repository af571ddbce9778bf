//! The one walk over a plan: `verify`, step by step, in the words of a language.
//!
//! What is read and refused, and in which order, is told here and nowhere
//! else; how a language writes it is its [`Syntax`](super::syntax::Syntax).

use super::plan::{Form, Piece, Proof, Read, Slot};
use super::sheet::Sheet;
use super::syntax::fill;
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
pub fn verify(sheet: &Sheet<'_>) -> String {
    if sheet.plan.described {
        return described(sheet);
    }
    let mut first = Vec::new();
    for read in &sheet.plan.reads {
        header(sheet, read, &mut first);
    }
    carried(sheet, &mut first);
    let (mut proof, mut compared) = (proof(sheet), compared(sheet));
    if let Proof::PublicKey(..) = sheet.plan.proof {
        proof.append(&mut compared);
    }
    let blocks = [first, clock(sheet), proof, compared].map(|block| block.join("\n"));
    let blocks: Vec<String> = blocks.into_iter().filter(|b| !b.is_empty()).collect();
    blocks.join("\n\n")
}

/// The same where what is signed is the message's to say (RFC 9421).
fn described(sheet: &Sheet<'_>) -> String {
    let syntax = sheet.syntax;
    let mut first = Vec::new();
    for (variable, name) in [("inputs", "Signature-Input"), ("given", "Signature")] {
        read_field(sheet, &sheet.named(variable), name, &mut first);
    }
    let words = sheet.literal(NO_DIGEST);
    first.push(fill(syntax.refuse, &[syntax.undigested, &words]));
    let mut second = vec![sheet.unset_secret("secret", EMPTY)];
    sheet.key(&mut second);
    let mut made = Vec::new();
    if let Proof::Mac(algorithm, digest) = sheet.plan.proof {
        let base = fill(syntax.utf8[0], &[&sheet.named("lines")]);
        mac(sheet, algorithm, digest, &base, &mut made);
    }
    let [mismatch, expired] = [UNCOVERED, EXPIRED].map(|words| sheet.literal(words));
    let made = made.join("\n");
    second.push(sheet.comment(&in_constant_time(sheet)));
    second.push(fill(syntax.described, &[&mismatch, &made, &expired]));
    let comments = [sheet.comment(TOLD), sheet.comment(sheet.ageless())];
    first.insert(0, comments.join("\n"));
    [first.join("\n"), second.join("\n")].join("\n\n")
}

/// Reads a header field into a variable, which has to be there.
fn read_field(sheet: &Sheet<'_>, variable: &str, name: &str, out: &mut Vec<String>) {
    let syntax = sheet.syntax;
    let (key, as_written) = (
        sheet.literal(&name.to_ascii_lowercase()),
        sheet.literal(name),
    );
    out.push(fill(syntax.read, &[variable, &key, &as_written]));
    let missing = [name, " is missing"].concat();
    out.push(sheet.refuse(&fill(syntax.empty, &[variable]), &missing));
}

/// Makes `expected`, the MAC or the hash of some bytes.
fn mac(
    sheet: &Sheet<'_>,
    algorithm: Algorithm,
    digest: DigestText,
    message: &str,
    out: &mut Vec<String>,
) {
    let syntax = sheet.syntax;
    let [statements, mac] = match sheet.plan.proof {
        Proof::Hash(..) => ["", syntax.hashed],
        _ => syntax.mac,
    };
    let values = sheet.hash_values(algorithm, message);
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    out.extend((!statements.is_empty()).then(|| fill(statements, &values)));
    let mac = sheet.digest(&fill(mac, &values), digest);
    out.push(fill(syntax.expected, &[&mac]));
}

fn in_constant_time(sheet: &Sheet<'_>) -> String {
    let why = " would tell by its time how much of a guess is right.";
    ["In constant time: ", sheet.syntax.equals, why].concat()
}

fn header(sheet: &Sheet<'_>, read: &Read, out: &mut Vec<String>) {
    let syntax = sheet.syntax;
    let bare = read.forms.first().filter(|_| read.is_bare());
    let name = match bare {
        Some(form) => sheet.named(form.slot.name()),
        None => sheet.named(&sheet.field(read)),
    };
    read_field(sheet, &name, &read.name, out);
    if bare.is_some() {
        return;
    }
    let malformed = sheet.literal(&[&read.name, " is not of the form ", &read.shape].concat());
    let Some(list) = &read.list else {
        for form in &read.forms {
            let (fits, cut) = apart(sheet, form, &name);
            let target = sheet.named(form.slot.name());
            out.push(fill(syntax.taken, &[&fits, &malformed, &target, &cut]));
        }
        return;
    };
    let (mut elements, mut empty) = (Vec::new(), Vec::new());
    let part = sheet.named("part");
    for form in &read.forms {
        let (fits, cut) = apart(sheet, form, &part);
        let target = sheet.named(form.slot.name());
        let taken = if form.slot == Slot::Signature {
            out.push(syntax.several.to_owned());
            empty.push(syntax.none.to_owned());
            fill(syntax.push, &[&cut])
        } else {
            out.push(fill(syntax.unset, &[&target]));
            empty.push(fill(syntax.empty, &[&target]));
            fill(syntax.assign, &[&target, &cut])
        };
        elements.push(fill(syntax.element, &[&fits, &taken]));
    }
    let elements = elements.join(syntax.otherwise);
    out.push(fill(syntax.list, &[&name, &sheet.literal(list), &elements]));
    out.push(fill(syntax.refuse, &[&empty.join(syntax.or), &malformed]));
}

/// Whether a text is of a form, and what stands in it then.
fn apart(sheet: &Sheet<'_>, form: &Form, name: &str) -> (String, String) {
    let syntax = sheet.syntax;
    let (before, after) = (&*form.before, &*form.after);
    let way = usize::from(!before.is_empty()) + 2 * usize::from(!after.is_empty());
    let [from, to] = [before, after].map(syntax.length);
    let counts = [from, to, from + to].map(|count| count.to_string());
    let [from, to, both] = &counts;
    let (before, after) = (sheet.literal(before), sheet.literal(after));
    let values = [name, &before, &after, from, to, both];
    let of = |all: &[&'static str; 4]| all.get(way).copied().unwrap_or_default();
    (
        fill(of(&syntax.fits), &values),
        fill(of(&syntax.cuts), &values),
    )
}

/// What the body and the address carry.
fn carried(sheet: &Sheet<'_>, out: &mut Vec<String>) {
    let (plan, syntax) = (sheet.plan, sheet.syntax);
    if plan.reads_json() {
        out.push(fill(syntax.json, &[&sheet.literal(NO_JSON)]));
        let names: Vec<String> = plan.loose.iter().map(|name| sheet.literal(name)).collect();
        if !names.is_empty() {
            let alike = fill(syntax.alike, &[&names.join(", ")]);
            out.push(sheet.refuse(&alike, ALIKE));
        }
    }
    let fields = |piece: &Piece| matches!(piece, Piece::Fields(_));
    if !syntax.no_members.is_empty() && plan.content.iter().any(fields) {
        let not = fill(syntax.no_members, &[&sheet.media()]);
        out.push(sheet.refuse(&not, NO_OBJECT));
    }
    for (slot, pointer) in &plan.members {
        let name = sheet.named(slot.name());
        out.push(fill(syntax.declare, &[&name, &sheet.member(pointer)]));
        let missing = [pointer, " is missing"].concat();
        out.push(sheet.refuse(&fill(syntax.empty, &[&name]), &missing));
    }
    for (name, pieces) in &plan.carried {
        let before = sheet.literal(&[name, "="].concat());
        let mut has = fill(syntax.carried, &[&before, &sheet.text(pieces)]);
        if plan.either {
            out.push(sheet.comment(EITHER));
            let is_form = fill(syntax.either[0], &[&sheet.media()]);
            has = ["(", &is_form, syntax.or, &has, ")"].concat();
        }
        let words = [name, " of the address is not the hash of the body"].concat();
        out.push(fill(syntax.demand, &[&has, &sheet.literal(&words)]));
    }
}

fn clock(sheet: &Sheet<'_>) -> Vec<String> {
    let syntax = sheet.syntax;
    let Some(clock) = &sheet.plan.clock else {
        return vec![sheet.comment(sheet.ageless())];
    };
    let unit = match clock.unit {
        Unit::Seconds => "",
        Unit::Milliseconds => syntax.thousandth,
    };
    let age = match clock.text {
        TimeText::Number => fill(syntax.age, &[&sheet.literal(NO_TIME), unit]),
        TimeText::DateTime => fill(syntax.dated, &[&sheet.literal(NO_DATE)]),
    };
    let mut out = vec![
        sheet.comment("A delivery that somebody kept must not work later."),
        age,
    ];
    let limit = clock.seconds.to_string();
    let age = sheet.named("age");
    let words = |end: &str| ["The timestamp is more than ", &limit, " seconds ", end].concat();
    let old = [&age, " > ", &limit].concat();
    out.push(sheet.refuse(&old, &words("old")));
    if clock.future {
        let ahead = [&age, " < -", &limit].concat();
        out.push(sheet.refuse(&ahead, &words("in the future")));
    }
    out.push(sheet.comment(sheet.again()));
    out
}

/// What the signature should be, or what it should be of.
fn proof(sheet: &Sheet<'_>) -> Vec<String> {
    let (plan, syntax) = (sheet.plan, sheet.syntax);
    let mut out = Vec::new();
    let (name, words) = match plan.proof {
        Proof::PublicKey(..) => ("key", NO_KEY),
        _ => ("secret", EMPTY),
    };
    if plan.has_secret() {
        out.push(sheet.unset_secret(name, words));
    }
    match plan.proof {
        Proof::Shared => out.push(syntax.shared.to_owned()),
        Proof::Mac(algorithm, digest) | Proof::Hash(algorithm, digest) => {
            if let Proof::Hash(..) = plan.proof {
                out.push(sheet.comment(NO_MAC));
            }
            sheet.key(&mut out);
            out.push(sheet.comment(sheet.over()));
            let message = sheet.message(&mut out);
            mac(sheet, algorithm, digest, &message, &mut out);
        }
        Proof::PublicKey(..) => {
            let words = sheet.certificates();
            out.splice(0..0, words.iter().map(|words| sheet.comment(words)));
            out.push(sheet.comment(sheet.over()));
            if plan.content.contains(&Piece::Crc32) {
                out.extend(NO_HASH.map(|words| sheet.comment(words)));
            }
        }
    }
    out
}

fn compared(sheet: &Sheet<'_>) -> Vec<String> {
    let (plan, syntax) = (sheet.plan, sheet.syntax);
    let mismatch = sheet.literal(MISMATCH);
    let way = usize::from(plan.lists());
    let of = |all: &[&'static str; 2]| all.get(way).copied().unwrap_or_default();
    if let Proof::PublicKey(..) = plan.proof {
        let mut out = Vec::new();
        let message = sheet.message(&mut out);
        let key = sheet.unprefixed("key");
        out.push(fill(of(&syntax.prove), &[&mismatch, &key, &message]));
        return out;
    }
    let why = in_constant_time(sheet);
    vec![sheet.comment(&why), fill(of(&syntax.compare), &[&mismatch])]
}
