//! Receiver code for Node.

mod own_test;

use super::plan::{Piece, Proof, Read, Slot};
use super::text::{Lines, Quotes};
use super::{MISMATCH, NO_TIME, Sheet, absent, too_new, too_old, uncarried};
use crate::sign::{Algorithm, DigestText, KeyText, Unit};

const Q: Quotes = Quotes::Units;

pub fn print(sheet: &Sheet<'_>) -> String {
    let mut out = Lines::new();
    head(sheet, &mut out);
    for read in &sheet.plan.reads {
        header(sheet, read, &mut out);
    }
    body(sheet, &mut out);
    clock(sheet, &mut out);
    proof(sheet, &mut out);
    out.put("}\n@\nmodule.exports = { verify };\n", &[&sheet.helpers]);
    own_test::print(sheet, &mut out);
    out.0
}

fn head(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    out.put(
        "// Verifies what is signed as @ does: @.",
        &[&plan.title, &sheet.summary()],
    );
    out.put(
        "// Needs nothing but Node. Its own test: WEBHOOK_SECRET=… @",
        &[sheet.run],
    );
    let hash = plan.hashes().next().is_some();
    let mut names = vec!["timingSafeEqual"];
    names.extend((plan.proof != Proof::Shared).then_some("createHmac"));
    names.extend(hash.then_some("createHash"));
    names.sort_unstable();
    let names = names.join(", ");
    out.put(
        "\"use strict\";\nconst { @ } = require(\"node:crypto\");\n",
        &[&names],
    );
    out.put("// Throws unless the request is genuine; answer 401 then. Call it before anything reads the body.", &[]);
    let headers = "by name in lower case, as `req.headers` of node:http and Express";
    let body = "a Buffer of the raw bytes; with Express, express.raw({ type: \"*/*\" }) instead of express.json()";
    for (name, what) in sheet.about(headers, body) {
        out.put("//   @: @", &[name, what]);
    }
    let parameters = sheet.parameters(|name| match name {
        "now" => "now = Date.now() / 1000".to_owned(),
        name => name.to_owned(),
    });
    out.put("function verify(@) {", &[&parameters]);
}

fn header(sheet: &Sheet<'_>, read: &Read, out: &mut Lines) {
    let (key, missing) = (Q.of(&read.key()), sheet.missing(read, Q));
    let bad = sheet.malformed(read, Q);
    if let (true, Some(form)) = (read.is_bare(), read.forms.first()) {
        let name = form.slot.name();
        out.put("  const @ = headers[@];", &[name, &key]);
        out.put("  if (!@) throw new Error(@);", &[name, &missing]);
        return;
    }
    let field = &*sheet.field(read);
    out.put("  const @ = headers[@];", &[field, &key]);
    out.put("  if (!@) throw new Error(@);", &[field, &missing]);
    let Some(list) = &read.list else {
        for form in &read.forms {
            let is = fits(field, &form.before, &form.after);
            out.put("  if (!(@)) throw new Error(@);", &[&is, &bad]);
            let value = inner(field, &form.before, &form.after);
            out.put("  const @ = @;", &[form.slot.name(), &value]);
        }
        return;
    };
    let mut empty = Vec::new();
    for form in &read.forms {
        if form.slot == Slot::Signature {
            out.put(
                "  const signatures = []; // Several while a secret is being replaced.",
                &[],
            );
            empty.push("signatures.length === 0".to_owned());
        } else {
            out.put("  let @;", &[form.slot.name()]);
            empty.push(["!", form.slot.name()].concat());
        }
    }
    out.put(
        "  for (const item of @.split(@)) {\n    const part = item.trim();",
        &[field, &Q.of(list)],
    );
    for (at, form) in read.forms.iter().enumerate() {
        let word = if at == 0 { "if" } else { "else if" };
        let is = fits("part", &form.before, &form.after);
        let value = inner("part", &form.before, &form.after);
        match form.slot {
            Slot::Signature => out.put("    @ (@) signatures.push(@);", &[word, &is, &value]),
            slot => out.put("    @ (@) @ = @;", &[word, &is, slot.name(), &value]),
        }
    }
    out.put(
        "  }\n  if (@) throw new Error(@);",
        &[&empty.join(" || "), &bad],
    );
}

