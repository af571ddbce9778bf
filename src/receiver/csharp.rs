//! Receiver code for C#.

mod own_test;

use super::plan::{Parameter, Piece, Proof, Read, Slot};
use super::text::{Lines, Quotes};
use super::{MISMATCH, NO_TIME, Sheet, too_new, too_old, uncarried};
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
    out.put("    }\n@", &[&sheet.helpers]);
    own_test::print(sheet, &mut out);
    out.0
}

fn head(sheet: &Sheet<'_>, out: &mut Lines) {
    out.put(
        "// Verifies what is signed as @ does: @.",
        &[&sheet.plan.title, &sheet.summary()],
    );
    out.put(
        "// Needs nothing but .NET. Its own test: WEBHOOK_SECRET=… @",
        &[sheet.run],
    );
    out.put("using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing System.Security.Cryptography;\nusing System.Text;\n", &[]);
    out.put("public static class Receiver\n{\n    // Throws unless the request is genuine; answer 401 then.", &[]);
    let headers = "by name in lower case, or a dictionary that ignores case";
    let body = "the raw bytes, before model binding: Request.Body copied into a MemoryStream";
    for (name, what) in sheet.about(headers, body) {
        out.put("    //   @: @", &[name, what]);
    }
    let one = |p: &Parameter| {
        let kind = match p {
            Parameter::Headers => "IDictionary<string, string>",
            Parameter::Body => "byte[]",
            Parameter::Now => "long",
            _ => "string",
        };
        [kind, " ", sheet.parameter(*p)].concat()
    };
    let all: Vec<String> = sheet.plan.parameters().iter().map(one).collect();
    out.put(
        "    public static void Verify(@)\n    {",
        &[&all.join(", ")],
    );
}

fn throw(what: &str) -> String {
    ["throw new CryptographicException(", what, ");"].concat()
}

fn header(sheet: &Sheet<'_>, read: &Read, out: &mut Lines) {
    let (missing, bad) = (
        throw(&sheet.missing(read, Q)),
        throw(&sheet.malformed(read, Q)),
    );
    let bare = read.forms.first().filter(|_| read.is_bare());
    let name = match bare {
        Some(form) => form.slot.name().to_owned(),
        None => sheet.field(read),
    };
    out.put(
        "        if (!headers.TryGetValue(@, out var @) || @ == \"\") @",
        &[&Q.of(&read.key()), &name, &name, &missing],
    );
    if bare.is_some() {
        return;
    }
    let Some(list) = &read.list else {
        for form in &read.forms {
            let is = fits(&name, &form.before, &form.after);
            out.put("        if (!(@)) @", &[&is, &bad]);
            out.put(
                "        var @ = @;",
                &[form.slot.name(), &inner(&name, &form.before, &form.after)],
            );
        }
        return;
    };
    let mut empty = Vec::new();
    for form in &read.forms {
        if form.slot == Slot::Signature {
            out.put("        var signatures = new List<string>(); // Several while a secret is being replaced.", &[]);
            empty.push("signatures.Count == 0".to_owned());
        } else {
            out.put("        var @ = \"\";", &[form.slot.name()]);
            empty.push([form.slot.name(), " == \"\""].concat());
        }
    }
    out.put("        foreach (var item in @.Split(new[] { @ }, StringSplitOptions.None))\n        {\n            var part = item.Trim();", &[&name, &Q.of(list)]);
    for (at, form) in read.forms.iter().enumerate() {
        let word = if at == 0 { "if" } else { "else if" };
        let value = inner("part", &form.before, &form.after);
        let taken = match form.slot {
            Slot::Signature => ["signatures.Add(", &value, ")"].concat(),
            slot => [slot.name(), " = ", &value].concat(),
        };
        out.put(
            "            @ (@) @;",
            &[word, &fits("part", &form.before, &form.after), &taken],
        );
    }
    out.put("        }\n        if (@) @", &[&empty.join(" || "), &bad]);
}

