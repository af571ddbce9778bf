//! Receiver code for Go.

mod own_test;

use super::plan::{Parameter, Piece, Proof, Read, Slot};
use super::text::{Lines, Quotes};
use super::{MISMATCH, NO_TIME, Sheet, absent, too_new, too_old, uncarried};
use crate::sign::{Algorithm, DigestText, KeyText, Unit};

const Q: Quotes = Quotes::Double;

pub fn print(sheet: &Sheet<'_>) -> String {
    let mut body = Lines::new();
    verify(sheet, &mut body);
    for read in &sheet.plan.reads {
        header(sheet, read, &mut body);
    }
    carry(sheet, &mut body);
    clock(sheet, &mut body);
    proof(sheet, &mut body);
    own_test::print(sheet, &mut body);
    let mut out = Lines::new();
    let plan = sheet.plan;
    out.put(
        "// Verifies what is signed as @ does: @.",
        &[&plan.title, &sheet.summary()],
    );
    out.put(
        "// Needs nothing but Go. Its own test: WEBHOOK_SECRET=… @\npackage main\n\nimport (",
        &[sheet.run],
    );
    for package in imports(&body.0) {
        out.put("\t@", &[&Q.of(package)]);
    }
    out.put(")\n\n@", &[body.0.trim_end()]);
    out.0
}

/// Go refuses an import that is not used, so they are read off the program itself.
fn imports(program: &str) -> Vec<&'static str> {
    let all = [
        ("bytes", "bytes."),
        ("crypto/hmac", "hmac."),
        ("crypto/sha1", "sha1."),
        ("crypto/sha256", "sha256."),
        ("crypto/sha512", "sha512."),
        ("encoding/base64", "base64."),
        ("encoding/hex", "hex."),
        ("encoding/json", "json."),
        ("errors", "errors."),
        ("fmt", "fmt."),
        ("io", "io."),
        ("net/http", "http."),
        ("net/url", "url."),
        ("os", "os."),
        ("regexp", "regexp."),
        ("sort", "sort."),
        ("strconv", "strconv."),
        ("strings", "strings."),
        ("time", "time."),
    ];
    let code: Vec<String> = program.lines().map(bare).collect();
    // A word that ends a longer one is another's.
    let longer = |c: char| c.is_alphanumeric() || c == '.';
    let within = |line: &String, mark: &str| {
        let mut found = line.match_indices(mark);
        found.any(|(at, _)| !line[..at].ends_with(longer))
    };
    let uses = |mark: &str| code.iter().any(|line| within(line, mark));
    let used = all.into_iter().filter(|(_, mark)| uses(mark));
    used.map(|(package, _)| package).collect()
}

/// A line without its strings and its comment.
fn bare(line: &str) -> String {
    let mut out = String::new();
    let mut chars = line.chars().peekable();
    let mut string = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => string = !string,
            '\\' if string => drop(chars.next()),
            '/' if !string && chars.peek() == Some(&'/') => break,
            c if !string => out.push(c),
            _ => {}
        }
    }
    out
}

fn verify(sheet: &Sheet<'_>, out: &mut Lines) {
    out.put(
        "// Verify returns an error unless the request is genuine; answer 401 then.\n//",
        &[],
    );
    let headers = "r.Header";
    let body = "the raw bytes, from io.ReadAll(r.Body), before anything decodes them";
    for (name, what) in sheet.about(headers, body) {
        out.put("//   @: @", &[name, what]);
    }
    let all = sheet.plan.parameters();
    let one = |p: &Parameter| {
        let kind = match p {
            Parameter::Headers => "http.Header",
            Parameter::Body => "[]byte",
            Parameter::Now => "int64",
            _ => "string",
        };
        [sheet.parameter(*p), " ", kind].concat()
    };
    let all: Vec<String> = all.iter().map(one).collect();
    out.put("func Verify(@) error {", &[&all.join(", ")]);
}

fn refuse(what: &str) -> String {
    ["errors.New(", &Q.of(what), ")"].concat()
}

