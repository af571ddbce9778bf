//! Receiver code for Rust.

mod head;
mod own_test;

use super::plan::{Piece, Proof, Read, Slot};
use super::text::{Lines, Quotes};
use super::{MISMATCH, NO_TIME, Sheet, absent, too_new, too_old, uncarried};
use crate::sign::{Algorithm, DigestText, KeyText, Unit};

const Q: Quotes = Quotes::Rust;

pub fn print(sheet: &Sheet<'_>) -> String {
    let mut out = Lines::new();
    head::print(sheet, &mut out);
    for read in &sheet.plan.reads {
        header(sheet, read, &mut out);
    }
    body(sheet, &mut out);
    clock(sheet, &mut out);
    proof(sheet, &mut out);
    out.put("}\n@", &[&sheet.helpers]);
    own_test::print(sheet, &mut out);
    out.0
}

fn header(sheet: &Sheet<'_>, read: &Read, out: &mut Lines) {
    let (missing, bad) = (sheet.missing(read, Q), sheet.malformed(read, Q));
    let bare = read.forms.first().filter(|_| read.is_bare());
    let name = bare.map_or("field", |form| form.slot.name());
    out.put(
        "    let @ = headers.get(@).map_or(\"\", |value| value.as_str());",
        &[name, &Q.of(&read.key())],
    );
    out.put(
        "    if @.is_empty() {\n        return Err(@);\n    }",
        &[name, &missing],
    );
    if bare.is_some() {
        return;
    }
    let Some(list) = &read.list else {
        for form in &read.forms {
            let value = inner("field", &form.before, &form.after);
            out.put(
                "    let @ = @.ok_or(@)?;",
                &[form.slot.name(), &value, &bad],
            );
        }
        return;
    };
    let mut empty = Vec::new();
    for form in &read.forms {
        if form.slot == Slot::Signature {
            out.put(
                "    let mut signatures = Vec::new(); // Several while a secret is being replaced.",
                &[],
            );
            empty.push("signatures.is_empty()".to_owned());
        } else {
            out.put("    let mut @ = \"\";", &[form.slot.name()]);
            empty.push([form.slot.name(), ".is_empty()"].concat());
        }
    }
    out.put(
        "    for part in field.split(@).map(str::trim) {",
        &[&Q.of(list)],
    );
    let mut lines = Vec::new();
    for form in &read.forms {
        let taken = match form.slot {
            Slot::Signature => "signatures.push(value)".to_owned(),
            slot => [slot.name(), " = value"].concat(),
        };
        let value = inner("part", &form.before, &form.after);
        lines.push(
            [
                "if let Some(value) = ",
                &value,
                " {\n            ",
                &taken,
                ";\n        }",
            ]
            .concat(),
        );
    }
    out.put("        @\n    }", &[&lines.join(" else ")]);
    out.put(
        "    if @ {\n        return Err(@);\n    }",
        &[&empty.join(" || "), &bad],
    );
}

/// What the body and the address carry.
fn body(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    if plan.reads_json() {
        out.put("    let data: serde_json::Value = serde_json::from_slice(body).map_err(|_| \"The body is no JSON\")?;", &[]);
    }
    for (slot, pointer) in &plan.members {
        let (name, refusal) = (slot.name(), Q.of(&absent(pointer)));
        out.put("    let @ = &*member(&data, @);", &[name, &Q.of(pointer)]);
        out.put(
            "    if @.is_empty() {\n        return Err(@);\n    }",
            &[name, &refusal],
        );
    }
    for (name, pieces) in &plan.carried {
        let value = sheet.joined(pieces, ", &", &|piece| atom(sheet, piece));
        let pair = [&Q.of(&[name, "="].concat()), ", &*", &value].concat();
        out.put("    if !url.split(['?', '&']).any(|pair| pair == [@].concat()) {\n        return Err(@);\n    }", &[&pair, &Q.of(&uncarried(name))]);
    }
}

/// An `Option` of what stands between.
fn inner(name: &str, before: &str, after: &str) -> String {
    let start = [".strip_prefix(", &Q.of(before), ")"].concat();
    let end = [".strip_suffix(", &Q.of(after), ")"].concat();
    match (before.is_empty(), after.is_empty()) {
        (true, true) => ["Some(", name, ")"].concat(),
        (false, true) => [name, &start].concat(),
        (true, false) => [name, &end].concat(),
        (false, false) => [name, &start, ".and_then(|rest| rest", &end, ")"].concat(),
    }
}

fn clock(sheet: &Sheet<'_>, out: &mut Lines) {
    let Some(clock) = &sheet.plan.clock else {
        out.put("\n    // @", &[sheet.ageless()]);
        return;
    };
    let seconds = match clock.unit {
        Unit::Seconds => "",
        Unit::Milliseconds => " / 1000",
    };
    out.put(
        "\n    // A delivery that somebody kept must not work later.",
        &[],
    );
    out.put(
        "    let sent: u64 = timestamp.parse().map_err(|_| @)?;",
        &[&Q.of(NO_TIME)],
    );
    out.put(
        "    let age = i128::from(now) - i128::from(sent@);",
        &[seconds],
    );
    let limit = clock.seconds.to_string();
    out.put(
        "    if age > @ {\n        return Err(@);\n    }",
        &[&limit, &Q.of(&too_old(clock))],
    );
    if clock.future {
        out.put(
            "    if age < -@ {\n        return Err(@);\n    }",
            &[&limit, &Q.of(&too_new(clock))],
        );
    }
}

