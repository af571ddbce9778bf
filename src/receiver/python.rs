//! Receiver code for Python 3.

mod own_test;

use super::plan::{Piece, Proof, Read, Slot};
use super::text::{Lines, Quotes};
use super::{MISMATCH, NO_TIME, Sheet, absent, too_new, too_old, uncarried};
use crate::sign::{Algorithm, DigestText, KeyText, Unit};

const Q: Quotes = Quotes::Double;

pub fn print(sheet: &Sheet<'_>) -> String {
    let mut out = Lines::new();
    head(sheet, &mut out);
    for read in &sheet.plan.reads {
        header(sheet, read, &mut out);
    }
    body(sheet, &mut out);
    clock(sheet, &mut out);
    proof(sheet, &mut out);
    out.put("@\n", &[&sheet.helpers]);
    own_test::print(sheet, &mut out);
    out.0
}

fn head(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    out.put(
        "\"\"\"Verifies what is signed as @ does: @.\n",
        &[&plan.title, &sheet.summary().replace('\\', "\\\\")],
    );
    out.put(
        "Needs nothing but Python 3.9 or newer. Its own test: WEBHOOK_SECRET=… @\n\"\"\"",
        &[sheet.run],
    );
    let base64 = matches!(plan.encoding, KeyText::Base64 | KeyText::Base64Url)
        || sheet.body().is_err()
        || matches!(
            plan.proof,
            Proof::Mac(_, DigestText::Base64 | DigestText::Base64Url)
        )
        || plan.hashes().any(|(_, digest)| digest != DigestText::Hex);
    let hash = plan.proof != Proof::Shared;
    for (name, used) in [
        ("base64", base64),
        ("hashlib", hash),
        ("hmac", true),
        ("json", plan.reads_json()),
        ("re", sheet.helpers.contains("re.sub")),
        ("time", plan.clock.is_some()),
        ("urllib.parse", sheet.helpers.contains("urllib")),
    ] {
        if used {
            out.put("import @", &[name]);
        }
    }
    let parameters = sheet.parameters(|name| match name {
        "now" => "now=None".to_owned(),
        name => name.to_owned(),
    });
    out.put("\n\ndef verify(@):", &[&parameters]);
    out.put(
        "    \"\"\"Raises ValueError unless the request is genuine; answer 401 then.\n",
        &[],
    );
    let headers =
        "a mapping that ignores case (Flask, Django, Starlette), or with names in lower case";
    let body = "the raw bytes, before any parser: request.get_data() in Flask, request.body in Django, await request.body() in FastAPI";
    for (name, what) in sheet.about(headers, body) {
        out.put("    @: @", &[name, what]);
    }
    out.put("    \"\"\"", &[]);
}

fn header(sheet: &Sheet<'_>, read: &Read, out: &mut Lines) {
    let (key, missing) = (Q.of(&read.key()), sheet.missing(read, Q));
    let bad = sheet.malformed(read, Q);
    let bare = read.forms.first().filter(|_| read.is_bare());
    let name = bare.map_or("field", |form| form.slot.name());
    out.put("    @ = headers.get(@)", &[name, &key]);
    out.put(
        "    if not @:\n        raise ValueError(@)",
        &[name, &missing],
    );
    if bare.is_some() {
        return;
    }
    let Some(list) = &read.list else {
        for form in &read.forms {
            let is = fits("field", &form.before, &form.after);
            out.put("    if not (@):\n        raise ValueError(@)", &[&is, &bad]);
            let value = inner("field", &form.before, &form.after);
            out.put("    @ = @", &[form.slot.name(), &value]);
        }
        return;
    };
    let mut empty = Vec::new();
    for form in &read.forms {
        if form.slot == Slot::Signature {
            out.put(
                "    signatures = []  # Several while a secret is being replaced.",
                &[],
            );
            empty.push("not signatures");
        } else {
            out.put("    @ = None", &[form.slot.name()]);
            empty.push(match form.slot {
                Slot::Timestamp => "not timestamp",
                Slot::Id => "not id",
                Slot::Nonce => "not nonce",
                _ => "not date",
            });
        }
    }
    out.put(
        "    for item in field.split(@):\n        part = item.strip()",
        &[&Q.of(list)],
    );
    for (at, form) in read.forms.iter().enumerate() {
        let word = if at == 0 { "if" } else { "elif" };
        let is = fits("part", &form.before, &form.after);
        let value = inner("part", &form.before, &form.after);
        out.put("        @ @:", &[word, &is]);
        match form.slot {
            Slot::Signature => out.put("            signatures.append(@)", &[&value]),
            slot => out.put("            @ = @", &[slot.name(), &value]),
        }
    }
    out.put(
        "    if @:\n        raise ValueError(@)",
        &[&empty.join(" or "), &bad],
    );
}

