//! Schemas: their keywords, their faults, and the way through them.

use super::schema::SchemaId;
use super::*;
use problem::Type;

/// The schema of the body, and all schemas.
#[track_caller]
fn body(schema: Value, schemas: Value) -> (SchemaId, Rc<Schemas>) {
    let operation = sound(
        json!({"requestBody": {"content": {"application/json": {"schema": schema}}}}),
        json!({"schemas": schemas}),
    );
    match operation.control(&"body:".into()) {
        Some(control) => (control.schema, Rc::clone(&operation.schemas)),
        None => panic!("no schema"),
    }
}

#[test]
fn every_keyword_is_read() {
    let (id, schemas) = body(
        parsed(
            r##"{
            "$comment": "Not a rule", "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": ["object", "array", "object"],
            "not": {}, "if": {}, "then": {}, "else": {}, "anyOf": [{}], "oneOf": [{}, {}], "allOf": [{}],
            "properties": {"b": {}, "a": {}}, "patternProperties": {"^x": {}}, "additionalProperties": false,
            "propertyNames": {"maxLength": 3}, "required": ["b"], "dependentRequired": {"a": ["b"]}, "dependentSchemas": {"a": {}},
            "minProperties": 1, "maxProperties": 2.0,
            "items": {}, "prefixItems": [{}], "contains": {}, "minContains": 0, "maxContains": 2.0, "minItems": 0, "maxItems": 9, "uniqueItems": true,
            "minLength": 1, "maxLength": 2, "pattern": "^a", "format": "byte",
            "minimum": -1.50, "maximum": 123456789012345678901234567890, "exclusiveMinimum": 0, "exclusiveMaximum": 5, "multipleOf": 0.01,
            "const": {"n": 1.0}, "enum": [1.10, "a", null], "default": [], "examples": ["x"], "example": "y",
            "title": "T", "description": "D", "deprecated": true, "readOnly": true, "writeOnly": true,
            "contentMediaType": "text/plain", "contentEncoding": "base64", "contentSchema": {}, "discriminator": {"propertyName": "a"}, "externalDocs": {},
            "unevaluatedProperties": true, "unevaluatedItems": {},
            "xml": {"name": "n", "namespace": "urn:x", "prefix": "p", "attribute": true, "wrapped": true}
        }"##,
        ),
        json!({}),
    );
    let schema = &schemas[id];
    assert_eq!(schema.types, [Type::Object, Type::Array]);
    let parts = [
        schema.not,
        schema.if_,
        schema.then,
        schema.else_,
        schema.additional,
        schema.property_names,
        schema.items,
        schema.contains,
    ];
    assert!(parts.iter().all(Option::is_some));
    let lists = [
        schema.all_of.len(),
        schema.any_of.len(),
        schema.one_of.len(),
        schema.prefix_items.len(),
        schema.pattern_properties.len(),
        schema.dependent_schemas.len(),
    ];
    assert_eq!(lists, [1, 1, 2, 1, 1, 1]);
    let names: Vec<_> = schema.properties.iter().map(|p| p.0.as_str()).collect();
    assert_eq!(names, ["b", "a"]);
    assert_eq!(schema.required, ["b"]);
    assert_eq!(
        schema.dependent_required,
        [("a".to_owned(), vec!["b".to_owned()])]
    );
    let counts = [
        schema.min_properties,
        schema.max_properties,
        schema.min_items,
        schema.max_items,
        schema.min_length,
        schema.max_length,
    ];
    assert_eq!(counts, [1, 2, 0, 9, 1, 2].map(Some));
    let numbers = [
        &schema.minimum,
        &schema.maximum,
        &schema.exclusive_minimum,
        &schema.exclusive_maximum,
        &schema.multiple_of,
    ];
    let numbers: Vec<_> = numbers.into_iter().flatten().collect();
    assert_eq!(
        numbers,
        ["-1.50", "123456789012345678901234567890", "0", "5", "0.01"]
    );
    let text = |tree: &json::Tree| tree.text().to_string();
    assert_eq!(
        schema.const_.as_ref().map(text).as_deref(),
        Some("{\"n\":1.0}")
    );
    let values = schema.enum_.iter().flatten().map(text);
    assert_eq!(values.collect::<Vec<_>>(), ["1.10", "\"a\"", "null"]);
    assert_eq!(schema.examples.len(), 2);
    assert!(schema.unique_items && schema.deprecated && schema.read_only && schema.write_only);
    assert!(schema.xml.attribute && schema.xml.wrapped);
}

