//! The whole file: what it says at its top, `verify`, the functions beside it, and its test.

use super::plan::Parameter;
use super::sheet::Sheet;
use super::syntax::{Import, fill};
use super::text::{Quotes, is_plain};
use super::{trial, walk};
use signature::hmac;

/// Writes it.
pub fn program(sheet: &Sheet<'_>) -> String {
    let syntax = sheet.syntax;
    let verify = walk::verify(sheet);
    let test = test(sheet);
    let helpers = helpers(sheet, &[&verify, &test].map(|t| t.as_str()).concat());
    let about = sheet.about();
    let parameters = sheet.parameters();
    let code: Vec<String> = [&*verify, &helpers, &test, &parameters, syntax.program]
        .iter()
        .flat_map(|text| text.lines())
        .map(|line| bare(line, sheet))
        .collect();
    let uses = |mark: &str| code.iter().any(|line| is_within(line, mark));
    let imports: Vec<String> = syntax
        .imports
        .iter()
        .filter_map(|i| import(i, &uses))
        .collect();
    let packages = used(
        syntax.packages.iter().map(|(mark, name)| (*name, *mark)),
        &uses,
    );
    let needs = match packages.is_empty() {
        true => ["nothing but ", syntax.platform].concat(),
        false => [syntax.platform, " and ", &packages.join(" and ")].concat(),
    };
    let mut summary = sheet.summary();
    // A backslash begins an escape in Java's comments and Python's docstrings.
    if syntax.quotes == Quotes::Ascii || syntax.quotes == Quotes::Double && syntax.comment == "#" {
        summary = summary.replace('\\', "\\\\");
    }
    let values = [
        &sheet.title(),
        &summary,
        &needs,
        &packages.join("\n"),
        &imports.join("\n").trim().to_owned(),
        &about,
        &parameters,
        &verify,
        &helpers,
    ];
    let mut out = fill(syntax.program, &values.map(|value| value.as_str()));
    out.push('\n');
    out.push_str(&test);
    out.push('\n');
    if syntax.quotes != Quotes::Ascii {
        return out;
    }
    // Only comments still have anything else: the compiler reads them in the system's encoding.
    let ascii = |c: char| match c {
        '…' => "...".to_owned(),
        c if c.is_ascii() => c.to_string(),
        _ => "?".to_owned(),
    };
    out.chars().map(ascii).collect()
}

/// The functions that the program uses beside `verify`, each after a blank line.
fn helpers(sheet: &Sheet<'_>, program: &str) -> String {
    let mut out: String = sheet.signed().unwrap_or_default();
    for (mark, text) in sheet.syntax.helpers {
        let uses = |text: &str| text.lines().any(|line| is_within(&bare(line, sheet), mark));
        if uses(program) || uses(&out) {
            out.push_str(text);
        }
    }
    out.trim_end().to_owned()
}

fn import(import: &Import, uses: &dyn Fn(&str) -> bool) -> Option<String> {
    let names = used(import.names.iter().copied(), uses);
    let template = match names.len() {
        0 => return None,
        1 => import.one,
        _ => import.several,
    };
    Some(fill(template, &[&names.join(", ")]))
}

/// The names whose marks are met, each once.
fn used(
    all: impl Iterator<Item = (&'static str, &'static str)>,
    uses: &dyn Fn(&str) -> bool,
) -> Vec<&'static str> {
    let mut names: Vec<&str> = all
        .filter(|(_, mark)| uses(mark))
        .map(|(name, _)| name)
        .collect();
    names.dedup();
    names
}

/// A word that ends a longer one is another's.
fn is_within(line: &str, mark: &str) -> bool {
    let longer = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | ':');
    let mut found = line.match_indices(mark);
    found.any(|(at, _)| {
        !mark.starts_with(|c: char| c.is_alphanumeric()) || !line[..at].ends_with(longer)
    })
}

