//! What the documentation says of the open operation, beyond its fields.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::el::{El, el, nothing, row, text};
use crate::ui::form::{notice, source};
use crate::ui::more::first;
use crate::ui::prose;
use crate::ui::state::Action;
use exchange::reply::{Reply, Source};
use openapi::{Api, Operation, Response, ResponseExample};

/// Description, notices, responses, and what could not be read.
pub fn view(api: &Rc<Api>, operation: &Rc<Operation>, act: &Callback<Action>) -> Html {
    let path = el("code")
        .copy(&operation.method)
        .text(" ")
        .copy(target(operation));
    let notices = operation.notices.iter().map(notice).collect();
    let docs = operation.external_docs.as_deref();
    let about = el("summary")
        .text("About ")
        .copy(&api.title)
        .text(" ")
        .copy(&api.version);
    let about = el("details").el(about).put(prose::blocks(&api.description));
    el("article")
        .class("doc")
        .is("aria-label", "Documentation")
        .el(el("h2").copy(&operation.summary))
        .el(el("p").class("path").el(path))
        .put(prose::blocks(&operation.description))
        .all(notices)
        .put(outside(docs.or(api.external_docs.as_deref())))
        .put(responses(operation, act))
        .el(about)
        .put(notes(api, operation))
        .node()
}

/// The documented path; of a delivery the expression that its address is.
fn target(operation: &Operation) -> &str {
    match &operation.delivery {
        Some(delivery) => &delivery.listing.target,
        None => &operation.path,
    }
}

fn outside(address: Option<&str>) -> Html {
    let words = text("The vendor's documentation".into());
    match address.and_then(|a| prose::link(a, words)) {
        Some(link) => el("p").put(link).node(),
        None => nothing(),
    }
}

fn responses(operation: &Rc<Operation>, act: &Callback<Action>) -> Html {
    if operation.responses.is_empty() {
        return nothing();
    }
    let all = {
        let (operation, act) = (Rc::clone(operation), act.clone());
        let count = operation.responses.len();
        first(count, "responses", move |at| response(&operation, at, &act))
    };
    row(vec![
        el("h3").text("Responses").node(),
        el("ul").class("responses").put(all).node(),
    ])
}

fn response(operation: &Rc<Operation>, number: usize, act: &Callback<Action>) -> Html {
    let response = &operation.responses[number];
    let head = el("div")
        .class("response-head")
        .el(el("strong").class("code").copy(&response.status))
        .el(el("div").put(prose::blocks(&response.description)));
    let mut headers = Vec::new();
    for header in &response.headers {
        headers.push(named(&header.name, prose::inline(&header.description)));
    }
    let mut links = Vec::new();
    for (name, words) in &response.links {
        links.push(named(name, prose::inline(words)));
    }
    let mut places = Vec::new();
    for (media, one) in response.media.iter().enumerate() {
        places.extend((0..one.examples.len()).map(|at| (media, at)));
    }
    let examples = {
        let (operation, act) = (Rc::clone(operation), act.clone());
        first(places.len(), "examples", move |at| {
            let response = &operation.responses[number];
            let media = &response.media[places[at].0];
            example(response, &media.name, &media.examples[places[at].1], &act)
        })
    };
    el("li")
        .class("response")
        .key(AttrValue::Rc(response.status.as_str().into()))
        .el(head)
        .put(source(response.source.as_deref()))
        .maybe(plain(headers))
        .maybe(plain(links))
        .el(el("ul").class("plain examples").put(examples))
        .node()
}

/// An item of a list: a name, and what is said of it.
fn named(name: &str, words: Html) -> Html {
    el("li")
        .el(el("code").copy(name))
        .text(" ")
        .put(words)
        .node()
}

/// A list, unless it is empty.
fn plain(items: Vec<Html>) -> Option<El> {
    (!items.is_empty()).then(|| el("ul").class("plain").all(items))
}

/// An example of a response, which shows it as a reply.
fn example(
    response: &Response,
    content_type: &str,
    example: &ResponseExample,
    act: &Callback<Action>,
) -> Html {
    let words = match &*example.summary {
        "" => &*example.name,
        summary => summary,
    };
    let reply = Reply {
        source: Source::Example,
        status: response.status.parse().unwrap_or_default(),
        reason: String::new(),
        headers: vec![("content-type".to_owned(), content_type.to_owned())],
        body: Rc::from(example.text.as_bytes()),
        millis: 0.0,
        redirected_to: None,
        sample: None,
    };
    let onclick = act.reform(move |_: MouseEvent| Action::Show(reply.clone()));
    let button = el("button")
        .is("type", "button")
        .class("link")
        .onclick(onclick)
        .copy(words);
    let help = match &*example.description {
        "" => None,
        words => Some(el("div").class("help").put(prose::blocks(words))),
    };
    el("li")
        .key([content_type, " ", &example.name].concat().into())
        .el(button)
        .maybe(help)
        .put(source(example.source.as_deref()))
        .node()
}

fn notes(api: &Rc<Api>, operation: &Rc<Operation>) -> Html {
    let (api, operation) = (Rc::clone(api), Rc::clone(operation));
    let own = |operation: &Operation| operation.delivery.as_ref().map_or(0, |d| d.notes.len());
    let count = api.notes.len() + own(&operation);
    if count == 0 {
        return nothing();
    }
    let items = first(count, "notes", move |at| {
        let own = operation.delivery.iter().flat_map(|d| &d.notes);
        let note = api.notes.iter().chain(own).nth(at);
        note.map_or_else(nothing, |note| {
            let message = text(AttrValue::Rc(note.message.as_str().into()));
            named(&note.at, message)
        })
    });
    let summary = el("summary").text("What could not be read of this document");
    el("details")
        .el(summary)
        .el(el("ul").class("plain").put(items))
        .node()
}