/// What the body and the address carry.
fn body(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    if plan.reads_json() {
        out.put("  const data = JSON.parse(body);", &[]);
    }
    for (slot, pointer) in &plan.members {
        let name = slot.name();
        out.put("  const @ = @;", &[name, &sheet.member(pointer, Q)]);
        out.put(
            "  if (!@) throw new Error(@);",
            &[name, &Q.of(&absent(pointer))],
        );
    }
    for (name, pieces) in &plan.carried {
        let value = sheet.joined(pieces, " + ", &|piece| atom(sheet, piece));
        let pair = [&Q.of(&[name, "="].concat()), " + ", &value].concat();
        out.put(
            "  if (!url.split(/[?&]/).includes(@)) throw new Error(@);",
            &[&pair, &Q.of(&uncarried(name))],
        );
    }
}

fn fits(name: &str, before: &str, after: &str) -> String {
    let start = [name, ".startsWith(", &Q.of(before), ")"].concat();
    let end = [name, ".endsWith(", &Q.of(after), ")"].concat();
    match (before.is_empty(), after.is_empty()) {
        (false, true) => start,
        (true, false) => end,
        (true, true) => [name, " !== \"\""].concat(),
        (false, false) => [start, end].join(" && "),
    }
}

fn inner(name: &str, before: &str, after: &str) -> String {
    let from = before.encode_utf16().count().to_string();
    let to = after.encode_utf16().count().to_string();
    match (before.is_empty(), after.is_empty()) {
        (true, true) => name.to_owned(),
        (false, true) => [name, ".slice(", &from, ")"].concat(),
        _ => [name, ".slice(", &from, ", -", &to, ")"].concat(),
    }
}

fn clock(sheet: &Sheet<'_>, out: &mut Lines) {
    let Some(clock) = &sheet.plan.clock else {
        out.put("\n  // @", &[sheet.ageless()]);
        return;
    };
    let seconds = match clock.unit {
        Unit::Seconds => "Number(timestamp)",
        Unit::Milliseconds => "Number(timestamp) / 1000",
    };
    out.put(
        "\n  // A delivery that somebody kept must not work later.",
        &[],
    );
    out.put(
        "  if (!/^\\d{1,15}$/.test(timestamp)) throw new Error(@);",
        &[&Q.of(NO_TIME)],
    );
    out.put("  const age = now - @;", &[seconds]);
    let limit = clock.seconds.to_string();
    out.put(
        "  if (age > @) throw new Error(@);",
        &[&limit, &Q.of(&too_old(clock))],
    );
    if clock.future {
        out.put(
            "  if (age < -@) throw new Error(@);",
            &[&limit, &Q.of(&too_new(clock))],
        );
    }
}

fn proof(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    out.blank();
    match plan.proof {
        Proof::Shared => out.put("  const expected = Buffer.from(secret);", &[]),
        Proof::Mac(algorithm, digest) => {
            key(sheet, out);
            out.put("  // @", &[sheet.over()]);
            out.put(
                "  const mac = createHmac(@, key);",
                &[&Q.of(hash_name(algorithm))],
            );
            for run in plan.runs() {
                if run == [Piece::Body] {
                    out.put("  mac.update(body);", &[]);
                } else {
                    let text = sheet.joined(run, " + ", &|piece| atom(sheet, piece));
                    out.put("  mac.update(@);", &[&text]);
                }
            }
            out.put(
                "  const expected = Buffer.from(mac.digest(@));",
                &[&Q.of(digest_name(digest))],
            );
        }
    }
    out.put(
        "\n  // In constant time: `===` would tell by its time how much of a guess is right.",
        &[],
    );
    out.put("  const matches = (given) => given.length === expected.length && timingSafeEqual(given, expected);", &[]);
    let test = match plan.lists() {
        true => "!signatures.some((signature) => matches(Buffer.from(signature)))",
        false => "!matches(Buffer.from(signature))",
    };
    out.put("  if (@) throw new Error(@);", &[test, &Q.of(MISMATCH)]);
}