/// What the body and the address carry.
fn body(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    if plan.reads_json() {
        out.put("    data = json.loads(body)", &[]);
    }
    for (slot, pointer) in &plan.members {
        let (name, refusal) = (slot.name(), Q.of(&absent(pointer)));
        out.put("    @ = @", &[name, &sheet.member(pointer, Q)]);
        out.put(
            "    if not @:\n        raise ValueError(@)",
            &[name, &refusal],
        );
    }
    for (name, pieces) in &plan.carried {
        let value = sheet.joined(pieces, " + ", &|piece| atom(sheet, piece));
        let pair = [&Q.of(&[name, "="].concat()), " + ", &value].concat();
        let refusal = Q.of(&uncarried(name));
        out.put(
            "    if @ not in url.replace(\"?\", \"&\").split(\"&\"):\n        raise ValueError(@)",
            &[&pair, &refusal],
        );
    }
}

fn fits(name: &str, before: &str, after: &str) -> String {
    let start = [name, ".startswith(", &Q.of(before), ")"].concat();
    let end = [name, ".endswith(", &Q.of(after), ")"].concat();
    match (before.is_empty(), after.is_empty()) {
        (false, true) => start,
        (true, false) => end,
        (true, true) => name.to_owned(),
        (false, false) => [start, end].join(" and "),
    }
}

fn inner(name: &str, before: &str, after: &str) -> String {
    let from = match before.chars().count() {
        0 => String::new(),
        count => count.to_string(),
    };
    let to = match after.chars().count() {
        0 => String::new(),
        count => ["-", &count.to_string()].concat(),
    };
    match from.is_empty() && to.is_empty() {
        true => name.to_owned(),
        false => [name, "[", &from, ":", &to, "]"].concat(),
    }
}

fn clock(sheet: &Sheet<'_>, out: &mut Lines) {
    let Some(clock) = &sheet.plan.clock else {
        out.put("\n    # @", &[sheet.ageless()]);
        return;
    };
    let seconds = match clock.unit {
        Unit::Seconds => "int(timestamp)",
        Unit::Milliseconds => "int(timestamp) / 1000",
    };
    out.put(
        "\n    # A delivery that somebody kept must not work later.",
        &[],
    );
    out.put("    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 16):\n        raise ValueError(@)", &[&Q.of(NO_TIME)]);
    out.put(
        "    age = (time.time() if now is None else now) - @",
        &[seconds],
    );
    let limit = clock.seconds.to_string();
    out.put(
        "    if age > @:\n        raise ValueError(@)",
        &[&limit, &Q.of(&too_old(clock))],
    );
    if clock.future {
        out.put(
            "    if age < -@:\n        raise ValueError(@)",
            &[&limit, &Q.of(&too_new(clock))],
        );
    }
}