fn header(sheet: &Sheet<'_>, read: &Read, out: &mut Lines) {
    let name = Q.of(&read.name);
    let missing = sheet.missing(read, Q);
    let bad = sheet.malformed(read, Q);
    let bare = read.forms.first().filter(|_| read.is_bare());
    // Each field has a variable of its own, since Go declares once.
    let variable = match bare {
        Some(form) => form.slot.name().to_owned(),
        None => sheet.field(read),
    };
    out.put("\t@ := headers.Get(@)", &[&variable, &name]);
    out.put(
        "\tif @ == \"\" {\n\t\treturn errors.New(@)\n\t}",
        &[&variable, &missing],
    );
    if bare.is_some() {
        return;
    }
    let Some(list) = &read.list else {
        for form in &read.forms {
            let is = fits(&variable, &form.before, &form.after);
            out.put("\tif !(@) {\n\t\treturn errors.New(@)\n\t}", &[&is, &bad]);
            out.put(
                "\t@ := @",
                &[
                    form.slot.name(),
                    &inner(&variable, &form.before, &form.after),
                ],
            );
        }
        return;
    };
    let mut empty = Vec::new();
    for form in &read.forms {
        if form.slot == Slot::Signature {
            out.put(
                "\tvar signatures []string // Several while a secret is being replaced.",
                &[],
            );
            empty.push("len(signatures) == 0".to_owned());
        } else {
            out.put("\tvar @ string", &[form.slot.name()]);
            empty.push([form.slot.name(), " == \"\""].concat());
        }
    }
    out.put(
        "\tfor _, item := range strings.Split(@, @) {\n\t\tpart := strings.TrimSpace(item)",
        &[&variable, &Q.of(list)],
    );
    let mut lines = Vec::new();
    for form in &read.forms {
        let value = inner("part", &form.before, &form.after);
        let taken = match form.slot {
            Slot::Signature => ["signatures = append(signatures, ", &value, ")"].concat(),
            slot => [slot.name(), " = ", &value].concat(),
        };
        lines.push(
            [
                "if ",
                &fits("part", &form.before, &form.after),
                " {\n\t\t\t",
                &taken,
                "\n\t\t}",
            ]
            .concat(),
        );
    }
    out.put("\t\t@", &[&lines.join(" else ")]);
    out.put(
        "\t}\n\tif @ {\n\t\treturn errors.New(@)\n\t}",
        &[&empty.join(" || "), &bad],
    );
}

/// What the body and the address carry.
fn carry(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    if plan.reads_json() {
        out.put("\tvar data any\n\tdecoder := json.NewDecoder(bytes.NewReader(body))\n\tdecoder.UseNumber()", &[]);
        out.put(
            "\tif err := decoder.Decode(&data); err != nil {\n\t\treturn err\n\t}",
            &[],
        );
    }
    for (slot, pointer) in &plan.members {
        let (name, refusal) = (slot.name(), refuse(&absent(pointer)));
        out.put("\t@ := @", &[name, &sheet.member(pointer, Q)]);
        out.put("\tif @ == \"\" {\n\t\treturn @\n\t}", &[name, &refusal]);
    }
    for (name, pieces) in &plan.carried {
        let value = sheet.joined(pieces, " + ", &|piece| atom(sheet, piece));
        let pair = [&Q.of(&[name, "="].concat()), " + ", &value].concat();
        let refusal = Q.of(&uncarried(name));
        out.put(
            "\tif !strings.Contains(strings.ReplaceAll(url, \"?\", \"&\")+\"&\", \"&\"+@+\"&\") {\n\t\treturn errors.New(@)\n\t}",
            &[&pair, &refusal],
        );
    }
}

fn fits(name: &str, before: &str, after: &str) -> String {
    let start = ["strings.HasPrefix(", name, ", ", &Q.of(before), ")"].concat();
    let end = ["strings.HasSuffix(", name, ", ", &Q.of(after), ")"].concat();
    match (before.is_empty(), after.is_empty()) {
        (false, true) => start,
        (true, false) => end,
        (true, true) => [name, " != \"\""].concat(),
        (false, false) => [start, end].join(" && "),
    }
}

fn inner(name: &str, before: &str, after: &str) -> String {
    let mut value = name.to_owned();
    if !before.is_empty() {
        value = ["strings.TrimPrefix(", &value, ", ", &Q.of(before), ")"].concat();
    }
    if !after.is_empty() {
        value = ["strings.TrimSuffix(", &value, ", ", &Q.of(after), ")"].concat();
    }
    value
}

fn clock(sheet: &Sheet<'_>, out: &mut Lines) {
    let Some(clock) = &sheet.plan.clock else {
        out.put("\n\t// @", &[sheet.ageless()]);
        return;
    };
    let seconds = match clock.unit {
        Unit::Seconds => "seconds",
        Unit::Milliseconds => "milliseconds/1000",
    };
    let variable = seconds.split('/').next().unwrap_or_default();
    out.put(
        "\n\t// A delivery that somebody kept must not work later.",
        &[],
    );
    out.put(
        "\t@, err := strconv.ParseInt(timestamp, 10, 64)\n\tif err != nil {\n\t\treturn @\n\t}",
        &[variable, &refuse(NO_TIME)],
    );
    out.put("\tage := now - @", &[seconds]);
    let limit = clock.seconds.to_string();
    out.put(
        "\tif age > @ {\n\t\treturn @\n\t}",
        &[&limit, &refuse(&too_old(clock))],
    );
    if clock.future {
        out.put(
            "\tif age < -@ {\n\t\treturn @\n\t}",
            &[&limit, &refuse(&too_new(clock))],
        );
    }
}

