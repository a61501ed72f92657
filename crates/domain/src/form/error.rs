use crate::file::FileError;
use crate::values::{
    BirthCertificateError, DateError, EmailError, InnError, NameError, OgrnError, OmsError,
    PassportError, PhoneError, SnilsError,
};
use serde::{Deserialize, Serialize};

/// What is wrong with one input or document slot. The browser and the server use the same values; `locales/` has the texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldError {
    Missing,
    /// Not one of the offered options (M-12).
    NotOffered,
    /// The text is `by` characters longer than `limit`.
    TooLong {
        limit: u32,
        by: u32,
    },
    /// Control or direction characters, which cannot be printed.
    Unprintable,
    Postcode,
    /// A post-office box instead of a home address (S-13).
    PostBox,
    /// A consent that is not given.
    NotAgreed,
    MissingDocument,
    /// A document that is no longer valid.
    Expired,
    /// The group has more than `limit` entries.
    TooManyEntries {
        limit: u16,
    },
    /// A contradiction of the definition, named by its id.
    Contradiction {
        id: String,
    },
    Signature(SignatureError),
    Name(NameError),
    Date(DateError),
    Phone(PhoneError),
    Email(EmailError),
    Inn(InnError),
    Ogrn(OgrnError),
    Snils(SnilsError),
    Oms(OmsError),
    Passport(PassportError),
    BirthCertificate(BirthCertificateError),
    File(FileError),
}

/// What is wrong with an electronic signature (M-20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignatureError {
    /// Not an XML signature, or a damaged one.
    Unreadable,
    /// The signature is for other answers or files.
    OtherStatement,
    /// The key of the signature is unknown, or does not fit the signature.
    Untrusted,
}

/// One issue, with a JSON pointer (RFC 6901) to its place: `/answers/name.surname` or `/files/passport_scan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Issue {
    pub pointer: String,
    pub error: FieldError,
}

impl Issue {
    pub fn answer(path: &str, error: impl Into<FieldError>) -> Self {
        Self { pointer: format!("/answers/{path}"), error: error.into() }
    }

    pub fn file(slot: &str, error: FieldError) -> Self {
        Self { pointer: format!("/files/{slot}"), error }
    }

    /// The path of the input or the id of the slot.
    pub fn place(&self) -> &str {
        self.pointer.rsplit('/').next().unwrap_or_default()
    }

    pub fn is_file(&self) -> bool {
        self.pointer.starts_with("/files/")
    }
}

macro_rules! from {
    ($($variant:ident($error:ty)),* $(,)?) => {
        $(impl From<$error> for FieldError {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })*
    };
}

from!(
    Name(NameError),
    Date(DateError),
    Phone(PhoneError),
    Email(EmailError),
    Inn(InnError),
    Ogrn(OgrnError),
    Snils(SnilsError),
    Oms(OmsError),
    Passport(PassportError),
    BirthCertificate(BirthCertificateError),
    File(FileError),
    Signature(SignatureError),
);
