//! The whole program: the comment at its top, `verify`, the functions beside it, and the test.

use super::plan::Parameter;
use super::templates::{Group, fill};
use super::text::{Quotes, is_plain};
use super::writer::CodeWriter;
use super::{trial, walk};
use data_encoding::BASE64;

/// Writes the program.
pub fn program(writer: &CodeWriter<'_>) -> String {
    let templates = writer.templates;
    let mut values = test_values(writer);
    values.extend([
        ("title", writer.title()),
        ("about", writer.parameter_comments()),
        ("parameters", writer.parameters()),
        ("verify", walk::verify(writer)),
    ]);
    let written = values
        .iter()
        .filter(|(name, _)| !matches!(*name, "title" | "about"));
    let mut code: Vec<String> = written
        .map(|(_, text)| text.as_str())
        .chain([templates.program])
        .flat_map(|text| code_lines(text, writer))
        .collect();
    let functions = functions(writer, &mut code);
    let uses = |mark: &str| code.iter().any(|line| is_used(line, mark));
    let imports: Vec<String> = templates
        .imports
        .iter()
        .map(|section| used_lines(section, &uses).join("\n"))
        .filter(|section| !section.is_empty())
        .collect();
    let packages: Vec<String> = templates
        .packages
        .iter()
        .flat_map(|section| used_lines(section, &uses))
        .collect();
    let platform = writer.word("platform");
    let needs = match packages.is_empty() {
        true => ["only ", platform].concat(),
        false => [platform, " and ", &packages.join(" and ")].concat(),
    };
    let mut summary = writer.summary();
    if writer.has("escaped_comments") {
        summary = summary.replace('\\', "\\\\");
    }
    values.extend([
        ("summary", summary),
        ("needs", needs),
        ("packages", packages.join("\n")),
        ("imports", imports.join("\n\n")),
        ("functions", functions),
    ]);
    let out = fill(templates.program, &borrowed(&values));
    if templates.quotes() != Quotes::Ascii {
        return out;
    }
    // Only comments still contain other characters, which the compiler reads in the system's encoding.
    let ascii = |c: char| match c {
        '…' => "...".to_owned(),
        c if c.is_ascii() => c.to_string(),
        _ => "?".to_owned(),
    };
    out.chars().map(ascii).collect()
}

fn borrowed<'a>(values: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    values
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect()
}

/// Writes the functions that the code uses, and adds them to it since they may use others.
fn functions(writer: &CodeWriter<'_>, code: &mut Vec<String>) -> String {
    let proof = writer.proof();
    let values = borrowed(proof.as_ref().map_or(&[], |proof| proof.as_slice()));
    let mut out = String::new();
    for (mark, text) in &writer.templates.functions {
        if code.iter().any(|line| is_used(line, mark)) {
            let text = fill(text, &values);
            code.extend(code_lines(&text, writer));
            out.push_str(&text);
        }
    }
    out.trim_end().to_owned()
}

/// The lines of a section for the names whose marks the code uses.
fn used_lines(section: &[Group], uses: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    for group in section {
        let names = group.names.iter();
        let names = names.filter(|(_, marks)| marks.iter().any(|mark| uses(mark)));
        let names: Vec<&str> = names.map(|(name, _)| *name).collect();
        let all = names.join(", ");
        match &*names {
            [] => {}
            _ if group.line.contains("{{name}}") => {
                lines.extend(names.iter().map(|name| fill(group.line, &[("name", name)])));
            }
            [one] => lines.push(fill(group.line, &[("names", one), ("braced", one)])),
            _ => {
                let braced = ["{", &all, "}"].concat();
                lines.push(fill(group.line, &[("names", &all), ("braced", &braced)]));
            }
        }
    }
    lines
}

/// Returns whether a line uses a mark, other than as the end of a longer word.
fn is_used(line: &str, mark: &str) -> bool {
    let longer = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | ':');
    let mut found = line.match_indices(mark);
    found.any(|(at, _)| {
        !mark.starts_with(|c: char| c.is_alphanumeric()) || !line[..at].ends_with(longer)
    })
}

/// Strips strings and comments from the lines of a text.
fn code_lines(text: &str, writer: &CodeWriter<'_>) -> Vec<String> {
    text.lines().map(|line| code_line(line, writer)).collect()
}

