//! Values a citizen types: one type and one error enum per value.
//!
//! A parser forgives stray spaces, dashes and look-alikes and keeps the canonical form, which `Display` prints and which
//! travels on the wire. `Debug` hides the value: these are personal data. A blank text never panics, but tells nothing
//! useful either: «missing» is the caller's answer.

/// What every value shares: text inside, `Display` prints it, `Debug` does not.
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
mod phone;
mod snils;

pub use birth_certificate::{BirthCertificate, BirthCertificateError};
pub use date::{BirthDate, DateError, anniversary, format_date, parse_date};
pub use email::{Email, EmailError};
pub use inn::{InnError, OrganisationInn, PersonInn};
pub use name::{NameError, NamePart};
pub use ogrn::{Ogrn, OgrnError};
pub use oms::{OmsError, OmsPolicy};
pub use passport::{DepartmentCode, PassportError, PassportNumber, check_issue};
pub use phone::{Phone, PhoneError};
pub use snils::{Snils, SnilsError};

pub(crate) use cyrillic::{composed, is_dash, is_invisible, is_space, lower};
