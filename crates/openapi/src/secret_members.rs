//! Secrets in free JSON at any depth: texts that a schema marks as secret or, without a
//! mark, whose member has the name of a secret.
//!
//! Nothing recurses, since free JSON may nest without limit.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::secret_names;
use crate::schema::Inner;
use crate::{SchemaId, Schemas};
use json::{Kind, Tree, View};

/// A text that is a secret, and the name of its member or list.
pub type Named<'a> = (View<'a>, Cow<'a, str>);

/// The schema that governs a value, where one is documented.
pub type Governed<'s> = Option<(&'s Schemas, SchemaId)>;

/// A list or an object being walked.
struct Open<'a, 's> {
    /// The first node after it.
    after: usize,
    name: Option<Cow<'a, str>>,
    /// The documentation of its members and items.
    documented: Option<Rc<Documented<'s>>>,
    /// The number of children so far.
    children: usize,
    /// `true` if all texts in it are secrets.
    secret: bool,
    /// `true` if the items of this list, or the `value` of this object, are secrets by name.
    named: bool,
}

/// The documentation of a value by all schemas that may describe it.
struct Documented<'s> {
    /// Its secrecy, if a schema decides it.
    secret: Option<bool>,
    inner: Inner<'s>,
}

/// The secrets in a value, in document order.
pub fn secrets<'a>(value: View<'a>, governed: Governed<'_>) -> Vec<Named<'a>> {
    let schemas = governed.map(|(schemas, _)| schemas);
    let mut found = Vec::new();
    let mut open: Vec<Open<'_, '_>> = Vec::new();
    let mut known: HashMap<Vec<SchemaId>, Rc<Documented<'_>>> = HashMap::new();
    for view in value.subtree() {
        while open.last().is_some_and(|outer| outer.after <= view.index()) {
            open.pop();
        }
        let outer = open.last_mut();
        let name = view.name();
        let describing = match &outer {
            None => governed.iter().map(|(_, schema)| *schema).collect(),
            Some(outer) => match (&name, &outer.documented) {
                (Some(name), Some(known)) => known.inner.member(name).to_vec(),
                (None, Some(known)) => known.inner.item(outer.children),
                (_, None) => Vec::new(),
            },
        };
        let documented = schemas.filter(|_| !describing.is_empty()).map(|schemas| {
            let documented = known.entry(describing);
            Rc::clone(documented.or_insert_with_key(|ids| {
                Rc::new(Documented {
                    secret: schemas.secrecy_of(ids),
                    inner: schemas.inner(ids),
                })
            }))
        });
        let (within, is_listed) = outer.map_or((false, false), |outer| {
            outer.children += 1;
            (outer.secret, outer.named)
        });
        let declared = documented.as_ref().and_then(|known| known.secret);
        match view.kind() {
            Kind::String => {
                let by_name = || match &name {
                    Some(name) if is_listed && name == "value" => true,
                    Some(name) => secret_names::is_secret(name),
                    None => is_listed,
                };
                // JSON in a text is covered as a whole.
                let holds = || view.string().is_some_and(|text| hold_secret(&text, None));
                if within || declared.unwrap_or_else(|| by_name() || holds()) {
                    let of_list = || open.last().and_then(|outer| outer.name.clone());
                    found.push((view, name.or_else(of_list).unwrap_or_default()));
                }
            }
            kind @ (Kind::Array | Kind::Object) => {
                open.push(Open {
                    after: view.after(),
                    named: match kind {
                        Kind::Array => name.as_deref().is_some_and(secret_names::are_secrets),
                        _ => {
                            name.as_deref().is_some_and(secret_names::is_secret)
                                || is_named_pair(view)
                        }
                    },
                    name,
                    documented,
                    children: 0,
                    secret: within || declared == Some(true),
                });
            }
            _ => {}
        }
    }
    found
}

/// Returns whether an object names a secret beside its `value`: `{"name": "X-Api-Key", "value": …}`.
fn is_named_pair(object: View<'_>) -> bool {
    let mut names = ["name", "key"]
        .into_iter()
        .filter_map(|name| object.get(name)?.string());
    names.any(|name| secret_names::is_secret(&name))
}

