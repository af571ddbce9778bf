//! The test at the end of receiver code for Java: the request as it came, and one altered.

use super::{Q, literal};
use crate::receiver::Sheet;
use crate::receiver::text::Lines;

/// Prints the test.
pub fn print(sheet: &Sheet<'_>, out: &mut Lines) {
    out.put("    // This very request as a test.\n    public static void main(String[] arguments) throws GeneralSecurityException {", &[]);
    for (name, source) in sheet.secrets() {
        let ask = Q.of(&["Set ", &source, ", which this request was signed with"].concat());
        out.put(
            "        String @ = Objects.requireNonNull(System.getenv(@), @);",
            &[name, &Q.of(&source), &ask],
        );
    }
    for (name, text) in sheet.texts() {
        out.put("        String @ = @;", &[name, &Q.of(text)]);
    }
    out.put(
        "        Map<String, String> headers = new HashMap<>();",
        &[],
    );
    if let Some((name, value)) = sheet.shared_value(Q, " + ") {
        out.put("        headers.put(@, @);", &[&Q.of(&name), &value]);
    }
    for (name, value) in sheet.headers() {
        out.put(
            "        headers.put(@, @);",
            &[&Q.of(&name), &literal(value)],
        );
    }
    match sheet.body() {
        Ok(text) => out.put(
            "        byte[] body = @.getBytes(UTF_8);",
            &[&literal(text)],
        ),
        Err(base64) => out.put(
            "        byte[] body = Base64.getDecoder().decode(@);",
            &[&literal(&base64)],
        ),
    }
    if sheet.plan.clock.is_some() {
        out.put(
            "        long now = @L; // When it came.",
            &[&sheet.example.now.to_string()],
        );
    }
    let arguments = sheet.parameters(str::to_owned);
    out.put("        verify(@);", &[&arguments]);
    if sheet.plan.covers_body() {
        let altered = sheet.parameters(|name| match name {
            "body" => "Arrays.copyOf(body, body.length + 1)".to_owned(),
            name => name.to_owned(),
        });
        out.put("        try {\n            verify(@);\n        } catch (SignatureException refused) {\n            System.out.println(\"ok\");\n            return;\n        }\n        throw new AssertionError(\"An altered body was accepted\");\n    }\n}", &[&altered]);
    } else {
        out.put("        System.out.println(\"ok\");\n    }\n}", &[]);
    }
}
