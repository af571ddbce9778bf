//! Reading a description: from a file's bytes to OpenAPI 3.1.

use json::Value;

use crate::bundle;
use crate::foreign::{self, Foreign};
use crate::list::{Kind, List, Listed};
use crate::notes::{Note, Notes};
use crate::reference::{self, Index};
use crate::source;
use crate::text;
use crate::unreadable::Unreadable;
use crate::version;

/// An API description.
#[derive(Debug)]
pub struct Description {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// The version of the source's format, as written: `2.0`, `3.0.3`.
    pub source_version: String,
    /// The document in OpenAPI 3.1.
    pub value: Value,
    /// What was guessed, lost or could not be used.
    pub notes: Vec<Note>,
    index: Index,
    list: List,
}

/// Reads a file.
pub fn read(bytes: &[u8]) -> Result<Description, Unreadable> {
    let text = text::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    if let Some(foreign) = foreign::by_beginning(text) {
        return Err(Unreadable::Foreign(foreign));
    }
    let mut notes = Notes::default();
    let instead = |fault: Unreadable| match foreign::by_text(text) {
        Some(foreign) if is_fault_of_text(&fault) => Unreadable::Foreign(foreign),
        _ => fault,
    };
    let source = source::read(text, &mut notes).map_err(instead)?;
    let mut value = Value::from(&source.tree);
    let (version, source_version) = version::version(&value).map_err(instead)?;
    version::upgrade(&mut value, version, &mut notes);
    let index = Index::new(&value);
    let list = List::new(&value, &index);
    if list.all.is_empty()
        && let Some(files) = referred_files(&value)
    {
        return Err(Unreadable::OnlyReferences { files });
    }
    let mut notes = notes.finish();
    source.locate(&mut notes);
    let info = |name: &str| {
        let text = value.get("info").and_then(|info| info.get(name)?.as_str());
        text.unwrap_or_default().to_owned()
    };
    Ok(Description {
        title: info("title"),
        version: info("version"),
        source_version,
        notes,
        index,
        list,
        value,
    })
}

/// Returns whether a fault leaves open that the text is meant as neither JSON nor YAML.
fn is_fault_of_text(fault: &Unreadable) -> bool {
    matches!(
        fault,
        Unreadable::Json(_) | Unreadable::Yaml(_) | Unreadable::Foreign(Foreign::Text)
    )
}

/// The files that the path items and webhooks of a document lead to; `None` if there are none.
fn referred_files(value: &Value) -> Option<Vec<String>> {
    let mut files: Vec<String> = Vec::new();
    for map in [value.get("paths"), value.get("webhooks"), Some(value)] {
        let items = map.and_then(Value::as_object).into_iter().flatten();
        // The map itself may be a reference too, as `paths: {$ref: paths.yaml}`.
        let itself = map.and_then(|map| map.get("$ref"));
        let references = items.filter_map(|item| item.1.get("$ref")).chain(itself);
        for file in references
            .filter_map(Value::as_str)
            .filter_map(reference::file)
        {
            if !files.iter().any(|known| known == file) {
                files.push(file.to_owned());
            }
        }
    }
    (!files.is_empty()).then_some(files)
}

impl Description {
    /// The operations, each followed by its callbacks, then the webhooks, in document order.
    pub fn list(&self) -> &[Listed] {
        &self.list.all
    }

    /// A document with only the listed operation that has this id, and the components that it
    /// reaches. A callback's document has the operation that it belongs to, with that callback only.
    pub fn bundle(&self, id: &str) -> Option<Value> {
        let listed = self.list.get(id)?;
        let registration = match &listed.kind {
            Kind::Callback { of, .. } => Some(self.list.get(of)?),
            Kind::Operation | Kind::Webhook => None,
        };
        bundle::bundle(&self.value, &self.index, listed, registration)
    }
}