fn key(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    let text = match plan.prefix.is_empty() {
        true => "secret".to_owned(),
        false => {
            let (prefix, length) = (Q.of(&plan.prefix), plan.prefix.len().to_string());
            [
                "secret.startsWith(",
                &prefix,
                ") ? secret.slice(",
                &length,
                ") : secret",
            ]
            .concat()
        }
    };
    let main = match plan.encoding {
        KeyText::Text => "Buffer.from(secret)".to_owned(),
        KeyText::Hex => ["Buffer.from(", &text, ", \"hex\")"].concat(),
        // Node reads either alphabet.
        KeyText::Base64 | KeyText::Base64Url => ["Buffer.from(", &text, ", \"base64\")"].concat(),
    };
    if plan.key == [Piece::Secret] {
        out.put("  const key = @;", &[&main]);
        return;
    }
    let part = |piece: &Piece| match piece {
        Piece::Secret => main.clone(),
        piece => ["Buffer.from(", &atom(sheet, piece), ")"].concat(),
    };
    let parts: Vec<String> = plan.key.iter().map(part).collect();
    out.put("  const key = Buffer.concat([@]);", &[&parts.join(", ")]);
}

fn hash_name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "sha1",
        Algorithm::Sha256 => "sha256",
        Algorithm::Sha384 => "sha384",
        Algorithm::Sha512 => "sha512",
    }
}

fn digest_name(digest: DigestText) -> &'static str {
    match digest {
        DigestText::Hex => "hex",
        DigestText::Base64 => "base64",
        DigestText::Base64Url => "base64url",
    }
}

fn atom(sheet: &Sheet<'_>, piece: &Piece) -> String {
    if let Some(name) = sheet.variable(piece) {
        return name.to_owned();
    }
    if let Some(call) = sheet.call(piece, &str::to_owned, Q) {
        return call;
    }
    match piece {
        Piece::Text(text) => Q.of(text),
        Piece::Path => "target.split(\"?\")[0]".to_owned(),
        Piece::Query => "target.split(\"?\").slice(1).join(\"?\")".to_owned(),
        Piece::Header(name) => ["(headers[", &Q.of(name), "] ?? \"\")"].concat(),
        Piece::HeaderLines(wanted) => header_lines(wanted),
        Piece::Fields(marks) => fields(marks),
        Piece::BodyHash(algorithm, digest) => {
            let (hash, text) = (hash_name(*algorithm), digest_name(*digest));
            [
                "createHash(\"",
                hash,
                "\").update(body).digest(\"",
                text,
                "\")",
            ]
            .concat()
        }
        _ => "\"\"".to_owned(),
    }
}

fn header_lines(wanted: &[(String, bool)]) -> String {
    let test = |(name, start): &(String, bool)| match start {
        true => ["name.startsWith(", &Q.of(name), ")"].concat(),
        false => ["name === ", &Q.of(name)].concat(),
    };
    let test: Vec<String> = wanted.iter().map(test).collect();
    [
        "Object.keys(headers).filter((name) => ",
        &test.join(" || "),
        ").sort()\n    .map((name) => `${name}:${headers[name].replaceAll(\"\\t\", \" \").trim()}\\n`).join(\"\")",
    ]
    .concat()
}

fn fields([first, equals, between]: &[String; 3]) -> String {
    let first = Q.of(first);
    [
        "fields(target, headers[\"content-type\"] ?? \"\", body)\n    .map(([name, value], at) => \
         (at ? ",
        &Q.of(between),
        " : ",
        &first,
        ") + name + ",
        &Q.of(equals),
        " + value).join(\"\")",
    ]
    .concat()
}
