//! Parts of a reply, for the handshakes page.

use std::rc::Rc;

use yew::prelude::*;

use super::inspector::reply::NoReply;
use super::inspector::reply::received::{ReplyBody, ReplyHeaders};
use super::inspector::reply::status::StatusLine;
use super::shared::Shared;
use exchange::reply::Reply;

/// A request that got no reply.
pub mod failure {
    use yew::prelude::*;

    use crate::ui::inspector::reply::failure::FailureReport;
    use crate::ui::shared::Shared;
    use request::forecast::Failure;

    /// The failure in words and its possible causes.
    pub fn view(failure: &std::rc::Rc<Failure>) -> Html {
        html! { <FailureReport failure={Shared::from(failure)} /> }
    }
}

pub fn none() -> Html {
    html! { <NoReply /> }
}

pub fn label(_: &'static str) -> Html {
    Html::default()
}

pub fn body(reply: &Reply) -> Html {
    html! { <ReplyBody reply={shared(reply)} /> }
}

pub fn headers(reply: &Reply) -> Html {
    html! { <ReplyHeaders reply={shared(reply)} /> }
}

pub fn status(reply: &Reply) -> Html {
    html! { <StatusLine reply={shared(reply)} /> }
}

fn shared(reply: &Reply) -> Shared<Reply> {
    Shared::from(Rc::new(reply.clone()))
}
