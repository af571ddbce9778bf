//! The ways to tamper with a delivery on purpose, by name.
//!
//! [`super::scene`] carries them out, and [`super::due`] knows what a correct receiver answers.

/// A way to tamper with a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tampering {
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

impl Tampering {
    /// All kinds, in the order of the list.
    pub const ALL: [Tampering; 7] = [
        Tampering::WrongSecret,
        Tampering::Stale,
        Tampering::Future,
        Tampering::Altered,
        Tampering::Unsigned,
        Tampering::Rotation,
        Tampering::Duplicate,
    ];

    /// Returns the value of the page's control.
    pub fn word(self) -> &'static str {
        match self {
            Tampering::WrongSecret => "wrong-secret",
            Tampering::Stale => "stale",
            Tampering::Future => "future",
            Tampering::Altered => "altered",
            Tampering::Unsigned => "unsigned",
            Tampering::Rotation => "rotation",
            Tampering::Duplicate => "duplicate",
        }
    }

    /// Returns the label that people choose by.
    pub fn title(self) -> &'static str {
        match self {
            Tampering::WrongSecret => "Wrong secret",
            Tampering::Stale => "Stale timestamp",
            Tampering::Future => "Timestamp in the future",
            Tampering::Altered => "Body altered after signing",
            Tampering::Unsigned => "Signature missing",
            Tampering::Rotation => "Two signatures (secret rotation)",
            Tampering::Duplicate => "Duplicate id",
        }
    }
}
