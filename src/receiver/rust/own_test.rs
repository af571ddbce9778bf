//! The test at the end of receiver code for Rust: the request as it came, and one altered.

use super::Q;
use crate::receiver::Sheet;
use crate::receiver::text::Lines;

/// Prints the test.
pub fn print(sheet: &Sheet<'_>, out: &mut Lines) {
    out.put("/// This very request as a test.\nfn main() {", &[]);
    for (name, source) in sheet.secrets() {
        let ask = Q.of(&["set ", &source, ", which this request was signed with"].concat());
        out.put(
            "    let @ = &*std::env::var(@).expect(@);",
            &[name, &Q.of(&source), &ask],
        );
    }
    for (name, text) in sheet.texts() {
        out.put("    let @ = @;", &[name, &Q.of(text)]);
    }
    out.put("    let headers = &HashMap::from([", &[]);
    if let Some(shared) = sheet.shared() {
        let value = [Q.of(shared.1), "secret".to_owned(), Q.of(shared.2)].join(", ");
        out.put(
            "        (@.to_owned(), [@].concat()),",
            &[&Q.of(&shared.0), &value],
        );
    }
    for (name, value) in sheet.headers() {
        out.put(
            "        (@.to_owned(), @.to_owned()),",
            &[&Q.of(&name), &Q.of(value)],
        );
    }
    out.put("    ]);", &[]);
    match sheet.body() {
        Ok(text) => out.put("    let body = @.as_bytes();", &[&Q.of(text)]),
        Err(base64) => out.put(
            "    let body = &*general_purpose::STANDARD.decode(@).expect(\"base64\");",
            &[&Q.of(&base64)],
        ),
    }
    if sheet.plan.clock.is_some() {
        out.put(
            "    let now = @; // When it came.",
            &[&sheet.example.now.to_string()],
        );
    }
    let arguments = sheet.parameters(str::to_owned);
    out.put("    assert_eq!(verify(@), Ok(()));", &[&arguments]);
    if sheet.plan.covers_body() {
        let altered = sheet.parameters(|name| match name {
            "body" => "&[body, b\" \"].concat()".to_owned(),
            name => name.to_owned(),
        });
        out.put(
            "    assert!(verify(@).is_err(), \"An altered body was accepted\");",
            &[&altered],
        );
    }
    out.put("    println!(\"ok\");\n}", &[]);
}
