//! The faults of a scheme that can be read: of its names and templates, and of the scheme as a
//! whole.

mod whole;

pub use whole::whole;

use std::collections::HashSet;

use super::Signable;
use super::fault::{FaultCause, SchemeFault};
use super::header::name_fault;
use super::render::{self, Scope};
use super::scheme::{HeaderTemplate, Input, Scheme};
use super::secret::Secrets;
use super::template::Fault;
use super::texts::{groups, places};

/// Returns the faults of each part of a scheme.
pub fn parts(scheme: &Scheme) -> Vec<SchemeFault> {
    let mut check = Check {
        scheme,
        found: Vec::new(),
    };
    check.template("/key/template", &scheme.key.template, false);
    check.inputs(&scheme.inputs);
    check.template("/content", &scheme.content, false);
    for (group, fields) in groups(scheme) {
        check.fields(group, fields);
    }
    check.twice("certificate", &scheme.certificate);
    for (place, field) in places("certificate", &scheme.certificate) {
        if field.name.is_empty() {
            check.error(&place, FaultCause::NoName);
        } else if field.value.trim().is_empty() {
            check.error(&place, FaultCause::NoHosts);
        }
    }
    for (index, mark) in scheme.marks.iter().enumerate() {
        if mark.trim_matches('/').is_empty() {
            let place = format!("/marks/{index}");
            let fault = SchemeFault::warning(place, FaultCause::NoMark);
            check.found.push(fault);
        }
    }
    if scheme.list.as_deref() == Some("") {
        check.error("/list", FaultCause::NoSeparator);
    }
    check.found
}

/// Returns the reason why a template cannot be filled; components depend on the request and are not
/// checked.
fn cause(scheme: &Scheme, signature: bool, fault: Fault) -> Option<FaultCause> {
    Some(match fault {
        Fault::Component { .. } => return None,
        Fault::Unclosed => FaultCause::UnclosedBrace,
        Fault::TooDeep => FaultCause::TooDeep,
        Fault::Unknown(name) if name == "signature" => FaultCause::TooEarly,
        Fault::Unknown(name) => FaultCause::UnknownName {
            name,
            known: render::known(scheme, signature),
        },
    })
}

struct Check<'a> {
    scheme: &'a Scheme,
    found: Vec<SchemeFault>,
}

impl Check<'_> {
    fn error(&mut self, place: &str, cause: FaultCause) {
        self.found.push(SchemeFault::error(place, cause));
    }

    fn inputs(&mut self, inputs: &[Input]) {
        let mut known = HashSet::new();
        for (index, input) in inputs.iter().enumerate() {
            let place = format!("/inputs/{index}/name");
            if !known.insert(&input.name) {
                self.error(&place, FaultCause::Twice(input.name.clone()));
            }
            self.sayable(&place, &input.name);
            if input.secret && input.default.is_some() {
                let place = format!("/inputs/{index}/default");
                self.error(&place, FaultCause::SecretDefault);
            }
        }
    }

    /// Checks that templates can use the name of a part or an input.
    fn sayable(&mut self, place: &str, name: &str) {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let known = render::known(&Scheme::default(), true);
        let mut known = known.iter().map(|known| known.split(':').next());
        if name.is_empty() {
            self.error(place, FaultCause::NoName);
        } else if !name.chars().all(plain) {
            self.error(place, FaultCause::Unsayable(name.to_owned()));
        } else if known.any(|known| known == Some(name)) {
            self.error(place, FaultCause::Taken(name.to_owned()));
        }
    }

    fn twice(&mut self, group: &str, fields: &[HeaderTemplate]) {
        let mut known = HashSet::new();
        for (place, field) in places(group, fields) {
            if !known.insert(&field.name) {
                self.error(&place, FaultCause::Twice(field.name.clone()));
            }
        }
    }

    fn fields(&mut self, group: &str, fields: &[HeaderTemplate]) {
        self.twice(group, fields);
        for (place, HeaderTemplate { name, value }) in places(group, fields) {
            match group {
                "parts" => self.sayable(&place, name),
                "members" if !name.starts_with('/') => self.error(&place, FaultCause::NotPointer),
                "members" => {}
                _ if name.is_empty() => self.error(&place, FaultCause::NoName),
                "query" => {}
                _ => self.header(&place, name),
            }
            self.template(&place, value, matches!(group, "headers" | "members"));
        }
    }

    /// Checks a header field's name, which may be a template.
    fn header(&mut self, place: &str, name: &str) {
        self.template(place, name, false);
        if let Some(flaw) = name_fault(name).filter(|_| !name.contains('{')) {
            self.error(place, FaultCause::HeaderName(flaw));
        }
    }

    /// Fills a template for an empty request.
    fn template(&mut self, place: &str, text: &str, signature: bool) {
        let parts = self.scheme.parts.iter();
        let scope = Scope {
            scheme: self.scheme,
            secrets: &Secrets::default(),
            request: Signable {
                method: "POST",
                url: "https://example.com/",
                target: "/",
                headers: &[],
                body: b""[..].into(),
                content_type: "",
            },
            headers: Vec::new(),
            id: "",
            timestamp: "",
            nonce: "",
            date: "",
            key: None,
            signature: signature.then_some("0"),
            named: parts.map(|p| (p.name.clone(), String::new())).collect(),
        };
        let fault = scope.text(text).err();
        if let Some(cause) = fault.and_then(|fault| cause(self.scheme, signature, fault)) {
            self.error(place, cause);
        }
    }
}