#[test]
fn keywords_that_are_not_checked_or_not_of_3_1_are_noted() {
    let document = one(
        json!({"parameters": [{"name": "a", "in": "query", "schema": {
            "type": "file",
            "nullable": true,
            "exclusiveMinimum": true,
            "items": [{}],
            "unevaluatedProperties": false,
            "$dynamicRef": "#x",
            "$id": "https://example.com/schema",
            "$schema": "http://json-schema.org/draft-04/schema#",
            "minContains": -1,
            "dependencies": {},
            "multipleOf": 0,
            "minLength": -1,
            "maxLength": 1.5,
            "required": true,
            "enum": "a",
            "properties": [],
            "pattern": 3,
            "x-signpost-severity": "fatal",
            "x-signpost-serverity": "warning",
            "x-other": {},
            "any-annotation": 1,
            "xml": {"nodeType": "attribute"},
            "allOf": [3],
        }}]}),
        json!({}),
    );
    noted(
        &document,
        expect![[r#"
            /paths/~1hooks/post/parameters/0/schema/type: `file` is not a type: JSON Schema has null, boolean, integer, number, string, array and object
            /paths/~1hooks/post/parameters/0/schema/nullable: OpenAPI 3.1 does not know this keyword: write a `type` array with `null`
            /paths/~1hooks/post/parameters/0/schema/exclusiveMinimum: Expected a number, found a boolean; it is left out
            /paths/~1hooks/post/parameters/0/schema/items: `items` is one schema in OpenAPI 3.1: write a tuple as `prefixItems`
            /paths/~1hooks/post/parameters/0/schema/$dynamicRef: This keyword is not checked: values that it forbids are accepted
            /paths/~1hooks/post/parameters/0/schema/$id: This base is ignored: references are read within this document
            /paths/~1hooks/post/parameters/0/schema/$schema: This dialect is ignored: schemas are read as JSON Schema 2020-12
            /paths/~1hooks/post/parameters/0/schema/minContains: Expected a whole number that is not negative, found a number; it is left out
            /paths/~1hooks/post/parameters/0/schema/dependencies: OpenAPI 3.1 does not know this keyword: write `dependentRequired` or `dependentSchemas`
            /paths/~1hooks/post/parameters/0/schema/multipleOf: `multipleOf` must be greater than zero; it is left out
            /paths/~1hooks/post/parameters/0/schema/minLength: Expected a whole number that is not negative, found a number; it is left out
            /paths/~1hooks/post/parameters/0/schema/maxLength: Expected a whole number that is not negative, found a number; it is left out
            /paths/~1hooks/post/parameters/0/schema/required: Expected an array, found a boolean; it is left out
            /paths/~1hooks/post/parameters/0/schema/enum: Expected an array, found a string; it is left out
            /paths/~1hooks/post/parameters/0/schema/properties: Expected an object, found an array; it is left out
            /paths/~1hooks/post/parameters/0/schema/pattern: Expected a string, found a number; it is left out
            /paths/~1hooks/post/parameters/0/schema/x-signpost-severity: A severity is `warning` or `error`
            /paths/~1hooks/post/parameters/0/schema/x-signpost-serverity: This extension is not known here: crates/openapi/src/extensions.md lists the names
            /paths/~1hooks/post/parameters/0/schema/xml/nodeType: OpenAPI 3.1 does not allow this member here; it is left out
            /paths/~1hooks/post/parameters/0/schema/allOf/0: Expected an object, found a number; it is left out
        "#]],
    );
}

#[test]
fn a_member_is_governed_through_references_and_conditions() {
    let (id, schemas) = body(
        json!({
            "allOf": [
                {"$ref": "#/components/schemas/Base"},
                {"if": {"required": ["b"]}, "then": {"properties": {"c": {"type": "boolean"}, "a": false}}},
            ],
            "properties": {"b": {"type": "array", "prefixItems": [{"type": "integer"}], "items": {"type": "string"}}},
            "additionalProperties": {"type": "number"},
        }),
        json!({"Base": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/Text"}}}, "Text": {"type": "string", "format": "uri"}}),
    );
    let types = |id: Option<SchemaId>| id.map(|id| schemas.types(id)).unwrap_or_default();
    let a = schemas.property(id, "a");
    assert_eq!(types(a), [Type::String]);
    assert_eq!(a.and_then(|a| schemas.format(a)), Some("uri"));
    let b = schemas.property(id, "b");
    let item = |index| b.and_then(|b| schemas.item(b, index));
    assert_eq!(types(item(0)), [Type::Integer]);
    assert_eq!(types(item(1)), [Type::String]);
    assert_eq!(types(schemas.property(id, "c")), [Type::Boolean]);
    assert_eq!(types(schemas.property(id, "d")), [Type::Number]);
}

#[test]
fn types_are_those_that_all_parts_allow() {
    let types = |schema: Value| {
        let (id, schemas) = body(schema, json!({}));
        schemas.types(id)
    };
    use Type::*;
    assert_eq!(
        types(json!({"type": ["number", "string"], "allOf": [{"type": ["integer", "null"]}]})),
        [Integer]
    );
    assert_eq!(
        types(json!({"oneOf": [{"type": "string"}, {"type": "integer"}, {"const": "x"}]})),
        [String, Integer]
    );
    assert_eq!(
        types(json!({"enum": ["a", 1, 1.5, true, null, [], {}]})).len(),
        7
    );
    assert_eq!(types(json!({})), []);
}

#[test]
fn xml_names_are_found_through_references() {
    let (id, schemas) = body(
        json!({"$ref": "#/components/schemas/Hook", "xml": {"name": "hook"}}),
        json!({"Hook": {"type": "object", "xml": {"name": "Hook", "namespace": "urn:hooks"}}}),
    );
    let xml = schemas.xml(id);
    assert_eq!(xml.name.as_deref(), Some("hook"));
    assert_eq!(xml.namespace.as_deref(), Some("urn:hooks"));
}
