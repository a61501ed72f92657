//! Values that a citizen types: one type and one error enum for each.
//!
//! A parser accepts stray spaces, dashes and look-alikes, and stores the canonical form, which `Display` prints and which is
//! sent on the wire. `Debug` hides the value, because it is personal data. For a blank text a parser returns an error that does
//! not help the citizen; the caller checks for missing values itself.

/// Code that all text values share: `Display` prints the text, `Debug` hides it.
macro_rules! text_value {
    ($name:ident) => {
        impl $name {
            /// The canonical form.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

pub mod address;
mod birth_certificate;
mod cyrillic;
mod date;
mod digits;
mod email;
mod inn;
mod name;
mod ogrn;
mod oms;
mod passport;
mod password;
mod phone;
mod snils;

pub use birth_certificate::{BirthCertificate, BirthCertificateError};
pub(crate) use date::number;
pub use date::{BirthDate, DateError, anniversary, format_date, parse_date, parse_day};
pub use email::{Email, EmailError, suggested_email};
pub use inn::{InnError, OrganisationInn, PersonInn};
pub use name::{NameError, NamePart};
pub use ogrn::{Ogrn, OgrnError};
pub use oms::{OmsError, OmsPolicy};
pub use passport::{DepartmentCode, PassportError, PassportNumber, check_issue};
pub use password::{PasswordNeed, password_is_common, password_needs};
pub use phone::{Phone, PhoneError};
pub use snils::{Snils, SnilsError};

pub(crate) use cyrillic::{composed, is_dash, is_invisible, is_space, lower, russian};
