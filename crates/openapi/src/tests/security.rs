//! Security schemes and their alternatives.

use super::*;

fn schemes() -> Value {
    json!({"securitySchemes": {
        "basic": {"type": "http", "scheme": "Basic", "description": "User and password", "x-signpost-notices": ["Only over TLS"]},
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "x-signpost-placeholder": "eyJ…", "x-signpost-pattern": "^ey"},
        "ticket": {"type": "http", "scheme": "SOTicket", "x-signpost-source": "The vendor's code"},
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "query": {"type": "apiKey", "in": "query", "name": "key"},
        "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
        "oauth": {"type": "oauth2", "description": "Ask first.", "flows": {"clientCredentials": {
            "tokenUrl": "https://example.com/token", "scopes": {"read": "Read hooks", "write": ""}}}},
        "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://example.com/.well-known"},
        "tls": {"type": "mutualTLS"},
        "signed": {"type": "apiKey", "in": "header", "name": "X-Hub-Signature-256", "x-signpost-signature": {"scheme": "github"}},
    }})
}

fn alternatives(document: &Value) -> Vec<Alternative> {
    open(document).operations[0].security.clone()
}

#[test]
fn each_scheme_knows_what_it_writes() {
    let names = [
        "basic", "bearer", "ticket", "key", "query", "cookie", "oauth", "oidc", "tls", "signed",
    ];
    let security: Vec<Value> = names.iter().map(|name| json!({*name: []})).collect();
    let operation = sound(json!({"security": security}), schemes());
    let mut out = String::new();
    for alternative in &operation.security {
        let scheme = &alternative.schemes[0];
        out.push_str(&format!("{}: {:?}", alternative.name, scheme.kind));
        let words = [&scheme.placeholder, &scheme.pattern, &scheme.source];
        for word in words.into_iter().flatten() {
            out.push_str(&format!(" | {word}"));
        }
        for notice in &scheme.notices {
            out.push_str(&format!(" | {}", notice.text));
        }
        out.push_str(&format!("\n  {:?}\n", scheme.description));
    }
    expect![[r#"
        basic: Basic | Only over TLS
          "User and password"
        bearer: Token { word: "Bearer" } | eyJ… | ^ey
          "Format of the token: JWT"
        ticket: Token { word: "SOTicket" } | The vendor's code
          ""
        key: ApiKey { place: Header, field: "X-Key" }
          ""
        query: ApiKey { place: Query, field: "key" }
          ""
        cookie: ApiKey { place: Cookie, field: "session" }
          ""
        oauth: Token { word: "Bearer" }
          "Ask first.\n\nOAuth 2.0, client credentials; token from https://example.com/token; scopes `read` (Read hooks), `write`"
        oidc: Token { word: "Bearer" }
          "OpenID Connect: a token as described at https://example.com/.well-known"
        tls: Unsupported { why: "A page cannot choose a client certificate: the browser asks for it when the server requests one" }
          ""
        signed: Signed
          ""
    "#]].assert_eq(&out);
    let signature = operation.security[9].schemes[0].signature.as_ref();
    assert_eq!(signature.map(|s| s.scheme.id.as_str()), Some("github"));
}

#[test]
fn alternatives_are_the_operation_s_before_the_document_s() {
    let mut document = one(json!({}), schemes());
    let names = |document: &Value| {
        let alternatives = alternatives(document).into_iter();
        alternatives.map(|a| a.name).collect::<Vec<_>>()
    };
    assert_eq!(names(&document), ["none"]);
    document["security"] = json!([{"bearer": []}, {"ticket": [], "key": []}, {}]);
    assert_eq!(names(&document), ["bearer", "ticket + key", "none"]);
    document["paths"]["/hooks"]["post"]["security"] = json!([{"basic": []}]);
    assert_eq!(names(&document), ["basic"]);
    document["paths"]["/hooks"]["post"]["security"] = json!([]);
    assert_eq!(names(&document), ["none"]);
}

#[test]
fn incomplete_schemes_are_noted_and_cannot_be_used() {
    let document = one(
        json!({"security": [{"gone": []}, {"typeless": []}, {"other": []}, {"key": []}, {"place": []}, {"word": []}, {"gone": []}]}),
        json!({"securitySchemes": {
            "typeless": {},
            "other": {"type": "magic"},
            "key": {"type": "apiKey", "in": "header"},
            "place": {"type": "apiKey", "in": "body", "name": "k"},
            "word": {"type": "http", "x-signpost-signature": {"scheme": 3}},
        }}),
    );
    noted(
        &document,
        expect![[r#"
            /paths/~1hooks/post/security/0/gone: The document has no security scheme `gone` under `components`
            /components/securitySchemes/typeless: `type` is required here: add it
            /components/securitySchemes/other: A security scheme is `http`, `apiKey`, `oauth2`, `openIdConnect` or `mutualTLS`
            /components/securitySchemes/key: `name` is required here: add it
            /components/securitySchemes/place: An API key must be in `header`, `query` or `cookie`
            /components/securitySchemes/word/x-signpost-signature: `scheme` must be the id of a signature scheme or a scheme in full.
            /components/securitySchemes/word: `scheme` is required here: add it
            /paths/~1hooks/post/security/6/gone: The document has no security scheme `gone` under `components`
            /paths/~1hooks/post/security/6: This alternative is listed twice
        "#]],
    );
    for alternative in alternatives(&document) {
        let kind = &alternative.schemes[0].kind;
        let unusable = matches!(kind, SecurityKind::Unsupported { .. });
        assert!(unusable, "{}: {kind:?}", alternative.name);
    }
}
