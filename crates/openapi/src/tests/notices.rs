//! `x-signpost-notices`: texts, objects with a source, and what does not fit.

use super::*;

fn noticed(value: Value) -> Value {
    one(json!({"x-signpost-notices": value}), json!({}))
}

fn plain(text: &str) -> Notice {
    Notice {
        text: text.into(),
        source: None,
    }
}

#[test]
fn a_notice_is_a_text_or_an_object_with_its_source() {
    let source = "[The guide](https://example.com/guide)";
    let object = json!({"text": "Sent twice.", "source": source});
    let sourced = Notice {
        source: Some(source.into()),
        ..plain("Sent twice.")
    };
    let read = |value| sound(json!({"x-signpost-notices": value}), json!({}));
    assert_eq!(
        read(json!(["Limited.", object, {"text": "Free."}])).notices,
        [plain("Limited."), sourced.clone(), plain("Free.")]
    );
    assert_eq!(read(json!("Limited.")).notices, [plain("Limited.")]);
    assert_eq!(read(object).notices, [sourced]);
}

#[test]
fn every_place_reads_a_source() {
    let notices = json!([{"text": "Known.", "source": "The code"}]);
    let operation = sound(
        json!({
            "x-signpost-notices": notices,
            "security": [{"key": []}],
            "parameters": [{"name": "a", "in": "query", "schema": {}, "x-signpost-notices": notices}],
            "requestBody": {"content": {"application/json": {
                "schema": {"type": "string", "x-signpost-notices": notices},
                "x-signpost-notices": notices,
            }}},
        }),
        json!({"securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key", "x-signpost-notices": notices},
        }}),
    );
    let media = operation.media_or_first(None).expect("a media type");
    let control = media.control.as_ref().expect("a control");
    for read in [
        &operation.notices,
        &operation.security[0].schemes[0].notices,
        &operation.parameters[0].control.notices,
        &media.notices,
        &control.notices,
    ] {
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].source.as_deref(), Some("The code"));
    }
}

#[test]
fn a_notice_that_does_not_fit_is_noted() {
    let document = noticed(json!([
        7,
        {"source": "The guide"},
        {"text": ["a"]},
        {"text": "Kept.", "source": 1, "link": "https://example.com"},
    ]));
    assert_eq!(open(&document).operations[0].notices, [plain("Kept.")]);
    noted(
        &document,
        expect![[r#"
        /paths/~1hooks/post/x-signpost-notices/0: Expected a string, or an object with `text` and `source`, found a number; it is left out
        /paths/~1hooks/post/x-signpost-notices/1: `text` is required here: add it
        /paths/~1hooks/post/x-signpost-notices/2/text: Expected a string, found an array; it is left out
        /paths/~1hooks/post/x-signpost-notices/3/link: OpenAPI 3.1 does not allow this member here; it is left out
        /paths/~1hooks/post/x-signpost-notices/3/source: Expected a string, found a number; it is left out
    "#]],
    );
    noted(
        &noticed(json!(true)),
        expect![[r#"
        /paths/~1hooks/post/x-signpost-notices: Expected a string, or an object with `text` and `source`, found a boolean; it is left out
    "#]],
    );
}
