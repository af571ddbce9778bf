//! Parameters by OpenAPI's styles: path, query, header and cookie.
//!
//! The styles are those of RFC 6570, as OpenAPI 3.1 maps them. A reserved character in a
//! value is encoded so that the server reads the typed value; `allowReserved` keeps it
//! unless it would end or split the parameter. [`super::delimiter`] warns about values
//! that are ambiguous all the same.

use super::plain::{Plain, scalar};
use crate::draft::FormVariant;
use crate::encode::form;
use crate::value::Value;
use openapi::{Parameter, Style};
use signature::percent::{self, AsciiSet};

/// The encoding of a text: percent-encoded for addresses, encoded as a form's, or bare
/// for header fields.
#[derive(Clone, Copy, Debug)]
enum Write {
    Bare,
    Encoded(&'static AsciiSet),
    Form(FormVariant),
}

impl Write {
    fn text(self, text: &str, out: &mut String) {
        match self {
            Write::Bare => out.push_str(text),
            Write::Encoded(set) => out.extend(percent::encode(text, set)),
            Write::Form(variant) => form::percent(out, text, variant),
        }
    }

    fn name(self, text: &str, out: &mut String) {
        match self {
            Write::Encoded(_) => out.extend(percent::encode(text, percent::RESERVED)),
            _ => self.text(text, out),
        }
    }

    /// Writes one of several joined texts: unless bare, a comma within it is always encoded.
    fn item(self, text: &str, out: &mut String) {
        if let Write::Bare = self {
            return self.text(text, out);
        }
        for (index, piece) in text.split(',').enumerate() {
            if index > 0 {
                out.push_str("%2C");
            }
            self.text(piece, out);
        }
    }
}

/// The text of a path parameter, between the literal parts of the template.
pub(super) fn path(parameter: &Parameter, value: &Plain) -> String {
    let write = Write::Encoded(percent::UNRESERVED);
    let name = &*parameter.control.name;
    let explode = parameter.explode;
    match (parameter.style, value) {
        (Style::Label, value) => {
            let mut out = String::from(".");
            let separator = if explode { "." } else { "," };
            join(value, explode, separator, write, &mut out);
            out
        }
        (Style::Matrix, Plain::List(items)) if explode => {
            let mut out = String::new();
            for item in items {
                matrix(name, item, write, &mut out);
            }
            out
        }
        (Style::Matrix, Plain::Object(members)) if explode => {
            let mut out = String::new();
            for (name, value) in members {
                matrix(name, value, write, &mut out);
            }
            out
        }
        (Style::Matrix, value) => {
            let mut out = String::from(";");
            write.text(name, &mut out);
            let start = out.len();
            join(value, false, ",", write, &mut out);
            if out.len() > start {
                out.insert(start, '=');
            }
            out
        }
        (_, value) => {
            let mut out = String::new();
            join(value, explode, ",", write, &mut out);
            out
        }
    }
}

/// `;name=value`, or `;name` for an empty value (RFC 6570, 3.2.7).
fn matrix(name: &str, value: &Plain, write: Write, out: &mut String) {
    out.push(';');
    write.text(name, out);
    let text = scalar(value);
    if !text.is_empty() {
        out.push('=');
        write.text(&text, out);
    }
}

/// The value of a header field: style `simple`, without percent-encoding.
pub(super) fn header(parameter: &Parameter, value: &Plain) -> String {
    let mut out = String::new();
    join(value, parameter.explode, ",", Write::Bare, &mut out);
    out
}

/// The `name=value` pairs of a query parameter, encoded and joined by `&`, as a form if
/// the query is one; `None` when it is undefined.
pub(super) fn query(
    parameter: &Parameter,
    value: &Value,
    form: Option<FormVariant>,
) -> Option<String> {
    let write = match form {
        Some(variant) => Write::Form(variant),
        None if parameter.allow_reserved => Write::Encoded(percent::RESERVED),
        None => Write::Encoded(percent::UNRESERVED),
    };
    let mut out = String::new();
    for (name, value) in pairs(parameter, value, write) {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(&name);
        out.push('=');
        out.push_str(&value);
    }
    (!out.is_empty()).then_some(out)
}

/// A cookie's pairs: style `form`, percent-encoded, since RFC 6265 forbids most punctuation.
pub(super) fn cookie(parameter: &Parameter, value: &Value) -> Vec<(String, String)> {
    pairs(parameter, value, Write::Encoded(percent::UNRESERVED))
}

fn pairs(parameter: &Parameter, value: &Value, write: Write) -> Vec<(String, String)> {
    let named = |text: &str| {
        let mut out = String::new();
        write.name(text, &mut out);
        out
    };
    let valued = |text: &str| {
        let mut out = String::new();
        write.text(text, &mut out);
        out
    };
    let name = &*parameter.control.name;
    let plain = match parameter.style {
        Style::DeepObject => Plain::whole(value),
        _ => Plain::of(value),
    };
    match plain {
        Plain::Text(text) => vec![(named(name), valued(&text))],
        Plain::List(items) if items.is_empty() => Vec::new(),
        Plain::Object(members) if members.is_empty() => Vec::new(),
        plain if parameter.style == Style::DeepObject => {
            let mut found = Vec::new();
            deep(name.to_owned(), &plain, &mut found);
            found
                .iter()
                .map(|(name, value)| (named(name), valued(value)))
                .collect()
        }
        Plain::List(items) if parameter.explode => items
            .iter()
            .map(|item| (named(name), valued(&scalar(item))))
            .collect(),
        Plain::Object(members) if parameter.explode => members
            .iter()
            .map(|(member, value)| (named(member), valued(&scalar(value))))
            .collect(),
        plain => {
            let mut out = String::new();
            let delimiter = delimiter(parameter.style, write);
            join(&plain, false, delimiter, write, &mut out);
            vec![(named(name), out)]
        }
    }
}

/// The delimiter between the items of a list that does not explode (OpenAPI 3.1.1,
/// section 4.8.12.4).
fn delimiter(style: Style, write: Write) -> &'static str {
    match (style, write) {
        (Style::SpaceDelimited, Write::Form(FormVariant::Whatwg)) => "+",
        (Style::SpaceDelimited, _) => "%20",
        (Style::PipeDelimited, _) => "%7C",
        _ => ",",
    }
}

