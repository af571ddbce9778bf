//! Form bodies: application/x-www-form-urlencoded.
//!
//! Names and values are percent-encoded as by the URL Standard's serialiser, or by RFC
//! 3986; nested values become fields by the media type's notation (OpenAPI's `encoding`,
//! or `x-signpost-form`).

use std::collections::HashMap;

use super::item::{Item, Shape};
use super::json;
use super::sink::Sink;
use crate::draft::FormVariant;
use crate::value::Value;
use openapi::{Encoding, Family, MediaType, Nesting, Schemas, Style};
use problem::{Cause, Form as Flaw, Severity};
use signature::percent::{self, AsciiSet, UNRESERVED};

/// The depth beyond which values become JSON text: names would grow with the square of the depth.
const DEEPEST: usize = 32;

/// The value as a form.
pub(super) fn body(
    value: &Value,
    media: &MediaType,
    schemas: &Schemas,
    variant: FormVariant,
) -> Sink {
    let mut form = Form {
        sink: Sink::default(),
        encodings: media.encoding.iter().map(|e| (&*e.0, &e.1)).collect(),
        media,
        schemas,
        percent: Percent::plain(variant),
    };
    let item = Item::of(value);
    if let Shape::Object(members) = item.shape(schemas) {
        let mark = item.open(&mut form.sink);
        for (name, member) in members {
            form.member(&name, member);
        }
        form.sink.close(mark);
    } else {
        let cause = Cause::Form(Flaw::Nameless);
        form.sink.problem(cause, item.field, Severity::Warning);
        form.value(item);
    }
    form.sink
}

/// Appends a name or a value percent-encoded.
pub fn percent(out: &mut String, text: &str, variant: FormVariant) {
    Percent::plain(variant).append(out, text);
}

/// The percent-encoding of bytes.
#[derive(Clone, Copy)]
struct Percent {
    variant: FormVariant,
    /// OpenAPI's `allowReserved`: RFC 3986's reserved characters stay, except those that
    /// have a meaning in a form or end a query.
    reserved: bool,
    /// `true` if commas separate items: a comma within an item is then always encoded.
    divided: bool,
}

impl Percent {
    fn plain(variant: FormVariant) -> Percent {
        Percent {
            variant,
            reserved: false,
            divided: false,
        }
    }

    fn append(self, out: &mut String, text: &str) {
        let (plain, undivided, divided) = match self.variant {
            FormVariant::Whatwg => (WHATWG, WHATWG_RESERVED, WHATWG_DIVIDED),
            FormVariant::Rfc3986 => (RFC3986, RFC3986_RESERVED, RFC3986_DIVIDED),
        };
        let set = match (self.reserved, self.divided) {
            (false, _) => plain,
            (true, false) => undivided,
            (true, true) => divided,
        };
        for piece in percent::encode(text, set) {
            // The sets leave out the space, which is written as a plus.
            match piece.contains(' ') {
                true => out.push_str(&piece.replace(' ', "+")),
                false => out.push_str(piece),
            }
        }
    }
}

/// The URL Standard's application/x-www-form-urlencoded set, without the space.
const WHATWG: &AsciiSet = &UNRESERVED.add(b'~').remove(b'*').remove(b' ');
const WHATWG_DIVIDED: &AsciiSet = &with_reserved(WHATWG);
const WHATWG_RESERVED: &AsciiSet = &WHATWG_DIVIDED.remove(b',');
const RFC3986: &AsciiSet = UNRESERVED;
const RFC3986_DIVIDED: &AsciiSet = &with_reserved(RFC3986);
const RFC3986_RESERVED: &AsciiSet = &RFC3986_DIVIDED.remove(b',');

/// A set without the reserved characters that mean nothing in a form, except the comma.
const fn with_reserved(set: &AsciiSet) -> AsciiSet {
    set.remove(b':')
        .remove(b'/')
        .remove(b'?')
        .remove(b'@')
        .remove(b'!')
        .remove(b'$')
        .remove(b'\'')
        .remove(b'(')
        .remove(b')')
        .remove(b'*')
        .remove(b';')
}

struct Form<'a> {
    sink: Sink,
    media: &'a MediaType,
    /// The encodings of `media`, by property.
    encodings: HashMap<&'a str, &'a Encoding>,
    schemas: &'a Schemas,
    percent: Percent,
}

