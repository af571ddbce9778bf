//! Security schemes and the alternatives among them.

use std::rc::Rc;

use super::refs::NodeRef;
use super::{Notice, Place, SignatureUse, notice, signing};
use std::collections::HashSet;

/// One of the `security` alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The scheme names joined by ` + `; `none` without schemes.
    pub name: String,
    /// The schemes, all of which are required.
    pub schemes: Vec<Rc<SecurityScheme>>,
}

/// A documented way to authenticate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its key under `components.securitySchemes`.
    pub name: String,
    /// CommonMark.
    pub description: String,
    /// The part of the request that it writes.
    pub kind: SecurityKind,
    /// Example values by input (`""`, `/username`, `/password`), from `x-signpost-examples`.
    pub placeholder: Option<String>,
    /// `x-signpost-notices`.
    pub notices: Vec<Notice>,
    /// A request signature that serves as this scheme's credential.
    pub signature: Option<SignatureUse>,
    /// `x-signpost-pattern`: the format of the credential; otherwise any non-empty text.
    pub pattern: Option<String>,
    /// `x-signpost-source`: the source, if it is not the document itself.
    pub source: Option<String>,
}

/// The part of a request that a security scheme writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// `Authorization: <word> <token>`; `Bearer` (RFC 6750) or another registered or private word.
    Token {
        /// The word before the token.
        word: String,
    },
    /// A value in a header field, a query parameter or a cookie; secret unless documented
    /// otherwise.
    ApiKey {
        /// The part of the request.
        place: Place,
        /// The name of the header field, the parameter or the cookie.
        field: String,
    },
    /// Written only by the scheme's signature.
    Signed,
    /// A scheme that a page cannot use (`mutualTLS`), and the reason.
    Unsupported {
        /// The reason, as a clause.
        why: String,
    },
}

const SCHEME: [&str; 13] = [
    "type",
    "description",
    "name",
    "in",
    "scheme",
    "bearerFormat",
    "flows",
    "openIdConnectUrl",
    "x-signpost-notices",
    "x-signpost-source",
    "x-signpost-signature",
    "x-signpost-pattern",
    "x-signpost-placeholder",
];

/// The `security` alternatives of an operation, or of the whole document; never empty.
pub(super) fn alternatives<'a>(root: &NodeRef<'a>, operation: &NodeRef<'a>) -> Vec<Alternative> {
    let own = operation.get("security");
    let listed = own.or_else(|| root.get("security"));
    let listed = listed.map(|l| l.items()).unwrap_or_default();
    let mut found: Vec<Alternative> = Vec::new();
    let mut names = HashSet::new();
    for node in &listed {
        if node.object().is_none() {
            continue;
        }
        let alternative = alternative(root, node);
        match names.insert(alternative.name.clone()) {
            true => found.push(alternative),
            false => node.note("This alternative is listed twice"),
        }
    }
    if found.is_empty() {
        found.push(named(Vec::new()));
    }
    found
}

fn alternative(root: &NodeRef<'_>, node: &NodeRef<'_>) -> Alternative {
    let schemes = node.members().into_iter();
    named(
        schemes
            .map(|(name, place)| Rc::new(scheme(root, name, &place)))
            .collect(),
    )
}

fn named(schemes: Vec<Rc<SecurityScheme>>) -> Alternative {
    let names: Vec<&str> = schemes.iter().map(|s| s.name.as_str()).collect();
    Alternative {
        name: match names.as_slice() {
            [] => "none".to_owned(),
            names => names.join(" + "),
        },
        schemes,
    }
}

/// The scheme with that name; one that cannot be read is [`SecurityKind::Unsupported`]
/// with the reason.
fn scheme(root: &NodeRef<'_>, name: &str, asked: &NodeRef<'_>) -> SecurityScheme {
    let schemes = root
        .get("components")
        .and_then(|c| c.get("securitySchemes"));
    let node = schemes.and_then(|s| s.get(name)).and_then(NodeRef::resolve);
    let Some(node) = node else {
        let why = format!("The document has no security scheme `{name}`");
        asked.note(format!("{why} under `components`"));
        return SecurityScheme {
            name: name.to_owned(),
            description: String::new(),
            kind: SecurityKind::Unsupported { why },
            placeholder: None,
            notices: Vec::new(),
            signature: None,
            pattern: None,
            source: None,
        };
    };
    node.only(&SCHEME);
    let text = |name: &str| node.text(name).map(str::to_owned);
    let signature = signing::read(&node);
    let kind = kind(&node);
    SecurityScheme {
        name: name.to_owned(),
        description: description(&node),
        kind: match signature {
            Some(_) => SecurityKind::Signed,
            None => kind,
        },
        placeholder: text("x-signpost-placeholder"),
        notices: notice::read(&node),
        signature,
        pattern: text("x-signpost-pattern"),
        source: text("x-signpost-source"),
    }
}

