//! What a receiver has to do, in steps that any language can print.
//!
//! A scheme's templates are lowered once: which header fields are read and how
//! they come apart, how the key is made, what the MAC is taken over, how old it
//! may be. No language is known here; what cannot be told in these steps is
//! said in a sentence.

use crate::sign::scheme::Scheme;
use crate::sign::template::{Fault, Part, names, parse};
use crate::sign::{Algorithm, DigestText, KeyText, Kind, Unit};

/// A value that a header field carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Signature,
    Timestamp,
    Id,
    Nonce,
    Date,
}

impl Slot {
    /// The name in templates, and of the variable in every language.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Signature => "signature",
            Slot::Timestamp => "timestamp",
            Slot::Id => "id",
            Slot::Nonce => "nonce",
            Slot::Date => "date",
        }
    }

    fn from_name(name: &str) -> Option<Slot> {
        let all = [
            Slot::Signature,
            Slot::Timestamp,
            Slot::Id,
            Slot::Nonce,
            Slot::Date,
        ];
        all.into_iter().find(|slot| slot.name() == name)
    }
}

/// A run of what is signed, or of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Body,
    Slot(Slot),
    Method,
    /// The whole address, as the sender called it.
    Url,
    /// Path and query.
    Target,
    Path,
    Query,
    /// A header field by its name in lower case; nothing when it did not come.
    Header(String),
    /// `name:value` and LF for each field of such a name, or, with `true`, of a name that starts so.
    HeaderLines(Vec<(String, bool)>),
    /// The fields of the body or query by name; what stands before the first, in one, between two.
    Fields([String; 3]),
    BodyHash(Algorithm, DigestText),
    /// The main secret's bytes.
    Secret,
    /// A further secret, by its place in [`Plan::inputs`].
    Input(usize),
}

/// A header value that comes apart as text, value, text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub before: String,
    pub slot: Slot,
    pub after: String,
}

/// A header field that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// As the sender writes it.
    pub name: String,
    /// What stands between elements, each of one of the forms; without it the value is of the one form.
    pub list: Option<String>,
    pub forms: Vec<Form>,
    /// For messages: `t=…,v1=…`.
    pub shape: String,
}

impl Read {
    pub fn key(&self) -> String {
        self.name.to_ascii_lowercase()
    }

    /// Whether it is one value without anything about it.
    pub fn is_bare(&self) -> bool {
        let bare = |form: &Form| form.before.is_empty() && form.after.is_empty();
        self.list.is_none() && self.forms.iter().all(bare)
    }
}

/// The clock rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// How many seconds a timestamp may be old.
    pub seconds: u32,
    /// Whether it may be that far ahead only.
    pub future: bool,
    pub unit: Unit,
}

/// What the signature is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A MAC over [`Plan::content`].
    Mac(Algorithm, DigestText),
    /// The secret itself.
    Shared,
}

/// A secret beside the main one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// A name that is fit for a variable in every language: lower case, digits, `_`.
    pub variable: String,
    pub label: String,
}

/// What `verify` is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    Method,
    Url,
    Target,
    Headers,
    Body,
    Secret,
    /// By its place in [`Plan::inputs`].
    Input(usize),
    Now,
}

/// A receiver, in steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub title: String,
    /// The content's template, for the comment at the top.
    pub signed: String,
    pub reads: Vec<Read>,
    pub clock: Option<Clock>,
    pub proof: Proof,
    /// What is cut from the front of the secret's text before it is decoded.
    pub prefix: String,
    pub encoding: KeyText,
    pub key: Vec<Piece>,
    pub content: Vec<Piece>,
    pub inputs: Vec<Input>,
}

