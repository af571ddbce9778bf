//! Reading schemes from JSON; [`Scheme`] defines the members.
//!
//! Schemes in documents belong in [`super::documented`], faults of a scheme that can be read in
//! `validate`.

use json::de::{self, Misfit};
use json::{Tree, View};

use super::fault::{FaultCause, SchemeFault};
use super::scheme::Scheme;
use super::texts;

/// Reads a list of schemes.
pub(super) fn schemes(text: &str) -> Result<Vec<Scheme>, SchemeFault> {
    deserialize(tree(text)?.root())
}

/// Reads one scheme, as written by [`super::write`].
pub fn scheme(text: &str) -> Result<Scheme, SchemeFault> {
    let scheme = deserialize(tree(text)?.root())?;
    match texts::broken(&scheme) {
        Some(fault) => Err(fault),
        None => Ok(scheme),
    }
}

fn tree(text: &str) -> Result<Tree, SchemeFault> {
    Tree::read(text).map_err(|error| SchemeFault::error("", FaultCause::NotJson(error.cause)))
}

/// Reads one scheme without the members that do not fit; its templates may have faults.
pub(super) fn fitting(view: View<'_>) -> (Option<Scheme>, Vec<SchemeFault>) {
    let (scheme, misfits) = de::read_fitting(view);
    let misfits = misfits.into_iter().map(|misfit| fault(view, misfit));
    (scheme, misfits.collect())
}

fn deserialize<'de, T: serde::Deserialize<'de>>(view: View<'de>) -> Result<T, SchemeFault> {
    de::read(view).map_err(|misfit| fault(view, misfit))
}

/// Returns a misfit with its place relative to the value that was read.
fn fault(root: View<'_>, misfit: Misfit) -> SchemeFault {
    let place = misfit.place.get(root.place().len()..).unwrap_or_default();
    SchemeFault::error(place, FaultCause::Misfit(misfit.cause))
}
