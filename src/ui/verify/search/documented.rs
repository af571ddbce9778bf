//! The document of a scheme's deliveries: fetched once, and not where it cannot matter.

use std::cell::RefCell;

use crate::browser::fetch;
use crate::catalog;
use received::Received;
use signature::Scheme;

thread_local! {
    /// Documents that were read, by the name of a scheme; none for one that has none.
    static READ: RefCell<Vec<(String, Vec<String>)>> = const { RefCell::new(Vec::new()) };
}

/// The documents of a scheme that need no fetching; `None` where fetching may find some.
pub fn read(scheme: &Scheme, received: &Received) -> Option<Vec<String>> {
    let body = received.body.strip_prefix(b"\xEF\xBB\xBF");
    let text = body.unwrap_or(&received.body).trim_ascii_start();
    // A document tells an order of members.
    if !text.starts_with(b"{") && !text.starts_with(b"[") {
        return Some(Vec::new());
    }
    READ.with_borrow(|all| {
        let mut all = all.iter().filter(|read| read.0 == scheme.id);
        all.next().map(|read| read.1.clone())
    })
}

/// Fetches the documents of a scheme, and keeps them; after a failure they are fetched again.
pub async fn ask(id: String) -> Vec<String> {
    let Ok(found) = documented(&id).await else {
        return Vec::new();
    };
    READ.with_borrow_mut(|all| all.push((id, found.clone())));
    found
}

/// The document of the catalog that has a scheme's name: its deliveries' members have an order that
/// may be the one that was signed.
async fn documented(id: &str) -> Result<Vec<String>, String> {
    let index = catalog::read(&fetch::text("catalog/index.json").await?)?;
    if !index.entries.iter().any(|entry| entry.id == id) {
        return Ok(Vec::new());
    }
    let text = fetch::text(&catalog::address(id)).await?;
    Ok(vec![text])
}