impl<'a> Form<'a> {
    /// Writes a member of the body.
    fn member(&mut self, name: &str, item: Item<'a>) {
        let media = self.media;
        let encoding = self.encodings.get(name).copied();
        self.percent.reserved = encoding.is_some_and(|e| e.allow_reserved);
        if media.nesting == Nesting::Standard {
            self.standard(name, item, encoding);
        } else {
            self.check_name(name, item);
            self.nested(name, item, media.nesting, 0);
        }
    }

    /// OpenAPI's own rules. Without an Encoding Object an object has the default content
    /// type, application/json; with one, its style applies.
    fn standard(&mut self, name: &str, item: Item<'a>, encoding: Option<&Encoding>) {
        let content_type = encoding.and_then(|e| e.content_type.as_deref());
        if content_type.is_some_and(|name| Family::of(name) == Family::Json) {
            return self.json_pair(name, item);
        }
        match (item.shape(self.schemas), encoding) {
            (Shape::Null | Shape::Scalar(_), _) => self.pair(name, item),
            (Shape::Object(_), None) => self.json_pair(name, item),
            (Shape::List(items), _) if items.is_empty() => self.empty(item),
            (Shape::Object(members), _) if members.is_empty() => self.empty(item),
            (Shape::List(items), e) if e.is_none_or(|e| e.explode) => {
                let mark = item.open(&mut self.sink);
                for item in items {
                    if encoding.is_some() {
                        self.check_nested(item, Flaw::Nested);
                    }
                    self.pair(name, item);
                }
                self.sink.close_after(mark, &['&']);
            }
            (Shape::Object(members), Some(e)) if e.explode => {
                let mark = item.open(&mut self.sink);
                for (inner, item) in members {
                    if e.style == Style::DeepObject {
                        self.check_name(&inner, item);
                        self.check_nested(item, Flaw::Deep);
                        let name = format!("{name}[{inner}]");
                        self.nested(&name, item, Nesting::Brackets, 1);
                    } else {
                        self.check_nested(item, Flaw::Nested);
                        self.pair(&inner, item);
                    }
                }
                self.sink.close_after(mark, &['&']);
            }
            (shape, e) => self.joined(name, item, shape, e.map_or(Style::Form, |e| e.style)),
        }
    }

    /// Items, or names and values of members, in one delimited field.
    ///
    /// A separating comma is literal and is encoded within an item, as in RFC 6570; the
    /// other two delimiters look the same in both places (OpenAPI 3.1.1, appendix C).
    fn joined(&mut self, name: &str, item: Item<'a>, shape: Shape<'a>, style: Style) {
        let mark = match style {
            Style::SpaceDelimited => ' ',
            Style::PipeDelimited => '|',
            _ => ',',
        };
        self.name(name);
        let span = item.open(&mut self.sink);
        self.percent.divided = mark == ',';
        let mut first = true;
        let mut delimit = |form: &mut Self| match (std::mem::take(&mut first), mark) {
            (true, _) => {}
            (false, ',') => form.sink.text.push(','),
            (false, mark) => {
                let text = mark.to_string();
                form.percent.append(&mut form.sink.text, &text);
            }
        };
        let parts = match shape {
            Shape::List(items) => items.into_iter().map(|item| (None, item)).collect(),
            Shape::Object(members) => members.into_iter().map(|(n, m)| (Some(n), m)).collect(),
            Shape::Null | Shape::Scalar(_) => vec![(None, item)],
        };
        for (name, item) in parts {
            let holds = |text: &str| mark != ',' && text.contains(mark);
            let shape = item.shape(self.schemas);
            if name.as_deref().is_some_and(holds) || matches!(&shape, Shape::Scalar(t) if holds(t))
            {
                let cause = Cause::Form(Flaw::Delimiter { mark });
                self.sink.problem(cause, item.field, Severity::Warning);
            }
            self.check_nested(item, Flaw::Nested);
            delimit(self);
            if let Some(name) = name {
                self.percent.append(&mut self.sink.text, &name);
                delimit(self);
            }
            self.value(item);
        }
        self.percent.divided = false;
        self.sink.close(span);
    }

    /// Warns about a list or an object where the style has only one level.
    fn check_nested(&mut self, item: Item<'_>, flaw: Flaw) {
        if let Shape::List(_) | Shape::Object(_) = item.shape(self.schemas) {
            self.sink
                .problem(Cause::Form(flaw), item.field, Severity::Warning);
        }
    }

