//! Damaged, deep and circular documents: nothing panics or recurses.

use super::listing::HOOKS;
use crate::read;

const SWAGGER: &str = r##"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "a.example",
"consumes": ["application/json"], "produces": ["application/json"], "schemes": ["https"],
"paths": {"/a/{id}": {"parameters": [{"name": "id", "in": "path", "type": "string"}],
"post": {"parameters": [{"$ref": "#/parameters/B"}, {"name": "l", "in": "query", "type": "array",
"items": {"type": "string"}, "collectionFormat": "multi"}], "responses": {"200": {"description": "OK",
"schema": {"$ref": "#/definitions/A"}, "examples": {"application/json": {"a": 1}}}}},
"put": {"parameters": [{"name": "f", "in": "formData", "type": "file"}], "responses": {}}}},
"parameters": {"B": {"name": "b", "in": "body", "schema": {"$ref": "#/definitions/A"}}},
"definitions": {"A": {"type": "object", "x-nullable": true, "properties": {"a": {"type": "integer",
"minimum": 1, "exclusiveMinimum": true, "example": 2}, "self": {"$ref": "#/definitions/A"}}}},
"securityDefinitions": {"o": {"type": "oauth2", "flow": "implicit", "scopes": {}}}}"##;

const ALIASES: &str = "
openapi: 3.2.0
info: &info {title: T, version: '1'}
paths:
  /a:
    get: &get
      operationId: a
      parameters: [{name: q, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object}}}}]
      responses: {'200': {summary: S, content: {a/b: {$ref: '#/components/mediaTypes/M'}}}}
    put: {<<: *get, operationId: b}
components:
  mediaTypes: {M: {itemSchema: {type: string, xml: {nodeType: none}}, examples: {e: {dataValue: 1}}}}
";

/// Reads a document and uses all of it.
fn use_all(bytes: &[u8]) {
    match read(bytes) {
        Err(fault) => assert!(fault.message().len() < 2000),
        Ok(description) => {
            for listed in description.list() {
                let bundle = description.bundle(&listed.id);
                assert!(bundle.is_some(), "{}", listed.id);
            }
        }
    }
}

/// A deterministic sequence of numbers.
fn random(seed: &mut u32) -> usize {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    (*seed >> 8) as usize
}

#[test]
fn mutants_are_read_or_refused() {
    let pieces: [&[u8]; 16] = [
        b"null", b"{}", b"[]", b"\"", b"'", b"\n", b" ", b"&a ", b"*a", b"<<: ", b"- ", b": ",
        b"$ref", b"!!str ", b"\xFF", b"|\n",
    ];
    let mut seed = 1;
    for source in [HOOKS, SWAGGER, ALIASES] {
        for _ in 0..1500 {
            let mut bytes = source.as_bytes().to_vec();
            for _ in 0..=random(&mut seed) % 4 {
                let from = random(&mut seed) % bytes.len();
                let to = (from + random(&mut seed) % 12).min(bytes.len());
                let other = random(&mut seed) % (source.len() - 20);
                let copied = &source.as_bytes()[other..other + 20];
                let piece = match random(&mut seed) % 3 {
                    0 => copied,
                    1 => b"",
                    _ => pieces[random(&mut seed) % pieces.len()],
                };
                bytes.splice(from..to, piece.iter().copied());
                if bytes.is_empty() {
                    bytes.push(b' ');
                }
            }
            use_all(&bytes);
        }
    }
}

/// Each value of a document replaced by values of other types.
#[test]
fn values_may_have_any_type() {
    for source in [HOOKS, SWAGGER, ALIASES] {
        let document = super::described(source);
        let text = match source.starts_with('{') {
            true => source.to_owned(),
            // The upgraded document has the older members too, where they are changed by name only.
            false => document.value.text().replace("3.1.1", "3.2.0"),
        };
        let tree = json::Tree::read(text).expect("JSON");
        for view in tree.all() {
            for other in [
                "null",
                "true",
                "5",
                "\"a\"",
                "[null]",
                "{\"a\": null}",
                "{\"$ref\": \"#\"}",
            ] {
                let span = view.span();
                let text = tree.text();
                use_all(
                    [&text[..span.start], other, &text[span.end..]]
                        .concat()
                        .as_bytes(),
                );
            }
        }
    }
}

#[test]
fn depth_costs_no_stack() {
    let deep = |open: &str, close: &str| {
        let (open, close) = (open.repeat(50_000), close.repeat(50_000));
        format!(
            r##"{{"openapi":"3.0.0","paths":{{"/a":{{"get":{{"responses":{{}},"requestBody":{{"content":{{"a/b":{{"schema":{{"$ref":"#/components/schemas/A"}}}}}}}}}}}}}},"components":{{"schemas":{{"A":{open}{{"nullable":true,"type":"string"}}{close}}}}}}}"##
        )
    };
    let schemas = deep(r#"{"not":"#, "}");
    let data = deep(r#"{"default":"#, "}");
    let yaml = format!("openapi: 3.0.0\npaths: {{}}\nx:\n {}a", "- ".repeat(20_000));
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let thread = small.spawn(move || {
        for text in [schemas, data, yaml] {
            use_all(text.as_bytes());
        }
    });
    thread.expect("a thread").join().expect("no overflow");
}

#[test]
fn circles_end() {
    let text = r##"
openapi: 3.1.0
paths:
  /a: {$ref: '#/paths/~1a'}
  /b: {get: {callbacks: {c: {$ref: '#/components/callbacks/C'}}, responses: {'200': {$ref: '#/components/responses/R'}}}}
components:
  callbacks: {C: {$ref: '#/components/callbacks/C'}}
  responses: {R: {$ref: '#/components/responses/S'}, S: {$ref: '#/components/responses/R'}}
"##;
    use_all(text.as_bytes());
}