/// Lowers a scheme. `given` are the values of its inputs that are no secrets, by name.
///
/// The error is a sentence for the person: what cannot be told, and what to do.
pub fn lower(scheme: &Scheme, given: &[(String, String)]) -> Result<Plan, String> {
    if scheme.kind == Kind::Nothing {
        return Err("This scheme signs nothing, so a receiver has nothing to verify".to_owned());
    }
    let lowering = Lowering { scheme, given };
    let shared = scheme.kind == Kind::Shared;
    let (content, key, proof) = if shared {
        (Vec::new(), vec![Piece::Secret], Proof::Shared)
    } else {
        let proof = Proof::Mac(scheme.algorithm, scheme.digest);
        let content = lowering.pieces(&scheme.content)?;
        (content, lowering.pieces(&scheme.key.template)?, proof)
    };
    let clock = scheme.tolerance.map(|tolerance| Clock {
        seconds: tolerance.seconds,
        future: tolerance.future,
        unit: scheme.unit,
    });
    let mut plan = Plan {
        title: scheme.title.clone(),
        signed: scheme.content.clone(),
        reads: Vec::new(),
        clock,
        proof,
        prefix: match scheme.key.encoding {
            KeyText::Text => String::new(),
            KeyText::Hex | KeyText::Base64 => scheme.key.prefix.clone(),
        },
        encoding: if shared {
            KeyText::Text
        } else {
            scheme.key.encoding
        },
        key,
        content,
        inputs: lowering.secrets(),
    };
    lowering.reads(&mut plan)?;
    Ok(plan)
}

struct Lowering<'a> {
    scheme: &'a Scheme,
    given: &'a [(String, String)],
}