/// Returns whether JSON text holds a secret, by its schema or by a name in it.
///
/// In text that does not parse yet, a secret's name anywhere is enough.
pub fn hold_secret(text: &str, governed: Governed<'_>) -> bool {
    let is_text = text.trim_start().starts_with('"');
    if !is_text && !text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    match Tree::read(text) {
        Ok(tree) => !secrets(tree.root(), governed).is_empty(),
        Err(_) => !is_text && mention_secret(text),
    }
}

/// The spans of the secrets in JSON text, in order; `name` is that of the member whose value it is.
///
/// A list with the name of secrets is one span, and so is text that does not parse yet
/// and mentions a secret, since the extent of the secret is unknown.
pub fn spans(name: &str, text: &str, governed: Governed<'_>) -> Vec<Range<usize>> {
    let whole = || std::iter::once(0..text.len()).collect();
    match Tree::read(text) {
        Ok(tree) if tree.root().kind() == Kind::Array && secret_names::are_secrets(name) => whole(),
        Ok(tree) => {
            let found = secrets(tree.root(), governed).into_iter();
            found.map(|(view, _)| view.span()).collect()
        }
        Err(_) if hold_secret(text, None) => whole(),
        Err(_) => Vec::new(),
    }
}

fn mention_secret(text: &str) -> bool {
    let mut parts = text.split(['"', '\'', ':', ',', '{', '}', '[', ']', '\n']);
    parts.any(|part| secret_names::is_secret(part.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let tree = Tree::read(text).expect("JSON");
        let found = secrets(tree.root(), None).into_iter();
        found
            .map(|(view, name)| format!("{name}={}", view.source()))
            .collect()
    }

    #[test]
    fn texts_are_secrets_by_their_names_at_every_depth() {
        let text = r#"{"client_secret":"a","deep":[{"api_key":"b","token":1,"secret":{"x":"no"}}],
            "password":{"value":"f"},"headers":[{"name":"Authorization","value":"g"},{"name":"n","value":"no"}],
            "text":"{\"token\":\"h\"}","passwords":[{"pwd":"e"},"c",2],"next_page_token":"no","password":null,"\u0074oken":"d"}"#;
        let all = [
            r#"client_secret="a""#,
            r#"api_key="b""#,
            r#"value="f""#,
            r#"value="g""#,
            r#"text="{\"token\":\"h\"}""#,
            r#"pwd="e""#,
            r#"passwords="c""#,
            r#"token="d""#,
        ];
        assert_eq!(found(text), all);
        assert!(found(r#""text""#).is_empty());
    }

    #[test]
    fn depth_costs_no_stack() {
        let depth = 100_000;
        let text = [
            &*r#"{"a":["#.repeat(depth),
            r#"{"api_key":"x"}"#,
            &"]}".repeat(depth),
        ]
        .concat();
        assert_eq!(found(&text), [r#"api_key="x""#]);
        assert!(hold_secret(&text, None));
        assert!(hold_secret(&text[..text.len() - 1], None));
    }

    #[test]
    fn spans_cover_the_secrets_alone_and_all_of_what_does_not_read() {
        let covered = |name: &str, text: &str| -> Vec<String> {
            let spans = spans(name, text, None).into_iter();
            spans.map(|span| text[span].to_owned()).collect()
        };
        let text = r#"{"a": "b", "api_key": "c", "d": [{"token": "e"}]}"#;
        assert_eq!(covered("data", text), [r#""c""#, r#""e""#]);
        assert_eq!(covered("passwords", r#"["a", "b"]"#), [r#"["a", "b"]"#]);
        assert_eq!(covered("data", r#"{"api_key": "c"#), [r#"{"api_key": "c"#]);
        for text in ["", "api_key", r#"{"a": "b"#, r#"["api_key"]"#] {
            assert!(covered("data", text).is_empty(), "{text}");
        }
    }

    #[test]
    fn json_holds_a_secret_also_before_it_is_finished() {
        for text in [
            r#" {"x":{"api_key":"a"}}"#,
            r#"[{"api_key":"a"#,
            "{token: a",
        ] {
            assert!(hold_secret(text, None), "{text}");
        }
        for text in [
            "",
            "token",
            r#""token""#,
            r#"{"x":"token"}"#,
            r#"{"token":1}"#,
            r#"{"max_tokens":"1""#,
        ] {
            assert!(!hold_secret(text, None), "{text}");
        }
    }
}
