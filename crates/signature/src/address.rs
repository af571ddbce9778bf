//! The parts of an absolute address that are signed.

/// Its scheme, as it is written.
pub fn scheme(url: &str) -> &str {
    url.split_once("://").map_or("", |(scheme, _)| scheme)
}

/// Host and port of an absolute URL.
pub fn host(url: &str) -> &str {
    let after = url.split_once("://").map_or("", |(_, after)| after);
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

/// Path and query of an absolute address.
pub fn target(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, after)| after);
    let at = after.find(['/', '?']).unwrap_or(after.len());
    let end = after.find('#').unwrap_or(after.len());
    after.get(at..end).unwrap_or_default()
}
