//! Secrets in free JSON: texts whose members have the name of a secret, at any depth.
//!
//! Nothing recurses: free JSON may nest as deep as it likes.

use std::borrow::Cow;

use super::names;
use crate::json::{Kind, Tree, View};
use crate::table::sort_by;

/// A text that is a secret, and the name of its member or list.
pub type Named<'a> = (View<'a>, Cow<'a, str>);

/// The secrets in a value by the names in its text, in document order.
pub fn secrets(value: View<'_>) -> Vec<Named<'_>> {
    let mut found = Vec::new();
    for view in value.subtree() {
        let Some(name) = view.name() else { continue };
        match view.kind() {
            Kind::String if names::is_secret(&name) => found.push((view, name)),
            Kind::Array if names::are_secrets(&name) => {
                let texts = view.children().filter(|item| item.kind() == Kind::String);
                found.extend(texts.map(|text| (text, name.clone())));
            }
            _ => {}
        }
    }
    // Texts of a list come after what is within the items before them.
    sort_by(&mut found, |a, b| a.0.index().cmp(&b.0.index()));
    found
}

/// Returns whether JSON text holds a secret by a name in it.
///
/// In text that does not read yet, a secret's name anywhere is enough.
pub fn hold_secret(text: &str) -> bool {
    match text.trim_start().starts_with(['{', '[']) {
        true => Tree::read(text).map_or_else(
            |_| mention_secret(text),
            |tree| !secrets(tree.root()).is_empty(),
        ),
        false => false,
    }
}

fn mention_secret(text: &str) -> bool {
    let mut parts = text.split(['"', '\'', ':', ',', '{', '}', '[', ']', '\n']);
    parts.any(|part| names::is_secret(part.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let tree = Tree::read(text).expect("JSON");
        let found = secrets(tree.root()).into_iter();
        found
            .map(|(view, name)| format!("{name}={}", view.source()))
            .collect()
    }

    #[test]
    fn texts_are_secrets_by_their_names_at_every_depth() {
        let text = r#"{"client_secret":"a","deep":[{"api_key":"b","token":1,"secret":{"x":"no"}}],
            "passwords":[{"pwd":"e"},"c",2],"next_page_token":"no","password":null,"\u0074oken":"d"}"#;
        let all = [
            r#"client_secret="a""#,
            r#"api_key="b""#,
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
        assert!(hold_secret(&text));
        assert!(hold_secret(&text[..text.len() - 1]));
    }

    #[test]
    fn json_holds_a_secret_also_before_it_is_finished() {
        for text in [
            r#" {"x":{"api_key":"a"}}"#,
            r#"[{"api_key":"a"#,
            "{token: a",
        ] {
            assert!(hold_secret(text), "{text}");
        }
        for text in [
            "",
            "token",
            r#""token""#,
            r#"{"x":"token"}"#,
            r#"{"token":1}"#,
            r#"{"max_tokens":"1""#,
        ] {
            assert!(!hold_secret(text), "{text}");
        }
    }
}