/// What the body and the address carry.
fn body(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    for (name, pieces) in &plan.carried {
        let value = sheet.joined(pieces, " + ", &|piece| atom(sheet, piece));
        let pair = [&Q.of(&[name, "="].concat()), " + ", &value].concat();
        let refusal = Q.of(&uncarried(name));
        out.put(
            "        if (!url.Split('?', '&').Contains(@)) @",
            &[&pair, &throw(&refusal)],
        );
    }
}

/// Ordinal, since texts compare by the language of the system otherwise.
fn fits(name: &str, before: &str, after: &str) -> String {
    let start = [
        name,
        ".StartsWith(",
        &Q.of(before),
        ", StringComparison.Ordinal)",
    ]
    .concat();
    let end = [
        name,
        ".EndsWith(",
        &Q.of(after),
        ", StringComparison.Ordinal)",
    ]
    .concat();
    match (before.is_empty(), after.is_empty()) {
        (false, true) => start,
        (true, false) => end,
        (true, true) => [name, " != \"\""].concat(),
        (false, false) => {
            let both = before.encode_utf16().count() + after.encode_utf16().count();
            [
                &*start,
                &end,
                &[name, ".Length >= ", &both.to_string()].concat(),
            ]
            .join(" && ")
        }
    }
}

fn inner(name: &str, before: &str, after: &str) -> String {
    let (from, to) = (before.encode_utf16().count(), after.encode_utf16().count());
    let both = (from + to).to_string();
    match (before.is_empty(), after.is_empty()) {
        (true, true) => name.to_owned(),
        (false, true) => [name, ".Substring(", &from.to_string(), ")"].concat(),
        _ => [
            name,
            ".Substring(",
            &from.to_string(),
            ", ",
            name,
            ".Length - ",
            &both,
            ")",
        ]
        .concat(),
    }
}

fn clock(sheet: &Sheet<'_>, out: &mut Lines) {
    let Some(clock) = &sheet.plan.clock else {
        out.put("\n        // @", &[sheet.ageless()]);
        return;
    };
    let seconds = match clock.unit {
        Unit::Seconds => "",
        Unit::Milliseconds => " / 1000",
    };
    out.put(
        "\n        // A delivery that somebody kept must not work later.",
        &[],
    );
    out.put(
        "        if (timestamp.Length > 15 || !timestamp.All(c => c >= '0' && c <= '9')) @",
        &[&throw(&Q.of(NO_TIME))],
    );
    out.put(
        "        var age = now - long.Parse(timestamp)@;",
        &[seconds],
    );
    let limit = clock.seconds.to_string();
    out.put(
        "        if (age > @) @",
        &[&limit, &throw(&Q.of(&too_old(clock)))],
    );
    if clock.future {
        out.put(
            "        if (age < -@) @",
            &[&limit, &throw(&Q.of(&too_new(clock)))],
        );
    }
}

fn proof(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    out.blank();
    match plan.proof {
        Proof::Shared => out.put(
            "        var expected = Encoding.UTF8.GetBytes(secret);",
            &[],
        ),
        Proof::Mac(algorithm, digest) => {
            key(sheet, out);
            out.put("        // @", &[sheet.over()]);
            out.put(
                "        var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.@, key);",
                &[hash_name(algorithm)],
            );
            for run in plan.runs() {
                if run == [Piece::Body] {
                    out.put("        mac.AppendData(body);", &[]);
                } else {
                    let text = sheet.joined(run, " + ", &|piece| atom(sheet, piece));
                    out.put(
                        "        mac.AppendData(Encoding.UTF8.GetBytes(@));",
                        &[&text],
                    );
                }
            }
            out.put(
                "        var expected = Encoding.UTF8.GetBytes(@);",
                &[&written("mac.GetHashAndReset()", digest)],
            );
        }
    }
    out.put(
        "\n        // In constant time: == would tell by its time how much of a guess is right.",
        &[],
    );
    out.put("        Func<string, bool> matches = given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected);", &[]);
    let test = match plan.lists() {
        true => "!signatures.Any(matches)",
        false => "!matches(signature)",
    };
    out.put("        if (@) @", &[test, &throw(&Q.of(MISMATCH))]);
}

