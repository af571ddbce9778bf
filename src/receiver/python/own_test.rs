//! The test at the end of receiver code for Python: the request as it came, and one altered.

use super::Q;
use crate::receiver::Sheet;
use crate::receiver::text::Lines;

/// Prints the test.
pub fn print(sheet: &Sheet<'_>, out: &mut Lines) {
    out.put("# This very request as a test.\nif __name__ == \"__main__\":\n    import os\n    import sys\n", &[]);
    for (name, source) in sheet.secrets() {
        let ask = Q.of(&["Set ", &source, ", which this request was signed with"].concat());
        out.put(
            "    @ = os.environ.get(@) or sys.exit(@)",
            &[name, &Q.of(&source), &ask],
        );
    }
    for (name, text) in sheet.texts() {
        out.put("    @ = @", &[name, &Q.of(text)]);
    }
    out.put("    headers = {", &[]);
    if let Some((name, value)) = sheet.shared_value(Q, " + ") {
        out.put("        @: @,", &[&Q.of(&name), &value]);
    }
    for (name, value) in sheet.headers() {
        out.put("        @: @,", &[&Q.of(&name), &Q.of(value)]);
    }
    out.put("    }", &[]);
    match sheet.body() {
        Ok(text) => out.put("    body = @.encode()", &[&Q.of(text)]),
        Err(base64) => out.put("    body = base64.b64decode(@)", &[&Q.of(&base64)]),
    }
    if sheet.plan.clock.is_some() {
        out.put(
            "    now = @  # When it came.",
            &[&sheet.example.now.to_string()],
        );
    }
    let arguments = sheet.parameters(str::to_owned);
    out.put("    verify(@)", &[&arguments]);
    if sheet.plan.covers_body() {
        let altered = sheet.parameters(|name| match name {
            "body" => "body + b\" \"".to_owned(),
            name => name.to_owned(),
        });
        out.put("    try:\n        verify(@)\n    except ValueError:\n        pass\n    else:\n        sys.exit(\"An altered body was accepted\")", &[&altered]);
    }
    out.put("    print(\"ok\")", &[]);
}