impl Lowering<'_> {
    fn secrets(&self) -> Vec<Input> {
        let secret = self.scheme.inputs.iter().filter(|i| i.secret);
        let input = |i: &crate::sign::Input| Input {
            variable: variable(&i.name),
            label: match i.label.is_empty() {
                true => i.name.clone(),
                false => i.label.clone(),
            },
        };
        secret.map(input).collect()
    }

    fn pieces(&self, template: &str) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        for part in parse(template).map_err(|fault| unreadable(template, fault))? {
            let piece = match &part {
                Part::Text(text) => Piece::Text(text.clone()),
                Part::Value { name, argument } => self.value(name, argument.as_deref())?,
            };
            match (pieces.last_mut(), piece) {
                (_, Piece::Text(text)) if text.is_empty() => {}
                (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
                (_, piece) => pieces.push(piece),
            }
        }
        Ok(pieces)
    }

    fn value(&self, name: &str, argument: Option<&[Part]>) -> Result<Piece, String> {
        let argument = argument.map(|parts| self.constant(parts)).transpose()?;
        let piece = match (name, argument.as_deref()) {
            ("body", None) => Piece::Body,
            ("method", None) => Piece::Method,
            ("url", None) => Piece::Url,
            ("host", None) => Piece::Header("host".to_owned()),
            ("target", None) => Piece::Target,
            ("path", None) => Piece::Path,
            ("query", None) => Piece::Query,
            ("secret", None) => Piece::Secret,
            ("header", Some(name)) => Piece::Header(name.to_ascii_lowercase()),
            ("header-lines", Some(wanted)) => {
                let one = |name: &str| match name.trim().strip_suffix('*') {
                    Some(start) => (start.to_owned(), true),
                    None => (name.trim().to_owned(), false),
                };
                Piece::HeaderLines(wanted.split(',').map(one).collect())
            }
            ("fields", Some(marks)) => {
                let mut marks = marks.splitn(3, ',').map(str::to_owned);
                let mut mark = || marks.next().unwrap_or_default();
                Piece::Fields([mark(), mark(), mark()])
            }
            ("body-hash", Some(form)) => {
                let (algorithm, digest) = form.split_once(':').unwrap_or((form, ""));
                let algorithm = Algorithm::from_name(algorithm);
                let known = algorithm.zip(DigestText::from_name(digest));
                let (algorithm, digest) = known.ok_or_else(|| unknown(name))?;
                Piece::BodyHash(algorithm, digest)
            }
            (name, None) => match Slot::from_name(name) {
                Some(slot) => Piece::Slot(slot),
                None => return self.input(name),
            },
            _ => return Err(unknown(name)),
        };
        Ok(piece)
    }

    /// An input that is no secret is a text in the code; one that is, a parameter.
    fn input(&self, name: &str) -> Result<Piece, String> {
        let inputs = &self.scheme.inputs;
        let input = inputs.iter().find(|i| i.name == name);
        let input = input.ok_or_else(|| unknown(name))?;
        if input.secret {
            let secrets = inputs.iter().filter(|i| i.secret);
            let before = secrets.take_while(|i| i.name != name).count();
            return Ok(Piece::Input(before));
        }
        let given = self.given.iter().find(|(known, _)| known == name);
        let text = given.map(|(_, text)| text.clone());
        let text = text.or_else(|| input.default.clone());
        let label = match input.label.is_empty() {
            true => &input.name,
            false => &input.label,
        };
        text.map(Piece::Text)
            .ok_or_else(|| ["Give `", label, "` first: it stands in the receiver's code"].concat())
    }

    /// A template of which all is known now.
    fn constant(&self, parts: &[Part]) -> Result<String, String> {
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Value {
                    name,
                    argument: None,
                } => match self.input(name)? {
                    Piece::Text(known) => text.push_str(&known),
                    _ => return Err(in_argument(name)),
                },
                Part::Value { name, .. } => return Err(in_argument(name)),
            }
        }
        Ok(text)
    }

    /// The header fields that are needed: the signature's, and those with a value that is used.
    fn reads(&self, plan: &mut Plan) -> Result<(), String> {
        let scheme = self.scheme;
        let mut found = Vec::new();
        for field in scheme.before.iter().chain(&scheme.headers) {
            let shared = scheme.kind == Kind::Shared;
            let wanted = |name: &str| match name {
                "signature" => true,
                "timestamp" if plan.clock.is_some() => true,
                "secret" => shared,
                name => Slot::from_name(name)
                    .is_some_and(|slot| plan.content.contains(&Piece::Slot(slot))),
            };
            let known = ["signature", "timestamp", "id", "nonce", "date", "secret"];
            let used = known.iter().filter(|name| names(&field.value, name));
            if !used.into_iter().any(|name| wanted(name)) {
                continue;
            }
            let name = parse(&field.name).map_err(|fault| unreadable(&field.name, fault))?;
            let name = self.constant(&name)?;
            let list = scheme.list.as_deref().filter(|l| !l.is_empty());
            let list = list.filter(|_| field.value.contains("{signature}"));
            let templates: Vec<&str> = match list {
                Some(list) => field.value.split(list).collect(),
                None => vec![&field.value],
            };
            let mut forms = Vec::new();
            for template in templates {
                forms.push(self.form(&name, template)?);
            }
            let shape = forms.iter().map(|f| [&f.before, "…", &*f.after].concat());
            let shape: Vec<String> = shape.collect();
            let shape = shape.join(list.unwrap_or_default());
            let list = list.map(str::to_owned);
            found.extend(forms.iter().map(|form| form.slot));
            plan.reads.push(Read {
                name,
                list,
                forms,
                shape,
            });
        }
        self.complete(plan, &found)
    }

    /// Whether every value that is used comes with the request.
    fn complete(&self, plan: &mut Plan, found: &[Slot]) -> Result<(), String> {
        if !found.contains(&Slot::Signature) {
            return Err(
                "No header field of this scheme carries the signature, so a receiver \
                        cannot know it; add one with `{signature}`"
                    .to_owned(),
            );
        }
        for piece in &plan.content {
            if let Piece::Slot(slot) = piece
                && !found.contains(slot)
            {
                let name = slot.name();
                return Err([
                    "`{",
                    name,
                    "}` is signed but no header field carries it, so a receiver cannot know it",
                ]
                .concat());
            }
        }
        if !found.contains(&Slot::Timestamp) {
            plan.clock = None;
        }
        Ok(())
    }

    fn form(&self, name: &str, template: &str) -> Result<Form, String> {
        let (mut before, mut slot, mut after) = (String::new(), None, String::new());
        for part in parse(template).map_err(|fault| unreadable(template, fault))? {
            let piece = match &part {
                Part::Text(text) => Piece::Text(text.clone()),
                Part::Value { name, argument } => self.value(name, argument.as_deref())?,
            };
            match (piece, slot) {
                (Piece::Text(text), None) => before.push_str(&text),
                (Piece::Text(text), Some(_)) => after.push_str(&text),
                (Piece::Slot(found), None) => slot = Some(found),
                (Piece::Secret, None) => slot = Some(Slot::Signature),
                _ => {
                    return Err([
                        "`",
                        name,
                        "` holds several values in one (`",
                        template,
                        "`), which this code cannot take apart; name what stands between them as \
                         the scheme's list separator",
                    ]
                    .concat());
                }
            }
        }
        let slot = slot.ok_or_else(|| {
            [
                "An element of `",
                name,
                "` carries no value: `",
                template,
                "`",
            ]
            .concat()
        })?;
        Ok(Form {
            before,
            slot,
            after,
        })
    }
}

