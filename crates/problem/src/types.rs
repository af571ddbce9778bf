//! The types of JSON Schema.

/// The seven type names of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction, by value or, in messages, as written.
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Type {
    /// Returns the type of that name.
    pub fn named(word: &str) -> Option<Type> {
        Some(match word {
            "null" => Type::Null,
            "boolean" => Type::Boolean,
            "integer" => Type::Integer,
            "number" => Type::Number,
            "string" => Type::String,
            "array" => Type::Array,
            "object" => Type::Object,
            _ => return None,
        })
    }

    /// Returns its name in JSON Schema.
    pub fn word(self) -> &'static str {
        match self {
            Type::Null => "null",
            Type::Boolean => "boolean",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::String => "string",
            Type::Array => "array",
            Type::Object => "object",
        }
    }

    /// Returns the type of a value; a number is an integer by its value (`1.0`).
    pub fn of(value: json::View<'_>) -> Type {
        use json::Kind;
        match value.kind() {
            Kind::Null => Type::Null,
            Kind::False | Kind::True => Type::Boolean,
            Kind::Number if value.source().contains(['.', 'e', 'E']) => Type::Number,
            Kind::Number => Type::Integer,
            Kind::String => Type::String,
            Kind::Array => Type::Array,
            Kind::Object => Type::Object,
        }
    }
}
