//! Deriving controls from schemas.
//!
//! A schema is merged with its `$ref` and unconditional `allOf`; the nearest schema wins.
//! Members that exist only under a condition get a control too, after the others, since
//! they could not be typed otherwise. A schema within itself becomes free JSON.

use std::collections::HashSet;
use std::rc::Rc;

use super::merged::{Merged, filled, is_textual};
use super::parts::{self, Part};
use super::set::{self, Set};
use super::{Control, Kind};
use crate::schema::{SchemaId, Schemas, branches};
use crate::secret_names;
use pattern::Patterns;
use problem::Type;

/// Forms deeper than this are typed as JSON.
const DEPTH: usize = 16;

/// The limit of controls in one form: nested choices multiply.
const CONTROLS: usize = 2000;

/// Derives the form of one value; also returns whether all of it fitted.
pub(crate) fn control(
    schemas: &Schemas,
    name: &str,
    schema: SchemaId,
    required: bool,
) -> (Control, bool) {
    let mut deriver = Deriver {
        schemas,
        patterns: Patterns::without_regexp(),
        left: CONTROLS,
        above: Vec::new(),
    };
    let control = deriver.control(name, &[Part::firm(schema)], &[], required);
    (control, deriver.left > 0)
}

struct Deriver<'a> {
    schemas: &'a Schemas,
    /// Shared by the whole form, so that hostile patterns cost no more than one search.
    patterns: Patterns<'static>,
    left: usize,
    /// The parts of each value around this one.
    above: Vec<Vec<SchemaId>>,
}

/// The controls below a kind.
#[derive(Default)]
struct Below {
    members: Vec<Rc<Control>>,
    element: Option<Rc<Control>>,
}

