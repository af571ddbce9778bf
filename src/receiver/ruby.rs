//! Receiver code for Ruby.

use super::plan::{Piece, Proof, Read, Slot};
use super::text::{Lines, Quotes};
use super::{MISMATCH, NO_TIME, Sheet, absent, too_new, too_old, uncarried};
use crate::sign::{Algorithm, DigestText, KeyText, Unit};

const Q: Quotes = Quotes::Ruby;

pub fn print(sheet: &Sheet<'_>) -> String {
    let mut out = Lines::new();
    head(sheet, &mut out);
    for read in &sheet.plan.reads {
        header(sheet, read, &mut out);
    }
    body(sheet, &mut out);
    clock(sheet, &mut out);
    proof(sheet, &mut out);
    out.put("end\n@", &[&sheet.helpers]);
    test(sheet, &mut out);
    out.0
}

fn head(sheet: &Sheet<'_>, out: &mut Lines) {
    out.put("# frozen_string_literal: true\n", &[]);
    out.put(
        "# Verifies what is signed as @ does: @.",
        &[&sheet.plan.title, &sheet.summary()],
    );
    out.put(
        "# Needs nothing but Ruby 2.7 or newer. Its own test: WEBHOOK_SECRET=… @",
        &[sheet.run],
    );
    for (name, used) in [
        ("json", sheet.plan.reads_json()),
        ("openssl", true),
        ("uri", sheet.helpers.contains("URI")),
    ] {
        if used {
            out.put("require \"@\"", &[name]);
        }
    }
    out.blank();
    out.put(
        "# The request is not genuine; answer 401.\nclass Refused < StandardError; end\n",
        &[],
    );
    out.put("# Raises Refused unless the request is genuine.", &[]);
    let headers = "request.headers in Rails, or a hash with names in lower case";
    let body =
        "the raw bytes, before any parser: request.raw_post in Rails, request.body.read in Sinatra";
    for (name, what) in sheet.about(headers, body) {
        out.put("#   @: @", &[name, what]);
    }
    let parameters = sheet.parameters(|name| match name {
        "now" => "now = Time.now.to_i".to_owned(),
        name => name.to_owned(),
    });
    out.put("def verify(@)", &[&parameters]);
}

fn header(sheet: &Sheet<'_>, read: &Read, out: &mut Lines) {
    let (missing, bad) = (sheet.missing(read, Q), sheet.malformed(read, Q));
    let bare = read.forms.first().filter(|_| read.is_bare());
    let name = bare.map_or("field", |form| form.slot.name());
    out.put("  @ = headers[@].to_s", &[name, &Q.of(&read.key())]);
    out.put("  raise Refused, @ if @.empty?", &[&missing, name]);
    if bare.is_some() {
        return;
    }
    let Some(list) = &read.list else {
        for form in &read.forms {
            let is = fits("field", &form.before, &form.after);
            out.put("  raise Refused, @ unless @", &[&bad, &is]);
            out.put(
                "  @ = @",
                &[form.slot.name(), &inner("field", &form.before, &form.after)],
            );
        }
        return;
    };
    let mut empty = Vec::new();
    for form in &read.forms {
        if form.slot == Slot::Signature {
            out.put(
                "  signatures = [] # Several while a secret is being replaced.",
                &[],
            );
            empty.push("signatures.empty?".to_owned());
        } else {
            out.put("  @ = \"\"", &[form.slot.name()]);
            empty.push([form.slot.name(), ".empty?"].concat());
        }
    }
    out.put(
        "  field.split(@).map(&:strip).each do |part|",
        &[&Q.of(list)],
    );
    for (at, form) in read.forms.iter().enumerate() {
        let word = if at == 0 { "if" } else { "elsif" };
        let value = inner("part", &form.before, &form.after);
        out.put("    @ @", &[word, &fits("part", &form.before, &form.after)]);
        match form.slot {
            Slot::Signature => out.put("      signatures << @", &[&value]),
            slot => out.put("      @ = @", &[slot.name(), &value]),
        }
    }
    out.put(
        "    end\n  end\n  raise Refused, @ if @",
        &[&bad, &empty.join(" || ")],
    );
}

