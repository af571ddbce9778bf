//! Which scheme a delivery was signed with, by the names of its fields.

use super::frames;
use crate::received::Received;
use crate::secret::Secrets;
use crate::sign::template::names;
use crate::sign::{Kind, Scheme, Verdict, presets};
use crate::table::sort_by;

/// A scheme whose fields are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    pub scheme: &'static Scheme,
    /// Whether all its fields are there and of its form.
    pub whole: bool,
    /// The header field that its signature stands in; empty where it stands elsewhere.
    pub field: String,
}

/// The schemes that a request may be signed with, the best first.
pub fn recognised(received: &Received) -> Vec<Recognised> {
    let schemes = presets::all()
        .iter()
        .filter(|s| s.kind != Kind::Nothing && s.id != "plain");
    let mut found: Vec<(usize, Recognised)> = schemes.filter_map(|s| fit(s, received)).collect();
    sort_by(&mut found, |a, b| b.0.cmp(&a.0));
    found.into_iter().map(|found| found.1).collect()
}

/// How well a scheme fits: its fields that are there, and twice as much when all are.
fn fit(scheme: &'static Scheme, received: &Received) -> Option<(usize, Recognised)> {
    let fields = scheme.before.iter().chain(&scheme.headers);
    let there = |name: &str| received.header(name).is_some();
    let present = fields.filter(|f| there(&f.name)).count();
    let mut result = scheme
        .headers
        .iter()
        .filter(|f| names(&f.value, "signature") || names(&f.value, "secret"));
    let field = result.find(|f| there(&f.name)).map(|f| f.name.clone());
    let whole = match frames::read(scheme, &Secrets::default(), &received.signable()) {
        Verdict::Valid(_) | Verdict::Mismatch { .. } | Verdict::NotSigned { .. } => true,
        _ => false,
    };
    if !whole && field.is_none() {
        return None;
    }
    let score = if whole { 2 * present.max(1) } else { present };
    let field = field.unwrap_or_default();
    Some((
        score,
        Recognised {
            scheme,
            whole,
            field,
        },
    ))
}
