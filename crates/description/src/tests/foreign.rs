//! Files that are not OpenAPI.

use expect_test::{Expect, expect};

use super::refused;
use crate::{Encoding, Foreign, Unreadable, read};

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&refused(text));
}

fn foreign(text: &str) -> Option<Foreign> {
    match read(text.as_bytes()) {
        Err(Unreadable::Foreign(foreign)) => Some(foreign),
        _ => None,
    }
}

#[test]
fn other_formats_are_recognised() {
    for (text, expected) in [
        (
            r#"{"info": {"_postman_id": "1", "name": "N"}, "item": []}"#,
            Foreign::Postman,
        ),
        (
            r#"{"info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}}"#,
            Foreign::Postman,
        ),
        (
            r#"{"_type": "export", "__export_format": 4, "resources": []}"#,
            Foreign::Insomnia,
        ),
        (
            "type: collection.insomnia.rest/5.0\nname: N\n",
            Foreign::Insomnia,
        ),
        ("asyncapi: 3.0.0\ninfo: {title: T}\n", Foreign::AsyncApi),
        ("#%RAML 1.0\ntitle: T\n", Foreign::Raml),
        ("type Query {\n  hook(id: ID!): Hook\n}\n", Foreign::GraphQl),
        (
            "\"\"\"\nText\n\"\"\"\nschema {\n  query: Query\n}\n",
            Foreign::GraphQl,
        ),
        (r#"{"data": {"__schema": {}}}"#, Foreign::GraphQl),
        (
            "<?xml version=\"1.0\"?><definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"/>",
            Foreign::Wsdl,
        ),
        ("<?xml version=\"1.0\"?><a/>", Foreign::Xml),
        (
            r#"{"log": {"version": "1.2", "entries": []}}"#,
            Foreign::Har,
        ),
        (
            r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "T"}"#,
            Foreign::JsonSchema,
        ),
        (
            "type: object\nproperties: {a: {type: string}}\n",
            Foreign::JsonSchema,
        ),
        ("arazzo: 1.0.0\n", Foreign::Arazzo),
        ("overlay: 1.0.0\n", Foreign::Overlay),
        (
            r#"{"kind": "discovery#restDescription"}"#,
            Foreign::GoogleDiscovery,
        ),
        ("FORMAT: 1A\n\n# API\n", Foreign::ApiBlueprint),
        ("syntax = \"proto3\";\npackage a;\n", Foreign::Protobuf),
        ("Dear reader,\nthis is a letter.\n", Foreign::Text),
    ] {
        assert_eq!(foreign(text), Some(expected), "{text}");
    }
}

#[test]
fn a_page_leads_to_its_document() {
    let page = |body: &str| {
        let text = format!("<!DOCTYPE html><html><link href=\"a.css\"><body>{body}</body></html>");
        match foreign(&text) {
            Some(Foreign::Html { document }) => document,
            other => panic!("{other:?}"),
        }
    };
    let found = |url: &str| Some(url.to_owned());
    let redoc = "<redoc spec-url='https://a.example/openapi.yaml'></redoc>";
    assert_eq!(page(redoc), found("https://a.example/openapi.yaml"));
    let swagger =
        "<script>window.ui = SwaggerUIBundle({ url: \"/v3/api-docs\", dom_id: '#ui' })</script>";
    assert_eq!(page(swagger), found("/v3/api-docs"));
    let scalar = "<script id=\"api-reference\" data-url=\"openapi.json\"></script>";
    assert_eq!(page(scalar), found("openapi.json"));
    let several =
        "<script>SwaggerUIBundle({urls: [{\"url\": \"a.json\", \"name\": \"A\"}]})</script>";
    assert_eq!(page(several), found("a.json"));
    assert_eq!(page("<a href='https://a.example'>Curl: url</a>"), None);
}

#[test]
fn the_message_says_what_to_do() {
    check(
        "<html><redoc spec-url='a.yaml'/></html>",
        expect![
            "This is a web page, not an OpenAPI document. The document that it shows seems to be at a.yaml: open that address."
        ],
    );
    check(
        "<html></html>",
        expect![
            "This is a web page, not an OpenAPI document. Look on the page for a link to the document, often openapi.json or swagger.json, and open that."
        ],
    );
    check(
        "name: a\nversion: 1\n",
        expect![
            "This is not an OpenAPI document: it has no `openapi` or `swagger` version, only name, version. Open a document that has one."
        ],
    );
    check(
        "[1, 2]",
        expect![
            "This is not an OpenAPI document: it is not an object. Open a document that has an `openapi` or `swagger` version."
        ],
    );
    check(
        "$ref: other.yaml\n",
        expect!["This document only refers to other.yaml. Open that file instead."],
    );
    check(
        "  \n",
        expect!["The file is empty. Open an OpenAPI or Swagger document in JSON or YAML."],
    );
    check(
        "swaggerVersion: '1.2'\n",
        expect![
            "The document uses Swagger 1.2, which is not supported. Convert it to OpenAPI 3.0, 3.1 or 3.2, or to Swagger 2.0."
        ],
    );
    check(
        "openapi: 4.0.0\n",
        expect![
            "The document uses OpenAPI 4.0.0, which is not supported. Convert it to OpenAPI 3.0, 3.1 or 3.2, or to Swagger 2.0."
        ],
    );
    check(
        "openapi: [3]\n",
        expect![
            "The document uses OpenAPI [3], which is not supported. Convert it to OpenAPI 3.0, 3.1 or 3.2, or to Swagger 2.0."
        ],
    );
}

#[test]
fn a_document_of_references_names_the_files() {
    let text = "openapi: 3.0.0\npaths:\n  /a: {$ref: a.yaml}\n  /b: {$ref: 'b.yaml#/b'}\n  /c: {$ref: 'a.yaml#/c'}\n";
    check(
        text,
        expect![
            "The document only refers to other files (a.yaml, b.yaml). Open it together with these files, or bundle them into one document first."
        ],
    );
    let fault = read(b"openapi: 3.0.0\npaths: {$ref: paths.yaml}\n")
        .map(|_| ())
        .unwrap_err();
    let files = vec!["paths.yaml".to_owned()];
    assert_eq!(fault, Unreadable::OnlyReferences { files });
}

#[test]
fn other_encodings_are_refused() {
    let refused = |bytes: &[u8]| read(bytes).map(|_| ()).unwrap_err();
    let utf16: Vec<u8> = "openapi"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (bytes, encoding) in [
        (&*utf16, Encoding::Utf16),
        (&[0xFF, 0xFE, b'o', 0], Encoding::Utf16),
        (&[0xFE, 0xFF, 0, b'o'], Encoding::Utf16),
        (&[0xFF, 0xFE, 0, 0, b'o', 0, 0, 0], Encoding::Utf32),
        (b"PK\x03\x04\0\0", Encoding::Binary),
        (b"openapi: 3.0.0\ninfo: \xE9", Encoding::NotUtf8 { line: 2 }),
    ] {
        assert_eq!(refused(bytes), Unreadable::Encoding(encoding));
    }
    expect!["The file is encoded in UTF-16. Save it as UTF-8."]
        .assert_eq(&refused(b"\xFF\xFE").message());
}
