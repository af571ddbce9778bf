//! Receiver code for Java.

mod own_test;

use super::plan::{Parameter, Piece, Proof, Read, Slot};
use super::text::{Lines, Quotes};
use super::{MISMATCH, NO_TIME, Sheet, too_new, too_old, uncarried};
use crate::sign::{Algorithm, DigestText, KeyText, Unit};

const Q: Quotes = Quotes::Ascii;

/// A constant of Java holds at most 65,535 bytes.
const LITERAL: usize = 8_000;

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
    // Only comments still have anything else: the compiler reads them in the system's encoding.
    let ascii = |c: char| match c {
        '…' => "...".to_owned(),
        c if c.is_ascii() => c.to_string(),
        _ => "?".to_owned(),
    };
    out.0.chars().map(ascii).collect()
}

fn head(sheet: &Sheet<'_>, out: &mut Lines) {
    // Java reads `\u` in comments too.
    let summary = sheet.summary().replace('\\', "\\\\");
    out.put(
        "// Verifies what is signed as @ does: @.",
        &[&sheet.plan.title, &summary],
    );
    out.put(
        "// Needs nothing but Java 17. Its own test: WEBHOOK_SECRET=… @",
        &[sheet.run],
    );
    out.put(
        "import static java.nio.charset.StandardCharsets.UTF_8;\n",
        &[],
    );
    out.put("import java.security.GeneralSecurityException;\nimport java.security.MessageDigest;\nimport java.security.SignatureException;\nimport java.util.*;\nimport javax.crypto.Mac;\nimport javax.crypto.spec.SecretKeySpec;\n", &[]);
    out.put(
        "public class Receiver {\n    // Throws unless the request is genuine; answer 401 then.",
        &[],
    );
    let headers = "by name in lower case";
    let body = "the raw bytes, before any parser: @RequestBody byte[] in Spring, getInputStream().readAllBytes() of a servlet";
    for (name, what) in sheet.about(headers, body) {
        out.put("    //   @: @", &[name, what]);
    }
    let one = |p: &Parameter| {
        let kind = match p {
            Parameter::Headers => "Map<String, String>",
            Parameter::Body => "byte[]",
            Parameter::Now => "long",
            _ => "String",
        };
        [kind, " ", sheet.parameter(*p)].concat()
    };
    let all: Vec<String> = sheet.plan.parameters().iter().map(one).collect();
    out.put(
        "    public static void verify(@)\n            throws GeneralSecurityException {",
        &[&all.join(", ")],
    );
}

fn throw(what: &str) -> String {
    ["throw new SignatureException(", what, ");"].concat()
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
        "        String @ = headers.getOrDefault(@, \"\");",
        &[&name, &Q.of(&read.key())],
    );
    out.put(
        "        if (@.isEmpty()) {\n            @\n        }",
        &[&name, &missing],
    );
    if bare.is_some() {
        return;
    }
    let Some(list) = &read.list else {
        for form in &read.forms {
            let is = fits(&name, &form.before, &form.after);
            out.put(
                "        if (!(@)) {\n            @\n        }",
                &[&is, &bad],
            );
            out.put(
                "        String @ = @;",
                &[form.slot.name(), &inner(&name, &form.before, &form.after)],
            );
        }
        return;
    };
    let mut empty = Vec::new();
    for form in &read.forms {
        if form.slot == Slot::Signature {
            out.put("        List<String> signatures = new ArrayList<>(); // Several while a secret is being replaced.", &[]);
            empty.push("signatures.isEmpty()".to_owned());
        } else {
            out.put("        String @ = \"\";", &[form.slot.name()]);
            empty.push([form.slot.name(), ".isEmpty()"].concat());
        }
    }
    // A separator is a text here, and `split` takes a pattern.
    out.put("        for (String item : @.split(java.util.regex.Pattern.quote(@))) {\n            String part = item.trim();", &[&name, &Q.of(list)]);
    let mut lines = Vec::new();
    for form in &read.forms {
        let value = inner("part", &form.before, &form.after);
        let taken = match form.slot {
            Slot::Signature => ["signatures.add(", &value, ")"].concat(),
            slot => [slot.name(), " = ", &value].concat(),
        };
        lines.push(
            [
                "if (",
                &fits("part", &form.before, &form.after),
                ") {\n                ",
                &taken,
                ";\n            }",
            ]
            .concat(),
        );
    }
    out.put("            @\n        }", &[&lines.join(" else ")]);
    out.put(
        "        if (@) {\n            @\n        }",
        &[&empty.join(" || "), &bad],
    );
}

