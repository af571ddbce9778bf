//! The settings of a scheme that have a closed set of values.

use serde::{Deserialize, Serialize};

/// Defines an enum whose variants have a name in JSON and in forms.
macro_rules! words {
    ($(#[$of:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$about])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// All variants, in the order of the list.
            pub const ALL: [$name; [$($word),*].len()] = [$($name::$variant),*];

            /// Returns the name in JSON and in forms.
            pub fn name(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)*
                }
            }

            /// Returns the variant with this name.
            pub fn from_name(word: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|one| one.name() == word)
            }
        }
    };
}

words! {
    /// The hash function of the HMAC (RFC 2104).
    Algorithm {
        /// SHA-1 (FIPS 180-4), for old APIs: broken for other uses.
        Sha1 = "SHA-1",
        /// SHA-256 (FIPS 180-4).
        #[default]
        Sha256 = "SHA-256",
        /// SHA-384 (FIPS 180-4).
        Sha384 = "SHA-384",
        /// SHA-512 (FIPS 180-4).
        Sha512 = "SHA-512",
    }
}

words! {
    /// The encoding of a secret's text.
    KeyText {
        /// The UTF-8 bytes of the text.
        #[default]
        Text = "text",
        /// RFC 4648 section 8, either case.
        Hex = "hex",
        /// RFC 4648 section 4, with or without padding.
        Base64 = "base64",
        /// RFC 4648 section 5, with or without padding.
        Base64Url = "base64url",
    }
}

words! {
    /// The text encoding of a digest.
    DigestText {
        /// RFC 4648 section 8, lower case.
        #[default]
        Hex = "hex",
        /// RFC 4648 section 4, padded.
        Base64 = "base64",
        /// RFC 4648 section 5, not padded.
        Base64Url = "base64url",
    }
}

words! {
    /// The kind of proof that a scheme adds.
    Kind {
        /// Nothing is added.
        Nothing = "none",
        /// A keyed hash over parts of the request.
        #[default]
        Hmac = "hmac",
        /// A plain hash over the key and then those parts: not an HMAC, and weaker than one.
        Hash = "hash",
        /// No signature: a shared secret that is sent unchanged.
        Shared = "secret",
        /// A signature with a private key that only the sender has: Ed25519 (RFC 8032).
        Ed25519 = "ed25519",
        /// A signature with a private key: ECDSA over P-256.
        Ecdsa = "ecdsa",
        /// A signature with a private key: RSA (PKCS #1 v1.5).
        Rsa = "rsa",
    }
}

words! {
    /// The spelling of the sender's JSON bodies, if it matters to the signature.
    Spelling {
        /// Any spelling.
        #[default]
        Free = "free",
        /// Every character beyond ASCII as `\uXXXX` in lower case, beyond the BMP as a surrogate pair.
        Ascii = "ascii",
    }
}

words! {
    /// The unit of a scheme's time.
    Unit {
        /// Seconds since 1970.
        #[default]
        Seconds = "s",
        /// Milliseconds since 1970.
        Milliseconds = "ms",
    }
}

words! {
    /// The format of a scheme's time.
    TimeText {
        /// A number of units.
        #[default]
        Number = "number",
        /// A date and time of RFC 3339, in UTC and whole seconds.
        DateTime = "date-time",
    }
}

impl Kind {
    /// Returns whether sender and receiver make the same digest with a shared key.
    pub fn is_keyed(self) -> bool {
        matches!(self, Kind::Hmac | Kind::Hash)
    }

    /// Returns whether the sender signs with a private key, so that receivers can verify but nobody
    /// else can sign.
    pub fn is_public_key(self) -> bool {
        matches!(self, Kind::Ed25519 | Kind::Ecdsa | Kind::Rsa)
    }
}