fn proof(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    out.blank();
    let Proof::Mac(algorithm, digest) = plan.proof else {
        out.put(
            "    // In constant time: == would tell by its time how much of a guess is right.",
            &[],
        );
        out.put("    match bool::from(signature.as_bytes().ct_eq(secret.as_bytes())) {\n        true => Ok(()),\n        false => Err(@),\n    }", &[&Q.of(MISMATCH)]);
        return;
    };
    key(sheet, out);
    out.put("    // @", &[sheet.over()]);
    out.put(
        "    let mut mac = Hmac::<@>::new_from_slice(&key).map_err(|_| \"The secret is no key\")?;",
        &[hash_name(algorithm)],
    );
    for piece in &plan.content {
        let bytes = match piece {
            Piece::Body => "body".to_owned(),
            Piece::Text(text) => [&Q.of(text), ".as_bytes()"].concat(),
            piece => [&atom(sheet, piece), ".as_bytes()"].concat(),
        };
        let bytes = match bytes
            .strip_suffix(".as_bytes()")
            .filter(|text| text.starts_with('"') && text.is_ascii() && !text.contains("\\u"))
        {
            Some(text) => ["b", text].concat(),
            None => bytes,
        };
        out.put("    mac.update(@);", &[&bytes]);
    }
    let decode = match digest {
        DigestText::Hex => "hex::decode(signature)",
        DigestText::Base64 => "general_purpose::STANDARD.decode(signature)",
        DigestText::Base64Url => "general_purpose::URL_SAFE_NO_PAD.decode(signature)",
    };
    out.put(
        "\n    // In constant time: == would tell by its time how much of a guess is right.",
        &[],
    );
    out.put("    let matches = |signature: &str| @.is_ok_and(|bytes| mac.clone().verify_slice(&bytes).is_ok());", &[decode]);
    let test = match plan.lists() {
        true => "signatures.into_iter().any(matches)",
        false => "matches(signature)",
    };
    out.put(
        "    match @ {\n        true => Ok(()),\n        false => Err(@),\n    }",
        &[test, &Q.of(MISMATCH)],
    );
}

fn key(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    let text = match plan.prefix.is_empty() {
        true => "secret".to_owned(),
        false => [
            "secret.strip_prefix(",
            &Q.of(&plan.prefix),
            ").unwrap_or(secret)",
        ]
        .concat(),
    };
    let main = match plan.encoding {
        KeyText::Text => "secret.as_bytes().to_vec()".to_owned(),
        KeyText::Hex => [
            "hex::decode(",
            &text,
            ").map_err(|_| \"The secret is no hex\")?",
        ]
        .concat(),
        KeyText::Base64 | KeyText::Base64Url => {
            let alphabet = match plan.encoding {
                KeyText::Base64 => "STANDARD",
                _ => "URL_SAFE",
            };
            [
                "general_purpose::",
                alphabet,
                "_NO_PAD\n        .decode(",
                &text,
                ".trim_end_matches('='))\n        .map_err(|_| \"The secret is no base64\")?",
            ]
            .concat()
        }
    };
    if plan.key == [Piece::Secret] {
        out.put("    let key = @;", &[&main]);
        return;
    }
    out.put("    let mut key = Vec::new();", &[]);
    for piece in &plan.key {
        let bytes = match piece {
            Piece::Secret => main.clone(),
            piece => [&atom(sheet, piece), ".as_bytes()"].concat(),
        };
        out.put("    key.extend(@);", &[&bytes]);
    }
}

fn hash_name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "Sha1",
        Algorithm::Sha256 => "Sha256",
        Algorithm::Sha384 => "Sha384",
        Algorithm::Sha512 => "Sha512",
    }
}

fn atom(sheet: &Sheet<'_>, piece: &Piece) -> String {
    if let Some(name) = sheet.variable(piece) {
        return name.to_owned();
    }
    if let Piece::Json(pointer) = piece {
        return ["member(&data, ", &Q.of(pointer), ")"].concat();
    }
    if let Some(call) = sheet.call(piece, &str::to_owned, Q) {
        return call;
    }
    match piece {
        Piece::Text(text) => Q.of(text),
        Piece::Path => "target.split('?').next().unwrap_or(\"\")".to_owned(),
        Piece::Query => "target.split_once('?').map_or(\"\", |(_, query)| query)".to_owned(),
        Piece::Header(name) => [
            "headers.get(",
            &Q.of(name),
            ").map_or(\"\", |value| value.as_str())",
        ]
        .concat(),
        Piece::BodyHash(algorithm, digest) => {
            let hash = [hash_name(*algorithm), "::digest(body)"].concat();
            match digest {
                DigestText::Hex => ["hex::encode(", &hash, ")"].concat(),
                DigestText::Base64 => ["general_purpose::STANDARD.encode(", &hash, ")"].concat(),
                DigestText::Base64Url => {
                    ["general_purpose::URL_SAFE_NO_PAD.encode(", &hash, ")"].concat()
                }
            }
        }
        _ => "\"\"".to_owned(),
    }
}