fn kind(node: &NodeRef<'_>) -> SecurityKind {
    let unsupported = |why: &str| SecurityKind::Unsupported {
        why: why.to_owned(),
    };
    match node.required("type") {
        Some("http") => http(node),
        Some("apiKey") => api_key(node),
        Some("oauth2" | "openIdConnect") => bearer(),
        Some("mutualTLS") => unsupported(
            "A page cannot choose a client certificate: the browser asks for it when the server requests one",
        ),
        found => {
            if found.is_some() {
                node.note("A security scheme is `http`, `apiKey`, `oauth2`, `openIdConnect` or `mutualTLS`");
            }
            unsupported("The document does not define how this credential is sent")
        }
    }
}

fn bearer() -> SecurityKind {
    SecurityKind::Token {
        word: "Bearer".to_owned(),
    }
}

/// The scheme words of RFC 7617 and RFC 6750 in those RFCs' spelling; any other as documented.
fn http(node: &NodeRef<'_>) -> SecurityKind {
    match node.required("scheme") {
        Some(word) if word.eq_ignore_ascii_case("basic") => SecurityKind::Basic,
        Some(word) if word.eq_ignore_ascii_case("bearer") => bearer(),
        Some(word) => SecurityKind::Token {
            word: word.to_owned(),
        },
        None => SecurityKind::Unsupported {
            why: "The document does not define the word that begins this credential".to_owned(),
        },
    }
}

fn api_key(node: &NodeRef<'_>) -> SecurityKind {
    let (field, place) = (node.required("name"), node.required("in"));
    let place = match place {
        Some("header") => Some(Place::Header),
        Some("query") => Some(Place::Query),
        Some("cookie") => Some(Place::Cookie),
        Some(_) => {
            node.note("An API key must be in `header`, `query` or `cookie`");
            None
        }
        None => None,
    };
    match (field, place) {
        (Some(field), Some(place)) => SecurityKind::ApiKey {
            place,
            field: field.to_owned(),
        },
        _ => SecurityKind::Unsupported {
            why: "The document does not define the place of this credential".to_owned(),
        },
    }
}

/// The description, and the address that issues tokens.
fn description(node: &NodeRef<'_>) -> String {
    let mut text = node.description();
    let mut add = |sentence: String| {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&sentence);
    };
    if let Some(format) = node.text("bearerFormat") {
        add(format!("Format of the token: {format}"));
    }
    if let Some(url) = node.text("openIdConnectUrl") {
        add(format!("OpenID Connect: a token as described at {url}"));
    }
    for (name, flow) in node.members_of("flows") {
        add(self::flow(name, &flow));
    }
    text
}

/// One OAuth 2.0 flow, in words.
fn flow(name: &str, node: &NodeRef<'_>) -> String {
    node.only(&["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"]);
    let mut text = format!("OAuth 2.0, {}", spaced(name));
    for (member, words) in [
        ("authorizationUrl", "authorization at"),
        ("tokenUrl", "token from"),
        ("refreshUrl", "refreshed at"),
    ] {
        if let Some(url) = node.text(member) {
            text.push_str(&format!("; {words} {url}"));
        }
    }
    for (index, (scope, meaning)) in node.members_of("scopes").iter().enumerate() {
        let before = if index == 0 { "; scopes" } else { "," };
        text.push_str(&format!("{before} `{scope}`"));
        if let Some(meaning) = meaning.string().filter(|m| !m.is_empty()) {
            text.push_str(&format!(" ({meaning})"));
        }
    }
    text
}

/// Turns `clientCredentials` into `client credentials`.
fn spaced(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            text.push(' ');
        }
        text.push(c.to_ascii_lowercase());
    }
    text
}
