//! Receiver code for PHP.

use super::plan::{Piece, Proof, Read, Slot};
use super::text::{Lines, Quotes};
use super::{MISMATCH, NO_TIME, Sheet, absent, too_new, too_old, uncarried};
use crate::sign::{Algorithm, DigestText, KeyText, Unit};

const Q: Quotes = Quotes::Php;

pub fn print(sheet: &Sheet<'_>) -> String {
    let mut out = Lines::new();
    head(sheet, &mut out);
    for read in &sheet.plan.reads {
        header(sheet, read, &mut out);
    }
    body(sheet, &mut out);
    clock(sheet, &mut out);
    proof(sheet, &mut out);
    out.put("}\n@", &[&sheet.helpers]);
    test(sheet, &mut out);
    out.0
}

fn head(sheet: &Sheet<'_>, out: &mut Lines) {
    // `?>` would end the program even in a comment.
    let summary = sheet.summary().replace("?>", "? >");
    out.put(
        "<?php\n// Verifies what is signed as @ does: @.",
        &[&sheet.plan.title, &summary],
    );
    out.put(
        "// Needs nothing but PHP 8. Its own test: WEBHOOK_SECRET=… @\ndeclare(strict_types=1);\n",
        &[sheet.run],
    );
    out.put(
        "// Throws unless the request is genuine; answer 401 then.",
        &[],
    );
    let headers = "array_change_key_case(getallheaders())";
    let body = "the raw bytes: file_get_contents('php://input'), or $request->getContent() in Laravel and Symfony";
    for (name, what) in sheet.about(headers, body) {
        out.put("//   $@: @", &[name, what]);
    }
    let parameters = sheet.parameters(|name| match name {
        "headers" => "array $headers".to_owned(),
        "now" => "?int $now = null".to_owned(),
        name => ["string $", name].concat(),
    });
    out.put("function verify(@): void\n{", &[&parameters]);
}

fn throw(what: &str) -> String {
    ["throw new RuntimeException(", what, ");"].concat()
}

fn header(sheet: &Sheet<'_>, read: &Read, out: &mut Lines) {
    let (missing, bad) = (
        throw(&sheet.missing(read, Q)),
        throw(&sheet.malformed(read, Q)),
    );
    let bare = read.forms.first().filter(|_| read.is_bare());
    let name = bare.map_or("field", |form| form.slot.name());
    out.put("    $@ = $headers[@] ?? '';", &[name, &Q.of(&read.key())]);
    out.put("    if ($@ === '') {\n        @\n    }", &[name, &missing]);
    if bare.is_some() {
        return;
    }
    let Some(list) = &read.list else {
        for form in &read.forms {
            let is = fits("$field", &form.before, &form.after);
            out.put("    if (!(@)) {\n        @\n    }", &[&is, &bad]);
            out.put(
                "    $@ = @;",
                &[
                    form.slot.name(),
                    &inner("$field", &form.before, &form.after),
                ],
            );
        }
        return;
    };
    let mut empty = Vec::new();
    for form in &read.forms {
        if form.slot == Slot::Signature {
            out.put(
                "    $signatures = []; // Several while a secret is being replaced.",
                &[],
            );
            empty.push("$signatures === []".to_owned());
        } else {
            out.put("    $@ = '';", &[form.slot.name()]);
            empty.push(["$", form.slot.name(), " === ''"].concat());
        }
    }
    out.put(
        "    foreach (explode(@, $field) as $item) {\n        $part = trim($item);",
        &[&Q.of(list)],
    );
    let mut lines = Vec::new();
    for form in &read.forms {
        let value = inner("$part", &form.before, &form.after);
        let taken = match form.slot {
            Slot::Signature => ["$signatures[] = ", &value].concat(),
            slot => ["$", slot.name(), " = ", &value].concat(),
        };
        lines.push(
            [
                "if (",
                &fits("$part", &form.before, &form.after),
                ") {\n            ",
                &taken,
                ";\n        }",
            ]
            .concat(),
        );
    }
    out.put("        @\n    }", &[&lines.join(" else")]);
    out.put(
        "    if (@) {\n        @\n    }",
        &[&empty.join(" || "), &bad],
    );
}