fn code_line(line: &str, writer: &CodeWriter<'_>) -> String {
    let single = matches!(writer.templates.quotes(), Quotes::Php | Quotes::Ruby);
    let comment = writer.word("comment");
    let mut out = String::new();
    let mut quote = None;
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        match (c, quote) {
            ('\\', Some(_)) => at += line[at + 1..].chars().next().map_or(0, char::len_utf8),
            (c, Some(open)) if c == open => quote = None,
            ('"', None) => quote = Some('"'),
            ('\'', None) if single => quote = Some('\''),
            (_, None) if line[at..].starts_with(comment) => break,
            (c, None) => out.push(c),
            _ => {}
        }
        at += c.len_utf8();
    }
    out
}

/// The values for the placeholders of the test.
fn test_values(writer: &CodeWriter<'_>) -> Vec<(&'static str, String)> {
    let (plan, example) = (writer.plan, writer.example);
    let all = plan.parameters();
    let constant = |(name, text): &(String, String)| {
        let (name, text) = (writer.variable(name), writer.literal(text));
        writer.write("declare", &[("name", &name), ("text", &text)])
    };
    let constants: Vec<String> = constants(writer).iter().map(constant).collect();
    let field = |(name, value): &(String, &str)| {
        let (name, value) = (writer.literal(name), writer.literal(value));
        writer.write("test.header", &[("name", &name), ("value", &value)])
    };
    let fields: Vec<String> = headers(writer).iter().map(field).collect();
    let headers = match all.contains(&Parameter::Headers) {
        true => writer.write("test.headers", &[("fields", &fields.join("\n"))]),
        false => String::new(),
    };
    let body =
        |template: &str, text: &str| writer.write(template, &[("text", &writer.literal(text))]);
    let body = match std::str::from_utf8(&example.body) {
        _ if !all.contains(&Parameter::Body) => String::new(),
        Ok(text) if is_plain(text) => body("test.body", text),
        _ => body("test.body.base64", &BASE64.encode(&example.body)),
    };
    let now = match all.contains(&Parameter::Now) {
        true => writer.write("test.now", &[("now", &example.now.to_string())]),
        false => String::new(),
    };
    let arguments = |body: &str| {
        let one = |p: &Parameter| match p {
            Parameter::Body => body.to_owned(),
            p => writer.variable(writer.parameter(*p)),
        };
        all.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let digest = |h: &(String, String)| h.0.eq_ignore_ascii_case("content-digest");
    let is_form = plan.either && trial::is_form(example);
    let words = match plan.carried.is_empty() || is_form {
        _ if plan.described => walk::NO_DIGEST,
        true => walk::MISMATCH,
        false => "is not the hash of the body",
    };
    let covered = plan.described && example.headers.iter().any(digest);
    let refused = match covered || plan.covers_body() {
        true => {
            let arguments = arguments(writer.word("test.altered"));
            writer.write(
                "test.refused",
                &[("arguments", &arguments), ("words", words)],
            )
        }
        false => String::new(),
    };
    vec![
        ("constants", constants.join("\n")),
        ("headers", headers),
        ("body", body),
        ("now", now),
        ("arguments", arguments(&writer.variable("body"))),
        ("refused", refused),
    ]
}

/// The parameters of the test that are texts.
fn constants(writer: &CodeWriter<'_>) -> Vec<(String, String)> {
    let example = writer.example;
    let given = |name: &str| {
        let mut inputs = example.inputs.iter();
        inputs.find(|i| i.0 == name).map(|i| i.1.clone())
    };
    let text = |parameter| match parameter {
        Parameter::Method => Some(example.method.clone()),
        Parameter::Url => Some(example.url.clone()),
        Parameter::Target => Some(trial::target(example)),
        Parameter::Secret | Parameter::Key => given("secret"),
        Parameter::Input(at) => given(&writer.plan.inputs.get(at)?.name),
        Parameter::Components => given("components"),
        Parameter::Headers | Parameter::Body | Parameter::Now => None,
    };
    let all = writer.plan.parameters().into_iter();
    all.filter_map(|p| Some((writer.parameter(p).to_owned(), text(p)?)))
        .collect()
}

/// The lower-case name and the value of each field that the code reads, without repeats.
fn headers<'a>(writer: &CodeWriter<'a>) -> Vec<(String, &'a str)> {
    let mut found: Vec<(String, &str)> = Vec::new();
    let mut inputs = writer.example.inputs.iter();
    let components = inputs.find(|i| i.0 == "components").map_or("", |i| &*i.1);
    let signed = |name: &str| components.contains(&["\"", name, "\""].concat());
    for (name, value) in &writer.example.headers {
        let name = name.to_ascii_lowercase();
        let new = found.iter().all(|(known, _)| *known != name);
        if new && (writer.plan.reads_header(&name) || signed(&name)) {
            found.push((name, value));
        }
    }
    found
}