fn proof(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    out.blank();
    match plan.proof {
        Proof::Shared => out.put("\texpected := []byte(secret)", &[]),
        Proof::Mac(algorithm, digest) => {
            key(sheet, out);
            out.put("\t// @", &[sheet.over()]);
            out.put("\tmac := hmac.New(@, key)", &[hash_name(algorithm)]);
            for run in plan.runs() {
                if run == [Piece::Body] {
                    out.put("\tmac.Write(body)", &[]);
                } else {
                    let text = sheet.joined(run, " + ", &|piece| atom(sheet, piece));
                    out.put("\tmac.Write([]byte(@))", &[&text]);
                }
            }
            out.put(
                "\texpected := []byte(@)",
                &[&written("mac.Sum(nil)", digest)],
            );
        }
    }
    out.put(
        "\n\t// In constant time: == would tell by its time how much of a guess is right.",
        &[],
    );
    let refusal = refuse(MISMATCH);
    if plan.lists() {
        out.put("\tfor _, signature := range signatures {\n\t\tif hmac.Equal([]byte(signature), expected) {\n\t\t\treturn nil\n\t\t}\n\t}", &[]);
        out.put("\treturn @\n}\n", &[&refusal]);
    } else {
        out.put(
            "\tif !hmac.Equal([]byte(signature), expected) {\n\t\treturn @\n\t}\n\treturn nil\n}\n",
            &[&refusal],
        );
    }
}

fn key(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    let text = inner("secret", &plan.prefix, "");
    let decode = match plan.encoding {
        KeyText::Text => None,
        KeyText::Hex => Some(["hex.DecodeString(", &text, ")"].concat()),
        KeyText::Base64 | KeyText::Base64Url => {
            let alphabet = match plan.encoding {
                KeyText::Base64 => "Std",
                _ => "URL",
            };
            let call = [
                "base64.Raw",
                alphabet,
                "Encoding.DecodeString(strings.TrimRight(",
            ];
            Some([&call.concat(), &*text, ", \"=\"))"].concat())
        }
    };
    let whole = plan.key == [Piece::Secret];
    let name = if whole { "key" } else { "decoded" };
    if let Some(decode) = &decode {
        out.put("\t@, err := @\n\tif err != nil {\n\t\treturn err // The secret is not what it should be.\n\t}", &[name, decode]);
        if whole {
            return;
        }
    }
    let part = |piece: &Piece| match piece {
        Piece::Secret if decode.is_some() => "string(decoded)".to_owned(),
        Piece::Secret => "secret".to_owned(),
        piece => atom(sheet, piece),
    };
    out.put(
        "\tkey := []byte(@)",
        &[&sheet.joined(&plan.key, " + ", &part)],
    );
}

fn hash_name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "sha1.New",
        Algorithm::Sha256 => "sha256.New",
        Algorithm::Sha384 => "sha512.New384",
        Algorithm::Sha512 => "sha512.New",
    }
}

fn written(bytes: &str, digest: DigestText) -> String {
    let encoder = match digest {
        DigestText::Hex => "hex",
        DigestText::Base64 => "base64.StdEncoding",
        DigestText::Base64Url => "base64.RawURLEncoding",
    };
    [encoder, ".EncodeToString(", bytes, ")"].concat()
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
        Piece::Path => "before(target, \"?\")".to_owned(),
        Piece::Query => "after(target, \"?\")".to_owned(),
        Piece::Header(name) => ["headers.Get(", &Q.of(name), ")"].concat(),
        Piece::BodyHash(algorithm, digest) => {
            let hash = match algorithm {
                Algorithm::Sha1 => "sha1.Sum",
                Algorithm::Sha256 => "sha256.Sum256",
                Algorithm::Sha384 => "sha512.Sum384",
                Algorithm::Sha512 => "sha512.Sum512",
            };
            // A slice of an array has to be of one with a name.
            let sum = ["func() []byte { sum := ", hash, "(body); return sum[:] }()"].concat();
            written(&sum, *digest)
        }
        _ => "\"\"".to_owned(),
    }
}
