//! The test at the end of receiver code for Go: the request as it came, and one altered.

use super::Q;
use crate::receiver::Sheet;
use crate::receiver::plan::Piece;
use crate::receiver::text::Lines;

/// Prints the test.
pub fn print(sheet: &Sheet<'_>, out: &mut Lines) {
    out.put("// This very request as a test.\nfunc main() {", &[]);
    for (name, source) in sheet.secrets() {
        let ask = Q.of(&["Set ", &source, ", which this request was signed with"].concat());
        out.put(
            "\t@ := os.Getenv(@)\n\tif @ == \"\" {\n\t\tfmt.Println(@)\n\t\tos.Exit(1)\n\t}",
            &[name, &Q.of(&source), name, &ask],
        );
    }
    for (name, text) in sheet.texts() {
        out.put("\t@ := @", &[name, &Q.of(text)]);
    }
    out.put("\theaders := http.Header{}", &[]);
    if let Some((name, value)) = sheet.shared_value(Q, " + ") {
        out.put("\theaders.Set(@, @)", &[&Q.of(&name), &value]);
    }
    for (name, value) in sheet.headers() {
        out.put("\theaders.Set(@, @)", &[&Q.of(&name), &Q.of(value)]);
    }
    match sheet.body() {
        Ok(text) => out.put("\tbody := []byte(@)", &[&Q.of(text)]),
        Err(base64) => out.put(
            "\tbody, _ := base64.StdEncoding.DecodeString(@)",
            &[&Q.of(&base64)],
        ),
    }
    if sheet.plan.clock.is_some() {
        out.put(
            "\tnow := int64(@) // When it came.",
            &[&sheet.example.now.to_string()],
        );
    }
    let arguments = sheet.parameters(str::to_owned);
    out.put(
        "\tif err := Verify(@); err != nil {\n\t\tfmt.Println(err)\n\t\tos.Exit(1)\n\t}",
        &[&arguments],
    );
    if sheet.plan.covers_body() {
        let altered = sheet.parameters(|name| match name {
            "body" => "append(body, ' ')".to_owned(),
            name => name.to_owned(),
        });
        out.put("\tif Verify(@) == nil {\n\t\tfmt.Println(\"An altered body was accepted\")\n\t\tos.Exit(1)\n\t}", &[&altered]);
    }
    out.put("\tfmt.Println(\"ok\")\n}", &[]);
    out.0.push_str(&sheet.helpers);
    if sheet.plan.content.contains(&Piece::Path) {
        out.put("\nfunc before(text, mark string) string {\n\tfirst, _, _ := strings.Cut(text, mark)\n\treturn first\n}", &[]);
    }
    if sheet.plan.content.contains(&Piece::Query) {
        out.put("\nfunc after(text, mark string) string {\n\t_, second, _ := strings.Cut(text, mark)\n\treturn second\n}", &[]);
    }
}
