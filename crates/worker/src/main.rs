//! The worker's program: takes tasks as messages and posts reports.

#[cfg(target_arch = "wasm32")]
fn main() {
    program::start();
}

/// Does nothing: there are no workers outside a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod program {
    use js_sys::{Array, Date, Uint8Array};
    use wasm_bindgen::closure::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
    use worker::{BUILD, Report, Task, run};

    /// Milliseconds between two reports of progress.
    const REPORT_INTERVAL: f64 = 80.0;

    pub fn start() {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let failing = scope.clone();
        // Without this, the page would only learn that something was unreachable.
        std::panic::set_hook(Box::new(move |fault| {
            let words = fault.payload_as_str().unwrap_or("unknown error");
            let why = format!("Its program stopped because of an error: {words}");
            post(&failing, &Report::Failed(why), None);
        }));
        let answering = scope.clone();
        let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let parts: Array = event.data().unchecked_into();
            let task = parts.get(0).as_string().unwrap_or_default();
            let body = Uint8Array::new(&parts.get(1)).to_vec();
            let mut reported = 0.0;
            match serde_json::from_str::<Task>(&task) {
                Ok(task) => run(task, body, &mut |report, bytes| {
                    if matches!(report, Report::Progress { .. }) {
                        let now = Date::now();
                        if now - reported < REPORT_INTERVAL {
                            return;
                        }
                        reported = now;
                    }
                    post(&answering, &report, bytes);
                }),
                Err(why) => post(&answering, &Report::Failed(why.to_string()), None),
            }
        });
        scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
        answer.forget();
        let build = BUILD.to_owned();
        post(&scope, &Report::Ready { build }, None);
    }

    fn post(scope: &DedicatedWorkerGlobalScope, report: &Report, bytes: Option<&[u8]>) {
        let Ok(json) = serde_json::to_string(report) else {
            return;
        };
        let transferred = Array::new();
        let bytes = bytes.map_or(JsValue::NULL, |bytes| {
            let bytes = Uint8Array::from(bytes);
            transferred.push(&bytes.buffer());
            bytes.into()
        });
        // A failure means that nobody listens any more.
        let _ = scope.post_message_with_transfer(&Array::of2(&json.into(), &bytes), &transferred);
    }
}
