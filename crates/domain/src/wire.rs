//! The wire types of `/api/v1`. Times are RFC 3339 in UTC, days are ISO 8601, sizes are bytes.

/// `Debug` of these types shows nothing of what they carry.
macro_rules! hidden {
    ($($type:ident,)*) => {$(
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), "(…)"))
            }
        }
    )*};
}

pub mod account;
pub mod application;
pub mod auth;
pub mod booking;
pub mod draft;
pub mod event;
pub mod file;
pub mod institution;
pub mod message;
pub mod office;
pub mod problem;
pub mod profile;
pub mod question;
pub mod service;
pub mod time;