/// A line without its strings and its comment.
fn bare(line: &str, sheet: &Sheet<'_>) -> String {
    let syntax = sheet.syntax;
    let single = matches!(syntax.quotes, Quotes::Php | Quotes::Ruby);
    let mut out = String::new();
    let mut quote = None;
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        match (c, quote) {
            ('\\', Some(_)) => at += line[at + 1..].chars().next().map_or(0, char::len_utf8),
            (c, Some(open)) if c == open => quote = None,
            ('"', None) => quote = Some('"'),
            ('\'', None) if single => quote = Some('\''),
            (_, None) if line[at..].starts_with(syntax.comment) => break,
            (c, None) => out.push(c),
            _ => {}
        }
        at += c.len_utf8();
    }
    out
}

/// This very request as a test.
fn test(sheet: &Sheet<'_>) -> String {
    let (plan, example, syntax) = (sheet.plan, sheet.example, sheet.syntax);
    let all = plan.parameters();
    let constants: Vec<String> = constants(sheet)
        .iter()
        .map(|(name, text)| fill(syntax.declare, &[&sheet.named(name), &sheet.literal(text)]))
        .collect();
    let sent: Vec<String> = headers(sheet)
        .iter()
        .map(|(name, value)| fill(syntax.sent, &[&sheet.literal(name), &sheet.literal(value)]))
        .collect();
    let headers = match all.contains(&Parameter::Headers) {
        true => fill(syntax.headers, &[&sent.join("\n")]),
        false => String::new(),
    };
    let [of_text, of_base64] = syntax.body;
    let body = match std::str::from_utf8(&example.body) {
        _ if !all.contains(&Parameter::Body) => String::new(),
        Ok(text) if is_plain(text) => fill(of_text, &[&sheet.literal(text)]),
        _ => fill(of_base64, &[&sheet.literal(&hmac::base64(&example.body))]),
    };
    let now = match all.contains(&Parameter::Now) {
        true => fill(syntax.now, &[&example.now.to_string()]),
        false => String::new(),
    };
    let arguments = |body: &str| {
        let one = |p: &Parameter| match p {
            Parameter::Body => body.to_owned(),
            p => sheet.named(sheet.parameter(*p)),
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
    let [altered, nothing] = syntax.refused;
    let covered = plan.described && example.headers.iter().any(digest);
    let refused = match covered || plan.covers_body() {
        true => fill(altered, &[&arguments(syntax.altered), words]),
        false => nothing.to_owned(),
    };
    let own = arguments(&sheet.named("body"));
    let values = [&constants.join("\n"), &headers, &body, &now, &own, &refused];
    fill(syntax.test, &values.map(|value| value.as_str()))
}

/// The test's parameters that are texts.
fn constants(sheet: &Sheet<'_>) -> Vec<(String, String)> {
    let example = sheet.example;
    let given = |name: &str| {
        let mut inputs = example.inputs.iter();
        inputs.find(|i| i.0 == name).map(|i| i.1.clone())
    };
    let text = |parameter| match parameter {
        Parameter::Method => Some(example.method.clone()),
        Parameter::Url => Some(example.url.clone()),
        Parameter::Target => Some(trial::target(example)),
        Parameter::Secret | Parameter::Key => given("secret"),
        Parameter::Input(at) => given(&sheet.plan.inputs.get(at)?.name),
        Parameter::Components => given("components"),
        Parameter::Headers | Parameter::Body | Parameter::Now => None,
    };
    let all = sheet.plan.parameters().into_iter();
    all.filter_map(|p| Some((sheet.parameter(p).to_owned(), text(p)?)))
        .collect()
}

/// Name in lower case and value of the fields that the code reads, each once.
fn headers<'a>(sheet: &Sheet<'a>) -> Vec<(String, &'a str)> {
    let mut found: Vec<(String, &str)> = Vec::new();
    let mut inputs = sheet.example.inputs.iter();
    let components = inputs.find(|i| i.0 == "components").map_or("", |i| &*i.1);
    let signed = |name: &str| components.contains(&["\"", name, "\""].concat());
    for (name, value) in &sheet.example.headers {
        let name = name.to_ascii_lowercase();
        let new = found.iter().all(|(known, _)| *known != name);
        if new && (sheet.plan.reads_header(&name) || signed(&name)) {
            found.push((name, value));
        }
    }
    found
}