fn proof(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    out.blank();
    match plan.proof {
        Proof::Shared => out.put("    expected = secret.encode()", &[]),
        Proof::Mac(algorithm, digest) => {
            key(sheet, out);
            out.put("    # @", &[sheet.over()]);
            out.put(
                "    mac = hmac.new(key, digestmod=@)",
                &[hash_name(algorithm)],
            );
            for run in plan.runs() {
                if run == [Piece::Body] {
                    out.put("    mac.update(body)", &[]);
                } else {
                    let text = sheet.joined(run, " + ", &|piece| atom(sheet, piece));
                    let text = if run.len() > 1 {
                        ["(", &text, ")"].concat()
                    } else {
                        text
                    };
                    out.put("    mac.update(@.encode())", &[&text]);
                }
            }
            let expected = match digest {
                DigestText::Hex => "mac.hexdigest().encode()",
                DigestText::Base64 => "base64.b64encode(mac.digest())",
                DigestText::Base64Url => "base64.urlsafe_b64encode(mac.digest()).rstrip(b\"=\")",
            };
            out.put("    expected = @", &[expected]);
        }
    }
    out.put(
        "\n    # In constant time: == would tell by its time how much of a guess is right.",
        &[],
    );
    let test = match plan.lists() {
        true => {
            "not any(hmac.compare_digest(signature.encode(), expected) for signature in signatures)"
        }
        false => "not hmac.compare_digest(signature.encode(), expected)",
    };
    out.put(
        "    if @:\n        raise ValueError(@)",
        &[test, &Q.of(MISMATCH)],
    );
}

fn key(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    let text = match plan.prefix.is_empty() {
        true => "secret".to_owned(),
        false => ["secret.removeprefix(", &Q.of(&plan.prefix), ")"].concat(),
    };
    let main = match plan.encoding {
        KeyText::Text => "secret.encode()".to_owned(),
        KeyText::Hex => ["bytes.fromhex(", &text, ")"].concat(),
        // Missing padding is made good, and too much of it does no harm.
        KeyText::Base64 => ["base64.b64decode(", &text, " + \"==\")"].concat(),
        KeyText::Base64Url => ["base64.urlsafe_b64decode(", &text, " + \"==\")"].concat(),
    };
    let part = |piece: &Piece| match piece {
        Piece::Secret => main.clone(),
        piece => [&atom(sheet, piece), ".encode()"].concat(),
    };
    let parts: Vec<String> = plan.key.iter().map(part).collect();
    out.put("    key = @", &[&parts.join(" + ")]);
}

fn hash_name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "hashlib.sha1",
        Algorithm::Sha256 => "hashlib.sha256",
        Algorithm::Sha384 => "hashlib.sha384",
        Algorithm::Sha512 => "hashlib.sha512",
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
        Piece::Path => "target.partition(\"?\")[0]".to_owned(),
        Piece::Query => "target.partition(\"?\")[2]".to_owned(),
        Piece::Header(name) => ["headers.get(", &Q.of(name), ", \"\")"].concat(),
        Piece::HeaderLines(wanted) => header_lines(wanted),
        Piece::BodyHash(algorithm, digest) => {
            let hash = [hash_name(*algorithm), "(body)"].concat();
            match digest {
                DigestText::Hex => [&hash, ".hexdigest()"].concat(),
                DigestText::Base64 => ["base64.b64encode(", &hash, ".digest()).decode()"].concat(),
                DigestText::Base64Url => [
                    "base64.urlsafe_b64encode(",
                    &hash,
                    ".digest()).decode().rstrip(\"=\")",
                ]
                .concat(),
            }
        }
        _ => "\"\"".to_owned(),
    }
}

fn header_lines(wanted: &[(String, bool)]) -> String {
    let test = |(name, start): &(String, bool)| match start {
        true => ["name.startswith(", &Q.of(name), ")"].concat(),
        false => ["name == ", &Q.of(name)].concat(),
    };
    let test: Vec<String> = wanted.iter().map(test).collect();
    [
        "\"\".join(\n        f\"{name}:{value}\\n\"\n        for name, value in sorted((name.lower(), value.strip()) for name, value in headers.items())\n        if ",
        &test.join(" or "),
        "\n    )",
    ]
    .concat()
}
