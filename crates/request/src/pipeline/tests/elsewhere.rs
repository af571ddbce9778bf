//! Secrets that only one media type, or a person's mark on it, knows: they are secret
//! under all of them.

use super::secrets::{assert_hidden, edited};
use super::*;
use openapi::Operation;

fn operation(media: &[(&str, Value)]) -> Operation {
    let content = media.iter().map(|(name, schema)| {
        let media = json!({"schema": schema});
        ((*name).to_owned(), media)
    });
    let document = json!({
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {"/hook": {"post": {
            "requestBody": {"content": content.collect::<serde_json::Map<_, _>>()},
            "responses": {},
        }}},
    });
    let api = openapi::read("test", &document.to_string()).expect("a document");
    (*api.operations[0]).clone()
}

fn object(more: &Value) -> Value {
    json!({"type": "object", "properties": {
        "name": {"type": "string"},
        "iban": more,
        "deep": {"type": "object", "properties": {"note": {"type": "string"}, "iban": more}}}})
}

fn typed(path: &[&str], text: &str) -> Edit {
    let steps = path.iter().map(|name| Step::Name((*name).into()));
    let field = steps.fold(Field::body(), |field, step| field.step(step));
    Edit::Type(field, text.into())
}

const RAW: &str = r#"{"name":"open","iban":"CANARY1","deep":{"note":"n","iban":"CANARY2"}}"#;

#[test]
fn what_one_media_type_calls_secret_is_one_in_each_that_the_same_value_is_written_in() {
    let secret = object(&json!({"type": "string", "format": "password"}));
    let others = [
        ("text/plain", json!({"type": "string"})),
        ("application/vnd.x+json", json!({})),
        ("application/octet-stream", json!({})),
        (
            "application/x-www-form-urlencoded",
            json!({"type": "object", "properties": {"name": {"type": "string"}}}),
        ),
        (
            "application/x-www-form-urlencoded",
            object(&json!({"type": "string"})),
        ),
        ("application/xml", object(&json!({"type": "string"}))),
    ];
    let form = [
        Edit::Reset,
        typed(&["name"], "open"),
        typed(&["iban"], "CANARY1"),
        typed(&["deep", "note"], "n"),
    ];
    for (name, schema) in others {
        let plain = object(&json!({"type": "string"}));
        let marks = [&["iban"][..], &["deep", "iban"]].map(|path| match typed(path, "") {
            Edit::Type(field, _) => Edit::Mark(field, true),
            edit => edit,
        });
        for (json, marks) in [(&secret, &[][..]), (&plain, &marks[..])] {
            let documented =
                operation(&[("application/json", json.clone()), (name, schema.clone())]);
            let json: Edit = Edit::MediaType("application/json".into());
            let choose = Edit::MediaType(name.into());
            let chosen = std::slice::from_ref(&choose);
            let mut all = vec![[&[json], &form[..], marks, chosen].concat()];
            if !name.contains("form") && !name.contains("xml") {
                // The same text in the raw editor, whole and unfinished.
                for raw in [RAW, &RAW[..RAW.len() - 1]] {
                    all.push([marks, &[choose.clone(), Edit::Raw(raw.into())]].concat());
                    all.push([marks, &[Edit::Raw(raw.into()), choose.clone()]].concat());
                }
            }
            for edits in all {
                let draft = edited(&documented, &edits);
                let operation = draft::marks::marked(&documented, &draft.marks);
                assert_hidden(&operation, &draft, "open");
            }
        }
    }
}

#[test]
fn what_none_calls_secret_stays_in_sight_and_is_stored() {
    let secret = object(&json!({"type": "string", "format": "password"}));
    let documented = operation(&[
        ("application/json", secret),
        ("text/plain", json!({"type": "string"})),
    ]);
    let choose = Edit::MediaType("text/plain".into());
    for text in [r#"{"name":"open"}"#, "the iban, open", "{open"] {
        let draft = edited(&documented, &[choose.clone(), Edit::Raw(text.into())]);
        let secrets = Secrets::default();
        let flow = run(
            &documented,
            &draft,
            &secrets,
            &super::secrets::moment(),
            &|_, _| None,
        );
        assert!(
            crate::preview::secrets::in_body(&flow.request).is_empty(),
            "{text}"
        );
        let stored = draft::saved::save(&draft, &documented).text;
        assert_eq!(stored.contains("open"), !text.starts_with("{o"), "{stored}");
    }
}

#[test]
fn a_whole_text_that_is_secret_is_one_in_other_media_types_too() {
    let documented = operation(&[
        (
            "application/json",
            json!({"type": "string", "format": "password"}),
        ),
        ("text/plain", json!({"type": "string"})),
    ]);
    let choose = Edit::MediaType("text/plain".into());
    let draft = edited(
        &documented,
        &[Edit::Type(Field::body(), "CANARY1".into()), choose],
    );
    assert_hidden(&documented, &draft, "");
}
