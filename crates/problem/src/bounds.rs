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
    Minimum,
    Maximum,
    ExclusiveMinimum,
    ExclusiveMaximum,
}

/// The keyword that closes a set of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Set {
    Enum,
    /// `oneOf` of constants.
    OneOf,
    /// `anyOf` of constants.
    AnyOf,
}

impl End {
    pub fn pick<T>(self, min: T, max: T) -> T {
        match self {
            End::Min => min,
            End::Max => max,
        }
    }
}

impl Bound {
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
    pub fn code(self) -> &'static str {
        match self {
            Set::Enum => "enum",
            Set::OneOf => "oneOf",
            Set::AnyOf => "anyOf",
        }
    }
}
