//! Responses documented for an operation.

use super::documented::{Refusal, Response, ResponseExample, ResponseHeader, When};
use super::example_object;
use super::media::is_structured;
use super::parameters::HEADER;
use super::reader::Reader;
use super::refs::NodeRef;
use super::{MediaType, Parameter};
use super::{media, signing};

const RESPONSE: [&str; 7] = [
    "description",
    "headers",
    "content",
    "links",
    "x-signpost-source",
    "x-signpost-signature",
    "x-signpost-when",
];

const LINK: [&str; 6] = [
    "operationRef",
    "operationId",
    "parameters",
    "requestBody",
    "description",
    "server",
];

/// The documented responses, in the document's order.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    operation: &NodeRef<'a>,
    parameters: &[Parameter],
) -> Vec<Response> {
    let mut responses = Vec::new();
    for (status, node) in operation.members_of("responses") {
        if status.starts_with("x-") {
            continue;
        }
        let upper = status.to_ascii_uppercase();
        if status != "default" && !is_status(&upper) {
            node.note(
                "A status must be three digits, `4XX` or `default`; this response is left out",
            );
            continue;
        }
        let Some(node) = node.resolve().filter(|s| s.object().is_some()) else {
            continue;
        };
        let status = if status == "default" { status } else { &upper };
        responses.push(response(reader, status, &node, parameters));
    }
    responses
}

fn is_status(status: &str) -> bool {
    let bytes = status.as_bytes();
    let [first, rest @ ..] = bytes else {
        return false;
    };
    let digits = rest.len() == 2 && rest.iter().all(u8::is_ascii_digit);
    (b'1'..=b'5').contains(first) && (digits || rest == b"XX")
}

fn response<'a>(
    reader: &mut Reader<'a>,
    status: &str,
    node: &NodeRef<'a>,
    parameters: &[Parameter],
) -> Response {
    node.only(&RESPONSE);
    let mut found = Vec::new();
    for (name, member) in node.members_of("content") {
        let mut media = media::media_type(reader, name, &member);
        media.examples = examples(&media, &member, parameters);
        found.push(media);
    }
    let links = node.members_of("links").into_iter();
    let links = links.filter_map(|(name, link)| {
        let link = link.resolve()?;
        link.only(&LINK);
        Some((name.to_owned(), link.description()))
    });
    Response {
        status: status.to_owned(),
        description: node.description(),
        source: node.text("x-signpost-source").map(str::to_owned),
        headers: headers(node),
        media: found,
        links: links.collect(),
        signature: signing::read(node),
        when: whens(node.get("x-signpost-when"), parameters),
    }
}

fn headers(node: &NodeRef<'_>) -> Vec<ResponseHeader> {
    let members = node.members_of("headers").into_iter();
    let header = |(name, header): (&str, NodeRef<'_>)| {
        let header = header.resolve()?;
        header.only(&HEADER);
        if name.eq_ignore_ascii_case("content-type") {
            header.note("OpenAPI takes Content-Type from the media types; it is left out");
            return None;
        }
        Some(ResponseHeader {
            name: name.to_owned(),
            description: header.description(),
            required: header.flag("required").unwrap_or_default(),
        })
    };
    members.filter_map(header).collect()
}

fn examples(
    media: &MediaType,
    node: &NodeRef<'_>,
    parameters: &[Parameter],
) -> Vec<ResponseExample> {
    let mut found = Vec::new();
    for listed in example_object::listed(node, &example_object::OF_RESPONSE) {
        let raw = listed.text("x-signpost-raw");
        let value = listed.value.as_ref();
        let value = value.map(|v| example_object::body_text(v, &media.name, is_structured(media)));
        let (text, is_text) = match (raw, value) {
            (Some(raw), _) => (raw.into(), true),
            (None, Some(value)) => value,
            (None, None) => continue,
        };
        let signed = listed
            .object
            .as_ref()
            .and_then(|o| o.flag("x-signpost-signed"));
        found.push(ResponseExample {
            name: listed.name.to_owned(),
            summary: listed.summary(),
            description: listed.description(),
            text,
            is_text,
            when: whens(listed.get("x-signpost-when"), parameters),
            value: listed.text("x-signpost-value").map(str::to_owned),
            expected: example_object::expected(listed.get("x-signpost-problems"), parameters),
            signed: signed.unwrap_or(true),
            source: listed.text("x-signpost-source").map(str::to_owned),
        });
    }
    found
}

/// `x-signpost-when` of a response: a single condition, or several of which any must hold.
fn whens(node: Option<NodeRef<'_>>, parameters: &[Parameter]) -> Vec<When> {
    match node {
        Some(several) if several.value.as_array().is_some() => {
            let conditions = several.items();
            conditions.iter().map(|one| when(one, parameters)).collect()
        }
        Some(one) => vec![when(&one, parameters)],
        None => Vec::new(),
    }
}

fn when(node: &NodeRef<'_>, parameters: &[Parameter]) -> When {
    node.only(&["refusal", "at", "code", "values"]);
    let refusal = node.get("refusal").and_then(|refusal| {
        let found = refusal.string().and_then(Refusal::named);
        if found.is_none() {
            refusal.note(
                "A refusal is `authorization`, `media-type`, `malformed`, `invalid` or `signature`",
            );
        }
        found
    });
    let values = node.members_of("values").into_iter();
    When {
        refusal,
        at: node
            .text("at")
            .map(|text| example_object::place(node, text, parameters)),
        code: node.text("code").map(str::to_owned),
        values: values
            .map(|(text, value)| {
                let field = example_object::place(&value, text, parameters);
                (field, value.typed())
            })
            .collect(),
    }
}

impl Refusal {
    fn named(word: &str) -> Option<Refusal> {
        Some(match word {
            "authorization" => Refusal::Authorization,
            "media-type" => Refusal::MediaType,
            "malformed" => Refusal::Malformed,
            "invalid" => Refusal::Invalid,
            "signature" => Refusal::Signature,
            _ => return None,
        })
    }
}