/// What the body and the address carry.
fn body(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    if plan.reads_json() {
        out.put("    $data = json_decode($body, true);", &[]);
    }
    for (slot, pointer) in &plan.members {
        let (name, refusal) = (slot.name(), throw(&Q.of(&absent(pointer))));
        out.put("    $@ = @;", &[name, &member(pointer)]);
        out.put("    if ($@ === '') {\n        @\n    }", &[name, &refusal]);
    }
    for (name, pieces) in &plan.carried {
        let value = sheet.joined(pieces, " . ", &|piece| atom(sheet, piece));
        let pair = [&Q.of(&[name, "="].concat()), " . ", &value].concat();
        let refusal = Q.of(&uncarried(name));
        out.put(
            "    if (!in_array(@, preg_split('/[?&]/', $url), true)) {\n        @\n    }",
            &[&pair, &throw(&refusal)],
        );
    }
}

/// A member, as PHP's own way into arrays.
fn member(pointer: &str) -> String {
    let step = |step: Result<usize, String>| match step {
        Ok(at) => ["[", &at.to_string(), "]"].concat(),
        Err(name) => ["[", &Q.of(&name), "]"].concat(),
    };
    let steps: String = super::plan::steps(pointer).into_iter().map(step).collect();
    ["member($data", &steps, " ?? null)"].concat()
}

fn fits(name: &str, before: &str, after: &str) -> String {
    let start = ["str_starts_with(", name, ", ", &Q.of(before), ")"].concat();
    let end = ["str_ends_with(", name, ", ", &Q.of(after), ")"].concat();
    match (before.is_empty(), after.is_empty()) {
        (false, true) => start,
        (true, false) => end,
        (true, true) => [name, " !== ''"].concat(),
        (false, false) => [start, end].join(" && "),
    }
}

fn inner(name: &str, before: &str, after: &str) -> String {
    let from = before.len().to_string();
    match (before.is_empty(), after.is_empty()) {
        (true, true) => name.to_owned(),
        (false, true) => ["substr(", name, ", ", &from, ")"].concat(),
        _ => [
            "substr(",
            name,
            ", ",
            &from,
            ", -",
            &after.len().to_string(),
            ")",
        ]
        .concat(),
    }
}

fn clock(sheet: &Sheet<'_>, out: &mut Lines) {
    let Some(clock) = &sheet.plan.clock else {
        out.put("\n    // @", &[sheet.ageless()]);
        return;
    };
    let seconds = match clock.unit {
        Unit::Seconds => "(int) $timestamp",
        Unit::Milliseconds => "(int) $timestamp / 1000",
    };
    out.put(
        "\n    // A delivery that somebody kept must not work later.",
        &[],
    );
    out.put(
        "    if (!preg_match('/^\\d{1,15}$/D', $timestamp)) {\n        @\n    }",
        &[&throw(&Q.of(NO_TIME))],
    );
    out.put("    $age = ($now ?? time()) - @;", &[seconds]);
    let limit = clock.seconds.to_string();
    out.put(
        "    if ($age > @) {\n        @\n    }",
        &[&limit, &throw(&Q.of(&too_old(clock)))],
    );
    if clock.future {
        out.put(
            "    if ($age < -@) {\n        @\n    }",
            &[&limit, &throw(&Q.of(&too_new(clock)))],
        );
    }
}

fn proof(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    out.blank();
    match plan.proof {
        Proof::Shared => out.put("    $expected = $secret;", &[]),
        Proof::Mac(algorithm, digest) => {
            key(sheet, out);
            out.put("    // @", &[sheet.over()]);
            let content = sheet.joined(&plan.content, " . ", &|piece| atom(sheet, piece));
            let call = [
                "hash_hmac('",
                hash_name(algorithm),
                "', ",
                &content,
                ", $key",
            ]
            .concat();
            out.put("    $expected = @;", &[&written(&call, digest)]);
        }
    }
    out.put(
        "\n    // In constant time: === would tell by its time how much of a guess is right.",
        &[],
    );
    let refusal = throw(&Q.of(MISMATCH));
    if plan.lists() {
        out.put("    foreach ($signatures as $signature) {\n        if (hash_equals($expected, $signature)) {\n            return;\n        }\n    }\n    @", &[&refusal]);
    } else {
        out.put(
            "    if (!hash_equals($expected, $signature)) {\n        @\n    }",
            &[&refusal],
        );
    }
}

/// An open call of a hash function, finished as text.
fn written(call: &str, digest: DigestText) -> String {
    match digest {
        DigestText::Hex => [call, ")"].concat(),
        DigestText::Base64 => ["base64_encode(", call, ", true))"].concat(),
        DigestText::Base64Url => [
            "rtrim(strtr(base64_encode(",
            call,
            ", true)), '+/', '-_'), '=')",
        ]
        .concat(),
    }
}

