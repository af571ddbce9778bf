//! The page itself: where it stands, its hash, its title, its theme, and focus within it.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, HtmlElement, HtmlTextAreaElement};

use request::forecast::Page;

/// Steps of a place within which a control can be: forms are not as deep.
const CONTROLS: usize = 64;

/// Where the page stands, as the forecast needs it.
pub fn facts() -> Page {
    let Some(window) = web_sys::window() else {
        return Page {
            origin: "null".to_owned(),
            secure: false,
        };
    };
    Page {
        origin: window.location().origin().unwrap_or_else(|_| "null".into()),
        secure: window.is_secure_context(),
    }
}

/// Whether the browser believes that there is a network.
pub fn online() -> bool {
    web_sys::window().is_none_or(|w| w.navigator().on_line())
}

/// The hash without its `#`, percent-decoding left to the router.
pub fn hash() -> String {
    web_sys::window()
        .and_then(|w| w.location().hash().ok())
        .map(|h| h.trim_start_matches('#').to_owned())
        .unwrap_or_default()
}

/// Goes to a hash with its `#`, as a link does.
pub fn set_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        // A hash of any text is one.
        let _ = window.location().set_hash(hash);
    }
}

/// Names what is open, by a hash with its `#`, without a new entry in the history.
pub fn replace_hash(hash: &str) {
    if let Some(history) = web_sys::window().and_then(|w| w.history().ok()) {
        // A page opened from a file may refuse; the hash is then only not shown.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(hash));
    }
}

/// The title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// A title of the tab that is taken back when its owner goes.
pub struct Title {
    before: String,
}

impl Title {
    pub fn set(title: &str) -> Title {
        let before = document().map(|d| d.title()).unwrap_or_default();
        set_title(title);
        Title { before }
    }
}

impl Drop for Title {
    fn drop(&mut self) {
        set_title(&self.before);
    }
}

/// `light`, `dark`, or nothing to follow the system.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = document().and_then(|d| d.document_element()) else {
        return;
    };
    let done = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
    // Setting an attribute of a fixed, valid name cannot fail.
    let _ = done;
}

/// Moves the focus to the control of a field, or else to the first in its place, and shows it.
///
/// A text box that is not drawn is passed by: what is typed there would not be seen.
pub fn focus_field(field: &str) {
    // A problem may be at a place inside a control that holds free JSON, which can be very deep.
    let mut ends: Vec<usize> = field.match_indices('/').map(|found| found.0).collect();
    ends.truncate(CONTROLS);
    if ends.len() < CONTROLS {
        ends.push(field.len());
    }
    if ends.iter().rev().any(|end| focus_control(&field[..*end])) {
        select_line();
    }
}

/// Selects the text of the focused text box, so that typing replaces it; of several lines, nothing.
fn select_line() {
    let active = document().and_then(|document| document.active_element());
    let area = active.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(area) = area.filter(|area| !area.value().contains('\n')) {
        area.select();
    }
}

/// Moves the focus to the control of exactly this field; whether there is one.
fn focus_control(field: &str) -> bool {
    let quoted = quote(field);
    let attributes = ["data-field", "data-part", "data-key", "data-add"];
    let own = |name| focus(&format!("[{name}={quoted}]:not(.undrawn)"));
    let within = [
        " :is(textarea:not(.undrawn),select,input:not([type=file]))",
        " button",
        "",
    ];
    let around = |within| focus(&format!("[data-for={quoted}]{within}"));
    attributes.into_iter().any(own) || within.into_iter().any(around)
}

/// Moves the focus to the first element of a selector; whether there is one.
pub fn focus(selector: &str) -> bool {
    let found = document()
        .and_then(|d| d.query_selector(selector).ok().flatten())
        .and_then(|e| e.dyn_into::<HtmlElement>().ok());
    let Some(element) = found else {
        return false;
    };
    element.scroll_into_view_with_scroll_into_view_options(&nearest());
    // An element that cannot take the focus keeps it where it is.
    let _ = element.focus();
    true
}

/// Presses the first element of a selector; whether there is one.
pub fn press(selector: &str) -> bool {
    let found = document()
        .and_then(|d| d.query_selector(selector).ok().flatten())
        .and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &found {
        element.click();
    }
    found.is_some()
}

/// Whether nothing has the focus, as when what had it is gone.
pub fn is_focus_lost() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_none_or(|element| element.tag_name() == "BODY")
}

/// Sets a property of an element's style.
pub fn set_style(node: &yew::NodeRef, name: &str, value: &str) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // A value that a property does not take leaves it as it is.
        let _ = element.style().set_property(name, value);
    }
}

/// Scrolls the first element of a selector into view, as little as needed.
pub fn reveal(selector: &str) {
    if let Some(element) = document().and_then(|d| d.query_selector(selector).ok().flatten()) {
        element.scroll_into_view_with_scroll_into_view_options(&nearest());
    }
}

/// Moves the focus from what was pressed, which will go, to what it is in and can take it.
pub fn focus_around(event: &Event) {
    let pressed = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let around = pressed.and_then(|pressed| pressed.closest("[tabindex]").ok().flatten());
    if let Some(around) = around.and_then(|around| around.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus keeps it where it is.
        let _ = around.focus();
    }
}

fn nearest() -> web_sys::ScrollIntoViewOptions {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options
}

/// A CSS string of any text.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            '\n' => quoted.push_str("\\a "),
            '\r' => quoted.push_str("\\d "),
            '\u{c}' => quoted.push_str("\\c "),
            '\0' => quoted.push('\u{fffd}'),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

pub(super) fn document() -> Option<web_sys::Document> {
    web_sys::window().and_then(|w| w.document())
}

/// A listener that is taken off when its owner goes.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    call: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens on the window.
    pub fn on_window(kind: &'static str, call: impl FnMut(Event) + 'static) -> Option<Listener> {
        Listener::on(web_sys::window()?.into(), kind, call)
    }

    /// Listens on the document.
    pub fn on_document(kind: &'static str, call: impl FnMut(Event) + 'static) -> Option<Listener> {
        Listener::on(document()?.into(), kind, call)
    }

    /// Listens on an element.
    pub fn on_element(
        element: HtmlElement,
        kind: &'static str,
        call: impl FnMut(Event) + 'static,
    ) -> Option<Listener> {
        Listener::on(element.into(), kind, call)
    }

    fn on(
        target: EventTarget,
        kind: &'static str,
        call: impl FnMut(Event) + 'static,
    ) -> Option<Listener> {
        let call = Closure::<dyn FnMut(Event)>::new(call);
        target
            .add_event_listener_with_callback(kind, call.as_ref().unchecked_ref())
            .ok()?;
        Some(Listener { target, kind, call })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let call = self.call.as_ref().unchecked_ref();
        // A listener that is already off is what is wanted.
        let _ = self
            .target
            .remove_event_listener_with_callback(self.kind, call);
    }
}

/// How many threads the machine runs at once, as far as the browser says it.
pub fn cores() -> usize {
    let cores = web_sys::window().map(|window| window.navigator().hardware_concurrency());
    cores.map_or(1, |cores| cores as usize)
}