/// What the body and the address carry.
fn body(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    for (name, pieces) in &plan.carried {
        let value = sheet.joined(pieces, " + ", &|piece| atom(sheet, piece));
        let pair = [&Q.of(&[name, "="].concat()), " + ", &value].concat();
        let refusal = Q.of(&uncarried(name));
        out.put(
            "        if (!List.of(url.split(\"[?&]\")).contains(@)) {\n            @\n        }",
            &[&pair, &throw(&refusal)],
        );
    }
}

fn fits(name: &str, before: &str, after: &str) -> String {
    let start = [name, ".startsWith(", &Q.of(before), ")"].concat();
    let end = [name, ".endsWith(", &Q.of(after), ")"].concat();
    match (before.is_empty(), after.is_empty()) {
        (false, true) => start,
        (true, false) => end,
        (true, true) => ["!", name, ".isEmpty()"].concat(),
        // The two may not overlap, or there would be nothing between them.
        (false, false) => {
            let both = before.encode_utf16().count() + after.encode_utf16().count();
            [
                &*start,
                &end,
                &[name, ".length() >= ", &both.to_string()].concat(),
            ]
            .join(" && ")
        }
    }
}

fn inner(name: &str, before: &str, after: &str) -> String {
    let from = before.encode_utf16().count().to_string();
    let to = after.encode_utf16().count().to_string();
    match (before.is_empty(), after.is_empty()) {
        (true, true) => name.to_owned(),
        (false, true) => [name, ".substring(", &from, ")"].concat(),
        _ => [
            name,
            ".substring(",
            &from,
            ", ",
            name,
            ".length() - ",
            &to,
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
        Unit::Seconds => "Long.parseLong(timestamp)",
        Unit::Milliseconds => "Long.parseLong(timestamp) / 1000",
    };
    out.put(
        "\n        // A delivery that somebody kept must not work later.",
        &[],
    );
    out.put(
        "        if (!timestamp.matches(\"[0-9]{1,15}\")) {\n            @\n        }",
        &[&throw(&Q.of(NO_TIME))],
    );
    out.put("        long age = now - @;", &[seconds]);
    let limit = clock.seconds.to_string();
    out.put(
        "        if (age > @) {\n            @\n        }",
        &[&limit, &throw(&Q.of(&too_old(clock)))],
    );
    if clock.future {
        out.put(
            "        if (age < -@) {\n            @\n        }",
            &[&limit, &throw(&Q.of(&too_new(clock)))],
        );
    }
}

fn proof(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    out.blank();
    match plan.proof {
        Proof::Shared => out.put("        byte[] expected = secret.getBytes(UTF_8);", &[]),
        Proof::Mac(algorithm, digest) => {
            key(sheet, out);
            let name = ["Hmac", &hash_name(algorithm).replace('-', "")].concat();
            out.put("        // @", &[sheet.over()]);
            out.put("        Mac mac = Mac.getInstance(@);\n        mac.init(new SecretKeySpec(key, @));", &[&Q.of(&name), &Q.of(&name)]);
            for run in plan.runs() {
                if run == [Piece::Body] {
                    out.put("        mac.update(body);", &[]);
                } else {
                    let text = sheet.joined(run, " + ", &|piece| atom(sheet, piece));
                    let text = if run.len() > 1 {
                        ["(", &text, ")"].concat()
                    } else {
                        text
                    };
                    out.put("        mac.update(@.getBytes(UTF_8));", &[&text]);
                }
            }
            out.put(
                "        byte[] expected = @.getBytes(UTF_8);",
                &[&written("mac.doFinal()", digest)],
            );
        }
    }
    out.put("\n        // In constant time: equals would tell by its time how much of a guess is right.", &[]);
    let refusal = throw(&Q.of(MISMATCH));
    if plan.lists() {
        out.put("        for (String signature : signatures) {\n            if (MessageDigest.isEqual(expected, signature.getBytes(UTF_8))) {\n                return;\n            }\n        }\n        @", &[&refusal]);
    } else {
        out.put("        if (!MessageDigest.isEqual(expected, signature.getBytes(UTF_8))) {\n            @\n        }", &[&refusal]);
    }
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
                ") ? secret.substring(",
                &length,
                ") : secret",
            ]
            .concat()
        }
    };
    let decoded = match plan.encoding {
        KeyText::Text => None,
        KeyText::Hex => Some(["HexFormat.of().parseHex(", &text, ")"].concat()),
        KeyText::Base64 => Some(["Base64.getDecoder().decode(", &text, ")"].concat()),
        KeyText::Base64Url => Some(["Base64.getUrlDecoder().decode(", &text, ")"].concat()),
    };
    match (decoded, &*plan.key) {
        (Some(decoded), [Piece::Secret]) => out.put("        byte[] key = @;", &[&decoded]),
        (Some(decoded), pieces) => {
            // Bytes that are no text pass through one character each.
            let part = |piece: &Piece| match piece {
                Piece::Secret => {
                    "new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)".to_owned()
                }
                piece => {
                    let text = atom(sheet, piece);
                    [
                        "new String(",
                        &text,
                        ".getBytes(UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1)",
                    ]
                    .concat()
                }
            };
            let text = sheet.joined(pieces, " + ", &part);
            out.put("        byte[] bytes = @;", &[&decoded]);
            out.put(
                "        byte[] key = (@).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);",
                &[&text],
            );
        }
        (None, pieces) => {
            let part = |piece: &Piece| match piece {
                Piece::Secret => "secret".to_owned(),
                piece => atom(sheet, piece),
            };
            let text = sheet.joined(pieces, " + ", &part);
            let text = if pieces.len() > 1 {
                ["(", &text, ")"].concat()
            } else {
                text
            };
            out.put("        byte[] key = @.getBytes(UTF_8);", &[&text]);
        }
    }
}

