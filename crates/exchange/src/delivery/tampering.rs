//! The ways to tamper with a delivery on purpose, by name.
//!
//! [`super::spoil`] carries them out, and [`super::due`] knows what a correct receiver answers.

/// A way to tamper with a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoil {
    /// Signed with another secret.
    WrongSecret,
    /// Signed long ago.
    Stale,
    /// Signed by a clock that is fast.
    Future,
    /// One character of the body changed after signing.
    Altered,
    /// Without the fields of the signature.
    Unsigned,
    /// With the signatures of two secrets, as during a change of secrets.
    Rotation,
    /// The same request as before.
    Duplicate,
}

impl Spoil {
    pub const ALL: [Spoil; 7] = [
        Spoil::WrongSecret,
        Spoil::Stale,
        Spoil::Future,
        Spoil::Altered,
        Spoil::Unsigned,
        Spoil::Rotation,
        Spoil::Duplicate,
    ];

    /// Returns the value of the page's control.
    pub fn word(self) -> &'static str {
        match self {
            Spoil::WrongSecret => "wrong-secret",
            Spoil::Stale => "stale",
            Spoil::Future => "future",
            Spoil::Altered => "altered",
            Spoil::Unsigned => "unsigned",
            Spoil::Rotation => "rotation",
            Spoil::Duplicate => "duplicate",
        }
    }

    /// Returns the label that people choose by.
    pub fn title(self) -> &'static str {
        match self {
            Spoil::WrongSecret => "Wrong secret",
            Spoil::Stale => "Stale timestamp",
            Spoil::Future => "Timestamp in the future",
            Spoil::Altered => "Body altered after signing",
            Spoil::Unsigned => "Signature missing",
            Spoil::Rotation => "Two signatures (secret rotation)",
            Spoil::Duplicate => "Duplicate id",
        }
    }

    pub fn from_word(word: &str) -> Option<Spoil> {
        Spoil::ALL.into_iter().find(|spoil| spoil.word() == word)
    }
}
