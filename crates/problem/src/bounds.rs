//! The bounds and closed sets of JSON Schema that a value may break.

/// The end of a range that a count violates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// Fewer than the limit.
    Min,
    /// More than the limit.
    Max,
}

/// The four bounds of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// `minimum`.
    Minimum,
    /// `maximum`.
    Maximum,
    /// `exclusiveMinimum`.
    ExclusiveMinimum,
    /// `exclusiveMaximum`.
    ExclusiveMaximum,
}

/// The keyword that closes a set of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Set {
    /// `enum`.
    Enum,
    /// `oneOf` of constants.
    OneOf,
    /// `anyOf` of constants.
    AnyOf,
}

impl End {
    /// Returns the first value for the lower end, the second for the upper one.
    pub fn pick<T>(self, min: T, max: T) -> T {
        match self {
            End::Min => min,
            End::Max => max,
        }
    }
}

impl Bound {
    /// Returns the JSON Schema keyword.
    pub fn code(self) -> &'static str {
        match self {
            Bound::Minimum => "minimum",
            Bound::Maximum => "maximum",
            Bound::ExclusiveMinimum => "exclusiveMinimum",
            Bound::ExclusiveMaximum => "exclusiveMaximum",
        }
    }

    /// Returns the words before the limit.
    pub(super) fn words(self) -> &'static str {
        match self {
            Bound::Minimum => "at least",
            Bound::Maximum => "at most",
            Bound::ExclusiveMinimum => "greater than",
            Bound::ExclusiveMaximum => "less than",
        }
    }
}

impl Set {
    /// Returns the JSON Schema keyword.
    pub fn code(self) -> &'static str {
        match self {
            Set::Enum => "enum",
            Set::OneOf => "oneOf",
            Set::AnyOf => "anyOf",
        }
    }
}
