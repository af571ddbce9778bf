//! Warnings about text that can be sent but is seldom intended, for the form's values and
//! for raw text alike.

use std::rc::Rc;

use crate::validate::{Places, STEPS};
use json::{Kind, Tree, View};
use openapi::Family;
use problem::{Cause, Field, Problem, Severity, Text};

/// The limit of warnings about one value.
const LISTED: usize = 400;

/// Warns about suspicious characters in the texts of a value, by the field of each node.
///
/// The family is that of the encoded body. Characters that it cannot carry at all are
/// reported by the encoder (see [`replace`]).
pub fn warnings(tree: &Tree, fields: &[Rc<Field>], family: Option<Family>) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut steps = 0;
    let mut places = Places::new(tree, fields);
    for view in tree.all().filter(|view| view.kind() == Kind::String) {
        for finding in findings(view).into_iter().flatten() {
            // XML cannot carry NUL, which is a separate error.
            if finding == Text::Nul && family == Some(Family::Xml) {
                continue;
            }
            let at = places.of(view.index());
            steps += at.path.len();
            problems.push(Cause::Text(finding).at(at, Severity::Warning));
        }
        if problems.len() >= LISTED || steps > STEPS {
            break;
        }
    }
    problems
}

/// Replaces warnings by the encoder's problems of the same kind at the same place.
pub fn replace(problems: &mut Vec<Problem>, found: Vec<Problem>) {
    let reported = |warning: &Problem| {
        let same = |f: &Problem| f.code() == warning.code() && warning.at.is_within(&f.at);
        found.iter().any(same)
    };
    problems.retain(|problem| problem.severity != Severity::Warning || !reported(problem));
    problems.extend(found);
}

