//! Reading how a message is signed: `x-signpost-signature`, and the extensions of SDK generators.
//!
//! This module only knows where signatures are documented; [`signature`] reads the
//! schemes themselves.

use super::SignatureUse;
use super::refs::NodeRef;
use json::Value;
use signature::Scheme;
use signature::foreign::{self, Untranslated};

/// The documented signature of an operation, a response or a security scheme.
pub(super) fn read(node: &NodeRef<'_>) -> Option<SignatureUse> {
    let node = node.get("x-signpost-signature")?;
    node.object()?;
    node.only(&["scheme", "defaults", "description", "fields"]);
    match signature::documented::scheme(node.value) {
        Ok(scheme) => Some(SignatureUse {
            scheme,
            description: node.words("description"),
            fields: fields(&node),
        }),
        Err(fault) => {
            node.note_within(&fault.place, fault.message());
            None
        }
    }
}

/// The signature of an operation, which is a delivery if it has no path.
///
/// Our own extension comes first. The others describe only deliveries, of an operation or
/// of the whole document.
pub(super) fn operation<'a>(
    root: &NodeRef<'a>,
    node: &NodeRef<'a>,
    delivery: bool,
) -> Option<SignatureUse> {
    if node.get("x-signpost-signature").is_some() {
        return read(node);
    }
    if !delivery && node.flag("x-fern-webhook") != Some(true) {
        return None;
    }
    let fern = "x-fern-webhook-signature";
    let own = node.get(fern).filter(|own| own.value.as_bool().is_none());
    if let Some(fern) = own.or_else(|| root.get(fern)) {
        return translated(&fern, foreign::fern);
    }
    let speakeasy = root.get("x-speakeasy-webhooks");
    if let Some(security) = speakeasy.and_then(|webhooks| webhooks.get("security")) {
        return translated(&security, foreign::speakeasy);
    }
    let mut groups = ["x-webhooks", "x-callbacks"].into_iter();
    let verification = groups.find_map(|name| apimatic(&root.get(name)?, node))?;
    translated(&verification, foreign::apimatic)
}

/// The settings in APIMatic's extension: those of the only group, or of the group that
/// the operation names.
fn apimatic<'a>(groups: &NodeRef<'a>, node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let find_in = |group: &NodeRef<'a>| {
        let names = ["payloadVerification", "signatureVerification"];
        names.into_iter().find_map(|name| group.get(name))
    };
    if let Some(verification) = find_in(groups) {
        return Some(verification);
    }
    let members = groups.members();
    let named = |name: &str| {
        let mut own = node.members().into_iter();
        own.any(|(extension, value)| {
            extension.starts_with("x-") && value.value.as_str() == Some(name)
        })
    };
    let chosen = members.iter().find(|(name, _)| named(name));
    let only = members.first().filter(|_| members.len() == 1);
    find_in(&chosen.or(only)?.1)
}

fn translated(
    node: &NodeRef<'_>,
    read: fn(&Value) -> Result<Scheme, Untranslated>,
) -> Option<SignatureUse> {
    node.object()?;
    match read(node.value) {
        Ok(scheme) => Some(SignatureUse {
            scheme,
            description: node.words("description"),
            fields: Vec::new(),
        }),
        Err(why) => {
            // Our extension can describe signatures that the others leave to code.
            let hint = match why {
                Untranslated::Custom => ", or describe one in `x-signpost-signature`",
                _ => "",
            };
            node.note(format!("{why}{hint}"));
            None
        }
    }
}

/// JSON Pointers to the secrets in the request's form, by the secret's name.
fn fields(node: &NodeRef<'_>) -> Vec<(String, String)> {
    let members = node.members_of("fields").into_iter();
    let text =
        |(name, place): (&str, NodeRef<'_>)| Some((name.to_owned(), place.string()?.to_owned()));
    members.filter_map(text).collect()
}
