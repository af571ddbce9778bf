//! Members of a JSON body that are signed by name while the body as a whole is not.
//!
//! Someone can add a member whose name differs only in case and leave the signature valid; an
//! application whose reader ignores case (Go's `encoding/json`, ASP.NET's) then reads the added
//! one. Verification follows the vendor's rule and accepts such a body; receiver code should reject
//! it.

use super::Scheme;
use super::template::{Part, parse};
use json::{Tree, pointer};

/// Returns the names of these members, sorted.
pub fn names(scheme: &Scheme) -> Vec<String> {
    let mut names = Vec::new();
    // A hash of the body in the address covers it too.
    if !scheme.query.is_empty() {
        return names;
    }
    for part in parse(&scheme.content).unwrap_or_default() {
        let Part::Value { name, argument } = part else {
            continue;
        };
        match (&*name, argument.as_deref()) {
            ("body" | "body-hash", _) => return Vec::new(),
            ("json", Some([Part::Text(pointer)])) => names.extend(first(pointer)),
            ("json-lines", Some([Part::Text(wanted)])) => {
                names.extend(wanted.split(',').map(|name| name.trim().to_owned()));
            }
            _ => {}
        }
    }
    let members = scheme.members.iter();
    names.extend(members.filter_map(|member| first(&member.name)));
    // Two names that are both signed do not collide.
    let all = names.clone();
    names.retain(|name| all.iter().all(|other| !is_alike(other, name)));
    names.sort();
    names.dedup();
    names
}

/// Returns a member of the body whose name differs from a signed one only in case, and the signed
/// name.
pub fn find(scheme: &Scheme, body: &[u8]) -> Option<(String, String)> {
    let names = names(scheme);
    if names.is_empty() {
        return None;
    }
    let tree = Tree::read(std::str::from_utf8(body).ok()?).ok()?;
    tree.root().children().find_map(|member| {
        let found = member.name()?;
        let name = names.iter().find(|name| is_alike(name, &found))?;
        Some((found.into_owned(), name.clone()))
    })
}

/// Returns the first step of a pointer (RFC 6901), if it is a name.
fn first(pointer: &str) -> Option<String> {
    let step = pointer.split('/').nth(1)?;
    let place = step.parse::<usize>().is_ok();
    (!place).then(|| pointer::unescape(step))
}

/// Returns whether two names differ only in case; the capital of `ſ` is `S`, so Go reads it as `s`.
fn is_alike(one: &str, other: &str) -> bool {
    let fold = |name: &str| name.replace('ſ', "s").to_lowercase();
    one != other && fold(one) == fold(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::presets;

    #[test]
    fn members_are_signed_by_name_where_the_body_is_not() {
        let signed_members = |scheme: &Scheme| match names(scheme).join(" ") {
            names if names.is_empty() => None,
            names => Some(format!("{}: {names}", scheme.id)),
        };
        let all: Vec<String> = presets::known().iter().filter_map(signed_members).collect();
        expect_test::expect![[r#"
            mailgun: signature
            adyen: notificationItems
            aws-sns: Message MessageId Signature SignatureVersion Subject SubscribeURL Timestamp Token TopicArn Type
            aws-sns-v1: Message MessageId Signature SignatureVersion Subject SubscribeURL Timestamp Token TopicArn Type"#]].assert_eq(&all.join("\n"));
        let of = |content: &str| {
            let content = content.to_owned();
            let scheme = Scheme {
                content,
                ..Scheme::default()
            };
            names(&scheme).join(" ")
        };
        assert_eq!(of("{json:/a~1b/0}{json:/0/a}{json-lines:c, d}"), "a/b c d");
        assert_eq!(of("{json:/a}{json:/A}{json:/b}"), "b");
        assert_eq!(of("{json:/a}{body-hash:SHA-1:hex}"), "");
    }

    #[test]
    fn a_name_in_other_case_is_found() {
        let sns = presets::find("aws-sns").unwrap_or_default();
        let found =
            |body: &str| find(&sns, body.as_bytes()).map(|(found, name)| found + " " + &name);
        let both = Some("message Message".to_owned());
        assert_eq!(found(r#"{"Message":"a","message":"b"}"#), both);
        assert_eq!(found(r#"{"\u006dessage":"b"}"#), both);
        assert_eq!(
            found(r#"{"Meſſage":"b"}"#).as_deref(),
            Some("Meſſage Message")
        );
        for body in [
            r#"{"Message":"a","other":{"message":"b"}}"#,
            r#"["message"]"#,
            "message",
            "",
        ] {
            assert_eq!(found(body), None, "{body}");
        }
    }
}
