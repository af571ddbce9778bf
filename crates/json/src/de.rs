//! Reading a value into a Rust type by serde, with the place and a typed cause of what does not fit.
//!
//! Only what the types of data files need is here: structs, maps, lists, texts, words of an enum,
//! truths and whole numbers. The depth of the stack is the type's, never the text's.
//!
//! ```
//! #[derive(serde::Deserialize, Debug)]
//! #[serde(deny_unknown_fields)]
//! struct Tolerance {
//!     seconds: u32,
//! }
//!
//! let tree = json::Tree::read(r#"{"seconds": "soon"}"#)?;
//! let misfit = json::de::read::<Tolerance>(tree.root()).unwrap_err();
//! assert_eq!(misfit.place, "/seconds");
//! assert_eq!(misfit.cause, json::de::Cause::Expected(json::de::Expected::Whole));
//! # Ok::<(), json::Error>(())
//! ```

use std::collections::HashSet;
use std::fmt;

use serde::de::value::CowStrDeserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::{Children, Kind, Places, View};

/// Why a value is not one of a type, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The JSON Pointer (RFC 6901) from the outermost value of the text.
    pub place: String,
    /// The reason.
    pub cause: Cause,
}

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The value is of another kind.
    Expected(Expected),
    /// A member that the type does not have.
    Unknown(&'static [&'static str]),
    /// A word that is none of the enum's.
    Word {
        /// The word in the text.
        found: String,
        /// The words of the enum.
        known: &'static [&'static str],
    },
    /// A member is there twice.
    Twice,
    /// A member that is required is missing.
    Missing(&'static str),
    /// What serde's own or a handwritten visitor refuses.
    Other(String),
}

/// The kind of value that a type is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An object.
    Object,
    /// An array.
    List,
    /// A string.
    Text,
    /// `true` or `false`.
    Truth,
    /// A whole number from 0 to 4294967295.
    Whole,
}

/// Misfits beyond these are not looked for: each costs another reading.
const MOST: usize = 20;

/// Reads a value as a type; the error is the first thing that does not fit.
pub fn read<'de, T: Deserialize<'de>>(view: View<'de>) -> Result<T, Misfit> {
    let skipped = HashSet::new();
    let read = T::deserialize(Reader {
        view,
        skipped: &skipped,
    });
    read.map_err(|fault| fault.misfit(view))
}

/// Reads a value as a type without the members and items that do not fit, which are said too.
pub fn read_fitting<'de, T: Deserialize<'de>>(view: View<'de>) -> (Option<T>, Vec<Misfit>) {
    let mut skipped = HashSet::new();
    let mut misfits = Vec::new();
    loop {
        let fault = match T::deserialize(Reader {
            view,
            skipped: &skipped,
        }) {
            Ok(read) => return (Some(read), misfits),
            Err(fault) => fault,
        };
        let at = fault.at.unwrap_or_default();
        misfits.push(fault.misfit(view));
        let is_inside = at > view.index() && skipped.insert(at);
        if !is_inside || misfits.len() == MOST {
            return (None, misfits);
        }
    }
}

/// A [`Misfit`] on its way out: the innermost reader that meets it knows its place.
#[derive(Debug)]
struct Fault {
    /// [`View::index`] of the value.
    at: Option<usize>,
    cause: Cause,
}

impl Fault {
    fn new(cause: Cause) -> Fault {
        Fault { at: None, cause }
    }

    fn at(mut self, view: View<'_>) -> Fault {
        self.at.get_or_insert(view.index());
        self
    }

    fn misfit(self, root: View<'_>) -> Misfit {
        let place = Places::new(root.tree)
            .of(self.at.unwrap_or_default())
            .to_owned();
        Misfit {
            place,
            cause: self.cause,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.cause, f)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Fault {
        Fault::new(Cause::Other(message.to_string()))
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Fault {
        let found = found.to_owned();
        Fault::new(Cause::Word { found, known })
    }

    fn unknown_field(_: &str, known: &'static [&'static str]) -> Fault {
        Fault::new(Cause::Unknown(known))
    }

    fn missing_field(name: &'static str) -> Fault {
        Fault::new(Cause::Missing(name))
    }

    fn duplicate_field(_: &'static str) -> Fault {
        Fault::new(Cause::Twice)
    }
}

/// A value that is read.
struct Reader<'de, 's> {
    view: View<'de>,
    /// [`View::index`] of the members and items that are passed over.
    skipped: &'s HashSet<usize>,
}

impl Reader<'_, '_> {
    fn expected<T>(&self, expected: Expected) -> Result<T, Fault> {
        Err(Fault::new(Cause::Expected(expected)).at(self.view))
    }
}

impl<'de> Deserializer<'de> for Reader<'de, '_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.view.kind() {
            Kind::Null => visitor.visit_unit(),
            Kind::True | Kind::False => self.deserialize_bool(visitor),
            Kind::Number => self.deserialize_u32(visitor),
            Kind::String => self.deserialize_str(visitor),
            Kind::Array => self.deserialize_seq(visitor),
            Kind::Object => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.view.kind() {
            Kind::True => visitor.visit_bool(true),
            Kind::False => visitor.visit_bool(false),
            _ => self.expected(Expected::Truth),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let number = self.view.number().and_then(|number| number.to_i64());
        match number.and_then(|number| u32::try_from(number).ok()) {
            Some(number) => visitor.visit_u32(number),
            None => self.expected(Expected::Whole),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.view.string() {
            Some(text) => visitor
                .visit_str(&text)
                .map_err(|fault: Fault| fault.at(self.view)),
            None => self.expected(Expected::Text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let Some(word) = self.view.string() else {
            return self.expected(Expected::Text);
        };
        let word: CowStrDeserializer<'_, Fault> = word.into_deserializer();
        visitor
            .visit_enum(word)
            .map_err(|fault| fault.at(self.view))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.view.kind() {
            Kind::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.view.kind() {
            Kind::Array => visitor.visit_seq(Inside::of(&self)),
            _ => self.expected(Expected::List),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.view.kind() != Kind::Object {
            return self.expected(Expected::Object);
        }
        let mut members = Inside::of(&self);
        let read = visitor.visit_map(&mut members);
        read.map_err(|fault| match fault.cause {
            Cause::Twice => fault.at(members.member),
            _ => fault.at(self.view),
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct identifier ignored_any
    }
}

/// The items of a list or the members of an object.
struct Inside<'de, 's> {
    rest: Children<'de>,
    /// The member whose name was read last.
    member: View<'de>,
    skipped: &'s HashSet<usize>,
}

impl<'de, 's> Inside<'de, 's> {
    fn of(reader: &Reader<'de, 's>) -> Inside<'de, 's> {
        Inside {
            rest: reader.view.children(),
            member: reader.view,
            skipped: reader.skipped,
        }
    }

    fn next(&mut self) -> Option<Reader<'de, 's>> {
        let skipped = self.skipped;
        let view = self.rest.find(|view| !skipped.contains(&view.index()))?;
        Some(Reader { view, skipped })
    }
}

impl<'de> SeqAccess<'de> for Inside<'de, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        self.next().map(|item| seed.deserialize(item)).transpose()
    }
}

impl<'de> MapAccess<'de> for Inside<'de, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some(Reader { view, .. }) = self.next() else {
            return Ok(None);
        };
        self.member = view;
        let name: CowStrDeserializer<'_, Fault> =
            view.name().unwrap_or_default().into_deserializer();
        let key = seed.deserialize(name).map_err(|fault| fault.at(view))?;
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        seed.deserialize(Reader {
            view: self.member,
            skipped: self.skipped,
        })
    }
}
