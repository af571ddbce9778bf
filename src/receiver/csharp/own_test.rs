//! The test at the end of receiver code for C#: the request as it came, and one altered.

use super::Q;
use crate::receiver::Sheet;
use crate::receiver::text::Lines;

/// Prints the test.
pub fn print(sheet: &Sheet<'_>, out: &mut Lines) {
    out.put(
        "    // This very request as a test.\n    public static int Main()\n    {",
        &[],
    );
    for (name, source) in sheet.secrets() {
        let ask = Q.of(&["Set ", &source, ", which this request was signed with"].concat());
        out.put(
            "        var @ = Environment.GetEnvironmentVariable(@) ?? throw new Exception(@);",
            &[name, &Q.of(&source), &ask],
        );
    }
    for (name, text) in sheet.texts() {
        out.put("        var @ = @;", &[name, &Q.of(text)]);
    }
    out.put(
        "        var headers = new Dictionary<string, string>\n        {",
        &[],
    );
    if let Some((name, value)) = sheet.shared_value(Q, " + ") {
        out.put("            [@] = @,", &[&Q.of(&name), &value]);
    }
    for (name, value) in sheet.headers() {
        out.put("            [@] = @,", &[&Q.of(&name), &Q.of(value)]);
    }
    out.put("        };", &[]);
    match sheet.body() {
        Ok(text) => out.put(
            "        var body = Encoding.UTF8.GetBytes(@);",
            &[&Q.of(text)],
        ),
        Err(base64) => out.put(
            "        var body = Convert.FromBase64String(@);",
            &[&Q.of(&base64)],
        ),
    }
    if sheet.plan.clock.is_some() {
        out.put(
            "        var now = @L; // When it came.",
            &[&sheet.example.now.to_string()],
        );
    }
    let arguments = sheet.parameters(str::to_owned);
    out.put("        Verify(@);", &[&arguments]);
    if sheet.plan.covers_body() {
        let altered = sheet.parameters(|name| match name {
            "body" => "body.Append((byte)' ').ToArray()".to_owned(),
            name => name.to_owned(),
        });
        out.put("        try\n        {\n            Verify(@);\n        }\n        catch (CryptographicException)\n        {\n            Console.WriteLine(\"ok\");\n            return 0;\n        }\n        Console.Error.WriteLine(\"An altered body was accepted\");\n        return 1;\n    }\n}", &[&altered]);
    } else {
        out.put(
            "        Console.WriteLine(\"ok\");\n        return 0;\n    }\n}",
            &[],
        );
    }
}