impl Deriver<'_> {
    /// Derives a control. `others` apply only under a condition; only their secrets count.
    fn control(
        &mut self,
        name: &str,
        seeds: &[Part],
        others: &[SchemaId],
        required: bool,
    ) -> Control {
        self.left = self.left.saturating_sub(1);
        let mut parts = parts::flatten(self.schemas, seeds);
        if parts.len() >= parts::PARTS {
            self.left = 0;
        }
        let mut nullable = parts::unwrap_null(self.schemas, &mut parts);
        let mut types = parts::types(self.schemas, &parts);
        let set = set::find(self.schemas, &parts, &types, &self.patterns);
        // A closed set already shows whether null is one of its values.
        let is_closed = set.as_ref().is_some_and(|set| !set.open);
        let is_alone = types.len() == 1;
        nullable |= !is_closed && types.contains(&Type::Null) && !is_alone;
        types.retain(|t| *t != Type::Null || !nullable && is_alone);
        nullable |= set.as_ref().is_some_and(|set| set.null);

        let kind = self.kind(&parts, &types, set.as_ref());
        let (kind, below) = self.below(kind, &parts, others, name);
        let merged = Merged {
            schemas: self.schemas,
            parts: &parts,
        };
        let declared = match merged.secret() {
            Some(true) => Some(true),
            declared => self
                .conditional(declared, &parts, seeds, others, &kind)
                .or(declared),
        };
        let named = declared.is_none() && secret_names::is_secret(name) && is_text(&kind, &types);
        let type_words = merged.type_words(&types, &kind, below.element.as_deref());
        let mut control = Control {
            name: name.to_owned(),
            schema: seeds[0].id,
            required,
            nullable,
            empty_text: merged.allows_empty(&kind, &types, set.as_ref()),
            description: merged.first(|s| filled(&s.description)).unwrap_or_default(),
            help: merged.first(|s| filled(&s.help)).unwrap_or_default(),
            type_words,
            default: merged.first(|s| s.default.as_ref().map(|t| t.text().to_string())),
            given: merged.given().filter(|_| required),
            examples: merged.examples(),
            deprecated: merged.any(|s| s.deprecated),
            read_only: merged.any(|s| s.read_only),
            secret: false,
            named_secret: false,
            marked: false,
            source: self.source(seeds[0].id),
            notices: merged.notices(),
            compose: merged.first(|s| s.compose.clone()),
            members: below.members,
            element: below.element,
            kind,
        };
        control.set_secret(declared.unwrap_or(named));
        control.named_secret = named;
        control
    }

    fn kind(&self, parts: &[Part], types: &[Type], set: Option<&Set>) -> Kind {
        let texts = types.is_empty() || types == [Type::String];
        match set {
            Some(set) if !set.open => return Kind::Choice(set.choices.clone()),
            Some(set) if texts => return Kind::Suggest(set.choices.clone()),
            _ => {}
        }
        let mut above = self.above.iter();
        let is_within_itself = above.any(|a| parts.iter().any(|p| a.contains(&p.id)));
        let is_cut = self.left == 0 || self.above.len() >= DEPTH || is_within_itself;
        let merged = Merged {
            schemas: self.schemas,
            parts,
        };
        match types {
            [Type::String] => merged.text_kind(types),
            [Type::Integer] => Kind::Integer,
            [Type::Number] | [Type::Integer, Type::Number] | [Type::Number, Type::Integer] => {
                Kind::Number
            }
            [Type::Boolean] => Kind::Boolean,
            [Type::Array] if !is_cut && !parts::items(self.schemas, parts).is_empty() => Kind::List,
            [Type::Object] if !is_cut => self.object_kind(parts),
            [] if is_cut => Kind::Json,
            [] if merged.any(|s| !s.properties.is_empty()) => Kind::Object,
            [] if !parts::items(self.schemas, parts).is_empty() => Kind::List,
            [] if merged.any(is_textual) => merged.text_kind(types),
            _ => Kind::Json,
        }
    }

    fn object_kind(&self, parts: &[Part]) -> Kind {
        if !parts::members(self.schemas, parts).is_empty() {
            Kind::Object
        } else if !parts::map_values(self.schemas, parts).is_empty() {
            Kind::Map
        } else {
            Kind::Json
        }
    }

    /// Derives the controls below; each part contributes its own members and items.
    fn below(
        &mut self,
        kind: Kind,
        parts: &[Part],
        others: &[SchemaId],
        name: &str,
    ) -> (Kind, Below) {
        let mut below = Below::default();
        let element = match kind {
            Kind::List => parts::items(self.schemas, parts),
            Kind::Map => parts::map_values(self.schemas, parts),
            Kind::Object => Vec::new(),
            other => return (other, below),
        };
        let schemas = self.schemas;
        let describing: Vec<SchemaId> = parts.iter().map(|p| p.id).chain(others.to_vec()).collect();
        let inner = schemas.inner(&describing);
        self.above.push(parts.iter().map(|p| p.id).collect());
        if !element.is_empty() {
            let others = match kind {
                Kind::List => inner.item(0),
                _ => inner.values().to_vec(),
            };
            let mut item = self.control("", &element, &others, false);
            let textual = matches!(item.kind, Kind::Text | Kind::Suggest(_));
            if textual
                && secret_names::are_secrets(name)
                && self.declared_secret(&element).is_none()
            {
                item.set_secret(true);
                item.named_secret = true;
            }
            below.element = Some(Rc::new(item));
        }
        if kind == Kind::Object {
            let required: HashSet<&str> =
                parts::required(self.schemas, parts).into_iter().collect();
            for (name, seeds) in parts::members(self.schemas, parts) {
                // A client need not send what only the server writes.
                let read_only = |part: &Part| self.schemas[part.id].read_only;
                let is_read_only = parts::flatten(self.schemas, &seeds).iter().any(read_only);
                let required = required.contains(name) && !is_read_only;
                let member = self.control(name, &seeds, inner.member(name), required);
                below.members.push(Rc::new(member));
            }
        }
        self.above.pop();
        (kind, below)
    }

    /// Returns whether branches mark the value as a secret; `None` if no branch does so.
    fn conditional(
        &self,
        declared: Option<bool>,
        parts: &[Part],
        seeds: &[Part],
        others: &[SchemaId],
        kind: &Kind,
    ) -> Option<bool> {
        let schemas = self.schemas;
        let is_other = |id: &SchemaId| parts.iter().all(|part| part.id != *id);
        let others: Vec<SchemaId> = others.iter().copied().filter(is_other).collect();
        let own = parts.iter().filter(|_| declared.is_none());
        let own = own.flat_map(|part| branches(&schemas[part.id]));
        let describing: Vec<SchemaId> = own.chain(others.clone()).collect();
        // Free JSON has no separate members to mark, and knows only its first schema.
        let free = || {
            let rest = seeds.iter().skip(1).map(|part| part.id);
            let rest: Vec<SchemaId> = rest.chain(others.clone()).collect();
            *kind == Kind::Json && schemas.hold_secret(&rest)
        };
        let is_secret = schemas.secrecy_of(&describing) == Some(true) || free();
        is_secret.then_some(true)
    }

    /// The secrecy that the schemas themselves give.
    fn declared_secret(&self, seeds: &[Part]) -> Option<bool> {
        let parts = &parts::flatten(self.schemas, seeds);
        let schemas = self.schemas;
        Merged { schemas, parts }.secret()
    }

    /// The source of the field itself; the source of a rule is kept with the rule.
    fn source(&self, id: SchemaId) -> Option<String> {
        let schema = &self.schemas[id];
        let referenced = || self.schemas[schema.reference?].source.clone();
        schema.source.clone().or_else(referenced)
    }
}

/// Returns whether a value can be a text: only texts are secrets by name.
fn is_text(kind: &Kind, types: &[Type]) -> bool {
    matches!(kind, Kind::Text | Kind::Suggest(_) | Kind::Json)
        && (types.is_empty() || types.contains(&Type::String))
}
