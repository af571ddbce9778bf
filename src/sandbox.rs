//! The sandbox: a server in the page that answers as the document says.
//!
//! It sees only the finished request and the secrets that the real server
//! would share with the person; it decodes the bytes afresh and trusts
//! nothing that the form knew.

use crate::document::Operation;
use crate::reply::Reply;
use crate::request::Request;
use crate::secret::Secrets;
use crate::sign::Moment;
use crate::validate::Matcher;

/// Answers a request as the documented server would.
pub fn answer(
    operation: &Operation,
    request: &Request,
    secrets: &Secrets,
    moment: &Moment,
    matcher: Matcher<'_>,
) -> Reply {
    let _ = (operation, request, secrets, moment, matcher);
    todo!()
}
