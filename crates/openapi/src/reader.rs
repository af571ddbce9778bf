//! The state shared while one document is read: its schemas, forms, ids and deliveries.

use std::collections::HashMap;
use std::rc::Rc;

use super::control::{self, Control};
use super::listing::Listings;
use super::refs::NodeRef;
use super::schema::{Compiler, Schema, SchemaId};
use crate::names::Names;
use problem::Type;

/// The values that grow while a document is read.
#[derive(Default)]
pub(super) struct Reader<'a> {
    pub schemas: Compiler<'a>,
    /// The operation ids in use.
    pub ids: Names,
    pub deliveries: Listings,
    text: Option<SchemaId>,
    /// The forms of bodies, which many operations share.
    forms: HashMap<SchemaId, Rc<Control>>,
}

impl<'a> Reader<'a> {
    /// The form of the value that is documented at a node.
    pub fn control(
        &self,
        node: &NodeRef<'a>,
        name: &str,
        schema: SchemaId,
        required: bool,
    ) -> Control {
        let (control, whole) = control::derive(&self.schemas.schemas, name, schema, required);
        if !whole {
            node.note("The form has too many fields; the rest is typed as JSON");
        }
        control
    }

    /// The form of a body.
    pub fn form(&mut self, node: &NodeRef<'a>, schema: SchemaId) -> Rc<Control> {
        let schema = self.schemas.schemas.meant(schema);
        if let Some(form) = self.forms.get(&schema) {
            return Rc::clone(form);
        }
        let form = Rc::new(self.control(node, "", schema, false));
        self.forms.insert(schema, Rc::clone(&form));
        form
    }

    /// A schema for text that is documented without one.
    pub fn text(&mut self) -> SchemaId {
        let made = self.text;
        let id = made.unwrap_or_else(|| {
            self.schemas.implied(Schema {
                types: vec![Type::String],
                ..Schema::default()
            })
        });
        self.text = Some(id);
        id
    }
}
