//! The test at the end of receiver code for Node: the request as it came, and one altered.

use super::Q;
use crate::receiver::Sheet;
use crate::receiver::text::Lines;

/// Prints the test.
pub fn print(sheet: &Sheet<'_>, out: &mut Lines) {
    out.put(
        "// This very request as a test.\nif (require.main === module) {",
        &[],
    );
    out.put("  const assert = require(\"node:assert\");", &[]);
    let secrets = sheet.secrets();
    let (names, sources): (Vec<&str>, Vec<String>) = secrets.into_iter().unzip();
    out.put("  const { @ } = process.env;", &[&pairs(&names, &sources)]);
    for (name, source) in names.iter().zip(&sources) {
        out.put(
            "  assert(@, @);",
            &[
                name,
                &Q.of(&["Set ", source, ", which this request was signed with"].concat()),
            ],
        );
    }
    for (name, text) in sheet.texts() {
        out.put("  const @ = @;", &[name, &Q.of(text)]);
    }
    out.put("  const headers = {", &[]);
    if let Some((name, value)) = sheet.shared_value(Q, " + ") {
        out.put("    @: @,", &[&Q.of(&name), &value]);
    }
    for (name, value) in sheet.headers() {
        out.put("    @: @,", &[&Q.of(&name), &Q.of(value)]);
    }
    out.put("  };", &[]);
    match sheet.body() {
        Ok(text) => out.put("  const body = Buffer.from(@);", &[&Q.of(text)]),
        Err(base64) => out.put(
            "  const body = Buffer.from(@, \"base64\");",
            &[&Q.of(&base64)],
        ),
    }
    if sheet.plan.clock.is_some() {
        out.put(
            "  const now = @; // When it came.",
            &[&sheet.example.now.to_string()],
        );
    }
    let arguments = sheet.parameters(str::to_owned);
    out.put("  verify(@);", &[&arguments]);
    if sheet.plan.covers_body() {
        let altered = sheet.parameters(|name| match name {
            "body" => "Buffer.concat([body, Buffer.from(\" \")])".to_owned(),
            name => name.to_owned(),
        });
        out.put(
            "  assert.throws(() => verify(@), /@/);",
            &[&altered, sheet.altered()],
        );
    }
    out.put("  console.log(\"ok\");\n}", &[]);
}

fn pairs(names: &[&str], sources: &[String]) -> String {
    let both = names.iter().zip(sources);
    let both: Vec<String> = both
        .map(|(name, source)| [source, ": ", name].concat())
        .collect();
    both.join(", ")
}