/// What the body and the address carry.
fn body(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    if plan.reads_json() {
        out.put("  data = begin\n    JSON.parse(body)\n  rescue JSON::ParserError\n    raise Refused, 'The body is no JSON'\n  end", &[]);
    }
    for (slot, pointer) in &plan.members {
        let (name, refusal) = (slot.name(), Q.of(&absent(pointer)));
        out.put("  @ = @", &[name, &sheet.member(pointer, Q)]);
        out.put("  raise Refused, @ if @.empty?", &[&refusal, name]);
    }
    for (name, pieces) in &plan.carried {
        let value = sheet.joined(pieces, " + ", &|piece| atom(sheet, piece));
        let pair = [&Q.of(&[name, "="].concat()), " + ", &value].concat();
        let refusal = Q.of(&uncarried(name));
        out.put(
            "  raise Refused, @ unless url.split(/[?&]/).include?(@)",
            &[&refusal, &pair],
        );
    }
}

fn fits(name: &str, before: &str, after: &str) -> String {
    let start = [name, ".start_with?(", &Q.of(before), ")"].concat();
    let end = [name, ".end_with?(", &Q.of(after), ")"].concat();
    match (before.is_empty(), after.is_empty()) {
        (false, true) => start,
        (true, false) => end,
        (true, true) => ["!", name, ".empty?"].concat(),
        (false, false) => [start, end].join(" && "),
    }
}

fn inner(name: &str, before: &str, after: &str) -> String {
    let mut value = name.to_owned();
    if !before.is_empty() {
        value = [&value, ".delete_prefix(", &Q.of(before), ")"].concat();
    }
    if !after.is_empty() {
        value = [&value, ".delete_suffix(", &Q.of(after), ")"].concat();
    }
    value
}

fn clock(sheet: &Sheet<'_>, out: &mut Lines) {
    let Some(clock) = &sheet.plan.clock else {
        out.put("\n  # @", &[sheet.ageless()]);
        return;
    };
    let seconds = match clock.unit {
        Unit::Seconds => "timestamp.to_i",
        Unit::Milliseconds => "timestamp.to_i / 1000",
    };
    out.put(
        "\n  # A delivery that somebody kept must not work later.",
        &[],
    );
    out.put(
        "  raise Refused, @ unless timestamp.match?(/\\A\\d{1,15}\\z/)",
        &[&Q.of(NO_TIME)],
    );
    out.put("  age = now - @", &[seconds]);
    let limit = clock.seconds.to_string();
    out.put(
        "  raise Refused, @ if age > @",
        &[&Q.of(&too_old(clock)), &limit],
    );
    if clock.future {
        out.put(
            "  raise Refused, @ if age < -@",
            &[&Q.of(&too_new(clock)), &limit],
        );
    }
}

fn proof(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    out.blank();
    match plan.proof {
        Proof::Shared => out.put("  expected = secret", &[]),
        Proof::Mac(algorithm, digest) => {
            key(sheet, out);
            out.put("  # @", &[sheet.over()]);
            out.put(
                "  mac = OpenSSL::HMAC.new(key, \"@\")",
                &[hash_name(algorithm)],
            );
            for run in plan.runs() {
                let text = sheet.joined(run, " + ", &|piece| atom(sheet, piece));
                out.put("  mac.update(@)", &[&text]);
            }
            out.put("  expected = @", &[&written("mac", digest)]);
        }
    }
    out.put(
        "\n  # In constant time: == would tell by its time how much of a guess is right.",
        &[],
    );
    let test = match plan.lists() {
        true => "signatures.any? { |signature| OpenSSL.secure_compare(signature, expected) }",
        false => "OpenSSL.secure_compare(signature, expected)",
    };
    out.put("  raise Refused, @ unless @", &[&Q.of(MISMATCH), test]);
}

