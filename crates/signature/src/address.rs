//! The parts of an absolute address that a signature can cover.

/// Returns the scheme, as written.
pub fn scheme(url: &str) -> &str {
    url.split_once("://").map_or("", |(scheme, _)| scheme)
}

/// Returns host and port of an absolute URL.
pub fn host(url: &str) -> &str {
    let after = url.split_once("://").map_or("", |(_, after)| after);
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

/// Returns path and query of an absolute URL.
pub fn target(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, after)| after);
    let at = after.find(['/', '?']).unwrap_or(after.len());
    let end = after.find('#').unwrap_or(after.len());
    after.get(at..end).unwrap_or_default()
}