fn key(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    let text = match plan.prefix.is_empty() {
        true => "secret".to_owned(),
        false => {
            let (prefix, length) = (Q.of(&plan.prefix), plan.prefix.len().to_string());
            [
                "secret.StartsWith(",
                &prefix,
                ", StringComparison.Ordinal) ? secret.Substring(",
                &length,
                ") : secret",
            ]
            .concat()
        }
    };
    let main = match plan.encoding {
        KeyText::Text => "Encoding.UTF8.GetBytes(secret)".to_owned(),
        _ => {
            let end = match plan.encoding {
                KeyText::Base64Url => ".Replace('-', '+').Replace('_', '/')",
                _ => "",
            };
            let text = match end.is_empty() {
                true => text,
                false => ["(", &text, ")", end].concat(),
            };
            out.put("        var text = @;", &[&text]);
            match plan.encoding {
                KeyText::Hex => "Enumerable.Range(0, text.Length / 2).Select(at => Convert.ToByte(text.Substring(2 * at, 2), 16)).ToArray()",
                _ => "Convert.FromBase64String(text.TrimEnd('=').PadRight((text.TrimEnd('=').Length + 3) / 4 * 4, '='))",
            }
            .to_owned()
        }
    };
    let part = |piece: &Piece| match piece {
        Piece::Secret => main.clone(),
        piece => ["Encoding.UTF8.GetBytes(", &atom(sheet, piece), ")"].concat(),
    };
    let mut parts = plan.key.iter().map(part);
    let first = parts.next().unwrap_or_else(|| "new byte[0]".to_owned());
    let rest: String = parts
        .map(|part| [".Concat(", &part, ")"].concat())
        .collect();
    let end = if rest.is_empty() { "" } else { ".ToArray()" };
    out.put("        var key = @;", &[&[&*first, &rest, end].concat()]);
}

fn hash_name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "SHA1",
        Algorithm::Sha256 => "SHA256",
        Algorithm::Sha384 => "SHA384",
        Algorithm::Sha512 => "SHA512",
    }
}

fn written(bytes: &str, digest: DigestText) -> String {
    match digest {
        DigestText::Hex => [
            "BitConverter.ToString(",
            bytes,
            ").Replace(\"-\", \"\").ToLowerInvariant()",
        ]
        .concat(),
        DigestText::Base64 => ["Convert.ToBase64String(", bytes, ")"].concat(),
        DigestText::Base64Url => [
            "Convert.ToBase64String(",
            bytes,
            ").Replace('+', '-').Replace('/', '_').TrimEnd('=')",
        ]
        .concat(),
    }
}

fn atom(sheet: &Sheet<'_>, piece: &Piece) -> String {
    if let Some(name) = sheet.variable(piece) {
        return name.to_owned();
    }
    if let Some(call) = sheet.call(piece, &str::to_owned, Q) {
        let (first, rest) = call.split_at(1);
        return [&first.to_ascii_uppercase(), rest].concat();
    }
    match piece {
        Piece::Text(text) => Q.of(text),
        Piece::Path => "target.Split('?')[0]".to_owned(),
        Piece::Query => "string.Join(\"?\", target.Split('?').Skip(1))".to_owned(),
        Piece::Header(name) => {
            let name = Q.of(name);
            [
                "(headers.ContainsKey(",
                &name,
                ") ? headers[",
                &name,
                "] : \"\")",
            ]
            .concat()
        }
        Piece::BodyHash(algorithm, digest) => {
            let hash = [hash_name(*algorithm), ".Create().ComputeHash(body)"].concat();
            written(&hash, *digest)
        }
        _ => "\"\"".to_owned(),
    }
}