/// The text of a digest or HMAC object.
fn written(object: &str, digest: DigestText) -> String {
    match digest {
        DigestText::Hex => [object, ".hexdigest"].concat(),
        DigestText::Base64 => ["[", object, ".digest].pack(\"m0\")"].concat(),
        DigestText::Base64Url => [
            "[",
            object,
            ".digest].pack(\"m0\").tr(\"+/\", \"-_\").delete(\"=\")",
        ]
        .concat(),
    }
}

fn key(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    let text = inner("secret", &plan.prefix, "");
    let main = match plan.encoding {
        KeyText::Text => "secret".to_owned(),
        KeyText::Hex => ["[", &text, "].pack(\"H*\")"].concat(),
        KeyText::Base64 => [&text, ".unpack1(\"m\")"].concat(),
        KeyText::Base64Url => [&text, ".tr(\"-_\", \"+/\").unpack1(\"m\")"].concat(),
    };
    let whole = plan.key == [Piece::Secret];
    let part = |piece: &Piece| match piece {
        Piece::Secret if whole => main.clone(),
        Piece::Secret => [&main, ".b"].concat(),
        piece => [&atom(sheet, piece), ".b"].concat(),
    };
    out.put("  key = @", &[&sheet.joined(&plan.key, " + ", &part)]);
}

fn hash_name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "SHA1",
        Algorithm::Sha256 => "SHA256",
        Algorithm::Sha384 => "SHA384",
        Algorithm::Sha512 => "SHA512",
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
        Piece::Body => "body".to_owned(),
        Piece::Path => "target.partition(\"?\").first".to_owned(),
        Piece::Query => "target.partition(\"?\").last".to_owned(),
        Piece::Header(name) => ["headers[", &Q.of(name), "].to_s"].concat(),
        Piece::BodyHash(algorithm, digest) => {
            let hash = [
                "OpenSSL::Digest.new(\"",
                hash_name(*algorithm),
                "\").update(body)",
            ];
            written(&hash.concat(), *digest)
        }
        _ => "\"\"".to_owned(),
    }
}

fn test(sheet: &Sheet<'_>, out: &mut Lines) {
    out.put(
        "# This very request as a test.\nif __FILE__ == $PROGRAM_NAME",
        &[],
    );
    for (name, source) in sheet.secrets() {
        let ask = Q.of(&["Set ", &source, ", which this request was signed with"].concat());
        out.put("  @ = ENV[@] || abort(@)", &[name, &Q.of(&source), &ask]);
    }
    for (name, text) in sheet.texts() {
        out.put("  @ = @", &[name, &Q.of(text)]);
    }
    out.put("  headers = {", &[]);
    if let Some((name, value)) = sheet.shared_value(Q, " + ") {
        out.put("    @ => @,", &[&Q.of(&name), &value]);
    }
    for (name, value) in sheet.headers() {
        out.put("    @ => @,", &[&Q.of(&name), &Q.of(value)]);
    }
    out.put("  }", &[]);
    match sheet.body() {
        Ok(text) => out.put("  body = @", &[&Q.of(text)]),
        Err(base64) => out.put("  body = @.unpack1(\"m\")", &[&Q.of(&base64)]),
    }
    if sheet.plan.clock.is_some() {
        out.put(
            "  now = @ # When it came.",
            &[&sheet.example.now.to_string()],
        );
    }
    let arguments = sheet.parameters(str::to_owned);
    out.put("  verify(@)", &[&arguments]);
    if sheet.plan.covers_body() {
        let altered = sheet.parameters(|name| match name {
            "body" => "body + \" \"".to_owned(),
            name => name.to_owned(),
        });
        out.put("  begin\n    verify(@)\n    abort(\"An altered body was accepted\")\n  rescue Refused\n    puts(\"ok\")\n  end\nend", &[&altered]);
    } else {
        out.put("  puts(\"ok\")\nend", &[]);
    }
}