/// The warnings about one text. Half a surrogate pair reads as U+FFFD, which is not reported again.
fn findings(view: View<'_>) -> [Option<Text>; 2] {
    if !view.exact() {
        return [Some(Text::Half), None];
    }
    let text = view.string().unwrap_or_default();
    [
        text.contains('\0').then_some(Text::Nul),
        text.contains('\u{fffd}').then_some(Text::Replaced),
    ]
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use serde_json::json;

    use crate::draft::{self, Draft, Edit};
    use crate::pipeline;
    use problem::Field;
    use problem::Step;
    use signature::Moment;
    use signature::secret::Secrets;

    /// The problems after the edits, as `severity field: message`.
    fn reported(media_type: &str, edits: Vec<Edit>) -> Vec<String> {
        let schema = match media_type {
            "text/plain" => json!({"type": "string"}),
            _ => json!({"type": "object", "properties": {
                "name": {"type": "string"},
                "list": {"type": "array", "items": {"type": "string"}},
                "free": {},
            }}),
        };
        let parameters = ["query", "cookie", "header"]
            .map(|place| json!({"in": place, "name": "q", "schema": {"type": "string"}}));
        let document = json!({
            "openapi": "3.1.1",
            "info": {"title": "Hooks", "version": "1"},
            "servers": [{"url": "https://example.com"}],
            "paths": {"/hook": {"post": {
                "parameters": parameters,
                "requestBody": {"content": {media_type: {"schema": schema}}},
                "responses": {},
            }}},
        });
        let api = openapi::read("test", &document.to_string()).expect("a document");
        let draft = edits.iter().fold(Draft::default(), |draft, edit| {
            draft::apply(&draft, &api.operations[0], edit)
        });
        let moment = Moment {
            unix_ms: 0,
            id: String::new(),
            nonce: String::new(),
        };
        let secrets = Secrets::default();
        let flow = pipeline::run(&api.operations[0], &draft, &secrets, &moment, &|_, _| None);
        let line = |p: &super::Problem| {
            [
                p.severity.word(),
                " ",
                &p.at.to_string(),
                ": ",
                &p.message(),
            ]
            .concat()
        };
        flow.problems.iter().map(line).collect()
    }

    fn body(name: &str) -> Field {
        Field::body().step(Step::Name(name.into()))
    }

    fn typed(field: Field, text: &str) -> Edit {
        Edit::Type(field, text.into())
    }

    fn check(lines: Vec<String>, expected: expect_test::Expect) {
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn suspicious_text_is_reported_at_its_field() {
        let typed_into = |media_type| {
            let item = body("list").step(Step::Index(0));
            let edits = vec![
                typed(body("name"), "nul\0"),
                Edit::Add(body("list")),
                typed(item, "half\u{fffd}\u{fffd}"),
            ];
            reported(media_type, edits)
        };
        let json = typed_into("application/json");
        assert_eq!(json, typed_into("application/x-www-form-urlencoded"));
        check(
            json,
            expect![[r#"
            warning body:/name: has a NUL character (U+0000), at which some receivers end a text and which others refuse; it is sent unchanged: remove it unless it is meant
            warning body:/list/0: has U+FFFD, which a browser puts in place of half a surrogate pair or of bytes that are not text; it is sent unchanged: type the character that was meant"#]],
        );
        let texts = vec![typed(Field::body(), "nul\0 half\u{fffd}")];
        check(
            reported("text/plain", texts),
            expect![[r#"
            warning body:: has a NUL character (U+0000), at which some receivers end a text and which others refuse; it is sent unchanged: remove it unless it is meant
            warning body:: has U+FFFD, which a browser puts in place of half a surrogate pair or of bytes that are not text; it is sent unchanged: type the character that was meant"#]],
        );
    }

    #[test]
    fn xml_tells_of_nul_as_of_what_it_cannot_carry() {
        let edits = vec![
            typed(body("name"), "nul\0"),
            typed(body("free"), r#""half \ud83d""#),
        ];
        check(
            reported("application/xml", edits),
            expect![[r#"
            error body:/name: has a NUL character (U+0000) at character 4, which XML cannot carry; U+FFFD is sent in its place: remove it, or choose JSON
            error body:/free: has half of a surrogate pair, which UTF-8 cannot carry; U+FFFD is sent in its place: remove it, or give both halves"#]],
        );
    }

    #[test]
    fn raw_text_is_doubted_as_what_is_typed() {
        let raw = |text: &str| vec![Edit::Raw(text.into())];
        let json = r#"{"name":"half \ud83d","list":["nul \u0000","whole \ud83d\ude00"],"more":{"a":"\udc00","b":"\udc00"}}"#;
        check(
            reported("application/json", raw(json)),
            expect![[r#"
                warning body:/name: has half of a surrogate pair, which many readers of JSON refuse; it is sent unchanged: remove it, or write both halves
                warning body:/list/0: has a NUL character (U+0000), at which some receivers end a text and which others refuse; it is sent unchanged: remove it unless it is meant
                warning body:/more/a: has half of a surrogate pair, which many readers of JSON refuse; it is sent unchanged: remove it, or write both halves
                warning body:/more/b: has half of a surrogate pair, which many readers of JSON refuse; it is sent unchanged: remove it, or write both halves"#]],
        );
        let form = raw("name=nul+%00&list=half+%EF%BF%BD");
        check(
            reported("application/x-www-form-urlencoded", form),
            expect![[r#"
                warning body:/name: has a NUL character (U+0000), at which some receivers end a text and which others refuse; it is sent unchanged: remove it unless it is meant
                warning body:/list/0: has U+FFFD, which a browser puts in place of half a surrogate pair or of bytes that are not text; it is sent unchanged: type the character that was meant"#]],
        );
        let xml = raw("<root><name>half \u{fffd}</name></root>");
        check(
            reported("application/xml", xml),
            expect![
                "warning body:/name: has U+FFFD, which a browser puts in place of half a surrogate pair or of bytes that are not text; it is sent unchanged: type the character that was meant"
            ],
        );
    }

    #[test]
    fn free_json_is_doubted_at_each_of_its_places() {
        let json = || vec![typed(body("free"), r#"["\ud83d","\ud83d","\u0000"]"#)];
        check(
            reported("application/json", json()),
            expect![[r#"
                warning body:/free/0: has half of a surrogate pair, which many readers of JSON refuse; it is sent unchanged: remove it, or write both halves
                warning body:/free/1: has half of a surrogate pair, which many readers of JSON refuse; it is sent unchanged: remove it, or write both halves
                warning body:/free/2: has a NUL character (U+0000), at which some receivers end a text and which others refuse; it is sent unchanged: remove it unless it is meant"#]],
        );
        // A form decodes JSON's escapes: the half is lost there, which is more than a warning.
        check(
            reported("application/x-www-form-urlencoded", json()),
            expect![
                "error body:/free: has half of a surrogate pair, which UTF-8 cannot carry; U+FFFD is sent in its place: remove it, or give both halves"
            ],
        );
    }

    #[test]
    fn parameters_are_doubted_but_header_fields_block() {
        let edits =
            ["query:q", "cookie:q", "header:q"].map(|root| typed(Field::read(root), "nul\0"));
        check(
            reported("application/json", edits.to_vec()),
            expect![[r#"
            warning query:q: has a NUL character (U+0000), at which some receivers end a text and which others refuse; it is sent unchanged: remove it unless it is meant
            warning cookie:q: has a NUL character (U+0000), at which some receivers end a text and which others refuse; it is sent unchanged: remove it unless it is meant
            blocks header:q: cannot be a header value: HTTP does not allow a NUL character (U+0000) at character 4 in one; remove it"#]],
        );
    }
}
