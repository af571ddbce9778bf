//! Other forms of a request than raw HTTP: a curl command, and the JSON event of a cloud function.
//!
//! Pure. What such a text does not contain, as the content of a file, is said and not guessed.

mod curl;
mod event;

use received::{Body, Received, read_parts};

/// The form of a pasted text that is not raw HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteForm {
    Curl,
    Event,
}

/// A pasted text that is not raw HTTP, and what it contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paste {
    pub form: PasteForm,
    /// What could not be taken from it, in sentences.
    pub lacks: Vec<String>,
}

/// The parts of a request that another form contains.
#[derive(Default)]
struct Parts {
    method: Option<String>,
    /// Absolute, or a path with its query.
    url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    lacks: Vec<String>,
}

impl Parts {
    fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|h| h.0.eq_ignore_ascii_case(name))
    }

    fn received(self, form: PasteForm) -> (Received, Paste) {
        let method = self.method.as_deref().unwrap_or("POST");
        let target = match &*self.url {
            "" => "/",
            url => url.split('#').next().unwrap_or(url),
        };
        let mut fields = format!("{method} {target} HTTP/1.1\r\n");
        for (name, value) in &self.headers {
            // A line ending would begin another field.
            fields.extend([name, ": ", &value.replace(['\r', '\n'], " "), "\r\n"]);
        }
        let received = read_parts(fields.as_bytes(), Body::from(self.body));
        let lacks = self.lacks;
        (received, Paste { form, lacks })
    }
}

/// Reads a text that is a curl command or an event; `None` for any other.
pub fn read(text: &str) -> Option<(Received, Paste)> {
    let (form, parts) = match text
        .trim_start()
        .strip_prefix("$ ")
        .unwrap_or(text.trim_start())
    {
        command if command.starts_with("curl ") || command.starts_with("curl\t") => {
            (PasteForm::Curl, curl::read(command))
        }
        json if json.starts_with('{') => (PasteForm::Event, event::read(json)?),
        _ => return None,
    };
    Some(parts.received(form))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
