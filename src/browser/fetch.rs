//! Fetching: the catalog's files, and the finished request as the page may send it.
//!
//! A request in flight belongs to a [`Flight`]; dropping that aborts it. After a
//! failure one bare request may follow, whose answer no page can read, to tell
//! whether the server answers at all.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::{RequestBuilder, Response};
use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit,
    RequestMode, RequestRedirect,
};

use super::timer::Timer;
use super::{clock, page};
use exchange::reply::{Reply, Source};
use request::forecast::{self, Attempt, Failure, Probe, SendError};
use request::message::Request;
use request::pipeline::Ready;

/// Seconds after which a request without a whole reply is given up.
pub const LIMIT: u32 = 60;

/// Seconds after which a file of the page that has not arrived is given up.
pub const FILE_LIMIT: u32 = 30;

/// Milliseconds after which a probe counts as not answered.
const PROBE_LIMIT: i32 = 3_000;

/// Fetches a JSON file that belongs to the page; the error is the reason, as a clause.
pub async fn data<T: DeserializeOwned>(address: &str) -> Result<T, String> {
    serde_json::from_str(&text(address).await?).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        format!("it has an error at line {line}, column {column}")
    })
}

/// Fetches a file that belongs to the page, as text; the error is the reason, as a clause.
pub async fn text(address: &str) -> Result<String, String> {
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let _limit =
        controller.map(|controller| Timer::after(millis(FILE_LIMIT), move || controller.abort()));
    let failed = |why: &str| match signal.as_ref().is_some_and(AbortSignal::aborted) {
        true => format!("it has not arrived after {FILE_LIMIT} seconds"),
        false => why.to_owned(),
    };
    let response = RequestBuilder::new(address)
        .abort_signal(signal.as_ref())
        .send()
        .await
        .map_err(|_| failed("the network or the server did not answer"))?;
    if !response.ok() {
        return Err(format!(
            "the server answered {} {}",
            response.status(),
            response.status_text()
        ));
    }
    let text = response.text().await;
    text.map_err(|_| failed("the connection broke off before it was complete"))
}

fn millis(seconds: u32) -> i32 {
    i32::try_from(seconds * 1000).unwrap_or(i32::MAX)
}

/// A request in flight.
pub struct Flight {
    controller: Option<AbortController>,
    _limit: Option<Timer>,
}

impl Drop for Flight {
    fn drop(&mut self) {
        // Aborting what has finished does nothing.
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

/// Sends a request; `done` gets the reply or the failure.
///
/// The bytes are sent unchanged; credentials, caches and the referrer stay out of it.
pub fn send(ready: Ready<'_>, done: impl FnOnce(Result<Reply, Rc<Failure>>) + 'static) -> Flight {
    let start = clock::now();
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let ended = Rc::new(Cell::new(SendError::Stopped));
    let limit = controller.clone().map(|controller| {
        let ended = Rc::clone(&ended);
        Timer::after(millis(LIMIT), move || {
            ended.set(SendError::TimedOut(LIMIT));
            controller.abort();
        })
    });
    let request = ready.request().clone();
    let built = build(&request, signal.as_ref());
    wasm_bindgen_futures::spawn_local(async move {
        let aborted = || signal.as_ref().is_some_and(AbortSignal::aborted);
        let result = match built {
            None => Err(SendError::NotMade),
            Some(built) => match built.send().await {
                Ok(response) => read(response, start).await.ok_or(SendError::Broken),
                Err(_) => Err(SendError::Network),
            },
        };
        let millis = clock::now() - start;
        let error = match result {
            Ok(reply) => return done(Ok(reply)),
            Err(_) if aborted() => ended.get(),
            Err(error) => error,
        };
        let facts = page::facts();
        let probe = match error {
            SendError::Network => probe(forecast::probe(&request, &facts)).await,
            _ => None,
        };
        let attempt = Attempt {
            error: if aborted() { ended.get() } else { error },
            millis,
            online: page::online(),
            probe,
        };
        done(Err(Rc::new(forecast::diagnose(&attempt, &request, &facts))));
    });
    Flight {
        controller,
        _limit: limit,
    }
}

/// Asks the server for its root, without a body, header fields, credentials or a referrer. Any answer
/// at all counts; the browser keeps it from the page.
async fn probe(url: Option<String>) -> Option<Probe> {
    let url = url?;
    let controller = AbortController::new().ok()?;
    let init = options("HEAD", Some(&controller.signal()));
    init.set_mode(RequestMode::NoCors);
    let request = web_sys::Request::new_with_str_and_init(&url, &init).ok()?;
    let _limit = Timer::after(PROBE_LIMIT, move || controller.abort());
    let answered = gloo_net::http::Request::from(request).send().await.is_ok();
    Some(Probe { url, answered })
}

/// What every request to a server has in common.
fn options(method: &str, signal: Option<&AbortSignal>) -> RequestInit {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Follow);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(signal);
    init
}

/// The browser's request; nothing when it refuses to make one.
///
/// Made by hand, because gloo's builder ends every query with `&`.
fn build(request: &Request, signal: Option<&AbortSignal>) -> Option<gloo_net::http::Request> {
    let headers = web_sys::Headers::new().ok()?;
    for header in &request.headers {
        headers.append(&header.name, &header.value).ok()?;
    }
    let init = options(&request.method, signal);
    init.set_headers(&headers);
    if let Some(body) = &request.body {
        init.set_body(&Uint8Array::from(&body.bytes[..]));
    }
    let built = web_sys::Request::new_with_str_and_init(&request.url, &init).ok()?;
    Some(built.into())
}

async fn read(response: Response, start: f64) -> Option<Reply> {
    let body = response.binary().await.ok()?;
    Some(Reply {
        source: Source::Network,
        status: response.status(),
        reason: response.status_text(),
        headers: response.headers().entries().collect(),
        body: body.into(),
        millis: clock::now() - start,
        redirected_to: response.redirected().then(|| response.url()),
        sample: None,
    })
}