impl Plan {
    /// What `verify` is given, in the order of its parameters.
    pub fn parameters(&self) -> Vec<Parameter> {
        let uses = |wanted: &dyn Fn(&Piece) -> bool| self.content.iter().any(wanted);
        let target = |piece: &Piece| {
            use Piece::{Fields, Path, Query, Target};
            matches!(piece, Target | Path | Query | Fields(_))
        };
        let mut all = Vec::new();
        let first = [
            (Parameter::Method, uses(&|p| *p == Piece::Method)),
            (Parameter::Url, uses(&|p| *p == Piece::Url)),
            (Parameter::Target, uses(&target)),
            (Parameter::Headers, true),
            (Parameter::Body, true),
            (Parameter::Secret, self.key.contains(&Piece::Secret)),
        ];
        all.extend(first.into_iter().filter(|p| p.1).map(|p| p.0));
        all.extend((0..self.inputs.len()).map(Parameter::Input));
        all.extend(self.clock.map(|_| Parameter::Now));
        all
    }

    /// Whether any header field carries several values, one of them the signature.
    pub fn lists(&self) -> bool {
        self.reads.iter().any(|read| read.list.is_some())
    }

    /// Whether changing the body must make the signature wrong.
    pub fn covers_body(&self) -> bool {
        let covers = |p: &Piece| matches!(p, Piece::Body | Piece::BodyHash(..));
        self.content.iter().any(covers)
    }

    /// Whether a field of that name in lower case is read.
    pub fn reads_header(&self, name: &str) -> bool {
        let own = self.reads.iter().any(|read| read.key() == name);
        own || self.content.iter().any(|piece| match piece {
            Piece::Header(wanted) => wanted == name,
            Piece::HeaderLines(wanted) => wanted.iter().any(|(wanted, start)| match start {
                true => name.starts_with(wanted.as_str()),
                false => name == wanted,
            }),
            Piece::Fields(_) => name == "content-type",
            _ => false,
        })
    }

    /// The content in runs: of text pieces, and the body alone.
    pub fn runs(&self) -> Vec<&[Piece]> {
        let body = |piece: &Piece| *piece == Piece::Body;
        let chunks = self.content.chunk_by(|a, b| !body(a) && !body(b));
        chunks.collect()
    }
}

/// A name for a variable that no language or receiver has taken.
fn variable(name: &str) -> String {
    let fit = |c: char| match c.to_ascii_lowercase() {
        c if c.is_ascii_alphanumeric() => c,
        _ => '_',
    };
    let name: String = name.chars().map(fit).collect();
    let taken = "age body class date end expected field forms from given headers id in key list mac match \
                 method module name next nonce now part parts secret self signature signatures string text \
                 then this timestamp type url value var verify";
    let first = name.chars().next().unwrap_or('_');
    match first.is_ascii_alphabetic() && !taken.split_whitespace().any(|word| word == name) {
        true => name,
        false => ["input_", &name].concat(),
    }
}

fn unknown(name: &str) -> String {
    ["Receiver code cannot be written for `{", name, "}` yet"].concat()
}

fn in_argument(name: &str) -> String {
    [
        "Receiver code cannot be written for `{",
        name,
        "}` within a placeholder",
    ]
    .concat()
}

fn unreadable(template: &str, fault: Fault) -> String {
    let why = match fault {
        Fault::Unclosed => "a brace is not closed",
        Fault::TooDeep => "placeholders stand too deep in one another",
        Fault::Unknown(_) => "a placeholder has no known name",
    };
    ["`", template, "` cannot be read: ", why].concat()
}