    /// `x-signpost-form`: one field per scalar, named by its path.
    fn nested(&mut self, name: &str, item: Item<'a>, nesting: Nesting, depth: usize) {
        if depth > DEEPEST {
            return self.json_pair(name, item);
        }
        match item.shape(self.schemas) {
            Shape::Null | Shape::Scalar(_) => self.pair(name, item),
            Shape::List(items) if items.is_empty() => self.empty(item),
            Shape::Object(members) if members.is_empty() => self.empty(item),
            Shape::List(items) => {
                let mark = item.open(&mut self.sink);
                for (index, item) in items.into_iter().enumerate() {
                    let name = match nesting {
                        Nesting::Empty => format!("{name}[]"),
                        _ => format!("{name}[{index}]"),
                    };
                    self.nested(&name, item, nesting, depth + 1);
                }
                self.sink.close_after(mark, &['&']);
            }
            Shape::Object(members) => {
                let mark = item.open(&mut self.sink);
                for (inner, item) in members {
                    self.check_name(&inner, item);
                    let name = match nesting {
                        Nesting::Dots => format!("{name}.{inner}"),
                        _ => format!("{name}[{inner}]"),
                    };
                    self.nested(&name, item, nesting, depth + 1);
                }
                self.sink.close_after(mark, &['&']);
            }
        }
    }

    /// Warns if a name contains a separator of names.
    fn check_name(&mut self, name: &str, item: Item<'_>) {
        let dots = self.media.nesting == Nesting::Dots;
        let divides = |c: char| c == '[' || c == ']' || dots && c == '.';
        if let Some(mark) = name.chars().find(|c| divides(*c)) {
            let cause = Cause::Form(Flaw::Name {
                name: name.to_owned(),
                mark,
            });
            self.sink.problem(cause, item.field, Severity::Warning);
        }
    }

    /// Writes an empty list or object, which has no bytes.
    fn empty(&mut self, item: Item<'_>) {
        let cause = Cause::Form(Flaw::Empty);
        self.sink.problem(cause, item.field, Severity::Warning);
    }

    /// Writes `&name=value`; a value that is not a scalar becomes JSON text.
    fn pair(&mut self, name: &str, item: Item<'a>) {
        self.name(name);
        self.value(item);
    }

    fn json_pair(&mut self, name: &str, item: Item<'a>) {
        self.name(name);
        self.json(item);
    }

    /// Writes `&name=`.
    fn name(&mut self, name: &str) {
        if !self.sink.text.is_empty() {
            self.sink.text.push('&');
        }
        let plain = Percent {
            reserved: false,
            ..self.percent
        };
        plain.append(&mut self.sink.text, name);
        self.sink.text.push('=');
    }

    fn value(&mut self, item: Item<'a>) {
        let mark = match item.shape(self.schemas) {
            Shape::List(_) | Shape::Object(_) => return self.json(item),
            Shape::Null => {
                let cause = Cause::Form(Flaw::Null);
                self.sink.problem(cause, item.field, Severity::Warning);
                item.open(&mut self.sink)
            }
            Shape::Scalar(text) => {
                item.check_surrogates(&mut self.sink);
                let mark = item.open(&mut self.sink);
                self.percent.append(&mut self.sink.text, &text);
                mark
            }
        };
        self.sink.close(mark);
    }

    /// Writes JSON text as a value; every field in it has its own bytes.
    fn json(&mut self, item: Item<'a>) {
        let mut json = json::text(item, self.schemas);
        let mut ends: Vec<usize> = json.spans.iter().flat_map(|s| [s.start, s.end]).collect();
        ends.sort_unstable();
        ends.dedup();
        // Bytes are encoded one by one, so the text may be cut anywhere.
        let mut moved = Vec::with_capacity(ends.len());
        let mut from = 0;
        for &end in &ends {
            self.percent
                .append(&mut self.sink.text, &json.text[from..end]);
            moved.push(self.sink.text.len());
            from = end;
        }
        self.percent.append(&mut self.sink.text, &json.text[from..]);
        let place = |at: usize| ends.binary_search(&at).map_or(at, |i| moved[i]);
        for span in &mut json.spans {
            (span.start, span.end) = (place(span.start), place(span.end));
        }
        self.sink.spans.append(&mut json.spans);
    }
}