fn key(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    let text = match plan.prefix.is_empty() {
        true => "$secret".to_owned(),
        false => {
            let (prefix, length) = (Q.of(&plan.prefix), plan.prefix.len().to_string());
            let cut = ["substr($secret, ", &length, ")"].concat();
            [
                "str_starts_with($secret, ",
                &prefix,
                ") ? ",
                &cut,
                " : $secret",
            ]
            .concat()
        }
    };
    let main = match plan.encoding {
        KeyText::Text => "$secret".to_owned(),
        KeyText::Hex => ["hex2bin(", &text, ")"].concat(),
        KeyText::Base64 => ["base64_decode(", &text, ")"].concat(),
        KeyText::Base64Url => ["base64_decode(strtr(", &text, ", '-_', '+/'))"].concat(),
    };
    let part = |piece: &Piece| match piece {
        Piece::Secret => main.clone(),
        piece => atom(sheet, piece),
    };
    out.put("    $key = @;", &[&sheet.joined(&plan.key, " . ", &part)]);
}

fn hash_name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "sha1",
        Algorithm::Sha256 => "sha256",
        Algorithm::Sha384 => "sha384",
        Algorithm::Sha512 => "sha512",
    }
}

fn atom(sheet: &Sheet<'_>, piece: &Piece) -> String {
    if let Some(name) = sheet.variable(piece) {
        return ["$", name].concat();
    }
    if let Piece::Json(pointer) = piece {
        return member(pointer);
    }
    if let Some(call) = sheet.call(piece, &|name| ["$", name].concat(), Q) {
        return call;
    }
    match piece {
        Piece::Text(text) => Q.of(text),
        Piece::Body => "$body".to_owned(),
        Piece::Path => "explode('?', $target, 2)[0]".to_owned(),
        Piece::Query => "(explode('?', $target, 2)[1] ?? '')".to_owned(),
        Piece::Header(name) => ["($headers[", &Q.of(name), "] ?? '')"].concat(),
        Piece::BodyHash(algorithm, digest) => written(
            &["hash('", hash_name(*algorithm), "', $body"].concat(),
            *digest,
        ),
        _ => "''".to_owned(),
    }
}

fn test(sheet: &Sheet<'_>, out: &mut Lines) {
    out.put("// This very request as a test.\nif (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {", &[]);
    for (name, source) in sheet.secrets() {
        let ask = Q.of(&["Set ", &source, ", which this request was signed with\n"].concat());
        out.put("    $@ = (string) getenv(@);\n    if ($@ === '') {\n        fwrite(STDERR, @);\n        exit(1);\n    }", &[name, &Q.of(&source), name, &ask]);
    }
    for (name, text) in sheet.texts() {
        out.put("    $@ = @;", &[name, &Q.of(text)]);
    }
    out.put("    $headers = [", &[]);
    if let Some((name, value)) = sheet.shared_value(Q, " . ") {
        out.put(
            "        @ => @,",
            &[&Q.of(&name), &value.replace("secret", "$secret")],
        );
    }
    for (name, value) in sheet.headers() {
        out.put("        @ => @,", &[&Q.of(&name), &Q.of(value)]);
    }
    out.put("    ];", &[]);
    match sheet.body() {
        Ok(text) => out.put("    $body = @;", &[&Q.of(text)]),
        Err(base64) => out.put("    $body = base64_decode(@);", &[&Q.of(&base64)]),
    }
    if sheet.plan.clock.is_some() {
        out.put(
            "    $now = @; // When it came.",
            &[&sheet.example.now.to_string()],
        );
    }
    let arguments = sheet.parameters(|name| ["$", name].concat());
    out.put("    verify(@);", &[&arguments]);
    if sheet.plan.covers_body() {
        let altered = sheet.parameters(|name| match name {
            "body" => "$body . ' '".to_owned(),
            name => ["$", name].concat(),
        });
        out.put("    try {\n        verify(@);\n    } catch (RuntimeException) {\n        exit(\"ok\\n\");\n    }\n    fwrite(STDERR, \"An altered body was accepted\\n\");\n    exit(1);\n}", &[&altered]);
    } else {
        out.put("    echo \"ok\\n\";\n}", &[]);
    }
}