/// Writes `name[a][b]` for every scalar below an object, `name[a][0]` for one below a
/// list. OpenAPI defines only the first level; Express, PHP and Rails read deeper ones in
/// this form.
fn deep(name: String, value: &Plain, out: &mut Vec<(String, String)>) {
    match value {
        Plain::Text(text) => out.push((name, text.clone())),
        Plain::List(items) => {
            for (index, item) in items.iter().enumerate() {
                deep([&name, "[", &index.to_string(), "]"].concat(), item, out);
            }
        }
        Plain::Object(members) => {
            for (member, value) in members {
                deep([&name, "[", member, "]"].concat(), value, out);
            }
        }
    }
}

/// Joins items; an object's members become `name,value`, or `name=value` if it explodes.
fn join(value: &Plain, explode: bool, separator: &str, write: Write, out: &mut String) {
    let mut first = true;
    let mut separate = |out: &mut String| {
        if !std::mem::take(&mut first) {
            out.push_str(separator);
        }
    };
    match value {
        Plain::Text(text) => write.text(text, out),
        Plain::List(items) => {
            for item in items {
                separate(out);
                write.item(&scalar(item), out);
            }
        }
        Plain::Object(members) => {
            for (name, value) in members {
                separate(out);
                write.item(name, out);
                out.push_str(if explode { "=" } else { separator });
                write.item(&scalar(value), out);
            }
        }
    }
}
