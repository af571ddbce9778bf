//! A problem as a sentence that reads alone: its field as the subject, then the message. The messages
//! themselves are worded by the modules of their causes.

use crate::{Field, Problem, Root, Setting, Step};

impl Field {
    /// Returns the field's name as its label shows it; empty for the request as a whole.
    pub fn label(&self) -> String {
        let mut name = match &self.root {
            Root::Body => String::new(),
            root => root.name().to_owned(),
        };
        for step in &self.path {
            match step {
                Step::Name(member) if name.is_empty() => name.push_str(member),
                Step::Name(member) => name.extend([".", member]),
                Step::Index(index) => name.push_str(&format!("[{index}]")),
                Step::Entry(index) => name.push_str(&format!(" {}", index + 1)),
            }
        }
        match self.own_label() {
            Some(label) => label.to_owned(),
            None => name,
        }
    }

    /// Returns the label of a field that the document does not name.
    fn own_label(&self) -> Option<&'static str> {
        let is_root = self.path.is_empty();
        match &self.root {
            Root::Body | Root::Raw if is_root => Some("Body"),
            Root::Security if is_root => Some("Authorization"),
            Root::MediaType if is_root => Some("Content type"),
            Root::Secret(None) if is_root => Some("Secret"),
            Root::Signature if is_root => Some("Signature"),
            Root::Server(server) if &**server == "url" => Some("URL"),
            Root::Signing(setting) if is_root => Some(setting.label()),
            _ => None,
        }
    }

    /// Returns the field as the subject of a sentence.
    fn subject(&self) -> String {
        match (self.own_label(), self.label()) {
            (Some("URL"), _) => "The URL".to_owned(),
            (Some(label), _) => {
                let mut chars = label.chars();
                let first = chars.next().map(|c| c.to_ascii_lowercase());
                ["The ", &first.into_iter().chain(chars).collect::<String>()].concat()
            }
            (None, label) if label.is_empty() => "The request".to_owned(),
            (None, label) => ["`", &label, "`"].concat(),
        }
    }
}

impl Setting {
    /// Returns the label of the setting.
    fn label(self) -> &'static str {
        match self {
            Setting::Algorithm => "Algorithm",
            Setting::Digest => "Signature encoding",
            Setting::Scheme => "Scheme",
            Setting::SecretEncoding => "Secret encoding",
            Setting::Content => "Signed content",
            Setting::Header => "Header name",
            Setting::Id => "Delivery ID",
            Setting::Time => "Time",
            Setting::Value => "Header value",
        }
    }
}

impl Problem {
    /// Returns the message as a sentence with its subject and a full stop.
    pub fn sentence(&self) -> String {
        let message = self.message();
        let mut text = match self.cause.has_subject() {
            true => {
                let mut chars = message.chars();
                let first = chars.next().into_iter().flat_map(char::to_uppercase);
                first.chain(chars).collect()
            }
            false => [&self.at.subject(), " ", &*message].concat(),
        };
        if !text.ends_with(['.', '?', '!', ':']) {
            text.push('.');
        }
        text
    }
}
