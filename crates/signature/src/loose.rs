//! Members of a JSON body that are signed by name, where nothing vouches for all of it.
//!
//! Who adds a member of such a name in other case leaves the signature good, and
//! reaches an application whose reader takes no heed of case (Go's
//! `encoding/json`, ASP.NET's). Verifying stays the vendor's own rule: it is
//! receiver code that refuses such a body, and a remark that tells of it here.

use super::Scheme;
use super::template::{Part, parse};
use json::{Tree, pointer};

/// The names of these members, sorted.
pub fn names(scheme: &Scheme) -> Vec<String> {
    let mut names = Vec::new();
    // A hash of the body in the address vouches for it too.
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
    // Two that are both read are no such pair.
    let all = names.clone();
    names.retain(|name| all.iter().all(|other| !is_alike(other, name)));
    names.sort();
    names.dedup();
    names
}

/// A member of the body that has one of these names in other case, and that name.
pub fn alike(scheme: &Scheme, body: &[u8]) -> Option<(String, String)> {
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

/// The first step of a pointer (RFC 6901), where it is a name.
fn first(pointer: &str) -> Option<String> {
    let step = pointer.split('/').nth(1)?;
    let place = step.parse::<usize>().is_ok();
    (!place).then(|| pointer::unescape(step))
}

/// Whether two names differ in case alone; `ſ` has the capital of `s`, and Go takes it for that.
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
        let said = |scheme: &Scheme| match names(scheme).join(" ") {
            names if names.is_empty() => None,
            names => Some(format!("{}: {names}", scheme.id)),
        };
        let all: Vec<String> = presets::known().iter().filter_map(said).collect();
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
            |body: &str| alike(&sns, body.as_bytes()).map(|(found, name)| found + " " + &name);
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
