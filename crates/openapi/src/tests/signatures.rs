//! The places that the signature of a delivery is read from.

use super::*;
use crate::refs::Doc;
use crate::signing::operation;

/// The title or header of a delivery's scheme, and the notes.
fn delivery(document: Value, has_path: bool) -> String {
    let document = json::Value::read(&document.to_string()).unwrap_or(json::Value::Null);
    let doc = Doc::new(&document);
    let root = doc.root();
    let webhooks = root.members_of("webhooks");
    let post = webhooks.first().and_then(|(_, item)| item.get("post"));
    let found = post.and_then(|post| operation(&root, &post, !has_path));
    let header = |f: &signature::scheme::HeaderTemplate| [&*f.name, ": ", &f.value].concat();
    let found = found.map_or("none".to_owned(), |used| {
        let headers = used.scheme.headers.iter().map(header);
        headers.collect::<Vec<_>>().join("\n")
    });
    let notes = doc.take_notes().into_iter();
    let notes = notes.map(|note| ["\n", &note.at, ": ", &note.message].concat());
    [found].into_iter().chain(notes).collect()
}

fn fern(header: &str) -> Value {
    json!({"type": "hmac", "header": header})
}

#[test]
fn ferns_extension_is_on_the_delivery_or_the_document() {
    let own = json!({"webhooks": {"a": {"post": {"x-fern-webhook-signature": fern("x-own")}}}});
    assert_eq!(delivery(own, false), "x-own: {signature}");
    let both = json!({
        "x-fern-webhook-signature": fern("x-all"),
        "webhooks": {"a": {"post": {"x-fern-webhook-signature": true}}},
    });
    assert_eq!(delivery(both.clone(), false), "x-all: {signature}");
    // A request to the API itself is not a delivery unless it is documented as one.
    assert_eq!(delivery(both, true), "none");
    let marked = json!({"webhooks": {"a": {"post": {"x-fern-webhook": true, "x-fern-webhook-signature": fern("x-own")}}}});
    assert_eq!(delivery(marked, true), "x-own: {signature}");
}

#[test]
fn our_own_extension_comes_first() {
    let both = json!({
        "x-speakeasy-webhooks": {"security": {}},
        "webhooks": {"a": {"post": {
            "x-fern-webhook-signature": fern("x-own"),
            "x-signpost-signature": {"scheme": "github"},
        }}},
    });
    assert_eq!(
        delivery(both, false),
        "X-Hub-Signature-256: sha256={signature}"
    );
    let speakeasy =
        json!({"x-speakeasy-webhooks": {"security": {}}, "webhooks": {"a": {"post": {}}}});
    assert_eq!(
        delivery(speakeasy, false),
        "x-webhook-signature: {signature}"
    );
}

#[test]
fn apimatics_groups_are_reported_apart_by_what_the_operation_names() {
    let verification =
        |header: &str| json!({"algorithm": "HMAC-SHA256", "signatureHeader": header});
    let one = json!({"x-webhooks": {"payloadVerification": verification("x-one")}, "webhooks": {"a": {"post": {}}}});
    assert_eq!(delivery(one, false), "x-one: {signature}");
    let named = |own: Value| {
        let groups = json!({
            "a": {"payloadVerification": verification("x-a")},
            "b": {"signatureVerification": verification("x-b")},
        });
        delivery(
            json!({"x-webhooks": groups, "webhooks": {"w": {"post": own}}}),
            false,
        )
    };
    assert_eq!(named(json!({"x-webhook-group": "b"})), "x-b: {signature}");
    assert_eq!(named(json!({})), "none");
}

#[test]
fn a_signature_that_is_not_known_is_noted_at_its_place() {
    let custom = json!({"x-speakeasy-webhooks": {"security": {"type": "custom"}}, "webhooks": {"a": {"post": {}}}});
    assert_eq!(
        delivery(custom, false),
        "none\n/x-speakeasy-webhooks/security: The document leaves the signature of its webhooks to custom code; choose a scheme, or describe one in `x-signpost-signature`"
    );
    let wrong = json!({"webhooks": {"a": {"post": {"x-fern-webhook-signature": "hmac"}}}});
    assert!(
        delivery(wrong, false).starts_with("none\n/webhooks/a/post/x-fern-webhook-signature: ")
    );
}
