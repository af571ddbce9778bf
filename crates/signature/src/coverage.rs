//! The extent to which a signature covers a message's body and address.
//!
//! A verdict must not claim more than this: a token proves nothing about the bytes, and a scheme
//! that signs single members proves nothing about the others. A message of RFC 9421 lists the
//! covered components itself.

use serde::{Deserialize, Serialize};

use super::components::has_known_digest;
use super::template::{Part, parse};
use super::{Kind, Scheme, Signable};

/// The part of a body that a signature covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coverage {
    /// All of it, by its bytes, its hash or its fields.
    Whole,
    /// Single members.
    Members,
    /// Nothing: a token, or a signature over header fields alone.
    Nothing,
}

/// The parts of the called address that a signature covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AddressCoverage {
    /// The HTTP method.
    pub method: bool,
    /// `http` or `https`.
    pub scheme: bool,
    /// The host and the port.
    pub host: bool,
    /// Path or query.
    pub target: bool,
}

impl Coverage {
    /// Returns the part of a request's body that a scheme's signature covers.
    pub fn of(scheme: &Scheme, request: &Signable<'_>) -> Coverage {
        let names = names(scheme);
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        let whole = ["body", "body-hash", "crc32", "form", "fields"];
        let members = has("json") || has("json-lines") || !scheme.members.is_empty();
        // A hash in a field or in the address is signed with it.
        let hashed = |field: &super::scheme::HeaderTemplate| {
            let hashes = ["body-hash", "crc32"];
            hashes
                .iter()
                .any(|name| super::template::names(&field.value, name))
        };
        let by_digest = has("signature-base")
            && described(scheme, request, "content-digest")
            && !is_digest_unknown(request);
        match () {
            () if matches!(scheme.kind, Kind::Nothing | Kind::Shared) => Coverage::Nothing,
            () if whole.into_iter().any(has) || by_digest => Coverage::Whole,
            () if scheme.carriers().any(hashed) => Coverage::Whole,
            () if members => Coverage::Members,
            () => Coverage::Nothing,
        }
    }
}

impl AddressCoverage {
    /// Returns the parts of a request's address that a scheme's signature covers.
    pub fn of(scheme: &Scheme, request: &Signable<'_>) -> AddressCoverage {
        if matches!(scheme.kind, Kind::Nothing | Kind::Shared) {
            return AddressCoverage::default();
        }
        let names = names(scheme);
        let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
        let base = has(&["signature-base"]);
        let says =
            |wanted: &[&str]| base && wanted.iter().any(|name| described(scheme, request, name));
        let url = has(&["url", "url-decoded"]) || says(&["@target-uri"]);
        let targets = ["target", "path", "query", "parameter", "fields"];
        let components = ["@path", "@query", "@request-target", "@query-param"];
        AddressCoverage {
            method: has(&["method"]) || says(&["@method"]),
            scheme: url || says(&["@scheme"]),
            host: url || has(&["host"]) || says(&["@authority"]),
            target: url || has(&targets) || says(&components),
        }
    }
}

/// Returns the names of the placeholders in the signed content.
fn names(scheme: &Scheme) -> Vec<String> {
    let parts = parse(&scheme.content).unwrap_or_default();
    let name = |part: Part| match part {
        Part::Text(_) => None,
        Part::Value { name, .. } => Some(name),
    };
    parts.into_iter().filter_map(name).collect()
}

/// Returns whether a message lists a component as signed, in a field that describes its signature.
fn described(scheme: &Scheme, request: &Signable<'_>, component: &str) -> bool {
    let describes = |name: &str| {
        let mut fields = scheme.headers.iter();
        fields.any(|field| field.name.eq_ignore_ascii_case(name))
    };
    let quoted = ["\"", component, "\""].concat();
    let mut fields = request.headers.iter().filter(|h| describes(&h.0));
    fields.any(|(_, value)| value.contains(&quoted))
}

/// Returns whether a message has a Content-Digest of unknown algorithms only, which is not compared
/// with the body.
fn is_digest_unknown(request: &Signable<'_>) -> bool {
    let fields = request.headers.iter();
    let mut fields = fields.filter(|h| h.0.eq_ignore_ascii_case("content-digest"));
    fields.clone().next().is_some() && !fields.any(|(_, value)| has_known_digest(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::presets;

    fn request(headers: &[(String, String)]) -> Signable<'_> {
        Signable {
            method: "POST",
            url: "https://hooks.example/in?a=b",
            target: "/in?a=b",
            headers,
            body: b"{}",
            content_type: "application/json",
        }
    }

    fn of(coverage: Coverage) -> String {
        let all = presets::known().iter();
        let covers = |scheme: &&Scheme| Coverage::of(scheme, &request(&[])) == coverage;
        let ids: Vec<&str> = all
            .filter(covers)
            .map(|scheme| scheme.id.as_str())
            .collect();
        ids.join(" ")
    }

    #[test]
    fn each_scheme_covers_what_it_signs() {
        expect_test::expect!["mailgun adyen aws-sns aws-sns-v1"].assert_eq(&of(Coverage::Members));
        expect_test::expect!["none rfc9421 gitlab authing-webhook postmark tabby"]
            .assert_eq(&of(Coverage::Nothing));
    }

    #[test]
    fn a_message_lists_what_it_signs() {
        let scheme = presets::find("rfc9421").unwrap_or_default();
        let covered = |components: &str| {
            let value = ["sig1=(", components, ");created=1"].concat();
            let headers = [("Signature-Input".to_owned(), value)];
            let request = request(&headers);
            let address = AddressCoverage::of(&scheme, &request);
            (
                Coverage::of(&scheme, &request),
                [address.method, address.scheme, address.host, address.target],
            )
        };
        let (yes, no) = (true, false);
        assert_eq!(
            covered("\"@method\""),
            (Coverage::Nothing, [yes, no, no, no])
        );
        assert_eq!(
            covered("\"@path\" \"content-digest\""),
            (Coverage::Whole, [no, no, no, yes])
        );
        assert_eq!(
            covered("\"@target-uri\""),
            (Coverage::Nothing, [no, yes, yes, yes])
        );
        assert_eq!(
            covered("\"@authority\""),
            (Coverage::Nothing, [no, no, yes, no])
        );
    }

    #[test]
    fn a_digest_by_an_unknown_algorithm_covers_nothing() {
        let scheme = presets::find("rfc9421").unwrap_or_default();
        let covered = |digest: &str| {
            let input = "sig1=(\"content-digest\");created=1".to_owned();
            let headers = [
                ("Signature-Input".to_owned(), input),
                ("Content-Digest".to_owned(), digest.to_owned()),
            ];
            Coverage::of(&scheme, &request(&headers))
        };
        assert_eq!(covered("unixsum=:AAAA:, md5=:AAAA:"), Coverage::Nothing);
        assert_eq!(covered("md5=:AAAA:, sha-512=:AAAA:"), Coverage::Whole);
    }

    #[test]
    fn few_schemes_sign_the_address() {
        let signs = |scheme: &&Scheme| {
            let address = AddressCoverage::of(scheme, &request(&[]));
            address.scheme || address.host || address.target
        };
        let ids = presets::known()
            .iter()
            .filter(signs)
            .map(|scheme| scheme.id.as_str());
        assert_eq!(
            ids.collect::<Vec<_>>().join(" "),
            "twilio twilio-json square hubspot-v3 hubspot-v2 authing"
        );
    }
}
