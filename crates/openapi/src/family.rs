//! Families of media types, by how their bodies are written and read.

use super::find::essence;

/// The families of media types that can be written and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// `application/json`, `text/json`, `*+json`.
    Json,
    /// `application/xml`, `text/xml`, `*+xml`.
    Xml,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Anything else: the value's text as it is.
    Text,
}

impl Family {
    /// The family of a media type, whatever its case and parameters.
    pub fn of(media_type: &str) -> Family {
        let essence = essence(media_type);
        let is = |name: &str, suffix: &str| {
            let kinds = essence.strip_prefix("application/");
            kinds.or(essence.strip_prefix("text/")) == Some(name) || essence.ends_with(suffix)
        };
        if is("json", "+json") {
            Family::Json
        } else if is("xml", "+xml") {
            Family::Xml
        } else if essence == "application/x-www-form-urlencoded" {
            Family::Form
        } else {
            Family::Text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_ignore_case_and_parameters() {
        let cases = [
            ("application/json", Family::Json),
            ("Text/JSON; charset=utf-8", Family::Json),
            ("application/json-patch+json", Family::Json),
            ("application/problem+JSON;x=y", Family::Json),
            ("application/xml", Family::Xml),
            ("text/xml", Family::Xml),
            ("image/svg+xml", Family::Xml),
            (
                "application/x-www-form-urlencoded ;charset=UTF-8",
                Family::Form,
            ),
            ("text/plain", Family::Text),
            ("application/jsonp", Family::Text),
            ("", Family::Text),
        ];
        for (name, family) in cases {
            assert_eq!(Family::of(name), family, "{name}");
        }
    }
}
