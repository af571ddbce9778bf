//! Reading `x-signpost-signature`; schemes themselves are read by [`crate::sign`].

use super::SignatureUse;
use super::refs::Spot;

/// The signature that an operation, a response or a security scheme says it has.
pub(super) fn read(spot: &Spot<'_>) -> Option<SignatureUse> {
    let spot = spot.get("x-signpost-signature")?;
    spot.object()?;
    spot.only(&["scheme", "defaults", "description", "fields"]);
    match crate::sign::read::scheme(spot.value) {
        Ok(scheme) => Some(SignatureUse {
            scheme,
            description: spot.words("description"),
            fields: fields(&spot),
        }),
        Err(message) => {
            spot.note(message);
            None
        }
    }
}

/// Where in the request's form the secrets stand, by the secret's name.
fn fields(spot: &Spot<'_>) -> Vec<(String, String)> {
    let members = spot.members_of("fields").into_iter();
    let text =
        |(name, place): (&str, Spot<'_>)| Some((name.to_owned(), place.string()?.to_owned()));
    members.filter_map(text).collect()
}