fn hash_name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "SHA-1",
        Algorithm::Sha256 => "SHA-256",
        Algorithm::Sha384 => "SHA-384",
        Algorithm::Sha512 => "SHA-512",
    }
}

fn written(bytes: &str, digest: DigestText) -> String {
    let encoder = match digest {
        DigestText::Hex => "HexFormat.of().formatHex(",
        DigestText::Base64 => "Base64.getEncoder().encodeToString(",
        DigestText::Base64Url => "Base64.getUrlEncoder().withoutPadding().encodeToString(",
    };
    [encoder, bytes, ")"].concat()
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
        Piece::Path => "target.split(\"\\\\?\", 2)[0]".to_owned(),
        Piece::Query => {
            "(target.contains(\"?\") ? target.split(\"\\\\?\", 2)[1] : \"\")".to_owned()
        }
        Piece::Header(name) => ["headers.getOrDefault(", &Q.of(name), ", \"\")"].concat(),
        Piece::BodyHash(algorithm, digest) => {
            let hash = [
                "MessageDigest.getInstance(\"",
                hash_name(*algorithm),
                "\").digest(body)",
            ];
            written(&hash.concat(), *digest)
        }
        _ => "\"\"".to_owned(),
    }
}

/// A text of any length.
fn literal(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= LITERAL {
        return Q.of(text);
    }
    let parts: Vec<String> = chars
        .chunks(LITERAL)
        .map(|c| Q.of(&c.iter().collect::<String>()))
        .collect();
    ["String.join(\"\", ", &parts.join(", "), ")"].concat()
}
