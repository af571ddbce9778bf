//! The templates in a scheme's JSON and their places.

use super::fault::{FaultCause, SchemeFault};
use super::scheme::{HeaderTemplate, Scheme};
use super::template::{self, Fault};
use json::pointer::escape;

/// Returns the objects of a scheme whose members are templates.
pub fn groups(scheme: &Scheme) -> [(&'static str, &[HeaderTemplate]); 5] {
    [
        ("query", &scheme.query),
        ("before", &scheme.before),
        ("parts", &scheme.parts),
        ("headers", &scheme.headers),
        ("members", &scheme.members),
    ]
}

/// Returns the members of such an object, each with its JSON Pointer.
pub fn places<'a>(
    group: &'a str,
    fields: &'a [HeaderTemplate],
) -> impl Iterator<Item = (String, &'a HeaderTemplate)> {
    let place = move |field: &HeaderTemplate| format!("/{group}/{}", escape(&field.name));
    fields.iter().map(move |field| (place(field), field))
}

/// Returns the fault of the first text that is not a template; such a scheme can neither sign nor
/// verify.
pub fn broken(scheme: &Scheme) -> Option<SchemeFault> {
    let fields = groups(scheme).into_iter();
    let fields = fields.flat_map(|(group, fields)| places(group, fields));
    let named = fields.flat_map(|(place, field)| {
        let name = (place.clone(), &field.name);
        [name, (place, &field.value)]
    });
    let key = ("/key/template".to_owned(), &scheme.key.template);
    let content = ("/content".to_owned(), &scheme.content);
    let mut all = [key, content].into_iter().chain(named);
    all.find_map(|(place, text)| {
        let cause = match template::parse(text).err()? {
            Fault::TooDeep => FaultCause::TooDeep,
            _ => FaultCause::UnclosedBrace,
        };
        Some(SchemeFault::error(place, cause))
    })
}
